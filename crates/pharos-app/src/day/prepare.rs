//! What the first screens of the day need is computed before somebody asks for it: roll-ups, how the goals stand, the figures
//! of the scorecards. All are kept until facts change, so most rounds do nothing. Roll-ups come first: goals and scorecards
//! read months, which is many times dearer without them, and the two at once would only take each other's time. Goals and
//! scorecards rest after a long round: of a large centre whose facts arrive all the time they would take all of it.

use std::time::Duration;

use crate::App;
use crate::pace::Pace;

/// How often it is looked whether facts have changed.
const EVERY: Duration = Duration::from_secs(30);

impl App {
    /// Prepares what is dear, again and again, for as long as it is let live.
    pub async fn prepare_day_forever(&self) {
        let mut rolled_up = None;
        let (mut goals, mut groups, mut cards) = (Pace::default(), Pace::default(), Pace::default());
        loop {
            self.keep_rollups(&mut rolled_up).await;
            if goals.is_time()
                && let Err(error) = goals.round(self.refresh_goals()).await
            {
                tracing::warn!(%error, "the goals could not be evaluated ahead; it is tried again");
            }
            if groups.is_time()
                && let Err(error) = groups.round(self.refresh_goals_of_groups()).await
            {
                tracing::warn!(%error, "the goals of the walls could not be evaluated ahead; it is tried again");
            }
            if cards.is_time()
                && let Err(error) = cards.round(self.refresh_scorecards()).await
            {
                tracing::warn!(%error, "the scorecards could not be prepared; it is tried again");
            }
            tokio::time::sleep(EVERY).await;
        }
    }
}
