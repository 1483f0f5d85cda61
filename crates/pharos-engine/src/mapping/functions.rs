//! The functions of mappings as functions of the engine. Each gets the record's number first: where a value cannot be made
//! the record is noted with the reason, and the value is NULL.

use std::collections::{BTreeMap, HashMap};
use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

use arrow::array::{
    Array, ArrayRef, AsArray, BooleanArray, Float64Array, Int64Array, StringArray, TimestampMicrosecondArray,
};
use arrow::datatypes::{DataType, Float64Type, Int64Type, TimeUnit, TimestampMicrosecondType};
use datafusion::common::Result;
use datafusion::logical_expr::{
    ColumnarValue, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility,
};
use datafusion::prelude::SessionContext;
use pharos_calendar::Zone;
use pharos_ingest::functions::{
    FunctionError, InstantFormat, attributes, epoch_instant, flag_of, local_day_clock, local_day_clock_after,
    number_of, seconds_of, word_hash,
};

/// Names of the functions that get the record's number.
pub(super) const NAMES: &[&str] = &[
    "attributes",
    "epoch_instant",
    "flag_of",
    "instant_after",
    "local_day_clock",
    "local_day_clock_after",
    "local_instant",
    "number_of",
    "seconds_of",
    "utc_instant",
    "word_hash",
];

/// Records for which a value could not be made, with the first reason.
#[derive(Clone, Debug, Default)]
pub(super) struct Faults(Arc<Mutex<BTreeMap<i64, String>>>);

impl Faults {
    pub(super) fn note(&self, record: i64, reason: String) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(record).or_insert(reason);
    }

    pub(super) fn take(&self) -> BTreeMap<i64, String> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Registers the functions.
pub(super) fn register(session: &SessionContext, zone: &Zone, decimal_comma: bool, faults: &Faults) {
    for name in NAMES {
        let function = MappingFunction {
            name,
            zone: zone.clone(),
            decimal_comma,
            faults: faults.clone(),
            signature: Signature::variadic_any(Volatility::Immutable),
        };
        session.register_udf(ScalarUDF::new_from_impl(function));
    }
}

#[derive(Debug)]
struct MappingFunction {
    name: &'static str,
    zone: Zone,
    decimal_comma: bool,
    faults: Faults,
    signature: Signature,
}

impl PartialEq for MappingFunction {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && Arc::ptr_eq(&self.faults.0, &other.faults.0)
    }
}

impl Eq for MappingFunction {}

impl Hash for MappingFunction {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

fn instant_type() -> DataType {
    DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into()))
}

impl ScalarUDFImpl for MappingFunction {
    fn name(&self) -> &str {
        self.name
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(match self.name {
            "number_of" | "seconds_of" => DataType::Float64,
            "flag_of" => DataType::Boolean,
            "attributes" | "word_hash" => DataType::Utf8,
            _ => instant_type(),
        })
    }

    fn invoke_with_args(&self, arguments: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let arrays = ColumnarValue::values_to_arrays(&arguments.args)?;
        let rows = arguments.number_rows;
        let call = Call::new(self, &arrays, rows)?;
        let array: ArrayRef = match self.name {
            "number_of" => Arc::new(
                call.each(|row, text| number_of(text(row, 0)?, self.decimal_comma).transpose())
                    .collect::<Float64Array>(),
            ),
            "seconds_of" => Arc::new(
                call.each(|row, text| seconds_of(text(row, 0)?, self.decimal_comma).transpose())
                    .collect::<Float64Array>(),
            ),
            "flag_of" => {
                Arc::new(call.each(|row, text| flag_of(text(row, 0)?).transpose()).collect::<BooleanArray>())
            }
            "word_hash" => {
                Arc::new(call.each(|row, text| Some(Ok(word_hash(text(row, 0)?)))).collect::<StringArray>())
            }
            "attributes" => Arc::new(
                call.each(|row, text| Ok(call.object(row, text)).transpose()).collect::<StringArray>(),
            ),
            "instant_after" => return self.instant_after(&arrays),
            _ => Arc::new(self.instants(&call).with_timezone("UTC")),
        };
        Ok(ColumnarValue::Array(array))
    }
}

