//! A published forecast read in intervals of another length: half hours for who plans by quarters or by hours.
//!
//! A shorter interval has its part of the contacts, spread evenly, and relatively more chance: what a count varies beyond
//! chance is shared by the parts, chance is each one's own. Intervals put together miss together as a rule, so their bounds
//! are added up, which is the wider side.

use std::collections::BTreeMap;

use pharos_domain::{Interval, Quantiles, WorkloadForecast};

use crate::staffing::counted;

/// Longest interval that is taken apart or put together, seconds: within a day contacts have a shape that an even spread of
/// longer stretches would lose.
const LONGEST_S: u32 = 3_600;
/// Standard deviations between the tenth and the ninetieth of a hundred, of a normal law.
const TENTHS_SD: f64 = 2.563_103;

type Point = (Interval, WorkloadForecast);

/// Whether intervals of one length can be read as those of another.
pub(super) fn fits(own_s: u32, wanted_s: u32) -> bool {
    let (short, long) = (own_s.min(wanted_s), own_s.max(wanted_s));
    own_s == wanted_s || 0 < short && long <= LONGEST_S && long.is_multiple_of(short)
}

/// The points in intervals of the wanted length, which begin at a whole number of them from `begin_us` on.
pub(super) fn resized(points: Vec<Point>, wanted_s: u32, begin_us: i64) -> Vec<Point> {
    let length = points.first().map_or(wanted_s, |it| it.0.length_s);
    if length == wanted_s {
        return points;
    }
    if wanted_s < length {
        return points.into_iter().flat_map(|point| apart(point, wanted_s)).collect();
    }
    let long_us = i64::from(wanted_s) * 1_000_000;
    let mut groups: BTreeMap<i64, Vec<WorkloadForecast>> = BTreeMap::new();
    for (at, it) in points {
        groups.entry((at.start_us - begin_us).div_euclid(long_us)).or_default().push(it);
    }
    let begins = |group: i64| Interval { start_us: begin_us + group * long_us, length_s: wanted_s };
    groups.into_iter().map(|(group, parts)| (begins(group), together(&parts))).collect()
}

fn apart((at, it): Point, wanted_s: u32) -> impl Iterator<Item = Point> {
    let parts = at.length_s / wanted_s;
    let mean = it.contacts.mean;
    let sd = (it.contacts.q90 - it.contacts.q10) / TENTHS_SD;
    let beyond = if 0.0 < mean { ((sd * sd - mean) / (mean * mean)).max(0.0) } else { 0.0 };
    let part = counted(mean / f64::from(parts), beyond, it.handle_s);
    (0..parts).map(move |place| {
        let start_us = at.start_us + i64::from(place * wanted_s) * 1_000_000;
        (Interval { start_us, length_s: wanted_s }, part)
    })
}

fn together(parts: &[WorkloadForecast]) -> WorkloadForecast {
    let sum = |of: fn(&WorkloadForecast) -> Option<Quantiles>| {
        parts.iter().map(of).try_fold(Quantiles::certain(0.0), |sum, it| {
            let (it, mut values) = (it?, sum.values());
            for (value, own) in values.iter_mut().zip(it.values()) {
                *value += own;
            }
            Some(Quantiles::from_values(sum.mean + it.mean, values))
        })
    };
    let contacts = sum(|it| Some(it.contacts)).unwrap_or(Quantiles::certain(0.0));
    let workload_s = sum(|it| it.workload_s);
    // Each part's handle time counts as its contacts do.
    let weighted = |of: fn(&Quantiles) -> f64| {
        let all: f64 = parts.iter().filter_map(|it| Some(it.contacts.mean * of(&it.handle_s?))).sum();
        all / contacts.mean
    };
    let handle_s = (0.0 < contacts.mean && parts.iter().all(|it| it.handle_s.is_some())).then(|| {
        let values =
            [weighted(|it| it.q025), weighted(|it| it.q10), weighted(|it| it.q50), weighted(|it| it.q90)];
        let [q025, q10, q50, q90] = values;
        Quantiles::from_values(weighted(|it| it.mean), [q025, q10, q50, q90, weighted(|it| it.q975)])
    });
    WorkloadForecast { contacts, handle_s, workload_s }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HALF: u32 = 1_800;

    fn half_hour(place: i64, contacts: f64, handle_s: f64) -> Point {
        let at = Interval { start_us: place * i64::from(HALF) * 1_000_000, length_s: HALF };
        (at, counted(contacts, 0.01, Some(Quantiles::certain(handle_s))))
    }

    #[test]
    fn parts_add_up_to_the_whole_and_vary_more() {
        let quarters = resized(vec![half_hour(0, 100.0, 300.0), half_hour(1, 40.0, 200.0)], 900, 0);
        let starts: Vec<i64> = quarters.iter().map(|it| it.0.start_us / 60_000_000).collect();
        assert_eq!(starts, [0, 15, 30, 45]);
        let means: Vec<f64> = quarters.iter().map(|it| it.1.contacts.mean).collect();
        assert_eq!(means, [50.0, 50.0, 20.0, 20.0]);
        assert_eq!(quarters[0].1.handle_s, Some(Quantiles::certain(300.0)));
        let whole = half_hour(0, 100.0, 300.0).1.contacts;
        let part = quarters[0].1.contacts;
        let relative = |it: Quantiles| (it.q90 - it.q10) / it.mean;
        assert!(1.1 * relative(whole) < relative(part), "{whole:?} {part:?}");
        // Variance of a part: 50 of chance and 1 % of its square beyond it.
        let sd = (part.q90 - part.q10) / TENTHS_SD;
        assert!((sd / f64::sqrt(50.0 + 25.0) - 1.0).abs() < 0.08, "{sd}");
    }

    #[test]
    fn hours_are_the_sums_of_their_halves() {
        let halves = vec![half_hour(0, 100.0, 300.0), half_hour(1, 50.0, 200.0), half_hour(3, 10.0, 100.0)];
        let hours = resized(halves.clone(), 3_600, 0);
        assert_eq!(hours.len(), 2);
        assert_eq!((hours[0].1.contacts.mean, hours[1].1.contacts.mean), (150.0, 10.0));
        assert_eq!(hours[0].1.contacts.q90, halves[0].1.contacts.q90 + halves[1].1.contacts.q90);
        let handle_s = hours[0].1.handle_s.unwrap();
        assert!((handle_s.mean - 40_000.0 / 150.0).abs() < 1e-9, "{handle_s:?}");
        assert!((hours[0].1.workload_s.unwrap().mean - 40_000.0).abs() < 1e-6);
        assert_eq!(resized(halves.clone(), HALF, 0), halves);
    }

    #[test]
    fn days_are_not_taken_apart() {
        assert!(fits(1_800, 900) && fits(1_800, 3_600) && fits(900, 3_600) && fits(86_400, 86_400));
        assert!(!fits(86_400, 1_800) && !fits(1_800, 1_200) && !fits(1_800, 86_400));
    }
}
