//! Who stands behind the cells of a table on which days, and which cells must not be seen.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use pharos_calendar::{Grain, PeriodFinder};

use super::super::scan::ScanRow;
use crate::dataset::Centre;

/// Values of the dimensions.
pub(super) type Tuple = Vec<Option<String>>;

/// Persons by the day's first instant.
type Days = BTreeMap<i64, BTreeSet<u32>>;

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
}

/// Who stands behind which cell on which day.
pub(super) struct Table {
    cells: BTreeMap<Tuple, Days>,
    dimensions: usize,
    /// numbers of a moment instead of a period
    is_stock: bool,
}

impl Table {
    /// From groups by day, dimensions and person.
    pub(super) fn of<'a>(
        dimensions: usize,
        is_stock: bool,
        rows: impl Iterator<Item = &'a ScanRow>,
    ) -> Table {
        let mut known: HashMap<&'a str, u32> = HashMap::new();
        let mut cells: BTreeMap<Tuple, Days> = BTreeMap::new();
        for row in rows {
            let (Some(day), Some(Some(person))) = (row.period, row.dims.get(dimensions)) else { continue };
            let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
            let person = *known.entry(person.as_str()).or_insert(next);
            let days = cells.entry(row.dims[..dimensions].to_vec()).or_default();
            days.entry(day).or_default().insert(person);
        }
        Table { cells, dimensions, is_stock }
    }

    /// True if anybody stands behind the range.
    pub(super) fn has_persons(&self, range: Range) -> bool {
        self.cells.values().any(|days| has_persons(days, range))
    }

    /// The cells that must not be seen in a range: those that are too small, and as many others as it takes that the hidden
    /// ones of every line are together no small group.
    pub(super) fn hidden(&self, range: Range, calendar: &mut Calendar) -> BTreeSet<Tuple> {
        let range = self.effective(range);
        let mut hidden: BTreeSet<Tuple> = self
            .cells
            .iter()
            .filter(|(_, days)| !is_group(days, self.is_stock, range, calendar))
            .map(|(tuple, _)| tuple.clone())
            .collect();
        let lines = self.lines();
        for line in &lines {
            // What the cells of a line add up to must not be seen either where it is too small, or cuts days that belong together.
            let mut all = Days::new();
            for &tuple in line {
                add(&mut all, &self.cells[tuple]);
            }
            if !is_group(&all, self.is_stock, range, calendar) {
                hidden.extend(line.iter().map(|&tuple| tuple.clone()));
            }
        }
        loop {
            let before = hidden.len();
            for line in &lines {
                self.hide_more(line, range, &mut hidden, calendar);
            }
            if hidden.len() == before {
                return hidden;
            }
        }
    }

    fn hide_more(
        &self,
        line: &[&Tuple],
        range: Range,
        hidden: &mut BTreeSet<Tuple>,
        calendar: &mut Calendar,
    ) {
        loop {
            let (mut inside, mut others) = (Days::new(), Vec::new());
            for &tuple in line {
                let days = &self.cells[tuple];
                if hidden.contains(tuple) {
                    add(&mut inside, days);
                } else if has_persons(days, range) {
                    others.push((persons(days, range), tuple));
                }
            }
            if inside.is_empty() || is_group(&inside, self.is_stock, range, calendar) {
                return;
            }
            // Always the same one, whoever asks.
            match others.into_iter().min() {
                Some((_, tuple)) => hidden.insert(tuple.clone()),
                None => return,
            };
        }
    }

    /// All cells, and those with the same value of one of two dimensions.
    fn lines(&self) -> Vec<Vec<&Tuple>> {
        let mut lines: Vec<Vec<&Tuple>> = vec![self.cells.keys().collect()];
        if 1 < self.dimensions {
            for place in 0..self.dimensions {
                let mut by_value: BTreeMap<&Option<String>, Vec<&Tuple>> = BTreeMap::new();
                for tuple in self.cells.keys() {
                    by_value.entry(&tuple[place]).or_default().push(tuple);
                }
                lines.extend(by_value.into_values());
            }
        }
        lines
    }

    /// True if a number over some cells may be seen.
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
            .any(|day| self.cells.values().any(|days| days.contains_key(&day)));
        if cuts_a_day {
            return false;
        }
        let range = self.effective(range);
        let relevant = |tuple: &&Tuple| self.cells.get(*tuple).is_some_and(|days| has_persons(days, range));
        let (inside, outside): (Vec<&Tuple>, Vec<&Tuple>) =
            hidden.iter().filter(relevant).partition(|tuple| is_of_it(tuple));
        if inside.is_empty() {
            return true;
        }
        let mut all = Days::new();
        for (_, days) in self.cells.iter().filter(|(tuple, _)| is_of_it(tuple)) {
            add(&mut all, days);
        }
        outside.is_empty() && is_group(&all, self.is_stock, range, calendar)
    }

    /// A number of a moment is that of the last day with persons before the end.
    fn effective(&self, range: Range) -> Range {
        if !self.is_stock {
            return range;
        }
        let last =
            self.cells.values().filter_map(|days| days.range(..range.end).next_back()).map(|(day, _)| *day);
        Range { start: last.max().unwrap_or(range.start).max(range.start), end: range.end }
    }
}

fn add(to: &mut Days, days: &Days) {
    for (day, persons) in days {
        to.entry(*day).or_default().extend(persons);
    }
}

fn within(days: &Days, range: Range) -> impl Iterator<Item = (&i64, &BTreeSet<u32>)> {
    days.iter().filter(move |(day, _)| range.start <= **day && **day < range.end)
}

fn has_persons(days: &Days, range: Range) -> bool {
    within(days, range).next().is_some()
}

fn persons(days: &Days, range: Range) -> usize {
    within(days, range).flat_map(|(_, persons)| persons).collect::<BTreeSet<_>>().len()
}

/// True if no small group stands behind the range: in every month it touches there are enough persons, and it cuts no
/// stretch of days that only together have enough. Nobody is no small group.
fn is_group(days: &Days, is_stock: bool, range: Range, calendar: &mut Calendar) -> bool {
    if is_stock {
        return within(days, range).all(|(_, persons)| calendar.smallest <= persons.len());
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
    month: impl Iterator<Item = (&'a i64, &'a BTreeSet<u32>)>,
    smallest: usize,
) -> Option<Vec<(i64, i64)>> {
    let mut done: Vec<(i64, i64)> = Vec::new();
    let mut open: Option<(i64, i64, BTreeSet<u32>)> = None;
    for (day, persons) in month {
        let (first, _, mut all) = open.take().unwrap_or((*day, *day, BTreeSet::new()));
        all.extend(persons);
        if smallest <= all.len() {
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
