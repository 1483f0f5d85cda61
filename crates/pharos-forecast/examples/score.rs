//! Scores the development series by the protocol of the shared data; the same figures as its score.py.
use pharos_forecast::{Forecast, Layout, Point, Request, forecast, grid_of};
use serde_json::Value;
use std::collections::BTreeMap;

fn day(text: &str) -> i64 {
    let date: pharos_calendar::Date = text.parse().expect("date");
    pharos_calendar::date_to_local(date) / 86_400_000_000
}

fn load(path: &str) -> Vec<Point> {
    let text = std::fs::read_to_string(path).expect("series");
    text.lines()
        .skip(1)
        .map(|line| {
            let (stamp, value) = line.split_once(',').expect("row");
            let seconds = if stamp.len() > 10 {
                let t: Vec<i64> = stamp[11..].split(':').map(|x| x.parse().expect("time")).collect();
                t[0] * 3600 + t[1] * 60
            } else {
                0
            };
            Point { local_s: day(&stamp[..10]) * 86_400 + seconds, value: value.parse().expect("value") }
        })
        .collect()
}

fn main() {
    let base = std::env::var("FORECAST_DATA").unwrap_or("/work/shared/data/forecast".into());
    let protocol: Value = serde_json::from_str(
        &std::fs::read_to_string(format!("{base}/dev/protocol.json")).expect("protocol"),
    )
    .expect("json");
    let own = std::env::var("OWN").is_ok();
    let only = std::env::var("ONLY").ok();
    let mut peers: BTreeMap<(String, String), Vec<(String, f64, f64)>> = BTreeMap::new();
    for line in
        std::fs::read_to_string(format!("{base}/scoring/results_dev.csv")).expect("results").lines().skip(1)
    {
        let c: Vec<&str> = line.split(',').collect();
        peers.entry((c[0].into(), c[3].into())).or_default().push((
            c[1].into(),
            c[6].parse().unwrap_or(f64::NAN),
            c[13].parse().unwrap_or(f64::NAN),
        ));
    }
    let mut logs: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for (name, m) in protocol.as_object().expect("object") {
        if only.as_ref().is_some_and(|o| !name.contains(o.as_str())) {
            continue;
        }
        let points = load(&format!("{base}/dev/{name}.csv"));
        let mut origins: Vec<i64> = m["dev_origins"]
            .as_array()
            .expect("origins")
            .iter()
            .map(|o| day(o.as_str().expect("o")))
            .collect();
        if own {
            let first = day(m["first"].as_str().expect("first"));
            let last = origins[0];
            let from = first + (last - first) * 55 / 100;
            origins = (0..16).map(|k| from + (last - from) * k / 16).collect();
        }
        let mut acc: BTreeMap<&str, Vec<(f64, pharos_domain::Quantiles, f64)>> = BTreeMap::new();
        let started = std::time::Instant::now();
        for &origin in &origins {
            let past: Vec<Point> = points.iter().copied().filter(|p| p.local_s < origin * 86_400).collect();
            let (grid, _) = grid_of(&past, origin, Layout::default()).expect("grid");
            let Forecast { slots: said, .. } =
                forecast(&grid, &Request { horizon_days: 28, events: &[], prior: &[] });
            let slots = grid.slots();
            let mut last: Vec<Vec<Vec<f64>>> = vec![vec![vec![]; slots]; 7];
            for d in 0..grid.days() {
                for s in 0..slots {
                    let v = grid.day(d)[s];
                    if v.is_finite() {
                        last[grid.weekday(d)][s].push(v);
                    }
                }
            }
            for p in
                points.iter().filter(|p| p.local_s >= origin * 86_400 && p.local_s < (origin + 28) * 86_400)
            {
                let d = (p.local_s.div_euclid(86_400) - origin) as usize;
                let Ok(s) = grid.slot_starts_s().binary_search(&(p.local_s.rem_euclid(86_400) as u32)) else {
                    panic!("slot")
                };
                let f = said[d * slots + s];
                let l = &last[grid.weekday(grid.days() + d)][s];
                let k = l.len().min(6);
                let sma = l[l.len() - k..].iter().sum::<f64>() / k as f64;
                let b = if d < 7 {
                    "W1"
                } else if d >= 21 {
                    "W4"
                } else {
                    "M"
                };
                acc.entry(b).or_default().push((p.value, f, sma));
            }
        }
        let spent = started.elapsed().as_secs_f64() / origins.len() as f64;
        for b in ["W1", "W4"] {
            let z = &acc[b];
            let sum: f64 = z.iter().map(|x| x.0).sum();
            let wape = z.iter().map(|x| (x.0 - x.1.mean).abs()).sum::<f64>() / sum;
            let sma = z.iter().map(|x| (x.0 - x.2).abs()).sum::<f64>() / sum;
            let bias = z.iter().map(|x| x.1.mean - x.0).sum::<f64>() / sum;
            let (mut best, mut bw, mut mstl) = (String::new(), f64::INFINITY, f64::NAN);
            if !own {
                for (p, w, _) in &peers[&(name.clone(), b.to_string())] {
                    if *w < bw && p != "proto" {
                        best = p.clone();
                        bw = *w;
                    }
                    if p == "mstl_ets" {
                        mstl = *w;
                    }
                }
            } else {
                bw = sma;
                mstl = sma;
            }
            let n = z.len() as f64;
            let cov80 = z.iter().filter(|x| x.0 >= x.1.q10 && x.0 <= x.1.q90).count() as f64 / n;
            let cov95 = z.iter().filter(|x| x.0 >= x.1.q025 && x.0 <= x.1.q975).count() as f64 / n;
            let loss = |q: f64, a: f64, c: f64| (q * (a - c)).max((q - 1.0) * (a - c));
            let pin = 2.0
                * z.iter()
                    .map(|x| loss(0.1, x.0, x.1.q10) + loss(0.5, x.0, x.1.q50) + loss(0.9, x.0, x.1.q90))
                    .sum::<f64>()
                / 3.0
                / sum;
            let (mut pb, mut pm, mut ps) = (f64::INFINITY, f64::NAN, f64::NAN);
            if !own {
                for (p, _, x) in &peers[&(name.clone(), b.to_string())] {
                    if p != "proto" {
                        pb = pb.min(*x);
                    }
                    if p == "mstl_ets" {
                        pm = *x;
                    }
                    if p == "sma6" {
                        ps = *x;
                    }
                }
                logs.entry(format!("{b} pin sma6")).or_default().push((pin / ps).ln());
                logs.entry(format!("{b} pin mstl")).or_default().push((pin / pm).ln());
                logs.entry(format!("{b} pin best")).or_default().push((pin / pb).ln());
            }
            println!(
                "{:31} cov80 {cov80:.3} cov95 {cov95:.3} pin {pin:.4} sma6 {:+.1} % mstl {:+.1} % best {:+.1} %",
                "",
                (pin / ps - 1.0) * 100.0,
                (pin / pm - 1.0) * 100.0,
                (pin / pb - 1.0) * 100.0
            );
            logs.entry(format!("{b} cov80")).or_default().push((cov80).ln());
            logs.entry(format!("{b} cov95")).or_default().push((cov95).ln());
            println!(
                "{name:14} {b} wape {wape:.4} bias {bias:+.3} sma6 {sma:.4} ({:+.1} %) mstl ({:+.1} %) best {best} {bw:.4} ({:+.1} %)  {:.1} ms",
                (wape / sma - 1.0) * 100.0,
                (wape / mstl - 1.0) * 100.0,
                (wape / bw - 1.0) * 100.0,
                spent * 1e3
            );
            logs.entry(format!("{b} sma6")).or_default().push((wape / sma).ln());
            logs.entry(format!("{b} mstl")).or_default().push((wape / mstl).ln());
            logs.entry(format!("{b} best")).or_default().push((wape / bw).ln());
        }
    }
    for (k, v) in &logs {
        println!("{k}: {:+.1} %", ((v.iter().sum::<f64>() / v.len() as f64).exp() - 1.0) * 100.0);
    }
}
