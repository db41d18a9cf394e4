//! What the server does for which path.
//!
//! | path | what happens |
//! |---|---|
//! | `/ok/…` | a small page |
//! | `/slow/MS/…` | a small page after MS milliseconds |
//! | `/status/N/…` | status N |
//! | `/flaky/N/KIND/…` | the first N requests fail as KIND: a status, `reset`, `close` or `hang`; then a page |
//! | `/pause/seconds/S/…`, `/pause/date/S/…` | the host answers 429 once and is closed for S seconds |
//! | `/later/S/…` | 429 with `Retry-After: S`, always |
//! | `/hop/CODE/N/…` | N redirects, then a page |
//! | `/circle/…` | redirects to itself |
//! | `/cookie/…` | redirects to itself until the cookie it sets comes back |
//! | `/to/CODE/URL` | redirects to URL |
//! | `/cookie-to/URL` | sets a cookie and redirects to URL |
//! | `/to-front/…`, `/to-login/…` | redirects to `/` and to a login page |
//! | `/head/KIND/…` | refuses HEAD as KIND (a status, `close`, `hang`); GET gives a page |
//! | `/reset`, `/close`, `/hang`, `/truncated`, `/endless`, `/drip/MS` | as they say |
//! | `/auth` | a page for `Authorization: Bearer secret`, 401 for others |
//! | `/challenge` | a test for robots |
//! | `/page/…` | a page with the ids `there` and `章` |
//! | `/gzip`, `/sjis`, `/raw.md` | the same, compressed, in Shift_JIS, and as Markdown |
//! | `/bomb` | a page that unpacks to a thousand times its size |
//! | `/soft-404`, `/parked` | pages that say in their title that they are not there |
//! | `/tagged/…` | the page with an entity tag; 304 to who has it |
//! | `/graphql` | GitHub's API, whose repository `here/it` has `main:there.md`, and whose `old/it` is `new/it` now |
//! | `/empty` | a page without a byte |
//! | `/image/…` | the first bytes of a PNG and the path |

use std::time::{Duration, SystemTime};

use super::counters::Counters;
use super::pages;
use super::wire::{Action, Request};

/// Longer than any test waits for an answer.
const FOREVER: Duration = Duration::from_secs(30);

/// An action and the time before it.
pub(super) struct Deed {
    pub(super) delay: Duration,
    pub(super) action: Action,
}

fn now(action: Action) -> Deed {
    Deed { delay: Duration::ZERO, action }
}

