use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

declare_rule! {
    /// An answer that repeats its own term.
    ///
    /// ## Why
    ///
    /// What the question says already takes time to read and tells nothing, and a card that is asked the other way round
    /// would give its answer away.
    /// The first line of the answer counts, and terms of one character do not.
    ///
    /// ## Examples
    ///
    /// ```md bad=1
    /// - キュー: キューは、先に入れたものを先に出す
    /// ```
    ///
    /// ```md good
    /// - キュー: 先に入れたものを先に出す
    /// - 列: 順番に並んだ行列
    /// ```
    "cards/term-in-answer" {
        aliases: [],
        level: Hint,
        fix: none,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    for entry in &note.entries().entries {
        let Some(definition) = entry.definition else { continue };
        let term = &entry.term_text;
        let definition = document.slice(definition);
        let end = memchr::memchr(b'\n', definition.as_bytes()).unwrap_or(definition.len());
        if !is_one_character(term) && holds_in_any_case(&definition[..end], term) {
            sink.report(entry.term, format!("the answer of `{}` repeats it", entry.term_text))
                .help("say it without the term");
        }
    }
}

/// Tells whether a text has fewer than two characters in lower case; some have two there.
fn is_one_character(text: &str) -> bool {
    text.chars().flat_map(char::to_lowercase).nth(1).is_none()
}

/// Tells whether a text holds another, whatever the letter case of the two.
fn holds_in_any_case(text: &str, part: &str) -> bool {
    if !only_ascii_has_case(text) || !only_ascii_has_case(part) {
        return text.to_lowercase().contains(&part.to_lowercase());
    }
    // The last byte of a kana or a kanji tells more than the first.
    let Some(first) = part.chars().next() else { return true };
    let ahead = first.len_utf8() - 1;
    let rare = part.as_bytes()[ahead];
    let places = memchr::memchr2_iter(rare.to_ascii_lowercase(), rare.to_ascii_uppercase(), text.as_bytes());
    let heads = places.filter_map(|at| text.as_bytes().get(at.checked_sub(ahead)?..)?.get(..part.len()));
    heads.into_iter().any(|head| head.eq_ignore_ascii_case(part.as_bytes()))
}

/// Tells whether a text has no capital but those of ASCII, as nearly all Japanese text.
fn only_ascii_has_case(text: &str) -> bool {
    // Kana, kanji and their punctuation begin with the bytes from E3 to E9; compilers look at 16 at a time.
    let is_other = |byte: u8| matches!(byte, 0xC0..=0xE2 | 0xEA..);
    if !text.bytes().fold(false, |found, byte| found | is_other(byte)) {
        return true;
    }
    let is_capital =
        |c: char| !c.is_ascii() && !matches!(c, '\u{3000}'..='\u{9FFF}') && !c.to_lowercase().eq([c]);
    !text.chars().any(is_capital)
}
