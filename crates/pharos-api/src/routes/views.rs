//! Saved views.

use axum::extract::rejection::{JsonRejection, PathRejection};
use axum::extract::{Path, State as Extract};
use axum::http::StatusCode;
use pharos_app::{SaveView, ViewView};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::State;
use crate::body::Json;
use crate::problem::Problem;
use crate::session::SignedIn;

/// An address of the page under a name.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct View {
    id: String,
    name: String,
    /// Path and query of the page.
    address: String,
    owner_name: String,
    /// It is the reader's own, who may change it.
    is_own: bool,
    /// Roles that see it beside the owner.
    roles: Vec<String>,
    /// Instant
    changed_at: String,
}

/// The reader's own views and those shared with a role of hers.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Views {
    views: Vec<View>,
}

/// A view to keep.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct KeepView {
    name: String,
    /// Path and query of the page.
    address: String,
    #[serde(default)]
    roles: Vec<String>,
}

/// The reader's own views and those shared with a role of hers, by name
#[utoipa::path(get, path = "/api/v1/views", responses(
    (status = 200, description = "Saved views", body = Views),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list_views(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
) -> Result<Json<Views>, Problem> {
    let views = state.app.views(&permission).await?;
    Ok(Json(Views { views: views.into_iter().map(View::from).collect() }))
}

/// Keep a view
#[utoipa::path(post, path = "/api/v1/views", request_body = KeepView, responses(
    (status = 201, description = "The view is kept", body = View),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn create_view(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    body: Result<Json<KeepView>, JsonRejection>,
) -> Result<(StatusCode, Json<View>), Problem> {
    let Json(body) = body?;
    let view = state.app.save_view(&permission, &body.into_request(None)).await?;
    Ok((StatusCode::CREATED, Json(View::from(view))))
}

/// Change a view of one's own
#[utoipa::path(put, path = "/api/v1/views/{id}", params(("id" = String, Path)), request_body = KeepView, responses(
    (status = 200, description = "The view is changed", body = View),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn change_view(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    id: Result<Path<String>, PathRejection>,
    body: Result<Json<KeepView>, JsonRejection>,
) -> Result<Json<View>, Problem> {
    let (Path(id), Json(body)) = (id?, body?);
    let view = state.app.save_view(&permission, &body.into_request(Some(id))).await?;
    Ok(Json(View::from(view)))
}

/// Forget a view of one's own
#[utoipa::path(delete, path = "/api/v1/views/{id}", params(("id" = String, Path)), responses(
    (status = 204, description = "The view is forgotten"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn forget_view(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    id: Result<Path<String>, PathRejection>,
) -> Result<StatusCode, Problem> {
    let Path(id) = id?;
    state.app.forget_view(&permission, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}

impl KeepView {
    fn into_request(self, id: Option<String>) -> SaveView {
        SaveView { id, name: self.name, address: self.address, roles: self.roles }
    }
}

impl From<ViewView> for View {
    fn from(view: ViewView) -> Self {
        View {
            id: view.id,
            name: view.name,
            address: view.address,
            owner_name: view.owner_name,
            is_own: view.is_own,
            roles: view.roles,
            changed_at: view.changed_at,
        }
    }
}
