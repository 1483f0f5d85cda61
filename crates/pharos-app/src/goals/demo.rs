//! Goals of the demo centre: purposes, objectives and thirteen goals that are pursued, revised, retired, reached.

mod thirteen;

use jiff::ToSpan;
use jiff::civil::Date;
use pharos_goal::definition::{Definition, Milestone, Obstacle, Resource, ResourceState, Step, Work};
use pharos_goal::progress::Status;
use pharos_store::NewEntry;

use super::{BoardSpec, GoalDraft, GoalEnd, NewGoalEntry, NewPurpose};
use crate::people::demo::DAY_US;
use crate::{App, NewStrategyItem, Permission, Result};

/// What people of the demo say about a goal: kind, score, words.
const SAID: [(&str, u8, &str); 6] = [
    ("confidence", 4, ""),
    ("confidence", 3, "The evenings are thin."),
    ("confidence", 4, ""),
    ("confidence", 2, "Outages are not ours to prevent."),
    ("check_in", 4, "It gets easier."),
    ("feedback", 4, "It is worth it; the first weeks were hard."),
];

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
    let people: Vec<String> = app.demo_people().await?.into_iter().map(|it| it.agent_id).collect();
    for (place, goal) in thirteen::goals(until, &objectives).into_iter().enumerate() {
        state(app, &owner, until, (place, goal), &people).await?;
    }
    boards(app, &owner, until).await?;
    strategy(app, &owner, &objectives).await
}

/// A board of teams, and a contest of them that has an end.
async fn boards(app: &App, owner: &Permission, until: Date) -> Result<()> {
    let month = until.first_of_month();
    let contest = BoardSpec {
        title: "Who settles it the first time".to_owned(),
        metric: "fcr.cross_channel".to_owned(),
        by: "team".to_owned(),
        starts: Some(month),
        ends: month.checked_add(1.month().days(14)).ok(),
        prize: "Breakfast for the team".to_owned(),
        ..BoardSpec::default()
    };
    let board = BoardSpec {
        title: "Satisfied customers by team".to_owned(),
        metric: "csat.t2b".to_owned(),
        by: "team".to_owned(),
        starts: month.checked_sub(2.months()).ok(),
        ..BoardSpec::default()
    };
    for spec in [contest, board] {
        app.save_board(owner, None, &spec, false).await?;
    }
    Ok(())
}

/// What serves the objectives; two parts lack something, so that the register has something to say.
async fn strategy(app: &App, owner: &Permission, objectives: &thirteen::Objectives) -> Result<()> {
    let items = [
        ("decision", "Call-back instead of longer queues", Some("Dana"), Some(&objectives.quick)),
        ("process", "Overflow between support and billing", Some("Dana"), Some(&objectives.quick)),
        ("policy", "Agents may refund up to 200 on their own", Some("Noa"), Some(&objectives.solved)),
        ("activity", "Article of the week", None, Some(&objectives.solved)),
        ("activity", "Weekly calls with sales", Some("Simon"), None),
    ];
    for (kind, title, who, serves) in items {
        let item = NewStrategyItem {
            kind: kind.to_owned(),
            title: title.to_owned(),
            owner: who.map(str::to_owned),
            serves: serves.cloned(),
            ..NewStrategyItem::default()
        };
        app.save_strategy_item(owner, &item).await?;
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
async fn state(
    app: &App,
    owner: &Permission,
    until: Date,
    (place, told): (usize, thirteen::Told),
    people: &[String],
) -> Result<()> {
    let thirteen::Told { definition, step, obstacle, revision, retired } = told;
    // The courses of a goal are another part's facts: without their metric there is no goal.
    if definition.measure.as_ref().is_some_and(|it| app.catalogue.get(&it.metric).is_none()) {
        return Ok(());
    }
    let starts = definition.starts.unwrap_or(until);
    let draft = GoalDraft { work: work(step, obstacle, &definition, until), definition, follows: None };
    let goal = app.create_goal(owner, &draft).await?;
    match app.activate_goal(owner, &goal.id).await {
        Err(error) if error.is_conflict() => return Ok(()),
        other => drop(other?),
    }
    say(app, &goal.id, (starts, until), people, place).await?;
    if let Some((target, title, reason)) = revision {
        let mut definition = app.goal(owner, &goal.id).await?.definition;
        definition.title = title.to_owned();
        if let Some(measure) = &mut definition.measure {
            measure.target = target;
        }
        app.revise_goal(owner, &goal.id, &definition, reason, None).await?;
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

/// What single people said of a goal, over its time.
async fn say(
    app: &App,
    goal: &str,
    (starts, until): (Date, Date),
    people: &[String],
    place: usize,
) -> Result<()> {
    let first_us = pharos_calendar::date_to_local(starts);
    let step_us = ((pharos_calendar::date_to_local(until) - first_us) / 8).max(DAY_US / 4);
    for (number, (kind, score, text)) in SAID.into_iter().enumerate() {
        let Some(author) = people.get((place * 5 + number * 11) % people.len().max(1)) else { break };
        let entry = NewGoalEntry {
            kind: kind.to_owned(),
            text: text.to_owned(),
            score: Some(score),
            satisfied: (kind != "confidence").then_some(4),
            seeing_results: (kind != "confidence").then_some(true),
            ..NewGoalEntry::default()
        };
        let said = NewEntry {
            goal_id: goal.to_owned(),
            version: 1,
            kind: kind.to_owned(),
            author: author.clone(),
            about: None,
            body: super::json(&entry)?,
            at_us: first_us + step_us * (number as i64 + 1),
        };
        app.store.add_goal_entry(&said).await?;
    }
    Ok(())
}

fn work(step: &str, obstacle: (&str, &str), goal: &Definition, until: Date) -> Work {
    let starts = goal.starts.unwrap_or(until);
    let owner = goal.owners.first().cloned();
    // Milestones whose day has passed were kept, but for the goal of one: so that a late one is seen as well.
    let is_kept = |it: &&Milestone| {
        it.due.saturating_add(7.days()) < until && goal.guardrails.iter().all(|it| it.metric != "one_touch")
    };
    let done = goal.milestones.iter().filter(is_kept).map(|it| (it.id.clone(), it.due)).collect();
    Work {
        done,
        steps: vec![Step {
            id: "s1".to_owned(),
            title: step.to_owned(),
            owner: owner.clone(),
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
            owner,
            state: ResourceState::Granted,
        }],
    }
}
