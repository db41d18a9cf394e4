use notesmith_diagnostic::{Edit, Span};

use crate::corpus::Corpus;
use crate::numbering::{NumberStyle, StyleGroups};
use crate::rule::{NoOptions, declare_rule};
use crate::sink::CorpusSink;

declare_rule! {
    /// Numbers written in another way than their neighbours.
    ///
    /// ## Why
    ///
    /// `## 22` beside `## 21.` and `## 23.` sorts, searches and links differently.
    /// What most numbers of the series do is the norm: first in the file, then in the files of the folder with the
    /// same kind of numbers.
    /// Compared are the closing dot, zero padding, the kind of digits, the prefix, the separator in `1.2`, the spaces inside and
    /// whether one stands before the text.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// ## 21.
    ///
    /// ## 22
    ///
    /// ## 23.
    ///
    /// ## 24.
    /// ```
    ///
    /// ```md fixed
    /// ## 21.
    ///
    /// ## 22.
    ///
    /// ## 23.
    ///
    /// ## 24.
    /// ```
    ///
    /// ```md good
    /// ## 8.
    ///
    /// ## 9.
    ///
    /// ## 10.
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The number is rewritten and keeps its value.
    /// The fix is not safe where a link leads to the heading, since its anchor may change.
    "headings/mixed-number-style" {
        aliases: [],
        level: Warning,
        fix: safe,
        options: NoOptions,
        check: corpus(check),
    }
}

fn check(corpus: &Corpus, _: &NoOptions, sink: &mut CorpusSink<'_>) {
    let groups = StyleGroups::collect(corpus);
    for (index, file) in corpus.files().iter().enumerate() {
        for series in &file.outline.series {
            let norms = groups.norms(index, series);
            if norms.is_empty() {
                continue;
            }
            for &member in &series.members {
                let label = file.outline.label(member);
                let style = NumberStyle::of(label);
                let wrong: Vec<_> = norms.iter().filter(|norm| norm.differs(&style)).collect();
                let Some(first) = wrong.first() else { continue };
                let gap = label.gap.map_or(0, |gap| gap.text().len());
                let span = Span::new(label.span.start(), label.span.end() + gap);
                let finding = sink.report(index, label.span, first.message());
                let wanted = wrong.iter().fold(style, |style, norm| norm.apply(style));
                match wanted.write(label) {
                    Some(text) => {
                        let edits = vec![Edit::replace(span, text.clone())];
                        let shown = text.trim_end();
                        let help = if text.len() > shown.len() && shown.len() == label.span.len() {
                            format!("write \"{shown}\" and a space")
                        } else {
                            format!("write \"{shown}\"")
                        };
                        finding.help(help.clone()).suggest(shown).fix(help, edits)
                    }
                    None => finding.help("write it as the others are"),
                };
            }
        }
    }
}
