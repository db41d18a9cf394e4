//! Runs the rules: over one note, then over the facts of all, then suppression and order.

use notesmith_diagnostic::Diagnostic;

use crate::corpus::Corpus;
use crate::facts::FileFacts;
use crate::note::Note;
use crate::rule::Check;
use crate::settings::RuleSet;
use crate::sink::{CorpusSink, Sink};
use crate::suppression::Suppressions;

/// What checking one note gave.
#[derive(Debug)]
pub struct NoteReport {
    /// What the rules over one note found, unsuppressed and unsorted: see [`finish`].
    pub diagnostics: Vec<Diagnostic>,
    /// What the rules over all notes need.
    pub facts: FileFacts,
}

/// Runs the rules that see one note at a time, and collects the facts for the others.
pub fn check_note(note: &Note<'_>, rules: &RuleSet) -> NoteReport {
    let mut diagnostics = Vec::new();
    for active in rules.rules() {
        if let Check::File(check) = active.rule.check {
            check(note, &active.options, &mut Sink::new(active.rule, active.severity, &mut diagnostics));
        }
    }
    NoteReport { diagnostics, facts: FileFacts::collect(note) }
}

/// Runs the rules that see the facts of all notes; each finding comes with the index of its file in
/// [`Corpus::files`].
pub fn check_corpus(corpus: &Corpus, rules: &RuleSet) -> Vec<(usize, Diagnostic)> {
    let mut found = Vec::new();
    for active in rules.rules() {
        if let Check::Corpus(check) = active.rule.check {
            check(corpus, &active.options, &mut CorpusSink::new(active.rule, active.severity, &mut found));
        }
    }
    found
}

/// Takes out what comments in the note suppress, and sorts the rest by place, rule and message.
pub fn finish(mut diagnostics: Vec<Diagnostic>, suppressions: &Suppressions) -> Vec<Diagnostic> {
    diagnostics.retain(|diagnostic| !suppressions.covers(diagnostic));
    diagnostics.sort_by(|a, b| (a.span, &a.rule, &a.message).cmp(&(b.span, &b.rule, &b.message)));
    diagnostics
}
