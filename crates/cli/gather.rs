//! Cards of all notes: each file read, parsed and turned into cards, in parallel; in the order of the files.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use notesmith_export::{Card, CardOptions, Note, cards_of};
use notesmith_parse::{Document, ParseOptions};

use crate::Outcome;
use crate::args::FileArgs;
use crate::config::{self, CardRules, Config};
use crate::discover::{discover, display};
use crate::error::CliError;
use crate::escape::escape;
use crate::load::{self, Input, LoadError};
use crate::{output, parallel};

/// What a run gathered.
pub(crate) struct Gathered {
    /// The configuration of the run.
    pub(crate) config: Config,
    /// How keys of files are made.
    pub(crate) roots: Roots,
    /// The files that were looked at: key and path, which standard input has not.
    pub(crate) paths: Vec<(String, Option<PathBuf>)>,
    /// The cards, by file and line.
    pub(crate) cards: Vec<Card>,
    /// The files that could not be read.
    pub(crate) problems: Vec<CliError>,
}

/// Gathers the cards of the files that the arguments name.
pub(crate) fn gather(args: &FileArgs) -> Result<Gathered, CliError> {
    let config = config::load_for(args)?;
    let found = discover(args, &config.root, &config.files.exclude)?;
    let rules = CardRules::new(&config)?;
    let roots = Roots::new(&config.root, &args.paths);
    let visits = parallel::map(&found.inputs, |input| {
        let key = roots.key_of(input);
        let cards = rules.of(&key).map_or(Ok(Vec::new()), |options| visit(input, &key, &options));
        cards.map(|cards| ((key, input.path.clone()), cards))
    });
    let (mut paths, mut problems) = (Vec::new(), found.problems);
    // Growing would hold all cards twice for a moment.
    let mut cards = Vec::with_capacity(visits.iter().flatten().map(|(_, cards)| cards.len()).sum());
    for visit in visits {
        match visit {
            Ok((path, found)) => {
                paths.push(path);
                cards.extend(found);
            }
            Err(problem) => problems.push(problem),
        }
    }
    Ok(Gathered { config, roots, paths, cards, problems })
}

/// Shows what could not be read; a run with such a problem has failed.
pub(crate) fn show_problems(problems: &[CliError]) -> Outcome {
    for problem in problems {
        output::error(problem);
    }
    if problems.is_empty() { Outcome::Clean } else { Outcome::Failed }
}

/// Parses one input.
pub(crate) fn parse(input: &Input, options: ParseOptions) -> Result<Document, CliError> {
    let text = load::load(input).map_err(|error| match error {
        LoadError::NotText(not_text) => {
            CliError::usage(format!("{}: {}", input.display, not_text.message), not_text.help)
        }
        LoadError::Io(error) => CliError::io("read", &input.display, error),
    })?;
    Ok(Document::parse(text, &options))
}

/// Gives the cards of a text that is in no file.
pub(crate) fn cards_of_text(key: &str, text: String, options: &CardOptions) -> Vec<Card> {
    cards_of(&Document::parse(text, &options.parse), &Note { path: key, key }, options)
}

fn visit(input: &Input, key: &str, options: &CardOptions) -> Result<Vec<Card>, CliError> {
    catch_unwind(AssertUnwindSafe(|| {
        let document = parse(input, options.parse)?;
        Ok(cards_of(&document, &Note { path: &input.display, key }, options))
    }))
    .unwrap_or_else(|_| {
        Err(CliError::usage(
            format!("internal error in the cards of {}", input.display),
            "this is a fault of notesmith; please report it with the file",
        ))
    })
}

/// The lock of cards, by whose folder the root of notes is known where nothing else marks it.
pub(crate) const LOCK: &str = "notesmith.cards.lock";

/// The folders that keys of files start from.
pub(crate) struct Roots {
    /// The root of the notes.
    project: PathBuf,
    /// Whether something marks it: Git, a configuration or a lock of cards.
    is_marked: bool,
    /// The folders that the arguments name.
    folders: Vec<PathBuf>,
    /// All that the arguments name.
    named: Vec<PathBuf>,
}

impl Roots {
    fn new(project: &Path, paths: &[PathBuf]) -> Self {
        let canonical = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let named: Vec<PathBuf> = paths.iter().map(|path| canonical(path)).collect();
        let folders = named.iter().filter(|path| path.is_dir()).cloned().collect();
        let here = canonical(project);
        let mut roots = Self { is_marked: is_marked(&here), project: here, folders, named };
        if let Some(root) = roots.common_root().filter(|_| !roots.is_marked) {
            (roots.project, roots.is_marked) = (root, true);
        }
        roots
    }

    /// Gives the marked root that all named files and folders share; without names, that of the folder of the run.
    fn common_root(&self) -> Option<PathBuf> {
        let mut paths = self.named.iter().map(PathBuf::as_path);
        let first = marked_root(paths.next().unwrap_or(&self.project))?;
        paths.all(|path| marked_root(path) == Some(first)).then(|| first.to_owned())
    }

    /// Gives the root of the notes.
    pub(crate) fn project(&self) -> &Path {
        &self.project
    }

    /// Says that ids of cards depend on the folder of the run, where they do.
    pub(crate) fn warning(&self) -> Option<String> {
        (!self.is_marked).then(|| {
            format!(
                "nothing marks the root of these notes, so ids are made of paths below {}: exported from another \
                 folder, these would be other cards; `notesmith init` in the root keeps them",
                escape(&display(&self.project))
            )
        })
    }

    /// Tells whether the arguments name the file with a key, or a folder around it.
    pub(crate) fn names(&self, key: &str) -> bool {
        let path = self.project.join(key);
        self.named.iter().any(|named| path.starts_with(named))
    }

    /// Gives the path of a file from the root of the notes; of a file outside it from the root of its own repository,
    /// else from the folder that was named, else its name.
    fn key_of(&self, input: &Input) -> String {
        let Some(path) = &input.path else { return input.display.clone() };
        let path = path.canonicalize().unwrap_or_else(|_| path.clone());
        let named = || self.folders.iter().map(PathBuf::as_path).find(|folder| path.starts_with(folder));
        let root = if path.starts_with(&self.project) {
            Some(self.project.as_path())
        } else {
            marked_root(&path).or_else(named)
        };
        let name = || path.file_name().map(PathBuf::from).unwrap_or_default();
        let relative = root.and_then(|root| path.strip_prefix(root).ok()).map_or_else(name, Path::to_owned);
        display(&relative)
    }
}

/// Tells whether a folder is the root of a repository or of a configured project.
fn is_marked(folder: &Path) -> bool {
    folder.join(".git").exists() || folder.join("notesmith.toml").is_file()
}

/// Gives the nearest root around a path: of a repository or a configured project, else the folder of a lock.
fn marked_root(path: &Path) -> Option<&Path> {
    let nearest = |is_root: &dyn Fn(&Path) -> bool| path.ancestors().find(|folder| is_root(folder));
    nearest(&is_marked).or_else(|| nearest(&|folder| folder.join(LOCK).is_file()))
}
