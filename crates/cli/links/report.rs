//! What a run over links found, as the report that all formats of the linter show.

use std::fmt::Write as _;
use std::time::Duration;

use notesmith_diagnostic::LineIndex;
use notesmith_link_check::{redacted, userinfo_range};

use crate::escape::{escape, escape_at_line_start};
use crate::links::{Entry, Note, Verdict, findings};
use crate::profile::Profiles;
use crate::report::{Report, ReportFile, count};
use crate::{load, output};

/// Makes the report of all places that are not fine; `profiles` are the rules of the notes, where they are known.
pub(crate) fn report(notes: &mut [Note], profiles: Option<&Profiles>, elapsed: Duration) -> Report {
    let mut files = Vec::new();
    for (index, note) in notes.iter_mut().enumerate() {
        let rules = profiles.map(|profiles| &profiles.sets[profiles.of_input[index]]);
        let mut findings = findings(note, rules);
        if findings.is_empty() {
            continue;
        }
        let text = load::load(&note.input).unwrap_or_default();
        let is_same = match note.hash {
            Some(hash) => load::hash(&text) == hash,
            None => {
                text.is_empty() || findings.iter().all(|finding| text.get(finding.span.range()).is_some())
            }
        };
        if !is_same {
            let path = escape(&note.input.display);
            output::note(&format!("{path} changed while it was checked; run again"));
            continue;
        }
        if text.is_empty() {
            name_the_place(&mut findings, &note.entries);
        }
        let text = without_passwords(text, &note.entries);
        let lines = LineIndex::new(&text);
        files.push(ReportFile::new(note.input.display.clone(), text, lines, findings));
    }
    Report { checked: notes.len(), files, elapsed, ..Report::default() }
}

/// Puts the line into the message of findings whose source is not at hand.
fn name_the_place(findings: &mut [notesmith_diagnostic::Diagnostic], entries: &[Entry]) {
    for finding in findings {
        let line = entries
            .iter()
            .find(|entry| entry.site.span == finding.span)
            .map_or(0, |entry| entry.site.start().line);
        finding.message = format!("line {line}: {}", finding.message);
        finding.span = notesmith_diagnostic::Span::default();
    }
}

/// Hides passwords in the lines that the report shows, byte by byte, so that every place stays where it is.
fn without_passwords(text: String, entries: &[Entry]) -> String {
    let mut bytes = text.into_bytes();
    for site in entries.iter().map(|entry| &entry.site).filter(|site| site.has_userinfo()) {
        let span = site.span.range();
        let source = bytes.get(span.clone()).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        if let Some(hidden) = source.as_deref().and_then(userinfo_range) {
            bytes[span.start + hidden.start..span.start + hidden.end].fill(b'*');
        }
    }
    String::from_utf8(bytes).expect("whole characters were replaced by ASCII")
}

/// Gives a line for each place: where it is and where it leads.
pub(crate) fn dump(notes: &[Note]) -> String {
    let mut out = String::new();
    for note in notes {
        let path = escape_at_line_start(&note.input.display);
        for site in note.entries.iter().map(|entry| &entry.site) {
            let (start, destination) = (site.start(), redacted(&site.destination));
            let _ = writeln!(out, "{path}:{}:{}: {}", start.line, start.column, escape(&destination));
        }
    }
    out
}

/// Gives the one line that sums the run up.
pub(crate) fn summary(report: &Report, notes: &[Note]) -> String {
    let total: usize = notes.iter().map(|note| note.entries.len()).sum();
    let mut parts = vec![count(report.checked, "file", "files"), count(total, "link", "links")];
    for verdict in Verdict::ALL {
        let entries = notes.iter().flat_map(|note| &note.entries);
        let number = entries.filter(|entry| entry.verdict == verdict).count();
        if number > 0 {
            parts.push(format!("{number} {}", verdict.name()));
        }
    }
    parts.push(format!("{:.2} s", report.elapsed.as_secs_f64()));
    parts.join(", ")
}
