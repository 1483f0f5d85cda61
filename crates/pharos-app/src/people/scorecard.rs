//! Scorecards: a few metrics fit for a person, against the target, the own past and colleagues on the same work.

use std::collections::BTreeMap;
use std::sync::Arc;

use pharos_calendar::Zone;
use pharos_engine::dataset::Dataset;
use pharos_engine::query::{AnswerRow, ask};
use pharos_metric::{Metric, relation};
use pharos_people::scorecard::{Better, Item, Measured, Standing, scorecard};
use pharos_store::SnapshotMark;
use serde::Serialize;
use tokio::sync::Mutex;

use super::fair::{Fair, fair};
use super::roster::{Person, me};
use super::settings::{PeopleSettings, ScorecardItem};
use crate::query::question;
use crate::{Action, App, AppError, Part, Permission, QueryRequest, Reason, Result, now_us};

/// A line of the card.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ScoreLine {
    /// id of the metric
    pub metric: String,
    /// version of its definition
    pub version: u64,
    /// unit of the values
    pub unit: String,
    /// up or down is better
    pub direction: String,
    /// weight, of all lines together 1
    pub weight: f64,
    /// the value; `None` without data
    pub value: Option<f64>,
    /// lower limit, 95 %
    pub lo: Option<f64>,
    /// upper limit
    pub hi: Option<f64>,
    /// what it stands on
    pub n: u64,
    /// the target
    pub target: Option<f64>,
    /// the value in the eight weeks before
    pub past: Option<f64>,
    /// what colleagues have on the same work
    pub peers: Option<f64>,
    /// the value drawn towards colleagues' by how little is known, with its 95 % interval
    pub shrunken: Option<[f64; 3]>,
    /// better, same, worse, unknown
    pub to_target: String,
    /// against the own past
    pub to_past: String,
    /// against colleagues
    pub to_peers: String,
}

/// The card.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ScorecardView {
    /// whose
    pub agent_id: String,
    /// by name
    pub agent: String,
    /// first day, as 2026-05-01
    pub from: String,
    /// first day after
    pub to: String,
    /// share of the weight at or beyond its target, of what can be told
    pub reached: Option<f64>,
    /// the lines
    pub lines: Vec<ScoreLine>,
    /// metrics in which the person is surely better
    pub strengths: Vec<String>,
    /// metrics in which the person is surely worse
    pub areas: Vec<String>,
}

/// Days of the card, and as many before.
const DAYS: i64 = 56;
const DAY_US: i64 = 86_400_000_000;
/// What makes work alike.
const WORK: [&str; 3] = ["queue", "channel", "reason"];

/// The time of a card.
#[derive(Debug)]
struct Window {
    before: String,
    from: String,
    to: String,
}

impl App {
    /// The scorecard of a person: one's own, or of somebody one may see.
    ///
    /// # Errors
    /// Somebody the reader may not see; scorecards are switched off; data that cannot be read.
    pub async fn scorecard(&self, permission: &Permission, agent: &str) -> Result<ScorecardView> {
        let roster = self.roster().await?;
        let person = roster.seen(permission, agent)?;
        let settings = self.judgement().await?;
        if !settings.scorecards {
            return Err(AppError::refused(
                Reason::ScorecardsOff,
                "scorecards are switched off in this centre",
            ));
        }
        check_individual(permission, &settings, person)?;
        let centre = self.scores(&settings.scorecard).await?;
        let mut items = Vec::new();
        let mut metrics = Vec::new();
        for line in &settings.scorecard {
            let Some(metric) = self.catalogue.get(&line.metric) else { continue };
            items.push(centre.item(line, metric, agent));
            metrics.push(metric);
        }
        let window = &centre.window;
        let card = scorecard(&items);
        let lines = card.lines.into_iter().zip(metrics).map(|(line, metric)| ScoreLine {
            shrunken: centre.fair(&metric.id, agent).and_then(|it| it.shrunken),
            version: u64::from(metric.version),
            unit: metric.unit.clone(),
            direction: metric.direction.clone(),
            to_target: word(line.to_target),
            to_past: word(line.to_past),
            to_peers: word(line.to_peers),
            metric: line.metric,
            weight: line.weight,
            value: line.value,
            lo: line.lo,
            hi: line.hi,
            n: line.n,
            target: line.target,
            past: line.past,
            peers: line.peers,
        });
        Ok(ScorecardView {
            agent_id: agent.to_owned(),
            agent: person.name.clone(),
            from: window.from.clone(),
            to: window.to.clone(),
            reached: card.reached,
            lines: lines.collect(),
            strengths: card.strengths,
            areas: card.areas,
        })
    }

