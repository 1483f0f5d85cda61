//! Bodies about users: who is signed in, accounts, users, tokens, the audit log.

use pharos_app::{
    Action, ApiTokenView, AuditPage, AuditView, CentreView, Part, Permission,
    SecondFactor as AppSecondFactor, SessionView, UserView,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Who reads, where, and how new the data are.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Session {
    #[schema(inline)]
    user: User,
    /// Language of a reader who has chosen none: en, zh-Hans, zh-Hant or he.
    locale_default: String,
    #[schema(inline)]
    centre: Centre,
    /// Instant of the newest fact (RFC 3339); null while there are none.
    #[schema(required)]
    as_of: Option<String>,
    /// Instant of the oldest contact or piece of work (RFC 3339): nothing can be compared with what was before.
    #[schema(required)]
    since: Option<String>,
    /// True while nobody could sign in but by the printed address: the first administrator is wanted.
    first_start: bool,
}

/// Somebody who is signed in.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct User {
    id: String,
    name: String,
    /// The main role: agent, supervisor, planner, quality_analyst, hr, manager, director, administrator, auditor or machine
    role: String,
    roles: Vec<String>,
    /// The agent the user is.
    #[schema(required)]
    agent_id: Option<String>,
    part: OrganisationPart,
    /// What is open: words of actions.
    may: Vec<String>,
    /// True where there is an account with a password of its own; the owner of the data folder has none.
    has_account: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Centre {
    name: String,
    /// IANA name
    time_zone: String,
    /// 1 = Monday .. 7 = Sunday
    #[schema(minimum = 1, maximum = 7)]
    first_weekday: i8,
    simulated: bool,
    /// A simulated centre whose goals, talks and forecasts are still being added.
    filling: bool,
    /// A mail server and a sender are configured.
    sends_mail: bool,
}

/// The part of the organisation somebody may see.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OrganisationPart {
    #[schema(inline)]
    pub(crate) kind: PartKind,
    /// The sites or teams.
    #[serde(default)]
    #[schema(required)]
    pub(crate) names: Vec<String>,
}

/// Kind of a part of the organisation.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum PartKind {
    Whole,
    Sites,
    Teams,
    Own,
}

/// How people can sign in here.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SignInOptions {
    /// True while the first administrator is wanted: open the printed address.
    pub(crate) first_start: bool,
    /// True where users with passwords can sign in.
    pub(crate) password: bool,
    /// Words on the button of the identity provider.
    #[schema(required)]
    pub(crate) provider: Option<String>,
}

/// The own account.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Account {
    pub(crate) login: String,
    pub(crate) name: String,
    /// Recovery codes left; null where no second factor is in use.
    #[schema(required)]
    pub(crate) recovery_codes: Option<u64>,
    pub(crate) sessions: Vec<AccountSession>,
}

/// A session.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AccountSession {
    id: String,
    /// Instant
    created_at: String,
    /// Instant, to the minute
    seen_at: String,
    device: String,
    address: String,
    current: bool,
}

/// A second factor that a first code must confirm.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SecondFactor {
    /// Base 32
    secret: String,
    /// For authenticator apps: otpauth://
    address: String,
    /// The same as a picture to be scanned (QR code): SVG
    picture: String,
}

/// Codes that stand in for the second factor, each once. Told once.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RecoveryCodes {
    pub(crate) codes: Vec<String>,
}

/// A user.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct UserAccount {
    id: String,
    login: String,
    name: String,
    roles: Vec<String>,
    part: OrganisationPart,
    #[schema(required)]
    agent_id: Option<String>,
    disabled: bool,
    has_password: bool,
    has_second_factor: bool,
    has_provider: bool,
    /// Instant
    created_at: String,
    /// Instant
    #[schema(required)]
    signed_in_at: Option<String>,
}

/// Users by login.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct UserAccounts {
    pub(crate) users: Vec<UserAccount>,
}

/// A token of a program.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ApiToken {
    id: String,
    user_id: String,
    name: String,
    /// Words of actions.
    actions: Vec<String>,
    /// Instant
    created_at: String,
    /// Instant
    expires_at: String,
    /// Instant, to the minute
    #[schema(required)]
    used_at: Option<String>,
}

/// Tokens of programs.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ApiTokens {
    pub(crate) tokens: Vec<ApiToken>,
    /// Words of the actions a token of the own user can open.
    pub(crate) actions: Vec<String>,
}

/// A token that was made.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NewApiToken {
    /// The token itself: told once.
    pub(crate) token: String,
    pub(crate) record: ApiToken,
}

/// A record of the audit log.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AuditRecord {
    seq: i64,
    /// Instant
    at: String,
    /// Id of who did it; empty where nobody had signed in, or the person was erased.
    actor: String,
    #[schema(required)]
    login: Option<String>,
    action: String,
    object_kind: String,
    object_id: String,
    /// What it is called, where it is still there.
    #[schema(required)]
    object_name: Option<String>,
    /// Persons whose rows were shown.
    #[schema(required)]
    persons: Option<i64>,
    details: String,
    erased: bool,
    hash: String,
}

