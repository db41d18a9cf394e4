use notesmith_diagnostic::Span;
use notesmith_parse::{Script, script_of};

use crate::kana::full_width;
use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;
use crate::views::odd_characters::{Oddity, runs};

declare_rule! {
    /// Half-width kana.
    ///
    /// ## Why
    ///
    /// `ｻｰﾊﾞｰ` is found by no search for `サーバー`, and it looks unlike its neighbours.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// - EC2: 仮想ｻｰﾊﾞｰ
    /// ```
    ///
    /// ```md fixed
    /// - EC2: 仮想サーバー
    /// ```
    ///
    /// ```md good
    /// - EC2: 仮想サーバー
    /// ```
    ///
    /// ```md bad=3
    /// - 表を読む｡
    /// - ｢表｣ (･ω･) (｡･ω･｡)
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The characters are replaced by their full-width forms, a voicing mark together with its kana.
    "characters/half-width-kana" {
        aliases: ["ja-technical-writing/no-hankaku-kana", "jtf-style/2.1.5.カタカナ"],
        level: Warning,
        fix: safe,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let text = note.document().text();
    for run in runs(note.odd_characters(), Oddity::HalfWidthKana) {
        let narrow = run.text(text);
        // Marks without a kana are part of a face, such as (･ω･), unless they stand beside a Japanese word.
        let is_word = match narrow.chars().count() {
            0 | 1 => narrow.starts_with(|c| ('ｱ'..='ﾝ').contains(&c)),
            _ => narrow.contains(|c| ('ｦ'..='ﾝ').contains(&c)),
        };
        let is_mark = |c: char| matches!(c, '｡' | '､' | '｢' | '｣');
        let is_punctuation = narrow.chars().all(is_mark) && touches_japanese(text, run);
        if !is_word && !is_punctuation {
            continue;
        }
        let wide = full_width(narrow);
        sink.report(run, format!("half-width kana `{narrow}`"))
            .help(format!("write `{wide}`, which search finds"))
            .replace_with(wide);
    }
}

/// Tells whether a kana or kanji stands right before or behind a run.
fn touches_japanese(text: &str, run: Span) -> bool {
    let is_japanese = |c: char| {
        matches!(script_of(c), Some(Script::Hiragana | Script::Katakana | Script::Kanji))
            && !('｡'..='ﾟ').contains(&c)
    };
    text[..run.start()].ends_with(is_japanese) || text[run.end()..].starts_with(is_japanese)
}
