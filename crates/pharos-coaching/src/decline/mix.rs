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
/// Cases below which a period of an agent says nothing.
const CASES_MIN: f64 = 3.0;
/// Agents from which the middle one can be told.
const CENTRE_AGENTS_MIN: usize = 20;

type Sums = (f64, f64);

/// The rows of one metric, summed.
pub struct Mix<'a> {
    periods: usize,
    /// agent -> (period, cell) -> cases and sum
    agents: BTreeMap<&'a str, BTreeMap<(usize, &'a str), Sums>>,
    by_cell: BTreeMap<&'a str, Sums>,
    by_cell_and_period: BTreeMap<(usize, &'a str), Sums>,
    /// Per period: sum seen and sum expected from the cells alone.
    by_period: Vec<Sums>,
    overall: Sums,
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
            overall: (0.0, 0.0),
        };
        for row in rows.iter().filter(|it| 0.0 < it.n) {
            let key = (place[row.period], row.cell);
            add(mix.agents.entry(row.agent).or_default().entry(key).or_default(), row.n, row.value);
            add(mix.by_cell.entry(row.cell).or_default(), row.n, row.value);
            add(mix.by_cell_and_period.entry(key).or_default(), row.n, row.value);
            add(&mut mix.overall, row.n, row.value);
        }
        let overall = mean(mix.overall, 0.0, 0.0);
        for ((period, cell), sums) in &mix.by_cell_and_period {
            let expected = sums.0 * mean(mix.by_cell[cell], BACK_OFF_WEIGHT, overall);
            add(&mut mix.by_period[*period], sums.1, expected);
        }
        mix
    }

    pub fn agents(&self) -> impl Iterator<Item = &'a str> {
        self.agents.keys().copied()
    }

    pub fn periods_of(&self, agent: &str) -> usize {
        let mut periods: Vec<usize> = self.agents[agent].keys().map(|it| it.0).collect();
        periods.dedup();
        periods.len()
    }

    /// True when much of the agent's work lies in cells without others to compare with.
    pub fn is_alone(&self, agent: &str) -> bool {
        let own = self.own_by_cell(agent);
        let all: f64 = own.values().map(|it| it.0).sum();
        let alone = own.iter().filter(|(cell, it)| self.by_cell[*cell].0 - it.0 < OTHERS_MIN);
        ALONE_SHARE_MAX * all < alone.map(|it| it.1.0).sum()
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

    fn residuals_of(&self, agent: &str, adjustment: Adjustment, kind: Kind) -> Vec<Residual> {
        let own_cells = self.own_by_cell(agent);
        let own_all = own_cells.values().fold((0.0, 0.0), |sum, it| (sum.0 + it.0, sum.1 + it.1));
        let overall = mean(less(self.overall, own_all), 0.0, 0.0);
        let cell_mean = |cell: &str| {
            let own = own_cells.get(cell).copied().unwrap_or_default();
            mean(less(self.by_cell[cell], own), BACK_OFF_WEIGHT, overall)
        };
        let mut by_period: Vec<Residual> = (0..self.periods)
            .map(|period| Residual { period, n: 0.0, observed: 0.0, expected: 0.0 })
            .collect();
        let mut own_expected = vec![0.0; self.periods];
        for ((period, cell), sums) in &self.agents[agent] {
            own_expected[*period] += sums.0 * cell_mean(cell);
            by_period[*period].n += sums.0;
            by_period[*period].observed += sums.1;
        }
        // How the others' period stands to what their cells lead one to expect.
        let factor = |period: usize| {
            let (seen, expected) = self.by_period[period];
            let others = (seen - by_period[period].observed, expected - own_expected[period]);
            if 0.0 < others.1 && 0.0 < others.0 { others.0 / others.1 } else { 1.0 }
        };
        let factors: Vec<f64> = (0..self.periods).map(factor).collect();
        by_period.iter_mut().filter(|_| kind == Kind::Mean).for_each(|it| it.observed = 0.0);
        for ((period, cell), sums) in &self.agents[agent] {
            let expected = match adjustment {
                Adjustment::Nothing => overall,
                Adjustment::Period => overall * factors[*period],
                Adjustment::MixAndPeriod => {
                    let others = less(self.by_cell_and_period[&(*period, *cell)], *sums);
                    mean(others, BACK_OFF_WEIGHT, cell_mean(cell) * factors[*period])
                }
            };
            let to = &mut by_period[*period];
            match kind {
                Kind::Count => to.expected += sums.0 * expected,
                // Every contact counts alike, a long kind no more than a short one: the steadier sum.
                Kind::Mean if 0.0 < expected => add_to(to, sums.1 / expected, sums.0),
                Kind::Mean => {}
            }
        }
        let usable = |it: &Residual| {
            CASES_MIN <= it.n && 0.0 < it.expected && (kind == Kind::Count || 0.0 < it.observed)
        };
        by_period.into_iter().filter(usable).collect()
    }

    fn own_by_cell(&self, agent: &str) -> BTreeMap<&'a str, Sums> {
        let mut own: BTreeMap<&str, Sums> = BTreeMap::new();
        for ((_, cell), sums) in &self.agents[agent] {
            add(own.entry(*cell).or_default(), sums.0, sums.1);
        }
        own
    }
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

fn add_to(to: &mut Residual, observed: f64, expected: f64) {
    to.observed += observed;
    to.expected += expected;
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
