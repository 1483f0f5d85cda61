//! What the demo centre keeps about its people: courses and results, 1:1s, thanks, to-dos, a pulse survey. Drawn from the
//! seed; said to be simulated like all else.

use pharos_store::{NewFact, PersonRecord, PulseAnswer};
use serde_json::{Value, json};

use crate::people::demo::{DAY_US, DemoPerson, record};
use crate::{App, Permission, Result, rfc3339};

/// Records and facts made together.
#[derive(Default)]
struct Kept {
    records: Vec<PersonRecord>,
    facts: Vec<NewFact>,
}

/// A course of the demo: name, kind, pass mark, due days before the end of the demo, who takes it.
struct Course {
    name: &'static str,
    kind: &'static str,
    pass_mark: Option<f64>,
    description: &'static str,
}

const COURSES: [Course; 5] = [
    Course {
        name: "Security training",
        kind: "course",
        pass_mark: None,
        description: "Customer data, passwords, what to do with a suspicious call.",
    },
    Course {
        name: "Post-training assessment",
        kind: "assessment",
        pass_mark: Some(0.75),
        description: "At the end of the first weeks: products, systems, three test calls.",
    },
    Course {
        name: "Refunds and returns",
        kind: "certification",
        pass_mark: Some(0.80),
        description: "Needed for the returns queue.",
    },
    Course {
        name: "Writing in chat",
        kind: "certification",
        pass_mark: Some(0.80),
        description: "Short, kind, complete: two test conversations.",
    },
    Course {
        name: "Calming an upset customer",
        kind: "course",
        pass_mark: None,
        description: "Listen, name it, offer a way; half a day with role play.",
    },
];

const THANKS: [&str; 8] = [
    "took two of my calls when the line was full",
    "explained the new return rule so that I finally got it",
    "stayed calm with a very angry customer, and we all heard it",
    "found the fault in the order form before it hurt anybody",
    "תודה על העזרה במשמרת הלילה",
    "谢谢你帮我处理那个复杂的退货",
    "wrote the answer everybody uses now",
    "made the first week easy for our new colleague",
];
const WINS: [&str; 4] = [
    "a customer wrote to say that she stays with us",
    "all call-backs of the week done by Thursday",
    "first chat shift without a transfer",
    "learned the billing screen",
];
const TALKS: [&str; 5] = [
    "How the new shift is going; fine, but the late bus is a problem.",
    "Wants to try chat. Asked planning for two half days.",
    "Short chat after a hard call. Took ten minutes off.",
    "Proud of the certification. Would like to teach it.",
    "Family matter, may need Friday afternoons for a while.",
];
const ACTIONS: [&str; 4] = [
    "sit beside Noa for one hour of chat",
    "try the checklist for returns in five contacts",
    "ask planning about the early shift",
    "read the three answers customers liked best",
];

impl App {
    /// Fills what is kept about people; `seed` and the day after the last decide everything.
    pub(super) async fn fill_people_demo(&self, seed: u64, until_us: i64) -> Result<()> {
        let people = self.demo_people().await?;
        if people.is_empty() {
            return Ok(());
        }
        let mut dice = Dice(seed ^ 0x9e37_79b9_7f4a_7c15);
        let mut kept = Kept::default();
        courses(&mut kept, &people, until_us, &mut dice)?;
        talks(&mut kept, &people, until_us, &mut dice)?;
        thanks(&mut kept, &people, until_us, &mut dice)?;
        for part in kept.records.chunks(500) {
            self.store.add_person_records(part, &[], until_us).await?;
        }
        self.store.add_person_records(&[], &kept.facts, until_us).await?;
        self.demo_pulse(&people, until_us, &mut dice).await?;
        // A demo without a concern is still a demo; what went wrong is told.
        if let Err(error) = self.demo_concerns(until_us).await {
            tracing::error!(%error, "the weeks of the demo's agents could not be looked at");
        }
        Ok(())
    }

    async fn demo_pulse(&self, people: &[DemoPerson], until_us: i64, dice: &mut Dice) -> Result<()> {
        let mut closed = record(
            "pulse",
            "pulse-1",
            until_us - 30 * DAY_US,
            &json!({"question": "How was your last week?"}),
        );
        closed.due_us = Some(until_us - 23 * DAY_US);
        let mut open = record(
            "pulse",
            "pulse-2",
            until_us - DAY_US,
            &json!({"question": "Do you have what you need for your work?"}),
        );
        open.due_us = Some(until_us + 13 * DAY_US);
        let comments =
            ["more time between calls on Mondays, please", "good team", "", "", "the headsets are old", ""];
        for (index, it) in people.iter().enumerate() {
            if dice.roll(4) == 0 {
                continue;
            }
            let answer = PulseAnswer {
                id: format!("{:016x}", dice.next()),
                survey_id: closed.id.clone(),
                team: it.team.clone(),
                value: 2 + dice.roll(4) as i64,
                comment: comments[index % comments.len()].to_owned(),
            };
            self.store.add_pulse_answer(&it.agent_id, &answer).await?;
        }
        Ok(self.store.add_person_records(&[closed, open], &[], until_us).await?)
    }

