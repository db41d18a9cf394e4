//! What acronyms are said to stand for: `EBS (Elastic Block Store)`, `Elastic Block Store（EBS）`, `- EBS: Elastic Block Store`.

use notesmith_diagnostic::Span;

use super::acronym::{Acronym, is_connecting};
use crate::note::Note;

/// The longest expansion, in bytes.
const LONGEST: usize = 80;

/// What an acronym is said to stand for in one place.
#[derive(Clone, Debug)]
pub(crate) struct Expansion {
    pub(crate) acronym: Acronym,
    /// The words as written.
    pub(crate) text: Box<str>,
    /// Their place.
    pub(crate) span: Span,
    /// Its 1-based line.
    pub(crate) line: u32,
}

/// The words of an expansion.
pub(crate) fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty())
}

/// Collects what acronyms are said to stand for in a note, in order.
pub(super) fn collect(note: &Note<'_>) -> Vec<Expansion> {
    let document = note.document();
    let text = document.text();
    let mut found = Vec::new();
    for (open, close) in &note.brackets().pairs {
        let inner = Span::new(open.span.end(), close.span.start());
        // Most brackets hold Japanese.
        if text.as_bytes()[inner.start()].is_ascii_alphabetic() && inner.len() <= LONGEST {
            found.extend(around_bracket(text, open.span.start(), inner));
        }
    }
    for entry in &note.entries().entries {
        if entry.term_text.len() > 8 {
            continue;
        }
        let (Some(definition), Some(acronym)) = (entry.definition, Acronym::read(&entry.term_text)) else {
            continue;
        };
        found.extend(read(text, acronym, definition.start(), phrase_length(document.slice(definition))));
    }
    found.sort_by_key(|(_, span)| *span);
    found.dedup_by_key(|(_, span)| *span);
    let line = |span: Span| document.line_index().line(span.start()) as u32;
    let found = found.into_iter();
    found
        .map(|(acronym, span)| Expansion {
            acronym,
            text: document.slice(span).into(),
            span,
            line: line(span),
        })
        .collect()
}

/// Reads a bracket and the text before it, one of which is an acronym.
fn around_bracket(text: &str, open: usize, inner: Span) -> Option<(Acronym, Span)> {
    let before = text[..open].trim_end_matches(' ');
    let Some(acronym) = Acronym::read(inner.text(text)) else {
        let word = before.len() - before.bytes().rev().take_while(u8::is_ascii_alphanumeric).count();
        let acronym = Acronym::read(&before[word..])?;
        return read(text, acronym, inner.start(), phrase_length(inner.text(text)));
    };
    // As many words before the bracket as the acronym stands for.
    let from = before.len().saturating_sub(LONGEST);
    let is_phrase = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'-');
    let mut start =
        before.len() - before.as_bytes()[from..].iter().rev().take_while(|byte| is_phrase(byte)).count();
    for _ in 0..acronym.reach().max(LONGEST / 2) {
        if let Some(found) = read(text, acronym, start, before.len() - start) {
            return Some(found);
        }
        start += before[start..].find([' ', '-'])? + 1;
    }
    None
}

/// Takes some bytes for what an acronym stands for, if its letters fit.
fn read(text: &str, acronym: Acronym, start: usize, length: usize) -> Option<(Acronym, Span)> {
    // Nearly always the first letter tells.
    if !text.as_bytes()[start].eq_ignore_ascii_case(&acronym.first()) {
        return None;
    }
    let words: Vec<&str> = words_of(&text[start..start + length]).collect();
    let is_expansion = words.len() > 1 && !is_connecting(words[0]) && acronym.fits(&words);
    is_expansion.then(|| (acronym, Span::new(start, start + length)))
}

/// How many bytes of Latin words and what stands between them a text begins with.
fn phrase_length(text: &str) -> usize {
    let is_phrase = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'-' | b'&');
    let length = text.bytes().take(LONGEST).take_while(is_phrase).count();
    text[..length].trim_end_matches([' ', '-', '&']).len()
}

#[cfg(test)]
mod tests {
    use notesmith_parse::{Document, ParseOptions};

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let document = Document::parse(text, &ParseOptions::default());
        let found = collect(&Note::new("note.md", &document));
        let found: Vec<_> = found.iter().map(|one| (one.acronym.text(), &*one.text)).collect();
        let found: Vec<_> = found.iter().map(|(acronym, text)| (acronym.as_str(), *text)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn expansions_are_read() {
        let block = ("EBS", "Elastic Block Store");
        check("EBS (Elastic Block Store) は", &[block]);
        check("EBS（Elastic Block Store）は", &[block]);
        check("- AWS EBS(Elastic Block Store): ボリューム", &[block]);
        check("the Elastic Block Store (EBS) is", &[block]);
        check("これはElastic Block Store（EBS）です", &[block]);
        check("- EBS: Elastic Block Store の略", &[block]);
        check("- EBS: Elastic Block Store", &[block]);
        check("- EBS：Elastic Block Store。保存する", &[block]);
        check("IAM (Identity and Access Management)", &[("IAM", "Identity and Access Management")]);
        check("a Web Application Firewall (WAF)", &[("WAF", "Web Application Firewall")]);
    }

    #[test]
    fn what_does_not_fit_is_none() {
        check("EBS (Elastic Block)", &[]);
        check("EBS (ボリューム) と EBS (e.g. gp3)", &[]);
        check("`EBS (Elastic Block Store)`", &[]);
        check("- EBS: ボリューム", &[]);
        check("(EBS) と (", &[]);
        check("()", &[]);
    }
}
