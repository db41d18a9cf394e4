//! Who is next: one queue for each host, served in turn.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};
use std::time::Instant;

use rustc_hash::FxHashMap;
use url::Url;

use crate::options::{HostRule, Options};
use crate::pace::{Pace, Readiness};

/// The number of a job in the plan.
pub(crate) type JobId = usize;
/// The number of a lane.
pub(crate) type LaneId = usize;

/// All requests of one host, or of the hosts that one rule groups, and their pace.
#[derive(Debug)]
pub(crate) struct Lane {
    pub(crate) name: String,
    pub(crate) pace: Pace,
    pub(crate) head_refused: bool,
    waiting: VecDeque<JobId>,
    /// Whether the lane is in the ring or has a timer, so that it is never there twice.
    listed: bool,
}

/// The lanes, the ring of those that may have room, and the timers of those that pause.
#[derive(Debug)]
pub(crate) struct Queue {
    lanes: Vec<Lane>,
    by_name: FxHashMap<String, LaneId>,
    ring: VecDeque<LaneId>,
    timers: BinaryHeap<Reverse<(Instant, Timer)>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Timer {
    Lane(LaneId),
    Job(JobId, LaneId),
}

/// What the queue hands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    /// This job may start; its lane has counted it.
    Start(JobId, LaneId),
    /// This job's host is asked no more.
    GiveUp(JobId),
}

impl Queue {
    pub(crate) fn new() -> Self {
        Self {
            lanes: Vec::new(),
            by_name: FxHashMap::default(),
            ring: VecDeque::new(),
            timers: BinaryHeap::new(),
        }
    }

    /// Returns the lane of a URL's host, made when it is new.
    pub(crate) fn lane_of(&mut self, url: &Url, options: &Options) -> LaneId {
        let name = lane_name(url, options);
        if let Some(lane) = self.by_name.get(&name) {
            return *lane;
        }
        let pace = pace_of(rule_of(url, options), options);
        self.lanes.push(Lane {
            name: name.clone(),
            pace,
            head_refused: false,
            waiting: VecDeque::new(),
            listed: false,
        });
        self.by_name.insert(name, self.lanes.len() - 1);
        self.lanes.len() - 1
    }

    pub(crate) fn lane(&mut self, lane: LaneId) -> &mut Lane {
        &mut self.lanes[lane]
    }

    /// Puts a job at the end of its lane.
    pub(crate) fn push(&mut self, job: JobId, lane: LaneId) {
        self.lanes[lane].waiting.push_back(job);
        self.list(lane);
    }

    /// Puts a job at the front of its lane: it was asked before, and goes on before others begin.
    pub(crate) fn push_front(&mut self, job: JobId, lane: LaneId) {
        self.lanes[lane].waiting.push_front(job);
        self.list(lane);
    }

    /// Puts a job at the front of its lane at a later moment.
    pub(crate) fn push_at(&mut self, job: JobId, lane: LaneId, moment: Instant) {
        self.timers.push(Reverse((moment, Timer::Job(job, lane))));
    }

    /// Notes that a request of a lane is over, so that the lane has room again.
    pub(crate) fn finish(&mut self, lane: LaneId) {
        self.lanes[lane].pace.finish();
        self.list(lane);
    }

    fn list(&mut self, lane: LaneId) {
        let entry = &mut self.lanes[lane];
        if !entry.listed && !entry.waiting.is_empty() {
            entry.listed = true;
            self.ring.push_back(lane);
        }
    }

    /// Returns the next job that may start, each lane in its turn.
    pub(crate) fn next(&mut self, now: Instant) -> Option<Turn> {
        self.ring_timers(now);
        while let Some(lane) = self.ring.pop_front() {
            let entry = &mut self.lanes[lane];
            entry.listed = false;
            if entry.waiting.is_empty() {
                continue;
            }
            match entry.pace.readiness(now) {
                Readiness::Now => {
                    let job = entry.waiting.pop_front()?;
                    entry.pace.start(now);
                    self.list(lane);
                    return Some(Turn::Start(job, lane));
                }
                Readiness::Never => {
                    let job = entry.waiting.pop_front()?;
                    self.list(lane);
                    return Some(Turn::GiveUp(job));
                }
                Readiness::At(moment) => {
                    entry.listed = true;
                    self.timers.push(Reverse((moment, Timer::Lane(lane))));
                }
                // `finish` lists the lane again.
                Readiness::Full => {}
            }
        }
        None
    }

    fn ring_timers(&mut self, now: Instant) {
        while let Some(Reverse((moment, timer))) = self.timers.peek().copied() {
            if moment > now {
                break;
            }
            self.timers.pop();
            match timer {
                Timer::Lane(lane) => {
                    self.lanes[lane].listed = false;
                    self.list(lane);
                }
                Timer::Job(job, lane) => self.push_front(job, lane),
            }
        }
    }

