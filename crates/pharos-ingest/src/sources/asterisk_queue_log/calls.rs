//! Calls: which line ends which stay in a queue.
//!
//! A call id is not enough. A call may enter a queue twice, and after an attended transfer into another queue its lines
//! carry the id of the transferring agent's own call (asterisk issue 759). But nearly every line says how long the caller
//! had waited and talked, so it names the second in which the caller entered: lines are matched by call id, queue and that
//! second, and where the call id is of no help by queue and second.

use std::collections::HashMap;

use super::line::{Entry, Event};
use crate::sources::rows::SECOND_US;

/// A call without an end after that long is lost.
const LOST_AFTER_US: i64 = 24 * 3600 * SECOND_US;

/// How far the second named by a line of another call id may be off.
const SWAP_TOLERANCE_US: i64 = SECOND_US;

/// All calls of a set of lines.
pub(super) struct Calls<'a> {
    pub(super) stays: Vec<Stay<'a>>,
    /// Index of a line -> the stay it belongs to.
    pub(super) stay_of: HashMap<usize, usize>,
    /// Lines of calls whose beginning is not known.
    pub(super) orphans: Vec<usize>,
}

/// A call's stay in one queue. Numbers are indexes of lines.
#[derive(Clone, Debug)]
pub(super) struct Stay<'a> {
    pub(super) callid: &'a str,
    pub(super) queue: &'a str,
    pub(super) entered_us: i64,
    pub(super) enter: usize,
    pub(super) connect: Option<usize>,
    /// The caller left without an agent, or the talk ended.
    pub(super) end: Option<usize>,
    /// An end that can no longer come.
    pub(super) lost: Option<&'static str>,
    /// The call's own id: that of the lines with the agent, where ids were swapped.
    pub(super) contact: &'a str,
    /// Grows with the lines known around the stay.
    pub(super) version: i64,
}

impl Stay<'_> {
    pub(super) fn key(&self) -> String {
        format!("{}|{}|{}", self.callid, self.queue, self.entered_us.div_euclid(SECOND_US))
    }

    /// What another line of that kind can still mean to this stay.
    fn takes(&self, event: Event) -> bool {
        match event {
            Event::Connect => self.connect.is_none() && self.end.is_none(),
            event if event.ends_talk() => self.end.is_none(),
            event if event.leaves() => self.end.is_none() && self.connect.is_none(),
            _ => true,
        }
    }
}

/// Matches lines, which stand in the order of time.
pub(super) fn calls<'a>(entries: &[Entry<'a>], complete_until_us: Option<i64>) -> Calls<'a> {
    let mut calls = Calls { stays: stays(entries), stay_of: HashMap::new(), orphans: Vec::new() };
    let mut by_call: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
    let mut by_queue: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, stay) in calls.stays.iter().enumerate() {
        by_call.entry((stay.callid, stay.queue)).or_default().push(index);
        by_queue.entry(stay.queue).or_default().push(index);
    }
    let mut others = Vec::new();
    for index in in_order_of_meaning(entries) {
        let line = &entries[index].line;
        match by_call
            .get(&(line.callid, line.queue))
            .and_then(|own| nearest_own(&calls.stays, own, entries, index))
        {
            Some(stay) => calls.give(entries, index, stay),
            None => others.push(index),
        }
    }
    // Ids swapped: the same queue and second. A line that was joined tells where its call's other lines belong.
    let mut joined: HashMap<(&str, &str), usize> = HashMap::new();
    for index in others {
        let line = &entries[index].line;
        let known = joined.get(&(line.callid, line.queue)).copied();
        let known = known.filter(|stay| calls.stays[*stay].takes(line.event));
        let swapped = || {
            by_queue.get(line.queue).and_then(|stays| nearest_swapped(&calls.stays, stays, entries, index))
        };
        match known.or_else(swapped) {
            Some(stay) => {
                joined.insert((line.callid, line.queue), stay);
                calls.give(entries, index, stay);
            }
            None => calls.orphans.push(index),
        }
    }
    close(&mut calls.stays, entries, complete_until_us);
    calls
}

impl Calls<'_> {
    fn give(&mut self, entries: &[Entry<'_>], index: usize, stay: usize) {
        self.stay_of.insert(index, stay);
        let line = &entries[index].line;
        let stay = &mut self.stays[stay];
        if line.event == Event::Connect {
            stay.connect = Some(index);
        } else if line.event.ends_talk() || line.event.leaves() {
            stay.end = Some(index);
        }
    }
}

