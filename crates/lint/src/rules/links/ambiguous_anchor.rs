use notesmith_diagnostic::Related;
use rustc_hash::FxHashMap;

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

declare_rule! {
    /// Two headings that make the same anchor.
    ///
    /// ## Why
    ///
    /// A link to `#memo` reaches the first heading of that name only.
    /// The other one gets `#memo-1`, which changes when headings are added.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// ## S3
    ///
    /// ### Memo
    ///
    /// ## EFS
    ///
    /// ### Memo
    ///
    /// See [the memo](#memo).
    /// ```
    ///
    /// ```md good
    /// ## S3
    ///
    /// ### Memo
    ///
    /// ## EFS
    ///
    /// ### Memo
    ///
    /// Nothing links to either.
    /// ```
    "links/ambiguous-anchor" {
        aliases: [],
        level: Hint,
        fix: none,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    let linked: Vec<(&str, _)> = document
        .links()
        .iter()
        .filter_map(|link| Some((link.destination.strip_prefix('#')?, link.span)))
        .filter(|(fragment, _)| !fragment.is_empty())
        .collect();
    if linked.is_empty() {
        return;
    }
    let style = document.anchor_style();
    let mut by_slug: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (index, heading) in document.headings().iter().enumerate() {
        by_slug.entry(style.slug(&heading.text)).or_default().push(index);
    }
    for (fragment, span) in linked {
        let Some(headings) = by_slug.get(&fragment.to_lowercase()).filter(|headings| headings.len() > 1)
        else {
            continue;
        };
        let other = document.headings()[headings[1]].span;
        let line = document.line_index().line(other.start());
        sink.report(span, format!("{} headings have the anchor `#{fragment}`", headings.len()))
            .help("give them different texts; the link reaches the first one only")
            .related(Related {
                path: None,
                span: other,
                line,
                message: "another heading of this text".to_owned(),
            });
    }
}
