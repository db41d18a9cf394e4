//! One request and its answer.

use std::net::IpAddr;
use std::time::Duration;

use reqwest::header::{
    ACCEPT, ACCEPT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, HeaderMap, HeaderValue, IF_NONE_MATCH,
    RANGE,
};
use reqwest::{Client, Method, Response};
use tokio::time::{Instant, timeout_at};
use url::Url;

use crate::body::{self, Budget};
use crate::charset::text_of;
use crate::failure::{Failure, FailureKind};
use crate::page::Page;

/// Bodies up to this size are read to the end, so that the connection can serve the next request.
const WORTH_DRAINING_BYTES: u64 = 16 * 1024;

/// How a page is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ask {
    /// `HEAD`.
    Head,
    /// `GET` of the first byte.
    FirstByte,
    /// `GET` of the page, which is read.
    Page,
}

/// What to send.
#[derive(Clone, Debug)]
pub(crate) struct Question {
    pub(crate) url: Url,
    pub(crate) ask: Ask,
    /// The `Cookie` header, if earlier answers of the same link set cookies for this origin.
    pub(crate) cookies: Option<String>,
    /// The headers that the host is to get.
    pub(crate) headers: HeaderMap,
    /// The entity tag that the page had: it is sent again only if it changed.
    pub(crate) unless: Option<HeaderValue>,
    pub(crate) timeout: Duration,
}

/// An answer.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    /// The address that answered.
    pub(crate) peer: Option<IpAddr>,
    /// What the page says, if it was asked for and is text.
    pub(crate) page: Option<Page>,
}

/// Sends a question and waits for its answer, at most for the question's time.
pub(crate) async fn exchange(client: Client, question: Question, budget: &Budget) -> Result<Answer, Failure> {
    let deadline = Instant::now() + question.timeout;
    let late = |_| {
        let seconds = question.timeout.as_secs_f32();
        Failure::new(FailureKind::TimedOut, format!("no complete answer within {seconds} s"))
    };
    let response = timeout_at(deadline, send(&client, &question)).await.map_err(late)??;
    let mut answer = Answer {
        status: response.status().as_u16(),
        headers: response.headers().clone(),
        peer: response.remote_addr().map(|address| address.ip()),
        page: None,
    };
    if question.ask == Ask::FirstByte && is_worth_draining(&answer.headers) {
        timeout_at(deadline, drain(response)).await.map_err(late)??;
    } else if question.ask == Ask::Page && (200..300).contains(&answer.status) {
        answer.page = read_page(response, &question.url, budget, deadline).await?;
    }
    Ok(answer)
}

async fn send(client: &Client, question: &Question) -> Result<Response, Failure> {
    let method = if question.ask == Ask::Head { Method::HEAD } else { Method::GET };
    let mut request = client.request(method, question.url.clone()).header(ACCEPT, "text/html,*/*;q=0.8");
    if question.ask == Ask::FirstByte {
        request = request.header(RANGE, "bytes=0-0");
    }
    if question.ask == Ask::Page {
        request = request.header(ACCEPT_ENCODING, "gzip");
    }
    request = request.headers(question.headers.clone());
    if let Some(tag) = &question.unless {
        request = request.header(IF_NONE_MATCH, tag.clone());
    }
    if let Some(cookies) = &question.cookies {
        request = request.header(COOKIE, cookies);
    }
    request.send().await.map_err(|error| Failure::of(&error))
}

fn is_worth_draining(headers: &HeaderMap) -> bool {
    let length = headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    length.is_some_and(|length| length <= WORTH_DRAINING_BYTES)
}

/// Reads a page of HTML or Markdown; other kinds of file have no anchors that can be known.
async fn read_page(
    response: Response,
    url: &Url,
    budget: &Budget,
    deadline: Instant,
) -> Result<Option<Page>, Failure> {
    let content_type = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let content_type = content_type.unwrap_or("text/html").to_ascii_lowercase();
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    let extension = url.path().rsplit('.').next().unwrap_or_default();
    let read: fn(&str, bool) -> Page = match essence {
        "text/html" | "application/xhtml+xml" => Page::of_html,
        "text/markdown" => Page::of_markdown,
        "text/plain" if matches!(extension, "md" | "markdown") => Page::of_markdown,
        _ => return Ok(None),
    };
    let body = body::read(response, budget, deadline).await?;
    Ok(Some(read(&text_of(&body.bytes, &content_type), body.is_complete)))
}

async fn drain(mut response: Response) -> Result<(), Failure> {
    while response.chunk().await.map_err(|error| Failure::of(&error))?.is_some() {}
    Ok(())
}
