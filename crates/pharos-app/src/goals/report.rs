//! The content of the monthly report of goals: data, no words; whoever shows it words it. As a workbook it is one table.

use jiff::ToSpan;
use jiff::civil::Date;
use pharos_engine::query::{ANSWERED_ONLY, AnswerRow};
use pharos_goal::definition::{Measure, PeriodLength};
use pharos_goal::target::Whom;
use pharos_goal::warning::Warning;
use serde::Serialize;
use serde_json::{Value, json};

use super::moment::Answers;
use super::requests;
use super::{ConfidenceView, EntryView, GoalProgress, GoalView};
use crate::export::workbook_file;
use crate::{App, AppError, ExportFile, Permission, Reason, Result};

/// A month of goals.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GoalReport {
    /// first day of the month
    pub month: Date,
    /// the day it was made for
    pub today: Date,
    /// the team it is about; `None`: everybody
    pub team: Option<String>,
    /// the goals in their order
    pub goals: Vec<GoalReportLine>,
}

/// A goal in the report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GoalReportLine {
    /// what it says and where it is in its life
    pub goal: GoalView,
    /// how it stands
    pub progress: Option<GoalProgress>,
    /// its metric in the month, of the team where the report is about one
    pub month: Option<MonthNumber>,
    /// the same in the month before
    pub before: Option<MonthNumber>,
    /// of a team's report: everybody's number in the month
    pub everybody: Option<MonthNumber>,
    /// how sure people are
    pub confidence: ConfidenceView,
    /// what was said in the month, the newest first
    pub entries: Vec<EntryView>,
    /// steps done in the month
    pub done_steps: Vec<String>,
    /// steps that were due in the month or before and are not done
    pub late_steps: Vec<String>,
    /// warnings that hold now
    pub warnings: Vec<Warning>,
}

/// A number of a month, with what stands behind it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct MonthNumber {
    /// the number
    pub value: Option<f64>,
    /// cases
    pub n: Option<u64>,
    /// lower bound (95 %)
    pub lo: Option<f64>,
    /// upper bound (95 %)
    pub hi: Option<f64>,
}

/// Columns of the workbook and their kinds.
const COLUMNS: [(&str, &str); 22] = [
    ("goal", "text"),
    ("state", "text"),
    ("version", "count"),
    ("owners", "text"),
    ("metric", "text"),
    ("metric_version", "count"),
    ("unit", "text"),
    ("filter", "text"),
    ("baseline", "number"),
    ("target_least", "number"),
    ("target_most", "number"),
    ("now", "number"),
    ("month", "number"),
    ("month_n", "count"),
    ("month_before", "number"),
    ("everybody", "number"),
    ("status", "text"),
    ("way", "number"),
    ("planned_way", "number"),
    ("expected_on", "text"),
    ("confidence", "number"),
    ("late_steps", "text"),
];

