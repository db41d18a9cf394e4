//! What is wrong with a note's front matter: never closed, below a blank line, no YAML.
//!
//! Keys and values are the business of whatever reads the notes; here it counts whether anything can.

use notesmith_diagnostic::Span;
use notesmith_parse::Document;
use yaml_rust2::parser::{Event, Parser};

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// `-item` among `- item`: the dash.
    Dash(Span),
    /// A key that is there already.
    Twice(Span),
    /// The fence that opens it has no partner.
    Unclosed(Span),
    /// Blank lines stand above it.
    TooLow {
        /// The blank lines.
        above: Span,
        /// The front matter with both fences.
        matter: Span,
    },
    /// It is no YAML.
    NoYaml {
        /// The line where it stops being YAML.
        line: Span,
        /// Why, as far as it shows.
        cause: Cause,
    },
}

/// Why a line is no YAML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cause {
    /// A tab indents it.
    Tab,
    /// `key:value`.
    NoSpace,
    /// `title: a: b`.
    Colon,
    /// `[a, b` or `"a`.
    Unclosed(char),
    /// A sign at the start of a value that has a meaning in YAML.
    Sign(char),
    /// Anything else.
    Other,
}

impl Cause {
    /// Says what is wrong and what to do.
    pub(crate) fn say(self) -> (String, String) {
        let quotes = || "put the value in quotes".to_owned();
        match self {
            Self::Tab => ("a tab indents this line".to_owned(), "indent with spaces".to_owned()),
            Self::NoSpace => {
                ("no space behind the colon".to_owned(), "put a space behind the colon of the key".to_owned())
            }
            Self::Colon => ("the value holds a colon and a space".to_owned(), quotes()),
            Self::Unclosed(open) => {
                (format!("`{open}` is never closed"), "close it, or put the value in quotes".to_owned())
            }
            Self::Sign(sign) => (format!("a value cannot start with `{sign}`"), quotes()),
            Self::Other => {
                ("this line cannot be read".to_owned(), "write `key: value`, one on each line".to_owned())
            }
        }
    }
}

/// Keys that front matter often begins with.
const KEYS: &str = " title tags date layout author description aliases category categories draft lang id slug type \
                    topics emoji published created updated weight permalink subtitle summary ";
/// Longer front matter is hardly written by hand.
const LONGEST: usize = 1 << 16;

/// Finds what is wrong with the front matter of a note.
pub(crate) fn flaw_of(document: &Document) -> Option<Flaw> {
    let text = document.text();
    if let Some(span) = document.front_matter() {
        return no_yaml(document, span);
    }
    let body = text.trim_start_matches('\u{FEFF}').trim_start_matches(['\n', '\r', ' ', '\t']);
    let start = text.len() - body.len();
    let rest = body.strip_prefix("---")?;
    let mut lines = rest.split_inclusive('\n');
    let is_fence = lines.next()?.trim().is_empty();
    let first = key_of(lines.next()?)?;
    let second = lines.next().unwrap_or_default();
    let is_meant =
        KEYS.contains(&format!(" {first} ")) || key_of(second).is_some() || second.starts_with("  - ");
    if !is_fence || !is_meant {
        return None;
    }
    let above = Span::new(text.len() - text.trim_start_matches('\u{FEFF}').len(), start);
    match (closing_fence(body), above.is_empty()) {
        (None, true) => Some(Flaw::Unclosed(Span::new(start, start + "---".len()))),
        (Some(end), false) => Some(Flaw::TooLow { above, matter: Span::new(start, start + end) }),
        _ => None,
    }
}

/// Gives the end of the fence that closes front matter; its keys go on up to a blank line.
fn closing_fence(body: &str) -> Option<usize> {
    let mut end = 0;
    let mut lines = body.split_inclusive('\n').map(|line| {
        end += line.len();
        (end - line.len() + line.trim_end().len(), line.trim_end())
    });
    lines.next();
    lines.take_while(|(_, line)| !line.is_empty()).find(|(_, line)| *line == "---").map(|(end, _)| end)
}

/// Gives the key that a line starts with: `title: x`, `title:x`.
fn key_of(line: &str) -> Option<&str> {
    let (key, _) = line.split_once(':')?;
    let is_key = key.starts_with(|c: char| c.is_ascii_lowercase())
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    is_key.then_some(key)
}

