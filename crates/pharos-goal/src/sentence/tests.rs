use jiff::civil::date;

use super::*;

const TODAY: Date = date(2026, 2, 10);

fn metrics() -> Vec<KnownMetric> {
    let metric = |id: &str, unit: &str, direction: &str| KnownMetric {
        id: id.to_owned(),
        names: Vec::new(),
        unit: unit.to_owned(),
        direction: direction.to_owned(),
    };
    vec![
        metric("asa", "s", "down"),
        metric("wait_mean.offered", "s", "down"),
        metric("callback_time.attempt", "s", "down"),
        metric("frt.calendar", "s", "down"),
        metric("assessment_pass", "share", "up"),
        metric("fcr.cross_channel", "share", "up"),
        metric("aht", "s", "band"),
        metric("training_complete", "share", "up"),
        metric("handled_per_day.min", "count", "band"),
        metric("abandon.offered", "share", "down"),
        metric("nps", "points", "up"),
        metric("certs_per_half_year", "count", "up"),
        metric("handled", "count", "none"),
        metric("solved", "count", "none"),
        metric("hold.all_contacts", "s", "down"),
        metric("csat.t2b", "share", "up"),
        metric("sl.answered_over_offered", "share", "up"),
    ]
}

fn values() -> Vec<KnownValue> {
    let value = |dimension: &str, value: &str| KnownValue {
        dimension: dimension.to_owned(),
        value: value.to_owned(),
    };
    vec![
        value("shift", "night"),
        value("channel", "social"),
        value("channel", "voice"),
        value("direction", "inbound"),
        value("queue", "billing"),
        value("tenure_band", "0-90 d"),
        value("tenure_band", "1-2 y"),
    ]
}

fn draft(sentence: &str) -> Draft {
    read(sentence, TODAY, &metrics(), &values())
}

/// Metric, target and last day of one goal said in four languages.
#[track_caller]
fn check(metric: &str, target: Target, by: Option<Date>, sentences: [&str; 4]) -> Vec<Draft> {
    let drafts: Vec<Draft> = sentences.iter().map(|it| draft(it)).collect();
    for (sentence, draft) in sentences.iter().zip(&drafts) {
        assert_eq!(draft.metric.as_deref(), Some(metric), "{sentence}: {draft:?}");
        assert_eq!(draft.target, Some(target), "{sentence}: {draft:?}");
        assert_eq!(draft.by, by, "{sentence}: {draft:?}");
        assert_eq!(draft.dream, [], "{sentence}: {draft:?}");
    }
    drafts
}

#[test]
fn goal_1_the_night_shift_answers_faster() {
    let drafts = check(
        "asa",
        Target::RelativeChange { share: 0.25 },
        Some(date(2026, 12, 31)),
        [
            "The night shift answers customers' calls 25% faster from January to December",
            "משמרת הלילה תענה: זמן מענה מהיר יותר ב-25% מינואר עד דצמבר",
            "夜班从1月到12月接听客户电话加快25%",
            "夜班自1月至12月接聽顧客來電加快25%",
        ],
    );
    for it in drafts {
        assert_eq!(it.scope.first(), Some(&("shift".to_owned(), "night".to_owned())), "{it:?}");
        assert_eq!((it.direction, it.starts), (Some(Direction::Down), Some(date(2026, 1, 1))), "{it:?}");
    }
}

#[test]
fn a_shift_is_found_by_whatever_the_data_call_it() {
    for (own, sentence) in [
        ("Night shift", "The night shift answers calls 25% faster by December"),
        ("夜班", "夜班到12月接听客户电话加快25%"),
        ("Nights", "The night shift answers calls 25% faster by December"),
        ("לילה", "משמרת הלילה תענה לשיחות מהר יותר ב-25% עד דצמבר"),
        ("NIGHT", "משמרת הלילה תענה לשיחות מהר יותר ב-25% עד דצמבר"),
    ] {
        let values = [KnownValue { dimension: "shift".to_owned(), value: own.to_owned() }];
        let draft = read(sentence, TODAY, &metrics(), &values);
        assert_eq!(draft.scope, [("shift".to_owned(), own.to_owned())], "{sentence}: {draft:?}");
        assert_eq!(draft.metric.as_deref(), Some("asa"), "{sentence}");
    }
}

#[test]
fn calls_taken_are_a_count_and_no_time() {
    for sentence in [
        "每位坐席每月至少接听500通来电",
        "每个座席每月至少接听500个电话",
        "每位客服專員每月至少接聽500個電話",
    ] {
        let draft = draft(sentence);
        assert_eq!(draft.metric.as_deref(), Some("handled"), "{draft:?}");
        assert_eq!(draft.target, Some(Target::Value { value: 500.0 }));
        let asked = (draft.whom, draft.mode, draft.period);
        assert_eq!(asked, (Whom::EachMember, Mode::Each, PeriodLength::Month));
    }
}

