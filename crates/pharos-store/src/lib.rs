//! Records: what people decide, and the inbox of facts. SQLite or PostgreSQL through sea-orm.
