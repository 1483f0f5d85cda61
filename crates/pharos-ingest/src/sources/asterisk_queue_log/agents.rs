//! Agents' states from logins, pauses, ringing and talks.
//!
//! The states exclude one another: talking comes before ringing, ringing before a pause, a pause before being idle. Every
//! line that can change an agent's state begins an interval, also where the state stays the same: so an interval keeps its
//! key whatever is learnt later. Of static members (no logins in the log) only talks, ringing and pauses are known; what
//! is not known has no interval. A restart ends every state.

use std::collections::{BTreeMap, BTreeSet};

use pharos_schema::Value;

use super::aliases::AgentNames;
use super::line::{Entry, Event};
use crate::sources::rows::{Gathered, SECOND_US, instant, text};
use crate::sources::states::not_ready_state;

/// A talk or ringing without an end after that long is not believed.
const OPEN_MAX_US: i64 = 24 * 3600 * SECOND_US;
/// Lines that count for the version of an interval lie between these before and after its beginning.
const KNOWN_BEFORE_US: i64 = 31 * 24 * 3600 * SECOND_US;
const KNOWN_AFTER_US: i64 = 24 * 3600 * SECOND_US;

/// What a line does to its agent. The order is the order within one second: ends before beginnings, but a talk of no
/// length begins before it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Change<'a> {
    Logout { queue: &'a str },
    Login { queue: &'a str, paused: bool },
    UnpauseAll,
    Unpause { queue: &'a str },
    PauseAll { reason: &'a str },
    Pause { queue: &'a str, reason: &'a str },
    TalkEnds,
    RingEnds,
    RingBegins,
    TalkBegins,
    ShortTalkEnds,
}

#[derive(Debug)]
struct Step<'a> {
    at_us: i64,
    change: Change<'a>,
    /// The name as written: part of the interval's key.
    name: &'a str,
    record: usize,
}

/// What is known of an agent at a moment.
#[derive(Default)]
struct Known<'a> {
    queues: BTreeSet<&'a str>,
    /// A login or logout was seen since the last restart.
    logins_known: bool,
    /// A login or logout was ever seen.
    logs_in: bool,
    paused: BTreeMap<&'a str, &'a str>,
    reason: &'a str,
    ringing: u32,
    talking: bool,
}

pub(super) fn rows(entries: &[Entry<'_>], names: &AgentNames<'_>, gathered: &mut Gathered<'_>) {
    let mut steps: BTreeMap<String, Vec<Step<'_>>> = BTreeMap::new();
    for entry in entries {
        let Some(name) = entry.line.agent_name() else { continue };
        let list = steps.entry(names.id(name)).or_default();
        for (at_us, change) in changes(entry) {
            list.push(Step { at_us, change, name, record: entry.record });
        }
    }
    let restarts: Vec<i64> = entries
        .iter()
        .filter(|entry| entry.line.event == Event::QueueStart)
        .map(|entry| entry.line.at_us)
        .collect();
    let newest_us = entries.last().map_or(0, |entry| entry.line.at_us);
    for (agent, mut list) in steps {
        list.sort_by(|a, b| {
            (a.at_us, a.change, a.name, a.record).cmp(&(b.at_us, b.change, b.name, b.record))
        });
        agent_rows(&agent, &list, &restarts, newest_us, gathered);
    }
}

fn changes<'a>(entry: &Entry<'a>) -> Vec<(i64, Change<'a>)> {
    let line = &entry.line;
    let (at_us, queue) = (line.at_us, line.queue);
    let ring_us = match line.event {
        Event::Connect => line.number(2).map(|ring_s| ring_s.saturating_mul(SECOND_US)),
        Event::RingNoAnswer | Event::RingCanceled => {
            line.number(0).map(|ring_ms| ring_ms.saturating_mul(1000))
        }
        _ => None,
    };
    let mut changes = Vec::new();
    if let Some(ring_us) = ring_us.filter(|ring_us| *ring_us > 0) {
        changes.push((at_us - ring_us, Change::RingBegins));
        changes.push((at_us, Change::RingEnds));
    }
    let change = match line.event {
        Event::Connect => Change::TalkBegins,
        event if event.ends_talk() => match line.talk_s() {
            Some(0) => Change::ShortTalkEnds,
            _ => Change::TalkEnds,
        },
        Event::AddMember => Change::Login { queue, paused: line.data.starts_with("PAUSED") },
        Event::RemoveMember => Change::Logout { queue },
        Event::AgentLogin => Change::Login { queue: "", paused: false },
        Event::AgentLogoff => Change::Logout { queue: "" },
        Event::Pause => Change::Pause { queue, reason: line.data },
        Event::Unpause => Change::Unpause { queue },
        Event::PauseAll => Change::PauseAll { reason: line.data },
        Event::UnpauseAll => Change::UnpauseAll,
        Event::OutCall => {
            let Some(talk_s) = line.number(1).filter(|talk_s| *talk_s > 0) else { return changes };
            changes.push((at_us - talk_s.saturating_mul(SECOND_US), Change::TalkBegins));
            Change::TalkEnds
        }
        _ => return changes,
    };
    changes.push((at_us, change));
    changes
}

fn agent_rows(
    agent: &str,
    steps: &[Step<'_>],
    restarts: &[i64],
    newest_us: i64,
    gathered: &mut Gathered<'_>,
) {
    let mut known = Known::default();
    let mut at = 0;
    let mut restart = 0;
    while at < steps.len() {
        let now_us = steps[at].at_us;
        while restarts.get(restart).is_some_and(|restart_us| *restart_us <= now_us) {
            known = Known { logs_in: known.logs_in, ..Known::default() };
            restart += 1;
        }
        let here = steps[at..].iter().take_while(|step| step.at_us == now_us).count();
        let names: BTreeMap<&str, usize> =
            steps[at..at + here].iter().rev().map(|step| (step.name, step.record)).collect();
        for step in &steps[at..at + here] {
            known.apply(step.change);
        }
        at += here;
        let next_us = [steps.get(at).map(|step| step.at_us), restarts.get(restart).copied()];
        let next_us = next_us.into_iter().flatten().min();
        let version = lines_around(steps, now_us);
        let (state, source_state) = known.state();
        let endless = next_us.is_none()
            && newest_us - now_us > OPEN_MAX_US
            && matches!(state, Some("talking" | "ringing"));
        let ended_us = if state.is_none() || endless { Some(now_us) } else { next_us };
        if state.is_none() && !known.logs_in {
            continue;
        }
        for (place, (name, record)) in names.into_iter().enumerate() {
            // Two names of one agent in the same second: the second one's interval has no length.
            let ended_us = if place == 0 { ended_us } else { Some(now_us) };
            let values = vec![
                ("agent_id", Value::from(agent)),
                ("state", text(state)),
                ("source_state", text(Some(source_state))),
                ("started_at", Value::Instant(now_us)),
                ("ended_at", instant(ended_us)),
            ];
            gathered.row("agent_intervals", record, &format!("{name}|{now_us}"), version, values);
        }
    }
}

fn lines_around(steps: &[Step<'_>], at_us: i64) -> i64 {
    let from = steps.partition_point(|step| step.at_us < at_us - KNOWN_BEFORE_US);
    (steps.partition_point(|step| step.at_us <= at_us + KNOWN_AFTER_US) - from) as i64
}

impl<'a> Known<'a> {
    fn apply(&mut self, change: Change<'a>) {
        match change {
            Change::Login { queue, paused } => {
                self.queues.insert(queue);
                if paused {
                    self.paused.insert(queue, "");
                }
            }
            Change::Logout { queue } => {
                self.queues.remove(queue);
                self.paused.remove(queue);
            }
            Change::Pause { queue, reason } => {
                self.paused.insert(queue, reason);
                self.reason = reason;
            }
            Change::PauseAll { reason } => {
                self.paused.insert("NONE", reason);
                self.reason = reason;
            }
            Change::Unpause { queue } => {
                self.paused.remove(queue);
                self.paused.remove("NONE");
            }
            Change::UnpauseAll => self.paused.clear(),
            Change::RingBegins => self.ringing += 1,
            Change::RingEnds => self.ringing = self.ringing.saturating_sub(1),
            Change::TalkBegins => self.talking = true,
            Change::TalkEnds | Change::ShortTalkEnds => self.talking = false,
        }
        if matches!(change, Change::Login { .. } | Change::Logout { .. }) {
            self.logins_known = true;
            self.logs_in = true;
        }
    }

    /// The state and the source's word for it.
    fn state(&self) -> (Option<&'static str>, &'a str) {
        if self.talking {
            (Some("talking"), "CONNECT")
        } else if self.ringing > 0 {
            (Some("ringing"), "")
        } else if self.logins_known && self.queues.is_empty() {
            (Some("offline"), "REMOVEMEMBER")
        } else if self.is_paused() {
            (Some(not_ready_state(self.reason)), if self.reason.is_empty() { "PAUSE" } else { self.reason })
        } else if self.logins_known {
            (Some("available_idle"), "")
        } else {
            (None, "")
        }
    }

    /// Paused in every queue there is a login to: calls of any other still ring.
    fn is_paused(&self) -> bool {
        self.paused.contains_key("NONE")
            || (!self.paused.is_empty() && self.queues.iter().all(|queue| self.paused.contains_key(queue)))
    }
}