#[test]
fn a_share_within_a_time_is_a_service_level() {
    for sentence in [
        "85 % of calls answered within 20 seconds by December",
        "Answer 85 % of calls within 20 seconds every week until 31 December 2026",
        "The late shift answers phone calls within 20 seconds in 85 % of cases by December",
        "לענות ל-85% מהשיחות תוך 20 שניות עד דצמבר",
        "到12月85%的来电在20秒内接听",
        "12月前85%的來電在20秒內接聽",
    ] {
        let draft = draft(sentence);
        assert_eq!(draft.metric.as_deref(), Some("sl.answered_over_offered"), "{sentence}: {draft:?}");
        assert_eq!(draft.target, Some(Target::Value { value: 0.85 }), "{sentence}");
        assert_eq!(draft.params, [("threshold_s".to_owned(), "20".to_owned())], "{sentence}");
        assert!(draft.dream.is_empty(), "{sentence}: {draft:?}");
    }
}

#[test]
fn inbound_calls_answered_faster_are_no_count_and_are_calls() {
    for sentence in [
        "The night shift answers inbound calls 20% faster by December",
        "The night shift answers calls 20% faster by December",
        "夜班到12月接听电话加快20%",
        "משמרת הלילה תענה לשיחות מהר יותר ב-20% עד דצמבר",
    ] {
        let draft = draft(sentence);
        assert_eq!(draft.metric.as_deref(), Some("asa"), "{sentence}: {draft:?}");
        assert!(draft.scope.contains(&("channel".to_owned(), "voice".to_owned())), "{sentence}: {draft:?}");
        assert!(!draft.questions.contains(&Ask::NoSuchPart), "{sentence}: {draft:?}");
    }
}

#[test]
fn a_shift_that_no_data_know_is_asked_about() {
    let values = [KnownValue { dimension: "shift".to_owned(), value: "day".to_owned() }];
    let draft = read("The night shift answers calls 20% faster by December", TODAY, &metrics(), &values);
    assert!(draft.scope.is_empty() && draft.questions.contains(&Ask::NoSuchPart), "{draft:?}");
}

#[test]
fn goal_2_social_requests() {
    let drafts = check(
        "frt.calendar",
        Target::RelativeChange { share: 0.25 },
        Some(date(2026, 6, 30)),
        [
            "Respond to social requests 25 % faster by the end of Q2",
            "זמן תגובה לפניות ברשתות החברתיות קצר ב-25% לשפר עד סוף הרבעון השני",
            "到第二季度末，社交渠道请求的响应加快25%",
            "第二季結束前，社群訊息的回應加快25%",
        ],
    );
    assert!(drafts.iter().all(|it| it.scope.contains(&("channel".to_owned(), "social".to_owned()))));
}

#[test]
fn goal_4_percent_or_points_is_asked() {
    let drafts = check(
        "fcr.cross_channel",
        Target::RelativeChange { share: 0.10 },
        Some(date(2026, 7, 31)),
        [
            "Increase first contact resolution by 10% by 31 July",
            "להעלות את הפתרון בפנייה הראשונה ב-10% עד 31 ביולי",
            "7月31日前将首次联络解决率提高10%",
            "7月31日前將首次解決率提高10%",
        ],
    );
    assert!(drafts.iter().all(|it| it.questions.contains(&Ask::PercentOrPoints)));
    check(
        "fcr.cross_channel",
        Target::Change { by: 0.10 },
        Some(date(2026, 7, 31)),
        [
            "Increase first contact resolution by 10 percentage points by July 31, 2026",
            "להעלות את הפתרון בפנייה הראשונה ב-10 נקודות אחוז עד 31 ביולי 2026",
            "2026年7月31日前将首次联络解决率提高10个百分点",
            "2026年7月31日前將首次解決率提高10個百分點",
        ],
    );
}

#[test]
fn goal_5_from_five_to_four_minutes() {
    let drafts = check(
        "aht",
        Target::Value { value: 240.0 },
        Some(date(2026, 9, 30)),
        [
            "Reduce average handle time from 5 to 4 minutes by the end of Q3",
            "להפחית את זמן הטיפול הממוצע מ-5 ל-4 דקות עד סוף הרבעון השלישי",
            "第三季度末前将平均处理时长从5分钟降到4分钟",
            "第三季結束前將平均處理時間從5分鐘降到4分鐘",
        ],
    );
    assert!(drafts.iter().all(|it| it.stated_from == Some(300.0) && it.direction == Some(Direction::Down)));
}

