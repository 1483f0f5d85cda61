//! Attacks: whoever sees groups only asks many questions and takes the answers from one another.

use std::collections::{BTreeMap, BTreeSet};

use pharos_calendar::Grain;
use pharos_metric::Catalogue;
use pharos_schema::{Value, table};
use rand::Rng;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;

use super::WITHIN;
use crate::dataset::Dataset;
use crate::query::{Part, Question, Scope, ask, dimension_values, dimensions_values, rows};
use crate::testing;

const SMALLEST: usize = 5;
const DAY_US: i64 = 86_400_000_000;
/// Teams and their agents, queues by agent: a team and a queue of three, a channel that is nearly a queue.
const TEAMS: [(&str, usize); 5] = [("red", 7), ("blue", 6), ("green", 5), ("gold", 3), ("grey", 4)];

/// One answered contact.
#[derive(Clone, Debug)]
struct Contact {
    person: usize,
    day: i64,
    dims: BTreeMap<&'static str, &'static str>,
}

/// Two months of a small centre, with weekends on which hardly anybody works.
fn contacts(random: &mut ChaCha8Rng) -> Vec<Contact> {
    let teams: Vec<&str> = TEAMS.iter().flat_map(|(team, size)| std::iter::repeat_n(*team, *size)).collect();
    let queues: Vec<Vec<&str>> = (0..teams.len())
        .map(|person| match person {
            0..3 => vec!["vip"],
            _ => ["sales", "help", "care"].choose_multiple(random, 2).copied().collect(),
        })
        .collect();
    let mut all = Vec::new();
    for day in 0..61 {
        // 2026-03-01 is a Sunday.
        let share = if matches!(day % 7, 0 | 6) { 0.12 } else { 0.75 };
        for person in 0..teams.len() {
            if !random.random_bool(share) {
                continue;
            }
            for _ in 0..random.random_range(1..4) {
                let queue = *queues[person].choose(random).expect("a queue");
                let channel = if queue == "care" && random.random_bool(0.95) { "chat" } else { "voice" };
                let direction = if random.random_bool(0.9) { "inbound" } else { "outbound" };
                // One of the red team helps out at the other site now and then: that site less its own teams is one person.
                let is_away = person == 3 && random.random_bool(0.4);
                let site =
                    if is_away || matches!(teams[person], "gold" | "grey") { "south" } else { "north" };
                let dims = [
                    ("site", site),
                    ("team", teams[person]),
                    ("queue", queue),
                    ("channel", channel),
                    ("direction", direction),
                ];
                all.push(Contact { person, day, dims: dims.into() });
            }
        }
    }
    all
}

async fn dataset(folder: &std::path::Path, contacts: &[Contact]) -> Dataset {
    let mut dataset = testing::store(folder, Catalogue::built_in().expect("the catalogue"));
    let employment = table("employment").expect("a table");
    let segments = table("contact_segments").expect("a table");
    let mut facts: Vec<testing::Fact> = Vec::new();
    let mut person = 0;
    for (team, size) in TEAMS {
        for _ in 0..size {
            let values = vec![
                ("key", Value::Text(format!("p{person}"))),
                ("source_name", Value::from("test")),
                ("agent_id", Value::Text(format!("a{person}"))),
                ("team", Value::from(team)),
                ("valid_from", Value::Instant(first_day(&dataset) - 30 * DAY_US)),
            ];
            facts.push((employment, values));
            person += 1;
        }
    }
    for (place, contact) in contacts.iter().enumerate() {
        // Noon, whatever the clock does.
        let at = first_day(&dataset) + contact.day * DAY_US + DAY_US / 2 + place as i64 * 1_000_000;
        let mut values = vec![
            ("key", Value::Text(format!("c{place}"))),
            ("segment_id", Value::Text(format!("c{place}"))),
            ("contact_id", Value::Text(format!("c{place}"))),
            ("source_name", Value::from("test")),
            ("agent_id", Value::Text(format!("a{}", contact.person))),
            ("started_at", Value::Instant(at)),
            ("enqueued_at", Value::Instant(at)),
            ("connected_at", Value::Instant(at)),
            ("ended_at", Value::Instant(at + 60_000_000)),
            ("queued", Value::Flag(true)),
            ("queue_result", Value::from("answered")),
        ];
        for name in ["site", "queue", "channel", "direction"] {
            values.push((name, Value::from(contact.dims[name])));
        }
        facts.push((segments, values));
    }
    testing::deliver(&mut dataset, &[facts], 1, 0).await;
    dataset
}

