use std::path::{Path, PathBuf};

use super::*;

/// A column under other names: own, synonym, Hebrew, Chinese.
type Names = [&'static str; 4];

/// What a fact column has to be made from: table, column, source column by its own name, also without any names.
type Wanted = (&'static str, &'static str, &'static str, bool);

struct Case {
    sample: &'static str,
    shared: &'static str,
    names: &'static [Names],
    tables: &'static [&'static str],
    wanted: &'static [Wanted],
}

const BANK: Case = Case {
    sample: "bank/sample.tsv",
    shared: "events/dev/anonymous_bank_1999_02.tsv",
    names: &[
        ["call_id", "Call ID", "מזהה שיחה", "通话编号"],
        ["customer_id", "Caller", "לקוח", "客户编号"],
        ["type", "Skill", "תור", "队列"],
        ["date", "Call Date", "תאריך", "日期"],
        ["vru_entry", "IVR Entry", "כניסה למענה קולי", "进入语音时间"],
        ["vru_exit", "IVR Exit", "יציאה ממענה קולי", "离开语音时间"],
        ["vru_time", "IVR Time", "זמן מענה קולי", "语音时长"],
        ["q_start", "Queue Start", "כניסה לתור", "入队时间"],
        ["q_exit", "Queue Exit", "יציאה מהתור", "出队时间"],
        ["q_time", "Waiting Time", "זמן המתנה", "等待时间"],
        ["outcome", "Result", "תוצאה", "通话结果"],
        ["ser_start", "Service Start", "תחילת שירות", "服务开始"],
        ["ser_exit", "Service End", "סוף שירות", "服务结束"],
        ["ser_time", "Talk Time", "זמן שיחה", "通话时长"],
        ["server", "Agent Name", "נציג", "坐席"],
    ],
    tables: &["contact_segments"],
    wanted: &[
        ("contact_segments", "started_at", "date", true),
        ("contact_segments", "started_at", "vru_entry", true),
        ("contact_segments", "self_service_s", "vru_time", true),
        ("contact_segments", "enqueued_at", "q_start", true),
        ("contact_segments", "wait_s", "q_time", true),
        ("contact_segments", "queue_result", "outcome", true),
        ("contact_segments", "talk_s", "ser_time", true),
        ("contact_segments", "ended_at", "ser_exit", true),
        ("contact_segments", "agent_id", "server", false),
        ("contact_segments", "customer_id", "customer_id", false),
        ("contact_segments", "queue", "type", false),
    ],
};

const PWC: Case = Case {
    sample: "pwc/sample.csv",
    shared: "events/dev/pwc_phonenow_calls_2021q1.csv",
    names: &[
        ["Call Id", "Interaction ID", "מספר שיחה", "呼叫编号"],
        ["Agent", "Representative", "שם נציג", "客服"],
        ["Date", "Day", "תאריך", "日期"],
        ["Time", "Start Time", "שעה", "时间"],
        ["Topic", "Contact Reason", "נושא", "主题"],
        ["Answered (Y/N)", "Is Answered", "נענתה", "是否接听"],
        ["Resolved", "Is Resolved", "נפתרה", "是否解决"],
        ["Speed of answer in seconds", "Wait Time", "מהירות מענה", "应答速度"],
        ["AvgTalkDuration", "Talk Time", "משך שיחה", "通话时长"],
        ["Satisfaction rating", "CSAT Score", "דירוג שביעות רצון", "满意度"],
    ],
    tables: &["contact_segments", "survey_answers"],
    wanted: &[
        ("contact_segments", "started_at", "Date", true),
        ("contact_segments", "started_at", "Time", true),
        ("contact_segments", "queue_result", "Answered (Y/N)", true),
        ("survey_answers", "value", "Satisfaction rating", true),
        ("contact_segments", "wait_s", "Speed of answer in seconds", false),
        ("contact_segments", "talk_s", "AvgTalkDuration", false),
        ("contact_segments", "resolved", "Resolved", false),
        ("contact_segments", "agent_id", "Agent", false),
        ("contact_segments", "reason", "Topic", false),
    ],
};

const SERVICENOW: Case = Case {
    sample: "servicenow/sample.csv",
    shared: "events/dev/uci_servicenow_incident_event_log.csv",
    names: &[
        ["number", "Ticket Number", "מספר קריאה", "工单编号"],
        ["column 2", "Ticket Status", "מצב קריאה", "工单状态"],
        ["sys_mod_count", "Version", "מספר עדכון", "修改次数"],
        ["made_sla", "SLA met", "עמידה ביעד", "是否达标"],
        ["opened_at", "Created At", "זמן פתיחה", "创建时间"],
        ["sys_updated_at", "Last Updated", "זמן עדכון", "更新时间"],
        ["resolved_at", "Solved At", "זמן פתרון", "解决时间"],
        ["closed_at", "Close Time", "זמן סגירה", "关闭时间"],
        ["priority", "Severity", "עדיפות", "优先级"],
        ["assignment_group", "Group", "קבוצת טיפול", "处理组"],
        ["assigned_to", "Assignee", "מטפל", "处理人"],
        ["reopen_count", "Reopens", "פתיחות מחדש", "重开次数"],
        ["reassignment_count", "Reassignments", "העברות", "转派次数"],
    ],
    tables: &["work_items", "work_item_events"],
    wanted: &[
        ("work_items", "item_id", "number", true),
        ("work_items", "state", "column 2", true),
        ("work_items", "created_at", "opened_at", false),
        ("work_items", "solved_at", "resolved_at", false),
        ("work_items", "closed_at", "closed_at", false),
        ("work_items", "sla_met", "made_sla", false),
        ("work_items", "reopened", "reopen_count", false),
        ("work_items", "reassignments", "reassignment_count", false),
        ("work_items", "owner", "assigned_to", false),
        ("work_item_events", "at", "sys_updated_at", false),
    ],
};

const HELPDESK: Case = Case {
    sample: "helpdesk/sample.csv",
    shared: "events/dev/helpdesk_italian_software.csv",
    names: &[
        ["case_id", "Case Number", "מספר פנייה", "案件编号"],
        ["concept:name", "Event Name", "פעולה", "活动"],
        ["org:resource", "Owner", "אחראי", "负责人"],
        ["time:timestamp", "Event Time", "חותמת זמן", "时间戳"],
        ["customer", "Client", "לקוח", "客户"],
        ["workgroup", "Group", "קבוצה", "工作组"],
    ],
    tables: &["work_items", "work_item_events"],
    wanted: &[
        ("work_items", "item_id", "case_id", true),
        ("work_item_events", "at", "time:timestamp", true),
        ("work_item_events", "event", "concept:name", true),
        ("work_items", "reopened", "concept:name", true),
        ("work_items", "owner", "org:resource", false),
    ],
};

const NPS: Case = Case {
    sample: "nps/sample.csv",
    shared: "events/dev/nps_survey_2021.csv",
    names: &[
        ["ID", "Response ID", "מזהה סקר", "问卷编号"],
        ["Survey date", "Response Date", "תאריך סקר", "调查日期"],
        ["NPS", "Likelihood to recommend", "ציון המלצה", "推荐分数"],
    ],
    tables: &["survey_answers"],
    wanted: &[
        ("survey_answers", "survey_id", "ID", true),
        ("survey_answers", "sent_at", "Survey date", true),
        ("survey_answers", "value", "NPS", true),
    ],
};

const INTERVALS: Case = Case {
    sample: "interval-report/sample.csv",
    shared: "",
    names: &[
        ["queue", "Skill Group", "תור", "队列"],
        ["channel", "Media Type", "ערוץ", "渠道"],
        ["interval_start", "Period Start", "תחילת מקטע", "时段开始"],
        ["interval_min", "Interval Minutes", "אורך מקטע", "时段长度"],
        ["offered", "Calls Offered", "שיחות נכנסות", "呼入量"],
        ["answered", "Calls Answered", "שיחות שנענו", "接听量"],
        ["abandoned", "Calls Abandoned", "שיחות שננטשו", "放弃量"],
        ["answered_in_20s", "Within SL", "נענו ביעד", "时限内接听"],
        ["wait_total", "Total Wait", "סך המתנה", "总等待时长"],
        ["talk_total", "Total Talk", "סך שיחה", "总通话时长"],
        ["hold_total", "Total Hold", "סך החזקה", "总保持时长"],
        ["acw_total", "Total ACW", "סך תיעוד", "总话后时长"],
    ],
    tables: &["interval_reports"],
    wanted: &[
        ("interval_reports", "starts_at", "interval_start", true),
        ("interval_reports", "value", "offered", true),
        ("interval_reports", "value", "answered", true),
        ("interval_reports", "value", "abandoned", true),
        ("interval_reports", "queue", "queue", false),
        ("interval_reports", "value", "talk_total", false),
        ("interval_reports", "interval_s", "interval_min", false),
    ],
};

const FORECAST_HISTORY: Case = Case {
    sample: "interval-report/forecast-history.csv",
    shared: "",
    names: &[
        ["QueueName", "Queue", "שם תור", "队列"],
        ["TimeStamp", "Interval Start", "תחילת מקטע", "时段开始"],
        ["IncomingContactVolume", "Volume", "שיחות נכנסות", "呼入量"],
        ["AverageHandleTime", "AHT", "זמן טיפול ממוצע", "平均处理时长"],
        ["ContactsHandled", "Handled", "שיחות שנענו", "接听量"],
    ],
    tables: &["interval_reports"],
    wanted: &[
        ("interval_reports", "starts_at", "TimeStamp", false),
        ("interval_reports", "value", "IncomingContactVolume", false),
        ("interval_reports", "value", "ContactsHandled", false),
        ("interval_reports", "queue", "QueueName", false),
    ],
};

#[derive(Clone, Copy, Debug, PartialEq)]
enum Dress {
    Own,
    Synonym,
    Hebrew,
    Chinese,
    Neutral,
}

/// A column's name in a dress.
fn dressed(case: &Case, name: &str, index: usize, dress: Dress) -> String {
    let place = match dress {
        Dress::Own => 0,
        Dress::Synonym => 1,
        Dress::Hebrew => 2,
        Dress::Chinese => 3,
        Dress::Neutral => return format!("col_{index}"),
    };
    case.names
        .iter()
        .find(|names| names[0] == name)
        .map_or_else(|| name.to_owned(), |names| names[place].to_owned())
}

fn check(case: &Case, path: &Path, dress: Dress, reversed: bool) {
    let original = sample_of(path);
    let own = |index: usize, name: &str| {
        if index == 1 && case.sample.starts_with("servicenow") {
            "column 2".to_owned()
        } else {
            name.to_owned()
        }
    };
    let mut dictionary = Vec::new();
    let mut sample = original.clone();
    for (index, column) in sample.columns.iter_mut().enumerate() {
        let name = own(index, &column.name);
        // Its own name is what the file says.
        let worn = if dress == Dress::Own { column.name.clone() } else { dressed(case, &name, index, dress) };
        dictionary.push((name, worn.clone()));
        column.name = worn;
    }
    if reversed {
        sample.columns.reverse();
    }
    if dress == Dress::Neutral && !case.wanted.iter().any(|(.., by_value)| *by_value) {
        return;
    }
    let guess = guess(&sample, &Hints { source: Some("x".to_owned()), tz: Some("UTC".to_owned()) });
    let place = format!("{} {dress:?} reversed={reversed}", path.display());
    let mut tables: Vec<_> = guess.mapping.targets.iter().map(|target| target.table.as_str()).collect();
    tables.dedup();
    assert_eq!(tables, case.tables, "{place}\n{}", guess.to_toml());
    for (table, column, source, by_value) in case.wanted {
        if dress == Dress::Neutral && !by_value {
            continue;
        }
        let worn = &dictionary.iter().find(|(name, _)| name == source).expect("a column of the sample").1;
        let made = guess.mapping.targets.iter().filter(|target| target.table == *table).any(|target| {
            target.columns.get(*column).is_some_and(|sql| sql.contains(&format!("\"{worn}\"")))
        });
        assert!(made, "{place}: {table}.{column} is not made from {source} ({worn})\n{}", guess.to_toml());
    }
    let text = guess.to_toml();
    let parsed = Mapping::parse(&text).expect("a guess is a mapping");
    assert_eq!(parsed, guess.mapping, "{place}");
}

fn check_all(case: &Case) {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples").join(case.sample);
    let shared: Option<PathBuf> =
        if case.shared.is_empty() { None } else { crate::readers::tests::shared_file(case.shared) };
    for path in [Some(sample), shared].into_iter().flatten() {
        for dress in [Dress::Own, Dress::Synonym, Dress::Hebrew, Dress::Chinese, Dress::Neutral] {
            check(case, &path, dress, false);
        }
        check(case, &path, Dress::Own, true);
        check(case, &path, Dress::Hebrew, true);
    }
}

#[test]
fn calls_of_a_bank() {
    check_all(&BANK);
}

#[test]
fn calls_with_ratings() {
    check_all(&PWC);
}

#[test]
fn log_of_incidents() {
    check_all(&SERVICENOW);
}

#[test]
fn events_of_a_help_desk() {
    check_all(&HELPDESK);
}

#[test]
fn answers_to_a_survey() {
    check_all(&NPS);
}

#[test]
fn totals_by_interval() {
    check_all(&INTERVALS);
    check_all(&FORECAST_HISTORY);
}

#[test]
fn an_interval_report_is_one_or_says_what_is_missing() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
    for name in ["sample.csv", "forecast-history.csv"] {
        let sample = sample_of(&samples.join("interval-report").join(name));
        let guess = interval_report(&sample, &Hints::default()).expect(name);
        assert!(guess.mapping.targets.len() >= 3, "{}", guess.to_toml());
    }
    let error =
        interval_report(&sample_of(&samples.join("pwc/sample.csv")), &Hints::default()).expect_err("calls");
    assert!(error.contains("Call Id"), "{error}");
}

#[test]
fn what_has_no_time_gets_no_targets() {
    let nothing = |path: &Path| {
        let guess = guess(&sample_of(path), &Hints::default());
        assert!(guess.mapping.targets.is_empty(), "{}", guess.to_toml());
        assert!(!guess.undecided.is_empty());
    };
    nothing(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/telemarketing/sample.csv"));
    for path in [
        "events/dev/uci_bank_telemarketing_calls.csv",
        "events/dev/ips_call_lengths_31492.csv",
        "events/dev/ibm_hr_attrition.csv",
        "events/dev/kaggle_call_center_daily.csv",
    ] {
        if let Some(path) = crate::readers::tests::shared_file(path) {
            nothing(&path);
        }
    }
}
