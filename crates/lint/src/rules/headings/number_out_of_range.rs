use crate::corpus::Corpus;
use crate::numbering::families;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::CorpusSink;

declare_rule! {
    /// A heading number that the name of its file rules out.
    ///
    /// ## Why
    ///
    /// A file `21-30.md` that holds question 31 has a wrong number, or a section that belongs to the next file.
    /// Names are taken at their word only where most headings keep to them.
    ///
    /// ## Examples
    ///
    /// ```md bad file=21-30.md
    /// ## 21.
    ///
    /// ## 22.
    ///
    /// ## 32.
    /// ```
    ///
    /// ```md good file=第31-40回.md
    /// ## 第31回
    ///
    /// ## 第32回
    /// ```
    "headings/number-out-of-range" {
        aliases: [],
        level: Error,
        fix: none,
        options: NoOptions,
        check: corpus(check),
    }
}

fn check(corpus: &Corpus, _: &NoOptions, sink: &mut CorpusSink<'_>) {
    for family in families(corpus) {
        for entry in &family.entries {
            let outline = &corpus.files()[entry.file].outline;
            for &member in &entry.series(corpus).members {
                let label = outline.label(member);
                if entry.range.numbers().contains(&label.number().value) {
                    continue;
                }
                let range = entry.range;
                sink.report(
                    entry.file,
                    label.span,
                    format!("{} in a file of {} to {}", label.plain(), range.first, range.last),
                )
                .help("correct the number or move the section to its file");
            }
        }
    }
}
