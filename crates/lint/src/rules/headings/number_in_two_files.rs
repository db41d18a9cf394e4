use std::collections::BTreeMap;

use notesmith_diagnostic::Related;

use crate::corpus::Corpus;
use crate::numbering::families;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::CorpusSink;

declare_rule! {
    /// One number in two files of a series.
    ///
    /// ## Why
    ///
    /// Files such as `01-10.md` and `11-20.md` share one series of numbers.
    /// A number in both was copied or belongs to one of them only.
    ///
    /// ## Examples
    ///
    /// ```md good file=01-10.md
    /// ## 9.
    ///
    /// ## 10.
    /// ```
    ///
    /// ```md bad file=11-20.md
    /// ## 10.
    ///
    /// ## 11.
    ///
    /// ## 12.
    /// ```
    "headings/number-in-two-files" {
        aliases: [],
        level: Warning,
        fix: none,
        options: NoOptions,
        check: corpus(check),
    }
}

fn check(corpus: &Corpus, _: &NoOptions, sink: &mut CorpusSink<'_>) {
    for family in families(corpus) {
        let mut first = BTreeMap::new();
        for entry in &family.entries {
            let outline = &corpus.files()[entry.file].outline;
            for &member in &entry.series(corpus).members {
                let label = outline.label(member);
                let &mut (file, earlier) = first.entry(label.number().value).or_insert((entry.file, member));
                if file == entry.file {
                    continue;
                }
                let other = &corpus.files()[file];
                let heading = &other.outline.headings[earlier];
                sink.report(
                    entry.file,
                    label.span,
                    format!("{} is in `{}` as well", label.plain(), other.path),
                )
                .help("renumber one of the two, or move the section to its file")
                .related(Related { path: Some(other.path.clone()), ..heading.related("the same number") });
            }
        }
    }
}
