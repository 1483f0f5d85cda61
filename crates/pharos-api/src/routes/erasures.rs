//! Persons: erased, and told what is held about them.

use axum::extract::State as Extract;
use axum::extract::rejection::JsonRejection;
use pharos_app::ErasureRequest;

use crate::State;
use crate::body::Json;
use crate::keeping::{AccessReport, Erasure, ErasureResult, Erasures, NewAccessReport, NewErasure};
use crate::problem::Problem;
use crate::session::SignedIn;

/// Requests to erase persons, newest first; they do not say whom
#[utoipa::path(get, path = "/api/v1/erasures", responses(
    (status = 200, description = "Requests to erase persons, newest first", body = Erasures),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list_erasures(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
) -> Result<Json<Erasures>, Problem> {
    let erasures = state.app.erasures(&permission).await?;
    Ok(Json(Erasures { erasures: erasures.into_iter().map(Erasure::from).collect() }))
}

/// Erase a person, or count what would go
#[utoipa::path(post, path = "/api/v1/erasures", request_body = NewErasure, responses(
    (status = 200, description = "What went, or would", body = ErasureResult),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 503, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn create_erasure(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    body: Result<Json<NewErasure>, JsonRejection>,
) -> Result<Json<ErasureResult>, Problem> {
    let Json(body) = body?;
    let request = ErasureRequest {
        person: body.kind.into(),
        id: body.id,
        dry_run: body.dry_run,
        by: permission.login().to_owned(),
    };
    Ok(Json(state.app.erase(&permission, &request).await?.into()))
}

/// Everything held about one person
#[utoipa::path(post, path = "/api/v1/access-reports", request_body = NewAccessReport, responses(
    (status = 200, description = "Everything held about one person", body = AccessReport),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn create_access_report(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    body: Result<Json<NewAccessReport>, JsonRejection>,
) -> Result<Json<AccessReport>, Problem> {
    let Json(body) = body?;
    let report = state.app.access_report(&permission, body.kind.into(), &body.id).await?;
    Ok(Json(AccessReport::from(report)))
}
