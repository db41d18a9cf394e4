use notesmith_diagnostic::{Related, Span};
use notesmith_parse::{ProseUnit, Sentence};

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

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
    let mut first = None;
    for &stop in &note.scan().stops {
        if text[stop..].starts_with('。') {
            first = None;
        } else if text[..stop].strip_suffix('が').is_some_and(|clause| clause.ends_with(CLAUSE_ENDS)) {
            let start = stop - "が".len();
            if let Some(first) = first.replace(start).filter(|first| are_in_one_sentence(note, *first, start))
                && !sink.only_counts()
            {
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

/// Tells whether two places stand in the text of one sentence.
fn are_in_one_sentence(note: &Note<'_>, first: usize, second: usize) -> bool {
    let document = note.document();
    let units = document.prose();
    let is_before = |unit: &ProseUnit| document.pieces(unit).last().is_none_or(|last| last.end() <= first);
    let Some(unit) = units.get(units.partition_point(is_before)) else { return false };
    let holds = |sentence: &Sentence, place| sentence.pieces.iter().any(|piece| piece.contains(place));
    document.sentences(unit).iter().any(|sentence| holds(sentence, first) && holds(sentence, second))
}
