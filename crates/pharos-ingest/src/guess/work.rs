//! Tickets and their events.

use super::Guess;
use super::evidence::{distinct, meaning};
use super::kinds::Kind;
use super::names::ITEM_STATES;
use super::roles::Role;
use super::targets::{Board, case_sql, set};
use crate::mapping::Target;

/// Words of activities that are taking in charge.
const TAKEN: &[&str] =
    &["take in charge ticket", "taken", "accepted", "assigned to agent", "נלקח לטיפול", "受理"];

/// Tickets, and their events where a ticket has several lines.
pub(crate) fn targets(board: &Board<'_, '_>, guess: &mut Guess) -> Vec<Target> {
    let item = board.column(Role::ItemId).map(|column| column.sql()).unwrap_or_default();
    let lines = board.roles.get(&Role::ItemId).map_or(0, |index| {
        let values = &board.columns[*index].column.values;
        values.len() - values.iter().collect::<std::collections::HashSet<_>>().len()
    });
    let Some(at) = event_time(board) else { return Vec::new() };
    let mut targets = vec![items(board, &item, &at, lines > 0)];
    if lines > 0 {
        guess.note(None, "a ticket has several lines: each is an event, the last one is the ticket now");
        targets.push(events(board, &item, &at));
    }
    targets
}

/// When a line was written.
fn event_time(board: &Board<'_, '_>) -> Option<String> {
    let roles = [Role::EventTime, Role::StartClock, Role::Opened, Role::Day];
    roles.into_iter().find_map(|role| board.instant(role))
}

fn items(board: &Board<'_, '_>, item: &str, at: &str, has_events: bool) -> Target {
    let mut target =
        Target { table: "work_items".to_owned(), key: Some(item.to_owned()), ..Target::default() };
    target.version = board
        .count(Role::Version)
        .or_else(|| has_events.then(|| format!("row_number() OVER (PARTITION BY {item} ORDER BY {at})")));
    set(&mut target, "item_id", Some(item.to_owned()));
    common(board, &mut target);
    for (name, role) in [("reason", Role::Reason), ("product", Role::Product), ("priority", Role::Priority)] {
        set(&mut target, name, board.text(role));
    }
    let state = board.column(Role::State).or_else(|| board.column(Role::Activity));
    set(&mut target, "state", state.map(|column| case_sql(column, ITEM_STATES)));
    set(&mut target, "source_state", state.map(|column| column.sql()));
    let created = board.instant(Role::Opened);
    let from_events = has_events.then(|| format!("min({at}) OVER (PARTITION BY {item})"));
    set(&mut target, "created_at", created.or(from_events).or_else(|| Some(at.to_owned())));
    set(&mut target, "updated_at", Some(at.to_owned()));
    set(
        &mut target,
        "solved_at",
        board.instant(Role::Solved).or_else(|| last_in_state(board, item, at, "solved")),
    );
    set(
        &mut target,
        "closed_at",
        board.instant(Role::Closed).or_else(|| last_in_state(board, item, at, "closed")),
    );
    set(&mut target, "reopened", board.count(Role::Reopened).or_else(|| solved_again(board, item)));
    set(&mut target, "reassignments", board.count(Role::Reassigned));
    set(&mut target, "sla_met", board.flag(Role::SlaMet));
    target
}

/// The words of states or activities with a meaning, in SQL as a list; `None` where no word has it.
fn words_of(board: &Board<'_, '_>, wanted: &str) -> Option<String> {
    let column = board.column(Role::State).or_else(|| board.column(Role::Activity))?;
    let words: Vec<String> = distinct(column)
        .into_iter()
        .filter(|word| meaning(ITEM_STATES, word) == Some(wanted))
        .map(|word| format!("'{}'", word.replace('\'', "''")))
        .collect();
    (!words.is_empty()).then(|| format!("{} IN ({})", column.sql(), words.join(", ")))
}

fn last_in_state(board: &Board<'_, '_>, item: &str, at: &str, state: &str) -> Option<String> {
    let test = words_of(board, state)?;
    Some(format!("max(CASE WHEN {test} THEN {at} END) OVER (PARTITION BY {item})"))
}

/// Solved again is reopened between; only activities can be counted, states repeat from line to line.
fn solved_again(board: &Board<'_, '_>, item: &str) -> Option<String> {
    if board.roles.contains_key(&Role::State) && board.roles.contains_key(&Role::Version) {
        return None;
    }
    let test = words_of(board, "solved")?;
    Some(format!("greatest(sum(CASE WHEN {test} THEN 1 ELSE 0 END) OVER (PARTITION BY {item}) - 1, 0)"))
}

fn events(board: &Board<'_, '_>, item: &str, at: &str) -> Target {
    let mut target = Target { table: "work_item_events".to_owned(), ..Target::default() };
    let time = [Role::EventTime, Role::StartClock, Role::Opened, Role::Day]
        .into_iter()
        .find_map(|role| board.column(role));
    let state = board.column(Role::Activity).or_else(|| board.column(Role::State));
    let parts: Vec<String> =
        [Some(item.to_owned()), time.map(|column| column.sql()), state.map(|column| column.sql())]
            .into_iter()
            .flatten()
            .collect();
    // Lines that are equal in all of these are told apart by their number.
    let number = format!("CAST(row_number() OVER (PARTITION BY {}) AS VARCHAR)", parts.join(", "));
    target.key = Some(format!("{} || '-' || {number}", parts.join(" || '-' || ")));
    set(&mut target, "item_id", Some(item.to_owned()));
    set(&mut target, "at", Some(at.to_owned()));
    if let Some(column) = state {
        set(&mut target, "activity", Some(column.sql()));
        set(&mut target, "to_state", Some(case_sql(column, ITEM_STATES)));
        let arms: String = distinct(column)
            .iter()
            .filter_map(|word| {
                Some(format!(" WHEN '{}' THEN '{}'", word.replace('\'', "''"), event_of(word)?))
            })
            .collect();
        let event = if arms.is_empty() {
            "'other'".to_owned()
        } else {
            format!("CASE {}{arms} ELSE 'state' END", column.sql())
        };
        set(&mut target, "event", Some(event));
    }
    common(board, &mut target);
    set(&mut target, "agent_id", board.text(Role::Owner));
    target
}

fn event_of(word: &str) -> Option<&'static str> {
    if TAKEN.contains(&word.to_lowercase().as_str()) {
        return Some("taken");
    }
    match meaning(ITEM_STATES, word)? {
        "new" => Some("created"),
        "solved" => Some("solved"),
        "closed" => Some("closed"),
        _ => None,
    }
}

/// What tickets and events have in common.
fn common(board: &Board<'_, '_>, target: &mut Target) {
    set(target, "customer_id", board.text(Role::Customer));
    set(target, "queue", board.text(Role::Group).or_else(|| board.text(Role::Queue)));
    let owner = board.column(Role::Owner).or_else(|| board.column(Role::Agent));
    // A clock or a time is nobody.
    let person = owner.filter(|column| !matches!(column.kind, Kind::Time { .. } | Kind::Clock | Kind::Empty));
    set(target, "owner", person.and_then(|_| board.text(Role::Owner).or_else(|| board.text(Role::Agent))));
}
