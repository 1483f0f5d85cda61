//! Totals by queue and interval.

use super::Guess;
use super::kinds::Kind;
use super::roles::Role;
use super::targets::{Board, set};
use crate::mapping::Target;

/// One target per measure; none without a time, because totals of no day belong nowhere.
pub(crate) fn targets(board: &Board<'_, '_>, guess: &mut Guess) -> Vec<Target> {
    let times = [Role::IntervalStart, Role::EventTime, Role::StartClock, Role::Day];
    let Some((time, starts_at)) =
        times.into_iter().find_map(|role| Some((board.column(role)?.sql(), board.instant(role)?)))
    else {
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
    let interval_s = interval_s(board, guess);
    let mut targets = Vec::new();
    for (measure, value) in measures {
        let Some(value) = value else { continue };
        let mut target = Target { table: "interval_reports".to_owned(), ..Target::default() };
        let parts: Vec<String> = [Role::Queue, Role::Channel, Role::Agent]
            .into_iter()
            .filter_map(|role| board.column(role).map(|column| format!("coalesce({}, '')", column.sql())))
            .chain([time.clone(), format!("'{measure}'")])
            .collect();
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

/// Length of the intervals: what a column says, else the smallest step of the times.
fn interval_s(board: &Board<'_, '_>, guess: &mut Guess) -> String {
    if let Some(column) = board.column(Role::IntervalLength) {
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
    let daily = [Role::IntervalStart, Role::EventTime, Role::StartClock].into_iter().all(|role| {
        board.column(role).is_none_or(|column| matches!(column.kind, Kind::Time { clock: false, .. }))
    });
    let seconds = if daily { 86_400 } else { 1_800 };
    guess.ask(None, format!("no column says how long an interval is: taken as {seconds} s"));
    seconds.to_string()
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
