//! The configuration files of markdownlint and markdownlint-cli2 as they stand, in JSON with comments or YAML.
//!
//! Settings keep the order of the file: where two of them are about one rule (a tag and a code), the later one holds.
//! What settings mean is the business of `markdownlint`; files that a file extends are the caller's.

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;
use yaml_rust2::{Yaml, YamlLoader};

use crate::yaml::refuse_bombs;

/// Settings by name, in the order of the file.
pub type Settings = Vec<(String, Value)>;

/// A configuration file.
#[derive(Debug, Default, PartialEq)]
pub struct MarkdownlintFile {
    /// The settings of rules.
    pub settings: Settings,
    /// The file that these settings start from, as written.
    pub extends: Option<String>,
    /// Globs of files to leave out, of markdownlint-cli2.
    pub ignores: Vec<String>,
    /// What else a file of markdownlint-cli2 sets.
    pub others: Vec<String>,
}

/// What a file of markdownlint-cli2 may hold; such a file has its settings of rules in `config`.
const OF_CLI2: [&str; 14] = [
    "config",
    "customRules",
    "fix",
    "frontMatter",
    "gitignore",
    "globs",
    "ignores",
    "markdownItPlugins",
    "modulePaths",
    "noBanner",
    "noInlineConfig",
    "noProgress",
    "outputFormatters",
    "showFound",
];

impl MarkdownlintFile {
    /// Reads a file's text.
    ///
    /// # Errors
    /// Why it is neither JSON nor YAML, or holds no settings.
    pub fn read(text: &str) -> Result<Self, String> {
        let json = without_comments(text);
        let entries = match serde_json::from_str::<Entries>(&json) {
            Ok(Entries(entries)) => entries,
            Err(error) if json.trim_start().starts_with(['{', '[']) && yaml(text).is_err() => {
                return Err(format!("it is no JSON: {error}"));
            }
            Err(_) => entries_of(&yaml(text)?)?,
        };
        let is_of_cli2 = |(name, _): &(String, Tree)| OF_CLI2.contains(&name.as_str());
        let mut file = Self::default();
        if entries.iter().any(is_of_cli2) {
            for (name, tree) in entries {
                match (name.as_str(), tree) {
                    ("config", Tree::Entries(settings)) => file.take(settings),
                    ("ignores", Tree::Value(Value::Array(globs))) => {
                        file.ignores.extend(globs.iter().filter_map(Value::as_str).map(str::to_owned));
                    }
                    ("$schema", _) => {}
                    _ => file.others.push(name),
                }
            }
        } else {
            file.take(entries);
        }
        Ok(file)
    }

    fn take(&mut self, entries: Vec<(String, Tree)>) {
        for (name, tree) in entries {
            match (name.as_str(), tree.into_value()) {
                ("$schema", _) => {}
                ("extends", Value::String(other)) => self.extends = Some(other),
                (_, value) => self.settings.push((name, value)),
            }
        }
    }
}

/// A value whose own entries, if it has some, are in the order of the file.
#[derive(Debug)]
enum Tree {
    Entries(Vec<(String, Self)>),
    Value(Value),
}

impl Tree {
    fn into_value(self) -> Value {
        match self {
            Self::Entries(entries) => {
                Value::Object(entries.into_iter().map(|(name, tree)| (name, tree.into_value())).collect())
            }
            Self::Value(value) => value,
        }
    }
}

