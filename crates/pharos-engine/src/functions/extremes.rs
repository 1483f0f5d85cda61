//! `earliest(value, at, key)` and `latest(value, at, key)`: the value of a group's first or last row by time, rows of one time by
//! their key. A row without a time comes last.
//!
//! DataFusion's `first_value(value ORDER BY at, key)` says the same; it keeps the order of each group as values of any type,
//! which took two thirds of the time of every question about contacts. Here time and key are what they are.

use std::collections::HashMap;
use std::sync::Arc;

use arrow::array::{
    Array, ArrayRef, AsArray, BooleanArray, BooleanBuilder, Int64Array, StringArray, StringBuilder,
};
use arrow::datatypes::{DataType, Field, FieldRef, Int64Type, TimeUnit, TimestampMicrosecondType};
use datafusion::error::{DataFusionError, Result};
use datafusion::logical_expr::function::{AccumulatorArgs, StateFieldsArgs};
use datafusion::logical_expr::{
    Accumulator, AggregateUDF, AggregateUDFImpl, EmitTo, GroupsAccumulator, Signature, Volatility,
};
use datafusion::scalar::ScalarValue;

/// Both functions.
pub(super) fn functions() -> [AggregateUDF; 2] {
    [false, true].map(|last| {
        AggregateUDF::new_from_impl(Extreme { last, signature: Signature::any(3, Volatility::Immutable) })
    })
}

/// The value of the first or of the last row.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Extreme {
    last: bool,
    signature: Signature,
}

impl Extreme {
    fn groups(&self, kind: &DataType) -> Result<Groups> {
        match kind {
            DataType::Utf8 | DataType::Boolean => Ok(Groups::new(self.last, *kind == DataType::Boolean)),
            other => {
                let words = format!("{} takes words and flags, not {other}", self.name());
                Err(DataFusionError::Plan(words))
            }
        }
    }
}

impl AggregateUDFImpl for Extreme {
    fn name(&self) -> &str {
        if self.last { "latest" } else { "earliest" }
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, arguments: &[DataType]) -> Result<DataType> {
        let [value, DataType::Timestamp(TimeUnit::Microsecond, _), DataType::Utf8] = arguments else {
            let words = format!("{} takes a value, its time and its key", self.name());
            return Err(DataFusionError::Plan(words));
        };
        self.groups(value)?;
        Ok(value.clone())
    }

    fn accumulator(&self, arguments: AccumulatorArgs) -> Result<Box<dyn Accumulator>> {
        Ok(Box::new(OneGroup(self.groups(arguments.return_field.data_type())?)))
    }

    fn state_fields(&self, arguments: StateFieldsArgs) -> Result<Vec<FieldRef>> {
        let field = |part: &str, kind: DataType| {
            Arc::new(Field::new(format!("{}[{part}]", arguments.name), kind, true))
        };
        Ok(vec![
            field("value", arguments.return_field.data_type().clone()),
            field("at", DataType::Int64),
            field("key", DataType::Utf8),
        ])
    }

    fn groups_accumulator_supported(&self, _: AccumulatorArgs) -> bool {
        true
    }

    fn create_groups_accumulator(&self, arguments: AccumulatorArgs) -> Result<Box<dyn GroupsAccumulator>> {
        Ok(Box::new(self.groups(arguments.return_field.data_type())?))
    }
}

/// No row yet.
const UNSET: u32 = u32::MAX;
/// A row without a value.
const NONE: u32 = u32::MAX - 1;
/// Time of a row without one.
const NO_TIME: i64 = i64::MAX;

/// The best row of a group so far.
#[derive(Clone, Copy, Debug)]
struct Best {
    at_us: i64,
    /// where its key lies
    key: (usize, u32),
    /// place of its value; [`NONE`], [`UNSET`]
    value: u32,
}

/// The best rows of all groups.
#[derive(Debug)]
struct Groups {
    last: bool,
    is_flag: bool,
    best: Vec<Best>,
    /// keys one after another; those of rows that were overtaken stay until all groups are given out
    keys: Vec<u8>,
    words: Vec<Arc<str>>,
    places: HashMap<Arc<str>, u32>,
}

/// Rows as they come in, or as another thread had them.
struct Rows<'a> {
    values: &'a ArrayRef,
    at_us: Box<dyn Fn(usize) -> i64 + 'a>,
    keys: &'a StringArray,
}

impl Groups {
    fn new(last: bool, is_flag: bool) -> Groups {
        Groups {
            last,
            is_flag,
            best: Vec::new(),
            keys: Vec::new(),
            words: Vec::new(),
            places: HashMap::new(),
        }
    }

    fn resize(&mut self, groups: usize) {
        let unset = Best { at_us: 0, key: (0, 0), value: UNSET };
        self.best.resize(groups.max(self.best.len()), unset);
    }

    fn key(&self, best: &Best) -> &[u8] {
        &self.keys[best.key.0..best.key.0 + best.key.1 as usize]
    }

    fn take(&mut self, rows: &Rows<'_>, group_of: &[usize], counts: impl Fn(usize) -> bool) {
        for (row, &group) in group_of.iter().enumerate() {
            if !counts(row) {
                continue;
            }
            let (at_us, key) = ((rows.at_us)(row), rows.keys.value(row).as_bytes());
            let best = self.best[group];
            let is_better = best.value == UNSET || {
                let order = (at_us, key).cmp(&(best.at_us, self.key(&best)));
                if self.last { order.is_gt() } else { order.is_lt() }
            };
            if is_better {
                let begin = self.keys.len();
                self.keys.extend_from_slice(key);
                let value = self.place_of(rows.values, row);
                self.best[group] = Best { at_us, key: (begin, key.len() as u32), value };
            }
        }
    }

