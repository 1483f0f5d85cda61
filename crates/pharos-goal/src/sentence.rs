//! A sentence typed in words becomes a draft of a goal, or is said to be still a dream and why.
//!
//! Rules only, in English, Hebrew, Simplified and Traditional Chinese; nothing leaves the machine. The reader drafts: what it
//! could not make out comes back as a question, what it guessed is named, people decide.

mod dates;
mod lexicon;
mod numbers;
mod text;

use jiff::civil::Date;
use serde::Serialize;

use crate::assess::{Direction, Mode};
use crate::definition::PeriodLength;
use crate::target::{Target, Whom};

pub use lexicon::phrases;

/// A metric the sentence may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownMetric {
    /// Its id.
    pub id: String,
    /// Its names, in any language.
    pub names: Vec<String>,
    /// Unit the engine returns: `share`, `s`, `count`, `points`, ...
    pub unit: String,
    /// `up`, `down`, `band`, `none`.
    pub direction: String,
}

/// A value of a dimension the sentence may name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownValue {
    /// The dimension.
    pub dimension: String,
    /// The value.
    pub value: String,
}

/// What was made of a sentence.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Draft {
    /// Id of the metric.
    pub metric: Option<String>,
    /// Other metrics the words may mean.
    pub alternatives: Vec<String>,
    /// What is asked, in the metric's unit.
    pub target: Option<Target>,
    /// Where it starts from as the sentence says; the measured baseline decides.
    pub stated_from: Option<f64>,
    /// Which way the words want the number to go.
    pub direction: Option<Direction>,
    /// Of whom.
    pub whom: Whom,
    /// When it has to hold.
    pub mode: Mode,
    /// Length of a period.
    pub period: PeriodLength,
    /// First day, where the sentence says one.
    pub starts: Option<Date>,
    /// Last day.
    pub by: Option<Date>,
    /// Rows that count: dimension and value.
    pub scope: Vec<(String, String)>,
    /// Parameters of the metric that the sentence names.
    pub params: Vec<(String, String)>,
    /// Why it is still a dream; empty: it is a goal.
    pub dream: Vec<Dream>,
    /// What should be asked.
    pub questions: Vec<Ask>,
}

/// What makes a sentence a dream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Dream {
    /// Nothing in it can be measured.
    NoMetric,
    /// No number.
    NoNumber,
    /// No date and no period.
    NoDate,
}

/// A question the form asks back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ask {
    /// "+10 %" of a share: percent of it, or points?
    PercentOrPoints,
    /// The words want the number to get worse: was the opposite meant?
    DirectionContradicts,
    /// Several metrics fit.
    WhichMetric,
    /// The date has passed.
    DatePassed,
    /// Every single one, or together?
    EveryOneOrTogether,
    /// A number without a unit: seconds, minutes, percent?
    WhichUnit,
    /// It names a part (the night shift, billing) that no data know: everybody counts until one is chosen.
    NoSuchPart,
}

/// Reads the sentence as of `today`. `metrics` are those of the catalogue, `values` what the data know of queues, teams, shifts.
pub fn read(sentence: &str, today: Date, metrics: &[KnownMetric], values: &[KnownValue]) -> Draft {
    let text = text::plain(sentence);
    let (dated, starts, by) = dates::read(&text, today);
    let numbers = numbers::read(&dated);
    let words = lexicon::words(&dated);
    let promise = promise(&dated, &numbers).filter(|_| metrics.iter().any(|it| it.id == PROMISED));
    let (metric, alternatives) = match promise {
        Some(_) => (Some(PROMISED), Vec::new()),
        None => lexicon::metric(&dated, metrics),
    };
    let found = metric.and_then(|id| metrics.iter().find(|it| it.id == id));
    let (scope, names_unknown_part) = lexicon::scope(&dated, found, values);
    let own = found.and_then(own_direction);
    let mut questions = Vec::new();
    let goes = found.and_then(|it| wanted(&words, &numbers, it, own, &mut questions));
    let stated = match promise {
        Some((share, _)) => Some((Target::Value { value: share }, None)),
        None => found.and_then(|it| stated(&numbers, &words, it, own, &mut questions)),
    };
    let (target, stated_from) = stated.map_or((None, None), |it| (Some(it.0), it.1));
    let whom = whom(&numbers, &words);
    let (mode, period) = when(&words, target, whom);
    if names_unknown_part {
        questions.push(Ask::NoSuchPart);
    }
    if by.is_some_and(|it| it < today) {
        questions.push(Ask::DatePassed);
    }
    if !alternatives.is_empty() {
        questions.push(Ask::WhichMetric);
    }
    let repeating = mode == Mode::Each;
    let dream = [
        (Dream::NoMetric, found.is_none()),
        (Dream::NoNumber, target.is_none() && numbers.is_empty()),
        (Dream::NoDate, by.is_none() && !repeating),
    ];
    Draft {
        metric: found.map(|it| it.id.clone()),
        alternatives: alternatives.into_iter().map(str::to_owned).collect(),
        target,
        stated_from,
        direction: goes,
        whom,
        mode,
        period,
        starts,
        by,
        scope,
        params: promise.map(|it| ("threshold_s".to_owned(), it.1.to_string())).into_iter().collect(),
        dream: dream.into_iter().filter(|it| it.1).map(|it| it.0).collect(),
        questions,
    }
}

