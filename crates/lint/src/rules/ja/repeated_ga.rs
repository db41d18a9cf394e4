use notesmith_diagnostic::{Related, Span};

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;
use crate::views::sentences::Reader;

declare_rule! {
    /// Two clauses that end in が in one sentence.
    ///
    /// ## Why
    ///
    /// `〜だが、〜だが、〜` turns twice, and the reader loses which clause stands against which.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// 鍵は安全だが、毎年変わりますが、古い鍵も残る。
    /// ```
    ///
    /// ```md good
    /// 鍵は安全だが、毎年変わる。古い鍵も残るが、使わない。
    /// 鍵が、表が、列が消える。
    /// ```
    "ja/repeated-ga" {
        aliases: ["ja-technical-writing/no-doubled-conjunctive-particle-ga"],
        level: Hint,
        fix: none,
        options: NoOptions,
        check: file(check),
    }
}

/// The letters that end a clause before が; a noun may end in others.
const CLAUSE_ENDS: [char; 5] = ['る', 'た', 'だ', 'す', 'ん'];

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let text = note.document().text();
    let mut reader = Reader::new(note.document());
    let mut first = None;
    for &stop in &note.scan().stops {
        if text[stop..].starts_with('。') {
            first = None;
        } else if text[..stop].strip_suffix('が').is_some_and(|clause| clause.ends_with(CLAUSE_ENDS)) {
            let start = stop - "が".len();
            let Some(first) = first.replace(start) else { continue };
            let sentence = reader.sentence_at(first);
            if sentence.is_some() && sentence == reader.sentence_at(start) && !sink.only_counts() {
                let line = note.line_at(first).number;
                let earlier = Span::new(first, first + "が、".len());
                sink.report(
                    Span::new(start, start + "が、".len()),
                    "a second が、 between clauses of one sentence",
                )
                .help("split the sentence")
                .related(Related {
                    path: None,
                    span: earlier,
                    line,
                    message: "the first".to_owned(),
                });
            }
        }
    }
}
