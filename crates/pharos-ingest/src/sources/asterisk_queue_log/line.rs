//! One line: `seconds|callid|queue|agent|EVENT|data`.

use super::super::rows::SECOND_US;

/// A line of the set that is derived.
pub(super) struct Entry<'a> {
    /// Index of its record.
    pub(super) record: usize,
    /// Key of its record.
    pub(super) key: &'a str,
    pub(super) line: Line<'a>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line<'a> {
    pub(super) at_us: i64,
    pub(super) callid: &'a str,
    pub(super) queue: &'a str,
    /// Member name or interface, `NONE` where no agent is concerned.
    pub(super) agent: &'a str,
    pub(super) event: Event,
    pub(super) event_name: &'a str,
    pub(super) data: &'a str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event {
    QueueStart,
    ConfigReload,
    Enter,
    Did,
    Connect,
    CompleteCaller,
    CompleteAgent,
    BlindTransfer,
    AttendedTransfer,
    /// Before Asterisk 12.
    Transfer,
    Abandon,
    ExitTimeout,
    ExitEmpty,
    ExitKey,
    Withdraw,
    RingNoAnswer,
    RingCanceled,
    AgentDump,
    SysCompat,
    AddMember,
    RemoveMember,
    AgentLogin,
    AgentLogoff,
    Pause,
    Unpause,
    PauseAll,
    UnpauseAll,
    Penalty,
    RingInUse,
    OutCall,
    Custom,
}

/// The fields of a line. Only the first five are split here: what stands behind belongs to the event.
pub(super) fn parse(text: &str) -> Result<Line<'_>, String> {
    let mut fields = text.splitn(6, '|');
    let mut next = || fields.next().map(str::trim);
    let (Some(time), Some(callid), Some(queue), Some(agent), Some(event_name)) =
        (next(), next(), next(), next(), next())
    else {
        return Err("a line has at least 5 fields between `|`".to_owned());
    };
    if event_name.is_empty() {
        return Err("the event (field 5) is empty".to_owned());
    }
    let at_us = instant(time).ok_or_else(|| {
        let time: String = time.chars().take(40).collect();
        format!("the time (field 1) is `{time}`, not seconds since 1970")
    })?;
    let data = next().unwrap_or_default();
    Ok(Line { at_us, callid, queue, agent, event: event(event_name), event_name, data })
}

impl<'a> Line<'a> {
    /// Parameter of the event by place, from 0.
    pub(super) fn param(&self, place: usize) -> Option<&'a str> {
        self.data.split('|').nth(place).map(str::trim).filter(|param| !param.is_empty())
    }

    /// A parameter that is a whole number of seconds or milliseconds.
    pub(super) fn number(&self, place: usize) -> Option<i64> {
        // Longer than a year is no duration of a call.
        self.param(place)?.parse().ok().filter(|number| (0..=31_622_400_000).contains(number))
    }

    /// The agent's name as written, where there is one.
    pub(super) fn agent_name(&self) -> Option<&'a str> {
        (!self.agent.is_empty() && self.agent != "NONE").then_some(self.agent)
    }

    /// Place of hold time in the parameters of a call's end: an attended transfer has 5 parameters, 6 for `LINK`.
    fn hold_place(&self) -> Option<usize> {
        Some(match self.event {
            Event::CompleteCaller | Event::CompleteAgent => 0,
            Event::BlindTransfer | Event::Transfer => 2,
            Event::AttendedTransfer if self.param(0) == Some("LINK") => 3,
            Event::AttendedTransfer => 2,
            _ => return None,
        })
    }

    /// Seconds the caller waited in the queue, as the line says.
    pub(super) fn wait_s(&self) -> Option<i64> {
        let place = match self.event {
            Event::Connect => 0,
            Event::Abandon | Event::ExitTimeout | Event::ExitEmpty | Event::Withdraw => 2,
            Event::ExitKey => 3,
            _ => self.hold_place()?,
        };
        self.number(place)
    }

    /// Seconds caller and agent talked, as the line says.
    pub(super) fn talk_s(&self) -> Option<i64> {
        self.number(self.hold_place()? + 1)
    }

    /// When the caller must have entered the queue.
    pub(super) fn entered_us(&self) -> Option<i64> {
        Some(self.at_us - (self.wait_s()? + self.talk_s().unwrap_or(0)) * SECOND_US)
    }
}

impl Event {
    /// The caller and an agent had talked and it is over.
    pub(super) fn ends_talk(self) -> bool {
        use Event::{AttendedTransfer, BlindTransfer, CompleteAgent, CompleteCaller, Transfer};
        matches!(self, CompleteAgent | CompleteCaller | BlindTransfer | AttendedTransfer | Transfer)
    }

    /// The caller left the queue without an agent.
    pub(super) fn leaves(self) -> bool {
        use Event::{Abandon, ExitEmpty, ExitKey, ExitTimeout, SysCompat, Withdraw};
        matches!(self, Abandon | ExitTimeout | ExitEmpty | ExitKey | Withdraw | SysCompat)
    }

    /// An agent was rung.
    pub(super) fn rings(self) -> bool {
        matches!(self, Event::Connect | Event::RingNoAnswer | Event::RingCanceled | Event::AgentDump)
    }
}

fn event(name: &str) -> Event {
    match name {
        "QUEUESTART" => Event::QueueStart,
        "CONFIGRELOAD" => Event::ConfigReload,
        "ENTERQUEUE" => Event::Enter,
        "DID" => Event::Did,
        "CONNECT" => Event::Connect,
        "COMPLETECALLER" => Event::CompleteCaller,
        "COMPLETEAGENT" => Event::CompleteAgent,
        "BLINDTRANSFER" => Event::BlindTransfer,
        "ATTENDEDTRANSFER" => Event::AttendedTransfer,
        "TRANSFER" => Event::Transfer,
        "ABANDON" => Event::Abandon,
        "EXITWITHTIMEOUT" => Event::ExitTimeout,
        "EXITEMPTY" => Event::ExitEmpty,
        "EXITWITHKEY" => Event::ExitKey,
        "WITHDRAW" => Event::Withdraw,
        "RINGNOANSWER" => Event::RingNoAnswer,
        "RINGCANCELED" => Event::RingCanceled,
        "AGENTDUMP" => Event::AgentDump,
        "SYSCOMPAT" => Event::SysCompat,
        "ADDMEMBER" => Event::AddMember,
        "REMOVEMEMBER" => Event::RemoveMember,
        "AGENTLOGIN" | "AGENTCALLBACKLOGIN" => Event::AgentLogin,
        "AGENTLOGOFF" | "AGENTCALLBACKLOGOFF" => Event::AgentLogoff,
        "PAUSE" => Event::Pause,
        "UNPAUSE" => Event::Unpause,
        "PAUSEALL" => Event::PauseAll,
        "UNPAUSEALL" => Event::UnpauseAll,
        "PENALTY" => Event::Penalty,
        "RINGINUSE" => Event::RingInUse,
        "OUTCALL" => Event::OutCall,
        _ => Event::Custom,
    }
}

/// Seconds since 1970, perhaps with a fraction (the database export has one).
fn instant(text: &str) -> Option<i64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let seconds: i64 = whole.parse().ok().filter(|seconds| (1..=253_402_300_799).contains(seconds))?;
    if fraction.len() > 9 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let micro: i64 = format!("{fraction:0<6}").get(..6)?.parse().ok()?;
    Some(seconds * SECOND_US + micro)
}
