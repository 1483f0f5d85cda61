//! What the first screens of the day need is computed before somebody asks for it: how the goals stand, the figures of the
//! scorecards. Both are kept until facts change, so most rounds do nothing.

use std::time::Duration;

use crate::App;

/// How often it is looked whether facts have changed.
const EVERY: Duration = Duration::from_secs(30);

impl App {
    /// Prepares what is dear, again and again, for as long as it is let live.
    pub async fn prepare_day_forever(&self) {
        loop {
            if let Err(error) = self.refresh_goals().await {
                tracing::warn!(%error, "the goals could not be evaluated ahead; it is tried again");
            }
            if let Err(error) = self.refresh_scorecards().await {
                tracing::warn!(%error, "the scorecards could not be prepared; it is tried again");
            }
            tokio::time::sleep(EVERY).await;
        }
    }
}
