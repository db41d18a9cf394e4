use notesmith_diagnostic::Span;

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

declare_rule! {
    /// Two sentences in a row that begin with the same conjunction.
    ///
    /// ## Why
    ///
    /// The second `しかし、` takes back what the first one said, or is one too many.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// しかし、鍵は変わる。しかし、古い鍵も残る。
    /// ```
    ///
    /// ```md good
    /// しかし、鍵は変わる。また、古い鍵も残る。
    ///
    /// また、鍵は一つである。
    /// ```
    "ja/repeated-conjunction" {
        aliases: ["ja-technical-writing/no-doubled-conjunction"],
        level: Off,
        fix: none,
        options: NoOptions,
        check: file(check),
    }
}

/// The conjunctions that are looked for at the start of a sentence.
const CONJUNCTIONS: [&str; 16] = [
    "しかし",
    "しかも",
    "そして",
    "それで",
    "それから",
    "だから",
    "ただし",
    "つまり",
    "ところが",
    "なお",
    "また",
    "さらに",
    "したがって",
    "そのため",
    "例えば",
    "たとえば",
];

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    for unit in document.prose() {
        let mut last = None;
        for sentence in document.sentences(unit) {
            let Some(opening) = sentence.pieces.first() else { continue };
            let text = document.slice(*opening).trim_start();
            let start = opening.end() - text.len();
            let found = CONJUNCTIONS.into_iter().find(|word| text.starts_with(word));
            if let Some(word) = found.filter(|_| found == last) {
                let span = Span::new(start, start + word.len());
                sink.report(span, format!("{word} begins two sentences in a row"))
                    .help("leave out one of them, or choose another word");
            }
            last = found;
        }
    }
}
