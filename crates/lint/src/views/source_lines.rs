//! Lines by number, and what counts as a blank one between blocks.

use notesmith_diagnostic::Span;
use notesmith_parse::{CodeBlock, Document};

use crate::views::list_layout::lines_of;

/// Gives the text of a 1-based line; empty for lines that are not there.
pub(crate) fn text(document: &Document, line: usize) -> &str {
    if line == 0 || line > document.line_index().line_count() {
        return "";
    }
    &document.text()[document.line_index().line_range(document.text(), line)]
}

/// Tells whether a 1-based line is blank, as markdownlint sees it: quote markers and comments do not count, and above
/// the first line behind the front matter there is nothing.
pub(crate) fn is_blank(document: &Document, line: usize) -> bool {
    let front_matter = document.front_matter().map_or(0, Span::end);
    if line > 0 && document.line_index().line_start(line) < front_matter {
        return true;
    }
    is_blank_text(text(document, line))
}

/// Tells the same of a line of which only the text counts.
pub(crate) fn is_blank_text(line: &str) -> bool {
    let text = line.trim();
    text.is_empty()
        || ((text.starts_with('>') || text.contains("--"))
            && without_comments(text).chars().all(|c| c == '>' || c.is_whitespace()))
}

/// The lines inside code blocks; the fences around them do not count.
#[derive(Debug)]
pub(crate) struct CodeLines {
    /// First and last of each block, sorted.
    blocks: Vec<(usize, usize)>,
}

impl CodeLines {
    /// Collects the lines inside code blocks, which come in order.
    pub(crate) fn of<'a>(document: &Document, blocks: impl Iterator<Item = &'a CodeBlock>) -> Self {
        Self { blocks: blocks.map(|block| inner_lines(document, block)).collect() }
    }

    /// Tells whether a 1-based line is one of them.
    pub(crate) fn contain(&self, line: usize) -> bool {
        let next = self.blocks.partition_point(|&(_, last)| last < line);
        self.blocks.get(next).is_some_and(|&(first, _)| first <= line)
    }
}

/// Gives the first and the last line inside a code block.
fn inner_lines(document: &Document, block: &CodeBlock) -> (usize, usize) {
    let (first, last) = lines_of(document, block.span);
    if !block.fenced {
        return (first, last);
    }
    // The blank lines at the end of a fence that is never closed are inside.
    let end = document.line_index().line(block.span.end().saturating_sub(1));
    (first + 1, if block.closed { last - 1 } else { end })
}

fn without_comments(text: &str) -> String {
    let mut rest = text.to_owned();
    loop {
        match (rest.find("<!--"), rest.find("-->")) {
            (start, Some(end)) if start.is_none_or(|start| end < start) => rest = rest[end + 3..].to_owned(),
            (Some(start), Some(end)) => rest.replace_range(start..end + 3, ""),
            (Some(start), None) => rest.truncate(start),
            (None, None | Some(_)) => return rest,
        }
    }
}

#[cfg(test)]
mod tests {
    use notesmith_parse::ParseOptions;

    use super::*;

    fn check(line: &str, expected: bool) {
        let document = Document::parse(line, &ParseOptions::default());
        assert_eq!(is_blank(&document, 1), expected, "{line:?}");
    }

    #[test]
    fn blank_lines() {
        check("", true);
        check("  \t", true);
        check("> >", true);
        check("<!-- a --> > <!-- b", true);
        check("text <!-- a -->", false);
        check("end --> x", false);
        check("> x", false);
        check("--", false);
    }
}
