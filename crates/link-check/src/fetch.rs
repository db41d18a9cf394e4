//! Downloads of files, such as images, by the rules by which links are followed: egress, pace, redirects.

use std::time::{Duration, Instant};

use reqwest::Client;
use reqwest::header::{ACCEPT, CONTENT_ENCODING, COOKIE, HeaderMap};
use rustc_hash::FxHashSet;
use tokio::task::JoinSet;
use tokio::time::timeout;
use url::Url;

use crate::address::AddressClass;
use crate::chain::Chain;
use crate::client::Clients;
use crate::engine::{StartError, mark_pace};
use crate::exchange::Answer;
use crate::failure::{Failure, FailureKind};
use crate::judge::status_words;
use crate::options::Options;
use crate::queue::{JobId, LaneId, Queue, Turn};
use crate::redact::strip_userinfo;

/// Bodies are held whole, so that fewer of them may be under way than answers of a check.
const AT_ONCE: usize = 16;
/// How often one file may be answered with 429.
const MOST_PAUSES: u8 = 4;

/// What gets each URL with its bytes, or the reason why there are none.
pub type Taker<'a> = dyn FnMut(&str, Result<Vec<u8>, String>) + 'a;

/// Downloads each distinct URL once, and gives it to `take` with its bytes, or why there are none, as it comes.
/// Blocks until all are settled.
///
/// A file larger than `most_bytes` is not taken.
///
/// # Errors
/// Returns an error when the system gives no resources to start; faults of the network go to `take`.
pub fn fetch(
    urls: &[String],
    most_bytes: usize,
    options: &Options,
    take: &mut Taker<'_>,
) -> Result<(), StartError> {
    let mut seen = FxHashSet::default();
    let mut run = Run {
        options,
        most_bytes,
        clients: Clients::new(options),
        queue: Queue::new(),
        transfers: Vec::new(),
        under_way: JoinSet::new(),
        take,
    };
    for url in urls.iter().filter(|url| seen.insert(url.as_str())) {
        run.enqueue(url);
    }
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(StartError::new)?;
    runtime.block_on(run.until_settled());
    // A name lookup that hangs in the system must not hold the process up.
    runtime.shutdown_background();
    Ok(())
}

struct Run<'a> {
    options: &'a Options,
    most_bytes: usize,
    clients: Clients,
    queue: Queue,
    transfers: Vec<Transfer>,
    under_way: JoinSet<Return>,
    take: &'a mut Taker<'a>,
}

/// One file on its way.
struct Transfer {
    /// The URL as the caller gave it.
    url: String,
    /// The URL to ask next.
    at: Url,
    chain: Chain,
    redirected_by: Option<AddressClass>,
    failures: u8,
    pauses: u8,
}

struct Return {
    job: JobId,
    lane: LaneId,
    result: Result<Reply, Failure>,
}

/// An answer and its body, which is there only for a success.
struct Reply {
    answer: Answer,
    body: Result<Vec<u8>, String>,
}

