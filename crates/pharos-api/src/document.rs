//! The OpenAPI document, made from the code. `openapi/pharos.json` is what it prints; a test holds them equal.

use axum::response::IntoResponse;
use utoipa::OpenApi;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};

use crate::body::Json;
use crate::routes::{
    account, audit, backups, checks, concerns, contacts, corrections, courses, day, dimensions, erasures,
    events, exports, facts, forecasts, goal, goals, hiring, imports, jobs, mappings, metrics, one_on_ones,
    organisation, people, provider, purposes, query, recognition, reconcile, retention, scenarios, session,
    sources, staffing, todos, updates, uploads, users, views, walls,
};

#[derive(OpenApi)]
#[openapi(
    modifiers(&Keys),
    // Every operation wants a key, but for those that say they want none.
    security(("bearer" = []), ("session" = [])),
    info(title = "Pharos", license(name = "Apache-2.0", identifier = "Apache-2.0")),
    paths(
        session::get_session,
        session::create_session,
        session::end_session,
        session::get_sign_in,
        provider::leave_for_provider,
        provider::return_from_provider,
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
        day::get_today,
        day::get_agenda,
        day::add_agenda_point,
        day::close_agenda_point,
        day::act_on_agenda_point,
        day::get_strategy,
        day::create_strategy_item,
        day::change_strategy_item,
        updates::list_updates,
        updates::create_update,
        updates::get_update,
        updates::change_update,
        updates::send_update,
        updates::retry_update,
        walls::list_walls,
        walls::create_wall,
        walls::change_wall,
        walls::delete_wall,
        walls::get_wall_frame,
        walls::pair_screen,
        walls::unpair_screen,
        walls::ask_screen,
        walls::get_own_screen,
        goals::list_goals,
        goals::create_goal,
        goals::list_goals_progress,
        goals::assess_goal,
        goals::read_goal_sentence,
        goals::rank_goals,
        goals::list_goals_feedback_missing,
        goals::get_goal_report,
        goals::get_goal_report_workbook,
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
        forecasts::run_forecast,
        forecasts::publish_forecast,
        forecasts::list_forecasts,
        forecasts::get_forecast,
        forecasts::plan_by_forecast,
        forecasts::change_forecast,
        forecasts::judge_forecasts,
        forecasts::get_intraday,
        forecasts::list_planning_events,
        forecasts::add_planning_event,
        forecasts::remove_planning_event,
        forecasts::decide_cleaning,
        forecasts::get_planning_settings,
        forecasts::set_planning_settings,
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
        people::list_people,
        people::get_person,
        people::get_scorecard,
        people::get_my_day,
        people::get_people_settings,
        people::change_people_settings,
        people::create_talk,
        one_on_ones::list_one_on_ones,
        one_on_ones::create_one_on_one,
        one_on_ones::change_one_on_one,
        todos::list_todos,
        todos::create_todo,
        todos::change_todo,
        todos::get_calendar_address,
        todos::create_calendar_address,
        todos::delete_calendar_address,
        recognition::list_recognitions,
        recognition::create_recognition,
        recognition::list_pulses,
        recognition::create_pulse,
        courses::list_courses,
        courses::create_course,
        courses::list_assignments,
        courses::create_assignments,
        courses::create_result,
        concerns::list_concerns,
        concerns::create_concern,
        concerns::create_concern_step,
        concerns::create_decline_look,
        concerns::list_plans,
        concerns::list_plan_worth,
        concerns::create_plan,
        concerns::change_plan,
        recognition::create_pulse_answer,
        todos::get_calendar,
    )
)]
struct Document;

/// How a request shows who makes it.
struct Keys;

impl utoipa::Modify for Keys {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let bearer = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("The token of a program, or of the printed address"))
            .build();
        let session = ApiKeyValue::with_description(
            "pharos_session",
            "The session of a browser; with HTTPS its name begins with __Host-",
        );
        let components = document.components.get_or_insert_default();
        components.add_security_scheme("bearer", SecurityScheme::Http(bearer));
        components.add_security_scheme("session", SecurityScheme::ApiKey(ApiKey::Cookie(session)));
        let operations = document.paths.paths.values_mut().flat_map(|path| {
            [&mut path.get, &mut path.put, &mut path.post, &mut path.patch, &mut path.delete]
        });
        for operation in operations.flatten() {
            let responses = &mut operation.responses.responses;
            let mut alike = |model: &str, others: [&str; 2]| {
                let Some(wrong) = responses.get(model).cloned() else { return };
                for status in others {
                    responses.entry(status.to_owned()).or_insert_with(|| wrong.clone());
                }
            };
            if operation.request_body.is_some() {
                // A body that is too long, or of another kind, is refused everywhere alike.
                alike("400", ["413", "415"]);
            }
            // So is whatever cannot be answered now: another writes, memory is short, the disk that keeps the audit is full.
            alike("401", ["503", "507"]);
        }
    }
}

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
