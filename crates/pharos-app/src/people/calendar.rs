//! The calendar: 1:1s and to-dos under a secret address that calendar programs read, and that can be taken back.

use pharos_people::calendar::{Event, icalendar};
use serde::Serialize;

use super::roster::me;
use crate::{App, AppError, Permission, Result, now_us, rfc3339};

/// The address of one's calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CalendarAddress {
    /// when it was made; `None`: there is none
    pub made_at: Option<String>,
    /// the secret of the address; told once, when it is made
    pub secret: Option<String>,
}

impl App {
    /// Whether there is an address, not which: the secret is told once.
    ///
    /// # Errors
    /// The records.
    pub async fn calendar_address(&self, permission: &Permission) -> Result<CalendarAddress> {
        let made = self.store.calendar_feed_made_us(&me(permission)).await?;
        Ok(CalendarAddress { made_at: made.map(rfc3339), secret: None })
    }

    /// Makes an address; the one before is dead then.
    ///
    /// # Errors
    /// The records.
    pub async fn make_calendar_address(&self, permission: &Permission) -> Result<CalendarAddress> {
        // Two random ids: 244 bits nobody guesses.
        let part = || uuid::Uuid::new_v4().simple().to_string();
        let secret = format!("{}{}", part(), part());
        let now = now_us();
        self.audit(permission, "calendar.open", ("calendar", &me(permission)), "").await?;
        self.store.set_calendar_feed(&me(permission), &hash(&secret), now).await?;
        Ok(CalendarAddress { made_at: Some(rfc3339(now)), secret: Some(secret) })
    }

    /// Takes the address back.
    ///
    /// # Errors
    /// The records.
    pub async fn remove_calendar_address(&self, permission: &Permission) -> Result<()> {
        self.audit(permission, "calendar.close", ("calendar", &me(permission)), "").await?;
        Ok(self.store.remove_calendar_feed(&me(permission)).await?)
    }

    /// The calendar behind a secret, as iCalendar text. It says when and with whom; notes stay inside.
    ///
    /// # Errors
    /// A secret that opens nothing; the records.
    pub async fn calendar(&self, secret: &str) -> Result<String> {
        let unknown = || AppError::NotFound { what: "calendar", name: String::new(), advice: String::new() };
        let owner = self.store.calendar_feed_owner(&hash(secret)).await?.ok_or_else(unknown)?;
        let mut events = self.meeting_events(&owner).await?;
        events.extend(self.todo_events(&owner).await?);
        let roster = self.roster().await?;
        Ok(icalendar(&format!("Pharos: {}", roster.name(&owner)), &events, compact))
    }

    async fn meeting_events(&self, owner: &str) -> Result<Vec<Event>> {
        let roster = self.roster().await?;
        let mut events = Vec::new();
        for it in self.meetings(owner).await? {
            let other = if it.lead_id == owner { &it.agent_id } else { &it.lead_id };
            events.push(Event {
                uid: format!("{}@pharos", it.id),
                start_us: it.at_us,
                end_us: Some(it.at_us + it.length_us),
                summary: format!("1:1 {}", roster.name(other)),
                description: String::new(),
                changed_us: it.changed_us,
            });
        }
        Ok(events)
    }

    async fn todo_events(&self, owner: &str) -> Result<Vec<Event>> {
        let filter = super::records::Filter {
            owner: Some(owner),
            states: &["open"],
            ..super::records::Filter::of(&["todo"])
        };
        let mut events = Vec::new();
        for it in self.records(filter).await? {
            let todo: super::todos::TodoBody = super::records::body(&it)?;
            let Some(due) = it.due_us else { continue };
            events.push(Event {
                uid: format!("{}@pharos", it.id),
                start_us: due,
                end_us: None,
                summary: todo.text,
                description: String::new(),
                changed_us: it.made_at_us,
            });
        }
        Ok(events)
    }
}

fn hash(secret: &str) -> String {
    blake3::hash(secret.as_bytes()).to_hex().to_string()
}

/// 20260105T073000Z
fn compact(instant_us: i64) -> String {
    let text = rfc3339(instant_us - instant_us.rem_euclid(1_000_000));
    text.chars().filter(|it| !matches!(it, '-' | ':')).collect()
}
