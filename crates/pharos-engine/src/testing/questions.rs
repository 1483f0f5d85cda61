//! Random questions about a metric.

use pharos_calendar::Grain;
use rand::Rng;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;

use crate::query::{Question, Scope, ZoneChoice};

const WITHIN: [&str; 6] =
    ["2026-03-20", "2026-03-23", "2026-03-27", "2026-03-29T06:30", "2026-04-01", "2026-04-05"];

/// A question about the metric, split and cut at random. Not every metric can answer every question.
pub(crate) fn question(id: &str, random: &mut ChaCha8Rng) -> Question {
    let mut question = Question::of(&[id], Scope::whole_centre());
    let dimensions = [
        "queue",
        "channel",
        "direction",
        "site",
        "source",
        "agent",
        "team",
        "weekday",
        "hour_of_day",
        "reason",
    ];
    for _ in 0..random.random_range(0..3) {
        let name = (*dimensions.choose(random).expect("a dimension")).to_owned();
        if !question.by.contains(&name) {
            question.by.push(name);
        }
    }
    question.grain = *Grain::ALL.choose(random).expect("a grain");
    question.zone = match random.random_range(0..5) {
        0 => Some(ZoneChoice::Site),
        1 => Some(ZoneChoice::Named("Asia/Kathmandu".into())),
        2 => Some(ZoneChoice::Named("America/New_York".into())),
        _ => None,
    };
    let filters = [
        "queue = 'billing'",
        "channel IN ('voice', 'chat') OR channel IS NULL",
        "site <> 'south'",
        "weekday <= 3",
    ];
    if random.random_bool(0.4) {
        question.filter = Some((*filters.choose(random).expect("a filter")).to_owned());
    }
    let mut bounds: Vec<&str> = WITHIN.choose_multiple(random, 2).copied().collect();
    bounds.sort_unstable();
    if random.random_bool(0.6) {
        question.from = Some(bounds[0].to_owned());
    }
    if random.random_bool(0.6) {
        question.to = Some(bounds[1].to_owned());
    }
    if random.random_bool(0.2) {
        question.as_of = Some("2026-04-05".to_owned());
    }
    // Whoever asks may see a part only.
    question.scope = match random.random_range(0..8) {
        0 | 1 => Scope::of_teams(["red".to_owned()]),
        2 => Scope::of_agent("a1"),
        3 => Scope::of_sites(["south".to_owned()]),
        _ => Scope::whole_centre(),
    };
    question
}
