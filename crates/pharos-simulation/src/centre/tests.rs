use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::OnceLock;

use jiff::civil::date;

use super::*;

mod truth;

const SEED: u64 = 2026;

fn centre() -> Centre {
    Centre::new(SEED, date(2026, 11, 1)).unwrap()
}

/// Six weeks over the end of daylight saving in Tel Aviv and two holidays.
fn weeks() -> &'static [CentreDay] {
    static WEEKS: OnceLock<Vec<CentreDay>> = OnceLock::new();
    WEEKS.get_or_init(|| centre().days().take(42).collect())
}

#[test]
fn a_seed_gives_the_same_bytes() {
    let bytes = |centre: &Centre| {
        let days: Vec<CentreDay> = centre.days().take(10).collect();
        serde_json::to_vec(&(days, centre.dimensions(), centre.truth())).unwrap()
    };
    let first = centre();
    let text = bytes(&first);
    assert!(text == bytes(&first) && text == bytes(&centre()), "the same seed gave other bytes");
    assert!(
        text != bytes(&Centre::new(SEED + 1, date(2026, 11, 1)).unwrap()),
        "another seed gave the same bytes"
    );
}

#[test]
fn until_must_leave_thirteen_months() {
    let error = Centre::new(1, date(1971, 3, 1)).err().map(|error| error.to_string());
    assert!(error.is_some_and(|error| error.contains("1971-03-01")));
}

#[test]
fn keys_are_unique_in_each_table() {
    let days = weeks();
    let mut keys: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut add =
        |table: &'static str, key| assert!(keys.entry(table).or_default().insert(key), "{table}: {key}");
    for day in days {
        day.contact_segments.iter().for_each(|row| add("contact_segments", row.key.as_str()));
        day.agent_offers.iter().for_each(|row| add("agent_offers", row.key.as_str()));
        day.agent_intervals.iter().for_each(|row| add("agent_intervals", row.key.as_str()));
        day.callbacks.iter().for_each(|row| add("callbacks", row.key.as_str()));
        day.messages.iter().for_each(|row| add("messages", row.key.as_str()));
        day.work_item_events.iter().for_each(|row| add("work_item_events", row.key.as_str()));
        day.survey_answers.iter().for_each(|row| add("survey_answers", row.key.as_str()));
        day.self_service_steps.iter().for_each(|row| add("self_service_steps", row.key.as_str()));
    }
    let dimensions = centre().dimensions();
    dimensions.employment.iter().for_each(|row| add("employment", row.key.as_str()));
    dimensions.agent_skills.iter().for_each(|row| add("agent_skills", row.key.as_str()));
    dimensions.calendars.iter().for_each(|row| add("calendars", row.key.as_str()));
    assert_eq!(keys.len(), 11);
}

/// The parts of a segment add up, to the microsecond.
#[test]
fn segments_add_up() {
    let micros = |seconds: f64| (seconds * 1e6).round() as i64;
    let mut answered = 0;
    for row in weeks().iter().flat_map(|day| &day.contact_segments) {
        if let (Some(enqueued), Some(left), Some(wait)) = (row.enqueued_at, row.left_queue_at, row.wait_s) {
            assert_eq!(enqueued + micros(wait), left, "{row:?}");
            assert_eq!(row.started_at + micros(row.self_service_s.unwrap_or(0.0)), enqueued, "{row:?}");
        }
        if row.queue_result == Some("answered") {
            answered += 1;
            let connected = row.connected_at.unwrap();
            let handled = micros(row.talk_s.unwrap()) + micros(row.hold_s.unwrap());
            assert_eq!(Some(connected + handled), row.ended_at, "{row:?}");
            assert!(row.queue.is_none() || row.left_queue_at == Some(connected), "{row:?}");
            assert!(row.agent_id.is_some() && row.acw_s.unwrap() >= 0.0);
        } else {
            assert!(row.agent_id.is_none() && row.talk_s.is_none(), "{row:?}");
        }
        assert_eq!(row.hold_count == Some(0), row.hold_s == Some(0.0));
    }
    assert!(answered > 40_000, "{answered}");
}

