use super::*;
use crate::reference::{assert_near, expected, numbers, shared};

/// Columns of a data file: group, y, x.
fn table(text: &str, names: [&str; 2], x: Option<&str>) -> Vec<(String, f64, Vec<f64>)> {
    let cells = |line: &str| line.split(',').map(|it| it.trim_matches('"').to_owned()).collect::<Vec<_>>();
    let mut lines = text.lines();
    let header = cells(lines.next().unwrap());
    let place = |name: &str| header.iter().position(|it| it == name).unwrap();
    let [group, y] = names.map(place);
    let x = x.map(place);
    let row = |cells: Vec<String>| {
        let x = x.map(|it| cells[it].parse().unwrap()).into_iter().collect();
        (cells[group].clone(), cells[y].parse().unwrap(), x)
    };
    lines.filter(|it| !it.trim().is_empty()).map(|line| row(cells(line))).collect()
}

fn fitted(rows: &[(String, f64, Vec<f64>)]) -> RandomIntercept {
    let rows: Vec<Observation<'_>> =
        rows.iter().map(|it| Observation { group: &it.0, y: it.1, x: it.2.clone() }).collect();
    fit(&rows).unwrap()
}

#[test]
fn the_batches_of_dyestuff() {
    let Some(text) = shared("stats/dyestuff.csv", "the_batches_of_dyestuff") else { return };
    let found = fitted(&table(&text, ["Batch", "Yield"], None));
    let reference = &expected("B2.lmm_blup")["expected"]["dyestuff"];
    assert_near(found.group_sd, reference["sd_batch"].as_f64().unwrap(), 1e-3);
    assert_near(found.rest_sd, reference["sd_resid"].as_f64().unwrap(), 1e-3);
    assert_near(found.line[0], reference["mean"].as_f64().unwrap(), 1e-3);
    let batches = reference["ranef"].as_object().unwrap();
    assert_eq!(found.groups.len(), batches.len());
    for (name, value) in &found.groups {
        assert_near(*value, batches[name].as_f64().unwrap(), 1e-3);
    }
}

#[test]
fn the_drivers_who_did_not_sleep() {
    let Some(text) = shared("stats/sleepstudy.csv", "the_drivers_who_did_not_sleep") else { return };
    let found = fitted(&table(&text, ["Subject", "Reaction"], Some("Days")));
    let reference = &expected("B2.lmm_blup")["expected"]["sleepstudy_Days+(1|Subject)"];
    for (line, value) in found.line.iter().zip(numbers(&reference["fixef"])) {
        assert_near(*line, value, 1e-3);
    }
    assert_near(found.group_sd, reference["sd_subject"].as_f64().unwrap(), 1e-3);
    assert_near(found.rest_sd, reference["sd_resid"].as_f64().unwrap(), 1e-3);
    for (group, value) in found.groups.iter().zip(numbers(&reference["ranef_308_309_310"])) {
        assert_near(group.1, value, 1e-3);
    }
}

#[test]
fn groups_that_do_not_differ_are_shown_at_the_line() {
    let rows: Vec<_> = (0..24).map(|it| (format!("g{}", it % 4), f64::from(it / 4), Vec::new())).collect();
    let found = fitted(&rows);
    assert_near(found.group_sd, 0.0, 1e-9);
    assert!(found.groups.iter().all(|it| it.1.abs() < 1e-9));
}

#[test]
fn too_little_or_senseless_input_is_refused() {
    let one = |group, y: f64, x: &[f64]| Observation { group, y, x: x.to_vec() };
    assert_eq!(fit(&[]), None);
    assert_eq!(fit(&[one("a", 1.0, &[]), one("a", 2.0, &[]), one("a", 3.0, &[])]), None);
    let bent = [one("a", 1.0, &[1.0]), one("b", 2.0, &[]), one("a", 3.0, &[2.0]), one("b", 1.0, &[0.0])];
    assert_eq!(fit(&bent), None);
    let same: Vec<_> = (0..8).map(|it| one(if it < 4 { "a" } else { "b" }, f64::from(it), &[1.0])).collect();
    assert_eq!(fit(&same), None);
}
