//! Reads a body within limits: bytes, ratio of compression, and memory of all bodies together.

use std::io::Write as _;

use flate2::write::MultiGzDecoder;
use reqwest::Response;
use reqwest::header::CONTENT_ENCODING;
use tokio::sync::Semaphore;
use tokio::time::Instant;

use crate::failure::{Failure, FailureKind};

/// The most that is kept of a page, decoded.
const MOST_BYTES: usize = 2 * 1024 * 1024;
/// How much larger a page may be than what was sent of it.
const MOST_RATIO: usize = 20;
/// Small pages may exceed the ratio.
const RATIO_FREE_BYTES: usize = 128 * 1024;
/// So much is read of each page without a permit.
const SMALL_BYTES: usize = 32 * 1024;
/// How many pages may hold more than that at once.
const LARGE_AT_ONCE: usize = 4;
/// What is given to the decoder at once; a bomb makes a thousand times as much of it.
const PIECE_BYTES: usize = 512;

/// Guards the memory of all bodies of a run.
#[derive(Debug)]
pub(crate) struct Budget(Semaphore);

impl Budget {
    pub(crate) fn new() -> Self {
        Self(Semaphore::new(LARGE_AT_ONCE))
    }
}

/// A body, or its beginning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Body {
    pub(crate) bytes: Vec<u8>,
    /// Whether this is all of it.
    pub(crate) is_complete: bool,
}

/// Reads a body, plain or with gzip, up to the limits; what is beyond them is left unread.
///
/// Waiting for a permit does not count as time of the server: it moves the deadline.
pub(crate) async fn read(
    mut response: Response,
    budget: &Budget,
    deadline: Instant,
) -> Result<Body, Failure> {
    let mut deadline = deadline;
    let encoding = response.headers().get(CONTENT_ENCODING).map(|value| value.as_bytes().to_vec());
    let mut sink = match encoding.as_deref() {
        None | Some(b"" | b"identity") => Sink::Plain(Vec::new()),
        Some(b"gzip" | b"x-gzip") => Sink::Gzip(Box::new(MultiGzDecoder::new(Limited(Vec::new())))),
        // Only gzip was offered.
        Some(_) => return Ok(Body::default()),
    };
    let mut received = 0;
    let mut permit = None;
    while let Some(chunk) = next_chunk(&mut response, deadline).await? {
        // A chunk may be as large as the connection's buffer, and unpack to far more.
        for piece in chunk.as_ref().chunks(PIECE_BYTES) {
            received += piece.len();
            if !sink.take(piece) {
                return Ok(sink.into_body(false));
            }
            if sink.len() > RATIO_FREE_BYTES && sink.len() > received.saturating_mul(MOST_RATIO) {
                return Ok(sink.into_body(false));
            }
        }
        if sink.len() > SMALL_BYTES && permit.is_none() {
            let began = Instant::now();
            permit = budget.0.acquire().await.ok();
            deadline += began.elapsed();
        }
    }
    Ok(sink.into_body(true))
}

async fn next_chunk(response: &mut Response, deadline: Instant) -> Result<Option<impl AsRef<[u8]>>, Failure> {
    match tokio::time::timeout_at(deadline, response.chunk()).await {
        Ok(chunk) => chunk.map_err(|error| Failure::of(&error)),
        Err(_) => Err(Failure::new(FailureKind::TimedOut, "the page did not come to an end in time")),
    }
}

enum Sink {
    Plain(Vec<u8>),
    Gzip(Box<MultiGzDecoder<Limited>>),
}

impl Sink {
    /// Takes bytes as they were sent; says whether there is room for more.
    fn take(&mut self, piece: &[u8]) -> bool {
        match self {
            Self::Plain(bytes) => {
                bytes.extend_from_slice(&piece[..piece.len().min(MOST_BYTES - bytes.len())]);
                bytes.len() < MOST_BYTES
            }
            Self::Gzip(decoder) => decoder.write_all(piece).is_ok(),
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::Plain(bytes) => bytes.len(),
            Self::Gzip(decoder) => decoder.get_ref().0.len(),
        }
    }

    fn into_body(self, is_complete: bool) -> Body {
        match self {
            Self::Plain(bytes) => Body { bytes, is_complete },
            Self::Gzip(mut decoder) => {
                let is_complete = decoder.try_finish().is_ok() && is_complete;
                Body { bytes: std::mem::take(&mut decoder.get_mut().0), is_complete }
            }
        }
    }
}

/// Bytes up to the limit, and an error beyond it, which stops the decoder.
struct Limited(Vec<u8>);

impl std::io::Write for Limited {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let room = MOST_BYTES - self.0.len();
        if room == 0 && !bytes.is_empty() {
            return Err(std::io::Error::other("the body is too large"));
        }
        let taken = bytes.len().min(room);
        self.0.extend_from_slice(&bytes[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