    /// The figures of everybody, asked once for all cards: a few scans, however many people are looked at.
    pub(super) async fn scores(&self, lines: &[ScorecardItem]) -> Result<Arc<Scores>> {
        let metrics: Vec<&Metric> = lines.iter().filter_map(|it| self.catalogue.get(&it.metric)).collect();
        let (mark, dataset) = self.marked_dataset().await?;
        let key = FactsKey::of(mark, &metrics);
        let mut kept = self.kept_scores.lock().await;
        if let Some((known, scores)) = kept.as_ref()
            && *known == key
        {
            return Ok(Arc::clone(scores));
        }
        let window = window(&dataset).await?;
        let before = (window.before.as_str(), window.from.as_str());
        let now = (window.from.as_str(), window.to.as_str());
        let all: Vec<String> = metrics.iter().map(|it| it.id.clone()).collect();
        let own = scores_of(&dataset, &all, &[], now).await?;
        let past = scores_of(&dataset, &all, &[], before).await?;
        // Metrics whose work is told by the same words share their scans.
        let mut alike: BTreeMap<Vec<String>, Vec<String>> = BTreeMap::new();
        for metric in &metrics {
            alike.entry(work_of(metric)).or_default().push(metric.id.clone());
        }
        let mut cells: BTreeMap<String, Vec<AnswerRow>> = BTreeMap::new();
        for (work, metrics) in alike {
            for row in scores_of(&dataset, &metrics, &work, now).await? {
                cells.entry(row.metric.to_string()).or_default().push(row);
            }
        }
        let own = by_agent(own);
        let told = |metric: &&Metric| {
            let cells = cells.get(&metric.id).map_or(&[][..], Vec::as_slice);
            let rows: Vec<&AnswerRow> = own.iter().filter(|it| it.0.0 == metric.id).map(|it| it.1).collect();
            (metric.id.clone(), fair(cells, &rows, crate::goals::facts(metric).possible))
        };
        let fair = metrics.iter().map(told).collect();
        let scores = Arc::new(Scores { window, own, past: by_agent(past), fair });
        *kept = Some((key, Arc::clone(&scores)));
        Ok(scores)
    }

    /// Asks ahead what the cards need, so that the first reader does not wait.
    ///
    /// # Errors
    /// Data that cannot be read.
    pub async fn refresh_scorecards(&self) -> Result<()> {
        let settings = self.judgement().await?;
        if settings.scorecards {
            self.scores(&settings.scorecard).await?;
        }
        Ok(())
    }
}

/// The figures cards were made of, as long as nothing they are read from has moved.
pub(crate) type KeptScores = Arc<Mutex<Option<(FactsKey, Arc<Scores>)>>>;

/// Facts of the product's own; thanks and results of learning move no figure of contacts.
const OWN_TABLES: [&str; 4] = ["recognitions", "coaching_sessions", "learning_results", "goal_results"];

/// What the figures of some metrics depend on: where two are equal, so are the figures.
#[derive(Debug, PartialEq)]
pub(crate) struct FactsKey {
    mark: SnapshotMark,
    metrics: Vec<(String, u32)>,
}

impl FactsKey {
    /// The key of metrics at a mark: tables of the product's own that they do not read are left out.
    fn of(mut mark: SnapshotMark, metrics: &[&Metric]) -> FactsKey {
        let is_read = |table: &str| {
            let mut relations = metrics.iter().flat_map(|it| it.measure.values());
            relations.any(|it| relation(&it.relation).is_none_or(|it| it.base == table))
        };
        for table in OWN_TABLES.into_iter().filter(|table| !is_read(table)) {
            mark.heads.remove(table);
            mark.inbox.remove(table);
        }
        FactsKey { mark, metrics: metrics.iter().map(|it| (it.id.clone(), it.version)).collect() }
    }
}

/// The figures of everybody over the weeks of a card and as many before.
#[derive(Debug)]
pub(crate) struct Scores {
    window: Window,
    own: BTreeMap<(String, String), AnswerRow>,
    past: BTreeMap<(String, String), AnswerRow>,
    /// by metric and agent: what is fair to say beside colleagues
    fair: BTreeMap<String, BTreeMap<String, Fair>>,
}