/// Records of the audit log, the newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AuditRecords {
    records: Vec<AuditRecord>,
    /// `before` of the next page.
    #[schema(required)]
    next_before: Option<i64>,
}

/// What the audit chain says of itself.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AuditChain {
    pub(crate) whole: bool,
    pub(crate) records: u64,
    /// Records whose details were erased with a person.
    pub(crate) erased: u64,
    pub(crate) last_seq: i64,
    /// Whoever keeps it elsewhere can later tell whether the chain was made anew.
    pub(crate) last_hash: String,
    /// The first thing that is wrong.
    #[schema(required)]
    pub(crate) fault: Option<String>,
}

impl Session {
    pub(crate) fn new(permission: &Permission, view: CentreView, first_start: bool) -> Session {
        Session {
            user: User {
                id: permission.user_id().to_owned(),
                name: permission.name().to_owned(),
                role: permission.role().as_str().to_owned(),
                roles: permission.roles().iter().map(|role| role.as_str().to_owned()).collect(),
                agent_id: permission.agent_id().map(str::to_owned),
                part: permission.part().clone().into(),
                may: words(permission.actions()),
                has_account: permission.user_id() != pharos_app::OWNER,
            },
            locale_default: "en".to_owned(),
            centre: Centre {
                name: view.name,
                time_zone: view.time_zone,
                first_weekday: view.first_weekday,
                simulated: view.simulated,
                filling: view.filling,
                sends_mail: view.sends_mail,
            },
            as_of: view.as_of,
            since: view.since,
            first_start,
        }
    }
}

/// Words of actions.
pub(crate) fn words(actions: impl Iterator<Item = Action>) -> Vec<String> {
    actions.map(|action| action.as_str().to_owned()).collect()
}

impl From<Part> for OrganisationPart {
    fn from(part: Part) -> Self {
        let (kind, names) = match part {
            Part::Whole => (PartKind::Whole, Default::default()),
            Part::Sites(names) => (PartKind::Sites, names),
            Part::Teams(names) => (PartKind::Teams, names),
            Part::Own => (PartKind::Own, Default::default()),
        };
        OrganisationPart { kind, names: names.into_iter().collect() }
    }
}

impl From<OrganisationPart> for Part {
    fn from(part: OrganisationPart) -> Self {
        let names = part.names.into_iter().collect();
        match part.kind {
            PartKind::Whole => Part::Whole,
            PartKind::Sites => Part::Sites(names),
            PartKind::Teams => Part::Teams(names),
            PartKind::Own => Part::Own,
        }
    }
}

impl From<SessionView> for AccountSession {
    fn from(view: SessionView) -> Self {
        AccountSession {
            id: view.id,
            created_at: view.created_at,
            seen_at: view.seen_at,
            device: view.device,
            address: view.address,
            current: view.current,
        }
    }
}

impl From<AppSecondFactor> for SecondFactor {
    fn from(factor: AppSecondFactor) -> Self {
        SecondFactor { secret: factor.secret, address: factor.address, picture: factor.picture }
    }
}

impl From<UserView> for UserAccount {
    fn from(view: UserView) -> Self {
        UserAccount {
            id: view.id,
            login: view.login,
            name: view.name,
            roles: view.roles.into_iter().map(str::to_owned).collect(),
            part: view.part.into(),
            agent_id: view.agent_id,
            disabled: view.disabled,
            has_password: view.has_password,
            has_second_factor: view.has_second_factor,
            has_provider: view.has_provider,
            created_at: view.created_at,
            signed_in_at: view.signed_in_at,
        }
    }
}

impl From<ApiTokenView> for ApiToken {
    fn from(view: ApiTokenView) -> Self {
        ApiToken {
            id: view.id,
            user_id: view.user_id,
            name: view.name,
            actions: view.actions,
            created_at: view.created_at,
            expires_at: view.expires_at,
            used_at: view.used_at,
        }
    }
}

impl From<AuditView> for AuditRecord {
    fn from(view: AuditView) -> Self {
        AuditRecord {
            seq: view.seq,
            at: view.at,
            actor: view.actor,
            login: view.login,
            action: view.action,
            object_kind: view.object_kind,
            object_id: view.object_id,
            object_name: view.object_name,
            persons: view.persons,
            details: view.details,
            erased: view.erased,
            hash: view.hash,
        }
    }
}

impl From<AuditPage> for AuditRecords {
    fn from(page: AuditPage) -> Self {
        AuditRecords {
            records: page.records.into_iter().map(AuditRecord::from).collect(),
            next_before: page.next_before,
        }
    }
}
