use notesmith_diagnostic::{Applicability, Edit, Span};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::note::Note;
use crate::rule::declare_rule;
use crate::sink::Sink;
use crate::wording::is_katakana;

declare_rule! {
    /// What stands between two katakana words of one name.
    ///
    /// ## Why
    ///
    /// `データ カタログ`, `データ・カタログ` and `データカタログ` are three spellings of one name.
    /// A full-width space is none of them; which of the others is right is a matter of configuration.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// データ\u{3000}カタログ
    /// ```
    ///
    /// ```md fixed
    /// データ·カタログ
    /// ```
    ///
    /// ```md good
    /// データ·カタログとデータ・カタログ
    /// ```
    ///
    /// ## Fix safety
    ///
    /// A full-width space becomes what is wanted.
    /// A space or a dot may separate two words as well, so replacing them is not safe.
    ///
    /// ## Options
    ///
    /// - `separator`: `"any"` allows a space and a dot, `"space"`, `"dot"` and `"none"` allow one way.
    ///   Default: `"any"`.
    ///
    /// ```toml options
    /// separator = "dot"
    /// ```
    ///
    /// ```md bad
    /// データ·カタログとデータ・カタログ
    /// ```
    ///
    /// ```md fixed
    /// データ・カタログとデータ・カタログ
    /// ```
    "ja/katakana-compound" {
        aliases: [
            "ja-spacing/ja-nakaguro-or-halfwidth-space-between-katakana",
            "jtf-style/3.2.カタカナ語間のスペースの有無",
        ],
        level: Off,
        fix: safe,
        options: Options,
        check: file(check),
    }
}

#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// What may stand between two katakana words.
    separator: Separator,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Separator {
    /// A space or a dot.
    #[default]
    Any,
    /// A space.
    Space,
    /// `・`
    Dot,
    /// Nothing.
    None,
}

impl Separator {
    /// Gives what is to stand in place of a sign; `None` where it may stay.
    fn instead_of(self, sign: char) -> Option<&'static str> {
        match (self, sign) {
            (Self::Any, ' ' | '・') | (Self::Space, ' ') | (Self::Dot, '・') => None,
            (Self::Any | Self::Space, _) => Some(" "),
            (Self::Dot, _) => Some("・"),
            (Self::None, _) => Some(""),
        }
    }
}

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    let document = note.document();
    for unit in document.prose() {
        for piece in document.pieces(unit) {
            let text = document.slice(*piece);
            for (at, sign) in text.match_indices([' ', '\u{3000}', '・']) {
                let (before, behind) = (&text[..at], &text[at + sign.len()..]);
                if !before.ends_with(is_katakana) || !behind.starts_with(is_katakana) {
                    continue;
                }
                let sign = sign.chars().next().unwrap_or(' ');
                let Some(right) = options.separator.instead_of(sign) else { continue };
                let start = piece.start() + at;
                let span = Span::new(start, start + sign.len_utf8());
                let safety = if sign == '\u{3000}' { Applicability::Safe } else { Applicability::Unsafe };
                let what = match sign {
                    '・' => "a dot",
                    ' ' => "a space",
                    _ => "a full-width space",
                };
                let help = match right {
                    "" => "write them as one word".to_owned(),
                    " " => "write an ASCII space".to_owned(),
                    dot => format!("write {dot}"),
                };
                sink.report(span, format!("{what} between katakana words"))
                    .help(help.as_str())
                    .suggest(right)
                    .fix_as(safety, help, vec![Edit::replace(span, right)]);
            }
        }
    }
}
