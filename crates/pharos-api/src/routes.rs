//! The one list of routes, grouped by who may call them.

pub(crate) mod backups;
pub(crate) mod checks;
pub(crate) mod contacts;
pub(crate) mod corrections;
pub(crate) mod dimensions;
pub(crate) mod erasures;
pub(crate) mod events;
pub(crate) mod exports;
pub(crate) mod facts;
pub(crate) mod health;
pub(crate) mod hiring;
pub(crate) mod imports;
pub(crate) mod jobs;
pub(crate) mod mappings;
pub(crate) mod metrics;
pub(crate) mod organisation;
pub(crate) mod query;
pub(crate) mod reconcile;
pub(crate) mod retention;
pub(crate) mod scenarios;
pub(crate) mod session;
pub(crate) mod sources;
pub(crate) mod staffing;
pub(crate) mod uploads;
pub(crate) mod views;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{any, delete, get, post, put};

use crate::problem::Problem;
use crate::{State, document, headers, page, tags, telemetry};

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
        .route("/contacts/{id}", get(contacts::get_contact))
        .route("/corrections", get(corrections::list_corrections).post(corrections::correct_facts))
        .route("/corrections/{id}/undo", post(corrections::undo_correction))
        .route("/organisation", get(organisation::get_organisation))
        .route("/organisation/people", post(organisation::change_organisation))
        .route("/organisation/sites/{site}", put(organisation::set_site))
        .route("/names", get(organisation::list_names))
        .route("/names/{kind}/{name}", put(organisation::set_alias).delete(organisation::remove_alias))
        .route("/reconcile", get(reconcile::list_reconcilable).post(reconcile::reconcile))
        .route("/sources", get(sources::list_sources))
        .route("/views", get(views::list_views).post(views::create_view))
        .route("/views/{id}", put(views::change_view).delete(views::forget_view))
        .route("/exports", post(exports::export))
        .route("/dimensions/{name}/values", get(dimensions::list_dimension_values))
        .route("/events", get(events::list_events))
        .route("/imports", get(imports::list_imports).post(imports::start_import))
        .route("/imports/{id}/rejects", get(imports::get_rejects))
        .route("/jobs/{id}", get(jobs::get_job))
        .route("/mappings", get(mappings::list_mappings))
        .route("/mappings/{name}", put(mappings::keep_mapping).delete(mappings::forget_mapping))
        // The application counts the bytes itself, while they go to the disk.
        .route("/uploads", post(uploads::send_file).layer(DefaultBodyLimit::disable()))
        .route("/uploads/{id}", delete(uploads::forget_file))
        .route("/import-options", get(uploads::get_import_options))
        .route("/uploads/{id}/preview", post(uploads::preview_file))
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
        .merge(planning())
        .route_layer(from_fn_with_state(state.clone(), crate::session::require));
    let anybody = Router::new().route("/session", post(session::create_session));
    let described = Router::new()
        .route("/api/openapi.json", get(document::openapi))
        .route_layer(from_fn_with_state(state.clone(), crate::session::require));
    Router::new()
        .nest("/api/v1", signed_in.merge(anybody).layer(from_fn(tags::tag)))
        .merge(described)
        .route("/api/{*rest}", any(nothing))
        .route("/healthz", get(health::get_health))
        .route("/metrics", get(health::get_telemetry))
        .fallback(page::serve)
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .layer(from_fn(tags::explain))
        .layer(from_fn(headers::secure))
        .layer(from_fn_with_state(state.clone(), telemetry::observe))
        .with_state(state)
}

/// Staffing, scenarios, hiring, span of control.
fn planning() -> Router<State> {
    Router::new()
        .route("/staffing", post(staffing::compute_staffing))
        .route("/requirements", post(staffing::publish_requirements))
        .route("/scenarios", get(scenarios::list_scenarios).post(scenarios::keep_scenario))
        .route("/scenarios/simulate", post(scenarios::simulate_scenario))
        .route("/scenarios/{id}", delete(scenarios::forget_scenario))
        .route("/hiring", get(hiring::list_hirings).post(hiring::keep_hiring))
        .route("/hiring/start", get(hiring::get_hiring_start))
        .route("/hiring/plan", post(hiring::plan_hiring))
        .route("/hiring/{id}", delete(hiring::forget_hiring))
        .route("/span", post(hiring::compute_span))
}

async fn nothing() -> Problem {
    Problem::new(
        404,
        "status-404",
        "Not found",
        "there is nothing at this address; maybe see /api/openapi.json",
    )
}
