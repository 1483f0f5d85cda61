//! Groups that differ by a constant of their own (agents, teams, batches) around a common line: `y = x b + group + rest`.
//!
//! Sources: Laird and Ware (1982), Biometrics 38; Bates, Maechler, Bolker and Walker (2015), Journal of Statistical Software
//! 67 (the restricted likelihood, profiled over the ratio of the two variances).

use std::collections::BTreeMap;

use crate::linear;

/// One observation.
#[derive(Debug, Clone, PartialEq)]
pub struct Observation<'a> {
    /// The group.
    pub group: &'a str,
    /// What is explained.
    pub y: f64,
    /// What explains it, beside the constant that is always there.
    pub x: Vec<f64>,
}

/// The fitted line and groups.
#[derive(Debug, Clone, PartialEq)]
pub struct RandomIntercept {
    /// Constant, then one slope for each column.
    pub line: Vec<f64>,
    /// Standard deviation between groups.
    pub group_sd: f64,
    /// Standard deviation within them.
    pub rest_sd: f64,
    /// Each group's own constant, shrunken towards 0 by what is known of it, in the order of their names.
    pub groups: Vec<(String, f64)>,
}

/// Sums of a group: what the likelihood needs of its observations.
struct Sums {
    n: f64,
    x: Vec<f64>,
    y: f64,
}

/// Fit by restricted maximum likelihood. None below two groups, with fewer observations than unknowns, for columns that
/// depend on each other or values that are not finite.
pub fn fit(observations: &[Observation<'_>]) -> Option<RandomIntercept> {
    let columns = 1 + observations.first()?.x.len();
    let is_sound = |it: &Observation<'_>| {
        it.x.len() + 1 == columns && it.y.is_finite() && it.x.iter().all(|value| value.is_finite())
    };
    if !observations.iter().all(is_sound) || observations.len() <= columns + 1 {
        return None;
    }
    let mut groups: BTreeMap<&str, Sums> = BTreeMap::new();
    for it in observations {
        let sums = groups.entry(it.group).or_insert_with(|| Sums { n: 0.0, x: vec![0.0; columns], y: 0.0 });
        sums.n += 1.0;
        sums.y += it.y;
        for (sum, value) in sums.x.iter_mut().zip(with_constant(it)) {
            *sum += value;
        }
    }
    if groups.len() < 2 {
        return None;
    }
    let ratio = best_ratio(observations, &groups)?;
    let (line, squares, _) = profile(observations, &groups, ratio)?;
    let rest = squares / (observations.len() - columns) as f64;
    let own = |(name, sums): (&&str, &Sums)| {
        let expected: f64 = line.iter().zip(&sums.x).map(|(b, x)| b * x).sum();
        ((*name).to_owned(), (sums.y - expected) * ratio / (1.0 + ratio * sums.n))
    };
    Some(RandomIntercept {
        groups: groups.iter().map(own).collect(),
        group_sd: (ratio * rest).sqrt(),
        rest_sd: rest.sqrt(),
        line,
    })
}

/// The ratio of the variances with the greatest restricted likelihood: a grid on its logarithm, then golden section.
fn best_ratio(observations: &[Observation<'_>], groups: &BTreeMap<&str, Sums>) -> Option<f64> {
    let likelihood = |log: f64| profile(observations, groups, log.exp()).map(|it| it.2);
    let (none, mut best) = (profile(observations, groups, 0.0)?.2, (-14.0, f64::NEG_INFINITY));
    for step in -14..=14 {
        let found = likelihood(f64::from(step))?;
        if best.1 < found {
            best = (f64::from(step), found);
        }
    }
    let (mut low, mut high) = (best.0 - 1.0, best.0 + 1.0);
    let golden = (5.0_f64.sqrt() - 1.0) / 2.0;
    while 1e-10 < high - low {
        let (left, right) = (high - golden * (high - low), low + golden * (high - low));
        if likelihood(left)? < likelihood(right)? {
            low = left;
        } else {
            high = right;
        }
    }
    let log = f64::midpoint(low, high);
    Some(if likelihood(log)? <= none { 0.0 } else { log.exp() })
}

/// For a ratio: the line, the weighted squares left, the restricted log-likelihood but for its constant.
fn profile(
    observations: &[Observation<'_>],
    groups: &BTreeMap<&str, Sums>,
    ratio: f64,
) -> Option<(Vec<f64>, f64, f64)> {
    let columns = 1 + observations.first()?.x.len();
    let mut cross = vec![vec![0.0; columns]; columns];
    let (mut with_y, mut y_squares) = (vec![0.0; columns], 0.0);
    let mut add = |x: &[f64], y: f64, weight: f64| {
        for (row, a) in x.iter().enumerate() {
            for (column, b) in x.iter().enumerate() {
                cross[row][column] += weight * a * b;
            }
            with_y[row] += weight * a * y;
        }
        y_squares += weight * y * y;
    };
    for it in observations {
        add(&with_constant(it).collect::<Vec<_>>(), it.y, 1.0);
    }
    let mut log_determinant = 0.0;
    for sums in groups.values() {
        // The inverse of 1 + ratio 11' takes away ratio / (1 + n ratio) of the sums.
        add(&sums.x, sums.y, -ratio / (1.0 + ratio * sums.n));
        log_determinant += (ratio * sums.n).ln_1p();
    }
    let line = linear::solve(cross.clone(), with_y.clone())?;
    let squares = y_squares - line.iter().zip(&with_y).map(|(b, it)| b * it).sum::<f64>();
    let freedom = (observations.len() - columns) as f64;
    if squares <= 0.0 {
        return None;
    }
    let likelihood = -0.5 * (freedom * squares.ln() + log_determinant + log_abs_determinant(cross));
    Some((line, squares, likelihood))
}

fn with_constant<'a>(it: &'a Observation<'_>) -> impl Iterator<Item = f64> + 'a {
    std::iter::once(1.0).chain(it.x.iter().copied())
}

/// Logarithm of the determinant of a positive definite matrix, by elimination.
fn log_abs_determinant(mut rows: Vec<Vec<f64>>) -> f64 {
    let mut log = 0.0;
    for column in 0..rows.len() {
        log += rows[column][column].abs().ln();
        let (above, below) = rows.split_at_mut(column + 1);
        for row in below {
            let factor = row[column] / above[column][column];
            for (it, pivot) in row.iter_mut().zip(&above[column]) {
                *it -= factor * pivot;
            }
        }
    }
    log
}

#[cfg(test)]
mod tests;
