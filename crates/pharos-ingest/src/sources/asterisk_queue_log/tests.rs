use crate::sources::tests::{check_sample, context, derive, finding, rows, shared, split};
use crate::sources::{SourceContext, source};

const NAME: &str = "asterisk-queue-log";

/// Lines -> `columns` of the table's rows.
fn check(table: &str, columns: &str, log: &str, expected: &[&str]) {
    assert_eq!(rows(&derive(NAME, log), table, columns), expected, "{log}");
}

#[test]
fn the_end_of_a_call_decides_its_result() {
    let columns =
        "queue_result queue_result_detail wait_s talk_s ended_by agent_id transfer_kind transferred_to";
    let enter = "1000|990.1|sales|NONE|ENTERQUEUE||0155501|3|Ann_B";
    let connect = "1005|990.1|sales|Anna|CONNECT|5|1003.2|2";
    for (lines, expected) in [
        ("", "waiting - - - - - - -"),
        ("1007|990.1|sales|NONE|ABANDON|1|3|7", "abandoned ABANDON 7 - customer - - -"),
        ("1007|990.1|sales|Anna|ABANDON|1|3|7", "abandoned ABANDON 7 - customer - - -"),
        ("1030|990.1|sales|NONE|EXITWITHTIMEOUT|1|3|30", "flowed_out EXITWITHTIMEOUT 30 - system - - -"),
        ("1002|990.1|sales|NONE|EXITEMPTY|1|3|2", "flowed_out EXITEMPTY 2 - system - - -"),
        ("1009|990.1|sales|NONE|EXITWITHKEY|2|1|3|9", "flowed_out EXITWITHKEY 9 - customer - - -"),
        ("1009|990.1|sales|NONE|WITHDRAW|1|3|9|moved", "flowed_out WITHDRAW 9 - system - - -"),
        ("1009|990.1|sales|Anna|SYSCOMPAT|", "lost SYSCOMPAT 9 - system - - -"),
        ("1100|NONE|NONE|NONE|QUEUESTART|", "lost no end before the restart - - - - - -"),
        ("87400|NONE|NONE|NONE|CONFIGRELOAD|", "lost no end within 24 h - - - - - -"),
        (connect, "answered - 5 - - Anna - -"),
        ("C\n1065|990.1|sales|Anna|COMPLETECALLER|5|60|3", "answered COMPLETECALLER 5 60 customer Anna - -"),
        ("C\n1065|990.1|sales|Anna|COMPLETEAGENT|5|60|3", "answered COMPLETEAGENT 5 60 agent Anna - -"),
        ("C\n1005|990.1|sales|Anna|COMPLETEAGENT|5|0|3", "answered COMPLETEAGENT 5 0 agent Anna - -"),
        (
            "C\n1065|990.1|sales|Anna|BLINDTRANSFER|7000|internal|5|60|3",
            "answered BLINDTRANSFER 5 60 - Anna blind 7000",
        ),
        (
            "C\n1065|990.1|sales|Anna|TRANSFER|7000|internal|5|60|3",
            "answered TRANSFER 5 60 - Anna blind 7000",
        ),
        (
            "C\n1065|990.1|sales|Anna|TRANSFER|internal|7000|5|60|3",
            "answered TRANSFER 5 60 - Anna blind 7000",
        ),
        (
            "C\n1065|990.1|sales|Anna|ATTENDEDTRANSFER|BRIDGE|b-1|5|60|3",
            "answered ATTENDEDTRANSFER 5 60 - Anna attended -",
        ),
        (
            "C\n1065|990.1|sales|Anna|ATTENDEDTRANSFER|APP|Voicemail|5|60|3",
            "answered ATTENDEDTRANSFER 5 60 - Anna attended Voicemail",
        ),
        (
            "C\n1065|990.1|sales|Anna|ATTENDEDTRANSFER|LINK|Local/1|Local/2|5|60|3",
            "answered ATTENDEDTRANSFER 5 60 - Anna attended -",
        ),
        // The CONNECT was lost: the end says how long they talked.
        ("1065|990.1|sales|Anna|COMPLETEAGENT|5|60|3", "answered COMPLETEAGENT 5 60 agent Anna - -"),
    ] {
        let log = format!("{enter}\n{}", lines.replace("C\n", &format!("{connect}\n")));
        check("contact_segments", columns, &log, &[expected]);
    }
}

