//! Forecasts and staffing of the simulated centre, held against what it was drawn from.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use jiff::{Span, Timestamp};
use pharos_domain::{Interval, IntervalSeries, Quantiles, WorkloadForecast};
use pharos_simulation::centre::{Centre, CentreDay};
use pharos_staffing::plan::plan_slots;

use super::staffing;
use crate::{App, ForecastRequest, Permission, QueryRequest, StaffingRequest};

const SEED: u64 = 5;
const QUEUE: &str = "support-he";
/// Eighteen weeks of the centre.
const DAYS: usize = 126;
/// Weekly origins the demo publishes from.
const ORIGINS: i64 = 7;
const SLOT_US: i64 = 1_800_000_000;

struct World {
    _folder: tempfile::TempDir,
    app: App,
    centre: Centre,
    days: Vec<CentreDay>,
    /// the day after the last
    end: Date,
}

async fn world() -> World {
    let folder = tempfile::tempdir().expect("a folder");
    let app = crate::tests::open(&folder.path().join("data")).await;
    let centre = Centre::new(SEED, date(2026, 5, 1)).expect("a centre");
    let days: Vec<CentreDay> = centre.days().take(DAYS).collect();
    crate::demo::fill_days(&app, &centre, &days).await.expect("filled");
    let last: Date = days.last().expect("days").date.parse().expect("a date");
    let end = last.tomorrow().expect("a day");
    app.demo_forecasts_of(vec![QUEUE.to_owned()], end).await.expect("published");
    World { _folder: folder, app, centre, days, end }
}

impl World {
    /// True if a campaign or an outage was at work on the queue's day.
    fn is_eventful(&self, day: Date) -> bool {
        let truth = self.centre.truth();
        let text = day.to_string();
        let zone = jiff::tz::TimeZone::get("Asia/Jerusalem").expect("a zone");
        let date =
            |us: i64| Timestamp::from_microsecond(us).expect("an instant").to_zoned(zone.clone()).date();
        truth.campaigns.iter().any(|it| it.queues.contains(&QUEUE) && it.from <= text && text < it.until)
            || truth.outages.iter().any(|it| it.queues.contains(&QUEUE) && date(it.started_at) == day)
    }

    /// Contacts of the queue by local day.
    fn came(&self) -> BTreeMap<Date, f64> {
        let mut res = BTreeMap::new();
        let zone = jiff::tz::TimeZone::get("Asia/Jerusalem").expect("a zone");
        for it in self.days.iter().flat_map(|day| &day.contact_segments) {
            let offered = matches!(it.queue_result, Some("answered" | "abandoned"));
            if it.queue == Some(QUEUE) && offered && it.excluded.is_none() {
                let at = it.enqueued_at.unwrap_or(it.started_at);
                let day = Timestamp::from_microsecond(at).expect("an instant").to_zoned(zone.clone()).date();
                *res.entry(day).or_insert(0.0) += 1.0;
            }
        }
        res
    }

    /// What the newest forecast a week ahead said of each day: published at eight in the morning, it is a week ahead of days
    /// from the ninth on.
    async fn said_a_week_ahead(&self) -> BTreeMap<Date, Quantiles> {
        let owner = Permission::owner();
        let series = ForecastRequest { queue: Some(QUEUE.to_owned()), ..ForecastRequest::default() };
        let mut res = BTreeMap::new();
        let list = self.app.forecasts(&owner, &series).await.expect("a list");
        assert_eq!(list.len() as i64, ORIGINS);
        // Oldest first: newer ones take the place of older.
        for line in list.iter().rev() {
            let first: Date = line.first_day.parse().expect("a date");
            let stored = self.app.stored_forecast(&owner, &line.entry.id).await.expect("there");
            for part in stored.days {
                let day: Date = part.from.parse().expect("a date");
                if first.saturating_add(Span::new().days(8)) <= day {
                    res.insert(day, part.contacts);
                }
            }
        }
        res
    }

    async fn metric(&self, id: &str, slot_s: &str) -> (f64, f64) {
        let question = QueryRequest {
            metrics: vec![id.to_owned()],
            params: vec![("slot_s".to_owned(), slot_s.to_owned())],
            filter: Some(format!("queue = '{QUEUE}'")),
            ..QueryRequest::default()
        };
        let answer = self.app.query(&Permission::owner(), &question).await.expect("an answer");
        let row = answer.rows.first().expect("a row");
        (row.value.expect("a value"), row.denominator.unwrap_or(0.0))
    }
}

