//! Scores the pool on the development series by the rules of their scorer, beside the peers' figures kept there and, with a
//! Python that has statsforecast, beside its MSTL with AutoETS run now on the same origins.
//!
//! `cargo bench -p pharos-forecast --bench forecast -- FOLDER [dev|earlier|dense] [fast] [PYTHON]`, FOLDER with `dev/` and
//! `scoring/`. `dev` are the protocol's origins, on which settings were chosen; `earlier` are 16 of an earlier span, `dense`
//! some 40 over both. Means are also given for two halves of the series, parted by a hash of the name.
#![allow(clippy::expect_used, clippy::print_stdout)]

use std::collections::BTreeMap;
use std::fs::File;
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use pharos_domain::Quantiles;
use pharos_forecast::accuracy::{Accuracy, Judged, accuracy};
use pharos_forecast::table::{parse_local, read_history};
use pharos_forecast::{Effort, Layout, Point, Request, forecast_with, grid_of};
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
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let folder = words.first().expect("FOLDER with dev/ and scoring/");
    let which = words.iter().find(|word| ["dev", "earlier", "dense"].contains(&word.as_str()));
    let which = which.map_or("dev", String::as_str);
    let effort = if words.iter().any(|word| word == "fast") { Effort::Fast } else { Effort::Thorough };
    if let Some(python) =
        words[1..].iter().find(|word| !["dev", "earlier", "dense", "fast"].contains(&word.as_str()))
    {
        let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("benches/statsforecast_peer.py");
        let status = Command::new(python).arg(script).arg(folder).status();
        println!("statsforecast: {status:?}");
    }
    let protocol = File::open(format!("{folder}/dev/protocol.json")).expect("protocol");
    let protocol: Value = serde_json::from_reader(protocol).expect("JSON");
    let peers = peers(folder);
    let mut ratios: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for (series, rules) in protocol.as_object().expect("series") {
        let file = File::open(format!("{folder}/dev/{series}.csv")).expect("series");
        let points = read_history(file).expect("history").points;
        let origins = origins(rules, which);
        let started = Instant::now();
        let judged = judge(&points, &origins, effort);
        let each = started.elapsed().as_secs_f64() / origins.len() as f64;
        for (week, own) in judged {
            let own = accuracy(&own).expect("some");
            print_row(series, week, &own, each);
            let same_slot = own.wape / own.same_slot_wape.expect("known");
            ratios.entry(format!("{week} WAPE / same-slot mean")).or_default().push(same_slot);
            let half = format!("{week} WAPE / same-slot mean, half {}", half(series));
            ratios.entry(half).or_default().push(same_slot);
            if which == "dev" {
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

/// A half of the series by the FNV-1a hash of the name.
fn half(series: &str) -> char {
    let hash = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    if series.bytes().fold(0xcbf2_9ce4_8422_2325, hash) % 2 == 0 { 'A' } else { 'B' }
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

/// The protocol's origins, or some between 55 % of the way to the first of them and it (or the last day judged).
fn origins(rules: &Value, which: &str) -> Vec<i64> {
    let day = |text: &Value| parse_local(text.as_str().expect("a date")).expect("a date") / DAY_S;
    let given: Vec<i64> = rules["dev_origins"].as_array().expect("origins").iter().map(day).collect();
    let from = day(&rules["first"]) + (given[0] - day(&rules["first"])) * 55 / 100;
    let (to, n) = match which {
        "earlier" => (given[0], 16),
        "dense" => {
            let to = day(&rules["dev_end"]) - 28;
            (to, 40.min((to - from) / 3))
        }
        _ => return given,
    };
    (0..n).map(|k| from + (to - from) * k / n).collect()
}

fn judge(points: &[Point], origins: &[i64], effort: Effort) -> BTreeMap<&'static str, Vec<Judged>> {
    let mut res: BTreeMap<&'static str, Vec<Judged>> = BTreeMap::new();
    for &origin in origins {
        let (grid, _) = grid_of(points, origin, Layout::default()).expect("a grid");
        let said = forecast_with(&grid, &Request { horizon_days: 28, events: &[], prior: &[] }, effort);
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
