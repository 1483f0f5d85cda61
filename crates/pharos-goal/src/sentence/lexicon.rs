//! The words people use: of metrics, of directions, of periods, of those concerned.

mod parts;
mod phrases;

use super::text::{has, place};
use super::{KnownMetric, KnownValue};
use crate::definition::PeriodLength;
use phrases::{ANSWERING, CALLS, METRICS, OF_CONTACTS, SCOPES, WITHIN};

/// What the words say beside metric, numbers and dates.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Words {
    /// "increase", 提高, להעלות.
    pub more: bool,
    /// "reduce", 降低, להפחית.
    pub less: bool,
    /// "faster", "improve": the metric's better side.
    pub better: bool,
    /// A change from where things stand is asked for.
    pub change: bool,
    /// "reach", "to 75 %", 达到: a level is asked for.
    pub reaches: bool,
    /// "at least".
    pub at_least: bool,
    /// "at most", "below".
    pub at_most: bool,
    /// "each agent".
    pub members: bool,
    /// "a month", 每周.
    pub period: Option<PeriodLength>,
}

/// Words for members after a share: the 99 % of "99 % of agents".
pub const MEMBER_WORDS: &[&str] = &[
    "agent",
    "people",
    "staff",
    "employees",
    "team members",
    "newcomers",
    "נציגים",
    "הנציגים",
    "עובדים",
    "座席",
    "坐席",
    "员工",
    "客服專員",
    "員工",
    "人员",
];

const MORE: &[&str] = &[
    "increase",
    "raise",
    "grow",
    "more ",
    "higher",
    "lift",
    "up by",
    "boost",
    "להעלות",
    "העלאת",
    "להגדיל",
    "הגדלת",
    "提高",
    "增加",
    "提升",
    "上升",
    "增长",
    "增長",
    "עלייה",
    "לשפר ב",
    "add ",
];
const LESS: &[&str] = &[
    "reduce",
    "decrease",
    "cut",
    "lower",
    "less ",
    "fewer",
    "shorten",
    "drop",
    "bring down",
    "down by",
    "להפחית",
    "הפחתת",
    "לצמצם",
    "צמצום",
    "להקטין",
    "להוריד",
    "הורדת",
    "לקצר",
    "קיצור",
    "降低",
    "减少",
    "減少",
    "缩短",
    "縮短",
    "下降",
];
const BETTER: &[&str] = &[
    "faster",
    "quicker",
    "improve",
    "better",
    "sooner",
    "speed up",
    "מהר",
    "לשפר",
    "שיפור",
    "טוב יותר",
    "更快",
    "加快",
    "改善",
    "改进",
    "改進",
    "快25",
    "提速",
    "優化",
];
const REACHES: &[&str] = &[
    "reach",
    " to ",
    "achieve",
    "score of",
    "score at",
    "keep ",
    "stay ",
    "hold ",
    "maintain",
    "complete",
    "להגיע",
    " ל-",
    "לשמור",
    "להשיג",
    "להשלים",
    "提高到",
    "提升到",
    "增加到",
    "达到",
    "達到",
    "降到",
    "降至",
    "保持",
    "维持",
    "完成",
];
const AT_LEAST: &[&str] = &[
    "at least",
    "no less than",
    "minimum",
    "or more",
    "not below",
    "לפחות",
    "לא פחות מ",
    "מינימום",
    "至少",
    "不低于",
    "不低於",
    "以上",
];
const AT_MOST: &[&str] = &[
    "at most",
    "no more than",
    "not exceed",
    "below",
    "under ",
    "less than",
    "maximum",
    "or less",
    "לכל היותר",
    "לא יותר מ",
    "מתחת ל",
    "עד ל-",
    "不超过",
    "不超過",
    "低于",
    "低於",
    "以内",
    "以內",
];
const MEMBERS: &[&str] = &[
    "each agent",
    "every agent",
    "all agents",
    "per agent",
    "an agent",
    "each of the agents",
    "each new",
    "new agents",
    "each employee",
    "each team member",
    "כל נציג",
    "כל הנציגים",
    "לכל נציג",
    "לנציג",
    "נציגים חדשים",
    "כל עובד",
    "每名",
    "每位",
    "每个座席",
    "每個座席",
    "每个坐席",
    "每人",
    "所有座席",
    "所有坐席",
    "新座席",
    "新坐席",
    "新进座席",
    "所有客服專員",
    "新進客服專員",
];
const PERIODS: [(PeriodLength, &[&str]); 6] = [
    (PeriodLength::HalfYear, &["half-year", "half year", "six months each", "חצי שנה", "מחצית שנה", "半年"]),
    (
        PeriodLength::Quarter,
        &[
            "a quarter",
            "each quarter",
            "every quarter",
            "per quarter",
            "quarterly",
            "רבעוני",
            "כל רבעון",
            "ברבעון",
            "每季",
        ],
    ),
    (
        PeriodLength::Month,
        &[
            "a month",
            "each month",
            "every month",
            "per month",
            "monthly",
            "חודשי",
            "כל חודש",
            "בחודש",
            "לחודש",
            "每月",
            "每个月",
            "每個月",
        ],
    ),
    (
        PeriodLength::Week,
        &[
            "a week",
            "each week",
            "every week",
            "per week",
            "weekly",
            "שבועי",
            "כל שבוע",
            "בשבוע",
            "לשבוע",
            "每周",
            "每週",
            "每星期",
        ],
    ),
    (
        PeriodLength::Day,
        &[
            "a day",
            "each day",
            "every day",
            "per day",
            "daily",
            "per working day",
            "a working day",
            "ליום",
            "ביום",
            "כל יום",
            "יומי",
            "每天",
            "每日",
            "每个工作日",
            "每工作日",
            "每個工作日",
        ],
    ),
    (PeriodLength::Year, &["a year", "each year", "every year", "yearly", "שנתי", "בשנה", "每年"]),
];

