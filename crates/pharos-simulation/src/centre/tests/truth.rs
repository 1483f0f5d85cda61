//! Parameters of the truth, found again in the raw rows of all thirteen months.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use super::super::*;
use super::SEED;

/// What the tests need of a segment.
struct Seen {
    queue: Option<&'static str>,
    channel: &'static str,
    reason: &'static str,
    result: &'static str,
    enqueued_at: i64,
    wait_s: f64,
    talk_s: Option<f64>,
    concurrency: i64,
    agent_id: Option<String>,
    day: usize,
}

struct Year {
    truth: Truth,
    days: Vec<String>,
    segments: Vec<Seen>,
    /// Kind and queue: sent, answered, sum of answers.
    surveys: BTreeMap<(&'static str, &'static str), [f64; 3]>,
    /// Reason: answers to "solved at first contact", and those who say so.
    solved: HashMap<&'static str, [f64; 2]>,
}

fn year() -> &'static Year {
    static YEAR: OnceLock<Year> = OnceLock::new();
    YEAR.get_or_init(|| {
        println!("seed {SEED}");
        let centre = super::centre();
        let mut year = Year {
            truth: centre.truth().clone(),
            days: Vec::new(),
            segments: Vec::new(),
            surveys: BTreeMap::new(),
            solved: HashMap::new(),
        };
        let mut reasons: HashMap<String, &'static str> = HashMap::new();
        for (index, day) in centre.days().enumerate() {
            year.days.push(day.date.clone());
            for row in day.contact_segments {
                reasons.insert(row.contact_id, row.reason.unwrap());
                year.segments.push(Seen {
                    queue: row.queue,
                    channel: row.channel,
                    reason: row.reason.unwrap(),
                    result: row.queue_result.unwrap(),
                    enqueued_at: row.enqueued_at.unwrap_or(row.started_at),
                    wait_s: row.wait_s.unwrap_or(0.0),
                    talk_s: row.talk_s,
                    concurrency: row.concurrency.unwrap_or(0),
                    agent_id: row.agent_id,
                    day: index,
                });
            }
            for row in day.survey_answers.iter().filter(|row| row.moment == "after_contact") {
                let seen = year.surveys.entry((row.kind, row.queue.unwrap())).or_default();
                seen[0] += f64::from(u8::from(row.sent_at.is_some()));
                seen[1] += f64::from(u8::from(row.answered_at.is_some()));
                seen[2] += row.value.unwrap_or(0.0);
                if let (Some(value), "fcr") = (row.value, row.kind) {
                    let solved = year.solved.entry(reasons[row.contact_id.as_ref().unwrap()]).or_default();
                    solved[0] += 1.0;
                    solved[1] += value;
                }
            }
        }
        year
    })
}

impl Seen {
    /// Talk time of an average trained agent who has nothing else to do.
    fn expected_talk_s(&self, truth: &Truth) -> f64 {
        let reason = truth.reasons.iter().find(|reason| reason.name == self.reason).unwrap();
        let (_, factor) =
            truth.channel_talk_factors.iter().find(|(channel, _)| *channel == self.channel).unwrap();
        reason.talk_mean_s * factor * (1.0 + 0.2 * (self.concurrency - 1).max(0) as f64)
    }
}

fn near(what: &str, found: f64, truth: f64, tolerance: f64) {
    assert!((found / truth - 1.0).abs() <= tolerance, "{what}: found {found}, truth {truth}");
}

#[test]
fn the_centre_has_its_size() {
    let year = year();
    assert_eq!(
        (year.days.first().unwrap().as_str(), year.days.last().unwrap().as_str()),
        ("2025-10-01", "2026-10-31")
    );
    assert!((450_000..700_000).contains(&year.segments.len()), "{}", year.segments.len());
}

#[test]
fn decliners_get_slower_from_their_day() {
    let year = year();
    assert_eq!(year.truth.declines.len(), 4);
    for decline in &year.truth.declines {
        let since = year.days.iter().position(|day| *day == decline.since).unwrap();
        let complete = since + decline.ramp_days as usize;
        let [mut before, mut after] = [[0.0; 2]; 2];
        for seen in year.segments.iter().filter(|seen| seen.agent_id.as_ref() == Some(&decline.agent_id)) {
            let sums = if seen.day < since { &mut before } else { &mut after };
            if (seen.day < since || seen.day >= complete) && seen.talk_s.is_some_and(|talk| talk >= 10.0) {
                sums[0] += seen.talk_s.unwrap();
                sums[1] += seen.expected_talk_s(&year.truth);
            }
        }
        let found = (after[0] / after[1]) / (before[0] / before[1]);
        near(&format!("talk of {}", decline.agent_id), found, decline.talk_factor, 0.06);
    }
}

#[test]
fn who_games_has_very_short_contacts() {
    let year = year();
    let mut short: HashMap<&str, [f64; 2]> = HashMap::new();
    let since: HashMap<&str, &str> =
        year.truth.gaming.iter().map(|gaming| (gaming.agent_id.as_str(), gaming.since.as_str())).collect();
    for seen in &year.segments {
        let (Some(agent), Some(talk)) = (seen.agent_id.as_deref(), seen.talk_s) else { continue };
        if since.get(agent).is_none_or(|since| year.days[seen.day].as_str() >= *since) {
            let counts = short.entry(agent).or_default();
            counts[0] += f64::from(u8::from(talk < 10.0));
            counts[1] += 1.0;
        }
    }
    for gaming in &year.truth.gaming {
        let [found, of] = short.remove(gaming.agent_id.as_str()).unwrap();
        let expected = gaming.share + (1.0 - gaming.share) * year.truth.broken_off_share;
        near(&format!("short contacts of {}", gaming.agent_id), found / of, expected, 0.2);
    }
    let [found, of] = short.values().fold([0.0; 2], |sum, counts| [sum[0] + counts[0], sum[1] + counts[1]]);
    // E-mails and posts do not break off.
    assert!(
        (0.5 * year.truth.broken_off_share..year.truth.broken_off_share).contains(&(found / of)),
        "{found} of {of}"
    );
}

