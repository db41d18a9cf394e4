//! `notesmith renumber`: new numbers for headings, and for all that leads to them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use notesmith_diagnostic::Edit;
use notesmith_lint::renumber::{Obstacle, Renumbering, follow, obstacles, plan};
use notesmith_lint::{Files as _, replaced};
use notesmith_parse::{Document, ParseOptions};

use crate::Outcome;
use crate::args::RenumberArgs;
use crate::config;
use crate::diff;
use crate::discover::discover;
use crate::error::CliError;
use crate::escape::escape;
use crate::file_tree::FileTree;
use crate::git_safe;
use crate::load::{self, Input, LoadError};
use crate::output;
use crate::report::count;
use crate::write::{self, WriteError};

/// One note and what it becomes.
struct Renumbered {
    input: Input,
    before: String,
    after: String,
}

/// Runs the command.
pub(crate) fn run(args: &RenumberArgs) -> Result<Outcome, CliError> {
    let style = args.style.as_deref().map(str::parse).transpose().map_err(|_| {
        CliError::usage("the style holds no `{n}`, or more than one", "write it as \"{n}.\" or \"第{n}章\"")
    })?;
    let renumbering = Renumbering { from: args.from, keep_gaps: args.keep_gaps, style };
    let config = config::load_for(&args.files)?;
    let found = discover(&args.files, &config.root, &config.files.exclude)?;
    let options = config.parse_options();
    let (notes, mut problems) = read(&found.inputs, options);
    problems.extend(found.problems);
    explain_obstacles(&notes, &renumbering);
    let changed = renumber(&notes, &renumbering, (&config.root, &args.files.paths));
    let mut outcome = if changed.is_empty() || args.write { Outcome::Clean } else { Outcome::Findings };
    if args.write {
        if !args.allow_dirty {
            git_safe::refuse_unheld(changed.iter().filter_map(|note| note.input.path.as_deref()))?;
        }
        if notes.iter().any(|(input, _)| input.path.is_some()) {
            write_all(&changed, &mut problems);
        }
        print_stdin(&notes, &changed)?;
    } else {
        for note in &changed {
            diff::print(&note.input.display, &note.before, &note.after)?;
        }
        output::note(&format!("{} would change; --write writes them", count(changed.len(), "file", "files")));
    }
    for problem in &problems {
        output::error(problem);
        outcome = Outcome::Failed;
    }
    Ok(outcome)
}

fn read(inputs: &[Input], options: ParseOptions) -> (Vec<(Input, Document)>, Vec<CliError>) {
    let mut notes = Vec::new();
    let mut problems = Vec::new();
    for input in inputs {
        match load::load(input) {
            Ok(text) => notes.push((input.clone(), Document::parse(text, &options))),
            Err(LoadError::Io(error)) => problems.push(CliError::io("read", &input.display, error)),
            Err(LoadError::NotText(not_text)) => {
                problems.push(CliError::usage(
                    format!("{}: {}", escape(&input.display), not_text.message),
                    not_text.help,
                ));
            }
        }
    }
    (notes, problems)
}

/// Says which series stay as they are, and why.
fn explain_obstacles(notes: &[(Input, Document)], renumbering: &Renumbering) {
    for (input, document) in notes {
        for (heading, obstacle) in obstacles(document, &input.display, renumbering) {
            let reason = match obstacle {
                Obstacle::Several => "stands for several numbers",
                Obstacle::Unwritable => "would get a number that its script does not have",
            };
            output::note(&format!(
                "{}:{}: `{}` {reason}; the headings beside it are not renumbered",
                escape(&input.display),
                document.line_index().line(heading.start()),
                escape(document.slice(heading)),
            ));
        }
    }
}

/// Gives the notes that change.
///
/// The roots are that of the run and what the run names.
fn renumber(
    notes: &[(Input, Document)],
    renumbering: &Renumbering,
    roots: (&Path, &[PathBuf]),
) -> Vec<Renumbered> {
    let documents: Vec<&Document> = notes.iter().map(|(_, document)| document).collect();
    let numbers: Vec<Vec<Edit>> =
        notes.iter().map(|(input, document)| plan(document, &input.display, renumbering)).collect();
    let by_path: BTreeMap<&str, usize> =
        notes.iter().enumerate().map(|(index, (input, _))| (input.display.as_str(), index)).collect();
    let files = FileTree::new(roots.0, roots.1, ParseOptions::default());
    let leads_to = |from: usize, destination: &str| {
        let lookup = files.look_up(&notes[from].0.display, destination);
        by_path.get(lookup.path.as_str()).copied()
    };
    let links = follow(&documents, &numbers, &leads_to);
    let edits = numbers.into_iter().zip(links).map(|(numbers, links)| [numbers, links].concat());
    let renumbered = notes.iter().zip(edits).map(|((input, document), edits)| Renumbered {
        input: input.clone(),
        before: document.text().to_owned(),
        after: replaced(document.text(), &edits),
    });
    renumbered.filter(|note| note.before != note.after).collect()
}

/// Prints what became of standard input, changed or not.
fn print_stdin(notes: &[(Input, Document)], changed: &[Renumbered]) -> Result<(), CliError> {
    let Some((_, before)) = notes.iter().find(|(input, _)| input.path.is_none()) else { return Ok(()) };
    let after = changed.iter().find(|note| note.input.path.is_none());
    output::print(after.map_or(before.text(), |note| &note.after))
}

fn write_all(changed: &[Renumbered], problems: &mut Vec<CliError>) {
    let mut written = 0;
    for note in changed {
        let Some(path) = &note.input.path else { continue };
        match write::replace(path, load::hash(&note.before), &note.after) {
            Ok(()) => written += 1,
            Err(WriteError::Changed) => problems.push(CliError::usage(
                format!("{} changed on disk meanwhile; it was not renumbered", escape(&note.input.display)),
                "run again",
            )),
            Err(WriteError::Io(error)) => problems.push(CliError::io("write", path, error)),
        }
    }
    output::note(&format!("renumbered {}", count(written, "file", "files")));
}
