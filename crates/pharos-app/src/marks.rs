//! Marks of erased persons: keyed hashes by which their names are recognised when they come again.

use std::collections::HashMap;
use std::sync::Arc;

use pharos_engine::erasure::{Erasure, possible_ids, words};
use pharos_schema::{Person, RecordBatch, Table, distinct_texts, person_id_columns};
use pharos_store::ErasedName;
use serde_json::{Map, Value};
use tokio::sync::Mutex;

use crate::{App, AppError, Result};

/// Kind of the mark of a contact of an erased customer.
pub(crate) const CONTACT: &str = "contact";

/// Everything needed to recognise erased persons.
#[derive(Debug)]
pub(crate) struct Marks {
    key: [u8; 32],
    names: HashMap<String, ErasedName>,
}

/// The marks as last read, with their number.
pub(crate) type MarksCache = Arc<Mutex<Option<(u64, Arc<Marks>)>>>;

impl App {
    /// The marks; `None` where nobody was ever erased.
    pub(crate) async fn marks(&self) -> Result<Option<Arc<Marks>>> {
        let count = self.store.erased_count().await?;
        if count == 0 {
            return Ok(None);
        }
        let mut cache = self.marks.lock().await;
        if let Some((known, marks)) = cache.as_ref()
            && *known == count
        {
            return Ok(Some(Arc::clone(marks)));
        }
        let marks = Arc::new(self.read_marks().await?);
        *cache = Some((count, Arc::clone(&marks)));
        Ok(Some(marks))
    }

    /// The marks as they stand in the records, however few.
    pub(crate) async fn read_marks(&self) -> Result<Marks> {
        // Two random uuids: 244 bits nobody can guess.
        let fresh = format!("{}{}", uuid::Uuid::new_v4().simple(), uuid::Uuid::new_v4().simple());
        let secret = self.store.erasure_key(&fresh).await?;
        let key = blake3::derive_key("pharos 2026 marks of erased persons", secret.as_bytes());
        Ok(Marks { key, names: self.store.erased_names().await? })
    }
}

impl Marks {
    /// The mark of a name.
    pub(crate) fn mark(&self, kind: &str, name: &str) -> String {
        let mut hasher = blake3::Hasher::new_keyed(&self.key);
        hasher.update(kind.as_bytes()).update(&[0]).update(name.as_bytes());
        hasher.finalize().to_hex().to_string()
    }

    /// The id that stands for a person erased before.
    pub(crate) fn erased_id(&self, person: Person, name: &str) -> Option<&str> {
        self.names.get(&self.mark(person.as_str(), name)).map(|it| it.erased_id.as_str())
    }

    /// Erased persons who stand in rows of a table.
    pub(crate) fn in_rows(&self, table: &'static Table, rows: &RecordBatch) -> Erasure {
        let mut found = Erasure::default();
        for person in Person::ALL {
            self.add_ids(&mut found, person, possible_ids(table, rows, person).iter().map(String::as_str));
        }
        if table.column("customer_id").is_none() {
            for contact in distinct_texts(rows, "contact_id") {
                self.add_contact(&mut found, &contact);
            }
        }
        found
    }

    /// Erased persons who stand in a row as a JSON object.
    pub(crate) fn in_object(&self, table: &'static Table, row: &Map<String, Value>) -> Erasure {
        let mut found = Erasure::default();
        let text = |name: &str| row.get(name).and_then(Value::as_str);
        for person in Person::ALL {
            self.add_ids(&mut found, person, person_id_columns(table, person).into_iter().filter_map(text));
        }
        if table.column("customer_id").is_none()
            && let Some(contact) = text("contact_id")
        {
            self.add_contact(&mut found, contact);
        }
        found
    }

    /// Erased persons who stand in a raw text.
    pub(crate) fn in_text(&self, text: &str) -> Erasure {
        let mut found = Erasure::default();
        for person in Person::ALL {
            self.add_ids(&mut found, person, words(text));
        }
        found
    }

    /// Rows of a table without the persons erased before.
    pub(crate) fn clean(&self, table: &'static Table, rows: RecordBatch) -> Result<RecordBatch> {
        let found = self.in_rows(table, &rows);
        if found.is_empty() {
            return Ok(rows);
        }
        let cleaned = found.erase(table, &rows).map_err(|error| AppError::Internal(error.to_string()))?;
        Ok(cleaned.unwrap_or(rows))
    }

    /// Adds those of the ids that are erased persons'.
    pub(crate) fn add_ids<'a>(
        &self,
        found: &mut Erasure,
        person: Person,
        ids: impl Iterator<Item = &'a str>,
    ) {
        for id in ids {
            if let Some(erased) = self.erased_id(person, id) {
                found.ids_mut(person).insert(id.to_owned(), erased.to_owned());
            }
        }
    }

    fn add_contact(&self, found: &mut Erasure, contact: &str) {
        if self.names.contains_key(&self.mark(CONTACT, contact)) {
            found.contacts.insert(contact.to_owned());
        }
    }
}