fn answer(status: u16, headers: Vec<(&'static str, String)>, body: &str) -> Action {
    Action::Answer { status, headers, body: body.as_bytes().to_vec() }
}

fn page() -> Action {
    answer(200, vec![("content-type", "text/html".to_owned())], "<!doctype html><title>a page</title>")
}

fn number<T: std::str::FromStr>(text: Option<&&str>) -> T {
    text.and_then(|text| text.parse().ok()).expect("the test's path has a number there")
}

/// Closing a socket that has unread bytes resets the connection, so this is decided before they are read.
pub(super) fn resets_before_reading((method, path): &(String, String), counters: &Counters) -> bool {
    let words: Vec<&str> = path.split('/').skip(1).collect();
    match words.as_slice() {
        ["reset", ..] => true,
        ["flaky", count, "reset", ..] => counters.fails_still(path, number(Some(count))),
        ["head", "reset", ..] => method == "HEAD",
        _ => false,
    }
}

pub(super) fn deed(request: &Request, counters: &Counters) -> Deed {
    let words: Vec<&str> = request.path.split('/').skip(1).collect();
    match words.as_slice() {
        ["slow", ms, ..] => Deed { delay: Duration::from_millis(number(Some(ms))), action: page() },
        ["status", code, ..] => now(answer(number(Some(code)), vec![], "status")),
        ["flaky", count, kind, ..] if *kind != "reset" => {
            let key = format!("{}{}", request.host(), request.path);
            let fails = counters.fails_still(&key, number(Some(count)));
            now(if fails { failure(kind) } else { page() })
        }
        ["pause", form, seconds, ..] => now(pause(request, counters, form, number(Some(seconds)))),
        ["later", seconds, ..] => now(answer(429, vec![("retry-after", (*seconds).to_owned())], "later")),
        ["head", kind, ..] => now(if request.is_head() { failure(kind) } else { page() }),
        ["close", ..] => now(Action::Close),
        ["hang", ..] => now(Action::Hang(FOREVER)),
        ["truncated", ..] if !request.is_head() => now(Action::Truncated),
        ["endless", ..] => now(Action::Endless),
        ["drip", ms, ..] => now(Action::Drip { pause: Duration::from_millis(number(Some(ms))) }),
        ["challenge", ..] => {
            now(answer(403, vec![("cf-mitigated", "challenge".to_owned())], "are you human"))
        }
        ["page" | "gzip" | "sjis" | "raw.md" | "bomb" | "soft-404" | "parked", ..] => {
            now(pages::page(words[0]))
        }
        ["auth", ..] => {
            let is_known = request.headers.get("authorization").is_some_and(|value| value == "Bearer secret");
            now(if is_known { page() } else { answer(401, vec![], "who are you") })
        }
        ["image", ..] => {
            let body = [b"\x89PNG\r\n\x1a\n", request.path.as_bytes()].concat();
            let headers = vec![("content-type", "image/png".to_owned())];
            now(Action::Answer { status: 200, headers, body })
        }
        ["tagged", ..] => now(tagged(request)),
        ["graphql"] => now(pages::graphql(request)),
        ["empty", ..] => now(answer(200, vec![], "")),
        _ => now(redirect(request, &words).unwrap_or_else(page)),
    }
}

fn tagged(request: &Request) -> Action {
    const TAG: &str = "\"v1\"";
    if request.headers.get("if-none-match").is_some_and(|tag| tag == TAG) {
        return answer(304, vec![("etag", TAG.to_owned())], "");
    }
    match pages::page("page") {
        Action::Answer { status, mut headers, body } => {
            headers.push(("etag", TAG.to_owned()));
            Action::Answer { status, headers, body }
        }
        other => other,
    }
}

fn failure(kind: &str) -> Action {
    match kind {
        "close" => Action::Close,
        "hang" => Action::Hang(FOREVER),
        status => answer(number(Some(&status)), vec![], "failure"),
    }
}

/// The first request closes the host for some seconds; those after them get a page.
fn pause(request: &Request, counters: &Counters, form: &str, seconds: u64) -> Action {
    let host = request.host();
    if !counters.fails_still(&format!("pause {host}"), 1) {
        return page();
    }
    // A date has no fractions: one second more is promised than is needed, never less.
    let (value, pause) = match form {
        "date" => {
            let date = SystemTime::now() + Duration::from_secs(seconds + 1);
            (httpdate::fmt_http_date(date), Duration::from_secs(seconds))
        }
        _ => (seconds.to_string(), Duration::from_secs(seconds)),
    };
    counters.close_host(&host, pause);
    answer(429, vec![("retry-after", value)], "pause")
}

fn redirect(request: &Request, words: &[&str]) -> Option<Action> {
    let (code, target, cookie) = match words {
        ["hop", code, "0", ..] => {
            let _: u16 = number(Some(code));
            return None;
        }
        ["hop", code, left, rest @ ..] => {
            let left: usize = number(Some(left));
            (number(Some(code)), format!("/hop/{code}/{}/{}", left - 1, rest.join("/")), None)
        }
        ["circle", ..] => (302, request.path.clone(), None),
        ["cookie", ..] if !request.headers.contains_key("cookie") => {
            (302, request.path.clone(), Some("visited=yes; Path=/".to_owned()))
        }
        ["to-front", ..] => (301, "/".to_owned(), None),
        ["to-login", ..] => (302, "/users/sign_in".to_owned(), None),
        ["cookie-to", ..] => {
            let target = request.path.trim_start_matches("/cookie-to/").to_owned();
            (302, target, Some("session=secret".to_owned()))
        }
        ["to", code, ..] => {
            let target = request.path.splitn(4, '/').nth(3).unwrap_or_default();
            (number(Some(code)), target.to_owned(), None)
        }
        _ => return None,
    };
    let mut headers = vec![("location", target)];
    headers.extend(cookie.map(|cookie| ("set-cookie", cookie)));
    Some(answer(code, headers, "elsewhere"))
}
