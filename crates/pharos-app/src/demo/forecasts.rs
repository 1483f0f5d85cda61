//! The forecasts a planner of the demo centre would have published: one a week for every queue, each from what was known
//! that day.

use jiff::civil::Date;
use pharos_store::{ForecastChange, SeriesKey};

use crate::forecasting::{changed_facts, published_facts};
use crate::{App, ForecastRequest, Permission, PublishRequest, Result};

/// Weeks back of the oldest forecast.
const WEEKS: i64 = 6;
/// Days each looks ahead.
const DAYS: u16 = 28;
/// A planner publishes in the morning.
const MORNING_US: i64 = 8 * 3_600_000_000;
/// In the forecast of so many weeks ago the planner changed something by hand: from its eighth day on, for three days.
const CHANGED_WEEK: i64 = 4;
const CHANGED_DAYS: (usize, usize) = (7, 10);
/// An hour after publishing.
const CHANGED_AFTER_US: i64 = 3_600_000_000;

impl App {
    /// Publishes the forecasts of the last weeks of every queue; those before the last become the plan.
    pub(super) async fn demo_forecasts(&self, until: Date) -> Result<()> {
        let queues = self.dimension_values(&Permission::owner(), "queue", "", 20).await?;
        let changed = queues.first().cloned();
        self.demo_forecasts_of(queues, until).await?;
        match changed {
            Some(queue) => self.demo_change(queue).await,
            None => Ok(()),
        }
    }

    /// What the planner of a queue knew better once: what became of it stands in the accuracy, beside what the models said.
    async fn demo_change(&self, queue: String) -> Result<()> {
        let key = SeriesKey { queue: Some(queue), channel: None, filter: None };
        let mut records = self.store.published_forecasts(Some(&key), i64::MIN).await?;
        records.sort_by_key(|it| std::cmp::Reverse(it.origin_us));
        let place = usize::try_from(CHANGED_WEEK).unwrap_or_default();
        let Some(record) = records.into_iter().nth(place) else { return Ok(()) };
        let made_at_us = record.made_at_us + CHANGED_AFTER_US;
        let site = self.dataset().await?.queue_clock(key.queue.as_deref()).await?.site;
        let kept = self.kept_forecast(record.clone()).await?;
        let (first, last) = CHANGED_DAYS;
        let Some((from, to)) = kept.values.days.get(first).zip(kept.values.days.get(last)) else {
            return Ok(());
        };
        let change = ForecastChange {
            id: uuid::Uuid::now_v7().to_string(),
            forecast_id: record.id.clone(),
            from_us: from.from_us,
            to_us: to.from_us,
            contacts: 1.08,
            handle_time: 1.0,
            reason: "Invoices go out a day early this month".to_owned(),
            made_by: Permission::owner().user_id().to_owned(),
            made_at_us,
        };
        self.store.change_forecast(&change).await?;
        let kept = self.kept_forecast(record).await?;
        self.write_forecast_facts(&changed_facts(&kept, site.as_deref(), &change)).await
    }

    /// The same for some queues.
    pub(crate) async fn demo_forecasts_of(&self, queues: Vec<String>, until: Date) -> Result<()> {
        let owner = Permission::owner();
        let mut facts = vec![];
        for queue in queues {
            let latest = ForecastRequest {
                queue: Some(queue),
                interval: "30m".to_owned(),
                from: Some(until.yesterday().unwrap_or(until).to_string()),
                days: DAYS,
                ..ForecastRequest::default()
            };
            let key = latest.key();
            let series = self.series(&owner, &key, &latest.interval, latest.from.as_deref()).await?;
            for week in (0..=WEEKS).rev() {
                let known = self.known_days(&key, &series).await?;
                let past = series.known_on(series.origin_day - 7 * week);
                let made = tokio::task::spawn_blocking(move || {
                    crate::forecasting::make(past, &known, usize::from(DAYS))
                })
                .await
                .map_err(|error| crate::AppError::Internal(error.to_string()))??;
                let request = PublishRequest { question: latest.clone(), note: String::new() };
                let at_us = made.day_start_us(0) + MORNING_US;
                let entry = self.keep_forecast(&owner, &request, &made, (at_us, false)).await?;
                let kept = self.kept_forecast(self.forecast_record(&entry.id).await?).await?;
                facts.extend(published_facts(&kept.record, series.site.as_deref(), &kept.values));
                if week > 0 {
                    self.store.make_forecast_the_plan(&entry.id, owner.user_id(), at_us).await?;
                }
            }
        }
        self.write_forecast_facts(&facts).await
    }
}
