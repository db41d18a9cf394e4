use notesmith_parse::LinkKind;

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;
use crate::views::references::label_of;

declare_rule! {
    /// Links without a destination.
    ///
    /// ## Why
    ///
    /// The author meant to fill the address in later; the reader clicks and nothing happens.
    ///
    /// ## Examples
    ///
    /// ```md bad=2
    /// See [the guide]() and [the pricing](#).
    /// ```
    ///
    /// ```md good
    /// See [the guide](https://example.com/guide).
    /// ```
    "links/empty" {
        aliases: ["MD042"],
        level: Warning,
        fix: none,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    for link in document.links() {
        let is_empty = match link.kind {
            LinkKind::Inline => {
                let written = link.destination_span.map_or("", |span| document.slice(span));
                matches!(written.trim(), "" | "#")
            }
            LinkKind::Reference => {
                link.destination == "#" && {
                    let label = label_of(document.slice(link.span));
                    note.definitions().iter().any(|definition| definition.label == label)
                }
            }
            LinkKind::Angle | LinkKind::Bare | LinkKind::Wiki | LinkKind::Html => false,
        };
        if is_empty {
            sink.report(link.span, "the link has no destination")
                .help("fill in the address or remove the link");
        }
    }
    for image in document.images().iter().filter(|image| image.kind == LinkKind::Inline) {
        if !image.destination.is_empty() {
            continue;
        }
        // What GitHub writes until the image is there.
        let (message, help) = if image.alt.as_ref().is_some_and(|alt| alt.starts_with("Uploading ")) {
            ("the upload of this image never ended", "upload it again, or remove the line")
        } else {
            ("the image has no address", "fill in the address or remove the image")
        };
        sink.report(image.span, message).alias(None).help(help);
    }
}
