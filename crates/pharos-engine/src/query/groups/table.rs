//! Who stands behind the cells of a table on which days, and which cells must not be seen.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use fixedbitset::FixedBitSet;
use pharos_calendar::{Grain, PeriodFinder};

use super::super::scan::ScanRow;
use crate::dataset::Centre;

/// Values of the dimensions.
pub(super) type Tuple = Vec<Option<String>>;

/// Persons by the day's first instant.
type Days = BTreeMap<i64, FixedBitSet>;

/// From an instant on, until before another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Range {
    pub(super) start: i64,
    pub(super) end: i64,
}

/// Days and months of the centre, and how many persons make a group.
pub(super) struct Calendar {
    days: PeriodFinder,
    months: PeriodFinder,
    smallest: usize,
    newest_us: i64,
}

impl Calendar {
    pub(super) fn new(centre: &Centre, smallest: usize, newest_us: i64) -> Calendar {
        Calendar {
            days: PeriodFinder::new(&centre.zone, Grain::Day, centre.first_weekday),
            months: PeriodFinder::new(&centre.zone, Grain::Month, centre.first_weekday),
            smallest,
            newest_us,
        }
    }

    /// The first instant of the day an instant cuts; `None` between days and where there are no data yet.
    fn cut_day(&mut self, instant_us: i64) -> Option<i64> {
        if instant_us == i64::MIN || self.newest_us < instant_us {
            return None;
        }
        let (start, _) = self.days.period(instant_us);
        (start != instant_us).then_some(start)
    }

    /// The months a range touches: no other day has a say in what is hidden of it.
    fn reach(&mut self, range: Range) -> Range {
        let start = if range.start == i64::MIN { range.start } else { self.months.period(range.start).0 };
        let end = if range.end == i64::MAX { range.end } else { self.months.period(range.end - 1).1 };
        Range { start, end }
    }
}

/// Who stands behind which row of a table on which day.
///
/// Some dimensions lie within others: teams within sites, queues within channels. Totals of the wider one can be asked for by
/// themselves, and less what is shown of the rows within they must be no small group either. So each row is told apart by them.
pub(super) struct Table {
    /// by the question's own dimensions
    rows: BTreeMap<Tuple, Days>,
    /// by these and the wider ones after them
    cells: BTreeMap<Tuple, Days>,
    dimensions: usize,
    /// how many wider ones
    wider: usize,
    /// numbers of a moment instead of a period
    is_stock: bool,
}

