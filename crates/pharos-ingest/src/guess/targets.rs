//! Fact tables from roles.

use super::evidence::{distinct, meaning};
use super::kinds::{Kind, is_placeholder};
use super::names::{AGENT_STATES, RESULTS, Words};
use super::roles::{Role, Roles};
use super::{Described, Guess, interval_reports, work};
use crate::mapping::Target;

/// Roles with their columns, and SQL from them.
pub(crate) struct Board<'a, 'b> {
    pub(crate) columns: &'b [Described<'a>],
    pub(crate) roles: &'b Roles,
}

/// The targets of a source, none where nothing was recognised.
pub(crate) fn targets(columns: &[Described<'_>], roles: &Roles, guess: &mut Guess) -> Vec<Target> {
    let board = Board { columns, roles };
    let any = |wanted: &[Role]| wanted.iter().filter(|role| roles.contains_key(role)).count();
    let results = any(&[Role::Result, Role::Answered, Role::Abandoned]);
    let lengths = any(&[Role::Wait, Role::Talk]);
    let totals = any(&[Role::Offered, Role::AnsweredCount, Role::AbandonedCount, Role::HandleMean]);
    if totals >= 2 && roles.contains_key(&Role::Offered) {
        return interval_reports::targets(&board, guess);
    }
    let tickets = roles.contains_key(&Role::ItemId) && any(&[Role::State, Role::Activity]) > 0;
    if tickets && any(&[Role::EventTime, Role::Opened, Role::StartClock, Role::Day]) > 0 && lengths == 0 {
        return work::targets(&board, guess);
    }
    let Some(started) = board.started() else { return Vec::new() };
    if roles.contains_key(&Role::AgentState) && roles.contains_key(&Role::Agent) && results == 0 {
        return vec![agent_intervals(&board, &started)];
    }
    let mut targets = Vec::new();
    let contacts = results + lengths > 0;
    if contacts {
        targets.push(contact_segments(&board, &started, guess));
    }
    for (role, kind) in [(Role::Nps, "nps"), (Role::Csat, "csat")] {
        if let Some(answers) = survey_answers(&board, role, kind, contacts, &started) {
            targets.push(answers);
        }
    }
    targets
}

impl Board<'_, '_> {
    pub(crate) fn column(&self, role: Role) -> Option<&Described<'_>> {
        self.roles.get(&role).map(|index| &self.columns[*index])
    }

    /// The column as text, placeholders taken as NULL.
    pub(crate) fn text(&self, role: Role) -> Option<String> {
        self.column(role).map(text_sql)
    }

    pub(crate) fn count(&self, role: Role) -> Option<String> {
        self.text(role).map(|sql| format!("CAST(number_of({sql}) AS BIGINT)"))
    }

    pub(crate) fn flag(&self, role: Role) -> Option<String> {
        self.text(role).map(|sql| format!("flag_of({sql})"))
    }

    pub(crate) fn seconds(&self, role: Role) -> Option<String> {
        self.column(role).map(seconds_sql)
    }

    /// The instant a role says, a clock with its day.
    pub(crate) fn instant(&self, role: Role) -> Option<String> {
        self.instant_of(self.column(role)?, role == Role::StartClock)
    }

    /// The instant a column says, a clock with its day; a clock that is not the first of its record may lie after midnight.
    pub(crate) fn instant_of(&self, column: &Described<'_>, is_first: bool) -> Option<String> {
        let sql = text_sql(column);
        match &column.kind {
            Kind::Time { format: None, .. } => Some(format!("local_instant({sql})")),
            Kind::Time { format: Some(format), .. } => Some(format!("local_instant({sql}, '{format}')")),
            Kind::Epoch { unit } => Some(format!("epoch_instant({sql}, '{unit}')")),
            Kind::Clock | Kind::Duration => {
                let day = self.column(Role::Day)?;
                let Kind::Time { format, .. } = &day.kind else { return None };
                let (day, format) = (text_sql(day), format.as_deref().unwrap_or("%Y-%m-%d"));
                match self.column(Role::StartClock) {
                    Some(first) if !is_first => {
                        Some(format!("local_day_clock_after({day}, '{format}', {sql}, {})", text_sql(first)))
                    }
                    _ => Some(format!("local_day_clock({day}, '{format}', {sql})")),
                }
            }
            _ => None,
        }
    }

    /// When a record began: the first instant known of it.
    pub(crate) fn started(&self) -> Option<String> {
        let roles = [
            Role::StartClock,
            Role::QueueStart,
            Role::EventTime,
            Role::Opened,
            Role::ServiceStart,
            Role::SurveyTime,
            Role::IntervalStart,
            Role::Day,
        ];
        roles.into_iter().find_map(|role| self.instant(role))
    }

    /// Sets the key of a target: an id that is unique in the sample, alone or with the day and other columns.
    pub(crate) fn key(&self, target: &mut Target, id: &[Role], guess: &mut Guess) {
        let Some(index) =
            id.iter().find_map(|role| self.roles.get(role)).copied().or_else(|| self.unique_column())
        else {
            target.row_hash = true;
            guess.ask(None, "no column names a record: equal rows would be one (row_hash)");
            return;
        };
        let mut chosen = vec![index];
        if !self.unique(&chosen) {
            chosen.extend(self.roles.get(&Role::Day));
            let helpers = (0..self.columns.len()).filter(|column| {
                matches!(self.columns[*column].kind, Kind::Word { .. } | Kind::Clock | Kind::Time { .. })
            });
            for helper in helpers.collect::<Vec<_>>() {
                if self.unique(&chosen) {
                    break;
                }
                let with = [chosen.as_slice(), &[helper]].concat();
                if !chosen.contains(&helper) && self.distinct_rows(&with) > self.distinct_rows(&chosen) {
                    chosen = with;
                }
            }
        }
        if !self.unique(&chosen) {
            target.row_hash = true;
            guess.ask(
                Some(&self.columns[index].column.name),
                "it comes more than once: the whole row is the key",
            );
            return;
        }
        let parts: Vec<String> = chosen.iter().map(|index| self.columns[*index].sql()).collect();
        if parts.len() > 1 {
            guess.ask(
                Some(&self.columns[index].column.name),
                "it comes more than once: the key joins it with other columns",
            );
        }
        target.key = Some(parts.join(" || '-' || "));
    }

    fn unique_column(&self) -> Option<usize> {
        (0..self.columns.len()).find(|index| {
            let id = matches!(self.columns[*index].kind, Kind::Id | Kind::Number { whole: true, .. });
            id && self.unique(&[*index])
        })
    }

    /// True if records that differ differ in these columns; the same record twice is one.
    fn unique(&self, columns: &[usize]) -> bool {
        let rows = self.columns.first().map_or(0, |column| column.column.values.len());
        let filled =
            |row: usize| columns.iter().all(|index| self.columns[*index].column.values[row].is_some());
        if rows == 0 || !(0..rows).all(filled) {
            return false;
        }
        let distinct = self.distinct_rows(columns);
        distinct == rows || distinct == self.distinct_records()
    }

    /// Records of the sample, equal ones counted once.
    pub(crate) fn distinct_records(&self) -> usize {
        let rows = self.columns.first().map_or(0, |column| column.column.values.len());
        let row =
            |row: usize| self.columns.iter().map(|column| &column.column.values[row]).collect::<Vec<_>>();
        (0..rows).map(row).collect::<std::collections::HashSet<_>>().len()
    }

    pub(crate) fn distinct_rows(&self, columns: &[usize]) -> usize {
        let rows = self.columns.first().map_or(0, |column| column.column.values.len());
        let row = |row: usize| {
            columns.iter().map(|index| &self.columns[*index].column.values[row]).collect::<Vec<_>>()
        };
        (0..rows)
            .map(row)
            .filter(|row| row.iter().all(|value| value.is_some()))
            .collect::<std::collections::HashSet<_>>()
            .len()
    }
}

