//! Contacts linked beforehand give what rows give.

use pharos_calendar::Grain;
use rand::Rng;
use rand::seq::{IndexedRandom, SliceRandom};

use super::super::make;
use super::{linked, windows};
use crate::query::{Scope, ask, plan, question::Asked};
use crate::testing;

const METRICS: [&str; 4] =
    ["repeat_contact_rate", "fcr.cross_channel", "fcr.repeat_same_channel", "fcr.agent_flag"];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn linked_contacts_and_rows_agree() {
    let (mut asked, mut from_weeks, mut added_up) = (0, 0, 0);
    for seed in testing::cases(1) {
        let random = &mut testing::generator("linked_contacts_and_rows_agree", seed);
        let folder = tempfile::tempdir().expect("a folder");
        let mut facts = testing::facts(random);
        facts.retain(|(table, _)| matches!(table.name, "contact_segments" | "employment"));
        facts.shuffle(random);
        let late = facts.split_off(facts.len() - 30);
        let catalogue = pharos_metric::Catalogue::built_in().expect("the catalogue");
        let mut dataset = testing::store(folder.path(), catalogue);
        testing::deliver(&mut dataset, &testing::deliveries(&facts, random), 1, 0).await;
        assert!(0 < make(&dataset, 0).await.expect("roll-ups").weeks);
        // Everything made; late rows merged; late rows waiting; an identity found.
        for step in 0..4 {
            match step {
                1 => testing::deliver(&mut dataset, &[late[..15].to_vec()], 1000, 0).await,
                2 => testing::deliver(&mut dataset, &[late[15..].to_vec()], 1001, 1).await,
                3 => drop(dataset.aliases.customers.insert("c1".to_owned(), "c2".to_owned())),
                _ => {}
            }
            for place in 0..8 {
                let mut question = testing::question(METRICS.choose(random).expect("a metric"), random);
                // Some by the centre's days and by what cells know.
                if place % 4 == 0 {
                    question.zone = None;
                    question.by.retain(|name| matches!(name.as_str(), "queue" | "channel" | "reason"));
                    question.grain =
                        *[Grain::Day, Grain::Month, Grain::None].choose(random).expect("a grain");
                    question.scope = Scope::whole_centre();
                    question.from = None;
                }
                if random.random_bool(0.3) {
                    let hours = ["1", "24", "168", "200", "400"].choose(random).expect("hours");
                    question.params.push(("window_h".to_owned(), (*hours).to_owned()));
                }
                if random.random_bool(0.3) {
                    question.params.push(("same_reason".to_owned(), "false".to_owned()));
                }
                question.raw = true;
                let Ok(rows) = ask(&dataset, &question).await else { continue };
                question.raw = false;
                let weeks = ask(&dataset, &question).await.expect("an answer");
                assert_eq!(rows.to_csv(), weeks.to_csv(), "step {step}: {question:?}");
                asked += 1;
                let words = Asked::of(&dataset, &question).await.expect("its words");
                for scan in &plan::plan(&dataset, &question).expect("a plan").scans {
                    let found = linked(&dataset, &question, &words, scan).await.expect("weeks");
                    from_weeks += usize::from(found.is_some());
                    added_up += usize::from(found.is_some_and(|found| found.cells.is_some()));
                }
            }
        }
    }
    assert!(12 < asked && 8 < from_weeks, "{from_weeks} of {asked} questions were answered from weeks");
    assert!(0 < added_up, "no week's cells were read");
}

#[test]
fn an_age_is_bounded_where_the_start_is_compared_and_nothing_else() {
    for (text, seconds) in [
        (r#"count(*) FILTER (WHERE (NOT TRUE OR age_s("started_at") >= 168 * 3600))"#, Some(604_800.0)),
        (r#"count(*) FILTER (WHERE "queue" = 'sales')"#, Some(0.0)),
        (r#"count(*) FILTER (WHERE age_s("ended_at") >= 60)"#, None),
        (r#"count(*) FILTER (WHERE age_s("started_at") < 60)"#, None),
        (r#"sum(age_s("started_at"))"#, None),
    ] {
        assert_eq!(windows::oldest_s_of(text), seconds, "{text}");
    }
}

#[test]
fn a_distance_is_bounded_where_it_is_compared_and_nothing_else() {
    for (text, seconds) in [
        (r#"count(*) FILTER (WHERE coalesce("next_gap_s" <= 168 * 3600, FALSE))"#, Some(604_800.0)),
        (
            r#"count(*) FILTER (WHERE (a = 'x') AND coalesce(CASE WHEN (NOT TRUE) THEN "previous_gap_s"
               WHEN "reason" IS NOT NULL THEN "previous_gap_reason_s" END <= (24 * 3600), FALSE))"#,
            Some(86_400.0),
        ),
        (r#"count(*) FILTER (WHERE "queue" = 'sales')"#, Some(0.0)),
        (r#"sum("next_gap_s")"#, None),
        (r#"count(*) FILTER (WHERE "next_gap_s" <= 3600)"#, None),
        (r#"count(*) FILTER (WHERE NOT coalesce("next_gap_s" > 3600, FALSE))"#, None),
        (r#"count(*) FILTER (WHERE coalesce("next_gap_s" <= "wait_s", FALSE))"#, None),
        (
            r#"count(*) FILTER (WHERE coalesce(CASE WHEN "next_gap_s" > 5 THEN "next_gap_s" END <= 3600, FALSE))"#,
            None,
        ),
    ] {
        assert_eq!(windows::widest_s_of(text), seconds, "{text}");
    }
}
