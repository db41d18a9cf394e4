//! For every line of a note, why it is or is not a card.

use notesmith_parse::{Document, Entries, Reason, Rows};

/// What one line is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineVerdict {
    /// The 1-based line.
    pub line: usize,
    /// Whether it makes a card.
    pub verdict: Verdict,
    /// The line and the term of the innermost card whose answer shows the line.
    pub part_of: Option<(usize, String)>,
}

/// Whether a line makes a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It makes one.
    Card {
        /// The term as plain text.
        term: String,
        /// The shape of the entry.
        kind: &'static str,
    },
    /// It could be one and is none.
    NoCard(Reason),
    /// It begins nothing: the rest of a paragraph, code, a table, markup.
    Inside,
    /// It is empty.
    Blank,
}

/// Explains every line of a document, in order; `rows` says what rows of tables are.
pub fn explain(document: &Document, rows: Rows) -> Vec<LineVerdict> {
    let entries = document.entries_with(rows);
    let lines = document.line_index();
    let mut verdicts: Vec<LineVerdict> = document
        .lines()
        .map(|line| {
            let blank = document.slice(line.span).trim().is_empty();
            let verdict = if blank { Verdict::Blank } else { Verdict::Inside };
            LineVerdict { line: line.number, verdict, part_of: None }
        })
        .collect();
    for rejection in &entries.rejected {
        if let Some(line) = verdicts.get_mut(lines.line(rejection.span.start()) - 1) {
            line.verdict = Verdict::NoCard(rejection.reason);
        }
    }
    mark_cards(document, &entries, &mut verdicts);
    verdicts
}

/// Marks the lines of each entry; inner entries come later and win.
fn mark_cards(document: &Document, entries: &Entries<'_>, verdicts: &mut [LineVerdict]) {
    let lines = document.line_index();
    for entry in &entries.entries {
        let first = lines.line(entry.term.start());
        let last = lines.line(entry.span.end().max(entry.span.start() + 1) - 1);
        let part_of = Some((first, entry.term_text.to_string()));
        for line in verdicts.iter_mut().take(last).skip(first).filter(|line| line.verdict != Verdict::Blank) {
            line.part_of.clone_from(&part_of);
        }
        if let Some(line) = verdicts.get_mut(first - 1) {
            line.verdict = Verdict::Card { term: entry.term_text.to_string(), kind: entry.shape.name() };
        }
    }
}

#[cfg(test)]
mod tests {
    use notesmith_parse::ParseOptions;

    use super::*;

    #[test]
    fn every_line_is_explained() {
        let note = "# 題\n\n- 列: a\n  - 事実。\n    続き\n  - 端: b\n\n- 山:\n";
        let document = Document::parse(note, &ParseOptions::default());
        let found: Vec<String> = explain(&document, Rows::Answers)
            .iter()
            .map(|line| {
                let own = match &line.verdict {
                    Verdict::Card { term, kind } => format!("{kind} {term}"),
                    Verdict::NoCard(reason) => reason.text().to_owned(),
                    Verdict::Inside => "inside".to_owned(),
                    Verdict::Blank => String::new(),
                };
                let part =
                    line.part_of.as_ref().map_or(String::new(), |(at, term)| format!(" in {at} {term}"));
                format!("{} {own}{part}", line.line)
            })
            .collect();
        assert_eq!(
            found[..8],
            [
                "1 a heading that gives context",
                "2 ",
                "3 term 列",
                "4 a fact without a separator in 3 列",
                "5 inside in 3 列",
                "6 term 端 in 3 列",
                "7 ",
                "8 nothing defines the term",
            ]
        );
    }
}
