use notesmith_diagnostic::{Edit, Span};
use notesmith_parse::LinkKind;

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

declare_rule! {
    /// Spaces at the edges of a link's text.
    ///
    /// ## Why
    ///
    /// The underline of the link runs on under the space.
    ///
    /// ## Examples
    ///
    /// ```md bad=2
    /// See [ the guide ](guide.md).
    /// ```
    ///
    /// ```md fixed
    /// See [the guide](guide.md).
    /// ```
    ///
    /// ```md good
    /// See [the guide](guide.md).
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The spaces are removed; text and address stay as they are.
    "markup/link-spacing" {
        aliases: ["MD039"],
        level: Warning,
        fix: safe,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    for link in document.links() {
        if !matches!(link.kind, LinkKind::Inline | LinkKind::Reference) || link.content.is_empty() {
            continue;
        }
        let start = link.span.start() + 1;
        let source = &document.text()[start..link.span.end()];
        let left = source.len() - source.trim_start_matches([' ', '\t']).len();
        let behind = document.text()[link.content.start()..link.span.end()].find(']');
        let content = document.slice(link.content);
        let end = link.content.end().max(start + left);
        let gap =
            document.text()[end..link.span.end()].bytes().take_while(|b| matches!(b, b' ' | b'\t')).count();
        let inner = content.len() - content.trim_end_matches([' ', '\t']).len();
        // A line break there shows as a space.
        let body = source.trim_start();
        if source[left..].starts_with(['\n', '\r']) {
            report_break(Span::at(link.span.end() - body.len()), sink);
        }
        let label = source.split(']').next().unwrap_or("").trim_end_matches([' ', '\t']);
        if content.trim().len() > inner && label.ends_with(['\n', '\r']) && !content.contains(']') {
            report_break(Span::at(start + label.trim_end().len()), sink);
        }
        if left > 0 {
            report(Span::new(start, start + left), sink);
        }
        if behind.is_some() && gap + inner > 0 && content.trim().len() > inner {
            report(Span::new(end - inner, end + gap), sink);
        }
    }
}

fn report_break(place: Span, sink: &mut Sink<'_>) {
    sink.report(place, "a line break at the edge of the link's text")
        .help("write the text and its brackets on one line");
}

fn report(span: Span, sink: &mut Sink<'_>) {
    sink.report(span, "a space at the edge of the link's text")
        .help("remove it")
        .fix("remove the space", vec![Edit::delete(span)]);
}
