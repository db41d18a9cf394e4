//! Configuration read strictly: an unknown key is an error with a proposal.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use miette::NamedSource;
use notesmith_lint::{Level, RuleSetting};
use toml::{Spanned, Value};

use crate::config::{ConfigFile, FilesSection, find_config, project_root};
use crate::discover::display;
use crate::error::{CliError, ConfigError};

/// A configuration of more bytes than this is refused.
const TOO_LARGE: u64 = 1 << 20;

/// The configuration of a run.
#[derive(Debug, Default)]
pub(crate) struct Config {
    /// The folder that globs and root-relative links start from.
    pub(crate) root: PathBuf,
    /// Which files are notes.
    pub(crate) files: FilesSection,
    /// Levels and options by rule, group or alias.
    pub(crate) rules: BTreeMap<String, RuleSetting>,
    /// The file, its text and the place of each rule's setting, for errors that come later.
    source: Option<Source>,
}

#[derive(Debug)]
struct Source {
    name: String,
    text: String,
    places: BTreeMap<String, Range<usize>>,
}

impl Config {
    /// Makes an error about the setting of a rule.
    pub(crate) fn rule_error(&self, name: &str, message: String, help: Option<String>) -> CliError {
        match &self.source {
            Some(source) if source.places.contains_key(name) => {
                let help = help.or_else(|| did_you_mean(&message));
                config_error(&source.name, &source.text, message, help, source.places.get(name).cloned())
            }
            _ => CliError::usage(
                message,
                help.unwrap_or_else(|| "list the rules with `notesmith explain`".to_owned()),
            ),
        }
    }
}

/// Loads the configuration: the file that was named, or the nearest one, or none.
pub(crate) fn load(named: Option<&Path>) -> Result<Config, CliError> {
    let here = std::env::current_dir().map_err(|error| CliError::io("find", ".", error))?;
    let path = named.map(Path::to_owned).or_else(|| find_config(&here));
    let root = project_root(&here, path.as_deref().filter(|_| named.is_none()));
    let Some(path) = path else { return Ok(Config { root, ..Config::default() }) };
    let length = std::fs::metadata(&path).map_err(|error| CliError::io("read", &path, error))?.len();
    if length > TOO_LARGE {
        return Err(CliError::usage(
            format!("{} has {length} bytes; at most {TOO_LARGE} are read", display(&path)),
            "a configuration is a page of text",
        ));
    }
    let text = std::fs::read_to_string(&path).map_err(|error| CliError::io("read", &path, error))?;
    let name = display(path.strip_prefix(&here).unwrap_or(&path));
    parse(&name, text, root)
}

fn parse(name: &str, text: String, root: PathBuf) -> Result<Config, CliError> {
    let file: ConfigFile = toml::from_str(&text).map_err(|error: toml::de::Error| {
        let message = error.message().to_owned();
        config_error(name, &text, message.clone(), did_you_mean(&message), error.span())
    })?;
    let mut rules = BTreeMap::new();
    let mut places = BTreeMap::new();
    for (rule, value) in file.rules {
        let place = value.span();
        let setting = rule_setting(value).map_err(|(message, help)| {
            config_error(name, &text, format!("`{rule}`: {message}"), Some(help), Some(place.clone()))
        })?;
        rules.insert(rule.clone(), setting);
        places.insert(rule, place);
    }
    let source = Some(Source { name: name.to_owned(), text, places });
    Ok(Config { root, files: file.files, rules, source })
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

fn config_error(
    name: &str,
    text: &str,
    message: String,
    help: Option<String>,
    span: Option<Range<usize>>,
) -> CliError {
    let source = NamedSource::new(name, text.to_owned());
    CliError::Config(Box::new(ConfigError { message, help, source, span }))
}

/// Gives "did you mean" from serde's message about an unknown key and those that it knows.
fn did_you_mean(message: &str) -> Option<String> {
    let mut names = message.split('`').skip(1).step_by(2);
    let unknown = names.next().filter(|_| message.contains("unknown"))?;
    let (distance, nearest) = names.map(|name| (strsim::osa_distance(name, unknown), name)).min()?;
    (distance <= 1 + unknown.len() / 3).then(|| format!("did you mean `{nearest}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, message: &str, help: &str) {
        let error = parse("notesmith.toml", text.to_owned(), PathBuf::new()).expect_err("this is wrong");
        let CliError::Config(error) = error else { panic!("{error:?}") };
        assert!(error.message.contains(message), "{} in {text}", error.message);
        assert_eq!(error.help.as_deref(), Some(help), "{text}");
        assert!(error.span.is_some(), "{text}");
    }

    #[test]
    fn faults_name_the_remedy() {
        check("[file]\nexclude = []\n", "unknown field `file`", "did you mean `files`?");
        check("[files]\nexlude = []\n", "unknown field `exlude`", "did you mean `exclude`?");
        let levels = "write \"error\", \"warning\", \"hint\" or \"off\", or a table with `level` and options";
        check("[rules]\nspelling = \"of\"\n", "`spelling`: of is no level", levels);
        check("[rules]\nspelling = 3\n", "`spelling`: 3 is no level", levels);
    }

    #[test]
    fn reads_levels_and_options() {
        let text = "[rules]\nheadings = \"off\"\nMD009 = { level = \"hint\", br-spaces = 0 }\n";
        let config = parse("notesmith.toml", text.to_owned(), PathBuf::new()).expect("this is right");
        assert_eq!(config.rules["headings"], RuleSetting { level: Some(Level::Off), options: None });
        let options = serde_json::json!({ "br-spaces": 0 });
        assert_eq!(config.rules["MD009"], RuleSetting { level: Some(Level::Hint), options: Some(options) });
    }
}