#[test]
fn instants_and_identities_of_a_call() {
    let log = "998|990.1|sales|NONE|DID|0800123\n1000|990.1|sales|NONE|ENTERQUEUE||anonymous|3\n1005|990.1|sales|Anna|CONNECT|5|1003.2|2\n1065|990.1|sales|Anna|COMPLETECALLER|5|60|3";
    let columns = "key contact_id customer_id entry_point started_at enqueued_at connected_at ended_at";
    check(
        "contact_segments",
        columns,
        log,
        &[
            "990.1|sales|1000 990.1 - 0800123 1970-01-01T00:16:30Z 1970-01-01T00:16:40Z 1970-01-01T00:16:45Z 1970-01-01T00:17:45Z",
        ],
    );
    let named = "1000|pbx-990.1|sales|NONE|ENTERQUEUE||0155501|3";
    check("contact_segments", "started_at customer_id", named, &["1970-01-01T00:16:30Z 0155501"]);
}

#[test]
fn a_call_may_enter_queues_again_and_again() {
    let log = "1000|990.1|a|NONE|ENTERQUEUE||5|1\n1010|990.1|a|NONE|EXITWITHTIMEOUT|1|1|10\n1010|990.1|b|NONE|ENTERQUEUE||5|1\n1015|990.1|b|NONE|EXITEMPTY|1|1|5\n1015|990.1|a|NONE|ENTERQUEUE||5|1\n1020|990.1|a|Anna|CONNECT|5|1.1|1\n1030|990.1|a|Anna|COMPLETECALLER|5|10|1";
    check(
        "contact_segments",
        "key queue_result wait_s previous_segment_id initiation",
        log,
        &[
            "990.1|a|1000 flowed_out 10 - inbound",
            "990.1|a|1015 answered 5 990.1|b|1010 queue_transfer",
            "990.1|b|1010 flowed_out 5 990.1|a|1000 queue_transfer",
        ],
    );
}

#[test]
fn swapped_ids_are_joined_by_queue_and_second() {
    // After an attended transfer the lines of the second queue carry the first call's id, and the other way round.
    let log = "1000|990.1|one|NONE|ENTERQUEUE||5|1\n1004|990.1|one|Anna|CONNECT|4|1.1|1\n1050|1049.7|two|NONE|ENTERQUEUE||6|1\n1054|1049.7|one|Anna|ATTENDEDTRANSFER|LINK|a|b|4|50|1\n1057|990.1|two|Boris|CONNECT|7|1.2|1\n1097|990.1|two|Boris|COMPLETEAGENT|7|40|1";
    check(
        "contact_segments",
        "key contact_id queue_result wait_s talk_s agent_id previous_segment_id transfer_kind transferred_to",
        log,
        &[
            "1049.7|two|1050 990.1 answered 7 40 Boris 990.1|one|1000 - -",
            "990.1|one|1000 990.1 answered 4 50 Anna - attended two",
        ],
    );
    let derived = derive(NAME, log);
    assert_eq!((finding(&derived, "call_ids_swapped"), finding(&derived, "call_without_beginning")), (1, 0));
    // The issue's own numbers: 1717397397 - 7 = 1717397390.
    let issue = "1717397390|1717397350.239830|1509|NONE|ENTERQUEUE||5|1\n1717397397|1717397243.239826|1509|Eva|CONNECT|7|1.1|1";
    check("contact_segments", "queue_result contact_id", issue, &["answered 1717397243.239826"]);
    // Two seconds apart is another call.
    let other = "1000|990.1|one|NONE|ENTERQUEUE||5|1\n1009|800.1|one|Anna|CONNECT|7|1.1|1";
    check("contact_segments", "queue_result", other, &["waiting"]);
    assert_eq!(finding(&derive(NAME, other), "call_without_beginning"), 1);
}

