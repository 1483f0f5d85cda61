//! People and organisation: sites, teams, agents with their history; names that mean others, and unknown ones.

use std::collections::BTreeMap;

use axum::extract::rejection::{JsonRejection, PathRejection};
use axum::extract::{Path, State as Extract};
use axum::http::StatusCode;
use pharos_app::{AliasList, MembershipChange, OrganisationView};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::State;
use crate::body::Json;
use crate::problem::Problem;
use crate::session::SignedIn;

/// Sites and people.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Organisation {
    /// Time zone by site.
    sites: BTreeMap<String, String>,
    #[schema(required)]
    time_zone: Option<String>,
    people: Vec<OrganisationPerson>,
}

/// A person with her history.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OrganisationPerson {
    agent_id: String,
    #[schema(required)]
    name: Option<String>,
    /// First day of employment
    #[schema(required)]
    hired_on: Option<String>,
    /// Day after the last
    #[schema(required)]
    left_on: Option<String>,
    /// Oldest first.
    history: Vec<Membership>,
}

/// Where a person belonged for a time.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Membership {
    /// First day
    #[schema(required)]
    from: Option<String>,
    /// Day after the last; null: still
    #[schema(required)]
    to: Option<String>,
    #[schema(required)]
    site: Option<String>,
    #[schema(required)]
    team: Option<String>,
    #[schema(required)]
    supervisor: Option<String>,
    #[schema(required)]
    role: Option<String>,
    #[schema(required)]
    shift: Option<String>,
    #[schema(required)]
    contract: Option<String>,
    #[schema(required)]
    fte: Option<f64>,
    source_name: String,
}

/// Lines of a change.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChangeOrganisation {
    lines: Vec<ChangeMembership>,
}

/// Where somebody belongs from a day on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChangeMembership {
    agent_id: String,
    #[serde(default)]
    name: Option<String>,
    /// First day; from the beginning where absent
    #[serde(default)]
    from: Option<String>,
    /// Day after the last
    #[serde(default)]
    to: Option<String>,
    #[serde(default)]
    site: Option<String>,
    #[serde(default)]
    team: Option<String>,
    #[serde(default)]
    supervisor: Option<String>,
    #[serde(default)]
    role: Option<String>,
    #[serde(default)]
    shift: Option<String>,
    #[serde(default)]
    contract: Option<String>,
    #[serde(default)]
    fte: Option<f64>,
    /// First day of employment
    #[serde(default)]
    hired_on: Option<String>,
    /// Day after the last day of employment
    #[serde(default)]
    left_on: Option<String>,
}

/// What was taken.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Changed {
    lines: u64,
}

/// A site's time zone.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SetSite {
    /// IANA name
    time_zone: String,
}

/// A name that means another.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Alias {
    /// agent, queue or customer
    kind: String,
    /// The name in the facts.
    from: String,
    /// The name it counts under.
    to: String,
    reason: String,
    by: String,
    /// Instant
    at: String,
}

/// A name nothing else is known of.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Unknown {
    /// agent or queue
    kind: String,
    name: String,
    /// The import that brought it.
    first_import: String,
    /// Instant
    first_seen: String,
}

/// Names that mean others, and names nothing else is known of.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Names {
    aliases: Vec<Alias>,
    unknown: Vec<Unknown>,
}

/// What a name means.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SetAlias {
    /// The name it counts under.
    to: String,
    #[serde(default)]
    reason: String,
}

/// Sites and people with their history
#[utoipa::path(get, path = "/api/v1/organisation", responses(
    (status = 200, description = "Sites and people with their history", body = Organisation),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn get_organisation(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
) -> Result<Json<Organisation>, Problem> {
    Ok(Json(Organisation::from(state.app.organisation(&permission).await?)))
}

/// Say where people belong from a day on
#[utoipa::path(post, path = "/api/v1/organisation/people", request_body = ChangeOrganisation, responses(
    (status = 200, description = "The lines are taken", body = Changed),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn change_organisation(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    body: Result<Json<ChangeOrganisation>, JsonRejection>,
) -> Result<Json<Changed>, Problem> {
    let Json(body) = body?;
    let lines: Vec<MembershipChange> = body.lines.into_iter().map(MembershipChange::from).collect();
    Ok(Json(Changed { lines: state.app.change_organisation(&permission, &lines).await? }))
}

