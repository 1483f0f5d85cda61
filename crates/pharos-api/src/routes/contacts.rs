//! One contact with all that belongs to it.

use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State as Extract};
use pharos_app::ContactView;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::corrections::Correction;
use crate::State;
use crate::answers::{Column, cells};
use crate::body::Json;
use crate::problem::Problem;
use crate::session::SignedIn;

#[derive(Debug, Deserialize)]
pub(crate) struct OfSource {
    source: Option<String>,
}

/// A contact with all that belongs to it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Contact {
    contact_id: String,
    source_name: String,
    /// Time zone of its site.
    time_zone: String,
    /// Its segments in the order of time.
    segments: ContactFacts,
    /// Offers, messages, callbacks, survey and evaluation answers, outcomes, tickets: those there are.
    others: Vec<ContactFacts>,
    /// Corrections of its segments, newest first.
    corrections: Vec<Correction>,
}

/// Rows of one fact table.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ContactFacts {
    table: String,
    columns: Vec<Column>,
    #[schema(schema_with = cells)]
    rows: Value,
}

/// A contact by its id, or by the id or key of one of its segments
#[utoipa::path(get, path = "/api/v1/contacts/{id}",
    params(("id" = String, Path), ("source" = Option<String>, Query, nullable = false, description = "Where several sources use the id")),
    responses(
        (status = 200, description = "A contact with all that belongs to it", body = Contact),
        (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    ))]
pub(crate) async fn get_contact(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    id: Result<Path<String>, PathRejection>,
    source: Result<Query<OfSource>, QueryRejection>,
) -> Result<Json<Contact>, Problem> {
    let (Path(id), Query(OfSource { source })) = (id?, source?);
    let view = state.app.contact(&permission, &id, source.as_deref()).await?;
    Ok(Json(Contact::from(view)))
}

impl From<ContactView> for Contact {
    fn from(view: ContactView) -> Self {
        let facts = |it: pharos_app::FactRows| ContactFacts {
            table: it.table.to_owned(),
            columns: it.columns.into_iter().map(|(name, kind)| Column::new(name, kind)).collect(),
            rows: it.rows.into(),
        };
        Contact {
            contact_id: view.contact_id,
            source_name: view.source_name,
            time_zone: view.time_zone,
            segments: facts(view.segments),
            others: view.others.into_iter().map(facts).collect(),
            corrections: view.corrections.into_iter().map(Correction::from).collect(),
        }
    }
}