    /// The weekly look, and one support plan under way for the first it finds.
    async fn demo_concerns(&self, until_us: i64) -> Result<()> {
        let owner = Permission::owner();
        let report = self.watch_decline(&owner).await?;
        if report.opened == 0 {
            return Ok(());
        }
        self.demo_support(until_us).await
    }
}

fn courses(kept: &mut Kept, people: &[DemoPerson], until_us: i64, dice: &mut Dice) -> Result<()> {
    let this_january = january_end(until_us);
    let next_january = january_end(this_january + 400 * DAY_US);
    for (index, course) in COURSES.iter().enumerate() {
        let id = format!("course-{index}");
        let body = json!({
            "name": course.name, "kind": course.kind, "pass_mark": course.pass_mark, "description": course.description,
        });
        kept.records.push(record("course", &id, until_us - 390 * DAY_US, &body));
        for (place, it) in people.iter().enumerate() {
            let newcomer = until_us - it.hired_us < 300 * DAY_US;
            // The training of everybody comes again each year, in five months up to the end of January.
            if index == 0 {
                let due = months_before(next_january, place % 5);
                assignment(kept, it, (&id, course, "-again"), due, until_us, dice)?;
            }
            let due = match index {
                0 => Some(this_january),
                1 if newcomer => Some(it.hired_us + 42 * DAY_US),
                2 if dice.roll(2) == 0 => Some(until_us - (dice.roll(12) as i64 * 30 - 30) * DAY_US),
                3 if dice.roll(3) == 0 => Some(until_us - (dice.roll(12) as i64 * 30 - 45) * DAY_US),
                4 if dice.roll(3) == 0 => Some(until_us + (dice.roll(40) as i64 - 15) * DAY_US),
                _ => None,
            };
            // Whoever came after the day takes the next.
            if let Some(due) = due.filter(|due| it.hired_us < *due) {
                assignment(kept, it, (&id, course, ""), due, until_us, dice)?;
            }
        }
    }
    Ok(())
}

fn assignment(
    kept: &mut Kept,
    it: &DemoPerson,
    (course_id, course, round): (&str, &Course, &str),
    due: i64,
    until_us: i64,
    dice: &mut Dice,
) -> Result<()> {
    let id = format!("{course_id}{round}-{}", it.agent_id);
    // Most are in time, some late, a few not at all yet.
    let taken = due - (dice.roll(22) as i64 - 2) * DAY_US;
    let done = taken < until_us && dice.roll(40) != 0;
    let mut attempts: Vec<Value> = Vec::new();
    let mut passed_us = None;
    let mut at = taken.max(it.hired_us + 5 * DAY_US);
    while done && passed_us.is_none() && attempts.len() < 2 && at < until_us {
        let score = course.pass_mark.map(|_| 62.0 + dice.roll(38) as f64);
        let passed = course.pass_mark.is_none_or(|mark| score.is_some_and(|it| mark * 100.0 <= it));
        attempts.push(json!({"score": score, "of": score.map(|_| 100.0), "passed": passed, "at_us": at}));
        let number = attempts.len();
        kept.facts.push(crate::people::demo::fact(
            "learning_results",
            &format!("{id}/{number}"),
            &[
                ("agent_id", json!(it.agent_id)),
                ("course", json!(course.name)),
                ("kind", json!(course.kind)),
                ("attempt", json!(number)),
                ("score", json!(score)),
                ("of", json!(score.map(|_| 100.0))),
                ("passed", json!(passed)),
                ("due_at", json!(rfc3339(due))),
                ("at", json!(rfc3339(at))),
            ],
        )?);
        if passed {
            passed_us = Some(at);
        }
        at += 14 * DAY_US;
    }
    if attempts.is_empty() {
        let columns = [
            ("agent_id", json!(it.agent_id)),
            ("course", json!(course.name)),
            ("kind", json!(course.kind)),
            ("attempt", json!(1)),
            ("due_at", json!(rfc3339(due))),
        ];
        kept.facts.push(crate::people::demo::fact("learning_results", &format!("{id}/1"), &columns)?);
    }
    let state = match (passed_us, attempts.is_empty()) {
        (Some(_), _) => "passed",
        (None, true) => "assigned",
        (None, false) => "failed",
    };
    let body = json!({
        "course_id": course_id, "course": course.name, "kind": course.kind, "pass_mark": course.pass_mark,
        "attempts": attempts, "passed_us": passed_us,
    });
    let assigned = (due - 30 * DAY_US).min(until_us - DAY_US);
    let mut made = record("assignment", &id, assigned, &body);
    made.agent_id = Some(it.agent_id.clone());
    made.state = state.to_owned();
    made.due_us = Some(due);
    kept.records.push(made);
    Ok(())
}

