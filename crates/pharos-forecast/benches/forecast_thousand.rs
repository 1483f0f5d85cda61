//! How long a thousand series take: 30 weeks of half hours (28 a day, five days a week), 28 days ahead, on all cores.
//!
//! `cargo bench -p pharos-forecast --bench forecast_thousand`
#![allow(clippy::expect_used, clippy::print_stdout)]

use std::time::Instant;

use pharos_forecast::{Layout, Point, Request, forecast, grid_of};

const DAY_S: i64 = 86_400;
const SERIES: i64 = 1_000;
const DAYS: i64 = 210;
/// 2024-01-01, a Monday.
const FIRST: i64 = 19_723;

fn main() {
    let started = Instant::now();
    let threads = std::thread::available_parallelism().map_or(1, |n| n.get() as i64);
    let sums: Vec<f64> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|t| scope.spawn(move || (t..SERIES).step_by(threads as usize).map(one).sum()))
            .collect();
        workers.into_iter().map(|worker| worker.join().expect("a sum")).collect()
    });
    println!(
        "{SERIES} series on {threads} threads: {:.2} s (check {:.0})",
        started.elapsed().as_secs_f64(),
        sums.iter().sum::<f64>()
    );
}

/// A series of its own shape; its forecast summed.
fn one(series: i64) -> f64 {
    let mut points = vec![];
    let mut noise = series as u64 + 1;
    for day in (0..DAYS).filter(|day| day % 7 < 5) {
        for slot in 14..42 {
            noise = noise.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let wave = 60.0 + 40.0 * ((slot * (series % 5 + 1)) as f64 / 7.0).sin();
            let value = (wave * (0.8 + 0.4 * (noise >> 40) as f64 / 16_777_216.0)).round();
            points.push(Point { local_s: (FIRST + day) * DAY_S + slot * 1_800, value });
        }
    }
    let (grid, _) = grid_of(&points, FIRST + DAYS, Layout::default()).expect("a grid");
    forecast(&grid, &Request { horizon_days: 28, events: &[], prior: &[] })
        .days
        .iter()
        .map(|day| day.mean)
        .sum()
}
