//! Site time: time zones, slots, periods, opening hours, business time.
//!
//! Instants are microseconds since 1970-01-01T00:00:00Z (`*_us`). Local (wall-clock) readings are microseconds as
//! if the wall clock showed UTC (`local_us`). Both are plain `i64`, because they come and go as Arrow columns.
//! Where readings are ambiguous the rule is written at the function.
//!
//! Instants outside the years 1 to 9998 are not dates a contact centre can mean: every function answers for them
//! without a panic, but as one endless period with the offset of the nearest supported instant.
#![cfg_attr(test, allow(clippy::expect_used))]

mod civil;
mod cursor;
mod error;
mod grain;
mod hours;
mod period;
mod zone;

pub use civil::{date_of_local, date_to_local, hour_of_local, weekday_of_local};
pub use cursor::OffsetCursor;
pub use error::Error;
pub use grain::{Grain, parse_weekday, weekday_name};
pub use hours::{
    OpenSlot, OpeningHours, Span, business_seconds, business_seconds_by, is_open, open_slots, open_spans,
};
pub use jiff::civil::{Date, Weekday};
pub use period::{PeriodFinder, previous_period};
pub use zone::Zone;
