//! `cargo xtask codegen`: what is generated from the rules, written or compared.
//!
//! The results are committed and nobody edits them; `--check` fails where one is stale.

mod outputs;
mod pages;
mod registry;

pub(crate) use outputs::{check, write, write_registry};
