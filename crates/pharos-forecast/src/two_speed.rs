//! A slow level, a fast one that returns to it, and last year's course around both.

use crate::days::DayMember;
use crate::grid::weekday;
use crate::level::{Level, LevelSettings, Start, to_log};
use crate::yearly::Course;

/// Settings of [`TwoSpeed`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Speeds {
    /// Smoothing of the slow level.
    pub slow: f64,
    /// Smoothing of the fast one.
    pub fast: f64,
    /// Share of the fast level's deviation that is left after a day (1: it stays).
    pub phi: f64,
    /// Smoothing of the weekdays.
    pub gamma: f64,
    /// Share of last year's course that is expected again; 0: none.
    pub year: f64,
    /// Days before and after that last year's course is smoothed over.
    pub half_window: i64,
}

/// A level made of two: where today stands off the slow level, the days ahead return to it (a first-order
/// autoregression around a slowly moving mean), so one member answers for tomorrow and for next month. With a year of
/// history the slow level moves as it moved last year, and only what today deviates from that course decays.
#[derive(Debug, Clone)]
pub(crate) struct TwoSpeed {
    set: Speeds,
    base: Level,
    fast: f64,
    last_day: i64,
    course: Course,
}

impl TwoSpeed {
    pub fn new(set: Speeds, start: &Start) -> Self {
        let base = LevelSettings { alpha: set.slow, gamma: set.gamma, beta: 0.0, phi: 0.9, bound: 3.0 };
        let base = Level::new(base, start);
        let fast = base.level;
        Self { set, base, fast, last_day: 0, course: Course::default() }
    }
}

impl DayMember for TwoSpeed {
    fn name(&self) -> String {
        let Speeds { slow, fast, phi, year, .. } = self.set;
        let kind = if year > 0.0 { "two-speed level, last year" } else { "two-speed level" };
        if year > 0.0 {
            format!("{kind} {year} (slow {slow}, fast {fast}, return {phi})")
        } else {
            format!("{kind} (slow {slow}, fast {fast}, return {phi})")
        }
    }

    fn update(&mut self, day: i64, value: f64) {
        self.last_day = day;
        let y = to_log(value);
        let effect = self.base.weekdays[weekday(day)];
        self.base.take(day, y);
        if y.is_finite() {
            let bound = 4.0 * self.base.scale();
            self.fast += self.set.fast * (y - effect - self.fast).clamp(-bound, bound);
        }
        if self.set.year > 0.0 {
            self.course.note(day, &self.base, self.fast, y);
        }
    }

    fn forecast(&self, day: i64) -> Option<f64> {
        let Speeds { phi, year, half_window, .. } = self.set;
        let (rise, then) = if year > 0.0 { self.course.of(day, half_window)? } else { (0.0, 0.0) };
        let deviation = self.fast - self.base.level - year * then;
        let left = phi.powf((day - self.last_day) as f64);
        Some((self.base.level + self.base.weekdays[weekday(day)] + year * rise + left * deviation).exp())
    }
}
