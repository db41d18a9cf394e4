use notesmith_diagnostic::Edit;

use crate::corpus::Corpus;
use crate::facts::punctuation::{Stop, StopStyle, count};
use crate::rule::{NoOptions, declare_rule};
use crate::sink::CorpusSink;

declare_rule! {
    /// `,` or `.` in Japanese text where `、` or `。` belongs.
    ///
    /// ## Why
    ///
    /// The input method was off: `鍵を作り, 保存する.`
    /// File names, numbers, labels (`例.`), lists with Latin words (`S3, バケット, IAM`) and what follows Latin text are left
    /// alone, and so is a collection of notes that mostly writes ASCII signs.
    ///
    /// ## Examples
    ///
    /// ```md bad=2
    /// - 鍵を作り、保存する。値を確かめ、記録する。
    /// - 鍵を作り, 保存する.
    /// ```
    ///
    /// ```md fixed
    /// - 鍵を作り、保存する。値を確かめ、記録する。
    /// - 鍵を作り、保存する。
    /// ```
    ///
    /// ```md good
    /// - 鍵を作り、保存する。設定は メモ.txt に書く。値は 1,000 である。
    /// - S3, バケット, IAM を使う。例. 鍵を作る。
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The sign may be part of a quotation or a pattern, so the fix is unsafe.
    "ja/ascii-punctuation" {
        aliases: [],
        level: Warning,
        fix: unsafe_,
        options: NoOptions,
        check: corpus(check),
    }
}

fn check(corpus: &Corpus, _: &NoOptions, sink: &mut CorpusSink<'_>) {
    for (stop, signs) in [(Stop::Comma, [",", "、", "，"]), (Stop::Period, [".", "。", "．"])] {
        let [japanese, wide, ascii] = count(corpus, stop);
        if ascii == 0 || ascii > japanese + wide {
            continue;
        }
        let right = if wide > japanese { signs[2] } else { signs[1] };
        for (file, facts) in corpus.files().iter().enumerate() {
            let marks = facts.punctuation.marks.iter();
            for mark in marks.filter(|mark| mark.stop == stop && mark.style == StopStyle::Ascii) {
                sink.report(file, mark.span, format!("`{}` in Japanese text", signs[0]))
                    .help(format!("write `{right}`"))
                    .suggest(right)
                    .fix(format!("write `{right}`"), vec![Edit::replace(mark.span, right)]);
            }
        }
    }
}