fn stays<'a>(entries: &[Entry<'a>]) -> Vec<Stay<'a>> {
    let mut stays: Vec<Stay<'a>> = Vec::new();
    let mut known = std::collections::HashSet::new();
    for (index, entry) in entries.iter().enumerate().filter(|(_, entry)| entry.line.event == Event::Enter) {
        let line = &entry.line;
        if known.insert((line.callid, line.queue, line.at_us.div_euclid(SECOND_US))) {
            stays.push(Stay {
                callid: line.callid,
                queue: line.queue,
                entered_us: line.at_us,
                enter: index,
                connect: None,
                end: None,
                lost: None,
                contact: line.callid,
                version: 0,
            });
        }
    }
    stays
}

/// Lines of calls: answers first, then ends (which look for an answered stay), then the rest.
fn in_order_of_meaning(entries: &[Entry<'_>]) -> Vec<usize> {
    let rank = |event: Event| match event {
        Event::Connect => Some(0),
        event if event.ends_talk() => Some(1),
        event if event.leaves() => Some(2),
        event if event.rings() => Some(3),
        _ => None,
    };
    let mut order: Vec<_> = entries
        .iter()
        .enumerate()
        .filter_map(|(index, entry)| rank(entry.line.event).map(|rank| (rank, index)))
        .collect();
    order.sort_unstable();
    order.into_iter().map(|(_, index)| index).collect()
}

/// The stay of the same call id and queue that began nearest to the second the line names.
fn nearest_own(stays: &[Stay<'_>], own: &[usize], entries: &[Entry<'_>], index: usize) -> Option<usize> {
    let line = &entries[index].line;
    let begun =
        |stay: &&usize| stays[**stay].entered_us <= line.at_us + SECOND_US && stays[**stay].takes(line.event);
    let wanted_us = line.entered_us().unwrap_or(line.at_us);
    own.iter().filter(begun).min_by_key(|stay| (stays[**stay].entered_us - wanted_us).abs()).copied()
}

/// The stay of the same queue that began in the second the line names.
fn nearest_swapped(
    stays: &[Stay<'_>],
    queue: &[usize],
    entries: &[Entry<'_>],
    index: usize,
) -> Option<usize> {
    let line = &entries[index].line;
    let wanted_us = line.entered_us()?;
    let from = queue.partition_point(|stay| stays[*stay].entered_us < wanted_us - SWAP_TOLERANCE_US);
    let near =
        queue[from..].iter().take_while(|stay| stays[**stay].entered_us <= wanted_us + SWAP_TOLERANCE_US);
    let free = near.filter(|stay| {
        let stay = &stays[**stay];
        stay.takes(line.event) && (stay.connect.is_some() || !line.event.ends_talk())
    });
    free.min_by_key(|stay| ((stays[**stay].entered_us - wanted_us).abs(), stays[**stay].callid)).copied()
}

/// Lost calls, the calls' own ids, and versions.
fn close<'a>(stays: &mut [Stay<'a>], entries: &[Entry<'a>], complete_until_us: Option<i64>) {
    let newest_us = entries.last().map_or(i64::MIN, |entry| entry.line.at_us);
    let horizon_us = complete_until_us.unwrap_or(i64::MIN).max(newest_us);
    let restarts: Vec<i64> = entries
        .iter()
        .filter(|entry| entry.line.event == Event::QueueStart)
        .map(|entry| entry.line.at_us)
        .collect();
    let mut times: HashMap<&str, Vec<i64>> = HashMap::new();
    for entry in entries {
        times.entry(entry.line.queue).or_default().push(entry.line.at_us);
    }
    let lines_around = |queue: &str, at_us: i64| {
        let Some(times) = times.get(queue) else { return 0 };
        let from = times.partition_point(|time| *time < at_us - LOST_AFTER_US);
        (times.partition_point(|time| *time <= at_us + LOST_AFTER_US) - from) as i64
    };
    for stay in stays {
        if let Some(connect) = stay.connect {
            stay.contact = entries[connect].line.callid;
        }
        if stay.end.is_none() {
            let restarted = restarts.partition_point(|restart| *restart <= stay.entered_us) < restarts.len();
            let waited_on = horizon_us.saturating_sub(stay.entered_us) >= LOST_AFTER_US;
            stay.lost = match (restarted, waited_on) {
                (true, _) => Some("no end before the restart"),
                (_, true) => Some("no end within 24 h"),
                _ => None,
            };
        }
        let lines = lines_around(stay.queue, stay.entered_us) + lines_around("NONE", stay.entered_us);
        stay.version = 2 * lines + i64::from(stay.lost.is_some());
    }
}
