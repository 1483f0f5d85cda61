//! The forecasts a planner of the demo centre would have published: one a week for every queue, each from what was known
//! that day.

use jiff::civil::Date;

use crate::forecasting::published_facts;
use crate::{App, ForecastRequest, Permission, PublishRequest, Result};

/// Weeks back of the oldest forecast.
const WEEKS: i64 = 6;
/// Days each looks ahead.
const DAYS: u16 = 28;
/// A planner publishes in the morning.
const MORNING_US: i64 = 8 * 3_600_000_000;

impl App {
    /// Publishes the forecasts of the last weeks of every queue; those before the last become the plan.
    pub(super) async fn demo_forecasts(&self, until: Date) -> Result<()> {
        let queues = self.dimension_values(&Permission::owner(), "queue", "", 20).await?;
        self.demo_forecasts_of(queues, until).await
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
