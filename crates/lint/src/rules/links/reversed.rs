use notesmith_diagnostic::{Edit, Severity, Span};
use notesmith_parse::{LineKind, NodeKind};

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

declare_rule! {
    /// Links whose brackets are the wrong way round.
    ///
    /// ## Why
    ///
    /// `(text)[address]` is shown as it is written and links to nothing, and `[https://example.com](text)` leads to a
    /// file `text` that does not exist.
    /// Where what stands in `[ ]` of `(text)[address]` does not look like an address, the finding is a hint.
    ///
    /// ## Examples
    ///
    /// ```md bad=2
    /// See (the guide)[https://example.com/guide] and [https://example.com/pricing](料金).
    /// ```
    ///
    /// ```md fixed
    /// See [the guide](https://example.com/guide) and [料金](https://example.com/pricing).
    /// ```
    ///
    /// ```md good
    /// See [the guide](https://example.com/guide) and a note (by the author)[^1].
    /// The address is [https://example.com/](https://example.com/) or [https://example.com/a.md](a.md).
    ///
    /// [^1]: A footnote.
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Text and address are put in the right brackets and stay as they are.
    "links/reversed" {
        aliases: ["MD011"],
        level: Warning,
        fix: safe,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    for link in note.reversed_links() {
        let (text, address) = (document.slice(link.text), document.slice(link.address));
        let right = format!("[{text}]({address})");
        sink.report(link.span, "the text and the address of the link are in each other's place")
            .help(format!("write `{right}`"))
            .fix("exchange text and address", vec![Edit::replace(link.span, right)]);
    }
    if !note.holds_pair(")[") {
        return;
    }
    for line in note.lines().iter().filter(|line| line.kind == LineKind::Text) {
        let source = document.slice(line.span);
        let mut from = 0;
        while let Some(at) = source[from..].find(")[").map(|at| from + at) {
            let Some((open, close)) = brackets(source, from, at) else {
                from = at + 2;
                continue;
            };
            from = close + 1;
            let span = Span::new(line.span.start() + open, line.span.start() + from);
            let code = document.nodes_starting_in(Span::new(line.span.start(), span.end()));
            if code.iter().any(|node| node.kind == NodeKind::Code && node.span.overlaps(span)) {
                continue;
            }
            let (text, address) = (&source[open + 1..at], &source[at + 2..close]);
            let is_address = address.contains(['/', '.']) || address.starts_with('#');
            let finding = sink
                .report(span, "the brackets of the link are the wrong way round")
                .help(format!("write `[{text}]({address})`"))
                .at_most(if is_address { Severity::Error } else { Severity::Hint });
            // `f(a)[b.md]` may be meant.
            let is_glued = source[..open].ends_with(char::is_alphanumeric);
            if is_address && !is_glued && !document.is_verbatim(span) {
                finding
                    .fix("exchange the brackets", vec![Edit::replace(span, format!("[{text}]({address})"))]);
            }
        }
    }
}

/// Finds the opening bracket before `)[` at `at` and the closing one behind it.
fn brackets(source: &str, from: usize, at: usize) -> Option<(usize, usize)> {
    let before = &source[from..at];
    let open = from + before.rfind(['(', ')'])?;
    let text = &source[open + 1..at];
    let is_escaped = source[..open].ends_with('\\');
    if !source[open..].starts_with('(') || text.is_empty() || is_escaped || text.ends_with('\\') {
        return None;
    }
    let address = &source[at + 2..];
    let len = address.find(']')?;
    let address_ends_well = len > 0 && !address.starts_with('^') && !address[..len].ends_with('\\');
    (address_ends_well && !address[len + 1..].starts_with('(')).then_some((open, at + 2 + len))
}
