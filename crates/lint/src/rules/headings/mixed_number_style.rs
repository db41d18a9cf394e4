use notesmith_diagnostic::{Applicability, Edit};

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
    /// Compared are the closing dot, zero padding, the kind of digits, the prefix, the separator in `1.2` and the spaces.
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
        for (position, series) in file.outline.series.iter().enumerate() {
            let norms = groups.norms(index, position, series);
            for &member in &series.members {
                let label = file.outline.label(member);
                let style = NumberStyle::of(label);
                let wrong: Vec<_> = norms.iter().filter(|norm| norm.differs(&style)).collect();
                let Some(first) = wrong.first() else { continue };
                let finding =
                    sink.report(index, label.span, first.message()).help("write it as the others are");
                let wanted = wrong.iter().fold(style, |style, norm| norm.apply(style));
                if let Some(text) = wanted.write(label) {
                    let edits = vec![Edit::replace(label.span, text.clone())];
                    let finding = finding.suggest(text.clone());
                    let title = format!("write \"{text}\"");
                    if is_linked(corpus, index, member) {
                        finding.fix_as(Applicability::Unsafe, title, edits);
                    } else {
                        finding.fix(title, edits);
                    }
                }
            }
        }
    }
}

/// Tells whether a link of any note may lead to the heading.
fn is_linked(corpus: &Corpus, file: usize, heading: usize) -> bool {
    let Some(anchor) = corpus.files()[file].anchors.get(heading) else { return false };
    let leads_here = |fragment: &Option<String>| fragment.as_ref() == Some(anchor);
    corpus.files().iter().flat_map(|file| &file.links).any(|link| leads_here(&link.fragment))
}
