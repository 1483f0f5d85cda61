//! Staffing of a queue, interval by interval, from the forecast (or, where none is published, from history) and a promise.

use std::collections::BTreeMap;

use pharos_domain::{IntervalSeries, WorkloadForecast};
use pharos_staffing::plan::{DeferredSlot, Handling, PlanOptions, SlotPlan, plan_deferred, plan_slots};
use pharos_staffing::{
    DataFacts, Performance, ServiceLevelKind, ServiceTarget, Shrinkage, StaffingError, Target,
};
use serde::{Deserialize, Serialize};

pub(crate) use workload::counted;

use crate::plan_rights::may_read_plans;
use crate::{App, AppError, Permission, Reason, Result, rfc3339};

mod facts_of_queue;
mod people_there;
mod publish;
mod view;
mod workload;

pub use facts_of_queue::{Measured, QueueFacts};
pub use people_there::PeopleThere;
pub use publish::PublishedRequirements;
pub use view::{StaffingDay, StaffingSlot, StaffingView, StaffingWarning};

/// Which queue, when, and what is promised.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StaffingRequest {
    /// the queue; all of the centre's part where `None`
    #[serde(default)]
    pub queue: Option<String>,
    /// the channel; all where `None`
    #[serde(default)]
    pub channel: Option<String>,
    /// inclusive: a date (midnight in the centre's time) or an instant
    pub from: String,
    /// exclusive
    pub to: String,
    /// `15m`, `30m`, `hour`
    #[serde(default = "half_hour")]
    pub interval: String,
    /// what is promised
    pub target: TargetRequest,
    /// how contacts are handled
    #[serde(default)]
    pub handling: HandlingRequest,
    /// share of paid time away from contacts
    #[serde(default)]
    pub shrinkage: f64,
    /// work times this (a campaign)
    #[serde(default = "one")]
    pub volume: f64,
    /// handle time times this
    #[serde(default = "one")]
    pub handle_time: f64,
    /// probability for which the surer number of agents is found
    #[serde(default = "sure")]
    pub sure: f64,
}

/// The promise in words.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TargetRequest {
    /// least service level
    #[serde(default)]
    pub service_level: Option<f64>,
    /// its threshold
    #[serde(default = "twenty")]
    pub threshold_s: f64,
    /// which of the five definitions; `answered_of_offered` where absent
    #[serde(default)]
    pub kind: Option<String>,
    /// greatest mean wait of the answered
    #[serde(default)]
    pub asa_s_max: Option<f64>,
    /// greatest share abandoned
    #[serde(default)]
    pub abandon_max: Option<f64>,
    /// greatest occupancy
    #[serde(default)]
    pub occupancy_max: Option<f64>,
}

/// How contacts are handled.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandlingRequest {
    /// mean patience; measured in the queue where `None`
    #[serde(default)]
    pub patience_s: Option<f64>,
    /// contacts at the same time; above 1 it is chat
    #[serde(default)]
    pub slots: Option<u32>,
    /// share by which each further chat lengthens all
    #[serde(default)]
    pub growth: Option<f64>,
    /// the work may wait so long: e-mail, back office; it is levelled then
    #[serde(default)]
    pub due_s: Option<f64>,
    /// share of the time between contacts in stretches long enough for work that may wait; 0.6 where `None`
    #[serde(default)]
    pub usable_share: Option<f64>,
}

/// Greatest occupancy of work that may wait, where none is asked for.
const OCCUPANCY_MAX: f64 = 0.85;
/// Share of the time between contacts that other work can use, where nobody says.
const USABLE_SHARE: f64 = 0.6;

/// A staffed queue before it is worded: the pure part's input and output.
pub(crate) struct Staffed {
    pub(crate) facts: QueueFacts,
    pub(crate) source: String,
    pub(crate) slots: IntervalSeries<SlotPlan>,
    pub(crate) workload: IntervalSeries<WorkloadForecast>,
    pub(crate) left_out: usize,
}

fn half_hour() -> String {
    "30m".to_owned()
}

fn one() -> f64 {
    1.0
}

fn sure() -> f64 {
    0.8
}

fn twenty() -> f64 {
    20.0
}

