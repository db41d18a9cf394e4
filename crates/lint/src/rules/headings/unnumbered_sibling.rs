use crate::corpus::Corpus;
use crate::numbering::{Outline, Series};
use crate::rule::{NoOptions, declare_rule};
use crate::sink::CorpusSink;

declare_rule! {
    /// A heading without a number among numbered ones.
    ///
    /// ## Why
    ///
    /// Between 21 and 22 a heading without a number is one that was forgotten, or one of a wrong level.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// ## 21. Storage
    ///
    /// ## 22. Queues
    ///
    /// ## Topics
    ///
    /// ## 23. Streams
    /// ```
    ///
    /// ```md good
    /// ## 21. Storage
    ///
    /// ## 22. Queues
    ///
    /// ### Topics
    ///
    /// ## 23. Streams
    ///
    /// ## References
    /// ```
    "headings/unnumbered-sibling" {
        aliases: [],
        level: Hint,
        fix: none,
        options: NoOptions,
        check: corpus(check),
    }
}

fn check(corpus: &Corpus, _: &NoOptions, sink: &mut CorpusSink<'_>) {
    for (index, file) in corpus.files().iter().enumerate() {
        let outline = &file.outline;
        for series in outline.series.iter().filter(|series| series.members.len() >= 3) {
            for pair in series.members.windows(2) {
                for sibling in between(outline, series, pair[0], pair[1]) {
                    let (before, after) = (outline.label(pair[0]).plain(), outline.label(pair[1]).plain());
                    sink.report(
                        index,
                        outline.headings[sibling].content,
                        format!("a heading without a number between {before} and {after}"),
                    )
                    .help("number it, or put it at another level");
                }
            }
        }
    }
}

/// Gives the headings without a label between two members of a series, at their level and under their parent.
fn between<'a>(
    outline: &'a Outline,
    series: &'a Series,
    from: usize,
    to: usize,
) -> impl Iterator<Item = usize> + 'a {
    let parent = outline.headings[from].parent();
    (from + 1..to).filter(move |&index| {
        let heading = &outline.headings[index];
        heading.label.is_none() && heading.level == series.level && heading.parent() == parent
    })
}
