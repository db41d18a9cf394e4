//! The report for people: a window of the line with the finding underlined, the reason and the remedy.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode};
use notesmith_diagnostic::{Diagnostic, Severity};

use crate::report::{Report, ReportFile, TextStyle, count, shown, window::Window};

/// Columns that miette takes left of the source line.
const MARGIN: usize = 10;

/// Gives the report.
pub(crate) fn render(report: &Report, style: TextStyle) -> String {
    let theme = if style.color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme).with_width(style.width).with_context_lines(0);
    let mut out = String::new();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (file, finding) in report.findings() {
        let number = seen.entry(finding.rule.as_ref()).or_default();
        *number += 1;
        if *number > style.per_rule {
            continue;
        }
        let shown = Shown::new(file, finding, style.width);
        if handler.render_report(&mut out, &shown).is_err() {
            out.push_str(&finding.message);
        }
        out.push('\n');
    }
    for (rule, number) in seen.into_iter().filter(|(_, number)| *number > style.per_rule) {
        let more = number - style.per_rule;
        let _ =
            writeln!(out, "… {} of {rule}; --all shows them", count(more, "more finding", "more findings"));
    }
    out
}

/// A finding as miette shows it.
struct Shown<'a> {
    finding: &'a Diagnostic,
    headline: String,
    help: Option<String>,
    window: Option<Window>,
}

impl<'a> Shown<'a> {
    fn new(file: &ReportFile, finding: &'a Diagnostic, width: usize) -> Self {
        let path = shown(&file.path);
        let window = (!file.text.is_empty()).then(|| {
            let width = width.saturating_sub(MARGIN);
            Window::new(&path, &file.text, &file.lines, finding.span, width)
        });
        let headline = match window {
            Some(_) => format!("{}: {}", finding.rule, shown(&finding.message)),
            None => format!("{}: {path}: {}", finding.rule, shown(&finding.message)),
        };
        let mut help = finding.help.as_ref().map(|help| shown(help).into_owned());
        for related in &finding.related {
            let path = shown(related.path.as_deref().unwrap_or(&file.path)).into_owned();
            let place = format!("{path}:{}: {}", related.line, shown(&related.message));
            help = Some(help.map_or(place.clone(), |help| format!("{help}\n{place}")));
        }
        Self { finding, headline, help, window }
    }
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.headline)
    }
}

impl std::error::Error for Shown<'_> {}

impl miette::Diagnostic for Shown<'_> {
    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.finding.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Hint => miette::Severity::Advice,
        })
    }

    fn help<'b>(&'b self) -> Option<Box<dyn fmt::Display + 'b>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.window.as_ref().map(|window| window as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let window = self.window.as_ref()?;
        let label = LabeledSpan::new(None, window.mark.start, window.mark.len().max(1));
        Some(Box::new(std::iter::once(label)))
    }
}
