//! Text as a reader sees it, in one line: without markup and images, white space runs as one space.
//!
//! Most terms stand in the note as they are read, so they are borrowed from it; what a text is asked about is answered
//! from one look at its bytes where that is possible.

use std::borrow::Cow;

use notesmith_diagnostic::Span;

use crate::document::{Document, NodeId, NodeKind};

/// Text in one line, with single spaces and none at the ends.
#[derive(Clone, Debug)]
pub(super) struct PlainText<'d> {
    text: Cow<'d, str>,
    bytes: ByteKinds,
}

impl<'d> PlainText<'d> {
    /// Makes each run of white space in a text one space, and leaves out those at the ends.
    pub(super) fn new(text: impl Into<Cow<'d, str>>) -> Self {
        let text = text.into();
        let bytes = ByteKinds::of(&text);
        Self { text, bytes }.squeezed()
    }

    /// Reads source without other markup: its backslash escapes and the common entities are resolved.
    fn of_source(source: &'d str) -> Self {
        let bytes = ByteKinds::of(source);
        if !bytes.holds(ByteKinds::ESCAPE) {
            return Self { text: source.into(), bytes }.squeezed();
        }
        let mut text = String::with_capacity(source.len());
        unescape(source, &mut text);
        Self::new(text)
    }

    #[inline]
    fn squeezed(self) -> Self {
        if is_squeezed(&self.text, self.bytes) {
            return self;
        }
        let text = squeeze(&self.text);
        Self { bytes: ByteKinds::of(&text), text: text.into() }
    }

    /// Gives the text.
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// Gives the text to keep.
    pub(super) fn into_text(self) -> Cow<'d, str> {
        self.text
    }

    /// Tells whether it holds 。, by its rarest byte, which no character begins with.
    pub(super) fn holds_full_stop(&self) -> bool {
        let bytes = self.text.as_bytes();
        self.bytes.holds(ByteKinds::TAIL_80)
            && memchr::memchr_iter(0x80, bytes).any(|at| bytes[at - 1..].starts_with("。".as_bytes()))
    }

    /// Tells whether it holds 、, whose second byte is that of 。.
    pub(super) fn may_hold_comma(&self) -> bool {
        self.bytes.holds(ByteKinds::TAIL_80)
    }

    /// Tells whether a full stop stands before a space in it.
    pub(super) fn holds_stop_and_space(&self) -> bool {
        let bytes = self.text.as_bytes();
        self.bytes.holds(ByteKinds::STOP)
            && memchr::memchr_iter(b'.', bytes).any(|at| bytes.get(at + 1) == Some(&b' '))
    }
}

/// Which kinds of bytes a text holds.
#[derive(Clone, Copy, Debug)]
struct ByteKinds(u8);

impl ByteKinds {
    /// Control characters, and what white space beyond ASCII begins with but U+3000.
    const ODD: u8 = 1;
    const SPACE: u8 = 1 << 1;
    /// The second byte of CJK punctuation, `。` and U+3000 among it, and the third one of few other characters.
    const TAIL_80: u8 = 1 << 2;
    /// What begins an escape or an entity.
    const ESCAPE: u8 = 1 << 3;
    const STOP: u8 = 1 << 4;

    const OF_BYTE: [u8; 256] = {
        let mut kinds = [0; 256];
        let mut byte = 0;
        while byte < 256 {
            kinds[byte] = match byte as u8 {
                b' ' => Self::SPACE,
                0..=0x1F | 0x7F | 0xC0..=0xE2 => Self::ODD,
                0x80 => Self::TAIL_80,
                b'\\' | b'&' => Self::ESCAPE,
                b'.' => Self::STOP,
                _ => 0,
            };
            byte += 1;
        }
        kinds
    };

    fn of(text: &str) -> Self {
        Self(text.bytes().fold(0, |kinds, byte| kinds | Self::OF_BYTE[usize::from(byte)]))
    }

    fn holds(self, kinds: u8) -> bool {
        self.0 & kinds != 0
    }
}

