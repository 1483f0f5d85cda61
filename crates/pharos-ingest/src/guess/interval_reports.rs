//! Totals by queue and interval.

use super::kinds::Kind;
use super::roles::Role;
use super::targets::{Board, set, text_sql};
use super::{Described, Guess};
use crate::functions::clock_us;
use crate::mapping::Target;

/// One target per measure; none without a time, because totals of no day belong nowhere.
pub(crate) fn targets(board: &Board<'_, '_>, guess: &mut Guess) -> Vec<Target> {
    let Some((times, starts_at)) = begins(board) else {
        guess.ask(None, "totals without a time: say the day or interval in a column of its own");
        return Vec::new();
    };
    let measures = [
        ("offered", board.text(Role::Offered).map(number)),
        ("answered", board.text(Role::AnsweredCount).map(number)),
        ("abandoned", board.text(Role::AbandonedCount).map(number)),
        ("answered_in_threshold", board.text(Role::InThreshold).map(number)),
        ("wait_s", board.seconds(Role::WaitTotal)),
        ("talk_s", talk(board, guess)),
        ("hold_s", board.seconds(Role::HoldTotal)),
        ("acw_s", board.seconds(Role::AfterWorkTotal)),
    ];
    let interval_s = interval_s(board, &times, guess);
    let apart = told_apart_by(board, &times, guess);
    let mut targets = Vec::new();
    for (measure, value) in measures {
        let Some(value) = value else { continue };
        let mut target = Target { table: "interval_reports".to_owned(), ..Target::default() };
        let word = |index: &usize| format!("coalesce({}, '')", board.columns[*index].sql());
        let time = times.iter().map(|index| board.columns[*index].sql());
        let parts: Vec<String> = apart.iter().map(word).chain(time).chain([format!("'{measure}'")]).collect();
        target.key = Some(parts.join(" || '-' || "));
        target.filter = Some(format!("{value} IS NOT NULL"));
        target.filter_reason = Some("empty".to_owned());
        set(&mut target, "queue", board.text(Role::Queue));
        set(
            &mut target,
            "channel",
            Some(board.text(Role::Channel).map_or("'voice'".to_owned(), |sql| format!("lower({sql})"))),
        );
        set(&mut target, "direction", Some("'inbound'".to_owned()));
        set(&mut target, "agent_id", board.text(Role::Agent));
        set(&mut target, "starts_at", Some(starts_at.clone()));
        set(&mut target, "interval_s", Some(interval_s.clone()));
        set(&mut target, "measure", Some(format!("'{measure}'")));
        if measure == "answered_in_threshold" {
            set(&mut target, "threshold_s", Some(threshold(board, guess)));
        }
        set(&mut target, "value", Some(value));
        targets.push(target);
    }
    targets
}

/// The columns that say when an interval begins, and its instant. A day alone is a day's total only where no clock stands
/// beside it.
fn begins(board: &Board<'_, '_>) -> Option<(Vec<usize>, String)> {
    let times = [Role::IntervalStart, Role::EventTime, Role::StartClock, Role::Day];
    let (index, starts_at) =
        times.into_iter().find_map(|role| Some((*board.roles.get(&role)?, board.instant(role)?)))?;
    match &board.columns[index].kind {
        Kind::Clock | Kind::Duration => {
            let day = board.roles.get(&Role::Day).copied();
            Some((day.into_iter().chain([index]).collect(), starts_at))
        }
        Kind::Time { clock: false, format, .. } => {
            // A name like "Interval" may have been taken for the instant it is not.
            let of_time = [Role::IntervalStart, Role::IntervalLength, Role::EventTime, Role::StartClock];
            let is_free = |place: usize| {
                !board.roles.iter().any(|(role, taken)| *taken == place && !of_time.contains(role))
            };
            let clock =
                (0..board.columns.len()).find(|place| is_free(*place) && is_clock(&board.columns[*place]));
            let Some(clock) = clock else { return Some((vec![index], starts_at)) };
            let format = format.as_deref().unwrap_or("%Y-%m-%d");
            let [day, of_day] = [index, clock].map(|index| text_sql(&board.columns[index]));
            Some((vec![index, clock], format!("local_day_clock({day}, '{format}', {of_day})")))
        }
        _ => Some((vec![index], starts_at)),
    }
}

