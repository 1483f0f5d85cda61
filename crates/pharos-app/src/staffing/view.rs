//! Staffing in words and local days.

use pharos_staffing::deferred::blended_capacity_s;

use super::*;

/// The staffing of a time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StaffingView {
    /// what was asked
    pub request: StaffingRequest,
    /// where the workload is from: `same_slot_mean:6`, `forecast:ID`
    pub source: String,
    /// the model used: `erlang_a`, `erlang_c`, `chat`, `deferred`
    pub model: String,
    /// patience used, seconds; `None`: they wait for ever
    pub patience_s: Option<f64>,
    /// what the queue's own records say
    pub facts: QueueFacts,
    /// by interval
    pub slots: Vec<StaffingSlot>,
    /// by local day
    pub days: Vec<StaffingDay>,
    /// assumptions that fail, with the number of intervals
    pub warnings: Vec<StaffingWarning>,
    /// intervals with contacts but no handle time: not staffed
    pub left_out: usize,
}

/// One interval.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StaffingSlot {
    /// start, RFC 3339
    pub starts_at: String,
    /// length
    pub length_s: u32,
    /// contacts expected
    pub contacts: f64,
    /// one in ten below
    pub contacts_lo: f64,
    /// one in ten above
    pub contacts_hi: f64,
    /// handle time
    pub handle_s: f64,
    /// offered load
    pub load_erl: f64,
    /// agents at work
    pub agents: f64,
    /// people to schedule
    pub scheduled: f64,
    /// probability that the promise holds; `None` for work that may wait
    pub p_met: Option<f64>,
    /// agents with which it holds with the probability asked for
    pub agents_sure: Option<u32>,
    /// agents for 10 % more contacts
    pub agents_at_more: Option<u32>,
    /// service level
    pub service_level: Option<f64>,
    /// share abandoned
    pub abandon: Option<f64>,
    /// mean wait of the answered
    pub asa_s: Option<f64>,
    /// occupancy
    pub occupancy: Option<f64>,
    /// service level with one agent less
    pub service_level_one_less: Option<f64>,
    /// service level with one agent more
    pub service_level_one_more: Option<f64>,
    /// hours of work open at the end, for work that may wait
    pub backlog_h: Option<f64>,
    /// hours of work that may wait which the agents can do between contacts (blending); `None` for chat and for such work itself
    pub spare_h: Option<f64>,
}

/// One local day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StaffingDay {
    /// the date
    pub date: String,
    /// contacts expected
    pub contacts: f64,
    /// hours at work
    pub agent_hours: f64,
    /// hours to schedule
    pub scheduled_hours: f64,
    /// most agents in an interval
    pub agents_most: f64,
    /// mean probability that the promise holds, intervals weighted by their contacts
    pub p_met: Option<f64>,
    /// service level of the day's contacts
    pub service_level: Option<f64>,
    /// hours of work that may wait which the agents can do between contacts
    pub spare_hours: Option<f64>,
}

/// An assumption that fails.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffingWarning {
    /// `not_steady`, `abandonment_ignored`, `handle_time_not_exponential`, ...
    pub code: String,
    /// intervals
    pub intervals: usize,
    /// the first of them in words
    pub example: String,
}

pub(super) fn immediate(
    request: &StaffingRequest,
    zone: &pharos_calendar::Zone,
    staffed: &Staffed,
) -> Result<StaffingView> {
    let patience_s = request.handling.patience_s.or(staffed.facts.patience_s.map(|it| it.value));
    let is_chat = request.handling.slots.is_some_and(|slots| slots > 1);
    let slots: Vec<StaffingSlot> = staffed
        .slots
        .points()
        .iter()
        .map(|(at, plan)| {
            let spread = staffed.workload.at(at.start_us).map(|workload| workload.contacts);
            let spare_h = if is_chat { None } else { spare_h(request, plan, at.length_s)? };
            Ok(StaffingSlot { spare_h, ..slot(at.start_us, at.length_s, plan, spread) })
        })
        .collect::<Result<_>>()?;
    Ok(StaffingView {
        request: request.clone(),
        source: staffed.source.clone(),
        model: if is_chat {
            "chat"
        } else if patience_s.is_some() {
            "erlang_a"
        } else {
            "erlang_c"
        }
        .to_owned(),
        patience_s,
        facts: staffed.facts,
        days: days(zone, &slots, staffed.slots.points().iter().map(|(at, _)| at.start_us)),
        slots,
        warnings: warnings(staffed),
        left_out: staffed.left_out,
    })
}

/// What the agents of an interval can do beside its contacts, up to the occupancy they may have.
fn spare_h(request: &StaffingRequest, plan: &SlotPlan, length_s: u32) -> Result<Option<f64>> {
    let Some(state) = plan.at else { return Ok(None) };
    let most = request.target.occupancy_max.unwrap_or(OCCUPANCY_MAX);
    let usable = request.handling.usable_share.unwrap_or(USABLE_SHARE);
    let spare_s = blended_capacity_s(plan.agents, state.occupancy, most, usable, f64::from(length_s));
    spare_s.map(|spare_s| Some(spare_s / 3600.0)).map_err(input)
}

