//! All goals evaluated at once, as the facts are now; kept until facts or goals change.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use jiff::ToSpan;
use jiff::civil::Date;
use pharos_engine::dataset::Dataset;
use pharos_goal::history::Period;
use pharos_goal::progress::Status;
use pharos_goal::way;
use pharos_store::{GoalState, NewEntry, NewFact, ShownRecord};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::moment::facts;
use super::progress::{GoalProgress, RestatedView, shown};
use super::soon::Evaluation;
use super::{Stored, VersionView, definition_of};
use crate::{Action, App, Permission, Result, now_us, rfc3339};

/// How each goal stood when the facts were those of the key, and the goal what its own key says.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Cache {
    facts: String,
    today: Option<Date>,
    /// the newest fact, RFC 3339
    #[serde(default)]
    newest: Option<String>,
    progress: BTreeMap<String, (String, GoalProgress)>,
}

/// Rules by which goals are evaluated: what was evaluated by others is worked out anew.
const RULES: u32 = 4;

/// The setting that holds it from one process to the next.
const EVALUATED: &str = "goals-evaluated";

/// A period as it was shown.
#[derive(Serialize, Deserialize)]
struct ShownPeriod {
    start: Date,
    value: Option<f64>,
    n: Option<f64>,
}

impl App {
    /// How every goal stands that the user may see, by its id.
    ///
    /// # Errors
    /// The right is missing; data that cannot be read.
    pub async fn goals_progress(&self, permission: &Permission) -> Result<BTreeMap<String, GoalProgress>> {
        permission.require(Action::ReadGoals)?;
        Ok(self.goals_soon(permission, Duration::MAX).await?.progress)
    }

    /// How one goal stands.
    ///
    /// # Errors
    /// The right is missing; no such goal.
    pub async fn goal_progress(&self, permission: &Permission, id: &str) -> Result<GoalProgress> {
        permission.require(Action::ReadGoals)?;
        self.stored_goal(permission, id).await?;
        let mut all = self.evaluated_for(permission).await?;
        let mut progress = all.remove(id).ok_or_else(|| crate::AppError::NotFound {
            what: "goal",
            name: id.to_owned(),
            advice: String::new(),
        })?;
        self.hide_persons(permission, std::iter::once(&mut progress)).await?;
        Ok(progress)
    }

    /// Every version of a goal, the newest first, with how things stand under it.
    ///
    /// # Errors
    /// The right is missing; no such goal.
    pub async fn goal_versions(&self, permission: &Permission, id: &str) -> Result<Vec<VersionView>> {
        permission.require(Action::ReadGoals)?;
        let stored = self.stored_goal(permission, id).await?;
        let dataset = self.goals_dataset().await?;
        let today = today(&dataset).await?;
        // What is agreed is measured over everybody it concerns, as the goal's own number is.
        let everybody = Permission::owner();
        let individuals = permission.may(Action::ReadIndividuals);
        let mut answers = self.answers(&dataset, if individuals { &everybody } else { permission });
        let mut views = Vec::new();
        for version in self.store.goal_versions(Some(id)).await?.into_iter().rev() {
            let definition = definition_of(&version)?;
            let day = day_of(stored.record.state, definition.by, today);
            let mut progress = match stored.record.state {
                GoalState::Draft => None,
                _ => Some(self.progress_of(&dataset, &mut answers, &definition, &stored.work, day).await?),
            };
            self.hide_persons(permission, progress.iter_mut()).await?;
            views.push(VersionView {
                version: version.version,
                definition,
                reason: version.reason,
                made_by: version.made_by,
                made_at: rfc3339(version.made_at_us),
                progress,
            });
        }
        Ok(views)
    }

    /// Evaluates the goals if facts or goals have changed since; called as facts arrive.
    ///
    /// # Errors
    /// Data that cannot be read.
    pub async fn refresh_goals(&self) -> Result<()> {
        let is_pursued = |it: &pharos_store::GoalRecord| it.state == GoalState::Active;
        if self.store.goals().await?.iter().any(is_pursued) {
            self.evaluated_for(&Permission::owner()).await?;
        }
        Ok(())
    }

