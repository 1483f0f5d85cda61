//! Users: made, changed, removed. Everything here is noted in the transaction of the change itself.

use pharos_store::UserRecord;
use serde::Serialize;

use super::password;
use crate::{
    Action, App, AppError, Entrance, OWNER, Part, Permission, Reason, Result, Role, now_us, rfc3339,
};

/// Characters of a login and a name at most.
const NAME_MAX: usize = 100;

/// Somebody to be let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewUser {
    /// typed to sign in; kept in lower case
    pub login: String,
    /// shown to people
    pub name: String,
    /// the first is the main one
    pub roles: Vec<Role>,
    /// the part of the organisation
    pub part: Part,
    /// the agent the user is
    pub agent_id: Option<String>,
    /// without one only an identity provider or an administrator's new password lets the user in
    pub password: Option<String>,
}

/// What is to be different; what is `None` stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UserChange {
    /// shown to people
    pub name: Option<String>,
    /// the first is the main one
    pub roles: Option<Vec<Role>>,
    /// the part of the organisation
    pub part: Option<Part>,
    /// the agent the user is; `Some(None)`: none
    pub agent_id: Option<Option<String>>,
    /// true: nothing opens any more
    pub disabled: Option<bool>,
    /// a new password; ends all sessions
    pub password: Option<String>,
    /// true: forgets the second factor, for somebody who lost it
    pub reset_second_factor: bool,
}

/// A user as shown. Never with anything secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UserView {
    /// names the user for ever
    pub id: String,
    /// typed to sign in
    pub login: String,
    /// shown to people
    pub name: String,
    /// words of roles, the main one first
    pub roles: Vec<&'static str>,
    /// the part of the organisation
    pub part: Part,
    /// the agent the user is
    pub agent_id: Option<String>,
    /// nothing opens
    pub disabled: bool,
    /// a password opens
    pub has_password: bool,
    /// the second factor is asked for
    pub has_second_factor: bool,
    /// an identity provider vouches for the user
    pub has_provider: bool,
    /// RFC 3339
    pub created_at: String,
    /// RFC 3339
    pub signed_in_at: Option<String>,
}

impl App {
    /// True while there is nobody who could sign in: the first administrator is wanted.
    ///
    /// # Errors
    /// The records.
    pub async fn wants_first_user(&self) -> Result<bool> {
        Ok(self.store.user_count().await? == 0)
    }

    /// Makes the first administrator; possible once.
    ///
    /// # Errors
    /// A login or password that will not do; [`AppError::Conflict`] where there are users already.
    pub async fn set_up(
        &self,
        permission: &Permission,
        login: &str,
        name: &str,
        word: &str,
    ) -> Result<UserView> {
        permission.require(Action::ManageUsers)?;
        let new = NewUser {
            login: login.to_owned(),
            name: name.to_owned(),
            roles: vec![Role::Administrator],
            part: Part::Whole,
            agent_id: None,
            password: Some(word.to_owned()),
        };
        let user = self.user_record(&new).await?;
        let note = self.entry(permission, "user.first", ("user", &user.id), &user.login);
        if !self.store.add_first_user(&user, &note).await? {
            return Err(AppError::refused(
                Reason::SetUpDone,
                "there is an administrator already; maybe sign in",
            ));
        }
        Ok(view(user))
    }

    /// Makes a user.
    ///
    /// # Errors
    /// The right is missing; a login that is taken; a login or password that will not do.
    pub async fn add_user(&self, permission: &Permission, new: &NewUser) -> Result<UserView> {
        permission.require(Action::ManageUsers)?;
        let user = self.user_record(new).await?;
        let details = format!("login={} roles={} part={}", user.login, user.roles.join(","), user.part);
        let note = self.entry(permission, "user.add", ("user", &user.id), &details);
        self.store.add_user(&user, &note).await?;
        Ok(view(user))
    }

