//! Turns verdicts into findings, the same way for each rule of the group.

use notesmith_diagnostic::{Edit, Span};

use super::verdict::{Verdict, VerdictKind};
use crate::corpus::Corpus;
use crate::sink::CorpusSink;

/// Whether a rule offers to write the first suggestion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Remedy {
    /// With a fix of the rule's applicability, where there is one suggestion.
    FixIfSure,
    /// With a fix of the rule's applicability.
    Fix,
}

/// Reports all verdicts of a kind; `message` says what is wrong with a word.
pub(crate) fn report(
    corpus: &Corpus,
    sink: &mut CorpusSink<'_>,
    kind: VerdictKind,
    remedy: Remedy,
    message: impl Fn(&Verdict) -> String,
) {
    for verdict in corpus.verdicts_of(kind) {
        for place in &verdict.places {
            let span = Span::new(place.start as usize, place.start as usize + verdict.text.len());
            let mut finding = sink.report(place.file as usize, span, message(verdict)).help(help(verdict));
            for suggestion in &verdict.suggestions {
                finding = finding.suggest(suggestion);
            }
            let sure = remedy == Remedy::Fix || remedy == Remedy::FixIfSure && verdict.suggestions.len() == 1;
            if let Some(right) = verdict.suggestions.first().filter(|_| sure) {
                let edit = Edit::replace(span, right.clone());
                finding.fix(format!("replace with \"{right}\""), vec![edit]);
            }
        }
    }
}

fn help(verdict: &Verdict) -> String {
    let plain =
        |byte: u8| !byte.is_ascii() || byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    // A shell splits two words and reads signs in its own way.
    let word =
        if verdict.text.bytes().all(plain) { verdict.text.clone() } else { format!("\"{}\"", verdict.text) };
    let remedy = match &verdict.suggestions[..] {
        [] => "correct it".to_owned(),
        rights => write_one_of(rights),
    };
    format!("{remedy}, or accept the word: `notesmith spelling add {word}`")
}

/// Says to write one of some words: `write "a" or "b"`.
pub(super) fn write_one_of(rights: &[String]) -> String {
    format!("write \"{}\"", rights.join("\" or \""))
}
