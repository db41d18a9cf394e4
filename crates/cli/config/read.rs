//! Configuration read strictly: an unknown key is an error with a proposal.

use std::collections::BTreeSet;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use notesmith_diagnostic::Severity;
use notesmith_lint::{Layer, Level, Pattern, RuleSetting};
use notesmith_parse::ParseOptions;
use toml::{Spanned, Value};

use crate::args::FileArgs;
use crate::config::check;
use crate::config::document::{ConfigFile, FilesSection, PatternSection, RuleTable, outer_schema};
use crate::config::find::{find_config, nearest_config, project_root};
use crate::config::source::Source;
use crate::config::{ExportSection, LinksSection, SpellingSection};
use crate::discover::display;
use crate::error::CliError;

/// A configuration of more bytes than this is refused.
const TOO_LARGE: u64 = 1 << 20;

/// The configuration of a run.
#[derive(Debug, Default)]
pub(crate) struct Config {
    /// The folder that globs and root-relative links start from.
    pub(crate) root: PathBuf,
    /// The file it was read from.
    pub(crate) path: Option<PathBuf>,
    /// Which files are notes.
    pub(crate) files: FilesSection,
    /// How the web is asked about links; what extends is stronger.
    pub(crate) links: LinksSection,
    /// The project's own words, those of all files.
    pub(crate) spelling: SpellingSection,
    /// Which notes become cards, and how.
    pub(crate) export: ExportSection,
    /// Dictionaries of prh; those of the file come before those of what it extends.
    pub(crate) prh_files: Vec<String>,
    /// Levels and options, weakest first: what the file extends, then the file.
    pub(crate) layers: Vec<Layer>,
    /// Other levels and options for some files, weakest first.
    pub(crate) overrides: Vec<ForPaths<Layer>>,
    /// The user's rules.
    pub(crate) patterns: Vec<ForPaths<Option<Pattern>>>,
    /// The files, as many as layers.
    sources: Vec<Source>,
}

/// Something that is for some files only.
#[derive(Debug)]
pub(crate) struct ForPaths<T> {
    /// Globs relative to the root; none means all files.
    pub(crate) paths: Vec<String>,
    /// What it is.
    pub(crate) value: T,
}

impl Config {
    /// Gives how to read notes.
    pub(crate) fn parse_options(&self) -> ParseOptions {
        let anchors = self.links.anchors.map(Into::into).unwrap_or_default();
        ParseOptions { wiki_links: self.files.wiki_links, anchors }
    }

    /// Makes an error about the setting of a rule.
    pub(crate) fn rule_error(&self, name: &str, message: String, help: Option<String>) -> CliError {
        match self.sources.iter().rev().find(|source| source.places.contains_key(name)) {
            Some(source) => source.error(message, help, source.places.get(name).cloned()),
            None => CliError::usage(
                message,
                help.unwrap_or_else(|| "list the rules with `notesmith explain`".to_owned()),
            ),
        }
    }

    /// Makes an error about a text that stands in one of the files.
    pub(crate) fn error_at(&self, text: &str, message: String, help: &str) -> CliError {
        let place = |source: &Source| source.text.find(text).map(|at| at..at + text.len());
        let found = self.sources.iter().rev().find_map(|source| Some((source, place(source)?)));
        match found {
            Some((source, place)) => source.error(message, Some(help.to_owned()), Some(place)),
            None => CliError::usage(message, help),
        }
    }

    /// Gives what the files set outside the tables of rules, weakest first: each as a line of TOML, with its place.
    pub(crate) fn set_values(&self) -> Vec<(String, String)> {
        self.sources.iter().flat_map(Source::set_values).collect()
    }

    /// Gives the place of a rule's setting in a layer: `notesmith.toml:12`.
    pub(crate) fn place(&self, layer: usize, name: &str) -> String {
        self.sources[layer].place(name)
    }
}

/// Loads the configuration: the file that was named, or the nearest one, or none.
pub(crate) fn load(named: Option<&Path>) -> Result<Config, CliError> {
    let here = here()?;
    let path = named.map(Path::to_owned).or_else(|| find_config(&here));
    let root = project_root(&here, path.as_deref().filter(|_| named.is_none()));
    load_from(path, root, &here)
}

/// Loads the configuration for the files that are named: that of [`load`], unless one nearer to all of them is found.
pub(crate) fn load_for(args: &FileArgs) -> Result<Config, CliError> {
    let mut nearest =
        args.paths.iter().filter(|path| path.as_os_str() != "-").map(|path| nearest_config(path));
    match nearest.next().flatten() {
        Some(path) if args.config.is_none() && nearest.all(|other| other.as_ref() == Some(&path)) => {
            load_file(path)
        }
        _ => load(args.config.as_deref()),
    }
}

