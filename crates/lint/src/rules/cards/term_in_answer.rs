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
        let term = entry.term_text.as_ref();
        if is_one_character(term) {
            continue;
        }
        let definition = document.slice(definition);
        let is_repeated = if only_ascii_has_case(term) {
            holds_in_any_ascii_case(definition, term)
                || note.scan().becomes_ascii
                    && first_line(definition).to_lowercase().contains(&term.to_lowercase())
        } else {
            first_line(definition).to_lowercase().contains(&term.to_lowercase())
        };
        if is_repeated && !sink.only_counts() {
            sink.report(entry.term, format!("the answer of `{term}` repeats it"))
                .help("say it without the term");
        }
    }
}

/// Tells whether a text has fewer than two characters in lower case; some have two there.
fn is_one_character(text: &str) -> bool {
    text.len() <= '\u{10FFFF}'.len_utf8() && text.chars().flat_map(char::to_lowercase).nth(1).is_none()
}

fn first_line(text: &str) -> &str {
    &text[..memchr::memchr(b'\n', text.as_bytes()).unwrap_or(text.len())]
}

/// Tells whether the first line of a text holds another one, whatever the letter case of ASCII in the two.
fn holds_in_any_ascii_case(text: &str, part: &str) -> bool {
    // The last byte of a kana or a kanji tells more than the first.
    let Some(first) = part.chars().next() else { return true };
    let ahead = first.len_utf8() - 1;
    let rare = part.as_bytes()[ahead];
    let places = memchr::memchr2_iter(rare.to_ascii_lowercase(), rare.to_ascii_uppercase(), text.as_bytes());
    let is_head = |start: &usize| {
        let head = text.as_bytes().get(*start..start + part.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(part.as_bytes()))
    };
    let found = places.filter_map(|at| at.checked_sub(ahead)).find(is_head);
    found.is_some_and(|start| start < first_line(text).len())
}

/// Tells whether all characters of a text that have letter case, and all that others have in lower case, are of ASCII,
/// as in nearly all Japanese text.
fn only_ascii_has_case(text: &str) -> bool {
    // Kana, kanji and their punctuation begin with the bytes from E3 to E9.
    let is_other = |byte: u8| matches!(byte, 0xC0..=0xE2 | 0xEA..);
    text.is_ascii()
        || !text.bytes().any(is_other)
        || text.chars().all(|letter| {
            // Dashes and dots, arrows, numbers in circles, CJK, full-width punctuation.
            matches!(letter,
                '\0'..='\x7F' | '\u{2010}'..='\u{2027}' | '\u{2190}'..='\u{21FF}' | '\u{2460}'..='\u{2473}'
                | '\u{3000}'..='\u{9FFF}' | '\u{FF01}'..='\u{FF20}' | '\u{FF3B}'..='\u{FF40}'
                | '\u{FF5B}'..='\u{FF9F}')
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::views::scan::Scan;

    #[test]
    fn what_has_no_case_has_none() {
        for letter in '\u{80}'..=char::MAX {
            let lower: String = letter.to_lowercase().collect();
            if only_ascii_has_case(&letter.to_string()) {
                assert_eq!(lower, letter.to_string());
            } else if !lower.chars().eq([letter]) {
                let ascii = lower.contains(|c: char| c.is_ascii());
                assert_eq!(ascii, Scan::of(&letter.to_string()).becomes_ascii, "{letter:?}");
                assert!(
                    !lower.chars().any(|c| !c.is_ascii() && only_ascii_has_case(&c.to_string())),
                    "{letter:?}"
                );
            }
        }
    }
}
