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
mod identity;

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
    ($($test:ident),* $(,)?) => {
        mod on_sqlite {
            $(#[tokio::test]
            async fn $test() {
                let fresh = super::sqlite().await.expect("SQLite is always there");
                super::contract::$test(&fresh).await;
            })*
        }
        mod on_postgres {
            $(#[tokio::test]
            async fn $test() {
                if let Some(fresh) = super::postgres(stringify!($test)).await {
                    super::contract::$test(&fresh).await;
                }
            })*
        }
    };
}

contract!(
    sequences_grow_and_never_repeat,
    a_batch_is_in_the_next_snapshot,
    the_same_key_and_body_are_accepted_once,
    the_same_key_with_another_body_is_refused,
    a_publication_moves_heads_and_empties_the_inbox_at_once,
    a_publication_on_moved_heads_changes_nothing,
    a_publication_without_the_lease_changes_nothing,
    one_writer_at_a_time,
    a_dead_writers_import_has_failed,
    an_undone_import_takes_its_unknowns_back,
    an_aliased_unknown_is_known,
    a_store_opens_again_with_what_it_held,
    a_newer_format_is_refused,
);
