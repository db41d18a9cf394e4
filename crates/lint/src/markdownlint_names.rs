//! The names that markdownlint gives its rules: long ones and tags (version 0.42, `lib/*.mjs` of the npm package).

use crate::rule::{Rule, all_rules};

/// Code, long names and tags of each rule; its rules MD002, 006, 008, 015 to 017 are gone, 057 was never used.
const NAMES: [(&str, &[&str], &[&str]); 53] = [
    ("MD001", &["heading-increment"], &["headings"]),
    ("MD003", &["heading-style"], &["headings"]),
    ("MD004", &["ul-style"], &["bullet", "ul"]),
    ("MD005", &["list-indent"], &["bullet", "ul", "indentation"]),
    ("MD007", &["ul-indent"], &["bullet", "ul", "indentation"]),
    ("MD009", &["no-trailing-spaces"], &["whitespace"]),
    ("MD010", &["no-hard-tabs"], &["whitespace", "hard_tab"]),
    ("MD011", &["no-reversed-links"], &["links"]),
    ("MD012", &["no-multiple-blanks"], &["whitespace", "blank_lines"]),
    ("MD013", &["line-length"], &["line_length"]),
    ("MD014", &["commands-show-output"], &["code"]),
    ("MD018", &["no-missing-space-atx"], &["headings", "atx", "spaces"]),
    ("MD019", &["no-multiple-space-atx"], &["headings", "atx", "spaces"]),
    ("MD020", &["no-missing-space-closed-atx"], &["headings", "atx_closed", "spaces"]),
    ("MD021", &["no-multiple-space-closed-atx"], &["headings", "atx_closed", "spaces"]),
    ("MD022", &["blanks-around-headings"], &["headings", "blank_lines"]),
    ("MD023", &["heading-start-left"], &["headings", "spaces"]),
    ("MD024", &["no-duplicate-heading"], &["headings"]),
    ("MD025", &["single-title", "single-h1"], &["headings"]),
    ("MD026", &["no-trailing-punctuation"], &["headings"]),
    ("MD027", &["no-multiple-space-blockquote"], &["blockquote", "whitespace", "indentation"]),
    ("MD028", &["no-blanks-blockquote"], &["blockquote", "whitespace"]),
    ("MD029", &["ol-prefix"], &["ol"]),
    ("MD030", &["list-marker-space"], &["ol", "ul", "whitespace"]),
    ("MD031", &["blanks-around-fences"], &["code", "blank_lines"]),
    ("MD032", &["blanks-around-lists"], &["bullet", "ul", "ol", "blank_lines"]),
    ("MD033", &["no-inline-html"], &["html"]),
    ("MD034", &["no-bare-urls"], &["links", "url"]),
    ("MD035", &["hr-style"], &["hr"]),
    ("MD036", &["no-emphasis-as-heading"], &["headings", "emphasis"]),
    ("MD037", &["no-space-in-emphasis"], &["whitespace", "emphasis"]),
    ("MD038", &["no-space-in-code"], &["whitespace", "code"]),
    ("MD039", &["no-space-in-links"], &["whitespace", "links"]),
    ("MD040", &["fenced-code-language"], &["code", "language"]),
    ("MD041", &["first-line-heading", "first-line-h1"], &["headings"]),
    ("MD042", &["no-empty-links"], &["links"]),
    ("MD043", &["required-headings"], &["headings"]),
    ("MD044", &["proper-names"], &["spelling"]),
    ("MD045", &["no-alt-text"], &["accessibility", "images"]),
    ("MD046", &["code-block-style"], &["code"]),
    ("MD047", &["single-trailing-newline"], &["blank_lines"]),
    ("MD048", &["code-fence-style"], &["code"]),
    ("MD049", &["emphasis-style"], &["emphasis"]),
    ("MD050", &["strong-style"], &["emphasis"]),
    ("MD051", &["link-fragments"], &["links"]),
    ("MD052", &["reference-links-images"], &["images", "links"]),
    ("MD053", &["link-image-reference-definitions"], &["images", "links"]),
    ("MD054", &["link-image-style"], &["images", "links"]),
    ("MD055", &["table-pipe-style"], &["table"]),
    ("MD056", &["table-column-count"], &["table"]),
    ("MD058", &["blanks-around-tables"], &["table"]),
    ("MD059", &["descriptive-link-text"], &["accessibility", "links"]),
    ("MD060", &["table-column-style"], &["table"]),
];

/// Gives our rules that markdownlint knows by a name: code, long name or tag, in any letter case.
pub(crate) fn rules_named(name: &str) -> impl Iterator<Item = &'static Rule> {
    let is = |other: &&str| name.eq_ignore_ascii_case(other);
    let codes: Vec<&str> = NAMES
        .iter()
        .filter(|(code, long, tags)| is(code) || long.iter().chain(*tags).any(is))
        .map(|(code, ..)| *code)
        .collect();
    all_rules().iter().copied().filter(move |rule| rule.aliases.iter().any(|alias| codes.contains(alias)))
}

/// Tells whether a rule keeps the meaning of a rule of markdownlint.
pub(crate) fn is_markdownlints(rule: &Rule) -> bool {
    rule.aliases.iter().any(|alias| alias.starts_with("MD"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: &[&str]) {
        assert_eq!(rules_named(name).map(|rule| rule.id).collect::<Vec<_>>(), expected, "{name}");
    }

    #[test]
    fn codes_long_names_and_tags() {
        check("MD010", &["markup/hard-tab"]);
        check("No-Hard-Tabs", &["markup/hard-tab"]);
        check("single-h1", &["headings/multiple-titles"]);
        check("blockquote", &["markup/blockquote-gap", "markup/blockquote-spacing"]);
        check("MD999", &[]);
        check("markup/hard-tab", &[]);
    }
}
