#![allow(clippy::expect_used)]

use std::sync::Arc;
use std::time::Duration;

use super::*;

fn of(login: &str, address: &str) -> Vec<Counted> {
    vec![Counted::UserAt(login.to_owned(), address.to_owned()), Counted::Address(address.to_owned())]
}

#[test]
fn a_thousand_at_once_are_no_more_than_the_bucket_holds() {
    let slowdown = Arc::new(Slowdown::default());
    let now = Instant::now();
    let attempts: Vec<_> = (0..1_000)
        .map(|_| {
            let slowdown = Arc::clone(&slowdown);
            std::thread::spawn(move || slowdown.take(&of("noa", "10.0.0.1"), now).is_ok())
        })
        .collect();
    let looked_at = attempts.into_iter().filter_map(|it| it.join().ok()).filter(|&ok| ok).count();
    assert_eq!(looked_at, 5);
}

#[test]
fn buckets_fill_again_and_a_success_counts_for_nothing() {
    let slowdown = Slowdown::default();
    let start = Instant::now();
    for _ in 0..5 {
        slowdown.take(&of("noa", "a"), start).expect("free");
    }
    assert_eq!(slowdown.take(&of("noa", "a"), start), Err(60));
    assert_eq!(slowdown.take(&of("noa", "a"), start + Duration::from_secs(45)), Err(15));
    slowdown.take(&of("noa", "a"), start + Duration::from_secs(60)).expect("one more a minute");
    assert_eq!(slowdown.take(&of("noa", "a"), start + Duration::from_secs(60)), Err(60));
    // Her colleague and she herself elsewhere are not held up.
    slowdown.take(&of("dana", "a"), start).expect("another user");
    slowdown.take(&of("noa", "b"), start).expect("another address");
    for _ in 0..100 {
        slowdown.take(&of("eve", "c"), start).expect("free");
        slowdown.give_back(&of("eve", "c"), start);
    }
}

#[test]
fn an_address_that_tries_many_names_is_slowed() {
    let slowdown = Slowdown::default();
    let now = Instant::now();
    let let_in =
        (0..1_000).filter(|user| slowdown.take(&of(&format!("user {user}"), "a"), now).is_ok()).count();
    assert_eq!(let_in, 40);
}
