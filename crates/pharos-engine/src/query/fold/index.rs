//! The rows of a scan by their groups.

use std::ops::Range;

use super::{Group, Row};

/// Rows in the order of their groups; those of one group stand together.
pub(super) struct Index<'a> {
    rows: Vec<&'a Row>,
    groups: Vec<(Group, Range<usize>)>,
}

/// A place in an index, for groups that are asked for in their order.
#[derive(Default)]
pub(super) struct Cursor(usize);

impl<'a> Index<'a> {
    pub(super) fn of(rows: &'a [Row]) -> Index<'a> {
        let mut rows: Vec<&Row> = rows.iter().collect();
        rows.sort_by(|one, other| one.period.cmp(&other.period).then_with(|| one.dims.cmp(&other.dims)));
        let mut groups: Vec<(Group, Range<usize>)> = Vec::new();
        for (place, row) in rows.iter().enumerate() {
            match groups.last_mut() {
                Some(((period, dims), range)) if *period == row.period && *dims == row.dims => range.end += 1,
                _ => groups.push(((row.period, row.dims.clone()), place..place + 1)),
            }
        }
        Index { rows, groups }
    }

    /// The groups, in their order.
    pub(super) fn groups(&self) -> impl Iterator<Item = &Group> {
        self.groups.iter().map(|(group, _)| group)
    }

    /// The groups with their rows, in their order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&Group, &[&'a Row])> {
        self.groups.iter().map(|(group, range)| (group, &self.rows[range.clone()]))
    }

    /// The rows of a group that comes no earlier than the one asked for before.
    pub(super) fn at(&self, cursor: &mut Cursor, group: &Group) -> &[&'a Row] {
        while self.groups.get(cursor.0).is_some_and(|(own, _)| own < group) {
            cursor.0 += 1;
        }
        match self.groups.get(cursor.0) {
            Some((own, range)) if own == group => &self.rows[range.clone()],
            _ => &[],
        }
    }
}
