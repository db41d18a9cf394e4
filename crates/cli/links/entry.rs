//! One place with its verdict, as reports show it.

use notesmith_diagnostic::{Diagnostic, Position, Span};
use notesmith_link_check::{Outcome, placeholder, redacted};
use serde::{Deserialize, Serialize};

use crate::links::site::{Site, SiteKind};
use crate::links::{Note, Verdict};

/// One link of a note; the JSON report is a list of these.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Entry {
    pub(crate) path: String,
    pub(crate) start: Position,
    pub(crate) end: Position,
    pub(crate) range: Span,
    /// As CommonMark gives it; a password is hidden.
    pub(crate) destination: String,
    /// The URL to ask for; a password is hidden.
    pub(crate) url: Option<String>,
    /// The file and the fragment that a local destination leads to.
    pub(crate) target: Option<String>,
    pub(crate) kind: SiteKind,
    pub(crate) verdict: Verdict,
    pub(crate) status: Option<u16>,
    pub(crate) reason: String,
    pub(crate) final_url: Option<String>,
    pub(crate) suggestion: Option<String>,
    pub(crate) from_cache: bool,
    /// The rule by which the place is reported; a comment in the note can switch it off by this name.
    #[serde(default)]
    pub(crate) rule: Option<String>,
    /// What the linter says of a broken local link.
    #[serde(skip)]
    pub(crate) finding: Option<Box<Diagnostic>>,
}

/// The entries of one note, in the order of its sites.
pub(crate) struct NoteEntries<'a> {
    /// The note.
    pub(crate) note: &'a Note,
    /// One entry for each site.
    pub(crate) entries: Vec<Entry>,
}

/// Makes an entry for each place, before anything was checked: what needs no check has its verdict.
pub(crate) fn entries(notes: &[Note]) -> Vec<NoteEntries<'_>> {
    notes
        .iter()
        .map(|note| NoteEntries {
            note,
            entries: note.sites.iter().map(|site| Entry::new(&note.input.display, site)).collect(),
        })
        .collect()
}

impl Entry {
    fn new(path: &str, site: &Site) -> Self {
        let (verdict, reason) = match site.kind {
            SiteKind::External => match placeholder(&site.destination) {
                Some(reason) => (Verdict::Skipped, reason),
                None => (Verdict::Unchecked, ""),
            },
            SiteKind::Mail => (Verdict::Skipped, "mail address"),
            SiteKind::Other if site.destination.is_empty() => (Verdict::Skipped, "empty destination"),
            SiteKind::Other => (Verdict::Skipped, "no file and no web page"),
            SiteKind::File | SiteKind::Fragment => (Verdict::Unchecked, ""),
        };
        Self {
            path: path.to_owned(),
            start: site.start,
            end: site.end,
            range: site.span,
            destination: redacted(&site.destination),
            url: site.url().map(|url| redacted(&url)),
            target: None,
            kind: site.kind,
            verdict,
            status: None,
            reason: reason.to_owned(),
            final_url: None,
            suggestion: None,
            from_cache: false,
            rule: None,
            finding: None,
        }
    }

    /// Takes over what asking the web gave.
    pub(crate) fn take(&mut self, outcome: &Outcome) {
        self.verdict = outcome.verdict.into();
        self.status = outcome.status;
        self.reason.clone_from(&outcome.reason);
        self.final_url.clone_from(&outcome.final_url);
        self.suggestion.clone_from(&outcome.suggestion);
        self.from_cache = outcome.from_cache;
    }

    /// Takes the place out of the report, since a comment says so.
    pub(crate) fn ignore(&mut self, reason: &str) {
        self.verdict = Verdict::Skipped;
        reason.clone_into(&mut self.reason);
        self.suggestion = None;
        self.finding = None;
    }
}
