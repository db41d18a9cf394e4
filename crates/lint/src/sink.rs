//! Where rules put what they find.

use std::borrow::Cow;

use notesmith_diagnostic::{Applicability, Diagnostic, Edit, Fix, Related, Severity, Span};

use crate::corpus::Corpus;
use crate::hints::Hints;
use crate::rule::Rule;

/// Takes the findings of one rule in one note.
pub struct Sink<'a> {
    rule: &'static Rule,
    severity: Severity,
    hints: Hints,
    found: &'a mut Vec<Diagnostic>,
    counted: usize,
}

impl<'a> Sink<'a> {
    /// Makes a sink that appends to `found`.
    pub(crate) fn new(
        rule: &'static Rule,
        severity: Severity,
        hints: Hints,
        found: &'a mut Vec<Diagnostic>,
    ) -> Self {
        Self { rule, severity, hints, found, counted: 0 }
    }

    /// Counts a finding that would be a hint which nobody sees; false where it has to be reported.
    ///
    /// For rules that have many hints and never say the same twice: it saves finding words for them.
    pub(crate) fn only_counts(&mut self) -> bool {
        let only_counts = self.hints.are_counted(self.severity);
        self.counted += usize::from(only_counts);
        only_counts
    }

    /// Gives how many findings were only counted.
    pub(crate) fn counted(&self) -> usize {
        self.counted
    }

    /// Reports a finding; what it returns takes help, suggestions and fixes.
    pub(crate) fn report(&mut self, span: Span, message: impl Into<String>) -> Finding<'_> {
        self.found.push(blank(self.rule, self.severity, span, message.into()));
        Finding { rule: self.rule, diagnostic: self.found.last_mut().expect("just pushed") }
    }
}

/// Takes the findings of one rule over all notes.
pub struct CorpusSink<'a> {
    rule: &'static Rule,
    severity: Severity,
    hints: Hints,
    found: &'a mut Vec<(usize, Diagnostic)>,
    counted: usize,
}

impl<'a> CorpusSink<'a> {
    /// Makes a sink that appends to `found`.
    pub(crate) fn new(
        rule: &'static Rule,
        severity: Severity,
        hints: Hints,
        found: &'a mut Vec<(usize, Diagnostic)>,
    ) -> Self {
        Self { rule, severity, hints, found, counted: 0 }
    }

    /// Does what [`Sink::only_counts`] does for a finding in one of the files that is at most as severe as this.
    pub(crate) fn only_counts(&mut self, corpus: &Corpus, file: usize, at_most: Severity) -> bool {
        let only_counts = self.hints.are_counted(self.severity.min(at_most))
            && corpus.files()[file].suppressions.is_empty();
        self.counted += usize::from(only_counts);
        only_counts
    }

    /// Gives how many findings were only counted.
    pub(crate) fn counted(&self) -> usize {
        self.counted
    }

    /// Reports a finding in the file with this index into [`crate::Corpus::files`].
    pub(crate) fn report(&mut self, file: usize, span: Span, message: impl Into<String>) -> Finding<'_> {
        self.found.push((file, blank(self.rule, self.severity, span, message.into())));
        Finding { rule: self.rule, diagnostic: &mut self.found.last_mut().expect("just pushed").1 }
    }
}

fn blank(rule: &'static Rule, severity: Severity, span: Span, message: String) -> Diagnostic {
    Diagnostic {
        rule: Cow::Borrowed(rule.id),
        alias: rule.aliases.first().map(|alias| Cow::Borrowed(*alias)),
        severity,
        message,
        help: None,
        span,
        suggestions: Vec::new(),
        related: Vec::new(),
        fixes: Vec::new(),
    }
}

/// A finding that was just reported, to be completed.
pub(crate) struct Finding<'a> {
    rule: &'static Rule,
    diagnostic: &'a mut Diagnostic,
}

impl Finding<'_> {
    /// Says what to do about it.
    pub(crate) fn help(self, help: impl Into<String>) -> Self {
        self.diagnostic.help = Some(help.into());
        self
    }

    /// Adds a candidate replacement for the text under the span.
    pub(crate) fn suggest(self, replacement: impl Into<String>) -> Self {
        // Most findings have one, and they are kept until all notes are read.
        self.diagnostic.suggestions.reserve_exact(1);
        self.diagnostic.suggestions.push(replacement.into());
        self
    }

    /// Adds another place.
    pub(crate) fn related(self, related: Related) -> Self {
        self.diagnostic.related.push(related);
        self
    }

    /// Lowers the severity of this finding to at most `severity`.
    pub(crate) fn at_most(self, severity: Severity) -> Self {
        self.diagnostic.severity = self.diagnostic.severity.min(severity);
        self
    }

    /// Names the rule of another tool that this finding belongs to, where the rule keeps several or more than those.
    pub(crate) fn alias(self, alias: Option<&'static str>) -> Self {
        self.diagnostic.alias = alias.map(Cow::Borrowed);
        self
    }

    /// Adds a fix of the applicability that the rule declares.
    pub(crate) fn fix(self, title: impl Into<String>, edits: Vec<Edit>) -> Self {
        let applicability = self.rule.fix.expect("a rule that fixes declares so");
        self.fix_as(applicability, title, edits)
    }

    /// Adds a fix that is less safe than the rule declares.
    pub(crate) fn fix_as(
        self,
        applicability: Applicability,
        title: impl Into<String>,
        edits: Vec<Edit>,
    ) -> Self {
        self.diagnostic.fixes.reserve_exact(1);
        self.diagnostic.fixes.push(Fix { title: title.into(), applicability, edits });
        self
    }

    /// Adds the fix that puts the suggestion in place of the reported text.
    pub(crate) fn replace_with(self, replacement: impl Into<String>) -> Self {
        let replacement = replacement.into();
        let edit = Edit::replace(self.diagnostic.span, replacement.clone());
        let title = format!("replace with \"{replacement}\"");
        self.suggest(replacement).fix(title, vec![edit])
    }
}
