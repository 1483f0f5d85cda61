//! The thirteen goals in numbers, and one of the planners beside them.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use pharos_goal::assess::{Direction, Mode};
use pharos_goal::definition::{Benefits, Definition, Guardrail, Measure, Milestone, PeriodLength, Reward};
use pharos_goal::target::{Target, Whom};

/// A goal with its story.
pub(super) struct Told {
    pub(super) definition: Definition,
    pub(super) step: &'static str,
    pub(super) obstacle: (&'static str, &'static str),
    pub(super) revision: Option<(Target, &'static str, &'static str)>,
    pub(super) retired: Option<&'static str>,
}

/// Ids of the objectives.
pub(super) struct Objectives {
    pub(super) quick: String,
    pub(super) solved: String,
    pub(super) able: String,
    pub(super) done: String,
}

/// The number of a goal.
struct Number<'a> {
    metric: &'a str,
    filter: &'a str,
    target: Target,
    whom: Whom,
    period: PeriodLength,
    mode: Mode,
    direction: Option<Direction>,
    guard: &'a str,
    parts: Option<&'a str>,
}

/// The goals; `until` is the day after the last of the data.
pub(super) fn goals(until: Date, objectives: &Objectives) -> Vec<Told> {
    let groups = [
        ("Dana", speed(until, objectives)),
        ("Noa", resolution(until, objectives)),
        ("Lin", people(until, objectives)),
        ("Simon", volume(until, objectives)),
        ("Noa", vec![planning(until, objectives)]),
    ];
    let owned = |(owner, goals): (&str, Vec<Told>)| {
        goals
            .into_iter()
            .map(move |mut told| {
                told.definition.owners = vec![owner.to_owned()];
                told
            })
            .collect::<Vec<_>>()
    };
    groups.into_iter().flat_map(owned).collect()
}

/// Beside the thirteen: the days of the plan are forecast well a week ahead.
fn planning(until: Date, objectives: &Objectives) -> Told {
    let most = Target::Value { value: 0.1 };
    let error = Number {
        parts: Some("queue"),
        ..number("fc.wape", "", most, PeriodLength::Week, Mode::Sustained(3), "fc.workload_wape")
    };
    let starts = until.saturating_sub(35.days());
    let mut definition = definition(
        "A week ahead, the contacts of each day are forecast within 10 %",
        &objectives.done,
        starts,
        months(until, 2),
        &error,
    );
    if let Some(measure) = &mut definition.measure {
        measure.params.insert("slot_s".to_owned(), "86400".to_owned());
    }
    definition.role = "Planners".to_owned();
    told(
        definition,
        "Marketing and product enter their dates in the calendar",
        ("Campaigns are told late", "Whoever forgets one is asked why"),
    )
}

/// 1, 2, 8, 13: waiting.
fn speed(until: Date, objectives: &Objectives) -> Vec<Told> {
    let mut goals = faster(until, objectives);
    goals.extend(patience(until, objectives));
    goals
}

/// 1, 2: a quarter faster, on the telephone in the evening and in social media.
fn faster(until: Date, objectives: &Objectives) -> Vec<Told> {
    let (month, quarter) = (until.first_of_month(), quarter_start(until));
    let faster = Target::RelativeChange { share: 0.25 };
    let evening = number(
        "asa",
        "queue = 'support-he' AND hour_of_day >= 17",
        faster,
        PeriodLength::Month,
        Mode::Sustained(3),
        "abandon.offered",
    );
    let social = number(
        "frt.calendar",
        "channel = 'social'",
        faster,
        PeriodLength::Month,
        Mode::Sustained(1),
        "one_touch",
    );
    vec![
        told(
            definition(
                "The late shift answers calls 25 % faster",
                &objectives.quick,
                months(month, -6),
                months(month, 6),
                &evening,
            ),
            "Breaks of the late shift spread by the half hour",
            ("Two people leave in spring", "Hiring class in February"),
        ),
        told(
            definition(
                "Social requests get their first answer 25 % faster",
                &objectives.quick,
                months(quarter, -3),
                quarter_end(until),
                &social,
            ),
            "A turn for social media every hour",
            ("Campaigns bring waves", "Marketing tells the dates before"),
        ),
    ]
}

