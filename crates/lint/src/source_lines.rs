//! Lines by number, and what counts as a blank one between blocks.

use notesmith_parse::Document;

/// Gives the text of a 1-based line; empty for lines that are not there.
pub(crate) fn text(document: &Document, line: usize) -> &str {
    if line == 0 || line > document.line_index().line_count() {
        return "";
    }
    &document.text()[document.line_index().line_range(document.text(), line)]
}

/// Tells whether a 1-based line is blank, as markdownlint sees it: quote markers and comments do not count.
pub(crate) fn is_blank(document: &Document, line: usize) -> bool {
    let text = text(document, line).trim();
    text.is_empty()
        || ((text.starts_with('>') || text.contains("--"))
            && without_comments(text).chars().all(|c| c == '>' || c.is_whitespace()))
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
