//! The shape of a dictionary's file: `version`, `imports`, `targets`, `rules`.

use yaml_rust2::{Yaml, YamlLoader};

use crate::yaml::refuse_bombs;

/// A file as it stands.
#[derive(Debug, Default)]
pub(super) struct RawFile {
    pub(super) imports: Vec<Import>,
    pub(super) targets: Vec<RawTarget>,
    pub(super) rules: Vec<RawRule>,
}

/// Another file whose rules are added.
#[derive(Debug)]
pub(super) struct Import {
    /// Relative to the file that imports it.
    pub(super) path: String,
    /// Whether what it imports itself is left out.
    pub(super) disable_imports: bool,
    /// Rules of it that are left out.
    pub(super) ignored: Vec<Ignored>,
}

/// Names rules by what they want or by their expression.
#[derive(Debug)]
pub(super) struct Ignored {
    pub(super) expected: Option<String>,
    pub(super) pattern: Option<String>,
}

/// Where in some files rules hold.
#[derive(Debug)]
pub(super) struct RawTarget {
    pub(super) file: String,
    pub(super) includes: Vec<String>,
    pub(super) excludes: Vec<String>,
}

/// A rule.
#[derive(Debug)]
pub(super) struct RawRule {
    pub(super) expected: String,
    pub(super) patterns: Option<Patterns>,
    pub(super) regexp_must_empty: Option<String>,
    pub(super) word_boundary: bool,
    pub(super) specs: Vec<Spec>,
    pub(super) note: Option<String>,
}

/// What a rule finds.
#[derive(Debug)]
pub(super) struct Patterns {
    pub(super) texts: Vec<String>,
    /// Whether they stand in a list.
    pub(super) is_list: bool,
}

/// An example: what becomes of a text.
#[derive(Debug)]
pub(super) struct Spec {
    pub(super) from: String,
    pub(super) to: String,
}

impl RawFile {
    /// Reads a file.
    ///
    /// # Errors
    /// What is wrong, with the rule that it is about.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        refuse_bombs(text)?;
        let documents = YamlLoader::load_from_str(text).map_err(|error| format!("it is no YAML: {error}"))?;
        let [file @ Yaml::Hash(_)] = &documents[..] else {
            return Err("it is not one mapping with `version` and `rules`".to_owned());
        };
        if !matches!(file["version"], Yaml::Integer(1) | Yaml::BadValue) {
            return Err("its `version` is not 1".to_owned());
        }
        let count = list(&file["rules"]).count();
        if count > MOST_RULES {
            return Err(format!("it has {count} rules; at most {MOST_RULES} are read"));
        }
        let rules = list(&file["rules"])
            .enumerate()
            .map(|(index, rule)| read_rule(rule).map_err(|error| format!("rule {}: {error}", index + 1)));
        Ok(Self {
            imports: list(&file["imports"]).map(read_import).collect::<Result<_, _>>()?,
            targets: list(&file["targets"]).map(read_target).collect::<Result<_, _>>()?,
            rules: rules.collect::<Result<_, _>>()?,
        })
    }
}

/// More rules than this are refused: each is compiled.
const MOST_RULES: usize = 20_000;

/// Gives what a list holds; one value is a list of it.
fn list(value: &Yaml) -> impl Iterator<Item = &Yaml> {
    let (items, one) = match value {
        Yaml::Array(items) => (&items[..], None),
        Yaml::BadValue | Yaml::Null => (&[][..], None),
        one => (&[][..], Some(one)),
    };
    items.iter().chain(one)
}

/// Gives a text, also where YAML sees a number or a truth value.
fn text(value: &Yaml) -> Option<String> {
    match value {
        Yaml::String(text) | Yaml::Real(text) => Some(text.clone()),
        Yaml::Integer(number) => Some(number.to_string()),
        Yaml::Boolean(truth) => Some(truth.to_string()),
        _ => None,
    }
}

fn needed(value: &Yaml, key: &str) -> Result<String, String> {
    text(&value[key]).filter(|text| !text.is_empty()).ok_or_else(|| format!("`{key}` is missing"))
}

fn read_import(value: &Yaml) -> Result<Import, String> {
    if let Some(path) = text(value) {
        return Ok(Import { path, disable_imports: false, ignored: Vec::new() });
    }
    let ignored = list(&value["ignoreRules"]).map(|rule| match text(rule) {
        Some(pattern) => Ignored { expected: None, pattern: Some(pattern) },
        None => Ignored { expected: text(&rule["expected"]), pattern: text(&rule["pattern"]) },
    });
    Ok(Import {
        path: needed(value, "path").map_err(|error| format!("imports: {error}"))?,
        disable_imports: value["disableImports"].as_bool().unwrap_or(false),
        ignored: ignored.collect(),
    })
}

fn read_target(value: &Yaml) -> Result<RawTarget, String> {
    let patterns = |key: &str| {
        let pattern = |item: &Yaml| text(item).map_or_else(|| needed(item, "pattern"), Ok);
        list(&value[key]).map(pattern).collect::<Result<_, _>>().map_err(|error| format!("targets: {error}"))
    };
    Ok(RawTarget {
        file: needed(value, "file").map_err(|error| format!("targets: {error}"))?,
        includes: patterns("includes")?,
        excludes: patterns("excludes")?,
    })
}

fn read_rule(value: &Yaml) -> Result<RawRule, String> {
    if let Some(expected) = text(value) {
        return Ok(RawRule {
            expected,
            patterns: None,
            regexp_must_empty: None,
            word_boundary: false,
            specs: Vec::new(),
            note: None,
        });
    }
    let expected = text(&value["expected"]).ok_or("`expected` is missing")?;
    let about = |error: String| format!("`{expected}`: {error}");
    let given = if value["pattern"].is_badvalue() { &value["patterns"] } else { &value["pattern"] };
    let texts: Option<Vec<String>> =
        list(given).map(|item| text(item).filter(|text| !text.is_empty())).collect();
    let texts = texts.ok_or_else(|| about("a pattern is empty or no text".to_owned()))?;
    let specs = list(&value["specs"]).map(|spec| {
        let part = |key: &str| text(&spec[key]).ok_or_else(|| about(format!("a spec has no `{key}`")));
        Ok(Spec { from: part("from")?, to: part("to")? })
    });
    Ok(RawRule {
        patterns: (!texts.is_empty()).then(|| Patterns { texts, is_list: given.is_array() }),
        regexp_must_empty: text(&value["regexpMustEmpty"]),
        word_boundary: value["options"]["wordBoundary"].as_bool().unwrap_or(false),
        specs: specs.collect::<Result<_, String>>()?,
        note: text(&value["prh"]),
        expected,
    })
}

/// Gives the rules of a file.
#[cfg(test)]
pub(super) fn rules_of(text: &str) -> Result<Vec<RawRule>, String> {
    RawFile::read(text).map(|file| file.rules)
}

#[cfg(test)]
mod tests {
    use super::RawFile;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let error = RawFile::read(text).map(|_| ()).expect_err("refused");
        assert!(error.contains(expected), "{error}");
    }

    #[test]
    fn bombs_are_refused() {
        check("a: &a [x]\nrules: *a\n", "line 2 holds an alias");
        check(&format!("{}a\n", "- ".repeat(100_000)), "more than 32 deep");
        check(&format!("{}a\n", "? ".repeat(100_000)), "more than 32 deep");
        check(&format!("rules: {}", "[".repeat(100_000)), "it is no YAML");
        check(&format!("rules: [{}]", "a,".repeat(20_001)), "it has 20001 rules");
    }
}
