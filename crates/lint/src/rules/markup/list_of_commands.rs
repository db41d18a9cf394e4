use notesmith_diagnostic::Span;

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

declare_rule! {
    /// Commands with a dollar sign and no output.
    ///
    /// ## Why
    ///
    /// The dollar sign is copied with the command; it only helps where output stands below it.
    ///
    /// ## Examples
    ///
    /// ````md bad=2
    /// ```sh
    /// $ ls
    /// $ cat notes.md
    /// ```
    /// ````
    ///
    /// ````md good
    /// ```sh
    /// $ ls
    /// notes.md
    /// ```
    /// ````
    "markup/list-of-commands" {
        aliases: ["MD014"],
        level: Off,
        fix: none,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    for block in document.code_blocks() {
        let source = document.slice(block.span);
        let mut at = block.span.start();
        let mut commands = Vec::new();
        let mut lines = 0;
        let last = source.trim_end().split('\n').count() - 1;
        for (index, line) in source.split_inclusive('\n').enumerate() {
            // In a quote each line has its mark.
            let text = line.trim_start_matches([' ', '\t', '>']);
            let is_fence = block.fenced && (index == 0 || block.closed && index == last);
            if !text.trim().is_empty() && !is_fence {
                lines += 1;
                if text.starts_with("$ ") || text.starts_with("$\t") {
                    let start = at + line.len() - text.len();
                    commands.push(Span::new(start, start + 2));
                }
            }
            at += line.len();
        }
        if commands.len() == lines {
            for span in commands {
                sink.report(span, "a dollar sign before a command without output")
                    .help("leave it out, so that the command can be copied");
            }
        }
    }
}
