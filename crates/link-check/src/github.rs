//! Asks GitHub's API which repositories and paths are there: many in one call, while github.com itself is asked slowly
//! and one by one.
//!
//! Only what the API says is there is settled here.
//! All else is asked of the site as usual: where the name of a branch ends is a guess, and no guess is a broken link.

use std::fmt::Write as _;
use std::time::Duration;

use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use serde_json::Value;
use tokio::time::Instant;
use url::Url;

use crate::body::{self, Budget};
use crate::client::Clients;
use crate::github_place::{Kind, Place};
use crate::header::HeaderError;
use crate::job::Finding;
use crate::options::Options;
use crate::outcome::Verdict;
use crate::plan::Request;

/// How many questions are in one call; the API answers thousands, but each takes it time.
const QUESTIONS_AT_ONCE: usize = 100;
/// A call with many questions may take longer than a page.
const TIMEOUT: Duration = Duration::from_secs(20);

/// Where the API is, and the token that it wants; the token goes there and nowhere else.
#[derive(Clone, Debug)]
pub struct GithubApi {
    url: Url,
    /// Marked as sensitive, so that it is shown nowhere.
    authorization: HeaderValue,
}

impl GithubApi {
    /// Makes the API of github.com.
    ///
    /// # Errors
    /// Returns an error when the token cannot stand in a header; it is not told.
    pub fn new(token: &str) -> Result<Self, HeaderError> {
        Self::at("https://api.github.com/graphql".parse().expect("this is a URL"), token)
    }

    /// Makes an API on this machine, for tests; `None` for any other, since the token would go there.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn on_this_machine(url: &str, token: &str) -> Result<Option<Self>, HeaderError> {
        let url = url.parse::<Url>().ok().filter(|url| url.host_str() == Some("127.0.0.1"));
        url.map(|url| Self::at(url, token)).transpose()
    }

    fn at(url: Url, token: &str) -> Result<Self, HeaderError> {
        let mut authorization =
            HeaderValue::from_str(&format!("bearer {}", token.trim())).map_err(|_| HeaderError::Value)?;
        authorization.set_sensitive(true);
        Ok(Self { url, authorization })
    }
}

/// Asks about all requests that name a repository or a path in one, and returns those that are there by their number.
///
/// # Errors
/// Returns why the API is of no use, in words; what was found before that is lost, and nothing else.
pub(crate) async fn ask(
    api: &GithubApi,
    requests: &[Request],
    clients: &mut Clients,
    options: &Options,
) -> Result<Vec<(usize, Finding)>, String> {
    let wants_page = |request: &Request| request.links.iter().any(|link| link.anchor.is_some());
    let mut places: Vec<(usize, Place)> = requests
        .iter()
        .enumerate()
        .filter(|(_, request)| !wants_page(request))
        .filter_map(|(number, request)| Some((number, Place::of(&request.url)?)))
        .collect();
    // The questions about one repository stand together, so that it is named once.
    places.sort_by(|(_, a), (_, b)| (&a.owner, &a.name).cmp(&(&b.owner, &b.name)));
    let mut found = Vec::new();
    let mut rest = places.as_slice();
    while !rest.is_empty() {
        let mut questions = 0;
        let fits = |(_, place): &&(usize, Place)| {
            questions += place.expressions.len().max(1);
            questions <= QUESTIONS_AT_ONCE
        };
        let batch = rest.iter().take_while(fits).count().max(1);
        let (now, later) = rest.split_at(batch);
        let answer = call(api, &query(now), clients, options).await?;
        for (index, (number, place)) in now.iter().enumerate() {
            let request = &requests[*number];
            found.extend(finding(place, &request.url, &answer[&format!("r{index}")]).map(|it| (*number, it)));
        }
        rest = later;
    }
    Ok(found)
}

/// Writes the query: one repository for each place, with one object for each way of reading its path.
fn query(places: &[(usize, Place)]) -> String {
    // The strings of GraphQL are those of JSON.
    let quoted = |text: &str| Value::from(text).to_string();
    let mut query = String::from("query{");
    for (index, (_, place)) in places.iter().enumerate() {
        let (owner, name) = (quoted(&place.owner), quoted(&place.name));
        let _ = write!(query, "r{index}:repository(owner:{owner},name:{name}){{nameWithOwner");
        for (number, expression) in place.expressions.iter().enumerate() {
            let _ = write!(query, " o{number}:object(expression:{}){{__typename}}", quoted(expression));
        }
        query.push('}');
    }
    query + "}"
}

