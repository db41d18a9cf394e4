//! markdownlint's configuration in our terms: its files, and its `configure-file` comments.
//!
//! Names, aliases and options are those of its documentation (markdownlint 0.38).
//! Rules and options that we do not have are told, never guessed.

use notesmith_parse::{Directive, DirectiveAction, Document};
use serde_json::{Map, Value};

use crate::rule::{Level, Rule, all_rules};
use crate::settings::{Layer, RuleSetting};

/// markdownlint's long names of its rules; its rules MD002, 006, 008, 015 to 017 are gone, 057 was never used.
const NAMES: [(&str, &str); 54] = [
    ("MD001", "heading-increment"),
    ("MD003", "heading-style"),
    ("MD004", "ul-style"),
    ("MD005", "list-indent"),
    ("MD007", "ul-indent"),
    ("MD009", "no-trailing-spaces"),
    ("MD010", "no-hard-tabs"),
    ("MD011", "no-reversed-links"),
    ("MD012", "no-multiple-blanks"),
    ("MD013", "line-length"),
    ("MD014", "commands-show-output"),
    ("MD018", "no-missing-space-atx"),
    ("MD019", "no-multiple-space-atx"),
    ("MD020", "no-missing-space-closed-atx"),
    ("MD021", "no-multiple-space-closed-atx"),
    ("MD022", "blanks-around-headings"),
    ("MD023", "heading-start-left"),
    ("MD024", "no-duplicate-heading"),
    ("MD025", "single-title"),
    ("MD025", "single-h1"),
    ("MD026", "no-trailing-punctuation"),
    ("MD027", "no-multiple-space-blockquote"),
    ("MD028", "no-blanks-blockquote"),
    ("MD029", "ol-prefix"),
    ("MD030", "list-marker-space"),
    ("MD031", "blanks-around-fences"),
    ("MD032", "blanks-around-lists"),
    ("MD033", "no-inline-html"),
    ("MD034", "no-bare-urls"),
    ("MD035", "hr-style"),
    ("MD036", "no-emphasis-as-heading"),
    ("MD037", "no-space-in-emphasis"),
    ("MD038", "no-space-in-code"),
    ("MD039", "no-space-in-links"),
    ("MD040", "fenced-code-language"),
    ("MD041", "first-line-heading"),
    ("MD041", "first-line-h1"),
    ("MD042", "no-empty-links"),
    ("MD043", "required-headings"),
    ("MD044", "proper-names"),
    ("MD045", "no-alt-text"),
    ("MD046", "code-block-style"),
    ("MD047", "single-trailing-newline"),
    ("MD048", "code-fence-style"),
    ("MD049", "emphasis-style"),
    ("MD050", "strong-style"),
    ("MD051", "link-fragments"),
    ("MD052", "reference-links-images"),
    ("MD053", "link-image-reference-definitions"),
    ("MD054", "link-image-style"),
    ("MD055", "table-pipe-style"),
    ("MD056", "table-column-count"),
    ("MD058", "blanks-around-tables"),
    ("MD059", "descriptive-link-text"),
];

/// A markdownlint configuration in our terms.
#[derive(Debug, Default, PartialEq)]
pub struct FromMarkdownlint {
    /// The settings, by our ids.
    pub layer: Layer,
    /// What has no counterpart here: rules, and options as `MD013.line_length`.
    pub unknown: Vec<String>,
}

/// Maps a markdownlint configuration object.
pub fn from_markdownlint(config: &Map<String, Value>) -> FromMarkdownlint {
    let mut mapped = FromMarkdownlint::default();
    if let Some(default) = config.get("default").and_then(Value::as_bool) {
        for rule in all_rules().iter().filter(|rule| is_markdownlints(rule)) {
            let level = if default { on(rule) } else { Level::Off };
            mapped.layer.insert(rule.id.to_owned(), RuleSetting { level: Some(level), options: None });
        }
    }
    for (name, value) in
        config.iter().filter(|(name, _)| !matches!(name.as_str(), "default" | "$schema" | "extends"))
    {
        let rules: Vec<&'static Rule> = rules_named(name);
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
        if let Ok(Value::Object(config)) = serde_json::from_str(&directive.body) {
            layer.get_or_insert_with(Layer::new).extend(from_markdownlint(&config).layer);
        }
    }
    layer
}

/// Gives our rules that markdownlint knows by this name, long name or tag-free alias.
fn rules_named(name: &str) -> Vec<&'static Rule> {
    let code = NAMES.iter().find(|(_, long)| long.eq_ignore_ascii_case(name)).map_or(name, |(code, _)| code);
    let is_named = |rule: &&&'static Rule| rule.aliases.iter().any(|alias| alias.eq_ignore_ascii_case(code));
    all_rules().iter().filter(is_named).copied().collect()
}

/// Tells whether a rule keeps the meaning of a rule of markdownlint.
pub(crate) fn is_markdownlints(rule: &Rule) -> bool {
    rule.aliases.iter().any(|alias| alias.starts_with("MD"))
}

fn on(rule: &Rule) -> Level {
    if rule.level == Level::Off { Level::Warning } else { rule.level }
}

fn setting(rule: &'static Rule, name: &str, value: &Value, unknown: &mut Vec<String>) -> RuleSetting {
    let level = match value {
        Value::Bool(false) => Level::Off,
        Value::String(level) if level == "error" => Level::Error,
        Value::String(level) if level == "warning" => Level::Warning,
        _ => on(rule),
    };
    let known = (rule.default_options)();
    let mut options = Map::new();
    for (option, value) in value.as_object().into_iter().flatten() {
        // With us `level` is how severe a rule's findings are.
        let ours = if option == "level" { "title-level".to_owned() } else { option.replace('_', "-") };
        if known.get(&ours).is_some() {
            options.insert(ours, value.clone());
        } else if option != "severity" && option != "enabled" {
            unknown.push(format!("{name}.{option}"));
        }
    }
    RuleSetting { level: Some(level), options: (!options.is_empty()).then_some(Value::Object(options)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(config: &Value, expected: &[(&str, Option<Level>, Option<Value>)], unknown: &[&str]) {
        let mapped = from_markdownlint(config.as_object().expect("an object"));
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
    }
}
