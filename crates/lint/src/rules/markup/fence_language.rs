use notesmith_diagnostic::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::note::Note;
use crate::rule::declare_rule;
use crate::sink::Sink;

declare_rule! {
    /// Code blocks without a language, or with a misspelt one.
    ///
    /// ## Why
    ///
    /// With the language the page colours the code, and tools can check it; `pyhton` is shown without colours.
    ///
    /// ## Examples
    ///
    /// ````md bad
    /// ```
    /// ls
    /// ```
    /// ````
    ///
    /// ````md bad
    /// ```pyhton
    /// import os
    /// ```
    /// ````
    ///
    /// ````md good
    /// ```sh
    /// ls
    /// ```
    /// ````
    ///
    /// ## Options
    ///
    /// - `allowed-languages`: the languages that may stand there; empty allows all. Default: `[]`.
    /// - `language-only`: whether nothing but the language may stand there. Default: `false`.
    ///
    /// ```toml options
    /// allowed-languages = ["sh"]
    /// language-only = true
    /// ```
    ///
    /// ````md bad
    /// ```python
    /// pass
    /// ```
    /// ````
    "markup/fence-language" {
        aliases: ["MD040"],
        level: Hint,
        fix: none,
        options: Options,
        check: file(check),
    }
}

#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// The languages that may stand there; empty allows all.
    allowed_languages: Vec<String>,
    /// Whether nothing but the language may stand there.
    language_only: bool,
}

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    let document = note.document();
    for block in document.code_blocks().iter().filter(|block| block.fenced) {
        let mut words = block.info.split_whitespace();
        let first = document.slice(block.span).lines().next().map_or(0, str::len);
        let span = Span::new(block.span.start(), block.span.start() + first);
        let Some(language) = words.next() else {
            sink.report(span, "the code block names no language")
                .help("write the language behind the fence, `text` if there is none");
            continue;
        };
        if let Some(right) = misspelt(language).filter(|_| options.allowed_languages.is_empty()) {
            let at = document.slice(span).find(language).map_or(span.start(), |at| span.start() + at);
            sink.report(Span::new(at, at + language.len()), format!("no language is called `{language}`"))
                .help(format!("did you mean `{right}`?"))
                .suggest(right)
                .alias(None);
        }
        let is_allowed = options.allowed_languages.is_empty()
            || options.allowed_languages.iter().any(|allowed| allowed == language);
        if !is_allowed {
            sink.report(span, format!("the language `{language}` is not allowed"))
                .help("use one of the languages of the configuration");
        }
        if options.language_only && words.next().is_some() {
            sink.report(span, "more than a language behind the fence").help("leave the language alone there");
        }
    }
}

/// Gives the usual language that a name is one slip from; names of languages that are less usual are left alone.
fn misspelt(name: &str) -> Option<&'static str> {
    const USUAL: [&str; 20] = [
        "python",
        "javascript",
        "typescript",
        "dockerfile",
        "terraform",
        "powershell",
        "markdown",
        "mermaid",
        "console",
        "kotlin",
        "swift",
        "plaintext",
        "graphql",
        "makefile",
        "haskell",
        "shell",
        "csharp",
        "groovy",
        "docker",
        "properties",
    ];
    // Too short to be told by their letters alone.
    const SHORT: [(&str, &str); 10] = [
        ("ymal", "yaml"),
        ("yamll", "yaml"),
        ("josn", "json"),
        ("jsno", "json"),
        ("jason", "json"),
        ("bsah", "bash"),
        ("bahs", "bash"),
        ("hmtl", "html"),
        ("htlm", "html"),
        ("slq", "sql"),
    ];
    const OTHERS: [&str; 6] = ["pytho", "python2", "python3", "shells", "consul", "dockers"];
    if let Some((_, right)) = SHORT.iter().find(|(slip, _)| *slip == name) {
        return Some(right);
    }
    let is_word = name.len() >= 5 && name.bytes().all(|byte| byte.is_ascii_lowercase());
    if !is_word || USUAL.contains(&name) || OTHERS.contains(&name) {
        return None;
    }
    USUAL.into_iter().find(|usual| strsim::osa_distance(usual, name) == 1)
}
