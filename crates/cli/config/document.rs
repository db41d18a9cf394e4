//! The shape of `notesmith.toml`, and its JSON schema.

use std::collections::BTreeMap;

use notesmith_lint::{Level, WEB_RULES, all_rules};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::config::check::RULE_TABLE;
use crate::config::{ExportSection, LinksSection, SpellingSection};

/// What a `notesmith.toml` may hold; anything else is an error.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "notesmith.toml")]
pub(crate) struct ConfigFile {
    /// A file in the same project whose settings come first; it extends nothing itself.
    #[schemars(length(min = 1))]
    pub(crate) extends: Option<String>,
    /// Which files are notes.
    pub(crate) files: FilesSection,
    /// How the web is asked about links.
    pub(crate) links: LinksSection,
    /// The project's own words.
    pub(crate) spelling: SpellingSection,
    /// Which notes become cards, and how.
    pub(crate) export: ExportSection,
    /// What Japanese text is checked with.
    pub(crate) ja: JaSection,
    /// Levels and options by rule, group or alias.
    #[schemars(skip)]
    pub(crate) rules: RuleTable,
    /// Other levels and options for some files; later ones are stronger.
    pub(crate) overrides: Vec<OverrideSection>,
    /// Rules of your own: a regular expression and a message.
    pub(crate) patterns: Vec<PatternSection>,
}

/// Levels and options by rule, group or alias, with their places in the file.
pub(crate) type RuleTable = BTreeMap<String, toml::Spanned<toml::Value>>;

/// Other levels and options for some files.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct OverrideSection {
    /// Globs as in `.gitignore`, relative to this file.
    #[schemars(length(min = 1), extend("items" = texts("glob")))]
    pub(crate) paths: Vec<String>,
    /// Levels and options by rule, group or alias.
    #[schemars(with = "BTreeMap<String, serde_json::Value>")]
    pub(crate) rules: RuleTable,
}

/// A rule of your own; its id is `patterns/NAME`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct PatternSection {
    /// The name: lower-case letters, digits and hyphens.
    #[schemars(with = "String")]
    pub(crate) name: toml::Spanned<String>,
    /// What to find, line by line, outside code and URLs; the syntax is that of the Rust crate `regex`.
    #[schemars(with = "String")]
    pub(crate) regex: toml::Spanned<String>,
    /// What is wrong.
    #[schemars(length(min = 1))]
    pub(crate) message: String,
    /// What to write instead; `$1` is the first group.
    pub(crate) replacement: Option<String>,
    /// The level of its findings.
    #[serde(default = "warning")]
    pub(crate) level: Level,
    /// Globs of the files it is for; all without.
    #[serde(default)]
    #[schemars(extend("items" = texts("glob")))]
    pub(crate) paths: Vec<String>,
}

fn warning() -> Level {
    Level::Warning
}

/// Which files are notes.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct FilesSection {
    /// Globs as in `.gitignore`, relative to this file, of files to leave out.
    #[schemars(extend("items" = texts("glob")))]
    pub(crate) exclude: Vec<String>,
    /// Whether `[[page]]` is a link.
    pub(crate) wiki_links: bool,
}

/// What Japanese text is checked with.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct JaSection {
    /// Dictionaries of prh, for the rule `ja/prh`.
    pub(crate) prh: PrhSection,
}

/// Dictionaries of prh.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct PrhSection {
    /// Files in this project, relative to this file; of rules that want the same the first one holds.
    #[schemars(extend("items" = texts("line")))]
    pub(crate) files: Vec<String>,
}

/// Gives the schema of the items of a list of texts in a form that [`crate::config::format`] checks.
pub(super) fn texts(format: &str) -> Value {
    json!({ "type": "string", "format": format })
}

/// Gives the JSON schema of `notesmith.toml` that a file is checked against: tables of rules are marked, and not
/// described.
pub(super) fn outer_schema() -> Value {
    let mut schema = Value::from(schemars::schema_for!(ConfigFile));
    let table = json!({ "type": "object", RULE_TABLE: true });
    schema["properties"]["rules"] = table.clone();
    schema["$defs"]["OverrideSection"]["properties"]["rules"] = table;
    schema
}

/// Gives the JSON schema of `notesmith.toml`, with the options of every rule.
pub(crate) fn schema() -> Value {
    let mut schema = Value::from(schemars::schema_for!(ConfigFile));
    let levels = json!({ "enum": [Level::Off.name(), Level::Hint.name(), Level::Warning.name(), Level::Error.name()] });
    let mut properties = serde_json::Map::new();
    for rule in all_rules() {
        let mut options = (rule.options_schema)();
        if let Some(options) = options.as_object_mut() {
            for key in ["$schema", "title", "description"] {
                options.remove(key);
            }
            let fields = options.entry("properties").or_insert_with(|| json!({}));
            if let Some(fields) = fields.as_object_mut() {
                fields.insert("level".to_owned(), levels.clone());
            }
        }
        let setting = json!({ "description": rule.summary(), "anyOf": [levels, options] });
        for name in std::iter::once(&rule.id).chain(rule.aliases) {
            properties.insert((*name).to_owned(), setting.clone());
        }
        let group =
            json!({ "description": format!("All rules of the group {}.", rule.group()), "anyOf": [levels] });
        properties.entry(rule.group().to_owned()).or_insert(group);
    }
    for rule in WEB_RULES {
        let level = json!({ "anyOf": [levels] });
        let setting = json!({ "description": "A finding of `notesmith links`.", "anyOf": [levels, {
            "type": "object", "properties": { "level": level }, "additionalProperties": false,
        }] });
        properties.insert(rule.to_owned(), setting);
    }
    schema["$defs"]["Rules"] = json!({
        "description": "Levels and options by rule, group or alias.",
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    });
    schema["properties"]["rules"] = json!({ "$ref": "#/$defs/Rules" });
    schema["$defs"]["OverrideSection"]["properties"]["rules"] = json!({ "$ref": "#/$defs/Rules" });
    schema
}
