//! A level that moves as it moved a year ago.

use crate::days::DayMember;
use crate::level::{Level, to_log};
use crate::yearly::Course;

/// Days before and after that last year's course is smoothed over.
const HALF_WINDOW: i64 = 10;

/// The level of today, moved as the level moved 52 weeks ago, damped by `share`.
#[derive(Debug, Clone)]
pub(crate) struct LastYear {
    base: Level,
    share: f64,
    course: Course,
}

impl LastYear {
    pub fn new(base: Level, share: f64) -> Self {
        Self { base, share, course: Course::default() }
    }
}

impl DayMember for LastYear {
    fn name(&self) -> String {
        format!("level {}, last year {}", self.base.set.alpha, self.share)
    }

    fn update(&mut self, day: i64, value: f64) {
        let y = to_log(value);
        self.base.take(day, y);
        self.course.note(day, &self.base, self.base.level, y);
    }

    fn forecast(&self, day: i64) -> Option<f64> {
        let (rise, _) = self.course.of(day, HALF_WINDOW)?;
        Some((self.base.at(day) + self.share * rise).exp())
    }
}