/// The entries of a JSON object, and those of `config` in it, in the order of the file.
struct Entries(Vec<(String, Tree)>);

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Entries;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object with settings")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries, A::Error> {
                let mut entries = Vec::new();
                while let Some(name) = map.next_key::<String>()? {
                    let tree = match name.as_str() {
                        "config" => Tree::Entries(map.next_value::<Entries>()?.0),
                        _ => Tree::Value(map.next_value()?),
                    };
                    entries.push((name, tree));
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

fn yaml(text: &str) -> Result<Yaml, String> {
    refuse_bombs(text)?;
    let documents = YamlLoader::load_from_str(text).map_err(|error| format!("it is no YAML: {error}"))?;
    Ok(documents.into_iter().next().unwrap_or(Yaml::Null))
}

fn entries_of(yaml: &Yaml) -> Result<Vec<(String, Tree)>, String> {
    let entries = match yaml {
        Yaml::Hash(entries) => entries,
        Yaml::Null => return Ok(Vec::new()),
        _ => return Err("it holds no settings".to_owned()),
    };
    Ok(entries.iter().filter_map(|(name, value)| Some((name.as_str()?.to_owned(), tree(value)))).collect())
}

fn tree(yaml: &Yaml) -> Tree {
    match yaml {
        Yaml::Hash(_) => Tree::Entries(entries_of(yaml).unwrap_or_default()),
        Yaml::Array(items) => {
            Tree::Value(Value::Array(items.iter().map(|item| tree(item).into_value()).collect()))
        }
        Yaml::Boolean(value) => Tree::Value(Value::Bool(*value)),
        Yaml::Integer(value) => Tree::Value((*value).into()),
        Yaml::String(text) | Yaml::Real(text) => Tree::Value(text.clone().into()),
        Yaml::Null | Yaml::Alias(_) | Yaml::BadValue => Tree::Value(Value::Null),
    }
}

/// Blanks out the comments of JSON with comments, and commas before a closing bracket.
fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['"', '/', ',']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let skip = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if rest.starts_with('"') {
            let end = end_of_string(rest);
            out.push_str(&rest[..end]);
            end
        } else {
            let next = without_leading_comments(&rest[1..]).chars().next();
            if !(rest.starts_with(',') && matches!(next, Some('}' | ']'))) {
                out.push_str(&rest[..1]);
            }
            1
        };
        rest = &rest[skip..];
    }
    out + rest
}

/// Gives the text behind white space and comments.
fn without_leading_comments(text: &str) -> &str {
    let mut rest = text.trim_start();
    loop {
        rest = if rest.starts_with("//") {
            rest.find('\n').map_or("", |end| &rest[end..]).trim_start()
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or("", |end| &rest[end + 2..]).trim_start()
        } else {
            return rest;
        };
    }
}

/// Gives the length of the JSON string that `text` starts with.
fn end_of_string(text: &str) -> usize {
    let mut escaped = false;
    let close = text.char_indices().skip(1).find(|&(_, c)| {
        let closes = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        closes
    });
    close.map_or(text.len(), |(at, _)| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, Value)]) {
        let expected: Settings =
            expected.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        assert_eq!(MarkdownlintFile::read(text).map(|file| file.settings), Ok(expected), "{text}");
    }

    #[test]
    fn settings_keep_their_order() {
        let expected = [("whitespace", json!(false)), ("MD009", json!({ "br_spaces": 0 }))];
        check("{ \"whitespace\": false, \"MD009\": { \"br_spaces\": 0 } }", &expected);
        check("whitespace: false\nMD009:\n  br_spaces: 0\n", &expected);
        check("{ whitespace: false, MD009: { br_spaces: 0 } }", &expected);
        check("{ \"config\": { \"whitespace\": false, \"MD009\": { \"br_spaces\": 0 } } }", &expected);
        check("config:\n  whitespace: false\n  MD009: { br_spaces: 0 }\n", &expected);
    }

    #[test]
    fn json_with_comments_is_read() {
        let text = "{ // a\n \"x//y\": [1, /* b */ 2,\n // c\n], \"z\": \"\\\"/*\", }";
        check(text, &[("x//y", json!([1, 2])), ("z", json!("\"/*"))]);
        check("# nothing\n", &[]);
    }

    #[test]
    fn what_belongs_to_cli2_is_told_apart() {
        let text = r#"{ "config": { "extends": "./a.json" }, "ignores": ["build/**"], "fix": true }"#;
        let expected = MarkdownlintFile {
            extends: Some("./a.json".to_owned()),
            ignores: vec!["build/**".to_owned()],
            others: vec!["fix".to_owned()],
            ..MarkdownlintFile::default()
        };
        assert_eq!(MarkdownlintFile::read(text), Ok(expected));
    }

    #[test]
    fn faults_are_told() {
        for (text, fault) in [
            ("[1]", "it holds no settings"),
            ("{ \"MD013\": false ", "it is no JSON: EOF"),
            ("a: [1", "it is no YAML"),
            ("a: &x 1\nb: *x\n", "line 2 holds an alias"),
        ] {
            let found = MarkdownlintFile::read(text).expect_err(text);
            assert!(found.contains(fault), "{text}: {found}");
        }
    }
}