fn first_day(dataset: &Dataset) -> i64 {
    dataset.centre.zone.date_start(jiff::civil::date(2026, 3, 1))
}

/// Contacts behind a number that was shown.
struct Shown {
    question: usize,
    words: String,
    dims: BTreeSet<&'static str>,
    contacts: BTreeSet<usize>,
}

fn persons(all: &[Contact], some: impl Iterator<Item = usize>) -> usize {
    some.map(|place| all[place].person).collect::<BTreeSet<_>>().len()
}

/// Random words of a question: dimensions to split by, one to filter by with some of its values, days, grain.
struct Words {
    by: Vec<&'static str>,
    filter: Option<(&'static str, Vec<&'static str>)>,
    from: Option<i64>,
    to: Option<i64>,
    grain: Grain,
}

fn words(all: &[Contact], random: &mut ChaCha8Rng) -> Words {
    let names = ["team", "site", "queue", "channel", "direction"];
    let count = random.random_range(0..3);
    let named: Vec<&'static str> = names.choose_multiple(random, count).copied().collect();
    let filtered = named.last().copied().filter(|_| random.random_bool(0.5));
    let filter = filtered.map(|name| {
        let values: BTreeSet<&'static str> = all.iter().map(|contact| contact.dims[name]).collect();
        let values: Vec<&'static str> = values.into_iter().collect();
        let count = random.random_range(1..=values.len());
        (name, values.choose_multiple(random, count).copied().collect())
    });
    let by = named.into_iter().filter(|name| Some(*name) != filtered || random.random_bool(0.3)).collect();
    let from = random.random_bool(0.7).then(|| random.random_range(0..40));
    let to = random.random_bool(0.7).then(|| from.unwrap_or(0) + random.random_range(1..30));
    let grain =
        *[Grain::None, Grain::None, Grain::Month, Grain::Week, Grain::Day].choose(random).expect("a grain");
    Words { by, filter, from, to, grain }
}

