//! One choice, and what most choices of all notes are.

use std::collections::BTreeMap;

use notesmith_diagnostic::Span;

use crate::corpus::Corpus;

/// What the choice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Matter {
    /// A space between inline code and Japanese letters.
    CodeSpacing,
    /// A space between a link and Japanese letters.
    LinkSpacing,
    /// `一つ` or `1つ`.
    Counter,
    /// `1か月` or `1ヶ月`.
    LargeKe,
}

impl Matter {
    /// All of them.
    pub(super) const ALL: [Self; 4] = [Self::CodeSpacing, Self::LinkSpacing, Self::Counter, Self::LargeKe];

    /// Gives the id of the rule about it.
    pub(super) const fn rule(self) -> &'static str {
        match self {
            Self::CodeSpacing => "ja/code-spacing",
            Self::LinkSpacing => "ja/link-spacing",
            Self::Counter => "ja/counter",
            Self::LargeKe => "ja/large-ke",
        }
    }
}

/// One choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    pub(crate) matter: Matter,
    /// What was written, by its shortest example: `""`, `" "`, `"か"`, `"1"`, `"一"`.
    pub(crate) way: &'static str,
    /// Its bytes.
    pub(crate) span: Span,
    /// The number, where the choice is how to write it.
    pub(crate) number: usize,
}

/// Fewer choices than this show no style.
const LEAST_CHOICES: usize = 10;

/// The way that is right in all notes.
pub(crate) struct Norm {
    pub(crate) way: &'static str,
    /// Why it is right.
    pub(crate) evidence: String,
}

impl Norm {
    /// Takes the configured way, or else that of three of four choices of at least ten.
    pub(crate) fn of(corpus: &Corpus, matter: Matter, configured: Option<&'static str>) -> Option<Self> {
        if let Some(way) = configured {
            return Some(Self { way, evidence: "the configuration says so".to_owned() });
        }
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for file in corpus.files() {
            for choice in file.choices.iter().filter(|choice| choice.matter == matter) {
                *counts.entry(choice.way).or_default() += 1;
            }
        }
        let total: usize = counts.values().sum();
        let (&way, &count) = counts.iter().max_by_key(|(_, count)| **count)?;
        (total >= LEAST_CHOICES && count * 4 >= total * 3)
            .then(|| Self { way, evidence: format!("{count} of {total} places do") })
    }

    /// Gives the choices that differ, each with the index of its file.
    pub(crate) fn others(&self, corpus: &Corpus, matter: Matter) -> Vec<(usize, Choice)> {
        let choices = corpus
            .files()
            .iter()
            .enumerate()
            .flat_map(|(file, facts)| facts.choices.iter().map(move |choice| (file, *choice)));
        choices.filter(|(_, choice)| choice.matter == matter && choice.way != self.way).collect()
    }
}
