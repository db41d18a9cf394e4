//! Which rules run, at which level, with which options.

use std::collections::BTreeMap;

use notesmith_diagnostic::Severity;
use serde_json::Value;

use crate::rule::{AnyOptions, Level, Rule, all_rules};

/// What configuration says of one rule, group or alias.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RuleSetting {
    /// The level; `None` keeps the rule's own.
    pub level: Option<Level>,
    /// The options as a JSON object; `None` keeps the defaults.
    pub options: Option<Value>,
}

/// A setting that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsError {
    /// The name of the rule as configuration has it.
    pub name: String,
    /// What is wrong with it.
    pub message: String,
    /// What was probably meant.
    pub suggestion: Option<String>,
}

/// A rule that runs.
pub struct ActiveRule {
    /// The rule.
    pub rule: &'static Rule,
    /// The severity of its findings.
    pub severity: Severity,
    /// Its options.
    pub options: AnyOptions,
}

/// The rules of a run, sorted by id.
pub struct RuleSet {
    rules: Vec<ActiveRule>,
}

impl RuleSet {
    /// Makes the rules from settings by name: ids, groups and aliases; a group is weaker than a rule.
    ///
    /// # Errors
    /// All names that are no rule, and all options that a rule refuses.
    pub fn new(settings: &BTreeMap<String, RuleSetting>) -> Result<Self, Vec<SettingsError>> {
        let mut errors = unknown_names(settings);
        let mut rules = Vec::new();
        for &rule in all_rules() {
            match resolve(rule, settings) {
                Ok(Some(active)) => rules.push(active),
                Ok(None) => {}
                Err(error) => errors.push(error),
            }
        }
        if errors.is_empty() { Ok(Self { rules }) } else { Err(errors) }
    }

    /// Gives the rules that run.
    pub fn rules(&self) -> &[ActiveRule] {
        &self.rules
    }
}

/// Finds what settings say of a rule: by group, then by alias, then by id.
fn resolve(
    rule: &'static Rule,
    settings: &BTreeMap<String, RuleSetting>,
) -> Result<Option<ActiveRule>, SettingsError> {
    let by_alias =
        settings.iter().filter(|(name, _)| *name != rule.group() && *name != rule.id && rule.is_named(name));
    let layers = settings
        .get_key_value(rule.group())
        .into_iter()
        .chain(by_alias)
        .chain(settings.get_key_value(rule.id));
    let mut level = rule.level;
    let mut options = None;
    for (name, setting) in layers {
        level = setting.level.unwrap_or(level);
        if let Some(value) = &setting.options {
            options = Some((name, value));
        }
    }
    let parsed = match options {
        Some((name, value)) if name != rule.group() => (rule.parse_options)(value)
            .map_err(|message| SettingsError { name: name.clone(), message, suggestion: None })?,
        _ => (rule.parse_options)(&Value::Object(serde_json::Map::new()))
            .map_err(|message| SettingsError { name: rule.id.to_owned(), message, suggestion: None })?,
    };
    Ok(level.severity().map(|severity| ActiveRule { rule, severity, options: parsed }))
}

fn unknown_names(settings: &BTreeMap<String, RuleSetting>) -> Vec<SettingsError> {
    settings
        .keys()
        .filter(|name| !all_rules().iter().any(|rule| rule.is_named(name)))
        .map(|name| SettingsError {
            name: name.clone(),
            message: "there is no rule, group or alias of this name".to_owned(),
            suggestion: closest(name),
        })
        .collect()
}

/// Gives the rule or group whose name is nearest, if one is near.
fn closest(name: &str) -> Option<String> {
    let candidates = all_rules().iter().flat_map(|rule| {
        let short = rule.id.split('/').nth(1).unwrap_or(rule.id);
        [(rule.id, rule.id), (short, rule.id), (rule.group(), rule.group())]
    });
    candidates
        .map(|(candidate, full)| (strsim::osa_distance(candidate, name), full))
        .min()
        .filter(|&(distance, full)| distance <= 1 + full.len() / 6)
        .map(|(_, full)| full.to_owned())
}
