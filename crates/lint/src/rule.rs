//! What a rule is: its documentation, its metadata, its options and its check, declared in one place.

use std::any::Any;

use notesmith_diagnostic::{Applicability, Severity};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::corpus::Corpus;
use crate::note::Note;
use crate::prh::Prh;
use crate::rules;
use crate::sink::{CorpusSink, Sink};

/// How a rule's findings are treated in a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The rule does not run.
    Off,
    /// Counted, shown with `--hints`.
    Hint,
    /// Shown; fails the run.
    Warning,
    /// Shown; fails the run.
    Error,
}

impl Level {
    /// Gives the severity of findings at this level; `None` for [`Level::Off`].
    pub const fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Hint => Some(Severity::Hint),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }

    /// Gives the name that configuration uses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Hint => "hint",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// The options of a rule, parsed once per run; a rule's check gets its own type back.
pub type AnyOptions = Box<dyn Any + Send + Sync>;

/// The function of a rule, with its options' type hidden; there is no other kind.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// Sees one note at a time.
    File(fn(&Note<'_>, &AnyOptions, &mut Sink<'_>)),
    /// Sees one note at a time, and the dictionary of the project; it does not run where there is none.
    Dictionary(fn(&Note<'_>, &Prh, &AnyOptions, &mut Sink<'_>)),
    /// Sees the facts of all notes.
    Corpus(fn(&Corpus, &AnyOptions, &mut CorpusSink<'_>)),
}

/// One rule.
#[derive(Debug)]
pub struct Rule {
    /// `group/name`, kebab-case, named after the problem.
    pub id: &'static str,
    /// The names of rules of other tools whose meaning it keeps, `MD051` for one.
    pub aliases: &'static [&'static str],
    /// The level without configuration.
    pub level: Level,
    /// Who may apply its fixes; `None` where it has none.
    pub fix: Option<Applicability>,
    /// Its documentation in Markdown; the first line is its summary.
    pub docs: &'static str,
    /// What it does.
    pub check: Check,
    /// Parses its options from JSON; the error says what is wrong in them.
    pub parse_options: fn(&Value) -> Result<AnyOptions, String>,
    /// Gives the JSON schema of its options.
    pub options_schema: fn() -> Value,
    /// Gives its options' defaults as a JSON object.
    pub default_options: fn() -> Value,
}

impl Rule {
    /// Gives the part of the id before the slash.
    pub fn group(&self) -> &'static str {
        self.id.split('/').next().unwrap_or(self.id)
    }

    /// Gives the first line of the documentation.
    pub fn summary(&self) -> &'static str {
        self.docs.trim_start().lines().next().unwrap_or("").trim()
    }

    /// Tells whether a name in configuration, a comment or a flag means this rule: its id, its group, an alias.
    pub fn is_named(&self, name: &str) -> bool {
        self.id == name || self.is_in_group(name) || self.has_alias(name)
    }

    /// Tells whether this is the rule's group, without looking for the slash: flags and configurations name
    /// hundreds of rules, and each name is held against each rule.
    pub fn is_in_group(&self, name: &str) -> bool {
        self.id.as_bytes().get(name.len()) == Some(&b'/') && self.id.starts_with(name)
    }

    /// Tells whether the rule has this alias; letter case does not count.
    pub fn has_alias(&self, name: &str) -> bool {
        self.aliases.iter().any(|alias| alias.eq_ignore_ascii_case(name))
    }
}

/// The options of a rule that has none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoOptions {}

/// Gives all rules, sorted by id.
pub fn all_rules() -> &'static [&'static Rule] {
    rules::ALL
}

/// Finds a rule by id or alias.
pub fn find_rule(name: &str) -> Option<&'static Rule> {
    all_rules().iter().copied().find(|rule| rule.id == name || rule.has_alias(name))
}

/// Declares the rule of a file: `RULE`, from its documentation, its metadata and its `check`.
///
/// `check: file(f)` takes `fn(&Note, &Options, &mut Sink)`, `check: dictionary(f)` takes
/// `fn(&Note, &Prh, &Options, &mut Sink)`, `check: corpus(f)` takes `fn(&Corpus, &Options, &mut CorpusSink)`.
macro_rules! declare_rule {
    (
        $(#[doc = $doc:literal])+
        $id:literal {
            aliases: [$($alias:literal),* $(,)?],
            level: $level:ident,
            fix: $fix:ident,
            options: $options:ty,
            check: $kind:ident($check:path) $(,)?
        }
    ) => {
        $(#[doc = $doc])+
        pub(crate) static RULE: $crate::rule::Rule = $crate::rule::Rule {
            id: $id,
            aliases: &[$($alias),*],
            level: $crate::rule::Level::$level,
            fix: declare_rule!(@fix $fix),
            docs: concat!($($doc, "\n"),+),
            check: declare_rule!(@check $kind, $options, $check),
            parse_options: |value| {
                serde_json::from_value::<$options>(value.clone())
                    .map(|options| Box::new(options) as $crate::rule::AnyOptions)
                    .map_err(|error| error.to_string())
            },
            options_schema: || serde_json::Value::from(schemars::schema_for!($options)),
            default_options: || {
                serde_json::to_value(<$options as Default>::default()).expect("options are plain data")
            },
        };
    };
    (@fix none) => { None };
    (@fix safe) => { Some(notesmith_diagnostic::Applicability::Safe) };
    (@fix unsafe_) => { Some(notesmith_diagnostic::Applicability::Unsafe) };
    (@check file, $options:ty, $check:path) => {
        $crate::rule::Check::File(|note, options, sink| {
            $check(note, options.downcast_ref::<$options>().expect("parsed by this rule"), sink);
        })
    };
    (@check dictionary, $options:ty, $check:path) => {
        $crate::rule::Check::Dictionary(|note, prh, options, sink| {
            $check(note, prh, options.downcast_ref::<$options>().expect("parsed by this rule"), sink);
        })
    };
    (@check corpus, $options:ty, $check:path) => {
        $crate::rule::Check::Corpus(|corpus, options, sink| {
            $check(corpus, options.downcast_ref::<$options>().expect("parsed by this rule"), sink);
        })
    };
}
pub(crate) use declare_rule;
