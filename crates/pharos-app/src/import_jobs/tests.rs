#![allow(clippy::expect_used)]

use super::*;

#[test]
fn of_the_jobs_that_ended_the_oldest_are_forgotten() {
    let jobs = ImportJobs::default();
    let running = jobs.begin("noa", Some(10));
    let first = jobs.begin("noa", None);
    jobs.end(&first, Some("1".to_owned()), None);
    for _ in 0..KEPT_MAX {
        let id = jobs.begin("noa", None);
        jobs.end(&id, None, Some("no".to_owned()));
    }
    assert_eq!(jobs.view(&first, |_| true), None);
    jobs.progress(&running, 7);
    let view = jobs.view(&running, |_| true).expect("what runs is kept");
    assert_eq!((view.state, view.records, view.records_about), ("running", 7, Some(10)));
}
