use notesmith_diagnostic::{Edit, Span};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::note::Note;
use crate::numbering::Label;
use crate::rule::declare_rule;
use crate::sink::Sink;

declare_rule! {
    /// Punctuation at the end of a heading.
    ///
    /// ## Why
    ///
    /// A heading is no sentence.
    /// The dot of a number (`## 21.`) belongs to the number and is right.
    ///
    /// ## Examples
    ///
    /// ```md bad=2
    /// ## Storage classes.
    ///
    /// ## 用語：
    /// ```
    ///
    /// ```md fixed
    /// ## Storage classes
    ///
    /// ## 用語
    /// ```
    ///
    /// ```md good
    /// ## 21.
    ///
    /// ## What is S3?
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The punctuation is removed; anchors leave punctuation out, so links to the heading still work.
    ///
    /// ## Options
    ///
    /// - `punctuation`: the characters that no heading should end with. Default: `".,;:!。，；：！"`.
    ///
    /// ```toml options
    /// punctuation = "?"
    /// ```
    ///
    /// ```md bad
    /// ## What is S3?
    /// ```
    "headings/trailing-punctuation" {
        aliases: ["MD026"],
        level: Hint,
        fix: safe,
        options: Options,
        check: file(check),
    }
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// The characters that no heading should end with.
    punctuation: String,
}

impl Default for Options {
    fn default() -> Self {
        Self { punctuation: ".,;:!。，；：！".to_owned() }
    }
}

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    let document = note.document();
    for heading in document.headings() {
        let text = document.slice(heading.content);
        let trimmed = text.trim_end_matches(|c| options.punctuation.contains(c)).trim_end();
        if trimmed.len() == text.len() || text.ends_with(char::is_whitespace) || ends_with_entity(text) {
            continue;
        }
        if Label::is_whole(text) || Label::read(text, 0).is_some_and(|label| label.span.end() == text.len()) {
            continue;
        }
        let span = Span::new(heading.content.start() + trimmed.len(), heading.content.end());
        let finding = sink.report(span, format!("the heading ends in `{}`", document.slice(span).trim()));
        if trimmed.is_empty() {
            finding.help("give the heading a text");
        } else {
            finding.help("leave it out").fix("remove the punctuation", vec![Edit::delete(span)]);
        }
    }
}

/// Tells whether a text ends in `&copy;` or `:smile:`.
fn ends_with_entity(text: &str) -> bool {
    let Some(body) = text.strip_suffix([';', ':']) else { return false };
    if text.ends_with(':') {
        let is_code = |name: &str| {
            name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '+' | '-'))
                && !name.is_empty()
        };
        return body.rsplit_once(':').is_some_and(|(_, name)| is_code(name));
    }
    let Some((_, name)) = body.rsplit_once('&') else { return false };
    match name.strip_prefix('#') {
        Some(code) => !code.is_empty() && code.chars().all(|c| c.is_ascii_hexdigit() || c == 'x'),
        None => (2..=31).contains(&name.len()) && name.chars().all(|c| c.is_ascii_alphanumeric()),
    }
}
