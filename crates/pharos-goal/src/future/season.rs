//! A repeating pattern, used only as far as the history bears it.

use pharos_stats::local_level::Point;

/// The pattern on the scale of the points; zero everywhere where none is known.
pub struct Pattern {
    effects: Vec<f64>,
}

impl Pattern {
    /// Effect of the period with this index (from 0, the start of the history).
    pub fn at(&self, index: usize) -> f64 {
        if self.effects.is_empty() { 0.0 } else { self.effects[index % self.effects.len()] }
    }
}

/// Mean deviation from the centred moving average per place in the season, shrunken by how surely it is known (as the
/// variance between places stands to the variance within). Needs two whole seasons.
///
/// Source: classical decomposition, Hyndman and Athanasopoulos, Forecasting: Principles and Practice, section 3.4.
pub fn pattern(points: &[Point], season: Option<usize>) -> Pattern {
    const NONE: Pattern = Pattern { effects: Vec::new() };
    let Some(season) = season.filter(|it| 2 * it <= points.len()) else { return NONE };
    let mut deviations: Vec<Vec<f64>> = vec![Vec::new(); season];
    for (index, point) in points.iter().enumerate() {
        if let Some((value, centre)) = point.value.zip(centred_mean(points, index, season)) {
            deviations[index % season].push(value - centre);
        }
    }
    let n: usize = deviations.iter().map(Vec::len).sum();
    if deviations.iter().any(Vec::is_empty) || n < season + 2 {
        return NONE;
    }
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let means: Vec<f64> = deviations.iter().map(|it| mean(it)).collect();
    let centre = mean(&means);
    let within: f64 =
        deviations.iter().zip(&means).flat_map(|(it, m)| it.iter().map(move |it| (it - m).powi(2))).sum();
    let within = within / (n - season) as f64;
    let per_place = n as f64 / season as f64;
    let between = means.iter().map(|it| (it - centre).powi(2)).sum::<f64>() / (season - 1) as f64;
    let signal = (between - within / per_place).max(0.0);
    let trust = if 0.0 < between { signal / between } else { 0.0 };
    Pattern { effects: means.iter().map(|it| trust * (it - centre)).collect() }
}

/// Mean over one season around the index, both ends at half weight where the season is even; None at the borders or where
/// values are missing.
fn centred_mean(points: &[Point], index: usize, season: usize) -> Option<f64> {
    let half = season / 2;
    let first = index.checked_sub(half)?;
    let window = points.get(first..=index + half)?;
    let mut sum = 0.0;
    for (place, point) in window.iter().enumerate() {
        let at_border = place == 0 || place == window.len() - 1;
        sum += point.value? * if at_border && season.is_multiple_of(2) { 0.5 } else { 1.0 };
    }
    Some(sum / season as f64)
}
