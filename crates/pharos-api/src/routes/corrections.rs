//! Corrections of facts.

use axum::extract::rejection::{JsonRejection, PathRejection};
use axum::extract::{Path, State as Extract};
use axum::http::StatusCode;
use pharos_app::{CorrectionRequest, CorrectionView};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::State;
use crate::body::Json;
use crate::problem::Problem;
use crate::session::SignedIn;

/// A corrected fact.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Correction {
    id: i64,
    source_name: String,
    /// Key of the segment.
    key: String,
    /// agent, queue or exclude
    what: String,
    /// The agent or queue it belongs to; null: nobody that is known.
    #[schema(required)]
    value: Option<String>,
    reason: String,
    by: String,
    /// Instant
    at: String,
    #[schema(required)]
    undone_by: Option<String>,
    /// Instant
    #[schema(required)]
    undone_at: Option<String>,
}

/// Corrections, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Corrections {
    corrections: Vec<Correction>,
}

/// Facts to correct, for one reason.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CorrectFacts {
    reason: String,
    corrections: Vec<CorrectFact>,
}

/// A fact to correct.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CorrectFact {
    source_name: String,
    /// Key of the segment.
    key: String,
    /// agent, queue or exclude
    what: String,
    /// The agent or queue it belongs to.
    #[serde(default)]
    value: Option<String>,
}

/// Corrections, newest first, also those taken back
#[utoipa::path(get, path = "/api/v1/corrections", responses(
    (status = 200, description = "Corrections, newest first", body = Corrections),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list_corrections(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
) -> Result<Json<Corrections>, Problem> {
    let corrections = state.app.corrections(&permission).await?;
    Ok(Json(Corrections { corrections: corrections.into_iter().map(Correction::from).collect() }))
}

/// Correct facts, with a reason
#[utoipa::path(post, path = "/api/v1/corrections", request_body = CorrectFacts, responses(
    (status = 201, description = "The facts are corrected", body = Corrections),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn correct_facts(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    body: Result<Json<CorrectFacts>, JsonRejection>,
) -> Result<(StatusCode, Json<Corrections>), Problem> {
    let Json(body) = body?;
    let request = |it: CorrectFact| CorrectionRequest {
        source_name: it.source_name,
        key: it.key,
        what: it.what,
        value: it.value,
    };
    let requests: Vec<_> = body.corrections.into_iter().map(request).collect();
    let made = state.app.correct(&permission, &requests, &body.reason).await?;
    Ok((
        StatusCode::CREATED,
        Json(Corrections { corrections: made.into_iter().map(Correction::from).collect() }),
    ))
}

/// Take a correction back
#[utoipa::path(post, path = "/api/v1/corrections/{id}/undo", params(("id" = i64, Path)), responses(
    (status = 200, description = "The correction is taken back", body = Correction),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn undo_correction(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    id: Result<Path<i64>, PathRejection>,
) -> Result<Json<Correction>, Problem> {
    let Path(id) = id?;
    Ok(Json(Correction::from(state.app.undo_correction(&permission, id).await?)))
}

impl From<CorrectionView> for Correction {
    fn from(view: CorrectionView) -> Self {
        Correction {
            id: view.id,
            source_name: view.source_name,
            key: view.key,
            what: view.what.to_owned(),
            value: view.value,
            reason: view.reason,
            by: view.by,
            at: view.at,
            undone_by: view.undone_by,
            undone_at: view.undone_at,
        }
    }
}
