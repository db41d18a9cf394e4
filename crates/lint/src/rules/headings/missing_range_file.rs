use crate::corpus::Corpus;
use crate::numbering::families;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::CorpusSink;

declare_rule! {
    /// Names of files whose ranges leave numbers out or overlap.
    ///
    /// ## Why
    ///
    /// Next to `01-10.md`, `11-20.md` and `31-40.md` a file for 21 to 30 is missing, or one of the names is wrong.
    ///
    /// ## Examples
    ///
    /// ```md good file=01-10.md
    /// ## 1.
    ///
    /// ## 2.
    /// ```
    ///
    /// ```md bad file=21-30.md
    /// ## 21.
    ///
    /// ## 22.
    /// ```
    ///
    /// ```md good file=31-40.md
    /// ## 31.
    ///
    /// ## 32.
    /// ```
    "headings/missing-range-file" {
        aliases: [],
        level: Hint,
        fix: none,
        options: NoOptions,
        check: corpus(check),
    }
}

fn check(corpus: &Corpus, _: &NoOptions, sink: &mut CorpusSink<'_>) {
    for family in families(corpus).iter().filter(|family| family.entries.len() >= 3) {
        for pair in family.entries.windows(2) {
            let (before, here) = (pair[0].range, pair[1].range);
            let outline = &corpus.files()[pair[1].file].outline;
            let span = outline.label(pair[1].series(corpus).members[0]).span;
            let other = &corpus.files()[pair[0].file].path;
            if here.first > before.last + 1 {
                let missing =
                    format!("no file here has the numbers {} to {}", before.last + 1, here.first - 1);
                sink.report(pair[1].file, span, missing).help(format!(
                    "the file before this one is `{other}`; add the one between, or correct a name"
                ));
            } else if here.first <= before.last {
                sink.report(pair[1].file, span, format!("the range of this file overlaps that of `{other}`"))
                    .help("correct the name of one of the two");
            }
        }
    }
}
