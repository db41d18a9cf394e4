use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::corpus::Corpus;
use crate::edge_spacing::{Style, report};
use crate::facts::choices::Matter;
use crate::rule::declare_rule;
use crate::sink::CorpusSink;

declare_rule! {
    /// Spacing between links and Japanese that differs from most other.
    ///
    /// ## Why
    ///
    /// A space around links, or none, is a matter of style; a text reads better with one.
    /// What three of four places of all notes do is the norm, if there are at least ten.
    ///
    /// ## Examples
    ///
    /// ```toml options
    /// style = "space"
    /// ```
    ///
    /// ```md bad=2
    /// 鍵を[箱](https://example.com)に
    /// ```
    ///
    /// ```md fixed
    /// 鍵を [箱](https://example.com) に
    /// ```
    ///
    /// ```md good
    /// [鍵](https://example.com) を、https://example.com を
    /// ```
    ///
    /// ## Fix safety
    ///
    /// A space is written or removed beside the link, which stays as it is.
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
    /// 鍵は [箱](https://example.com)で
    /// ```
    ///
    /// ```md fixed
    /// 鍵は[箱](https://example.com)で
    /// ```
    "ja/link-spacing" {
        aliases: ["ja-spacing/ja-space-around-link"],
        level: Off,
        fix: safe,
        options: Options,
        check: corpus(check),
    }
}

#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// What stands between a link and Japanese letters.
    style: Style,
}

fn check(corpus: &Corpus, options: &Options, sink: &mut CorpusSink<'_>) {
    report(corpus, Matter::LinkSpacing, options.style, "a link", sink);
}
