//! How far a run over the network is: a line that renews itself on a terminal, a line each ten seconds elsewhere.

use std::cell::Cell;
use std::fmt::Write as _;
use std::io::{self, IsTerminal as _, Write as _};

use notesmith_link_check::{Outcome, Progress, Snapshot};

use crate::escape::escape;
use crate::interrupt;
use crate::output;
use crate::report::count;

/// Ticks come once a second.
const TICKS_BETWEEN_LINES: u32 = 10;

/// Shows progress on standard error.
pub(crate) struct Meter {
    is_terminal: bool,
    ticks: Cell<u32>,
}

impl Meter {
    /// Makes a meter for the standard error of this process.
    pub(crate) fn new() -> Self {
        Self { is_terminal: io::stderr().is_terminal(), ticks: Cell::new(0) }
    }

    /// Takes the line away.
    pub(crate) fn clear(&self) {
        if self.is_terminal && self.ticks.get() > 0 {
            let _ = write!(io::stderr().lock(), "\r\u{1b}[K");
        }
    }
}

impl Progress for Meter {
    fn finished(&self, _: &Outcome) {}

    fn note(&self, text: &str) {
        self.clear();
        output::note(&escape(text));
    }

    fn is_stopped(&self) -> bool {
        interrupt::was_noticed()
    }

    fn tick(&self, snapshot: &Snapshot) {
        self.ticks.set(self.ticks.get() + 1);
        let line = line(snapshot);
        if self.is_terminal {
            let mut short: String = line.chars().take(output::width().saturating_sub(1)).collect();
            short.insert_str(0, "\r\u{1b}[K");
            let _ = io::stderr().lock().write_all(short.as_bytes());
        } else if self.ticks.get().is_multiple_of(TICKS_BETWEEN_LINES) {
            output::note(&line);
        }
    }
}

/// Words a snapshot: what is done, what is under way, who asked for a pause.
fn line(snapshot: &Snapshot) -> String {
    let mut line = format!("{} of {} pages, {} under way", snapshot.done, snapshot.total, snapshot.in_flight);
    if snapshot.hosts > 0 {
        let _ = write!(line, ", {} queued", count(snapshot.hosts, "host", "hosts"));
    }
    for waiting in snapshot.waiting.iter().take(3) {
        let (host, left) = (escape(&waiting.host), waiting.left.as_secs() + 1);
        let _ = write!(line, "; {host} asked for a pause, {left} s left for {}", waiting.requests);
    }
    line
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use notesmith_link_check::Waiting;

    use super::*;

    #[test]
    fn says_what_is_waiting_and_why() {
        let waiting = Waiting { host: "a.net".to_owned(), requests: 3, left: Duration::from_millis(1500) };
        let snapshot = Snapshot { done: 5, total: 9, in_flight: 1, hosts: 1, waiting: vec![waiting] };
        let expected = "5 of 9 pages, 1 under way, 1 host queued; a.net asked for a pause, 2 s left for 3";
        assert_eq!(line(&snapshot), expected);
    }
}
