use notesmith_diagnostic::{Applicability, Edit, Severity, Span};
use notesmith_parse::{Document, Heading, Line, LineKind, NodeId, NodeKind};

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

declare_rule! {
    /// Heading markers that make no heading, or a misplaced one.
    ///
    /// ## Why
    ///
    /// `##21.` without a space, `##` before a no-break space and full-width `＃` are shown as plain text.
    /// An indented `##` below a list becomes a part of the last list item.
    /// Surplus spaces around the markers are reported too: they are slips that editors show differently.
    /// Lines of `#` right below each other are the comments of a program, and a prompt in tags of its own is indented as it
    /// likes: spaces there are hints.
    ///
    /// ## Examples
    ///
    /// ```md bad=3
    /// ##21. Storage
    ///
    /// ＃＃ 22. Queues
    ///
    ///  ## 23. Streams
    /// ```
    ///
    /// ```md fixed
    /// ## 21. Storage
    ///
    /// ## 22. Queues
    ///
    /// ## 23. Streams
    /// ```
    ///
    /// ```md good
    /// ## 21. Storage
    ///
    /// ## 22. Queues ##
    ///
    /// Issue #1 is not a heading.
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The marker gets the form that makes it a heading.
    /// The fix is not safe for a single `#` before a word, which may be a tag, and for a heading inside a list item,
    /// which leaves the list.
    /// There is none for `#92`, an issue, and for a single `#` in the middle of a paragraph.
    "headings/malformed-marker" {
        aliases: ["MD018", "MD019", "MD020", "MD021", "MD023"],
        level: Warning,
        fix: safe,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    let text = document.text();
    for line in note.lines().iter().filter(|line| line.kind == LineKind::Text) {
        let bytes = &text.as_bytes()[line.span.range()];
        match bytes.iter().find(|byte| **byte != b' ') {
            Some(b'#') if bytes[0] == b'#' => {
                if document.slice(line.span).trim_start_matches('#').starts_with('＃') {
                    full_width(line, document.slice(line.span), sink);
                } else {
                    missing_space(document, line, sink);
                }
            }
            Some(b'\\') if bytes.starts_with(b"\\##") => escaped(line, document.slice(line.span), sink),
            // The first byte of `＃`.
            Some(0xEF) => full_width(line, document.slice(line.span), sink),
            _ => {}
        }
    }
    for heading in document.headings() {
        if !heading.setext {
            surplus_spaces(note, heading, sink);
        }
        indented(note, heading, sink);
    }
}

/// Reports `##text`, `## text##` and `##` before a space that is none.
fn missing_space(document: &Document, line: &Line, sink: &mut Sink<'_>) {
    let source = document.slice(line.span);
    let hashes = source.bytes().take_while(|&b| b == b'#').count();
    let rest = &source[hashes..];
    let Some(next) = rest.chars().next() else { return };
    let trimmed = source.trim_end();
    let start = line.span.start();
    if hashes > 6 && next == ' ' && !trimmed.ends_with('#') {
        sink.report(
            Span::new(start, start + hashes),
            format!("{hashes} hashes make no heading: there are six levels"),
        )
        .alias(None)
        .help("write at most six");
        return;
    }
    let is_closed = trimmed.ends_with('#');
    if !is_closed && !matches!(next, ' ' | '\t') && !rest.starts_with('\u{FE0F}') {
        let is_space = next.is_whitespace();
        let span = Span::new(start, start + hashes + next.len_utf8());
        let edit = if is_space {
            Edit::replace(Span::new(start + hashes, span.end()), " ")
        } else {
            Edit::replace(Span::at(start + hashes), " ")
        };
        let may_be_tag = hashes == 1 && !is_space;
        let what = if is_space { "a space that is no ASCII space" } else { "no space" };
        let finding = sink
            .report(span, format!("{what} behind `{}`, so this is no heading", &source[..hashes]))
            .help("put a space between the marker and the text")
            .at_most(if may_be_tag { Severity::Hint } else { Severity::Error });
        let applicability = if may_be_tag { Applicability::Unsafe } else { Applicability::Safe };
        if !may_be_tag || !(is_reference(rest) || goes_on(&document.text()[..start])) {
            finding.fix_as(applicability, "put a space behind the marker", vec![edit]);
        }
    }
    if is_closed {
        missing_closing_space(line, trimmed, hashes, sink);
    }
}

/// Tells whether what follows `#` makes it the number of an issue: `#92 is closed`, but `#9. Title`.
fn is_reference(rest: &str) -> bool {
    let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    behind.len() < rest.len() && !behind.starts_with(['.', '．', '、'])
}

/// Tells whether a line goes on what the line above it says.
fn goes_on(before: &str) -> bool {
    let above = before.trim_end_matches(['\n', '\r']);
    let line_ends = before[above.len()..].matches('\n').count();
    !above.is_empty() && line_ends == 1
}

/// Reports `# text#` and `#text #`.
fn missing_closing_space(line: &Line, trimmed: &str, hashes: usize, sink: &mut Sink<'_>) {
    let body = trimmed.trim_end_matches('#');
    let closing = trimmed.len() - body.len();
    if body.len() <= hashes {
        return;
    }
    let escaped = body.ends_with('\\');
    if escaped && closing == 1 {
        return;
    }
    let content = body[hashes..].trim_end_matches('\\').trim_matches([' ', '\t']);
    let left = !body[hashes..].starts_with([' ', '\t']);
    let right = escaped || !body.ends_with([' ', '\t']);
    if content.is_empty() || content.contains('#') || !(left || right) {
        return;
    }
    let start = line.span.start();
    let span = if left {
        Span::new(start, start + hashes)
    } else {
        Span::new(start + body.len(), start + trimmed.len())
    };
    let escape = if escaped { "\\# " } else { "" };
    let closing = &"######"[..(closing - usize::from(escaped)).min(6)];
    let gap = spaces_at(trimmed, hashes);
    let behind = Span::new(start + gap.end() + content.len(), start + trimmed.len());
    let edits = vec![
        Edit::replace(Span::new(start + gap.start(), start + gap.end()), " "),
        Edit::replace(behind, format!(" {escape}{closing}").trim_end()),
    ];
    // `## C#` ends in the name of a language.
    let is_closed = left || closing.len() == hashes && hashes > 1;
    let finding = sink
        .report(span, "no space between the text and the hashes around it")
        .alias(Some("MD020"))
        .help("put a space on both sides, or leave the closing hashes out");
    let finding = if is_closed { finding } else { finding.at_most(Severity::Hint) };
    let is_sure = is_closed && !(hashes == 1 && left);
    finding.fix_as(
        if is_sure { Applicability::Safe } else { Applicability::Unsafe },
        "put spaces inside the hashes",
        edits,
    );
}

fn full_width(line: &Line, source: &str, sink: &mut Sink<'_>) {
    let indent = source.len() - source.trim_start_matches(' ').len();
    let body = &source[indent..];
    let rest = body.trim_start_matches(['＃', '#']);
    let count = body[..body.len() - rest.len()].chars().count();
    let text = rest.trim_start();
    if !(1..=6).contains(&count) || text.is_empty() || indent > 3 {
        return;
    }
    let start = line.span.start() + indent;
    let span = Span::new(start, start + body.len() - rest.len());
    let marker = Span::new(line.span.start(), start + body.len() - text.len());
    let certain = rest.len() > text.len() || count > 1;
    sink.report(span, "full-width `＃` makes no heading")
        .alias(None)
        .help(format!("write `{}` and a space", "#".repeat(count)))
        .at_most(if certain { Severity::Error } else { Severity::Hint })
        .fix_as(
            if certain { Applicability::Safe } else { Applicability::Unsafe },
            "write half-width hashes",
            vec![Edit::replace(marker, format!("{} ", "#".repeat(count)))],
        );
}

/// Reports `\## text`, which shows its hashes.
fn escaped(line: &Line, source: &str, sink: &mut Sink<'_>) {
    let body = &source[1..];
    let rest = body.trim_start_matches('#');
    let hashes = body.len() - rest.len();
    if hashes <= 6 && rest.starts_with(' ') && !rest.trim().is_empty() {
        let start = line.span.start();
        sink.report(Span::new(start, start + 1 + hashes), "an escaped marker makes no heading")
            .alias(None)
            .help("remove the backslash if this should be one")
            .at_most(Severity::Hint)
            .fix_as(
                Applicability::Unsafe,
                "remove the backslash",
                vec![Edit::delete(Span::new(start, start + 1))],
            );
    }
}

/// Reports two or more spaces beside the markers.
fn surplus_spaces(note: &Note<'_>, heading: &Heading, sink: &mut Sink<'_>) {
    let text = note.document().text();
    let alias = if heading.closed { "MD021" } else { "MD019" };
    let opening = spaces_at(text, heading.span.start() + usize::from(heading.level));
    let closing = heading.closed.then(|| spaces_at(text, heading.content.end()));
    for spaces in [Some(opening), closing].into_iter().flatten().filter(|spaces| spaces.len() > 1) {
        sink.report(spaces, format!("{} spaces beside the marker", spaces.len()))
            .alias(Some(alias))
            .help("one is enough")
            .at_most(note.severity_of(heading))
            .fix("keep one space", vec![Edit::replace(spaces, " ")]);
    }
}

/// Gives the spaces and tabs that start at `at`.
fn spaces_at(text: &str, at: usize) -> Span {
    let rest = &text[at..];
    Span::new(at, at + rest.len() - rest.trim_start_matches([' ', '\t']).len())
}

/// Reports a heading that does not start at the beginning of its line, or that a list item swallowed.
fn indented(note: &Note<'_>, heading: &Heading, sink: &mut Sink<'_>) {
    let document = note.document();
    let text = document.text();
    let start = heading.span.start();
    let line = document.line_index().line_start(document.line_index().line(start));
    let before = &text[line..start];
    let spaces = before.len() - before.trim_end_matches(' ').len();
    if spaces == 0 {
        return;
    }
    let holder_id = document.node(heading.node).parent;
    let holder = document.node(holder_id);
    let surplus = match holder.kind {
        NodeKind::BlockQuote => spaces.saturating_sub(1),
        NodeKind::Item => {
            let is_below = before.len() == spaces && line > holder.span.start();
            let surplus =
                if is_below { spaces.saturating_sub(content_column(document, holder_id)) } else { 0 };
            if is_below && !heading.setext {
                let alias = (surplus > 0).then_some("MD023");
                return swallowed(note, (heading, alias), Span::new(line, start), sink);
            }
            surplus
        }
        _ => spaces,
    };
    if surplus > 0 {
        let span = Span::new(start - surplus, start);
        sink.report(heading.span, "the heading is indented")
            .alias(Some("MD023"))
            .help("start it at the beginning of the line")
            .at_most(note.severity_of(heading))
            .fix("remove the spaces before it", vec![Edit::delete(span)]);
    }
}

/// Gives the column, in bytes, at which the content of a list item starts.
fn content_column(document: &Document, item: NodeId) -> usize {
    let items = document.list_items();
    let Ok(at) = items.binary_search_by_key(&item, |item| item.node) else { return 0 };
    let spaces = spaces_at(document.text(), items[at].marker.end()).len();
    // Five spaces and more are one, and code behind it.
    let gap = if (1..=4).contains(&spaces) { spaces } else { 1 };
    items[at].indent + items[at].marker.len() + gap
}

fn swallowed(
    note: &Note<'_>,
    (heading, alias): (&Heading, Option<&'static str>),
    indent: Span,
    sink: &mut Sink<'_>,
) {
    sink.report(heading.span, "the indented heading belongs to the list item above it")
        .alias(alias)
        .help("start it at the beginning of the line, or make it a list item")
        .at_most(note.severity_of(heading))
        .fix_as(Applicability::Unsafe, "remove the spaces before it", vec![Edit::delete(indent)]);
}
