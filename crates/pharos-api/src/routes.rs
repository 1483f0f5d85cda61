//! The one list of routes, grouped by who may call them.

pub(crate) mod account;
pub(crate) mod audit;
pub(crate) mod dimensions;
pub(crate) mod events;
pub(crate) mod facts;
pub(crate) mod health;
pub(crate) mod imports;
pub(crate) mod metrics;
pub(crate) mod query;
pub(crate) mod session;
pub(crate) mod users;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{delete, get, patch, post, put};

use crate::problem::Problem;
use crate::{State, document, headers, page, telemetry};

/// Bytes of a JSON body.
const BODY_BYTES_MAX: usize = 1 << 20;
/// Bytes of a batch of facts.
const FACTS_BYTES_MAX: usize = 32 << 20;

/// Every route, with what stands around them.
pub(crate) fn router(state: State) -> Router {
    let signed_in = Router::new()
        .route("/session", get(session::get_session).delete(session::end_session))
        .route("/first-user", post(session::create_first_user))
        .route("/metrics", get(metrics::list_metrics))
        .route("/query", post(query::run_query))
        .route("/rows", post(query::list_rows))
        .route("/dimensions/{name}/values", get(dimensions::list_dimension_values))
        .route("/events", get(events::list_events))
        .route("/imports", get(imports::list_imports))
        .route("/imports/{id}/undo", post(imports::undo_import))
        .route("/facts/{table}", post(facts::accept_facts).layer(DefaultBodyLimit::max(FACTS_BYTES_MAX)))
        .merge(identity())
        .route_layer(from_fn_with_state(state.clone(), crate::session::require));
    let anybody = Router::new()
        .route("/session", post(session::create_session))
        .route("/sign-in", get(session::get_sign_in));
    let described = Router::new()
        .route("/api/openapi.json", get(document::openapi))
        .route_layer(from_fn_with_state(state.clone(), crate::session::require));
    Router::new()
        .nest("/api/v1", signed_in.merge(anybody))
        .merge(described)
        .route("/api/{*rest}", get(nothing).post(nothing))
        .route("/healthz", get(health::get_health))
        .route("/metrics", get(health::get_telemetry))
        .fallback(page::serve)
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .layer(from_fn(headers::secure))
        .layer(from_fn_with_state(state.clone(), telemetry::observe))
        .with_state(state)
}

/// Accounts, users, tokens, the audit log.
fn identity() -> Router<State> {
    Router::new()
        .route("/account", get(account::get_account))
        .route("/account/password", put(account::change_password))
        .route("/account/second-factor", post(account::begin_second_factor))
        .route("/account/second-factor/confirm", post(account::confirm_second_factor))
        .route("/account/second-factor/off", post(account::end_second_factor))
        .route("/account/sessions/{id}", delete(account::end_own_session))
        .route("/users", get(users::list_users).post(users::create_user))
        .route("/users/{id}", patch(users::change_user).delete(users::delete_user))
        .route("/tokens", get(users::list_tokens).post(users::create_token))
        .route("/tokens/{id}", delete(users::delete_token))
        .route("/audit", get(audit::list_audit))
        .route("/audit/chain", get(audit::verify_audit))
}

async fn nothing() -> Problem {
    Problem::new(
        404,
        "status-404",
        "Not found",
        "there is nothing at this address; maybe see /api/openapi.json",
    )
}
