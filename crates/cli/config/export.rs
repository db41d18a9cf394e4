//! What `notesmith.toml` says about cards: which notes have some, of what types, and in which decks.

use std::path::Path;

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use notesmith_export::{CardOptions, CardType, deck_named};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::config::Config;
use crate::config::document::texts;
use crate::error::CliError;

/// Which notes become cards, and how.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct ExportSection {
    /// Globs as in `.gitignore`, relative to this file, of the notes that become cards; without any, all do.
    #[schemars(extend("items" = texts("glob")))]
    pub(crate) include: Vec<String>,
    /// Globs of notes that become no cards.
    #[schemars(extend("items" = texts("glob")))]
    pub(crate) exclude: Vec<String>,
    /// What is made of an entry; without it, `basic` alone.
    #[schemars(length(min = 1))]
    pub(crate) card_types: Option<Vec<CardType>>,
    /// Whether each row of a table is an entry: the first cell is the term.
    pub(crate) table_rows: Option<bool>,
    /// Whether `$…$` is a formula, as `\(…\)` always is.
    pub(crate) dollar_math: Option<bool>,
    /// The note type that Anki shall use for the rows of a CSV, where `--notetype` does not say.
    #[schemars(length(min = 1), extend("format" = "line"))]
    pub(crate) note_type: Option<String>,
    /// Tags of all cards, beside `notesmith`, as Anki keeps them: without spaces, commas and quotation marks.
    #[schemars(extend("items" = texts("tag")))]
    pub(crate) tags: Vec<String>,
    /// Decks and card types of some notes; later ones are stronger.
    pub(crate) decks: Vec<DeckSection>,
}

/// The deck of some notes, and what differs in it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct DeckSection {
    /// Globs as in `.gitignore`, relative to this file.
    #[schemars(length(min = 1), extend("items" = texts("glob")))]
    pub(crate) paths: Vec<String>,
    /// The deck, levels joined by `::`; without it the folders of each note name it.
    #[schemars(extend("format" = "deck"))]
    pub(crate) deck: Option<String>,
    /// What is made of an entry.
    #[schemars(length(min = 1))]
    pub(crate) card_types: Option<Vec<CardType>>,
    /// Whether each row of a table is an entry.
    pub(crate) table_rows: Option<bool>,
    /// Whether `$…$` is a formula.
    pub(crate) dollar_math: Option<bool>,
}

impl ExportSection {
    /// Adds a stronger section.
    pub(crate) fn add(&mut self, stronger: Self) {
        self.include.extend(stronger.include);
        self.exclude.extend(stronger.exclude);
        self.card_types = stronger.card_types.or(self.card_types.take());
        self.table_rows = stronger.table_rows.or(self.table_rows);
        self.dollar_math = stronger.dollar_math.or(self.dollar_math);
        self.note_type = stronger.note_type.or(self.note_type.take());
        self.tags.extend(stronger.tags);
        self.decks.extend(stronger.decks);
    }
}

/// How the cards of each note are made.
pub(crate) struct CardRules<'a> {
    include: Option<Gitignore>,
    exclude: Gitignore,
    common: CardOptions,
    decks: Vec<(Gitignore, &'a DeckSection)>,
}

impl<'a> CardRules<'a> {
    /// Reads the globs of a configuration.
    pub(crate) fn new(config: &'a Config) -> Result<Self, CliError> {
        let section = &config.export;
        let root = &config.root;
        for name in section.decks.iter().filter_map(|deck| deck.deck.as_deref()) {
            if deck_named(name).is_none() {
                let message = format!("`[[export.decks]] deck`: `{name}` is no name of a deck");
                return Err(CliError::usage(message, "write levels joined by `::`, such as \"AWS::SAP\""));
            }
        }
        let include = (!section.include.is_empty()).then(|| globs(root, &section.include, "include"));
        let decks = section.decks.iter().map(|deck| Ok((globs(root, &deck.paths, "decks")?, deck)));
        let mut common = CardOptions {
            parse: config.parse_options(),
            tags: section.tags.clone(),
            ..CardOptions::default()
        };
        choose(&mut common, section.card_types.as_deref(), section.table_rows, section.dollar_math);
        Ok(Self {
            include: include.transpose()?,
            exclude: globs(root, &section.exclude, "exclude")?,
            common,
            decks: decks.collect::<Result<_, CliError>>()?,
        })
    }

    /// Gives how the cards of the note with a key are made; `None` where it becomes none.
    pub(crate) fn of(&self, key: &str) -> Option<CardOptions> {
        let matches = |globs: &Gitignore| globs.matched_path_or_any_parents(key, false).is_ignore();
        if self.include.as_ref().is_some_and(|include| !matches(include)) || matches(&self.exclude) {
            return None;
        }
        let mut options = self.common.clone();
        for (_, section) in self.decks.iter().filter(|(globs, _)| matches(globs)) {
            choose(&mut options, section.card_types.as_deref(), section.table_rows, section.dollar_math);
            options.deck = section.deck.clone().or(options.deck);
        }
        Some(options)
    }
}

fn choose(options: &mut CardOptions, types: Option<&[CardType]>, rows: Option<bool>, dollars: Option<bool>) {
    if let Some(types) = types {
        options.types = types.iter().copied().collect();
    }
    options.table_rows = rows.unwrap_or(options.table_rows);
    options.dollar_math = dollars.unwrap_or(options.dollar_math);
}

fn globs(root: &Path, globs: &[String], setting: &str) -> Result<Gitignore, CliError> {
    let bad = |error: ignore::Error| {
        CliError::usage(
            format!("`[export] {setting}` holds a bad glob: {error}"),
            "write it as in .gitignore",
        )
    };
    let mut builder = GitignoreBuilder::new(root);
    for glob in globs {
        builder.add_line(None, glob).map_err(bad)?;
    }
    builder.build().map_err(bad)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(text: &str) -> Config {
        let mut config = Config::default();
        config.export = toml::from_str(text).expect("a section");
        config
    }

    #[test]
    fn notes_are_chosen_by_path() {
        let config = config("include = [\"/notes/\"]\nexclude = [\"draft-*.md\"]\n");
        let rules = CardRules::new(&config).expect("good globs");
        for (key, chosen) in
            [("notes/a.md", true), ("notes/x/b.md", true), ("other/a.md", false), ("notes/draft-1.md", false)]
        {
            assert_eq!(rules.of(key).is_some(), chosen, "{key}");
        }
    }

    #[test]
    fn later_decks_are_stronger() {
        let config = config(
            "card-types = [\"basic\", \"acronym\"]\n\
             [[decks]]\npaths = [\"aws/**\"]\ndeck = \"Cloud::AWS\"\ntable-rows = true\n\
             [[decks]]\npaths = [\"aws/dva/**\"]\ncard-types = [\"cloze\"]\n",
        );
        let rules = CardRules::new(&config).expect("good globs");
        let options = rules.of("aws/dva/a.md").expect("all notes are chosen");
        assert_eq!(options.deck.as_deref(), Some("Cloud::AWS"));
        assert_eq!(options.types, [CardType::Cloze].into());
        assert!(options.table_rows);
        assert_eq!(rules.of("b.md").expect("chosen").types, [CardType::Basic, CardType::Acronym].into());
    }
}
