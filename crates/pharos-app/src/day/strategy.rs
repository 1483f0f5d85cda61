//! The register of what serves the strategy: strategy, decisions, policies, processes, activities. What has no owner, what
//! serves nothing, and what nothing serves is named.

use std::collections::{BTreeMap, BTreeSet};

use pharos_store::StrategyItemRecord;
use serde::Serialize;

use crate::{Action, App, AppError, Permission, Reason, Result, now_us, rfc3339};

/// Kinds of items; the first is what the others serve.
const KINDS: [&str; 5] = ["strategy", "decision", "policy", "process", "activity"];

/// Characters of a title and of a note at most.
const TITLE_MAX: usize = 300;
const NOTE_MAX: usize = 10_000;

/// An item as somebody hands it in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewStrategyItem {
    /// changes this one; a new one where `None`
    pub id: Option<String>,
    /// `strategy`, `decision`, `policy`, `process` or `activity`
    pub kind: String,
    /// what it is
    pub title: String,
    /// what else there is to say
    pub note: String,
    /// who answers for it
    pub owner: Option<String>,
    /// the item, purpose or objective it serves
    pub serves: Option<String>,
    /// it has ended
    pub retired: bool,
}

/// What is missing at an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StrategyFault {
    /// nobody answers for it
    NoOwner,
    /// it serves nothing
    ServesNothing,
    /// the strategy asks for it and nothing covers it
    NothingServesIt,
    /// what it serves has ended
    ServesWhatEnded,
}

/// An item of the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StrategyItemView {
    /// names it for ever
    pub id: String,
    /// its kind
    pub kind: String,
    /// what it is
    pub title: String,
    /// what else there is to say
    pub note: String,
    /// who answers for it
    pub owner: Option<String>,
    /// the item, purpose or objective it serves
    pub serves: Option<String>,
    /// RFC 3339
    pub changed_at: String,
    /// RFC 3339
    pub retired_at: Option<String>,
    /// what is missing
    pub faults: Vec<StrategyFault>,
}

/// The register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StrategyView {
    /// all items by title
    pub items: Vec<StrategyItemView>,
    /// items at which something is missing
    pub at_fault: usize,
}

impl App {
    /// The register with what is missing.
    ///
    /// # Errors
    /// The right is missing; the records.
    pub async fn strategy(&self, permission: &Permission) -> Result<StrategyView> {
        permission.require(Action::ReadGoals)?;
        let items = self.store.strategy_items().await?;
        let faults = faults(&items, &self.open_purposes().await?);
        let items: Vec<StrategyItemView> = items
            .into_iter()
            .map(|item| StrategyItemView {
                faults: faults.get(&item.id).cloned().unwrap_or_default(),
                changed_at: rfc3339(item.changed_at_us),
                retired_at: item.retired_at_us.map(rfc3339),
                id: item.id,
                kind: item.kind,
                title: item.title,
                note: item.note,
                owner: item.owner,
                serves: item.serves,
            })
            .collect();
        Ok(StrategyView { at_fault: items.iter().filter(|item| !item.faults.is_empty()).count(), items })
    }

    /// Makes or changes an item.
    ///
    /// # Errors
    /// The right is missing; a field at fault; a circle.
    pub async fn save_strategy_item(
        &self,
        permission: &Permission,
        new: &NewStrategyItem,
    ) -> Result<StrategyView> {
        permission.require(Action::ManageGoals)?;
        let items = self.store.strategy_items().await?;
        let id = match &new.id {
            Some(id) if items.iter().any(|item| &item.id == id) => id.clone(),
            Some(id) => {
                return Err(AppError::NotFound {
                    what: "strategy item",
                    name: id.clone(),
                    advice: String::new(),
                });
            }
            None => uuid::Uuid::now_v7().simple().to_string(),
        };
        check(new, &id, &items, &self.open_purposes().await?)?;
        let record = StrategyItemRecord {
            id: id.clone(),
            kind: new.kind.clone(),
            title: new.title.trim().to_owned(),
            note: new.note.clone(),
            owner: new.owner.clone().filter(|owner| !owner.trim().is_empty()),
            serves: new.serves.clone().filter(|serves| !serves.is_empty()),
            made_by: permission.user_id().to_owned(),
            changed_at_us: now_us(),
            retired_at_us: new.retired.then(now_us),
        };
        self.audit(permission, "strategy.save", ("strategy_item", &id), &record.title).await?;
        self.store.save_strategy_item(&record).await?;
        self.strategy(permission).await
    }

    /// Purposes and objectives that hold: what an item can serve beside other items.
    async fn open_purposes(&self) -> Result<BTreeSet<String>> {
        let purposes = self.store.purposes().await?;
        Ok(purposes.into_iter().filter(|it| it.retired_at_us.is_none()).map(|it| it.id).collect())
    }
}

/// What is missing, by item; items that have ended are not asked.
fn faults(items: &[StrategyItemRecord], purposes: &BTreeSet<String>) -> BTreeMap<String, Vec<StrategyFault>> {
    let open: BTreeMap<&str, &StrategyItemRecord> = items
        .iter()
        .filter(|item| item.retired_at_us.is_none())
        .map(|item| (item.id.as_str(), item))
        .collect();
    let served: BTreeSet<&str> = open.values().filter_map(|item| item.serves.as_deref()).collect();
    open.iter()
        .map(|(id, item)| {
            let mut found = Vec::new();
            if item.owner.is_none() {
                found.push(StrategyFault::NoOwner);
            }
            match item.serves.as_deref() {
                None if item.kind != KINDS[0] => found.push(StrategyFault::ServesNothing),
                Some(above) if !open.contains_key(above) && !purposes.contains(above) => {
                    found.push(StrategyFault::ServesWhatEnded)
                }
                _ => {}
            }
            if item.kind == KINDS[0] && !served.contains(id) {
                found.push(StrategyFault::NothingServesIt);
            }
            ((*id).to_owned(), found)
        })
        .filter(|(_, found)| !found.is_empty())
        .collect()
}

fn check(
    new: &NewStrategyItem,
    id: &str,
    items: &[StrategyItemRecord],
    purposes: &BTreeSet<String>,
) -> Result<()> {
    let at_fault = |reason: Reason, words: &str| Err(AppError::refused(reason, words));
    if !KINDS.contains(&new.kind.as_str()) {
        return Err(AppError::Input(format!("kind is `{}`; maybe one of {}", new.kind, KINDS.join(" "))));
    }
    if new.title.trim().is_empty() || TITLE_MAX < new.title.chars().count() {
        let words = format!("a title has 1 to {TITLE_MAX} characters");
        return Err(AppError::refused(Reason::TitleLength, words).with("most", TITLE_MAX));
    }
    if NOTE_MAX < new.note.chars().count() {
        let words = format!("a note has at most {NOTE_MAX} characters");
        return Err(AppError::refused(Reason::TextLong, words).with("most", NOTE_MAX));
    }
    let mut above = new.serves.as_deref().filter(|it| !it.is_empty() && !purposes.contains(*it));
    let mut steps = 0;
    while let Some(next) = above {
        if next == id {
            return at_fault(
                Reason::StrategyCircle,
                &format!("`{}` would serve itself in a circle", new.title),
            );
        }
        let Some(item) = items.iter().find(|item| item.id == next) else {
            let words = format!("serves is `{next}`, which is no item of the register and no purpose");
            return at_fault(Reason::StrategyServesGone, &words);
        };
        above = item.serves.as_deref().filter(|it| !purposes.contains(*it));
        steps += 1;
        if items.len() < steps {
            return at_fault(Reason::StrategyCircle, "what it serves runs in a circle");
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
