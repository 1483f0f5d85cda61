//! The metric language and the catalogue: one file, one metric.
//!
//! A metric file says what is measured (measures over relations), how the measures become one number (a formula), how sure
//! the number is (interval method, least n), when it is final, and in four languages what it means. Nothing else in the
//! product knows a formula: the engine compiles the file to a plan, once for raw rows and once for roll-ups.
//!
//! The language is described in `docs/metric-language.md`.

mod catalogue;
mod check;
mod expression;
mod file;
mod meaning;
mod relation;

pub use catalogue::{Catalogue, CatalogueError, TERMS};
pub use check::{CheckError, check};
pub use expression::{Bindings, Expression, ExpressionError, Literal, Names, literal, nearest};
pub use file::{
    Aggregate, FinalAfter, IntervalMethod, Language, Measure, Metric, Over, ParamValue, Per, Text,
};
pub use meaning::{Meaning, Terms, meaning};
pub use relation::{Clock, DIMENSIONS, DerivedColumn, Dimension, RELATIONS, Relation, dimension, relation};
