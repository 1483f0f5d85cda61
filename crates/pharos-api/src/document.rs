//! The OpenAPI document, made from the code. `openapi/pharos.json` is what it prints; a test holds them equal.

use axum::Json;
use axum::response::IntoResponse;
use utoipa::OpenApi;

use crate::routes::{account, audit, dimensions, events, facts, imports, metrics, query, session, users};

#[derive(OpenApi)]
#[openapi(
    info(title = "Pharos", license(name = "Apache-2.0", identifier = "Apache-2.0")),
    paths(
        session::get_session,
        session::create_session,
        session::end_session,
        session::get_sign_in,
        session::create_first_user,
        account::get_account,
        account::change_password,
        account::begin_second_factor,
        account::confirm_second_factor,
        account::end_second_factor,
        account::end_own_session,
        users::list_users,
        users::create_user,
        users::change_user,
        users::delete_user,
        users::list_tokens,
        users::create_token,
        users::delete_token,
        audit::list_audit,
        audit::verify_audit,
        metrics::list_metrics,
        query::run_query,
        query::list_rows,
        dimensions::list_dimension_values,
        events::list_events,
        imports::list_imports,
        imports::undo_import,
        facts::accept_facts,
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
