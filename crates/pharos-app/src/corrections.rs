//! Corrections of facts: a contact under another agent or queue, or left out, each with its reason. What the source sent stays;
//! every number and row a correction has a part in says so, and it can be taken back.

use pharos_engine::dataset::Corrections;
use pharos_engine::lookup::segments;
use pharos_store::Correction;
use serde::Serialize;

use crate::{Action, App, AppError, Permission, Reason, Result, now_us, rfc3339};

/// The table whose rows can be corrected.
const TABLE: &str = "contact_segments";
/// What `excluded` reads where a person left a contact out.
const EXCLUDED: &str = "corrected";
/// Corrections of one request at most.
const AT_ONCE_MAX: usize = 500;

/// What to correct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectionRequest {
    /// source of the segment
    pub source_name: String,
    /// key of the segment
    pub key: String,
    /// `agent`, `queue` or `exclude`
    pub what: String,
    /// the agent or queue it belongs to; `None`: to nobody that is known
    pub value: Option<String>,
}

/// A correction as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CorrectionView {
    /// names it
    pub id: i64,
    /// source of the segment
    pub source_name: String,
    /// key of the segment
    pub key: String,
    /// `agent`, `queue` or `exclude`
    pub what: &'static str,
    /// the agent or queue it belongs to
    pub value: Option<String>,
    /// why
    pub reason: String,
    /// who said so
    pub by: String,
    /// when, RFC 3339
    pub at: String,
    /// who took it back
    pub undone_by: Option<String>,
    /// when, RFC 3339
    pub undone_at: Option<String>,
}

/// Known names looked at for one that was given.
const NEAR_MAX: usize = 5;

