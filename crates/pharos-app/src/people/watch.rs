//! The weekly watch for decline: the weeks of every agent from the metric engine, judged against colleagues on the same
//! work. What it finds becomes a concern; it decides nothing.

use std::collections::BTreeMap;

use pharos_calendar::Zone;
use pharos_coaching::decline::{Finding, Judge, Kind, Reading, Row, Settings, Worse};
use pharos_engine::dataset::Dataset;
use pharos_engine::query::{AnswerRow, ask};
use pharos_metric::relation;
use serde::{Deserialize, Serialize};

use super::concerns::{ConcernBody, ConcernSign, UNDECIDED, log};
use super::records::{Filter, body, new_record};
use super::roster::Roster;
use crate::decline::FALSE_SHARE_MAX;
use crate::query::question;
use crate::{Action, App, AppError, Permission, QueryRequest, Reason, Result, now_us};

/// What a look found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WatchReport {
    /// Monday of the last week looked at
    pub week: Option<String>,
    /// agents judged
    pub judged: u64,
    /// agents not judged: new, back from leave, or without colleagues on the same work
    pub not_judged: u64,
    /// agents whose figures moved for another reason: mix, season, tenure
    pub explained: u64,
    /// concerns opened
    pub opened: u64,
    /// metrics looked at
    pub metrics: Vec<String>,
    /// seed of the simulated null
    pub seed: u64,
}

/// A watched metric: how its answer becomes cases and a sum.
struct Watched {
    metric: &'static str,
    reading: Reading,
    /// of numerator and denominator: cases and sum
    cases: fn(f64, f64) -> (f64, f64),
}

const fn up(kind: Kind) -> Reading {
    Reading { kind, worse: Worse::Up }
}

fn ratio(numerator: f64, denominator: f64) -> (f64, f64) {
    (denominator, numerator)
}

fn missed(numerator: f64, denominator: f64) -> (f64, f64) {
    (denominator, denominator - numerator)
}

fn an_hour(numerator: f64, denominator: f64) -> (f64, f64) {
    (denominator / 3_600.0, numerator / 3_600.0)
}

/// What is watched: fit to show a change in a person, none of them a goal of its own.
const WATCHED: [Watched; 7] = [
    Watched { metric: "aht", reading: up(Kind::Mean), cases: ratio },
    Watched {
        metric: "contacts_per_hour",
        reading: Reading { kind: Kind::Mean, worse: Worse::Down },
        cases: an_hour,
    },
    Watched { metric: "ring_no_answer_rate", reading: up(Kind::Count), cases: ratio },
    Watched { metric: "escalation_rate", reading: up(Kind::Count), cases: ratio },
    Watched { metric: "sla_attainment.first_reply", reading: up(Kind::Count), cases: missed },
    Watched { metric: "sla_attainment.resolution", reading: up(Kind::Count), cases: missed },
    Watched { metric: "csat.bottom", reading: up(Kind::Count), cases: ratio },
];
/// Time on breaks, per day at work: two metrics make it.
const BREAKS: &str = "state_time";
const DAYS_AT_WORK: &str = "handled_per_day";
/// What makes work alike, the most telling first; the shift stands for the hours of the day.
const CELL: [&str; 5] = ["queue", "channel", "reason", "shift", "language"];
/// Whoever holds several contacts at once needs longer for each, and how many it is the schedule decides: handle times are
/// compared among contacts that began as one, as second or as a further one.
const AT_ONCE: [(&str, Option<&str>); 3] = [
    ("1", Some("concurrency IS NULL OR concurrency <= 1")),
    ("2", Some("concurrency = 2")),
    ("3", Some("concurrency >= 3")),
];
const WEEKS: i64 = 52;
/// Looks over which the false alarms are counted: half a year of weeks.
const LOOKS: usize = 26;
const SEED: u64 = 1;
const WEEK_US: i64 = 7 * 86_400_000_000;
/// Weeks for which what was dropped is not opened again.
const DROPPED_WEEKS: i64 = 8;
/// A sign of a colleague that counts towards a cause of the team.
const TEAM_P_MAX: f64 = 0.05;

