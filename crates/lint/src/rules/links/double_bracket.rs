use notesmith_diagnostic::{Edit, Span};
use notesmith_parse::{Document, LinkKind};

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

declare_rule! {
    /// Links with a bracket too many.
    ///
    /// ## Why
    ///
    /// Of `[text]((https://…))` the inner brackets are part of the address, which then leads nowhere, and of
    /// `[[text](address)` the page shows a bracket.
    ///
    /// ## Examples
    ///
    /// ```md bad=2
    /// See [the guide]((https://example.com/guide)) and [[the pricing](pricing.md).
    /// ```
    ///
    /// ```md fixed
    /// See [the guide](https://example.com/guide) and [the pricing](pricing.md).
    /// ```
    ///
    /// ```md good
    /// See [the guide](https://example.com/guide_(new)) and [[the pricing](pricing.md)].
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The brackets that are too many are removed; text and address stay as they are.
    "links/double-bracket" {
        aliases: [],
        level: Warning,
        fix: safe,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    let links = document.links().iter().map(|link| (link.kind, link.destination_span));
    if note.holds_pair("[[") {
        check_outer(document, sink);
    }
    let images = document.images().iter().map(|image| (image.kind, image.destination_span));
    for (kind, place) in links.chain(images) {
        let Some(span) = place.filter(|_| kind == LinkKind::Inline) else { continue };
        let inner = document.slice(span).strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        if let Some(inner) = inner.filter(|inner| inner.contains("://")) {
            sink.report(span, "the address stands in two pairs of brackets")
                .help(format!("write `({inner})`"))
                .fix("remove the inner brackets", vec![Edit::replace(span, inner)]);
        }
    }
}

/// Reports `[` before a link that no `]` in its line closes.
fn check_outer(document: &Document, sink: &mut Sink<'_>) {
    /// How far the other bracket is looked for, in bytes: a list of commits is long.
    const LONGEST: usize = 4000;
    let text = document.text();
    for link in document.links().iter().filter(|link| link.kind == LinkKind::Inline) {
        let before = &text[..link.span.start()];
        let closes_later = || {
            let behind = &text[link.span.end()..];
            let near = &behind[..behind.floor_char_boundary(LONGEST)];
            near.split(['\n', '\r']).next().is_some_and(closes)
        };
        if before.ends_with('[') && !before.ends_with("\\[") && !before.ends_with("[[") && !closes_later() {
            let outer = Span::new(link.span.start() - 1, link.span.start());
            sink.report(outer, "`[` stands twice before the link: one is shown")
                .help("remove one of them")
                .fix("remove the outer bracket", vec![Edit::replace(outer, "")]);
        }
    }
}

/// Tells whether a text closes a bracket that it does not open.
fn closes(line: &str) -> bool {
    let mut depth = 0_usize;
    line.bytes().any(|byte| {
        match byte {
            b'[' => depth += 1,
            b']' if depth == 0 => return true,
            b']' => depth -= 1,
            _ => {}
        }
        false
    })
}
