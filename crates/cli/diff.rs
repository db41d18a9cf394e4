//! Changes as a unified diff: for programs exactly as `git apply` takes it, for a terminal harmless.

use std::fmt::Write as _;
use std::io::{self, IsTerminal as _};

use similar::TextDiff;

use crate::error::CliError;
use crate::escape::escape;
use crate::output;

/// Prints the diff of one file.
///
/// Only a terminal obeys control characters, so only there they become visible escapes; a diff that goes to a file or
/// to a program keeps each byte.
///
/// # Errors
/// Fails when standard output cannot be written.
pub(crate) fn print(path: &str, before: &str, after: &str) -> Result<(), CliError> {
    let mut diff = unified(path, before, after);
    if io::stdout().is_terminal() {
        diff = harmless(&diff);
    }
    output::print(&diff)
}

/// Gives a unified diff; lines end with line feeds alone, as Git sees them.
fn unified(path: &str, before: &str, after: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) =
        (before.split_inclusive('\n').collect(), after.split_inclusive('\n').collect());
    let diff = TextDiff::configure().newline_terminated(true).diff_slices(&old, &new);
    diff.unified_diff()
        .context_radius(1)
        .header(&quoted(&format!("a/{path}")), &quoted(&format!("b/{path}")))
        .to_string()
}

/// Quotes a name as Git does where it holds what would end or hide it: <https://git-scm.com/docs/git-config#Documentation/git-config.txt-corequotePath>.
fn quoted(name: &str) -> String {
    if !name.contains(|c: char| c.is_ascii_control() || matches!(c, '"' | '\\')) {
        return name.to_owned();
    }
    let mut quoted = String::from("\"");
    for c in name.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_ascii_control() => {
                let _ = write!(quoted, "\\{:03o}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

/// Makes what steers a terminal visible, tabs and line endings left alone.
fn harmless(diff: &str) -> String {
    let mut shown = String::with_capacity(diff.len());
    for line in diff.split_inclusive('\n') {
        let body = line.trim_end_matches(['\n', '\r']);
        let parts: Vec<_> = body.split('\t').map(escape).collect();
        shown.push_str(&parts.join("\t"));
        shown.push_str(&line[body.len()..]);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted_as_git_does() {
        assert_eq!(quoted("a/日本 x.md"), "a/日本 x.md");
        assert_eq!(quoted("a/\u{1b}\"\\.md"), r#""a/\033\"\\.md""#);
    }

    #[test]
    fn a_carriage_return_alone_ends_no_line() {
        let diff = unified("a.md", "a\rb \n", "a\rb\n");
        assert_eq!(diff, "--- a/a.md\n+++ b/a.md\n@@ -1 +1 @@\n-a\rb \n+a\rb\n");
    }

    #[test]
    fn terminals_are_safe() {
        assert_eq!(harmless("-\ta\u{1b}[31m\r\n+b\n"), "-\ta\\u{1b}[31m\r\n+b\n");
    }
}
