//! The definitions of reference links, `[label]: destination "title"`: comrak resolves and drops them.
//!
//! A line with the form of a definition is one unless a block other than a paragraph holds it, or a paragraph in which
//! something else came before.

use notesmith_diagnostic::Span;

use crate::document::{Document, NodeKind};
use crate::views::LineKind;

/// A definition of a reference link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The whole definition without indentation.
    pub span: Span,
    /// The label as [`normal_label`] gives it.
    pub label: String,
    /// The destination as written, angle brackets left out.
    pub destination: Span,
}

/// Gives the form in which labels are compared: lower case, white space collapsed.
pub fn normal_label(label: &str) -> String {
    let mut normal = String::with_capacity(label.len());
    for word in label.split_whitespace() {
        if !normal.is_empty() {
            normal.push(' ');
        }
        normal.push_str(word);
    }
    normal.to_lowercase()
}

impl Document {
    /// Gives the definitions of reference links in order, those that repeat a label too.
    pub fn definitions(&self) -> Vec<Definition> {
        if memchr::memmem::find(self.text.as_bytes(), b"]:").is_none() {
            return Vec::new();
        }
        let mut found: Vec<Definition> = Vec::new();
        let mut leaves = self.nodes.iter().filter(|node| is_leaf(node.kind)).map(|node| node.span).peekable();
        for line in self.lines().filter(|line| line.kind == LineKind::Text) {
            let source = self.slice(line.span);
            let body = source.trim_start_matches([' ', '>']);
            if !body.starts_with('[') || body.starts_with("[^") {
                continue;
            }
            let start = line.span.start() + source.len() - body.len();
            let Some(definition) = read(&self.text, start) else { continue };
            while leaves.next_if(|leaf| leaf.end() <= start).is_some() {}
            let follows = found.last().map_or(0, |last| last.span.end());
            let holder = leaves.peek().filter(|leaf| leaf.start() <= start);
            if holder.is_none_or(|leaf| {
                leaf.start() == start
                    || self.text[leaf.start()..start].trim().is_empty()
                    || (follows > leaf.start() && self.text[follows..start].trim().is_empty())
            }) {
                found.push(definition);
            }
        }
        found
    }
}

fn is_leaf(kind: NodeKind) -> bool {
    matches!(
        kind,
        NodeKind::Paragraph
            | NodeKind::Heading
            | NodeKind::Table
            | NodeKind::CodeBlock
            | NodeKind::HtmlBlock
            | NodeKind::FrontMatter
    )
}

/// Reads the definition that starts at `start`.
fn read(text: &str, start: usize) -> Option<Definition> {
    /// Labels have at most 999 characters.
    const LONGEST: usize = 3000;
    let rest = &text[start..];
    let window = &rest[..rest.floor_char_boundary(LONGEST)];
    let close = closing_bracket(window)?;
    let label = &rest[1..close];
    if label.trim().is_empty() || !rest[close + 1..].starts_with(':') {
        return None;
    }
    let behind = &rest[close + 2..];
    let gap = behind.len() - behind.trim_start_matches([' ', '\t']).len();
    let gap = match behind[gap..].strip_prefix("\r\n").or_else(|| behind[gap..].strip_prefix('\n')) {
        Some(next) => behind.len() - next.trim_start_matches([' ', '\t']).len(),
        None => gap,
    };
    let target = &behind[gap..];
    let from = start + close + 2 + gap;
    let (inner, len) = if let Some(angle) = target.strip_prefix('<') {
        let end = angle.find(['>', '\n'])?;
        (Span::new(from + 1, from + 1 + end), end + 2)
    } else {
        let end = target.find(char::is_whitespace).unwrap_or(target.len());
        (Span::new(from, from + end), end)
    };
    if len == 0 {
        return None;
    }
    let tail = target.get(len..)?.lines().next().unwrap_or("");
    let title = tail.trim();
    let is_title = title.is_empty()
        || (tail.starts_with([' ', '\t'])
            && [('"', '"'), ('\'', '\''), ('(', ')')]
                .iter()
                .any(|&(open, close)| title.len() > 1 && title.starts_with(open) && title.ends_with(close)));
    let end = from + len + tail.trim_end().len();
    is_title.then(|| Definition {
        span: Span::new(start, end),
        label: normal_label(label),
        destination: inner,
    })
}

/// Finds the bracket that closes the label at the start of `text`.
fn closing_bracket(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            ']' => return Some(at),
            '[' => return None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ParseOptions;

    fn check(text: &str, expected: &[(&str, &str)]) {
        let document = Document::parse(text, &ParseOptions::default());
        let found = document.definitions();
        let found: Vec<_> = found.iter().map(|d| (d.label.as_str(), document.slice(d.destination))).collect();
        assert_eq!(found, expected, "definitions of {text:?}");
    }

    #[test]
    fn finds_definitions() {
        check("[a]: x.md\n", &[("a", "x.md")]);
        check("[A  B]: <x y.md> 'title'\n[c]: y\n", &[("a b", "x y.md"), ("c", "y")]);
        check("text\n[a]: x.md\n", &[]);
        check("[a]: x.md\ntext [a]\n", &[("a", "x.md")]);
        check("```\n[a]: x.md\n```\n", &[]);
        check("> [a]: x.md\n", &[("a", "x.md")]);
        check("- item\n\n  [a]: x.md\n", &[("a", "x.md")]);
        check("[^a]: a footnote\n", &[]);
        check("[a]: x y z\n", &[]);
        check("[a]:\n  x.md\n", &[("a", "x.md")]);
        check("[a\\]b]: x\n", &[("a\\]b", "x")]);
        check("[用語]: 用語.md\n", &[("用語", "用語.md")]);
        check("[]: x\n", &[]);
        check("[a]:\n", &[]);
    }
}
