//! What the others had in the same cells and the same periods.

use std::collections::BTreeMap;

use pharos_stats::quantile;

use super::{Kind, Row};

/// What the expectation takes into account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Adjustment {
    /// The cells and the period.
    MixAndPeriod,
    /// The period alone.
    Period,
    /// Neither: the plain figures.
    Nothing,
}

/// One period of one agent against the others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Residual {
    /// Index of the period.
    pub period: usize,
    /// Cases.
    pub n: f64,
    /// Cases seen that count; for a mean the sum of each case over what is expected of it.
    pub observed: f64,
    /// What the others would have; for a mean the number of cases.
    pub expected: f64,
}

/// Cases of the others that weigh as much as the next wider expectation.
const BACK_OFF_WEIGHT: f64 = 50.0;
/// Cases of others below which a cell counts as served by hardly anybody else.
const OTHERS_MIN: f64 = 20.0;
const ALONE_SHARE_MAX: f64 = 0.4;
/// Agents from which the middle one can be told.
const CENTRE_AGENTS_MIN: usize = 20;
/// Between the levels of a cell, the most telling first: `billing|refund|voice|morning`.
const LEVELS: char = '|';
/// Levels within which others must work for a comparison.
const COMPARED_LEVELS: usize = 2;
/// Cases of a cell before and after a change from which the two can be compared.
const WITHIN_MIN: f64 = 5.0;
/// Share of the later work in cells that were new from which a change may be the new work's.
const NEW_WORK_MIN: f64 = 0.2;

type Sums = (f64, f64);

/// The rows of one metric, summed.
pub struct Mix<'a> {
    periods: usize,
    /// agent -> (period, cell) -> cases and sum
    agents: BTreeMap<&'a str, BTreeMap<(usize, &'a str), Sums>>,
    /// Cells and their wider levels.
    by_cell: BTreeMap<&'a str, Sums>,
    by_cell_and_period: BTreeMap<(usize, &'a str), Sums>,
    /// Per period, and per period and first level: sum seen and sum expected from the cells alone.
    by_period: Vec<Sums>,
    by_first_and_period: BTreeMap<(usize, &'a str), Sums>,
    overall: Sums,
}

/// One agent's part of a cell in a period.
struct Part<'a> {
    period: usize,
    cell: &'a str,
    n: f64,
    value: f64,
    /// What the others need a case.
    expected: f64,
}

