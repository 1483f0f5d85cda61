//! People: who is there, what is kept about them and for them, and what may be judged of persons at all.
//!
//! Everything here asks two questions first: may this reader see this person, and is this kind of judgement switched on.

mod agenda;
mod agent_page;
mod calendar;
mod concerns;
mod courses;
pub(crate) mod demo;
mod fair;
mod one_on_ones;
mod plans;
mod pulse;
mod recognition;
mod records;
mod roster;
mod scorecard;
mod settings;
mod talks;
mod todos;
mod watch;

pub use agent_page::{AgentPage, LearningLine, MyDay};
pub use calendar::CalendarAddress;
pub use concerns::{ConcernLog, ConcernSign, ConcernStep, ConcernView, NewConcern};
pub use courses::{AssignmentView, CourseView, NewAssignment, NewCourse, NewResult};
pub use one_on_ones::{NewOneOnOne, OneOnOneChange, OneOnOneView};
pub(crate) use plans::{DECLINED, WITHDRAWN};
pub use plans::{MeasureView, NewMeasure, NewPlan, PlanChange, PlanView, PlanWorth};
pub use pulse::{NewPulse, PulseGroup, PulseView};
pub use recognition::{ColleagueView, NewRecognition, RecognitionView};
pub use roster::PersonView;
pub(crate) use roster::{ByAgent, me};
pub(crate) use scorecard::KeptScores;
pub use scorecard::{ScoreLine, ScorecardView};
pub use settings::{PeopleSettings, ScorecardItem};
pub use talks::{NewTalk, TalkView};
pub use todos::{NewTodo, TodoChange, TodoView};
pub use watch::WatchReport;
