use notesmith_parse::{LinkKind, NodeKind};

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

declare_rule! {
    /// Images without a text in place of the picture.
    ///
    /// ## Why
    ///
    /// Screen readers read it, search finds it, and it is what is left when the image is gone.
    ///
    /// ## Examples
    ///
    /// ```md bad=2
    /// ![](network.png)
    ///
    /// <img src="storage.png">
    /// ```
    ///
    /// ```md good
    /// ![the network of the VPC](network.png)
    ///
    /// <img src="line.png" alt="">
    /// ```
    "links/missing-alt" {
        aliases: ["MD045"],
        level: Warning,
        fix: none,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    for image in document.images() {
        let is_missing = match image.kind {
            LinkKind::Html => {
                let tag = document.slice(image.span).to_ascii_lowercase();
                let is_comment = document.node(image.node).kind == NodeKind::HtmlBlock
                    && document.slice(document.node(image.node).span).starts_with("<!--");
                // The text of a `<picture>` or a `<video>` is not in its sources, nor in `srcset`.
                tag.starts_with("<img") && image.alt.is_none() && !is_hidden(&tag) && !is_comment
            }
            _ => document.slice(image.span).starts_with("![]"),
        };
        if is_missing {
            sink.report(image.span, "the image has no text for those who do not see it")
                .help("say in a few words what it shows, between the square brackets or in `alt`");
        }
    }
}

/// Tells whether a tag in lower case hides its image from those who do not see it.
fn is_hidden(tag: &str) -> bool {
    tag.split_once("aria-hidden").is_some_and(|(_, value)| {
        let value = value.trim_start().strip_prefix('=').unwrap_or_default();
        value.trim_start_matches([' ', '"', '\'']).starts_with("true")
    })
}
