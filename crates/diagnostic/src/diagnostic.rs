//! What a check found, why, and how to mend it.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::Span;

/// How much a finding matters: errors and warnings are shown and fail a run, hints are shown on request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Shown with `--hints` only.
    Hint,
    /// Shown; fails the run.
    Warning,
    /// Shown; fails the run.
    Error,
}

impl Severity {
    /// Gives the lower-case name: `error`, `warning` or `hint`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hint => "hint",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Who may apply a fix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Applicability {
    /// Keeps the meaning of the note: `--fix` applies it.
    Safe,
    /// May change the meaning: `--unsafe-fixes` applies it.
    Unsafe,
    /// A proposal for a person; never applied.
    Manual,
}

/// One replacement of source bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Edit {
    /// The bytes to replace; empty to insert.
    #[serde(rename = "range")]
    pub span: Span,
    /// The new text; empty to delete.
    pub text: String,
}

impl Edit {
    /// Makes an edit that puts `text` in place of `span`.
    pub fn replace(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into() }
    }

    /// Makes an edit that removes `span`.
    pub fn delete(span: Span) -> Self {
        Self { span, text: String::new() }
    }
}

/// A way to mend a finding: edits that are applied together or not at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fix {
    /// What it does, as an imperative: `replace with "Lambda"`.
    pub title: String,
    /// Who may apply it.
    pub applicability: Applicability,
    /// The edits, sorted by start, not overlapping.
    pub edits: Vec<Edit>,
}

/// Another place that belongs to a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Related {
    /// The file, relative to the root with `/`; `None` is the file of the finding itself.
    pub path: Option<String>,
    /// The place in that file, in bytes.
    pub span: Span,
    /// The 1-based line of the place: the text of another file is not at hand where the finding is shown.
    pub line: usize,
    /// What is there.
    pub message: String,
}

/// One finding in one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule's id: `group/name`.
    pub rule: Cow<'static, str>,
    /// The rule's name in another tool, `MD051` for one, where it keeps that meaning.
    pub alias: Option<Cow<'static, str>>,
    /// How much it matters in this run.
    pub severity: Severity,
    /// What is wrong: lower case, no period.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Where, in bytes.
    pub span: Span,
    /// Candidate replacements for the text under the span, best first.
    pub suggestions: Vec<String>,
    /// Other places that belong to it.
    pub related: Vec<Related>,
    /// Ways to mend it, best first.
    pub fixes: Vec<Fix>,
}

impl Diagnostic {
    /// Tells whether a fix of at most this applicability is there.
    pub fn is_fixable(&self, at_most: Applicability) -> bool {
        self.fixes.iter().any(|fix| fix.applicability <= at_most)
    }
}
