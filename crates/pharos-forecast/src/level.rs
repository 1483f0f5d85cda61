//! Exponential smoothing of level, damped trend and weekday on the log or the plain scale (Holt 1957, Winters 1960,
//! Gardner and McKenzie 1985), with innovations bounded as Gelper, Fried and Croux 2010 do.

use crate::days::{DayMember, median};
use crate::grid::weekday;

/// Settings of [`Level`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct LevelSettings {
    pub alpha: f64,
    pub gamma: f64,
    /// Smoothing of the trend relative to `alpha`; 0 for none.
    pub beta: f64,
    pub phi: f64,
    /// Innovations beyond so many deviations count as that many.
    pub bound: f64,
}

#[derive(Debug, Clone)]
pub(crate) struct Level {
    pub set: LevelSettings,
    pub level: f64,
    pub trend: f64,
    pub weekdays: [f64; 7],
    seen: [f64; 7],
    n: f64,
    scale: f64,
    last_day: i64,
    open_weekday: [bool; 7],
}

impl Level {
    pub fn new(set: LevelSettings, start: &Start) -> Self {
        Self {
            set,
            level: start.level,
            trend: 0.0,
            weekdays: start.weekdays,
            seen: [0.0; 7],
            n: 0.0,
            scale: start.scale,
            last_day: 0,
            open_weekday: start.open_weekday,
        }
    }

    /// Usual size of an innovation (a standard deviation of the middle).
    pub fn scale(&self) -> f64 {
        self.scale
    }

    /// Effect of a day's weekday on the log scale.
    pub fn weekday_effect(&self, day: i64) -> f64 {
        self.weekdays[weekday(day)]
    }

    /// Whether the centre is open on a day's weekday.
    pub fn is_open_on(&self, day: i64) -> bool {
        self.open_weekday[weekday(day)]
    }

    /// Takes a value on the log scale; gives its innovation.
    pub fn take(&mut self, day: i64, y: f64) -> Option<f64> {
        self.last_day = day;
        let w = weekday(day);
        if !self.open_weekday[w] && !y.is_finite() {
            return None;
        }
        self.level += self.trend * self.set.phi;
        self.trend *= self.set.phi;
        if !y.is_finite() {
            return None;
        }
        let e = y - self.level - self.weekdays[w];
        let bound = self.set.bound * self.scale;
        let kept = e.clamp(-bound, bound);
        self.n += 1.0;
        // Early on the mean of what was seen is the better estimate: the gain starts at 1/n.
        let alpha = self.set.alpha.max(1.0 / (self.n + 5.0));
        self.level += alpha * kept;
        self.trend += alpha * self.set.beta * kept;
        self.seen[w] += 1.0;
        let gamma = self.set.gamma.max(0.5 / (self.seen[w] + 2.0));
        self.weekdays[w] += gamma * (1.0 - alpha) * kept;
        let wide = e.abs().min(3.0 * self.scale.max(1e-9) * 2.0);
        self.scale += 0.05 * (1.2533 * wide - self.scale);
        self.scale = self.scale.max(1e-3);
        Some(e)
    }

    /// Value on the log scale of a later day.
    pub fn at(&self, day: i64) -> f64 {
        let mut sum = 0.0;
        if self.trend != 0.0 {
            let open = self.open_weekday.iter().filter(|o| **o).count().max(1) as f64;
            let steps = ((day - self.last_day) as f64 * open / 7.0).max(1.0);
            let phi = self.set.phi;
            sum = self.trend * phi * (1.0 - phi.powf(steps)) / (1.0 - phi);
        }
        self.level + sum + self.weekdays[weekday(day)]
    }
}

/// Where the smoothing begins: from the first eight weeks.
#[derive(Debug, Clone)]
pub(crate) struct Start {
    pub level: f64,
    pub weekdays: [f64; 7],
    pub scale: f64,
    pub open_weekday: [bool; 7],
}

impl Start {
    /// `values` on the scale of the smoothing.
    pub fn new(first_day: i64, values: &[f64], open_weekday: [bool; 7]) -> Self {
        let head = &values[..values.len().min(56)];
        let finite: Vec<f64> = head.iter().copied().filter(|v| v.is_finite()).collect();
        let level = median(finite.clone()).unwrap_or(0.0);
        let mut weekdays = [0.0; 7];
        for (w, effect) in weekdays.iter_mut().enumerate() {
            let own: Vec<f64> = head
                .iter()
                .enumerate()
                .filter(|(i, v)| v.is_finite() && weekday(first_day + *i as i64) == w)
                .map(|(_, v)| v - level)
                .collect();
            let n = own.len() as f64;
            if let Some(middle) = median(own) {
                *effect = middle * n / (n + 0.3);
            }
        }
        let rest: Vec<f64> = head
            .iter()
            .enumerate()
            .filter(|(_, v)| v.is_finite())
            .map(|(i, v)| (v - level - weekdays[weekday(first_day + i as i64)]).abs())
            .collect();
        let scale = 1.4826 * median(rest).unwrap_or(0.1);
        Self { level, weekdays, scale: scale.max(0.01), open_weekday }
    }
}

/// [`Level`] on the log scale as a member.
#[derive(Debug, Clone)]
pub(crate) struct LogLevel(pub Level);

impl DayMember for LogLevel {
    fn name(&self) -> String {
        let LevelSettings { alpha, beta, .. } = self.0.set;
        if beta > 0.0 { format!("level {alpha}, damped trend") } else { format!("level {alpha}") }
    }

    fn update(&mut self, day: i64, value: f64) {
        self.0.take(day, to_log(value));
    }

    fn forecast(&self, day: i64) -> Option<f64> {
        Some(self.0.at(day).exp())
    }
}

/// The log of a count; half a contact stands for none.
pub(crate) fn to_log(value: f64) -> f64 {
    if value.is_finite() { value.max(0.5).ln() } else { f64::NAN }
}
