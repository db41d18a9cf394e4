//! What looks like a link in the source and is none: brackets apart, of the wrong width, not closed, or around an
//! address with spaces.
//!
//! The text between `[ ]` may be anything; what stands in `( )` must look like an address, so that prose with brackets
//! is left alone.

use notesmith_diagnostic::Span;
use notesmith_parse::{Document, LinkKind, bare_url_end};

use crate::views::lone_addresses;
use crate::views::scan::Scan;

/// Why it is no link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// `[text] (address)`.
    Gap,
    /// `［text］(address)` or `[text]（address）`.
    FullWidth,
    /// `［text］（address）`, which may be prose.
    FullWidthAlone,
    /// `[text](an address.md)`.
    Spaces,
    /// `[text](address “title”)`.
    Title,
    /// `[text](address`.
    Unclosed,
    /// `text](address)`.
    NoOpening,
    /// `[text(address)`.
    NoClosing,
    /// `[text]address)`.
    NoRound,
    /// `[text](address)(another)`.
    Second,
    /// `<https://address`, or one with a space inside.
    Angle,
    /// `![text]` with nothing behind.
    NoAddress,
}

/// A link that is none.
#[derive(Clone, Copy, Debug)]
pub(crate) struct UnrenderedLink {
    /// Why.
    pub(crate) flaw: Flaw,
    /// From its first to its last bracket; of an unclosed one to the end of the address.
    pub(crate) span: Span,
    /// What stands between the square brackets, or up to the start of the line.
    pub(crate) text: Span,
    /// The address without its brackets, white space at its edges left out.
    pub(crate) address: Span,
}

/// Finds them in a note, in order of where their text ends.
pub(crate) fn collect(document: &Document, scan: &Scan) -> Vec<UnrenderedLink> {
    let text = document.text();
    let mut rendered = Rendered::of(document);
    let mut found = Vec::new();
    for &close in scan.squares.iter().filter(|at| text[**at..].starts_with(']')) {
        let behind = &text[close + 1..];
        if behind.starts_with(['(', ' ', '（', '\u{3000}', '\t']) && !rendered.covers(close) {
            found.extend(read(document, Closing { at: close, length: 1 }));
        } else if behind.starts_with(['h', '.']) && !rendered.covers(close) {
            found.extend(without_round(document, close));
        }
    }
    for &close in &scan.wide_closing_squares {
        if text[close + '］'.len_utf8()..].starts_with(['(', '（']) {
            found.extend(read(document, Closing { at: close, length: '］'.len_utf8() }));
        }
    }
    for &open in scan.brackets.iter().filter(|at| text[**at..].starts_with("(http")) {
        if lone_addresses::ends_link(document, open) {
            found.extend(lone_addresses::second(document, open));
        } else if !text[..open].ends_with([']', '］', ' ']) {
            found.extend(without_closing(document, open));
        }
    }
    for &open in scan.tags.iter().filter(|at| text[**at..].starts_with("<http")) {
        found.extend(lone_addresses::angle(document, open));
    }
    for open in scan.pairs(text, "![").map(|mark| mark + 1) {
        found.extend(lone_addresses::without_address(document, open));
    }
    found.sort_by_key(|link| link.span.start());
    found
}

/// The links and images that are rendered, asked in order.
struct Rendered {
    spans: Vec<Span>,
    next: usize,
    end: usize,
}

impl Rendered {
    fn of(document: &Document) -> Self {
        let is_written =
            |kind: LinkKind| matches!(kind, LinkKind::Inline | LinkKind::Reference | LinkKind::Wiki);
        let links = document.links().iter().filter(|link| is_written(link.kind)).map(|link| link.span);
        let images = document.images().iter().filter(|image| is_written(image.kind)).map(|image| image.span);
        let mut spans: Vec<Span> = links.chain(images).collect();
        spans.sort_unstable();
        Self { spans, next: 0, end: 0 }
    }

    /// Tells whether the brackets that close here belong to one; a reference in brackets has nothing behind it.
    fn covers(&mut self, close: usize) -> bool {
        while let Some(span) = self.spans.get(self.next).filter(|span| span.start() <= close) {
            self.end = self.end.max(span.end());
            self.next += 1;
        }
        close < self.end
    }
}

/// A square bracket that closes.
#[derive(Clone, Copy)]
struct Closing {
    at: usize,
    length: usize,
}

/// How far brackets are looked for, in bytes.
const REACH: usize = 400;

