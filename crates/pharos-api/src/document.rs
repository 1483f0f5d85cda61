//! The OpenAPI document, made from the code. `openapi/pharos.json` is what it prints; a test holds them equal.

use axum::Json;
use axum::response::IntoResponse;
use utoipa::OpenApi;

use crate::routes::{
    backups, checks, dimensions, erasures, events, facts, imports, metrics, query, retention, session,
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
        dimensions::list_dimension_values,
        events::list_events,
        imports::list_imports,
        imports::undo_import,
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