#[test]
fn chains_of_segments_are_whole() {
    let days = weeks();
    let segments: HashMap<&str, &ContactSegment> =
        days.iter().flat_map(|day| &day.contact_segments).map(|row| (row.segment_id.as_str(), row)).collect();
    let (mut transfers, mut callbacks) = (0, 0);
    for row in segments.values() {
        let Some(previous) = row.previous_segment_id.as_deref() else {
            assert!(row.initiation == "inbound", "{row:?}");
            continue;
        };
        let before = segments[previous];
        assert_eq!(before.contact_id, row.contact_id);
        match row.initiation {
            "transfer" => {
                transfers += 1;
                assert_eq!(before.ended_at, Some(row.started_at));
                assert!(before.transferred_to == row.queue && before.transfer_kind.is_some());
            }
            "callback" => {
                callbacks += 1;
                assert_eq!(
                    (before.queue_result, before.queue_result_detail),
                    (Some("flowed_out"), Some("callback"))
                );
                assert_eq!((row.direction, row.queue), ("outbound", None));
            }
            other => panic!("{other}"),
        }
    }
    assert!(transfers > 500 && callbacks > 50, "{transfers} {callbacks}");
}

/// Nobody is in two states at once, and all handling lies inside logged-in time.
#[test]
fn agents_are_in_one_state_and_handle_only_when_there() {
    let days = weeks();
    let mut stretches: HashMap<&str, Vec<(i64, i64, &str)>> = HashMap::new();
    for row in days.iter().flat_map(|day| &day.agent_intervals) {
        stretches.entry(&row.agent_id).or_default().push((row.started_at, row.ended_at, row.state));
    }
    for (agent, stretches) in &mut stretches {
        stretches.sort_unstable();
        assert!(stretches.iter().all(|(start, end, _)| start < end), "{agent}");
        assert!(stretches.windows(2).all(|pair| pair[0].1 <= pair[1].0), "{agent}");
    }
    for row in days.iter().flat_map(|day| &day.contact_segments).filter(|row| row.agent_id.is_some()) {
        let (from, to) = (row.connected_at.unwrap(), row.ended_at.unwrap());
        let of_agent = &stretches[row.agent_id.as_deref().unwrap()];
        let first = of_agent.partition_point(|(_, end, _)| *end <= from);
        let mut at = from;
        for (start, end, state) in &of_agent[first..] {
            assert!(*start <= at, "{row:?}: not there at {at}");
            assert!(matches!(*state, "talking" | "holding"), "{row:?}: {state}");
            at = *end;
            if at >= to {
                break;
            }
        }
        assert!(at >= to, "{row:?}");
    }
}

/// Calls and messages stand alone, chats three at most; after-contact work counts.
#[test]
fn agents_have_no_more_at_once_than_allowed() {
    let days = weeks();
    let mut changes: HashMap<&str, Vec<(i64, i64, bool)>> = HashMap::new();
    let mut most_chats = 0;
    for row in days.iter().flat_map(|day| &day.contact_segments) {
        let Some(agent) = row.agent_id.as_deref() else { continue };
        let end = row.ended_at.unwrap() + (row.acw_s.unwrap() * 1e6).round() as i64;
        let chat = row.channel == "chat";
        changes.entry(agent).or_default().extend([(row.connected_at.unwrap(), 1, chat), (end, -1, chat)]);
        most_chats = most_chats.max(row.concurrency.unwrap());
    }
    assert_eq!(most_chats, 3);
    for (agent, changes) in &mut changes {
        changes.sort_unstable();
        let (mut chats, mut alone) = (0, 0);
        for (at, change, chat) in changes.iter() {
            *(if *chat { &mut chats } else { &mut alone }) += change;
            assert!(
                chats <= 3 && alone <= 1 && (alone == 0 || chats == 0),
                "{agent} at {at}: {chats} {alone}"
            );
        }
    }
}

