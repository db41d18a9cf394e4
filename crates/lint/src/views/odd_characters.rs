//! The characters of a note that look like others or like nothing, found in one pass for all rules about them.

use notesmith_diagnostic::Span;
use notesmith_parse::Document;

/// What is odd about a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Oddity {
    /// A radical in place of a kanji.
    Radical,
    /// Takes no room: zero-width, bidirectional marks, a byte order mark inside.
    Invisible,
    /// A control character but tab and line endings.
    Control,
    /// U+FFFD.
    Replacement,
    /// A combining voicing mark behind kana.
    VoicingMark,
    /// Half-width kana.
    HalfWidthKana,
    /// A full-width letter or digit.
    FullWidthAlphanumeric,
    /// U+3000.
    IdeographicSpace,
}

/// One odd character.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OddCharacter {
    /// The character.
    pub(crate) c: char,
    /// Its bytes.
    pub(crate) span: Span,
    /// What is odd about it.
    pub(crate) oddity: Oddity,
}

/// Finds the odd characters at the given places but those in code, HTML, URLs and front matter, in order; control
/// characters and U+FFFD count everywhere.
pub(crate) fn collect(document: &Document, places: &[usize]) -> Vec<OddCharacter> {
    let mut found = Vec::new();
    for &at in places {
        let c = document.text()[at..].chars().next().expect("a character starts at each place");
        let Some(oddity) = oddity(c, at) else { continue };
        let span = Span::new(at, at + c.len_utf8());
        let everywhere = matches!(oddity, Oddity::Control | Oddity::Replacement);
        if everywhere || !document.is_verbatim(span) {
            found.push(OddCharacter { c, span, oddity });
        }
    }
    found
}

fn oddity(c: char, at: usize) -> Option<Oddity> {
    Some(match c {
        '\u{2E80}'..='\u{2EF3}' | '\u{2F00}'..='\u{2FD5}' => Oddity::Radical,
        // A byte order mark at the start of the file is one.
        '\u{FEFF}' if at > 0 => Oddity::Invisible,
        '\u{200B}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}'
        | '\u{AD}' => Oddity::Invisible,
        '\u{FFFD}' => Oddity::Replacement,
        c if c.is_control() => Oddity::Control,
        '\u{3099}' | '\u{309A}' => Oddity::VoicingMark,
        '\u{FF61}'..='\u{FF9F}' => Oddity::HalfWidthKana,
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => Oddity::FullWidthAlphanumeric,
        '\u{3000}' => Oddity::IdeographicSpace,
        _ => return None,
    })
}

/// Groups odd characters of one kind that stand next to each other; gives the span of each group.
pub(crate) fn runs(odd: &[OddCharacter], oddity: Oddity) -> Vec<Span> {
    let mut runs: Vec<Span> = Vec::new();
    for odd in odd.iter().filter(|odd| odd.oddity == oddity) {
        match runs.last_mut() {
            Some(last) if last.end() == odd.span.start() => *last = Span::new(last.start(), odd.span.end()),
            _ => runs.push(odd.span),
        }
    }
    runs
}