/// What a share answered within a time is.
const PROMISED: &str = "sl.answered_over_offered";

/// A share of contacts answered within so many seconds, where the sentence says both and that it is about answering.
fn promise(text: &str, numbers: &[numbers::Number]) -> Option<(f64, f64)> {
    let of = |kind: numbers::Kind| {
        let mut all = numbers.iter().filter(|it| it.kind == kind && !it.of_members && !it.signed);
        all.next().filter(|_| all.next().is_none()).map(|it| it.value)
    };
    let (percent, seconds) = (of(numbers::Kind::Percent)?, of(numbers::Kind::Time)?);
    (lexicon::promises(text) && 0.0 < percent && percent <= 100.0).then_some((percent / 100.0, seconds))
}

fn own_direction(metric: &KnownMetric) -> Option<Direction> {
    match metric.direction.as_str() {
        "up" => Some(Direction::Up),
        "down" => Some(Direction::Down),
        _ => None,
    }
}

/// Which way the words want the number to go; asks where that is the metric's worse side.
fn wanted(
    words: &lexicon::Words,
    numbers: &[numbers::Number],
    metric: &KnownMetric,
    own: Option<Direction>,
    questions: &mut Vec<Ask>,
) -> Option<Direction> {
    let pair = numbers::pair(numbers, &metric.unit);
    let by_numbers = pair.map(|(from, to)| if to < from { Direction::Down } else { Direction::Up });
    let literal = match (words.more, words.less) {
        (true, false) => Some(Direction::Up),
        (false, true) => Some(Direction::Down),
        _ => None,
    };
    // "Faster" and "better" mean the metric's better side, whatever way that is.
    let literal = if words.better { own.or(literal) } else { literal };
    let goes = by_numbers.or(literal);
    if goes.zip(own).is_some_and(|(goes, own)| goes != own) {
        questions.push(Ask::DirectionContradicts);
        return own;
    }
    let bounds = match (words.at_least, words.at_most) {
        (true, false) => Some(Direction::Up),
        (false, true) => Some(Direction::Down),
        _ => None,
    };
    own.or(goes).or(bounds)
}

/// The target and where it starts from, in the metric's unit.
fn stated(
    numbers: &[numbers::Number],
    words: &lexicon::Words,
    metric: &KnownMetric,
    own: Option<Direction>,
    questions: &mut Vec<Ask>,
) -> Option<(Target, Option<f64>)> {
    if let Some((from, to)) = numbers::pair(numbers, &metric.unit) {
        return Some((Target::Value { value: to }, Some(from)));
    }
    let number = numbers::main(numbers, words.members, &metric.unit)?;
    let value = number.in_unit(&metric.unit);
    if number.kind == numbers::Kind::Points && metric.unit == "share" {
        return Some((Target::Change { by: number.value / 100.0 }, None));
    }
    let asks_change = (words.change || number.signed) && !words.reaches && !words.at_least && !words.at_most;
    match number.kind {
        numbers::Kind::Percent if asks_change || metric.unit != "share" => {
            if metric.unit == "share" {
                questions.push(Ask::PercentOrPoints);
            }
            Some((Target::RelativeChange { share: number.value / 100.0 }, None))
        }
        numbers::Kind::Points if asks_change => Some((Target::Change { by: number.value }, None)),
        numbers::Kind::Bare if asks_change && metric.unit == "share" => {
            questions.push(Ask::PercentOrPoints);
            Some((Target::RelativeChange { share: number.value / 100.0 }, None))
        }
        numbers::Kind::Bare if asks_change && own.is_some() && metric.unit != "count" => {
            Some((Target::Change { by: value }, None))
        }
        numbers::Kind::Bare if metric.unit == "s" => {
            questions.push(Ask::WhichUnit);
            Some((Target::Value { value }, None))
        }
        _ => Some((Target::Value { value }, None)),
    }
}

fn whom(numbers: &[numbers::Number], words: &lexicon::Words) -> Whom {
    let of_members = numbers.iter().find(|it| it.of_members);
    match of_members {
        Some(share) if share.value < 100.0 => Whom::ShareOfMembers { share: share.value / 100.0 },
        Some(_) => Whom::EachMember,
        None if words.members => Whom::EachMember,
        None => Whom::Together,
    }
}

/// When it holds: a stated period means each of them, but only where the target is a level and no change by a date.
fn when(words: &lexicon::Words, target: Option<Target>, whom: Whom) -> (Mode, PeriodLength) {
    let change = matches!(target, Some(Target::RelativeChange { .. } | Target::Change { .. }));
    match words.period {
        Some(period) if !change => (Mode::Each, period),
        Some(period) => (Mode::Once, period),
        None if whom != Whom::Together => (Mode::Once, PeriodLength::Whole),
        None => (Mode::Sustained(1), PeriodLength::Month),
    }
}

#[cfg(test)]
mod tests;
