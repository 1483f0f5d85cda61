//! The audit log: who did or saw what, as a chain in which every record vouches for all before it.
//!
//! `hash(n) = BLAKE3(hash(n-1) ‖ record n)`. The record names persons by ids that only `audit_persons` resolves, and holds a
//! salted hash of its details, whose words stand in `audit_details`: both can be erased, and the chain stays valid.

use std::collections::{BTreeMap, HashMap};

use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, Set,
};

use crate::entity::{audit_details, audit_head, audit_person, audit_record};
use crate::{Result, Store};

mod verify;

pub use verify::{AuditFault, AuditState};

const HEAD: i32 = 1;
/// Kinds of objects that are persons: their keys stand in the erasable table only.
const PERSONS: [&str; 3] = ["user", "agent", "customer"];
/// Records of one statement: SQLite takes 32,766 values at most.
const RECORDS_PER_STATEMENT: usize = 1_000;
/// Details read at once.
const DETAILS_AT_ONCE: u64 = 2_000;

/// Something to be noted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditEntry {
    /// when
    pub at_us: i64,
    /// id of the user who did it; empty: nobody had signed in
    pub actor: String,
    /// what was done, in a word or two: `sign_in`, `import.undo`
    pub action: String,
    /// kind of thing it was done to: `import`, `user`, `query`
    pub object_kind: String,
    /// which one
    pub object_id: String,
    /// persons whose rows were shown
    pub persons: Option<i64>,
    /// what else there is to say; may name persons, can be erased
    pub details: String,
}

/// A record of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRecord {
    /// place in the chain, from 1
    pub seq: i64,
    /// what was noted; erased keys and details are empty
    pub entry: AuditEntry,
    /// true: the details were erased
    pub is_erased: bool,
    /// the link
    pub hash: String,
}

/// Which records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// by this user
    pub actor: Option<String>,
    /// of this action, or of actions that begin with it and a dot
    pub action: Option<String>,
    /// of this kind of thing
    pub object_kind: Option<String>,
    /// of this one
    pub object_id: Option<String>,
    /// from then on
    pub from_us: Option<i64>,
    /// until then, exclusive
    pub to_us: Option<i64>,
    /// older than this record
    pub before_seq: Option<i64>,
}

impl Store {
    /// Notes entries in one transaction; they are on disk when this returns.
    ///
    /// # Errors
    /// The database: then nothing was noted, and what was to be noted must not happen.
    pub async fn append_audit(&self, entries: &[AuditEntry]) -> Result<()> {
        let transaction = self.write().await?;
        append(&transaction, entries).await?;
        Ok(transaction.commit().await?)
    }

    /// Records that fit, the newest first, at most `limit`.
    ///
    /// # Errors
    /// The database.
    pub async fn audit(&self, filter: &AuditFilter, limit: u64) -> Result<Vec<AuditRecord>> {
        let transaction = self.read().await?;
        let mut find = audit_record::Entity::find().order_by_desc(audit_record::Column::Seq).limit(limit);
        if let Some(actor) = &filter.actor {
            let ids = person_ids(&transaction, "user", actor).await?;
            find = find.filter(audit_record::Column::Actor.is_in(ids));
        }
        if let Some(action) = &filter.action {
            let of_kind = audit_record::Column::Action.starts_with(format!("{action}."));
            find = find.filter(audit_record::Column::Action.eq(action).or(of_kind));
        }
        if let Some(kind) = &filter.object_kind {
            find = find.filter(audit_record::Column::ObjectKind.eq(kind));
        }
        if let Some(id) = &filter.object_id {
            let mut ids = vec![id.clone()];
            for kind in PERSONS {
                ids.extend(person_ids(&transaction, kind, id).await?);
            }
            find = find.filter(audit_record::Column::ObjectId.is_in(ids));
        }
        if let Some(from) = filter.from_us {
            find = find.filter(audit_record::Column::AtUs.gte(from));
        }
        if let Some(to) = filter.to_us {
            find = find.filter(audit_record::Column::AtUs.lt(to));
        }
        if let Some(before) = filter.before_seq {
            find = find.filter(audit_record::Column::Seq.lt(before));
        }
        let rows = find.all(&transaction).await?;
        let records = resolved(&transaction, rows).await?;
        transaction.commit().await?;
        Ok(records)
    }