    /// The same in the sight of those who see groups only, where a wall shows goals or somebody like that has asked: a screen
    /// that is switched on has something to show at once.
    ///
    /// # Errors
    /// Data that cannot be read.
    pub(crate) async fn refresh_goals_of_groups(&self) -> Result<()> {
        let groups = Permission::groups();
        if self.last_evaluations.get(&groups).is_some() || self.walls_show_goals().await? {
            self.evaluated_for(&groups).await?;
        }
        Ok(())
    }

    /// As [`App::refresh_goals`], for work that is done already when this begins: what goes wrong is logged.
    pub(crate) async fn refresh_goals_after(&self, work: &str) {
        if let Err(error) = self.refresh_goals().await {
            tracing::error!(%error, work, "the goals could not be evaluated; they are when they are next looked at");
        }
    }

    /// Forgets how goals stood: after an erasure nobody erased may be named in it.
    pub(crate) async fn forget_evaluated_goals(&self) -> Result<()> {
        *self.goals_cache.lock().await = Cache::default();
        *self.goals_of_groups.lock().await = Cache::default();
        self.last_evaluations.clear();
        Ok(self.store.set_setting(EVALUATED, &serde_json::Value::Null).await?)
    }

    /// How the goals stood when the last process looked.
    async fn kept_evaluation(&self) -> Result<Option<Cache>> {
        let kept = self.store.setting(EVALUATED).await?;
        // Of another version of the program it may read otherwise; then it is worked out anew.
        Ok(kept.and_then(|it| serde_json::from_value(it).ok()))
    }

    /// The last whole evaluation in somebody's sight, of this process or of the one before.
    pub(super) async fn last_evaluation(&self, permission: &Permission) -> Result<Option<Arc<Evaluation>>> {
        let begun = self.last_evaluations.forgotten();
        if permission.may(Action::ReadIndividuals)
            && self.last_evaluations.get(permission).is_none()
            && let Some(Cache { progress, newest, .. }) = self.kept_evaluation().await?
        {
            self.last_evaluations.set(permission, begun, Evaluation { progress, newest });
        }
        Ok(self.last_evaluations.get(permission))
    }

    /// Every goal's progress in somebody's sight: agreed numbers are shown to all who see the goal, but those who see groups
    /// only see no small ones.
    pub(super) async fn evaluated_for(
        &self,
        permission: &Permission,
    ) -> Result<BTreeMap<String, GoalProgress>> {
        let begun = self.last_evaluations.forgotten();
        let newest = self.newest_fact().await?;
        let all = match permission.may(Action::ReadIndividuals) {
            true => self.evaluated().await?,
            false => self.evaluated_of_groups(permission).await?,
        };
        let stored = self.stored_goals().await?;
        let known = stored.iter().filter_map(|goal| {
            let id = &goal.record.id;
            Some((id.clone(), (key_of(goal), all.get(id)?.clone())))
        });
        let progress = known.collect();
        self.last_evaluations.set(permission, begun, Evaluation { progress, newest });
        Ok(all)
    }

    async fn evaluated_of_groups(&self, permission: &Permission) -> Result<BTreeMap<String, GoalProgress>> {
        let mut all = self.evaluated().await?;
        let snapshot = self.snapshot().await?;
        let facts = facts(&snapshot);
        let mut cache = self.goals_of_groups.lock().await;
        if cache.facts != facts {
            *cache = Cache { facts, ..Cache::default() };
        }
        let dataset = self.goals_dataset_of(&snapshot)?;
        let today = today(&dataset).await?;
        let stored = self.stored_goals().await?;
        for goal in &stored {
            let (id, key) = (&goal.record.id, key_of(goal));
            if cache.progress.get(id).is_none_or(|it| it.0 != key) {
                let mut answers = self.answers(&dataset, permission);
                let day = day_of(goal.record.state, goal.definition.by, today);
                let progress =
                    self.progress_of(&dataset, &mut answers, &goal.definition, &goal.work, day).await?;
                cache.progress.insert(id.clone(), (key, progress));
            }
            if let Some((_, progress)) = cache.progress.get(id) {
                all.insert(id.clone(), progress.clone());
            }
        }
        drop(cache);
        roll_up(&stored, &mut all);
        Ok(all)
    }