impl Table {
    /// From groups by day, own dimensions, wider ones and person.
    pub(super) fn of<'a>(
        dimensions: usize,
        wider: usize,
        is_stock: bool,
        groups: impl Iterator<Item = &'a ScanRow>,
    ) -> Table {
        let mut known: HashMap<&'a str, usize> = HashMap::new();
        let (mut rows, mut cells): (BTreeMap<Tuple, Days>, BTreeMap<Tuple, Days>) = Default::default();
        let all = dimensions + wider;
        for group in groups {
            let (Some(day), Some(Some(person))) = (group.period, group.dims.get(all)) else { continue };
            let next = known.len();
            let person = *known.entry(person.as_str()).or_insert(next);
            let row = rows.entry(group.dims[..dimensions].to_vec()).or_default();
            row.entry(day).or_default().grow_and_insert(person);
            let cell = cells.entry(group.dims[..all].to_vec()).or_default();
            cell.entry(day).or_default().grow_and_insert(person);
        }
        Table { rows, cells, dimensions, wider, is_stock }
    }

    /// True if anybody stands behind the range.
    pub(super) fn has_persons(&self, range: Range) -> bool {
        self.rows.values().any(|days| has_persons(days, range))
    }

    /// The rows that must not be seen in a range: those that are too small, and as many others as it takes that what is hidden
    /// of every total is no small group.
    pub(super) fn hidden(&self, range: Range, calendar: &mut Calendar) -> BTreeSet<Tuple> {
        let range = self.effective(range);
        let mut hiding = Hiding::of(self, range, calendar.reach(range));
        for (row, days) in &self.rows {
            if !is_group(days, self.is_stock, range, calendar) {
                hiding.hidden.insert(row.clone());
            }
        }
        let totals: Vec<Vec<Line>> = self.totals().into_iter().map(|kind| hiding.lines(&kind)).collect();
        for line in totals.iter().flatten() {
            // What a total adds up to must not be seen either where it is too small, or cuts days that belong together.
            let mut all = Days::new();
            line.cells.iter().for_each(|cell| add(&mut all, &self.cells[*cell], hiding.reach));
            if !is_group(&all, self.is_stock, range, calendar) {
                hiding.hidden.extend(line.whole.iter().map(|row| row.to_vec()));
            }
        }
        loop {
            let before = hiding.hidden.len();
            for lines in &totals {
                lines.iter().for_each(|line| hiding.hide_more(line, calendar));
                hiding.hide_divided(lines, calendar);
            }
            if hiding.hidden.len() == before {
                return hiding.hidden;
            }
        }
    }

    /// What else can be asked for: nothing, one or two of the own dimensions and the wider ones. As places in a cell.
    fn totals(&self) -> Vec<Vec<usize>> {
        let all = self.dimensions + self.wider;
        let own: Vec<usize> = (0..self.dimensions).collect();
        let pairs = (0..all).flat_map(|one| (one + 1..all).map(move |other| vec![one, other]));
        let mut kinds = vec![Vec::new()];
        kinds.extend((0..all).map(|place| vec![place]).chain(pairs).filter(|kind| *kind != own));
        kinds
    }

    /// True if a number over some rows may be seen.
    pub(super) fn is_shown(
        &self,
        range: Range,
        hidden: &BTreeSet<Tuple>,
        is_of_it: &dyn Fn(&Tuple) -> bool,
        calendar: &mut Calendar,
    ) -> bool {
        let cuts_a_day = [range.start, range.end]
            .into_iter()
            .filter_map(|it| calendar.cut_day(it))
            .any(|day| self.rows.values().any(|days| days.contains_key(&day)));
        if cuts_a_day {
            return false;
        }
        let range = self.effective(range);
        let relevant = |tuple: &&Tuple| self.rows.get(*tuple).is_some_and(|days| has_persons(days, range));
        let (inside, outside): (Vec<&Tuple>, Vec<&Tuple>) =
            hidden.iter().filter(relevant).partition(|tuple| is_of_it(tuple));
        if inside.is_empty() {
            return true;
        }
        let (mut all, reach) = (Days::new(), calendar.reach(range));
        for (_, days) in self.rows.iter().filter(|(tuple, _)| is_of_it(tuple)) {
            add(&mut all, days, reach);
        }
        outside.is_empty() && is_group(&all, self.is_stock, range, calendar)
    }

    /// A number of a moment is that of the last day with persons before the end.
    fn effective(&self, range: Range) -> Range {
        if !self.is_stock {
            return range;
        }
        let last =
            self.rows.values().filter_map(|days| days.range(..range.end).next_back()).map(|(day, _)| *day);
        Range { start: last.max().unwrap_or(range.start).max(range.start), end: range.end }
    }
}

/// A total that can be asked for: its cells, the rows that lie in it whole, and those that lie partly elsewhere.
struct Line<'a> {
    cells: Vec<&'a Tuple>,
    whole: BTreeSet<&'a [Option<String>]>,
    divided: BTreeSet<&'a [Option<String>]>,
}

/// What is hidden of a table in a range.
struct Hiding<'a> {
    table: &'a Table,
    range: Range,
    reach: Range,
    hidden: BTreeSet<Tuple>,
    /// cells with anybody behind them in the range, by row
    of_rows: BTreeMap<&'a [Option<String>], Vec<&'a Tuple>>,
}

impl<'a> Hiding<'a> {
    fn of(table: &'a Table, range: Range, reach: Range) -> Hiding<'a> {
        let mut of_rows: BTreeMap<&[Option<String>], Vec<&Tuple>> = BTreeMap::new();
        for (cell, days) in &table.cells {
            if has_persons(days, range) {
                of_rows.entry(&cell[..table.dimensions]).or_default().push(cell);
            }
        }
        Hiding { table, range, reach, hidden: BTreeSet::new(), of_rows }
    }

    fn is_hidden(&self, row: &[Option<String>]) -> bool {
        self.hidden.contains(row)
    }

    fn is_group(&self, days: &Days, calendar: &mut Calendar) -> bool {
        is_group(days, self.table.is_stock, self.range, calendar)
    }

    /// The totals of one kind.
    fn lines(&self, kind: &[usize]) -> Vec<Line<'a>> {
        let mut cells: BTreeMap<Vec<&Option<String>>, Vec<&'a Tuple>> = BTreeMap::new();
        for cell in self.of_rows.values().flatten() {
            cells.entry(kind.iter().map(|place| &cell[*place]).collect()).or_default().push(cell);
        }
        let line = |cells: Vec<&'a Tuple>| {
            let mut here: BTreeMap<&[Option<String>], usize> = BTreeMap::new();
            for cell in &cells {
                *here.entry(&cell[..self.table.dimensions]).or_default() += 1;
            }
            let is_whole = |row: &[Option<String>], count: usize| self.of_rows[row].len() == count;
            let (whole, divided): (Vec<_>, Vec<_>) =
                here.into_iter().partition(|(row, count)| is_whole(row, *count));
            let rows =
                |some: Vec<(&'a [Option<String>], usize)>| some.into_iter().map(|(row, _)| row).collect();
            Line { cells, whole: rows(whole), divided: rows(divided) }
        };
        cells.into_values().map(line).collect()
    }

