use notesmith_diagnostic::{Edit, Span};
use notesmith_parse::{NodeKind, ProseKind};

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;
use crate::views::sentences::{has_hiragana, is_quoted};
use crate::wording::{is_hiragana, is_kanji, is_katakana};

declare_rule! {
    /// A paragraph in Japanese without a period at its end.
    ///
    /// ## Why
    ///
    /// Without `。` nobody knows whether the sentence is finished.
    /// Items of lists, headings, cells, quotations and what ends with code, a link or an image are left alone.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// 鍵を作り、保存する
    /// ```
    ///
    /// ```md fixed
    /// 鍵を作り、保存する。
    /// ```
    ///
    /// ```md good
    /// # 鍵を作る
    ///
    /// 鍵を作り、保存する。
    ///
    /// - 鍵を消す
    ///
    /// 次のように書く:
    /// ```
    ///
    /// ## Fix safety
    ///
    /// `。` is added; the sentence may be unfinished, so the fix is unsafe.
    "ja/missing-period" {
        aliases: ["ja-technical-writing/ja-no-mixed-period"],
        level: Off,
        fix: unsafe_,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    for (index, unit) in document.prose().iter().enumerate() {
        let Some(last) = document.pieces(unit).last() else { continue };
        if unit.kind != ProseKind::Paragraph || last.end() != document.node(unit.node).span.end() {
            continue;
        }
        let text = document.slice(*last);
        let is_letter = |letter: char| is_hiragana(letter) || is_kanji(letter) || is_katakana(letter);
        let Some(letter) = text.chars().next_back().filter(|letter| is_letter(*letter)) else { continue };
        let in_item = document.ancestors(unit.node).any(|id| document.node(id).kind == NodeKind::Item);
        if !has_hiragana(text) || in_item || is_quoted(document, index) {
            continue;
        }
        let span = Span::new(last.end() - letter.len_utf8(), last.end());
        sink.report(span, "a paragraph without a period at its end")
            .help("write `。`")
            .fix("add `。`", vec![Edit::replace(Span::new(span.end(), span.end()), "。")]);
    }
}
