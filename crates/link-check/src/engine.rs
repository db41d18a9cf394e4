//! The run: starts requests as hosts have room, and passes answers on until each page has its verdict.
//!
//! One task owns all state; requests are tasks of their own that only bring an answer back. A job that waits,
//! for its host or for a pause, sits in the queue and holds nothing.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use rustc_hash::{FxHashMap, FxHashSet};
use tokio::task::JoinSet;
use url::Url;

use crate::body::Budget;
use crate::client::Clients;
use crate::exchange::{Answer, Ask, Question, exchange};
use crate::failure::{Failure, FailureKind};
use crate::github;
use crate::job::{Finding, Job, Pass};
use crate::judge::{self, Next};
use crate::known_page::etag_of;
use crate::options::Options;
use crate::outcome::{Outcome, Verdict};
use crate::plan::Plan;
use crate::progress::{Progress, Snapshot, Waiting};
use crate::queue::{JobId, LaneId, Queue, Turn};
use crate::retry_after::asked_pause;

const TICK: Duration = Duration::from_secs(1);
/// How long a wish to stop may go unheard.
const HEARING: Duration = Duration::from_millis(100);
/// The pause after a 429 that does not name one.
const UNNAMED_PAUSE: Duration = Duration::from_secs(1);

/// A run that could not begin.
#[derive(Debug)]
pub struct StartError(std::io::Error);

impl StartError {
    pub(crate) fn new(error: std::io::Error) -> Self {
        Self(error)
    }
}

impl fmt::Display for StartError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "cannot start the network runtime: {}", self.0)
    }
}

impl std::error::Error for StartError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

/// Checks all URLs of a plan and returns one outcome for each, sorted by URL. Blocks until all are known, or until
/// [`Progress::is_stopped`]: then only those that are known have an outcome.
///
/// # Errors
///
/// Returns an error when the system gives no resources to start; faults of the network are verdicts.
pub fn check(plan: &Plan, options: &Options, progress: &dyn Progress) -> Result<Vec<Outcome>, StartError> {
    let mut outcomes = plan.settled().to_vec();
    if plan.requests() > 0 {
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(StartError)?;
        let mut run = Run::new(plan, options, progress);
        runtime.block_on(async {
            run.ask_github().await;
            run.queue_all();
            run.until_settled().await;
        });
        outcomes.append(&mut run.outcomes);
        // A name lookup that hangs in the system must not hold the process up.
        runtime.shutdown_background();
    }
    outcomes.sort_by(|a, b| a.url.cmp(&b.url));
    Ok(outcomes)
}

struct Run<'a> {
    plan: &'a Plan,
    options: &'a Options,
    progress: &'a dyn Progress,
    clients: Clients,
    jobs: Vec<Job>,
    queue: Queue,
    budget: Arc<Budget>,
    under_way: JoinSet<Return>,
    parked: Vec<(JobId, Finding)>,
    /// Hosts that could not be reached at all in this pass: their other pages are not asked one by one.
    unreachable: FxHashMap<String, Finding>,
    /// Hosts that answered at least once.
    answered: FxHashSet<String>,
    /// What GitHub's API settled.
    by_api: FxHashSet<JobId>,
    settled: usize,
    outcomes: Vec<Outcome>,
}

/// What a request brings back.
struct Return {
    job: JobId,
    lane: LaneId,
    took: Duration,
    result: Result<Answer, Failure>,
}

impl<'a> Run<'a> {
    fn new(plan: &'a Plan, options: &'a Options, progress: &'a dyn Progress) -> Self {
        Self {
            plan,
            options,
            progress,
            clients: Clients::new(options),
            jobs: plan.pages().iter().map(|page| Job::new(page, options.look)).collect(),
            queue: Queue::new(),
            budget: Arc::new(Budget::new()),
            under_way: JoinSet::new(),
            parked: Vec::new(),
            unreachable: FxHashMap::default(),
            answered: FxHashSet::default(),
            by_api: FxHashSet::default(),
            settled: 0,
            outcomes: Vec::new(),
        }
    }

    /// Settles what GitHub's API knows to be there, if there is a token for it.
    async fn ask_github(&mut self) {
        let Some(api) = &self.options.github else { return };
        match github::ask(api, self.plan.pages(), &mut self.clients, self.options).await {
            Ok(found) => {
                for (id, finding) in found {
                    self.by_api.insert(id);
                    self.settle(id, &finding);
                }
            }
            Err(why) => self.progress.note(&format!("GitHub's API is of no use, the site is asked: {why}")),
        }
    }

