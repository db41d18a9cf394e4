//! SARIF 2.1.0, for code scanning: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html>.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;

use notesmith_diagnostic::{Diagnostic, Fix, Severity};
use notesmith_lint::find_rule;
use serde::Serialize;
use serde_json::{Value, json};

use crate::report::fingerprint::Fingerprints;
use crate::report::json_text::{Layout, OneByOne, write_json};
use crate::report::{Emitter, Place, Report, ReportFile};

/// The format for code scanning.
pub(crate) struct Sarif;

impl Emitter for Sarif {
    fn emit(&self, report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
        let mut rules: BTreeMap<&str, Severity> = BTreeMap::new();
        for (_, finding) in report.findings() {
            let worst = rules.entry(&finding.rule).or_insert(finding.severity);
            *worst = (*worst).max(finding.severity);
        }
        let index: BTreeMap<&str, usize> = rules.keys().copied().zip(0..).collect();
        let mut fingerprints = Fingerprints::default();
        let results = report.findings().map(|(file, finding)| {
            let mut result = result(report, file, finding);
            result["ruleIndex"] = index.get(finding.rule.as_ref()).copied().into();
            // The name that GitHub looks for.
            let fingerprint = fingerprints.next(file, finding);
            result["partialFingerprints"] = json!({ "primaryLocationLineHash": fingerprint });
            result
        });
        let driver = json!({
            "name": "notesmith",
            "version": env!("CARGO_PKG_VERSION"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": rules.iter().map(|(id, severity)| descriptor(id, *severity)).collect::<Vec<_>>(),
        });
        let log = Log {
            schema: "https://json.schemastore.org/sarif-2.1.0.json",
            runs: [Run {
                column_kind: "utf16CodeUnits",
                newline_sequences: ["\r\n", "\n", "\r"],
                results: OneByOne::new(results),
                tool: json!({ "driver": driver }),
            }],
            version: "2.1.0",
        };
        write_json(&log, Layout::Pretty, out)
    }
}

#[derive(Serialize)]
struct Log<R> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    runs: [R; 1],
    version: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<R> {
    column_kind: &'static str,
    newline_sequences: [&'static str; 3],
    results: R,
    tool: Value,
}

/// Describes a rule.
fn descriptor(id: &str, severity: Severity) -> Value {
    let mut descriptor = json!({
        "id": id,
        "name": pascal_case(id),
        "defaultConfiguration": { "level": level(severity) },
    });
    if let Some(rule) = find_rule(id) {
        let docs: String =
            rule.docs.lines().map(|line| line.strip_prefix(' ').unwrap_or(line).to_owned() + "\n").collect();
        descriptor["shortDescription"] = json!({ "text": rule.summary() });
        descriptor["fullDescription"] = json!({ "text": rule.summary() });
        descriptor["help"] = json!({ "text": docs.trim(), "markdown": docs.trim() });
        descriptor["properties"] = json!({ "tags": [rule.group()], "aliases": rule.aliases });
    }
    descriptor
}

/// Gives `LinksBrokenPath` for `links/broken-path`.
fn pascal_case(id: &str) -> String {
    let words = id.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words
        .flat_map(|word| word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)))
        .collect()
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    }
}

fn result(report: &Report, file: &ReportFile, finding: &Diagnostic) -> Value {
    let help = finding.help.as_ref().map_or(String::new(), |help| format!("\n{help}"));
    let region = (!file.is_whole()).then(|| file.ends(finding));
    let mut result = json!({
        "ruleId": finding.rule,
        "level": level(finding.severity),
        "message": message(&format!("{}{help}", finding.message)),
        "locations": [{ "physicalLocation": location(&file.path, region) }],
    });
    if !finding.related.is_empty() {
        let related = finding.related.iter().zip(1..).map(|(related, id)| {
            let (path, ends) = report.related(file, related);
            json!({
                "id": id,
                "message": message(&related.message),
                "physicalLocation": location(path, Some(ends)),
            })
        });
        result["relatedLocations"] = related.collect();
    }
    let fixes: Vec<Value> =
        finding.fixes.iter().filter(|fix| !fix.edits.is_empty()).map(|each| fix(file, each)).collect();
    if !fixes.is_empty() {
        result["fixes"] = fixes.into();
    }
    result
}

fn fix(file: &ReportFile, fix: &Fix) -> Value {
    let replacements = fix.edits.iter().map(|edit| {
        let ends = [file.places.get(edit.span.start()), file.places.get(edit.span.end())];
        json!({ "deletedRegion": region(ends), "insertedContent": { "text": edit.text } })
    });
    json!({
        "description": message(&fix.title),
        "artifactChanges": [{
            "artifactLocation": { "uri": uri(&file.path) },
            "replacements": replacements.collect::<Vec<_>>(),
        }],
    })
}

/// Makes a message; where brackets would read as a link (section 3.11.6) they are escaped.
fn message(text: &str) -> Value {
    let text = if text.contains("](") {
        text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]")
    } else {
        text.to_owned()
    };
    json!({ "text": text })
}

fn location(path: &str, ends: Option<[Place; 2]>) -> Value {
    let mut location = json!({ "artifactLocation": { "uri": uri(path) } });
    if let Some(ends) = ends {
        location["region"] = region(ends);
    }
    location
}

/// The end is the column behind the last character, as SARIF has it.
fn region([start, end]: [Place; 2]) -> Value {
    json!({
        "startLine": start.line,
        "startColumn": start.utf16,
        "endLine": end.line,
        "endColumn": end.utf16,
    })
}

/// Gives a path as a URI reference: relative paths stay relative, everything but unreserved characters and `/` is
/// percent-encoded.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len() + 8);
    let drive = path.as_bytes().get(1) == Some(&b':') && path.as_bytes()[0].is_ascii_alphabetic();
    if path.starts_with('/') {
        uri.push_str("file://");
    } else if drive && path.as_bytes().get(2) == Some(&b'/') {
        uri.push_str("file:///");
    }
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_uri(path: &str, expected: &str) {
        assert_eq!(uri(path), expected);
    }

    #[test]
    fn paths_are_uri_references() {
        check_uri("notes/21-30.md", "notes/21-30.md");
        check_uri("ノート/a b#c.md", "%E3%83%8E%E3%83%BC%E3%83%88/a%20b%23c.md");
        check_uri("x\n::error ::.md", "x%0A%3A%3Aerror%20%3A%3A.md");
        check_uri("/home/me/50%.md", "file:///home/me/50%25.md");
        check_uri("C:/notes/a.md", "file:///C%3A/notes/a.md");
        check_uri("../a:b?.md", "../a%3Ab%3F.md");
    }

    #[test]
    fn messages_hold_no_links() {
        assert_eq!(message("no `[x](1)` here")["text"], "no `\\[x\\](1)` here");
        assert_eq!(message("a [b] c")["text"], "a [b] c");
    }
}