    fn place_of(&mut self, values: &ArrayRef, row: usize) -> u32 {
        if values.is_null(row) {
            return NONE;
        }
        if self.is_flag {
            return u32::from(values.as_boolean().value(row));
        }
        let word = values.as_string::<i32>().value(row);
        if let Some(place) = self.places.get(word) {
            return *place;
        }
        let (word, place) = (Arc::<str>::from(word), self.words.len() as u32);
        self.words.push(Arc::clone(&word));
        self.places.insert(word, place);
        place
    }

    fn values(&self, best: &[Best]) -> ArrayRef {
        let place = |it: &Best| (it.value < NONE).then_some(it.value);
        if self.is_flag {
            let mut flags = BooleanBuilder::with_capacity(best.len());
            best.iter().for_each(|it| flags.append_option(place(it).map(|it| it == 1)));
            return Arc::new(flags.finish());
        }
        let mut words = StringBuilder::with_capacity(best.len(), best.len() * 8);
        best.iter().for_each(|it| words.append_option(place(it).map(|it| &*self.words[it as usize])));
        Arc::new(words.finish())
    }

    fn given(&mut self, emit_to: EmitTo) -> Vec<Best> {
        emit_to.take_needed(&mut self.best)
    }

    /// Nothing is left of groups that were all given out.
    fn let_go(&mut self) {
        if self.best.is_empty() {
            (self.keys, self.words, self.places) = (Vec::new(), Vec::new(), HashMap::new());
        }
    }
}

impl GroupsAccumulator for Groups {
    fn update_batch(
        &mut self,
        values: &[ArrayRef],
        group_indices: &[usize],
        filter: Option<&BooleanArray>,
        total_num_groups: usize,
    ) -> Result<()> {
        self.resize(total_num_groups);
        let times = values[1].as_primitive::<TimestampMicrosecondType>();
        let at_us = |row: usize| if times.is_null(row) { NO_TIME } else { times.value(row) };
        let rows = Rows { values: &values[0], at_us: Box::new(at_us), keys: values[2].as_string::<i32>() };
        self.take(&rows, group_indices, |row| filter.is_none_or(|it| it.is_valid(row) && it.value(row)));
        Ok(())
    }

    fn evaluate(&mut self, emit_to: EmitTo) -> Result<ArrayRef> {
        let best = self.given(emit_to);
        let values = self.values(&best);
        self.let_go();
        Ok(values)
    }

    fn state(&mut self, emit_to: EmitTo) -> Result<Vec<ArrayRef>> {
        let best = self.given(emit_to);
        let is_set = |it: &Best| it.value != UNSET;
        let times: Int64Array = best.iter().map(|it| is_set(it).then_some(it.at_us)).collect();
        let mut keys = StringBuilder::with_capacity(best.len(), best.len() * 16);
        for it in &best {
            // They came as text.
            keys.append_option(is_set(it).then(|| std::str::from_utf8(self.key(it)).unwrap_or_default()));
        }
        let state: Vec<ArrayRef> = vec![self.values(&best), Arc::new(times), Arc::new(keys.finish())];
        self.let_go();
        Ok(state)
    }

    fn merge_batch(
        &mut self,
        values: &[ArrayRef],
        group_indices: &[usize],
        total_num_groups: usize,
    ) -> Result<()> {
        self.resize(total_num_groups);
        let times = values[1].as_primitive::<Int64Type>();
        let rows = Rows {
            values: &values[0],
            at_us: Box::new(|row| times.value(row)),
            keys: values[2].as_string::<i32>(),
        };
        // A group without a row has no time.
        self.take(&rows, group_indices, |row| times.is_valid(row));
        Ok(())
    }

    fn convert_to_state(&self, values: &[ArrayRef], filter: Option<&BooleanArray>) -> Result<Vec<ArrayRef>> {
        let mut alone = Groups::new(self.last, self.is_flag);
        let rows = values[0].len();
        let each: Vec<usize> = (0..rows).collect();
        alone.update_batch(values, &each, filter, rows)?;
        alone.state(EmitTo::All)
    }

    fn size(&self) -> usize {
        let words = self.words.len() * (2 * size_of::<Arc<str>>() + 40);
        size_of::<Self>() + self.best.capacity() * size_of::<Best>() + self.keys.capacity() + words
    }
}

/// All rows as one group.
#[derive(Debug)]
struct OneGroup(Groups);

impl Accumulator for OneGroup {
    fn update_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        self.0.update_batch(values, &vec![0; values[0].len()], None, 1)
    }

    fn evaluate(&mut self) -> Result<ScalarValue> {
        self.0.resize(1);
        ScalarValue::try_from_array(&self.0.values(&self.0.best[..1]), 0)
    }

    fn size(&self) -> usize {
        self.0.size()
    }

    fn state(&mut self) -> Result<Vec<ScalarValue>> {
        self.0.resize(1);
        self.0.state(EmitTo::All)?.iter().map(|it| ScalarValue::try_from_array(it, 0)).collect()
    }

    fn merge_batch(&mut self, states: &[ArrayRef]) -> Result<()> {
        self.0.merge_batch(states, &vec![0; states[0].len()], 1)
    }
}

#[cfg(test)]
mod tests;