/// A length in seconds.
pub(crate) fn seconds_sql(column: &Described<'_>) -> String {
    // Whole lengths in the hundred thousands are milliseconds.
    let milliseconds = column.column.name.to_lowercase().ends_with("ms")
        || matches!(column.kind, Kind::Number { whole: true, high, .. } if high > 1e6);
    let sql = format!("seconds_of({})", text_sql(column));
    if milliseconds { format!("{sql} / 1000") } else { sql }
}

/// A column in SQL, its placeholders taken as NULL.
pub(crate) fn text_sql(column: &Described<'_>) -> String {
    placeholders(column)
        .into_iter()
        .take(2)
        .fold(column.sql(), |sql, text| format!("nullif({sql}, '{}')", text.replace('\'', "''")))
}

/// Words of a column as a CASE expression; words without meaning become NULL.
pub(crate) fn case_sql(column: &Described<'_>, lists: &'static Words) -> String {
    let arms: String = distinct(column)
        .iter()
        .filter_map(|word| Some((word, meaning(lists, word)?)))
        .map(|(word, meaning)| format!(" WHEN '{}' THEN '{meaning}'", word.replace('\'', "''")))
        .collect();
    if arms.is_empty() { "NULL".to_owned() } else { format!("CASE {}{arms} END", column.sql()) }
}

