use notesmith_diagnostic::{Edit, Span};
use notesmith_parse::LinkKind;

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;
use crate::views::unrendered_links::is_image;

declare_rule! {
    /// Links without a text.
    ///
    /// ## Why
    ///
    /// Of `[](guide.md)` the page shows nothing, so nobody can click it; before the name of an image a `!` is missing.
    ///
    /// ## Examples
    ///
    /// ```md bad=2
    /// 詳しくは [](guide.md) を見る。
    ///
    /// [](img/vpc.png)
    /// ```
    ///
    /// ```md fixed
    /// 詳しくは [](guide.md) を見る。
    ///
    /// ![](img/vpc.png)
    /// ```
    ///
    /// ```md good
    /// 詳しくは[ガイド](guide.md)を見る。[![図](a.png)](guide.md)
    /// ```
    ///
    /// ## Fix safety
    ///
    /// A `!` makes the image; a text is for a person to write.
    "links/empty-text" {
        aliases: [],
        level: Warning,
        fix: safe,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    for link in document.links().iter().filter(|link| link.kind == LinkKind::Inline) {
        // Without an address there is nothing to show: `[]()` is written about code.
        if !document.slice(link.content).trim().is_empty() || link.destination.is_empty() {
            continue;
        }
        let finding = sink.report(link.span, "the link has no text: nothing of it is seen");
        if is_image(&link.destination) {
            finding
                .help("write `!` before `[` to show the image")
                .fix("make it an image", vec![Edit::replace(Span::at(link.span.start()), "!")]);
        } else {
            finding.help("write a text between `[` and `]`");
        }
    }
}
