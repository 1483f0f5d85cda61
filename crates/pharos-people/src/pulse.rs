//! The pulse of a team: a short anonymous survey. Fewer than five answers are shown to nobody, nor what could be reckoned
//! from the others.

use std::collections::BTreeMap;

use serde::Serialize;

/// Answers below which nothing is shown.
pub const ANSWERS_MIN: usize = 5;

/// Lowest and highest answer.
pub const SCALE: (i64, i64) = (1, 5);

/// What a group answered.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Group {
    /// The team; None: all together.
    pub team: Option<String>,
    /// Answers; None where it is hidden.
    pub n: Option<usize>,
    /// Mean on 0..100; None where it is hidden.
    pub mean: Option<f64>,
    /// Number of each answer from 1 to 5; empty where hidden.
    pub spread: Vec<usize>,
}

/// All together and by team, the teams in order of their names. Where one team alone would be hidden, the smallest of the
/// shown is hidden with it: else the difference to the whole would tell.
pub fn groups(answers: &[(String, i64)]) -> Vec<Group> {
    let mut teams: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
    for (team, value) in answers {
        teams.entry(team).or_default().push(*value);
    }
    let mut hidden: Vec<&str> = teams.iter().filter(|it| it.1.len() < ANSWERS_MIN).map(|it| *it.0).collect();
    let in_hidden: usize = hidden.iter().map(|it| teams[it].len()).sum();
    if 0 < in_hidden && in_hidden < ANSWERS_MIN {
        let shown = teams.iter().filter(|it| !hidden.contains(it.0));
        hidden.extend(shown.min_by_key(|it| it.1.len()).map(|it| *it.0));
    }
    let all: Vec<i64> = answers.iter().map(|it| it.1).collect();
    let mut groups = vec![group(None, &all, all.len() < ANSWERS_MIN)];
    groups.extend(teams.iter().map(|(team, values)| {
        group(Some((*team).to_owned()), values, hidden.contains(team) || all.len() < ANSWERS_MIN)
    }));
    groups
}

fn group(team: Option<String>, values: &[i64], hide: bool) -> Group {
    if hide {
        return Group { team, n: None, mean: None, spread: Vec::new() };
    }
    let (low, high) = SCALE;
    let sum: i64 = values.iter().sum();
    let mean = (sum as f64 / values.len() as f64 - low as f64) / (high - low) as f64 * 100.0;
    let spread = (low..=high).map(|it| values.iter().filter(|value| **value == it).count()).collect();
    Group { team, n: Some(values.len()), mean: Some(mean), spread }
}

#[cfg(test)]
mod tests;