#[test]
fn offers_tell_no_answer_from_refused_and_from_a_caller_gone() {
    let log = "1000|990.1|a|NONE|ENTERQUEUE||5|1\n1020|990.1|a|Anna|RINGNOANSWER|20000\n1023|990.1|a|Boris|RINGNOANSWER|3000\n1023|990.1|a|Chen|RINGNOANSWER|0\n1024|990.1|a|Dora|AGENTDUMP|\n1030|990.1|a|Eva|RINGCANCELED|4000\n1030|990.1|a|NONE|ABANDON|1|1|30";
    let mut offers = rows(&derive(NAME, log), "agent_offers", "agent_id result ring_s offered_at");
    offers.sort();
    assert_eq!(
        offers,
        [
            "Anna no_answer 20 1970-01-01T00:16:40Z",
            "Boris rejected 3 1970-01-01T00:17:00Z",
            "Chen rejected 0 1970-01-01T00:17:03Z",
            "Dora rejected - 1970-01-01T00:17:04Z",
            "Eva caller_gone 4 1970-01-01T00:17:06Z",
        ]
    );
    check(
        "agent_offers",
        "agent_id result ring_s segment_id",
        "1000|990.1|a|NONE|ENTERQUEUE||5|1\n1005|990.1|a|Anna|CONNECT|5|1.1|2",
        &["Anna answered 2 990.1|a|1000"],
    );
    check(
        "agent_offers",
        "agent_id result",
        "1000|990.1|a|NONE|ENTERQUEUE||5|1\n1005|990.1|a|Anna|ABANDON|1|1|5",
        &["Anna caller_gone"],
    );
}

fn intervals(log: &str) -> Vec<String> {
    let mut rows =
        rows(&derive(NAME, log), "agent_intervals", "started_at ended_at agent_id state source_state");
    rows.retain(|row| {
        let mut words = row.split(' ');
        words.next() != words.next()
    });
    rows.sort();
    rows.iter().map(|row| row.replace("1970-01-01T00:", "").replace('Z', "")).collect()
}

#[test]
fn states_exclude_one_another() {
    let log = "960|NONE|a|Anna|ADDMEMBER|\n1000|990.1|a|NONE|ENTERQUEUE||5|1\n1020|990.1|a|Anna|CONNECT|20|1.1|5\n1080|990.1|a|Anna|COMPLETECALLER|20|60|1\n1140|NONE|NONE|Anna|PAUSEALL|Lunch\n1140|NONE|a|Anna|PAUSE|Lunch\n1200|NONE|a|Anna|PAUSE|Team meeting\n1260|NONE|NONE|Anna|UNPAUSEALL|\n1260|NONE|a|Anna|UNPAUSE|\n1320|NONE|a|Anna|REMOVEMEMBER|";
    assert_eq!(
        intervals(log),
        [
            "16:00 16:55 Anna available_idle ",
            "16:55 17:00 Anna ringing ",
            "17:00 18:00 Anna talking CONNECT",
            "18:00 19:00 Anna available_idle ",
            "19:00 20:00 Anna meal Lunch",
            "20:00 21:00 Anna meeting Team meeting",
            "21:00 22:00 Anna available_idle ",
            "22:00 - Anna offline REMOVEMEMBER",
        ]
        .map(|row| row.replace("idle ", "idle -").replace("ringing ", "ringing -"))
    );
}

