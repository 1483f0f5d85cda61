//! A board of people or teams that refuses to rank what cannot be told apart.

use pharos_stats::random_effects::{Measured, reml, shrunken};
use serde::Serialize;

use crate::assess::Direction;

/// Somebody on the board.
#[derive(Debug, Clone, PartialEq)]
pub struct Entrant {
    /// Who.
    pub id: String,
    /// The number.
    pub value: f64,
    /// Variance of its sampling error.
    pub variance: f64,
    /// Cases behind it.
    pub n: u64,
}

/// The board.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Board {
    /// Groups, the best first; within a group nobody can be told from its best. Empty where the board is refused.
    pub groups: Vec<Vec<Standing>>,
    /// Those with too few cases.
    pub not_ranked: Vec<String>,
    /// Why there are no ranks.
    pub refused: Option<Refusal>,
}

/// Why a board has no ranks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// Fewer than two with enough cases.
    TooFew,
    /// The differences are no greater than chance makes them.
    CannotBeToldApart,
}

/// An entrant on the board.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Standing {
    /// Who.
    pub id: String,
    /// The number as it is.
    pub value: f64,
    /// The number drawn towards the mean by how surely it is known.
    pub shrunken: f64,
    /// Lower end of the 95 % interval of what is behind it.
    pub lo: f64,
    /// Upper end.
    pub hi: f64,
    /// Cases behind it.
    pub n: u64,
}

/// Standard normal quantile of a two-sided 95 % interval.
const Z95: f64 = 1.959_963_984_540_054;

/// The board of the entrants with at least `n_min` cases.
///
/// Source: Goldstein and Spiegelhalter (1996), JRSS A 159: overlapping intervals of shrunken values forbid ranks.
pub fn board(entrants: &[Entrant], direction: Direction, n_min: u64) -> Board {
    let fit = |it: &&Entrant| n_min <= it.n && it.value.is_finite() && 0.0 < it.variance;
    let ranked: Vec<&Entrant> = entrants.iter().filter(fit).collect();
    let not_ranked = entrants.iter().filter(|it| !fit(it)).map(|it| it.id.clone()).collect();
    let measured: Vec<Measured> =
        ranked.iter().map(|it| Measured { value: it.value, variance: it.variance }).collect();
    let Some(effects) = reml(&measured) else {
        return Board { groups: Vec::new(), not_ranked, refused: Some(Refusal::TooFew) };
    };
    let mut standings: Vec<(Standing, f64)> = ranked
        .iter()
        .zip(&measured)
        .map(|(it, measured)| {
            let (value, se) = shrunken(*measured, &effects);
            let standing = Standing {
                id: it.id.clone(),
                value: it.value,
                shrunken: value,
                lo: value - Z95 * se,
                hi: value + Z95 * se,
                n: it.n,
            };
            (standing, se)
        })
        .collect();
    standings.sort_by(|a, b| match direction {
        Direction::Up => b.0.shrunken.total_cmp(&a.0.shrunken),
        Direction::Down => a.0.shrunken.total_cmp(&b.0.shrunken),
    });
    let mut groups: Vec<Vec<(Standing, f64)>> = Vec::new();
    for it in standings {
        let best = groups.last().and_then(|group| group.first());
        let same = best.is_some_and(|best| {
            (best.0.shrunken - it.0.shrunken).abs() <= Z95 * (best.1 * best.1 + it.1 * it.1).sqrt()
        });
        match groups.last_mut().filter(|_| same) {
            Some(group) => group.push(it),
            None => groups.push(vec![it]),
        }
    }
    if groups.len() < 2 {
        return Board { groups: Vec::new(), not_ranked, refused: Some(Refusal::CannotBeToldApart) };
    }
    let groups = groups.into_iter().map(|it| it.into_iter().map(|it| it.0).collect()).collect();
    Board { groups, not_ranked, refused: None }
}

/// True where the cause lies with the team before any person: its mean as a whole misses the aim with certainty, or more than
/// half of those judged do.
pub fn is_team_cause(
    team: Option<(f64, f64)>,
    aim: f64,
    direction: Direction,
    below: usize,
    judged: usize,
) -> bool {
    let surely = team.is_some_and(|(lo, hi)| match direction {
        Direction::Up => hi < aim,
        Direction::Down => aim < lo,
    });
    surely || (0 < judged && judged < 2 * below)
}

#[cfg(test)]
mod tests;
