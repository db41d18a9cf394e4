use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;
use crate::views::odd_characters::{Oddity, runs};

declare_rule! {
    /// U+FFFD, which stands where a character was lost.
    ///
    /// ## Why
    ///
    /// A program read the note in the wrong encoding, and what stood there is gone from the file.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// - EC2: 仮想\u{FFFD}\u{FFFD}バー
    /// ```
    ///
    /// ```md good
    /// - EC2: 仮想サーバー
    /// ```
    "characters/replacement-character" {
        aliases: [],
        level: Error,
        fix: none,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    for run in runs(note.odd_characters(), Oddity::Replacement) {
        let count = run.len() / '\u{FFFD}'.len_utf8();
        let plural = if count == 1 { " was" } else { "s were" };
        sink.report(run, format!("{count} character{plural} lost here (U+FFFD)"))
            .help("write what stood there; an older version of the file may have it");
    }
}
