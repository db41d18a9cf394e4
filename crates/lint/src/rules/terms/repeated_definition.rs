use notesmith_diagnostic::{Related, Severity};

use crate::corpus::Corpus;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::CorpusSink;
use crate::terms::copies;

declare_rule! {
    /// Definitions that several notes have word for word.
    ///
    /// ## Why
    ///
    /// Whoever corrects one of two copies leaves the other as it was, and both become cards.
    /// Definitions of thirty characters and more on the line of their term are compared; line endings do not count.
    /// Copies in a row are one finding.
    ///
    /// ## Examples
    ///
    /// ```md bad=0 file=a.md
    /// - コールドスタート: 関数を動かす環境が新しく作られるときに、読み込みと初期化のために余分な時間がかかること
    /// ```
    ///
    /// ```md bad=1 file=b.md
    /// - コールドスタート: 関数を動かす環境が新しく作られるときに、読み込みと初期化のために余分な時間がかかること
    /// ```
    ///
    /// ```md good file=a.md
    /// - キュー: 先入れ先出しの列
    /// ```
    ///
    /// ```md good file=b.md
    /// - キュー: 先入れ先出しの列
    /// ```
    "terms/repeated-definition" {
        aliases: [],
        level: Hint,
        fix: none,
        options: NoOptions,
        check: corpus(check),
    }
}

fn check(corpus: &Corpus, _: &NoOptions, sink: &mut CorpusSink<'_>) {
    for copied in copies(corpus.files()) {
        let ((file, definition), (original_file, original)) = (copied.place, copied.original);
        if sink.only_counts(corpus, file, Severity::Error) {
            continue;
        }
        let path = &corpus.files()[original_file].path;
        let more = match copied.count {
            1 => String::new(),
            count => format!(", with the {} behind it", count - 1),
        };
        let message = format!("`{path}` has this definition word for word{more}");
        sink.report(file, definition.term, message).help("keep one of the two and link to it").related(
            Related {
                path: Some(path.clone()),
                span: original.term,
                line: original.line as usize,
                message: "the same definition".to_owned(),
            },
        );
    }
}