    /// Every goal's progress, from the cache where nothing has changed.
    pub(super) async fn evaluated(&self) -> Result<BTreeMap<String, GoalProgress>> {
        let snapshot = self.snapshot().await?;
        let stored = self.stored_goals().await?;
        let facts = facts(&snapshot);
        let mut cache = self.goals_cache.lock().await;
        if cache.facts.is_empty() {
            *cache = self.kept_evaluation().await?.unwrap_or_default();
        }
        if cache.facts != facts {
            *cache = Cache { facts, ..Cache::default() };
        }
        let mut fresh = BTreeMap::new();
        let mut all = BTreeMap::new();
        let mut dataset = None;
        for goal in &stored {
            let key = key_of(goal);
            if let Some((_, known)) = cache.progress.get(&goal.record.id).filter(|it| it.0 == key) {
                all.insert(goal.record.id.clone(), known.clone());
                continue;
            }
            if dataset.is_none() {
                let made = self.goals_dataset_of(&snapshot)?;
                let day = today(&made).await?;
                dataset = Some((made, day));
            }
            let Some((dataset, today)) = &dataset else { continue };
            cache.today = Some(*today);
            cache.newest = dataset.reaches_us().await?.map(rfc3339);
            let day = day_of(goal.record.state, goal.definition.by, *today);
            let mut answers = self.answers(dataset, &Permission::owner());
            let progress = self.progress_of(dataset, &mut answers, &goal.definition, &goal.work, day).await?;
            fresh.insert(goal.record.id.clone(), progress);
        }
        let is_new = !fresh.is_empty();
        self.note_shown(&stored, &mut fresh).await?;
        for goal in &stored {
            if let Some(progress) = fresh.remove(&goal.record.id) {
                cache.progress.insert(goal.record.id.clone(), (key_of(goal), progress.clone()));
                all.insert(goal.record.id.clone(), progress);
            }
        }
        if is_new {
            self.store.set_setting(EVALUATED, &super::json(&*cache)?).await?;
        }
        drop(cache);
        roll_up(&stored, &mut all);
        Ok(all)
    }

    /// The day the goals are looked at.
    pub(super) async fn goals_today(&self) -> Result<Date> {
        if let Some(today) = self.goals_cache.lock().await.today {
            return Ok(today);
        }
        today(&self.goals_dataset().await?).await
    }

    /// Compares what is shown with what was shown; what differs is a restatement and stays readable. Periods that are over for
    /// the first time become facts.
    async fn note_shown(&self, stored: &[Stored], all: &mut BTreeMap<String, GoalProgress>) -> Result<()> {
        let before = self.store.shown().await?;
        let mut facts = Vec::new();
        for goal in stored.iter().filter(|it| it.record.state == GoalState::Active) {
            let record = &goal.record;
            let Some(progress) = all.get_mut(&record.id) else { continue };
            let now = shown(&progress.periods);
            let was = before.iter().find(|it| it.goal_id == record.id && it.version == record.version);
            let was: Vec<Period> = was.map_or_else(Vec::new, |it| periods(&it.body));
            let restated = way::restated(&was, &now, |_| true);
            progress.restated = restated
                .iter()
                .map(|it| RestatedView {
                    start: it.start,
                    was: it.was,
                    is: it.is,
                    n_was: it.n_was,
                    n_is: it.n_is,
                })
                .collect();
            let fresh: Vec<&Period> =
                now.iter().filter(|it| !was.iter().any(|known| known.start == it.start)).collect();
            if restated.is_empty() && fresh.is_empty() {
                continue;
            }
            for period in now.iter().filter(|it| {
                fresh.iter().any(|fresh| fresh.start == it.start)
                    || restated.iter().any(|restated| restated.start == it.start)
            }) {
                facts.extend(result_fact(&record.id, record.version, period));
            }
            if !restated.is_empty() {
                let entry = NewEntry {
                    goal_id: record.id.clone(),
                    version: record.version,
                    kind: "restated".to_owned(),
                    author: String::new(),
                    about: None,
                    body: json!({ "periods": progress.restated }),
                    at_us: now_us(),
                };
                self.store.add_goal_entry(&entry).await?;
            }
            let body: Vec<ShownPeriod> = now
                .iter()
                .map(|it| ShownPeriod { start: it.start, value: it.value, n: it.denominator })
                .collect();
            let record = ShownRecord {
                goal_id: record.id.clone(),
                version: record.version,
                body: super::json(&body)?,
                at_us: now_us(),
            };
            self.store.save_shown(&record).await?;
        }
        if !facts.is_empty() {
            self.store.accept(None, &facts, now_us()).await?;
        }
        Ok(())
    }