pub(crate) fn set(target: &mut Target, name: &str, sql: Option<String>) {
    if let Some(sql) = sql {
        target.columns.insert(name.to_owned(), sql);
    }
}

fn contact_segments(board: &Board<'_, '_>, started: &str, guess: &mut Guess) -> Target {
    let mut target = Target { table: "contact_segments".to_owned(), ..Target::default() };
    board.key(&mut target, &[Role::ContactId, Role::ItemId], guess);
    let key = target.key.clone();
    set(&mut target, "contact_id", key);
    set(&mut target, "channel", channel(board));
    set(&mut target, "direction", Some("'inbound'".to_owned()));
    for (name, role) in [
        ("priority", Role::Priority),
        ("reason", Role::Reason),
        ("product", Role::Product),
        ("queue", Role::Queue),
    ] {
        set(&mut target, name, board.text(role));
    }
    set(&mut target, "agent_id", board.column(Role::Agent).map(unknown_agent));
    set(
        &mut target,
        "customer_id",
        board.column(Role::Customer).map(|column| unknown_customer(column, guess)),
    );
    set(&mut target, "started_at", Some(started.to_owned()));
    for (name, role) in [
        ("self_service_s", Role::SelfService),
        ("wait_s", Role::Wait),
        ("hold_s", Role::Hold),
        ("acw_s", Role::AfterWork),
    ] {
        set(&mut target, name, board.seconds(role));
    }
    let queued = board.seconds(Role::Wait).filter(|_| board.roles.contains_key(&Role::QueueStart));
    for (name, role) in [("enqueued_at", Role::QueueStart), ("left_queue_at", Role::QueueEnd)] {
        let instant = board.instant(role);
        set(
            &mut target,
            name,
            match &queued {
                Some(wait) => instant.map(|instant| format!("CASE WHEN {wait} > 0 THEN {instant} END")),
                None => instant,
            },
        );
    }
    set(&mut target, "queued", queued.map(|wait| format!("{wait} > 0")));
    let result = result(board, guess);
    let answered = result.as_ref().map(|sql| format!("{sql} = 'answered'"));
    let only = |sql: Option<String>| match (&answered, sql) {
        (Some(answered), Some(sql)) => Some(format!("CASE WHEN {answered} THEN {sql} END")),
        (_, sql) => sql,
    };
    set(&mut target, "talk_s", only(board.seconds(Role::Talk)));
    set(&mut target, "connected_at", only(board.instant(Role::ServiceStart)));
    set(&mut target, "ended_at", ended(board, started));
    set(&mut target, "resolved", board.flag(Role::Resolved));
    set(&mut target, "queue_result_detail", board.text(Role::Result).or_else(|| board.text(Role::Answered)));
    phantom_filter(board, &mut target, guess);
    set(&mut target, "queue_result", result);
    target
}

