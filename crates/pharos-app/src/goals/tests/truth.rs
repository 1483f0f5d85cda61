//! The numbers of goals straight from the simulated days.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use pharos_calendar::Zone;
use pharos_simulation::centre::{Centre, CentreDay, ContactSegment, Message, WorkItem};

/// Days from and to, both inclusive, in the centre's zone.
pub(super) type Days = (Date, Date);

/// What was simulated, and the zone its days are counted in.
pub(super) struct Truth {
    pub(super) days: Vec<CentreDay>,
    pub(super) zone: Zone,
    /// Identities of customers and whose they are.
    customers: BTreeMap<String, String>,
    /// The newest instant of anything that happened.
    pub(super) newest_us: i64,
}

const HOUR_US: i64 = 3_600_000_000;
const WEEK_US: i64 = 7 * 24 * HOUR_US;

impl Truth {
    pub(super) fn new(centre: &Centre, days: Vec<CentreDay>, zone: Zone, newest_us: i64) -> Truth {
        let keys = centre.dimensions().customer_keys;
        let customers = keys.into_iter().map(|it| (it.identity, it.customer_id)).collect();
        Truth { days, zone, customers, newest_us }
    }

    fn within(&self, at: i64, (from, to): Days) -> bool {
        let day = self.zone.local_date(at);
        from <= day && day <= to
    }

    fn segments(&self) -> impl Iterator<Item = &ContactSegment> {
        self.days.iter().flat_map(|day| &day.contact_segments).filter(|it| it.excluded.is_none())
    }

    /// Segments that were answered or given up, by the instant they entered the queue.
    fn offered(&self, days: Days) -> Vec<&ContactSegment> {
        let offered = |it: &&ContactSegment| matches!(it.queue_result, Some("answered" | "abandoned"));
        let at = |it: &ContactSegment| it.enqueued_at.unwrap_or(it.started_at);
        self.segments().filter(offered).filter(|it| self.within(at(it), days)).collect()
    }

    /// Mean wait of the answered that a condition picks, by queue and local hour.
    pub(super) fn wait_of_answered(&self, days: Days, pick: impl Fn(&str, i8) -> bool) -> f64 {
        let hour = |it: &ContactSegment| {
            let at = jiff::Timestamp::from_microsecond(it.enqueued_at.unwrap_or(it.started_at)).unwrap();
            at.in_tz(self.zone.name()).unwrap().hour()
        };
        let answered = self.offered(days).into_iter().filter(|it| it.queue_result == Some("answered"));
        mean(answered.filter(|it| pick(it.queue.unwrap_or(""), hour(it))).filter_map(|it| it.wait_s))
    }

    /// Mean wait, those who gave up included.
    pub(super) fn wait_of_offered(&self, days: Days) -> f64 {
        mean(self.offered(days).into_iter().filter_map(|it| it.wait_s))
    }

    /// Share of the offered who gave up.
    pub(super) fn given_up(&self, days: Days) -> f64 {
        mean(
            self.offered(days)
                .into_iter()
                .map(|it| f64::from(u8::from(it.queue_result == Some("abandoned")))),
        )
    }

    fn handled(&self, days: Days) -> impl Iterator<Item = &ContactSegment> {
        let ended = move |it: &&ContactSegment| it.ended_at.is_some_and(|at| self.within(at, days));
        self.segments().filter(|it| it.queue_result == Some("answered")).filter(ended)
    }

    /// Mean time an answered call takes.
    pub(super) fn handle_time(&self, days: Days) -> f64 {
        let calls = self.handled(days).filter(|it| it.channel == "voice");
        mean(calls.filter_map(|it| Some(it.talk_s? + it.hold_s.unwrap_or(0.0) + it.acw_s.unwrap_or(0.0))))
    }

    /// Contacts each agent handled, of those a condition picks.
    pub(super) fn handled_by_agent(
        &self,
        days: Days,
        pick: impl Fn(&ContactSegment) -> bool,
    ) -> BTreeMap<String, u64> {
        let mut counts = BTreeMap::new();
        for it in self.handled(days).filter(|it| pick(it)) {
            if let Some(agent) = &it.agent_id {
                *counts.entry(agent.clone()).or_default() += 1;
            }
        }
        counts
    }

    /// Least contacts of an agent's day with at least four hours logged in.
    pub(super) fn least_of_a_day(&self, days: Days) -> f64 {
        let mut logged_in: BTreeMap<(String, Date), f64> = BTreeMap::new();
        for it in self.days.iter().flat_map(|day| &day.agent_intervals).filter(|it| it.state != "offline") {
            let mut from = it.started_at;
            while from < it.ended_at {
                let day = self.zone.local_date(from);
                let until = self.zone.date_start(day.tomorrow().unwrap()).min(it.ended_at);
                *logged_in.entry((it.agent_id.clone(), day)).or_default() += (until - from) as f64 / 1e6;
                from = until;
            }
        }
        let mut handled: BTreeMap<(String, Date), u64> = BTreeMap::new();
        for it in self.handled(days) {
            if let (Some(agent), Some(at)) = (&it.agent_id, it.ended_at) {
                *handled.entry((agent.clone(), self.zone.local_date(at))).or_default() += 1;
            }
        }
        let full = logged_in.iter().filter(|it| 14_400.0 <= *it.1 && days.0 <= it.0.1 && it.0.1 <= days.1);
        let counts = full.map(|(key, _)| handled.get(key).copied().unwrap_or(0));
        counts.min().expect("a day of work") as f64
    }

