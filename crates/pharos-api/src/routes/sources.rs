//! Sources and freshness.

use std::collections::BTreeMap;

use axum::extract::State as Extract;
use pharos_app::SourceView;
use serde::Serialize;
use utoipa::ToSchema;

use crate::State;
use crate::body::Json;
use crate::problem::Problem;
use crate::session::SignedIn;

/// A source of the centre's data.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Source {
    name: String,
    /// table, interval-report, a system, or stream
    kinds: Vec<String>,
    sites: Vec<String>,
    /// Instant of the oldest fact
    #[schema(required)]
    oldest: Option<String>,
    /// Instant of the newest fact
    #[schema(required)]
    newest: Option<String>,
    /// Instant of its last delivery
    #[schema(required)]
    heard_at: Option<String>,
    /// Usual pause between deliveries in seconds; null before the third
    #[schema(required)]
    pause_s: Option<f64>,
    /// It is silent for longer than twice its usual pause.
    is_late: bool,
    /// Rows by fact table.
    tables: BTreeMap<String, u64>,
    /// Imports that count.
    imports: u64,
    /// Records rejected by them.
    rejected: u64,
    /// Imports that failed since the last good one.
    failed_since: u64,
}

/// Sources by name.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Sources {
    sources: Vec<Source>,
}

/// Sources of the centre's data and how fresh they are
#[utoipa::path(get, path = "/api/v1/sources", responses(
    (status = 200, description = "Sources by name", body = Sources),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list_sources(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
) -> Result<Json<Sources>, Problem> {
    let sources = state.app.sources(&permission).await?;
    Ok(Json(Sources { sources: sources.into_iter().map(Source::from).collect() }))
}

impl From<SourceView> for Source {
    fn from(view: SourceView) -> Self {
        Source {
            name: view.name,
            kinds: view.kinds,
            sites: view.sites,
            oldest: view.oldest,
            newest: view.newest,
            heard_at: view.heard_at,
            pause_s: view.pause_s,
            is_late: view.is_late,
            tables: view.tables,
            imports: view.imports,
            rejected: view.rejected,
            failed_since: view.failed_since,
        }
    }
}
