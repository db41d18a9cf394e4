use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

declare_rule! {
    /// Lines with a typed bullet that are no list.
    ///
    /// ## Why
    ///
    /// `・` and `•` at the start of a line make no list item: the page runs the lines together.
    ///
    /// ## Examples
    ///
    /// ```md bad=2
    /// ・料金
    /// ・性能
    /// ```
    ///
    /// ```md good
    /// - 料金
    /// - 性能・信頼性
    /// ```
    "lists/full-width-bullet" {
        aliases: [],
        level: Hint,
        fix: none,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    for line in note.paragraph_lines() {
        let text = document.slice(line.span);
        if let Some(bullet) = text.chars().next().filter(|c| matches!(c, '・' | '•' | '‣' | '◦' | '･'))
        {
            let rest = &text[bullet.len_utf8()..];
            if !rest.trim().is_empty() && !rest.starts_with(bullet) {
                sink.report(line.span, format!("`{bullet}` makes no list item"))
                    .help("write `-` and a space");
            }
        }
    }
}
