//! How fast one host is asked: a limit that grows with success and halves when the host complains.

use std::time::{Duration, Instant};

/// How many successes in a row raise the limit by one.
const SUCCESSES_TO_GROW: u32 = 10;
/// How many pauses in a row, without an answer between them, make a host hopeless.
const MOST_PAUSES: u32 = 4;

/// The pace of one host, or of a group of hosts.
#[derive(Debug)]
pub(crate) struct Pace {
    limit: usize,
    cap: usize,
    gap: Option<Duration>,
    in_flight: usize,
    successes: u32,
    next_start: Option<Instant>,
    paused_until: Option<Instant>,
    pauses: u32,
    waited: Duration,
    longest_wait: Duration,
    given_up: bool,
}

/// Whether a host may be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Readiness {
    /// At once.
    Now,
    /// Not before a moment.
    At(Instant),
    /// When one of its requests is done.
    Full,
    /// Not in this run: it asks for more patience than there is.
    Never,
}

impl Pace {
    pub(crate) fn new(start: usize, cap: usize, gap: Option<Duration>, longest_wait: Duration) -> Self {
        Self {
            limit: start.clamp(1, cap.max(1)),
            cap: cap.max(1),
            gap,
            in_flight: 0,
            successes: 0,
            next_start: None,
            paused_until: None,
            pauses: 0,
            waited: Duration::ZERO,
            longest_wait,
            given_up: false,
        }
    }

    /// Says whether a request may start now.
    pub(crate) fn readiness(&self, now: Instant) -> Readiness {
        if self.given_up {
            return Readiness::Never;
        }
        if self.in_flight >= self.limit {
            return Readiness::Full;
        }
        match self.paused_until.max(self.next_start) {
            Some(moment) if moment > now => Readiness::At(moment),
            _ => Readiness::Now,
        }
    }

    /// Notes that a request starts.
    pub(crate) fn start(&mut self, now: Instant) {
        self.in_flight += 1;
        self.next_start = self.gap.map(|gap| now + gap);
    }

    /// Notes that a request is over, whatever came of it.
    pub(crate) fn finish(&mut self) {
        self.in_flight -= 1;
    }

    /// Notes an answer that shows no sign of overload.
    pub(crate) fn succeed(&mut self) {
        self.pauses = 0;
        self.waited = Duration::ZERO;
        self.successes += 1;
        if self.successes >= SUCCESSES_TO_GROW && self.limit < self.cap {
            self.successes = 0;
            self.limit += 1;
        }
    }

    /// Notes that the host asks for a pause.
    pub(crate) fn pause(&mut self, now: Instant, wait: Duration) {
        self.successes = 0;
        let until = now + wait.min(self.longest_wait);
        let pausing = self.paused_until.is_some_and(|moment| moment > now);
        // Answers to requests that were under way when the pause began are no new complaint.
        if !pausing {
            self.limit = (self.limit / 2).max(1);
            self.pauses += 1;
            self.waited = self.waited.saturating_add(wait);
        }
        self.paused_until = self.paused_until.max(Some(until));
        let hopeless = self.pauses > MOST_PAUSES || self.waited > 2 * self.longest_wait;
        self.given_up |= wait > self.longest_wait || hopeless;
    }

    /// Notes that the next request is welcome only after a while, without a complaint about the last.
    pub(crate) fn hold(&mut self, now: Instant, wait: Duration) {
        self.paused_until = self.paused_until.max(Some(now + wait.min(self.longest_wait)));
        self.given_up |= wait > self.longest_wait;
    }

    /// Returns how long the host is paused for.
    pub(crate) fn left(&self, now: Instant) -> Option<Duration> {
        self.paused_until.map(|moment| moment.saturating_duration_since(now)).filter(|left| !left.is_zero())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: Duration = Duration::from_mins(1);
    const SECOND: Duration = Duration::from_secs(1);

    /// How many requests may start at `now` until the host is full.
    fn room(pace: &mut Pace, now: Instant) -> usize {
        let mut started = 0;
        while pace.readiness(now) == Readiness::Now {
            pace.start(now);
            started += 1;
        }
        for _ in 0..started {
            pace.finish();
        }
        started
    }

    #[test]
    fn ten_successes_raise_the_limit_up_to_the_cap() {
        let (mut pace, now) = (Pace::new(4, 6, None, MINUTE), Instant::now());
        let mut rooms = vec![room(&mut pace, now)];
        for _ in 0..3 {
            (0..10).for_each(|_| pace.succeed());
            rooms.push(room(&mut pace, now));
        }
        assert_eq!(rooms, [4, 5, 6, 6]);
    }

    #[test]
    fn a_complaint_halves_the_limit_once_and_pauses() {
        let (mut pace, now) = (Pace::new(4, 8, None, MINUTE), Instant::now());
        pace.pause(now, SECOND);
        pace.pause(now, 2 * SECOND);
        assert_eq!(pace.readiness(now), Readiness::At(now + 2 * SECOND));
        assert_eq!(room(&mut pace, now + 2 * SECOND), 2);
        pace.pause(now + 3 * SECOND, SECOND);
        assert_eq!(room(&mut pace, now + 4 * SECOND), 1);
        pace.pause(now + 5 * SECOND, SECOND);
        assert_eq!(room(&mut pace, now + 6 * SECOND), 1);
    }

    #[test]
    fn a_host_that_only_complains_is_given_up() {
        let (mut pace, mut now) = (Pace::new(4, 8, None, MINUTE), Instant::now());
        for _ in 0..4 {
            pace.pause(now, SECOND);
            now += SECOND;
            assert_eq!(pace.readiness(now), Readiness::Now);
        }
        pace.pause(now, SECOND);
        assert_eq!(pace.readiness(now), Readiness::Never);
    }

    #[test]
    fn an_answer_between_pauses_keeps_hope() {
        let (mut pace, mut now) = (Pace::new(4, 8, None, MINUTE), Instant::now());
        for _ in 0..20 {
            pace.pause(now, SECOND);
            now += SECOND;
            pace.succeed();
        }
        assert_eq!(pace.readiness(now), Readiness::Now);
    }

    #[test]
    fn a_pause_beyond_patience_ends_it() {
        let (mut pace, now) = (Pace::new(4, 8, None, MINUTE), Instant::now());
        pace.pause(now, MINUTE + SECOND);
        assert_eq!(pace.readiness(now), Readiness::Never);
    }

    #[test]
    fn a_gap_spaces_the_starts() {
        let (mut pace, now) = (Pace::new(4, 8, Some(SECOND), MINUTE), Instant::now());
        pace.start(now);
        assert_eq!(pace.readiness(now), Readiness::At(now + SECOND));
        assert_eq!(pace.readiness(now + SECOND), Readiness::Now);
    }
}
