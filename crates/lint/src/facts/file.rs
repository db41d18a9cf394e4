//! The facts of one note, together.

use notesmith_diagnostic::Span;

use crate::addresses::labels_of;
use crate::facts::choices::{self, Choice};
use crate::facts::joints::Joints;
use crate::facts::kana::{self, KanaSlip};
use crate::facts::punctuation::{self, Punctuation};
use crate::facts::terms::{self, TermFacts};
use crate::facts::words::{self, FileWords, Variants};
use crate::facts::{Fragments, LatinSpacing, LocalLink, TermSeparator, anchors_of, links, separators};
use crate::note::Note;
use crate::numbering::Outline;
use crate::settings::RuleSet;
use crate::suppression::Suppressions;

/// What the rules over all notes know of one note; plain data that outlives its document.
#[derive(Debug, Default)]
pub struct FileFacts {
    /// The path as shown to people, with `/`.
    pub path: String,
    /// Where rules are switched off.
    pub suppressions: Suppressions,
    /// The fragments that the note offers, in order.
    pub anchors: Fragments,
    /// Its links and images that lead to files or fragments, in order.
    pub links: Vec<LocalLink>,
    /// The text of links that is their address, too, in order.
    pub(crate) labels: Vec<Span>,
    /// Its words, if they were collected; moved into the corpus when the facts are added to it.
    pub(crate) words: Option<Box<FileWords>>,
    /// Slips in its Japanese letters, in order.
    pub(crate) kana: Vec<KanaSlip>,
    /// Its headings and the numbers in them.
    pub outline: Outline,
    /// What stands between its terms and their definitions, in order.
    pub separators: Vec<TermSeparator>,
    /// Where Japanese letters stand beside Latin words and numbers.
    pub latin_spacing: LatinSpacing,
    /// Spaces between Japanese letters that split what belongs together, in order.
    pub(crate) split_phrases: Vec<Span>,
    /// Ways of writing that rules want to be the same everywhere.
    pub(crate) choices: Vec<Choice>,
    /// What its terms are said to be, if that was collected.
    pub(crate) terms: Option<Box<TermFacts>>,
    /// The commas and periods of its Japanese text.
    pub(crate) punctuation: Punctuation,
}

/// The rules that report slips in Japanese letters.
const READ_SLIPS: [&str; 6] = [
    "spelling/hiragana",
    "spelling/kanji",
    "spelling/look-alike",
    "spelling/repeated-word",
    "spelling/split-word",
    "spelling/stray-letter",
];

/// The rules that compare what terms are said to be.
const READ_TERMS: [&str; 3] =
    ["terms/acronym-expansion", "terms/conflicting-definition", "terms/repeated-definition"];

impl FileFacts {
    /// Collects the facts of a note that these rules look at; words and terms cost more than all others together.
    pub fn collect(note: &Note<'_>, rules: &RuleSet) -> Self {
        let document = note.document();
        let runs = |ids: &[&str]| ids.iter().any(|id| rules.rule(id).is_some());
        let has_stops = runs(&["ja/comma-period-style", "ja/ascii-punctuation"]);
        let has_gaps = runs(&["ja/space-between-full-width"]);
        let has_joints = has_gaps || runs(&["ja/latin-spacing"]);
        let mut joints = has_joints.then(Joints::default);
        let words = words_of(note, rules, joints.as_mut()).map(Box::new);
        let joints = match joints {
            // The walk over the words saw them.
            Some(joints) if words.is_some() => joints.finish(note),
            Some(_) => Joints::collect(note),
            None => Joints::default(),
        };
        let kana = words
            .as_ref()
            .filter(|_| runs(&READ_SLIPS))
            .map_or_else(Vec::new, |words| kana::collect(document, &words.suspicious, &words.repeated));
        let has_separators = runs(&["terms/separator-style"]);
        let separators = if has_separators { separators::collect(note) } else { Vec::new() };
        Self {
            path: note.path().to_owned(),
            suppressions: Suppressions::collect(document),
            anchors: anchors_of(document).into(),
            links: links::collect(note),
            labels: labels_of(note),
            kana,
            words,
            outline: Outline::collect(document, note.path()),
            separators,
            split_phrases: if has_gaps { joints.slips(note) } else { Vec::new() },
            latin_spacing: joints.latin,
            choices: choices::collect(note, rules),
            terms: runs(&READ_TERMS).then(|| terms::collect(note)).flatten(),
            punctuation: if has_stops { punctuation::collect(note) } else { Punctuation::default() },
        }
    }

    /// Collects only what the rules over links look at, for runs that have no others.
    pub fn of_links(note: &Note<'_>) -> Self {
        Self {
            path: note.path().to_owned(),
            suppressions: Suppressions::collect(note.document()),
            anchors: anchors_of(note.document()).into(),
            links: links::collect(note),
            ..Self::default()
        }
    }
}

/// Collects the words of a note where rules look at them, and with them where letters of two scripts meet.
fn words_of(note: &Note<'_>, rules: &RuleSet, joints: Option<&mut Joints>) -> Option<FileWords> {
    let has_variants = rules.rule("terms/variant").is_some();
    let variants = if has_variants { Variants::Kept } else { Variants::Dropped };
    (has_variants || rules.has_group("spelling")).then(|| {
        let mut words = words::collect(note.document(), variants, joints);
        words.owns_joined_names = rules.rule("spelling/joined-name").is_some();
        words
    })
}
