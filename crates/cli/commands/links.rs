//! `notesmith links`: where the links of notes lead.

use std::fmt::Write as _;
use std::time::Instant;

use notesmith_diagnostic::LineIndex;
use notesmith_link_check::{Egress, Options, has_userinfo, userinfo_range};
use notesmith_parse::ParseOptions;

use crate::Outcome;
use crate::args::{Format, LinksArgs};
use crate::config::{self, Config};
use crate::discover::discover;
use crate::error::CliError;
use crate::links::{
    CollectedNotes, Meter, NoteEntries, RemoteOptions, Site, Verdict, check_local, check_remote, collect,
    entries, findings, is_undecided, render_json,
};
use crate::report::{Report, ReportFile, TextStyle, count};
use crate::{load, output};

/// How many findings of one rule the text format shows without `--all`.
const PER_RULE: usize = 20;

/// Runs the command.
pub(crate) fn run(args: &LinksArgs) -> Result<Outcome, CliError> {
    let started = Instant::now();
    let config = config::load(args.files.config.as_deref())?;
    let found = discover(&args.files, &config.root, &config.files.exclude)?;
    let options = ParseOptions { wiki_links: config.files.wiki_links };
    let CollectedNotes { notes, facts, problems } = collect(&found.inputs, options);
    let mut noted = entries(&notes);
    if !args.dump {
        check_local(&mut noted, facts, &config.layers, &config.root)
            .map_err(|errors| rule_error(&config, errors))?;
    }
    if !args.dump && !args.offline {
        ask(&mut noted, args)?;
    }
    let mut failed = false;
    for problem in found.problems.iter().chain(&problems) {
        output::error(problem);
        failed = true;
    }
    let report = report(&mut noted, started);
    show(&report, &noted, args)?;
    Ok(outcome(&noted, args, failed))
}

fn rule_error(config: &Config, mut errors: Vec<notesmith_lint::SettingsError>) -> CliError {
    let error = errors.remove(0);
    let help = error.suggestion.map(|name| format!("did you mean `{name}`?"));
    config.rule_error(&error.name, format!("`{}`: {}", error.name, error.message), help)
}

/// Asks the web.
fn ask(noted: &mut [NoteEntries<'_>], args: &LinksArgs) -> Result<(), CliError> {
    let scope = if is_ci() { Egress::global_only() } else { Egress::default() };
    let egress = Egress { allow_hosts: args.allow_host.clone(), allow_nets: args.allow_net.clone(), ..scope };
    let options = RemoteOptions { engine: Options { egress, ..Options::default() } };
    let meter = Meter::new();
    let asked = check_remote(noted, &options, &meter);
    meter.clear();
    asked.map_err(|error| {
        CliError::usage(error.to_string(), "close other programs, or raise the limits of this user")
    })?;
    Ok(())
}

/// Tells whether this is a CI machine, where notes of strangers must not reach the network inside.
fn is_ci() -> bool {
    std::env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false" && value != "0")
}

/// 2 if something could not be read, 1 if a link is broken, 3 if with `--strict` something is left open.
fn outcome(noted: &[NoteEntries<'_>], args: &LinksArgs, failed: bool) -> Outcome {
    let verdicts = || noted.iter().flat_map(|note| &note.entries).map(|entry| entry.verdict);
    if failed {
        Outcome::Failed
    } else if verdicts().any(|verdict| verdict == Verdict::Broken) {
        Outcome::Findings
    } else if args.strict && verdicts().any(is_undecided) {
        Outcome::Undecided
    } else {
        Outcome::Clean
    }
}

fn report(noted: &mut [NoteEntries<'_>], started: Instant) -> Report {
    let mut files = Vec::new();
    for note in noted.iter_mut() {
        let findings = findings(note);
        if findings.is_empty() {
            continue;
        }
        let text = load::load(&note.note.input).ok().filter(|text| load::hash(text) == note.note.hash);
        let Some(text) = text else {
            output::note(&format!(
                "{} changed while it was checked; run again",
                output::escape(&note.note.input.display)
            ));
            continue;
        };
        let text = without_passwords(text, &note.note.sites);
        let lines = LineIndex::new(&text);
        files.push(ReportFile { path: note.note.input.display.clone(), text, lines, findings });
    }
    Report { checked: noted.len(), files, hidden_hints: 0, elapsed: started.elapsed() }
}

/// Hides passwords in the lines that the report shows, byte by byte, so that every place stays where it is.
fn without_passwords(text: String, sites: &[Site]) -> String {
    let mut bytes = text.into_bytes();
    for span in sites.iter().filter(|site| has_userinfo(&site.destination)).map(|site| site.span.range()) {
        let source = String::from_utf8_lossy(&bytes[span.clone()]).into_owned();
        if let Some(hidden) = userinfo_range(&source) {
            bytes[span.start + hidden.start..span.start + hidden.end].fill(b'*');
        }
    }
    String::from_utf8(bytes).expect("whole characters were replaced by ASCII")
}

fn show(report: &Report, noted: &[NoteEntries<'_>], args: &LinksArgs) -> Result<(), CliError> {
    if args.format == Format::Json {
        return output::print(&render_json(noted)?);
    }
    if args.dump {
        return output::print(&dump(noted));
    }
    let per_rule = if args.all { usize::MAX } else { PER_RULE };
    let style = TextStyle { color: output::use_color(args.color.color), width: output::width(), per_rule };
    output::print(&report.render(args.format, style)?)?;
    if args.format == Format::Text {
        output::note(&summary(report, noted));
    }
    Ok(())
}

/// Gives a line for each place: where it is and where it leads.
fn dump(noted: &[NoteEntries<'_>]) -> String {
    let mut out = String::new();
    for entry in noted.iter().flat_map(|note| &note.entries) {
        let (path, destination) = (output::escape(&entry.path), output::escape(&entry.destination));
        let _ = writeln!(out, "{path}:{}:{}: {destination}", entry.start.line, entry.start.column);
    }
    out
}

/// Gives the one line that sums the run up.
fn summary(report: &Report, noted: &[NoteEntries<'_>]) -> String {
    let total: usize = noted.iter().map(|note| note.entries.len()).sum();
    let mut parts = vec![count(report.checked, "file", "files"), count(total, "link", "links")];
    for verdict in Verdict::ALL {
        let number =
            noted.iter().flat_map(|note| &note.entries).filter(|entry| entry.verdict == verdict).count();
        if number > 0 {
            parts.push(format!("{number} {}", verdict.name()));
        }
    }
    parts.push(format!("{:.2} s", report.elapsed.as_secs_f64()));
    parts.join(", ")
}
