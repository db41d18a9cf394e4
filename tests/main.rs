//! End-to-end tests of the built binary: transcripts of the console, and what no transcript can show.

mod addresses;
mod bad_input;
mod configuration;
mod dictionary;
mod diffs;
mod export;
mod fixtures;
mod hostile_input;
mod html_page;
mod ignored_files;
mod japanese;
mod links;
mod markdownlint_config;
mod notes;
mod numbering;
mod own_documents;
mod renumber;
mod reports;
mod roots;
#[path = "../crates/link-check/tests/server/mod.rs"]
mod server;
mod slips;
mod spacing;
mod terms;
mod transcripts;
mod unrendered;
mod web_images;
