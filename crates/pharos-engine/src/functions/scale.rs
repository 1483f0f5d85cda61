//! Scales of survey answers and the source's own attributes.

use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, BooleanArray, StringArray};
use arrow::datatypes::{DataType, Float64Type};
use datafusion::common::Result;
use datafusion::logical_expr::{ColumnarValue, ScalarUDF, Volatility, create_udf};

/// The functions of this file.
pub(super) fn functions() -> Vec<ScalarUDF> {
    let scale = vec![DataType::Float64, DataType::Float64, DataType::Float64, DataType::Utf8];
    vec![
        create_udf(
            "top_box",
            scale.clone(),
            DataType::Boolean,
            Volatility::Immutable,
            Arc::new(|arguments: &[ColumnarValue]| boxes(arguments, true)),
        ),
        create_udf(
            "bottom_box",
            scale,
            DataType::Boolean,
            Volatility::Immutable,
            Arc::new(|arguments: &[ColumnarValue]| boxes(arguments, false)),
        ),
        create_udf(
            "attribute",
            vec![DataType::Utf8, DataType::Utf8],
            DataType::Utf8,
            Volatility::Immutable,
            Arc::new(attribute),
        ),
    ]
}

/// Top and bottom boxes by share of the scale: two of five answers are 40 %, so three of seven, four of ten or eleven.
/// A scale on which less is better is turned round.
fn boxes(arguments: &[ColumnarValue], top: bool) -> Result<ColumnarValue> {
    let arrays = ColumnarValue::values_to_arrays(arguments)?;
    let number = |index: usize| arrays[index].as_primitive::<Float64Type>();
    let (values, least, greatest) = (number(0), number(1), number(2));
    let directions = arrays[3].as_string::<i32>();
    let answers: BooleanArray = (0..values.len())
        .map(|row| {
            let known = values.is_valid(row) && least.is_valid(row) && greatest.is_valid(row);
            let answers = greatest.value(row) - least.value(row) + 1.0;
            if !known || answers < 2.0 {
                return None;
            }
            let taken = (0.4 * answers).round();
            let down = directions.is_valid(row) && directions.value(row) == "down";
            Some(if top == down {
                values.value(row) < least.value(row) + taken
            } else {
                values.value(row) > greatest.value(row) - taken
            })
        })
        .collect();
    Ok(ColumnarValue::Array(Arc::new(answers)))
}

fn attribute(arguments: &[ColumnarValue]) -> Result<ColumnarValue> {
    let arrays = ColumnarValue::values_to_arrays(arguments)?;
    let (objects, names) = (arrays[0].as_string::<i32>(), arrays[1].as_string::<i32>());
    let values: StringArray = (0..objects.len())
        .map(|row| {
            if objects.is_null(row) || names.is_null(row) {
                return None;
            }
            let object: serde_json::Value = serde_json::from_str(objects.value(row)).ok()?;
            match object.get(names.value(row))? {
                serde_json::Value::Null => None,
                serde_json::Value::String(text) => Some(text.clone()),
                other => Some(other.to_string()),
            }
        })
        .collect();
    Ok(ColumnarValue::Array(Arc::new(values) as ArrayRef))
}
