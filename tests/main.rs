//! End-to-end tests of the built binary.

mod links;
#[path = "../crates/link-check/tests/server/mod.rs"]
mod server;