/// The end of the service, else of the queue, else of the self-service; a stage without length did not happen.
fn ended(board: &Board<'_, '_>, started: &str) -> Option<String> {
    let stages = [
        (Role::ServiceEnd, Role::Talk),
        (Role::QueueEnd, Role::Wait),
        (Role::SelfServiceEndClock, Role::SelfService),
    ];
    let mut parts = Vec::new();
    for (end, length) in stages {
        let Some(instant) = board.instant(end) else { continue };
        parts.push(match board.seconds(length) {
            Some(seconds) if end != Role::SelfServiceEndClock => {
                format!("CASE WHEN {seconds} > 0 THEN {instant} END")
            }
            _ => instant,
        });
    }
    match parts.len() {
        0 => {
            let (wait, talk) = (board.seconds(Role::Wait), board.seconds(Role::Talk)?);
            let connected =
                wait.map_or(started.to_owned(), |wait| format!("instant_after({started}, {wait})"));
            Some(format!("instant_after({connected}, {talk})"))
        }
        1 => parts.pop(),
        _ => Some(format!("coalesce({})", parts.join(", "))),
    }
}

fn result(board: &Board<'_, '_>, guess: &mut Guess) -> Option<String> {
    if let Some(column) = board.column(Role::Result) {
        for word in
            distinct(column).iter().filter(|word| meaning(RESULTS, word).is_none() && !made_up(word)).take(5)
        {
            guess.ask(Some(&column.column.name), format!("what `{word}` means for the contact is not known"));
        }
        return Some(case_sql(column, RESULTS));
    }
    if let Some(flag) = board.flag(Role::Answered) {
        return Some(format!("CASE WHEN {flag} THEN 'answered' WHEN NOT {flag} THEN 'abandoned' END"));
    }
    if let Some(flag) = board.flag(Role::Abandoned) {
        return Some(format!("CASE WHEN {flag} THEN 'abandoned' WHEN NOT {flag} THEN 'answered' END"));
    }
    guess.ask(None, "nothing says whether a contact was answered: queue_result is missing");
    None
}

fn made_up(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "phantom" | "test" | "dummy")
}

/// Records the switch made up itself are no contacts.
fn phantom_filter(board: &Board<'_, '_>, target: &mut Target, guess: &mut Guess) {
    let Some(column) = board.column(Role::Result) else { return };
    if let Some(word) = distinct(column).iter().find(|word| made_up(word)) {
        target.filter = Some(format!("{} <> '{word}'", column.sql()));
        target.filter_reason = Some(word.to_lowercase());
        guess.note(Some(&column.column.name), format!("records marked `{word}` are left out"));
    }
}

fn channel(board: &Board<'_, '_>) -> Option<String> {
    const CHANNELS: &Words = &[
        ("voice", &["voice", "phone", "call", "telephone", "ivr", "טלפון", "电话", "電話", "语音"]),
        ("chat", &["chat", "webchat", "live chat", "צ'אט", "聊天", "在线聊天"]),
        ("email", &["email", "e-mail", "mail", "דוא\"ל", "邮件", "電子郵件"]),
        ("messaging", &["sms", "whatsapp", "message", "wechat", "line"]),
    ];
    match board.column(Role::Channel) {
        Some(column) => Some(case_sql(column, CHANNELS)),
        None => Some("'voice'".to_owned()),
    }
}

/// An agent's name, words for nobody taken as NULL.
fn unknown_agent(column: &Described<'_>) -> String {
    let nobody = |word: &String| {
        matches!(word.to_lowercase().as_str(), "no_server" | "no agent" | "unassigned" | "nobody" | "unknown")
    };
    let words = distinct(column).into_iter().filter(nobody).take(2);
    words.fold(text_sql(column), |sql, word| format!("nullif({sql}, '{word}')"))
}

/// A customer's id; 0 on many rows is nobody, and scientific notation is a number again.
fn unknown_customer(column: &Described<'_>, guess: &mut Guess) -> String {
    let zeros = column.column.values.iter().flatten().filter(|value| value.as_str() == "0").count();
    let scientific = column.column.values.iter().flatten().any(|value| value.contains("E+"));
    if scientific {
        guess.ask(
            Some(&column.column.name),
            "ids in scientific notation lost digits at the source: two customers may share one",
        );
        let number = format!("number_of({})", column.sql());
        return format!("CASE WHEN {number} <> 0 THEN CAST(CAST({number} AS BIGINT) AS VARCHAR) END");
    }
    if zeros > 1 { format!("nullif({}, '0')", text_sql(column)) } else { text_sql(column) }
}

