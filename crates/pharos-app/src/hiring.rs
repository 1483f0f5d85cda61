//! A year of hiring from the centre's own records: who is there, how people leave, what work comes.

use std::collections::BTreeMap;

use jiff::civil::Date;
use pharos_capacity::CapacityError;
use pharos_capacity::attrition::{Attrition, BANDS_WEEKS, Band, Spell};
use pharos_capacity::file::{AttritionText, Demand, HiringAnswer, HiringFile, Numbers, hiring_answer};
use pharos_capacity::headcount::Cohort;
use pharos_capacity::offers::Funnel;
use pharos_capacity::plan::{Costs, Rules};
use pharos_capacity::ramp::RampUp;
use pharos_capacity::scenario::Outlook;
use pharos_capacity::span::usual_levels;
use pharos_engine::dataset::Employment;
use pharos_store::{KeptPlan, PlanKind, SeriesKey};
use serde::{Deserialize, Serialize};

use crate::plan_rights::{keeper, may_manage_plans, may_read_plans};
use crate::scenario::Keep;
use crate::{App, AppError, Permission, QueryRequest, Reason, Result, rfc3339};

const WEEK_US: i64 = 7 * 86_400_000_000;
const WEEKS: u32 = 52;
/// Tenures of people present are told in steps of so many weeks.
const TENURE_STEP_WEEKS: f64 = 13.0;

/// Where a plan of hiring can start from: the centre's records, and assumptions to be looked at where it has none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HiringStart {
    /// the plan to change and solve
    pub plan: HiringFile,
    /// leaving by tenure as measured, with limits; empty where nobody was watched
    pub attrition: Vec<Band>,
    /// people now
    pub people: f64,
    /// weeks of past workload found for the coming year
    pub weeks_of_history: usize,
    /// weeks taken from a published forecast of all queues by day instead
    pub weeks_of_forecast: usize,
    /// that forecast
    pub forecast: Option<String>,
    /// parts of the plan that are assumptions, not records: names of its fields
    pub assumed: Vec<String>,
}

/// A kept plan of hiring.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KeptHiring {
    /// names it for ever
    pub id: String,
    /// what its maker calls it
    pub name: String,
    /// true: kept by who asks
    pub mine: bool,
    /// others see it too
    pub shared: bool,
    /// when, RFC 3339
    pub made_at: String,
    /// the plan
    pub plan: HiringFile,
    /// what was answered then
    pub answer: HiringAnswer,
}

impl App {
    /// A plan of hiring to start from.
    ///
    /// # Errors
    /// No right to read plans; data that cannot be read; a centre without contacts.
    pub async fn hiring_start(&self, permission: &Permission) -> Result<HiringStart> {
        may_read_plans(permission)?;
        let dataset = self.dataset().await?;
        let zone = dataset.centre.zone.clone();
        let Some(now_us) = dataset.newest_us().await? else {
            return Err(AppError::refused(
                Reason::NoData,
                "there are no data yet; maybe import contacts first",
            ));
        };
        let starts = next_monday(zone.local_date(now_us));
        let people = persons(&dataset.employment().await?, now_us);
        let records_from_us = self.oldest_us(permission).await?.unwrap_or(now_us);
        let attrition = attrition(&people, records_from_us, now_us);
        let mut handling = self.handling_hours(permission, &zone, starts).await?;
        let weeks_of_history = handling.len();
        let (ahead, forecast) = self.forecast_hours(permission, &zone, starts).await?;
        let weeks_of_forecast = ahead.len();
        let later = handling.split_off(weeks_of_forecast.min(weeks_of_history));
        handling = ahead.into_iter().chain(later).collect();
        let mut assumed: Vec<String> =
            ["ramp", "funnel", "rules", "costs", "in_office_shrinkage", "leave", "occupancy", "paid_hours"]
                .map(str::to_owned)
                .to_vec();
        if attrition.is_none() {
            assumed.push("attrition".to_owned());
        }
        let present = cohorts(&people, now_us);
        Ok(HiringStart {
            people: present.iter().map(|cohort| cohort.people).sum(),
            attrition: attrition.as_ref().map_or_else(Vec::new, |curve| curve.bands().to_vec()),
            plan: plan(starts, handling, present, attrition.as_ref()),
            weeks_of_history,
            weeks_of_forecast,
            forecast,
            assumed,
        })
    }

