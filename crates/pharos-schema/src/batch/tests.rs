#![allow(clippy::expect_used)]
use arrow::array::{Array, AsArray};
use arrow::datatypes::{Float64Type, Int64Type, TimestampMicrosecondType};
use serde::Serialize;

use super::{concat, distinct_texts, from_structs, with_sequence, with_source};
use crate::table;

#[derive(Serialize)]
struct Offer {
    key: &'static str,
    agent_id: Option<String>,
    offered_at: i64,
    ring_s: f64,
}

fn offers() -> arrow::array::RecordBatch {
    let rows = [
        Offer { key: "a", agent_id: Some("noa".to_owned()), offered_at: 1_774_744_200_000_000, ring_s: 7.25 },
        Offer { key: "b", agent_id: None, offered_at: 1_774_744_201_000_000, ring_s: 0.0 },
        Offer { key: "c", agent_id: Some("noa".to_owned()), offered_at: 0, ring_s: 1.0 },
    ];
    from_structs(table("agent_offers").expect("a known table"), "phone", 9, &rows).expect("rows")
}

#[test]
fn structs_become_rows_of_their_table() {
    let batch = offers();
    assert_eq!(batch.schema(), table("agent_offers").expect("a known table").arrow_schema());
    let column = |name: &str| batch.column_by_name(name).expect("a column").clone();
    assert_eq!(
        column("offered_at").as_primitive::<TimestampMicrosecondType>().value(0),
        1_774_744_200_000_000
    );
    assert_eq!(column("ring_s").as_primitive::<Float64Type>().value(0), 7.25);
    assert_eq!(column("source_name").as_string::<i32>().value(2), "phone");
    assert_eq!(column("ingest_seq").as_primitive::<Int64Type>().value(1), 9);
    assert_eq!(column("source_version").as_primitive::<Int64Type>().value(1), 0);
    assert_eq!(column("queue").null_count(), 3);
    assert_eq!(distinct_texts(&batch, "agent_id").into_iter().collect::<Vec<_>>(), ["noa"]);
    assert!(distinct_texts(&batch, "no_such_column").is_empty());
}

#[test]
fn sequence_and_source_can_be_given_later() {
    let batch = with_source(&with_sequence(&offers(), 12).expect("rows"), "chat").expect("rows");
    let twice = concat(&[batch.clone(), batch]).expect("rows");
    assert_eq!(twice.num_rows(), 6);
    assert_eq!(twice.column(3).as_primitive::<Int64Type>().value(5), 12);
    assert_eq!(distinct_texts(&twice, "source_name").into_iter().collect::<Vec<_>>(), ["chat"]);
    assert!(concat(&[]).is_err());
}