fn survey_answers(
    board: &Board<'_, '_>,
    role: Role,
    kind: &str,
    contacts: bool,
    started: &str,
) -> Option<Target> {
    let column = board.column(role)?;
    let mut target = Target { table: "survey_answers".to_owned(), ..Target::default() };
    let id =
        [Role::SurveyId, Role::ContactId, Role::ItemId].into_iter().find_map(|role| board.roles.get(&role));
    let id = id.copied().filter(|index| board.unique(&[*index])).or_else(|| board.unique_column());
    match id {
        Some(index) => {
            let sql = board.columns[index].sql();
            target.key = Some(format!("{sql} || '-{kind}'"));
            set(&mut target, "survey_id", Some(sql.clone()));
            set(&mut target, "contact_id", contacts.then_some(sql));
        }
        None => target.row_hash = true,
    }
    let (low, high) = match &column.kind {
        _ if kind == "nps" => (0, 10),
        Kind::Number { low, high, .. } => scale(*low, *high),
        _ => (1, 5),
    };
    if column.column.values.iter().any(Option::is_none) {
        target.filter = Some(format!("{} IS NOT NULL", column.sql()));
        target.filter_reason = Some("not_answered".to_owned());
    }
    let asked = board.instant(Role::SurveyTime).unwrap_or_else(|| started.to_owned());
    let settings = [
        ("kind", format!("'{kind}'")),
        ("moment", if contacts { "'after_contact'" } else { "'relationship'" }.to_owned()),
        ("question", format!("'{}'", column.column.name.replace('\'', "''"))),
        ("scale_min", low.to_string()),
        ("scale_max", high.to_string()),
        ("scale_direction", "'up'".to_owned()),
        ("sent_at", asked.clone()),
        ("answered_at", asked),
        ("value", format!("number_of({})", text_sql(column))),
    ];
    for (name, sql) in settings {
        set(&mut target, name, Some(sql));
    }
    set(&mut target, "agent_id", board.column(Role::Agent).map(unknown_agent));
    Some(target)
}

/// The scale on which such answers are usually given.
fn scale(low: f64, high: f64) -> (i64, i64) {
    let from_one = low >= 1.0;
    match high as i64 {
        ..=5 => (i64::from(from_one), 5),
        6..=7 if from_one => (1, 7),
        6..=10 => (i64::from(from_one), 10),
        _ => (0, 100),
    }
}

fn agent_intervals(board: &Board<'_, '_>, started: &str) -> Target {
    let mut target = Target { table: "agent_intervals".to_owned(), ..Target::default() };
    let agent = board.column(Role::Agent).map(text_sql);
    let start = board.roles.get(&Role::StartClock).or_else(|| board.roles.get(&Role::EventTime));
    let parts: Vec<String> = agent
        .iter()
        .cloned()
        .chain(start.map(|index| board.columns[*index].sql()))
        .chain(board.text(Role::Day))
        .collect();
    target.key = Some(parts.join(" || '-' || "));
    set(&mut target, "agent_id", agent);
    set(&mut target, "state", board.column(Role::AgentState).map(|column| case_sql(column, AGENT_STATES)));
    set(&mut target, "source_state", board.text(Role::AgentState));
    set(&mut target, "started_at", Some(started.to_owned()));
    let ended = board
        .instant(Role::ServiceEnd)
        .or_else(|| board.seconds(Role::Talk).map(|seconds| format!("instant_after({started}, {seconds})")));
    set(&mut target, "ended_at", ended);
    target
}

/// Placeholders among the values of a column.
fn placeholders(column: &Described<'_>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for value in column.column.values.iter().flatten() {
        if is_placeholder(value) && !found.contains(value) {
            found.push(value.clone());
        }
    }
    found.sort();
    found
}
