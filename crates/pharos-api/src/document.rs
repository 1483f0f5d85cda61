//! The OpenAPI document, made from the code. `openapi/pharos.json` is what it prints; a test holds them equal.

use axum::Json;
use axum::response::IntoResponse;
use utoipa::OpenApi;

use crate::routes::{
    backups, checks, contacts, corrections, dimensions, erasures, events, exports, facts, hiring, imports,
    jobs, mappings, metrics, organisation, query, reconcile, retention, scenarios, session, sources,
    staffing, uploads, views,
};

#[derive(OpenApi)]
#[openapi(
    info(title = "Pharos", license(name = "Apache-2.0", identifier = "Apache-2.0")),
    paths(
        session::get_session,
        session::create_session,
        metrics::list_metrics,
        query::run_query,
        query::list_rows,
        exports::export,
        contacts::get_contact,
        corrections::list_corrections,
        corrections::correct_facts,
        corrections::undo_correction,
        organisation::get_organisation,
        organisation::change_organisation,
        organisation::set_site,
        organisation::list_names,
        organisation::set_alias,
        organisation::remove_alias,
        reconcile::list_reconcilable,
        reconcile::reconcile,
        sources::list_sources,
        views::list_views,
        views::create_view,
        views::change_view,
        views::forget_view,
        dimensions::list_dimension_values,
        events::list_events,
        imports::list_imports,
        imports::undo_import,
        imports::start_import,
        imports::get_rejects,
        jobs::get_job,
        mappings::list_mappings,
        mappings::keep_mapping,
        mappings::forget_mapping,
        uploads::get_import_options,
        uploads::send_file,
        uploads::preview_file,
        uploads::forget_file,
        facts::accept_facts,
        backups::list_backups,
        backups::create_backup,
        backups::get_backup_archive,
        backups::delete_backup,
        checks::get_check,
        checks::create_check,
        erasures::list_erasures,
        erasures::create_erasure,
        erasures::create_access_report,
        retention::get_retention,
        retention::set_retention,
        retention::apply_retention,
        staffing::compute_staffing,
        staffing::publish_requirements,
        scenarios::list_scenarios,
        scenarios::keep_scenario,
        scenarios::simulate_scenario,
        scenarios::forget_scenario,
        hiring::list_hirings,
        hiring::keep_hiring,
        hiring::get_hiring_start,
        hiring::plan_hiring,
        hiring::forget_hiring,
        hiring::compute_span,
    )
)]
struct Document;

/// The document.
pub fn document() -> utoipa::openapi::OpenApi {
    Document::openapi()
}

/// The document as it stands in `openapi/pharos.json`.
pub fn document_text() -> String {
    // Serialising plain data into memory cannot fail; an empty text would fail the test that holds the file equal.
    document().to_pretty_json().map_or_else(|_| String::new(), |text| text + "\n")
}

pub(crate) async fn openapi() -> impl IntoResponse {
    Json(document())
}
