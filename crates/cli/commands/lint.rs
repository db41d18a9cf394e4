//! `notesmith lint`: check, fix, show.

use std::path::Path;
use std::time::Instant;

use notesmith_diagnostic::{Applicability, Severity};
use notesmith_lint::Hints;

use crate::Outcome;
use crate::args::{FailOn, Format, LintArgs};
use crate::changed::Changed;
use crate::config;
use crate::diff;
use crate::error::CliError;
use crate::escape::{escape, escape_at_line_start};
use crate::profile::Profiles;
use crate::projects::{self, Project};
use crate::report::{Emitter, Report, ReportFile, Statistics, TextStyle, count, emitter};
use crate::run::{Checked, FixOutcome, Fixing, Setup, check, fix_all};
use crate::write::{self, WriteError};
use crate::{load, output};

/// How many findings of one rule the text format shows without `--all`.
const PER_RULE: usize = 20;

/// Runs the command.
pub(crate) fn run(args: &LintArgs) -> Result<Outcome, CliError> {
    let started = Instant::now();
    let counts = statistics(args)?;
    let (projects, mut problems) = projects::find(&args.files)?;
    let changed = args.changed_since.as_deref().map(Changed::since).transpose()?;
    if let Some(changed) = &changed {
        projects.iter().try_for_each(|project| changed.refuse_others(&project.inputs))?;
    }
    let at_most = match (args.fix, args.unsafe_fixes, args.diff) {
        (_, true, _) => Some(Applicability::Unsafe),
        (true, _, _) | (_, _, true) => Some(Applicability::Safe),
        _ => None,
    };
    let mut outcome = Outcome::Clean;
    let fixing = at_most.map(|at_most| Fixing { at_most, least: least_shown(args) });
    let mut fixed = FixOutcome::default();
    for project in projects {
        fixed.add(check_project(project, args, fixing)?);
    }
    if fixing.is_some() && args.diff {
        return show_diff(&fixed, &problems);
    }
    let mut checked = if fixing.is_some() { apply(fixed, &mut outcome)? } else { fixed.checked };
    problems.append(&mut checked.problems);
    for problem in &problems {
        output::error(problem);
        outcome = Outcome::Failed;
    }
    if let Some(changed) = &changed {
        checked.files.iter_mut().for_each(|file| changed.retain(file));
    }
    let failing = failing(&checked, args.fail_on);
    let report = Report { unread: problems.len(), ..report(checked, args, started) };
    show(&report, args, counts)?;
    Ok(if failing { outcome.max(Outcome::Findings) } else { outcome })
}

/// Checks the notes of a project, and fixes them if that was asked for.
fn check_project(project: Project, args: &LintArgs, fixing: Option<Fixing>) -> Result<FixOutcome, CliError> {
    let Project { config, inputs } = project;
    let profiles = Profiles::new(&config, &inputs, &args.select, &args.ignore)?;
    let spelling = config::spelling_settings(&config)?;
    let options = config.parse_options();
    let hints = hints(args);
    let (root, named) = (&config.root, &args.files.paths);
    let setup = Setup { profiles: &profiles, options, spelling: &spelling, root, named, hints };
    Ok(match fixing {
        Some(fixing) => fix_all(inputs, setup, fixing),
        None => FixOutcome { checked: check(&inputs, setup), ..FixOutcome::default() },
    })
}

/// Writes what fixes changed, and says so; text from standard input goes to standard output.
fn apply(fixed: FixOutcome, outcome: &mut Outcome) -> Result<Checked, CliError> {
    let mut written = 0;
    for input in fixed.checked.files.iter().map(|file| &file.input).filter(|input| input.path.is_none()) {
        output::print(input.text.as_deref().unwrap_or(""))?;
    }
    for change in &fixed.changed {
        let Some(path) = &change.input.path else { continue };
        match write::replace(path, change.hash_before(), &change.after) {
            Ok(()) => written += 1,
            Err(WriteError::Changed) => {
                let path = escape(&change.input.display);
                let message = format!("{path} changed on disk while it was checked; it was not fixed");
                output::error(&CliError::usage(message, "run again"));
                *outcome = Outcome::Failed;
            }
            Err(WriteError::Io(error)) => {
                output::error(&CliError::io("write", path, error));
                *outcome = Outcome::Failed;
            }
        }
    }
    if written > 0 {
        let (times, notes) = (count(fixed.applied, "fix", "fixes"), count(written, "file", "files"));
        output::note(&format!("applied {times} in {notes}"));
    }
    Ok(fixed.checked)
}

