//! The agenda of a 1:1: made of facts, worded by the page, ordered so that promises come first and praise is never forgotten.

use serde::Serialize;

/// A point to talk about.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Point {
    /// an action agreed and not done
    OpenAction {
        /// the to-do
        id: String,
        /// its words
        text: String,
        /// true: its day has passed
        overdue: bool,
    },
    /// an action done since the last talk
    DoneAction {
        /// its words
        text: String,
    },
    /// thanks received since the last talk
    Kudos {
        /// its words
        text: String,
    },
    /// a concern that is open
    Concern {
        /// the concern
        id: String,
        /// the metric that changed, or none where somebody opened it
        metric: Option<String>,
    },
    /// a support plan under way
    Plan {
        /// the plan
        id: String,
        /// measures done
        done: usize,
        /// measures agreed
        of: usize,
    },
    /// a course that is due or late
    Learning {
        /// the course
        course: String,
        /// true: its day has passed
        overdue: bool,
    },
    /// a line of the scorecard that moved
    Trend {
        /// the metric
        metric: String,
        /// true for the better
        better: bool,
    },
    /// nothing else: how are you?
    HowAreYou,
}

/// Points at most.
const POINTS_MAX: usize = 12;

/// Puts the points in order: what was promised, what went well, what worries, what is to learn, what moved. There is always
/// one that is no number.
pub fn agenda(mut points: Vec<Point>) -> Vec<Point> {
    points.sort_by_key(|it| match it {
        Point::HowAreYou => 0,
        Point::OpenAction { overdue: true, .. } => 1,
        Point::OpenAction { .. } => 2,
        Point::DoneAction { .. } => 3,
        Point::Kudos { .. } => 4,
        Point::Trend { better: true, .. } => 5,
        Point::Plan { .. } => 6,
        Point::Concern { .. } => 7,
        Point::Learning { overdue: true, .. } => 8,
        Point::Learning { .. } => 9,
        Point::Trend { .. } => 10,
    });
    points.insert(0, Point::HowAreYou);
    points.dedup();
    points.truncate(POINTS_MAX);
    points
}

#[cfg(test)]
mod tests;