/// Set the time zone of a site; a new site is made
#[utoipa::path(put, path = "/api/v1/organisation/sites/{site}", params(("site" = String, Path)), request_body = SetSite, responses(
    (status = 204, description = "The zone is set"),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn set_site(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    site: Result<Path<String>, PathRejection>,
    body: Result<Json<SetSite>, JsonRejection>,
) -> Result<StatusCode, Problem> {
    let (Path(site), Json(body)) = (site?, body?);
    state.app.set_site(&permission, &site, &body.time_zone).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Names that mean others, and names nothing else is known of
#[utoipa::path(get, path = "/api/v1/names", responses(
    (status = 200, description = "Aliases and unknown names", body = Names),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list_names(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
) -> Result<Json<Names>, Problem> {
    Ok(Json(Names::from(state.app.aliases(&permission).await?)))
}

/// Say that a name means another
#[utoipa::path(put, path = "/api/v1/names/{kind}/{name}",
    params(("kind" = String, Path, description = "agent, queue or customer"), ("name" = String, Path)),
    request_body = SetAlias, responses(
    (status = 204, description = "The name counts under the other"),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn set_alias(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    name: Result<Path<(String, String)>, PathRejection>,
    body: Result<Json<SetAlias>, JsonRejection>,
) -> Result<StatusCode, Problem> {
    let (Path((kind, name)), Json(body)) = (name?, body?);
    state.app.set_alias(&permission, &kind, &name, &body.to, &body.reason).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Take back that a name means another
#[utoipa::path(delete, path = "/api/v1/names/{kind}/{name}",
    params(("kind" = String, Path, description = "agent, queue or customer"), ("name" = String, Path)), responses(
    (status = 204, description = "The name is its own again"),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn remove_alias(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    name: Result<Path<(String, String)>, PathRejection>,
) -> Result<StatusCode, Problem> {
    let Path((kind, name)) = name?;
    state.app.remove_alias(&permission, &kind, &name).await?;
    Ok(StatusCode::NO_CONTENT)
}

impl From<ChangeMembership> for MembershipChange {
    fn from(it: ChangeMembership) -> Self {
        MembershipChange {
            agent_id: it.agent_id,
            name: it.name,
            from: it.from,
            to: it.to,
            site: it.site,
            team: it.team,
            supervisor: it.supervisor,
            role: it.role,
            shift: it.shift,
            contract: it.contract,
            fte: it.fte,
            hired_on: it.hired_on,
            left_on: it.left_on,
        }
    }
}

impl From<OrganisationView> for Organisation {
    fn from(view: OrganisationView) -> Self {
        let membership = |it: pharos_app::MembershipView| Membership {
            from: it.from,
            to: it.to,
            site: it.site,
            team: it.team,
            supervisor: it.supervisor,
            role: it.role,
            shift: it.shift,
            contract: it.contract,
            fte: it.fte,
            source_name: it.source_name,
        };
        let person = |it: pharos_app::PersonView| OrganisationPerson {
            agent_id: it.agent_id,
            name: it.name,
            hired_on: it.hired_on,
            left_on: it.left_on,
            history: it.history.into_iter().map(membership).collect(),
        };
        Organisation {
            sites: view.sites,
            time_zone: view.time_zone,
            people: view.people.into_iter().map(person).collect(),
        }
    }
}

impl From<AliasList> for Names {
    fn from(list: AliasList) -> Self {
        let alias = |it: pharos_app::AliasEntry| Alias {
            kind: it.kind.to_owned(),
            from: it.from,
            to: it.to,
            reason: it.reason,
            by: it.by,
            at: it.at,
        };
        let unknown = |it: pharos_app::UnknownEntry| Unknown {
            kind: it.kind.to_owned(),
            name: it.name,
            first_import: it.first_import,
            first_seen: it.first_seen,
        };
        Names {
            aliases: list.aliases.into_iter().map(alias).collect(),
            unknown: list.unknown.into_iter().map(unknown).collect(),
        }
    }
}
