use notesmith_diagnostic::Span;

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;
use crate::views::prose_places::pieces_with;
use crate::wording::read_misuse;

declare_rule! {
    /// A word in the place of another that sounds or looks like it: `例外を補足する`.
    ///
    /// ## Why
    ///
    /// An input method offers `補足` for `捕捉` and `以降` for `移行`, and both are words, so nothing objects.
    /// A short list of phrases in which only one of them can be meant; where dictionaries differ, nothing is said.
    ///
    /// ## Examples
    ///
    /// ```md bad=3
    /// - 例外を補足する。
    /// - 新しい環境へ以降する。
    /// - 非対象鍵暗号を使う。
    /// ```
    ///
    /// ```md fixed
    /// - 例外を捕捉する。
    /// - 新しい環境へ移行する。
    /// - 非対称鍵暗号を使う。
    /// ```
    ///
    /// ```md good
    /// - 説明を補足する。目的を得る。環境に自身を適応させる。3 月以降に移行する。例外を投げる。
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Both words exist, so the fix is unsafe.
    "ja/abusage" {
        aliases: ["ja-technical-writing/ja-no-abusage"],
        level: Warning,
        fix: unsafe_,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    for found in pieces_with(document, &note.wording().misuses) {
        let (text, base) = (document.slice(found.piece), found.piece.start());
        for &place in found.places {
            let Some(misuse) = read_misuse(text, place - base) else { continue };
            let span = Span::new(place, place + misuse.wrong.len());
            sink.report(span, format!("`{}` is not what is meant", misuse.wrong))
                .help(format!("write `{}`", misuse.right))
                .replace_with(misuse.right);
        }
    }
}
