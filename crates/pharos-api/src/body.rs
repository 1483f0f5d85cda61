//! Bodies as JSON: read strictly, and taken in the application's shape.

use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};

use crate::problem::Problem;
use crate::strict::Strict;

/// A body as JSON. What comes in is read as the document describes it: an object is an object, and not a list of its values in
/// some order, which serde would take as well.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Json<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = JsonRejection;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        let axum::Json(Described(body)) = axum::Json::from_request(request, state).await?;
        Ok(Json(body))
    }
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}

struct Described<T>(T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Described<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(Strict(deserializer)).map(Described)
    }
}

/// What came in, in the application's shape. What the application cannot read, such as a date that is none, is the sender's
/// mistake.
pub(crate) fn understood<T: DeserializeOwned>(body: &impl Serialize) -> Result<T, Problem> {
    serde_json::to_value(body).and_then(serde_json::from_value).map_err(|error| {
        let words =
            format!("{error}; maybe a date is not written like 2026-03-01, or a number is out of range");
        Problem::new(400, "status-400", "The body cannot be understood", &words)
    })
}

#[cfg(test)]
mod tests;
