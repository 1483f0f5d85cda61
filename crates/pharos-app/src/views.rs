//! Saved views: an address of the page under a name, shared with roles. A view holds no data: whoever opens it sees what is
//! hers to see.

use pharos_store::SavedView;

use crate::{Action, App, AppError, Permission, Reason, Result, now_us, rfc3339};

/// Characters of a view's name at most.
const NAME_MAX: usize = 120;
/// Characters of its address at most.
const ADDRESS_MAX: usize = 4_000;

/// A saved view as shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ViewView {
    /// names it
    pub id: String,
    /// its name
    pub name: String,
    /// path and query of the page
    pub address: String,
    /// who keeps it
    pub owner_name: String,
    /// it is the reader's own, who may change it
    pub is_own: bool,
    /// roles that see it
    pub roles: Vec<String>,
    /// when it was last changed, RFC 3339
    pub changed_at: String,
}

/// What to keep.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SaveView {
    /// the view to change; a new one where `None`
    pub id: Option<String>,
    /// its name
    pub name: String,
    /// path and query of the page
    pub address: String,
    /// roles that see it beside the owner
    pub roles: Vec<String>,
}

impl App {
    /// The reader's own views and those shared with a role of hers, by name.
    ///
    /// # Errors
    /// The records.
    pub async fn views(&self, permission: &Permission) -> Result<Vec<ViewView>> {
        permission.require(Action::ReadMetrics)?;
        let roles = roles_of(permission);
        let seen = |it: &SavedView| {
            it.owner == permission.user_id() || it.roles.iter().any(|role| roles.contains(&role.as_str()))
        };
        let views = self.store.views().await?.into_iter().filter(seen);
        Ok(views.map(|it| view(it, permission)).collect())
    }

    /// Keeps a view.
    ///
    /// # Errors
    /// A name or address that is none, a view that is another's.
    pub async fn save_view(&self, permission: &Permission, request: &SaveView) -> Result<ViewView> {
        permission.require(Action::ReadMetrics)?;
        if !request.roles.is_empty() {
            permission.require(Action::ShareViews)?;
        }
        self.audit(
            permission,
            "view.keep",
            ("view", request.id.as_deref().unwrap_or_default()),
            &request.name,
        )
        .await?;
        let name = request.name.trim();
        if name.is_empty() || NAME_MAX < name.chars().count() || name.chars().any(char::is_control) {
            return Err(AppError::refused(
                Reason::NameLength,
                format!("a view's name has 1 to {NAME_MAX} characters; this one is `{name}`"),
            )
            .with("most", NAME_MAX));
        }
        let address = request.address.trim();
        let is_ours =
            address.starts_with('/') && !address.starts_with("//") && !address.contains(['\\', '\n', '\r']);
        if !is_ours || ADDRESS_MAX < address.len() {
            return Err(AppError::Input(format!(
                "a view's address is a path of the page; this one is `{}`; maybe `/explore?m=asa`",
                address.chars().take(80).collect::<String>()
            )));
        }
        let (id, owner, owner_name) = match &request.id {
            Some(id) => {
                let known = self.own_view(permission, id).await?;
                (known.id, known.owner, known.owner_name)
            }
            None => (
                uuid::Uuid::new_v4().simple().to_string(),
                permission.user_id().to_owned(),
                permission.name().to_owned(),
            ),
        };
        let saved = SavedView {
            id,
            name: name.to_owned(),
            address: address.to_owned(),
            owner,
            owner_name,
            roles: request.roles.clone(),
            changed_at_us: now_us(),
        };
        self.store.save_view(&saved).await?;
        Ok(view(saved, permission))
    }

    /// Forgets a view.
    ///
    /// # Errors
    /// A view that is not there or another's.
    pub async fn forget_view(&self, permission: &Permission, id: &str) -> Result<()> {
        self.own_view(permission, id).await?;
        self.audit(permission, "view.forget", ("view", id), "").await?;
        self.store.delete_view(id).await?;
        Ok(())
    }

    /// The view, where it is the reader's own: another's is not there.
    async fn own_view(&self, permission: &Permission, id: &str) -> Result<SavedView> {
        let found = self.store.views().await?.into_iter().find(|it| it.id == id);
        found.filter(|it| it.owner == permission.user_id()).ok_or_else(|| AppError::NotFound {
            what: "saved view of yours",
            name: id.to_owned(),
            advice: "; maybe it belongs to somebody else: save it under a name of your own".to_owned(),
        })
    }
}

/// Words of the reader's roles.
fn roles_of(permission: &Permission) -> Vec<&'static str> {
    permission.roles().iter().map(|role| role.as_str()).collect()
}

fn view(it: SavedView, permission: &Permission) -> ViewView {
    ViewView {
        is_own: it.owner == permission.user_id(),
        id: it.id,
        name: it.name,
        address: it.address,
        owner_name: it.owner_name,
        roles: it.roles,
        changed_at: rfc3339(it.changed_at_us),
    }
}
