//! The role a column plays, by its name.

use std::collections::BTreeMap;

use super::Described;
use super::kinds::Kind;
use super::names::NAMES;

/// What a column says about its records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each says what it is; the names it goes by are in `names.rs`")]
pub enum Role {
    ContactId,
    ItemId,
    SurveyId,
    Agent,
    Customer,
    Queue,
    Group,
    Channel,
    Reason,
    Product,
    Priority,
    Day,
    StartClock,
    SelfServiceEndClock,
    SelfService,
    QueueStart,
    QueueEnd,
    Wait,
    ServiceStart,
    ServiceEnd,
    Talk,
    Hold,
    AfterWork,
    Result,
    Answered,
    Abandoned,
    Resolved,
    Csat,
    Nps,
    SurveyTime,
    State,
    Activity,
    EventTime,
    Opened,
    Solved,
    Closed,
    Version,
    Reopened,
    Reassigned,
    SlaMet,
    Owner,
    Offered,
    AnsweredCount,
    AbandonedCount,
    InThreshold,
    IntervalLength,
    IntervalStart,
    HandleMean,
    WaitTotal,
    TalkTotal,
    HoldTotal,
    AfterWorkTotal,
    AgentState,
}

/// Which column plays which role: index by role.
pub(crate) type Roles = BTreeMap<Role, usize>;

/// Likeness below which a name says nothing.
const LIKENESS_MIN: f64 = 0.93;

/// Roles from names, the best match first; a column plays one role, a role is played by one column.
pub(crate) fn by_name(columns: &[Described<'_>]) -> Roles {
    let mut matches = Vec::new();
    for (index, column) in columns.iter().enumerate() {
        let name = threshold_read_apart(plain(&column.column.name));
        for (role, known) in NAMES {
            if !fits(*role, &column.kind) {
                continue;
            }
            for (place, text) in known.iter().enumerate() {
                let likeness = likeness(&name, text);
                if likeness >= LIKENESS_MIN {
                    // Of equal likeness the name that stands earlier in its list.
                    matches.push((likeness - place as f64 * 1e-4, *role, index));
                }
            }
        }
    }
    matches.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let mut roles = Roles::new();
    for (_, role, index) in matches {
        if !roles.contains_key(&role) && !roles.values().any(|taken| *taken == index) {
            roles.insert(role, index);
        }
    }
    roles
}

/// A name in small letters, words apart: `AvgTalkDuration` is `avg talk duration`, `Answered (Y/N)` is `answered y n`.
fn plain(name: &str) -> String {
    let mut text = String::new();
    let mut before = ' ';
    for character in name.chars() {
        if character.is_uppercase() && before.is_lowercase() {
            text.push(' ');
        }
        text.push(if character.is_alphanumeric() { character } else { ' ' });
        before = character;
    }
    text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name that ends in its threshold (`answered within 30 s`, `answered in 20s`) with that as a word: the number is read by
/// itself.
fn threshold_read_apart(name: String) -> String {
    let mut words: Vec<&str> = name.split(' ').collect();
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|it| it.is_ascii_digit());
    let is_unit = |word: &str| ["s", "sec", "secs", "second", "seconds"].contains(&word);
    let apart = match words.as_slice() {
        [.., number, unit] if is_number(number) && is_unit(unit) => 2,
        [.., both] if both.strip_suffix('s').is_some_and(is_number) => 1,
        _ => return name,
    };
    words.truncate(words.len() - apart);
    words.push("threshold");
    words.join(" ")
}

/// 1 for the same words, less for nearly the same; a short name has to be the same.
fn likeness(name: &str, known: &str) -> f64 {
    if name == known {
        return 1.0;
    }
    if name.replace(' ', "") == known.replace(' ', "") {
        return 0.99;
    }
    if !name.is_ascii() || name.len() < 6 || known.len() < 6 {
        return 0.0;
    }
    strsim::jaro_winkler(name, known).min(0.98)
}

/// `true` where values of that kind can play the role.
fn fits(role: Role, kind: &Kind) -> bool {
    use Role::*;
    let number = matches!(kind, Kind::Number { .. });
    let count = matches!(kind, Kind::Number { whole: true, low, .. } if *low >= 0.0);
    let time = matches!(kind, Kind::Time { .. } | Kind::Epoch { .. });
    let word = matches!(kind, Kind::Word { .. } | Kind::Id | Kind::Number { whole: true, .. } | Kind::Flag);
    match role {
        Day => matches!(kind, Kind::Time { clock: false, .. }),
        StartClock | QueueStart | QueueEnd | ServiceStart | ServiceEnd | SelfServiceEndClock => {
            time || matches!(kind, Kind::Clock)
        }
        SurveyTime | EventTime | Opened | Solved | Closed | IntervalStart => time,
        SelfService | Wait | Talk | Hold | AfterWork => kind.may_last(),
        HandleMean | WaitTotal | TalkTotal | HoldTotal | AfterWorkTotal => kind.may_last(),
        Offered | AnsweredCount | AbandonedCount | InThreshold => count,
        Version | Reopened | Reassigned => count,
        Csat => {
            matches!(kind, Kind::Number { low, high, distinct, .. } if *low >= 0.0 && *high <= 100.0 && *distinct > 1)
        }
        Nps => matches!(kind, Kind::Number { low, high, .. } if *low >= 0.0 && *high <= 10.0),
        Answered | Abandoned | Resolved | SlaMet => {
            // Larger numbers are counts under the same name.
            matches!(kind, Kind::Flag | Kind::Word { .. })
                || matches!(kind, Kind::Number { low, high, .. } if *low >= 0.0 && *high <= 1.0)
        }
        IntervalLength => number || word,
        Result | State | Activity | AgentState => matches!(kind, Kind::Word { .. } | Kind::Flag | Kind::Id),
        ContactId | ItemId | SurveyId => word || matches!(kind, Kind::Epoch { .. }),
        Agent | Customer | Queue | Group | Channel | Reason | Product | Priority | Owner => word || number,
    }
}
