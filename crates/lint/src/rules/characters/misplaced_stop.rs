use notesmith_diagnostic::{Edit, Span};

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;
use crate::views::prose_places::pieces_with;

declare_rule! {
    /// A `、` or `。` behind a space or behind another one.
    ///
    /// ## Why
    ///
    /// `確認する 、` and `、、` are left over from editing or from a copy, and `、。` leaves open whether the sentence ends.
    /// A space counts behind a Japanese letter; behind Latin letters it belongs to a style of spacing.
    /// Three or more in a row stand for an ellipsis and are left alone.
    ///
    /// ## Examples
    ///
    /// ```md bad=3
    /// - 設定を確認する 、次に保存する
    /// - 鍵を作り、、保存する
    /// - 鍵を作る、。
    /// ```
    ///
    /// ```md fixed
    /// - 設定を確認する、次に保存する
    /// - 鍵を作り、保存する
    /// - 鍵を作る。
    /// ```
    ///
    /// ```md good
    /// - 鍵を作る、次に。。。
    /// - S3 、EC2 、`する 、、`
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The space or one of two equal marks is removed, and `、。` becomes `。`; for `。、` a person chooses.
    "characters/misplaced-stop" {
        aliases: [],
        level: Warning,
        fix: safe,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    for found in pieces_with(document, &note.scan().odd_stops) {
        let piece = document.slice(found.piece);
        for at in found.places.iter().map(|place| place - found.piece.start()) {
            let (before, mark) = piece.split_at(at);
            let word = before.trim_end_matches(' ');
            if word.len() < before.len() {
                if word.chars().next_back().is_some_and(is_japanese) {
                    behind_space(
                        sink,
                        Span::new(found.piece.start() + word.len(), found.piece.start() + at),
                        mark,
                    );
                }
            } else if !before.ends_with(['、', '。']) {
                repeated(sink, found.piece.start() + at, mark);
            }
        }
    }
}

/// Tells whether a letter is kana or a kanji.
fn is_japanese(letter: char) -> bool {
    matches!(letter, '\u{3041}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '々')
}

/// Reports the spaces before a mark.
fn behind_space(sink: &mut Sink<'_>, spaces: Span, mark: &str) {
    let mark = mark.chars().next().unwrap_or('、');
    sink.report(spaces, format!("a space before {mark}"))
        .help("remove the space")
        .fix("remove the space", vec![Edit::delete(spaces)]);
}

/// Reports two marks in a row; `marks` is the text from the first of them on.
fn repeated(sink: &mut Sink<'_>, start: usize, marks: &str) {
    let run = &marks[..marks.find(|letter| !matches!(letter, '、' | '。')).unwrap_or(marks.len())];
    let right = match run {
        "、、" => "、",
        "。。" | "、。" => "。",
        "。、" => "",
        _ => return,
    };
    let span = Span::new(start, start + run.len());
    let finding = sink.report(span, format!("{run} in a row")).help("keep one of them");
    if !right.is_empty() {
        finding.fix(format!("keep {right}"), vec![Edit::replace(span, right)]);
    }
}
