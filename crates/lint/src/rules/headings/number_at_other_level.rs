use notesmith_diagnostic::{Edit, Span};

use crate::corpus::Corpus;
use crate::numbering::out_of_level;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::CorpusSink;

declare_rule! {
    /// A numbered heading at another level than the numbers around it.
    ///
    /// ## Why
    ///
    /// Between `## 33.` and `## 35.`, `### 34.` is part of 33, and `# 34.` takes in 35 and the rest: outlines, links and
    /// the context of cards go wrong.
    /// The numbers right before and behind it must be at one level and written the same way.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// ## 33.
    ///
    /// ### 34.
    ///
    /// ## 35.
    /// ```
    ///
    /// ```md fixed
    /// ## 33.
    ///
    /// ## 34.
    ///
    /// ## 35.
    /// ```
    ///
    /// ```md good
    /// ## 1.
    ///
    /// ### 1.
    ///
    /// ### 2.
    ///
    /// ## 2.
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The heading gets as many `#` as its neighbours; what is below it moves along, so it is not safe.
    "headings/number-at-other-level" {
        aliases: [],
        level: Warning,
        fix: unsafe_,
        options: NoOptions,
        check: corpus(check),
    }
}

fn check(corpus: &Corpus, _: &NoOptions, sink: &mut CorpusSink<'_>) {
    for (index, file) in corpus.files().iter().enumerate() {
        for (before, here) in out_of_level(&file.outline.headings) {
            let (Some(last), Some(label)) = (&before.label, &here.label) else { continue };
            let (level, next) = (before.level, label.number().value + 1);
            let signs = "#".repeat(usize::from(level));
            let last = last.plain();
            let finding = sink
                .report(
                    index,
                    label.span,
                    format!(
                        "{} stands at level {}, {last} and {next} at level {level}",
                        label.plain(),
                        here.level
                    ),
                )
                .help(format!("write `{signs}` before it"));
            // The marker and a space stand right before the number.
            let marker = Span::new(here.span.start(), here.span.start() + usize::from(here.level));
            if label.span.start() == marker.end() + 1 {
                finding.fix("move the heading to that level", vec![Edit::replace(marker, signs)]);
            }
        }
    }
}
