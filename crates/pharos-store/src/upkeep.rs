//! Care of the database itself: is it whole, and is what was deleted gone from its file.

use sea_orm::{ConnectionTrait, DatabaseBackend, Statement};

use crate::{Result, Store};

impl Store {
    /// What is wrong with the database's own structures; empty where nothing is. PostgreSQL looks after itself (data
    /// checksums): there it is enough that it answers.
    ///
    /// # Errors
    /// A database that does not answer.
    pub async fn integrity(&self) -> Result<Vec<String>> {
        let database = self.database();
        if database.get_database_backend() != DatabaseBackend::Sqlite {
            database.ping().await?;
            return Ok(Vec::new());
        }
        let statement = Statement::from_string(DatabaseBackend::Sqlite, "PRAGMA integrity_check");
        let rows = database.query_all_raw(statement).await?;
        let words = rows.iter().map(|row| row.try_get_by_index::<String>(0));
        let mut faults = words.collect::<std::result::Result<Vec<_>, _>>()?;
        faults.retain(|word| word != "ok");
        Ok(faults)
    }

    /// Writes the database anew, so that nothing deleted is left in its file or its journal.
    ///
    /// # Errors
    /// The database; another connection that keeps a transaction open for long.
    pub async fn scrub(&self) -> Result<()> {
        let database = self.database();
        match database.get_database_backend() {
            DatabaseBackend::Sqlite => {
                database.execute_unprepared("VACUUM").await?;
                database.execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)").await?;
            }
            _ => {
                database.execute_unprepared("VACUUM FULL").await?;
            }
        }
        Ok(())
    }
}