impl App {
    /// The report of a month: of all goals or of one, of everybody or of a team. A team's report has the goals whose number
    /// the team has a part in, and those it is part of.
    ///
    /// # Errors
    /// The right is missing; a month that is none; data that cannot be read.
    pub async fn goal_report(
        &self,
        permission: &Permission,
        month: &str,
        only: Option<&str>,
        team: Option<&str>,
    ) -> Result<GoalReport> {
        let month: Date = format!("{month}-01").parse().map_err(|_| {
            let words = format!("month is `{month}`; maybe it should look like 2026-10");
            AppError::refused(Reason::DateWrong, words)
        })?;
        let last = month.last_of_month();
        let progress = self.goals_progress(permission).await?;
        let today = self.goals_today().await?;
        let dataset = self.goals_dataset().await?;
        let mut answers = self.answers(&dataset, permission);
        if let Some(name) = team {
            let known = answers.values(&["team"]).await?;
            let is_known = known.get("team").is_some_and(|it| it.contains(name));
            if !is_known || !permission.part().contains(Some(name), None) {
                let advice = "; maybe one of the teams in the data".to_owned();
                return Err(AppError::NotFound { what: "team", name: name.to_owned(), advice });
            }
        }
        let mut lines = Vec::new();
        for goal in self.goals(permission).await? {
            let begun = goal.definition.starts.is_some_and(|it| it <= last);
            if goal.state == "draft" || !begun || only.is_some_and(|it| it != goal.id) {
                continue;
            }
            let measure = goal.definition.measure.as_ref();
            let before = (months_back(month, 1), month.yesterday().unwrap_or(month));
            let numbers = if measure.is_some_and(|it| it.whom != Whom::Together) {
                let own = progress.get(&goal.id);
                [(month, last), before].map(|span| members_number(own, measure, span, team))
            } else {
                let own = number(&mut answers, measure, (month, last), team).await?;
                [own, number(&mut answers, measure, before, team).await?]
            };
            if team.is_some() && numbers[0].is_none() {
                continue;
            }
            let everybody = match team {
                Some(_) if measure.is_some_and(|it| it.whom == Whom::Together) => {
                    number(&mut answers, measure, (month, last), None).await?
                }
                Some(_) => members_number(progress.get(&goal.id), measure, (month, last), None),
                None => None,
            };
            let numbers = [numbers[0], numbers[1], everybody];
            lines.push(
                self.report_line(permission, goal, (month, last.min(today)), numbers, &progress).await?,
            );
        }
        Ok(GoalReport { month, today, team: team.map(str::to_owned), goals: lines })
    }

    async fn report_line(
        &self,
        permission: &Permission,
        goal: GoalView,
        (month, last): (Date, Date),
        [own, before, everybody]: [Option<MonthNumber>; 3],
        progress: &std::collections::BTreeMap<String, GoalProgress>,
    ) -> Result<GoalReportLine> {
        let mut entries = self.goal_entries(permission, &goal.id).await?;
        let within = |at: &str| at.get(..7) == month.to_string().get(..7);
        entries.retain(|it| within(&it.at));
        let titles = |wanted: &dyn Fn(&pharos_goal::definition::Step) -> bool| {
            goal.work.steps.iter().filter(|it| wanted(it)).map(|it| it.title.clone()).collect::<Vec<_>>()
        };
        let done_steps = titles(&|it| it.done_on.is_some_and(|on| month <= on && on <= last));
        let late_steps = titles(&|it| it.done_on.is_none() && it.due.is_some_and(|due| due <= last));
        let metric = goal.definition.measure.as_ref().and_then(|it| self.catalogue.get(&it.metric));
        let facts = metric.map(super::facts);
        Ok(GoalReportLine {
            progress: progress.get(&goal.id).cloned(),
            month: own,
            before,
            everybody,
            confidence: self.goal_confidence(permission, &goal.id).await?,
            entries,
            done_steps,
            late_steps,
            warnings: pharos_goal::warning::warnings(&goal.definition, &goal.work, facts.as_ref(), None),
            goal,
        })
    }

    /// The report as a workbook: a line a goal, and on a second sheet what it is about.
    ///
    /// # Errors
    /// As [`App::goal_report`].
    pub async fn goal_report_workbook(
        &self,
        permission: &Permission,
        month: &str,
        only: Option<&str>,
        team: Option<&str>,
    ) -> Result<ExportFile> {
        let report = self.goal_report(permission, month, only, team).await?;
        let about = vec![
            ("report".to_owned(), "Goals of a month".to_owned()),
            ("month".to_owned(), month.to_owned()),
            ("team".to_owned(), report.team.clone().unwrap_or_else(|| "everybody".to_owned())),
            ("as of".to_owned(), report.today.to_string()),
            (
                "numbers".to_owned(),
                "in the unit of each metric, shares from 0 to 1, times in seconds".to_owned(),
            ),
            (
                "status".to_owned(),
                "by rule: at most a tenth of the way behind plan is on track, a quarter at risk".to_owned(),
            ),
        ];
        let columns = COLUMNS.map(|(name, kind)| (name.to_owned(), kind.to_owned())).to_vec();
        let rows = report.goals.iter().map(cells).collect();
        let of_team = report.team.as_deref().map_or_else(String::new, |it| format!("-{}", file_word(it)));
        workbook_file(format!("pharos-goals{of_team}-{month}.xlsx"), about, columns, rows).await
    }
}