/// The metric the words mean, and others that fit as well.
pub fn metric<'a>(text: &str, metrics: &'a [KnownMetric]) -> (Option<&'a str>, Vec<&'a str>) {
    let mut fits: Vec<(usize, &str)> = Vec::new();
    for metric in metrics {
        let named = metric.names.iter().filter(|it| has(text, super::text::plain(it).trim()));
        let named = named.map(|it| it.chars().count() + 1).max();
        let said = METRICS.iter().filter(|it| it.0 == metric.id).flat_map(|it| it.1);
        let said = said.filter(|it| has(text, it)).map(|it| weight(it)).max();
        fits.extend(named.max(said).map(|length| (length, metric.id.as_str())));
    }
    let Some(best) = fits.iter().map(|it| it.0).max() else { return (None, Vec::new()) };
    let mut of_length = fits.into_iter().filter(|it| it.0 == best).map(|it| it.1);
    let first = of_length.next();
    let mut others: Vec<&str> = of_length.collect();
    // "Hold time" of the article is the caller's wait; in a call it is the hold. Both are offered.
    let beside = [("hold.all_contacts", "wait_mean.offered"), ("asa", "callback_time.attempt")];
    for (_, other) in beside.iter().filter(|it| first == Some(it.0)) {
        others.extend(metrics.iter().find(|it| it.id == *other).map(|it| it.id.as_str()));
    }
    (first, others)
}

/// What people say for a metric.
pub fn phrases(metric: &str) -> &'static [&'static str] {
    METRICS.iter().find(|it| it.0 == metric).map_or(&[], |it| it.1)
}

/// Chinese says in two signs what takes ten letters elsewhere.
fn weight(phrase: &str) -> usize {
    let letters = phrase.chars().count();
    if phrase.chars().any(|it| '\u{4e00}' <= it) { 3 * letters } else { letters }
}

