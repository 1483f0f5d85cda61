//! Courses, assessments, certifications.

use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::extract::{Path, Query, State as Extract};
use axum::http::StatusCode;

use crate::State;
use crate::answers::people::shaped;
use crate::answers::support::{Assignment, Assignments, Course, Courses};
use crate::body::Json;
use crate::problem::Problem;
use crate::questions::people::{AssignmentNew, CourseNew, OfAgent, ResultNew, taken};
use crate::session::SignedIn;

/// Courses
#[utoipa::path(get, path = "/api/v1/courses", responses(
    (status = 200, description = "Courses", body = Courses),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list_courses(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
) -> Result<Json<Courses>, Problem> {
    let found = state.app.courses(&permission).await?;
    Ok(Json(Courses { courses: shaped(&found)? }))
}

/// Make a course
#[utoipa::path(post, path = "/api/v1/courses", request_body = CourseNew, responses(
    (status = 201, description = "Make a course", body = Course),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn create_course(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    body: Result<Json<CourseNew>, JsonRejection>,
) -> Result<(StatusCode, Json<Course>), Problem> {
    let Json(body) = body?;
    let found = state.app.add_course(&permission, &taken(&body)?).await?;
    Ok((StatusCode::CREATED, Json(shaped(&found)?)))
}

/// Courses people have to take
#[utoipa::path(get, path = "/api/v1/assignments", params(OfAgent), responses(
    (status = 200, description = "Courses people have to take", body = Assignments),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list_assignments(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    query: Result<Query<OfAgent>, QueryRejection>,
) -> Result<Json<Assignments>, Problem> {
    let Query(query) = query?;
    let found = state.app.assignments(&permission, query.agent.as_deref()).await?;
    Ok(Json(Assignments { assignments: shaped(&found)? }))
}

/// Give a course to people
#[utoipa::path(post, path = "/api/v1/courses/{id}/assignments", params(("id" = String, Path)), request_body = AssignmentNew, responses(
    (status = 201, description = "Give a course to people", body = Assignments),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn create_assignments(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    id: Result<Path<String>, PathRejection>,
    body: Result<Json<AssignmentNew>, JsonRejection>,
) -> Result<(StatusCode, Json<Assignments>), Problem> {
    let Path(id) = id?;
    let Json(body) = body?;
    let found = state.app.assign_course(&permission, &id, &taken(&body)?).await?;
    Ok((StatusCode::CREATED, Json(Assignments { assignments: shaped(&found)? })))
}

/// Note a result
#[utoipa::path(post, path = "/api/v1/assignments/{id}/results", params(("id" = String, Path)), request_body = ResultNew, responses(
    (status = 201, description = "Note a result", body = Assignment),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn create_result(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    id: Result<Path<String>, PathRejection>,
    body: Result<Json<ResultNew>, JsonRejection>,
) -> Result<(StatusCode, Json<Assignment>), Problem> {
    let Path(id) = id?;
    let Json(body) = body?;
    let found = state.app.note_result(&permission, &id, &taken(&body)?).await?;
    Ok((StatusCode::CREATED, Json(shaped(&found)?)))
}
