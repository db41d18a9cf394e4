//! One request and its answer.

use std::net::IpAddr;
use std::time::Duration;

use reqwest::header::{ACCEPT, CONTENT_LENGTH, COOKIE, HeaderMap, RANGE};
use reqwest::{Client, Method, Response};
use url::Url;

use crate::failure::{Failure, FailureKind};

/// Bodies up to this size are read to the end, so that the connection can serve the next request.
const WORTH_DRAINING_BYTES: u64 = 16 * 1024;

/// How a page is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ask {
    /// `HEAD`.
    Head,
    /// `GET` of the first byte.
    FirstByte,
}

/// What to send.
#[derive(Clone, Debug)]
pub(crate) struct Question {
    pub(crate) url: Url,
    pub(crate) ask: Ask,
    /// The `Cookie` header, if earlier answers of the same link set cookies for this origin.
    pub(crate) cookies: Option<String>,
    pub(crate) timeout: Duration,
}

/// An answer.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    /// The address that answered.
    pub(crate) peer: Option<IpAddr>,
}

/// Sends a question and waits for its answer, at most for the question's time.
pub(crate) async fn exchange(client: Client, question: Question) -> Result<Answer, Failure> {
    match tokio::time::timeout(question.timeout, send(&client, &question)).await {
        Ok(answer) => answer,
        Err(_) => Err(Failure::new(
            FailureKind::TimedOut,
            format!("no complete answer within {} s", question.timeout.as_secs_f32()),
        )),
    }
}

async fn send(client: &Client, question: &Question) -> Result<Answer, Failure> {
    let method = if question.ask == Ask::Head { Method::HEAD } else { Method::GET };
    let mut request = client.request(method, question.url.clone()).header(ACCEPT, "text/html,*/*;q=0.8");
    if question.ask == Ask::FirstByte {
        request = request.header(RANGE, "bytes=0-0");
    }
    if let Some(cookies) = &question.cookies {
        request = request.header(COOKIE, cookies);
    }
    let response = request.send().await.map_err(|error| Failure::of(&error))?;
    let answer = Answer {
        status: response.status().as_u16(),
        headers: response.headers().clone(),
        peer: response.remote_addr().map(|address| address.ip()),
    };
    if question.ask == Ask::FirstByte && is_worth_draining(&answer.headers) {
        drain(response).await?;
    }
    Ok(answer)
}

fn is_worth_draining(headers: &HeaderMap) -> bool {
    let length = headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    length.is_some_and(|length| length <= WORTH_DRAINING_BYTES)
}

async fn drain(mut response: Response) -> Result<(), Failure> {
    while response.chunk().await.map_err(|error| Failure::of(&error))?.is_some() {}
    Ok(())
}
