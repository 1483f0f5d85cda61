//! Random facts and random metrics for the properties: what must hold whatever the data and whatever is asked.

mod facts;
mod metrics;
mod questions;

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

pub(crate) use facts::{Fact, deliver, deliveries, facts, store};
pub(crate) use metrics::metrics;
pub(crate) use questions::question;

/// Cases of a property: few by default, `PHAROS_CASES` for more.
pub(crate) fn cases(few: u64) -> std::ops::Range<u64> {
    let more = std::env::var("PHAROS_CASES").ok().and_then(|text| text.parse().ok());
    let first = std::env::var("PHAROS_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(0);
    first..first + more.unwrap_or(few)
}

/// The generator of a case; its seed is printed, so that `PHAROS_SEED` finds the case again.
pub(crate) fn generator(property: &str, seed: u64) -> ChaCha8Rng {
    println!("{property}: PHAROS_SEED={seed}");
    ChaCha8Rng::seed_from_u64(seed)
}
