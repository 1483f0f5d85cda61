//! Metrics drawn from the language: any relation, clock, filter, value, aggregate and formula.

use pharos_metric::{Catalogue, RELATIONS, Relation};
use pharos_schema::Kind;
use rand::Rng;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;

/// Adds random metrics to the built-in ones; gives their ids.
pub(crate) fn metrics(count: usize, random: &mut ChaCha8Rng) -> (Catalogue, Vec<String>) {
    let mut catalogue = Catalogue::built_in().expect("the catalogue");
    let mut ids = Vec::new();
    for number in 0..count {
        let id = format!("random.m{number}");
        let text = file(&id, random);
        catalogue.add(&id, &text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        ids.push(id);
    }
    (catalogue, ids)
}

fn file(id: &str, random: &mut ChaCha8Rng) -> String {
    let relations: Vec<&Relation> = RELATIONS.iter().filter(|it| it.name != "interval_reports").collect();
    // Half of them read what has roll-ups.
    let plain = ["contact_segments", "survey_answers", "state_time", "agent_offers", "callbacks"];
    let relation = match random.random_bool(0.5) {
        true => pharos_metric::relation(plain.choose(random).expect("a name")).expect("a relation"),
        false => relations.choose(random).expect("a relation"),
    };
    let clock = relation.clocks.choose(random).expect("a clock").name;
    let additive = random.random_bool(0.85);
    let (interval, formula, aggregates): (&str, &str, Vec<&str>) = match additive {
        true => {
            let interval = *["none", "wilson", "mean_t", "bootstrap"].choose(random).expect("a method");
            let formula =
                *["a / b", "a", "100 * (a - b) / c", "(a + b) / c", "a / (b + c)"].choose(random).expect("f");
            (
                interval,
                formula,
                (0..3).map(|_| *["count", "count_true", "sum", "sum"].choose(random).expect("an")).collect(),
            )
        }
        false => {
            ("none", "a", vec![*["min", "max", "distinct", "quantile"].choose(random).expect("an aggregate")])
        }
    };
    let mut text = format!(
        "id = \"{id}\"\nversion = 1\nunit = \"ratio\"\ndisplay_unit = \"ratio\"\ndirection = \"none\"\nlevel = \"team\"\n\
         interval = \"{interval}\"\nn_min = 5\nfinal_after = \"settled\"\nformula = \"{formula}\"\n\n\
         [params]\nlimit_s = {}\n\n",
        random.random_range(1..60)
    );
    for name in ["a", "b", "c"].into_iter().filter(|name| formula.contains(name)) {
        let aggregate = if additive { aggregates[name.as_bytes()[0] as usize - 97] } else { aggregates[0] };
        let value = match aggregate {
            "count" => None,
            "count_true" => Some(condition(relation, random)),
            "distinct" => Some(column(relation, random, is_word).unwrap_or("key").to_owned()),
            _ => Some(number(relation, random)),
        };
        text.push_str(&format!(
            "[measure.{name}]\nrelation = \"{}\"\nclock = \"{clock}\"\nfilter = \"{}\"\naggregate = \"{aggregate}\"\n",
            relation.name,
            condition(relation, random)
        ));
        if let Some(value) = value {
            text.push_str(&format!("value = \"{value}\"\n"));
        }
        if aggregate == "quantile" {
            text.push_str("q = 0.9\n");
        }
        text.push('\n');
    }
    for language in ["en", "zh-Hans", "zh-Hant", "he"] {
        text.push_str(&format!(
            "[text.{language}]\nname = \"x\"\ntells = \"x\"\ncomputed = \"x\"\nnot_for = \"x\"\n\n"
        ));
    }
    text
}

fn is_word(kind: Kind) -> bool {
    matches!(kind, Kind::Word | Kind::Id)
}

fn is_number(kind: Kind) -> bool {
    matches!(kind, Kind::Seconds | Kind::Number | Kind::Count)
}

fn column(relation: &Relation, random: &mut ChaCha8Rng, wanted: fn(Kind) -> bool) -> Option<&'static str> {
    let hidden = ["ingest_seq", "source_version", "content_hash"];
    let names: Vec<&'static str> = relation
        .column_names()
        .into_iter()
        .filter(|name| !hidden.contains(name) && relation.column(name).is_some_and(wanted))
        .collect();
    names.choose(random).copied()
}

fn number(relation: &Relation, random: &mut ChaCha8Rng) -> String {
    let instant = |kind| kind == Kind::Instant;
    match (random.random_range(0..4), column(relation, random, is_number)) {
        (0, Some(name)) => format!("coalesce({name}, 0) + 1"),
        (1, Some(name)) => format!("CASE WHEN {} THEN {name} ELSE 0 END", condition(relation, random)),
        (_, Some(name)) => name.to_owned(),
        (_, None) => {
            let mut at = || column(relation, random, instant).unwrap_or("started_at");
            format!("seconds_between({}, {})", at(), at())
        }
    }
}

fn condition(relation: &Relation, random: &mut ChaCha8Rng) -> String {
    let any = |_: Kind| true;
    let one = match random.random_range(0..6) {
        0 => {
            column(relation, random, |kind| kind == Kind::Flag).map(|name| format!("coalesce({name}, FALSE)"))
        }
        1 | 2 => column(relation, random, is_number).map(|name| format!("{name} <= limit_s")),
        3 => column(relation, random, is_word).map(|name| {
            let word = ["answered", "voice", "open", "agent", "x", "csat", "billing"]
                .choose(random)
                .expect("a word");
            format!("{name} <> '{word}'")
        }),
        4 => column(relation, random, is_word)
            .map(|name| format!("{name} IN ('answered', 'voice', 'talking', 'nps')")),
        _ => None,
    };
    let one =
        one.unwrap_or_else(|| format!("{} IS NOT NULL", column(relation, random, any).unwrap_or("key")));
    match random.random_range(0..5) {
        0 => format!("{one} AND {}", condition(relation, random)),
        1 => format!("({one} OR {})", condition(relation, random)),
        2 => format!("NOT ({one})"),
        _ => one,
    }
}
