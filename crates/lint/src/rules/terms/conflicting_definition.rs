use notesmith_diagnostic::{Related, Severity};

use crate::corpus::Corpus;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::CorpusSink;
use crate::terms::conflicts;

declare_rule! {
    /// Terms that two places define with a word or a number changed.
    ///
    /// ## Why
    ///
    /// `最大 7 日` here and `最大 14 日` there cannot both be true, and whoever learns from cards learns both.
    /// Two short definitions of a term that hold a number are compared: a hint comes where each holds one or two words or
    /// numbers that the other lacks and most words are the same.
    /// A shorter version of a definition is no conflict, nor is another definition, which may tell another side.
    /// A bullet with others above it means something below them alone, and so does a term without capital letters below a
    /// heading; the same term twice in one place is the matter of `cards/duplicate-term`.
    ///
    /// ## Examples
    ///
    /// ```md bad=0 file=a.md
    /// - SQS: メッセージを最大 14 日まで保持するキュー
    /// ```
    ///
    /// ```md bad=1 file=b.md
    /// - SQS: メッセージを最大 7 日まで保持するキュー
    /// ```
    ///
    /// ```md good file=a.md
    /// - SQS: メッセージを最大 14 日まで保持するキュー
    /// - Lambda
    ///   - 上限: 最大 15 分まで実行する
    /// ```
    ///
    /// ```md good file=b.md
    /// - SQS: メッセージを保持するキュー
    /// - Fargate
    ///   - 上限: 最大 30 分まで実行する
    /// ```
    "terms/conflicting-definition" {
        aliases: [],
        level: Hint,
        fix: none,
        options: NoOptions,
        check: corpus(check),
    }
}

fn check(corpus: &Corpus, _: &NoOptions, sink: &mut CorpusSink<'_>) {
    for [(other_file, other), (file, definition)] in conflicts(corpus.files()) {
        if sink.only_counts(corpus, file, Severity::Error) {
            continue;
        }
        let path = &corpus.files()[other_file].path;
        let place = if other_file == file { "above".to_owned() } else { format!("in `{path}`") };
        let message = format!("line {} {place} defines this term with other words", other.line);
        sink.report(file, definition.term, message)
            .help("correct one of the two, or say in the terms what tells them apart")
            .related(Related {
                path: (other_file != file).then(|| path.clone()),
                span: other.term,
                line: other.line as usize,
                message: "the other definition".to_owned(),
            });
    }
}
