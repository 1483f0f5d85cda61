//! The same records, in whatever order, however often and in however many files they are imported: the same bytes come out.
#![allow(clippy::expect_used)]

use crate::centre::Centre;

const HEAD: &str = "id,version,started,queue,outcome,wait,agent,talk";

/// A small generator whose every number is that of its seed (splitmix64).
struct Draw(u64);

impl Draw {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % bound
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            let other = self.below(last as u64 + 1) as usize;
            list.swap(last, other);
        }
    }
}

/// Records of 80 calls, some in several versions; a later version may move a call to another day.
fn records(draw: &mut Draw) -> Vec<String> {
    let mut lines = Vec::new();
    for call in 0..80 {
        for version in 0..1 + draw.below(4) / 2 {
            let started = format!(
                "2026-03-{:02} {:02}:{:02}:00",
                1 + draw.below(9),
                8 + draw.below(12),
                draw.below(60)
            );
            let queue = ["sales", "help", "care"][draw.below(3) as usize];
            let outcome = ["ANSWERED", "ANSWERED", "HUNG UP", "TEST"][draw.below(4) as usize];
            let (wait, agent, talk) =
                (draw.below(90), ["noa", "dana", "ari"][draw.below(3) as usize], 30 + draw.below(400));
            lines.push(format!("c{call},{version},{started},{queue},{outcome},{wait},{agent},{talk}"));
        }
    }
    lines
}

fn answers(centre: &Centre) -> Vec<String> {
    let question = |metrics: &str, by: &str, grain: &str| {
        let words = ["query", "--metric", metrics, "--by", by, "--grain", grain, "--format", "csv"];
        // Nothing but the data: the newest event is the same whatever was imported last.
        centre.ok(&[&words[..], &["--from", "2026-03-01", "--to", "2026-03-12"]].concat())
    };
    vec![
        question("offered,answered,abandoned,sl.answered_over_offered,asa", "queue", "day"),
        question("aht,talk.mean,wait_p90.answered", "agent", "week"),
        question("handled", "agent,queue", "hour"),
    ]
}

#[test]
fn order_doubles_and_files_of_an_import_do_not_matter() {
    for seed in [1, 2] {
        println!("seed {seed}");
        let mut draw = Draw(seed);
        let records = records(&mut draw);
        let file = |lines: &[String]| format!("{HEAD}\n{}\n", lines.join("\n"));
        let first = Centre::new();
        first.import("all.csv", &file(&records), &[]);
        let expected = answers(&first);
        for round in 0..2 {
            let mut other = records.clone();
            for _ in 0..records.len() / 3 {
                other.push(records[draw.below(records.len() as u64) as usize].clone());
            }
            draw.shuffle(&mut other);
            let centre = Centre::new();
            let mut begun = 0;
            while begun < other.len() {
                let length = 1 + draw.below(other.len() as u64 / 2) as usize;
                let part = &other[begun..other.len().min(begun + length)];
                // A stretch of test calls alone is no fault, only nothing.
                centre.import(&format!("part-{round}-{begun}.csv"), &file(part), &[]);
                begun += length;
            }
            assert_eq!(answers(&centre), expected, "seed {seed}, round {round}");
        }
    }
}
