//! Bodies about wallboards and their screens.

use std::collections::BTreeMap;

use pharos_app::{
    ScreenState, WallConfig, WallFrame as AppWallFrame, WallGoal as AppWallGoal, WallScreenView,
    WallTile as AppWallTile, WallView, WallWin as AppWallWin, WallWins as AppWallWins,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::day::{DayGoal, DayNumber};

/// What a board shows.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct WallSettings {
    /// Ids of metrics, at most six; the first is shown largest.
    metrics: Vec<String>,
    /// Filter they are asked with; empty for none.
    filter: String,
    /// A target by metric, in their order.
    targets: Vec<Option<f64>>,
    /// A word from the supervisor.
    message: String,
    /// Ids of goals.
    goals: Vec<String>,
    /// Recent thanks are shown.
    wins: bool,
    /// Persons may be named.
    persons: bool,
}

/// Boards and their screens.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Walls {
    pub(crate) walls: Vec<Wall>,
    /// The paired screens; empty for those who may not pair.
    pub(crate) screens: Vec<WallScreen>,
}

/// A screen that asks for a board.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AskedScreen {
    /// Its token, told once.
    pub(crate) token: String,
    /// The code to show.
    pub(crate) code: String,
}

/// Where a screen stands: it waits with a code, or shows a board.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ScreenNow {
    /// The code to show while nobody has typed it.
    #[schema(required)]
    code: Option<String>,
    #[schema(required)]
    frame: Option<WallFrame>,
}

impl From<ScreenState> for ScreenNow {
    fn from(it: ScreenState) -> Self {
        match it {
            ScreenState::Waiting { code } => ScreenNow { code: Some(code), frame: None },
            ScreenState::Paired(frame) => ScreenNow { code: None, frame: Some((*frame).into()) },
        }
    }
}

impl From<WallConfig> for WallSettings {
    fn from(it: WallConfig) -> Self {
        let WallConfig { metrics, filter, targets, message, goals, wins, persons } = it;
        WallSettings { metrics, filter, targets, message, goals, wins, persons }
    }
}

impl From<WallSettings> for WallConfig {
    fn from(it: WallSettings) -> Self {
        let WallSettings { metrics, filter, targets, message, goals, wins, persons } = it;
        WallConfig { metrics, filter, targets, message, goals, wins, persons }
    }
}

/// A number on a board.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WallTile {
    /// The metric's name by language.
    names: BTreeMap<String, String>,
    number: DayNumber,
    #[schema(required)]
    target: Option<f64>,
}

/// A wallboard.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Wall {
    id: String,
    name: String,
    /// floor or operations
    kind: String,
    config: WallSettings,
}

/// What a screen shows now.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WallFrame {
    wall: Wall,
    /// The day so far.
    day: String,
    time_zone: String,
    /// Instant of the newest fact
    #[schema(required)]
    as_of: Option<String>,
    /// Instant
    made_at: String,
    tiles: Vec<WallTile>,
    goals: Vec<WallGoal>,
    /// Instant of the newest fact the goals know, while newer ones are still being worked in; null where all are.
    #[schema(required)]
    goals_as_of: Option<String>,
    /// Null where the board does not show them.
    #[schema(required)]
    wins: Option<WallWins>,
}

/// A goal on a board.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WallGoal {
    goal: DayGoal,
    /// The metric's name by language.
    names: BTreeMap<String, String>,
    unit: String,
    display_unit: String,
    /// The first step of its plan that is not done.
    #[schema(required)]
    next_step: Option<String>,
}

/// Thanks or a small win.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WallWin {
    /// kudos or win
    kind: String,
    name: String,
    text: String,
    /// Instant
    at: String,
}

/// Thanks and wins of the last seven days.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WallWins {
    kudos: usize,
    wins: usize,
    /// Titles of goals reached.
    reached: Vec<String>,
    /// The newest in words; empty unless persons may be named.
    named: Vec<WallWin>,
}

impl From<AppWallGoal> for WallGoal {
    fn from(it: AppWallGoal) -> Self {
        WallGoal {
            goal: it.goal.into(),
            names: it.names,
            unit: it.unit,
            display_unit: it.display_unit,
            next_step: it.next_step,
        }
    }
}

impl From<AppWallWins> for WallWins {
    fn from(it: AppWallWins) -> Self {
        let win = |it: AppWallWin| WallWin { kind: it.kind, name: it.name, text: it.text, at: it.at };
        WallWins {
            kudos: it.kudos,
            wins: it.wins,
            reached: it.reached,
            named: it.named.into_iter().map(win).collect(),
        }
    }
}

/// A screen that shows a board.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WallScreen {
    id: String,
    /// Id of the board.
    wall: String,
    /// Id of the user who paired it.
    #[schema(required)]
    paired_by: Option<String>,
    /// Instant
    #[schema(required)]
    paired_at: Option<String>,
    /// When it last asked for its board.
    #[schema(required)]
    seen_at: Option<String>,
}

impl From<AppWallTile> for WallTile {
    fn from(it: AppWallTile) -> Self {
        WallTile { names: it.names, number: it.number.into(), target: it.target }
    }
}

impl From<WallView> for Wall {
    fn from(it: WallView) -> Self {
        Wall { id: it.id, name: it.name, kind: it.kind, config: it.config.into() }
    }
}

impl From<AppWallFrame> for WallFrame {
    fn from(it: AppWallFrame) -> Self {
        WallFrame {
            wall: it.wall.into(),
            day: it.day,
            time_zone: it.time_zone,
            as_of: it.as_of,
            made_at: it.made_at,
            tiles: it.tiles.into_iter().map(Into::into).collect(),
            goals: it.goals.into_iter().map(Into::into).collect(),
            goals_as_of: it.goals_as_of,
            wins: it.wins.map(Into::into),
        }
    }
}

impl From<WallScreenView> for WallScreen {
    fn from(it: WallScreenView) -> Self {
        WallScreen {
            id: it.id,
            wall: it.wall,
            paired_by: it.paired_by,
            paired_at: it.paired_at,
            seen_at: it.seen_at,
        }
    }
}
