//! What a run tells while it goes on.

use std::time::Duration;

use crate::outcome::Outcome;

/// Listens to a run.
pub trait Progress {
    /// A link has its outcome.
    fn finished(&self, outcome: &Outcome);
    /// Called about once a second with the state of the run.
    fn tick(&self, snapshot: &Snapshot);
    /// Something that a person should know, in words, lower case and without a period.
    fn note(&self, text: &str);
    /// Tells whether somebody wants the run to end with what it has.
    fn is_stopped(&self) -> bool {
        false
    }
}

/// The state of a run at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snapshot {
    /// Requests that have their answer.
    pub done: usize,
    /// Requests of the plan.
    pub total: usize,
    /// Requests under way.
    pub in_flight: usize,
    /// Hosts that still have requests to be sent.
    pub hosts: usize,
    /// Hosts that asked for a pause, by name.
    pub waiting: Vec<Waiting>,
}

/// A host that asked for a pause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The host or the pattern of its rule.
    pub host: String,
    /// How many of its requests wait.
    pub requests: usize,
    /// How much longer.
    pub left: Duration,
}

/// Listens and says nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn finished(&self, _: &Outcome) {}
    fn tick(&self, _: &Snapshot) {}
    fn note(&self, _: &str) {}
}
