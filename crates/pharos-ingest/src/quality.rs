//! Data quality of an import: what is implausible in the fact rows it makes. Nothing is changed or left out for it.
//!
//! [`Quality`] takes the rows batch by batch in the order of the source and gives its findings at the end. What needs
//! memory per row (overlaps, duplicates) looks at the first [`ROWS_REMEMBERED_MAX`] rows and says so.

mod columns;
mod order;

use std::collections::{BTreeMap, HashSet};
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use arrow::array::{Array, Float64Array, RecordBatch, TimestampMicrosecondArray};
use pharos_schema::Table;
use rustc_hash::FxBuildHasher;
use serde::Serialize;

use columns::{Columns, Named};
use order::{Days, Overlaps, Steps};

/// Rows that overlaps and duplicates are looked for in.
pub const ROWS_REMEMBERED_MAX: usize = 4_000_000;

/// Longest duration of a single stage that is believed: a day.
const STAGE_S_MAX: f64 = 86_400.0;

/// One kind of thing found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// What was looked for: `negative_duration`, `very_long_duration`, `end_before_start`, `missing_end`,
    /// `answered_without_talk`, `answered_without_agent`, `talk_of_unanswered`, `agent_overlap`, `duplicate_key`,
    /// `missing_days`, `clock_jump`, `id_lost_digits`, `value_outside_scale`, `negative_total`.
    pub check: String,
    /// How many rows, pairs or days.
    pub count: u64,
    /// The first one: key and values.
    pub example: String,
}

/// Pairs of instants of which the second must not lie before the first, by table.
const ORDERED: &[(&str, &[(&str, &str)])] = &[
    (
        "contact_segments",
        &[
            ("started_at", "ended_at"),
            ("enqueued_at", "left_queue_at"),
            ("enqueued_at", "connected_at"),
            ("connected_at", "ended_at"),
        ],
    ),
    ("agent_intervals", &[("started_at", "ended_at")]),
    (
        "work_items",
        &[("created_at", "solved_at"), ("created_at", "closed_at"), ("created_at", "first_response_at")],
    ),
    ("survey_answers", &[("sent_at", "answered_at")]),
    ("planned_activities", &[("starts_at", "ends_at")]),
    ("callbacks", &[("requested_at", "reached_at")]),
];

/// Two instants of which the second must not lie before the first.
type OrderedPair<'a> = (Named<'a, TimestampMicrosecondArray>, Named<'a, TimestampMicrosecondArray>);

/// Findings under way.
#[derive(Debug)]
pub struct Quality {
    table: &'static Table,
    found: BTreeMap<String, (u64, String)>,
    overlaps: Overlaps,
    steps: Steps,
    days: Days,
    /// Hashes of keys with their versions.
    keys: HashSet<u64, FxBuildHasher>,
    hasher: BuildHasherDefault<DefaultHasher>,
}

impl Quality {
    /// Nothing found yet in rows of a table.
    pub fn new(table: &'static Table) -> Quality {
        Quality {
            table,
            found: BTreeMap::new(),
            overlaps: Overlaps::default(),
            steps: Steps::default(),
            days: Days::default(),
            keys: HashSet::default(),
            hasher: BuildHasherDefault::default(),
        }
    }

    /// Looks at rows with the columns of the table; columns that are missing are not looked at.
    pub fn add(&mut self, batch: &RecordBatch) {
        let columns = Columns::new(batch);
        let seconds = columns.seconds(self.table);
        let ordered = self.ordered(&columns);
        let days = self.table.day_from.iter().filter_map(|name| columns.instants(name)).collect::<Vec<_>>();
        for row in 0..batch.num_rows() {
            self.durations(&columns, &seconds, row);
            self.instants(&columns, &ordered, &days, row);
            self.ids(&columns, row);
            match self.table.name {
                "contact_segments" => self.segment(&columns, row),
                "agent_intervals" => self.agent_interval(&columns, row),
                "survey_answers" => self.survey_answer(&columns, row),
                "interval_reports" => self.interval_report(&columns, row),
                _ => {}
            }
        }
    }

    /// What was found, by check.
    pub fn finish(self) -> Vec<Finding> {
        let Quality { mut found, overlaps, steps, days, .. } = self;
        for (check, count, example) in
            [overlaps.finish(), steps.finish(), days.finish()].into_iter().flatten()
        {
            found.insert(check.to_owned(), (count, example));
        }
        found.into_iter().map(|(check, (count, example))| Finding { check, count, example }).collect()
    }

    fn note(&mut self, check: &str, example: impl FnOnce() -> String) {
        match self.found.get_mut(check) {
            Some((count, _)) => *count += 1,
            None => {
                self.found.insert(check.to_owned(), (1, example()));
            }
        }
    }

