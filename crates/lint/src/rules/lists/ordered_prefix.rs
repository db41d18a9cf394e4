use notesmith_parse::{ListItem, ListMarker};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::note::Note;
use crate::rule::declare_rule;
use crate::sink::Sink;

declare_rule! {
    /// Numbers of an ordered list that do not count up.
    ///
    /// ## Why
    ///
    /// The page counts from the first number on, whatever the others are, so source and page differ.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// 1. EC2
    /// 2. S3
    /// 4. EFS
    /// ```
    ///
    /// ```md good
    /// 1. EC2
    /// 2. S3
    ///
    /// Text.
    ///
    /// 1. All items
    /// 1. may be 1.
    /// ```
    ///
    /// ## Options
    ///
    /// - `style`: `"one-or-ordered"`, `"one"`, `"ordered"` or `"zero"`. Default: `"one-or-ordered"`.
    ///
    /// ```toml options
    /// style = "ordered"
    /// ```
    ///
    /// ```md bad
    /// 1. EC2
    /// 1. S3
    /// ```
    "lists/ordered-prefix" {
        aliases: ["MD029"],
        level: Off,
        fix: none,
        options: Options,
        check: file(check),
    }
}

#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// How items are numbered.
    style: Style,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Style {
    /// All 1, or counting up.
    #[default]
    #[serde(alias = "one_or_ordered")]
    OneOrOrdered,
    /// All 1.
    One,
    /// Counting up from 0 or 1.
    Ordered,
    /// All 0.
    Zero,
}

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    let document = note.document();
    let mut by_list: Vec<Vec<&ListItem>> = vec![Vec::new(); document.lists().len()];
    for item in document.list_items() {
        if matches!(document.lists()[item.list].marker, ListMarker::Ordered(_)) {
            by_list[item.list].push(item);
        }
    }
    for items in by_list.iter().filter(|items| !items.is_empty()) {
        let number = |index: usize| items.get(index).and_then(|item| item.number);
        let counts = items.len() >= 2 && (number(1) != Some(1) || number(0) == Some(0));
        let style = match options.style {
            Style::OneOrOrdered if counts => Style::Ordered,
            Style::OneOrOrdered => Style::One,
            style => style,
        };
        let starts_at_zero = counts && number(0) == Some(0);
        let mut expected = u64::from(!(style == Style::Zero || (style == Style::Ordered && starts_at_zero)));
        for item in items {
            if item.number != Some(expected) {
                let actual = item.number.unwrap_or_default();
                sink.report(item.marker, format!("the number {actual}, not {expected}"))
                    .help("number the items in order, or give all of them 1");
            }
            expected += u64::from(style == Style::Ordered);
        }
    }
}
