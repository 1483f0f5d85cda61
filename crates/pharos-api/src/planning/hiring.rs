//! A year of hiring.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::span::{SpanLevel, SpanResult};

/// A plan of hiring: the same fields as in `samples/hiring/year.toml`.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct HiringPlan {
    name: String,
    /// First day of week 0.
    starts: String,
    /// Paid hours a week of a full-time agent.
    paid_hours: f64,
    demand: HiringDemand,
    #[serde(default)]
    present: Vec<HiringCohort>,
    #[serde(default)]
    booked: Vec<HiringClass>,
    #[serde(default)]
    moves: Vec<HiringMove>,
    attrition: HiringAttrition,
    ramp: HiringRamp,
    funnel: HiringFunnel,
    rules: HiringRules,
    costs: HiringCosts,
    /// Probability with which a class is to be full.
    #[serde(default = "four_fifths")]
    class_full: f64,
    #[serde(default)]
    outlook: Vec<HiringOutlook>,
    #[serde(default)]
    level: Vec<SpanLevel>,
    #[serde(default = "four")]
    wait_weeks: u32,
}

/// The work by week; a list shorter than the plan goes on with its last number.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct HiringDemand {
    #[serde(default = "year")]
    weeks: u32,
    /// Hours agents must be at work.
    #[serde(default)]
    agent_hours: Option<Numbers>,
    /// Instead: hours of handling, with `occupancy`.
    #[serde(default)]
    handling_hours: Option<Numbers>,
    #[serde(default)]
    occupancy: Option<f64>,
    #[serde(default)]
    in_office_shrinkage: Option<Numbers>,
    #[serde(default)]
    leave: Option<Numbers>,
    #[serde(default)]
    leave_by_month: Option<Vec<f64>>,
}

/// One number for all weeks, or one a week.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(untagged)]
pub(crate) enum Numbers {
    One(f64),
    Weeks(Vec<f64>),
}

/// People of the same length of service.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct HiringCohort {
    tenure_weeks: f64,
    people: f64,
}

/// A class.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct HiringClass {
    week: u32,
    starts: u32,
}

/// A known change.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct HiringMove {
    week: u32,
    people: f64,
}

/// Leaving: one yearly share, or hazards by tenure.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct HiringAttrition {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    yearly: Option<f64>,
    #[serde(default)]
    ends_weeks: Vec<f64>,
    #[serde(default)]
    weekly: Vec<f64>,
}

/// Training and learning.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct HiringRamp {
    training_weeks: u32,
    productivity: Vec<f64>,
}

/// Offers to starts to the floor.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct HiringFunnel {
    accepted: f64,
    came: f64,
    passed: f64,
}

/// What is possible.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct HiringRules {
    lead_weeks: u32,
    class_min: u32,
    class_max: u32,
    classes_at_once: u32,
    #[serde(default)]
    no_start_weeks: Vec<u32>,
}

/// Prices, in one currency.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct HiringCosts {
    wage_week: f64,
    offer: f64,
    class: f64,
    short_week: f64,
}

/// How the year may turn out.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct HiringOutlook {
    name: String,
    #[serde(default = "one")]
    volume: f64,
    #[serde(default = "one")]
    attrition: f64,
    #[serde(default = "one")]
    accepted: f64,
    #[serde(default)]
    lead_weeks_more: u32,
}

/// Where a plan can start from.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct HiringStart {
    plan: HiringPlan,
    /// Leaving by tenure as measured.
    attrition: Vec<AttritionBand>,
    people: f64,
    weeks_of_history: u64,
    /// Weeks from a published forecast of all queues by day instead.
    weeks_of_forecast: u64,
    forecast: Option<String>,
    /// Fields of the plan that are assumptions, not records.
    assumed: Vec<String>,
}

/// Leaving in a band of tenure.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct AttritionBand {
    from_weeks: f64,
    to_weeks: Option<f64>,
    weekly_hazard: f64,
    /// 95 % limits of the hazard.
    limits: Option<Vec<f64>>,
    leavers: u64,
    person_weeks: f64,
}

/// The classes and everything around them.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct HiringAnswer {
    name: String,
    classes: Vec<PlannedClass>,
    weeks: Vec<HiringWeek>,
    months: Vec<HiringMonth>,
    cost: HiringCost,
    cost_total: f64,
    /// The cost is at most this share above the least possible.
    gap: f64,
    short_person_weeks: f64,
    outlooks: Vec<OutlookAnswer>,
    waiting: HiringWaiting,
    levels: Vec<SpanResult>,
}

/// A class to hold.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct PlannedClass {
    decide_by: String,
    starts_on: String,
    on_floor: String,
    week: u32,
    decide_week: u32,
    floor_week: u32,
    starts: u32,
    offers: ClassOffers,
}

/// Offers for a class: on average full, and full with the probability asked for.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct ClassOffers {
    expected: u64,
    sure: u64,
}

/// One week.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct HiringWeek {
    starts_on: String,
    required: f64,
    headcount: Headcount,
    short: f64,
    output_lo: f64,
    output_hi: f64,
}

/// The people of a week.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct Headcount {
    people: f64,
    in_training: f64,
    /// What they can do, in fully productive people.
    output: f64,
    output_sd: f64,
}

/// A month.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct HiringMonth {
    month: String,
    required: f64,
    people: f64,
    output: f64,
    short: f64,
    starts: u32,
    offers: u64,
}

/// What a plan costs.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct HiringCost {
    wages: f64,
    offers: f64,
    classes: f64,
    short: f64,
}

/// An outlook's own best plan, and this plan under it.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct OutlookAnswer {
    outlook: HiringOutlook,
    own_starts: u32,
    own_cost: f64,
    own_short_person_weeks: f64,
    likely_plan_cost: f64,
    likely_plan_short_person_weeks: f64,
    weeks: Vec<OutlookWeek>,
}

/// This plan in a week of an outlook.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct OutlookWeek {
    required: f64,
    headcount: Headcount,
    short: f64,
}

/// What deciding later costs.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct HiringWaiting {
    weeks: u32,
    cost_now: f64,
    cost_later: f64,
    extra: f64,
    short_now: f64,
    short_later: f64,
}

/// A plan of hiring to keep.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct KeepHiring {
    name: String,
    #[serde(default)]
    shared: bool,
    question: HiringPlan,
}

/// A kept plan of hiring.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct KeptHiring {
    id: String,
    name: String,
    mine: bool,
    shared: bool,
    made_at: String,
    plan: HiringPlan,
    answer: HiringAnswer,
}

/// Kept plans of hiring, newest first.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct KeptHirings {
    pub(crate) hirings: Vec<KeptHiring>,
}

fn four_fifths() -> f64 {
    0.8
}

fn four() -> u32 {
    4
}

fn year() -> u32 {
    52
}

fn one() -> f64 {
    1.0
}
