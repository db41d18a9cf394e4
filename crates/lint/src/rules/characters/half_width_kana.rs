use crate::kana::full_width;
use crate::note::Note;
use crate::odd_characters::{Oddity, runs};
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

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
    /// ## Fix safety
    ///
    /// The characters are replaced by their full-width forms, a voicing mark together with its kana.
    "characters/half-width-kana" {
        aliases: [],
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
        // One mark alone is part of a face, such as (･ω･).
        if narrow.chars().count() < 2 && !narrow.starts_with(|c| ('ｱ'..='ﾝ').contains(&c)) {
            continue;
        }
        let wide = full_width(narrow);
        sink.report(run, format!("half-width kana `{narrow}`"))
            .help(format!("write `{wide}`, which search finds"))
            .replace_with(wide);
    }
}
