//! What the first screens of the day need is computed before somebody asks for it: roll-ups, how the goals stand, the figures
//! of the scorecards. All are kept until facts change, so most rounds do nothing. Roll-ups come first: goals and scorecards
//! read months, which is many times dearer without them, and the two at once would only take each other's time.

use std::time::Duration;

use crate::App;

/// How often it is looked whether facts have changed.
const EVERY: Duration = Duration::from_secs(30);

impl App {
    /// Prepares what is dear, again and again, for as long as it is let live.
    pub async fn prepare_day_forever(&self) {
        let mut rolled_up = None;
        loop {
            self.keep_rollups(&mut rolled_up).await;
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
