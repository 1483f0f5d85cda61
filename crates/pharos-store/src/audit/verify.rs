//! Is the audit chain whole?

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{HEAD, RECORDS_PER_STATEMENT, details_hash, link};
use crate::entity::{audit_details, audit_head, audit_record};
use crate::{Result, Store};

/// What the chain says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditState {
    /// records looked at
    pub records: u64,
    /// records whose details were erased
    pub erased: u64,
    /// last record
    pub last_seq: i64,
    /// its hash: whoever keeps it elsewhere can later tell whether the chain was made anew
    pub last_hash: String,
    /// the first thing that is wrong
    pub fault: Option<AuditFault>,
}

/// What is wrong with the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuditFault {
    /// a record is missing before this one
    Missing {
        /// the record after the gap
        before: i64,
    },
    /// a record is not what was noted
    Changed {
        /// the record
        seq: i64,
    },
    /// the words of a record are not what was noted
    Details {
        /// the record
        seq: i64,
    },
    /// records at the end are missing, or more were added without the chain
    End {
        /// the last record there is
        found: i64,
        /// the last record the chain had
        expected: i64,
    },
    /// the record kept elsewhere is not part of this chain
    Anchor {
        /// the hash that was looked for
        hash: String,
    },
}

impl std::fmt::Display for AuditFault {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            AuditFault::Missing { before } => write!(out, "a record before {before} is missing"),
            AuditFault::Changed { seq } => write!(out, "record {seq} is not what was noted"),
            AuditFault::Details { seq } => write!(out, "the details of record {seq} are not what was noted"),
            AuditFault::End { found, expected } => {
                write!(out, "the last record is {found}, the chain ends with {expected}")
            }
            AuditFault::Anchor { hash } => write!(out, "no record has the hash {hash}"),
        }
    }
}

impl Store {
    /// Reads the whole chain and tells whether it is what was noted. `anchor` is the hash of a record that somebody kept
    /// elsewhere: it must be part of the chain.
    ///
    /// # Errors
    /// The database.
    pub async fn verify_audit(&self, anchor: Option<&str>) -> Result<AuditState> {
        let transaction = self.read().await?;
        let head = audit_head::Entity::find_by_id(HEAD).one(&transaction).await?;
        let (base_seq, mut before, end, end_hash) = head.map_or_else(
            || (0, String::new(), 0, String::new()),
            |head| (head.base_seq, head.base_hash, head.seq, head.hash),
        );
        let mut state = AuditState { last_seq: base_seq, ..AuditState::default() };
        let mut anchored = anchor.is_none_or(|anchor| anchor == before);
        loop {
            let records = audit_record::Entity::find()
                .filter(audit_record::Column::Seq.gt(state.last_seq))
                .order_by_asc(audit_record::Column::Seq)
                .limit(RECORDS_PER_STATEMENT as u64)
                .all(&transaction)
                .await?;
            let Some(last) = records.last().map(|record| record.seq) else { break };
            let details = audit_details::Entity::find()
                .filter(audit_details::Column::Seq.gt(state.last_seq))
                .filter(audit_details::Column::Seq.lte(last))
                .all(&transaction)
                .await?;
            let mut details: std::collections::HashMap<i64, audit_details::Model> =
                details.into_iter().map(|row| (row.seq, row)).collect();
            for record in records {
                let seq = record.seq;
                let wrong = if seq != state.last_seq + 1 {
                    Some(AuditFault::Missing { before: seq })
                } else if link(&before, &record) != record.hash {
                    Some(AuditFault::Changed { seq })
                } else {
                    match details.remove(&seq) {
                        None => Some(AuditFault::Details { seq }),
                        Some(audit_details::Model { words: None, .. }) => {
                            state.erased += 1;
                            None
                        }
                        Some(audit_details::Model { salt, words: Some(words), .. }) => {
                            (details_hash(&salt, &words) != record.details_hash)
                                .then_some(AuditFault::Details { seq })
                        }
                    }
                };
                state.fault = state.fault.or(wrong);
                anchored |= anchor == Some(record.hash.as_str());
                state.records += 1;
                state.last_seq = seq;
                before = record.hash;
            }
        }
        transaction.commit().await?;
        if state.fault.is_none() && (state.last_seq != end || before != end_hash) {
            state.fault = Some(AuditFault::End { found: state.last_seq, expected: end });
        }
        if let (None, false, Some(anchor)) = (&state.fault, anchored, anchor) {
            state.fault = Some(AuditFault::Anchor { hash: anchor.to_owned() });
        }
        state.last_hash = before;
        Ok(state)
    }
}