/// Loads the configuration of a project: a `notesmith.toml` whose folder is the root.
pub(crate) fn load_file(path: PathBuf) -> Result<Config, CliError> {
    let here = here()?;
    let root = project_root(&here, Some(&path));
    load_from(Some(path), root, &here)
}

fn here() -> Result<PathBuf, CliError> {
    std::env::current_dir().map_err(|error| CliError::io("find", ".", error))
}

fn load_from(path: Option<PathBuf>, root: PathBuf, here: &Path) -> Result<Config, CliError> {
    let mut config = Config { root, path: path.clone(), ..Config::default() };
    if let Some(path) = path {
        let text = read_text(&path)?;
        let name = display(path.strip_prefix(here).unwrap_or(&path));
        let folder = path.parent().unwrap_or(here).to_owned();
        add(&mut config, &name, text, Some(&folder))?;
    }
    Ok(config)
}

/// Reads the text of a file that configures something.
pub(crate) fn read_text(path: &Path) -> Result<String, CliError> {
    let mut bytes = Vec::new();
    // Not by its length: a pipe has none, and a device never ends.
    std::fs::File::open(path)
        .and_then(|file| file.take(TOO_LARGE + 1).read_to_end(&mut bytes))
        .map_err(|error| CliError::io("read", path, error))?;
    if bytes.len() as u64 > TOO_LARGE {
        return Err(CliError::usage(
            format!("{} is too long; at most {TOO_LARGE} bytes are read", display(path)),
            "a configuration is a page of text",
        ));
    }
    String::from_utf8(bytes).map_err(|error| {
        CliError::usage(
            format!("{} is not UTF-8 at byte {}", display(path), error.utf8_error().valid_up_to()),
            "save it as UTF-8",
        )
    })
}

/// Says what is wrong with the text of a `notesmith.toml`.
pub(crate) fn fault_in(text: &str) -> Option<String> {
    check::check(text, &outer_schema()).err().map(|fault| fault.message)
}

/// Adds one file to the configuration; `folder` is where what it extends is looked for, `None` where it may not.
fn add(config: &mut Config, name: &str, text: String, folder: Option<&Path>) -> Result<(), CliError> {
    let mut source = Source { name: name.to_owned(), text, places: std::collections::BTreeMap::new() };
    check::check(&source.text, &outer_schema())
        .map_err(|fault| source.error(fault.message, fault.help, Some(fault.span)))?;
    let file: ConfigFile = toml::from_str(&source.text)
        .map_err(|error: toml::de::Error| source.error(error.message().to_owned(), None, error.span()))?;
    if let Some(other) = &file.extends {
        extend(config, &source, other, folder)?;
    }
    let layer = read_rules(&mut source, file.rules)?;
    for section in file.overrides {
        let value = read_rules(&mut source, section.rules)?;
        config.overrides.push(ForPaths { paths: section.paths, value });
    }
    let mut names = BTreeSet::new();
    for section in file.patterns {
        if !names.insert(section.name.get_ref().clone()) {
            let message = format!("there are two patterns `{}`", section.name.get_ref());
            return Err(source.error(
                message,
                Some("give each its own name".to_owned()),
                Some(section.name.span()),
            ));
        }
        let (paths, value) = (section.paths.clone(), pattern(&source, section)?);
        config.patterns.push(ForPaths { paths, value });
    }
    config.files.exclude.extend(file.files.exclude);
    config.files.wiki_links |= file.files.wiki_links;
    config.links.add(file.links);
    config.spelling.add(file.spelling);
    config.export.add(file.export);
    config.prh_files.splice(0..0, file.ja.prh.files);
    config.layers.push(layer);
    config.sources.push(source);
    Ok(())
}

/// Adds the file that `source` extends; it must lie in the project and extend nothing itself.
fn extend(config: &mut Config, source: &Source, other: &str, folder: Option<&Path>) -> Result<(), CliError> {
    let refuse = |message: String, help: &str| {
        let span = source.text.find(other).map(|at| at..at + other.len());
        source.error(message, Some(help.to_owned()), span)
    };
    let Some(folder) = folder else {
        return Err(refuse(
            format!("{} extends another file", source.name),
            "a file that is extended extends nothing",
        ));
    };
    let path = folder.join(other);
    let inside = path.canonicalize().is_ok_and(|path| {
        path.is_file() && config.root.canonicalize().is_ok_and(|root| path.starts_with(root))
    });
    if !inside {
        return Err(refuse(
            format!("there is no file `{other}` in this project"),
            "name a file beside this one",
        ));
    }
    let text = read_text(&path)?;
    add(config, other, text, None)
}

