//! What stands between the terms of a note and their definitions.

use notesmith_diagnostic::Span;
use notesmith_parse::Document;

use crate::note::Note;

/// One separator between a term and its definition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TermSeparator {
    /// The term.
    pub term: Span,
    /// The separator with the white space around it.
    pub span: Span,
    /// How it is written.
    pub style: SeparatorStyle,
    /// Whether the definition follows on the same line.
    pub has_definition: bool,
}

/// How a separator is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SeparatorStyle {
    /// `Term: definition`
    Colon,
    /// `Term:definition`
    TightColon,
    /// `Term : definition`
    SpacedColon,
    /// `Term：definition`
    WideColon,
    /// `Term： definition`, or with a space before.
    SpacedWideColon,
    /// `Term・・・definition`, `Term……definition`
    Dots,
}

impl SeparatorStyle {
    /// Reads the style from what stands between term and definition.
    fn of(text: &str) -> Option<Self> {
        match text {
            ": " => return Some(Self::Colon),
            ":" => return Some(Self::TightColon),
            _ => {}
        }
        let mark = text.trim();
        let (before, after) = (text.starts_with(char::is_whitespace), text.ends_with(char::is_whitespace));
        match mark {
            ":" if before => Some(Self::SpacedColon),
            ":" if after => Some(Self::Colon),
            "：" if before || after => Some(Self::SpacedWideColon),
            "：" => Some(Self::WideColon),
            _ if mark.starts_with(['・', '…']) => Some(Self::Dots),
            _ => None,
        }
    }

    /// Gives the separator's text.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Colon => ": ",
            Self::TightColon => ":",
            Self::SpacedColon => " : ",
            Self::WideColon => "：",
            Self::SpacedWideColon => "： ",
            Self::Dots => "・・・",
        }
    }
}

/// Collects the separators of a note, in order.
pub fn collect(note: &Note<'_>) -> Vec<TermSeparator> {
    let document = note.document();
    let entries = &note.entries().entries;
    let found =
        entries.iter().filter_map(|entry| read(document, entry.term, entry.separator?, entry.definition));
    found.collect()
}

fn read(document: &Document, term: Span, separator: Span, definition: Option<Span>) -> Option<TermSeparator> {
    let text = document.text();
    // Emphasis that ends with the term, or that the separator stands in, is not white space.
    let before = text[term.end()..separator.start()].bytes().rev().take_while(|byte| *byte == b' ').count();
    let behind = &text[separator.end()..];
    // Nearly always nothing or one space.
    let after = match behind.as_bytes() {
        [b'!'..=b'~', ..] => 0,
        [b' ', b'!'..=b'~' | 0xE4..=0xE9, ..] => 1,
        _ => behind.len() - behind.trim_start_matches([' ', '\u{3000}']).len(),
    };
    let is_end = behind[after..].starts_with(['\n', '\r']) || after == behind.len();
    let has_definition = definition.is_some() && !is_end;
    let end = if has_definition { separator.end() + after } else { separator.end() };
    let span = Span::new(separator.start() - before, end);
    let style = SeparatorStyle::of(document.slice(span))?;
    let style =
        if has_definition || style != SeparatorStyle::TightColon { style } else { SeparatorStyle::Colon };
    Some(TermSeparator { term, span, style, has_definition })
}
