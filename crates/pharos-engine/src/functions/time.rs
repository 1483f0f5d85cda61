//! Site time in SQL.

use std::sync::Arc;

use arrow::array::{
    Array, ArrayRef, AsArray, BooleanArray, Float64Array, Int64Array, ListArray, StringArray,
    TimestampMicrosecondArray,
};
use arrow::buffer::OffsetBuffer;
use arrow::compute::binary;
use arrow::datatypes::{DataType, Field, Float64Type, Int64Type, TimeUnit, TimestampMicrosecondType};
use datafusion::common::Result;
use datafusion::logical_expr::{ColumnarValue, ScalarUDF, Volatility, create_udf};
use pharos_calendar::{Grain, PeriodFinder};

use super::Clockwork;

const US: f64 = 1e6;

pub(super) fn instant_type() -> DataType {
    DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into()))
}

/// The functions of this file.
pub(super) fn functions(clockwork: &Arc<Clockwork>) -> Vec<ScalarUDF> {
    let mut all = vec![
        periods("period_start", clockwork, clockwork.grain),
        periods("day_start", clockwork, Grain::Day),
        periods("month_start", clockwork, Grain::Month),
        slots(clockwork),
        quarters(),
        slot_is_open(clockwork),
        local_number("hour_of_day", clockwork, |zone, instant| i64::from(zone.hour_of_day(instant))),
        local_number("weekday", clockwork, |zone, instant| {
            i64::from(zone.weekday(instant).to_monday_one_offset())
        }),
        durations("seconds_between", |from, to| to.saturating_sub(from) as f64 / US),
        create_udf(
            "plus_seconds",
            vec![instant_type(), DataType::Float64],
            instant_type(),
            Volatility::Immutable,
            Arc::new(plus_seconds),
        ),
    ];
    let as_of = clockwork.as_of_us;
    all.push(create_udf(
        "age_s",
        vec![instant_type()],
        DataType::Float64,
        Volatility::Immutable,
        Arc::new(move |arguments: &[ColumnarValue]| {
            let arrays = ColumnarValue::values_to_arrays(arguments)?;
            let instants = arrays[0].as_primitive::<TimestampMicrosecondType>();
            let ages: Float64Array =
                instants.iter().map(|at| at.map(|at| (as_of - at) as f64 / US)).collect();
            Ok(ColumnarValue::Array(Arc::new(ages)))
        }),
    ));
    all.push(business(clockwork, "business_seconds", 2));
    all.push(business(clockwork, "business_age_s", 1));
    for (prefix, grain) in [("", clockwork.cut), ("day_", Grain::Day)] {
        all.push(cuts(&format!("{prefix}cuts"), clockwork, grain));
        all.push(piece_end(&format!("{prefix}piece_end"), clockwork, grain));
    }
    all.push(create_udf(
        "instant_of",
        vec![DataType::Int64],
        instant_type(),
        Volatility::Immutable,
        Arc::new(|arguments: &[ColumnarValue]| {
            let arrays = ColumnarValue::values_to_arrays(arguments)?;
            let instants: TimestampMicrosecondArray = arrays[0].as_primitive::<Int64Type>().iter().collect();
            Ok(ColumnarValue::Array(Arc::new(instants.with_timezone("UTC"))))
        }),
    ));
    all.push(create_udf(
        "as_of_instant",
        vec![],
        instant_type(),
        Volatility::Immutable,
        Arc::new(move |_: &[ColumnarValue]| {
            Ok(ColumnarValue::Scalar(datafusion::common::ScalarValue::TimestampMicrosecond(
                Some(as_of),
                Some("UTC".into()),
            )))
        }),
    ));
    all
}

pub(super) fn instants(array: &ArrayRef) -> &TimestampMicrosecondArray {
    array.as_primitive::<TimestampMicrosecondType>()
}

pub(super) fn text(array: &StringArray, row: usize) -> Option<&str> {
    array.is_valid(row).then(|| array.value(row))
}

/// Finders by site; most centres have one zone, so the default is kept apart.
struct Finders<'a> {
    clockwork: &'a Clockwork,
    grain: Grain,
    own: PeriodFinder,
    sites: std::collections::HashMap<String, PeriodFinder>,
}

