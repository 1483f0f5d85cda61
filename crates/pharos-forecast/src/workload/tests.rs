use super::*;
use crate::made::{counts, plain};

fn both() -> (Grid, Grid) {
    let contacts = counts(200, 31, |_| 300.0);
    let mut handle = contacts.clone();
    for day in 0..200 {
        // 240 s, 20 s more on every third day.
        let mean = if day % 3 == 0 { 260.0 } else { 240.0 };
        handle.day_mut(day).iter_mut().for_each(|v| *v *= mean);
    }
    (contacts, handle)
}

#[test]
fn workload_is_the_product_and_its_parts_add_up() {
    let (contacts, handle) = both();
    let res = forecast_workload(&contacts, Some(&handle), &plain(14), 7).expect("one grid");
    let day = res.days[0];
    let (handle, work) = (day.handle_s.expect("known"), day.workload_s.expect("known"));
    assert!((240.0..260.0).contains(&handle.mean), "{handle:?}");
    assert!((work.mean / (day.contacts.mean * handle.mean) - 1.0).abs() < 0.02, "{work:?} {day:?}");
    let slots: f64 = res.slots[..4].iter().filter_map(|slot| slot.workload_s).map(|work| work.mean).sum();
    assert!((slots / work.mean - 1.0).abs() < 1e-9, "means of the same futures add up");
    // Quantiles of sums are narrower than sums of quantiles.
    let apart: f64 = res.slots[..4].iter().filter_map(|slot| slot.workload_s).map(|w| w.q90 - w.q10).sum();
    assert!(work.q90 - work.q10 < apart);
    assert!(work.q10 < work.mean && work.mean < work.q90);
}

#[test]
fn without_handle_times_none_is_made_up() {
    let (contacts, _) = both();
    let res = forecast_workload(&contacts, None, &plain(7), 7).expect("one grid");
    assert!(res.slots.iter().all(|slot| slot.handle_s.is_none() && slot.workload_s.is_none()));
    let never = contacts.until(0);
    assert!(matches!(forecast_workload(&contacts, Some(&never), &plain(7), 7), Err(ForecastError::Grids)));
}

/// Handle times with a long tail: the mean of the workload stays the product of the means, whatever the futures are.
#[test]
fn a_long_tail_does_not_lift_the_mean() {
    let contacts = counts(200, 33, |_| 60.0);
    let mut handle = contacts.clone();
    for day in 0..200 {
        for (slot, value) in handle.day_mut(day).iter_mut().enumerate() {
            // One slot in seven takes three times as long: independent of the contacts.
            *value *= if (day * 5 + slot * 3) % 7 == 0 { 600.0 } else { 200.0 };
        }
    }
    let res = forecast_workload(&contacts, Some(&handle), &plain(14), 7).expect("one grid");
    let sums = res.slots.iter().fold((0.0, 0.0), |sum, slot| {
        let (handle, work) = (slot.handle_s.expect("known"), slot.workload_s.expect("known"));
        (sum.0 + work.mean, sum.1 + slot.contacts.mean * handle.mean)
    });
    assert!((sums.0 / sums.1 - 1.0).abs() < 0.02, "{sums:?}");
}
