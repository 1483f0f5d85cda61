//! Wallboards: at most six numbers, a word from the supervisor, goals and wins. Two kinds: the floor sees what it can act
//! on, operations sees more. No person is named unless that was switched on for the board.

use std::collections::BTreeMap;

use pharos_store::WallRecord;
use serde::{Deserialize, Serialize};

use super::numbers::DayNumber;
use super::wall_news::{GOALS_MAX, WallGoal, WallWins};
use crate::{Action, App, AppError, Part, Permission, Reason, Result, now_us};

/// Tiles of a board at most: more are not read from afar, and the floor has fewer to act on.
const TILES_MAX: usize = 6;
const FLOOR_TILES_MAX: usize = 4;
/// Boards at most.
const WALLS_MAX: usize = 100;
/// Characters of a name and of a message at most.
const NAME_MAX: usize = 80;
const MESSAGE_MAX: usize = 400;

/// What a board shows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WallConfig {
    /// metrics, the first is shown largest
    pub metrics: Vec<String>,
    /// filter they are asked with; empty for none
    pub filter: String,
    /// a target by metric, the same order; none where there is none
    pub targets: Vec<Option<f64>>,
    /// a word from the supervisor
    pub message: String,
    /// ids of goals
    pub goals: Vec<String>,
    /// recent thanks are shown
    pub wins: bool,
    /// persons may be named
    pub persons: bool,
}

/// A board as somebody hands it in.
#[derive(Clone, Debug, PartialEq)]
pub struct NewWall {
    /// changes this one; a new one where `None`
    pub id: Option<String>,
    /// shown on it
    pub name: String,
    /// `floor` or `operations`
    pub kind: String,
    /// what it shows
    pub config: WallConfig,
}

/// A board.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WallView {
    /// names it for ever
    pub id: String,
    /// shown on it
    pub name: String,
    /// `floor` or `operations`
    pub kind: String,
    /// what it shows
    pub config: WallConfig,
}

/// A number on a board.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WallTile {
    /// the metric's name by language: a screen has no catalogue
    pub names: BTreeMap<String, String>,
    /// the number of the day so far, beside the same weekday a week before
    pub number: DayNumber,
    /// the target
    pub target: Option<f64>,
}

/// What a screen shows now.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WallFrame {
    /// the board
    pub wall: WallView,
    /// the day so far, or the last that had work where today has nothing yet, `YYYY-MM-DD`
    pub day: String,
    /// the centre's time zone
    pub time_zone: String,
    /// newest fact, RFC 3339: the screen dims where it is old
    pub as_of: Option<String>,
    /// when this was made, RFC 3339
    pub made_at: String,
    /// the numbers
    pub tiles: Vec<WallTile>,
    /// the goals
    pub goals: Vec<WallGoal>,
    /// the newest fact the goals know, RFC 3339, while newer ones are still being worked in
    pub goals_as_of: Option<String>,
    /// thanks and wins of the last days, where the board shows them
    pub wins: Option<WallWins>,
}

impl App {
    /// All boards.
    ///
    /// # Errors
    /// The right is missing; the records.
    pub async fn walls(&self, permission: &Permission) -> Result<Vec<WallView>> {
        permission.require(Action::ReadGoals)?;
        self.store.walls().await?.into_iter().map(view).collect()
    }

    /// Makes or changes a board.
    ///
    /// # Errors
    /// The right is missing; a field at fault.
    pub async fn save_wall(&self, permission: &Permission, new: &NewWall) -> Result<WallView> {
        permission.require(Action::ShareViews)?;
        self.check_wall(permission, new).await?;
        let there = self.store.walls().await?;
        let id = match &new.id {
            Some(id) if there.iter().any(|wall| &wall.id == id) => id.clone(),
            Some(id) => return Err(no_wall(id)),
            None if WALLS_MAX <= there.len() => {
                return Err(AppError::refused(
                    Reason::WallsFull,
                    format!("there are {WALLS_MAX} boards; maybe remove one"),
                )
                .with("most", WALLS_MAX));
            }
            None => uuid::Uuid::now_v7().simple().to_string(),
        };
        let config =
            serde_json::to_string(&new.config).map_err(|error| AppError::Internal(error.to_string()))?;
        let record = WallRecord {
            id: id.clone(),
            name: new.name.trim().to_owned(),
            kind: new.kind.clone(),
            config,
            made_by: permission.user_id().to_owned(),
            changed_at_us: now_us(),
        };
        self.audit(permission, "wall.save", ("wall", &id), &record.name).await?;
        self.store.save_wall(&record).await?;
        view(record)
    }

    /// Removes a board; its screens show nothing any more.
    ///
    /// # Errors
    /// The right is missing; no such board.
    pub async fn remove_wall(&self, permission: &Permission, id: &str) -> Result<()> {
        permission.require(Action::ShareViews)?;
        self.wall_record(id).await?;
        self.audit(permission, "wall.remove", ("wall", id), "").await?;
        Ok(self.store.remove_wall(id).await?)
    }

