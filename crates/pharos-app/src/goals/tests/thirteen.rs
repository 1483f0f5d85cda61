//! The thirteen goals, stated as the API takes them, on five months of a simulated centre.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::{Date, date};
use pharos_goal::progress::Status;
use pharos_simulation::centre::{Centre, CentreDay, Employment};
use serde_json::{Value, json};

use super::truth::{Days, Truth};
use crate::goals::{GoalDraft, GoalEnd, GoalProgress};
use crate::{Action, App, Part, Permission};

/// First and last day of the goals that are still pursued; the data end on the last of August, or with calls that were held
/// over its midnight.
const STARTS: Date = date(2025, 6, 1);
const BY: Date = date(2025, 12, 31);
const LAST: Date = date(2025, 8, 31);
const BASELINE: Days = (date(2025, 4, 1), date(2025, 5, 31));
const JUNE: Days = (date(2025, 6, 1), date(2025, 6, 30));
const JULY: Days = (date(2025, 7, 1), date(2025, 7, 31));
const DAYS: usize = 153;

/// A course taken by somebody: who, when handed in, points of a hundred.
struct Taken {
    agent: String,
    at: &'static str,
    score: u64,
}

struct World {
    app: App,
    truth: Truth,
    today: Date,
    employment: Vec<Employment>,
    taken: Vec<Taken>,
    _folder: tempfile::TempDir,
}

async fn world() -> World {
    let folder = tempfile::tempdir().unwrap();
    let app = crate::tests::open(&folder.path().join("data")).await;
    let centre = Centre::new(3, date(2026, 5, 1)).unwrap();
    let days: Vec<CentreDay> = centre.days().take(DAYS).collect();
    crate::demo::fill_days(&app, &centre, &days).await.unwrap();
    let employment = centre.dimensions().employment;
    let at_work = |it: &&Employment| it.role == "agent" && it.left_at.is_none_or(|at| day_us(LAST) < at);
    let agents: BTreeSet<String> = employment.iter().filter(at_work).map(|it| it.agent_id.clone()).collect();
    let took = |(place, agent): (usize, String)| Taken {
        agent,
        at: "2025-07-10T09:00:00Z",
        score: 60 + (place as u64 * 7) % 40,
    };
    let taken: Vec<Taken> = agents.into_iter().enumerate().map(took).collect();
    app.store.accept(None, &learning(&taken), crate::now_us()).await.unwrap();
    let dataset = app.dataset().await.unwrap();
    let newest_us = dataset.newest_us().await.unwrap().unwrap();
    let truth = Truth::new(&centre, days, dataset.centre.zone.clone(), newest_us);
    let today = app.goals_today().await.unwrap();
    assert!(LAST <= today && today <= LAST.tomorrow().unwrap(), "{today}");
    World { app, truth, today, employment, taken, _folder: folder }
}

fn day_us(day: Date) -> i64 {
    day.to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp().as_microsecond()
}

/// An assessment and a safety training for everybody, all but each tenth in time; a certification for each second.
fn learning(taken: &[Taken]) -> Vec<pharos_store::NewFact> {
    let fact = |key: String, columns: &[(&str, Value)]| {
        crate::people::demo::fact("learning_results", &key, columns).unwrap()
    };
    let mut facts = Vec::new();
    for (place, it) in taken.iter().enumerate() {
        let row = |course: &str, kind: &str, at: &str| {
            vec![
                ("agent_id", json!(it.agent)),
                ("course", json!(course)),
                ("kind", json!(kind)),
                ("attempt", json!(1)),
                ("at", json!(at)),
            ]
        };
        let mut assessment = row("after training", "assessment", it.at);
        assessment.extend([
            ("score", json!(it.score)),
            ("of", json!(100.0)),
            ("passed", json!(75 <= it.score)),
        ]);
        facts.push(fact(format!("a{place}"), &assessment));
        let done = if place % 10 == 9 { "2025-08-22T09:00:00Z" } else { "2025-08-12T09:00:00Z" };
        let mut safety = row("safety", "course", done);
        safety.extend([("passed", json!(true)), ("due_at", json!("2025-08-20T00:00:00Z"))]);
        facts.push(fact(format!("s{place}"), &safety));
        if place % 2 == 0 {
            let mut certificate = row("billing", "certification", "2025-07-20T09:00:00Z");
            certificate.push(("passed", json!(true)));
            facts.push(fact(format!("c{place}"), &certificate));
        }
    }
    facts
}

