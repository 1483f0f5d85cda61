//! An agent at the desk: free or not, and the trace of states.

use jiff::civil::Date;
use rand::Rng;

use super::super::clock::{Ms, micros};
use super::super::fact::AgentInterval;
use super::super::layout::{CHAT_CONCURRENCY, Kind, QueueIndex, SITES};
use super::super::people::{Agent, spell_skills};
use super::{Event, Floor};

/// One agent on one day.
pub(super) struct Desk {
    /// Index of the agent.
    pub agent: usize,
    pub skills: &'static [(QueueIndex, u32)],
    pub no_answer_share: f64,
    pub talk_factor: f64,
    pub on_duty: bool,
    /// On a break, in a meeting, not responding ..: the state shown, and its name in the source.
    pub away: Option<(&'static str, &'static str)>,
    pub ringing: Option<usize>,
    pub talking: u32,
    pub wrapping: u32,
    /// What it has is a call or a message: nothing else beside it.
    pub exclusive: bool,
    /// An activity that begins as soon as the agent is free.
    pub due: Option<usize>,
    pub leaving: bool,
    pub idle_since: Ms,
    pub shown: Option<(&'static str, &'static str)>,
    pub shown_since: Ms,
}

impl Desk {
    pub(super) fn new(index: usize, agent: &Agent, day: Date) -> Desk {
        let skills = agent.spell(day).map_or(&[][..], spell_skills);
        let decline = agent.decline.as_ref().map_or(0.0, |decline| decline.no_answer_more);
        Desk {
            agent: index,
            skills,
            no_answer_share: agent.no_answer_share + decline * agent.decline_share(day),
            talk_factor: agent.talk_factor(day),
            on_duty: false,
            away: None,
            ringing: None,
            talking: 0,
            wrapping: 0,
            exclusive: false,
            due: None,
            leaving: false,
            idle_since: 0,
            shown: None,
            shown_since: 0,
        }
    }

    pub(super) fn priority(&self, queue: QueueIndex) -> Option<u32> {
        self.skills.iter().find(|(skill, _)| *skill == queue).map(|(_, priority)| *priority)
    }

    /// A call or a message wants the agent alone; chats stand beside chats.
    pub(super) fn is_free_for(&self, kind: Kind) -> bool {
        let load = self.talking + self.wrapping;
        let here = self.on_duty
            && self.away.is_none()
            && self.ringing.is_none()
            && self.due.is_none()
            && !self.leaving;
        here && if kind == Kind::Chat { !self.exclusive && load < CHAT_CONCURRENCY } else { load == 0 }
    }

    fn is_idle(&self) -> bool {
        self.away.is_none() && self.ringing.is_none() && self.talking + self.wrapping == 0
    }

    /// The main state and its name in the source.
    fn state(&self) -> Option<(&'static str, &'static str)> {
        match self {
            Desk { on_duty: false, .. } => None,
            Desk { away: Some(away), .. } => Some(*away),
            Desk { talking: 1.., .. } => Some(("talking", "Busy")),
            Desk { ringing: Some(_), .. } => Some(("ringing", "Alerting")),
            Desk { wrapping: 1.., .. } => Some(("acw", "Wrap-up")),
            _ => Some(("available_idle", "Ready")),
        }
    }
}

/// The routing status beside the main state.
fn routing_status(state: &str) -> &'static str {
    match state {
        "talking" | "holding" | "acw" => "interacting",
        "available_idle" | "ringing" => "idle",
        _ => "off_queue",
    }
}

impl Floor<'_, '_> {
    /// Writes the stretch that ends where the state has changed.
    pub(super) fn show_state(&mut self, desk: usize) {
        let state = self.desks[desk].state();
        if state != self.desks[desk].shown {
            self.end_stretch(desk, self.now);
            self.desks[desk].shown = state;
        }
    }

    /// Ends the shown stretch at an instant and begins the next there.
    fn end_stretch(&mut self, desk: usize, at: Ms) {
        let shown = &mut self.desks[desk];
        let started = std::mem::replace(&mut shown.shown_since, at);
        let Some((state, source_state)) = shown.shown.filter(|_| at > started) else { return };
        let agent_id = self.plan.agents[shown.agent].id.clone();
        self.rows.agent_intervals.push(AgentInterval {
            key: format!("{agent_id}-{started}"),
            source_version: 1,
            site: SITES[self.plan.site].name,
            agent_id,
            state,
            source_state,
            routing_status: routing_status(state),
            started_at: micros(started),
            ended_at: micros(at),
        });
    }

    /// A call that was held: the hold lies in its middle, ending at `hold_ends`.
    pub(super) fn show_hold(&mut self, desk: usize, hold: Ms, hold_ends: Ms) {
        let talking = self.desks[desk].shown;
        self.end_stretch(desk, hold_ends - hold);
        self.desks[desk].shown = Some(("holding", "Hold"));
        self.end_stretch(desk, hold_ends);
        self.desks[desk].shown = talking;
    }

    pub(super) fn log_in(&mut self, desk: usize) {
        self.desks[desk].on_duty = true;
        self.freed(desk);
    }

    /// Goes, or stays until the last contact is done.
    pub(super) fn log_out(&mut self, desk: usize) {
        self.desks[desk].leaving = true;
        if self.desks[desk].is_idle() {
            self.desks[desk].on_duty = false;
            self.show_state(desk);
        }
    }

    pub(super) fn activity_due(&mut self, desk: usize, activity: usize) {
        if !self.desks[desk].on_duty {
            return;
        }
        if self.desks[desk].is_idle() {
            self.start_activity(desk, activity);
        } else if self.desks[desk].due.is_none() {
            self.desks[desk].due = Some(activity);
        }
    }

    fn start_activity(&mut self, desk: usize, activity: usize) {
        let planned = &self.plan.shifts[desk].1.activities[activity];
        // What comes late to its activity does not lengthen it beyond the planned time, but keeps at least half.
        let late = (self.now - planned.start).max(0).min(planned.duration / 2);
        let lasts = if planned.state == "break" || planned.state == "meal" {
            planned.duration
        } else {
            planned.duration - late
        };
        let away = (planned.state, planned.source_state);
        self.desks[desk].due = None;
        self.go_away(desk, away, lasts);
    }

    pub(super) fn go_away(&mut self, desk: usize, away: (&'static str, &'static str), lasts: Ms) {
        self.desks[desk].away = Some(away);
        self.show_state(desk);
        self.schedule(self.now + lasts, Event::Returns { desk });
    }

    pub(super) fn not_responding(&mut self, desk: usize) {
        let lasts = self.draws.random_range(45_000..240_000);
        self.go_away(desk, ("not_responding", "Not responding"), lasts);
    }

    pub(super) fn return_to_work(&mut self, desk: usize) {
        self.desks[desk].away = None;
        self.freed(desk);
    }

    pub(super) fn end_wrap(&mut self, desk: usize) {
        self.desks[desk].wrapping -= 1;
        self.freed(desk);
    }

    /// Something ended at this desk: go home, begin what is due, or look for work.
    pub(super) fn freed(&mut self, desk: usize) {
        if self.desks[desk].is_idle() {
            self.desks[desk].exclusive = false;
            self.desks[desk].idle_since = self.now;
            if self.desks[desk].leaving {
                self.log_out(desk);
                return;
            }
            if let Some(activity) = self.desks[desk].due {
                self.start_activity(desk, activity);
                return;
            }
        }
        self.show_state(desk);
        self.seek_work(desk);
    }
}