async fn answers(dataset: &Dataset, all: &[Contact], place: usize, words: &Words) -> (Vec<Shown>, usize) {
    let mut question = Question::of(&["answered"], Scope::whole_centre().in_groups_of(SMALLEST));
    question.by = words.by.iter().map(|&name| name.to_owned()).collect();
    question.filter = words.filter.as_ref().map(|(name, values)| {
        let parts: Vec<String> = values.iter().map(|value| format!("{name} = '{value}'")).collect();
        parts.join(" OR ")
    });
    let date = |day: i64| {
        jiff::civil::date(2026, 3, 1).checked_add(jiff::Span::new().days(day)).expect("a date").to_string()
    };
    (question.from, question.to) = (words.from.map(date), words.to.map(date));
    question.grain = words.grain;
    let answer = ask(dataset, &question).await.expect("an answer");
    let zone = &dataset.centre.zone;
    let mut shown = Vec::new();
    for row in &answer.rows {
        let (Some(value), Some(n)) = (row.value, row.numerator.or(row.value)) else {
            assert_eq!((row.value, row.numerator, row.n, row.lo), (None, None, None, None));
            assert_eq!(row.flags, ["fewer than 5 people"]);
            continue;
        };
        let is_behind = |contact: &Contact| {
            let date = jiff::civil::date(2026, 3, 1)
                .checked_add(jiff::Span::new().days(contact.day))
                .expect("a date");
            let at = zone.date_start(date);
            row.period_start_us.is_none_or(|start| start <= at)
                && row.period_end_us.is_none_or(|end| at < end)
                && words.from.is_none_or(|from| from <= contact.day)
                && words.to.is_none_or(|to| contact.day < to)
                && words.filter.as_ref().is_none_or(|(name, values)| values.contains(&contact.dims[name]))
                && words
                    .by
                    .iter()
                    .zip(row.dims.iter())
                    .all(|(name, dim)| dim.as_deref() == Some(contact.dims[name]))
        };
        let contacts: BTreeSet<usize> = all
            .iter()
            .enumerate()
            .filter(|(_, contact)| is_behind(contact))
            .map(|(place, _)| place)
            .collect();
        assert_eq!(
            (value, n),
            (contacts.len() as f64, contacts.len() as f64),
            "what is shown is the number itself"
        );
        let dims = words.by.iter().copied().chain(words.filter.iter().map(|(name, _)| *name)).collect();
        shown.push(Shown {
            question: place,
            dims,
            words: format!("{question:?} {:?} {:?}", row.period_start_us, row.dims),
            contacts,
        });
    }
    let hidden = answer.rows.len() - shown.len();
    (shown, hidden)
}

impl Shown {
    /// Numbers of two tables none of which lies within the other, such as teams and queues, are not compared: see what the
    /// module says it leaves out. Teams and sites, queues and channels are.
    fn is_comparable(&self, other: &Shown) -> bool {
        let is_within = |one: &Shown, other: &Shown| {
            let lies = |dim: &&str| {
                other.dims.contains(dim) || other.dims.iter().any(|narrow| WITHIN.contains(&(*narrow, *dim)))
            };
            one.dims.iter().all(lies)
        };
        is_within(self, other) || is_within(other, self)
    }
}

