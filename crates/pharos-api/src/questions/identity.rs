//! Bodies about users as they come in.

use pharos_app::{Action, AppError, AuditQuery, NewApiToken, NewUser, Part, Role, UserChange};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use crate::answers::identity::OrganisationPart;
use crate::problem::Problem;

/// Signing in: the token of the printed address, or login and password.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignIn {
    /// The token of the printed address.
    #[serde(default)]
    pub(crate) token: Option<String>,
    #[serde(default)]
    pub(crate) login: Option<String>,
    #[serde(default)]
    pub(crate) password: Option<String>,
    /// Six digits of the second factor, or a recovery code.
    #[serde(default)]
    pub(crate) code: Option<String>,
}

/// Where to go once signed in.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ReturnTo {
    /// The page to open afterwards, from its `/` on.
    pub(crate) return_to: Option<String>,
}

/// What an identity provider sends a browser back with; it may say more than we read.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ProviderAnswer {
    /// The code to be traded for an identity token.
    pub(crate) code: Option<String>,
    /// The state that was taken along.
    pub(crate) state: Option<String>,
    /// Who answers (RFC 9207).
    pub(crate) iss: Option<String>,
    /// Why there is no code.
    pub(crate) error: Option<String>,
}

/// The first administrator.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FirstUser {
    pub(crate) login: String,
    #[serde(default)]
    pub(crate) name: String,
    /// At least 12 characters.
    pub(crate) password: String,
}

/// A new password.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PasswordChange {
    pub(crate) old: String,
    /// At least 12 characters.
    pub(crate) new: String,
}

/// The own password, once more.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OwnPassword {
    pub(crate) password: String,
}

/// A code of an authenticator app.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Code {
    pub(crate) code: String,
}

/// A user to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct UserAccountNew {
    login: String,
    #[serde(default)]
    name: String,
    /// Words of roles, the main one first.
    roles: Vec<String>,
    #[serde(default)]
    part: Option<OrganisationPart>,
    #[serde(default)]
    agent_id: Option<String>,
    /// At least 12 characters; without one an identity provider vouches for the user.
    #[serde(default)]
    password: Option<String>,
}

/// What is to be different about a user; what is absent stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct UserAccountChange {
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    roles: Option<Vec<String>>,
    #[serde(default)]
    part: Option<OrganisationPart>,
    /// Empty: the user is no agent.
    #[serde(default)]
    agent_id: Option<String>,
    #[serde(default)]
    disabled: Option<bool>,
    /// At least 12 characters; ends all sessions of the user.
    #[serde(default)]
    password: Option<String>,
    /// Forgets the second factor of somebody who lost it.
    #[serde(default)]
    reset_second_factor: bool,
}

/// A token to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ApiTokenNew {
    /// What it is for.
    name: String,
    /// Words of actions: no more than its user may.
    actions: Vec<String>,
    #[schema(minimum = 1, maximum = 366)]
    days: u32,
    /// The machine user it is for; else the own user.
    #[serde(default)]
    user_id: Option<String>,
}

/// Which records of the audit log.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct AuditFilter {
    actor: Option<String>,
    action: Option<String>,
    object_kind: Option<String>,
    object_id: Option<String>,
    from: Option<String>,
    to: Option<String>,
    before: Option<i64>,
    limit: Option<u64>,
}

/// A hash somebody kept.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Anchor {
    pub(crate) anchor: Option<String>,
}

impl UserAccountNew {
    pub(crate) fn into_user(self) -> Result<NewUser, Problem> {
        Ok(NewUser {
            login: self.login,
            name: self.name,
            roles: roles(&self.roles)?,
            part: self.part.map_or(Part::Own, Part::from),
            agent_id: self.agent_id,
            password: self.password,
        })
    }
}

impl UserAccountChange {
    pub(crate) fn into_change(self) -> Result<UserChange, Problem> {
        Ok(UserChange {
            name: self.name,
            roles: self.roles.as_deref().map(roles).transpose()?,
            part: self.part.map(Part::from),
            agent_id: self.agent_id.map(|id| Some(id).filter(|id| !id.is_empty())),
            disabled: self.disabled,
            password: self.password,
            reset_second_factor: self.reset_second_factor,
        })
    }
}

impl ApiTokenNew {
    pub(crate) fn into_token(self) -> Result<NewApiToken, Problem> {
        let action = |word: &String| {
            Action::parse(word).ok_or_else(|| {
                let known: Vec<&str> = Action::ALL.iter().map(|action| action.as_str()).collect();
                unknown("action", word, &known)
            })
        };
        let actions = self.actions.iter().map(action).collect::<Result<_, Problem>>()?;
        Ok(NewApiToken { name: self.name, actions, days: self.days, user_id: self.user_id })
    }
}

impl From<AuditFilter> for AuditQuery {
    fn from(filter: AuditFilter) -> Self {
        let word = |text: Option<String>| text.filter(|text| !text.is_empty());
        AuditQuery {
            actor: word(filter.actor),
            action: word(filter.action),
            object_kind: word(filter.object_kind),
            object_id: word(filter.object_id),
            from: word(filter.from),
            to: word(filter.to),
            before: filter.before,
            limit: filter.limit,
        }
    }
}

fn roles(words: &[String]) -> Result<Vec<Role>, Problem> {
    let role = |word: &String| {
        Role::parse(word).ok_or_else(|| {
            let known: Vec<&str> = Role::ALL.iter().map(|role| role.as_str()).collect();
            unknown("role", word, &known)
        })
    };
    words.iter().map(role).collect()
}

fn unknown(what: &str, word: &str, known: &[&str]) -> Problem {
    AppError::Input(format!("there is no {what} `{word}`; maybe one of {}", known.join(" "))).into()
}
