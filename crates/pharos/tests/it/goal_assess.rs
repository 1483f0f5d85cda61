//! `pharos goal assess` on files as people have them.
#![allow(clippy::expect_used)]

use std::process::{Command, Output};

use serde_json::Value;

use crate::centre::repository;
use crate::schemas::check;

fn assess(folder: &tempfile::TempDir, history: &str, words: &[&str]) -> Output {
    let file = folder.path().join("history.csv");
    std::fs::write(&file, history).expect("a file can be written");
    Command::new(env!("CARGO_BIN_EXE_pharos"))
        .args(["goal", "assess", "--history"])
        .arg(&file)
        .args(words)
        .output()
        .expect("the binary runs")
}

fn answer(history: &str, words: &[&str]) -> Value {
    let folder = tempfile::tempdir().expect("a folder");
    let output = assess(&folder, history, words);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let answer = serde_json::from_slice(&output.stdout).expect("JSON");
    let schema = repository().join("docs/schemas/goal-assess.json");
    let schema = std::fs::read_to_string(schema).expect("a schema");
    check(&serde_json::from_str(&schema).expect("JSON"), &answer, "goal-assess");
    answer
}

/// Monthly shares of 200 cases around three quarters, a month without a case and a month that is missing.
fn rate() -> String {
    let mut text = "period_start,value,numerator,denominator\n".to_owned();
    for month in 0..20 {
        let start = format!("{}-{:02}-01", 2024 + month / 12, month % 12 + 1);
        match month {
            4 => text.push_str(&format!("{start},,0,0\n")),
            9 => {}
            _ => {
                let counted = 140 + month * 13 % 21;
                text.push_str(&format!("{start},{},{counted},200\n", f64::from(counted) / 200.0));
            }
        }
    }
    text
}

#[test]
fn a_monthly_rate_with_gaps_is_answered_in_the_stable_shape() {
    let words = ["--kind", "rate", "--target", "0.75", "--direction", "up", "--by", "2026-02-28"];
    let it = answer(&rate(), &[&words[..], &["--mode", "sustained:3", "--json"]].concat());
    assert_eq!(it["n"], 18);
    let p = it["p"].as_f64().expect("a probability");
    assert!((0.2..0.8).contains(&p), "{it}");
    assert!(it["p_lo"].as_f64() <= it["p"].as_f64() && it["p"].as_f64() <= it["p_hi"].as_f64());
    let step = it["step"]["p"].as_f64().expect("a step");
    assert!((0.5..=0.7).contains(&step), "{it}");
    assert_eq!(it["refused"], Value::Null);
    let words = ["--kind", "rate", "--target", "0.99", "--direction", "up", "--by", "2026-02-28"];
    let never = answer(&rate(), &[&words[..], &["--mode", "once", "--json"]].concat());
    assert_eq!(never["reached_before"]["share"], 0.0);
    assert_eq!(never["reached_before"]["last"], Value::Null);
    assert!(never["p"].as_f64().expect("a probability") < 0.05);
}

#[test]
fn too_little_history_is_refused_and_bad_words_are_an_error() {
    let words = ["--kind", "rate", "--target", "0.75", "--direction", "up", "--mode", "once", "--json"];
    let tiny = "period_start,value,numerator,denominator\n2026-01-05,0.75,3,4\n2026-01-12,1,4,4\n";
    let it = answer(tiny, &[&words[..], &["--by", "2026-06-30"]].concat());
    assert_eq!(it["p"], Value::Null);
    assert!(it["refused"].as_str().expect("a reason").contains("too little history"));
    assert!(it["band80"].is_array());
    let folder = tempfile::tempdir().expect("a folder");
    let output = assess(&folder, tiny, &[&words[..], &["--by", "tomorrow"]].concat());
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("maybe a date like 2026-06-30"));
}
