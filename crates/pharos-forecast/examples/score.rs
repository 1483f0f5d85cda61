//! Scores the pool on the development series by the rules of their scorer, beside the peers' figures kept there.
//!
//! `cargo run --release -p pharos-forecast --example score -- FOLDER`, FOLDER with `dev/` and `scoring/`.
//! `-- FOLDER earlier` takes origins of an earlier span of the same series, on which nothing was tuned.
#![allow(clippy::expect_used, clippy::print_stdout)]

use std::collections::BTreeMap;
use std::fs::File;
use std::time::Instant;

use pharos_domain::Quantiles;
use pharos_forecast::accuracy::{Accuracy, Judged, accuracy};
use pharos_forecast::table::{parse_local, read_history};
use pharos_forecast::{Layout, Point, Request, forecast, grid_of};
use serde_json::Value;

const DAY_S: i64 = 86_400;
/// (name, first and last day ahead).
const WEEKS: [(&str, i64, i64); 2] = [("W1", 0, 6), ("W4", 21, 27)];
/// Columns of the peers' figures.
const SERIES: usize = 0;
const MODEL: usize = 1;
const BUCKET: usize = 3;
const WAPE: usize = 6;
const PINBALL: usize = 13;

fn main() {
    let folder = std::env::args().nth(1).expect("FOLDER with dev/ and scoring/");
    let earlier = std::env::args().nth(2).is_some_and(|word| word == "earlier");
    let protocol = File::open(format!("{folder}/dev/protocol.json")).expect("protocol");
    let protocol: Value = serde_json::from_reader(protocol).expect("JSON");
    let peers = peers(&folder);
    let mut ratios: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for (series, rules) in protocol.as_object().expect("series") {
        let file = File::open(format!("{folder}/dev/{series}.csv")).expect("series");
        let points = read_history(file).expect("history").points;
        let origins = origins(rules, earlier);
        let started = Instant::now();
        let judged = judge(&points, &origins);
        let each = started.elapsed().as_secs_f64() / origins.len() as f64;
        for (week, own) in judged {
            let own = accuracy(&own).expect("some");
            print_row(series, week, &own, each);
            let same_slot = own.same_slot_wape.expect("known");
            ratios.entry(format!("{week} WAPE / same-slot mean")).or_default().push(own.wape / same_slot);
            if !earlier {
                compare(&mut ratios, &peers[&(series.clone(), week.to_owned())], week, &own);
            }
        }
    }
    for (what, ratios) in ratios {
        let mean = (ratios.iter().map(|ratio| ratio.ln()).sum::<f64>() / ratios.len() as f64).exp();
        println!(
            "{what}: geometric mean {:+.1} %, worst {:+.1} %",
            100.0 * (mean - 1.0),
            100.0 * (ratios.iter().copied().fold(0.0, f64::max) - 1.0)
        );
    }
}

fn print_row(series: &str, week: &str, own: &Accuracy, each_s: f64) {
    println!(
        "{series:14} {week} WAPE {:.4} same slot {:.4} floor {:.4} bias {:+.4} pinball {:.4} 80 %: {:.3} 95 %: {:.3} ({:.1} ms)",
        own.wape,
        own.same_slot_wape.unwrap_or(f64::NAN),
        own.poisson_floor,
        own.bias,
        own.pinball,
        own.coverage_80,
        own.coverage_95,
        1e3 * each_s
    );
}

type Peers = BTreeMap<(String, String), Vec<(String, f64, f64)>>;

/// (series, bucket) -> (model, WAPE, pinball); the sketch of the route is no peer.
fn peers(folder: &str) -> Peers {
    let mut reader = csv::Reader::from_path(format!("{folder}/scoring/results_dev.csv")).expect("peers");
    let mut res = Peers::new();
    for row in reader.records() {
        let row = row.expect("row");
        let number = |at: usize| row[at].parse().unwrap_or(f64::NAN);
        if &row[MODEL] != "proto" {
            let key = (row[SERIES].to_owned(), row[BUCKET].to_owned());
            res.entry(key).or_default().push((row[MODEL].to_owned(), number(WAPE), number(PINBALL)));
        }
    }
    res
}

fn compare(
    ratios: &mut BTreeMap<String, Vec<f64>>,
    peers: &[(String, f64, f64)],
    week: &str,
    own: &Accuracy,
) {
    let best = peers
        .iter()
        .fold((f64::INFINITY, f64::INFINITY), |best, peer| (best.0.min(peer.1), best.1.min(peer.2)));
    let mut add = |what: &str, ratio: f64| ratios.entry(format!("{week} {what}")).or_default().push(ratio);
    add("WAPE / best peer with hindsight", own.wape / best.0);
    add("pinball / best peer with hindsight", own.pinball / best.1);
    for (model, wape, pinball) in peers.iter().filter(|peer| ["sma6", "mstl_ets"].contains(&peer.0.as_str()))
    {
        add(&format!("WAPE / {model}"), own.wape / wape);
        add(&format!("pinball / {model}"), own.pinball / pinball);
    }
}

/// The protocol's origins, or 16 between 55 % of the way to the first of them and it.
fn origins(rules: &Value, earlier: bool) -> Vec<i64> {
    let day = |text: &Value| parse_local(text.as_str().expect("a date")).expect("a date") / DAY_S;
    let given: Vec<i64> = rules["dev_origins"].as_array().expect("origins").iter().map(day).collect();
    if !earlier {
        return given;
    }
    let (first, last) = (day(&rules["first"]), given[0]);
    let from = first + (last - first) * 55 / 100;
    (0..16).map(|k| from + (last - from) * k / 16).collect()
}

fn judge(points: &[Point], origins: &[i64]) -> BTreeMap<&'static str, Vec<Judged>> {
    let mut res: BTreeMap<&'static str, Vec<Judged>> = BTreeMap::new();
    for &origin in origins {
        let (grid, _) = grid_of(points, origin, Layout::default()).expect("a grid");
        let said = forecast(&grid, &Request { horizon_days: 28, events: &[], prior: &[] });
        let mut last: BTreeMap<(i64, u32), Vec<f64>> = BTreeMap::new();
        let slot = |point: &Point| {
            (point.local_s.div_euclid(DAY_S).rem_euclid(7), point.local_s.rem_euclid(DAY_S) as u32)
        };
        points
            .iter()
            .filter(|point| point.local_s < origin * DAY_S)
            .for_each(|point| last.entry(slot(point)).or_default().push(point.value));
        for point in points {
            let ahead = point.local_s.div_euclid(DAY_S) - origin;
            let Some((week, ..)) = WEEKS.into_iter().find(|(_, from, to)| (*from..=*to).contains(&ahead))
            else {
                continue;
            };
            let place = grid.slot_starts_s().binary_search(&slot(point).1).expect("a known slot");
            let own: Quantiles = *said.at(ahead as usize, place);
            let past = last.get(&slot(point)).map(|past| &past[past.len().saturating_sub(6)..]);
            let same_slot_mean = past.map(|past| past.iter().sum::<f64>() / past.len() as f64);
            res.entry(week).or_default().push(Judged { said: own, came: point.value, same_slot_mean });
        }
    }
    res
}
