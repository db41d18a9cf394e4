//! Text of notes and names in lines of ours: it cannot take over a terminal or a CI machine.

use std::borrow::Cow;

/// Tells whether a character could take over a terminal or fake a line of our own: controls, line and paragraph
/// separators, and the marks that turn the direction of text.
pub(crate) fn can_steer(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The commands that GitHub's runner obeys as `##[command]`, wherever they stand in a line:
/// <https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs>.
const COMMANDS: [&str; 16] = [
    "add-mask",
    "add-matcher",
    "add-path",
    "debug",
    "echo",
    "endgroup",
    "error",
    "group",
    "internal-set-repo-path",
    "notice",
    "remove-matcher",
    "save-state",
    "set-env",
    "set-output",
    "stop-commands",
    "warning",
];

/// Puts `bracket` in place of the bracket of `##[error]` and of `##vso[…]`, which is a command to Azure Pipelines.
pub(crate) fn without_commands<'a>(text: &'a str, bracket: &str) -> Cow<'a, str> {
    let is_command = |&(at, _): &(usize, &str)| {
        let (before, after) = (&text[..at], &text[at + 1..]);
        let end = after.find(|c: char| !c.is_ascii_alphabetic() && c != '-').unwrap_or(after.len());
        let is_known = || COMMANDS.iter().any(|command| command.eq_ignore_ascii_case(&after[..end]));
        before.ends_with("##vso") || (before.ends_with("##") && is_known())
    };
    let mut escaped = String::new();
    let mut copied = 0;
    for (at, _) in text.match_indices('[').filter(is_command) {
        escaped.push_str(&text[copied..at]);
        escaped.push_str(bracket);
        copied = at + 1;
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    escaped.push_str(&text[copied..]);
    Cow::Owned(escaped)
}

/// Makes a name or a quotation harmless in a line of ours: what steers a terminal or a CI machine becomes a visible
/// escape.
pub(crate) fn escape(text: &str) -> Cow<'_, str> {
    let text = without_commands(text, "\\u{5b}");
    if !text.contains(can_steer) {
        return text;
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if can_steer(c) {
            escaped.extend(c.escape_unicode());
        } else {
            escaped.push(c);
        }
    }
    Cow::Owned(escaped)
}

/// Makes a path harmless as the start of a line, where `::error ::` is a command to GitHub, even behind spaces.
pub(crate) fn escape_at_line_start(path: &str) -> Cow<'_, str> {
    let escaped = escape(path);
    if escaped.trim_start().starts_with(':') || escaped.starts_with(char::is_whitespace) {
        return Cow::Owned(format!("./{escaped}"));
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_become_visible() {
        assert_eq!(escape("日本 a\tb"), "日本 a\\u{9}b");
        assert_eq!(escape("x\n::error ::\u{1b}[31m"), "x\\u{a}::error ::\\u{1b}[31m");
        assert_eq!(escape("\u{202E}abc"), "\\u{202e}abc");
        assert_eq!(escape("##[error]x ##vso[x]"), "##\\u{5b}error]x ##vso\\u{5b}x]");
        assert_eq!(escape("##[x](y.md)"), "##[x](y.md)");
    }

    #[test]
    fn no_line_starts_with_a_command() {
        assert_eq!(escape_at_line_start("::error ::.md"), "./::error ::.md");
        assert_eq!(escape_at_line_start("  ::error ::.md"), "./  ::error ::.md");
        assert_eq!(escape_at_line_start("notes/::a.md"), "notes/::a.md");
    }
}
