//! A configuration file held against its JSON schema: what serde would say in its own terms is said in plain words,
//! and what serde would let pass (a rate of 0, a day that is none, a rule of no name) is refused.
//!
//! Each fault names the place, the key and what is allowed there.

use std::ops::Range;

use serde_json::Value;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::config::expected::{expected, found, is_list_of_tables};
use crate::config::fault::Fault;
use crate::config::format;
use crate::config::rule_table;
use crate::config::source::nearest;

/// The mark of a table of rules in the schema that is checked against; the rules' own schemas are made where they are
/// named.
pub(super) const RULE_TABLE: &str = "notesmith-rules";

/// Checks the text of a file against the schema of `notesmith.toml`.
pub(super) fn check(text: &str, schema: &Value) -> Result<(), Fault> {
    let table = DeTable::parse(text).map_err(|error| {
        let span = error.span().unwrap_or(0..text.len().min(1));
        let is_rule = error.message().contains("unquoted key") && text[span.clone()].starts_with('/');
        let help = if is_rule {
            "put the name of a rule in quotes: \"headings/number-gap\" = \"off\""
        } else if error.message().contains("duplicate") {
            "a key stands once in a table: put the two together"
        } else {
            "the file is TOML: a value is \"text\", 1, true, [\"a\", \"b\"] or { key = \"value\" }"
        };
        Fault::new(span, error.message(), help)
    })?;
    Walk { root: schema }.table(&table, schema, &Key::default())
}

/// A key with those above it, as people would write it: `links.hosts.at-once`.
#[derive(Clone, Debug, Default)]
pub(super) struct Key(String);

impl Key {
    /// Gives the key below this one.
    pub(super) fn below(&self, name: &str) -> Self {
        let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        let name =
            if !name.is_empty() && name.chars().all(bare) { name.to_owned() } else { format!("\"{name}\"") };
        Self(if self.0.is_empty() { name } else { format!("{}.{name}", self.0) })
    }
}

impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&crate::escape::escape(&self.0))
    }
}

/// A walk over a file and its schema.
#[derive(Clone, Copy)]
pub(super) struct Walk<'a> {
    /// The schema that references lead into.
    pub(super) root: &'a Value,
}

impl<'a> Walk<'a> {
    /// Checks one value.
    fn value(self, value: &Spanned<DeValue<'_>>, schema: &'a Value, key: &Key) -> Result<(), Fault> {
        let outer = schema;
        let schema = self.choose(value.get_ref(), schema);
        let wrong = |help: Option<String>| Fault {
            message: format!(
                "`{key}` is {}; allowed: {}",
                found(value.get_ref()),
                expected(self.root, outer)
            ),
            help: help.or_else(|| description(outer)).or_else(|| description(schema)),
            span: value.span(),
        };
        match (type_of(schema), value.get_ref()) {
            ("string", DeValue::String(text)) => self.text(text, (outer, schema), value.span(), key),
            ("boolean", DeValue::Boolean(_)) | ("", _) => Ok(()),
            ("integer", DeValue::Integer(_)) | ("number", DeValue::Integer(_) | DeValue::Float(_))
                if number(value.get_ref()).is_some_and(|number| within(schema, number)) =>
            {
                Ok(())
            }
            ("array", DeValue::Array(items)) => {
                if items.is_empty() && schema["minItems"].as_u64() > Some(0) {
                    return Err(wrong(None));
                }
                items.iter().try_for_each(|item| self.value(item, &schema["items"], key))
            }
            ("object", DeValue::Table(table)) => self.entries(table, value.span(), schema, key),
            ("array", DeValue::Table(_)) if is_list_of_tables(self.root, schema) => {
                Err(wrong(Some(format!("write [[{key}]], in two brackets"))))
            }
            ("array", DeValue::String(text)) => {
                Err(wrong(Some(format!("write it in brackets: [\"{}\"]", crate::escape::escape(text)))))
            }
            ("object", DeValue::Array(_)) => {
                Err(wrong(Some(format!("write [{key}], in one bracket, and keys below it"))))
            }
            ("string", DeValue::Datetime(_) | DeValue::Integer(_) | DeValue::Float(_)) => {
                Err(wrong(Some("write it in quotes".to_owned())))
            }
            _ => Err(wrong(None)),
        }
    }

    /// Checks the outermost table.
    fn table(self, table: &Spanned<DeTable<'_>>, schema: &'a Value, key: &Key) -> Result<(), Fault> {
        self.entries(table.get_ref(), table.span(), schema, key)
    }

    /// Checks the keys of a table.
    pub(super) fn entries(
        self,
        table: &DeTable<'_>,
        span: Range<usize>,
        schema: &'a Value,
        key: &Key,
    ) -> Result<(), Fault> {
        if schema[RULE_TABLE] == true {
            return rule_table::check(table, key);
        }
        let properties = schema["properties"].as_object();
        for (name, value) in table {
            let below = key.below(name.get_ref());
            if let Some(schema) = properties.and_then(|properties| properties.get(name.get_ref().as_ref())) {
                self.value(value, schema, &below)?;
            } else if schema["additionalProperties"].is_object() {
                format::check(&schema["propertyNames"], name.get_ref(), name.span(), &below)?;
                self.value(value, &schema["additionalProperties"], &below)?;
            } else {
                let known: Vec<&str> =
                    properties.into_iter().flatten().map(|(name, _)| name.as_str()).collect();
                return Err(unknown_key(name, key, &known));
            }
            format::check_entry(schema, name.get_ref(), value, &below)?;
        }
        let mut required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let Some(name) = required.find(|name| !table.contains_key(*name)) else { return Ok(()) };
        let what = properties.and_then(|properties| description(&properties[name]));
        let help = what.map_or_else(String::new, |what| format!(": {what}"));
        Err(Fault::new(span, format!("`{name}` is missing in `{key}`"), format!("add `{name} = …`{help}")))
    }