/// The metric of daily error says what its parts say by hand, and is near what nobody can know: the gamma factor of the day
/// and chance, of which the truth file tells the size.
#[tokio::test(flavor = "multi_thread")]
async fn forecasts_of_the_demo_are_near_what_can_be_known() {
    let world = world().await;
    let (came, said) = (world.came(), world.said_a_week_ahead().await);
    let last = world.end.yesterday().expect("a day");
    let judged: Vec<(&Date, f64, Quantiles)> = said
        .iter()
        .filter(|(day, _)| **day < last)
        .map(|(day, q)| (day, came.get(day).copied().unwrap_or(0.0), *q))
        .collect();
    let total: f64 = judged.iter().map(|it| it.1).sum();
    let error: f64 = judged.iter().map(|it| (it.1 - it.2.mean).abs()).sum();
    let (wape, denominator) = world.metric("fc.wape", "86400").await;
    assert!((denominator - total).abs() < 0.5, "{denominator} beside {total}");
    assert!((wape - error / total).abs() < 1e-4, "{wape} beside {}", error / total);
    let (bias, _) = world.metric("fc.bias", "86400").await;
    let expected: f64 = judged.iter().map(|it| it.2.mean - it.1).sum::<f64>() / total;
    assert!((bias - expected).abs() < 1e-4, "{bias} beside {expected}");

    // Mean absolute deviation of a normal variable of the variance m^2 / shape + m: what an oracle of the means would miss. The
    // first campaign of a centre is in nobody's means.
    let shape = world.centre.truth().busyness_shape;
    let oracle = |mean: f64| (2.0 / std::f64::consts::PI).sqrt() * (mean * mean / shape + mean).sqrt();
    let quiet: Vec<_> = judged.iter().filter(|(day, ..)| !world.is_eventful(**day)).collect();
    assert!(24 <= quiet.len() && quiet.len() < judged.len(), "{} of {}", quiet.len(), judged.len());
    let came: f64 = quiet.iter().map(|it| it.1).sum();
    let floor: f64 = quiet.iter().map(|it| oracle(it.2.mean)).sum::<f64>() / came;
    let missed: f64 = quiet.iter().map(|it| (it.1 - it.2.mean).abs()).sum::<f64>() / came;
    println!(
        "seed {SEED}: days {}, WAPE {wape:.4}, bias {bias:+.4}; without events {}: {missed:.4}, an oracle's {floor:.4}",
        judged.len(),
        quiet.len()
    );
    assert!(missed < 1.5 * floor, "{missed} where {floor} cannot be known");
    assert!(bias.abs() < 0.06, "{bias}");
    let (coverage, slots) = world.metric("fc.coverage", "1800").await;
    println!("inside the 80 % band of half-hours: {coverage:.3} of {slots}");
    assert!((0.72..=0.90).contains(&coverage), "{coverage} of {slots}");
    let (skill, _) = world.metric("fc.skill", "1800").await;
    assert!(skill > 0.1, "{skill}");
}

/// The people a forecast a week ahead asks for, beside those that what came would have needed; patience is that of the truth.
#[tokio::test(flavor = "multi_thread")]
async fn staffing_of_the_demo_is_near_what_was_needed() {
    let world = world().await;
    let owner = Permission::owner();
    let from = world.end.saturating_sub(Span::new().days(8));
    let request = StaffingRequest { queue: Some(QUEUE.to_owned()), ..staffing(from, 7) };
    let request = StaffingRequest {
        handling: crate::HandlingRequest { patience_s: None, ..request.handling.clone() },
        ..request
    };
    let facts = world.app.queue_facts(&owner, &request).await.expect("facts");
    let truth = world.centre.truth().queues.iter().find(|it| it.queue == QUEUE).expect("the queue");
    let patience = facts.patience_s.expect("a patience").value;
    let drawn = truth.patience_mean_s.expect("who waits gives up");
    println!("patience {patience:.0} s, drawn from {drawn:.0} s");
    assert!((patience / drawn - 1.0).abs() < 0.2, "{patience} beside {drawn}");

    let zone = world.app.dataset().await.expect("data").queue_clock(Some(QUEUE)).await.expect("a clock").zone;
    let to = from.saturating_add(Span::new().days(7));
    let time = (zone.date_start(from), zone.date_start(to));
    let key = pharos_store::SeriesKey { queue: Some(QUEUE.to_owned()), channel: None, filter: None };
    let published = world.app.published_workload(&owner, &key, 1_800, time).await.expect("read");
    let said = IntervalSeries::new(published.expect("published").points).expect("a series");
    let came = world.app.came(&owner, &key, 1_800, &zone, time).await.expect("came");
    let points = said.points().iter().filter_map(|(at, it)| {
        let own = came.get(&at.start_us)?;
        let handle_s = own.handle_s().or(it.handle_s.map(|it| it.mean))?;
        let load = WorkloadForecast {
            contacts: Quantiles::certain(own.contacts),
            handle_s: Some(Quantiles::certain(handle_s)),
            workload_s: Some(Quantiles::certain(own.contacts * handle_s)),
        };
        Some((Interval { start_us: at.start_us, length_s: (SLOT_US / 1_000_000) as u32 }, load))
    });
    let needed = IntervalSeries::new(points.collect()).expect("a series");
    let options = crate::staffing::options(&request, &facts).expect("options");
    let by_day = |series: &IntervalSeries<WorkloadForecast>| {
        let mut res: BTreeMap<Date, f64> = BTreeMap::new();
        for (at, plan) in plan_slots(series, &options).expect("a plan").points() {
            *res.entry(zone.local_date(at.start_us)).or_default() += f64::from(plan.agents) / 2.0;
        }
        res
    };
    let (said, needed) = (by_day(&said), by_day(&needed));
    let total: f64 = needed.values().sum();
    let missed: f64 = needed.iter().map(|(day, hours)| (said.get(day).unwrap_or(&0.0) - hours).abs()).sum();
    let over: f64 = said.values().sum::<f64>() / total - 1.0;
    println!("seed {SEED}: agent hours {total:.0}, staffing error {:.3}, bias {over:+.3}", missed / total);
    assert!(needed.len() >= 5, "{needed:?}");
    assert!(missed / total < 0.12, "{said:?} beside {needed:?}");
    assert!(over.abs() < 0.08, "{over}");
}
