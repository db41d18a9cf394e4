//! markdownlint's configuration in our terms: its files, and its `configure-file` comments.
//!
//! Names, aliases and options are those of its documentation (markdownlint 0.42).
//! Rules and options that we do not have are told, never guessed.

use notesmith_parse::{Directive, DirectiveAction, Document};
use serde_json::{Map, Value};

use crate::markdownlint_file::MarkdownlintFile;
use crate::markdownlint_names::{is_markdownlints, rules_named};
use crate::rule::{Level, Rule, all_rules};
use crate::settings::{Layer, RuleSetting};

/// A markdownlint configuration in our terms.
#[derive(Debug, Default, PartialEq)]
pub struct FromMarkdownlint {
    /// The settings, by our ids.
    pub layer: Layer,
    /// What has no counterpart here: rules, and options as `MD013.line_length`.
    pub unknown: Vec<String>,
}

/// Maps settings of markdownlint; of two that are about one rule, the later one holds.
pub fn from_markdownlint(settings: &[(String, Value)]) -> FromMarkdownlint {
    let mut mapped = FromMarkdownlint::default();
    let default = settings.iter().rfind(|(name, _)| name == "default");
    if let Some(default) = default.and_then(|(_, value)| value.as_bool()) {
        for rule in all_rules().iter().filter(|rule| is_markdownlints(rule)) {
            let level = if default { on(rule) } else { Level::Off };
            mapped.layer.insert(rule.id.to_owned(), RuleSetting { level: Some(level), options: None });
        }
    }
    for (name, value) in settings.iter().filter(|(name, _)| name != "default") {
        let rules: Vec<&'static Rule> = rules_named(name).collect();
        if rules.is_empty() {
            mapped.unknown.push(name.clone());
        }
        for rule in rules {
            let setting = setting(rule, name, value, &mut mapped.unknown);
            mapped.layer.insert(rule.id.to_owned(), setting);
        }
    }
    mapped
}

/// Gives the settings that `markdownlint-configure-file` comments of a note make; `None` without such a comment.
pub(crate) fn configured_in(document: &Document) -> Option<Layer> {
    let configures = |directive: &&Directive| directive.action == DirectiveAction::ConfigureFile;
    let mut layer = None;
    for directive in document.directives().iter().filter(configures) {
        if let Ok(config) = MarkdownlintFile::read(&directive.body) {
            layer.get_or_insert_with(Layer::new).extend(from_markdownlint(&config.settings).layer);
        }
    }
    layer
}

fn on(rule: &Rule) -> Level {
    if rule.level == Level::Off { Level::Warning } else { rule.level }
}

fn setting(rule: &'static Rule, name: &str, value: &Value, unknown: &mut Vec<String>) -> RuleSetting {
    let severity = value.get("severity").unwrap_or(value);
    let level = match severity.as_str() {
        _ if [Some(value), value.get("enabled")].contains(&Some(&Value::Bool(false))) => Level::Off,
        Some("error") => Level::Error,
        Some("warning") => Level::Warning,
        _ => on(rule),
    };
    let known = (rule.default_options)();
    let mut options = Map::new();
    for (option, value) in value.as_object().into_iter().flatten() {
        // With us `level` is how severe a rule's findings are.
        let ours = if option == "level" { "title-level".to_owned() } else { option.replace('_', "-") };
        let usable = known.get(&ours).and_then(|default| usable(value, default));
        if let Some(value) = usable {
            options.insert(ours, value);
        } else if option != "severity" && option != "enabled" {
            unknown.push(format!("{name}.{option}"));
        }
    }
    RuleSetting { level: Some(level), options: (!options.is_empty()).then_some(Value::Object(options)) }
}

/// Gives an option's value as ours takes it; `None` where it cannot.
///
/// `front_matter_title` is an expression for the line of the title: an empty one is none, and of the others we know
/// the default.
fn usable(value: &Value, default: &Value) -> Option<Value> {
    match (value, default) {
        (Value::String(pattern), Value::Bool(_)) if pattern.is_empty() => Some(Value::Bool(false)),
        (Value::String(pattern), Value::Bool(_)) => {
            (pattern == r#"^\s*"?title"?\s*[:=]"#).then_some(Value::Bool(true))
        }
        _ => Some(value.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(config: &Value, expected: &[(&str, Option<Level>, Option<Value>)], unknown: &[&str]) {
        let file = MarkdownlintFile::read(&config.to_string()).expect("it is JSON");
        let mapped = from_markdownlint(&file.settings);
        for (id, level, options) in expected {
            let setting = mapped.layer.get(*id).unwrap_or_else(|| panic!("{id} is not set by {config}"));
            assert_eq!((&setting.level, &setting.options), (level, options), "{id} in {config}");
        }
        assert_eq!(mapped.unknown, unknown, "{config}");
    }

    #[test]
    fn maps_names_levels_and_options() {
        let spaces = "markup/trailing-spaces";
        check(&json!({ "MD009": false }), &[(spaces, Some(Level::Off), None)], &[]);
        check(&json!({ "no-trailing-spaces": true }), &[(spaces, Some(Level::Warning), None)], &[]);
        let options = Some(json!({ "br-spaces": 0 }));
        check(
            &json!({ "md009": { "br_spaces": 0, "odd": 1 } }),
            &[(spaces, Some(Level::Warning), options)],
            &["md009.odd"],
        );
        check(&json!({ "default": false }), &[(spaces, Some(Level::Off), None)], &[]);
        check(&json!({ "MD999": true, "$schema": "x" }), &[], &["MD999"]);
        check(&json!({ "MD009": { "enabled": false } }), &[(spaces, Some(Level::Off), None)], &[]);
        check(&json!({ "MD009": { "severity": "error" } }), &[(spaces, Some(Level::Error), None)], &[]);
        check(&json!({ "whitespace": false }), &[(spaces, Some(Level::Off), None)], &[]);
        let title = "headings/missing-title";
        let none = Some(json!({ "front-matter-title": false }));
        check(&json!({ "MD041": { "front_matter_title": "" } }), &[(title, Some(Level::Warning), none)], &[]);
        check(
            &json!({ "MD041": { "front_matter_title": "^name" } }),
            &[(title, Some(Level::Warning), None)],
            &["MD041.front_matter_title"],
        );
    }
}
