//! Work that is done ahead takes a small part of the time, however often there would be something to do.

use std::time::{Duration, Instant};

/// Between two rounds so many times the time of one passes.
const REST: u32 = 20;

/// When the last round of some work ended, and how long it took.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Pace {
    last: Option<(Instant, Duration)>,
}

impl Pace {
    /// Whether enough time has passed for the next round. A round that found nothing to do was short, and so is the rest.
    pub(crate) fn is_time(&self) -> bool {
        self.last.is_none_or(|(ended, took)| took * REST < ended.elapsed())
    }

    /// Does a round.
    pub(crate) async fn round<T>(&mut self, work: impl Future<Output = T>) -> T {
        let begun = Instant::now();
        let done = work.await;
        self.last = Some((Instant::now(), begun.elapsed()));
        done
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_long_round_is_followed_by_a_long_rest_and_a_short_one_by_none() {
        let mut pace = Pace::default();
        assert!(pace.is_time());
        assert_eq!(pace.round(async { 7 }).await, 7);
        pace.last = pace.last.map(|(ended, _)| (ended, Duration::ZERO));
        std::thread::sleep(Duration::from_millis(1));
        assert!(pace.is_time());
        pace.last = pace.last.map(|(ended, _)| (ended, Duration::from_secs(3_600)));
        assert!(!pace.is_time());
    }
}