fn no_yaml(document: &Document, span: Span) -> Option<Flaw> {
    let matter = document.slice(span);
    let start = matter.find('\n')? + 1;
    let body = &matter[start..matter.trim_end().rfind('\n').map_or(start, |end| end + 1).max(start)];
    if body.len() > LONGEST || ["{{", "{%", "<%"].iter().any(|open| body.contains(open)) {
        return None;
    }
    let Some(wrong) = first_wrong_line(body) else { return slip(body, span.start() + start) };
    let lines: Vec<&str> = body.split_inclusive('\n').collect();
    // An error shows where the parser gives up, which may be below the line that is wrong.
    let last = wrong.min(lines.len().checked_sub(1)?);
    let (index, cause) = (0..=last)
        .rev()
        .find_map(|index| cause_of(lines[index]).map(|cause| (index, cause)))
        .unwrap_or((last, Cause::Other));
    let before: usize = lines[..index].iter().map(|line| line.len()).sum();
    let line = lines[index].trim_end();
    let indent = line.len() - line.trim_start().len();
    let at = span.start() + start + before;
    Some(Flaw::NoYaml { line: Span::new(at + indent, at + line.len()), cause })
}

/// Finds what can be read and is hardly meant: a key that stands twice, an item without a space behind its dash.
fn slip(body: &str, mut at: usize) -> Option<Flaw> {
    let mut keys: Vec<&str> = Vec::new();
    let mut above = "";
    let mut lines = body.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let plain = line.trim_start_matches(' ');
        let indent = line.len() - plain.len();
        let is_item = |other: &str| {
            other.len() > indent
                && other.is_char_boundary(indent)
                && other[indent..].starts_with("- ")
                && other[..indent].trim().is_empty()
        };
        if let Some(key) = key_of(line) {
            if keys.contains(&key) {
                return Some(Flaw::Twice(Span::new(at, at + key.len())));
            }
            // Front matter has a handful.
            if keys.len() < 200 {
                keys.push(key);
            }
        } else if plain.starts_with('-')
            && plain[1..].starts_with(char::is_alphanumeric)
            && (is_item(above) || lines.peek().is_some_and(|next| is_item(next)))
        {
            return Some(Flaw::Dash(Span::new(at + indent, at + indent + 1)));
        }
        above = line;
        at += line.len();
    }
    None
}

/// Gives the line, counted from 0, where a text stops being a mapping in YAML.
fn first_wrong_line(text: &str) -> Option<usize> {
    let mut parser = Parser::new_from_str(text);
    let mut before = Event::Nothing;
    loop {
        match parser.next_token() {
            Err(error) => return Some(error.marker().line().saturating_sub(1)),
            Ok((Event::StreamEnd, _)) => return None,
            Ok((Event::Scalar(..) | Event::SequenceStart(..), marker)) if before == Event::DocumentStart => {
                return Some(marker.line().saturating_sub(1));
            }
            Ok((event, _)) => before = event,
        }
    }
}

/// Tells what is wrong with a line, if it shows in it.
fn cause_of(line: &str) -> Option<Cause> {
    let body = line.trim_end();
    let plain = body.trim_start_matches(' ');
    if plain.starts_with('\t') && !plain.trim().is_empty() {
        return Some(Cause::Tab);
    }
    let (key, value) = plain.trim_start_matches("- ").split_once(':')?;
    if key.starts_with('#') || key.contains(['"', '\'', '[', '{']) {
        return None;
    }
    if !value.is_empty() && !value.starts_with([' ', '\t']) {
        return (!value.starts_with("//")).then_some(Cause::NoSpace);
    }
    let value = value.trim();
    let first = value.chars().next()?;
    let closing = match first {
        '[' => ']',
        '{' => '}',
        '"' | '\'' => first,
        '@' | '`' | '%' | '*' | '&' | '!' => return Some(Cause::Sign(first)),
        '|' | '>' | '#' => return None,
        _ => return (value.contains(": ") || value.ends_with(':')).then_some(Cause::Colon),
    };
    (!value[1..].contains(closing)).then_some(Cause::Unclosed(first))
}