    fn durations(&mut self, columns: &Columns<'_>, seconds: &[Named<'_, Float64Array>], row: usize) {
        for (name, values) in seconds.iter().filter(|(_, values)| values.is_valid(row)) {
            let value = values.value(row);
            let example = || format!("{}: {name} = {value}", columns.name(row));
            if value < 0.0 {
                self.note("negative_duration", example);
            } else if value > STAGE_S_MAX && self.table.name == "contact_segments" {
                self.note("very_long_duration", example);
            }
        }
    }

    /// The pairs of instants the batch has both of.
    fn ordered<'a>(&self, columns: &Columns<'a>) -> Vec<OrderedPair<'a>> {
        let pairs = ORDERED.iter().find(|(table, _)| *table == self.table.name);
        let both = |(first, second): &(&'static str, &'static str)| {
            Some(((*first, columns.instants(first)?), (*second, columns.instants(second)?)))
        };
        pairs.map_or(&[][..], |(_, pairs)| pairs).iter().filter_map(both).collect()
    }

    fn instants(
        &mut self,
        columns: &Columns<'_>,
        ordered: &[OrderedPair<'_>],
        days: &[&TimestampMicrosecondArray],
        row: usize,
    ) {
        for ((first, before), (second, after)) in ordered {
            if before.is_valid(row) && after.is_valid(row) && after.value(row) < before.value(row) {
                let late = (before.value(row) - after.value(row)) as f64 / 1e6;
                self.note("end_before_start", || {
                    format!("{}: {second} lies {late} s before {first}", columns.name(row))
                });
            }
        }
        if let Some(day) = days.iter().find(|day| day.is_valid(row)) {
            let instant = day.value(row);
            self.steps.add(instant, || columns.name(row));
            self.days.add(instant);
        }
    }

    fn ids(&mut self, columns: &Columns<'_>, row: usize) {
        if let Some(key) = columns.key.at(row)
            && self.keys.len() < ROWS_REMEMBERED_MAX
        {
            let version = columns.source_version.at(row).unwrap_or(0);
            if !self.keys.insert(self.hasher.hash_one((version, key))) {
                self.note("duplicate_key", || key.to_owned());
            }
        }
        for (name, ids) in &columns.ids {
            if let Some(id) = ids.at(row)
                && lost_digits(id)
            {
                self.note("id_lost_digits", || format!("{}: {name} = {id}", columns.name(row)));
                break;
            }
        }
    }

    fn segment(&mut self, columns: &Columns<'_>, row: usize) {
        let answered = columns.queue_result.at(row).map(|result| result == "answered");
        let (agent, talk_s) = (columns.agent_id.at(row), columns.talk_s.at(row));
        if answered == Some(true) {
            if agent.is_none() {
                self.note("answered_without_agent", || columns.name(row));
            }
            if talk_s == Some(0.0) {
                self.note("answered_without_talk", || columns.name(row));
            }
        } else if answered == Some(false) && talk_s.is_some_and(|talk_s| talk_s > 0.0) {
            self.note("talk_of_unanswered", || columns.name(row));
        }
        let ended = columns.ended_at.at(row);
        if answered.is_some() && ended.is_none() {
            self.note("missing_end", || columns.name(row));
        }
        // Several chats at once are no fault.
        let one_at_a_time =
            columns.channel.at(row).is_none_or(|channel| matches!(channel, "voice" | "callback"));
        if let (true, Some(agent), Some(from), Some(until)) =
            (one_at_a_time, agent, columns.connected_at.at(row), ended)
        {
            self.overlaps.add(agent, from, until);
        }
    }

    fn agent_interval(&mut self, columns: &Columns<'_>, row: usize) {
        let (from, until) = (columns.started_at.at(row), columns.ended_at.at(row));
        if until.is_none() {
            self.note("missing_end", || columns.name(row));
        }
        if let (Some(agent), Some(from), Some(until)) = (columns.agent_id.at(row), from, until) {
            self.overlaps.add(agent, from, until);
        }
    }

    fn survey_answer(&mut self, columns: &Columns<'_>, row: usize) {
        let Some(value) = columns.value.at(row) else { return };
        let (low, high) = (columns.scale_min.at(row), columns.scale_max.at(row));
        if low.is_some_and(|low| value < low) || high.is_some_and(|high| value > high) {
            self.note("value_outside_scale", || format!("{}: {value}", columns.name(row)));
        }
    }

    fn interval_report(&mut self, columns: &Columns<'_>, row: usize) {
        if let Some(value) = columns.value.at(row)
            && value < 0.0
        {
            self.note("negative_total", || format!("{}: {value}", columns.name(row)));
        }
    }
}

/// `true` for an id that was once written in scientific notation: `3.26702E+11`, or a long number of few digits and many
/// zeros, which is what becomes of it.
fn lost_digits(id: &str) -> bool {
    let digits = id.bytes().all(|byte| byte.is_ascii_digit());
    let scientific = || {
        let Some((mantissa, exponent)) = id.split_once(['E', 'e']) else { return false };
        mantissa.contains('.')
            && mantissa.parse::<f64>().is_ok()
            && exponent.trim_start_matches('+').parse::<u8>().is_ok_and(|exponent| exponent >= 9)
    };
    if digits { id.len() >= 11 && id.ends_with("00000") } else { scientific() }
}

#[cfg(test)]
mod tests;