    /// Plans the classes.
    ///
    /// # Errors
    /// No right to read plans; a plan that makes no sense; a solver that fails.
    pub async fn plan_hiring(&self, permission: &Permission, plan: HiringFile) -> Result<HiringAnswer> {
        may_read_plans(permission)?;
        // Seconds of work: not on a thread that answers others.
        let answer = tokio::task::spawn_blocking(move || hiring_answer(&plan)).await;
        answer.map_err(|error| AppError::Internal(error.to_string()))?.map_err(input)
    }

    /// Plans and keeps.
    ///
    /// # Errors
    /// As [`App::plan_hiring`]; no right to manage plans; a name that is empty.
    pub async fn keep_hiring(&self, permission: &Permission, keep: &Keep<HiringFile>) -> Result<KeptHiring> {
        may_manage_plans(permission)?;
        let answer = self.plan_hiring(permission, keep.question.clone()).await?;
        let name = (keep.name.as_str(), keep.shared);
        view(permission, self.keep(permission, PlanKind::Hiring, name, &keep.question, &answer).await?)
    }

    /// The plans one kept and those that are shared, newest first.
    ///
    /// # Errors
    /// No right to read plans; the records.
    pub async fn hirings(&self, permission: &Permission) -> Result<Vec<KeptHiring>> {
        may_read_plans(permission)?;
        let plans = self.store.kept_plans(PlanKind::Hiring, keeper(permission)).await?;
        plans.into_iter().map(|plan| view(permission, plan)).collect()
    }

    /// Throws a kept plan away.
    ///
    /// # Errors
    /// No right to manage plans; a plan that is not there or somebody else's.
    pub async fn forget_hiring(&self, permission: &Permission, id: &str) -> Result<()> {
        self.forget(permission, PlanKind::Hiring, id).await
    }

    /// Hours of handling of the coming weeks: those of the same weeks a year ago, or as far as there is history.
    async fn handling_hours(
        &self,
        permission: &Permission,
        zone: &pharos_calendar::Zone,
        starts: Date,
    ) -> Result<Vec<f64>> {
        // 52 weeks earlier the week has the same place in the year but for a day.
        let from = starts.saturating_sub(jiff::Span::new().weeks(i64::from(WEEKS)));
        let question = QueryRequest {
            metrics: vec!["aht.total".to_owned()],
            from: Some(from.to_string()),
            to: Some(starts.to_string()),
            grain: "day".to_owned(),
            ..QueryRequest::default()
        };
        let answer = self.query(permission, &question).await?;
        let first_us = zone.date_start(from);
        let mut weeks: BTreeMap<i64, f64> = BTreeMap::new();
        for row in &answer.rows {
            if let (Some(start_us), Some(value)) = (row.period_start_us, row.value) {
                *weeks.entry((start_us - first_us + 43_200_000_000).div_euclid(WEEK_US)).or_default() +=
                    value / 3600.0;
            }
        }
        // The last week may be half over, and the first half before the records begin.
        let (first, last) = (weeks.keys().next().copied(), weeks.keys().last().copied());
        Ok(weeks
            .into_iter()
            .filter(|(week, hours)| {
                *hours > 0.0 && Some(*week) != last && (Some(*week) != first || *week == 0)
            })
            .map(|(_, hours)| hours)
            .collect())
    }

