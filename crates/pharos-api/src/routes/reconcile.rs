//! The old system's interval report beside the recomputed numbers.

use std::collections::BTreeMap;

use axum::extract::State as Extract;
use axum::extract::rejection::JsonRejection;
use pharos_app::{FitView, ReconcileRequest, Reconciliation as AppReconciliation};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::State;
use crate::body::Json;
use crate::problem::Problem;
use crate::session::SignedIn;

/// What to compare.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reconcile {
    /// Source of the interval reports.
    reports: String,
    /// Source of the contacts.
    contacts: String,
    /// Inclusive; a date is midnight in `tz`.
    #[serde(default)]
    from: Option<String>,
    /// Exclusive.
    #[serde(default)]
    to: Option<String>,
    /// By queue beside by day.
    #[serde(default)]
    by_queue: bool,
    /// `site` or an IANA name
    #[serde(default)]
    tz: Option<String>,
}

/// Reported beside recomputed.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Reconciliation {
    reports: String,
    contacts: String,
    /// Queues of the contacts of which the report says nothing: they are left out.
    left_out: Vec<String>,
    /// Queues of the report that the contacts do not have.
    unknown: Vec<String>,
    quantities: Vec<ReportedQuantity>,
}

/// A quantity of the reports.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReportedQuantity {
    /// offered, answered, abandoned, service_level, abandonment, handle_time or speed_of_answer
    name: String,
    /// count, share or s
    unit: String,
    /// Threshold the report names, seconds.
    #[schema(required)]
    threshold_s: Option<f64>,
    /// By our own definition.
    standard: DefinitionFit,
    /// By the definition that explains the report best.
    best: DefinitionFit,
    /// Another definition than ours explains it better.
    is_explained_by_definition: bool,
    /// The other definitions, best first.
    others: Vec<DefinitionFit>,
    /// By day (and queue).
    rows: Vec<ReportedDay>,
}

/// How well a definition fits a report.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DefinitionFit {
    metric: String,
    /// value, numerator or denominator
    part: String,
    /// Parameters that differ from the metric's own.
    params: BTreeMap<String, String>,
    /// Weighted mean absolute difference: a share of the total for counts, points of share, seconds.
    misfit: f64,
    /// Days (and queues) that agree but for rounding.
    agree: usize,
    /// Days (and queues) compared.
    compared: usize,
}

/// A day (and queue).
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReportedDay {
    /// Instant: start of the day
    day: String,
    #[schema(required)]
    queue: Option<String>,
    /// What the old system says.
    reported: f64,
    /// By our own definition.
    #[schema(required)]
    standard: Option<f64>,
    /// By the definition that explains the report best.
    #[schema(required)]
    best: Option<f64>,
}

/// Sources that can be held against each other.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Reconcilable {
    /// Sources with interval reports.
    reports: Vec<String>,
    /// Sources with contacts.
    contacts: Vec<String>,
}

/// Sources that can be held against each other
#[utoipa::path(get, path = "/api/v1/reconcile", responses(
    (status = 200, description = "Sources with interval reports, and with contacts", body = Reconcilable),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list_reconcilable(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
) -> Result<Json<Reconcilable>, Problem> {
    let (reports, contacts) = state.app.reconcilable(&permission).await?;
    Ok(Json(Reconcilable { reports, contacts }))
}

/// Hold the old system's interval report against the recomputed numbers
#[utoipa::path(post, path = "/api/v1/reconcile", request_body = Reconcile, responses(
    (status = 200, description = "Reported beside recomputed", body = Reconciliation),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn reconcile(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    body: Result<Json<Reconcile>, JsonRejection>,
) -> Result<Json<Reconciliation>, Problem> {
    let Json(body) = body?;
    let request = ReconcileRequest {
        reports: body.reports,
        contacts: body.contacts,
        from: body.from,
        to: body.to,
        by_queue: body.by_queue,
        tz: body.tz,
    };
    let found = state.app.reconcile(&permission, &request).await?;
    Ok(Json(Reconciliation::from(found)))
}

impl From<FitView> for DefinitionFit {
    fn from(fit: FitView) -> Self {
        DefinitionFit {
            metric: fit.metric,
            part: fit.part.to_owned(),
            params: fit.params,
            misfit: fit.misfit,
            agree: fit.agree,
            compared: fit.compared,
        }
    }
}

impl From<AppReconciliation> for Reconciliation {
    fn from(found: AppReconciliation) -> Self {
        let day = |it: pharos_app::QuantityRow| ReportedDay {
            day: it.day,
            queue: it.queue,
            reported: it.reported,
            standard: it.standard,
            best: it.best,
        };
        let quantity = |it: pharos_app::Quantity| ReportedQuantity {
            name: it.name.to_owned(),
            unit: it.unit.to_owned(),
            threshold_s: it.threshold_s,
            standard: it.standard.into(),
            best: it.best.into(),
            is_explained_by_definition: it.is_explained_by_definition,
            others: it.others.into_iter().map(DefinitionFit::from).collect(),
            rows: it.rows.into_iter().map(day).collect(),
        };
        Reconciliation {
            reports: found.reports,
            contacts: found.contacts,
            left_out: found.left_out,
            unknown: found.unknown,
            quantities: found.quantities.into_iter().map(quantity).collect(),
        }
    }
}
