//! The fact tables as data: columns, units, versions, Arrow schemas, row builders.
