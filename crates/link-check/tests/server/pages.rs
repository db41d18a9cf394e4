//! Pages whose text matters.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::wire::{Action, Request};

const PAGE: &str =
    "<!doctype html><title>notes</title><h1 id=there>x</h1><h2 id=章>章</h2><script>'<i id=not>'</script>";
/// The page in `Shift_JIS`: 章 is 8F CD.
const SJIS_PAGE: &[u8] = b"<!doctype html><meta charset=shift_jis><h1 id=there>x</h1><h2 id=\x8f\xcd>x</h2>";
const MARKDOWN: &str = "# There\n\n## 章\n";
const BOMB_BLOCKS: usize = 4096;

pub(super) fn page(name: &str) -> Action {
    let (kind, body) = match name {
        "gzip" => ("text/html; charset=utf-8", gzip(&[PAGE.as_bytes()])),
        "sjis" => ("text/html", SJIS_PAGE.to_vec()),
        "raw.md" => ("text/plain; charset=utf-8", MARKDOWN.into()),
        "bomb" => {
            let block = "<p>".repeat(4096);
            ("text/html", gzip(&vec![block.as_bytes(); BOMB_BLOCKS]))
        }
        "soft-404" => ("text/html", "<title>404 - Page not found</title>".into()),
        "parked" => ("text/html", "<title>a.net - this domain is for sale!</title>".into()),
        _ => ("text/html; charset=utf-8", PAGE.into()),
    };
    let mut headers = vec![("content-type", kind.to_owned())];
    if matches!(name, "gzip" | "bomb") {
        headers.push(("content-encoding", "gzip".to_owned()));
    }
    Action::Answer { status: 200, headers, body }
}

fn gzip(blocks: &[&[u8]]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    for block in blocks {
        encoder.write_all(block).expect("writing to memory cannot fail");
    }
    encoder.finish().expect("writing to memory cannot fail")
}

/// Answers each repository of a query in its order, as GitHub does, to who has the token `geheim`.
pub(super) fn graphql(request: &Request) -> Action {
    let answer = |status, body: String| {
        let headers = vec![("content-type", "application/json".to_owned())];
        Action::Answer { status, headers, body: body.into_bytes() }
    };
    if request.headers.get("authorization").is_none_or(|value| value != "bearer geheim") {
        return answer(401, "{\"message\":\"Bad credentials\"}".to_owned());
    }
    let repositories: Vec<String> = request
        .body
        .split(":repository(")
        .skip(1)
        .enumerate()
        .map(|(number, text)| {
            let name = match text {
                _ if text.starts_with("owner:\\\"here\\\",name:\\\"it\\\"") => "here/it",
                _ if text.starts_with("owner:\\\"old\\\",name:\\\"it\\\"") => "new/it",
                _ => return format!("\"r{number}\":null"),
            };
            let objects: Vec<String> = text
                .split(":object(expression:\\\"")
                .skip(1)
                .enumerate()
                .map(|(object, text)| {
                    let is_there = text.starts_with("main:there.md\\\"");
                    let value = if is_there { "{\"__typename\":\"Blob\"}" } else { "null" };
                    format!(",\"o{object}\":{value}")
                })
                .collect();
            format!("\"r{number}\":{{\"nameWithOwner\":\"{name}\"{}}}", objects.concat())
        })
        .collect();
    answer(200, format!("{{\"data\":{{{}}}}}", repositories.join(",")))
}