#[test]
fn goal_6_coverage_of_a_training() {
    let drafts = check(
        "training_complete",
        Target::Value { value: 1.0 },
        Some(date(2027, 1, 31)),
        [
            "99% of agents complete the security training by 31 January",
            "99% מהנציגים ישלימו את הדרכת הבטיחות עד 31 בינואר",
            "1月31日前99%的座席完成安全培训",
            "1月31日前99%的客服專員完成安全訓練",
        ],
    );
    assert!(drafts.iter().all(|it| it.whom == Whom::ShareOfMembers { share: 0.99 }), "{drafts:?}");
}

#[test]
fn goal_7_least_contacts_within_six_months() {
    let drafts = check(
        "handled_per_day.min",
        Target::Value { value: 25.0 },
        Some(date(2026, 8, 10)),
        [
            "Raise the least contacts an agent takes per working day from 20 to 25 within 6 months",
            "להעלות את מספר הפניות ליום עבודה מ-20 ל-25 תוך שישה חודשים",
            "六个月内把每个工作日最少接待数从20提高到25",
            "6個月內將每個工作日最少接待數從20提高到25",
        ],
    );
    assert!(drafts.iter().all(|it| it.stated_from == Some(20.0)));
}

#[test]
fn goals_8_9_11_12_hold_in_each_period() {
    let each = |drafts: &[Draft], period| {
        assert!(drafts.iter().all(|it| it.mode == Mode::Each && it.period == period), "{drafts:?}");
    };
    let abandon = check(
        "abandon.offered",
        Target::Value { value: 0.03 },
        None,
        [
            "Keep abandonment at no more than 3% a week",
            "שיעור נטישה של לא יותר מ-3% בשבוע",
            "每周放弃率不超过3%",
            "每週放棄率不超過3%",
        ],
    );
    each(&abandon, PeriodLength::Week);
    let nps = check(
        "nps",
        Target::Value { value: 70.0 },
        None,
        [
            "Reach an NPS of 70 each month",
            "להגיע ל-NPS של 70 בחודש",
            "每月净推荐值达到70",
            "每月淨推薦值達到70",
        ],
    );
    each(&nps, PeriodLength::Month);
    let calls = check(
        "handled",
        Target::Value { value: 500.0 },
        None,
        [
            "Each agent handles at least 500 inbound calls a month",
            "כל נציג יטפל ב-500 שיחות נכנסות לפחות בחודש",
            "每名座席每月至少处理500通呼入电话",
            "每位客服專員每月至少處理500通進線電話",
        ],
    );
    each(&calls, PeriodLength::Month);
    assert!(calls.iter().all(|it| it.whom == Whom::EachMember), "{calls:?}");
    let tickets = check(
        "solved",
        Target::Value { value: 1200.0 },
        None,
        [
            "1,200 tickets solved a month",
            "1,200 קריאות פתורות בחודש",
            "每月解决1200个工单",
            "每月解決1200件案件",
        ],
    );
    each(&tickets, PeriodLength::Month);
}

#[test]
fn goal_10_one_certification_per_half_year() {
    let drafts = check(
        "certs_per_half_year",
        Target::Value { value: 1.0 },
        None,
        [
            "Each agent earns one certification per half-year",
            "כל נציג ישלים הסמכה אחת בכל חצי שנה",
            "每名座席每半年获得一项认证",
            "每位客服專員每半年取得1項認證",
        ],
    );
    assert!(
        drafts.iter().all(|it| it.period == PeriodLength::HalfYear && it.whom == Whom::EachMember),
        "{drafts:?}"
    );
}

#[test]
fn goal_13_hold_time_of_the_article_may_be_the_wait() {
    let drafts = check(
        "hold.all_contacts",
        Target::RelativeChange { share: 0.10 },
        Some(date(2026, 12, 31)),
        [
            "Reduce average hold time by 10% by the end of the year",
            "להפחית את זמן השהיה הממוצע ב-10% עד סוף השנה",
            "年底前把平均保持时间缩短10%",
            "年底前將平均保留時間縮短10%",
        ],
    );
    assert!(drafts.iter().all(|it| it.alternatives == ["wait_mean.offered"]), "{drafts:?}");
}

#[test]
fn a_dream_is_told_why() {
    for dream in [
        "We want to be the best team in the world",
        "נהיה הצוות הכי טוב בעולם",
        "我们要成为最好的团队",
        "我們要成為最好的團隊",
    ] {
        assert_eq!(draft(dream).dream, [Dream::NoMetric, Dream::NoNumber, Dream::NoDate], "{dream}");
    }
    for no_number in
        ["Answer calls faster by 30 June", "לענות לשיחות מהר יותר עד 30 ביוני", "6月30日前更快接听电话"]
    {
        assert_eq!(draft(no_number).dream, [Dream::NoNumber], "{no_number}: {:?}", draft(no_number));
    }
    for no_date in
        ["Improve customer satisfaction to 85%", "לשפר את שביעות הרצון ל-85%", "将客户满意度提高到85%"]
    {
        assert_eq!(draft(no_date).dream, [Dream::NoDate], "{no_date}: {:?}", draft(no_date));
        assert_eq!(draft(no_date).target, Some(Target::Value { value: 0.85 }), "{no_date}");
    }
}

