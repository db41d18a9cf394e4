use rustc_hash::{FxHashMap, FxHashSet};

use crate::corpus::Corpus;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::CorpusSink;

declare_rule! {
    /// Two headings of one series with the same number.
    ///
    /// ## Why
    ///
    /// One of the two was copied and not renumbered, so a reference to "question 22" has two meanings.
    /// A series is the headings of one level under one parent heading: `### 1.` may come again under each `##`.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// ## 21.
    ///
    /// ## 22.
    ///
    /// ## 22.
    /// ```
    ///
    /// ```md good
    /// ## Section 1
    ///
    /// ### 問1
    ///
    /// ## Section 2
    ///
    /// ### 問1
    /// ```
    "headings/duplicate-number" {
        aliases: [],
        level: Error,
        fix: none,
        options: NoOptions,
        check: corpus(check),
    }
}

fn check(corpus: &Corpus, _: &NoOptions, sink: &mut CorpusSink<'_>) {
    for (index, file) in corpus.files().iter().enumerate() {
        let outline = &file.outline;
        for series in &outline.series {
            let is_rising = |pair: &[usize]| outline.value(pair[0]) < outline.value(pair[1]);
            if series.members.windows(2).all(is_rising) {
                continue;
            }
            let used: FxHashSet<u32> = series.members.iter().map(|&member| outline.value(member)).collect();
            let mut first: FxHashMap<u32, usize> = FxHashMap::default();
            for &member in &series.members {
                let value = outline.value(member);
                let Some(&earlier) = first.get(&value) else {
                    first.insert(value, member);
                    continue;
                };
                let earlier = &outline.headings[earlier];
                let label = outline.label(member);
                let next = value.saturating_add(1);
                let free = if used.contains(&next) { String::new() } else { format!("; {next} is free") };
                sink.report(index, label.span, format!("the number {} is used twice", label.plain()))
                    .help(format!("line {} has it too; renumber one of the two{free}", earlier.line))
                    .related(earlier.related("first used here"));
            }
        }
    }
}
