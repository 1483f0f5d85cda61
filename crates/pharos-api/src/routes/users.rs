//! Users and tokens of programs.

use axum::extract::rejection::{JsonRejection, PathRejection};
use axum::extract::{Path, State as Extract};
use axum::http::StatusCode;

use crate::State;
use crate::answers::identity::{ApiToken, ApiTokens, NewApiToken, UserAccount, UserAccounts, words};
use crate::body::Json;
use crate::problem::Problem;
use crate::questions::identity::{ApiTokenNew, UserAccountChange, UserAccountNew};
use crate::session::SignedIn;

/// Users by login
#[utoipa::path(get, path = "/api/v1/users", responses(
    (status = 200, description = "Users by login", body = UserAccounts),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list_users(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
) -> Result<Json<UserAccounts>, Problem> {
    let users = state.app.users(&permission).await?;
    Ok(Json(UserAccounts { users: users.into_iter().map(UserAccount::from).collect() }))
}

/// Make a user
#[utoipa::path(post, path = "/api/v1/users", request_body = UserAccountNew, responses(
    (status = 201, description = "The user", body = UserAccount),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "The login is taken", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn create_user(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    body: Result<Json<UserAccountNew>, JsonRejection>,
) -> Result<(StatusCode, Json<UserAccount>), Problem> {
    let Json(body) = body?;
    let user = state.app.add_user(&permission, &body.into_user()?).await?;
    Ok((StatusCode::CREATED, Json(user.into())))
}

/// Change a user; it holds with the user's next request
#[utoipa::path(patch, path = "/api/v1/users/{id}", params(("id" = String, Path)), request_body = UserAccountChange, responses(
    (status = 200, description = "The user", body = UserAccount),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "Nobody would be left to administer", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn change_user(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    id: Result<Path<String>, PathRejection>,
    body: Result<Json<UserAccountChange>, JsonRejection>,
) -> Result<Json<UserAccount>, Problem> {
    let (Path(id), Json(body)) = (id?, body?);
    Ok(Json(state.app.change_user(&permission, &id, &body.into_change()?).await?.into()))
}

/// Remove a user with all sessions and tokens
#[utoipa::path(delete, path = "/api/v1/users/{id}", params(("id" = String, Path)), responses(
    (status = 204, description = "Removed"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "Nobody would be left to administer", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn delete_user(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    id: Result<Path<String>, PathRejection>,
) -> Result<StatusCode, Problem> {
    let Path(id) = id?;
    state.app.remove_user(&permission, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Tokens of programs: the own ones, or with the right to manage users all of them
#[utoipa::path(get, path = "/api/v1/tokens", responses(
    (status = 200, description = "Tokens of programs", body = ApiTokens),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list_tokens(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
) -> Result<Json<ApiTokens>, Problem> {
    let tokens = state.app.api_tokens(&permission).await?;
    Ok(Json(ApiTokens {
        tokens: tokens.into_iter().map(ApiToken::from).collect(),
        actions: words(permission.actions()),
    }))
}

/// Make a token for a program; it is told once
#[utoipa::path(post, path = "/api/v1/tokens", request_body = ApiTokenNew, responses(
    (status = 201, description = "The token, told once", body = NewApiToken),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn create_token(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    body: Result<Json<ApiTokenNew>, JsonRejection>,
) -> Result<(StatusCode, Json<NewApiToken>), Problem> {
    let Json(body) = body?;
    let (token, record) = state.app.add_api_token(&permission, &body.into_token()?).await?;
    Ok((StatusCode::CREATED, Json(NewApiToken { token, record: record.into() })))
}

/// Take a token back
#[utoipa::path(delete, path = "/api/v1/tokens/{id}", params(("id" = String, Path)), responses(
    (status = 204, description = "Taken back"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn delete_token(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    id: Result<Path<String>, PathRejection>,
) -> Result<StatusCode, Problem> {
    let Path(id) = id?;
    state.app.remove_api_token(&permission, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}
