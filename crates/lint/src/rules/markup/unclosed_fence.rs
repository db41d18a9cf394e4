use notesmith_diagnostic::{Related, Span};
use notesmith_parse::{CodeBlock, Document, LineKind};

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

declare_rule! {
    /// A code block whose closing fence is missing.
    ///
    /// ## Why
    ///
    /// The rest of the note, or of the list item, is shown as code: its headings, links and cards are gone.
    /// Where another block begins inside the open one, what stands between the two is code as well.
    /// The finding names the line that should have closed the block, where one looks like it.
    ///
    /// ## Examples
    ///
    /// ````md bad
    /// ```sh
    /// ls -l
    ///
    /// ## 次の節
    /// ````
    ///
    /// ````md bad
    /// ```sh
    /// ls -l
    ///
    /// ## 次の節
    ///
    /// ```json
    /// {}
    /// ```
    /// ````
    ///
    /// ````md good
    /// ```sh
    /// ls -l
    /// ```
    ///
    /// ## 次の節
    /// ````
    "markup/unclosed-fence" {
        aliases: [],
        level: Warning,
        fix: none,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    let mut suspect: Option<Clue> = None;
    for block in document.code_blocks().iter().filter(|block| block.fenced) {
        let source = document.slice(block.span);
        let fence = source.lines().next().unwrap_or_default().trim_end();
        let span = Span::new(block.span.start(), block.span.start() + fence.len());
        let clue = clue_in(document, block);
        if !block.closed {
            if let Some(opening) = clue.is_none().then(|| broken_opening(note, block)).flatten() {
                let line = document.line_index().line(span.start());
                sink.report(opening, format!("this opens no code block; the fence of line {line} does"))
                    .help("write three back-ticks");
                continue;
            }
            let end = document.line_index().line(block.span.end());
            let finding = sink
                .report(span, format!("the code block is never closed: all is code up to line {end}"))
                .help("write the closing fence where the code ends");
            if let Some(clue) = clue.or(suspect.take()) {
                finding.related(clue.related(document));
            }
            continue;
        }
        match clue {
            Some(clue) if clue.kind == ClueKind::Opens => {
                sink.report(span, "the closing fence of this code block is missing")
                    .help("write the closing fence where the code ends")
                    .related(clue.related(document));
            }
            clue if suspect.is_none() => suspect = clue.or_else(|| text_inside(document, block)),
            _ => {}
        }
    }
}

/// Finds the line above a bare fence that was meant to open its block: `'''yaml`, full-width back-ticks.
fn broken_opening(note: &Note<'_>, block: &CodeBlock) -> Option<Span> {
    const MOST_LINES: usize = 200;
    let document = note.document();
    if !block.info.is_empty() {
        return None;
    }
    let fence = document.line_index().line(block.span.start());
    let above = note.lines()[..fence - 1].iter().rev().take(MOST_LINES);
    let mut above = above.take_while(|line| line.kind != LineKind::Code);
    above.find_map(|line| {
        let body = document.slice(line.span).trim();
        let signs = ["'''", "｀｀｀", "´´´", "‘‘‘", "’’’", "``"];
        let name = signs.iter().find_map(|signs| body.strip_prefix(signs))?;
        let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+#-_".contains(&byte));
        is_name.then(|| {
            let start = line.span.start() + document.slice(line.span).find(body).unwrap_or(0);
            Span::new(start, start + body.len())
        })
    })
}

/// A line inside a block that shows that it should have ended above.
struct Clue {
    line: Span,
    kind: ClueKind,
}

/// What such a line is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ClueKind {
    /// A fence with a language.
    Opens,
    /// A fence of another sign or length.
    ClosesNothing,
    /// A heading or an item.
    Text,
}

impl Clue {
    fn related(self, document: &Document) -> Related {
        let message = match self.kind {
            ClueKind::Opens => "another code block should start here",
            ClueKind::ClosesNothing => "this does not close it",
            ClueKind::Text => "this stands in code: the closing fence above it may be missing",
        };
        let line = document.line_index().line(self.line.start());
        Related { path: None, span: self.line, line, message: message.to_owned() }
    }
}

/// Finds the line of a block that should have closed it, or that opens another one.
fn clue_in(document: &Document, block: &CodeBlock) -> Option<Clue> {
    let source = document.slice(block.span);
    let sign = source.chars().next()?;
    let length = source.chars().take_while(|c| *c == sign).count();
    // A note about Markdown shows fences.
    if matches!(block.info.split([' ', ',']).next(), Some("md" | "markdown" | "mdx")) {
        return None;
    }
    let kind_of = |line: &str| {
        let body = line.trim();
        let info = body.trim_start_matches(sign);
        let signs = body.len() - info.len();
        let is_name = |info: &str| {
            info.starts_with(|c: char| c.is_ascii_alphabetic())
                && info.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+#-_".contains(&byte))
        };
        let other = if sign == '`' { "~~~" } else { "```" };
        if signs >= length && is_name(info) {
            Some(ClueKind::Opens)
        } else if body == other
            || matches!(body, "'''" | "''" | "``" | "｀｀｀" | "´´´")
            || (signs >= length && (info.is_empty() || !info.is_ascii()))
            || (!block.closed && body.ends_with("```") && body.len() > 3 && signs == 0)
        {
            Some(ClueKind::ClosesNothing)
        } else {
            None
        }
    };
    lines_inside(document, block).find_map(|(line, text)| Some(Clue { line, kind: kind_of(text)? }))
}

/// Finds the first line in a block that is hardly code: a heading or an item in Japanese.
fn text_inside(document: &Document, block: &CodeBlock) -> Option<Clue> {
    let is_text = |line: &str| {
        let marks = ["## ", "### ", "- "];
        let rest = marks.iter().find_map(|mark| line.strip_prefix(mark));
        rest.is_some_and(|rest| rest.starts_with(|c: char| c >= '\u{3040}' && c.is_alphanumeric()))
    };
    let (line, _) = lines_inside(document, block).find(|(_, line)| is_text(line))?;
    Some(Clue { line, kind: ClueKind::Text })
}

/// Gives the lines between the fences of a block, with their places, without the last one.
fn lines_inside<'d>(document: &'d Document, block: &CodeBlock) -> impl Iterator<Item = (Span, &'d str)> {
    let source = document.slice(block.span);
    let end = if block.closed { source.trim_end().rfind('\n').unwrap_or(0) } else { source.len() };
    let first = source[..end].find('\n').map_or(end, |at| at + 1);
    let at = block.span.start() + first;
    source[first..end].split_inclusive('\n').scan(at, |at, line| {
        let start = *at;
        *at += line.len();
        let text = line.trim_end();
        Some((Span::new(start, start + text.len()), text))
    })
}
