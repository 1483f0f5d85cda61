//! Persons erased before do not come back by a file.

use pharos_ingest::readers::Reject;
use pharos_ingest::sources::SourceRecord;

use super::stretch::Stretch;
use crate::Result;
use crate::marks::Marks;

/// Takes erased persons out of rows and rejects.
pub(super) fn clean_stretch(marks: &Marks, stretch: &mut Stretch) -> Result<()> {
    for rows in &mut stretch.rows {
        rows.batch = marks.clean(rows.table, rows.batch.clone())?;
    }
    clean_rejects(marks, &mut stretch.rejects);
    Ok(())
}

/// Takes erased persons out of raw records, before anything is derived from them.
pub(super) fn clean_records(marks: &Marks, records: &mut [SourceRecord]) {
    for record in records {
        let found = marks.in_text(&record.text);
        if !found.is_empty() {
            for text in [&mut record.text, &mut record.key, &mut record.group] {
                if let Some(new) = found.replaced(text) {
                    *text = new;
                }
            }
        }
    }
}

/// Takes the rows of erased persons out of rejects.
pub(super) fn clean_rejects(marks: &Marks, rejects: &mut [Reject]) {
    for reject in rejects {
        let found = marks.in_text(&reject.row);
        if !found.is_empty() {
            "(erased)".clone_into(&mut reject.row);
            if found.is_named_in(&reject.reason) {
                "(erased)".clone_into(&mut reject.reason);
            }
        }
    }
}
