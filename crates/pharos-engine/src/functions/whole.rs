//! Whole numbers that sums are made of: added up in whatever order and parts, they give the same sum.

use std::sync::Arc;

use arrow::array::AsArray;
use arrow::datatypes::{DataType, Decimal128Type, Float64Type, Int64Type};
use arrow::error::ArrowError;
use datafusion::common::Result;
use datafusion::logical_expr::{ColumnarValue, ScalarUDF, Volatility, create_udf};

/// Digits of a square: the sum of a billion of them still fits the widest decimal.
const DIGITS: u8 = 37;
/// A number of thousandths stays below it: 32 million years of seconds.
const BELOW: f64 = 1e18;

/// The functions of this file.
pub(super) fn functions() -> Vec<ScalarUDF> {
    vec![
        create_udf(
            "thousandths",
            vec![DataType::Float64],
            DataType::Int64,
            Volatility::Immutable,
            Arc::new(thousandths),
        ),
        create_udf(
            "squared",
            vec![DataType::Int64],
            DataType::Decimal128(DIGITS, 0),
            Volatility::Immutable,
            Arc::new(squared),
        ),
    ]
}

/// `thousandths(value)`: the value in thousandths, halves away from zero. An error for what is no number or too large.
fn thousandths(arguments: &[ColumnarValue]) -> Result<ColumnarValue> {
    let arrays = ColumnarValue::values_to_arrays(arguments)?;
    let values = arrays[0].as_primitive::<Float64Type>();
    let is_countable = |value: f64| (value * 1000.0).abs() < BELOW;
    // What stands under a NULL is nobody's value.
    if !values.values().iter().all(|value| is_countable(*value))
        && let Some(value) = values.iter().flatten().find(|value| !is_countable(*value))
    {
        return Err(ArrowError::ComputeError(format!("{value} cannot be counted in thousandths")).into());
    }
    let whole = values.unary::<_, Int64Type>(|value| (value * 1000.0).round() as i64);
    Ok(ColumnarValue::Array(Arc::new(whole)))
}

/// `squared(thousandths)`: the square, in millionths.
fn squared(arguments: &[ColumnarValue]) -> Result<ColumnarValue> {
    let arrays = ColumnarValue::values_to_arrays(arguments)?;
    let numbers = arrays[0].as_primitive::<Int64Type>();
    let squares = numbers.unary::<_, Decimal128Type>(|number| i128::from(number) * i128::from(number));
    Ok(ColumnarValue::Array(Arc::new(squares.with_precision_and_scale(DIGITS, 0)?)))
}

#[cfg(test)]
mod tests;