#[test]
fn a_direction_that_contradicts_the_metric_is_asked_back() {
    for sentence in [
        "Increase response time by 25% by 30 June",
        "להעלות את זמן התגובה ב-25% עד 30 ביוני",
        "6月30日前将响应时间提高25%",
        "6月30日前將回應時間提高25%",
    ] {
        let draft = draft(sentence);
        assert!(draft.questions.contains(&Ask::DirectionContradicts), "{sentence}: {draft:?}");
        assert_eq!(draft.direction, Some(Direction::Down));
    }
}

#[test]
fn goal_3_new_agents_score_in_the_assessment() {
    let drafts: Vec<Draft> = [
        "New agents score at least 75% in the quarter's post-training assessment by the end of March",
        "נציגים חדשים ישיגו לפחות 75% במבחן עד סוף מרץ",
        "3月底前新座席在培训后考核中至少达到75%",
        "3月底前新進客服專員在訓練後測驗中至少達到75%",
    ]
    .iter()
    .map(|it| draft(it))
    .collect();
    for it in drafts {
        assert_eq!(it.metric.as_deref(), Some("assessment_pass"), "{it:?}");
        assert_eq!(it.target, Some(Target::Value { value: 0.75 }), "{it:?}");
        assert_eq!((it.whom, it.by), (Whom::EachMember, Some(date(2026, 3, 31))), "{it:?}");
        assert_eq!(it.scope, [("tenure_band".to_owned(), "0-90 d".to_owned())], "{it:?}");
    }
}

/// A centre whose queues and reasons carry more than one word.
fn centre() -> Vec<KnownValue> {
    let value = |dimension: &str, value: &str| KnownValue {
        dimension: dimension.to_owned(),
        value: value.to_owned(),
    };
    vec![
        value("queue", "billing-he"),
        value("queue", "billing-en"),
        value("queue", "orders-en"),
        value("team", "galil"),
        value("reason", "technical fault"),
    ]
}

#[test]
fn a_part_is_found_by_a_word_of_its_name_in_any_language() {
    let queues: Vec<_> =
        ["billing-he", "billing-en"].map(|it| ("queue".to_owned(), it.to_owned())).into_iter().collect();
    for sentence in [
        "Raise first contact resolution of billing to 80% by June 2027",
        "להעלות את הפתרון בפנייה הראשונה של חיוב ל-80% עד יוני 2027",
        "2027年6月前将账单的首次联络解决率提高到80%",
        "2027年6月前將帳單的首次解決率提高到80%",
    ] {
        let draft = read(sentence, TODAY, &metrics(), &centre());
        assert_eq!(draft.scope, queues, "{sentence}: {draft:?}");
        assert!(!draft.questions.contains(&Ask::NoSuchPart), "{sentence}: {draft:?}");
        assert_eq!(draft.target, Some(Target::Value { value: 0.8 }), "{sentence}");
    }
    let draft = read("Raise FCR of technical faults to 80% by June", TODAY, &metrics(), &centre());
    assert_eq!(draft.scope, [("reason".to_owned(), "technical fault".to_owned())], "{draft:?}");
}

#[test]
fn a_part_that_no_data_know_is_asked_about() {
    for sentence in [
        "Raise first contact resolution of Mars to 80% by June 2027",
        "Raise customer satisfaction of warranty cases to 90% by June",
        "להעלות את הפתרון בפנייה הראשונה של מאדים ל-80% עד יוני 2027",
        "2027年6月前将火星的首次联络解决率提高到80%",
        "2027年6月前將火星的首次解決率提高到80%",
    ] {
        let draft = read(sentence, TODAY, &metrics(), &centre());
        assert!(
            draft.scope.is_empty() && draft.questions.contains(&Ask::NoSuchPart),
            "{sentence}: {draft:?}"
        );
    }
    for sentence in [
        "Raise customer satisfaction of our customers to 90% by June",
        "Reach an NPS of 70 by June",
        "Reduce average handle time of inbound calls from 5 to 4 minutes by June",
        "להעלות את שביעות הרצון של הלקוחות ל-90% עד יוני",
        "6月底前将客户的满意度提高到90%",
        "6月底前將我們的滿意度提高到90%",
    ] {
        let draft = read(sentence, TODAY, &metrics(), &centre());
        assert!(!draft.questions.contains(&Ask::NoSuchPart), "{sentence}: {draft:?}");
    }
}
