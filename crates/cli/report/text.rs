//! The report for people: what is wrong, where, a window of the line with the finding underlined, what to do.
//!
//! A finding takes at most six lines, and no line begins with text of a note or with a path. miette's handler shows
//! our own errors, but not findings: it frames each with two more lines, breaks long ones where a note's text may
//! become the start of a line, and has no mark for what is empty.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

use notesmith_diagnostic::{Diagnostic, Severity};

use crate::escape::escape;
use crate::report::{Emitter, Report, ReportFile, TextStyle, window::Window};

/// The format for people.
pub(crate) struct Text(pub(crate) TextStyle);

impl Emitter for Text {
    fn emit(&self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for (file, finding) in report.findings() {
            let number = seen.entry(&finding.rule).or_default();
            *number += 1;
            if *number <= self.0.per_rule {
                Shown { report, file, finding, style: self.0 }.write(out)?;
            }
        }
        for (rule, number) in seen.into_iter().filter(|(_, number)| *number > self.0.per_rule) {
            writeln!(out, "… {} more of {}; --all shows them", number - self.0.per_rule, escape(rule))?;
        }
        Ok(())
    }
}

/// A finding on its way to the terminal.
struct Shown<'a> {
    report: &'a Report,
    file: &'a ReportFile,
    finding: &'a Diagnostic,
    style: TextStyle,
}

impl Shown<'_> {
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let level = self.finding.severity.name();
        let title = self.paint(self.level_color(), level);
        writeln!(
            out,
            "{title}{} {}",
            self.paint(BOLD, ":"),
            self.paint(BOLD, escape(&self.finding.message))
        )?;
        let [start, end] = self.file.ends(self.finding);
        let gutter = if self.file.is_whole() { 2 } else { start.line.to_string().len().max(2) };
        let frame = |mark: &str| self.paint(DIM, format!("{:gutter$} {mark}", ""));
        let path = escape(&self.file.path);
        let place = match (self.file.is_whole(), end.line > start.line && end.column > 1) {
            (true, _) => path.into_owned(),
            (false, false) => format!("{path}:{}:{}", start.line, start.column),
            (false, true) => format!("{path}:{}:{} to line {}", start.line, start.column, end.line),
        };
        let rule = self.paint(DIM, format!("({})", escape(&self.finding.rule)));
        writeln!(out, "{} {place} {rule}", frame("╭─"))?;
        if !self.file.is_whole() {
            let width = self.style.width.saturating_sub(gutter + 3);
            let window = Window::new(&self.file.text, &self.file.lines, self.finding.span, width);
            let number = self.paint(DIM, format!("{:gutter$} │", start.line));
            writeln!(out, "{number} {}", window.text)?;
            let mark = self.paint(self.level_color(), "─".repeat(window.width));
            writeln!(out, "{} {}{mark}", frame("│"), " ".repeat(window.indent))?;
        }
        self.write_related(out, &frame("├─"))?;
        if let Some(help) = &self.finding.help {
            writeln!(out, "{} {}", frame("╰─"), escape(help))?;
        }
        writeln!(out)
    }

    /// Writes the first related place, and how many more there are.
    fn write_related(&self, out: &mut dyn Write, frame: &str) -> io::Result<()> {
        let Some(first) = self.finding.related.first() else { return Ok(()) };
        let (path, [start, _]) = self.report.related(self.file, first);
        let more = match self.finding.related.len() - 1 {
            0 => String::new(),
            more => format!(" (and {more} more)"),
        };
        let (path, message) = (escape(path), escape(&first.message));
        writeln!(out, "{frame} {path}:{}:{}: {message}{more}", start.line, start.column)
    }

    fn level_color(&self) -> &'static str {
        match self.finding.severity {
            Severity::Error => "1;31",
            Severity::Warning => "1;33",
            Severity::Hint => "1;36",
        }
    }

    fn paint<'t>(&self, color: &str, text: impl Into<Cow<'t, str>>) -> Cow<'t, str> {
        let text = text.into();
        if self.style.color { Cow::Owned(format!("\u{1b}[{color}m{text}\u{1b}[0m")) } else { text }
    }
}

/// The SGR parameters of what is not a level.
const BOLD: &str = "1";
const DIM: &str = "2";
