//! Bodies of forecasts, staffing, scenarios, hiring and span of control: the shapes of the use cases, described for the API's document.
//!
//! The application's types cannot describe themselves (only this crate knows how the API is described), so each has its
//! likeness here with the same fields; [`reshape`] goes from one to the other by them, and a field that is missing on either
//! side is an error, not a silence.

pub(crate) mod forecast;
pub(crate) mod hiring;
pub(crate) mod scenario;
pub(crate) mod span;
pub(crate) mod staffing;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::problem::Problem;
pub(crate) use crate::session::SignedIn;

/// The same fields in another type.
pub(crate) fn reshape<From: Serialize, To: DeserializeOwned>(from: &From) -> Result<To, Problem> {
    let fault = |error: serde_json::Error| {
        Problem::new(500, "status-500", "The server made a mistake", &error.to_string())
    };
    serde_json::from_value(serde_json::to_value(from).map_err(fault)?).map_err(fault)
}