/// A row with names of its own.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct WeekRow {
    pub(super) agent: String,
    pub(super) week: String,
    pub(super) metric: &'static str,
    pub(super) cell: String,
    pub(super) n: f64,
    pub(super) value: f64,
}

impl App {
    /// Looks at the weeks of all agents and opens concerns. Each week is looked at once.
    ///
    /// # Errors
    /// The right is missing; the watch is switched off; data that cannot be read.
    pub async fn watch_decline(&self, permission: &Permission) -> Result<WatchReport> {
        permission.require(Action::ManagePeople)?;
        if !self.judgement().await?.watch_decline {
            return Err(AppError::refused(
                Reason::WatchOff,
                "the watch for decline is switched off in this centre",
            ));
        }
        let dataset = self.dataset().await?;
        let Some((from, to, week)) = weeks(&dataset).await? else { return Ok(WatchReport::default()) };
        let looks = self.records(Filter::of(&["watch"])).await?;
        for look in looks {
            let report: WatchReport = body(&look)?;
            if report.week.as_deref() == Some(&week) {
                return Ok(report);
            }
        }
        let rows = self.week_rows(&dataset, &from, &to).await?;
        let judged =
            tokio::task::spawn_blocking(move || judge(&mut strict(), &rows).map(|findings| (rows, findings)));
        let (rows, findings) = judged.await.map_err(|error| AppError::Internal(error.to_string()))??;
        let mut metrics: Vec<String> = rows.iter().map(|it| it.metric.to_owned()).collect();
        metrics.sort_unstable();
        metrics.dedup();
        let report = WatchReport {
            judged: findings.iter().filter(|it| it.p.is_some()).count() as u64,
            not_judged: findings.iter().filter(|it| it.p.is_none()).count() as u64,
            explained: findings.iter().filter(|it| it.explained_by.is_some()).count() as u64,
            opened: self.open_found(permission, &findings, &week).await?,
            metrics,
            seed: SEED,
            week: Some(week),
        };
        self.add(new_record(permission, "watch", &report)?, &[]).await?;
        self.give_badges(permission).await?;
        Ok(report)
    }

    /// The weekly look of the server itself, where it is switched on and there is a new week.
    ///
    /// # Errors
    /// Data that cannot be read.
    pub async fn watch_if_due(&self) -> Result<Option<WatchReport>> {
        if !self.judgement().await?.watch_decline {
            return Ok(None);
        }
        self.watch_decline(&Permission::owner()).await.map(Some)
    }

    async fn open_found(&self, permission: &Permission, findings: &[Finding], week: &str) -> Result<u64> {
        let roster = self.roster().await?;
        let mut opened = 0;
        for it in findings.iter().filter(|it| it.flagged && roster.0.contains_key(&it.agent)) {
            let still = it.signs.iter().any(|sign| sign.p.is_some_and(|p| p <= TEAM_P_MAX) && !sign.is_back);
            if !still || self.is_known(&it.agent).await? {
                continue;
            }
            let found = ConcernBody {
                source: "statistics".to_owned(),
                signs: signs(it),
                q: it.q,
                explained_by: it.explained_by.map(|it| it.as_str().to_owned()),
                team_share: team_share(&roster, findings, it),
                week: Some(week.to_owned()),
                log: vec![log(permission, "opened", "")],
                ..ConcernBody::default()
            };
            let mut record = new_record(permission, "concern", &found)?;
            record.agent_id = Some(it.agent.clone());
            record.made_by = "statistics".to_owned();
            self.audit(permission, "concern.found", ("agent", &it.agent), &record.id).await?;
            self.add(record, &[]).await?;
            opened += 1;
        }
        Ok(opened)
    }