/// A name as a part of a file's name, in letters every header takes.
fn file_word(name: &str) -> String {
    name.chars().map(|it| if it.is_ascii_alphanumeric() { it } else { '-' }).collect()
}

/// The measure over some days, of a team or of everybody; `None` where it cannot be split by team or the team has no part.
async fn number(
    answers: &mut Answers<'_>,
    measure: Option<&Measure>,
    (from, to): (Date, Date),
    team: Option<&str>,
) -> Result<Option<MonthNumber>> {
    let Some(measure) = measure else { return Ok(None) };
    let by: &[&str] = if team.is_some() { &["team"] } else { &[] };
    let request = requests::request(measure, from, to, PeriodLength::Whole, by);
    let Ok(answer) = answers.get(request).await? else { return Ok(None) };
    let is_wanted =
        |dims: &[Option<String>]| team.is_none() || dims.first().and_then(Option::as_deref) == team;
    // What counts contacts nobody answered is no number of a team.
    let is_of_team = |row: &&AnswerRow| !row.flags.iter().any(|flag| flag == ANSWERED_ONLY);
    let row = answer.rows.iter().find(|row| is_wanted(&row.dims)).filter(is_of_team);
    Ok(row.map(|row| MonthNumber { value: row.value, n: row.n, lo: row.lo, hi: row.hi }))
}

/// Of a goal about members the share of them that held it in the month, where months are its periods: a sum over everybody is no
/// number of it. What the members of one team did is not told apart.
fn members_number(
    progress: Option<&GoalProgress>,
    measure: Option<&Measure>,
    (from, to): (Date, Date),
    team: Option<&str>,
) -> Option<MonthNumber> {
    let unknown = MonthNumber { value: None, n: None, lo: None, hi: None };
    if team.is_some() {
        return Some(unknown);
    }
    measure.filter(|it| it.period == PeriodLength::Month)?;
    let within = progress?.periods.iter().find(|it| from <= it.start && it.start <= to)?;
    Some(MonthNumber { value: within.value, n: within.n.map(|it| it as u64), ..unknown })
}

fn months_back(day: Date, months: i64) -> Date {
    day.saturating_sub(months.months())
}

fn cells(line: &GoalReportLine) -> Vec<Value> {
    let said = &line.goal.definition;
    let measure = said.measure.as_ref();
    let standing = line.progress.as_ref().and_then(|it| it.standing.as_ref());
    let value = |it: &Option<MonthNumber>| json!(it.and_then(|it| it.value));
    vec![
        json!(said.title),
        json!(line.goal.state),
        json!(line.goal.version),
        json!(said.owners.join(", ")),
        json!(measure.map(|it| it.metric.as_str())),
        json!(measure.map(|it| it.version)),
        json!(line.progress.as_ref().map(|it| it.unit.as_str())),
        json!(measure.map(|it| it.filter.as_str())),
        json!(measure.and_then(|it| it.baseline.as_ref()).and_then(|it| it.value)),
        json!(standing.and_then(|it| it.aim[0])),
        json!(standing.and_then(|it| it.aim[1])),
        json!(standing.and_then(|it| it.value)),
        value(&line.month),
        json!(line.month.and_then(|it| it.n)),
        value(&line.before),
        value(&line.everybody),
        json!(standing.map(|it| it.progress.status)),
        json!(standing.and_then(|it| it.progress.way)),
        json!(standing.map(|it| it.progress.planned_way)),
        json!(standing.and_then(|it| it.progress.expected_on)),
        json!(line.confidence.mean),
        json!(line.late_steps.join("; ")),
    ]
}
