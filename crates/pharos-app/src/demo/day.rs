//! What the demo centre has on a supervisor's desk: to-dos and a promise, points of meetings and what became of one, two boards.

use pharos_store::{AgendaPointRecord, GoalState, WallRecord};
use serde_json::json;

use crate::people::demo::{DAY_US, record};
use crate::{App, Result, WallConfig};

/// Who has the demo open.
const OWNER: &str = crate::OWNER;

impl App {
    /// Fills the day of whoever has the demo open; `until_us` is the day after the last.
    pub(super) async fn fill_day_demo(&self, until_us: i64) -> Result<()> {
        let day = |days: i64| pharos_calendar::date_of_local(until_us + days * DAY_US).to_string();
        let todo = |id: &str, text: &str, due: i64, source: Option<(&str, &str)>, promised: Option<&str>| {
            let body = json!({
                "text": text, "source_kind": source.map(|it| it.0), "source_id": source.map(|it| it.1),
                "done_us": null, "promised_to": promised,
            });
            let mut made = record("todo", id, until_us - 2 * DAY_US, &body);
            made.owner_id = Some(OWNER.to_owned());
            made.due_us = Some(until_us + due * DAY_US);
            made
        };
        let todos = [
            todo("day-1", "Call back about the double charge", -1, None, Some("Ms Chen (order 4711)")),
            todo("day-2", "Swap two late shifts in December", 0, None, Some("the night shift")),
            todo("day-3", "Ask IT why the order form is slow", -2, Some(("huddle", "point-2")), None),
            todo("day-4", "Book the room for Friday’s training", 3, None, None),
        ];
        self.store.add_person_records(&todos, &[], until_us).await?;
        let point = |id: &str, meeting: &str, days: i64, author: &str, words: &str, action: Option<&str>| {
            AgendaPointRecord {
                id: id.to_owned(),
                meeting: meeting.to_owned(),
                day: day(days),
                team: None,
                author: OWNER.to_owned(),
                author_name: author.to_owned(),
                words: words.to_owned(),
                made_at_us: until_us + days * DAY_US,
                action_id: action.map(str::to_owned),
                closed_at_us: action.map(|_| until_us + days * DAY_US),
            }
        };
        for it in [
            point(
                "point-1",
                "huddle",
                -1,
                "Owner",
                "Customers ask about the new return form: one answer for all?",
                None,
            ),
            point("point-2", "huddle", -3, "Owner", "The order form is slow in the morning", Some("day-3")),
            point("point-3", "obstacles", -2, "Owner", "Two headsets of the early shift crackle", None),
            point("point-4", "escalations", -4, "Owner", "Who may promise a refund above 200?", None),
        ] {
            self.store.save_agenda_point(&it).await?;
        }
        self.demo_walls(until_us).await
    }

    async fn demo_walls(&self, until_us: i64) -> Result<()> {
        let mut goals = self.store.goals().await?;
        goals.retain(|it| it.state == GoalState::Active);
        goals.sort_by_key(|it| it.place);
        let goals: Vec<String> = goals.into_iter().take(3).map(|it| it.id).collect();
        let words = |list: &[&str]| list.iter().map(|&it| it.to_owned()).collect();
        let floor = WallConfig {
            metrics: words(&["sl.answered_over_offered", "abandon.offered", "csat.t2b"]),
            filter: "channel = 'voice'".to_owned(),
            targets: vec![Some(0.8), Some(0.05), Some(0.8)],
            message: "Breaks after 11:00 please, the morning is full. Thank you!".to_owned(),
            goals: goals.clone(),
            wins: true,
            persons: false,
        };
        let operations = WallConfig {
            metrics: words(&[
                "sl.answered_over_offered",
                "offered",
                "abandon.offered",
                "asa",
                "backlog",
                "fcr.cross_channel",
            ]),
            filter: String::new(),
            targets: vec![Some(0.8), None, Some(0.05), None, None, Some(0.7)],
            message: String::new(),
            goals: goals.into_iter().take(2).collect(),
            wins: false,
            persons: false,
        };
        for (id, name, kind, config) in [
            ("demo-floor", "Floor", "floor", floor),
            ("demo-operations", "Operations", "operations", operations),
        ] {
            let config =
                serde_json::to_string(&config).map_err(|it| crate::AppError::Internal(it.to_string()))?;
            let wall = WallRecord {
                id: id.to_owned(),
                name: name.to_owned(),
                kind: kind.to_owned(),
                config,
                made_by: OWNER.to_owned(),
                changed_at_us: until_us,
            };
            self.store.save_wall(&wall).await?;
        }
        Ok(())
    }
}