    /// True if there is an undecided concern about the agent, or one was dropped lately.
    async fn is_known(&self, agent: &str) -> Result<bool> {
        let since = now_us() - DROPPED_WEEKS * WEEK_US;
        let all = self.records(Filter { agent: Some(agent), ..Filter::of(&["concern"]) }).await?;
        Ok(all
            .iter()
            .any(|it| UNDECIDED.contains(&it.state.as_str()) || (it.state == "dropped" && since <= it.at_us)))
    }

    async fn week_rows(&self, dataset: &Dataset, from: &str, to: &str) -> Result<Vec<WeekRow>> {
        let zone = &dataset.centre.zone;
        let mut rows = Vec::new();
        for it in WATCHED.iter().filter(|it| self.catalogue.get(it.metric).is_some()) {
            let cell = self.cell_of(it.metric);
            let classes: &[(&str, Option<&str>)] = if it.metric == "aht" { &AT_ONCE } else { &[("", None)] };
            for (class, filter) in classes {
                for row in self.weekly(dataset, it.metric, (&cell, *filter), from, to).await? {
                    if let Some((agent, week, numerator, denominator)) = parts(&row, zone) {
                        let (n, value) = (it.cases)(numerator, denominator);
                        let cell = cell_text(class, &row);
                        rows.push(WeekRow { agent, week, metric: it.metric, cell, n, value });
                    }
                }
            }
        }
        rows.extend(self.break_rows(dataset, from, to).await?);
        rows.retain(|it| 0.0 < it.n && it.value.is_finite() && 0.0 <= it.value);
        Ok(rows)
    }

    async fn break_rows(&self, dataset: &Dataset, from: &str, to: &str) -> Result<Vec<WeekRow>> {
        if self.catalogue.get(BREAKS).is_none() || self.catalogue.get(DAYS_AT_WORK).is_none() {
            return Ok(Vec::new());
        }
        let zone = &dataset.centre.zone;
        let mut days: BTreeMap<(String, String), f64> = BTreeMap::new();
        for row in self.weekly(dataset, DAYS_AT_WORK, (&[], None), from, to).await? {
            if let Some((agent, week, _, denominator)) = parts(&row, zone) {
                days.insert((agent, week), denominator);
            }
        }
        let mut rows = Vec::new();
        for row in self.weekly(dataset, BREAKS, (&[], None), from, to).await? {
            let Some((agent, week)) = agent_and_week(&row, zone) else { continue };
            let (Some(value), Some(n)) = (row.value, days.get(&(agent.clone(), week.clone()))) else {
                continue;
            };
            rows.push(WeekRow { agent, week, metric: BREAKS, cell: String::new(), n: *n, value });
        }
        Ok(rows)
    }

    /// Answers by week and agent, with the centre's eyes: everybody is judged by the same colleagues.
    async fn weekly(
        &self,
        dataset: &Dataset,
        metric: &str,
        (cell, filter): (&[String], Option<&str>),
        from: &str,
        to: &str,
    ) -> Result<Vec<AnswerRow>> {
        let mut by = vec!["agent".to_owned()];
        by.extend(cell.iter().cloned());
        let request = QueryRequest {
            metrics: vec![metric.to_owned()],
            by,
            filter: filter.map(str::to_owned),
            from: Some(from.to_owned()),
            to: Some(to.to_owned()),
            grain: "week".to_owned(),
            ..QueryRequest::default()
        };
        Ok(ask(dataset, &question(dataset, &Permission::owner(), &request).await?).await?.rows)
    }

    fn cell_of(&self, metric: &str) -> Vec<String> {
        let Some(metric) = self.catalogue.get(metric) else { return Vec::new() };
        // The shift is joined to contacts alone; the other relations are compared within queue, channel and reason.
        let known = |name: &str| {
            metric.measure.values().all(|it| {
                let with_shift = it.relation == "contact_segments" || name != "shift";
                with_shift && relation(&it.relation).is_some_and(|it| it.has_dimension(name))
            })
        };
        CELL.iter().filter(|name| known(name)).map(|name| (*name).to_owned()).collect()
    }
}

