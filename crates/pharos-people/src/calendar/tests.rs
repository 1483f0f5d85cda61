use super::*;

#[test]
fn a_calendar_is_written_by_the_standard() {
    let event = Event {
        uid: "7@pharos".to_owned(),
        start_us: 0,
        end_us: Some(1),
        summary: "1:1 with Noa; goals, actions".to_owned(),
        description: "first line\nsecond שורה ".repeat(5),
        changed_us: 2,
    };
    let all_day =
        Event { uid: "8@pharos".to_owned(), end_us: None, description: String::new(), ..event.clone() };
    let utc = |us: i64| format!("20260105T07300{us}Z");
    let text = icalendar("Lin, my day", &[event, all_day], utc);
    assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && text.ends_with("END:VCALENDAR\r\n"));
    assert!(text.contains("X-WR-CALNAME:Lin\\, my day\r\n"));
    assert!(text.contains("SUMMARY:1:1 with Noa\\; goals\\, actions\r\n"));
    assert!(text.contains("DTSTART:20260105T073000Z\r\nDTEND:20260105T073001Z\r\n"));
    assert!(text.contains("DTSTART;VALUE=DATE:20260105\r\n"));
    // RFC 5545, 3.1: lines of at most 75 octets; unfolded they are what went in.
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
    let unfolded = text.replace("\r\n ", "");
    assert!(unfolded.contains(&format!("DESCRIPTION:{}\r\n", "first line\\nsecond שורה ".repeat(5))));
}
