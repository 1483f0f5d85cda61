//! What quantiles and distinct numbers are rolled up as: classes of values 2 % wide, HyperLogLog sketches.

use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, BinaryArray, Float64Array};
use arrow::datatypes::{DataType, Float64Type};
use datafusion::common::{Result, ScalarValue};
use datafusion::error::DataFusionError;
use datafusion::logical_expr::{
    Accumulator, AggregateUDF, ColumnarValue, ScalarUDF, Volatility, create_udaf, create_udf,
};
use datafusion::prelude::SessionContext;
use datasketches::hll::{HllSketch, HllType, HllUnion};

/// Ratio of the ends of a class of values; its middle is less than 1 % from everything in it.
const CLASS_RATIO: f64 = 1.02;

/// Base-2 logarithm of a sketch's registers: a standard error of 0.81 % (1.04 / sqrt(2^14); Flajolet et al. 2007), so that
/// 2 % hold in 98 of 100 questions.
const REGISTERS_LOG2: u8 = 14;

/// Registers the functions of roll-ups in a session.
pub(crate) fn functions(context: &SessionContext) {
    context.register_udf(value_class());
    context.register_udaf(sketch("distinct_sketch", DataType::Utf8, DataType::Binary));
    context.register_udaf(sketch("sketched_distinct", DataType::Binary, DataType::Int64));
}

/// `value_class(x)`: the middle of the class `x` lies in; 0 is a class of its own.
fn value_class() -> ScalarUDF {
    create_udf(
        "value_class",
        vec![DataType::Float64],
        DataType::Float64,
        Volatility::Immutable,
        Arc::new(|arguments: &[ColumnarValue]| {
            let arrays = ColumnarValue::values_to_arrays(arguments)?;
            let values = arrays[0].as_primitive::<Float64Type>();
            let classes: Float64Array = values.iter().map(|value| value.map(middle_of_class)).collect();
            Ok(ColumnarValue::Array(Arc::new(classes)))
        }),
    )
}

pub(super) fn middle_of_class(value: f64) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    let place = (value.abs().ln() / CLASS_RATIO.ln()).floor();
    value.signum() * CLASS_RATIO.powf(place + 0.5)
}

/// `distinct_sketch(words)` makes a sketch, `sketched_distinct(sketches)` the number of distinct words in several.
fn sketch(name: &str, input: DataType, output: DataType) -> AggregateUDF {
    let returned = output.clone();
    create_udaf(
        name,
        vec![input],
        Arc::new(output),
        Volatility::Immutable,
        Arc::new(move |_| Ok(Box::new(Sketch::new(returned.clone())?))),
        Arc::new(vec![DataType::Binary]),
    )
}

#[derive(Debug)]
struct Sketch {
    union: HllUnion,
    output: DataType,
}

fn failed(error: datasketches::error::Error) -> DataFusionError {
    DataFusionError::Execution(format!("a sketch of distinct values: {error}"))
}

impl Sketch {
    fn new(output: DataType) -> Result<Sketch> {
        Ok(Sketch { union: HllUnion::new(REGISTERS_LOG2).map_err(failed)?, output })
    }

    fn add(&mut self, array: &ArrayRef) -> Result<()> {
        match array.data_type() {
            DataType::Utf8 => {
                array.as_string::<i32>().iter().flatten().for_each(|word| self.union.update_value(word))
            }
            _ => {
                let sketches: &BinaryArray = array.as_binary::<i32>();
                for bytes in sketches.iter().flatten() {
                    self.union.update(&HllSketch::deserialize(bytes).map_err(failed)?);
                }
            }
        }
        Ok(())
    }

    fn bytes(&self) -> Vec<u8> {
        self.union.to_sketch(HllType::Hll8).serialize()
    }
}

impl Accumulator for Sketch {
    fn update_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        self.add(&values[0])
    }

    fn evaluate(&mut self) -> Result<ScalarValue> {
        Ok(match self.output {
            DataType::Int64 => ScalarValue::Int64(Some(self.union.estimate().round() as i64)),
            _ => ScalarValue::Binary(Some(self.bytes())),
        })
    }

    fn size(&self) -> usize {
        size_of_val(self) + self.union.estimated_size()
    }

    fn state(&mut self) -> Result<Vec<ScalarValue>> {
        Ok(vec![ScalarValue::Binary(Some(self.bytes()))])
    }

    fn merge_batch(&mut self, states: &[ArrayRef]) -> Result<()> {
        self.add(&states[0])
    }
}
