//! The one list of routes, grouped by who may call them.

pub(crate) mod backups;
pub(crate) mod checks;
pub(crate) mod dimensions;
pub(crate) mod erasures;
pub(crate) mod events;
pub(crate) mod facts;
pub(crate) mod health;
pub(crate) mod imports;
pub(crate) mod metrics;
pub(crate) mod query;
pub(crate) mod retention;
pub(crate) mod session;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{delete, get, post};

use crate::problem::Problem;
use crate::{State, document, headers, page, telemetry};

/// Bytes of a JSON body.
const BODY_BYTES_MAX: usize = 1 << 20;
/// Bytes of a batch of facts.
const FACTS_BYTES_MAX: usize = 32 << 20;

/// Every route, with what stands around them.
pub(crate) fn router(state: State) -> Router {
    let signed_in = Router::new()
        .route("/session", get(session::get_session))
        .route("/metrics", get(metrics::list_metrics))
        .route("/query", post(query::run_query))
        .route("/rows", post(query::list_rows))
        .route("/dimensions/{name}/values", get(dimensions::list_dimension_values))
        .route("/events", get(events::list_events))
        .route("/imports", get(imports::list_imports))
        .route("/imports/{id}/undo", post(imports::undo_import))
        .route("/backups", get(backups::list_backups).post(backups::create_backup))
        .route("/backups/{id}", delete(backups::delete_backup))
        .route("/backups/{id}/archive", get(backups::get_backup_archive))
        .route("/check", get(checks::get_check).post(checks::create_check))
        .route("/erasures", get(erasures::list_erasures).post(erasures::create_erasure))
        .route("/access-reports", post(erasures::create_access_report))
        .route("/retention", get(retention::get_retention).put(retention::set_retention))
        .route("/retention/apply", post(retention::apply_retention))
        .route("/facts/{table}", post(facts::accept_facts).layer(DefaultBodyLimit::max(FACTS_BYTES_MAX)))
        .route_layer(from_fn_with_state(state.clone(), crate::session::require));
    let anybody = Router::new().route("/session", post(session::create_session));
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

async fn nothing() -> Problem {
    Problem::new(
        404,
        "status-404",
        "Not found",
        "there is nothing at this address; maybe see /api/openapi.json",
    )
}
