//! The text of a configuration file, and where in it each setting stands.

use std::collections::BTreeMap;
use std::ops::Range;

use miette::NamedSource;
use notesmith_diagnostic::LineIndex;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use crate::error::{CliError, ConfigError, showable};
use crate::escape::escape;

/// One configuration file that was read.
#[derive(Debug)]
pub(crate) struct Source {
    /// The path as shown to people.
    pub(crate) name: String,
    /// The text.
    pub(crate) text: String,
    /// The place of each rule's setting, in bytes.
    pub(crate) places: BTreeMap<String, Range<usize>>,
}

impl Source {
    /// Gives `notesmith.toml:12` for the setting of a rule.
    pub(crate) fn place(&self, name: &str) -> String {
        match self.places.get(name) {
            Some(place) => format!("{}:{}", self.name, LineIndex::new(&self.text).line(place.start)),
            None => self.name.clone(),
        }
    }

    /// Gives what the file sets outside the tables of rules: `links.timeout = 5` and `notesmith.toml:3`, in the order
    /// of the file.
    pub(super) fn set_values(&self) -> Vec<(String, String)> {
        let Ok(table) = DeTable::parse(&self.text) else { return Vec::new() };
        let lines = LineIndex::new(&self.text);
        let mut found = Vec::new();
        for (section, value) in table.get_ref() {
            if matches!(section.get_ref().as_ref(), "rules" | "overrides" | "patterns") {
                continue;
            }
            match value.get_ref() {
                DeValue::Table(keys) => {
                    found.extend(keys.iter().map(|(key, value)| {
                        (
                            key.span().start,
                            format!("{}.{} = {}", section.get_ref(), key.get_ref(), inline(value)),
                        )
                    }));
                }
                _ => found.push((section.span().start, format!("{} = {}", section.get_ref(), inline(value)))),
            }
        }
        found.sort();
        let place = |at: usize| format!("{}:{}", self.name, lines.line(at));
        found.into_iter().map(|(at, line)| (line, place(at))).collect()
    }

    /// Makes an error about a place in the file.
    pub(crate) fn error(
        &self,
        message: String,
        help: Option<String>,
        span: Option<Range<usize>>,
    ) -> CliError {
        let place = span.clone().unwrap_or_default();
        let Some(text) = showable(&self.text, &place) else {
            let line = self.text[..place.start].matches('\n').count() + 1;
            let message = format!("{}:{line}: {message}", self.name);
            return CliError::usage(message, help.unwrap_or_else(|| "mend the configuration".to_owned()));
        };
        let source = NamedSource::new(escape(&self.name), text);
        CliError::Config(Box::new(ConfigError { message, help, source, span }))
    }
}

/// Gives a value in one line.
fn inline(value: &Spanned<DeValue<'_>>) -> String {
    let text = match value.get_ref() {
        DeValue::Array(items) => format!("[{}]", items.iter().map(inline).collect::<Vec<_>>().join(", ")),
        DeValue::Table(keys) => {
            let pair = |(key, value): (&Spanned<DeString<'_>>, &Spanned<DeValue<'_>>)| {
                format!("{} = {}", bare_or_quoted(key.get_ref()), inline(value))
            };
            format!("{{ {} }}", keys.iter().map(pair).collect::<Vec<_>>().join(", "))
        }
        DeValue::String(text) => toml::Value::from(text.as_ref()).to_string(),
        DeValue::Integer(number) => number.as_str().to_owned(),
        DeValue::Float(number) => number.as_str().to_owned(),
        DeValue::Boolean(is) => is.to_string(),
        DeValue::Datetime(day) => day.to_string(),
    };
    escape(&text).into_owned()
}

fn bare_or_quoted(key: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !key.is_empty() && key.chars().all(bare) { key.to_owned() } else { toml::Value::from(key).to_string() }
}

/// Gives the name that is nearest to an unknown one, if one is near.
pub(super) fn nearest<'a>(unknown: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let (distance, nearest) = known.map(|name| (strsim::osa_distance(name, unknown), name)).min()?;
    (distance <= 1 + unknown.len() / 3).then_some(nearest)
}