    /// Returns the moment at which something may start, if nothing finishes before.
    pub(crate) fn wake_at(&self) -> Option<Instant> {
        self.timers.peek().map(|Reverse((moment, _))| *moment)
    }

    /// Returns the lanes that still have requests to be sent, each with their number.
    pub(crate) fn busy(&self) -> impl Iterator<Item = (&Lane, usize)> {
        self.lanes.iter().filter(|lane| !lane.waiting.is_empty()).map(|lane| (lane, lane.waiting.len()))
    }
}

fn rule_of<'a>(url: &Url, options: &'a Options) -> Option<&'a HostRule> {
    let host = url.host_str().unwrap_or_default();
    options.hosts.iter().find(|rule| rule.matches(host))
}

/// Returns the name of the lane that a URL belongs to: its rule's pattern, or its host with the port.
pub(crate) fn lane_name(url: &Url, options: &Options) -> String {
    let host = url.host_str().unwrap_or_default();
    match (rule_of(url, options), url.port()) {
        (Some(rule), _) => rule.pattern.clone(),
        (None, Some(port)) => format!("{host}:{port}"),
        (None, None) => host.to_owned(),
    }
}

fn pace_of(rule: Option<&HostRule>, options: &Options) -> Pace {
    let cap = rule.and_then(|rule| rule.at_once).unwrap_or(options.host_cap);
    Pace::new(options.host_start, cap, rule.and_then(|rule| rule.gap), options.longest_wait)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    /// Queues one job for each URL and returns the order in which they start while none finishes.
    fn starts(urls: &[&str], options: &Options) -> Vec<JobId> {
        let mut queue = Queue::new();
        for (job, url) in urls.iter().enumerate() {
            let lane = queue.lane_of(&Url::parse(url).expect("a valid URL"), options);
            queue.push(job, lane);
        }
        let now = Instant::now();
        std::iter::from_fn(|| queue.next(now))
            .map(|turn| match turn {
                Turn::Start(job, _) => job,
                Turn::GiveUp(job) => panic!("gave up {job}"),
            })
            .collect()
    }

    #[test]
    fn hosts_take_turns() {
        let urls = ["http://a/1", "http://a/2", "http://a/3", "http://b/1", "http://b/2", "http://c/1"];
        assert_eq!(starts(&urls, &Options::default()), [0, 3, 5, 1, 4, 2]);
    }

    #[test]
    fn a_full_host_waits() {
        let options = Options { host_start: 2, ..Options::default() };
        let urls = ["http://a/1", "http://a/2", "http://a/3", "http://a:81/1", "https://a/4"];
        assert_eq!(starts(&urls, &options), [0, 3, 1]);
    }

    #[test]
    fn a_rule_groups_hosts() {
        let rule = HostRule { pattern: "*.img.net".to_owned(), at_once: Some(1), gap: None };
        let options = Options { hosts: vec![rule], ..Options::default() };
        assert_eq!(starts(&["http://a.img.net/", "http://b.img.net/", "http://img.net/"], &options), [0, 2]);
    }

    #[test]
    fn a_pausing_lane_wakes_by_its_timer_and_a_job_by_its_own() {
        let (mut queue, options, now) = (Queue::new(), Options::default(), Instant::now());
        let second = Duration::from_secs(1);
        let lane = queue.lane_of(&Url::parse("http://a/").expect("a valid URL"), &options);
        queue.push(0, lane);
        queue.push_at(1, lane, now + 3 * second);
        queue.lane(lane).pace.pause(now, 2 * second);
        assert_eq!(queue.next(now), None);
        assert_eq!(queue.wake_at(), Some(now + 2 * second));
        assert_eq!(queue.next(now + 2 * second), Some(Turn::Start(0, lane)));
        assert_eq!(queue.next(now + 2 * second), None);
        assert_eq!(queue.wake_at(), Some(now + 3 * second));
        assert_eq!(queue.next(now + 3 * second), Some(Turn::Start(1, lane)));
    }

    #[test]
    fn a_hopeless_host_gives_its_jobs_back() {
        let (mut queue, options, now) = (Queue::new(), Options::default(), Instant::now());
        let lane = queue.lane_of(&Url::parse("http://a/").expect("a valid URL"), &options);
        queue.push(0, lane);
        queue.push(1, lane);
        queue.lane(lane).pace.pause(now, options.longest_wait * 2);
        assert_eq!(queue.next(now), Some(Turn::GiveUp(0)));
        assert_eq!(queue.next(now), Some(Turn::GiveUp(1)));
        assert_eq!(queue.next(now), None);
    }
}