#[test]
fn patience_is_waits_by_abandonments() {
    let year = year();
    for queue in &year.truth.queues {
        let Some(patience_s) = queue.patience_mean_s else { continue };
        let of_queue = year.segments.iter().filter(|seen| seen.queue == Some(queue.queue));
        let (waits, abandoned) = of_queue.fold((0.0, 0.0), |(waits, abandoned), seen| {
            (waits + seen.wait_s, abandoned + f64::from(u8::from(seen.result == "abandoned")))
        });
        near(queue.queue, waits / abandoned, patience_s, 4.0 / f64::sqrt(abandoned));
    }
}

/// Contacts in a stretch against the same stretch of the four weeks before and after.
#[test]
fn outages_bring_contacts_or_lose_them() {
    let year = year();
    let week = 7 * 86_400_000_000_i64;
    for outage in &year.truth.outages {
        let calls = |shift: i64| {
            let mut counts = [0.0, 0.0];
            for seen in year.segments.iter().filter(|seen| seen.queue == Some(outage.queues[0])) {
                if (outage.started_at + shift..outage.ended_at + shift).contains(&seen.enqueued_at) {
                    counts[usize::from(seen.reason == "technical fault")] += 1.0;
                }
            }
            counts[0] + counts[1]
        };
        let mut ordinary: Vec<f64> =
            (-4..=4).filter(|weeks| *weeks != 0).map(|weeks| calls(weeks * week)).collect();
        ordinary.sort_by(f64::total_cmp);
        let found = calls(0) / ((ordinary[4] + ordinary[5]) / 2.0);
        if outage.kind == "telephony" {
            assert!(found < 0.5, "{outage:?}: {found}");
        } else {
            // Repeats of earlier days are no more than usual; repeated tries of those who gave up come on top.
            assert!(
                found > 1.0 + 0.5 * (outage.factor - 1.0) && found < 1.6 * outage.factor,
                "{outage:?}: {found}"
            );
        }
    }
    let lost = year.segments.iter().filter(|seen| seen.result == "lost").count();
    assert!((1..60).contains(&lost), "{lost} lost");
}

#[test]
fn surveys_are_answered_as_often_as_said() {
    let year = year();
    assert_eq!(year.surveys.len(), 8, "{:?}", year.surveys.keys());
    for ((kind, queue), [sent, answered, sum]) in &year.surveys {
        let truth = year.truth.queues.iter().find(|truth| truth.queue == *queue).unwrap();
        near(&format!("{kind} {queue}"), answered / sent, truth.survey_answer_share, 4.0 / answered.sqrt());
        let mean = sum / answered;
        let (lo, hi) = match (*kind, *queue) {
            ("fcr", _) => (0.6, 0.95),
            ("csat", "support-zh") => (6.0, 9.0),
            ("csat", _) => (3.2, 4.6),
            ("ces", _) => (4.0, 6.3),
            _ => (5.5, 8.8),
        };
        assert!(lo < mean && mean < hi, "{kind} {queue}: {mean}");
    }
}

#[test]
fn matters_stay_open_as_often_as_said() {
    let year = year();
    for reason in &year.truth.reasons {
        let [answers, solved] = year.solved[reason.name];
        // The agents differ by a factor around 1, so the centre's share does a little, too.
        let open = 1.0 - solved / answers;
        let allowed = 3.0 * (open * (1.0 - open) / answers).sqrt() + 0.15 * reason.unresolved_share;
        assert!((open - reason.unresolved_share).abs() < allowed, "{}: {open} of {answers}", reason.name);
    }
}

#[test]
fn weekdays_keep_their_factors() {
    let year = year();
    for queue in year.truth.queues.iter().filter(|queue| queue.queue != "messages") {
        let mut by_weekday: [Vec<f64>; 7] = Default::default();
        let mut counts = vec![0.0; year.days.len()];
        year.segments
            .iter()
            .filter(|seen| seen.queue == Some(queue.queue))
            .for_each(|seen| counts[seen.day] += 1.0);
        for (day, count) in year.days.iter().zip(counts).filter(|(_, count)| *count > 0.0) {
            let weekday = day.parse::<Date>().unwrap().weekday().to_monday_zero_offset() as usize;
            by_weekday[weekday].push(count);
        }
        let mut median = |weekday: usize| {
            let days = &mut by_weekday[weekday];
            days.sort_by(f64::total_cmp);
            days.get(days.len() / 2).copied().unwrap_or(0.0)
        };
        let monday = median(0);
        for weekday in 1..7 {
            let found = median(weekday) / monday;
            let truth = queue.weekday_factors[weekday] / queue.weekday_factors[0];
            assert!((found - truth).abs() < 0.12, "{} {weekday}: {found}, truth {truth}", queue.queue);
        }
    }
}
