//! `notesmith links`: where the links of notes lead.

use std::path::PathBuf;
use std::time::{Instant, SystemTime};

use notesmith_diagnostic::Applicability;
use notesmith_lint::apply_fixes;

use crate::Outcome;
use crate::args::{Format, LinksArgs, LinksCommand};
use crate::config::{self, Config};
use crate::discover::discover;
use crate::error::CliError;
use crate::escape::escape;
use crate::file_tree::FileTree;
use crate::links::{
    CollectedNotes, Entry, Ignored, Meter, Note, Targets, cache_file, check_local, check_remote, collect,
    dump, engine_options, is_undecided, keep_changed, merge, profiles, render_json, report, summary,
};
use crate::report::{Report, TextStyle, count, emitter};
use crate::write::{self, WriteError};
use crate::{interrupt, load, output};

/// How many findings of one rule the text format shows without `--all`.
const PER_RULE: usize = 20;

/// Runs the command.
pub(crate) fn run(args: &LinksArgs) -> Result<Outcome, CliError> {
    if let Some(LinksCommand::Merge { reports }) = &args.command {
        return run_merge(reports, args);
    }
    let started = Instant::now();
    let config = config::load_for(&args.files)?;
    // A mistake in an entry is one whether URLs are asked this time or not.
    let ignored = Ignored::new(&config.links.ignore, SystemTime::now())?;
    let found = discover(&args.files, &config.root, &config.files.exclude)?;
    let options = config.parse_options();
    let CollectedNotes { mut notes, corpus, problems } = collect(found.inputs, options);
    let profiles = profiles(&config, &notes)?;
    if !args.dump {
        let is_named = args.format == Format::Json || args.changed_since.is_some();
        let targets = if is_named { Targets::Named } else { Targets::LeftOut };
        let files = FileTree::new(&config.root, &args.files.paths, options);
        check_local(&mut notes, corpus, &profiles, &files, targets);
    }
    if let Some(revision) = args.changed_since.as_deref().filter(|_| !args.dump) {
        keep_changed(&mut notes, &config.root, options, revision)?;
    }
    if !args.dump && !args.offline {
        ask(&mut notes, args, &config, &ignored)?;
    }
    let mut failed = false;
    for problem in found.problems.iter().chain(&problems) {
        output::error(problem);
        failed = true;
    }
    let report = report(&mut notes, Some(&profiles), started.elapsed());
    if args.fix {
        failed |= fix(&report, &notes);
    }
    show(&report, &notes, args)?;
    Ok(outcome(&notes, args, failed))
}

/// Joins the reports of shards.
fn run_merge(reports: &[PathBuf], args: &LinksArgs) -> Result<Outcome, CliError> {
    let started = Instant::now();
    let mut merged = merge(reports)?;
    let report = report(&mut merged, None, started.elapsed());
    show(&report, &merged, args)?;
    Ok(outcome(&merged, args, false))
}

/// Asks the web, with what the cache knows.
fn ask(notes: &mut [Note], args: &LinksArgs, config: &Config, ignored: &Ignored<'_>) -> Result<(), CliError> {
    for expired in &ignored.expired {
        output::note(&escape(expired));
    }
    ignored.apply(notes, config)?;
    let mut cache = args.cache.as_deref().map(cache_file::read).unwrap_or_default();
    let options = engine_options(args, &config.links)?;
    let meter = Meter::new();
    if args.cache.is_some() {
        interrupt::hold();
    }
    let asked = check_remote(notes, &options, args.shard, &mut cache, &meter);
    meter.clear();
    let is_stopped = args.cache.is_some() && interrupt::was_noticed();
    interrupt::release();
    asked.map_err(|error| {
        CliError::usage(error.to_string(), "close other programs, or raise the limits of this user")
    })?;
    if let Some(path) = &args.cache {
        cache_file::write(path, &cache, SystemTime::now())?;
    }
    if is_stopped {
        output::note("stopped; the cache has what was asked until then");
        return Err(CliError::Interrupted);
    }
    Ok(())
}

/// Writes what moved for good into the notes; says whether a note could not be written.
fn fix(report: &Report, notes: &[Note]) -> bool {
    let (mut failed, mut applied, mut written) = (false, 0, 0);
    for note in notes {
        let Some(file) = report.files.iter().find(|file| file.path == note.input.display) else { continue };
        let (Some(path), Some(hash)) = (&note.input.path, note.hash) else { continue };
        let Ok(text) = load::load(&note.input) else { continue };
        let Some(fixed) = apply_fixes(&text, &file.findings, Applicability::Safe) else { continue };
        let problem = match write::replace(path, hash, &fixed.text) {
            Ok(()) => {
                applied += fixed.applied.len();
                written += 1;
                continue;
            }
            Err(WriteError::Changed) => CliError::usage(
                format!("{} changed on disk while it was checked; it was not fixed", note.input.display),
                "run again",
            ),
            Err(WriteError::Io(error)) => CliError::io("write", path, error),
        };
        output::error(&problem);
        failed = true;
    }
    if written > 0 {
        let (links, files) = (count(applied, "link", "links"), count(written, "file", "files"));
        output::note(&format!("corrected {links} in {files}"));
    }
    failed
}

/// 2 if something could not be read, 1 if a link is broken, 3 if with `--strict` something is left open.
fn outcome(notes: &[Note], args: &LinksArgs, failed: bool) -> Outcome {
    let entries = || notes.iter().flat_map(|note| &note.entries);
    if failed {
        Outcome::Failed
    } else if entries().any(Entry::fails) {
        Outcome::Findings
    } else if args.strict && entries().any(|entry| is_undecided(entry.verdict)) {
        Outcome::Undecided
    } else {
        Outcome::Clean
    }
}

fn show(report: &Report, notes: &[Note], args: &LinksArgs) -> Result<(), CliError> {
    if args.format == Format::Json {
        return output::print(&render_json(notes)?);
    }
    if args.dump {
        return output::print(&dump(notes));
    }
    let per_rule = if args.all { usize::MAX } else { PER_RULE };
    let style = TextStyle { color: output::use_color(args.color.color), width: output::width(), per_rule };
    output::print_with(|out| emitter(args.format, style).emit(report, out))?;
    if args.format == Format::Text {
        output::note(&summary(report, notes));
    }
    Ok(())
}
