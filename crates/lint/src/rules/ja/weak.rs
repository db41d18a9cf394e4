use notesmith_diagnostic::Span;

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;
use crate::views::prose_places::pieces_with;

declare_rule! {
    /// A phrase that weakens what is said: `かもしれない`, `と思います`.
    ///
    /// ## Why
    ///
    /// Notes are learnt by heart, and what may be or what somebody thinks is not what one wants to learn.
    ///
    /// ## Examples
    ///
    /// ```md bad=3
    /// - 鍵が消えるかもしれない。
    /// - 設定は正しいと思います。
    /// - 値が変わる可能性を示唆している。
    /// ```
    ///
    /// ```md good
    /// - 鍵が消える。設定は正しい。利用者が便利だと思うものを選ぶわけではなく、記録で決める。
    /// ```
    "ja/weak" {
        aliases: ["ja-technical-writing/ja-no-weak-phrase"],
        level: Off,
        fix: none,
        options: NoOptions,
        check: file(check),
    }
}

/// What weakens, and what may follow: with nothing listed, anything.
const PHRASES: [(&str, &[&str]); 5] = [
    ("かもしれ", &[]),
    ("かも知れ", &[]),
    ("と思い", &["ます", "まし"]),
    ("と思う", &["。", "が", "\n", "、"]),
    ("可能性を示唆", &[]),
];

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    let text = document.text();
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (phrase, ends) in PHRASES {
        for at in memchr::memmem::find_iter(text.as_bytes(), phrase.as_bytes()) {
            let behind = &text[at + phrase.len()..];
            if ends.is_empty() || behind.is_empty() || ends.iter().any(|end| behind.starts_with(end)) {
                found.push((at, phrase.len()));
            }
        }
    }
    found.sort_unstable();
    let places: Vec<usize> = found.iter().map(|(at, _)| *at).collect();
    for with in pieces_with(document, &places) {
        for place in with.places {
            let Ok(number) = places.binary_search(place) else { continue };
            let span = Span::new(*place, *place + found[number].1);
            sink.report(span, format!("`{}` weakens what is said", document.slice(span)))
                .help("say what is the case");
        }
    }
}
