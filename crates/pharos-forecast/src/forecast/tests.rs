use super::*;
use crate::made::{MONDAY, SHARES, WEEK, counts, plain};

#[test]
fn the_truth_of_a_steady_centre_is_found_and_the_intervals_hold() {
    // 40 centres with weekday and slots but no other change: over all of them 80 % should lie in the 80 % intervals.
    let (mut inside, mut n, mut off, mut total) = (0, 0, 0.0, 0.0);
    for seed in 0..40 {
        let whole = counts(154, seed, |_| 150.0);
        let res = forecast(&whole.until(140), &plain(14));
        for day in 0..14 {
            for (slot, came) in whole.day(140 + day).iter().enumerate().filter(|(_, came)| came.is_finite()) {
                let said = res.at(day, slot);
                let truth = 150.0 * WEEK[whole.weekday(140 + day)] * SHARES[slot];
                inside += usize::from((said.q10..=said.q90).contains(came));
                off += (said.mean - truth).abs();
                total += truth;
                n += 1;
            }
        }
    }
    let coverage = inside as f64 / n as f64;
    assert!((0.78..0.92).contains(&coverage), "seeds 0..40: {coverage}");
    assert!(off / total < 0.06, "seeds 0..40: {}", off / total);
}

#[test]
fn a_new_level_is_followed_and_last_years_season_expected() {
    let shifted = counts(200, 1, |day| if day < MONDAY + 170 { 100.0 } else { 200.0 });
    let res = forecast(&shifted, &plain(7));
    let truth: f64 = (0..7).map(|day| 200.0 * WEEK[shifted.weekday(200 + day)]).sum();
    assert!((res.weeks[0].mean / truth - 1.0).abs() < 0.12, "seed 1: {} {truth}", res.weeks[0].mean);
    let season =
        |day: i64| 300.0 * (1.0 + 0.4 * ((day - MONDAY) as f64 * std::f64::consts::TAU / 364.0).sin());
    let seasonal = counts(820, 2, season);
    let res = forecast(&seasonal, &plain(28));
    let truth: f64 =
        (21..28).map(|day| season(MONDAY + 820 + day) * WEEK[seasonal.weekday(820 + day as usize)]).sum();
    assert!((res.weeks[3].mean / truth - 1.0).abs() < 0.08, "seed 2: {} {truth}", res.weeks[3].mean);
}

#[test]
fn a_short_history_is_answered_with_wide_intervals() {
    let whole = counts(200, 3, |_| 200.0);
    let width = |days: usize| {
        let res = forecast(&whole.until(days), &plain(28));
        assert!(
            res.slots.iter().all(|q| q.mean.is_finite() && q.q025 >= 0.0 && q.q025 <= q.q975),
            "{days} days"
        );
        let week = &res.weeks[3];
        (week.q90 - week.q10) / week.mean.max(1.0)
    };
    let (one, ten, many) = (width(1), width(10), width(200));
    assert!(one > many && ten > many, "{one} {ten} {many}");
}

#[test]
fn gaps_and_dead_days_do_not_pull_the_level_down() {
    let whole = counts(140, 4, |_| 200.0);
    let mut holed = whole.clone();
    for day in [120, 121, 127, 133] {
        holed.day_mut(day).fill(if day % 2 == 0 { 0.0 } else { f64::NAN });
    }
    holed.day_mut(130)[2] = f64::NAN;
    let (a, b) = (forecast(&whole, &plain(7)), forecast(&holed, &plain(7)));
    assert!((a.weeks[0].mean / b.weeks[0].mean - 1.0).abs() < 0.03, "seed 4");
}

#[test]
fn few_contacts_are_never_below_zero_and_not_biased() {
    let mut sums = (0.0, 0.0);
    for seed in 100..130 {
        let whole = counts(147, seed, |_| 2.0);
        let res = forecast(&whole.until(140), &plain(7));
        sums.0 += res.weeks[0].mean;
        sums.1 += (140..147).flat_map(|day| whole.day(day)).filter(|v| v.is_finite()).sum::<f64>();
        assert!(res.slots.iter().all(|q| q.q025 >= 0.0));
    }
    let bias = sums.0 / sums.1 - 1.0;
    assert!(bias.abs() < 0.15, "seeds 100..130: {bias}");
}

#[test]
fn pool_holds_the_plain_members_and_weights_sum_to_one() {
    let res = forecast(&counts(140, 5, |_| 100.0), &plain(7));
    for plain in ["same weekday 6 mean", "same weekday 1 mean"] {
        assert!(res.members.iter().any(|member| member.member == plain), "{plain}");
    }
    for b in 0..BUCKETS {
        let sum: f64 = res.members.iter().map(|member| member.weights[b]).sum();
        assert!((sum - 1.0).abs() < 1e-9);
    }
}
