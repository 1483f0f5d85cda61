//! The router as a whole, with a centre of a few invented agents.
#![allow(clippy::expect_used)]

mod bringing;
mod centre;
mod cookies;
mod provider;
mod role_matrix;
mod schemas;
mod scopes;
mod single_sign_on;
