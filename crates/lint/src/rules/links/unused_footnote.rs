use rustc_hash::FxHashSet;

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;
use crate::views::footnotes::normal;

declare_rule! {
    /// A footnote that nothing refers to, or that is defined twice.
    ///
    /// ## Why
    ///
    /// The page leaves such a footnote out: its text is lost to the reader.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// 料金は変わる[^1]。
    ///
    /// [^1]: 2026年の値。
    /// [^2]: 東京の値。
    /// ```
    ///
    /// ```md bad
    /// 料金は変わる[^1]。
    ///
    /// [^1]: 2026年の値。
    /// [^1]: 東京の値。
    /// ```
    ///
    /// ```md good
    /// 料金は変わる[^1]。性能も変わる[^1]。
    ///
    /// [^1]: 2026年の値。
    /// ```
    "links/unused-footnote" {
        aliases: [],
        level: Warning,
        fix: none,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let footnotes = note.footnotes();
    if footnotes.definitions.is_empty() {
        return;
    }
    let document = note.document();
    let used: FxHashSet<String> =
        footnotes.references.iter().map(|reference| normal(document.slice(*reference))).collect();
    let mut seen = FxHashSet::default();
    for definition in &footnotes.definitions {
        let source = document.slice(*definition);
        let label = normal(source);
        if !seen.insert(label.clone()) {
            sink.report(
                *definition,
                format!("the footnote `{source}` is defined twice: the page leaves this one out"),
            )
            .help("give one of the two another label");
        } else if !used.contains(&label) {
            sink.report(
                *definition,
                format!("nothing refers to the footnote `{source}`: the page leaves it out"),
            )
            .help(format!("write `{source}` where it belongs, or remove the footnote"));
        }
    }
}