impl App {
    /// Staff of a queue by interval, with the risk.
    ///
    /// # Errors
    /// No right to read plans, a request at fault, data that cannot be read.
    pub async fn staffing(&self, permission: &Permission, request: &StaffingRequest) -> Result<StaffingView> {
        may_read_plans(permission)?;
        let zone = self.zone().await?;
        if let Some(due_s) = request.handling.due_s {
            let (workload, source) = self.workload(permission, request).await?;
            let occupancy = request.target.occupancy_max.unwrap_or(OCCUPANCY_MAX);
            let levelled = plan_deferred(&workload, due_s, occupancy, shrinkage(request)?).map_err(input)?;
            return Ok(view::deferred(request, &zone, &workload, &levelled, source));
        }
        let staffed = self.staffed(permission, request).await?;
        view::immediate(request, &zone, &staffed)
    }

    /// The least agents by interval with what stands behind them.
    pub(crate) async fn staffed(
        &self,
        permission: &Permission,
        request: &StaffingRequest,
    ) -> Result<Staffed> {
        let asked = (self.workload(permission, request), self.queue_facts(permission, request));
        let ((workload, source), facts) = tokio::try_join!(asked.0, asked.1)?;
        let options = options(request, &facts)?;
        let slots = plan_slots(&workload, &options).map_err(input)?;
        let left_out = workload.len() - slots.len();
        Ok(Staffed { facts, source, slots, workload, left_out })
    }

    /// The time zone of the centre.
    pub(crate) async fn zone(&self) -> Result<pharos_calendar::Zone> {
        // The settings alone: a whole snapshot reads the inbox as well.
        Ok(crate::centre::centre_of(&self.settings(&self.store.centre().await?))?.zone)
    }
}

/// The pure question of a request.
pub(crate) fn options(request: &StaffingRequest, facts: &QueueFacts) -> Result<PlanOptions> {
    let patience_s = request.handling.patience_s.or(facts.patience_s.map(|it| it.value));
    let handling = match request.handling.slots {
        Some(slots) if slots > 1 => {
            Handling::Chat { patience_s, slots, growth: request.handling.growth.unwrap_or(0.0) }
        }
        _ => Handling::Call { patience_s },
    };
    Ok(PlanOptions {
        target: target(&request.target)?,
        handling,
        shrinkage: shrinkage(request)?,
        sure: request.sure,
        volume_change: 0.1,
        facts: DataFacts {
            abandoned: facts.abandoned.map(|it| it.value),
            redial_share: None,
            handle_time_cv2: facts.handle_time_cv2,
        },
    })
}

pub(crate) fn target(request: &TargetRequest) -> Result<Target> {
    let kind = match request.kind.as_deref() {
        None | Some("answered_of_offered") => ServiceLevelKind::AnsweredOfOffered,
        Some("patient") => ServiceLevelKind::Patient,
        Some("of_answered") => ServiceLevelKind::OfAnswered,
        Some("excluding_short_abandons") => ServiceLevelKind::ExcludingShortAbandons,
        Some("answered_or_abandoned") => ServiceLevelKind::AnsweredOrAbandoned,
        Some(other) => {
            return Err(AppError::Input(format!(
                "kind of service level is `{other}`; maybe answered_of_offered, patient, of_answered, \
                 excluding_short_abandons or answered_or_abandoned"
            )));
        }
    };
    let threshold_s = request.threshold_s;
    let target = Target {
        service: request.service_level.map(|share| ServiceTarget { kind, share, threshold_s }),
        asa_s_max: request.asa_s_max,
        abandon_max: request.abandon_max,
        occupancy_max: request.occupancy_max,
        ..Target::default()
    };
    target.check().map_err(input)?;
    Ok(target)
}

fn shrinkage(request: &StaffingRequest) -> Result<Shrinkage> {
    Shrinkage::new(request.shrinkage).map_err(input)
}

pub(crate) fn input(error: StaffingError) -> AppError {
    let words = error.to_string();
    match error {
        StaffingError::Invalid { value, .. } => {
            AppError::refused(Reason::NumberRange, words).with("value", value)
        }
        StaffingError::Unreachable { .. } => AppError::refused(Reason::TargetUnreachable, words),
        StaffingError::TooFew { least, found, .. } => {
            AppError::refused(Reason::TooFew, words).with("least", least).with("found", found)
        }
    }
}