    /// Hours of handling of the whole weeks ahead that a published forecast of all queues by day speaks of, and its id.
    async fn forecast_hours(
        &self,
        permission: &Permission,
        zone: &pharos_calendar::Zone,
        starts: Date,
    ) -> Result<(Vec<f64>, Option<String>)> {
        let day = |days: i64| zone.date_start(starts.saturating_add(jiff::Span::new().days(days)));
        let year = (day(0), day(7 * i64::from(WEEKS)));
        let published = self.published_workload(permission, &SeriesKey::default(), 86_400, year).await?;
        let Some(published) = published else { return Ok((Vec::new(), None)) };
        let mut weeks: Vec<f64> = Vec::new();
        for week in 0..i64::from(WEEKS) {
            let (from_us, to_us) = (day(7 * week), day(7 * week + 7));
            if !published.covers((from_us, to_us)) {
                break;
            }
            let within =
                published.points.iter().filter(|(at, _)| from_us <= at.start_us && at.start_us < to_us);
            let work: Vec<f64> = within.filter_map(|(_, it)| it.workload_s.map(|it| it.mean)).collect();
            // A forecast without handle times says nothing of hours.
            if work.is_empty() {
                break;
            }
            weeks.push(work.iter().sum::<f64>() / 3600.0);
        }
        let used = (!weeks.is_empty()).then_some(published.id);
        Ok((weeks, used))
    }

    /// The oldest contact: when the records begin.
    async fn oldest_us(&self, permission: &Permission) -> Result<Option<i64>> {
        let question = QueryRequest {
            metrics: vec!["offered".to_owned()],
            grain: "month".to_owned(),
            ..QueryRequest::default()
        };
        let answer = self.query(permission, &question).await?;
        Ok(answer
            .rows
            .iter()
            .filter(|row| row.n.is_some_and(|n| n > 0))
            .filter_map(|row| row.period_start_us)
            .min())
    }
}

/// One person's time, over all stretches of employment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Person {
    pub(crate) hired_us: i64,
    pub(crate) left_us: Option<i64>,
    pub(crate) fte: f64,
}

/// The agents among the employed; a person with several stretches is one person.
pub(crate) fn persons(stretches: &[Employment], now_us: i64) -> Vec<Person> {
    let mut found: BTreeMap<&str, Person> = BTreeMap::new();
    for stretch in stretches.iter().filter(|it| it.role.as_deref().is_none_or(|role| role == "agent")) {
        let Some(hired_us) = stretch.hired_us.or(stretch.from_us) else { continue };
        if hired_us > now_us {
            continue;
        }
        let person = found.entry(&stretch.agent_id).or_insert(Person { hired_us, left_us: None, fte: 1.0 });
        person.hired_us = person.hired_us.min(hired_us);
        person.left_us = stretch.left_us.filter(|left_us| *left_us <= now_us).or(person.left_us);
        person.fte = stretch.fte.unwrap_or(person.fte);
    }
    found.into_values().collect()
}

/// Leaving by tenure; who was there before the records began is watched from then on.
fn attrition(people: &[Person], records_from_us: i64, now_us: i64) -> Option<Attrition> {
    let weeks = |us: i64| us as f64 / WEEK_US as f64;
    let spells: Vec<Spell> = people
        .iter()
        .filter(|person| person.left_us.is_none_or(|left_us| left_us > records_from_us))
        .map(|person| {
            let until_us = person.left_us.unwrap_or(now_us);
            Spell {
                from_weeks: weeks((records_from_us - person.hired_us).max(0)),
                until_weeks: weeks((until_us - person.hired_us).max(0)),
                left: person.left_us.is_some(),
            }
        })
        .filter(|spell| spell.until_weeks >= spell.from_weeks)
        .collect();
    Attrition::from_spells(&spells, &BANDS_WEEKS).ok()
}