fn read(document: &Document, close: Closing) -> Option<UnrenderedLink> {
    let text = document.text();
    let behind = line_of(&text[close.at + close.length..]);
    let gap = behind.len() - behind.trim_start_matches([' ', '\t', '\u{3000}']).len();
    let wide = behind[gap..].starts_with('（');
    if !wide && !behind[gap..].starts_with('(') || gap > 3 || text[..close.at].ends_with('\\') {
        return None;
    }
    let from = close.at + close.length + gap + if wide { '（'.len_utf8() } else { 1 };
    let inside = Inside::read(line_of(&text[from..]));
    let before = line_start(text, close.at);
    let opening = opening(&text[before..close.at]).map(|(at, length)| (before + at, length));
    let wide_text = close.length > 1 || opening.is_some_and(|(_, length)| length > 1);
    let label = Span::new(opening.map_or(before, |(at, length)| at + length), close.at);
    if opening.is_some_and(|(at, _)| !may_open(&text[..at])) || !is_text(document.slice(label)) {
        return None;
    }
    let wide_address = wide || inside.closed_by == Some('）');
    let flaw = flaw_of(&inside, [gap > 0, wide_text, wide_address, opening.is_none()])?;
    if document.is_verbatim(Span::new(close.at, from)) {
        return None;
    }
    let lead = inside.text.len() - inside.text.trim_start().len();
    let address = Span::new(from + lead, from + lead + inside.text.trim().len());
    let address = if flaw == Flaw::Unclosed { first_word(document, address) } else { address };
    let end = inside.closed_by.map_or(address.end(), |c| from + inside.text.len() + c.len_utf8());
    let start = opening.map_or(close.at, |(at, _)| at - usize::from(text[..at].ends_with('!')));
    Some(UnrenderedLink { flaw, span: Span::new(start, end), text: label, address })
}

/// Tells what is wrong, if what stands in the brackets looks like an address.
fn flaw_of(inside: &Inside<'_>, [gap, wide_text, wide_address, no_opening]: [bool; 4]) -> Option<Flaw> {
    let address = inside.text.trim();
    let word = address.split_whitespace().next()?;
    let is_one_word = word.len() == address.len();
    if inside.closed_by.is_none() {
        let plain = !gap && !wide_text && !wide_address && !no_opening;
        return (plain && is_address(word_of_url(word))).then_some(Flaw::Unclosed);
    }
    if !is_one_word {
        let behind = address[word.len()..].trim_start();
        let titled = behind.starts_with(['"', '\'', '“', '”', '„', '「', '（', '＂']) && is_address(word);
        let plain = !gap && !wide_text && !wide_address && !no_opening;
        return match (plain, titled) {
            (true, true) => Some(Flaw::Title),
            (true, false) => is_address(address).then_some(Flaw::Spaces),
            _ => None,
        };
    }
    if !is_address(word) {
        return None;
    }
    match (wide_text, wide_address) {
        _ if no_opening => (!gap && !wide_address).then_some(Flaw::NoOpening),
        (true, true) => Some(Flaw::FullWidthAlone),
        (false, true) if gap => Some(Flaw::FullWidthAlone),
        (false, false) if gap => Some(Flaw::Gap),
        (false, false) => None,
        _ => Some(Flaw::FullWidth),
    }
}

/// What stands behind an opening bracket.
pub(super) struct Inside<'t> {
    pub(super) text: &'t str,
    pub(super) closed_by: Option<char>,
}

impl<'t> Inside<'t> {
    /// Reads up to the closing bracket, of either width, that belongs to the one before `line`.
    pub(super) fn read(line: &'t str) -> Self {
        let line = &line[..line.floor_char_boundary(REACH)];
        let mut depth = 0_usize;
        for (at, c) in line.char_indices() {
            match c {
                '(' | '（' => depth += 1,
                ')' | '）' if depth == 0 => return Self { text: &line[..at], closed_by: Some(c) },
                ')' | '）' => depth -= 1,
                _ => {}
            }
        }
        Self { text: line, closed_by: None }
    }
}

/// Reads `[text(http…)`, whose round bracket opens at `open`.
fn without_closing(document: &Document, open: usize) -> Option<UnrenderedLink> {
    let text = document.text();
    let before = line_start(text, open);
    let label = &text[before..open];
    let at = before + label.rfind(['[', ']']).filter(|&at| label[at..].starts_with('['))?;
    let inside = Inside::read(line_of(&text[open + 1..]));
    let end = open + 1 + inside.text.len() + 1;
    let closes_later = || line_of(&text[end..]).contains(']');
    let shown = Span::new(at + 1, open);
    if inside.closed_by != Some(')')
        || inside.text.contains(char::is_whitespace)
        || !is_address(inside.text)
        || !may_open(&text[..at])
        || !is_text(document.slice(shown))
        || closes_later()
        || document.is_verbatim(Span::new(at, at + 1))
        || document.is_verbatim(Span::new(open, open + 1))
    {
        return None;
    }
    let address = Span::new(open + 1, end - 1);
    Some(UnrenderedLink { flaw: Flaw::NoClosing, span: Span::new(at, end), text: shown, address })
}

