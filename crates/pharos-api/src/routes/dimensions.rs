//! Values of dimensions, for filters.

use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State as Extract};
use serde::Deserialize;

use crate::State;
use crate::answers::DimensionValues;
use crate::body::Json;
use crate::problem::Problem;
use crate::session::SignedIn;

/// Values of one answer at most: a list for a person to choose from.
const VALUES_MAX: usize = 500;

#[derive(Debug, Deserialize)]
pub(crate) struct Prefix {
    #[serde(default)]
    prefix: String,
}

/// Values of a dimension
#[utoipa::path(get, path = "/api/v1/dimensions/{name}/values",
    params(("name" = String, Path), ("prefix" = Option<String>, Query, nullable = false)),
    responses(
        (status = 200, description = "Values of a dimension", body = DimensionValues),
        (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    ))]
pub(crate) async fn list_dimension_values(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    name: Result<Path<String>, PathRejection>,
    prefix: Result<Query<Prefix>, QueryRejection>,
) -> Result<Json<DimensionValues>, Problem> {
    let (Path(name), Query(Prefix { prefix })) = (name?, prefix?);
    let values = state.app.dimension_values(&permission, &name, &prefix, VALUES_MAX).await?;
    Ok(Json(DimensionValues { values }))
}
