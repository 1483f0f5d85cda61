//! The crate against values from outside it.

mod february;
mod publications;
mod reference;
mod staffing_reference;
