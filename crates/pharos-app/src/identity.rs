//! Users, and how they come in.

mod account;
mod door;
mod password;
mod provider;
mod secret;
mod sign_in;
mod slowdown;
mod users;

pub use account::{ApiTokenView, NewApiToken, SecondFactor, SessionView};
pub use door::SignInFault;
pub(crate) use password::Passwords;
pub(crate) use provider::Descriptions;
pub use provider::{Arrival, Departure};
pub use sign_in::{Credentials, Origin, SignedInSession};
pub(crate) use slowdown::Slowdown;
pub use users::{NewUser, UserChange, UserView};
