//! Attempts to sign in are slowed: by user and address together, by user, by address, and by user for the second factor.
//!
//! Each is a leaky bucket. An attempt takes its drops *before* it is looked at and gets them back if it succeeds, so a
//! thousand attempts at once are no more than the bucket holds. Nobody is locked out for good: buckets fill again with time,
//! and whoever has signed in from an address before is not held up there by attempts from elsewhere.

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::Instant;

/// Buckets remembered; full ones are dropped beyond that.
const BUCKETS_MAX: usize = 20_000;

/// What is counted.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Counted {
    /// a user from one address
    UserAt(String, String),
    /// a user from anywhere
    User(String),
    /// an address, whoever is tried
    Address(String),
    /// codes of a user's second factor
    Code(String),
    /// an address that sends people to the identity provider
    Departure(String),
}

impl Counted {
    /// Attempts a full bucket holds, and seconds until one more is let in.
    fn measure(&self) -> (f64, f64) {
        match self {
            Counted::UserAt(..) => (5.0, 60.0),
            Counted::User(_) => (50.0, 30.0),
            Counted::Address(_) => (40.0, 10.0),
            Counted::Code(_) => (5.0, 300.0),
            Counted::Departure(_) => (60.0, 2.0),
        }
    }
}

#[derive(Clone, Copy, Debug)]
struct Bucket {
    left: f64,
    at: Instant,
}

/// The buckets of one process.
#[derive(Debug, Default)]
pub(crate) struct Slowdown(Mutex<HashMap<Counted, Bucket>>);

impl Slowdown {
    /// Takes one attempt from each bucket, or from none of them: then gives the seconds to wait.
    pub(crate) fn take(&self, counted: &[Counted], now: Instant) -> Result<(), u64> {
        let Ok(mut buckets) = self.0.lock() else { return Err(1) };
        if BUCKETS_MAX < buckets.len() {
            buckets.retain(|counted, bucket| refilled(counted, *bucket, now) < counted.measure().0);
        }
        let mut wait_s: f64 = 0.0;
        for counted in counted {
            let (_, every_s) = counted.measure();
            let left = buckets.get(counted).map_or(f64::MAX, |bucket| refilled(counted, *bucket, now));
            if left < 1.0 {
                wait_s = wait_s.max((1.0 - left) * every_s);
            }
        }
        if 0.0 < wait_s {
            return Err(wait_s.ceil() as u64);
        }
        for counted in counted {
            let full = Bucket { left: counted.measure().0, at: now };
            let bucket = buckets.entry(counted.clone()).or_insert(full);
            *bucket = Bucket { left: refilled(counted, *bucket, now) - 1.0, at: now };
        }
        Ok(())
    }

    /// Gives the attempt back: it was no failure.
    pub(crate) fn give_back(&self, counted: &[Counted], now: Instant) {
        let Ok(mut buckets) = self.0.lock() else { return };
        for counted in counted {
            if let Some(bucket) = buckets.get_mut(counted) {
                let left = (refilled(counted, *bucket, now) + 1.0).min(counted.measure().0);
                *bucket = Bucket { left, at: now };
            }
        }
    }
}

fn refilled(counted: &Counted, bucket: Bucket, now: Instant) -> f64 {
    let (full, every_s) = counted.measure();
    let passed_s = now.saturating_duration_since(bucket.at).as_secs_f64();
    (bucket.left + passed_s / every_s).min(full)
}

#[cfg(test)]
mod tests;
