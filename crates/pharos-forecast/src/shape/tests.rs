use super::*;
use crate::days::usual_shares;
use crate::made::{SHARES, WEEK, counts};

#[test]
fn shares_of_the_truth_are_found() {
    let grid = counts(120, 5, |_| 400.0);
    let days = DayValues::totals(&grid);
    let shapes = Shapes::new(&grid, &days, &usual_shares(&grid), &[60, 90], |_| false);
    for w in (0..7).filter(|w| WEEK[*w] > 0.0) {
        for (found, truth) in shapes.now(w).iter().zip(SHARES) {
            assert!((found - truth).abs() < 0.012, "seed 5, weekday {w}: {found} {truth}");
        }
        assert!((shapes.at(0, w).iter().sum::<f64>() - 1.0).abs() < 1e-9);
    }
}

#[test]
fn ratios_of_handle_time_are_drawn_to_one_by_the_contacts_behind_them() {
    // Slot 0 takes 20 % longer. With many contacts that is found, with few hardly.
    for (level, least, most) in [(4_000.0, 1.14, 1.2), (4.0, 1.0, 1.1)] {
        let counts = counts(60, 6, |_| level);
        let mut sums = counts.clone();
        for day in 0..60 {
            sums.day_mut(day)
                .iter_mut()
                .enumerate()
                .for_each(|(s, v)| *v *= if s == 0 { 240.0 } else { 200.0 });
        }
        let days = DayValues::means(&sums, &counts);
        let ratio = slot_ratios(&sums, &counts, &days)[0];
        // The day's mean is 208 s, so the true ratio is 1.154.
        assert!((least..most).contains(&ratio), "level {level}: {ratio}");
    }
}
