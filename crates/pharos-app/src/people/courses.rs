//! Courses, assessments, certifications: who has to take them until when, and what came of it. Each assignment and each
//! result is a fact (`learning_results`).

use pharos_people::badge::Deeds;
use pharos_store::{NewFact, PersonRecord};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::records::{Filter, as_value, body, fact, instant, instant_of, new_record, shown, to_text, words};
use super::roster::{Roster, me};
use crate::{Action, App, AppError, Permission, Reason, Result, now_us, rfc3339};

/// A course to be made.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct NewCourse {
    /// its name
    pub name: String,
    /// `course`, `assessment`, `certification`
    pub kind: String,
    /// share of the points that passes, 0..1; `None`: finishing is enough
    pub pass_mark: Option<f64>,
    /// what it is about
    pub description: Option<String>,
}

/// A course as shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CourseView {
    /// its id
    pub id: String,
    /// its name
    pub name: String,
    /// `course`, `assessment`, `certification`
    pub kind: String,
    /// share of the points that passes
    pub pass_mark: Option<f64>,
    /// what it is about
    pub description: String,
    /// people it was given to, of those the reader may see
    pub assigned: usize,
    /// of these, finished or passed
    pub passed: usize,
    /// of these, late
    pub overdue: usize,
}

/// A course to be given to people.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct NewAssignment {
    /// the people
    pub agent_ids: Vec<String>,
    /// when it is due
    pub due_at: Option<String>,
}

/// A result to be noted.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct NewResult {
    /// points reached
    pub score: Option<f64>,
    /// points possible
    pub of: Option<f64>,
    /// finished, where there are no points
    pub passed: Option<bool>,
    /// when; now where `None`
    pub at: Option<String>,
}