impl<'a> Finders<'a> {
    fn new(clockwork: &'a Clockwork, grain: Grain) -> Self {
        let own = PeriodFinder::new(&clockwork.zone, grain, clockwork.first_weekday);
        Finders { clockwork, grain, own, sites: std::collections::HashMap::new() }
    }

    fn of(&mut self, site: Option<&str>) -> &mut PeriodFinder {
        match site {
            Some(site) if self.clockwork.site_zones.contains_key(site) => {
                if !self.sites.contains_key(site) {
                    let zone = self.clockwork.zone_of(Some(site));
                    let finder = PeriodFinder::new(zone, self.grain, self.clockwork.first_weekday);
                    self.sites.insert(site.to_owned(), finder);
                }
                self.sites.get_mut(site).unwrap_or(&mut self.own)
            }
            _ => &mut self.own,
        }
    }
}

/// Start of the period an instant lies in. Where sites keep their own time, periods of a day and longer are named by the
/// wall clock: the start is the same local date read in the question's zone, so that sites add up under one name.
fn periods(name: &str, clockwork: &Arc<Clockwork>, grain: Grain) -> ScalarUDF {
    let clockwork = clockwork.clone();
    create_udf(
        name,
        vec![instant_type(), DataType::Utf8],
        instant_type(),
        Volatility::Immutable,
        Arc::new(move |arguments: &[ColumnarValue]| {
            let arrays = ColumnarValue::values_to_arrays(arguments)?;
            let mut finders = Finders::new(&clockwork, grain);
            if clockwork.site_zones.is_empty() {
                return Ok(ColumnarValue::Array(Arc::new(starts_in(&mut finders.own, instants(&arrays[0])))));
            }
            let sites = arrays[1].as_string::<i32>();
            let by_wall_clock = grain.slot_s().is_none();
            let starts: TimestampMicrosecondArray = instants(&arrays[0])
                .iter()
                .enumerate()
                .map(|(row, at)| {
                    let site = text(sites, row);
                    let start = finders.of(site).period(at?).0;
                    if by_wall_clock && grain != Grain::None {
                        let local = clockwork.zone_of(site).instant_to_local(start);
                        return Some(clockwork.zone.local_to_instant(local));
                    }
                    Some(start)
                })
                .collect();
            Ok(ColumnarValue::Array(Arc::new(starts.with_timezone("UTC"))))
        }),
    )
}

/// Starts of periods where every site keeps the centre's time.
fn starts_in(finder: &mut PeriodFinder, instants: &TimestampMicrosecondArray) -> TimestampMicrosecondArray {
    let mut start = |at| finder.period(at).0;
    match instants.null_count() {
        // Where nothing is missing the values are a plain list.
        0 => TimestampMicrosecondArray::from_iter_values(instants.values().iter().map(|at| start(*at))),
        _ => instants.iter().map(|at| at.map(&mut start)).collect(),
    }
    .with_timezone("UTC")
}

/// `slot_start(instant, site, seconds)`: start of the local slot of that length, counted from the day's first instant.
fn slots(clockwork: &Arc<Clockwork>) -> ScalarUDF {
    let clockwork = clockwork.clone();
    create_udf(
        "slot_start",
        vec![instant_type(), DataType::Utf8, DataType::Int64],
        instant_type(),
        Volatility::Immutable,
        Arc::new(move |arguments: &[ColumnarValue]| {
            let arrays = ColumnarValue::values_to_arrays(arguments)?;
            let sites = arrays[1].as_string::<i32>();
            let lengths = arrays[2].as_primitive::<Int64Type>();
            let mut days = Finders::new(&clockwork, Grain::Day);
            let starts: TimestampMicrosecondArray = instants(&arrays[0])
                .iter()
                .enumerate()
                .map(|(row, at)| {
                    let at = at?;
                    let slot = lengths.value(row).max(1) * 1_000_000;
                    let day = days.of(text(sites, row)).period(at).0;
                    Some(day + (at - day).div_euclid(slot) * slot)
                })
                .collect();
            Ok(ColumnarValue::Array(Arc::new(starts.with_timezone("UTC"))))
        }),
    )
}

