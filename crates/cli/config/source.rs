//! The text of a configuration file, and where in it each setting stands.

use std::collections::BTreeMap;
use std::ops::Range;

use miette::NamedSource;
use notesmith_diagnostic::LineIndex;

use crate::error::{CliError, ConfigError};

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

    /// Makes an error about a place in the file.
    pub(crate) fn error(
        &self,
        message: String,
        help: Option<String>,
        span: Option<Range<usize>>,
    ) -> CliError {
        let source = NamedSource::new(&self.name, self.text.clone());
        CliError::Config(Box::new(ConfigError { message, help, source, span }))
    }
}

/// Gives the name that is nearest to an unknown one, if one is near.
pub(super) fn nearest<'a>(unknown: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let (distance, nearest) = known.map(|name| (strsim::osa_distance(name, unknown), name)).min()?;
    (distance <= 1 + unknown.len() / 3).then_some(nearest)
}