    /// All users by login.
    ///
    /// # Errors
    /// The right is missing; the records.
    pub async fn users(&self, permission: &Permission) -> Result<Vec<UserView>> {
        if !permission.may(Action::ReadAudit) {
            permission.require(Action::ManageUsers)?;
        }
        Ok(self.store.users().await?.into_iter().map(view).collect())
    }

    /// Changes a user. Holds with the user's next request; a new password, a lost role or being disabled ends all
    /// sessions.
    ///
    /// # Errors
    /// The right is missing; an unknown user; the last administrator would be gone.
    pub async fn change_user(
        &self,
        permission: &Permission,
        id: &str,
        change: &UserChange,
    ) -> Result<UserView> {
        permission.require(Action::ManageUsers)?;
        let before = self.known_user(id).await?;
        let mut user = before.clone();
        if let Some(name) = &change.name {
            user.name = shown_name(name)?;
        }
        if let Some(roles) = &change.roles {
            user.roles = role_words(roles)?;
        }
        if let Some(part) = &change.part {
            user.part = part.to_json();
        }
        if let Some(agent_id) = &change.agent_id {
            user.agent_id.clone_from(agent_id);
        }
        if let Some(disabled) = change.disabled {
            user.disabled = disabled;
        }
        if let Some(word) = &change.password {
            password::check(word, &[&user.login, &user.name])?;
            user.password_hash = Some(self.passwords.hash(word).await?);
        }
        if change.reset_second_factor {
            (user.totp_secret, user.totp_confirmed) = (None, false);
        }
        if is_administrator(&before) && !is_administrator(&user) {
            self.keep_an_administrator(id).await?;
        }
        let close = change.password.is_some() || user.disabled || user.roles != before.roles;
        let note = self.entry(permission, "user.change", ("user", id), &difference(&before, &user));
        self.store.change_user(&user, close, &note).await?;
        if change.reset_second_factor {
            self.store.set_recovery_codes(id, &[]).await?;
        }
        Ok(view(user))
    }

    /// Removes a user with all sessions and tokens. What the user did stays in the audit log.
    ///
    /// # Errors
    /// The right is missing; an unknown user; the last administrator would be gone.
    pub async fn remove_user(&self, permission: &Permission, id: &str) -> Result<()> {
        permission.require(Action::ManageUsers)?;
        let user = self.known_user(id).await?;
        if is_administrator(&user) {
            self.keep_an_administrator(id).await?;
        }
        let note = self.entry(permission, "user.remove", ("user", id), &user.login);
        Ok(self.store.remove_user(id, &note).await?)
    }

    /// Whom the command line acts for a user as: what that user may do.
    ///
    /// # Errors
    /// An unknown user; the records.
    pub async fn permission_of(&self, login: &str) -> Result<Permission> {
        let user = self.store.user_by_login(&login.to_lowercase()).await?;
        let user = user.ok_or_else(|| unknown_user(login))?;
        Ok(Permission::of(&user, Entrance::Owner, None))
    }

    pub(crate) async fn known_user(&self, id: &str) -> Result<UserRecord> {
        self.store.user(id).await?.ok_or_else(|| unknown_user(id))
    }

    pub(super) async fn keep_an_administrator(&self, without: &str) -> Result<()> {
        let users = self.store.users().await?;
        if users.iter().any(|user| user.id != without && is_administrator(user)) {
            return Ok(());
        }
        Err(AppError::refused(
            Reason::LastAdministrator,
            "nobody would be left to administer; maybe make another administrator first",
        ))
    }

    async fn user_record(&self, new: &NewUser) -> Result<UserRecord> {
        let login = login(&new.login)?;
        let name = if new.name.trim().is_empty() { login.clone() } else { shown_name(&new.name)? };
        let password_hash = match &new.password {
            None => None,
            Some(word) => {
                password::check(word, &[&login, &name])?;
                Some(self.passwords.hash(word).await?)
            }
        };
        Ok(UserRecord {
            id: uuid::Uuid::new_v4().simple().to_string(),
            login,
            name,
            roles: role_words(&new.roles)?,
            part: new.part.to_json(),
            agent_id: new.agent_id.clone().filter(|id| !id.is_empty()),
            password_hash,
            disabled: false,
            created_at_us: now_us(),
            signed_in_at_us: None,
            totp_secret: None,
            totp_confirmed: false,
            totp_step: 0,
            oidc: None,
        })
    }
}

