use notesmith_diagnostic::{Edit, Span};
use notesmith_parse::{Document, NodeKind, ProseKind, ProseUnit};

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

declare_rule! {
    /// Emphasis whose marks stay visible.
    ///
    /// ## Why
    ///
    /// Markdown closes `**` behind punctuation only where white space or punctuation follows, so in Japanese
    /// `**太字。**続き` shows its asterisks (CommonMark issue 650), and `__` never works between letters.
    /// Marks without a partner stay visible, too.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// - **鍵を守る。**続きの文
    /// ```
    ///
    /// ```md fixed
    /// - **鍵を守る。** 続きの文
    /// ```
    ///
    /// ```md bad
    /// **鍵を守る。続きの文
    /// ```
    ///
    /// ```md bad
    /// **鍵を守る* ための設定
    /// ```
    ///
    /// ```md good
    /// - **鍵を守る**。続きの文と 2**3 と 4**5
    /// ```
    ///
    /// ## Fix safety
    ///
    /// A space is put outside the marks; that is not safe, since the space is shown.
    "markup/unrendered-emphasis" {
        aliases: [],
        level: Warning,
        fix: unsafe_,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    let text = document.text();
    for run in note.mark_runs().iter().filter(|run| document.slice(run.span) == "*") {
        check_uneven(document, run.span, sink);
    }
    // Longer runs of a sign are something else.
    for unit in note.mark_runs().chunk_by(|a, b| a.unit == b.unit) {
        for marker in ["**", "__", "~~"] {
            let shown = unit.iter().filter(|run| document.slice(run.span) == marker);
            let shown: Vec<usize> = shown.map(|run| run.span.start()).collect();
            let (pairs, rest) = shown.as_chunks::<2>();
            let mut are_blocked = true;
            for [open, close] in pairs {
                let (open, close) = (*open, *close);
                let Some(side) = blocked_side(text, marker, open, close) else {
                    are_blocked = false;
                    continue;
                };
                let span = Span::new(open, close + marker.len());
                let at = if side == Side::Closing { span.end() } else { span.start() };
                let finding = sink
                    .report(span, format!("`{marker}` is shown here: it makes no emphasis"))
                    .help("put a space or punctuation outside the marks, or take the punctuation out of the emphasis");
                // With other marks between, a space here would join the wrong ones.
                if marker == "**" && !text[open + 2..close].contains(marker) {
                    finding.fix("put a space outside the marks", vec![Edit::replace(Span::at(at), " ")]);
                }
            }
            let alone = rest.first().filter(|at| {
                let unit = &document.prose()[unit[0].unit];
                are_blocked && is_meant(document, unit, marker, **at)
            });
            if let Some(&at) = alone {
                sink.report(
                    Span::new(at, at + marker.len()),
                    format!("`{marker}` is shown here: it has no partner"),
                )
                .help("write it on the other side of the text, too, or remove it");
            }
        }
    }
}

/// Reports the sign that is left where `**` opens and `*` closes, or the other way round.
fn check_uneven(document: &Document, sign: Span, sink: &mut Sink<'_>) {
    /// Emphasis is shorter; a line may be long.
    const REACH: usize = 400;
    let from = sign.start().saturating_sub(REACH);
    let beside = document.nodes_starting_in(Span::new(from, sign.end() + 1)).iter().find(|node| {
        matches!(node.kind, NodeKind::Emphasis | NodeKind::Strong)
            && (node.span.start() == sign.end() || node.span.end() == sign.start())
            && document.slice(node.span).starts_with('*')
    });
    if let Some(node) = beside {
        let text = document.slice(node.span).trim_matches('*');
        sink.report(sign, "`*` is shown here: the two sides of the emphasis differ")
            .help(format!("write as many on both sides of \"{text}\""));
    }
}

/// Tells whether a mark without partner was meant as emphasis: beside Japanese text, or at the start of a paragraph of
/// several words.
///
/// Between letters and digits it may be an operator, and behind the text of a cell the mark of a note.
fn is_meant(document: &Document, unit: &ProseUnit, marker: &str, at: usize) -> bool {
    let text = document.text();
    let unit_span = document.node(unit.node).span;
    let behind = &text[at + marker.len()..unit_span.end().max(at + marker.len())];
    let (before, next) = (text[..at].chars().next_back(), behind.chars().next());
    let is_japanese = |c: Option<char>| {
        c.is_some_and(|c| matches!(c, '\u{3001}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '（' | '：'))
    };
    let is_edge = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let closes = is_edge(next) && (is_edge(before) || unit.kind != ProseKind::Paragraph);
    if marker == "__" || closes || (marker == "~~" && !is_edge(before) && !is_edge(next)) {
        return false;
    }
    // The end of bold text: `（注)**:`.
    let ends = is_edge(next) || next.is_some_and(|c| matches!(c, ':' | ',' | '.' | ';' | ')'));
    let inside = before
        .is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, ')' | ']' | '"' | '!' | '?' | '%' | ':'));
    let closes_text = ends && inside && !text[unit_span.start()..at].is_ascii() && marker == "**";
    let starts = at == unit_span.start() && behind.starts_with(|c: char| c.is_ascii_uppercase());
    closes_text
        || is_japanese(before)
        || is_japanese(next)
        || (starts && behind.trim().contains(|c: char| c == ' ' || !c.is_ascii()))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Opening,
    Closing,
}

/// Tells which side keeps the pair from being emphasis: punctuation inside and a letter outside, and for `__` a letter
/// outside alone.
fn blocked_side(text: &str, marker: &str, open: usize, close: usize) -> Option<Side> {
    let inner = &text[open + marker.len()..close];
    let (first, last) = (inner.chars().next()?, inner.chars().next_back()?);
    if first.is_whitespace() || last.is_whitespace() || marker == "__" && inner.is_ascii() {
        return None;
    }
    let before = text[..open].chars().next_back();
    let after = text[close + marker.len()..].chars().next();
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let blocks = |inside: char| marker == "__" || !inside.is_alphanumeric();
    if blocks(last) && is_letter(after) {
        Some(Side::Closing)
    } else if blocks(first) && is_letter(before) {
        Some(Side::Opening)
    } else {
        None
    }
}
