use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

declare_rule! {
    /// An answer that repeats its own term.
    ///
    /// ## Why
    ///
    /// What the question says already takes time to read and tells nothing, and a card that is asked the other way round
    /// would give its answer away.
    /// The first line of the answer counts, and terms of one character do not.
    ///
    /// ## Examples
    ///
    /// ```md bad=1
    /// - キュー: キューは、先に入れたものを先に出す
    /// ```
    ///
    /// ```md good
    /// - キュー: 先に入れたものを先に出す
    /// - 列: 順番に並んだ行列
    /// ```
    "cards/term-in-answer" {
        aliases: [],
        level: Hint,
        fix: none,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    for entry in &note.entries().entries {
        let Some(definition) = entry.definition else { continue };
        let term = entry.term_text.to_lowercase();
        if term.chars().nth(1).is_none() {
            continue;
        }
        let line = document.slice(definition).lines().next().unwrap_or("").to_lowercase();
        if line.contains(&term) {
            sink.report(entry.term, format!("the answer of `{}` repeats it", entry.term_text))
                .help("say it without the term");
        }
    }
}
