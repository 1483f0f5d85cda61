use super::*;

const HALF_HOUR_US: i64 = 1_800_000_000;

fn past(weeks: &[f64]) -> BTreeMap<i64, Past> {
    let slot = |contacts: f64| Past { contacts, handled: contacts, handle_s_sum: 240.0 * contacts };
    weeks.iter().enumerate().map(|(week, &contacts)| (week as i64 * WEEK_US, slot(contacts))).collect()
}

/// Six Thursdays (1970-01-01 is one) at midnight UTC: the mean of the seventh is theirs, and it is all there is of the day.
#[test]
fn the_same_slot_of_past_weeks_is_the_mean() {
    let past = past(&[10.0, 14.0, 12.0, 12.0, 10.0, 14.0]);
    let week = (6 * WEEK_US, 6 * WEEK_US + 48 * HALF_HOUR_US);
    let found = repeat(&past, &Zone::utc(), week, 1800, 6 * WEEK_US).unwrap();
    let [(at, workload)] = found.points() else { panic!("one slot is open: {found:?}") };
    assert_eq!(at.start_us, 6 * WEEK_US);
    assert!((workload.contacts.mean - 12.0).abs() < 1e-12);
    assert!((workload.handle_s.unwrap().mean - 240.0).abs() < 1e-9);
    // Less spread than Poisson: Poisson's quantiles of mean 12 (R: qpois(c(.1,.5,.9), 12) = 8 12 17).
    let Quantiles { q10, q50, q90, .. } = workload.contacts;
    assert_eq!((q10, q50, q90), (8.0, 12.0, 17.0));
}

/// A week without contacts counts as a zero, and a spread beyond Poisson widens the quantiles.
#[test]
fn absent_weeks_are_zeros() {
    let mut half = past(&[40.0, 0.0, 40.0, 0.0, 40.0, 40.0]);
    half.retain(|_, slot| slot.contacts > 0.0);
    let time = (6 * WEEK_US, 6 * WEEK_US + HALF_HOUR_US);
    let found = repeat(&half, &Zone::utc(), time, 1800, 6 * WEEK_US).unwrap();
    let contacts = found.points()[0].1.contacts;
    assert!((contacts.mean - 160.0 / 6.0).abs() < 1e-9);
    assert!(contacts.q90 - contacts.q10 > 30.0, "{contacts:?}");
}

#[test]
fn filters_quote_names() {
    let request = StaffingRequest {
        queue: Some("l'accueil".to_owned()),
        channel: Some("voice".to_owned()),
        ..serde_json::from_str(r#"{"from":"2026-01-05","to":"2026-01-06","target":{"service_level":0.8}}"#)
            .unwrap()
    };
    assert_eq!(filter(&request).as_deref(), Some("queue = 'l''accueil' and channel = 'voice'"));
    assert_eq!(slot_s(&request).unwrap(), 1800);
    let day = StaffingRequest { interval: "day".to_owned(), ..request };
    assert!(slot_s(&day).unwrap_err().to_string().contains("maybe 15m"));
}
