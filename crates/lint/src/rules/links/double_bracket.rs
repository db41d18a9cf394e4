use notesmith_diagnostic::Edit;
use notesmith_parse::LinkKind;

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

declare_rule! {
    /// Links whose address stands in two pairs of brackets.
    ///
    /// ## Why
    ///
    /// Of `[text]((https://…))` the inner brackets are part of the address, which then leads nowhere.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// See [the guide]((https://example.com/guide)).
    /// ```
    ///
    /// ```md fixed
    /// See [the guide](https://example.com/guide).
    /// ```
    ///
    /// ```md good
    /// See [the guide](https://example.com/guide_(new)).
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The inner brackets are removed, so that the link leads to the address that is written there.
    "links/double-bracket" {
        aliases: [],
        level: Warning,
        fix: safe,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    let links = document.links().iter().map(|link| (link.kind, link.destination_span));
    let images = document.images().iter().map(|image| (image.kind, image.destination_span));
    for (kind, place) in links.chain(images) {
        let Some(span) = place.filter(|_| kind == LinkKind::Inline) else { continue };
        let inner = document.slice(span).strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        if let Some(inner) = inner.filter(|inner| inner.contains("://")) {
            sink.report(span, "the address stands in two pairs of brackets")
                .help(format!("write `({inner})`"))
                .fix("remove the inner brackets", vec![Edit::replace(span, inner)]);
        }
    }
}