    /// Queues all jobs that are not settled, each with its host.
    fn queue_all(&mut self) {
        for job in (0..self.jobs.len()).filter(|job| !self.by_api.contains(job)) {
            let lane = self.queue.lane_of(&self.jobs[job].at, self.options);
            self.queue.push(job, lane);
        }
    }

    async fn until_settled(&mut self) {
        let mut next_tick = Instant::now() + TICK;
        while !self.progress.is_stopped() {
            self.start_all();
            // Timers that are due mean nothing while there is no room.
            let has_room = self.under_way.len() < self.options.in_flight;
            let wake = self.queue.wake_at().filter(|_| has_room);
            if self.under_way.is_empty() && wake.is_none() {
                if self.begin_second_pass() {
                    continue;
                }
                return;
            }
            let alarm = wake.map_or(next_tick, |wake| wake.min(next_tick)).min(Instant::now() + HEARING);
            tokio::select! {
                Some(returned) = self.under_way.join_next() => match returned {
                    Ok(returned) => self.receive(returned),
                    Err(error) => std::panic::resume_unwind(error.into_panic()),
                },
                () = tokio::time::sleep_until(alarm.into()) => {
                    if Instant::now() >= next_tick {
                        next_tick = Instant::now() + TICK;
                        self.progress.tick(&self.snapshot());
                    }
                }
            }
        }
    }

    fn start_all(&mut self) {
        while self.under_way.len() < self.options.in_flight {
            match self.queue.next(Instant::now()) {
                Some(Turn::Start(job, lane)) => self.start(job, lane),
                Some(Turn::GiveUp(job)) => self.settle(job, &judge::given_up()),
                None => return,
            }
        }
    }

    fn start(&mut self, id: JobId, lane: LaneId) {
        if let Some(next) = self.obstacle(id) {
            self.queue.finish(lane);
            self.go_on(id, next);
            return;
        }
        let job = &mut self.jobs[id];
        if self.queue.lane(lane).head_refused && job.ask == Ask::Head {
            job.use_get();
        }
        // `obstacle` asked the policy just now; asking again keeps the reach out of the job's state.
        let client = self
            .options
            .egress
            .admit(&job.at, job.redirected_by)
            .map_err(|refusal| refusal.to_string())
            .and_then(|reach| self.clients.get(&job.at, reach));
        let client = match client {
            Ok(client) => client,
            Err(why) => {
                self.queue.finish(lane);
                self.settle(id, &Finding::new(Verdict::Transient, None, why));
                return;
            }
        };
        let left = self.options.link_deadline.saturating_sub(job.spent);
        let question = Question {
            url: job.at.clone(),
            ask: job.ask,
            cookies: job.chain.cookies_for(&job.at),
            unless: job.condition(),
            headers: self.options.headers.iter().filter_map(|header| header.for_url(&job.at)).collect(),
            timeout: self.options.timeout.min(left),
        };
        let budget = Arc::clone(&self.budget);
        self.under_way.spawn(async move {
            let began = Instant::now();
            let result = exchange(client, question, &budget).await;
            Return { job: id, lane, took: began.elapsed(), result }
        });
    }

    /// What keeps a job from being asked at all.
    fn obstacle(&self, id: JobId) -> Option<Next> {
        let job = &self.jobs[id];
        if let Err(refusal) = self.options.egress.admit(&job.at, job.redirected_by) {
            let redirected = if job.chain.is_empty() { "" } else { "redirects to: " };
            let reason = format!("{redirected}{refusal}");
            return Some(Next::Done(Finding::new(Verdict::Refused, None, reason)));
        }
        if let Some(finding) = self.unreachable.get(authority(&job.at)) {
            return Some(match job.pass {
                Pass::First => Next::Park(finding.clone()),
                Pass::Second => Next::Done(finding.clone()),
            });
        }
        judge::out_of_time(job, self.options)
    }

