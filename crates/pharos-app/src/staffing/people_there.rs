//! Are the people there? What a goal's achievability asks of staffing.

use pharos_capacity::headcount::{Workforce, project};
use pharos_capacity::ramp::RampUp;
use serde::{Deserialize, Serialize};

use super::StaffingRequest;
use crate::plan_rights::may_read_plans;
use crate::{App, Permission, Result};

/// People required for a time and people there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PeopleThere {
    /// paid hours the promise asks for, a week
    pub required_hours: f64,
    /// paid hours of the people who will be there, a week
    pub present_hours: f64,
    /// people (full-time) who will be there: those of today less the attrition of their tenure
    pub people: f64,
    /// present / required; above 1 there are enough
    pub share: Option<f64>,
    /// weeks from the newest data to the time asked about
    pub weeks_ahead: u32,
}

impl App {
    /// Holds the people there against the hours a promise asks for. `paid_hours` is a week of a full-time agent. All queues
    /// where the request names none: only then the whole centre's people may be held against it.
    ///
    /// # Errors
    /// As [`App::staffing`].
    pub async fn people_there(
        &self,
        permission: &Permission,
        request: &StaffingRequest,
        paid_hours: f64,
    ) -> Result<PeopleThere> {
        may_read_plans(permission)?;
        let view = self.staffing(permission, request).await?;
        let start = self.hiring_start(permission).await?;
        let zone = self.zone().await?;
        let from_us = super::workload::instant(&zone, "from", &request.from)?;
        let starts_us = zone.date_start(start.plan.starts);
        let weeks_ahead = ((from_us - starts_us) / (7 * 86_400_000_000)).clamp(0, 207) as u32;
        let attrition = start.plan.attrition.curve().map_err(crate::hiring::input)?;
        let workforce = Workforce {
            present: start.plan.present.clone(),
            booked: start.plan.booked.clone(),
            moves: start.plan.moves.clone(),
            attrition,
            ramp: RampUp { training_weeks: 0, productivity: Vec::new() },
            passed: 1.0,
        };
        let weeks = project(&workforce, &[], weeks_ahead + 1);
        let people = weeks.last().map_or(0.0, |week| week.people);
        let days = view.days.len().max(1) as f64;
        let scheduled: f64 = view.days.iter().map(|day| day.scheduled_hours).sum();
        Ok(there(scheduled * 7.0 / days, people, paid_hours, weeks_ahead))
    }
}

fn there(required_hours: f64, people: f64, paid_hours: f64, weeks_ahead: u32) -> PeopleThere {
    let present_hours = people * paid_hours;
    let share = (required_hours > 0.0).then(|| present_hours / required_hours);
    PeopleThere { required_hours, present_hours, people, share, weeks_ahead }
}

#[cfg(test)]
mod tests {
    use super::there;

    /// 50 people of 40 hours for 1,600 hours: a quarter more than needed; nothing required has no share.
    #[test]
    fn hours_are_held_against_hours() {
        assert_eq!(there(1600.0, 50.0, 40.0, 3).share, Some(1.25));
        assert_eq!(there(0.0, 50.0, 40.0, 3).share, None);
    }
}
