/// What can be wrong with a calendar's input.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A name that is no time zone of the IANA database.
    #[error("unknown time zone {name:?}, maybe {}", maybe.join(" or "))]
    UnknownZone {
        /// The name as given.
        name: String,
        /// Up to three near names, best first.
        maybe: Vec<String>,
    },
    /// A name that is no grain.
    #[error("unknown grain {name:?}, maybe one of none 15m 30m hour day week month quarter year")]
    UnknownGrain {
        /// The name as given.
        name: String,
    },
    /// A name that is no weekday.
    #[error("unknown weekday {name:?}, maybe one of mon tue wed thu fri sat sun")]
    UnknownWeekday {
        /// The name as given.
        name: String,
    },
    /// A part of an opening-hours text that cannot be read.
    #[error(
        "opening hours: {reason} in {part:?}, maybe written like \"mon-fri 07:00-21:00; sat 08:00-12:00\""
    )]
    OpeningHours {
        /// What is wrong.
        reason: String,
        /// The part of the text it was found in.
        part: String,
    },
}
