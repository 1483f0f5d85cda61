//! The tables of the records' database, made step by step; the same steps serve SQLite and PostgreSQL.

mod m0001_foundation;
mod m0002_identity;
mod m0003_keeping;
mod m0004_goals;
mod m0005_people;
mod m0006_planning;
mod m0007_capacity;
mod m0008_views;
mod m0009_day;
mod m0010_brought_in_by;

use sea_orm_migration::{MigrationTrait, MigratorTrait};

/// The list of steps.
pub(crate) struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_foundation::Migration),
            Box::new(m0002_identity::Migration),
            Box::new(m0003_keeping::Migration),
            Box::new(m0004_goals::Migration),
            Box::new(m0005_people::Migration),
            Box::new(m0006_planning::Migration),
            Box::new(m0007_capacity::Migration),
            Box::new(m0008_views::Migration),
            Box::new(m0009_day::Migration),
            Box::new(m0010_brought_in_by::Migration),
        ]
    }
}
