//! The rolling backtest: what every member of the pool would have said at past origins, and what came.

use crate::days::DayValues;
use crate::events::{Effects, Event, KindEffect};
use crate::grid::weekday;
use crate::level::{Start, to_log};
use crate::pool::members;

/// Days ahead a backtest looks.
pub(crate) const AHEAD: usize = 28;
/// Days of history, counted from its end, in which origins lie.
const SPAN_DAYS: usize = 364;
/// Origins at most, about.
const ORIGINS: usize = 64;
/// Steps between origins in days: none shares a factor with the week, so origins fall on all weekdays.
const STEPS: [usize; 6] = [3, 4, 5, 6, 8, 11];

/// What the members said at past origins, what came, and what they say now.
pub(crate) struct Backtest {
    pub names: Vec<String>,
    /// Origins as day indexes: the first day that was not known.
    pub origins: Vec<usize>,
    /// members x origins x [`AHEAD`]; NaN where a member could not say.
    said: Vec<f64>,
    /// origins x [`AHEAD`]; NaN where there was no value.
    came: Vec<f64>,
    /// members x horizon: from the end of history.
    ahead: Vec<f64>,
    horizon: usize,
    /// What kinds of events did.
    pub learned: Vec<KindEffect>,
}

impl Backtest {
    /// Feeds the days to all members, asking them at every origin on the way. All members see the days without the
    /// effects of month and events as known at that time, and what they say gets the effects of its day.
    pub fn run(days: &DayValues, horizon: usize, events: &[Event], prior: &[KindEffect]) -> Self {
        let n = days.values.len();
        let logs: Vec<f64> = days.values.iter().map(|v| to_log(*v)).collect();
        let start = Start::new(days.first_day, &logs, days.open_weekday);
        let mut members = members(&start);
        let mut effects = Effects::new(&start, events, prior);
        let origins = origins(n);
        let (m, o) = (members.len(), origins.len());
        let mut said = vec![f64::NAN; m * o * AHEAD];
        let mut came = vec![f64::NAN; o * AHEAD];
        let mut next = 0;
        for index in 0..n {
            if origins.get(next) == Some(&index) {
                for h in 0..AHEAD {
                    came[next * AHEAD + h] = days.values.get(index + h).copied().unwrap_or(f64::NAN);
                    let day = days.day(index + h);
                    if !days.open_weekday[weekday(day)] {
                        continue;
                    }
                    let factor = effects.at(day, days.day(index) - 1).exp();
                    for (k, member) in members.iter().enumerate() {
                        said[(k * o + next) * AHEAD + h] =
                            member.forecast(day).map_or(f64::NAN, |v| v * factor);
                    }
                }
                next += 1;
            }
            let day = days.day(index);
            let value = days.values[index];
            let plain =
                if effects.is_special(day) { f64::NAN } else { value / effects.at(day, day - 1).exp() };
            members.iter_mut().for_each(|member| member.update(day, plain));
            effects.update(day, value);
        }
        let mut ahead = vec![f64::NAN; m * horizon];
        for h in 0..horizon {
            let day = days.day(n + h);
            let factor = effects.at(day, days.day(n) - 1).exp();
            for (k, member) in members.iter().enumerate() {
                ahead[k * horizon + h] = member.forecast(day).map_or(f64::NAN, |v| v * factor);
            }
        }
        let names = members.iter().map(|member| member.name()).collect();
        Self { names, origins, said, came, ahead, horizon, learned: effects.learned() }
    }

    /// What a member said at an origin, by days ahead from 0.
    pub fn said(&self, member: usize, origin: usize) -> &[f64] {
        let at = (member * self.origins.len() + origin) * AHEAD;
        &self.said[at..at + AHEAD]
    }

    /// What came after an origin.
    pub fn came(&self, origin: usize) -> &[f64] {
        &self.came[origin * AHEAD..(origin + 1) * AHEAD]
    }

    /// What a member says of a day ahead (from 0) of the end of history.
    pub fn ahead(&self, member: usize, h: usize) -> f64 {
        self.ahead[member * self.horizon + h]
    }
}

fn origins(days: usize) -> Vec<usize> {
    let span = (days / 2).min(SPAN_DAYS);
    let step = STEPS.into_iter().find(|step| span / step <= ORIGINS).unwrap_or(STEPS[STEPS.len() - 1]);
    let back = (0..).map(|k| days.saturating_sub(1 + step * k));
    let mut res: Vec<usize> = back.take_while(|origin| origin + span > days && *origin > 7).collect();
    res.reverse();
    res
}
