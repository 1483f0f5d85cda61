//! Agents' names: queue events write the member's name, logins and penalties its interface.
//!
//! The import's aliases come first. Beyond them an interface and a name are taken as one person only on strong evidence:
//! the name is busy in a queue only while that interface is logged in there, over at least two logins, and neither fits
//! anybody else. What stays open is a finding, so that the user can say who is who.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::line::{Entry, Event};
use crate::sources::SourceContext;
use crate::sources::rows::Gathered;

/// Names as written -> agent ids.
pub(super) struct AgentNames<'a> {
    ids: HashMap<&'a str, String>,
}

impl AgentNames<'_> {
    /// The agent that name means.
    pub(super) fn id(&self, name: &str) -> String {
        self.ids.get(name).cloned().unwrap_or_else(|| name.to_owned())
    }
}

/// Logins of an interface to one queue: from, until.
type Logins<'a> = BTreeMap<(&'a str, &'a str), Vec<(i64, i64)>>;

pub(super) fn agent_names<'a>(
    entries: &[Entry<'a>],
    context: &SourceContext,
    gathered: &mut Gathered<'_>,
) -> AgentNames<'a> {
    let mut ids = HashMap::new();
    for name in entries.iter().filter_map(|entry| entry.line.agent_name()) {
        if context.aliases.contains_key(name) {
            ids.insert(name, context.agent(name).to_owned());
        }
    }
    let busy = busy_times(entries);
    let logins = logins(entries);
    let interfaces: BTreeSet<&str> = logins
        .keys()
        .map(|(interface, _)| *interface)
        .filter(|interface| !busy.contains_key(interface) && !ids.contains_key(interface))
        .collect();
    let logged_in: BTreeSet<&str> = logins.keys().map(|(interface, _)| *interface).collect();
    let names: Vec<&str> =
        busy.keys().copied().filter(|name| !logged_in.contains(name) && !ids.contains_key(name)).collect();
    let fits = |name: &str, interface: &str| {
        busy.get(name).is_some_and(|times| all_inside(times, &logins, interface))
    };
    for name in names {
        let candidates: Vec<&str> =
            interfaces.iter().copied().filter(|interface| fits(name, interface)).collect();
        let [interface] = candidates[..] else {
            if !candidates.is_empty() {
                gathered.finding("agent_name_without_interface", || {
                    format!("{name} is one of {}; maybe name it as an alias", candidates.join(", "))
                });
            }
            continue;
        };
        let rivals = busy.keys().filter(|other| **other != name && fits(other, interface)).count();
        if rivals == 0 {
            gathered.finding("agent_alias_inferred", || format!("{interface} is {name}"));
            ids.insert(interface, name.to_owned());
        }
    }
    AgentNames { ids }
}

/// Times at which each name was rung, answered or paused, by queue.
fn busy_times<'a>(entries: &[Entry<'a>]) -> BTreeMap<&'a str, Vec<(&'a str, i64)>> {
    let mut busy: BTreeMap<&str, Vec<(&str, i64)>> = BTreeMap::new();
    for line in entries.iter().map(|entry| &entry.line) {
        if let Some(name) = line.agent_name()
            && (line.event.rings() || line.event.ends_talk())
        {
            busy.entry(name).or_default().push((line.queue, line.at_us));
        }
    }
    busy
}

fn logins<'a>(entries: &[Entry<'a>]) -> Logins<'a> {
    let mut logins = Logins::new();
    for line in entries.iter().map(|entry| &entry.line) {
        let Some(name) = line.agent_name() else { continue };
        match line.event {
            Event::AddMember => logins.entry((name, line.queue)).or_default().push((line.at_us, i64::MAX)),
            Event::RemoveMember => {
                if let Some(last) = logins.get_mut(&(name, line.queue)).and_then(|logins| logins.last_mut()) {
                    last.1 = last.1.min(line.at_us);
                }
            }
            _ => {}
        }
    }
    logins
}

/// Every time lies inside a login of the interface to that queue, and two logins or more have some.
fn all_inside(times: &[(&str, i64)], logins: &Logins<'_>, interface: &str) -> bool {
    let mut used = BTreeSet::new();
    times.iter().all(|(queue, at_us)| {
        let spans = logins.get(&(interface, *queue)).map(Vec::as_slice).unwrap_or_default();
        let span = spans.iter().find(|(from, until)| from <= at_us && at_us <= until);
        span.inspect(|(from, _)| {
            used.insert(*from);
        })
        .is_some()
    }) && used.len() >= 2
}
