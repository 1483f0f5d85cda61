//! Leaderboards and contests: opt-in, with an end if they are a contest, without ranks where there is nothing to rank.

use jiff::civil::Date;
use pharos_goal::assess::Direction;
use pharos_goal::definition::PeriodLength;
use pharos_goal::leaderboard::{self, Entrant};
use pharos_store::BoardRecord;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::evaluate::today;
use super::moment::Answers;
use super::requests;
use crate::{Action, App, AppError, Permission, Reason, Result, now_us, rfc3339};

/// What a board compares.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct BoardSpec {
    /// its title
    pub title: String,
    /// the metric
    pub metric: String,
    /// rows that count, such as the team
    pub filter: String,
    /// `agent` or `team`
    pub by: String,
    /// first day
    pub starts: Option<Date>,
    /// last day: then it is a contest with an end
    pub ends: Option<Date>,
    /// what the winners get
    pub prize: String,
    /// those who take part; of agents only who agreed is shown
    pub taking_part: Vec<String>,
}

/// A board as shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BoardView {
    /// its id
    pub id: String,
    /// what it compares
    pub spec: BoardSpec,
    /// when it was made, RFC 3339
    pub made_at: String,
    /// closed by hand, RFC 3339
    pub ended_at: Option<String>,
    /// the contest is over
    pub over: bool,
    /// groups that can be told apart, or why there are none
    pub board: leaderboard::Board,
}

impl App {
    /// All boards with their groups.
    ///
    /// # Errors
    /// The right is missing; data that cannot be read.
    pub async fn boards(&self, permission: &Permission) -> Result<Vec<BoardView>> {
        permission.require(Action::ReadGoals)?;
        let records = self.store.boards().await?;
        if records.is_empty() {
            return Ok(Vec::new());
        }
        let dataset = self.goals_dataset().await?;
        let now = today(&dataset).await?;
        let mut answers = self.answers(&dataset, permission);
        let mut views = Vec::new();
        for record in records {
            let spec: BoardSpec = serde_json::from_value(record.body.clone())
                .map_err(|it| AppError::Internal(it.to_string()))?;
            let board = self.board(&mut answers, &spec, now).await?;
            views.push(BoardView {
                id: record.id,
                made_at: rfc3339(record.made_at_us),
                ended_at: record.ended_at_us.map(rfc3339),
                over: record.ended_at_us.is_some() || spec.ends.is_some_and(|it| it < now),
                spec,
                board,
            });
        }
        Ok(views)
    }

    /// Keeps a board, new or changed; gives its id.
    ///
    /// # Errors
    /// The right is missing; a metric without a better side, or one that must not be asked of persons.
    pub async fn save_board(
        &self,
        permission: &Permission,
        id: Option<&str>,
        spec: &BoardSpec,
        ended: bool,
    ) -> Result<String> {
        permission.require(Action::ManageGoals)?;
        let metric = self.catalogue_metric(&spec.metric)?;
        if !matches!(metric.direction.as_str(), "up" | "down") {
            return Err(AppError::refused(
                Reason::MetricNoBetterSide,
                format!("`{}` has no better side, so it makes no board; maybe a rate of success", metric.id),
            ));
        }
        if spec.by == "agent" && metric.level != "agent" {
            return Err(AppError::refused(
                Reason::MetricNotOfPersons,
                format!(
                    "`{}` says something about a {}, not about a person; maybe compare teams",
                    metric.id, metric.level
                ),
            ));
        }
        if !matches!(spec.by.as_str(), "agent" | "team") {
            return Err(AppError::Input(format!("by is `{}`; maybe `agent` or `team`", spec.by)));
        }
        let before = self.store.boards().await?.into_iter().find(|it| Some(it.id.as_str()) == id);
        let id = id.map_or_else(|| Uuid::new_v4().to_string(), str::to_owned);
        let record = BoardRecord {
            id: id.clone(),
            body: super::json(spec)?,
            made_by: before.as_ref().map_or(permission.user_id(), |it| &it.made_by).to_owned(),
            made_at_us: before.as_ref().map_or_else(now_us, |it| it.made_at_us),
            ended_at_us: ended.then(|| before.and_then(|it| it.ended_at_us).unwrap_or_else(now_us)),
        };
        self.audit(permission, "board.save", ("board", &id), &spec.title).await?;
        self.store.save_board(&record).await?;
        Ok(id)
    }

    async fn board(
        &self,
        answers: &mut Answers<'_>,
        spec: &BoardSpec,
        now: Date,
    ) -> Result<leaderboard::Board> {
        let metric = self.catalogue_metric(&spec.metric)?;
        let direction = if metric.direction == "down" { Direction::Down } else { Direction::Up };
        let from = spec.starts.unwrap_or(now);
        let to = spec.ends.unwrap_or(now).min(now);
        let request =
            requests::of_metric(&metric.id, &spec.filter, from, to, PeriodLength::Whole, &[spec.by.as_str()]);
        let rows = answers.get(request).await?.map(|it| it.rows).unwrap_or_default();
        let mut entrants = Vec::new();
        for row in rows {
            let Some(Some(id)) = row.dims.first().cloned() else { continue };
            // Nobody who has not agreed stands on a board.
            if spec.by == "agent" && !spec.taking_part.contains(&id) {
                continue;
            }
            let (Some(value), Some((lo, hi))) = (row.value, row.lo.zip(row.hi)) else { continue };
            // The interval holds 95 % of a normal law.
            let sd = (hi - lo) / (2.0 * 1.959_963_984_540_054);
            entrants.push(Entrant { id, value, variance: sd * sd, n: row.n.unwrap_or(0) });
        }
        Ok(leaderboard::board(&entrants, direction, metric.n_min))
    }
}