impl<'a> Mix<'a> {
    pub fn new(rows: &[&Row<'a>], periods: &[&str]) -> Mix<'a> {
        let place: BTreeMap<&str, usize> =
            periods.iter().enumerate().map(|(index, it)| (*it, index)).collect();
        let mut mix = Mix {
            periods: periods.len(),
            agents: BTreeMap::new(),
            by_cell: BTreeMap::new(),
            by_cell_and_period: BTreeMap::new(),
            by_period: vec![(0.0, 0.0); periods.len()],
            by_first_and_period: BTreeMap::new(),
            overall: (0.0, 0.0),
        };
        for row in rows.iter().filter(|it| 0.0 < it.n) {
            let key = (place[row.period], row.cell);
            add(mix.agents.entry(row.agent).or_default().entry(key).or_default(), row.n, row.value);
            for level in levels(row.cell) {
                add(mix.by_cell.entry(level).or_default(), row.n, row.value);
            }
            add(mix.by_cell_and_period.entry(key).or_default(), row.n, row.value);
            add(&mut mix.overall, row.n, row.value);
        }
        let overall = mean(mix.overall, 0.0, 0.0);
        for ((period, cell), sums) in &mix.by_cell_and_period {
            let expected = sums.0 * cell_mean(&mix.by_cell, cell, overall);
            add(&mut mix.by_period[*period], sums.1, expected);
            let first = mix.by_first_and_period.entry((*period, first_level(cell))).or_default();
            add(first, sums.1, expected);
        }
        mix
    }

    pub fn agents(&self) -> impl Iterator<Item = &'a str> {
        self.agents.keys().copied()
    }

    /// Number of different cells.
    pub fn cells(&self) -> usize {
        let mut cells: Vec<&str> = self.by_cell_and_period.keys().map(|it| it.1).collect();
        cells.sort_unstable();
        cells.dedup();
        cells.len()
    }

    /// Share of the agent's work that is in other cells from the period `since` on than before (0 to 1). None where there
    /// is no work before or after.
    pub fn work_moved(&self, agent: &str, since: usize) -> Option<f64> {
        let mut cells: BTreeMap<&str, [f64; 2]> = BTreeMap::new();
        for ((period, cell), sums) in self.agents.get(agent)? {
            cells.entry(cell).or_default()[usize::from(since <= *period)] += sums.0;
        }
        let all = cells.values().fold([0.0, 0.0], |sum, it| [sum[0] + it[0], sum[1] + it[1]]);
        let moved = cells.values().map(|it| (it[0] / all[0] - it[1] / all[1]).abs()).sum::<f64>() / 2.0;
        moved.is_finite().then_some(moved)
    }

    pub fn periods_of(&self, agent: &str) -> usize {
        let mut periods: Vec<usize> = self.agents[agent].keys().map(|it| it.0).collect();
        periods.dedup();
        periods.len()
    }

    /// True when much of the agent's work lies in cells without others to compare with.
    pub fn is_alone(&self, agent: &str) -> bool {
        let compared = |cell: &'a str| levels(cell).take(COMPARED_LEVELS).last().unwrap_or(cell);
        let mut own: BTreeMap<&str, f64> = BTreeMap::new();
        for ((_, cell), sums) in &self.agents[agent] {
            *own.entry(compared(cell)).or_default() += sums.0;
        }
        let all: f64 = own.values().sum();
        let alone = own.iter().filter(|(cell, n)| self.by_cell[*cell].0 - *n < OTHERS_MIN);
        ALONE_SHARE_MAX * all < alone.map(|it| it.1).sum()
    }

    /// Per agent (in the order of the names) the periods with enough cases, in order.
    pub fn residuals(&self, adjustment: Adjustment, kind: Kind) -> Vec<Vec<Residual>> {
        let own = |agent| self.residuals_of(agent, adjustment, kind);
        let mut all: Vec<Vec<Residual>> = self.agents.keys().map(|agent| own(agent)).collect();
        if adjustment != Adjustment::Nothing && kind == Kind::Mean {
            centre_periods(&mut all, self.periods);
        }
        all
    }

    /// Logarithm of the change from the period `since` on inside the cells the agent served before as well, and its
    /// variance per case. None where the work has hardly changed, or no cell can be compared.
    pub fn change_within_cells(&self, agent: &str, since: usize, kind: Kind) -> Option<(f64, f64)> {
        // Per cell: cases, observed, expected; before and after.
        let mut cells: BTreeMap<&str, [(f64, f64, f64); 2]> = BTreeMap::new();
        for it in self.parts(agent, Adjustment::MixAndPeriod) {
            let (observed, expected) = weighed(&it, kind);
            let to = &mut cells.entry(it.cell).or_default()[usize::from(since <= it.period)];
            *to = (to.0 + it.n, to.1 + observed, to.2 + expected);
        }
        let after: f64 = cells.values().map(|it| it[1].0).sum();
        let is_new = |it: &[(f64, f64, f64); 2]| it[0].0 < WITHIN_MIN;
        let new: f64 = cells.values().filter(|it| is_new(it)).map(|it| it[1].0).sum();
        if new < NEW_WORK_MIN * after {
            return None;
        }
        let (mut weights, mut sum) = (0.0, 0.0);
        for [before, after] in cells.values().filter(|it| !is_new(it) && WITHIN_MIN <= it[1].0) {
            let log_ratio = |it: &(f64, f64, f64)| ((it.1 + 0.5) / (it.2 + 0.5)).ln();
            let size = |it: &(f64, f64, f64)| if kind == Kind::Mean { it.0 } else { it.2 + 0.5 };
            let weight = 1.0 / (1.0 / size(before) + 1.0 / size(after));
            weights += weight;
            sum += weight * (log_ratio(after) - log_ratio(before));
        }
        // Nothing to compare says nothing against the change being the new work's.
        Some(if 0.0 < weights { (sum / weights, 1.0 / weights) } else { (0.0, f64::INFINITY) })
    }

    fn residuals_of(&self, agent: &str, adjustment: Adjustment, kind: Kind) -> Vec<Residual> {
        let mut by_period: Vec<Residual> = (0..self.periods)
            .map(|period| Residual { period, n: 0.0, observed: 0.0, expected: 0.0 })
            .collect();
        for it in self.parts(agent, adjustment) {
            let (observed, expected) = weighed(&it, kind);
            let to = &mut by_period[it.period];
            to.n += it.n;
            to.observed += observed;
            to.expected += expected;
        }
        let usable =
            |it: &Residual| 0.0 < it.n && 0.0 < it.expected && (kind == Kind::Count || 0.0 < it.observed);
        by_period.into_iter().filter(usable).collect()
    }

    /// What the agent did and what the others have a case in the same cells, without the agent's own data.
    fn parts(&self, agent: &str, adjustment: Adjustment) -> Vec<Part<'a>> {
        let own = &self.agents[agent];
        let (mut own_cells, mut own_all) = (BTreeMap::new(), (0.0, 0.0));
        for ((_, cell), sums) in own {
            add(&mut own_all, sums.0, sums.1);
            for level in levels(cell) {
                add(own_cells.entry(level).or_default(), sums.0, sums.1);
            }
        }
        let overall = mean(less(self.overall, own_all), 0.0, 0.0);
        let others: BTreeMap<&str, Sums> =
            own_cells.iter().map(|(cell, sums)| (*cell, less(self.by_cell[cell], *sums))).collect();
        let mean_of: BTreeMap<&str, f64> =
            others.keys().map(|cell| (*cell, cell_mean(&others, cell, overall))).collect();
        let factors = self.factors(own, &mean_of, overall);
        let part = |((period, cell), sums): (&(usize, &'a str), &Sums)| {
            let factor = factors[&(*period, first_level(cell))];
            let expected = match adjustment {
                Adjustment::Nothing => overall,
                Adjustment::Period => overall * factor,
                Adjustment::MixAndPeriod => {
                    let others = less(self.by_cell_and_period[&(*period, *cell)], *sums);
                    mean(others, BACK_OFF_WEIGHT, mean_of[cell] * factor)
                }
            };
            Part { period: *period, cell, n: sums.0, value: sums.1, expected }
        };
        own.iter().map(part).collect()
    }

    /// How the others' period stands to what their cells lead one to expect, by period and first level of the cell.
    fn factors(
        &self,
        own: &BTreeMap<(usize, &'a str), Sums>,
        mean_of: &BTreeMap<&str, f64>,
        overall: f64,
    ) -> BTreeMap<(usize, &'a str), f64> {
        let mut own_periods: BTreeMap<usize, Sums> = BTreeMap::new();
        let mut own_firsts: BTreeMap<(usize, &str), Sums> = BTreeMap::new();
        for ((period, cell), sums) in own {
            let expected = sums.0 * mean_of[cell];
            add(own_periods.entry(*period).or_default(), sums.1, expected);
            add(own_firsts.entry((*period, first_level(cell))).or_default(), sums.1, expected);
        }
        let factor = |(key, own): (&(usize, &'a str), &Sums)| {
            let all = less(self.by_period[key.0], own_periods[&key.0]);
            let of_all = if 0.0 < all.0 && 0.0 < all.1 { all.0 / all.1 } else { 1.0 };
            let first = less(self.by_first_and_period[key], *own);
            let weight = BACK_OFF_WEIGHT * overall;
            let factor = (first.0 + weight * of_all) / (first.1 + weight);
            (*key, if factor.is_finite() && 0.0 < factor { factor } else { of_all })
        };
        own_firsts.iter().map(factor).collect()
    }
}

/// Observed and expected of a part. Of a mean every contact counts alike, a long kind no more than a short one: the
/// steadier sum.
fn weighed(it: &Part<'_>, kind: Kind) -> Sums {
    match kind {
        Kind::Count => (it.value, it.n * it.expected),
        Kind::Mean if 0.0 < it.expected => (it.value / it.expected, it.n),
        Kind::Mean => (0.0, 0.0),
    }
}

/// A cell from its first level to the whole.
fn levels(cell: &str) -> impl Iterator<Item = &str> {
    let cuts = cell.match_indices(LEVELS).map(|it| it.0).chain(std::iter::once(cell.len()));
    cuts.map(|end| &cell[..end])
}

fn first_level(cell: &str) -> &str {
    cell.split(LEVELS).next().unwrap_or(cell)
}

/// Mean of a cell, each level leaning on the wider one.
fn cell_mean(by_cell: &BTreeMap<&str, Sums>, cell: &str, overall: f64) -> f64 {
    levels(cell).fold(overall, |wider, level| {
        by_cell.get(level).map_or(wider, |sums| mean(*sums, BACK_OFF_WEIGHT, wider))
    })
}

/// Scales each period's expectations so that the middle agent is where he always is: a few who decline would otherwise
/// make all others look better.
fn centre_periods(all: &mut [Vec<Residual>], periods: usize) {
    let mut ratios: Vec<Vec<f64>> = vec![Vec::new(); periods];
    for own in all.iter() {
        let (seen, expected) =
            own.iter().fold((0.0, 0.0), |sum, it| (sum.0 + it.observed, sum.1 + it.expected));
        for it in own {
            ratios[it.period].push(it.observed / it.expected / (seen / expected));
        }
    }
    for it in ratios.iter_mut() {
        it.sort_by(f64::total_cmp);
    }
    for it in all.iter_mut().flatten().filter(|it| CENTRE_AGENTS_MIN <= ratios[it.period].len()) {
        it.expected *= quantile::type7_sorted(&ratios[it.period], 0.5).unwrap_or(1.0);
    }
}

fn add(to: &mut Sums, first: f64, second: f64) {
    *to = (to.0 + first, to.1 + second);
}

fn less(all: Sums, own: Sums) -> Sums {
    ((all.0 - own.0).max(0.0), (all.1 - own.1).max(0.0))
}

/// Mean per case, leaning on `wider` with the weight given.
fn mean(sums: Sums, weight: f64, wider: f64) -> f64 {
    if sums.0 + weight <= 0.0 { wider } else { (sums.1 + weight * wider) / (sums.0 + weight) }
}