    /// Who is left of a total when the shown rows that lie in it whole are taken away.
    fn left_of(&self, line: &Line<'_>) -> Days {
        let mut left = Days::new();
        for cell in &line.cells {
            let row = &cell[..self.table.dimensions];
            if self.is_hidden(row) || line.divided.contains(row) {
                add(&mut left, &self.table.cells[*cell], self.reach);
            }
        }
        left
    }

    fn hide_more(&mut self, line: &Line<'a>, calendar: &mut Calendar) {
        loop {
            let left = self.left_of(line);
            if left.is_empty() || self.is_group(&left, calendar) {
                return;
            }
            let shown = line.whole.iter().filter(|row| !self.is_hidden(row));
            let sizes = shown.map(|row| (persons(&self.table.rows[*row], self.range), *row));
            // Always the same one, whoever asks.
            match sizes.min() {
                Some((_, row)) => self.hidden.insert(row.to_vec()),
                None => return,
            };
        }
    }

    /// A shown row that lies in several totals of a kind, less those of its parts that are what is left of their totals.
    fn hide_divided(&mut self, lines: &[Line<'a>], calendar: &mut Calendar) {
        let divided: BTreeSet<&[Option<String>]> =
            lines.iter().flat_map(|line| line.divided.iter().copied()).collect();
        for row in divided {
            if self.is_hidden(row) {
                continue;
            }
            let mut rest = Days::new();
            for line in lines.iter().filter(|line| line.divided.contains(row)) {
                let is_alone = line.divided.len() == 1 && !line.whole.iter().any(|it| self.is_hidden(it));
                if !is_alone {
                    let own = line.cells.iter().filter(|cell| cell.starts_with(row));
                    own.for_each(|cell| add(&mut rest, &self.table.cells[*cell], self.reach));
                }
            }
            if !rest.is_empty() && !self.is_group(&rest, calendar) {
                self.hidden.insert(row.to_vec());
            }
        }
    }
}

/// Adds the days that are in reach: merging all of them for each day of a year took most of a question's time.
fn add(to: &mut Days, days: &Days, reach: Range) {
    for (day, persons) in within(days, reach) {
        to.entry(*day).or_default().union_with(persons);
    }
}

fn within(days: &Days, range: Range) -> impl Iterator<Item = (&i64, &FixedBitSet)> {
    days.range(range.start..range.end.max(range.start))
}

fn has_persons(days: &Days, range: Range) -> bool {
    within(days, range).next().is_some()
}

fn persons(days: &Days, range: Range) -> usize {
    let mut all = FixedBitSet::new();
    within(days, range).for_each(|(_, persons)| all.union_with(persons));
    all.count_ones(..)
}

/// True if no small group stands behind the range: in every month it touches there are enough persons, and it cuts no
/// stretch of days that only together have enough. Nobody is no small group.
fn is_group(days: &Days, is_stock: bool, range: Range, calendar: &mut Calendar) -> bool {
    if is_stock {
        return within(days, range).all(|(_, persons)| calendar.smallest <= persons.count_ones(..));
    }
    let mut months: BTreeSet<(i64, i64)> = BTreeSet::new();
    for (day, _) in within(days, range) {
        months.insert(calendar.months.period(*day));
    }
    months.into_iter().all(|(start, end)| {
        let month = within(days, Range { start, end });
        match stretches(month, calendar.smallest) {
            None => false,
            Some(stretches) => stretches.iter().all(|(first, last)| {
                [range.start, range.end].iter().all(|bound| *bound <= *first || *last < *bound)
            }),
        }
    })
}

/// Days of a month joined until each stretch has enough persons, as first and last day; `None`: the whole month has too few.
fn stretches<'a>(
    month: impl Iterator<Item = (&'a i64, &'a FixedBitSet)>,
    smallest: usize,
) -> Option<Vec<(i64, i64)>> {
    let mut done: Vec<(i64, i64)> = Vec::new();
    let mut open: Option<(i64, i64, FixedBitSet)> = None;
    for (day, persons) in month {
        let (first, _, mut all) = open.take().unwrap_or_else(|| (*day, *day, FixedBitSet::new()));
        all.union_with(persons);
        if smallest <= all.count_ones(..) {
            done.push((first, *day));
        } else {
            open = Some((first, *day, all));
        }
    }
    match (open, done.last_mut()) {
        (None, _) => Some(done),
        (Some((_, last, _)), Some(before)) => {
            before.1 = last;
            Some(done)
        }
        (Some(_), None) => None,
    }
}