fn read_rules(source: &mut Source, table: RuleTable) -> Result<Layer, CliError> {
    let mut layer = Layer::new();
    for (rule, value) in table {
        let place = value.span();
        let setting = rule_setting(value).map_err(|(message, help)| {
            source.error(format!("`{rule}`: {message}"), Some(help), Some(place.clone()))
        })?;
        layer.insert(rule.clone(), setting);
        source.places.insert(rule, place);
    }
    Ok(layer)
}

/// Makes a pattern; `None` where its level is off.
fn pattern(source: &Source, section: PatternSection) -> Result<Option<Pattern>, CliError> {
    let span = section.regex.span();
    let refuse =
        |message: String, help: &str| source.error(message, Some(help.to_owned()), Some(span.clone()));
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let name = section.name.get_ref();
    if name.is_empty() || !name.chars().all(plain) {
        let message = format!("`{}` is no name for a pattern", crate::escape::escape(name));
        let help = "use lower-case letters, digits and hyphens".to_owned();
        return Err(source.error(message, Some(help), Some(section.name.span())));
    }
    let severity = section.level.severity();
    let replacement = section.replacement;
    let at = severity.unwrap_or(Severity::Hint);
    let pattern = Pattern::new(name, section.regex.get_ref(), &section.message, replacement, at)
        .map_err(|message| refuse(format!("patterns/{name}: {message}"), "mend the expression"))?;
    Ok(severity.map(|_| pattern))
}

/// Reads `"off"` or `{ level = "hint", option = … }`.
fn rule_setting(value: Spanned<Value>) -> Result<RuleSetting, (String, String)> {
    match value.into_inner() {
        Value::String(level) => Ok(RuleSetting { level: Some(level_named(&level)?), options: None }),
        Value::Table(mut table) => {
            let level = match table.remove("level") {
                None => None,
                Some(Value::String(level)) => Some(level_named(&level)?),
                Some(other) => return Err(level_error(&other.to_string())),
            };
            let options = if table.is_empty() { None } else { Some(serde_json::to_value(&table)) };
            let options =
                options.transpose().map_err(|error| (error.to_string(), "write plain values".to_owned()))?;
            Ok(RuleSetting { level, options })
        }
        other => Err(level_error(&other.to_string())),
    }
}

fn level_named(name: &str) -> Result<Level, (String, String)> {
    [Level::Off, Level::Hint, Level::Warning, Level::Error]
        .into_iter()
        .find(|level| level.name() == name)
        .ok_or_else(|| level_error(name))
}

fn level_error(found: &str) -> (String, String) {
    let help = "write \"error\", \"warning\", \"hint\" or \"off\", or a table with `level` and options";
    (format!("{found} is no level"), help.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Config, CliError> {
        let mut config = Config::default();
        add(&mut config, "notesmith.toml", text.to_owned(), None).map(|()| config)
    }

    fn check(text: &str, message: &str, help: &str) {
        let error = parse(text).expect_err("this is wrong");
        let CliError::Config(error) = error else { panic!("{error:?}") };
        assert!(error.message.contains(message), "{} in {text}", error.message);
        assert_eq!(error.help.as_deref(), Some(help), "{text}");
        assert!(error.span.is_some(), "{text}");
    }

    #[test]
    fn faults_name_the_remedy() {
        check("[file]\nexclude = []\n", "there is no key `file`", "did you mean `files`?");
        check("[files]\nexlude = []\n", "there is no key `exlude` in `files`", "did you mean `exclude`?");
        let levels = "write \"error\", \"warning\", \"hint\" or \"off\", or a table with `level` and options";
        check("[rules]\nspelling = \"of\"\n", "`rules.spelling`: \"of\" is no level", levels);
        check("[rules]\nspelling = 3\n", "`rules.spelling`: 3 is no level", levels);
        let pattern = "[[patterns]]\nname = \"x\"\nmessage = \"m\"\nregex = ";
        check(&format!("{pattern}\"(\""), "patterns/x", "mend the expression");
        check(&format!("{pattern}\"(a{{999}}){{999}}\""), "bytes", "mend the expression");
        check("extends = \"x.toml\"\n", "extends another file", "a file that is extended extends nothing");
    }

    #[test]
    fn reads_levels_and_options() {
        let config = parse("[rules]\nheadings = \"off\"\nMD009 = { level = \"hint\", br-spaces = 0 }\n");
        let config = config.expect("this is right");
        assert_eq!(config.layers[0]["headings"], RuleSetting { level: Some(Level::Off), options: None });
        let options = serde_json::json!({ "br-spaces": 0 });
        assert_eq!(
            config.layers[0]["MD009"],
            RuleSetting { level: Some(Level::Hint), options: Some(options) }
        );
    }
}
