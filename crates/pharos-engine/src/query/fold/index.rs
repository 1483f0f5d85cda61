//! The rows of a scan by their groups.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::{Dims, Row};

/// Period and dimensions of a row of the answer; the dimensions by their place among all of the question.
///
/// Groups are sorted and compared by the million: by numbers that takes a tenth of what it takes by words.
pub(super) type Group = (Option<i64>, Place);

/// The place of a group's dimensions in [`Places`].
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Place(u32);

impl Place {
    /// The group without dimensions, which sorts before every other.
    pub(super) const NONE: Place = Place(0);
}

/// Every combination of dimensions that a question's scans found, in order.
pub(super) struct Places {
    all: Vec<Dims>,
    /// By address: rows of one group share their words.
    known: HashMap<usize, Place>,
}

/// Rows in the order of their groups; those of one group stand together.
pub(super) struct Index<'a> {
    rows: Vec<&'a Row>,
    groups: Vec<(Group, Range<usize>)>,
}

/// A place in an index, for groups that are asked for in their order.
#[derive(Default)]
pub(super) struct Cursor(usize);

impl Places {
    /// Of these rows, and of the group without dimensions.
    pub(super) fn of<'a>(rows: impl Iterator<Item = &'a Row>) -> Places {
        let mut met: HashMap<usize, Dims> = HashMap::new();
        let mut last = 0;
        for row in rows {
            let address = address(&row.dims);
            if address != last {
                met.entry(address).or_insert_with(|| row.dims.clone());
                last = address;
            }
        }
        let mut all: Vec<Dims> = met.values().cloned().chain([Arc::default()]).collect();
        all.sort_unstable();
        all.dedup();
        let place = |dims: &Dims| all.binary_search(dims).unwrap_or_default();
        // Fewer than 2^32: each is an allocation.
        let known = met.iter().map(|(address, dims)| (*address, Place(place(dims) as u32))).collect();
        Places { all, known }
    }

    /// The words at a place.
    pub(super) fn dims(&self, place: Place) -> &Dims {
        &self.all[place.0 as usize]
    }

    fn group(&self, row: &Row) -> Group {
        (row.period, self.known[&address(&row.dims)])
    }
}

impl<'a> Index<'a> {
    pub(super) fn of(rows: &'a [Row], places: &Places) -> Index<'a> {
        let mut keyed: Vec<(Group, usize)> =
            rows.iter().enumerate().map(|(at, row)| (places.group(row), at)).collect();
        keyed.sort_unstable();
        let mut groups: Vec<(Group, Range<usize>)> = Vec::new();
        for (at, (group, _)) in keyed.iter().enumerate() {
            match groups.last_mut() {
                Some((last, range)) if last == group => range.end += 1,
                _ => groups.push((*group, at..at + 1)),
            }
        }
        Index { rows: keyed.iter().map(|(_, at)| &rows[*at]).collect(), groups }
    }

    /// The groups, in their order.
    pub(super) fn groups(&self) -> impl Iterator<Item = Group> {
        self.groups.iter().map(|(group, _)| *group)
    }

    /// The groups with their rows, in their order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Group, &[&'a Row])> {
        self.groups.iter().map(|(group, range)| (*group, &self.rows[range.clone()]))
    }

    /// The rows of a group that comes no earlier than the one asked for before.
    pub(super) fn at(&self, cursor: &mut Cursor, group: Group) -> &[&'a Row] {
        while self.groups.get(cursor.0).is_some_and(|(own, _)| *own < group) {
            cursor.0 += 1;
        }
        match self.groups.get(cursor.0) {
            Some((own, range)) if *own == group => &self.rows[range.clone()],
            _ => &[],
        }
    }
}

fn address(dims: &Dims) -> usize {
    Arc::as_ptr(dims).cast::<()>() as usize
}