#[test]
fn pauses_talks_and_restarts() {
    // Paused during the talk: talking until its end. A talk of no length ends where it begins.
    assert_eq!(
        intervals(
            "960|NONE|a|Anna|ADDMEMBER|PAUSED\n1020|1.1|a|Anna|CONNECT|1|1.1\n1020|1.1|a|Anna|COMPLETEAGENT|1|0|1"
        ),
        ["16:00 17:00 Anna off_contact_work PAUSE", "17:00 - Anna off_contact_work PAUSE"]
    );
    // One call ends and the next begins in the same second.
    assert_eq!(
        intervals(
            "960|1.1|a|Anna|CONNECT|1|1.1\n1020|1.1|a|Anna|COMPLETEAGENT|1|60|1\n1020|2.2|a|Anna|CONNECT|3|1.1"
        ),
        ["16:00 17:00 Anna talking CONNECT", "17:00 - Anna talking CONNECT"]
    );
    // Paused in one queue of two, calls of the other still ring.
    assert_eq!(
        intervals(
            "960|NONE|a|Anna|ADDMEMBER|\n960|NONE|b|Anna|ADDMEMBER|\n1020|NONE|a|Anna|PAUSE|break\n1080|NONE|b|Anna|PAUSE|Auto-Pause"
        ),
        [
            "16:00 17:00 Anna available_idle -",
            "17:00 18:00 Anna available_idle -",
            "18:00 - Anna not_responding Auto-Pause"
        ]
    );
    // A restart ends every state; what a static member does between calls is not known.
    assert_eq!(
        intervals("960|NONE|a|Anna|ADDMEMBER|\n1020|NONE|NONE|NONE|QUEUESTART|"),
        ["16:00 17:00 Anna available_idle -"]
    );
    assert_eq!(
        intervals("960|1.1|a|Anna|CONNECT|1|1.1\n1020|1.1|a|Anna|COMPLETEAGENT|1|60|1"),
        ["16:00 17:00 Anna talking CONNECT"]
    );
    // The agent pool's logins.
    assert_eq!(
        intervals("960|1.1|NONE|Agent/7|AGENTLOGIN|SIP/7\n1020|1.1|NONE|Agent/7|AGENTLOGOFF|SIP/7|60"),
        ["16:00 17:00 Agent/7 available_idle -", "17:00 - Agent/7 offline REMOVEMEMBER"]
    );
}

#[test]
fn interfaces_and_names_are_one_agent_where_it_is_certain() {
    let day = |from: i64| {
        format!(
            "{from}|NONE|a|SIP/1|ADDMEMBER|\n{}|{from}.1|a|Anna|CONNECT|1|1.1\n{}|{from}.1|a|Anna|COMPLETEAGENT|1|5|1\n{}|NONE|a|SIP/1|REMOVEMEMBER|\n",
            from + 10,
            from + 15,
            from + 60
        )
    };
    let derived = derive(NAME, format!("{}{}", day(1000), day(2000)));
    assert_eq!(finding(&derived, "agent_alias_inferred"), 1);
    assert!(rows(&derived, "agent_intervals", "agent_id").iter().all(|agent| agent == "Anna"));
    // Once is no evidence; the user's word is.
    let once = split(NAME, "queue_log", day(1000)).records;
    let agents = |context: &SourceContext| {
        rows(&source(NAME).expect("source").derive(&once, context), "agent_intervals", "agent_id")
    };
    assert!(agents(&context()).iter().any(|agent| agent == "SIP/1"));
    let aliases = [("SIP/1", "7"), ("Anna", "7")].map(|(name, id)| (name.to_owned(), id.to_owned())).into();
    assert!(agents(&SourceContext { aliases, ..context() }).iter().all(|agent| agent == "7"));
}

#[test]
fn what_does_not_fit_is_told() {
    for (log, check) in [
        (
            "1000|1.1|a|NONE|ENTERQUEUE||5|1\n1005|1.1|a|Anna|CONNECT|5|1.1\n1065|1.1|a|Anna|COMPLETEAGENT|5|10|1",
            "talk_differs",
        ),
        ("1000|1.1|a|NONE|ENTERQUEUE||5|1\n1030|1.1|a|NONE|ABANDON|1|1|5", "wait_differs"),
        ("1000|1.1|a|NONE|ENTERQUEUE||5|1\n1030|NONE|NONE|NONE|QUEUESTART|", "missing_end"),
        ("1000|1.1|a|NONE|SURVEY|5|really|anything", "custom_event"),
        ("1000|1.1|a|Anna|COMPLETEAGENT|1|1|1", "call_without_beginning"),
    ] {
        assert_eq!(finding(&derive(NAME, log), check), 1, "{check}");
    }
}

#[test]
fn outbound_calls_credited_to_a_queue_are_no_queue_contacts() {
    check(
        "contact_segments",
        "direction queue queue_result talk_s agent_id",
        "1000|990.1|a|Anna|OUTCALL|ANSWER|40|x",
        &["outbound - answered 40 Anna"],
    );
}

