use std::collections::BTreeMap;

use notesmith_diagnostic::Related;

use crate::corpus::Corpus;
use crate::numbering::{Label, Outline};
use crate::rule::{NoOptions, declare_rule};
use crate::sink::CorpusSink;

declare_rule! {
    /// A number such as 1.4 below a heading whose number is 2.
    ///
    /// ## Why
    ///
    /// The section was moved or copied and kept its number, so that 1.4 is looked for where it is not.
    /// The rule speaks up where at least two other headings below the same one continue its number, or where the
    /// sections of two other headings of the note do.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// ## 1. Storage
    ///
    /// ## 2. Queues
    ///
    /// ### 2.1 FIFO
    ///
    /// ### 1.2 Standard
    ///
    /// ### 2.3 Dead letters
    /// ```
    ///
    /// ```md good
    /// ## 1. Storage
    ///
    /// ### 1.1 Buckets
    ///
    /// ## 2. Queues
    ///
    /// ### 2.1 FIFO
    ///
    /// ### 2.2 Standard
    /// ```
    "headings/number-unlike-parent" {
        aliases: [],
        level: Warning,
        fix: none,
        options: NoOptions,
        check: corpus(check),
    }
}

/// The headings below a numbered one that have one number more than it.
#[derive(Default)]
struct Inner {
    /// Those that continue its number.
    like: Vec<usize>,
    /// Those that do not.
    unlike: Vec<usize>,
}

fn check(corpus: &Corpus, _: &NoOptions, sink: &mut CorpusSink<'_>) {
    for (index, file) in corpus.files().iter().enumerate() {
        let outline = &file.outline;
        for (member, parent, evidence) in strangers(outline) {
            let label = outline.label(member);
            let heading = &outline.headings[parent];
            let below = outline.label(parent).plain();
            sink.report(index, label.span, format!("{} stands below {below}; {evidence}", label.plain()))
                .help(format!("renumber it as a part of {below}, or move the section"))
                .related(Related {
                    path: None,
                    span: heading.span,
                    line: heading.line,
                    message: "the heading above it".to_owned(),
                });
        }
    }
}

/// Gives the headings whose number does not continue that of their parent, in order: heading, parent, evidence.
fn strangers(outline: &Outline) -> Vec<(usize, usize, String)> {
    let sections = sections(outline);
    let agrees = |inner: &Inner| inner.like.len() >= 2 && inner.like.len() > inner.unlike.len();
    let agreeing = sections.values().filter(|inner| agrees(inner)).count();
    let differing = sections.values().filter(|inner| inner.like.is_empty()).count();
    let mut found = Vec::new();
    for (parent, inner) in sections {
        if agrees(&inner) {
            let evidence = format!("{} others there continue its number", inner.like.len());
            found.extend(inner.unlike.iter().map(|&member| (member, parent, evidence.clone())));
        } else if inner.like.is_empty() && agreeing >= 2 && differing * 2 <= agreeing {
            let evidence = format!("{agreeing} other sections continue the number of their heading");
            found.push((inner.unlike[0], parent, evidence));
        }
    }
    found.sort_unstable_by_key(|stranger| stranger.0);
    found
}

/// Gives the numbered headings with what stands right below them and has one number more, by heading.
fn sections(outline: &Outline) -> BTreeMap<usize, Inner> {
    let mut sections: BTreeMap<usize, Inner> = BTreeMap::new();
    let values = |label: &Label| label.parts.iter().map(|part| part.value).collect::<Vec<_>>();
    for (index, heading) in outline.headings.iter().enumerate() {
        let label = |index: usize| outline.headings[index].label.as_ref();
        let (Some(own), Some(parent)) = (heading.label.as_ref(), heading.parent) else { continue };
        let Some(above) = label(parent) else { continue };
        if own.parts.len() != above.parts.len() + 1 {
            continue;
        }
        let inner = sections.entry(parent).or_default();
        let is_like = values(own).starts_with(&values(above));
        if is_like { inner.like.push(index) } else { inner.unlike.push(index) }
    }
    sections
}
