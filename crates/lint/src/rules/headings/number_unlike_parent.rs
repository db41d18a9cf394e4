use crate::corpus::Corpus;
use crate::numbering::{Evidence, Stranger, strangers};
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

fn check(corpus: &Corpus, _: &NoOptions, sink: &mut CorpusSink<'_>) {
    for (index, file) in corpus.files().iter().enumerate() {
        let outline = &file.outline;
        for Stranger { member, parent, evidence } in strangers(outline) {
            let evidence = match evidence {
                Evidence::Siblings(siblings) => {
                    format!("{} others there continue its number", siblings.len())
                }
                Evidence::Sections(sections) => {
                    format!("{sections} other sections continue the number of their heading")
                }
            };
            let label = outline.label(member);
            let heading = &outline.headings[parent];
            let below = outline.label(parent).plain();
            sink.report(index, label.span, format!("{} stands below {below}; {evidence}", label.plain()))
                .help(format!("renumber it as a part of {below}, or move the section"))
                .related(heading.related("the heading above it"));
        }
    }
}