#[test]
fn lines_are_records_and_bad_ones_rejects() {
    let log = "1000|1.1|a|NONE|ENTERQUEUE||5|1\r\n\nnonsense\nabc|1.1|a|NONE|ABANDON|1\n1000|1.1|a|NONE\n1001|1.1|a|Anna|RINGNOANSWER|0\n1001|1.1|a|Anna|RINGNOANSWER|0\n1002|1.1|a|Anna|CONFIGRELOAD";
    let split = split(NAME, "queue_log", log);
    assert_eq!((split.read, split.records.len(), split.duplicate), (7, 4, 0));
    assert_eq!(split.rejects.iter().map(|reject| reject.line).collect::<Vec<_>>(), [3, 4, 5]);
    // The same line twice in a file is two events, the same file again none.
    let keys: std::collections::HashSet<_> = split.records.iter().map(|record| record.key.as_str()).collect();
    assert_eq!(keys.len(), 4);
    assert_eq!(split.records[0].text, "1000|1.1|a|NONE|ENTERQUEUE||5|1");
}

#[test]
fn the_database_export_is_the_same_log() {
    let csv = "id,time,callid,queuename,agent,event,data1,data2,data3,data4,data5\n1,2024-07-01 10:00:00.250000,990.1,a,NONE,ENTERQUEUE,,5,1,,\n2,2024-07-01 10:00:05.500000,990.1,a,Anna,CONNECT,5,1.1,2,,\n3,2024-07-01 10:01:05.700000,990.1,a,Anna,ATTENDEDTRANSFER,LINK,x,y,5,60|1\n4,soon,990.1,a,Anna,PAUSE,,,,,\n";
    let zone = pharos_calendar::Zone::get("Europe/Berlin").expect("zone");
    let context = SourceContext { zone, ..context() };
    let split =
        source(NAME).expect("source").split(&mut csv.as_bytes(), "log.csv", &context).expect("readable");
    assert_eq!((split.records.len(), split.rejects.len()), (3, 1));
    let derived = source(NAME).expect("source").derive(&split.records, &context);
    assert_eq!(
        rows(&derived, "contact_segments", "enqueued_at wait_s talk_s transfer_kind"),
        ["2024-07-01T08:00:00.250Z 5 60 attended"]
    );
}

#[test]
fn the_sample_is_what_the_generator_writes() {
    let log = super::sample_log(1);
    check_sample("asterisk-queue-log/queue_log", &log);
    let derived = derive(NAME, &log);
    assert!(derived.rejects.is_empty());
    assert!(rows(&derived, "contact_segments", "queue_result").len() > 50);
}

#[test]
fn the_real_log_gives_its_published_counts() {
    let Some(bytes) = shared("dev/asterisk_queue_log_2010-02-22.log") else { return };
    let split = split(NAME, "queue_log", &bytes);
    assert_eq!((split.read, split.rejects.len()), (278, 0));
    let derived = source(NAME).expect("source").derive(&split.records, &context());
    let segments = rows(&derived, "contact_segments", "queue_result wait_s talk_s agent_id ended_at");
    let of = |result: &str| segments.iter().filter(|row| row.starts_with(result)).count();
    assert_eq!((segments.len(), of("answered"), of("abandoned"), of("waiting")), (21, 8, 12, 1));
    let column = |result: &str, place: usize| -> Vec<f64> {
        let rows = segments.iter().filter(|row| row.starts_with(result));
        rows.filter_map(|row| row.split(' ').nth(place)?.parse().ok()).collect()
    };
    assert_eq!(column("answered", 1).iter().sum::<f64>() / 8.0, 17.875);
    assert_eq!(column("abandoned", 1).iter().sum::<f64>(), 215.0);
    assert_eq!((column("answered", 2).len(), column("answered", 2).iter().sum::<f64>()), (7, 45.0));
    let waits: Vec<f64> = column("answered", 1);
    assert_eq!(waits.iter().filter(|wait| **wait <= 20.0).count(), 6);
    let offers = rows(&derived, "agent_offers", "result agent_id");
    let missed =
        |agent: &str| offers.iter().filter(|row| !row.starts_with("answered") && row.contains(agent)).count();
    assert_eq!((offers.len(), missed("/2001@"), missed("/2008@"), missed("/2004@")), (229, 33, 30, 20));
}