/// 8, 13: who waits and who gives up.
fn patience(until: Date, objectives: &Objectives) -> Vec<Told> {
    let month = until.first_of_month();
    let most = Target::Value { value: 0.03 };
    let abandon =
        number("abandon.offered", "", most, PeriodLength::Week, Mode::Each, "sl.answered_over_offered");
    let shorter = Target::RelativeChange { share: 0.05 };
    let wait = number(
        "wait_mean.offered",
        "channel = 'voice'",
        shorter,
        PeriodLength::Month,
        Mode::Once,
        "fcr.cross_channel",
    );
    vec![
        told(
            definition(
                "No more than 3 % give up in any week",
                &objectives.quick,
                months(month, -5),
                months(month, 1),
                &abandon,
            ),
            "Call-back offered after 45 seconds",
            ("Outages bring calls", "A recorded notice within 10 minutes"),
        ),
        told(
            definition(
                "Callers wait 5 % less, a first step to 10 %",
                &objectives.quick,
                months(month, -5),
                months(month, -1),
                &wait,
            ),
            "Overflow between support and billing",
            ("Billing is busy at the month's end", "No overflow on those days"),
        ),
    ]
}

/// 4, 5, 9: what customers get.
fn resolution(until: Date, objectives: &Objectives) -> Vec<Told> {
    let month = until.first_of_month();
    let points = Target::Change { by: 0.10 };
    let fcr = Number {
        parts: Some("team"),
        ..number("fcr.cross_channel", "", points, PeriodLength::Month, Mode::Sustained(1), "identified_share")
    };
    let aht = Number {
        direction: Some(Direction::Down),
        ..number(
            "aht",
            "channel = 'voice'",
            Target::Value { value: 240.0 },
            PeriodLength::Month,
            Mode::Sustained(1),
            "fcr.cross_channel",
        )
    };
    let nps =
        number("nps", "", Target::Value { value: 70.0 }, PeriodLength::Month, Mode::Each, "response_rate");
    vec![
        Told {
            revision: Some((
                Target::Change { by: 0.03 },
                "First contact resolution up by 3 points",
                "Ten points were never reached in a year; three are within reach and show the way.",
            )),
            ..told(
                definition(
                    "First contact resolution up by 10 points",
                    &objectives.solved,
                    months(month, -4),
                    months(month, 3),
                    &fcr,
                ),
                "Article of the week from the commonest repeat reason",
                ("Billing needs another system", "Read access asked for"),
            )
        },
        Told {
            retired: Some("It made people hang up early; first contact resolution says more."),
            ..told(
                definition(
                    "Handle time from 5 to 4 minutes",
                    &objectives.done,
                    months(month, -6),
                    months(month, 1),
                    &aht,
                ),
                "Shorter forms after the call",
                ("Hard cases take long", "They are left out of the talk"),
            )
        },
        told(
            definition(
                "A net promoter score of 70 every month",
                &objectives.solved,
                months(month, -5),
                months(month, 1),
                &nps,
            ),
            "Whoever gives 0 to 6 is called back",
            ("Few answer", "One question instead of three"),
        ),
    ]
}

/// 3, 6, 10: learning.
fn people(until: Date, objectives: &Objectives) -> Vec<Told> {
    let quarter = quarter_start(until);
    let one = Target::Value { value: 1.0 };
    let whole = PeriodLength::Whole;
    let assessment = Number {
        whom: Whom::ShareOfMembers { share: 1.0 },
        ..number("assessment_pass", "tenure_band = '0-90 d'", one, whole, Mode::Once, "fcr.cross_channel")
    };
    let share = Target::Value { value: 0.99 };
    // The course of this goal alone: another one that is late is no failure of it.
    let course = "course = 'Security training'";
    let safety = number("training_complete", course, share, whole, Mode::Once, "assessment_pass");
    let certificate = Number {
        whom: Whom::EachMember,
        ..number("certs_per_half_year", "", one, PeriodLength::HalfYear, Mode::Each, "assessment_pass")
    };
    let january = date(if until.month() == 1 { until.year() } else { until.year() + 1 }, 1, 31);
    let half = date(until.year(), if until.month() <= 6 { 1 } else { 7 }, 1);
    vec![
        told(
            definition(
                "New agents score at least 75 % in the quarter's assessment",
                &objectives.able,
                quarter,
                quarter_end(until),
                &assessment,
            ),
            "A partner for the first six weeks",
            ("Classes begin late", "A second date in the quarter"),
        ),
        told(
            definition(
                "99 % have done the safety training by 31 January",
                &objectives.able,
                months(january.first_of_month(), -4),
                january,
                &safety,
            ),
            "An hour in the quiet of Sunday",
            ("Leave in December", "The course can be taken at home"),
        ),
        told(
            definition(
                "One certification per agent and half-year",
                &objectives.able,
                half,
                months(half, 6).saturating_sub(1.day()),
                &certificate,
            ),
            "A list of certificates by queue",
            ("The exam costs", "Budget asked for"),
        ),
    ]
}

