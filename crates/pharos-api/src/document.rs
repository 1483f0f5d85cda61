//! The OpenAPI document, made from the code. `openapi/pharos.json` is what it prints; a test holds them equal.

use axum::Json;
use axum::response::IntoResponse;
use utoipa::OpenApi;

use crate::routes::{
    account, audit, backups, checks, contacts, corrections, dimensions, erasures, events, exports, facts,
    goal, goals, hiring, imports, jobs, mappings, metrics, organisation, purposes, query, reconcile,
    retention, scenarios, session, sources, staffing, uploads, users, views,
};

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
        goals::list_goals,
        goals::create_goal,
        goals::list_goals_progress,
        goals::assess_goal,
        goals::read_goal_sentence,
        goals::rank_goals,
        goals::list_goals_feedback_missing,
        goals::get_goal_report,
        goal::list_agent_goals,
        goal::get_goal,
        goal::change_goal_draft,
        goal::change_goal_work,
        goal::activate_goal,
        goal::revise_goal,
        goal::end_goal,
        goal::get_goal_progress,
        goal::list_goal_versions,
        goal::propose_next_goal,
        goal::list_goal_entries,
        goal::add_goal_entry,
        purposes::list_purposes,
        purposes::create_purpose,
        purposes::change_purpose,
        purposes::list_boards,
        purposes::create_board,
        purposes::change_board,
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
