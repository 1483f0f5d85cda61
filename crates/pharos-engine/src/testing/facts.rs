//! Random rows of every table metrics read, with NULLs, ties, doubles, late versions and disorder.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use arrow::array::RecordBatch;
use pharos_calendar::{Weekday, Zone};
use pharos_metric::Catalogue;
use pharos_schema::{Column, Kind, Table, TableBuilder, Value, table};
use rand::Rng;
use rand::seq::{IndexedRandom, SliceRandom};
use rand_chacha::ChaCha8Rng;

use crate::dataset::{Aliases, Centre, Corrections, Dataset};
use crate::warehouse::{Heads, Warehouse};

/// One version of one row.
pub(crate) type Fact = (&'static Table, Vec<(&'static str, Value)>);

/// 2026-03-20 00:00 UTC: a change of the clock of Jerusalem lies within the fortnight.
const BEGIN_US: i64 = 1_773_964_800_000_000;
const DAY_US: i64 = 86_400_000_000;

const TABLES: [(&str, usize); 9] = [
    ("contact_segments", 260),
    ("agent_offers", 60),
    ("agent_intervals", 60),
    ("callbacks", 40),
    ("messages", 80),
    ("work_items", 40),
    ("work_item_events", 80),
    ("survey_answers", 90),
    ("employment", 8),
];

/// All versions of all rows.
pub(crate) fn facts(random: &mut ChaCha8Rng) -> Vec<Fact> {
    let mut all = Vec::new();
    for (name, keys) in TABLES {
        let table = table(name).expect("a table");
        for key in 0..keys {
            let versions = if random.random_bool(0.2) { random.random_range(2..4) } else { 1 };
            for version in 0..versions {
                all.push((table, row(table, key, version, random)));
            }
        }
    }
    all
}

/// The facts in random order, some several times, in deliveries of random size.
pub(crate) fn deliveries(facts: &[Fact], random: &mut ChaCha8Rng) -> Vec<Vec<Fact>> {
    let mut all = facts.to_vec();
    for _ in 0..facts.len() / 4 {
        all.push(facts.choose(random).expect("a fact").clone());
    }
    all.shuffle(random);
    let mut deliveries = Vec::new();
    while !all.is_empty() {
        let size = random.random_range(1..=all.len().min(500));
        deliveries.push(all.split_off(all.len() - size));
    }
    deliveries
}

/// A dataset without rows.
pub(crate) fn store(folder: &std::path::Path, catalogue: Catalogue) -> Dataset {
    Dataset {
        warehouse: Warehouse::new(folder),
        heads: Heads::default(),
        inbox: BTreeMap::new(),
        centre: Centre {
            zone: Zone::get("Asia/Jerusalem").expect("a zone"),
            site_zones: HashMap::from([
                ("north".to_owned(), Zone::get("Asia/Jerusalem").expect("a zone")),
                ("south".to_owned(), Zone::get("Australia/Lord_Howe").expect("a zone")),
            ]),
            first_weekday: Weekday::Sunday,
        },
        aliases: Aliases::default(),
        corrections: Corrections::default(),
        catalogue: Arc::new(catalogue),
        threads: 2,
        smallest_group: 5,
        held: None,
    }
}

/// Merges deliveries in their order; the last so many wait in the inbox instead.
pub(crate) async fn deliver(dataset: &mut Dataset, deliveries: &[Vec<Fact>], sequence: i64, waiting: usize) {
    let merged = deliveries.len().saturating_sub(waiting);
    for (index, facts) in deliveries[..merged].iter().enumerate() {
        let sequence = sequence + index as i64;
        for (table, rows) in batches(facts, sequence) {
            dataset.warehouse.merge(table, &mut dataset.heads, rows, sequence).await.expect("a merge");
        }
    }
    let waits = deliveries[merged..].iter().enumerate();
    let waits: Vec<(i64, Fact)> = waits
        .flat_map(|(index, facts)| {
            facts.iter().map(move |fact| (sequence + (merged + index) as i64, fact.clone()))
        })
        .collect();
    dataset.inbox = inbox(&waits);
}

fn batches(facts: &[Fact], sequence: i64) -> Vec<(&'static Table, RecordBatch)> {
    let mut builders: BTreeMap<&'static str, TableBuilder> = BTreeMap::new();
    for (table, row) in facts {
        let mut row = row.clone();
        row.push(("ingest_seq", Value::Count(sequence)));
        builders.entry(table.name).or_insert_with(|| TableBuilder::new(table)).push(row).expect("a row");
    }
    builders.into_values().map(|mut builder| (builder.table(), builder.finish().expect("a batch"))).collect()
}