/// `quarter_start(instant)`: start of the quarter of an hour, UTC.
fn quarters() -> ScalarUDF {
    create_udf(
        "quarter_start",
        vec![instant_type()],
        instant_type(),
        Volatility::Immutable,
        Arc::new(|arguments: &[ColumnarValue]| {
            const QUARTER_US: i64 = 900_000_000;
            let arrays = ColumnarValue::values_to_arrays(arguments)?;
            let starts: TimestampMicrosecondArray = instants(&arrays[0])
                .iter()
                .map(|at| at.map(|at| at.div_euclid(QUARTER_US) * QUARTER_US))
                .collect();
            Ok(ColumnarValue::Array(Arc::new(starts.with_timezone("UTC"))))
        }),
    )
}

/// `slot_is_open(queue, site, start, seconds)`: the slot touches an opening hour; without hours every slot is open.
fn slot_is_open(clockwork: &Arc<Clockwork>) -> ScalarUDF {
    let clockwork = clockwork.clone();
    create_udf(
        "slot_is_open",
        vec![DataType::Utf8, DataType::Utf8, instant_type(), DataType::Int64],
        DataType::Boolean,
        Volatility::Immutable,
        Arc::new(move |arguments: &[ColumnarValue]| {
            let arrays = ColumnarValue::values_to_arrays(arguments)?;
            let (queues, sites) = (arrays[0].as_string::<i32>(), arrays[1].as_string::<i32>());
            let lengths = arrays[3].as_primitive::<Int64Type>();
            let open: BooleanArray = instants(&arrays[2])
                .iter()
                .enumerate()
                .map(|(row, start)| {
                    let site = text(sites, row);
                    let Some(hours) = clockwork.hours.of(text(queues, row), site) else { return Some(true) };
                    let (start, end) = (start?, start? + lengths.value(row) * 1_000_000);
                    Some(pharos_calendar::business_seconds(hours, clockwork.zone_of(site), start, end) > 0.0)
                })
                .collect();
            Ok(ColumnarValue::Array(Arc::new(open)))
        }),
    )
}

fn local_number(
    name: &str,
    clockwork: &Arc<Clockwork>,
    read: fn(&pharos_calendar::Zone, i64) -> i64,
) -> ScalarUDF {
    let clockwork = clockwork.clone();
    create_udf(
        name,
        vec![instant_type(), DataType::Utf8],
        DataType::Int64,
        Volatility::Immutable,
        Arc::new(move |arguments: &[ColumnarValue]| {
            let arrays = ColumnarValue::values_to_arrays(arguments)?;
            let sites = arrays[1].as_string::<i32>();
            let numbers: Int64Array = instants(&arrays[0])
                .iter()
                .enumerate()
                .map(|(row, at)| at.map(|at| read(clockwork.zone_of(text(sites, row)), at)))
                .collect();
            Ok(ColumnarValue::Array(Arc::new(numbers)))
        }),
    )
}

fn durations(name: &str, measure: fn(i64, i64) -> f64) -> ScalarUDF {
    create_udf(
        name,
        vec![instant_type(), instant_type()],
        DataType::Float64,
        Volatility::Immutable,
        Arc::new(move |arguments: &[ColumnarValue]| {
            let arrays = ColumnarValue::values_to_arrays(arguments)?;
            let seconds: Float64Array = binary(instants(&arrays[0]), instants(&arrays[1]), measure)?;
            Ok(ColumnarValue::Array(Arc::new(seconds)))
        }),
    )
}

fn plus_seconds(arguments: &[ColumnarValue]) -> Result<ColumnarValue> {
    let arrays = ColumnarValue::values_to_arrays(arguments)?;
    let later = |at: i64, seconds: f64| at.saturating_add((seconds * US).round() as i64);
    let sums: TimestampMicrosecondArray =
        binary(instants(&arrays[0]), arrays[1].as_primitive::<Float64Type>(), later)?;
    Ok(ColumnarValue::Array(Arc::new(sums.with_timezone("UTC"))))
}