/// Sends one query and returns its `data`.
async fn call(
    api: &GithubApi,
    query: &str,
    clients: &mut Clients,
    options: &Options,
) -> Result<Value, String> {
    let reach = options.egress.admit(&api.url, None).map_err(|refusal| refusal.to_string())?;
    let client = clients.get(&api.url, reach)?;
    let deadline = Instant::now() + TIMEOUT;
    let request = client
        .post(api.url.clone())
        .header(AUTHORIZATION, api.authorization.clone())
        .header(CONTENT_TYPE, "application/json")
        .body(serde_json::json!({ "query": query }).to_string());
    let response = tokio::time::timeout_at(deadline, request.send())
        .await
        .map_err(|_| "no answer in time".to_owned())?
        .map_err(|error| crate::failure::Failure::of(&error).reason)?;
    let status = response.status();
    if status != reqwest::StatusCode::OK {
        return Err(crate::judge::status_words(status.as_u16()));
    }
    let body = body::read(response, &Budget::new(), deadline).await.map_err(|failure| failure.reason)?;
    let mut answer: Value =
        serde_json::from_slice(&body.bytes).map_err(|_| "the answer is no JSON".to_owned())?;
    match answer["data"].take() {
        data @ Value::Object(_) => Ok(data),
        _ => Err("the answer has no data; perhaps too much was asked".to_owned()),
    }
}

/// Reads what the API says of one place; `None` where it does not say that it is there.
fn finding(place: &Place, url: &Url, repository: &Value) -> Option<Finding> {
    let full_name = repository["nameWithOwner"].as_str()?;
    let is_fitting = |object: &Value| match object["__typename"].as_str() {
        Some("Blob") => true,
        Some(_) => place.kind == Kind::Page,
        None => false,
    };
    let is_there = place.expressions.is_empty()
        || (0..place.expressions.len()).any(|number| is_fitting(&repository[&format!("o{number}")]));
    if !is_there {
        return None;
    }
    let is_renamed = !full_name.eq_ignore_ascii_case(&format!("{}/{}", place.owner, place.name));
    let (verdict, reason) =
        if is_renamed { (Verdict::Redirect, "moved permanently") } else { (Verdict::Ok, "") };
    let moved_to = if is_renamed { renamed(url, full_name) } else { None };
    Some(Finding { moved_to, ..Finding::new(verdict, None, reason) })
}

/// Writes the new owner and name into a URL.
fn renamed(url: &Url, full_name: &str) -> Option<Url> {
    let mut segments: Vec<&str> = full_name.split('/').collect();
    segments.extend(url.path_segments()?.skip(2));
    let mut url = url.clone();
    url.set_path(&segments.join("/"));
    Some(url)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn place(url: &str) -> (Url, Place) {
        let url = Url::parse(url).expect("a URL");
        let place = Place::of(&url).expect("a place");
        (url, place)
    }

    #[test]
    fn a_query_names_each_way_of_reading_a_path() {
        let places: Vec<(usize, Place)> =
            ["https://github.com/a/b", "https://github.com/a/c/blob/main/x%20%22y%22.md"]
                .map(|url| (0, place(url).1))
                .into();
        assert_eq!(
            query(&places),
            "query{r0:repository(owner:\"a\",name:\"b\"){nameWithOwner}\
             r1:repository(owner:\"a\",name:\"c\"){nameWithOwner \
             o0:object(expression:\"main:x \\\"y\\\".md\"){__typename}}}"
        );
    }

    #[test]
    fn only_what_is_there_is_settled() {
        let check = |url: &str, answer: Value, expected: Option<Verdict>| {
            let (url, place) = place(url);
            assert_eq!(
                finding(&place, &url, &answer).map(|finding| finding.verdict),
                expected,
                "{url} {answer}"
            );
        };
        let file = "https://github.com/a/b/blob/main/x.md";
        check("https://github.com/a/b", json!({ "nameWithOwner": "A/B" }), Some(Verdict::Ok));
        check("https://github.com/a/b", Value::Null, None);
        check(file, json!({ "nameWithOwner": "a/b", "o0": { "__typename": "Blob" } }), Some(Verdict::Ok));
        check(file, json!({ "nameWithOwner": "a/b", "o0": null }), None);
        let raw = "https://raw.githubusercontent.com/a/b/main/x";
        check(raw, json!({ "nameWithOwner": "a/b", "o0": { "__typename": "Tree" } }), None);
    }

    #[test]
    fn a_renamed_repository_has_moved() {
        let (url, place) = place("https://github.com/a/b/tree/main/x?y=1");
        let answer = json!({ "nameWithOwner": "c/d", "o0": { "__typename": "Tree" } });
        let finding = finding(&place, &url, &answer).expect("it is there");
        assert_eq!(finding.verdict, Verdict::Redirect);
        assert_eq!(
            finding.moved_to.map(String::from).as_deref(),
            Some("https://github.com/c/d/tree/main/x?y=1")
        );
    }

    #[test]
    fn a_token_is_not_shown_and_leaves_for_no_other_machine() {
        let api = GithubApi::new("geheim").expect("a token");
        assert!(!format!("{api:?}").contains("geheim"));
        assert!(GithubApi::new("a\nb").is_err());
        let elsewhere = |url| GithubApi::on_this_machine(url, "geheim").expect("a token").is_none();
        assert!(elsewhere("https://evil.net/graphql") && elsewhere("http://127.0.0.1.evil.net/"));
        assert!(!elsewhere("http://127.0.0.1:1/graphql"));
    }
}
