//! Every file read, parsed and checked, then the rules over the facts of all.

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use notesmith_diagnostic::{Diagnostic, Severity, Span};
use notesmith_lint::{
    Addresses, Corpus, Hints, Note, NoteReport, RuleSet, SpellingSettings, check_corpus, check_note, finish,
};
use notesmith_parse::{Document, ParseOptions};

use crate::encoding::NotText;
use crate::error::CliError;
use crate::file_tree::FileTree;
use crate::load::{self, Input, LoadError};
use crate::parallel;
use crate::profile::Profiles;
use crate::run::checked_text::{CheckedText, Room};

/// How long one file may take to parse; hostile input is the only one that takes that long.
const TIME_LIMIT: Duration = Duration::from_secs(10);

/// How many files are in memory at once.
const BATCH: usize = 512;

/// What a run found.
#[derive(Default)]
pub(crate) struct Checked {
    /// The files that could be read, in the order of the inputs.
    pub(crate) files: Vec<CheckedFile>,
    /// The files that could not.
    pub(crate) problems: Vec<CliError>,
    /// How many hints were left out, where [`Setup::hints`] says so.
    pub(crate) hints: usize,
}

impl Checked {
    /// Adds what was found in another project.
    pub(crate) fn add(&mut self, other: Self) {
        self.files.extend(other.files);
        self.files.sort_by(|a, b| a.input.display.cmp(&b.input.display));
        self.problems.extend(other.problems);
        self.hints += other.hints;
    }
}

/// One file and what was found in it.
pub(crate) struct CheckedFile {
    /// The file.
    pub(crate) input: Input,
    /// The text that was checked; empty where the file is no text.
    pub(crate) text: CheckedText,
    /// The findings, suppressed ones left out, sorted by place.
    pub(crate) findings: Vec<Diagnostic>,
}

/// What became of one file.
enum Visit {
    Checked { text: CheckedText, report: Box<NoteReport> },
    Finding(Diagnostic),
    Problem(CliError),
}

/// What a run goes by.
#[derive(Clone, Copy)]
pub(crate) struct Setup<'a> {
    /// The rules of each input.
    pub(crate) profiles: &'a Profiles,
    /// How to read notes.
    pub(crate) options: ParseOptions,
    /// The project's own words.
    pub(crate) spelling: &'a SpellingSettings,
    /// The root of notes that no repository holds.
    pub(crate) root: &'a Path,
    /// What the run names: the roots of notes that lie elsewhere.
    pub(crate) named: &'a [PathBuf],
    /// What becomes of hints.
    pub(crate) hints: Hints,
}

/// Checks the inputs.
pub(crate) fn check(inputs: &[Input], setup: Setup<'_>) -> Checked {
    let mut corpus = Corpus::default();
    corpus.configure_spelling(setup.spelling.clone());
    corpus.reserve(inputs.len());
    let mut files = Vec::new();
    let mut of_facts = Vec::new();
    let mut problems = Vec::new();
    let mut hints = 0;
    let room = Room::default();
    let mut set_of = Vec::new();
    let with_sets: Vec<(&Input, usize)> =
        inputs.iter().zip(setup.profiles.of_input.iter().copied()).collect();
    for batch in with_sets.chunks(BATCH) {
        let visits =
            parallel::map(batch, |&(input, set)| visit(input, &setup.profiles.sets[set], setup, &room));
        for (&(input, set), visit) in batch.iter().zip(visits) {
            match visit {
                Visit::Checked { text, report } => {
                    let NoteReport { diagnostics: findings, hints: own, facts } = *report;
                    corpus.add(facts);
                    hints += own;
                    of_facts.push(files.len());
                    set_of.push(set);
                    files.push(CheckedFile { input: input.clone(), text, findings });
                }
                Visit::Finding(finding) => {
                    let text = CheckedText::default();
                    files.push(CheckedFile { input: input.clone(), text, findings: vec![finding] });
                }
                Visit::Problem(problem) => problems.push(problem),
            }
        }
    }
    corpus.look_up_links(&FileTree::new(setup.root, setup.named, setup.options));
    let report = check_corpus(&corpus, &setup.profiles.sets, &set_of, setup.hints);
    hints += report.hints;
    for (index, finding) in report.diagnostics {
        files[of_facts[index]].findings.push(finding);
    }
    let addresses = Addresses::of(&corpus);
    for (index, (facts, &file)) in corpus.files().iter().zip(&of_facts).enumerate() {
        let mut findings = std::mem::take(&mut files[file].findings);
        addresses.guard(index, &mut findings);
        files[file].findings = finish(findings, &facts.suppressions);
    }
    Checked { files, problems, hints }
}

fn visit(input: &Input, rules: &RuleSet, setup: Setup<'_>, room: &Room) -> Visit {
    let text = match load::load(input) {
        Ok(text) => text,
        Err(LoadError::NotText(not_text)) => return Visit::Finding(not_text_finding(not_text)),
        Err(LoadError::Io(error)) => return Visit::Problem(CliError::io("read", &input.display, error)),
    };
    let started = Instant::now();
    let checked = catch_unwind(AssertUnwindSafe(|| {
        let document =
            Document::parse_until(text, &setup.options, &|| started.elapsed() > TIME_LIMIT).ok()?;
        let report = check_note(&Note::new(&input.display, &document), rules, setup.hints);
        let (text, lines) = document.into_source();
        Some(Visit::Checked { text: room.keep(text, lines), report: Box::new(report) })
    }));
    match checked {
        Ok(Some(visit)) => visit,
        Ok(None) => Visit::Finding(own_finding(
            "notesmith/time-limit",
            format!("parsing was stopped after {} seconds", TIME_LIMIT.as_secs()),
            "nothing that a person writes takes that long; leave the file out with `[files] exclude`"
                .to_owned(),
        )),
        Err(_) => Visit::Problem(CliError::usage(
            format!("internal error while checking {}", input.display),
            "this is a fault of notesmith; please report it with the file",
        )),
    }
}

fn not_text_finding(not_text: NotText) -> Diagnostic {
    own_finding("notesmith/not-text", not_text.message, not_text.help)
}

/// Makes a finding about a file as a whole.
fn own_finding(rule: &'static str, message: String, help: String) -> Diagnostic {
    Diagnostic {
        rule: Cow::Borrowed(rule),
        alias: None,
        severity: Severity::Error,
        message,
        help: Some(help),
        span: Span::default(),
        suggestions: Vec::new(),
        related: Vec::new(),
        fixes: Vec::new(),
    }
}
