//! The supervisor's day: Today, the agenda of meetings, the daily update, wallboards, the strategy register.

mod agenda;
mod letter;
mod mail;
mod needs;
mod numbers;
mod prepare;
mod strategy;
mod today;
mod update;
mod wall;
mod wall_news;
mod wall_screen;

pub use agenda::{AgendaPointView, AgendaView, NewAgendaAction, NewAgendaPoint};
pub use needs::{Need, Severity};
pub use numbers::{DayMeasured, DayNumber};
pub use strategy::{NewStrategyItem, StrategyFault, StrategyItemView, StrategyView};
pub use today::{DayGoal, DayMeeting, Freshness, TodayView};
pub use update::{Letter, MailView, NewUpdate, UpdateView};
pub use wall::{NewWall, WallConfig, WallFrame, WallTile, WallView};
pub use wall_news::{WallGoal, WallWin, WallWins};
pub use wall_screen::{ScreenAsked, ScreenState, WallScreenView};