/// Tells whether a text has single spaces between other characters and no other white space.
fn is_squeezed(text: &str, bytes: ByteKinds) -> bool {
    if !bytes.holds(ByteKinds::ODD | ByteKinds::SPACE | ByteKinds::TAIL_80) {
        return true;
    }
    if text.starts_with(' ') || text.ends_with(' ') {
        return false;
    }
    // U+3000 is E3 80 80.
    let (mut before, mut is_doubled) = (0, false);
    for byte in text.bytes() {
        is_doubled |= byte == before && matches!(byte, b' ' | 0x80);
        before = byte;
    }
    if !bytes.holds(ByteKinds::ODD) && !is_doubled {
        return true;
    }
    let mut before = ' ';
    text.chars().all(|letter| {
        let fits = if letter == ' ' { before != ' ' } else { !letter.is_whitespace() };
        before = letter;
        fits
    })
}

/// Makes each run of white space one space, and none at the ends.
fn squeeze(text: &str) -> String {
    let mut squeezed = String::with_capacity(text.len());
    let mut pending = false;
    for letter in text.chars() {
        if letter.is_whitespace() {
            pending = !squeezed.is_empty();
        } else {
            if std::mem::take(&mut pending) {
                squeezed.push(' ');
            }
            squeezed.push(letter);
        }
    }
    squeezed
}

/// Gives the text under `span` inside the block `node`.
pub(super) fn plain_text(document: &Document, node: NodeId, span: Span) -> PlainText<'_> {
    let mut text = String::new();
    let mut at = node.index() + 1;
    let end = document.node(node).end.index();
    while at < end {
        let inner = &document.nodes()[at];
        if inner.span.start() >= span.end() {
            break;
        }
        let shared = Span::new(inner.span.start().max(span.start()), inner.span.end().min(span.end()));
        let is_all = inner.span.covers(span);
        match inner.kind {
            NodeKind::Image => {
                at = inner.end.index();
                continue;
            }
            NodeKind::Text if is_all => return PlainText::of_source(document.slice(span)),
            NodeKind::Text => unescape(document.slice(shared), &mut text),
            NodeKind::Code if is_all => return PlainText::new(document.slice(span).trim_matches('`')),
            NodeKind::Code => text.push_str(document.slice(shared).trim_matches('`')),
            NodeKind::SoftBreak | NodeKind::LineBreak => text.push(' '),
            _ => {}
        }
        at += 1;
    }
    PlainText::new(text)
}

/// Adds a text with its backslash escapes and the common entities resolved.
pub(crate) fn unescape(source: &str, text: &mut String) {
    const ENTITIES: [(&str, char); 6] =
        [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&#39;", '\''), ("&nbsp;", ' ')];
    let mut rest = source;
    while let Some(at) = memchr::memchr2(b'\\', b'&', rest.as_bytes()) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let escaped = rest[1..].chars().next().filter(char::is_ascii_punctuation);
        if rest.starts_with('\\') {
            text.push(escaped.unwrap_or('\\'));
            rest = &rest[1 + escaped.map_or(0, char::len_utf8)..];
        } else if let Some((entity, letter)) = ENTITIES.iter().find(|(entity, _)| rest.starts_with(entity)) {
            text.push(*letter);
            rest = &rest[entity.len()..];
        } else {
            text.push('&');
            rest = &rest[1..];
        }
    }
    text.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str, borrowed: bool) {
        let plain = PlainText::new(text);
        assert_eq!(plain.as_str(), expected, "{text:?}");
        assert_eq!(matches!(plain.into_text(), Cow::Borrowed(_)), borrowed, "{text:?}");
    }

    #[test]
    fn white_space_is_squeezed() {
        for same in ["", "列", "First In, First Out", "列（Queue）→ 山", "む 、。", "\u{4000}", "é a"]
        {
            check(same, same, true);
        }
        check(" 列", "列", false);
        check("列 ", "列", false);
        check(" ", "", false);
        check("a  b", "a b", false);
        check("列\u{3000}山", "列 山", false);
        check("列\t山\u{A0}木", "列 山 木", false);
        check("a \u{2028} →", "a →", false);
    }

    #[test]
    fn signs_are_found() {
        assert!(PlainText::new("列。").holds_full_stop());
        assert!(!PlainText::new("む、〜").holds_full_stop());
        assert!(PlainText::new("a. b").holds_stop_and_space());
        assert!(!PlainText::new("a.b.").holds_stop_and_space());
    }
}