/// One row per key, the greatest version: what the inbox hands to the engine.
fn inbox(waiting: &[(i64, Fact)]) -> BTreeMap<&'static str, RecordBatch> {
    let mut best: BTreeMap<(&'static str, String), (i64, i64, &Fact)> = BTreeMap::new();
    for (sequence, fact) in waiting {
        let (mut key, mut version) = (String::new(), 0);
        for (name, value) in &fact.1 {
            match (*name, value) {
                ("key", Value::Text(text)) => key.clone_from(text),
                ("source_version", Value::Count(count)) => version = *count,
                _ => {}
            }
        }
        let known = best.entry((fact.0.name, key)).or_insert((version, *sequence, fact));
        if (known.0, known.1) <= (version, *sequence) {
            *known = (version, *sequence, fact);
        }
    }
    let mut builders: BTreeMap<&'static str, TableBuilder> = BTreeMap::new();
    for ((name, _), (_, sequence, fact)) in best {
        let mut row = fact.1.clone();
        row.push(("ingest_seq", Value::Count(sequence)));
        builders.entry(name).or_insert_with(|| TableBuilder::new(fact.0)).push(row).expect("a row");
    }
    builders.into_iter().map(|(name, mut builder)| (name, builder.finish().expect("a batch"))).collect()
}

fn row(
    table: &'static Table,
    key: usize,
    version: i64,
    random: &mut ChaCha8Rng,
) -> Vec<(&'static str, Value)> {
    let started = BEGIN_US + random.random_range(0..14 * DAY_US);
    let mut values = vec![
        ("key", Value::Text(format!("{}-{key}", table.name))),
        ("source_name", Value::from("random")),
        ("source_version", Value::Count(version)),
        ("site", Value::from(*["north", "south"].choose(random).expect("a site"))),
    ];
    for (place, column) in table.columns.iter().enumerate() {
        let first = table.day_from.first() == Some(&column.name);
        if first || random.random_bool(0.85) {
            values.push((column.name, value(column, started, place, first, random)));
        }
    }
    if table.name == "employment" {
        values.retain(|(name, _)| !matches!(*name, "agent_id" | "valid_to"));
        values.push(("agent_id", Value::Text(format!("a{}", key % 6))));
    }
    values
}

fn value(column: &Column, started: i64, place: usize, first: bool, random: &mut ChaCha8Rng) -> Value {
    match column.kind {
        // Later columns are later events, most of the time; some instants carry microseconds.
        Kind::Instant if first => Value::Instant(started / 1000 * 1000 + random.random_range(0..3)),
        Kind::Instant => Value::Instant(started + random.random_range(0..(place as i64 + 1) * 120_000_000)),
        Kind::Seconds => {
            Value::Number(*[0.0, 5.0, 20.0, 20.0005, 61.2345, 600.0, 1.5].choose(random).expect("s"))
        }
        Kind::Number => Value::Number(match column.name {
            "scale_min" => *[0.0, 1.0].choose(random).expect("a number"),
            "scale_max" => *[5.0, 10.0].choose(random).expect("a number"),
            _ => f64::from(random.random_range(0..11)),
        }),
        Kind::Count => Value::Count(random.random_range(0..4)),
        Kind::Flag => Value::Flag(random.random_bool(0.5)),
        Kind::Attributes => Value::from(r#"{"tier":"gold"}"#),
        _ => Value::from(word(column, random)),
    }
}

fn word(column: &Column, random: &mut ChaCha8Rng) -> &'static str {
    let words: &[&str] = match column.name {
        "excluded" => &["test"],
        "queue" => &["billing", "sales", "care"],
        "channel" => &["voice", "chat", "email"],
        "direction" => &["inbound", "inbound", "outbound"],
        "queue_result" => &["answered", "answered", "answered", "abandoned", "flowed_out", "lost", "waiting"],
        "agent_id" | "owner" | "solved_by" => &["a0", "a1", "a2", "a3", "a4", "a5"],
        "customer_id" => &["c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8"],
        "state" | "from_state" | "to_state" => &[
            "available_idle",
            "talking",
            "holding",
            "acw",
            "ringing",
            "break",
            "offline",
            "open",
            "pending",
            "solved",
            "closed",
            "new",
            "on_hold",
        ],
        "routing_status" => &["interacting", "communicating", "idle", "off_queue"],
        "kind" => &["csat", "nps", "ces", "fcr"],
        "event" => &["created", "taken", "assigned", "state", "replied", "solved", "reopened", "closed"],
        "author_kind" => &["customer", "agent", "bot"],
        "result" => &["answered", "no_answer", "rejected", "busy", "caller_gone"],
        "scale_direction" => &["up", "up", "down"],
        "item_id" => &["i0", "i1", "i2", "i3", "i4", "i5", "i6", "i7"],
        "contact_id" | "case_id" => &["k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9"],
        "team" => &["red", "blue"],
        _ => &["x", "y"],
    };
    words.choose(random).expect("a word")
}
