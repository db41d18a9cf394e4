//! Rules without code: a regular expression of the user, a message, and a replacement if there is one.

use std::borrow::Cow;

use notesmith_diagnostic::{Applicability, Diagnostic, Edit, Fix, Severity, Span};
use notesmith_parse::Document;
use regex::{Regex, RegexBuilder};

/// A compiled pattern larger than this is refused: a note must not be able to cost a gigabyte.
const SIZE_LIMIT: usize = 1 << 20;

/// A pattern of the user; its rule id is `patterns/NAME`.
#[derive(Clone, Debug)]
pub struct Pattern {
    id: String,
    regex: Regex,
    message: String,
    replacement: Option<String>,
    severity: Severity,
}

impl Pattern {
    /// Makes a pattern in the syntax of the `regex` crate, which matches in linear time; `replacement` may use `$1`.
    ///
    /// # Errors
    /// What is wrong with the expression, in words.
    pub fn new(
        name: &str,
        regex: &str,
        message: &str,
        replacement: Option<String>,
        severity: Severity,
    ) -> Result<Self, String> {
        let compiled =
            RegexBuilder::new(regex).size_limit(SIZE_LIMIT).build().map_err(|error| match error {
                regex::Error::CompiledTooBig(limit) => {
                    format!("the expression needs more than {limit} bytes")
                }
                other => other.to_string(),
            })?;
        if compiled.is_match("") {
            return Err("the expression matches the empty text, so it would match everywhere".to_owned());
        }
        if let Some(group) = replacement.as_deref().and_then(|text| unknown_group(&compiled, text)) {
            return Err(format!("the replacement names the group {group}, which the expression has not"));
        }
        let id = format!("patterns/{name}");
        Ok(Self { id, regex: compiled, message: message.to_owned(), replacement, severity })
    }

    /// Finds the pattern in the running text of a note: line by line, outside code, HTML and URLs.
    pub(crate) fn check(&self, document: &Document, found: &mut Vec<Diagnostic>) {
        for line in document.lines() {
            let text = document.slice(line.span);
            for captures in self.regex.captures_iter(text) {
                let Some(whole) = captures.get(0) else { continue };
                let span = Span::new(line.span.start() + whole.start(), line.span.start() + whole.end());
                if !document.is_verbatim(span) {
                    found.push(self.finding(span, &captures));
                }
            }
        }
    }

    fn finding(&self, span: Span, captures: &regex::Captures<'_>) -> Diagnostic {
        let replacement = self.replacement.as_ref().map(|template| {
            let mut text = String::new();
            captures.expand(template, &mut text);
            text
        });
        let fixes = replacement.iter().map(|text| Fix {
            title: format!("replace with \"{text}\""),
            applicability: Applicability::Safe,
            edits: vec![Edit::replace(span, text.clone())],
        });
        Diagnostic {
            rule: Cow::Owned(self.id.clone()),
            alias: None,
            severity: self.severity,
            message: self.message.clone(),
            help: replacement.as_ref().map(|text| format!("write \"{text}\"")),
            span,
            suggestions: replacement.iter().cloned().collect(),
            related: Vec::new(),
            fixes: fixes.collect(),
        }
    }
}

/// Gives the first group that a replacement names and an expression has not: `$3`, `${name}`; `$$` is a dollar.
fn unknown_group(regex: &Regex, replacement: &str) -> Option<String> {
    let mut rest = replacement;
    while let Some((_, behind)) = rest.split_once('$') {
        if let Some(behind) = behind.strip_prefix('$') {
            rest = behind;
            continue;
        }
        let name = match behind.strip_prefix('{').and_then(|behind| behind.split_once('}')) {
            Some((name, _)) => name,
            None => behind.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap_or(""),
        };
        let is_known = match name.parse::<usize>() {
            Ok(number) => number < regex.captures_len(),
            Err(_) => name.is_empty() || regex.capture_names().flatten().any(|known| known == name),
        };
        if !is_known {
            return Some(name.to_owned());
        }
        rest = behind;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use notesmith_parse::ParseOptions;

    fn check(regex: &str, replacement: Option<&str>, text: &str, expected: &[(&str, Option<&str>)]) {
        let replacement = replacement.map(str::to_owned);
        let pattern =
            Pattern::new("x", regex, "a message", replacement, Severity::Warning).expect("it compiles");
        let mut found = Vec::new();
        pattern.check(&Document::parse(text, &ParseOptions::default()), &mut found);
        let found: Vec<_> =
            found.iter().map(|d| (d.span.text(text), d.suggestions.first().map(String::as_str))).collect();
        assert_eq!(found, expected, "{regex} in {text:?}");
    }

    #[test]
    fn finds_text_outside_code_and_urls() {
        check(
            "AWS(Lambda)",
            Some("AWS $1"),
            "AWSLambda `AWSLambda` [x](AWSLambda)",
            &[("AWSLambda", Some("AWS Lambda"))],
        );
        check("TODO", None, "- TODO\n\n```\nTODO\n```\n", &[("TODO", None)]);
    }

    #[test]
    fn refuses_groups_that_are_not_there() {
        let make = |replacement: &str| {
            Pattern::new("x", "(a)(?<b>c)", "m", Some(replacement.to_owned()), Severity::Hint).map(|_| ())
        };
        for good in ["$1 $2 ${1}x $b ${b} $0 $$9", "5 $", ""] {
            assert_eq!(make(good), Ok(()), "{good}");
        }
        for bad in ["$3", "$1x", "${c}"] {
            assert!(make(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn refuses_bombs_and_empty_matches() {
        let make = |regex| Pattern::new("x", regex, "m", None, Severity::Hint).expect_err("refused");
        assert!(make("(a{1000}){1000}").contains("bytes"));
        assert!(make("a*").contains("empty"));
        assert!(make("(").contains("unclosed"));
    }
}
