use notesmith_diagnostic::Edit;

use crate::note::Note;
use crate::removal;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;
use crate::views::odd_characters::{Oddity, runs};

declare_rule! {
    /// Characters that nobody sees.
    ///
    /// ## Why
    ///
    /// Zero-width spaces, byte order marks inside the text, soft hyphens and marks of writing direction come with
    /// copied text.
    /// They break search, make two equal words differ, and can hide or reorder text.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// - Lambda\u{200B}: runs code without servers
    /// ```
    ///
    /// ```md fixed
    /// - Lambda: runs code without servers
    /// ```
    ///
    /// ```md good
    /// - Lambda: 👨‍👩‍👧 runs code
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The characters are removed; U+2028 and U+2029 become a space.
    /// Joiners of emoji and variation selectors are left alone.
    /// Beside markup and at the start of a line it is not safe, since what follows may become markup.
    "characters/invisible-character" {
        aliases: ["ja-technical-writing/no-zero-width-spaces"],
        level: Warning,
        fix: safe,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let text = note.document().text();
    for run in runs(note.odd_characters(), Oddity::Invisible) {
        let hidden = run.text(text);
        let mut names: Vec<String> = hidden.chars().map(|c| format!("U+{:04X}", c as u32)).collect();
        names.dedup();
        let is_separator = hidden.contains(['\u{2028}', '\u{2029}']);
        let edit = if is_separator { Edit::replace(run, " ") } else { Edit::delete(run) };
        sink.report(run, format!("an invisible character ({})", names.join(", ")))
            .help("remove it: it came with copied text")
            .fix_as(removal::safety(text, run), "remove the invisible characters", vec![edit]);
    }
}
