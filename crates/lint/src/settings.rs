//! Which rules run, at which level, with which options: layers of settings, later ones stronger.

use std::collections::BTreeMap;
use std::sync::Arc;

use notesmith_diagnostic::Severity;
use serde_json::Value;

use crate::pattern::Pattern;
use crate::prh::Prh;
use crate::rule::{AnyOptions, Check, Level, Rule, all_rules};
use crate::web_rules::WEB_RULES;

/// What configuration says of one rule, group or alias.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RuleSetting {
    /// The level; `None` keeps what a weaker layer says.
    pub level: Option<Level>,
    /// The options as a JSON object; `None` keeps what a weaker layer says.
    pub options: Option<Value>,
}

/// One layer of settings, by id, alias or group; in a layer a group is weaker than a rule.
pub type Layer = BTreeMap<String, RuleSetting>;

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
#[derive(Debug)]
pub struct ActiveRule {
    /// The rule.
    pub rule: &'static Rule,
    /// The severity of its findings.
    pub severity: Severity,
    /// Its options.
    pub options: AnyOptions,
}

/// The rules and user patterns of a run, or of some of its files; the rules are sorted by id.
#[derive(Debug, Default)]
pub struct RuleSet {
    rules: Vec<ActiveRule>,
    /// The groups of the rules.
    groups: Vec<&'static str>,
    patterns: Vec<Pattern>,
    dictionary: Option<Arc<Prh>>,
    layers: Vec<Layer>,
}

impl RuleSet {
    /// Makes the rules from layers of settings, weakest first.
    ///
    /// # Errors
    /// All names that are no rule, and all options that a rule refuses.
    pub fn new(layers: Vec<Layer>) -> Result<Self, Vec<SettingsError>> {
        let mut errors: Vec<_> = layers.iter().flat_map(unknown_names).collect();
        let mut rules = Vec::new();
        let named: Vec<_> = layers.iter().map(Named::of).collect();
        for &rule in all_rules() {
            match resolve(rule, &named) {
                Ok(Some(active)) => rules.push(active),
                Ok(None) => {}
                Err(error) => errors.push(error),
            }
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        // Sorted by id, the rules of a group follow each other.
        let mut groups: Vec<&str> = rules.iter().map(|active| active.rule.group()).collect();
        groups.dedup();
        Ok(Self { rules, groups, patterns: Vec::new(), dictionary: None, layers })
    }

    /// Adds the user's patterns.
    #[must_use]
    pub fn with_patterns(mut self, patterns: Vec<Pattern>) -> Self {
        self.patterns = patterns;
        self
    }

    /// Adds the project's dictionary, if it has one.
    #[must_use]
    pub fn with_dictionary(mut self, dictionary: Option<Arc<Prh>>) -> Self {
        self.dictionary = dictionary;
        self
    }

    /// Makes the rules of one file from these and a stronger layer.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn layered(&self, layer: Layer) -> Result<Self, Vec<SettingsError>> {
        let mut layers = self.layers.clone();
        layers.push(layer);
        let rules = Self::new(layers)?.with_patterns(self.patterns.clone());
        Ok(rules.with_dictionary(self.dictionary.clone()))
    }

    /// Gives the rules that run.
    pub fn rules(&self) -> &[ActiveRule] {
        &self.rules
    }

    /// Gives the rule with this id, if it runs.
    pub fn rule(&self, id: &str) -> Option<&ActiveRule> {
        self.rules.binary_search_by(|active| active.rule.id.cmp(id)).ok().map(|at| &self.rules[at])
    }

    /// Tells whether a rule of this group runs.
    pub fn has_group(&self, group: &str) -> bool {
        self.groups.contains(&group)
    }

    /// Gives the level that configuration names for one of [`WEB_RULES`]; the group's level is not for them.
    pub fn web_level(&self, id: &str) -> Option<Level> {
        self.layers.iter().rev().find_map(|layer| layer.get(id)?.level)
    }

    /// Tells whether a rule runs that looks into the project's dictionary.
    pub fn wants_dictionary(&self) -> bool {
        self.rules.iter().any(|active| matches!(active.rule.check, Check::Dictionary(_)))
    }

