use notesmith_diagnostic::{Edit, Span};

use crate::facts::punctuation::is_behind_url;
use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;
use crate::views::prose_places::pieces_with;

declare_rule! {
    /// A full-width colon in running text.
    ///
    /// ## Why
    ///
    /// Whoever writes `: ` between words can have no `：` among them.
    /// The colon between a term and its definition belongs to `terms/separator-style`.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// 鍵には二つある：公開鍵と秘密鍵。
    /// ```
    ///
    /// ```md fixed
    /// 鍵には二つある: 公開鍵と秘密鍵。
    /// ```
    ///
    /// ```md good
    /// - 鍵：`a：b` を開くもの
    /// ```
    ///
    /// ## Fix safety
    ///
    /// `: ` may make a term of what stands before it, so the fix is unsafe.
    "ja/full-width-colon" {
        aliases: [],
        level: Off,
        fix: unsafe_,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    let text = document.text();
    let colons: Vec<usize> =
        note.scan().odd.iter().filter(|at| text[**at..].starts_with('：')).copied().collect();
    if colons.is_empty() {
        return;
    }
    let separators: Vec<Span> = note.entries().entries.iter().filter_map(|entry| entry.separator).collect();
    for found in pieces_with(document, &colons) {
        for &place in found.places {
            let span = Span::new(place, place + "：".len());
            let before = &text[found.piece.start()..place];
            let is_text =
                before.ends_with(|letter: char| letter.is_alphabetic() || "）」』".contains(letter));
            let is_separator = separators.iter().any(|separator| separator.overlaps(span));
            if !is_text || is_separator || is_behind_url(text, place) {
                continue;
            }
            let behind = &text[span.end()..found.piece.end()];
            let right = if behind.starts_with(|letter: char| !letter.is_whitespace() && !letter.is_numeric())
            {
                ": "
            } else {
                ":"
            };
            sink.report(span, "a full-width colon")
                .help("write `:`")
                .suggest(right)
                .fix("write `:`", vec![Edit::replace(span, right)]);
        }
    }
}
