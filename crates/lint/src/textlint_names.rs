//! The names by which textlint's comments know rules: in full (`ja-spacing/ja-space-around-code`), with the prefixes of
//! their packages, or without the preset.

use crate::rule::{Rule, all_rules};

/// Gives our rules that textlint knows by a name.
pub(crate) fn rules_named(name: &str) -> impl Iterator<Item = &'static Rule> {
    let name = name.strip_prefix("textlint-rule-").unwrap_or(name);
    let name = name.strip_prefix("preset-").unwrap_or(name).to_owned();
    all_rules().iter().copied().filter(move |rule| {
        names(rule).any(|full| full == name || full.split_once('/').is_some_and(|(_, short)| short == name))
    })
}

/// Tells whether a rule keeps the meaning of a rule of textlint.
pub(crate) fn is_textlints(rule: &Rule) -> bool {
    rule.group() == "ja" || names(rule).next().is_some()
}

/// Gives the names that textlint has for a rule; other tools have no slash in theirs.
fn names(rule: &Rule) -> impl Iterator<Item = &'static str> {
    rule.aliases.iter().copied().filter(|alias| alias.contains('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: &[&str]) {
        assert_eq!(rules_named(name).map(|rule| rule.id).collect::<Vec<_>>(), expected, "{name}");
    }

    #[test]
    fn presets_may_be_named_or_not() {
        let rule = ["ja/bracket-spacing"];
        check("ja-spacing/ja-no-space-around-parentheses", &rule);
        check("preset-ja-spacing/ja-no-space-around-parentheses", &rule);
        check("ja-no-space-around-parentheses", &rule);
        check("textlint-rule-ja-no-space-around-parentheses", &rule);
        check("jtf-style/3.3.かっこ類と隣接する文字の間のスペースの有無", &rule);
        check("ja-no-space", &[]);
        check("MD010", &[]);
    }
}