impl Scores {
    fn fair(&self, metric: &str, agent: &str) -> Option<Fair> {
        self.fair.get(metric)?.get(agent).copied()
    }

    fn item(&self, line: &ScorecardItem, metric: &Metric, agent: &str) -> Item {
        let key = (metric.id.clone(), agent.to_owned());
        let own = self.own.get(&key).and_then(|row| {
            let value = row.value?;
            Some(Measured {
                value,
                lo: row.lo.unwrap_or(value),
                hi: row.hi.unwrap_or(value),
                n: row.n.unwrap_or(0),
            })
        });
        let past = self.past.get(&key).filter(|row| metric.n_min <= row.n.unwrap_or(0));
        Item {
            metric: metric.id.clone(),
            weight: line.weight,
            better: if metric.direction == "down" { Better::Down } else { Better::Up },
            target: line.target,
            own,
            past: past.and_then(|row| row.value),
            peers: self.fair(&metric.id, agent).and_then(|it| it.peers),
            shrunken: self.fair(&metric.id, agent).and_then(|it| it.shrunken).map(|[_, lo, hi]| (lo, hi)),
            n_min: metric.n_min,
        }
    }
}

/// Rows of metrics by agent and work. The card is made with the centre's eyes: colleagues are a sum, no person of them is
/// shown.
async fn scores_of(
    dataset: &Dataset,
    metrics: &[String],
    work: &[String],
    (from, to): (&str, &str),
) -> Result<Vec<AnswerRow>> {
    if metrics.is_empty() {
        return Ok(Vec::new());
    }
    let by = std::iter::once("agent".to_owned()).chain(work.iter().cloned());
    let request = QueryRequest {
        metrics: metrics.to_vec(),
        by: by.collect(),
        from: Some(from.to_owned()),
        to: Some(to.to_owned()),
        ..QueryRequest::default()
    };
    Ok(ask(dataset, &question(dataset, &Permission::owner(), &request).await?).await?.rows)
}

fn by_agent(rows: Vec<AnswerRow>) -> BTreeMap<(String, String), AnswerRow> {
    let keyed = |row: AnswerRow| {
        let agent = row.dims.first().cloned().flatten()?;
        Some(((row.metric.to_string(), agent), row))
    };
    rows.into_iter().filter_map(keyed).collect()
}

impl App {
    /// Refuses where the reader may not see an agent's own figures; who is not on the roster any more has none to hide.
    pub(crate) async fn check_figures_of(&self, permission: &Permission, agent: &str) -> Result<()> {
        let settings = self.judgement().await?;
        match self.roster().await?.0.get(agent) {
            Some(person) => check_individual(permission, &settings, person),
            None => Ok(()),
        }
    }
}

/// With groups only, a person's figures are the person's and the direct lead's.
pub(super) fn check_individual(
    permission: &Permission,
    settings: &PeopleSettings,
    person: &Person,
) -> Result<()> {
    let me = me(permission);
    // A supervisor who is no agent leads the teams the user was given.
    let leads_team = permission.may(Action::Coach)
        && matches!(permission.part(), Part::Teams(teams) if person.team().is_some_and(|it| teams.contains(it)));
    let direct = person.agent_id == me || person.now.supervisor.as_deref() == Some(&me) || leads_team;
    if settings.groups_only && !direct {
        return Err(AppError::refused(
            Reason::PersonsOff,
            "figures of single persons are switched off: only the person and the direct lead see them",
        ));
    }
    Ok(())
}

/// The dimensions that make work alike, as far as every measure of the metric knows them.
fn work_of(metric: &Metric) -> Vec<String> {
    let known = |name: &str| {
        let mut relations = metric.measure.values().map(|it| relation(&it.relation));
        relations.all(|it| it.is_some_and(|it| it.has_dimension(name)))
    };
    WORK.iter().filter(|name| known(name)).map(|name| (*name).to_owned()).collect()
}

async fn window(dataset: &Dataset) -> Result<Window> {
    let newest = dataset.newest_us().await?.unwrap_or_else(now_us);
    let zone: &Zone = &dataset.centre.zone;
    let day = |days_ago: i64| zone.local_date(newest - days_ago * DAY_US).to_string();
    Ok(Window { before: day(2 * DAYS - 1), from: day(DAYS - 1), to: day(-1) })
}

fn word(standing: Standing) -> String {
    match standing {
        Standing::Better => "better",
        Standing::Same => "same",
        Standing::Worse => "worse",
        Standing::Unknown => "unknown",
    }
    .to_owned()
}