fn talks(kept: &mut Kept, people: &[DemoPerson], until_us: i64, dice: &mut Dice) -> Result<()> {
    for (index, it) in people.iter().enumerate() {
        let every = 14 * DAY_US;
        let offset = (index as i64 % 10) * DAY_US + 9 * 3_600_000_000;
        let lead = it.supervisor.clone();
        for back in (-1..4).rev() {
            let at = until_us - DAY_US + offset - back * every - DAY_US * (index as i64 % 3);
            let id = format!("one-on-one-{}-{}", it.agent_id, 3 - back);
            let state = if until_us <= at {
                "planned"
            } else if dice.roll(8) == 0 {
                "missed"
            } else {
                "held"
            };
            let held = (state == "held").then_some(at);
            let body = json!({
                "length_s": 1800, "every_days": 14, "topic": "", "private_notes": "", "held_us": held,
                "shared_notes": if state == "held" { TALKS[dice.roll(5)] } else { "" },
            });
            let mut made = record("one_on_one", &id, at, &body);
            made.agent_id = Some(it.agent_id.clone());
            made.owner_id.clone_from(&lead);
            made.state = state.to_owned();
            kept.records.push(made);
            kept.facts.push(crate::people::demo::fact(
                "coaching_sessions",
                &id,
                &[
                    ("agent_id", json!(it.agent_id)),
                    ("coach_id", json!(lead)),
                    ("planned_at", json!(rfc3339(at))),
                    ("held_at", held.map_or(Value::Null, |at| json!(rfc3339(at)))),
                    ("length_s", json!(1800.0)),
                    ("topic", json!("one_on_one")),
                ],
            )?);
            if back == 0 && dice.roll(2) == 0 {
                let todo = json!({
                    "text": ACTIONS[dice.roll(4)], "source_kind": "one_on_one", "source_id": id, "done_us": null,
                });
                let mut action = record("todo", &format!("todo-{}", it.agent_id), at, &todo);
                action.agent_id = Some(it.agent_id.clone());
                action.owner_id = Some(it.agent_id.clone());
                action.due_us = Some(until_us + (dice.roll(14) as i64 - 4) * DAY_US);
                kept.records.push(action);
            }
        }
        if dice.roll(3) == 0 {
            let at = until_us - (2 + dice.roll(20) as i64) * DAY_US;
            let mut note =
                record("talk", &format!("talk-{}", it.agent_id), at, &json!({"text": TALKS[dice.roll(5)]}));
            note.agent_id = Some(it.agent_id.clone());
            note.made_by = lead.clone().unwrap_or_else(|| "owner".to_owned());
            kept.records.push(note);
        }
    }
    Ok(())
}

fn thanks(kept: &mut Kept, people: &[DemoPerson], until_us: i64, dice: &mut Dice) -> Result<()> {
    for number in 0..people.len() * 2 {
        let receiver = &people[dice.roll(people.len())];
        let giver = &people[dice.roll(people.len())];
        let win = number % 5 == 4;
        if !win && receiver.agent_id == giver.agent_id {
            continue;
        }
        let from = if win { &receiver.agent_id } else { &giver.agent_id };
        let text = if win { WINS[dice.roll(4)] } else { THANKS[dice.roll(8)] };
        let kind = if win { "win" } else { "kudos" };
        let at = until_us - dice.roll(90) as i64 * DAY_US - dice.roll(80_000) as i64 * 1_000_000;
        let id = format!("recognition-{number}");
        let mut made = record("recognition", &id, at, &json!({"kind": kind, "text": text}));
        made.agent_id = Some(receiver.agent_id.clone());
        made.made_by.clone_from(from);
        kept.records.push(made);
        let columns = [
            ("from_id", json!(from)),
            ("agent_id", json!(receiver.agent_id)),
            ("kind", json!(kind)),
            ("text", json!(text)),
            ("at", json!(rfc3339(at))),
        ];
        kept.facts.push(crate::people::demo::fact("recognitions", &id, &columns)?);
    }
    Ok(())
}

/// The last day of January before that instant, end of the day.
fn january_end(instant_us: i64) -> i64 {
    let date = pharos_calendar::date_of_local(instant_us);
    let february = |year: i16| jiff::civil::Date::new(year, 2, 1).map(pharos_calendar::date_to_local);
    let this = february(date.year()).unwrap_or(instant_us);
    let end = if this <= instant_us { this } else { february(date.year() - 1).unwrap_or(instant_us) };
    end - 1_000_000
}

/// The end of the month so many months before one that ends at that instant.
fn months_before(end_us: i64, months: usize) -> i64 {
    let first = pharos_calendar::date_of_local(end_us + 1_000_000);
    let earlier = first.saturating_sub(jiff::Span::new().months(months as i64));
    pharos_calendar::date_to_local(earlier) - 1_000_000
}

/// A small generator of its own (SplitMix64; Steele, Lea and Flood 2014): the demo's records are no statistics.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// 0 .. sides
    fn roll(&mut self, sides: usize) -> usize {
        (self.next() % sides.max(1) as u64) as usize
    }
}