/// The judge of the watch, of the same strictness everywhere.
pub(super) fn strict() -> Judge {
    Judge::new(Settings { false_share_max: FALSE_SHARE_MAX, watch_periods: LOOKS, seed: SEED })
}

/// The findings of the weeks.
pub(super) fn judge(judge: &mut Judge, rows: &[WeekRow]) -> Result<Vec<Finding>> {
    let borrowed: Vec<Row<'_>> = rows
        .iter()
        .map(|it| Row {
            agent: &it.agent,
            period: &it.week,
            metric: it.metric,
            cell: &it.cell,
            n: it.n,
            value: it.value,
        })
        .collect();
    let reading = |metric: &str| {
        let known = WATCHED.iter().find(|it| it.metric == metric).map(|it| it.reading);
        known.unwrap_or_else(|| up(Kind::Mean))
    };
    judge.findings(&borrowed, reading).map_err(|error| AppError::Internal(error.to_string()))
}

fn signs(it: &Finding) -> Vec<ConcernSign> {
    let mut signs: Vec<ConcernSign> = it
        .signs
        .iter()
        .filter_map(|sign| {
            let p = sign.p.filter(|p| *p <= TEAM_P_MAX)?;
            Some(ConcernSign {
                metric: sign.metric.clone(),
                since: sign.since.clone(),
                p,
                effect: sign.effect.map(|it| it.0),
                lo: sign.effect.map(|it| it.1),
                hi: sign.effect.map(|it| it.2),
                n: sign.n,
            })
        })
        .collect();
    signs.sort_by(|a, b| a.p.total_cmp(&b.p));
    signs
}

/// Share of the colleagues in the team whose same metric moved the same way.
fn team_share(roster: &Roster, findings: &[Finding], it: &Finding) -> Option<f64> {
    let team = roster.0.get(&it.agent)?.team()?;
    let metric = it.metric.as_deref()?;
    let in_team = |other: &&Finding| {
        other.agent != it.agent && roster.0.get(&other.agent).and_then(|it| it.team()) == Some(team)
    };
    let colleagues: Vec<&Finding> = findings.iter().filter(in_team).collect();
    let moved = |other: &&&Finding| {
        other.signs.iter().any(|sign| sign.metric == metric && sign.p.is_some_and(|p| p <= TEAM_P_MAX))
    };
    let count = colleagues.iter().filter(moved).count();
    (!colleagues.is_empty()).then(|| count as f64 / colleagues.len() as f64)
}

/// From .. to of the full weeks, and the last of them.
async fn weeks(dataset: &Dataset) -> Result<Option<(String, String, String)>> {
    let Some(newest) = dataset.newest_work_us().await? else { return Ok(None) };
    let zone = &dataset.centre.zone;
    let first = dataset.centre.first_weekday;
    // The week the newest work lies in is not over.
    let mut day = zone.local_date(newest);
    while day.weekday() != first {
        day = day.yesterday().map_err(|error| AppError::Internal(error.to_string()))?;
    }
    let back =
        |weeks: i64| zone.local_date(zone.date_start(day) - weeks * WEEK_US + WEEK_US / 14).to_string();
    Ok(Some((back(WEEKS), day.to_string(), back(1))))
}

/// The agent, and the first day of the week.
fn agent_and_week(row: &AnswerRow, zone: &Zone) -> Option<(String, String)> {
    let agent = row.dims.first()?.clone()?;
    Some((agent, zone.local_date(row.period_start_us?).to_string()))
}

fn parts(row: &AnswerRow, zone: &Zone) -> Option<(String, String, f64, f64)> {
    let (agent, week) = agent_and_week(row, zone)?;
    Some((agent, week, row.numerator?, row.denominator?))
}

fn cell_text(class: &str, row: &AnswerRow) -> String {
    let class = Some(class.to_owned()).filter(|it| !it.is_empty());
    let words = row.dims.iter().skip(1).map(|it| it.as_deref().unwrap_or("-").replace('|', "/"));
    class.into_iter().chain(words).collect::<Vec<_>>().join("|")
}

#[cfg(test)]
mod tests;
