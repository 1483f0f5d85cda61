//! Roles from values, where names say nothing: words of results, lengths that lie between two times, sums, scores.

use std::collections::{HashMap, HashSet};

use super::kinds::{self, Kind};
use super::names::{AGENT_STATES, ITEM_STATES, RESULTS, Words};
use super::roles::{Role, Roles};
use super::{Described, Guess};
use crate::functions::{InstantFormat, epoch_instant, number_of, seconds_of};

/// Share of the rows that has to agree before values decide.
const AGREE: f64 = 0.9;

/// Adds the roles that values show to those names gave.
pub(crate) fn complete(columns: &[Described<'_>], roles: &mut Roles, guess: &mut Guess) {
    words(columns, roles, guess);
    if !roles.contains_key(&Role::Activity) && !roles.contains_key(&Role::State) {
        stages(columns, roles, guess);
    }
    if !roles.contains_key(&Role::Result) && !roles.contains_key(&Role::Answered) {
        sums(columns, roles, guess);
    }
    items(columns, roles, guess);
    scores(columns, roles, guess);
    times(columns, roles);
}

/// What a word means in one of the lists; names and words alike in small letters.
pub(super) fn meaning(lists: &'static Words, text: &str) -> Option<&'static str> {
    let lower = text.trim().to_lowercase();
    lists.iter().find(|(_, words)| words.contains(&lower.as_str())).map(|(meaning, _)| *meaning)
}

/// Different values of a column, the most frequent first.
pub(super) fn distinct(column: &Described<'_>) -> Vec<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for value in kinds::values(column.column) {
        *counts.entry(value).or_default() += 1;
    }
    let mut values: Vec<_> = counts.into_iter().collect();
    values.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    values.into_iter().map(|(value, _)| value.to_owned()).collect()
}

fn known_share(column: &Described<'_>, lists: &'static Words) -> f64 {
    let (mut known, mut all) = (0_u32, 0_u32);
    for value in kinds::values(column.column) {
        all += 1;
        known += u32::from(meaning(lists, value).is_some());
    }
    f64::from(known) / f64::from(all.max(1))
}

/// Columns whose words are results, states of tickets or of agents.
fn words(columns: &[Described<'_>], roles: &mut Roles, guess: &mut Guess) {
    // Logs of tickets have activities beside their states, so fewer words need to be known.
    let lists: [(Role, &'static Words, f64); 3] = [
        (Role::Result, RESULTS, 0.6),
        (Role::State, ITEM_STATES, 0.4),
        (Role::AgentState, AGENT_STATES, 0.6),
    ];
    for (role, list, share) in lists {
        // A column with the right name and other words is something else.
        if let Some(index) = roles.get(&role).copied()
            && known_share(&columns[index], list) < share
        {
            roles.remove(&role);
        }
        if roles.contains_key(&role) || (role == Role::Result && roles.contains_key(&Role::Answered)) {
            continue;
        }
        let found = columns.iter().enumerate().find(|(index, column)| {
            let free = !roles.values().any(|taken| taken == index);
            let words = matches!(column.kind, Kind::Word { distinct } if (2..=30).contains(&distinct));
            let of_agents = role != Role::AgentState || words;
            free && words && of_agents && known_share(column, list) >= share
        });
        if let Some((index, column)) = found {
            roles.insert(role, index);
            guess.note(Some(&column.column.name), format!("its words are those of a {}", describe(role)));
        }
    }
    // Yes and no without a name: answered, where the lengths beside it are missing on no.
    if !roles.contains_key(&Role::Result) && !roles.contains_key(&Role::Answered) {
        answered_by_gaps(columns, roles, guess);
    }
}

fn describe(role: Role) -> &'static str {
    match role {
        Role::Result => "contact's result",
        Role::State => "ticket's state",
        Role::AgentState => "agent's state",
        _ => "record",
    }
}

/// A flag whose "no" goes with an empty length is whether the contact was answered.
fn answered_by_gaps(columns: &[Described<'_>], roles: &mut Roles, guess: &mut Guess) {
    let lengths: Vec<&Described<'_>> = columns
        .iter()
        .filter(|column| column.kind.may_last() && column.column.values.iter().any(Option::is_none))
        .collect();
    let found = columns.iter().enumerate().find(|(index, column)| {
        column.kind == Kind::Flag
            && !roles.values().any(|taken| taken == index)
            && lengths.iter().any(|length| {
                let pairs = column.column.values.iter().zip(&length.column.values);
                let agree = pairs.clone().filter(|(flag, length)| {
                    let yes = flag.as_deref().and_then(|text| crate::functions::flag_of(text).ok().flatten());
                    yes == Some(length.is_some())
                });
                agree.count() == pairs.count()
            })
    });
    if let Some((index, column)) = found {
        roles.insert(Role::Answered, index);
        guess.note(
            Some(&column.column.name),
            "no goes with an empty length: whether the contact was answered",
        );
    }
}

/// A column's values as seconds on one scale: instants since 1970, clocks since midnight.
fn as_seconds(column: &Described<'_>) -> Vec<Option<f64>> {
    let format = match &column.kind {
        Kind::Time { format: Some(format), .. } => InstantFormat::new(format).ok(),
        _ => Some(InstantFormat::iso()),
    };
    let read = |text: &String| match &column.kind {
        Kind::Time { .. } => format.as_ref()?.utc_instant(text).ok()?.map(|instant| instant as f64 / 1e6),
        Kind::Epoch { unit } => epoch_instant(text, Some(unit)).ok()?.map(|instant| instant as f64 / 1e6),
        Kind::Clock | Kind::Duration => seconds_of(text, false).ok()?,
        _ => number_of(text, false).ok()?,
    };
    column.column.values.iter().map(|value| value.as_ref().and_then(read)).collect()
}

/// One stage of a contact: it begins, ends and lasts.
struct Stage {
    start: usize,
    end: usize,
    length: usize,
    /// When it began in each row in which it happened.
    begun: Vec<Option<f64>>,
}

/// Stages of a contact: a length that is the difference of two times.
fn stages(columns: &[Described<'_>], roles: &mut Roles, guess: &mut Guess) {
    let times: Vec<usize> = (0..columns.len())
        .filter(|index| columns[*index].kind == Kind::Clock || columns[*index].kind.is_instant())
        .collect();
    let lengths: Vec<usize> = (0..columns.len()).filter(|index| columns[*index].kind.may_last()).collect();
    if times.len() < 2 || times.len() > 12 {
        return;
    }
    let seconds: HashMap<usize, Vec<Option<f64>>> =
        times.iter().chain(&lengths).map(|index| (*index, as_seconds(&columns[*index]))).collect();
    let mut found: Vec<Stage> = Vec::new();
    for length in &lengths {
        // Where one stage ends the next begins, so several pairs of times may fit: the columns that stand nearest.
        let pairs = times.iter().flat_map(|start| times.iter().map(move |end| (*start, *end)));
        let nearest = pairs
            .filter(|(start, end)| start != end)
            .filter(|(start, end)| is_stage(&seconds[start], &seconds[end], &seconds[length]))
            .min_by_key(|(start, end)| start.abs_diff(*length) + end.abs_diff(*length));
        if let Some((start, end)) = nearest {
            let happened = seconds[&start].iter().zip(&seconds[length]);
            let begun =
                happened.map(|(start, length)| start.filter(|_| length.is_some_and(|length| length > 0.0)));
            found.push(Stage { start, end, length: *length, begun: begun.collect() });
        }
    }
    let places: Vec<usize> = found
        .iter()
        .map(|stage| found.iter().filter(|other| is_before(&other.begun, &stage.begun)).count())
        .collect();
    let mut found: Vec<(usize, Stage)> = places.into_iter().zip(found).collect();
    found.sort_by_key(|(place, _)| *place);
    let names: &[[Role; 3]] = match found.len() {
        1 => &[[Role::ServiceStart, Role::ServiceEnd, Role::Talk]],
        2 => &[
            [Role::QueueStart, Role::QueueEnd, Role::Wait],
            [Role::ServiceStart, Role::ServiceEnd, Role::Talk],
        ],
        3 => &[
            [Role::StartClock, Role::SelfServiceEndClock, Role::SelfService],
            [Role::QueueStart, Role::QueueEnd, Role::Wait],
            [Role::ServiceStart, Role::ServiceEnd, Role::Talk],
        ],
        _ => return,
    };
    for ((_, stage), names) in found.iter().zip(names) {
        for (role, index) in names.iter().zip([stage.start, stage.end, stage.length]) {
            if !roles.contains_key(role) && !roles.values().any(|taken| *taken == index) {
                roles.insert(*role, index);
                let text = format!("its values fit the stage {}", names[2].word());
                guess.note(Some(&columns[index].column.name), text);
            }
        }
    }
}

impl Role {
    fn word(self) -> &'static str {
        match self {
            Role::SelfService => "self-service",
            Role::Wait => "queue",
            _ => "service",
        }
    }
}

/// `true` where `length` is the time from `start` to `end` wherever the stage happened.
fn is_stage(start: &[Option<f64>], end: &[Option<f64>], length: &[Option<f64>]) -> bool {
    let (mut agree, mut happened) = (0, 0);
    for ((start, end), length) in start.iter().zip(end).zip(length) {
        let (Some(start), Some(end), Some(length)) = (start, end, length) else { continue };
        if *length == 0.0 {
            continue;
        }
        happened += 1;
        agree += usize::from((end - start - length).abs() < 1.5);
    }
    happened >= 10 && agree as f64 >= happened as f64 * AGREE
}

/// `true` where one stage begins before another in most rows that have both.
fn is_before(first: &[Option<f64>], second: &[Option<f64>]) -> bool {
    let (mut before, mut after) = (0, 0);
    for (first, second) in first.iter().zip(second) {
        let (Some(first), Some(second)) = (first, second) else { continue };
        before += usize::from(first < second);
        after += usize::from(first > second);
    }
    before > after
}

/// Totals: one whole number that is the sum of two others is what was offered.
fn sums(columns: &[Described<'_>], roles: &mut Roles, guess: &mut Guess) {
    if roles.contains_key(&Role::Offered)
        && (roles.contains_key(&Role::AnsweredCount) || roles.contains_key(&Role::AbandonedCount))
    {
        return;
    }
    let counts: Vec<usize> = (0..columns.len())
        .filter(|index| matches!(columns[*index].kind, Kind::Number { whole: true, low, distinct, .. } if low >= 0.0 && distinct > 3))
        .collect();
    if counts.len() < 3 || counts.len() > 20 {
        return;
    }
    let numbers: HashMap<usize, Vec<Option<f64>>> =
        counts.iter().map(|index| (*index, as_seconds(&columns[*index]))).collect();
    for whole in &counts {
        for (place, left) in counts.iter().enumerate() {
            for right in &counts[place + 1..] {
                if whole == left
                    || whole == right
                    || !is_sum(&numbers[whole], &numbers[left], &numbers[right])
                {
                    continue;
                }
                let total = |index: &usize| numbers[index].iter().flatten().sum::<f64>();
                let (more, less) = if total(left) >= total(right) { (left, right) } else { (right, left) };
                for (role, index) in
                    [(Role::Offered, whole), (Role::AnsweredCount, more), (Role::AbandonedCount, less)]
                {
                    roles.retain(|_, taken| taken != index);
                    roles.insert(role, *index);
                }
                let name = &columns[*whole].column.name;
                guess.note(
                    Some(name),
                    "it is the sum of two other columns: offered, answered (the larger), abandoned",
                );
                return;
            }
        }
    }
}

fn is_sum(whole: &[Option<f64>], left: &[Option<f64>], right: &[Option<f64>]) -> bool {
    let (mut agree, mut all) = (0, 0);
    for ((whole, left), right) in whole.iter().zip(left).zip(right) {
        let (Some(whole), Some(left), Some(right)) = (whole, left, right) else { continue };
        if *left > 0.0 && *right > 0.0 {
            all += 1;
            agree += usize::from(whole == &(left + right));
        }
    }
    all >= 20 && agree as f64 >= all as f64 * AGREE
}

/// Tickets: an id that comes on several lines, beside words of states or activities.
fn items(columns: &[Described<'_>], roles: &mut Roles, guess: &mut Guess) {
    let stated = roles.contains_key(&Role::State) || roles.contains_key(&Role::Activity);
    if !stated || roles.contains_key(&Role::ItemId) {
        return;
    }
    let rows = columns.first().map_or(0, |column| column.column.values.len());
    let consecutive = |column: &Described<'_>| {
        // Lines of a ticket stand together: few changes from line to line, many different values.
        let values: Vec<&Option<String>> = column.column.values.iter().collect();
        let changes = values.windows(2).filter(|pair| pair[0] != pair[1]).count() + 1;
        let different = values.iter().collect::<HashSet<_>>().len();
        (changes <= different * 21 / 20 && different * 20 > rows && different * 10 < rows * 9)
            .then_some(different)
    };
    let found = columns
        .iter()
        .enumerate()
        .filter(|(index, column)| {
            !roles.values().any(|taken| taken == index)
                && !matches!(column.kind, Kind::Time { .. } | Kind::Clock)
        })
        .filter_map(|(index, column)| Some((consecutive(column)?, std::cmp::Reverse(index))))
        .max();
    if let Some((_, std::cmp::Reverse(index))) = found {
        roles.insert(Role::ItemId, index);
        guess.note(Some(&columns[index].column.name), "each value comes on several lines: the ticket");
    }
}

/// Answers to a survey: 0 to 10 with every value met, or 1 to 5.
fn scores(columns: &[Described<'_>], roles: &mut Roles, guess: &mut Guess) {
    if [Role::Csat, Role::Nps, Role::ItemId, Role::Offered].iter().any(|role| roles.contains_key(role)) {
        return;
    }
    let found = columns.iter().enumerate().rev().find_map(|(index, column)| {
        let free = !roles.values().any(|taken| *taken == index);
        match &column.kind {
            Kind::Number { whole: true, low, high, distinct } if free => {
                match (*low as i64, *high as i64, *distinct) {
                    (0, 10, 11) => Some((
                        Role::Nps,
                        index,
                        "every whole number from 0 to 10: an answer to a recommendation question",
                    )),
                    (1, 5, 5) => Some((
                        Role::Csat,
                        index,
                        "whole numbers from 1 to 5: an answer to a satisfaction question",
                    )),
                    _ => None,
                }
            }
            _ => None,
        }
    });
    if let Some((role, index, text)) = found {
        roles.insert(role, index);
        guess.ask(Some(&columns[index].column.name), text);
    }
}

/// Times without a name: a day of its own, a clock of its own, the first instant.
fn times(columns: &[Described<'_>], roles: &mut Roles) {
    let free = |roles: &Roles, index: usize| !roles.values().any(|taken| *taken == index);
    let first = |roles: &Roles, test: &dyn Fn(&Kind) -> bool| {
        (0..columns.len()).find(|index| free(roles, *index) && test(&columns[*index].kind))
    };
    if !roles.contains_key(&Role::Day)
        && let Some(index) = first(roles, &|kind| matches!(kind, Kind::Time { clock: false, .. }))
    {
        roles.insert(Role::Day, index);
    }
    let started = [Role::StartClock, Role::EventTime, Role::Opened, Role::IntervalStart, Role::SurveyTime];
    if started.iter().any(|role| roles.contains_key(role)) {
        return;
    }
    let by_day = roles.contains_key(&Role::Day);
    if let Some(index) = first(roles, &|kind| kind.is_instant() || (by_day && *kind == Kind::Clock)) {
        roles.insert(Role::StartClock, index);
    }
}
