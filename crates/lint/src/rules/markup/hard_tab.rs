use notesmith_diagnostic::{Edit, Span};
use notesmith_parse::{CodeBlock, LineKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::note::Note;
use crate::rule::declare_rule;
use crate::sink::Sink;
use crate::views::source_lines::CodeLines;

declare_rule! {
    /// Tabs in place of spaces.
    ///
    /// ## Why
    ///
    /// Editors show tabs in different widths, so indentation looks right in one and wrong in another.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// - EC2:→a virtual server
    /// ```
    ///
    /// ```md fixed
    /// - EC2: a virtual server
    /// ```
    ///
    /// ```md good
    /// - EC2: a virtual server
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Tabs inside a line become spaces; at its start, where they may carry the structure, and in code they stay.
    ///
    /// ## Options
    ///
    /// - `code-blocks`: whether code counts. Default: `true`.
    /// - `ignore-code-languages`: the languages whose fenced code does not count, such as `"go"`. Default: `[]`.
    /// - `spaces-per-tab`: how many spaces the fix puts in place of a tab. Default: 1.
    ///
    /// ```toml options
    /// code-blocks = false
    /// spaces-per-tab = 4
    /// ```
    ///
    /// ````md good
    /// ```text
    /// a→b
    /// ```
    /// ````
    ///
    /// ```toml options
    /// ignore-code-languages = ["make"]
    /// ```
    ///
    /// ````md good
    /// ```make
    /// →ls
    /// ```
    /// ````
    "markup/hard-tab" {
        aliases: ["MD010"],
        level: Off,
        fix: safe,
        options: Options,
        check: file(check),
    }
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// Whether code counts.
    code_blocks: bool,
    /// The languages whose fenced code does not count.
    ignore_code_languages: Vec<String>,
    /// How many spaces the fix puts in place of a tab.
    #[schemars(range(min = 0))]
    spaces_per_tab: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { code_blocks: true, ignore_code_languages: Vec::new(), spaces_per_tab: 1 }
    }
}

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    let document = note.document();
    if !note.scan().holds_tabs {
        return;
    }
    let is_ignored = |block: &&CodeBlock| {
        let language = block.info.to_lowercase();
        !options.code_blocks || options.ignore_code_languages.iter().any(|one| one.to_lowercase() == language)
    };
    let ignored = CodeLines::of(document, document.code_blocks().iter().filter(is_ignored));
    let lines = note.lines().iter().filter(|line| line.kind != LineKind::FrontMatter);
    for line in lines.filter(|line| !ignored.contain(line.number)) {
        let source = document.slice(line.span);
        let mut from = 0;
        while let Some(at) = source[from..].find('\t').map(|at| from + at) {
            from = at + source[at..].bytes().take_while(|&b| b == b'\t').count();
            let span = Span::new(line.span.start() + at, line.span.start() + from);
            let is_code = document.is_verbatim(span);
            if is_code && !options.code_blocks && line.kind == LineKind::Text {
                continue;
            }
            let plural = if span.len() == 1 { "" } else { "s" };
            let finding = sink.report(span, format!("{} tab{plural}", span.len())).help("use spaces");
            let starts_line = source[..at]
                .trim_start_matches(|c: char| c.is_whitespace() || "->*+.".contains(c))
                .is_empty();
            // Spaces at the end of a line break it, which a tab does not.
            let ends_line = source[from..].trim().is_empty();
            if !is_code && !starts_line && !ends_line && line.kind == LineKind::Text {
                let spaces = " ".repeat(span.len() * options.spaces_per_tab);
                finding.fix("use spaces", vec![Edit::replace(span, spaces)]);
            }
        }
    }
}
