use super::*;
use crate::permission::Entrance;
use crate::tests::Centre;
use crate::{ConcernStep, NewConcern};

const AGENT: &str = "noa";

fn noa() -> Permission {
    let user = crate::tests::user(&["agent"], r#""own""#, Some(AGENT));
    Permission::of(&user, Entrance::Owner, None)
}

/// A concern the lead has opened, the person has seen and the lead has signed.
async fn signed(app: &App, lead: &Permission) -> String {
    let new = NewConcern { text: "calls have become hard".to_owned() };
    let concern = app.open_concern(lead, AGENT, &new).await.expect("opened");
    for (who, step) in [(&noa(), "see"), (lead, "sign")] {
        let step = ConcernStep { step: step.to_owned(), reason: "we talked".to_owned() };
        app.step_concern(who, &concern.id, &step).await.expect("a step");
    }
    concern.id
}

fn plan(concern: &str) -> NewPlan {
    NewPlan {
        aim: "calls feel manageable".to_owned(),
        concern_id: Some(concern.to_owned()),
        measures: vec![NewMeasure { kind: "talks".to_owned(), text: "Tuesdays".to_owned(), due_at: None }],
        ..NewPlan::default()
    }
}

fn answering(agree: bool, reason: &str) -> PlanChange {
    PlanChange { agree: Some(agree), reason: Some(reason.to_owned()), ..PlanChange::default() }
}

fn ending(outcome: &str) -> PlanChange {
    PlanChange { outcome: Some(outcome.to_owned()), ..PlanChange::default() }
}

#[tokio::test]
async fn a_plan_begins_with_a_yes_and_a_no_keeps_its_reason() {
    let centre = Centre::new().await;
    let (app, lead) = (&centre.app, Permission::owner());
    let concern = signed(app, &lead).await;
    let made = app.propose_plan(&lead, AGENT, &plan(&concern)).await.expect("proposed");
    assert_eq!((made.state.as_str(), made.ends), ("proposed", vec!["withdrawn".to_owned()]));
    assert!(app.change_plan(&lead, &made.id, &answering(true, "")).await.is_err(), "only the person answers");
    assert!(app.change_plan(&noa(), &made.id, &answering(false, " ")).await.is_err(), "a no has a reason");
    let no = app.change_plan(&noa(), &made.id, &answering(false, "not on Tuesdays")).await.expect("declined");
    assert_eq!((no.state.as_str(), no.declined_because.as_str()), ("declined", "not on Tuesdays"));
    assert!(no.can_agree && no.ends.is_empty());
    assert!(app.change_plan(&lead, &made.id, &ending("back")).await.is_err(), "nothing was agreed");
    let yes = app.change_plan(&noa(), &made.id, &answering(true, "")).await.expect("agreed");
    assert!(yes.state == "agreed" && yes.agreed_at.is_some() && !yes.can_agree);
    assert!(app.change_plan(&noa(), &made.id, &answering(false, "no")).await.is_err(), "it was agreed");
    assert!(app.change_plan(&lead, &made.id, &ending("withdrawn")).await.is_err(), "it was agreed");
    assert!(app.change_plan(&noa(), &made.id, &ending("back")).await.is_err(), "the lead ends it");
}

#[tokio::test]
async fn things_being_back_closes_the_concern_and_withdrawing_does_not() {
    let centre = Centre::new().await;
    let (app, lead) = (&centre.app, Permission::owner());
    let concern = signed(app, &lead).await;
    let state = async || app.concerns(&lead, Some(AGENT), false).await.expect("concerns")[0].state.clone();

    let first = app.propose_plan(&lead, AGENT, &plan(&concern)).await.expect("proposed");
    let gone = app.change_plan(&lead, &first.id, &ending("withdrawn")).await.expect("withdrawn");
    assert_eq!((gone.state.as_str(), gone.outcome.as_deref()), ("ended", Some("withdrawn")));
    assert_eq!(state().await, "signed");

    let second = app.propose_plan(&lead, AGENT, &plan(&concern)).await.expect("proposed");
    app.change_plan(&noa(), &second.id, &answering(true, "")).await.expect("agreed");
    app.change_plan(&lead, &second.id, &ending("back")).await.expect("ended");
    assert_eq!(state().await, "closed");
}

#[tokio::test]
async fn a_plan_needs_a_signed_concern_of_the_same_person_and_a_review_to_come() {
    let centre = Centre::new().await;
    let (app, lead) = (&centre.app, Permission::owner());
    let none = NewPlan { concern_id: None, ..plan("") };
    assert!(app.propose_plan(&lead, AGENT, &none).await.is_err(), "no concern");
    let new = NewConcern { text: "calls have become hard".to_owned() };
    let open = app.open_concern(&lead, AGENT, &new).await.expect("opened");
    assert!(app.propose_plan(&lead, AGENT, &plan(&open.id)).await.is_err(), "nobody has signed it");
    let concern = signed(app, &lead).await;
    let past = NewPlan { review_at: Some("2020-01-01T00:00:00Z".to_owned()), ..plan(&concern) };
    assert!(app.propose_plan(&lead, AGENT, &past).await.is_err(), "its review has passed");
    let made = app.propose_plan(&lead, AGENT, &plan(&concern)).await.expect("proposed");
    let later = PlanChange { review_at: Some("2020-01-01T00:00:00Z".to_owned()), ..PlanChange::default() };
    assert!(app.change_plan(&lead, &made.id, &later).await.is_err(), "its review has passed");
}
