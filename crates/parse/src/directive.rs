//! Comments that steer the linter: `<!-- notesmith-ignore rule -- reason -->`, and those of markdownlint and textlint.
//!
//! What a directive suppresses is decided in the lint crate; here it is only read.

use notesmith_diagnostic::Span;

use crate::document::Document;

/// Whose comment it is, and so whose names of rules it uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DirectiveOrigin {
    /// `<!-- notesmith-… -->`.
    Notesmith,
    /// `<!-- markdownlint-… -->`.
    Markdownlint,
    /// `<!-- textlint-… -->`.
    Textlint,
}

/// What a comment asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DirectiveAction {
    /// Ignore in the block that holds or follows the comment (`ignore`).
    Ignore,
    /// Ignore in the line of the comment (`disable-line`).
    Line,
    /// Ignore in the next line (`ignore-next-line`, `disable-next-line`).
    NextLine,
    /// Ignore in the whole file (`ignore-file`, `disable-file`).
    File,
    /// Switch on in the whole file (`enable-file`).
    EnableFile,
    /// Ignore from here on (`disable`).
    Disable,
    /// Check again from here on (`enable`).
    Enable,
    /// Remember what is switched off (`capture`).
    Capture,
    /// Go back to what was remembered (`restore`).
    Restore,
    /// Configure for the whole file (`configure-file`); [`Directive::body`] is the JSON.
    ConfigureFile,
    /// A `notesmith-` comment that is none of these.
    Unknown,
}

/// One comment that steers the linter.
#[derive(Clone, Debug)]
pub struct Directive {
    /// Whose it is.
    pub origin: DirectiveOrigin,
    /// What it asks for.
    pub action: DirectiveAction,
    /// The rules that it names, as written; empty means all.
    pub rules: Vec<String>,
    /// The comment's bytes.
    pub span: Span,
    /// All that follows the action, trimmed.
    pub body: String,
}

/// Collects the directives of a note in order.
pub(crate) fn collect(document: &Document) -> Vec<Directive> {
    let mut found = Vec::new();
    for html in document.html() {
        let text = document.slice(html.span);
        let mut at = 0;
        while let Some(open) = text[at..].find("<!--").map(|offset| at + offset) {
            let Some(close) = text[open + 4..].find("-->").map(|offset| open + 4 + offset) else { break };
            let span = Span::new(html.span.start() + open, html.span.start() + close + 3);
            found.extend(read(&text[open + 4..close], span));
            at = close + 3;
        }
    }
    found
}

fn read(comment: &str, span: Span) -> Option<Directive> {
    let comment = comment.trim();
    let (head, body) = comment.split_once(char::is_whitespace).unwrap_or((comment, ""));
    let (origin, action) = [
        ("notesmith-", DirectiveOrigin::Notesmith),
        ("markdownlint-", DirectiveOrigin::Markdownlint),
        ("textlint-", DirectiveOrigin::Textlint),
    ]
    .into_iter()
    .find_map(|(prefix, origin)| head.strip_prefix(prefix).map(|action| (origin, action)))?;
    let action = match action {
        "ignore" => DirectiveAction::Ignore,
        "disable-line" => DirectiveAction::Line,
        "ignore-next-line" | "disable-next-line" => DirectiveAction::NextLine,
        "ignore-file" | "disable-file" => DirectiveAction::File,
        "enable-file" => DirectiveAction::EnableFile,
        "disable" => DirectiveAction::Disable,
        "enable" => DirectiveAction::Enable,
        "capture" => DirectiveAction::Capture,
        "restore" => DirectiveAction::Restore,
        "configure-file" => DirectiveAction::ConfigureFile,
        _ if origin == DirectiveOrigin::Notesmith => DirectiveAction::Unknown,
        _ => return None,
    };
    let body = body.trim();
    let names =
        if body.starts_with("-- ") || body == "--" { "" } else { body.split(" -- ").next().unwrap_or(body) };
    let rules = names
        .split(|c: char| c == ',' || c.is_whitespace())
        .filter(|name| !name.is_empty() && action != DirectiveAction::ConfigureFile)
        .map(str::to_owned)
        .collect();
    Some(Directive { origin, action, rules, span, body: body.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ParseOptions;

    fn check(text: &str, expected: &[(DirectiveOrigin, DirectiveAction, &[&str])]) {
        let document = Document::parse(text, &ParseOptions::default());
        let found: Vec<_> = document
            .directives()
            .iter()
            .map(|d| (d.origin, d.action, d.rules.iter().map(String::as_str).collect::<Vec<_>>()))
            .collect();
        let expected: Vec<_> = expected.iter().map(|(o, a, rules)| (*o, *a, rules.to_vec())).collect();
        assert_eq!(found, expected, "directives of {text:?}");
    }

    #[test]
    fn reads_comments() {
        use DirectiveAction as A;
        use DirectiveOrigin as O;
        check("<!-- notesmith-ignore a/b, c/d -- why -->\n", &[(O::Notesmith, A::Ignore, &["a/b", "c/d"])]);
        check("text <!-- notesmith-disable -- all of it --> more", &[(O::Notesmith, A::Disable, &[])]);
        check(
            "<!-- markdownlint-disable MD001 MD002 -->\n",
            &[(O::Markdownlint, A::Disable, &["MD001", "MD002"])],
        );
        check("<!-- textlint-enable -->\n", &[(O::Textlint, A::Enable, &[])]);
        check("<!-- notesmith-ignroe -->\n", &[(O::Notesmith, A::Unknown, &[])]);
        check("<!-- a comment --><!-- markdownlint-odd -->\n", &[]);
        check("`<!-- notesmith-ignore -->`\n", &[]);
        check("<!--\nnotesmith-ignore-file x/y\n-->\n", &[(O::Notesmith, A::File, &["x/y"])]);
    }
}
