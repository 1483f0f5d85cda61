//! Whether the people are there whom a promise about waiting needs.

use jiff::ToSpan;
use pharos_goal::definition::{Definition, Measure};

use super::FormAnswer;
use crate::{
    Action, App, AppError, HandlingRequest, PeopleThere, Permission, Result, StaffingRequest, TargetRequest,
};

/// Paid hours of a full-time week, and the share of them away from contacts, by which people are counted.
const PAID_HOURS: f64 = 40.0;
const SHRINKAGE: f64 = 0.3;
/// So far ahead work can be foreseen from history.
const AHEAD_DAYS: i64 = 90;
/// Within so many seconds, where the goal names no other threshold: the default of the metrics on it.
const THRESHOLD_S: f64 = 20.0;
/// How surely the promise is to be kept.
const SURE: f64 = 0.8;

impl App {
    /// Of a promise about waiting: the people of its last week against the hours it needs.
    pub(super) async fn people_for(
        &self,
        permission: &Permission,
        goal: &Definition,
        answer: &FormAnswer,
    ) -> Result<Option<PeopleThere>> {
        let Some(measure) = &goal.measure else { return Ok(None) };
        let promise = promise(measure, answer.aim);
        let Some(target) = promise.filter(|_| permission.may(Action::ReadPlans)) else { return Ok(None) };
        let by = goal.by.unwrap_or(answer.today).min(answer.today.saturating_add(AHEAD_DAYS.days()));
        let request = StaffingRequest {
            queue: None,
            channel: Some("voice".to_owned()),
            from: by.saturating_sub(6.days()).to_string(),
            to: by.saturating_add(1.day()).to_string(),
            interval: "30m".to_owned(),
            target,
            handling: HandlingRequest::default(),
            shrinkage: SHRINKAGE,
            volume: 1.0,
            handle_time: 1.0,
            sure: SURE,
        };
        match self.people_there(permission, &request, PAID_HOURS).await {
            Ok(there) => Ok(Some(there)),
            // Without a queue that can be planned there is nothing to say.
            Err(error)
                if error.is_input() || error.is_conflict() || matches!(error, AppError::NotFound { .. }) =>
            {
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }
}

/// What a target on waiting promises the callers; `None` for any other number.
fn promise(measure: &Measure, aim: Option<[Option<f64>; 2]>) -> Option<TargetRequest> {
    let [least, most] = aim?;
    let threshold = measure.params.get("threshold_s").and_then(|it| it.parse().ok());
    let none = TargetRequest { threshold_s: threshold.unwrap_or(THRESHOLD_S), ..TargetRequest::default() };
    match measure.metric.split('.').next().unwrap_or_default() {
        // A share of intervals is no share of callers.
        _ if measure.metric == "sl.interval_attainment" => None,
        "sl" => Some(TargetRequest { service_level: least, ..none }),
        "asa" | "wait_mean" => Some(TargetRequest { asa_s_max: most, ..none }),
        "abandon" => Some(TargetRequest { abandon_max: most, ..none }),
        _ => None,
    }
}
