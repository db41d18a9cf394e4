use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

declare_rule! {
    /// A list marker that the paragraph above it swallows.
    ///
    /// ## Why
    ///
    /// A line that is indented too far, or that starts with a number other than 1, continues the paragraph above it:
    /// the page shows the marker as text in the middle of a line.
    /// The lines of one paragraph are one finding, at the first of them.
    /// In an element that the note names itself, such as `<Steps>` in a prompt, it is a hint.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// - EC2
    ///         - a virtual server
    /// ```
    ///
    /// ```md bad
    /// The steps are:
    /// 2. Stop the server.
    /// 3. Wait.
    /// ```
    ///
    /// ```md bad
    /// - EC2
    /// 　　- 仮想サーバ
    /// ```
    ///
    /// ```md good
    /// - EC2
    ///   - a virtual server
    ///
    /// The steps are:
    /// 1. Stop the server.
    /// ```
    "lists/swallowed-marker" {
        aliases: [],
        level: Warning,
        fix: none,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    let lines = note.paragraph_lines().iter().filter(|line| !line.is_first);
    let mut swallowed = lines.filter_map(|line| {
        let marker = marker_of(document.slice(line.span)).filter(|_| !document.is_verbatim(line.span))?;
        Some((line, marker))
    });
    let mut next = swallowed.next();
    while let Some((first, marker)) = next {
        // One cause takes in all lines of the paragraph.
        let mut more = 0;
        next = loop {
            match swallowed.next() {
                Some((line, _)) if line.paragraph == first.paragraph => more += 1,
                other => break other,
            }
        };
        let message = match more {
            0 => format!("the marker `{marker}` is text of the paragraph above"),
            1 => format!("the marker `{marker}` and that of another line are text of the paragraph above"),
            _ => format!(
                "the marker `{marker}` and those of {more} more lines are text of the paragraph above"
            ),
        };
        sink.report(first.span, message)
            .help("leave a blank line above, or indent it to the text of the item that it belongs to")
            .at_most(note.severity_at(first.span.start()));
    }
}

/// Gives the list marker that a line starts with, behind full-width spaces too, if text follows it.
fn marker_of(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(['\u{3000}', ' ']);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let len = match text.as_bytes().get(digits)? {
        b'-' | b'*' | b'+' if digits == 0 => 1,
        b'.' | b')' if (1..=2).contains(&digits) => digits + 1,
        _ => return None,
    };
    let rest = &text[len..];
    (rest.starts_with(' ') && !rest.trim().is_empty()).then(|| &text[..len])
}