/// A goal as the API takes it; `changes` are fields of its measure.
fn draft(title: &str, metric: &str, changes: Value, by: Date) -> GoalDraft {
    let mut measure = json!({
        "metric": metric, "period": "month", "mode": { "sustained": 1 }, "whom": { "of": "together" },
        "baseline_window": [BASELINE.0, BASELINE.1],
    });
    for (name, value) in changes.as_object().unwrap() {
        measure[name] = value.clone();
    }
    let body = json!({ "definition": {
        "title": title, "owners": ["dana"], "starts": STARTS, "by": by, "measure": measure,
    }});
    serde_json::from_value(body).unwrap()
}

impl World {
    /// The months that are over.
    fn months(&self) -> Vec<Days> {
        let all = [JUNE, JULY, (date(2025, 8, 1), LAST)];
        all.into_iter().filter(|it| it.1 < self.today).collect()
    }

    /// The last of them.
    fn last(&self) -> Days {
        self.months()[self.months().len() - 1]
    }

    fn share_of_days(&self, from: Date, to: Date) -> f64 {
        f64::from(days_between(from, self.today) + 1) / f64::from(days_between(from, to) + 1)
    }

    /// States and begins a goal; gives its id.
    async fn begin(&self, draft: &GoalDraft) -> String {
        let owner = Permission::owner();
        let made = self.app.create_goal(&owner, draft).await.unwrap();
        let begun = self.app.activate_goal(&owner, &made.id).await.unwrap();
        assert_eq!(begun.state, "active");
        made.id
    }

    async fn stands(&self, id: &str) -> GoalProgress {
        self.app.goal_progress(&Permission::owner(), id).await.unwrap()
    }

    async fn baseline(&self, id: &str) -> f64 {
        let goal = self.app.goal(&Permission::owner(), id).await.unwrap();
        goal.definition.measure.unwrap().baseline.unwrap().value.unwrap()
    }

    /// States a goal about a level and holds number, baseline, way, status and expected date against what was simulated.
    async fn level(&self, draft: &GoalDraft, baseline: f64, target: f64, value: f64) -> String {
        let id = self.begin(draft).await;
        near(self.baseline(&id).await, baseline);
        let seen = self.stands(&id).await.standing.unwrap();
        near(seen.aim[0].or(seen.aim[1]).unwrap(), target);
        near(seen.value.unwrap(), value);
        let up = baseline < target;
        let holds = if up { target <= value } else { value <= target };
        let planned = self.share_of_days(STARTS, BY);
        let way = if holds { 1.0 } else { (value - baseline) / (target - baseline) };
        let status = match planned - way {
            _ if holds => Status::Reached,
            behind if behind <= 0.10 => Status::OnTrack,
            behind if behind <= 0.25 => Status::AtRisk,
            _ => Status::OffTrack,
        };
        let title = &draft.definition.title;
        println!(
            "{title}: {baseline:.4} to {target:.4}, now {value:.4}, way {way:.2} of {planned:.2}, {status:?}"
        );
        assert_eq!(seen.progress.status, status, "{title}");
        near(seen.progress.way.unwrap(), way);
        near(seen.progress.planned_way, planned);
        let gone = f64::from(days_between(STARTS, self.today) + 1);
        let needed = gone / way;
        let expected = match way {
            way if 1.0 <= way => Some(self.today),
            way if way <= 0.0 || 10.0 * f64::from(days_between(STARTS, BY) + 1) < needed => None,
            _ => Some(STARTS.saturating_add((needed.ceil() as i64 - 1).days())),
        };
        assert_eq!(seen.progress.expected_on, expected, "{title}");
        id
    }

    /// States a goal that holds in each period and holds the periods against what was simulated.
    async fn each(&self, draft: &GoalDraft, numbers: &[f64], holds: impl Fn(f64) -> bool) {
        let id = self.begin(draft).await;
        let progress = self.stands(&id).await;
        for (seen, number) in progress.periods.iter().zip(numbers) {
            near(seen.value.unwrap(), *number);
        }
        let held = numbers.iter().filter(|it| holds(**it)).count() as u64;
        let seen = progress.standing.unwrap();
        assert_eq!(seen.periods, Some([numbers.len() as u64, held]), "{}", draft.definition.title);
        let share = held as f64 / numbers.len() as f64;
        let status = match share {
            share if 0.9 <= share => Status::OnTrack,
            share if 0.75 <= share => Status::AtRisk,
            _ => Status::OffTrack,
        };
        println!("{}: held in {held} of {}, {status:?}", draft.definition.title, numbers.len());
        assert_eq!(seen.progress.status, status);
        near(seen.value.unwrap(), numbers[numbers.len() - 1]);
    }
}

