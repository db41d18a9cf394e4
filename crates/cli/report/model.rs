//! A finished run as the formats get it.

use std::collections::BTreeMap;
use std::time::Duration;

use notesmith_diagnostic::{Applicability, Diagnostic, LineIndex, Related, Severity};

use crate::report::{Place, Places};

/// A finished run: sorted by file, then by place.
#[derive(Default)]
pub(crate) struct Report {
    /// How many files were checked.
    pub(crate) checked: usize,
    /// How many files or folders could not be read.
    pub(crate) unread: usize,
    /// The files with findings to show.
    pub(crate) files: Vec<ReportFile>,
    /// The places in other files that findings relate to, by path.
    pub(crate) elsewhere: BTreeMap<String, Places>,
    /// How many findings are hints that are not shown.
    pub(crate) hidden_hints: usize,
    /// How long the run took.
    pub(crate) elapsed: Duration,
}

/// One file with findings to show.
pub(crate) struct ReportFile {
    /// The path as shown to people, with `/`, control characters and all.
    pub(crate) path: String,
    /// The text; empty where the file is no text.
    pub(crate) text: String,
    /// The lines of the text.
    pub(crate) lines: LineIndex,
    /// The places of the findings, their fixes and what is related to them in this file.
    pub(crate) places: Places,
    /// The findings in order of their place.
    pub(crate) findings: Vec<Diagnostic>,
}

impl ReportFile {
    /// Makes a file of the report; the findings lie inside the text, and the lines are its own.
    pub(crate) fn new(path: String, text: String, lines: LineIndex, findings: Vec<Diagnostic>) -> Self {
        let spans = findings.iter().flat_map(|finding| {
            let edits = finding.fixes.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
            let related =
                finding.related.iter().filter(|related| related.path.is_none()).map(|related| related.span);
            edits.chain(related).chain([finding.span])
        });
        let places = Places::new(&text, &lines, spans.flat_map(|span| [span.start(), span.end()]));
        Self { path, text, lines, places, findings }
    }

    /// Gives the places where a finding starts and ends.
    pub(crate) fn ends(&self, finding: &Diagnostic) -> [Place; 2] {
        [self.places.get(finding.span.start()), self.places.get(finding.span.end())]
    }

    /// Tells whether a finding is about the file as a whole: there is no text to point into.
    pub(crate) fn is_whole(&self) -> bool {
        self.text.is_empty()
    }

    /// Gives the text under a finding.
    pub(crate) fn marked(&self, finding: &Diagnostic) -> &str {
        self.text.get(finding.span.range()).unwrap_or("")
    }
}

impl Report {
    /// Finds the places in other files that findings relate to; `read` gives a file's text by its path.
    pub(crate) fn look_elsewhere(&mut self, read: impl Fn(&str) -> Option<String>) {
        let mut wanted: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for related in self.findings().flat_map(|(_, finding)| &finding.related) {
            if let Some(path) = &related.path {
                wanted.entry(path.clone()).or_default().extend([related.span.start(), related.span.end()]);
            }
        }
        for (path, offsets) in wanted {
            if let Some(text) = read(&path) {
                self.elsewhere.insert(path, Places::new(&text, &LineIndex::new(&text), offsets));
            }
        }
    }

    /// Gives where a related place is: the path, its start and its end. Of a file that cannot be read any more the
    /// line is known, not the columns.
    pub(crate) fn related<'a>(&self, file: &'a ReportFile, related: &'a Related) -> (&'a str, [Place; 2]) {
        let (path, places) = match &related.path {
            None => (file.path.as_str(), Some(&file.places)),
            Some(path) => (path.as_str(), self.elsewhere.get(path)),
        };
        let ends = places.map(|places| [places.get(related.span.start()), places.get(related.span.end())]);
        let is_known = |ends: &[Place; 2]| ends[0].line == related.line;
        (path, ends.filter(is_known).unwrap_or([Place::line_start(related.line); 2]))
    }

    /// Gives all findings to show, with their files.
    pub(crate) fn findings(&self) -> impl Iterator<Item = (&ReportFile, &Diagnostic)> {
        self.files.iter().flat_map(|file| file.findings.iter().map(move |finding| (file, finding)))
    }

    /// Counts the findings to show of one severity.
    pub(crate) fn count(&self, severity: Severity) -> usize {
        self.findings().filter(|(_, finding)| finding.severity == severity).count()
    }

    /// Counts the findings that `--fix` would mend.
    pub(crate) fn fixable(&self) -> usize {
        self.findings().filter(|(_, finding)| finding.is_fixable(Applicability::Safe)).count()
    }

    /// Gives the numbers that sum the run up, without the time: `2 errors`, `31 warnings (24 fixable with --fix)`.
    pub(crate) fn totals(&self) -> Vec<String> {
        let mut parts = Vec::new();
        for (severity, name) in
            [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Hint, "hint")]
        {
            let number = self.count(severity);
            if number > 0 {
                parts.push(count(number, name, &format!("{name}s")));
            }
        }
        if parts.is_empty() && self.unread == 0 {
            parts.push("nothing to fix".to_owned());
        }
        let fixable = self.fixable();
        if fixable > 0 {
            let last = parts.last_mut().expect("there is at least one part");
            *last = format!("{last} ({fixable} fixable with --fix)");
        }
        if self.hidden_hints > 0 {
            parts.push(format!("{} hidden (--hints)", count(self.hidden_hints, "hint", "hints")));
        }
        if self.unread > 0 {
            parts.push(format!("{} not read", self.unread));
        }
        parts
    }

    /// Gives the one line that sums the run up.
    pub(crate) fn summary(&self) -> String {
        let mut parts = self.totals();
        parts.insert(0, count(self.checked, "file", "files"));
        parts.push(format!("{:.2} s", self.elapsed.as_secs_f64()));
        parts.join(", ")
    }
}

/// Gives `1 file`, `2 files`.
pub(crate) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
