use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::corpus::Corpus;
use crate::edge_spacing::{Style, report};
use crate::facts::choices::Matter;
use crate::rule::declare_rule;
use crate::sink::CorpusSink;

declare_rule! {
    /// Spacing between inline code and Japanese that differs from most other.
    ///
    /// ## Why
    ///
    /// A space around code, or none, is a matter of style; a text reads better with one.
    /// What three of four places of all notes do is the norm, if there are at least ten.
    ///
    /// ## Examples
    ///
    /// ```toml options
    /// style = "space"
    /// ```
    ///
    /// ```md bad=2
    /// 鍵を`a`に、`b` を
    /// ```
    ///
    /// ```md fixed
    /// 鍵を `a` に、`b` を
    /// ```
    ///
    /// ```md good
    /// `a` を（`b`）、`c d`
    /// ```
    ///
    /// ## Fix safety
    ///
    /// A space is written or removed beside the piece of code, which stays as it is.
    /// In a heading to which a link leads the fix is not safe, since its anchor changes.
    ///
    /// ## Options
    ///
    /// - `style`: `"auto"`, `"space"` or `"none"`. Default: `"auto"`, what most places do.
    ///
    /// ```toml options
    /// style = "none"
    /// ```
    ///
    /// ```md bad
    /// 鍵は `a`で
    /// ```
    ///
    /// ```md fixed
    /// 鍵は`a`で
    /// ```
    "ja/code-spacing" {
        aliases: ["ja-spacing/ja-space-around-code"],
        level: Off,
        fix: safe,
        options: Options,
        check: corpus(check),
    }
}

#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// What stands between a piece of code and Japanese letters.
    style: Style,
}

fn check(corpus: &Corpus, options: &Options, sink: &mut CorpusSink<'_>) {
    report(corpus, Matter::CodeSpacing, options.style, "a piece of code", sink);
}