/// 7, 11, 12: how much.
fn volume(until: Date, objectives: &Objectives) -> Vec<Told> {
    let month = until.first_of_month();
    let value = |value| Target::Value { value };
    let least = Number {
        direction: Some(Direction::Up),
        ..number(
            "handled_per_day.min",
            "team = 'lantau' AND tenure_band <> '0-90 d'",
            value(25.0),
            PeriodLength::Month,
            Mode::Sustained(1),
            "fcr.cross_channel",
        )
    };
    let calls = Number {
        whom: Whom::EachMember,
        direction: Some(Direction::Up),
        ..number(
            "handled",
            "channel = 'voice' AND direction = 'inbound'",
            value(500.0),
            PeriodLength::Month,
            Mode::Each,
            "csat.t2b",
        )
    };
    let tickets = Number {
        direction: Some(Direction::Up),
        parts: Some("queue"),
        ..number("solved", "", value(1200.0), PeriodLength::Month, Mode::Each, "reopen_rate.solved")
    };
    vec![
        told(
            definition(
                "Lantau: least contacts of a working day from 20 to 25",
                &objectives.done,
                months(month, -3),
                months(month, 3),
                &least,
            ),
            "No training on Mondays",
            ("Part-time days", "Days under four hours do not count"),
        ),
        told(
            definition(
                "Each agent takes at least 500 inbound calls a month",
                &objectives.done,
                months(month, -3),
                months(month, 3),
                &calls,
            ),
            "Every voice agent on two queues",
            (
                "It limits who could help elsewhere, and calls come as they come",
                "Read with leave and schedule",
            ),
        ),
        told(
            definition(
                "1,200 tickets solved a month",
                &objectives.done,
                months(month, -5),
                months(month, 1),
                &tickets,
            ),
            "A quiet hour for tickets after lunch",
            ("Waves after holidays", "Helpers from chat"),
        ),
    ]
}

fn number<'a>(
    metric: &'a str,
    filter: &'a str,
    target: Target,
    period: PeriodLength,
    mode: Mode,
    guard: &'a str,
) -> Number<'a> {
    Number { metric, filter, target, whom: Whom::Together, period, mode, direction: None, guard, parts: None }
}

fn told(definition: Definition, step: &'static str, obstacle: (&'static str, &'static str)) -> Told {
    Told { definition, step, obstacle, revision: None, retired: None }
}

fn definition(title: &str, objective: &str, starts: Date, by: Date, number: &Number<'_>) -> Definition {
    let by = if by.day() == 1 { by.saturating_sub(1.day()) } else { by };
    let reviews: Vec<Date> =
        starts.series(1.month()).skip(1).take_while(|it| *it <= by).map(Date::first_of_month).collect();
    let middle = starts.saturating_add((starts.until(by).map_or(60, |it| it.get_days() / 2)).days());
    Definition {
        title: title.to_owned(),
        what: title.to_owned(),
        success: "The number holds, and nobody had to run for it.".to_owned(),
        afterwards: "The next step is set together.".to_owned(),
        how: "By the steps of the plan.".to_owned(),
        why: Benefits {
            customer: "Less waiting, less repeating.".to_owned(),
            agent: "Fewer angry calls.".to_owned(),
            culture: "We keep what we promise.".to_owned(),
        },
        place: "Both sites".to_owned(),
        role: "Agents of the queues concerned".to_owned(),
        assessors: vec!["Noa".to_owned()],
        co_authors: vec!["Lin".to_owned()],
        measure: Some(Measure {
            metric: number.metric.to_owned(),
            version: 1,
            params: BTreeMap::new(),
            filter: number.filter.to_owned(),
            target: number.target,
            whom: number.whom,
            direction: number.direction,
            period: number.period,
            mode: number.mode,
            n_min: 0,
            parts: number.parts.map(str::to_owned),
            baseline: None,
            baseline_window: None,
        }),
        starts: Some(starts),
        by: Some(by),
        reviews,
        milestones: vec![Milestone {
            id: "m1".to_owned(),
            title: "Half of the time: look at it together".to_owned(),
            due: middle,
            value: None,
            owner: None,
        }],
        guardrails: vec![Guardrail { metric: number.guard.to_owned(), worse_by: 0.05, baseline: None }],
        reward: (number.metric == "nps")
            .then(|| Reward { what: "An evening out".to_owned(), to: "Everybody".to_owned() }),
        objective: Some(objective.to_owned()),
        ..Definition::default()
    }
}

fn months(day: Date, months: i32) -> Date {
    day.saturating_add(months.months())
}

fn quarter_start(day: Date) -> Date {
    date(day.year(), (day.month() - 1) / 3 * 3 + 1, 1)
}

fn quarter_end(day: Date) -> Date {
    months(quarter_start(day), 3).saturating_sub(1.day())
}