/// Every number that was shown, every number less another, and every total less what its parts show: none is of fewer than
/// five persons.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_found_by_taking_numbers_away() {
    for seed in testing::cases(2) {
        let random = &mut testing::generator("nobody_is_found_by_taking_numbers_away", seed);
        let all = contacts(random);
        let folder = tempfile::tempdir().expect("a folder");
        let dataset = dataset(folder.path(), &all).await;
        let mut shown: Vec<Shown> = Vec::new();
        let mut hidden = 0;
        for place in 0..80 {
            let words = words(&all, random);
            let (some, none) = answers(&dataset, &all, place, &words).await;
            shown.extend(some);
            hidden += none;
        }
        println!("{} numbers shown, {hidden} hidden", shown.len());
        assert!(50 < shown.len() && 50 < hidden, "{} shown, {hidden} hidden", shown.len());
        let (mut pairs, mut steps) = (0, 0);
        for one in &shown {
            let count = persons(&all, one.contacts.iter().copied());
            assert!(count == 0 || SMALLEST <= count, "{count} persons behind {}", one.words);
            // Parts of one split do not overlap: all of them that lie within are taken away together.
            let mut parts: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
            for other in &shown {
                if other.contacts.is_empty()
                    || !one.is_comparable(other)
                    || !other.contacts.is_subset(&one.contacts)
                {
                    continue;
                }
                pairs += 1;
                parts.entry(other.question).or_default().extend(&other.contacts);
                let left = persons(&all, one.contacts.difference(&other.contacts).copied());
                assert!(left == 0 || SMALLEST <= left, "{left} persons: {}\nless {}", one.words, other.words);
            }
            for (question, part) in parts {
                let left: BTreeSet<usize> = one.contacts.difference(&part).copied().collect();
                let count = persons(&all, left.iter().copied());
                assert!(
                    count == 0 || SMALLEST <= count,
                    "{count} persons: {}\nless what question {question} shows",
                    one.words
                );
                // What is left is known now: it can be taken away from a number of that question in turn.
                let rows = shown.iter().filter(|other| other.question == question);
                for row in rows.filter(|row| 0 < count && left.is_subset(&row.contacts)) {
                    steps += 1;
                    let rest = persons(&all, row.contacts.difference(&left).copied());
                    assert!(
                        rest == 0 || SMALLEST <= rest,
                        "{rest} persons: {}\nless what is left of {}",
                        row.words,
                        one.words
                    );
                }
            }
        }
        println!("{pairs} differences, {steps} of two steps");
        assert!(300 < pairs, "{pairs} differences");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_tells_persons_apart_cannot_be_asked() {
    let random = &mut testing::generator("what_tells_persons_apart_cannot_be_asked", 0);
    let all = contacts(random);
    let folder = tempfile::tempdir().expect("a folder");
    let dataset = dataset(folder.path(), &all).await;
    let scope = || Scope::whole_centre().in_groups_of(SMALLEST);
    let filters =
        ["agent = 'a1'", "agent_id != 'a1'", "started_at > '2026-03-03'", "key = 'c1'", "talk_s < 20"];
    for filter in filters {
        let mut question = Question::of(&["answered"], scope());
        question.filter = Some(filter.to_owned());
        let error = ask(&dataset, &question).await.expect_err(filter).to_string();
        assert!(error.contains("groups only"), "{filter}: {error}");
    }
    for by in [&["agent"][..], &["team", "queue", "channel"]] {
        let mut question = Question::of(&["answered"], scope());
        question.by = by.iter().map(|&name| name.to_owned()).collect();
        assert!(
            ask(&dataset, &question).await.expect_err("refused").to_string().contains("groups only"),
            "{by:?}"
        );
    }
    let question = Question::of(&["answered"], scope());
    assert!(rows(&dataset, &question, Part::All, None, 0).await.is_err(), "rows are persons'");
    assert!(dimension_values(&dataset, "agent", "", 10, &scope()).await.is_err());
    assert_eq!(dimension_values(&dataset, "team", "g", 10, &scope()).await.expect("teams").len(), 3);
    // Several at once are what each is alone.
    let several = dimensions_values(&dataset, &["team", "queue"], &scope()).await.expect("teams and queues");
    for name in ["team", "queue"] {
        let alone = dimension_values(&dataset, name, "", 100, &scope()).await.expect("values");
        assert!(!alone.is_empty());
        assert_eq!(several[name].iter().cloned().collect::<Vec<_>>(), alone, "{name}");
    }
    assert!(dimensions_values(&dataset, &["team", "agent"], &scope()).await.is_err());
    // Slices of a day, instants to look from, other zones' days: nothing of the kind is shown.
    let slice = |change: &dyn Fn(&mut Question)| {
        let mut question = Question::of(&["answered"], scope());
        (question.from, question.to) = (Some("2026-03-03".to_owned()), Some("2026-03-06".to_owned()));
        change(&mut question);
        question
    };
    let slices: [(&str, Question); 5] = [
        ("whole days", slice(&|_| {})),
        ("part of a day", slice(&|it| it.to = Some("2026-03-05T12:10".to_owned()))),
        ("hours", slice(&|it| it.grain = Grain::Hour)),
        ("as of", slice(&|it| it.as_of = Some("2026-03-05T12:10".to_owned()))),
        (
            "without a while",
            slice(&|it| {
                it.without = vec![(first_day(&dataset) + 3 * DAY_US, first_day(&dataset) + 4 * DAY_US)]
            }),
        ),
    ];
    for (what, question) in slices {
        let answer = ask(&dataset, &question).await.expect("an answer");
        let is_shown = answer.rows.iter().any(|row| row.value.is_some_and(|value| 0.0 < value));
        assert_eq!(is_shown, what == "whole days", "{what}: {:?}", answer.rows);
    }
}
