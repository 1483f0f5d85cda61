//! Slots of forecasts in SQL: the quarters of an hour they are made of, and the same slot of an earlier week.

use std::sync::Arc;

use arrow::array::{Array, AsArray, ListBuilder, TimestampMicrosecondArray, TimestampMicrosecondBuilder};
use arrow::datatypes::{DataType, Field, Float64Type};
use datafusion::logical_expr::{ColumnarValue, ScalarUDF, Volatility, create_udf};

use super::Clockwork;
use super::time::{instant_type, instants, text};

const QUARTER_US: i64 = 900_000_000;
const WEEK_US: i64 = 7 * 86_400_000_000;
/// Weeks looked back at most.
const WEEKS_MAX: i64 = 520;

/// The functions of this file.
pub(super) fn functions(clockwork: &Arc<Clockwork>) -> Vec<ScalarUDF> {
    vec![quarters(), same_slot_before(clockwork)]
}

/// `quarters(start, seconds)`: starts of the quarters of an hour, UTC, a slot touches.
fn quarters() -> ScalarUDF {
    create_udf(
        "quarters",
        vec![instant_type(), DataType::Float64],
        DataType::List(Arc::new(Field::new_list_field(instant_type(), true))),
        Volatility::Immutable,
        Arc::new(|arguments: &[ColumnarValue]| {
            let arrays = ColumnarValue::values_to_arrays(arguments)?;
            let lengths = arrays[1].as_primitive::<Float64Type>();
            let values = TimestampMicrosecondBuilder::new().with_timezone("UTC");
            let mut lists = ListBuilder::new(values);
            for (start, seconds) in instants(&arrays[0]).iter().zip(lengths.iter()) {
                if let (Some(start), Some(seconds)) = (start, seconds) {
                    let end = start.saturating_add((seconds * 1e6) as i64);
                    let mut at = start.div_euclid(QUARTER_US) * QUARTER_US;
                    while at < end {
                        lists.values().append_value(at);
                        at += QUARTER_US;
                    }
                }
                lists.append(true);
            }
            Ok(ColumnarValue::Array(Arc::new(lists.finish())))
        }),
    )
}

/// `same_slot_before(start, seconds, known_at, site)`: the start of the slot at the same local time and weekday in the newest
/// week in which it was over at `known_at`.
fn same_slot_before(clockwork: &Arc<Clockwork>) -> ScalarUDF {
    let clockwork = clockwork.clone();
    create_udf(
        "same_slot_before",
        vec![instant_type(), DataType::Float64, instant_type(), DataType::Utf8],
        instant_type(),
        Volatility::Immutable,
        Arc::new(move |arguments: &[ColumnarValue]| {
            let arrays = ColumnarValue::values_to_arrays(arguments)?;
            let (lengths, sites) = (arrays[1].as_primitive::<Float64Type>(), arrays[3].as_string::<i32>());
            let known = instants(&arrays[2]);
            let befores: TimestampMicrosecondArray = instants(&arrays[0])
                .iter()
                .enumerate()
                .map(|(row, start)| {
                    let zone = clockwork.zone_of(text(sites, row));
                    let start = start?;
                    let known = known.is_valid(row).then(|| known.value(row))?;
                    let length_us = (lengths.is_valid(row).then(|| lengths.value(row))? * 1e6) as i64;
                    let local = zone.instant_to_local(start);
                    let back = |weeks: i64| zone.local_to_instant(local - weeks * WEEK_US);
                    let first = ((start + length_us - known).div_euclid(WEEK_US)).max(1);
                    (first..=WEEKS_MAX).map(back).find(|before| before + length_us <= known)
                })
                .collect();
            Ok(ColumnarValue::Array(Arc::new(befores.with_timezone("UTC"))))
        }),
    )
}
