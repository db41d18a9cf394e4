//! Which rules are for which files: configuration, its overrides by path, and flags.

use std::collections::BTreeMap;
use std::path::Path;

use ignore::overrides::{Override, OverrideBuilder};
use notesmith_lint::{Layer, Level, RuleSet, RuleSetting, SettingsError, all_rules};

use crate::config::{Config, ForPaths, dictionary};
use crate::error::CliError;
use crate::load::Input;

/// The rule sets of a run, and which file has which.
#[derive(Debug)]
pub(crate) struct Profiles {
    /// The distinct rule sets; the first is for files without overrides.
    pub(crate) sets: Vec<RuleSet>,
    /// For each input the index of its set.
    pub(crate) of_input: Vec<usize>,
}

impl Profiles {
    /// Works out the rules of each input; `select` and `ignore` are names from flags.
    pub(crate) fn new<'a>(
        config: &Config,
        inputs: impl IntoIterator<Item = &'a Input>,
        select: &[String],
        ignore: &[String],
    ) -> Result<Self, CliError> {
        let flags = from_flags(select, ignore)?;
        let overrides = matchers(config, &config.overrides)?;
        let patterns = matchers(config, &config.patterns)?;
        let plain = make(config, &flags, &[], &all_files(&patterns))?;
        let mut profiles = Self { sets: vec![plain], of_input: Vec::new() };
        let mut known = BTreeMap::from([((Vec::new(), all_files(&patterns)), 0)]);
        for input in inputs {
            if overrides.is_empty() && patterns.is_empty() {
                profiles.of_input.push(0);
                continue;
            }
            let path = absolute(input);
            let key = (matching(&overrides, &path), matching(&patterns, &path));
            let index = if let Some(&index) = known.get(&key) {
                index
            } else {
                profiles.sets.push(make(config, &flags, &key.0, &key.1)?);
                known.insert(key, profiles.sets.len() - 1);
                profiles.sets.len() - 1
            };
            profiles.of_input.push(index);
        }
        if profiles.sets.iter().any(RuleSet::wants_dictionary) {
            let dictionary = dictionary(config)?;
            let with = |set: RuleSet| set.with_dictionary(dictionary.clone());
            profiles.sets = profiles.sets.into_iter().map(with).collect();
        }
        Ok(profiles)
    }

    /// Gives the overrides that are for a file, as indices into [`Config::overrides`]; `None` is a file in no folder.
    pub(crate) fn overrides_of(config: &Config, input: Option<&Input>) -> Result<Vec<usize>, CliError> {
        let overrides = matchers(config, &config.overrides)?;
        Ok(input.map_or_else(|| all_files(&overrides), |input| matching(&overrides, &absolute(input))))
    }
}

fn make(
    config: &Config,
    flags: &Layer,
    overrides: &[usize],
    patterns: &[usize],
) -> Result<RuleSet, CliError> {
    let mut layers = config.layers.clone();
    layers.extend(overrides.iter().map(|&index| config.overrides[index].value.clone()));
    layers.push(flags.clone());
    let rules = RuleSet::new(layers).map_err(|errors| explain(config, errors))?;
    let patterns = patterns.iter().filter_map(|&index| config.patterns[index].value.clone());
    Ok(rules.with_patterns(patterns.collect()))
}

fn explain(config: &Config, errors: Vec<SettingsError>) -> CliError {
    let error = errors.into_iter().next().expect("a refusal has a reason");
    let help = error.suggestion.map(|name| format!("did you mean `{name}`?"));
    config.rule_error(&error.name, format!("`{}`: {}", error.name, error.message), help)
}

/// Makes a layer of `--select` and `--ignore`; a rule that is selected by its own name runs even if it is off.
fn from_flags(select: &[String], ignore: &[String]) -> Result<Layer, CliError> {
    known(select)?;
    known(ignore)?;
    let mut layer = Layer::new();
    for rule in all_rules() {
        let is = |names: &[String]| names.iter().any(|name| rule.is_named(name));
        let by_name = select.iter().any(|name| rule.is_named(name) && !rule.is_in_group(name));
        let level = if is(ignore) || (!select.is_empty() && !is(select)) {
            Some(Level::Off)
        } else if by_name {
            Some(if rule.level == Level::Off { Level::Warning } else { rule.level })
        } else {
            None
        };
        if level.is_some() {
            layer.insert(rule.id.to_owned(), RuleSetting { level, options: None });
        }
    }
    Ok(layer)
}

/// Refuses names on the command line that are no rules.
fn known(names: &[String]) -> Result<(), CliError> {
    match names.iter().find(|name| !all_rules().iter().any(|rule| rule.is_named(name))) {
        None => Ok(()),
        Some(name) => Err(unknown_rule(name)),
    }
}

/// Says that a name is none of a rule, and which one may be meant.
pub(crate) fn unknown_rule(name: &str) -> CliError {
    let help = notesmith_lint::closest_rule(name)
        .map_or("list them with `notesmith explain`".to_owned(), |rule| format!("did you mean `{rule}`?"));
    CliError::usage(format!("there is no rule, group or alias `{name}`"), help)
}

/// The globs of each section; `None` is for all files.
type Matchers = Vec<Option<Override>>;

fn matchers<T>(config: &Config, sections: &[ForPaths<T>]) -> Result<Matchers, CliError> {
    sections
        .iter()
        .map(
            |section| {
                if section.paths.is_empty() { Ok(None) } else { globs(config, &section.paths).map(Some) }
            },
        )
        .collect()
}

/// Makes a matcher of globs that are relative to the root.
fn globs(config: &Config, paths: &[String]) -> Result<Override, CliError> {
    let mut builder = OverrideBuilder::new(&config.root);
    for glob in paths {
        builder.add(glob).map_err(|error| bad_glob(glob, &error))?;
    }
    builder.build().map_err(|error| bad_glob(&paths.join(", "), &error))
}

/// Tells for each input whether one of the globs is for it; no globs are for all.
pub(crate) fn are_for<'a>(
    config: &Config,
    paths: &[String],
    inputs: impl IntoIterator<Item = &'a Input>,
) -> Result<Vec<bool>, CliError> {
    let globs = globs(config, paths)?;
    let is_for = |input: &Input| paths.is_empty() || globs.matched(absolute(input), false).is_whitelist();
    Ok(inputs.into_iter().map(is_for).collect())
}

fn bad_glob(glob: &str, error: &ignore::Error) -> CliError {
    CliError::usage(format!("`paths` holds a bad glob `{glob}`: {error}"), "write it as in .gitignore")
}

fn all_files(matchers: &Matchers) -> Vec<usize> {
    (0..matchers.len()).filter(|&index| matchers[index].is_none()).collect()
}

fn matching(matchers: &Matchers, path: &Path) -> Vec<usize> {
    let is_match = |&index: &usize| {
        matchers[index].as_ref().is_none_or(|globs| globs.matched(path, false).is_whitelist())
    };
    (0..matchers.len()).filter(is_match).collect()
}

fn absolute(input: &Input) -> std::path::PathBuf {
    let path = input.path.clone().unwrap_or_else(|| input.display.clone().into());
    std::path::absolute(&path).unwrap_or(path)
}
