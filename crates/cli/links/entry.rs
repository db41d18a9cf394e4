//! One place with its verdict, and a note with all of them.

use notesmith_diagnostic::{Diagnostic, Severity};
use notesmith_link_check::{Outcome, placeholder};
use notesmith_lint::Suppressions;

use crate::links::Verdict;
use crate::links::site::{Site, SiteKind};
use crate::load::Input;

/// One note and its links.
pub(crate) struct Note {
    /// The file.
    pub(crate) input: Input,
    /// The hash of the text that was read; `None` for a note of somebody else's report.
    pub(crate) hash: Option<u64>,
    /// Its links in order.
    pub(crate) entries: Vec<Entry>,
    /// Where comments switch rules off.
    pub(crate) suppressions: Suppressions,
}

/// One link of a note. There may be hundreds of thousands, nearly all of them fine, so what only others have is apart.
#[derive(Debug)]
pub(crate) struct Entry {
    /// The place.
    pub(crate) site: Site,
    /// What is known of it.
    pub(crate) verdict: Verdict,
    /// The file and the fragment that a local destination leads to, where the run asks for them.
    pub(crate) target: Option<Box<str>>,
    details: Option<Box<Details>>,
}

/// What there is to say of a link that is not simply fine.
#[derive(Debug, Default)]
pub(crate) struct Details {
    pub(crate) status: Option<u16>,
    pub(crate) reason: String,
    pub(crate) final_url: Option<String>,
    pub(crate) suggestion: Option<String>,
    pub(crate) from_cache: bool,
    /// The rule by which the place is reported; a comment in the note can switch it off by this name.
    pub(crate) rule: Option<String>,
    /// How grave the finding about it is; a hint fails no run.
    pub(crate) severity: Option<Severity>,
    /// What the linter says of a broken local link.
    pub(crate) finding: Option<Box<Diagnostic>>,
}

static NOTHING: Details = Details {
    status: None,
    reason: String::new(),
    final_url: None,
    suggestion: None,
    from_cache: false,
    rule: None,
    severity: None,
    finding: None,
};

impl Entry {
    /// Makes the entry of a place before anything was checked: what needs no check has its verdict.
    pub(crate) fn new(site: Site) -> Self {
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
        let mut entry = Self::with(site, verdict, None, None);
        if !reason.is_empty() {
            reason.clone_into(&mut entry.details_mut().reason);
        }
        entry
    }

    /// Makes an entry of which all is known.
    pub(crate) fn with(
        site: Site,
        verdict: Verdict,
        target: Option<Box<str>>,
        details: Option<Details>,
    ) -> Self {
        Self { site, verdict, target, details: details.map(Box::new) }
    }

    /// Gives what there is to say.
    pub(crate) fn details(&self) -> &Details {
        self.details.as_deref().unwrap_or(&NOTHING)
    }

    /// Gives what there is to say, to be changed.
    pub(crate) fn details_mut(&mut self) -> &mut Details {
        self.details.get_or_insert_default()
    }

    /// Takes over what asking the web gave.
    pub(crate) fn take(&mut self, outcome: &Outcome) {
        self.verdict = outcome.verdict.into();
        *self.details_mut() = Details {
            status: outcome.status,
            reason: outcome.reason.clone(),
            final_url: outcome.final_url.clone(),
            suggestion: outcome.suggestion.clone(),
            from_cache: outcome.from_cache,
            ..Details::default()
        };
    }

    /// Tells whether the link makes the run fail.
    pub(crate) fn fails(&self) -> bool {
        self.verdict == Verdict::Broken && self.details().severity != Some(Severity::Hint)
    }

    /// Takes the place out of the report, since a comment says so.
    pub(crate) fn ignore(&mut self, reason: &str) {
        self.verdict = Verdict::Skipped;
        let details = self.details_mut();
        reason.clone_into(&mut details.reason);
        details.suggestion = None;
        details.finding = None;
    }
}