    /// Gives the project's dictionary.
    pub(crate) fn dictionary(&self) -> Option<&Prh> {
        self.dictionary.as_deref()
    }

    /// Gives the user's patterns.
    pub fn patterns(&self) -> &[Pattern] {
        &self.patterns
    }
}

/// Gives what one layer says of a rule, weakest first: by group, by alias, by id.
pub fn settings_of<'a>(
    rule: &'static Rule,
    layer: &'a Layer,
) -> impl Iterator<Item = (&'a String, &'a RuleSetting)> {
    by_name(rule, layer, layer.iter())
}

/// The same, where `others` are the settings of names that may be aliases.
fn by_name<'a>(
    rule: &'static Rule,
    layer: &'a Layer,
    others: impl Iterator<Item = (&'a String, &'a RuleSetting)>,
) -> impl Iterator<Item = (&'a String, &'a RuleSetting)> {
    let by_alias = others.filter(|(name, _)| rule.has_alias(name));
    layer.get_key_value(rule.group()).into_iter().chain(by_alias).chain(layer.get_key_value(rule.id))
}

/// A layer, and its settings of names that are the id of no rule: flags name every rule, and hardly an alias.
struct Named<'a> {
    layer: &'a Layer,
    others: Vec<(&'a String, &'a RuleSetting)>,
}

impl<'a> Named<'a> {
    fn of(layer: &'a Layer) -> Self {
        let is_id = |name: &str| all_rules().binary_search_by(|rule| rule.id.cmp(name)).is_ok();
        Self { layer, others: layer.iter().filter(|(name, _)| !is_id(name)).collect() }
    }

    fn settings_of(&self, rule: &'static Rule) -> impl Iterator<Item = (&'a String, &'a RuleSetting)> {
        by_name(rule, self.layer, self.others.iter().copied())
    }
}

fn resolve(rule: &'static Rule, layers: &[Named<'_>]) -> Result<Option<ActiveRule>, SettingsError> {
    let mut level = rule.level;
    let mut options: Option<(&str, &Value)> = None;
    for (name, setting) in layers.iter().flat_map(|layer| layer.settings_of(rule)) {
        level = setting.level.unwrap_or(level);
        if let Some(value) = setting.options.as_ref().filter(|_| !rule.is_in_group(name)) {
            options = Some((name, value));
        }
    }
    let none = Value::Object(serde_json::Map::new());
    let (name, value) = options.unwrap_or((rule.id, &none));
    let options = (rule.parse_options)(value).map_err(|message| SettingsError {
        name: name.to_owned(),
        message,
        suggestion: None,
    })?;
    Ok(level.severity().map(|severity| ActiveRule { rule, severity, options }))
}

fn unknown_names(layer: &Layer) -> Vec<SettingsError> {
    layer
        .iter()
        .filter_map(|(name, setting)| {
            let is_web_rule = WEB_RULES.contains(&name.as_str());
            let message = if is_web_rule && setting.options.is_some() {
                "a rule about the web has a level and no options"
            } else if is_web_rule {
                return None;
            } else if !all_rules().iter().any(|rule| rule.is_named(name)) {
                "there is no rule, group or alias of this name"
            } else if setting.options.is_some() && all_rules().iter().any(|rule| rule.is_in_group(name)) {
                "a group has a level only; options belong to a rule"
            } else {
                return None;
            };
            Some(SettingsError {
                name: name.clone(),
                message: message.to_owned(),
                suggestion: closest_rule(name),
            })
        })
        .collect()
}

/// Gives the rule or group whose name is nearest, if one is near and is not the name itself.
pub fn closest_rule(name: &str) -> Option<String> {
    let lower = name.to_lowercase();
    let candidates = all_rules().iter().flat_map(|rule| {
        let short = rule.id.split('/').nth(1).unwrap_or(rule.id);
        [(rule.id, rule.id), (short, rule.id), (rule.group(), rule.group())]
    });
    candidates
        .map(|(candidate, full)| (strsim::osa_distance(candidate, &lower), full))
        .min()
        .filter(|&(distance, full)| full != name && distance <= 1 + full.len() / 6)
        .map(|(_, full)| full.to_owned())
}