/// Prints what fixing would change; 1 if it would change something.
fn show_diff(fixed: &FixOutcome, problems: &[CliError]) -> Result<Outcome, CliError> {
    for change in &fixed.changed {
        diff::print(&change.input.display, &change.before, &change.after)?;
    }
    let mut outcome = if fixed.changed.is_empty() { Outcome::Clean } else { Outcome::Findings };
    for problem in problems.iter().chain(&fixed.checked.problems) {
        output::error(problem);
        outcome = Outcome::Failed;
    }
    Ok(outcome)
}

/// Tells whether findings are counted instead of shown.
fn statistics(args: &LintArgs) -> Result<Option<Statistics>, CliError> {
    match args.format {
        _ if !args.statistics => Ok(None),
        Format::Text => Ok(Some(Statistics::Text)),
        Format::Json => Ok(Some(Statistics::Json)),
        _ => Err(CliError::usage(
            "--statistics has no such format",
            "take --format text or --format json; --format markdown holds the counts as well",
        )),
    }
}

/// Gives the least severity of what is shown, and so of what is mended.
fn least_shown(args: &LintArgs) -> Severity {
    if args.hints || args.fail_on == FailOn::Hint { Severity::Hint } else { Severity::Warning }
}

/// Tells what becomes of hints; those in lines that did not change do not even count.
fn hints(args: &LintArgs) -> Hints {
    let are_shown = least_shown(args) == Severity::Hint;
    if are_shown || args.changed_since.is_some() { Hints::Kept } else { Hints::Counted }
}

fn failing(checked: &Checked, fail_on: FailOn) -> bool {
    let least = match fail_on {
        FailOn::Never => return false,
        FailOn::Hint => Severity::Hint,
        FailOn::Warning => Severity::Warning,
        FailOn::Error => Severity::Error,
    };
    checked.files.iter().flat_map(|file| &file.findings).any(|finding| finding.severity >= least)
}

fn report(checked: Checked, args: &LintArgs, started: Instant) -> Report {
    let total = checked.files.len();
    let mut hidden_hints = checked.hints;
    let mut files = Vec::new();
    for mut file in checked.files {
        if least_shown(args) > Severity::Hint {
            let before = file.findings.len();
            file.findings.retain(|finding| finding.severity > Severity::Hint);
            hidden_hints += before - file.findings.len();
        }
        if file.findings.is_empty() {
            continue;
        }
        let (text, lines) = file.text.into_source(&file.input);
        let stale = file.findings.iter().any(|finding| finding.span.end() > text.len());
        if stale {
            let path = escape_at_line_start(&file.input.display);
            output::note(&format!("{path} changed on disk while it was checked; run again"));
            continue;
        }
        files.push(ReportFile::new(file.input.display, text, lines, file.findings));
    }
    let mut report = Report { checked: total, files, hidden_hints, ..Report::default() };
    report.look_elsewhere(load::text_of);
    report.elapsed = started.elapsed();
    report
}

/// Prints the report, to standard error where standard output holds a fixed text.
fn show(report: &Report, args: &LintArgs, counts: Option<Statistics>) -> Result<(), CliError> {
    let fixes_stdin =
        (args.fix || args.unsafe_fixes) && args.files.paths.iter().any(|path| path == Path::new("-"));
    let per_rule = if args.all { usize::MAX } else { PER_RULE };
    let style = TextStyle { color: output::use_color(args.color.color), width: output::width(), per_rule };
    let emitter: Box<dyn Emitter> =
        counts.map_or_else(|| emitter(args.format, style), |counts| Box::new(counts));
    if fixes_stdin {
        output::note_with(|out| emitter.emit(report, out));
    } else {
        output::print_with(|out| emitter.emit(report, out))?;
    }
    if args.format == Format::Text {
        output::note(&report.summary());
    }
    Ok(())
}