/// A course somebody has to take, as shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AssignmentView {
    /// its id
    pub id: String,
    /// the course
    pub course_id: String,
    /// by name
    pub course: String,
    /// `course`, `assessment`, `certification`
    pub kind: String,
    /// who
    pub agent_id: String,
    /// by name
    pub agent: String,
    /// `assigned`, `passed`, `failed`
    pub state: String,
    /// when it is due
    pub due_at: Option<String>,
    /// late and not passed
    pub overdue: bool,
    /// tries so far
    pub attempts: usize,
    /// share of the points of the last try
    pub last_share: Option<f64>,
    /// when it was passed
    pub passed_at: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct CourseBody {
    name: String,
    kind: String,
    pass_mark: Option<f64>,
    description: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct AssignmentBody {
    course_id: String,
    course: String,
    kind: String,
    pass_mark: Option<f64>,
    attempts: Vec<Attempt>,
    passed_us: Option<i64>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Attempt {
    score: Option<f64>,
    of: Option<f64>,
    passed: bool,
    at_us: i64,
}

const KINDS: [&str; 3] = ["course", "assessment", "certification"];
const YEAR_US: i64 = 365 * 86_400_000_000;

impl App {
    /// All courses by name, with how they stand among the people the reader may see.
    ///
    /// # Errors
    /// The records.
    pub async fn courses(&self, permission: &Permission) -> Result<Vec<CourseView>> {
        let assignments = self.assignments(permission, None).await?;
        let mut courses = Vec::new();
        for record in self.records(Filter { states: &["open"], ..Filter::of(&["course"]) }).await? {
            let it: CourseBody = body(&record)?;
            let of = || assignments.iter().filter(|it| it.course_id == record.id);
            courses.push(CourseView {
                assigned: of().count(),
                passed: of().filter(|it| it.state == "passed").count(),
                overdue: of().filter(|it| it.overdue).count(),
                id: record.id.clone(),
                name: it.name,
                kind: it.kind,
                pass_mark: it.pass_mark,
                description: it.description,
            });
        }
        courses.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(courses)
    }

    /// Makes a course.
    ///
    /// # Errors
    /// The right is missing; an unknown kind; a pass mark outside 0..1; no name.
    pub async fn add_course(&self, permission: &Permission, new: &NewCourse) -> Result<CourseView> {
        permission.require(Action::Coach)?;
        if !KINDS.contains(&new.kind.as_str()) {
            return Err(AppError::Input(format!("kind is `{}`; maybe {}", new.kind, KINDS.join(", "))));
        }
        if new.pass_mark.is_some_and(|it| !(0.0..=1.0).contains(&it)) {
            return Err(AppError::refused(
                Reason::PassMark,
                "pass_mark must lie between 0 and 1; maybe 0.75",
            ));
        }
        let it = CourseBody {
            name: words("name", &new.name)?,
            kind: new.kind.clone(),
            pass_mark: new.pass_mark,
            description: new.description.clone().unwrap_or_default(),
        };
        self.audit(permission, "course.add", ("course", &it.name), "").await?;
        let record = self.add(new_record(permission, "course", &it)?, &[]).await?;
        let CourseBody { name, kind, pass_mark, description } = it;
        Ok(CourseView {
            id: record.id,
            name,
            kind,
            pass_mark,
            description,
            assigned: 0,
            passed: 0,
            overdue: 0,
        })
    }

    /// Gives a course to people one leads.
    ///
    /// # Errors
    /// A course that is not there; somebody the giver does not lead; a day that cannot be read.
    pub async fn assign_course(
        &self,
        permission: &Permission,
        course: &str,
        new: &NewAssignment,
    ) -> Result<Vec<AssignmentView>> {
        let roster = self.roster().await?;
        let record = self.record(course, "course").await?;
        let it: CourseBody = body(&record)?;
        let due = instant_of("due_at", new.due_at.as_deref())?;
        for agent in &new.agent_ids {
            roster.led(permission, agent)?;
        }
        self.audit(permission, "course.assign", ("course", course), &new.agent_ids.join(" ")).await?;
        let mut views = Vec::new();
        for agent in &new.agent_ids {
            let (record, facts) = assignment(permission, course, &it, agent, due)?;
            let record = self.add(record, &facts).await?;
            views.push(view(&roster, &record)?);
        }
        Ok(views)
    }

    /// Courses people have to take, of the people the reader may see; of one person where named. What is late comes first.
    ///
    /// # Errors
    /// The records.
    pub async fn assignments(
        &self,
        permission: &Permission,
        agent: Option<&str>,
    ) -> Result<Vec<AssignmentView>> {
        let roster = self.roster().await?;
        let mut views = Vec::new();
        for record in self.records(Filter { agent, ..Filter::of(&["assignment"]) }).await? {
            let agent = record.agent_id.as_deref().unwrap_or_default();
            if roster.seen(permission, agent).is_ok() {
                views.push(view(&roster, &record)?);
            }
        }
        views.sort_by(|a, b| {
            let key = |it: &AssignmentView| {
                (!it.overdue, it.state == "passed", it.due_at.clone(), it.agent.clone())
            };
            key(a).cmp(&key(b))
        });
        Ok(views)
    }

    /// Notes a result. Assessments and certifications are noted by who leads the person; a course can be finished by oneself.
    ///
    /// # Errors
    /// An assignment that is not there; the right is missing; points that cannot be; a time in the future.
    pub async fn note_result(
        &self,
        permission: &Permission,
        id: &str,
        new: &NewResult,
    ) -> Result<AssignmentView> {
        let roster = self.roster().await?;
        let mut record = self.record(id, "assignment").await?;
        let mut it: AssignmentBody = body(&record)?;
        let agent = record.agent_id.clone().unwrap_or_default();
        if !(it.kind == "course" && me(permission) == agent) {
            roster.led(permission, &agent)?;
        }
        let at_us = new.at.as_deref().map_or(Ok(now_us()), |text| instant("at", text))?;
        if now_us() + 60_000_000 < at_us {
            return Err(AppError::refused(
                Reason::TimeInFuture,
                "the result lies in the future; maybe the date is mistyped",
            ));
        }
        let passed = passed(&it, new)?;
        it.attempts.push(Attempt { score: new.score, of: new.of, passed, at_us });
        if passed && it.passed_us.is_none() {
            it.passed_us = Some(at_us);
        }
        record.state = if it.passed_us.is_some() { "passed" } else { "failed" }.to_owned();
        record.body = to_text(&it)?;
        self.audit(permission, "course.result", ("assignment", id), if passed { "passed" } else { "failed" })
            .await?;
        let fact = result_fact(&record, &it, it.attempts.len())?;
        self.change(&record, &[fact]).await?;
        view(&roster, &record)
    }

    /// What somebody learned, for badges.
    pub(super) async fn learning_of(&self, agent: &str) -> Result<Deeds> {
        let mut deeds = Deeds::default();
        let since = now_us() - YEAR_US;
        for record in self.records(Filter { agent: Some(agent), ..Filter::of(&["assignment"]) }).await? {
            let it: AssignmentBody = body(&record)?;
            deeds.certifications += u32::from(it.kind == "certification" && it.passed_us.is_some());
            if let Some(due) = record.due_us.filter(|due| since <= *due && *due <= now_us()) {
                deeds.courses_due += 1;
                deeds.courses_in_time += u32::from(it.passed_us.is_some_and(|at| at <= due));
            }
        }
        Ok(deeds)
    }
}

fn passed(it: &AssignmentBody, new: &NewResult) -> Result<bool> {
    match (new.score, new.of, it.pass_mark) {
        (Some(score), Some(of), mark) => {
            if !(score.is_finite() && of.is_finite() && 0.0 <= score && score <= of && 0.0 < of) {
                return Err(AppError::refused(
                    Reason::PointsImpossible,
                    format!("{score} of {of} points cannot be; maybe the two are swapped"),
                )
                .with("score", score)
                .with("of", of));
            }
            Ok(mark.map_or(new.passed.unwrap_or(true), |mark| mark * of <= score + 1e-9))
        }
        (None, None, None) => Ok(new.passed.unwrap_or(true)),
        (None, None, Some(mark)) => Err(AppError::refused(
            Reason::PointsNeeded,
            format!("{} is passed by points ({mark} of them); maybe give score and of", it.course),
        )
        .with("course", it.course.as_str())),
        _ => Err(AppError::refused(Reason::PointsTogether, "score and of go together; maybe one is missing")),
    }
}

fn assignment(
    permission: &Permission,
    course_id: &str,
    course: &CourseBody,
    agent: &str,
    due_us: Option<i64>,
) -> Result<(PersonRecord, Vec<NewFact>)> {
    let it = AssignmentBody {
        course_id: course_id.to_owned(),
        course: course.name.clone(),
        kind: course.kind.clone(),
        pass_mark: course.pass_mark,
        attempts: Vec::new(),
        passed_us: None,
    };
    let mut record = new_record(permission, "assignment", &it)?;
    record.agent_id = Some(agent.to_owned());
    record.state = "assigned".to_owned();
    record.due_us = due_us;
    let fact = result_fact(&record, &it, 1)?;
    Ok((record, vec![fact]))
}

/// The fact of an attempt; before there is one, the assignment waits under the number of the first.
fn result_fact(record: &PersonRecord, it: &AssignmentBody, attempt: usize) -> Result<NewFact> {
    let made = it.attempts.get(attempt.saturating_sub(1));
    let columns = [
        ("agent_id", json!(record.agent_id)),
        ("course", json!(it.course)),
        ("kind", json!(it.kind)),
        ("attempt", json!(attempt)),
        ("score", json!(made.and_then(|it| it.score))),
        ("of", json!(made.and_then(|it| it.of))),
        ("passed", json!(made.map(|it| it.passed))),
        ("due_at", as_value(record.due_us)),
        ("at", as_value(made.map(|it| it.at_us))),
    ];
    fact("learning_results", &format!("{}/{attempt}", record.id), record.version, &columns)
}

fn view(roster: &Roster, record: &PersonRecord) -> Result<AssignmentView> {
    let it: AssignmentBody = body(record)?;
    let agent = record.agent_id.clone().unwrap_or_default();
    let last = it.attempts.last();
    Ok(AssignmentView {
        id: record.id.clone(),
        overdue: it.passed_us.is_none() && record.due_us.is_some_and(|due| due < now_us()),
        attempts: it.attempts.len(),
        last_share: last.and_then(|it| Some(it.score? / it.of?)),
        passed_at: shown(it.passed_us),
        due_at: record.due_us.map(rfc3339),
        course_id: it.course_id,
        course: it.course,
        kind: it.kind,
        agent: roster.name(&agent),
        agent_id: agent,
        state: record.state.clone(),
    })
}
