//! An entry as reports in JSON have it.

use notesmith_diagnostic::{Position, Severity, Span};
use notesmith_link_check::redacted;
use notesmith_parse::LinkKind;
use serde::{Deserialize, Serialize};

use crate::links::entry::Details;
use crate::links::site::{Site, SiteKind};
use crate::links::{Entry, Verdict};

/// One link of a note; the JSON report is a list of these.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Row {
    pub(crate) path: String,
    start: Position,
    end: Position,
    pub(crate) range: Span,
    /// As CommonMark gives it; a password is hidden.
    pub(crate) destination: String,
    /// The URL to ask for; a password is hidden.
    url: Option<String>,
    /// The file and the fragment that a local destination leads to.
    target: Option<String>,
    kind: SiteKind,
    pub(crate) verdict: Verdict,
    status: Option<u16>,
    reason: String,
    final_url: Option<String>,
    suggestion: Option<String>,
    from_cache: bool,
    /// The rule by which the place is reported; a comment in the note can switch it off by this name.
    #[serde(default)]
    rule: Option<String>,
    /// How grave the finding about it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    severity: Option<Severity>,
}

impl Row {
    /// Makes the row of an entry of the note with this path.
    pub(crate) fn of(path: &str, entry: &Entry) -> Self {
        let (site, details) = (&entry.site, entry.details());
        Self {
            path: path.to_owned(),
            start: site.start(),
            end: site.end(),
            range: site.span,
            destination: redacted(&site.destination),
            url: site.url().map(|url| redacted(&url)),
            target: entry.target.as_deref().map(str::to_owned),
            kind: site.kind,
            verdict: entry.verdict,
            status: details.status,
            reason: details.reason.clone(),
            final_url: details.final_url.clone(),
            suggestion: details.suggestion.clone(),
            from_cache: details.from_cache,
            rule: details.rule.clone(),
            severity: details.severity,
        }
    }

    /// Gives the entry back; how the link was written is not known any more.
    pub(crate) fn into_entry(self) -> Entry {
        let ends = [self.start, self.end];
        let site = Site::new(self.range, ends, self.destination, self.kind, LinkKind::Inline);
        let details = Details {
            status: self.status,
            reason: self.reason,
            final_url: self.final_url,
            suggestion: self.suggestion,
            from_cache: self.from_cache,
            rule: self.rule,
            severity: self.severity,
            finding: None,
        };
        Entry::with(site, self.verdict, self.target.map(Into::into), Some(details))
    }
}
