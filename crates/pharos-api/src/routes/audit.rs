//! The audit log.

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State as Extract};

use crate::State;
use crate::answers::identity::{AuditChain, AuditRecords};
use crate::body::Json;
use crate::problem::Problem;
use crate::questions::identity::{Anchor, AuditFilter};
use crate::session::SignedIn;

/// Records of the audit log, the newest first
#[utoipa::path(get, path = "/api/v1/audit",
    params(
        ("actor" = Option<String>, Query, nullable = false, description = "Id of the user who did it"),
        ("action" = Option<String>, Query, nullable = false, description = "This action, and all that begin with it and a dot"),
        ("object_kind" = Option<String>, Query, nullable = false),
        ("object_id" = Option<String>, Query, nullable = false),
        ("from" = Option<String>, Query, nullable = false, description = "Instant, inclusive"),
        ("to" = Option<String>, Query, nullable = false, description = "Instant, exclusive"),
        ("before" = Option<i64>, Query, nullable = false, description = "`next_before` of the page before"),
        ("limit" = Option<u64>, Query, nullable = false, minimum = 1, maximum = 1000),
    ),
    responses(
        (status = 200, description = "Records of the audit log, the newest first", body = AuditRecords),
        (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    ))]
pub(crate) async fn list_audit(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    filter: Result<Query<AuditFilter>, QueryRejection>,
) -> Result<Json<AuditRecords>, Problem> {
    let Query(filter) = filter?;
    Ok(Json(state.app.audit_records(&permission, &filter.into()).await?.into()))
}

/// Is the audit chain whole?
#[utoipa::path(get, path = "/api/v1/audit/chain",
    params(("anchor" = Option<String>, Query, nullable = false, description = "Hash of a record kept elsewhere: it must be part of the chain")),
    responses(
        (status = 200, description = "What the chain says of itself", body = AuditChain),
        (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    ))]
pub(crate) async fn verify_audit(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    anchor: Result<Query<Anchor>, QueryRejection>,
) -> Result<Json<AuditChain>, Problem> {
    let Query(Anchor { anchor }) = anchor?;
    let anchor = anchor.filter(|anchor| !anchor.is_empty());
    let chain = state.app.verify_audit(&permission, anchor.as_deref()).await?;
    Ok(Json(AuditChain {
        whole: chain.fault.is_none(),
        records: chain.records,
        erased: chain.erased,
        last_seq: chain.last_seq,
        last_hash: chain.last_hash,
        fault: chain.fault.map(|fault| fault.to_string()),
    }))
}