    /// What a board shows now.
    ///
    /// # Errors
    /// The right is missing; no such board; data that cannot be read.
    pub async fn wall_frame(&self, permission: &Permission, id: &str) -> Result<WallFrame> {
        permission.require(Action::ReadMetrics)?;
        let wall = view(self.wall_record(id).await?)?;
        let (mut day, as_of, time_zone) = self.day_of(None).await?;
        let metrics: Vec<&str> = wall.config.metrics.iter().map(String::as_str).collect();
        let mut numbers = self.numbers_of(permission, &metrics, &wall.config.filter, day).await?;
        // Before anything came in today the board shows the last day that had work, and says which.
        if !self.has_come_in(&numbers) {
            day = self.last_open_day(permission, day).await?;
            numbers = self.numbers_of(permission, &metrics, &wall.config.filter, day).await?;
        }
        let target = |metric: &str| {
            let place = wall.config.metrics.iter().position(|it| it == metric)?;
            wall.config.targets.get(place).copied().flatten()
        };
        let tiles = numbers
            .into_iter()
            .map(|number| WallTile {
                names: self.metric_names(&number.metric),
                target: target(&number.metric),
                number,
            })
            .collect();
        let goals = match wall.config.goals.is_empty() && !wall.config.wins {
            true => Vec::new(),
            false => self.goals(permission).await?,
        };
        let (shown, goals_as_of) = self.wall_goals(permission, &wall.config, &goals).await?;
        Ok(WallFrame {
            goals: shown,
            goals_as_of,
            wins: match wall.config.wins {
                true => Some(self.wall_wins(&wall.config, &goals).await?),
                false => None,
            },
            wall,
            day: day.to_string(),
            time_zone,
            as_of,
            made_at: crate::rfc3339(now_us()),
            tiles,
        })
    }

    /// True if a board shows goals.
    pub(crate) async fn walls_show_goals(&self) -> Result<bool> {
        let walls: Vec<WallView> = self.store.walls().await?.into_iter().map(view).collect::<Result<_>>()?;
        Ok(walls.iter().any(|it| !it.config.goals.is_empty()))
    }

    /// True where anything came in on the numbers' day. What stands open is there on a day without work too; where a board
    /// shows nothing else, it is of today.
    fn has_come_in(&self, numbers: &[DayNumber]) -> bool {
        let stands = |it: &&DayNumber| {
            let known = self.catalogue.get(&it.metric);
            known.is_some_and(|it| it.measure.values().all(|measure| measure.relation == "open_items"))
        };
        let counted = |it: &DayNumber| it.day.value.is_some() && it.day.n != Some(0);
        let (standing, coming): (Vec<&DayNumber>, Vec<&DayNumber>) = numbers.iter().partition(stands);
        if coming.is_empty() { standing.into_iter().any(counted) } else { coming.into_iter().any(counted) }
    }

    pub(super) fn metric_names(&self, metric: &str) -> BTreeMap<String, String> {
        let texts = self.catalogue.get(metric).into_iter().flat_map(|known| &known.text);
        let word =
            |language| serde_json::to_value(language).ok().and_then(|it| it.as_str().map(str::to_owned));
        texts.filter_map(|(language, text)| Some((word(language)?, text.name.clone()))).collect()
    }

    pub(super) async fn wall_record(&self, id: &str) -> Result<WallRecord> {
        self.store.walls().await?.into_iter().find(|wall| wall.id == id).ok_or_else(|| no_wall(id))
    }

    async fn check_wall(&self, permission: &Permission, new: &NewWall) -> Result<()> {
        let beyond = |reason: Reason, most: usize, words: String| {
            Err(AppError::refused(reason, words).with("most", most))
        };
        if new.name.trim().is_empty() || NAME_MAX < new.name.chars().count() {
            let words = format!("the name of a board has 1 to {NAME_MAX} characters");
            return beyond(Reason::NameLength, NAME_MAX, words);
        }
        if !["floor", "operations"].contains(&new.kind.as_str()) {
            return Err(AppError::Input(format!("kind is `{}`; maybe floor or operations", new.kind)));
        }
        let most = if new.kind == "floor" { FLOOR_TILES_MAX } else { TILES_MAX };
        if most < new.config.metrics.len() {
            let words =
                format!("{} metrics; a board of this kind has at most {most}", new.config.metrics.len());
            return beyond(Reason::WallMetricsMany, most, words);
        }
        if GOALS_MAX < new.config.goals.len() {
            let words = format!("{} goals; a board has at most {GOALS_MAX}", new.config.goals.len());
            return beyond(Reason::WallGoalsMany, GOALS_MAX, words);
        }
        let known = self.goals(permission).await?;
        if let Some(id) = new.config.goals.iter().find(|id| !known.iter().any(|it| it.id == **id)) {
            let words = format!("there is no goal `{id}`; maybe one of those listed under goals");
            return Err(AppError::refused(Reason::WallGoalGone, words));
        }
        if MESSAGE_MAX < new.config.message.chars().count() {
            let words = format!("the message is longer than {MESSAGE_MAX} characters");
            return beyond(Reason::TextLong, MESSAGE_MAX, words);
        }
        if new.config.targets.iter().flatten().any(|target| !target.is_finite()) {
            return Err(AppError::Input("a target is no finite number".to_owned()));
        }
        // A board shows groups only, so whoever makes one for a part must see that part.
        if new.config.persons && !permission.may(Action::ReadIndividuals) {
            return Err(AppError::Forbidden { action: Action::ReadIndividuals.as_str() });
        }
        let (day, _, _) = self.day_of(None).await?;
        let metrics: Vec<&str> = new.config.metrics.iter().map(String::as_str).collect();
        self.numbers_of(permission, &metrics, &new.config.filter, day).await.map(drop)
    }
}

/// A screen sees numbers and goals of groups in the whole centre, nothing else.
pub(super) fn screen_permission() -> Permission {
    Permission::screen(Part::Whole, &[Action::ReadMetrics, Action::ReadGoals])
}

pub(super) fn view(record: WallRecord) -> Result<WallView> {
    let config = serde_json::from_str(&record.config)
        .map_err(|error| AppError::Internal(format!("a stored board: {error}")))?;
    Ok(WallView { id: record.id, name: record.name, kind: record.kind, config })
}

fn no_wall(id: &str) -> AppError {
    AppError::NotFound { what: "wallboard", name: id.to_owned(), advice: String::new() }
}