/// Reads `[text]http…)`, whose square bracket closes at `close`.
fn without_round(document: &Document, close: usize) -> Option<UnrenderedLink> {
    let text = document.text();
    let inside = Inside::read(line_of(&text[close + 1..]));
    let starts = ["http://", "https://", "./", "../"].iter().any(|start| inside.text.starts_with(start));
    if !starts
        || inside.closed_by != Some(')')
        || inside.text.contains(char::is_whitespace)
        || !is_address(inside.text)
    {
        return None;
    }
    let before = line_start(text, close);
    let (at, length) = opening(&text[before..close]).map(|(at, length)| (before + at, length))?;
    let shown = Span::new(at + length, close);
    let address = Span::new(close + 1, close + 1 + inside.text.len());
    let is_code =
        || document.is_verbatim(Span::new(at, at + 1)) || document.is_verbatim(Span::new(close, close + 1));
    if length > 1 || !may_open(&text[..at]) || !is_text(document.slice(shown)) || is_code() {
        return None;
    }
    let start = at - usize::from(text[..at].ends_with('!'));
    Some(UnrenderedLink {
        flaw: Flaw::NoRound,
        span: Span::new(start, address.end() + 1),
        text: shown,
        address,
    })
}

/// Finds the bracket that the end of `text` closes, with its length.
fn opening(text: &str) -> Option<(usize, usize)> {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices().rev() {
        match c {
            ']' | '］' => depth += 1,
            '[' | '［' if depth == 0 => return Some((at, c.len_utf8())),
            '[' | '［' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Tells whether a bracket behind this text may open a link: not escaped, and no index in code.
fn may_open(before: &str) -> bool {
    !before.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '\\' | '[' | ']' | ')' | '_'))
}

/// Tells whether this is the text of a link: no box to tick, no footnote, no number of a source, no wiki link.
pub(super) fn is_text(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty()
        && !matches!(text, "x" | "X")
        && !text.starts_with(['^', '['])
        && text.parse::<u32>().is_err()
}

/// Tells whether this is surely an address: a URL, a path from here or the root, a fragment, the name of a file of a
/// kind that notes link.
pub(crate) fn is_address(text: &str) -> bool {
    const KINDS: [&str; 24] = [
        "md", "markdown", "html", "htm", "png", "jpg", "jpeg", "gif", "svg", "webp", "pdf", "txt", "csv",
        "json", "yml", "yaml", "zip", "docx", "xlsx", "pptx", "mp4", "xml", "toml", "drawio",
    ];
    let is_path = ["./", "../", "/"].iter().any(|start| {
        text.strip_prefix(start)
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || c == '.'))
    });
    let is_url = ["http://", "https://", "mailto:"]
        .iter()
        .any(|scheme| text.len() > scheme.len() && text.starts_with(scheme));
    let is_fragment =
        text.strip_prefix('#').is_some_and(|rest| !rest.is_empty() && rest.parse::<u32>().is_err());
    let path = text.split(['#', '?']).next().unwrap_or("");
    let is_file = path
        .rsplit_once('.')
        .is_some_and(|(name, kind)| !name.is_empty() && KINDS.contains(&kind.to_ascii_lowercase().as_str()));
    !text.contains(['。', '、']) && (is_url || is_path || is_fragment || is_file)
}

/// Tells whether an address is that of an image, by its ending.
pub(crate) fn is_image(address: &str) -> bool {
    let kind = address.rsplit_once('.').map(|(_, kind)| kind.to_ascii_lowercase());
    kind.is_some_and(|kind| {
        matches!(kind.as_str(), "png" | "jpg" | "jpeg" | "gif" | "svg" | "webp" | "avif" | "bmp")
    })
}

/// Gives the start of a word up to where a URL ends.
fn word_of_url(word: &str) -> &str {
    if word.contains("://") {
        return &word[..bare_url_end(word)];
    }
    let end = word.find(|c: char| !(c.is_ascii_alphanumeric() || "./_-#%".contains(c))).unwrap_or(word.len());
    &word[..end]
}

fn first_word(document: &Document, span: Span) -> Span {
    let word = document.slice(span).split_whitespace().next().unwrap_or("");
    Span::new(span.start(), span.start() + word_of_url(word).len())
}

/// Gives the rest of the line, as far as brackets are looked for.
pub(super) fn line_of(text: &str) -> &str {
    text[..text.floor_char_boundary(REACH)].split(['\n', '\r']).next().unwrap_or("")
}

/// Gives the start of the line that `at` is in, or the place as far back as brackets are looked for.
fn line_start(text: &str, at: usize) -> usize {
    let from = text.ceil_char_boundary(at.saturating_sub(REACH));
    text[from..at].rfind(['\n', '\r']).map_or(from, |end| from + end + 1)
}
