//! Bodies about wallboards and their screens.

use std::collections::BTreeMap;

use pharos_app::{
    ScreenState, WallConfig, WallFrame as AppWallFrame, WallScreenView, WallTile as AppWallTile, WallView,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::day::DayNumber;

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
