//! The distance of every contact to the same customer's neighbours: with any, with the same reason, on the same channel.
//!
//! The same as the window functions of `contact_sequence`, in one pass over contacts in the order of time.

use std::collections::HashMap;
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, Float64Array, RecordBatch, StringArray};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef, TimestampMicrosecondType};
use arrow::error::ArrowError;

/// The columns it adds, in the relation's order.
const COLUMNS: [&str; 6] = [
    "previous_gap_s",
    "previous_gap_reason_s",
    "next_gap_s",
    "next_gap_reason_s",
    "next_gap_channel_s",
    "next_gap_reason_channel_s",
];

/// A contact's place in time and what tells it from others.
struct Contact<'a> {
    at_us: i64,
    contact: &'a str,
    source: &'a str,
    customer: &'a str,
    reason: Option<&'a str>,
    channel: Option<&'a str>,
    /// Batch and row.
    place: (usize, usize),
}

/// The batches whose place `wanted` names, with the distances; the others are their neighbourhood.
pub(super) fn linked(batches: &[&RecordBatch], wanted: &[usize]) -> Result<Vec<RecordBatch>, ArrowError> {
    let mut contacts: Vec<Contact<'_>> = Vec::new();
    for (number, batch) in batches.iter().enumerate() {
        let Some(columns) = Columns::of(batch) else { continue };
        contacts.extend((0..batch.num_rows()).filter_map(|row| columns.contact(row, (number, row))));
    }
    contacts.sort_unstable_by(|left, right| {
        (left.at_us, left.contact, left.source).cmp(&(right.at_us, right.contact, right.source))
    });
    let empty = || batches.iter().map(|batch| vec![None; batch.num_rows()]).collect::<Vec<_>>();
    let mut gaps: [Vec<Vec<Option<f64>>>; 6] = std::array::from_fn(|_| empty());
    neighbours(&contacts, |it| (it.customer, None, None), Some(0), 2, &mut gaps);
    neighbours(&contacts, |it| (it.customer, Some(it.reason), None), Some(1), 3, &mut gaps);
    neighbours(&contacts, |it| (it.customer, None, Some(it.channel)), None, 4, &mut gaps);
    neighbours(&contacts, |it| (it.customer, Some(it.reason), Some(it.channel)), None, 5, &mut gaps);
    wanted
        .iter()
        .filter_map(|number| batches.get(*number).map(|batch| (*number, batch)))
        .map(|(number, batch)| {
            let mut fields: Vec<Arc<Field>> = batch.schema().fields().iter().cloned().collect();
            let mut columns = batch.columns().to_vec();
            for (name, gaps) in COLUMNS.iter().zip(&gaps) {
                fields.push(Arc::new(Field::new(*name, DataType::Float64, true)));
                columns.push(Arc::new(Float64Array::from(gaps[number].clone())) as ArrayRef);
            }
            RecordBatch::try_new(Arc::new(Schema::new(fields)), columns)
        })
        .collect()
}

/// The shape where there is not one contact.
pub(super) fn schema() -> SchemaRef {
    let relation = pharos_metric::relation("contact_sequence");
    let names = relation.map(pharos_metric::Relation::column_names).unwrap_or_default();
    let kinds = names.into_iter().filter_map(|name| Some((name, relation?.column(name)?)));
    let mut fields: Vec<Field> =
        ["source_name", "key", "site"].map(|name| Field::new(name, DataType::Utf8, true)).to_vec();
    fields.extend(kinds.map(|(name, kind)| Field::new(name, kind.data_type(), true)));
    Arc::new(Schema::new(fields))
}

/// What tells contacts of one series: customer, reason, channel, as far as they count.
type Series<'a> = (&'a str, Option<Option<&'a str>>, Option<Option<&'a str>>);

/// Notes the distance of neighbours in the same series: to the previous one, to the next one.
fn neighbours<'a>(
    contacts: &[Contact<'a>],
    series: impl Fn(&Contact<'a>) -> Series<'a>,
    previous: Option<usize>,
    next: usize,
    gaps: &mut [Vec<Vec<Option<f64>>>; 6],
) {
    let mut last: HashMap<Series<'a>, &Contact<'a>> = HashMap::new();
    for contact in contacts {
        if let Some(before) = last.insert(series(contact), contact) {
            // As `seconds_between` has it.
            let gap_s = Some((contact.at_us - before.at_us) as f64 / 1e6);
            if let Some(column) = previous {
                gaps[column][contact.place.0][contact.place.1] = gap_s;
            }
            gaps[next][before.place.0][before.place.1] = gap_s;
        }
    }
}

struct Columns<'a> {
    at: &'a arrow::array::TimestampMicrosecondArray,
    contact: &'a StringArray,
    source: &'a StringArray,
    customer: &'a StringArray,
    reason: &'a StringArray,
    channel: &'a StringArray,
}

impl<'a> Columns<'a> {
    fn of(batch: &'a RecordBatch) -> Option<Columns<'a>> {
        let text = |name: &str| batch.column_by_name(name)?.as_string_opt::<i32>();
        Some(Columns {
            at: batch.column_by_name("started_at")?.as_primitive_opt::<TimestampMicrosecondType>()?,
            contact: text("contact_id")?,
            source: text("source_name")?,
            customer: text("customer_id")?,
            reason: text("reason")?,
            channel: text("channel")?,
        })
    }

    /// A contact of a known customer.
    fn contact(&self, row: usize, place: (usize, usize)) -> Option<Contact<'a>> {
        let known = |column: &'a StringArray| column.is_valid(row).then(|| column.value(row));
        Some(Contact {
            at_us: self.at.is_valid(row).then(|| self.at.value(row))?,
            contact: known(self.contact).unwrap_or_default(),
            source: known(self.source).unwrap_or_default(),
            customer: known(self.customer)?,
            reason: known(self.reason),
            channel: known(self.channel),
            place,
        })
    }
}
