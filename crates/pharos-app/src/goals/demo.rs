//! Goals of the demo centre: purposes, objectives and thirteen goals that are pursued, revised, retired, reached.

mod thirteen;

use jiff::ToSpan;
use jiff::civil::Date;
use pharos_goal::definition::{Obstacle, Resource, ResourceState, Step, Work};
use pharos_goal::progress::Status;

use super::{GoalDraft, GoalEnd, NewGoalEntry, NewPurpose};
use crate::{App, AppError, Permission, Result};

/// States purposes, objectives and the goals; `until` is the day after the last of the data.
pub(crate) async fn demo_goals(app: &App, until: Date) -> Result<()> {
    let owner = Permission::owner();
    let purpose =
        purpose(app, &owner, "purpose", None, "Customers get it solved the first time, without waiting")
            .await?;
    let top = Some(purpose.as_str());
    let quick = self::purpose(app, &owner, "objective", top, "Nobody waits long, on any channel").await?;
    let solved = self::purpose(app, &owner, "objective", top, "The first contact settles the matter").await?;
    let able =
        self::purpose(app, &owner, "objective", top, "People who are able and like to work here").await?;
    let done = self::purpose(app, &owner, "objective", top, "The day's work is done in the day").await?;
    let objectives = thirteen::Objectives { quick, solved, able, done };
    for goal in thirteen::goals(until, &objectives) {
        state(app, &owner, until, goal).await?;
    }
    Ok(())
}

async fn purpose(
    app: &App,
    owner: &Permission,
    kind: &str,
    parent: Option<&str>,
    title: &str,
) -> Result<String> {
    let purpose = NewPurpose {
        kind: kind.to_owned(),
        parent: parent.map(str::to_owned),
        title: title.to_owned(),
        owner: Some("Noa".to_owned()),
        ..NewPurpose::default()
    };
    app.save_purpose(owner, None, &purpose).await
}

/// States one goal and lets it live as the story says. What nothing can feed stays a draft.
async fn state(app: &App, owner: &Permission, until: Date, told: thirteen::Told) -> Result<()> {
    let thirteen::Told { definition, step, obstacle, revision, retired } = told;
    // The courses of a goal are another part's facts: without their metric there is no goal.
    if definition.measure.as_ref().is_some_and(|it| app.catalogue.get(&it.metric).is_none()) {
        return Ok(());
    }
    let starts = definition.starts.unwrap_or(until);
    let draft = GoalDraft { work: work(step, obstacle, starts), definition, follows: None };
    let goal = app.create_goal(owner, &draft).await?;
    match app.activate_goal(owner, &goal.id).await {
        Err(AppError::Conflict(_)) => return Ok(()),
        other => drop(other?),
    }
    for (score, text) in [(4, ""), (3, "The evenings are thin."), (4, "")] {
        say(app, owner, &goal.id, "confidence", score, text).await?;
    }
    say(app, owner, &goal.id, "feedback", 4, "It is worth it; the first weeks were hard.").await?;
    if let Some((target, reason)) = revision {
        let mut definition = app.goal(owner, &goal.id).await?.definition;
        if let Some(measure) = &mut definition.measure {
            measure.target = target;
        }
        app.revise_goal(owner, &goal.id, &definition, reason).await?;
    }
    if let Some(reason) = retired {
        let end = GoalEnd { state: "retired".to_owned(), reason: reason.to_owned() };
        app.end_goal(owner, &goal.id, &end).await?;
        return Ok(());
    }
    close(app, owner, until, &goal.id).await
}

/// A goal whose day has passed ends as the rule says; one reached proposes its next step.
async fn close(app: &App, owner: &Permission, until: Date, id: &str) -> Result<()> {
    let goal = app.goal(owner, id).await?;
    if goal.definition.by.is_none_or(|by| until <= by) {
        return Ok(());
    }
    let status = app.goal_progress(owner, id).await?.standing.map(|it| it.progress.status);
    let reached = status == Some(Status::Reached);
    let end = GoalEnd {
        state: if reached { "reached" } else { "missed" }.to_owned(),
        reason: "its last day has passed".to_owned(),
    };
    app.end_goal(owner, id, &end).await?;
    if reached {
        let next = app.next_goal_step(owner, id).await?;
        app.create_goal(owner, &next).await?;
    }
    Ok(())
}

async fn say(app: &App, owner: &Permission, id: &str, kind: &str, score: u8, text: &str) -> Result<()> {
    let feedback = kind == "feedback";
    let entry = NewGoalEntry {
        kind: kind.to_owned(),
        text: text.to_owned(),
        score: Some(score),
        satisfied: feedback.then_some(4),
        seeing_results: feedback.then_some(true),
        ..NewGoalEntry::default()
    };
    app.add_goal_entry(owner, id, &entry).await?;
    Ok(())
}

fn work(step: &str, obstacle: (&str, &str), starts: Date) -> Work {
    Work {
        steps: vec![Step {
            id: "s1".to_owned(),
            title: step.to_owned(),
            owner: Some("Dana".to_owned()),
            starts: Some(starts),
            due: starts.checked_add(60.days()).ok(),
            expected_effect: String::new(),
            done_on: starts.checked_add(45.days()).ok(),
        }],
        obstacles: vec![Obstacle {
            id: "o1".to_owned(),
            what: obstacle.0.to_owned(),
            response: obstacle.1.to_owned(),
            happened_on: None,
            became_step: None,
        }],
        resources: vec![Resource {
            id: "r1".to_owned(),
            what: "Two hours a week away from the queue".to_owned(),
            owner: Some("Dana".to_owned()),
            state: ResourceState::Granted,
        }],
        ..Work::default()
    }
}
