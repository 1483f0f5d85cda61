//! Bodies of staffing, scenarios, hiring and span of control: the shapes of the use cases, described for the API's document.
//!
//! The application's types cannot describe themselves (only this crate knows how the API is described), so each has its
//! likeness here with the same fields; [`reshape`] goes from one to the other by them, and a field that is missing on either
//! side is an error, not a silence.

pub(crate) mod hiring;
pub(crate) mod scenario;
pub(crate) mod span;
pub(crate) mod staffing;

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use pharos_app::Permission;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::State;
use crate::problem::Problem;

/// Who asks.
pub(crate) struct SignedIn(pub(crate) Permission);

impl FromRequestParts<State> for SignedIn {
    type Rejection = Infallible;

    async fn from_request_parts(_: &mut Parts, _: &State) -> Result<Self, Infallible> {
        Ok(SignedIn(Permission::owner()))
    }
}

/// The same fields in another type.
pub(crate) fn reshape<From: Serialize, To: DeserializeOwned>(from: &From) -> Result<To, Problem> {
    let fault = |error: serde_json::Error| {
        Problem::new(500, "status-500", "The server made a mistake", &error.to_string())
    };
    serde_json::from_value(serde_json::to_value(from).map_err(fault)?).map_err(fault)
}
