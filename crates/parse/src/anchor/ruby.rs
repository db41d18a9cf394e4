//! The fragments of GitLab and Qiita, which are both written in Ruby.

use crate::anchor::github::is_word;

/// What GitLab's documentation puts behind headings in parentheses, alone or before `only`.
const TIERS: [&str; 6] = ["core", "starter", "free", "premium", "ultimate", "beta"];

/// Gives a slug as Qiita makes it.
///
/// Source: `increments/qiita-markdown`, `lib/qiita/markdown/filters/heading_anchor.rb`: lower case, all but `\p{Word}`,
/// hyphens and spaces removed, spaces to hyphens.
pub(super) fn qiita_slug(text: &str) -> String {
    let keeps = |c: &char| is_word(*c) || matches!(c, '-' | ' ');
    text.to_lowercase().chars().filter(keeps).map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// Gives a slug as GitLab makes it.
///
/// Source: `gitlabhq/gitlabhq`, `lib/gitlab/utils/markdown.rb`, `string_to_anchor`: as Qiita's, but trimmed, without
/// the tier of a product such as `(premium only)`, with one hyphen for several, and with `anchor-` before bare digits.
pub(super) fn gitlab_slug(text: &str) -> String {
    let lower = text.trim().to_lowercase();
    let mut slug = squeeze(&qiita_slug(&without_tiers(&lower)));
    if !slug.is_empty() && slug.bytes().all(|byte| byte.is_ascii_digit()) {
        slug.insert_str(0, "anchor-");
    }
    slug
}

/// Leaves one of several hyphens in a row.
fn squeeze(text: &str) -> String {
    let mut squeezed = String::with_capacity(text.len());
    for c in text.chars() {
        if c != '-' || !squeezed.ends_with('-') {
            squeezed.push(c);
        }
    }
    squeezed
}

/// Takes `(premium)`, `**(ultimate only)**` and the like out, with the white space before them.
fn without_tiers(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('(') {
        let (before, behind) = rest.split_at(open);
        let Some((inside, after)) = behind[1..].split_once(')') else { break };
        let tier = inside.strip_suffix("only").map_or(inside, |tier| tier.trim_end());
        if TIERS.contains(&tier) {
            kept.push_str(before.trim_end_matches('*').trim_end());
            rest = after.trim_start_matches('*');
        } else {
            kept.push_str(&rest[..=open]);
            rest = &behind[1..];
        }
    }
    kept + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_of_gitlab() {
        for (text, expected) in [
            ("Hello, World!", "hello-world"),
            ("21.", "anchor-21"),
            ("A  B - C", "a-b-c"),
            ("第 1 分野: 設計", "第-1-分野-設計"),
            ("Runners **(premium only)**", "runners"),
            ("Runners (free) here", "runners-here"),
            ("Runners (mine)", "runners-mine"),
            ("a ( b", "a-b"),
        ] {
            assert_eq!(gitlab_slug(text), expected, "{text:?}");
        }
    }

    #[test]
    fn slugs_of_qiita() {
        for (text, expected) in
            [("Hello, World!", "hello-world"), ("21.", "21"), ("A  B", "a--b"), ("１. 概要", "１-概要")]
        {
            assert_eq!(qiita_slug(text), expected, "{text:?}");
        }
    }
}