impl App {
    /// Corrects segments, all or none, for one reason.
    ///
    /// # Errors
    /// A reason that says nothing, a segment that is not there, a value that is none.
    pub async fn correct(
        &self,
        permission: &Permission,
        requests: &[CorrectionRequest],
        reason: &str,
    ) -> Result<Vec<CorrectionView>> {
        permission.require(Action::CorrectFacts)?;
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(AppError::refused(
                Reason::ReasonNeeded,
                "a correction needs a reason; maybe what shows that the fact is wrong",
            ));
        }
        if requests.is_empty() || AT_ONCE_MAX < requests.len() {
            return Err(AppError::refused(
                Reason::CorrectionsMany,
                format!("{} corrections at once; 1 to {AT_ONCE_MAX} can be made", requests.len()),
            )
            .with("most", AT_ONCE_MAX));
        }
        self.check_segments(requests).await?;
        self.check_values(requests).await?;
        for request in requests {
            self.require_segment(permission, &request.key).await?;
        }
        let details: Vec<String> = requests
            .iter()
            .map(|it| format!("{} {}: {} {:?}", it.source_name, it.key, it.what, it.value))
            .collect();
        self.audit(permission, "facts.correct", ("fact", ""), &format!("{reason}: {}", details.join("; ")))
            .await?;
        let (by, at) = (permission.name().to_owned(), now_us());
        let corrections = requests
            .iter()
            .map(|request| correction(request, reason, &by, at))
            .collect::<Result<Vec<Correction>>>()?;
        let ids = self.store.correct(&corrections).await?;
        let stored = corrections.into_iter().zip(ids).map(|(it, id)| view(Correction { id, ..it }));
        Ok(stored.collect())
    }

    /// Takes a correction back.
    ///
    /// # Errors
    /// An unknown one, one taken back already.
    pub async fn undo_correction(&self, permission: &Permission, id: i64) -> Result<CorrectionView> {
        permission.require(Action::CorrectFacts)?;
        self.audit(permission, "facts.correct.undo", ("correction", &id.to_string()), "").await?;
        match self.store.undo_correction(id, permission.name(), now_us()).await? {
            Some(undone) => Ok(view(undone)),
            None => Err(AppError::NotFound {
                what: "correction in force",
                name: id.to_string(),
                advice: "; maybe it was taken back already".to_owned(),
            }),
        }
    }

    /// All corrections, newest first, also those taken back.
    ///
    /// # Errors
    /// The records.
    pub async fn corrections(&self, permission: &Permission) -> Result<Vec<CorrectionView>> {
        permission.require(Action::CorrectFacts)?;
        let mut seen = Vec::new();
        for correction in self.all_corrections().await? {
            match self.require_segment(permission, &correction.key).await {
                Ok(()) => seen.push(correction),
                Err(AppError::NotFound { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(seen)
    }

    /// All corrections, whoever asks: for use cases that have looked whether the facts are in sight.
    pub(crate) async fn all_corrections(&self) -> Result<Vec<CorrectionView>> {
        Ok(self.store.corrections().await?.into_iter().map(view).collect())
    }

    /// Refuses agents and queues that nobody knows: a mistyped one would be a person or a queue of its own.
    async fn check_values(&self, requests: &[CorrectionRequest]) -> Result<()> {
        for request in requests.iter().filter(|it| matches!(it.what.as_str(), "agent" | "queue")) {
            let Some(value) = request.value.as_deref().map(str::trim).filter(|it| !it.is_empty()) else {
                continue;
            };
            let owner = Permission::owner();
            let near = self.dimension_values(&owner, &request.what, value, NEAR_MAX).await?;
            let employed = request.what == "agent" && self.roster().await?.0.contains_key(value);
            if !employed && !near.iter().any(|it| it == value) {
                // No near name is told: it may be out of the reader's sight.
                return Err(AppError::refused(
                    Reason::CorrectionUnknown,
                    format!("there is no {} `{value}` in the data; maybe it is mistyped", request.what),
                )
                .with("name", value));
            }
        }
        Ok(())
    }

    async fn check_segments(&self, requests: &[CorrectionRequest]) -> Result<()> {
        let dataset = self.dataset().await?;
        let names: Vec<(String, String)> =
            requests.iter().map(|it| (it.source_name.clone(), it.key.clone())).collect();
        let batches = segments(&dataset, &names).await?;
        let there: usize = batches.iter().map(pharos_schema::RecordBatch::num_rows).sum();
        let known: std::collections::BTreeSet<String> =
            batches.iter().flat_map(|batch| pharos_schema::distinct_texts(batch, "key")).collect();
        match names.iter().find(|(_, key)| !known.contains(key)) {
            Some((source, key)) => Err(AppError::NotFound {
                what: "contact segment",
                name: format!("{source}/{key}"),
                advice: "; maybe its import was undone".to_owned(),
            }),
            None if there == 0 => Err(AppError::Internal("segments were found and are none".to_owned())),
            None => Ok(()),
        }
    }
}

fn correction(request: &CorrectionRequest, reason: &str, by: &str, at: i64) -> Result<Correction> {
    let filled = request.value.clone().filter(|value| !value.trim().is_empty());
    let (field, value) = match request.what.as_str() {
        "agent" => ("agent_id", filled),
        "queue" => ("queue", filled),
        "exclude" => ("excluded", Some(EXCLUDED.to_owned())),
        other => {
            return Err(AppError::Input(format!(
                "`{other}` cannot be corrected; maybe agent, queue or exclude"
            )));
        }
    };
    Ok(Correction {
        id: 0,
        table: TABLE.to_owned(),
        source_name: request.source_name.clone(),
        key: request.key.clone(),
        field: field.to_owned(),
        value,
        reason: reason.to_owned(),
        made_by: by.to_owned(),
        made_at_us: at,
        undone_by: None,
        undone_at_us: None,
    })
}

fn view(it: Correction) -> CorrectionView {
    let what = match it.field.as_str() {
        "agent_id" => "agent",
        "queue" => "queue",
        _ => "exclude",
    };
    CorrectionView {
        id: it.id,
        source_name: it.source_name,
        key: it.key,
        what,
        value: it.value.filter(|_| what != "exclude"),
        reason: it.reason,
        by: it.made_by,
        at: rfc3339(it.made_at_us),
        undone_by: it.undone_by,
        undone_at: it.undone_at_us.map(rfc3339),
    }
}

/// The corrections in force as the engine lays them over the facts.
pub(crate) fn in_force(rows: &[Correction]) -> Corrections {
    let mut corrections = Corrections::default();
    for row in rows {
        let name = (row.source_name.clone(), row.key.clone());
        corrections.add(&row.table, name, &row.field, row.value.clone());
    }
    corrections
}
