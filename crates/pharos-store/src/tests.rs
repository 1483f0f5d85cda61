//! One contract, two databases: SQLite always, PostgreSQL where `PHAROS_TEST_DATABASE_URL` names a server.
#![allow(clippy::expect_used)]

/// Runs functions of the module it stands in over both databases.
macro_rules! contract_of {
    ($($test:ident),* $(,)?) => {
        mod on_sqlite {
            $(#[tokio::test]
            async fn $test() {
                let fresh = crate::tests::sqlite().await.expect("SQLite is always there");
                super::$test(&fresh).await;
            })*
        }
        mod on_postgres {
            $(#[tokio::test]
            async fn $test() {
                if let Some(fresh) = crate::tests::postgres(stringify!($test)).await {
                    super::$test(&fresh).await;
                }
            })*
        }
    };
}

mod contract;
mod goals;
mod identity;
mod keeping;
mod kept;
mod people;
mod planning;

use sea_orm::{ConnectionTrait, Database};

use crate::{Place, Store};

/// The variable that names a PostgreSQL server on which schemas may be made.
const POSTGRES: &str = "PHAROS_TEST_DATABASE_URL";

/// A store of its own for one test.
struct Fresh {
    store: Store,
    place: Place,
    _folder: Option<tempfile::TempDir>,
}

async fn sqlite() -> Option<Fresh> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let place = Place::Folder(folder.path().to_owned());
    let store = Store::open(&place).await.expect("a new store opens");
    Some(Fresh { store, place, _folder: Some(folder) })
}

async fn postgres(test: &str) -> Option<Fresh> {
    let Ok(url) = std::env::var(POSTGRES) else {
        eprintln!("skipped: {test} on PostgreSQL ({POSTGRES} is not set)");
        return None;
    };
    let schema = format!("test_{}", uuid::Uuid::new_v4().simple());
    let server = Database::connect(&url).await.expect("the PostgreSQL server answers");
    server.execute_unprepared(&format!("CREATE SCHEMA {schema}")).await.expect("a schema can be made");
    let separator = if url.contains('?') { '&' } else { '?' };
    let place = Place::Url(format!("{url}{separator}options%5Bsearch_path%5D={schema}"));
    let store = Store::open(&place).await.expect("a new store opens");
    Some(Fresh { store, place, _folder: None })
}

/// Runs each function of the contract over both databases.
macro_rules! contract {
    ($($file:ident: $test:ident),* $(,)?) => {
        mod on_sqlite {
            $(#[tokio::test]
            async fn $test() {
                let fresh = super::sqlite().await.expect("SQLite is always there");
                super::$file::$test(&fresh).await;
            })*
        }
        mod on_postgres {
            $(#[tokio::test]
            async fn $test() {
                if let Some(fresh) = super::postgres(stringify!($test)).await {
                    super::$file::$test(&fresh).await;
                }
            })*
        }
    };
}

contract!(
    contract: sequences_grow_and_never_repeat,
    contract: a_batch_is_in_the_next_snapshot,
    contract: the_same_key_and_body_are_accepted_once,
    contract: the_same_key_with_another_body_is_refused,
    contract: a_publication_moves_heads_and_empties_the_inbox_at_once,
    contract: a_publication_on_moved_heads_changes_nothing,
    contract: a_publication_without_the_lease_changes_nothing,
    contract: one_writer_at_a_time,
    contract: a_dead_writers_import_has_failed,
    contract: an_undone_import_takes_its_unknowns_back,
    contract: an_aliased_unknown_is_known,
    contract: a_store_opens_again_with_what_it_held,
    contract: a_newer_format_is_refused,
    keeping: files_come_and_go_with_their_head,
    keeping: a_request_to_erase_is_noted_once,
    keeping: a_person_leaves_every_table,
    keeping: records_are_copied_and_come_back,
    people: a_record_and_its_fact_come_together,
    people: who_changes_what_was_changed_meanwhile_is_told,
    people: a_pulse_is_answered_once_and_without_a_name,
    people: a_calendars_address_is_known_by_its_hash_until_taken_back,
    planning: a_published_forecast_stays_as_it_was,
    planning: a_forecast_becomes_the_plan_once,
    planning: changes_of_a_forecast_come_in_their_order,
    planning: an_event_is_in_force_until_it_is_taken_back,
    planning: decisions_belong_to_their_series,
    planning: a_kept_plan_is_seen_by_its_maker_and_when_shared_by_others,
);

#[tokio::test]
async fn a_full_disk_is_told_and_nothing_is_accepted_until_there_is_space() {
    let fresh = sqlite().await.expect("SQLite is always there");
    limit_pages(&fresh.store, 1).await;
    let facts: Vec<crate::NewFact> =
        (0..5_000).map(|number| contract::fact(&number.to_string(), true)).collect();
    let refused = fresh.store.accept(None, &facts, 1).await.expect_err("refused");
    assert!(refused.is_disk_full(), "{refused}");
    assert_eq!(fresh.store.inbox_len().await.expect("a count"), 0);
    limit_pages(&fresh.store, 1_000_000_000).await;
    fresh.store.accept(None, &facts, 1).await.expect("accepted");
    assert_eq!(fresh.store.inbox_len().await.expect("a count"), 5_000);
}

/// Sets how large the database may become, on every connection of the pool: all of them are held at once.
async fn limit_pages(store: &Store, pages: u32) {
    let mut held = Vec::new();
    for _ in 0..8 {
        let transaction = store.read().await.expect("a connection");
        // The least it can be is what is there.
        transaction.execute_unprepared(&format!("PRAGMA max_page_count = {pages}")).await.expect("a limit");
        held.push(transaction);
    }
    for transaction in held {
        transaction.commit().await.expect("given back");
    }
}