    /// Tickets solved, as each was when it was last written.
    pub(super) fn solved(&self, days: Days) -> f64 {
        let mut last: BTreeMap<&str, &WorkItem> = BTreeMap::new();
        for it in self.days.iter().flat_map(|day| &day.work_items) {
            let known = last.entry(&it.key).or_insert(it);
            if known.source_version <= it.source_version {
                *known = it;
            }
        }
        last.values().filter(|it| it.solved_at.is_some_and(|at| self.within(at, days))).count() as f64
    }

    /// Net promoter score.
    pub(super) fn nps(&self, days: Days) -> f64 {
        let answers = self.days.iter().flat_map(|day| &day.survey_answers).filter(|it| it.kind == "nps");
        let at = |it: &&pharos_simulation::centre::SurveyAnswer| {
            it.sent_at.or(it.answered_at).or(it.eligible_at).is_some_and(|at| self.within(at, days))
        };
        mean(answers.filter(at).filter_map(|it| it.value).map(|value| match value {
            9.0.. => 100.0,
            7.0.. => 0.0,
            _ => -100.0,
        }))
    }

    /// Share of answered contacts of known customers and reasons that no contact of the same customer and reason follows within
    /// a week; only those whose week is over.
    pub(super) fn solved_at_once(&self, days: Days) -> f64 {
        let mut contacts: BTreeMap<&str, Vec<&ContactSegment>> = BTreeMap::new();
        for it in self.segments() {
            contacts.entry(&it.contact_id).or_default().push(it);
        }
        /// When, in which contact, and whether it was solved.
        type Turn<'a> = (i64, &'a str, bool);
        let mut by_matter: BTreeMap<(String, &str), Vec<Turn>> = BTreeMap::new();
        for (id, mut parts) in contacts {
            parts.sort_by(|a, b| (a.started_at, &a.key).cmp(&(b.started_at, &b.key)));
            if parts[0].direction == "outbound" {
                continue;
            }
            let known = parts.iter().rev().find_map(|it| it.customer_id.clone());
            let Some(customer) = known.map(|it| self.customers.get(&it).cloned().unwrap_or(it)) else {
                continue;
            };
            let Some(reason) = parts.iter().rev().find_map(|it| it.reason) else { continue };
            let answered = parts.iter().any(|it| it.queue_result == Some("answered"));
            by_matter.entry((customer, reason)).or_default().push((parts[0].started_at, id, answered));
        }
        let mut judged = Vec::new();
        for mut matter in by_matter.into_values() {
            matter.sort_unstable();
            for (place, (at, _, answered)) in matter.iter().enumerate() {
                if *answered && at + WEEK_US <= self.newest_us && self.within(*at, days) {
                    let again = matter.get(place + 1).is_some_and(|next| next.0 - at <= WEEK_US);
                    judged.push(f64::from(u8::from(!again)));
                }
            }
        }
        mean(judged.into_iter())
    }

    /// Mean time from the customer's first message to the first answer of a person, in social media.
    pub(super) fn first_social_answer(&self, days: Days) -> f64 {
        let mut conversations: BTreeMap<&str, Vec<&Message>> = BTreeMap::new();
        for it in self.days.iter().flat_map(|day| &day.messages) {
            let id = it.item_id.as_deref().or(it.contact_id.as_deref());
            if let Some(id) = id.filter(|_| it.public && matches!(it.author_kind, "customer" | "agent")) {
                conversations.entry(id).or_default().push(it);
            }
        }
        let events = self.days.iter().flat_map(|day| &day.work_item_events);
        let mut reopened: BTreeMap<&str, BTreeSet<i64>> = BTreeMap::new();
        for it in events.filter(|it| it.event == "reopened") {
            reopened.entry(&it.item_id).or_default().insert(it.at);
        }
        let mut waits = Vec::new();
        for (id, mut messages) in conversations {
            messages.sort_by(|a, b| (a.at, &a.key).cmp(&(b.at, &b.key)));
            let episode = |at: i64| reopened.get(id).map_or(0, |it| it.range(..=at).count());
            let mut episodes: BTreeMap<usize, Vec<&Message>> = BTreeMap::new();
            for it in messages {
                episodes.entry(episode(it.at)).or_default().push(it);
            }
            for (number, part) in episodes {
                let Some(began) = part.iter().find(|it| it.author_kind == "customer").map(|it| it.at) else {
                    continue;
                };
                let opened_by_us = number == 0 && part[0].at < began;
                let reply = part.iter().find(|it| it.author_kind == "agent" && began <= it.at);
                if let Some(reply) = reply.filter(|_| !opened_by_us && part[0].channel == "social")
                    && self.within(began, days)
                {
                    waits.push((reply.at - began) as f64 / 1e6);
                }
            }
        }
        mean(waits.into_iter())
    }
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (n, sum) = values.fold((0.0, 0.0), |it, value| (it.0 + 1.0, it.1 + value));
    assert!(0.0 < n, "nothing to take the mean of");
    sum / n
}