/// `business_seconds(queue, site, from, to)` and `business_age_s(queue, site, from)`: the engine adds queue and site.
fn business(clockwork: &Arc<Clockwork>, name: &str, instants_given: usize) -> ScalarUDF {
    let clockwork = clockwork.clone();
    let mut types = vec![DataType::Utf8, DataType::Utf8];
    types.extend(std::iter::repeat_n(instant_type(), instants_given));
    create_udf(
        name,
        types,
        DataType::Float64,
        Volatility::Immutable,
        Arc::new(move |arguments: &[ColumnarValue]| {
            let arrays = ColumnarValue::values_to_arrays(arguments)?;
            let (queues, sites) = (arrays[0].as_string::<i32>(), arrays[1].as_string::<i32>());
            let from = instants(&arrays[2]);
            let seconds: Float64Array = (0..from.len())
                .map(|row| {
                    let (queue, site) = (text(queues, row), text(sites, row));
                    let hours = clockwork.hours.of(queue, site)?;
                    let end = match arrays.get(3) {
                        None => Some(clockwork.as_of_us),
                        Some(to) => instants(to).is_valid(row).then(|| instants(to).value(row)),
                    }?;
                    let start = from.is_valid(row).then(|| from.value(row))?;
                    Some(pharos_calendar::business_seconds(hours, clockwork.zone_of(site), start, end))
                })
                .collect();
            Ok(ColumnarValue::Array(Arc::new(seconds)))
        }),
    )
}

/// `cuts(started, ended, site)`: starts of the pieces an interval is cut into at local slots; `day_cuts`: at midnights.
fn cuts(name: &str, clockwork: &Arc<Clockwork>, grain: Grain) -> ScalarUDF {
    let clockwork = clockwork.clone();
    let list = DataType::List(Arc::new(Field::new_list_field(instant_type(), true)));
    create_udf(
        name,
        vec![instant_type(), instant_type(), DataType::Utf8],
        list,
        Volatility::Immutable,
        Arc::new(move |arguments: &[ColumnarValue]| {
            let arrays = ColumnarValue::values_to_arrays(arguments)?;
            let sites = arrays[2].as_string::<i32>();
            let mut finders = Finders::new(&clockwork, grain);
            let (starts, ends) = (instants(&arrays[0]), instants(&arrays[1]));
            // Most states end where they began: about one piece each.
            let mut pieces: Vec<i64> = Vec::with_capacity(starts.len() + starts.len() / 8);
            let mut lengths = Vec::with_capacity(starts.len());
            for (row, (start, end)) in starts.iter().zip(ends.iter()).enumerate() {
                let before = pieces.len();
                if let (Some(mut at), Some(end)) = (start, end) {
                    let finder = finders.of(text(sites, row));
                    while at < end {
                        pieces.push(at);
                        at = finder.period(at).1;
                    }
                }
                lengths.push(pieces.len() - before);
            }
            let pieces = TimestampMicrosecondArray::from(pieces).with_timezone("UTC");
            let field = Arc::new(Field::new_list_field(instant_type(), true));
            let lists =
                ListArray::try_new(field, OffsetBuffer::from_lengths(lengths), Arc::new(pieces), None)?;
            Ok(ColumnarValue::Array(Arc::new(lists)))
        }),
    )
}

/// `piece_end(piece_start, ended, site)`: where the piece ends: the next local slot or the interval's own end.
fn piece_end(name: &str, clockwork: &Arc<Clockwork>, grain: Grain) -> ScalarUDF {
    let clockwork = clockwork.clone();
    create_udf(
        name,
        vec![instant_type(), instant_type(), DataType::Utf8],
        instant_type(),
        Volatility::Immutable,
        Arc::new(move |arguments: &[ColumnarValue]| {
            let arrays = ColumnarValue::values_to_arrays(arguments)?;
            let sites = arrays[2].as_string::<i32>();
            let mut finders = Finders::new(&clockwork, grain);
            let (starts, ends) = (instants(&arrays[0]), instants(&arrays[1]));
            let pairs = starts.iter().zip(ends.iter()).enumerate();
            let ends: TimestampMicrosecondArray = pairs
                .map(|(row, (start, end))| Some(finders.of(text(sites, row)).period(start?).1.min(end?)))
                .collect();
            Ok(ColumnarValue::Array(Arc::new(ends.with_timezone("UTC"))))
        }),
    )
}