fn cohorts(people: &[Person], now_us: i64) -> Vec<Cohort> {
    let mut steps: BTreeMap<i64, f64> = BTreeMap::new();
    for person in people.iter().filter(|person| person.left_us.is_none()) {
        let weeks = (now_us - person.hired_us) as f64 / WEEK_US as f64;
        *steps.entry((weeks / TENURE_STEP_WEEKS).floor() as i64).or_default() += person.fte;
    }
    let middle = |step: i64| (step as f64 + 0.5) * TENURE_STEP_WEEKS;
    steps.into_iter().map(|(step, people)| Cohort { tenure_weeks: middle(step), people }).collect()
}

fn next_monday(date: Date) -> Date {
    date.nth_weekday(1, jiff::civil::Weekday::Monday).unwrap_or(date)
}

/// Records where there are any, else assumptions that a planner will look at.
fn plan(
    starts: Date,
    handling_hours: Vec<f64>,
    present: Vec<Cohort>,
    attrition: Option<&Attrition>,
) -> HiringFile {
    let hours = if handling_hours.is_empty() { Numbers::One(0.0) } else { Numbers::Weeks(handling_hours) };
    let outlook = |name: &str, volume, attrition, accepted, lead_weeks_more| Outlook {
        name: name.to_owned(),
        volume,
        attrition,
        accepted,
        lead_weeks_more,
    };
    HiringFile {
        name: starts.strftime("%Y").to_string(),
        starts,
        paid_hours: 40.0,
        demand: Demand {
            weeks: WEEKS,
            agent_hours: None,
            handling_hours: Some(hours),
            occupancy: Some(0.8),
            in_office_shrinkage: Some(Numbers::One(0.18)),
            leave: Some(Numbers::One(0.1)),
            leave_by_month: None,
        },
        present,
        booked: Vec::new(),
        moves: Vec::new(),
        attrition: attrition.map_or(
            AttritionText { yearly: Some(0.3), ends_weeks: Vec::new(), weekly: Vec::new() },
            |curve| AttritionText {
                yearly: None,
                ends_weeks: curve.bands().iter().filter_map(|band| band.to_weeks).collect(),
                weekly: curve.bands().iter().map(|band| band.weekly_hazard).collect(),
            },
        ),
        ramp: RampUp { training_weeks: 6, productivity: vec![0.55, 0.65, 0.75, 0.82, 0.88, 0.93, 0.97] },
        funnel: Funnel { accepted: 0.7, came: 0.9, passed: 0.9 },
        rules: Rules {
            lead_weeks: 6,
            class_min: 4,
            class_max: 12,
            classes_at_once: 1,
            no_start_weeks: Vec::new(),
        },
        costs: Costs { wage_week: 900.0, offer: 400.0, class: 5_000.0, short_week: 2_700.0 },
        class_full: 0.8,
        outlooks: vec![outlook("best", 0.95, 0.8, 1.1, 0), outlook("worst", 1.1, 1.3, 0.8, 2)],
        levels: usual_levels(),
        wait_weeks: 4,
    }
}

fn view(permission: &Permission, kept: KeptPlan) -> Result<KeptHiring> {
    let fault = |error: serde_json::Error| AppError::Internal(error.to_string());
    Ok(KeptHiring {
        mine: kept.made_by == keeper(permission),
        made_at: rfc3339(kept.made_at_us),
        plan: serde_json::from_value(kept.question).map_err(fault)?,
        answer: serde_json::from_value(kept.answer).map_err(fault)?,
        id: kept.id,
        name: kept.name,
        shared: kept.shared,
    })
}

/// What a plan cannot be made from.
pub(crate) fn input(error: CapacityError) -> AppError {
    let words = error.to_string();
    match error {
        CapacityError::Invalid { value, .. } => {
            AppError::refused(Reason::NumberRange, words).with("value", value)
        }
        CapacityError::TooFew { least, found, .. } => {
            AppError::refused(Reason::TooFew, words).with("least", least).with("found", found)
        }
        CapacityError::Toml(_) => AppError::Input(words),
    }
}

#[cfg(test)]
mod tests;
