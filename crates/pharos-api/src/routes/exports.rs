//! Numbers and rows as files.

use axum::extract::State as Extract;
use axum::extract::rejection::JsonRejection;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use pharos_app::{FileFormat, RowsRequest};

use crate::State;
use crate::body::Json;
use crate::problem::Problem;
use crate::questions::ExportRequest;
use crate::session::SignedIn;

/// Numbers, or the rows behind them, as a file: all that the filter means
#[utoipa::path(post, path = "/api/v1/exports", request_body = ExportRequest, responses(
    (status = 200, description = "The file", body = String, content_type = "application/octet-stream"),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn export(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    body: Result<Json<ExportRequest>, JsonRejection>,
) -> Result<Response, Problem> {
    let Json(body) = body?;
    let format = FileFormat::parse(&body.format).ok_or_else(|| {
        let detail = format!("the format is `{}`; maybe csv, xlsx or parquet", body.format);
        Problem::new(400, "status-400", "The request cannot be understood", &detail)
    })?;
    let query = body.query.into_request()?;
    let file = match body.what.as_str() {
        "numbers" => state.app.export_answer(&permission, &query, format).await?,
        "rows" => {
            let request = RowsRequest { query, part: body.part, limit: None, offset: 0 };
            state.app.export_rows(&permission, &request, format).await?
        }
        other => {
            let detail = format!("`what` is `{other}`; maybe numbers or rows");
            return Err(Problem::new(400, "status-400", "The request cannot be understood", &detail));
        }
    };
    let headers = [
        (header::CONTENT_TYPE, file.content_type.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", file.name)),
    ];
    Ok((headers, file.bytes).into_response())
}