/// The columns that tell totals of one time apart: queue, channel, agent, and what else is needed for none to replace another.
fn told_apart_by(board: &Board<'_, '_>, times: &[usize], guess: &mut Guess) -> Vec<usize> {
    let named = [Role::Queue, Role::Channel, Role::Agent];
    let mut apart: Vec<usize> = named.iter().filter_map(|role| board.roles.get(role)).copied().collect();
    let distinct = |apart: &[usize]| board.distinct_rows(&[apart, times].concat());
    let records = board.distinct_records();
    for (index, column) in board.columns.iter().enumerate() {
        if distinct(&apart) == records {
            break;
        }
        let is_word = matches!(column.kind, Kind::Word { .. } | Kind::Id | Kind::Clock | Kind::Time { .. });
        let with: Vec<usize> = apart.iter().copied().chain([index]).collect();
        if is_word && !times.contains(&index) && distinct(&apart) < distinct(&with) {
            guess.ask(
                Some(&column.column.name),
                "tells totals of the same queue and time apart: they are added up",
            );
            apart = with;
        }
    }
    if distinct(&apart) < records {
        guess.ask(
            None,
            "no column tells rows of the same queue and time apart: the last of them would count alone",
        );
    }
    apart
}

fn number(sql: String) -> String {
    format!("number_of({sql})")
}

/// Total talk time; where only an average handle time is there, that times the contacts.
fn talk(board: &Board<'_, '_>, guess: &mut Guess) -> Option<String> {
    if let Some(total) = board.seconds(Role::TalkTotal) {
        return Some(total);
    }
    let mean = board.seconds(Role::HandleMean)?;
    let answered = number(board.text(Role::AnsweredCount)?);
    let name = board.column(Role::HandleMean).map(|column| column.column.name.clone());
    guess.ask(
        name.as_deref(),
        "talk, hold and after-contact work are not told apart: all of it stands under talk",
    );
    Some(format!("{mean} * {answered}"))
}

/// Length of the intervals: what a column says, else the smallest step of the clock beside the day, else half an hour.
fn interval_s(board: &Board<'_, '_>, times: &[usize], guess: &mut Guess) -> String {
    if let Some(column) = board.column(Role::IntervalLength).filter(|column| !is_clock(column)) {
        let sql = column.sql();
        if matches!(column.kind, Kind::Number { high, .. } if high <= 120.0) {
            return format!("number_of({sql}) * 60");
        }
        if matches!(column.kind, Kind::Number { .. }) {
            return format!("number_of({sql})");
        }
        return format!(
            "CASE {sql} WHEN '15mins' THEN 900 WHEN '30mins' THEN 1800 WHEN 'hourly' THEN 3600 WHEN 'daily' THEN 86400 END"
        );
    }
    let clocks = times.iter().map(|index| &board.columns[*index]).find(|it| is_clock(it));
    if let Some(step) = clocks.and_then(smallest_step_s) {
        let name = clocks.map(|it| it.column.name.as_str());
        guess.ask(
            name,
            format!("no column says how long an interval is: taken as {step} s, its smallest step"),
        );
        return step.to_string();
    }
    let daily = [Role::IntervalStart, Role::EventTime, Role::StartClock].into_iter().all(|role| {
        board.column(role).is_none_or(|column| matches!(column.kind, Kind::Time { clock: false, .. }))
    });
    let seconds = if daily { 86_400 } else { 1_800 };
    guess.ask(None, format!("no column says how long an interval is: taken as {seconds} s"));
    seconds.to_string()
}

/// The smallest distance of two clocks of a column, seconds.
fn smallest_step_s(column: &Described<'_>) -> Option<i64> {
    let values = column.column.values.iter().flatten();
    let mut seconds: Vec<i64> =
        values.filter_map(|text| clock_us(text).ok()).map(|us| us / 1_000_000).collect();
    seconds.sort_unstable();
    seconds.dedup();
    seconds.windows(2).map(|pair| pair[1] - pair[0]).min()
}

/// True where all values are times of the day on a grid of five minutes, alone or from one to another: `8:30` alone could be a
/// duration as well.
fn is_clock(column: &Described<'_>) -> bool {
    const GRID_US: i64 = 300_000_000;
    let mut values = column.column.values.iter().flatten().peekable();
    matches!(column.kind, Kind::Clock | Kind::Duration | Kind::Word { .. } | Kind::Id)
        && values.peek().is_some()
        && values.all(|text| clock_us(text).is_ok_and(|us| us % GRID_US == 0))
}

/// The threshold in seconds, from the digits of its column's name.
fn threshold(board: &Board<'_, '_>, guess: &mut Guess) -> String {
    let name = board.column(Role::InThreshold).map(|column| column.column.name.clone()).unwrap_or_default();
    let digits: String =
        name.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    if digits.is_empty() {
        guess.ask(Some(&name), "its threshold is not known: taken as 20 s");
        return "20".to_owned();
    }
    digits
}