impl MappingFunction {
    fn instants(&self, call: &Call<'_>) -> TimestampMicrosecondArray {
        let mut formats = Formats::default();
        let mut format = |text: Option<&str>| formats.of(text.unwrap_or_default());
        let zone = &self.zone;
        call.each(|row, text| {
            let first = text(row, 0)?;
            match self.name {
                "local_instant" => format(text(row, 1)).and_then(|it| it.local_instant(first, zone)),
                "utc_instant" => format(text(row, 1)).and_then(|it| it.utc_instant(first)),
                "epoch_instant" => epoch_instant(first, text(row, 1)),
                "local_day_clock" => format(text(row, 1))
                    .and_then(|it| local_day_clock(first, &it, text(row, 2).unwrap_or_default(), zone)),
                _ => format(text(row, 1)).and_then(|it| {
                    let clock = |place| text(row, place).unwrap_or_default();
                    local_day_clock_after(first, &it, clock(2), clock(3), zone)
                }),
            }
            .transpose()
        })
        .collect()
    }

    /// `instant_after(instant, seconds)`: NULL where either is.
    fn instant_after(&self, arrays: &[ArrayRef]) -> Result<ColumnarValue> {
        let instants = arrow::compute::cast(&arrays[1], &instant_type())?;
        let seconds = arrow::compute::cast(&arrays[2], &DataType::Float64)?;
        let sums: TimestampMicrosecondArray = instants
            .as_primitive::<TimestampMicrosecondType>()
            .iter()
            .zip(seconds.as_primitive::<Float64Type>().iter())
            .map(|(at, seconds)| Some(at?.saturating_add((seconds? * 1e6).round() as i64)))
            .collect();
        Ok(ColumnarValue::Array(Arc::new(sums.with_timezone("UTC"))))
    }
}

/// Formats by their text; mostly there is one, and it is asked for row by row.
#[derive(Default)]
struct Formats {
    last: Option<(String, Arc<InstantFormat>)>,
    made: HashMap<String, std::result::Result<Arc<InstantFormat>, FunctionError>>,
}

impl Formats {
    fn of(&mut self, text: &str) -> std::result::Result<Arc<InstantFormat>, FunctionError> {
        if let Some((last, format)) = &self.last
            && last == text
        {
            return Ok(Arc::clone(format));
        }
        let make = || match text {
            "" => Ok(Arc::new(InstantFormat::iso())),
            _ => InstantFormat::new(text).map(Arc::new),
        };
        let format = self.made.entry(text.to_owned()).or_insert_with(make).clone()?;
        self.last = Some((text.to_owned(), Arc::clone(&format)));
        Ok(format)
    }
}

/// The arguments of one call as text.
struct Call<'a> {
    records: Int64Array,
    texts: Vec<ArrayRef>,
    rows: usize,
    faults: &'a Faults,
}

impl<'a> Call<'a> {
    fn new(function: &'a MappingFunction, arrays: &[ArrayRef], rows: usize) -> Result<Call<'a>> {
        let texts = arrays[1..]
            .iter()
            .map(|array| arrow::compute::cast(array, &DataType::Utf8))
            .collect::<std::result::Result<Vec<_>, _>>()?;
        let records = arrow::compute::cast(&arrays[0], &DataType::Int64)?;
        let records = records.as_primitive::<Int64Type>().clone();
        Ok(Call { records, texts, rows: rows.max(1).min(arrays[0].len().max(1)), faults: &function.faults })
    }

    fn text(&self, row: usize, place: usize) -> Option<&str> {
        let column = self.texts.get(place)?.as_string::<i32>();
        column.is_valid(row).then(|| column.value(row))
    }

    fn each<'b, T>(
        &'b self,
        mut make: impl FnMut(
            usize,
            &dyn Fn(usize, usize) -> Option<&'b str>,
        ) -> Option<std::result::Result<T, FunctionError>>
        + 'b,
    ) -> impl Iterator<Item = Option<T>> + 'b {
        let rows = if self.records.is_empty() { 0 } else { self.rows };
        (0..rows).map(move |row| match make(row, &|row, place| self.text(row, place)) {
            None => None,
            Some(Ok(value)) => Some(value),
            Some(Err(error)) => {
                self.faults.note(self.records.value(row), error.to_string());
                None
            }
        })
    }

    fn object<'b>(&self, row: usize, text: &dyn Fn(usize, usize) -> Option<&'b str>) -> Option<String> {
        let pairs = (0..self.texts.len() / 2)
            .filter_map(|pair| Some((text(row, pair * 2)?, text(row, pair * 2 + 1))))
            .collect::<Vec<_>>();
        attributes(pairs)
    }
}