    fn receive(&mut self, returned: Return) {
        let Return { job: id, lane, took, result } = returned;
        let job = &mut self.jobs[id];
        job.spent += took;
        let next = match result {
            Ok(mut answer) => {
                if self.options.proxy.is_some() {
                    // The proxy's own address says nothing about that of the page.
                    answer.peer = None;
                }
                job.etag = etag_of(&answer.headers).map(str::to_owned);
                self.answered.insert(authority(&job.at).to_owned());
                let lane = self.queue.lane(lane);
                lane.head_refused |= judge::shows_head_refused(job, &answer);
                mark_pace(&mut lane.pace, &answer, job.pauses);
                judge::judge_answer(job, &mut answer, self.options)
            }
            Err(failure) => {
                let key = authority(&job.at).to_owned();
                let next = judge::judge_failure(job, &failure, self.options);
                let is_host = matches!(failure.kind, FailureKind::NoSuchName | FailureKind::Unreachable);
                if let (true, Next::Park(finding) | Next::Done(finding)) = (is_host, &next)
                    && !self.answered.contains(&key)
                {
                    self.unreachable.insert(key, finding.clone());
                }
                next
            }
        };
        self.queue.finish(lane);
        self.go_on(id, next);
    }

    fn go_on(&mut self, id: JobId, next: Next) {
        match next {
            Next::Done(finding) => self.settle(id, &finding),
            Next::Park(finding) => self.parked.push((id, finding)),
            Next::Again => {
                let lane = self.queue.lane_of(&self.jobs[id].at, self.options);
                self.queue.push_front(id, lane);
            }
            Next::After(pause) => {
                let lane = self.queue.lane_of(&self.jobs[id].at, self.options);
                self.queue.push_at(id, lane, Instant::now() + pause);
            }
        }
    }

    /// Queues what failed for the moment once more; says whether there was anything.
    fn begin_second_pass(&mut self) -> bool {
        self.unreachable.clear();
        let again = Instant::now() + 2 * self.options.back_off;
        let parked = std::mem::take(&mut self.parked);
        for (id, _) in &parked {
            self.jobs[*id].enter_second_pass();
            let lane = self.queue.lane_of(&self.jobs[*id].at, self.options);
            self.queue.push_at(*id, lane, again);
        }
        !parked.is_empty()
    }

    /// Gives each link of a page its outcome.
    fn settle(&mut self, id: JobId, finding: &Finding) {
        self.settled += 1;
        let job = &self.jobs[id];
        let page = job.learnt(finding);
        for link in &self.plan.pages()[id].links {
            let fragment = link.fragment.as_deref();
            let missing = judge::without_anchor(job, link, finding);
            let finding = missing.as_ref().unwrap_or(finding);
            let outcome = Outcome {
                url: link.url.clone(),
                verdict: finding.verdict,
                status: finding.status,
                reason: finding.reason.clone(),
                final_url: (!job.chain.is_empty()).then(|| judge::with_fragment(&job.at, fragment)),
                suggestion: finding.moved_to.as_ref().map(|url| judge::with_fragment(url, fragment)),
                from_cache: false,
                page: page.clone(),
            };
            self.progress.finished(&outcome);
            self.outcomes.push(outcome);
        }
        // Anchors of many pages are much to keep.
        self.jobs[id].page = None;
    }

    fn snapshot(&self) -> Snapshot {
        let now = Instant::now();
        let mut waiting: Vec<Waiting> = self
            .queue
            .busy()
            .filter_map(|(lane, requests)| {
                lane.pace.left(now).map(|left| Waiting { host: lane.name.clone(), requests, left })
            })
            .collect();
        waiting.sort_by(|a, b| a.host.cmp(&b.host));
        Snapshot {
            done: self.settled,
            total: self.jobs.len(),
            in_flight: self.under_way.len(),
            hosts: self.queue.busy().count(),
            waiting,
        }
    }
}

/// Slows a host down, or lets it speed up, after an answer.
pub(crate) fn mark_pace(pace: &mut crate::pace::Pace, answer: &Answer, pauses: u8) {
    let asked = asked_pause(&answer.headers, SystemTime::now());
    let now = Instant::now();
    match (answer.status, asked) {
        (429, asked) => pace.pause(now, asked.unwrap_or(UNNAMED_PAUSE * 2_u32.pow(u32::from(pauses.min(4))))),
        (503, Some(asked)) => pace.pause(now, asked),
        (_, asked) => {
            if answer.status < 500 {
                pace.succeed();
            }
            if let Some(asked) = asked {
                pace.hold(now, asked);
            }
        }
    }
}

/// The part of a URL that names the server.
fn authority(url: &Url) -> &str {
    url.authority()
}
