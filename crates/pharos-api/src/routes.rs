//! The one list of routes, grouped by who may call them.

pub(crate) mod account;
pub(crate) mod audit;
pub(crate) mod backups;
pub(crate) mod checks;
pub(crate) mod concerns;
pub(crate) mod contacts;
pub(crate) mod corrections;
pub(crate) mod courses;
pub(crate) mod day;
pub(crate) mod dimensions;
pub(crate) mod erasures;
pub(crate) mod events;
pub(crate) mod exports;
pub(crate) mod facts;
pub(crate) mod forecasts;
pub(crate) mod goal;
pub(crate) mod goals;
pub(crate) mod health;
pub(crate) mod hiring;
pub(crate) mod imports;
pub(crate) mod jobs;
pub(crate) mod mappings;
pub(crate) mod metrics;
pub(crate) mod one_on_ones;
pub(crate) mod organisation;
pub(crate) mod people;
pub(crate) mod provider;
pub(crate) mod purposes;
pub(crate) mod query;
pub(crate) mod recognition;
pub(crate) mod reconcile;
pub(crate) mod retention;
pub(crate) mod scenarios;
pub(crate) mod session;
pub(crate) mod sources;
pub(crate) mod staffing;
pub(crate) mod todos;
pub(crate) mod updates;
pub(crate) mod uploads;
pub(crate) mod users;
pub(crate) mod views;
pub(crate) mod walls;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{any, delete, get, patch, post, put};

use pharos_app::Action;

use crate::problem::Problem;
use crate::session::need;
use crate::{State, document, headers, page, tags, telemetry};

/// Bytes of a JSON body.
const BODY_BYTES_MAX: usize = 1 << 20;
/// Bytes of a batch of facts.
const FACTS_BYTES_MAX: usize = 32 << 20;

/// Goals, purposes, boards.
fn goals() -> Router<State> {
    Router::new()
        .route("/goals", get(goals::list_goals).post(goals::create_goal))
        .route("/goals/progress", get(goals::list_goals_progress))
        .route("/goals/assess", post(goals::assess_goal))
        .route("/goals/sentence", post(goals::read_goal_sentence))
        .route("/goals/rank", post(goals::rank_goals))
        .route("/goals/feedback-missing", get(goals::list_goals_feedback_missing))
        .route("/goals/report", get(goals::get_goal_report))
        .route("/goals/report/workbook", get(goals::get_goal_report_workbook))
        .route("/goals/agents/{agent}", get(goal::list_agent_goals))
        .route("/goals/{id}", get(goal::get_goal).put(goal::change_goal_draft))
        .route("/goals/{id}/work", put(goal::change_goal_work))
        .route("/goals/{id}/activate", post(goal::activate_goal))
        .route("/goals/{id}/revise", post(goal::revise_goal))
        .route("/goals/{id}/end", post(goal::end_goal))
        .route("/goals/{id}/progress", get(goal::get_goal_progress))
        .route("/goals/{id}/versions", get(goal::list_goal_versions))
        .route("/goals/{id}/next", get(goal::propose_next_goal))
        .route("/goals/{id}/entries", get(goal::list_goal_entries).post(goal::add_goal_entry))
        .route("/purposes", get(purposes::list_purposes).post(purposes::create_purpose))
        .route("/purposes/{id}", put(purposes::change_purpose))
        .route("/boards", get(purposes::list_boards).post(purposes::create_board))
        .route("/boards/{id}", put(purposes::change_board))
}