fn unknown_user(id: &str) -> AppError {
    AppError::NotFound {
        what: "user",
        name: id.to_owned(),
        advice: "; maybe one of `pharos user list`".to_owned(),
    }
}

pub(super) fn is_administrator(user: &UserRecord) -> bool {
    !user.disabled && user.roles.iter().any(|role| role == Role::Administrator.as_str())
}

/// A login: no blanks, no control characters, lower case.
pub(super) fn login(text: &str) -> Result<String> {
    let login = text.trim().to_lowercase();
    let will_do = !login.is_empty()
        && login.chars().count() <= NAME_MAX
        && login != OWNER
        && login.chars().all(|it| it.is_alphanumeric() || ".-_@+".contains(it));
    if will_do {
        return Ok(login);
    }
    let words = format!(
        "`{}` will not do as a login; maybe letters, digits and . - _ @ +, at most {NAME_MAX}, such as an address",
        text.chars().take(NAME_MAX).collect::<String>()
    );
    Err(AppError::refused(Reason::LoginWrong, words).with("most", NAME_MAX))
}

pub(super) fn shown_name(text: &str) -> Result<String> {
    let name = text.trim();
    if name.is_empty() || NAME_MAX < name.chars().count() || name.chars().any(char::is_control) {
        return Err(AppError::refused(
            Reason::NameLength,
            format!("a name has 1 to {NAME_MAX} characters and no control characters"),
        )
        .with("most", NAME_MAX));
    }
    Ok(name.to_owned())
}

pub(super) fn role_words(roles: &[Role]) -> Result<Vec<String>> {
    if roles.is_empty() {
        let known: Vec<&str> = Role::ALL.iter().map(|role| role.as_str()).collect();
        return Err(AppError::refused(
            Reason::RoleNeeded,
            format!("a user needs a role; maybe one of {}", known.join(" ")),
        ));
    }
    let mut words: Vec<String> = Vec::new();
    for role in roles {
        if !words.iter().any(|word| word == role.as_str()) {
            words.push(role.as_str().to_owned());
        }
    }
    Ok(words)
}

/// What is different, in words, for the log.
fn difference(before: &UserRecord, after: &UserRecord) -> String {
    let mut words = Vec::new();
    let mut say = |name: &str, before: &str, after: &str| {
        if before != after {
            words.push(format!("{name}: {before} -> {after}"));
        }
    };
    say("name", &before.name, &after.name);
    say("roles", &before.roles.join(","), &after.roles.join(","));
    say("part", &before.part, &after.part);
    say("agent", before.agent_id.as_deref().unwrap_or("-"), after.agent_id.as_deref().unwrap_or("-"));
    say("disabled", &before.disabled.to_string(), &after.disabled.to_string());
    if before.password_hash != after.password_hash {
        words.push("new password".to_owned());
    }
    if before.totp_secret != after.totp_secret {
        words.push("second factor forgotten".to_owned());
    }
    words.join("; ")
}

pub(crate) fn view(user: UserRecord) -> UserView {
    UserView {
        roles: user.roles.iter().filter_map(|word| Role::parse(word)).map(Role::as_str).collect(),
        part: Part::from_json(&user.part).unwrap_or(Part::Own),
        has_password: user.password_hash.is_some(),
        has_second_factor: user.totp_confirmed,
        has_provider: user.oidc.is_some(),
        created_at: rfc3339(user.created_at_us),
        signed_in_at: user.signed_in_at_us.map(rfc3339),
        id: user.id,
        login: user.login,
        name: user.name,
        agent_id: user.agent_id,
        disabled: user.disabled,
    }
}
