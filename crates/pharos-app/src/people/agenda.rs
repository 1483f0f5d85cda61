//! The agenda of a 1:1, made of facts.

use pharos_people::agenda::{Point, agenda};

use super::{AssignmentView, ConcernView, PlanView, RecognitionView, ScorecardView, TodoView};

/// What is known about somebody.
pub(super) struct Known<'a> {
    pub(super) todos: &'a [TodoView],
    pub(super) kudos: &'a [RecognitionView],
    pub(super) concerns: &'a [ConcernView],
    pub(super) plans: &'a [PlanView],
    pub(super) learning: &'a [AssignmentView],
    pub(super) scorecard: Option<&'a ScorecardView>,
    /// the last 1:1, RFC 3339
    pub(super) since: Option<&'a str>,
}

/// The points, in order.
pub(super) fn points(it: &Known<'_>) -> Vec<Point> {
    let since = it.since.unwrap_or_default();
    let mut points = Vec::new();
    for todo in it.todos {
        match &todo.done_at {
            None => points.push(Point::OpenAction {
                id: todo.id.clone(),
                text: todo.text.clone(),
                overdue: todo.overdue,
            }),
            Some(at) if since <= at.as_str() => points.push(Point::DoneAction { text: todo.text.clone() }),
            Some(_) => {}
        }
    }
    let praise = it.kudos.iter().filter(|it| it.kind != "badge" && since <= it.at.as_str()).take(3);
    points.extend(praise.map(|it| Point::Kudos { text: it.text.clone() }));
    let undecided =
        it.concerns.iter().filter(|it| matches!(it.state.as_str(), "open" | "contested" | "signed"));
    points.extend(undecided.map(|it| Point::Concern {
        id: it.id.clone(),
        metric: it.signs.first().map(|it| it.metric.clone()),
    }));
    for plan in it.plans.iter().filter(|it| it.ended_at.is_none()) {
        let done = plan.measures.iter().filter(|it| it.done_at.is_some()).count();
        points.push(Point::Plan { id: plan.id.clone(), done, of: plan.measures.len() });
    }
    let open = it.learning.iter().filter(|it| it.passed_at.is_none() && it.due_at.is_some()).take(3);
    points.extend(open.map(|it| Point::Learning { course: it.course.clone(), overdue: it.overdue }));
    for line in it.scorecard.iter().flat_map(|it| &it.lines) {
        if matches!(line.to_past.as_str(), "better" | "worse") {
            points.push(Point::Trend { metric: line.metric.clone(), better: line.to_past == "better" });
        }
    }
    agenda(points)
}