pub(super) fn deferred(
    request: &StaffingRequest,
    zone: &pharos_calendar::Zone,
    workload: &IntervalSeries<WorkloadForecast>,
    levelled: &IntervalSeries<DeferredSlot>,
    source: String,
) -> StaffingView {
    let slots: Vec<StaffingSlot> = levelled
        .points()
        .iter()
        .zip(workload.points())
        .map(|((at, level), (_, work))| {
            let handle_s = work.handle_s.map_or(0.0, |it| it.mean);
            StaffingSlot {
                contacts_lo: work.contacts.q10,
                contacts_hi: work.contacts.q90,
                agents: level.agents,
                scheduled: level.scheduled,
                backlog_h: Some(level.backlog_h),
                load_erl: work.load_erl(at.length_s).map_or(0.0, |load| load.mean),
                ..empty(at.start_us, at.length_s, work.contacts.mean, handle_s)
            }
        })
        .collect();
    StaffingView {
        request: request.clone(),
        source,
        model: "deferred".to_owned(),
        patience_s: None,
        facts: QueueFacts::default(),
        days: days(zone, &slots, levelled.points().iter().map(|(at, _)| at.start_us)),
        slots,
        warnings: Vec::new(),
        left_out: workload.points().iter().filter(|(_, work)| work.handle_s.is_none()).count(),
    }
}

fn empty(start_us: i64, length_s: u32, contacts: f64, handle_s: f64) -> StaffingSlot {
    StaffingSlot {
        starts_at: rfc3339(start_us),
        length_s,
        contacts,
        contacts_lo: contacts,
        contacts_hi: contacts,
        handle_s,
        load_erl: 0.0,
        agents: 0.0,
        scheduled: 0.0,
        p_met: None,
        agents_sure: None,
        agents_at_more: None,
        service_level: None,
        abandon: None,
        asa_s: None,
        occupancy: None,
        service_level_one_less: None,
        service_level_one_more: None,
        backlog_h: None,
        spare_h: None,
    }
}

fn slot(
    start_us: i64,
    length_s: u32,
    plan: &SlotPlan,
    spread: Option<pharos_domain::Quantiles>,
) -> StaffingSlot {
    let level = |state: &Option<Performance>| {
        state.and_then(|state| state.service).map(|levels| levels.answered_of_offered)
    };
    StaffingSlot {
        contacts_lo: spread.map_or(plan.contacts, |it| it.q10),
        contacts_hi: spread.map_or(plan.contacts, |it| it.q90),
        load_erl: plan.load_erl,
        agents: f64::from(plan.agents),
        scheduled: plan.scheduled,
        p_met: Some(plan.p_met),
        agents_sure: Some(plan.agents_sure),
        agents_at_more: Some(plan.agents_at_change),
        service_level: level(&plan.at),
        abandon: plan.at.map(|state| state.p_abandon),
        asa_s: plan.at.map(|state| state.asa_s).filter(|it| it.is_finite()),
        occupancy: plan.at.map(|state| state.occupancy),
        service_level_one_less: level(&plan.one_less),
        service_level_one_more: level(&plan.one_more),
        ..empty(start_us, length_s, plan.contacts, plan.handle_s)
    }
}

fn days(
    zone: &pharos_calendar::Zone,
    slots: &[StaffingSlot],
    starts_us: impl Iterator<Item = i64>,
) -> Vec<StaffingDay> {
    let mut days: BTreeMap<String, Vec<&StaffingSlot>> = BTreeMap::new();
    for (slot, start_us) in slots.iter().zip(starts_us) {
        days.entry(zone.local_date(start_us).to_string()).or_default().push(slot);
    }
    days.into_iter().map(|(date, slots)| day(date, &slots)).collect()
}

fn day(date: String, slots: &[&StaffingSlot]) -> StaffingDay {
    let hours = |of: fn(&StaffingSlot) -> f64| {
        slots.iter().map(|slot| of(slot) * f64::from(slot.length_s) / 3600.0).sum()
    };
    let weighted = |of: fn(&StaffingSlot) -> Option<f64>| {
        let parts = slots.iter().filter_map(|slot| Some((of(slot)? * slot.contacts, slot.contacts)));
        let (sum, contacts) = parts.fold((0.0, 0.0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
        (contacts > 0.0).then(|| sum / contacts)
    };
    StaffingDay {
        date,
        contacts: slots.iter().map(|slot| slot.contacts).sum(),
        agent_hours: hours(|slot| slot.agents),
        scheduled_hours: hours(|slot| slot.scheduled),
        agents_most: slots.iter().map(|slot| slot.agents).fold(0.0, f64::max),
        p_met: weighted(|slot| slot.p_met),
        service_level: weighted(|slot| slot.service_level),
        spare_hours: slots.iter().filter_map(|slot| slot.spare_h).reduce(|sum, hours| sum + hours),
    }
}

fn warnings(staffed: &Staffed) -> Vec<StaffingWarning> {
    let mut found: BTreeMap<&str, StaffingWarning> = BTreeMap::new();
    for warning in staffed.slots.points().iter().flat_map(|(_, plan)| &plan.warnings) {
        let code = warning.code();
        let first = || StaffingWarning { code: code.to_owned(), intervals: 0, example: warning.to_string() };
        found.entry(code).or_insert_with(first).intervals += 1;
    }
    found.into_values().collect()
}