    /// Checks a text against a schema, which `outer` may refer to.
    fn text(
        self,
        text: &str,
        (outer, schema): (&'a Value, &'a Value),
        span: Range<usize>,
        key: &Key,
    ) -> Result<(), Fault> {
        let choices = super::expected::choices(schema);
        // Some rules know markdownlint's way of writing a value, `one_or_ordered`.
        let written = text.replace('_', "-");
        if !choices.is_empty() && !choices.contains(&written.as_str()) && !choices.contains(&text) {
            let help = nearest(text, choices.iter().copied()).map(|name| format!("did you mean \"{name}\"?"));
            let message = format!("`{key}` is {}; allowed: {}", quoted(text), expected(self.root, schema));
            return Err(Fault { message, help: help.or_else(|| description(outer)), span });
        }
        format::check(schema, text, span, key)
    }

    /// Follows references, and takes the alternative that is for values of this kind.
    fn choose(self, value: &DeValue<'_>, schema: &'a Value) -> &'a Value {
        let schema = resolve(self.root, schema);
        let Some(alternatives) = schema["anyOf"].as_array() else { return schema };
        let resolved =
            || alternatives.iter().map(|one| resolve(self.root, one)).filter(|one| type_of(one) != "null");
        resolved()
            .find(|one| is_for(type_of(one), value))
            .or_else(|| resolved().next_back())
            .unwrap_or(schema)
    }
}

/// Follows a reference into the definitions of a schema.
pub(super) fn resolve<'a>(root: &'a Value, schema: &'a Value) -> &'a Value {
    let name = schema["$ref"].as_str().and_then(|reference| reference.rsplit('/').next());
    name.map_or(schema, |name| &root["$defs"][name])
}

/// Gives the type that a schema names, the null beside it left out; texts with choices name none.
pub(super) fn type_of(schema: &Value) -> &str {
    match &schema["type"] {
        Value::String(name) => name,
        Value::Array(names) => {
            names.iter().filter_map(Value::as_str).find(|name| *name != "null").unwrap_or("")
        }
        _ if schema["oneOf"].is_array() || schema["enum"].is_array() => "string",
        _ => "",
    }
}

fn is_for(name: &str, value: &DeValue<'_>) -> bool {
    match value {
        DeValue::String(_) => name == "string",
        DeValue::Integer(_) => matches!(name, "integer" | "number"),
        DeValue::Float(_) => name == "number",
        DeValue::Boolean(_) => name == "boolean",
        DeValue::Array(_) => name == "array",
        DeValue::Table(_) => name == "object",
        DeValue::Datetime(_) => false,
    }
}

/// Gives a finite number.
fn number(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Integer(number) => {
            Value::from(i64::from_str_radix(number.as_str(), number.radix()).ok()?).as_f64()
        }
        DeValue::Float(number) => number.as_str().parse().ok().filter(|number: &f64| number.is_finite()),
        _ => None,
    }
}

fn within(schema: &Value, number: f64) -> bool {
    schema["minimum"].as_f64().is_none_or(|least| number >= least)
        && schema["maximum"].as_f64().is_none_or(|most| number <= most)
}

/// Gives what the schema says of a value, in the form of a remedy.
fn description(schema: &Value) -> Option<String> {
    let text = schema["description"].as_str()?.lines().next()?.trim_end_matches('.');
    let mut letters = text.chars();
    let first = letters.next()?;
    let is_word = letters.clone().next().is_some_and(char::is_lowercase) || letters.as_str().starts_with(' ');
    Some(if is_word { first.to_lowercase().chain(letters).collect() } else { text.to_owned() })
}

fn unknown_key(name: &Spanned<toml::de::DeString<'_>>, key: &Key, known: &[&str]) -> Fault {
    let place = if key.0.is_empty() { String::new() } else { format!(" in `{key}`") };
    let help = nearest(name.get_ref(), known.iter().copied()).map_or_else(
        || format!("known here: {}", known.join(", ")),
        |name| format!("did you mean `{name}`?"),
    );
    let name_shown = crate::escape::escape(name.get_ref());
    Fault::new(name.span(), format!("there is no key `{name_shown}`{place}"), help)
}

/// Gives a text as a message quotes it.
pub(super) fn quoted(text: &str) -> String {
    const MOST: usize = 40;
    let cut: String = text.chars().take(MOST).collect();
    let more = if cut.len() < text.len() { "…" } else { "" };
    format!("\"{}{more}\"", crate::escape::escape(&cut))
}

#[cfg(test)]
mod tests;