/// Every route, with what stands around them.
pub(crate) fn router(state: State) -> Router {
    let signed_in = Router::new()
        .merge(goals())
        .route("/session", get(session::get_session).delete(session::end_session))
        .route("/first-user", post(session::create_first_user))
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
        .merge(imports_and_files())
        .merge(keeping())
        .route("/facts/{table}", post(facts::accept_facts).layer(DefaultBodyLimit::max(FACTS_BYTES_MAX)))
        .merge(identity())
        .merge(the_day())
        .merge(people())
        .merge(planning())
        .merge(forecasting())
        .route_layer(from_fn_with_state(state.clone(), crate::session::require));
    let anybody = Router::new()
        .route("/session", post(session::create_session))
        .route("/sign-in", get(session::get_sign_in))
        .route("/sign-in/provider", get(provider::leave_for_provider))
        .route("/sign-in/provider/return", get(provider::return_from_provider))
        .route("/wall-screens", post(walls::ask_screen))
        .route("/wall-screens/own", get(walls::get_own_screen))
        // The secret of the address is the key: calendar programs bring no other.
        .route("/calendars/{secret}", get(todos::get_calendar));
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

/// Files: sent, looked at, imported, undone.
fn imports_and_files() -> Router<State> {
    Router::new()
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
}

/// Backups, the check, erasure and retention.
fn keeping() -> Router<State> {
    Router::new()
        .route("/backups", get(backups::list_backups).post(backups::create_backup))
        .route("/backups/{id}", delete(backups::delete_backup))
        .route("/backups/{id}/archive", get(backups::get_backup_archive))
        .route("/check", get(checks::get_check).post(checks::create_check))
        .route("/erasures", get(erasures::list_erasures).post(erasures::create_erasure))
        .route("/access-reports", post(erasures::create_access_report))
        .route("/retention", get(retention::get_retention).put(retention::set_retention))
        .route("/retention/apply", post(retention::apply_retention))
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

/// Today, agendas, the strategy register, daily updates, wallboards.
fn the_day() -> Router<State> {
    Router::new()
        .route("/today", get(day::get_today))
        .route("/agendas/{meeting}", get(day::get_agenda))
        .route("/agendas/{meeting}/points", post(day::add_agenda_point))
        .route("/agenda-points/{id}/close", post(day::close_agenda_point))
        .route("/agenda-points/{id}/actions", post(day::act_on_agenda_point))
        .route("/strategy", get(day::get_strategy))
        .route("/strategy/items", post(day::create_strategy_item))
        .route("/strategy/items/{id}", put(day::change_strategy_item))
        .route("/updates", get(updates::list_updates).post(updates::create_update))
        .route("/updates/{id}", get(updates::get_update).put(updates::change_update))
        .route("/updates/{id}/send", post(updates::send_update))
        .route("/updates/{id}/retry", post(updates::retry_update))
        .route("/walls", get(walls::list_walls).post(walls::create_wall))
        .route("/walls/{id}", put(walls::change_wall).delete(walls::delete_wall))
        .route("/walls/{id}/frame", get(walls::get_wall_frame))
        .route("/walls/{id}/screens", post(walls::pair_screen))
        .route("/wall-screens/{id}", delete(walls::unpair_screen))
}

/// Staffing, scenarios, hiring, span of control.
fn planning() -> Router<State> {
    let read = Router::new()
        .route("/staffing", post(staffing::compute_staffing))
        .route("/scenarios", get(scenarios::list_scenarios))
        .route("/scenarios/simulate", post(scenarios::simulate_scenario))
        .route("/hiring", get(hiring::list_hirings))
        .route("/hiring/start", get(hiring::get_hiring_start))
        .route("/hiring/plan", post(hiring::plan_hiring))
        .route("/span", post(hiring::compute_span))
        .route_layer(from_fn_with_state(Action::ReadPlans, need));
    let manage = Router::new()
        .route("/requirements", post(staffing::publish_requirements))
        .route("/scenarios", post(scenarios::keep_scenario))
        .route("/scenarios/{id}", delete(scenarios::forget_scenario))
        .route("/hiring", post(hiring::keep_hiring))
        .route("/hiring/{id}", delete(hiring::forget_hiring))
        .route_layer(from_fn_with_state(Action::ManagePlans, need));
    read.merge(manage)
}

/// Forecasts: run, published, judged; events and odd days; the rest of today.
fn forecasting() -> Router<State> {
    let read = Router::new()
        .route("/forecasts", get(forecasts::list_forecasts))
        .route("/forecasts/run", post(forecasts::run_forecast))
        .route("/forecasts/accuracy", post(forecasts::judge_forecasts))
        .route("/forecasts/{id}", get(forecasts::get_forecast))
        .route("/intraday", post(forecasts::get_intraday))
        .route("/planning-events", get(forecasts::list_planning_events))
        .route("/planning-settings", get(forecasts::get_planning_settings))
        .route_layer(from_fn_with_state(Action::ReadPlans, need));
    let manage = Router::new()
        .route("/forecasts", post(forecasts::publish_forecast))
        .route("/forecasts/{id}/plan", post(forecasts::plan_by_forecast))
        .route("/forecasts/{id}/changes", post(forecasts::change_forecast))
        .route("/planning-events", post(forecasts::add_planning_event))
        .route("/planning-events/{id}", delete(forecasts::remove_planning_event))
        .route("/cleaning", post(forecasts::decide_cleaning))
        .route("/planning-settings", put(forecasts::set_planning_settings))
        .route_layer(from_fn_with_state(Action::ManagePlans, need));
    read.merge(manage)
}

/// People: pages, talks, to-dos, courses, recognition, concerns, plans.
fn people() -> Router<State> {
    Router::new()
        .route("/people", get(people::list_people))
        .route("/people/{id}", get(people::get_person))
        .route("/people/{id}/scorecard", get(people::get_scorecard))
        .route("/my-day", get(people::get_my_day))
        .route("/people-settings", get(people::get_people_settings).put(people::change_people_settings))
        .route("/people/{id}/talks", post(people::create_talk))
        .route("/one-on-ones", get(one_on_ones::list_one_on_ones))
        .route("/people/{id}/one-on-ones", post(one_on_ones::create_one_on_one))
        .route("/one-on-ones/{id}", patch(one_on_ones::change_one_on_one))
        .route("/todos", get(todos::list_todos).post(todos::create_todo))
        .route("/todos/{id}", patch(todos::change_todo))
        .route(
            "/calendar",
            get(todos::get_calendar_address)
                .post(todos::create_calendar_address)
                .delete(todos::delete_calendar_address),
        )
        .route("/recognitions", get(recognition::list_recognitions).post(recognition::create_recognition))
        .route("/pulses", get(recognition::list_pulses).post(recognition::create_pulse))
        .route("/courses", get(courses::list_courses).post(courses::create_course))
        .route("/assignments", get(courses::list_assignments))
        .route("/courses/{id}/assignments", post(courses::create_assignments))
        .route("/assignments/{id}/results", post(courses::create_result))
        .route("/concerns", get(concerns::list_concerns))
        .route("/people/{id}/concerns", post(concerns::create_concern))
        .route("/concerns/{id}/steps", post(concerns::create_concern_step))
        .route("/decline-looks", post(concerns::create_decline_look))
        .route("/plans", get(concerns::list_plans))
        .route("/plan-worth", get(concerns::list_plan_worth))
        .route("/people/{id}/plans", post(concerns::create_plan))
        .route("/plans/{id}", patch(concerns::change_plan))
        .route("/pulses/{id}/answers", post(recognition::create_pulse_answer))
}

async fn nothing() -> Problem {
    Problem::new(
        404,
        "status-404",
        "Not found",
        "there is nothing at this address; maybe see /api/openapi.json",
    )
}