#[test]
fn offers_lead_to_their_segments() {
    let days = weeks();
    let segments: HashMap<&str, &ContactSegment> =
        days.iter().flat_map(|day| &day.contact_segments).map(|row| (row.segment_id.as_str(), row)).collect();
    let mut results: BTreeMap<&str, usize> = BTreeMap::new();
    for offer in days.iter().flat_map(|day| &day.agent_offers) {
        *results.entry(offer.result).or_default() += 1;
        let ended = offer.offered_at + (offer.ring_s * 1e6).round() as i64;
        let segment = segments[offer.segment_id.as_str()];
        match offer.result {
            "answered" => assert_eq!(
                (segment.connected_at, segment.agent_id.as_ref()),
                (Some(ended), Some(&offer.agent_id))
            ),
            "caller_gone" => {
                assert_eq!((segment.left_queue_at, segment.queue_result), (Some(ended), Some("abandoned")))
            }
            _ => assert_eq!((offer.result, offer.ring_s), ("no_answer", 20.0)),
        }
    }
    let rung = |row: &&&ContactSegment| {
        row.connected_at.is_some() && row.direction == "inbound" && !matches!(row.channel, "email" | "social")
    };
    assert_eq!(results["answered"], segments.values().filter(rung).count());
    assert!(results["no_answer"] > 100 && results["caller_gone"] > 20, "{results:?}");
}

#[test]
fn people_work_while_employed_on_their_queues() {
    let centre = centre();
    let dimensions = centre.dimensions();
    let skills = |agent: &str, queue: &str, at: i64| {
        dimensions.agent_skills.iter().any(|row| {
            row.agent_id == agent
                && row.skill == queue
                && row.valid_from <= at
                && row.valid_to.is_none_or(|to| at < to)
        })
    };
    for row in weeks().iter().flat_map(|day| &day.contact_segments) {
        if let (Some(agent), Some(queue), Some(at)) = (&row.agent_id, row.queue, row.connected_at) {
            assert!(skills(agent, queue, at), "{row:?}");
        }
    }
    let agents: Vec<&Employment> = dimensions.employment.iter().filter(|row| row.role == "agent").collect();
    let left = agents.iter().filter(|row| row.left_at.is_some()).count();
    let moved = agents.iter().filter(|row| row.key.ends_with("-1")).count();
    assert!((8..40).contains(&left) && moved == 3, "{left} left, {moved} changed team");
    let scripts = [('א', 'ת'), ('A', 'z'), ('一', '鿿')];
    for (from, to) in scripts {
        assert!(
            agents.iter().any(|row| row.name.chars().any(|letter| (from..=to).contains(&letter))),
            "{from}..{to}"
        );
    }
}

#[test]
fn tickets_go_their_way() {
    let days = weeks();
    let mut states: HashMap<&str, &str> = HashMap::new();
    let mut events: BTreeMap<&str, usize> = BTreeMap::new();
    for event in days.iter().flat_map(|day| &day.work_item_events) {
        *events.entry(event.event).or_default() += 1;
        assert_eq!(event.from_state, states.get(event.item_id.as_str()).copied(), "{event:?}");
        states.insert(&event.item_id, event.to_state);
    }
    for kind in ["created", "taken", "assigned", "state", "solved", "reopened", "escalated"] {
        assert!(events.get(kind).is_some_and(|count| *count > 20), "{kind}: {events:?}");
    }
    let mut versions: HashMap<&str, &WorkItem> = HashMap::new();
    for item in days.iter().flat_map(|day| &day.work_items) {
        if let Some(before) = versions.insert(&item.item_id, item) {
            assert!(
                before.source_version < item.source_version && before.reopened <= item.reopened,
                "{item:?}"
            );
        }
        assert_eq!(item.state == "solved", item.solved_at.is_some(), "{item:?}");
        let late = item.solved_at.is_some_and(|solved| Some(solved) > item.due_at);
        assert!(!late || item.sla_met == Some(false), "{item:?}");
    }
    assert!(versions.values().all(|item| states[item.item_id.as_str()] == item.state));
}

#[test]
fn callbacks_are_promised_and_mostly_kept() {
    let days = weeks();
    let rows: Vec<&Callback> = days.iter().flat_map(|day| &day.callbacks).collect();
    assert!(rows.len() > 50, "{}", rows.len());
    for row in &rows {
        assert!(row.requested_at < row.promised_at && row.promised_at <= row.requested_at + 50 * 60_000_000);
        assert_eq!(row.reached_at.is_some(), row.callback_segment_id.is_some());
        assert_eq!(row.attempts > 0, row.first_attempt_at.is_some());
    }
    let reached = rows.iter().filter(|row| row.reached_at.is_some()).count();
    assert!(reached * 10 > rows.len() * 7, "{reached} of {}", rows.len());
}
