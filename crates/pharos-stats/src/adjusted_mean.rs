//! Mean against expectation: what a unit (an agent, a team) has beyond what others have with the same mix, shrunken by how
//! little is known. Serves handle time against expectation (`aht_adj`).
//!
//! Sources: indirect standardisation as in Breslow and Day (1987), volume 2, chapter 2; empirical Bayes shrinkage as in
//! Efron and Morris (1975), JASA 70, with the variance between units by restricted maximum likelihood.

use std::collections::BTreeMap;

use crate::interval::{Interval, normal_two_sided};
use crate::random_effects::{self, Measured, RandomEffects};

/// What one unit did in one cell of the mix.
#[derive(Debug, Clone, PartialEq)]
pub struct CellSum<'a> {
    /// The unit judged.
    pub unit: &'a str,
    /// The cell from its most to its least telling part (reason, channel, hour, tenure): where a cell has few contacts of
    /// others it leans on the cell without the last part, and so on up to all contacts.
    pub cell: Vec<&'a str>,
    /// Contacts.
    pub n: u64,
    /// Sum of the measured value (handle time in seconds).
    pub sum: f64,
    /// Sum of its squares.
    pub sum_squares: f64,
}

/// A unit against its expectation.
#[derive(Debug, Clone, PartialEq)]
pub struct AdjustedMean {
    /// The unit.
    pub unit: String,
    /// Contacts.
    pub n: u64,
    /// Mean measured.
    pub observed: f64,
    /// Mean expected with the same mix, from the others.
    pub expected: f64,
    /// `observed - expected`, before shrinking.
    pub difference: f64,
    /// The difference shrunken towards that of all units: the number to show.
    pub shrunken: f64,
    /// Interval of the shrunken difference; None with fewer than three units, where nothing is shrunken either.
    pub interval: Option<Interval>,
}

/// Contacts of others that weigh as much as the expectation of the next wider cell.
const BACK_OFF_WEIGHT: f64 = 50.0;
const UNITS_MIN: usize = 3;

/// Every unit with contacts against its expectation, in the order of the names. Rows without contacts or with a sum that
/// is not finite are left out. A unit that is alone has no expectation and does not appear.
pub fn compare(rows: &[CellSum<'_>], confidence: f64) -> Vec<AdjustedMean> {
    let sound = |it: &&CellSum<'_>| 0 < it.n && it.sum.is_finite() && it.sum_squares.is_finite();
    let rows: Vec<&CellSum<'_>> = rows.iter().filter(sound).collect();
    let cells = Cells::new(&rows);
    let mut units: BTreeMap<&str, Vec<&CellSum<'_>>> = BTreeMap::new();
    for row in &rows {
        units.entry(row.unit).or_default().push(row);
    }
    let pooled = pooled_variance(&rows);
    let mut results = Vec::new();
    let mut measured = Vec::new();
    for (unit, own) in &units {
        if let Some((result, variance)) = against_expectation(unit, own, &cells, pooled) {
            measured.push(Measured { value: result.difference, variance });
            results.push(result);
        }
    }
    let effects = (UNITS_MIN <= measured.len()).then(|| random_effects::reml(&measured)).flatten();
    if let Some((effects, z)) = effects.zip(normal_two_sided(confidence)) {
        shrink(&mut results, &measured, &effects, z);
    }
    results
}

/// Count and sum per cell of every width, over all units and per unit.
struct Cells<'a> {
    all: BTreeMap<&'a [&'a str], (f64, f64)>,
    own: BTreeMap<(&'a str, &'a [&'a str]), (f64, f64)>,
}

impl<'a> Cells<'a> {
    fn new(rows: &[&'a CellSum<'a>]) -> Cells<'a> {
        let mut cells = Cells { all: BTreeMap::new(), own: BTreeMap::new() };
        for row in rows {
            for width in 0..=row.cell.len() {
                let cell = &row.cell[..width];
                let own = cells.own.entry((row.unit, cell)).or_default();
                *own = (own.0 + row.n as f64, own.1 + row.sum);
                let all = cells.all.entry(cell).or_default();
                *all = (all.0 + row.n as f64, all.1 + row.sum);
            }
        }
        cells
    }

    /// Mean of the others in the cell, leaning on the wider cells. None when there are no others at all.
    fn expected(&self, unit: &str, cell: &[&str]) -> Option<f64> {
        let mut mean = None;
        for width in 0..=cell.len() {
            let cell = &cell[..width];
            let all = self.all.get(cell).copied().unwrap_or_default();
            let own = self.own.get(&(unit, cell)).copied().unwrap_or_default();
            let (n, sum) = (all.0 - own.0, all.1 - own.1);
            mean = match mean {
                None if n <= 0.0 => return None,
                None => Some(sum / n),
                Some(wider) => Some((sum + BACK_OFF_WEIGHT * wider) / (n + BACK_OFF_WEIGHT)),
            };
        }
        mean
    }
}

/// The unit's result before shrinking, with the sampling variance of its difference.
fn against_expectation(
    unit: &str,
    own: &[&CellSum<'_>],
    cells: &Cells<'_>,
    pooled: f64,
) -> Option<(AdjustedMean, f64)> {
    let (mut n, mut sum, mut expected_sum) = (0, 0.0, 0.0);
    for row in own {
        n += row.n;
        sum += row.sum;
        expected_sum += row.n as f64 * cells.expected(unit, &row.cell)?;
    }
    let count = n as f64;
    let (observed, expected) = (sum / count, expected_sum / count);
    let difference = observed - expected;
    // The spread of few contacts is itself uncertain, so it leans on everybody's.
    let freedom: f64 = own.iter().map(|it| it.n as f64 - 1.0).sum();
    let own_variance = if 0.0 < freedom { pooled_variance(own) } else { pooled };
    let trust = freedom / (freedom + BACK_OFF_WEIGHT);
    let variance = (trust * own_variance + (1.0 - trust) * pooled).max(f64::MIN_POSITIVE) / count;
    let result = AdjustedMean {
        unit: unit.to_owned(),
        n,
        observed,
        expected,
        difference,
        shrunken: difference,
        interval: None,
    };
    Some((result, variance))
}

fn shrink(results: &mut [AdjustedMean], measured: &[Measured], effects: &RandomEffects, z: f64) {
    for (result, measured) in results.iter_mut().zip(measured) {
        let (value, se) = random_effects::shrunken(*measured, effects);
        result.shrunken = value;
        result.interval = Some(Interval { lo: value - z * se, hi: value + z * se });
    }
}

/// Variance within cells of the rows given.
fn pooled_variance(rows: &[&CellSum<'_>]) -> f64 {
    let (mut squares, mut freedom) = (0.0, 0.0);
    for row in rows {
        let n = row.n as f64;
        squares += (row.sum_squares - row.sum * row.sum / n).max(0.0);
        freedom += n - 1.0;
    }
    if 0.0 < freedom { squares / freedom } else { 0.0 }
}

#[cfg(test)]
mod tests;
