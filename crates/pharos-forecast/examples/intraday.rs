//! The rest of a day from what has come in: our update beside the ratio shrunk by a fixed 0.7 and beside no update, on every
//! open day of the series with slots.
//!
//! `cargo run --release -p pharos-forecast --example intraday -- FOLDER`, FOLDER with `dev/`.
#![allow(clippy::expect_used, clippy::print_stdout)]

use std::fs::File;

use pharos_forecast::intraday::{DaySpread, TodaySlot, rest_of_day};
use pharos_forecast::table::read_history;
use pharos_forecast::{Layout, Request, forecast, grid_of};

const DAY_S: i64 = 86_400;
/// Weight of the ratio that the update is held against.
const FIXED: f64 = 0.7;

fn main() {
    let folder = std::env::args().nth(1).expect("FOLDER with dev/");
    for series in ["na_bank_30", "na_bank_15", "bernco_hourly"] {
        let file = File::open(format!("{folder}/dev/{series}.csv")).expect("series");
        let points = read_history(file).expect("history").points;
        let days: Vec<i64> = points.iter().map(|point| point.local_s.div_euclid(DAY_S)).collect();
        let (first, last) = (days[0], days[days.len() - 1]);
        // By quarter of the day that is over: sums of |said - came| without update, fixed ratio, ours; and of what came.
        let mut sums = [[0.0; 4]; 3];
        for day in first + (last - first) * 4 / 10..=last {
            let (grid, _) = grid_of(&points, day, Layout::default()).expect("a grid");
            let said = forecast(&grid, &Request { horizon_days: 1, events: &[], prior: &[] });
            let slots = grid.slots();
            let mut came = vec![None; slots];
            for point in points.iter().filter(|point| point.local_s.div_euclid(DAY_S) == day) {
                let of_day = point.local_s.rem_euclid(DAY_S) as u32;
                if let Ok(slot) = grid.slot_starts_s().binary_search(&of_day) {
                    came[slot] = Some(point.value);
                }
            }
            if came.iter().any(Option::is_none) {
                continue;
            }
            let came: Vec<f64> = came.into_iter().flatten().collect();
            let spread = DaySpread::from_forecast(&said.days[0], &said.slots);
            for (quarter, sums) in sums.iter_mut().enumerate() {
                let over = slots * (quarter + 1) / 4;
                let slot = |s: usize| TodaySlot { said: said.slots[s], came: (s < over).then(|| came[s]) };
                let today: Vec<TodaySlot> = (0..slots).map(slot).collect();
                let ours = rest_of_day(&today, spread);
                let before: f64 = said.slots[..over].iter().map(|q| q.mean).sum();
                let ratio = if before > 0.0 { came[..over].iter().sum::<f64>() / before } else { 1.0 };
                for s in over..slots {
                    let plain = said.slots[s].mean;
                    let fixed = plain * (1.0 + FIXED * (ratio - 1.0));
                    for (sum, own) in sums.iter_mut().zip([plain, fixed, ours[s].mean]) {
                        *sum += (own - came[s]).abs();
                    }
                    sums[3] += came[s];
                }
            }
        }
        for (quarter, [plain, fixed, ours, came]) in sums.into_iter().enumerate() {
            println!(
                "{series:14} {}/4 of the day over: WAPE of the rest without update {:.4}, fixed ratio {:.4}, ours {:.4}",
                quarter + 1,
                plain / came,
                fixed / came,
                ours / came
            );
        }
    }
}