    /// The number of records that are kept.
    ///
    /// # Errors
    /// The database.
    pub async fn audit_count(&self) -> Result<u64> {
        Ok(audit_record::Entity::find().count(self.database()).await?)
    }

    /// Forgets a person in the audit log: from now on the person's ids resolve to nobody, and details that name the person
    /// are erased. The chain stays valid. Gives the number of details erased.
    ///
    /// # Errors
    /// The database.
    pub async fn forget_in_audit(
        &self,
        kind: &str,
        ids: &[String],
        is_named_in: &(dyn Fn(&str) -> bool + Send + Sync),
        note: &AuditEntry,
    ) -> Result<u64> {
        let transaction = self.write().await?;
        let nothing = || sea_orm::sea_query::Expr::value(Option::<String>::None);
        for part in ids.chunks(RECORDS_PER_STATEMENT) {
            audit_person::Entity::update_many()
                .col_expr(audit_person::Column::Key, nothing())
                .filter(audit_person::Column::Kind.eq(kind))
                .filter(audit_person::Column::Key.is_in(part.to_vec()))
                .exec(&transaction)
                .await?;
        }
        let (mut erased, mut after) = (0, 0);
        loop {
            let page = audit_details::Entity::find()
                .filter(audit_details::Column::Seq.gt(after))
                .order_by_asc(audit_details::Column::Seq)
                .limit(DETAILS_AT_ONCE)
                .all(&transaction)
                .await?;
            let Some(last) = page.last() else { break };
            after = last.seq;
            let named = page.iter().filter(|it| it.words.as_deref().is_some_and(is_named_in));
            let seqs: Vec<i64> = named.map(|it| it.seq).collect();
            for part in seqs.chunks(RECORDS_PER_STATEMENT) {
                let done = audit_details::Entity::update_many()
                    .col_expr(audit_details::Column::Words, nothing())
                    .filter(audit_details::Column::Seq.is_in(part.to_vec()))
                    .exec(&transaction)
                    .await?;
                erased += done.rows_affected;
            }
        }
        append(&transaction, std::slice::from_ref(note)).await?;
        transaction.commit().await?;
        Ok(erased)
    }
}

/// Notes entries as part of a transaction: what they say happened and that it was noted are one.
pub(crate) async fn append(connection: &impl ConnectionTrait, entries: &[AuditEntry]) -> Result<()> {
    if entries.is_empty() {
        return Ok(());
    }
    let mut head = lock_head(connection).await?;
    let mut ids: HashMap<(String, String), String> = HashMap::new();
    let (mut records, mut details) = (Vec::new(), Vec::new());
    for entry in entries {
        let actor = pseudonym(connection, &mut ids, "user", &entry.actor).await?;
        let object_id = match PERSONS.contains(&entry.object_kind.as_str()) {
            true => pseudonym(connection, &mut ids, &entry.object_kind, &entry.object_id).await?,
            false => entry.object_id.clone(),
        };
        let salt = uuid::Uuid::new_v4().simple().to_string();
        head.seq += 1;
        let mut record = audit_record::Model {
            seq: head.seq,
            at_us: entry.at_us,
            actor,
            action: entry.action.clone(),
            object_kind: entry.object_kind.clone(),
            object_id,
            persons: entry.persons,
            details_hash: details_hash(&salt, &entry.details),
            hash: String::new(),
        };
        record.hash = link(&head.hash, &record);
        head.hash.clone_from(&record.hash);
        records.push(record.into_active_model().reset_all());
        details.push(audit_details::ActiveModel {
            seq: Set(head.seq),
            salt: Set(salt),
            words: Set(Some(entry.details.clone())),
        });
    }
    for part in records.chunks(RECORDS_PER_STATEMENT) {
        audit_record::Entity::insert_many(part.to_vec()).exec_without_returning(connection).await?;
    }
    for part in details.chunks(RECORDS_PER_STATEMENT) {
        audit_details::Entity::insert_many(part.to_vec()).exec_without_returning(connection).await?;
    }
    let row = head.into_active_model().reset_all();
    audit_head::Entity::update(row).exec(connection).await?;
    Ok(())
}