#[track_caller]
fn near(value: f64, expected: f64) {
    assert!((value - expected).abs() < 1e-6 * (1.0 + expected.abs()), "{value} is not {expected}");
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until((jiff::Unit::Day, to)).unwrap().get_days()
}

#[tokio::test]
async fn the_thirteen_goals_stand_where_the_simulation_put_them() {
    let world = world().await;
    waiting(&world).await;
    resolution(&world).await;
    learning_goals(&world).await;
    volume(&world).await;
    let owner = Permission::owner();
    assert_eq!(world.app.goals(&owner).await.unwrap().len(), 13);
    // Another process finds what this one worked out.
    let known = world.app.goals_progress(&owner).await.unwrap();
    let again = crate::tests::open(&world.app.config().data).await;
    let found = again.goals_progress(&owner).await.unwrap();
    assert!(same(&json!(found), &json!(known)), "{found:?} is not {known:?}");
    members_of_groups(&world, &known).await;
    let since = world.app.missing_feedback(&owner, 14).await.unwrap();
    assert!(!since.is_empty() && since.iter().all(|it| it.last_feedback.is_none()), "{since:?}");
}

/// How many hold a goal about members is told to who sees groups only, who they are is not, and nothing of fewer than five.
async fn members_of_groups(world: &World, known: &BTreeMap<String, GoalProgress>) {
    let groups = Permission::screen(Part::Whole, &[Action::ReadMetrics, Action::ReadGoals]);
    let shown = world.app.goals_progress(&groups).await.unwrap();
    let members = |it: &GoalProgress| it.standing.as_ref().and_then(|it| it.members.clone());
    let of_members = known.iter().filter_map(|(id, it)| Some((id, members(it)?)));
    let mut told = 0;
    for (id, own) in of_members {
        let Some(seen) = members(&shown[id]) else {
            // Fewer than five, or so few others beside them that the difference would tell of them.
            assert!(shown[id].cannot.is_some() && shown[id].standing.is_none(), "{:?}", shown[id]);
            continue;
        };
        assert_eq!((seen.eligible, seen.holding, seen.share), (own.eligible, own.holding, own.share));
        assert!(5 <= seen.eligible && seen.below.is_empty() && seen.not_judged.is_empty(), "{seen:?}");
        assert!(
            shown[id].periods.iter().all(|it| it.value.is_none() || Some(5.0) <= it.n),
            "{:?}",
            shown[id]
        );
        told += 1;
    }
    assert!(2 <= told, "certificates and calls are of many");
}

/// 1, 2, 8, 13.
async fn waiting(world: &World) {
    let truth = &world.truth;
    let faster = json!({ "kind": "relative_change", "share": 0.25 });
    let evening =
        |days: Days| truth.wait_of_answered(days, |queue, hour| queue == "support-he" && 17 <= hour);
    let changes = json!({
        "target": faster, "filter": "queue = 'support-he' AND hour_of_day >= 17", "mode": { "sustained": 3 },
    });
    let base = evening(BASELINE);
    let months: Vec<f64> = world.months().into_iter().map(evening).collect();
    let now = months.iter().sum::<f64>() / months.len() as f64;
    world.level(&draft("1 the night shift", "asa", changes, BY), base, 0.75 * base, now).await;

    let social = json!({ "target": faster, "filter": "channel = 'social'" });
    let base = truth.first_social_answer(BASELINE);
    let now = truth.first_social_answer(world.last());
    world.level(&draft("2 social", "frt.calendar", social, BY), base, 0.75 * base, now).await;

    let most = json!({ "target": { "kind": "value", "value": 0.03 }, "period": "week", "mode": "each" });
    let weeks = (0..13).map(|week| STARTS.saturating_add((7 * week).days()));
    let shares: Vec<f64> = weeks.map(|it| truth.given_up((it, it.saturating_add(6.days())))).collect();
    world.each(&draft("8 abandonment", "abandon.offered", most, BY), &shares, |it| it <= 0.03).await;

    let shorter = json!({ "target": { "kind": "relative_change", "share": 0.05 }, "mode": "once" });
    let by = date(2025, 8, 30);
    let id = world.begin(&draft("13 the wait", "wait_mean.offered", shorter, by)).await;
    let base = truth.wait_of_offered(BASELINE);
    let months = [JUNE, JULY, (date(2025, 8, 1), by)].map(|it| truth.wait_of_offered(it));
    let reached = months.iter().any(|it| *it <= 0.95 * base);
    let seen = world.stands(&id).await.standing.unwrap();
    println!("13 the wait: {base:.1}, {months:?}, reached {reached}");
    near(seen.value.unwrap(), months[2]);
    assert_eq!(seen.progress.status, if reached { Status::Reached } else { Status::Missed });
}