/// Answering within a time, in the words of a promise.
pub fn promises(text: &str) -> bool {
    let any = |phrases: &[&str]| phrases.iter().any(|it| has(text, it));
    any(&ANSWERING) && any(&WITHIN)
}

/// Parts of the organisation the sentence names: by everyday words, by the value itself, else by a word of it; and whether it
/// names a part that the data do not know.
pub fn scope(
    text: &str,
    metric: Option<&KnownMetric>,
    values: &[KnownValue],
) -> (Vec<(String, String)>, bool) {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut names_unknown = false;
    for (dimension, value, phrases) in SCOPES {
        let named = phrases.iter().any(|it| has(text, it));
        let of_dimension = || values.iter().filter(|it| it.dimension == dimension).map(|it| &it.value);
        // The data may call it by any of the words people use: "Night", "late", "night shift", "夜班".
        let is_meant = |it: &&String| {
            let own = bare(it);
            own == value || phrases.iter().any(|phrase| bare(phrase) == own)
        };
        let value = if value.is_empty() { of_dimension().min() } else { of_dimension().find(is_meant) };
        names_unknown |= named && dimension == "shift" && value.is_none();
        if let Some(value) = value.filter(|_| named && !found.iter().any(|it| it.0 == dimension)) {
            found.push((dimension.to_owned(), value.clone()));
        }
    }
    for known in values.iter().filter(|it| 3 <= it.value.chars().count() || !it.value.is_ascii()) {
        let value = super::text::plain(&known.value);
        let taken = found.iter().any(|it| it.0 == known.dimension);
        if !taken && matches!(known.dimension.as_str(), "queue" | "team" | "site") && has(text, value.trim())
        {
            found.push((known.dimension.clone(), known.value.clone()));
        }
    }
    let (by_word, said) = match found.iter().any(|it| matches!(it.0.as_str(), "queue" | "team")) {
        true => (Vec::new(), Vec::new()),
        false => parts::named(text, values),
    };
    found.extend(by_word.into_iter().map(|it| (it.dimension.clone(), it.value.clone())));
    let known: Vec<String> =
        found.iter().map(|it| super::text::plain(&it.1).trim().to_owned()).chain(said).collect();
    names_unknown |= metric.is_some_and(|it| parts::names_unknown(text, it, &known));
    let is_of_calls = metric.is_some_and(|it| OF_CONTACTS.contains(&it.id.as_str()))
        && CALLS.iter().any(|it| has(text, it));
    let has_voice = values.iter().any(|it| it.dimension == "channel" && it.value == "voice");
    if is_of_calls && has_voice && !found.iter().any(|it| matches!(it.0.as_str(), "channel" | "queue")) {
        found.push(("channel".to_owned(), "voice".to_owned()));
    }
    (found, names_unknown)
}

/// A value without the word for what it is a value of: "late" of "late shift".
fn bare(value: &str) -> String {
    let plain = super::text::plain(value);
    plain.split_whitespace().filter(|it| !["shift", "משמרת"].contains(it)).collect::<Vec<_>>().join(" ")
}

/// Directions, bounds, periods, members.
pub fn words(text: &str) -> Words {
    let any = |phrases: &[&str]| phrases.iter().any(|it| place(text, it).is_some() || inside(text, it));
    let (at_least, at_most) = (any(AT_LEAST), any(AT_MOST));
    let (more, less, better) = (any(MORE), any(LESS), any(BETTER));
    let period = PERIODS.iter().find(|it| it.1.iter().any(|it| has(text, it))).map(|it| it.0);
    Words {
        more,
        less,
        better,
        change: more || less || better,
        reaches: any(REACHES),
        at_least,
        at_most,
        members: any(MEMBERS),
        period,
    }
}

/// Phrases that begin with a space stand between words.
fn inside(text: &str, phrase: &str) -> bool {
    phrase.starts_with(' ') && text.contains(phrase)
}