impl Run<'_> {
    fn enqueue(&mut self, url: &str) {
        let Ok(mut at) = Url::parse(url) else {
            return (self.take)(url, Err("it is no URL".to_owned()));
        };
        at.set_fragment(None);
        strip_userinfo(&mut at);
        let lane = self.queue.lane_of(&at, self.options);
        self.queue.push(self.transfers.len(), lane);
        let chain = Chain::default();
        self.transfers.push(Transfer {
            url: url.to_owned(),
            at,
            chain,
            redirected_by: None,
            failures: 0,
            pauses: 0,
        });
    }

    async fn until_settled(&mut self) {
        loop {
            while self.under_way.len() < AT_ONCE {
                match self.queue.next(Instant::now()) {
                    Some(Turn::Start(job, lane)) => self.start(job, lane),
                    Some(Turn::GiveUp(job)) => self.fail(job, "the host asks for fewer requests".to_owned()),
                    None => break,
                }
            }
            let wake = self.queue.wake_at().filter(|_| self.under_way.len() < AT_ONCE);
            if self.under_way.is_empty() && wake.is_none() {
                return;
            }
            let later = Instant::now() + Duration::from_mins(1);
            tokio::select! {
                Some(returned) = self.under_way.join_next() => match returned {
                    Ok(returned) => self.receive(returned),
                    Err(error) => std::panic::resume_unwind(error.into_panic()),
                },
                () = tokio::time::sleep_until(wake.unwrap_or(later).into()) => {}
            }
        }
    }

    fn start(&mut self, job: JobId, lane: LaneId) {
        let transfer = &self.transfers[job];
        let url = transfer.at.clone();
        let admitted = self.options.egress.admit(&url, transfer.redirected_by);
        let client =
            admitted.map_err(|refusal| refusal.to_string()).and_then(|reach| self.clients.get(&url, reach));
        let client = match client {
            Ok(client) => client,
            Err(why) => {
                self.queue.finish(lane);
                return self.fail(job, why);
            }
        };
        let mut headers: HeaderMap =
            self.options.headers.iter().filter_map(|header| header.for_url(&url)).collect();
        if let Some(cookies) = transfer.chain.cookies_for(&url).and_then(|cookies| cookies.parse().ok()) {
            headers.insert(COOKIE, cookies);
        }
        let (patience, most_bytes) = (self.options.timeout, self.most_bytes);
        self.under_way.spawn(async move {
            let timed_out = |_| {
                let reason = format!("no complete answer within {} s", patience.as_secs_f32());
                Err(Failure::new(FailureKind::TimedOut, reason))
            };
            let result = timeout(patience, download(client, url, headers, most_bytes)).await;
            Return { job, lane, result: result.unwrap_or_else(timed_out) }
        });
    }

    fn receive(&mut self, returned: Return) {
        let Return { job, lane, result } = returned;
        match result {
            Ok(reply) => {
                mark_pace(&mut self.queue.lane(lane).pace, &reply.answer, self.transfers[job].pauses);
                self.queue.finish(lane);
                self.judge(job, reply);
            }
            Err(failure) => {
                self.queue.finish(lane);
                let is_final = matches!(
                    failure.kind,
                    FailureKind::Refused | FailureKind::NoSuchName | FailureKind::Certificate
                );
                if is_final { self.fail(job, failure.reason) } else { self.retry(job, failure.reason) }
            }
        }
    }

    fn judge(&mut self, job: JobId, reply: Reply) {
        let Reply { answer, body } = reply;
        let transfer = &mut self.transfers[job];
        match answer.status {
            200 => {
                let url = std::mem::take(&mut transfer.url);
                (self.take)(&url, body);
            }
            301 | 302 | 303 | 307 | 308 => {
                let most = self.options.redirects;
                match transfer.chain.follow(&transfer.at, answer.status, &answer.headers, most) {
                    Ok(target) => {
                        transfer.redirected_by =
                            Some(answer.peer.map_or(AddressClass::Global, AddressClass::of));
                        transfer.at = target;
                        let lane = self.queue.lane_of(&transfer.at, self.options);
                        self.queue.push_front(job, lane);
                    }
                    Err(_) => self.fail(job, "its redirects lead nowhere".to_owned()),
                }
            }
            429 if transfer.pauses < MOST_PAUSES => {
                transfer.pauses += 1;
                let lane = self.queue.lane_of(&transfer.at, self.options);
                self.queue.push_front(job, lane);
            }
            408 | 425 | 500..=599 => self.retry(job, status_words(answer.status)),
            status => self.fail(job, status_words(status)),
        }
    }

    /// Asks again after a pause that doubles, as long as there is patience.
    fn retry(&mut self, job: JobId, why: String) {
        let transfer = &mut self.transfers[job];
        transfer.failures += 1;
        if transfer.failures > self.options.retries {
            return self.fail(job, why);
        }
        let pause = self.options.back_off * 2_u32.pow(u32::from(transfer.failures.min(10)) - 1);
        let lane = self.queue.lane_of(&transfer.at, self.options);
        self.queue.push_at(job, lane, Instant::now() + pause);
    }

    fn fail(&mut self, job: JobId, why: String) {
        (self.take)(&self.transfers[job].url, Err(why));
    }
}

async fn download(client: Client, url: Url, headers: HeaderMap, most_bytes: usize) -> Result<Reply, Failure> {
    let request = client.get(url).header(ACCEPT, "image/*,*/*;q=0.5").headers(headers);
    let mut response = request.send().await.map_err(|error| Failure::of(&error))?;
    let answer = Answer {
        status: response.status().as_u16(),
        headers: response.headers().clone(),
        peer: response.remote_addr().map(|address| address.ip()),
        page: None,
    };
    let too_large = || format!("it is larger than {} MiB", most_bytes >> 20);
    if answer.status != 200 {
        return Ok(Reply { answer, body: Ok(Vec::new()) });
    }
    if answer.headers.get(CONTENT_ENCODING).is_some_and(|encoding| encoding != "identity") {
        // None was offered, and what unpacks has no size that can be trusted.
        return Ok(Reply { answer, body: Err("it is compressed without being asked".to_owned()) });
    }
    if response.content_length().is_some_and(|length| length > most_bytes as u64) {
        return Ok(Reply { answer, body: Err(too_large()) });
    }
    let mut bytes = Vec::new();
    while let Some(piece) = response.chunk().await.map_err(|error| Failure::of(&error))? {
        if bytes.len() + piece.len() > most_bytes {
            return Ok(Reply { answer, body: Err(too_large()) });
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(Reply { answer, body: Ok(bytes) })
}
