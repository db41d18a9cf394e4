use notesmith_diagnostic::{Edit, Span};
use notesmith_parse::NodeKind;

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

declare_rule! {
    /// Spaces at the edges of inline code.
    ///
    /// ## Why
    ///
    /// They are shown as a part of the code, and copied with it.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// Run ` ls` now.
    /// ```
    ///
    /// ```md fixed
    /// Run `ls` now.
    /// ```
    ///
    /// ```md good
    /// Run `ls` or `` `ls` `` now.
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The spaces are removed; those that a back-tick inside needs stay.
    "markup/code-spacing" {
        aliases: ["MD038"],
        level: Hint,
        fix: safe,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    for node in document.nodes().iter().filter(|node| node.kind == NodeKind::Code) {
        let source = document.slice(node.span);
        let ticks = source.bytes().take_while(|&b| b == b'`').count();
        let Some(inner) = source.get(ticks..source.len().saturating_sub(ticks)) else { continue };
        if ticks == 0 || inner.trim().is_empty() {
            continue;
        }
        // A line break at the edge is a space to the renderer, and nobody sees it in the source.
        let is_blank = |c: char| c.is_whitespace() && !matches!(c, '\n' | '\r');
        let left = inner.len() - inner.trim_start_matches(is_blank).len();
        let right = inner.len() - inner.trim_end_matches(is_blank).len();
        // One space on both sides is taken away by the renderer; a back-tick needs it.
        let is_padded = inner.starts_with(char::is_whitespace) && inner.ends_with(char::is_whitespace);
        let needed = is_padded && (inner.trim().starts_with('`') || inner.trim().ends_with('`'));
        let allowed = usize::from(is_padded);
        let start = node.span.start() + ticks;
        let end = start + inner.len();
        let keep = usize::from(needed);
        for (length, span) in
            [(left, Span::new(start + keep, start + left)), (right, Span::new(end - right, end - keep))]
        {
            if length > allowed && !span.is_empty() {
                sink.report(span, "a space at the edge of inline code")
                    .help("remove it")
                    .fix("remove the space", vec![Edit::delete(span)]);
            }
        }
    }
}
