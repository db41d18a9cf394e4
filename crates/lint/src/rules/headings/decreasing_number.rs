use crate::corpus::Corpus;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::CorpusSink;

declare_rule! {
    /// A heading whose number is lower than the one before it.
    ///
    /// ## Why
    ///
    /// Readers look a number up by its place.
    /// A number out of order is a slip of the fingers or a section that was moved.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// ## 21.
    ///
    /// ## 23.
    ///
    /// ## 22.
    ///
    /// ## 24.
    /// ```
    ///
    /// ```md good
    /// ## 21.
    ///
    /// ## 22.
    ///
    /// ## 24.
    /// ```
    "headings/decreasing-number" {
        aliases: [],
        level: Warning,
        fix: none,
        options: NoOptions,
        check: corpus(check),
    }
}

fn check(corpus: &Corpus, _: &NoOptions, sink: &mut CorpusSink<'_>) {
    for (index, file) in corpus.files().iter().enumerate() {
        let outline = &file.outline;
        for series in &outline.series {
            for pair in series.members.windows(2) {
                let (before, here) = (outline.label(pair[0]), outline.label(pair[1]));
                if here.number().value < before.number().value {
                    sink.report(index, here.span, format!("{} comes after {}", here.plain(), before.plain()))
                        .help("move the section or correct its number");
                }
            }
        }
    }
}