/// 4 (revised), 5 (retired), 9.
async fn resolution(world: &World) {
    let (truth, owner) = (&world.truth, Permission::owner());
    let (base, now) = (truth.solved_at_once(BASELINE), truth.solved_at_once(world.last()));
    let points = json!({ "target": { "kind": "change", "by": 0.10 } });
    let id =
        world.level(&draft("4 first contact", "fcr.cross_channel", points, BY), base, base + 0.10, now).await;
    let mut said = world.app.goal(&owner, &id).await.unwrap().definition;
    said.measure.as_mut().unwrap().target = pharos_goal::target::Target::Change { by: 0.03 };
    world.app.revise_goal(&owner, &id, &said, "ten points were never reached", None).await.unwrap();
    let versions = world.app.goal_versions(&owner, &id).await.unwrap();
    let aims: Vec<f64> = versions
        .iter()
        .map(|it| it.progress.as_ref().unwrap().standing.as_ref().unwrap().aim[0].unwrap())
        .collect();
    near(aims[0], base + 0.03);
    near(aims[1], base + 0.10);

    let shorter = json!({
        "target": { "kind": "value", "value": 240.0 }, "filter": "channel = 'voice'", "direction": "down",
    });
    let (base, now) = (truth.handle_time(BASELINE), truth.handle_time(world.last()));
    let id = world.level(&draft("5 handle time", "aht", shorter, BY), base, 240.0, now).await;
    let end = GoalEnd { state: "retired".to_owned(), reason: "it made people hang up".to_owned() };
    assert_eq!(world.app.end_goal(&owner, &id, &end).await.unwrap().state, "retired");

    let seventy = json!({ "target": { "kind": "value", "value": 70.0 }, "mode": "each" });
    let scores: Vec<f64> = world.months().into_iter().map(|it| truth.nps(it)).collect();
    world.each(&draft("9 promoters", "nps", seventy, BY), &scores, |it| 70.0 <= it).await;
}

/// 3, 6, 10.
async fn learning_goals(world: &World) {
    let new: BTreeSet<&str> = {
        let at = day_us(date(2025, 7, 10)) + 9 * 3_600_000_000;
        let is_new = |it: &&Employment| {
            let holds = it.valid_from <= at && it.valid_to.is_none_or(|to| at < to);
            holds && at - it.hired_at < 90 * 86_400_000_000
        };
        world.employment.iter().filter(is_new).map(|it| it.agent_id.as_str()).collect()
    };
    let took: Vec<&super::thirteen::Taken> =
        world.taken.iter().filter(|it| new.contains(it.agent.as_str())).collect();
    let passed = took.iter().filter(|it| 75 <= it.score).count() as u64;
    let members = json!({
        "target": { "kind": "value", "value": 1.0 }, "filter": "tenure_band = '0-90 d'", "period": "whole",
        "mode": "once", "whom": { "of": "share_of_members", "share": 1.0 }, "n_min": 1,
    });
    let id = world.begin(&draft("3 new agents", "assessment_pass", members, date(2025, 9, 30))).await;
    let seen = world.stands(&id).await.standing.unwrap().members.unwrap();
    println!("3 new agents: {passed} of {} passed", took.len());
    assert!(!took.is_empty());
    assert_eq!((seen.eligible, seen.holding), (took.len() as u64, passed));

    let all = json!({
        "target": { "kind": "value", "value": 0.99 }, "filter": "course = 'safety'", "period": "whole", "mode": "once",
    });
    let id = world.begin(&draft("6 safety", "training_complete", all, date(2025, 8, 25))).await;
    let seen = world.stands(&id).await.standing.unwrap();
    let in_time = world.taken.iter().enumerate().filter(|it| it.0 % 10 != 9).count() as f64;
    near(seen.value.unwrap(), in_time / world.taken.len() as f64);
    assert_eq!(seen.progress.status, Status::Missed);
    // One course tells no persons apart: a director has the number, too.
    let groups = Permission::screen(Part::Whole, &[Action::ReadMetrics, Action::ReadGoals]);
    let shown = world.app.goal_progress(&groups, &id).await.unwrap();
    near(shown.standing.unwrap().value.unwrap(), seen.value.unwrap());

    let each = json!({
        "target": { "kind": "value", "value": 1.0 }, "period": "half_year", "mode": "each",
        "whom": { "of": "each_member" },
    });
    let mut certificates = draft("10 certificates", "certs_per_half_year", each, BY);
    certificates.definition.starts = Some(date(2025, 7, 1));
    let id = world.begin(&certificates).await;
    let seen = world.stands(&id).await.standing.unwrap().members.unwrap();
    let worked = world.truth.handled_by_agent((world.today.saturating_sub(60.days()), world.today), |_| true);
    let certified: BTreeSet<&str> =
        world.taken.iter().enumerate().filter(|it| it.0 % 2 == 0).map(|it| it.1.agent.as_str()).collect();
    // Whoever has any result in the half-year that runs is a member of it, or worked lately, and has not left since.
    let learners = world.taken.iter().map(|it| it.agent.as_str());
    let is_there = |agent: &&str| {
        let stretches = world.employment.iter().filter(|it| it.agent_id == **agent);
        let end = |it: &Employment| it.left_at.or(it.valid_to);
        stretches.into_iter().any(|it| end(it).is_none_or(|it| day_us(world.today) + 43_200_000_000 < it))
    };
    let known: BTreeSet<&str> = worked.keys().map(String::as_str).chain(learners).collect();
    let everybody: BTreeSet<&str> = known.iter().copied().filter(is_there).collect();
    let certified = certified.intersection(&everybody).count();
    println!("10 certificates: {certified} of {}, {} with those who left", everybody.len(), known.len());
    assert!(everybody.len() < known.len(), "nobody has left: the test says little");
    assert_eq!((seen.eligible, seen.holding), (everybody.len() as u64, certified as u64));
}

