//! What only several rows together show: overlaps of one agent, jumps of the clock, days without rows.

use std::collections::{BTreeSet, HashMap};

use super::ROWS_REMEMBERED_MAX;

/// A check, how often, an example.
pub(super) type Found = Option<(&'static str, u64, String)>;

const SECOND_US: i64 = 1_000_000;
const DAY_US: i64 = 86_400 * SECOND_US;
/// A step back of the clock that is told; smaller ones are the order of simultaneous contacts.
const JUMP_US: i64 = 60 * SECOND_US;
/// Files with more steps back than this share are not in order of time at all.
const UNSORTED_SHARE: f64 = 0.01;

/// Services of agents: one that begins more than a second before the one before has ended.
#[derive(Debug, Default)]
pub(super) struct Overlaps {
    agents: HashMap<String, Vec<(i64, i64)>>,
    remembered: usize,
}

impl Overlaps {
    pub(super) fn add(&mut self, agent: &str, from: i64, until: i64) {
        if self.remembered >= ROWS_REMEMBERED_MAX || until <= from {
            return;
        }
        self.remembered += 1;
        match self.agents.get_mut(agent) {
            Some(spans) => spans.push((from, until)),
            None => {
                self.agents.insert(agent.to_owned(), vec![(from, until)]);
            }
        }
    }

    pub(super) fn finish(self) -> Found {
        let (mut count, mut example) = (0, None);
        let mut agents: Vec<_> = self.agents.into_iter().collect();
        agents.sort();
        for (agent, mut spans) in agents {
            spans.sort_unstable();
            for pair in spans.windows(2) {
                let by = pair[0].1 - pair[1].0;
                if by > SECOND_US {
                    count += 1;
                    example.get_or_insert_with(|| {
                        format!("{agent}: two services overlap by {} s", by / SECOND_US)
                    });
                }
            }
        }
        let first = if self.remembered < ROWS_REMEMBERED_MAX { "" } else { " (first rows only)" };
        example.map(|example| ("agent_overlap", count, example + first))
    }
}

/// Steps of the clock from row to row, in a file that is otherwise in order.
#[derive(Debug, Default)]
pub(super) struct Steps {
    last: Option<i64>,
    steps: u64,
    back: u64,
    example: Option<String>,
}

impl Steps {
    pub(super) fn add(&mut self, instant: i64, key: impl FnOnce() -> String) {
        if let Some(last) = self.last {
            self.steps += 1;
            let by = last - instant;
            if by > JUMP_US {
                self.back += 1;
                self.example.get_or_insert_with(|| {
                    format!("{} lies {} s before the row above it", key(), by / SECOND_US)
                });
            }
        }
        self.last = Some(instant);
    }

    pub(super) fn finish(self) -> Found {
        let sorted = (self.back as f64) < self.steps as f64 * UNSORTED_SHARE;
        self.example.filter(|_| sorted).map(|example| ("clock_jump", self.back, example))
    }
}

/// UTC days with rows.
#[derive(Debug, Default)]
pub(super) struct Days {
    days: BTreeSet<i64>,
}

impl Days {
    pub(super) fn add(&mut self, instant: i64) {
        self.days.insert(instant.div_euclid(DAY_US));
    }

    /// Days without rows between the first and the last; a weekend in between is no gap where most weekends are empty.
    pub(super) fn finish(self) -> Found {
        let (first, last) = (*self.days.first()?, *self.days.last()?);
        let weekdays_met: BTreeSet<i64> = {
            let weeks = (last - first) / 7 + 1;
            (0..7)
                .filter(|weekday| {
                    self.days.iter().filter(|day| day.rem_euclid(7) == *weekday).count() as i64 * 2 > weeks
                })
                .collect()
        };
        // A mistyped year must not count a century of days.
        if last - first > 3_660 {
            return None;
        }
        let missing: Vec<i64> = (first..=last)
            .filter(|day| weekdays_met.contains(&day.rem_euclid(7)) && !self.days.contains(day))
            .collect();
        let example = jiff::Timestamp::from_second(missing.first()? * 86_400).ok()?;
        Some(("missing_days", missing.len() as u64, format!("no row on {}", example.strftime("%Y-%m-%d"))))
    }
}
