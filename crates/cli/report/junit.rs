//! `JUnit` XML: a suite a file, a test case a finding; errors and warnings fail, hints do not.
//!
//! There is no standard; this is what Jenkins, GitLab and GitHub's reporters read: <https://github.com/testmoapp/junitxml>.

use std::io::{self, Write};

use notesmith_diagnostic::{Diagnostic, Severity};

use crate::escape::escape;
use crate::report::{Emitter, Report, ReportFile, count};

/// The format for test reporters.
pub(crate) struct JUnit;

impl Emitter for JUnit {
    fn emit(&self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        let all = report.findings().count().max(1);
        let failures = report.findings().filter(|(_, finding)| fails(finding)).count();
        writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
        writeln!(out, r#"<testsuites name="notesmith" tests="{all}" failures="{failures}" errors="0">"#)?;
        for file in &report.files {
            suite(file, out)?;
        }
        if report.files.is_empty() {
            // Some readers take a report without a test for a broken one.
            writeln!(out, r#"  <testsuite name="notesmith" tests="1" failures="0" errors="0">"#)?;
            let files = count(report.checked, "file", "files");
            writeln!(out, r#"    <testcase name="{files} without a finding" classname="notesmith"/>"#)?;
            writeln!(out, "  </testsuite>")?;
        }
        writeln!(out, "</testsuites>")
    }
}

fn fails(finding: &Diagnostic) -> bool {
    finding.severity > Severity::Hint
}

fn suite(file: &ReportFile, out: &mut dyn Write) -> io::Result<()> {
    let path = xml(&file.path);
    let all = file.findings.len();
    let failures = file.findings.iter().filter(|finding| fails(finding)).count();
    writeln!(out, r#"  <testsuite name="{path}" tests="{all}" failures="{failures}" errors="0">"#)?;
    for finding in &file.findings {
        let [start, _] = file.ends(finding);
        let (rule, line, column) = (xml(&finding.rule), start.line, start.column);
        let name = format!("{rule} {line}:{column}");
        writeln!(out, r#"    <testcase name="{name}" classname="{path}" file="{path}" line="{line}">"#)?;
        let message = xml(&finding.message);
        let help = finding.help.as_ref().map_or(String::new(), |help| format!("\n{}", xml(help)));
        let text = format!("{path}:{line}:{column}: {message}{help}");
        if fails(finding) {
            let level = finding.severity.name();
            writeln!(out, r#"      <failure message="{message}" type="{level}">{text}</failure>"#)?;
        } else {
            writeln!(out, "      <system-out>{text}</system-out>")?;
        }
        writeln!(out, "    </testcase>")?;
    }
    writeln!(out, "  </testsuite>")
}

/// Escapes text for an attribute or an element. Characters that XML 1.0 does not allow
/// (<https://www.w3.org/TR/xml/#charsets>) become visible escapes; a colon at a line's start is no command there.
fn xml(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in escape(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            '\u{FFFE}' | '\u{FFFF}' => escaped.extend(c.escape_unicode()),
            c => escaped.push(c),
        }
    }
    if escaped.trim_start().starts_with("::") { escaped.replacen(':', "&#58;", 1) } else { escaped }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn specials_and_illegal_characters_are_escaped() {
        assert_eq!(xml("a<b & \"c\" 'd' ]]>"), "a&lt;b &amp; &quot;c&quot; &apos;d&apos; ]]&gt;");
        assert_eq!(xml("x\u{0}\u{b}\u{FFFE}\n::error ::"), "x\\u{0}\\u{b}\\u{fffe}\\u{a}::error ::");
        assert_eq!(xml("::error ::"), "&#58;:error ::");
    }
}