/// Equal but for the last bit of numbers, which the reader of JSON may round otherwise.
fn same(one: &serde_json::Value, other: &serde_json::Value) -> bool {
    use serde_json::Value::{Array, Number, Object};
    match (one, other) {
        (Array(one), Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Object(one), Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(key, value)| other.get(key).is_some_and(|it| same(value, it)))
        }
        (Number(one), Number(other)) => {
            let (one, other) = (one.as_f64().unwrap(), other.as_f64().unwrap());
            (one - other).abs() <= 1e-12 * one.abs().max(1.0)
        }
        _ => one == other,
    }
}

/// 7, 11, 12.
async fn volume(world: &World) {
    let truth = &world.truth;
    let april = (date(2025, 4, 1), date(2025, 4, 30));
    let may = (date(2025, 5, 1), date(2025, 5, 31));
    let base = (truth.least_of_a_day(april) + truth.least_of_a_day(may)) / 2.0;
    let now = truth.least_of_a_day(world.last());
    let least = json!({ "target": { "kind": "value", "value": 25.0 }, "direction": "up" });
    world.level(&draft("7 least of a day", "handled_per_day.min", least, BY), base, 25.0, now).await;

    let calls = json!({
        "target": { "kind": "value", "value": 500.0 }, "direction": "up", "mode": "each",
        "filter": "channel = 'voice' AND direction = 'inbound'", "whom": { "of": "each_member" },
    });
    let id = world.begin(&draft("11 calls", "handled", calls, BY)).await;
    let inbound =
        |days: Days| truth.handled_by_agent(days, |it| it.channel == "voice" && it.direction == "inbound");
    let month: BTreeMap<String, u64> = inbound(world.last());
    let lately = inbound((world.today.saturating_sub(60.days()), world.today));
    let everybody: BTreeSet<&String> = month.keys().chain(lately.keys()).collect();
    let holding = month.values().filter(|it| 500 <= **it).count() as u64;
    let seen = world.stands(&id).await.standing.unwrap().members.unwrap();
    println!("11 calls: {holding} of {}", everybody.len());
    assert_eq!((seen.eligible, seen.holding), (everybody.len() as u64, holding));

    let tickets =
        json!({ "target": { "kind": "value", "value": 1200.0 }, "direction": "up", "mode": "each" });
    let months: Vec<f64> = world.months().into_iter().map(|it| truth.solved(it)).collect();
    world.each(&draft("12 tickets", "solved", tickets, BY), &months, |it| 1200.0 <= it).await;
}
