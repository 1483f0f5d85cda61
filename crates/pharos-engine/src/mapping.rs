//! stub
use std::collections::BTreeMap;
use pharos_calendar::Zone;
use pharos_ingest::mapping::Mapping;
use pharos_ingest::readers::{Reject, SourceBatch};
use pharos_schema::{RecordBatch, Table};
pub struct ImportContext { pub source_name: String, pub site: Option<String>, pub zone: Zone }
pub struct EvaluatedRows { pub table: &'static Table, pub batch: RecordBatch, pub records: Vec<u64> }
pub struct Evaluated { pub rows: Vec<EvaluatedRows>, pub filtered: BTreeMap<String, u64>, pub rejects: Vec<Reject> }
pub async fn evaluate(_m: &Mapping, _b: &SourceBatch, _c: &ImportContext) -> Result<Evaluated, String> { Err("stub".into()) }
