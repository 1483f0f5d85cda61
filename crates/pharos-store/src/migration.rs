//! The tables of the records' database, made step by step; the same steps serve SQLite and PostgreSQL.

mod m0001_foundation;
mod m0003_keeping;
mod m0007_capacity;
mod m0008_views;

use sea_orm_migration::{MigrationTrait, MigratorTrait};

/// The list of steps.
pub(crate) struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_foundation::Migration),
            Box::new(m0003_keeping::Migration),
            Box::new(m0007_capacity::Migration),
            Box::new(m0008_views::Migration),
        ]
    }
}