/// The end of the chain, held until the transaction ends: one writes at a time.
async fn lock_head(connection: &impl ConnectionTrait) -> Result<audit_head::Model> {
    let first = audit_head::ActiveModel {
        id: Set(HEAD),
        base_seq: Set(0),
        base_hash: Set(String::new()),
        seq: Set(0),
        hash: Set(String::new()),
    };
    let keep = sea_orm::sea_query::OnConflict::column(audit_head::Column::Id).do_nothing().to_owned();
    audit_head::Entity::insert(first).on_conflict(keep).exec_without_returning(connection).await?;
    let head = audit_head::Entity::find_by_id(HEAD).lock_exclusive().one(connection).await?;
    head.ok_or_else(|| sea_orm::DbErr::RecordNotFound("the end of the audit chain".to_owned()).into())
}

/// The id a person has in the log, made at the first meeting.
async fn pseudonym(
    connection: &impl ConnectionTrait,
    known: &mut HashMap<(String, String), String>,
    kind: &str,
    key: &str,
) -> Result<String> {
    if key.is_empty() {
        return Ok(String::new());
    }
    let name = (kind.to_owned(), key.to_owned());
    if let Some(id) = known.get(&name) {
        return Ok(id.clone());
    }
    let id = match person_ids(connection, kind, key).await?.pop() {
        Some(id) => id,
        None => {
            let id = uuid::Uuid::new_v4().simple().to_string();
            let row = audit_person::ActiveModel {
                id: Set(id.clone()),
                kind: Set(kind.to_owned()),
                key: Set(Some(key.to_owned())),
            };
            audit_person::Entity::insert(row).exec_without_returning(connection).await?;
            id
        }
    };
    known.insert(name, id.clone());
    Ok(id)
}

async fn person_ids(connection: &impl ConnectionTrait, kind: &str, key: &str) -> Result<Vec<String>> {
    let found = audit_person::Entity::find()
        .filter(audit_person::Column::Kind.eq(kind))
        .filter(audit_person::Column::Key.eq(key))
        .all(connection)
        .await?;
    Ok(found.into_iter().map(|row| row.id).collect())
}

/// Records with the persons and words they stand for.
async fn resolved(
    connection: &impl ConnectionTrait,
    rows: Vec<audit_record::Model>,
) -> Result<Vec<AuditRecord>> {
    let mut keys: BTreeMap<String, String> = BTreeMap::new();
    let mut words: HashMap<i64, Option<String>> = HashMap::new();
    for part in rows.chunks(RECORDS_PER_STATEMENT) {
        let ids = part.iter().flat_map(|row| [row.actor.clone(), row.object_id.clone()]);
        let found =
            audit_person::Entity::find().filter(audit_person::Column::Id.is_in(ids)).all(connection).await?;
        keys.extend(found.into_iter().map(|row| (row.id, row.key.unwrap_or_default())));
        let seqs = part.iter().map(|row| row.seq);
        let found = audit_details::Entity::find()
            .filter(audit_details::Column::Seq.is_in(seqs))
            .all(connection)
            .await?;
        words.extend(found.into_iter().map(|row| (row.seq, row.words)));
    }
    let key = |id: &str| keys.get(id).cloned().unwrap_or_else(|| id.to_owned());
    let records = rows.into_iter().map(|row| {
        let details = words.remove(&row.seq).flatten();
        AuditRecord {
            seq: row.seq,
            is_erased: details.is_none(),
            entry: AuditEntry {
                at_us: row.at_us,
                actor: key(&row.actor),
                action: row.action,
                object_id: key(&row.object_id),
                object_kind: row.object_kind,
                persons: row.persons,
                details: details.unwrap_or_default(),
            },
            hash: row.hash,
        }
    });
    Ok(records.collect())
}

fn details_hash(salt: &str, words: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in [salt, words] {
        hasher.update(&(part.len() as u64).to_le_bytes()).update(part.as_bytes());
    }
    hasher.finalize().to_hex().to_string()
}

/// The hash of a record over the hash before it. Every part is preceded by its length, so no two records read alike.
fn link(before: &str, record: &audit_record::Model) -> String {
    let persons = record.persons.map_or_else(String::new, |persons| persons.to_string());
    let mut hasher = blake3::Hasher::new();
    for part in [
        before,
        &record.seq.to_string(),
        &record.at_us.to_string(),
        &record.actor,
        &record.action,
        &record.object_kind,
        &record.object_id,
        &persons,
        &record.details_hash,
    ] {
        hasher.update(&(part.len() as u64).to_le_bytes()).update(part.as_bytes());
    }
    hasher.finalize().to_hex().to_string()
}