    /// Who may not see single people sees how many and, of the names, only the own.
    pub(super) async fn hide_persons(
        &self,
        permission: &Permission,
        all: impl Iterator<Item = &mut GoalProgress>,
    ) -> Result<()> {
        let members: Vec<_> =
            all.filter_map(|it| it.standing.as_mut()).filter_map(|it| it.members.as_mut()).collect();
        if members.is_empty() {
            return Ok(());
        }
        let visible = self.visible_agents(permission).await?;
        let mut named = std::collections::BTreeSet::new();
        for members in members {
            let may = |id: &String| visible.as_ref().is_none_or(|it| it.contains(id));
            members.below.retain(may);
            members.not_judged.retain(may);
            named.extend(members.below.iter().chain(&members.not_judged).cloned());
        }
        let own = permission.agent_id().is_some_and(|agent| named.iter().all(|it| it == agent));
        if !named.is_empty() && !own {
            self.audit_seen(permission, "goal.members", ("goal", ""), "members of goals", named.len())
                .await?;
        }
        Ok(())
    }
}

/// The day a goal is looked at: what has ended is shown as it ended, with its last period over.
fn day_of(state: GoalState, by: Option<Date>, today: Date) -> Date {
    match (state, by) {
        (GoalState::Reached | GoalState::Missed | GoalState::Retired, Some(by)) => {
            by.saturating_add(1.day()).min(today)
        }
        _ => today,
    }
}

/// What a goal's progress depends on besides the facts.
pub(super) fn key_of(goal: &Stored) -> String {
    let definition = serde_json::to_string(&goal.definition).unwrap_or_default();
    format!("{RULES} {} {:?} {} {definition}", goal.record.version, goal.record.state, goal.record.work)
}

/// The newest day of the data in the centre's zone; without data the day of the clock.
pub(super) async fn today(dataset: &Dataset) -> Result<Date> {
    let newest = dataset.reaches_us().await?.unwrap_or_else(now_us);
    // The last instant of a day that is over belongs to it.
    Ok(dataset.centre.zone.local_date(newest.saturating_sub(1)))
}

/// Goals with parts get their parts' ways rolled up by the stated rule, the innermost first.
fn roll_up(stored: &[Stored], all: &mut BTreeMap<String, GoalProgress>) {
    for goal in stored.iter().rev() {
        let parts: Vec<(Status, Option<f64>)> = stored
            .iter()
            .filter(|it| it.definition.parent.as_deref() == Some(&goal.record.id))
            .filter(|it| it.record.state != GoalState::Draft && it.record.state != GoalState::Retired)
            .filter_map(|it| all.get(&it.record.id)?.standing.as_ref())
            .map(|it| (it.progress.status, it.progress.way))
            .collect();
        if parts.is_empty() {
            continue;
        }
        if let Some(progress) = all.get_mut(&goal.record.id) {
            progress.rolled_up = Some(way::roll_up(goal.definition.roll_up, &parts));
        }
    }
}

fn periods(body: &serde_json::Value) -> Vec<Period> {
    let shown: Vec<ShownPeriod> = serde_json::from_value(body.clone()).unwrap_or_default();
    shown
        .into_iter()
        .map(|it| Period { start: it.start, value: it.value, numerator: None, denominator: it.n })
        .collect()
}

/// A goal's value at the first day of a period that is over, as a row of `goal_results`.
fn result_fact(id: &str, version: i32, period: &Period) -> Option<NewFact> {
    let value = period.value?;
    let key = format!("{id}/{version}/{}", period.start);
    let at = period.start.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp().to_string();
    let row = json!({
        "key": key,
        "source_name": "pharos",
        "goal_id": id,
        "goal_version": version,
        "value": value,
        "at": at,
    });
    Some(NewFact {
        table: super::RESULTS_TABLE.to_owned(),
        source_name: "pharos".to_owned(),
        key,
        source_version: now_us(),
        row: row.to_string(),
        ended: true,
    })
}
