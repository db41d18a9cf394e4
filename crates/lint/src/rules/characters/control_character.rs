use notesmith_diagnostic::Edit;

use crate::note::Note;
use crate::removal;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;
use crate::views::odd_characters::{Oddity, runs};

declare_rule! {
    /// Control characters in the text.
    ///
    /// ## Why
    ///
    /// They come from terminals and broken conversions; programs that read the note stop at them or show boxes.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// - EC2\u{8}: a virtual server
    /// ```
    ///
    /// ```md fixed
    /// - EC2: a virtual server
    /// ```
    ///
    /// ```md good
    /// - EC2:→a virtual server
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The characters are removed; they show nothing.
    /// In code nothing is removed: they may be meant there.
    /// Beside markup and at the start of a line it is not safe, since what follows may become markup.
    "characters/control-character" {
        aliases: ["ja-technical-writing/no-invalid-control-character"],
        level: Error,
        fix: safe,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    for run in runs(note.odd_characters(), Oddity::Control) {
        let code = document.slice(run).chars().next().map_or(0, u32::from);
        let finding = sink
            .report(run, format!("a control character (U+{code:04X})"))
            .help("remove it: it came from a terminal or a broken conversion");
        if !document.is_verbatim(run) {
            let safety = removal::safety(document.text(), run);
            finding.fix_as(safety, "remove the control characters", vec![Edit::delete(run)]);
        }
    }
}
