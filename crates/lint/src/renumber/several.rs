//! Headings that stand for several numbers, `2-3.` or `2, 3.`: where one is, nobody can say what the others should be.

use crate::numbering::{Numeral, Outline, Series};

/// Gives the heading that keeps a series from being renumbered, as an index into [`Outline::headings`].
pub(super) fn several<'a>(
    outline: &Outline,
    series: &Series,
    text: impl Fn(usize) -> &'a str,
) -> Option<usize> {
    let parent = outline.headings[*series.members.first()?].parent();
    let mut siblings = outline
        .headings
        .iter()
        .enumerate()
        .filter(|(_, heading)| heading.level == series.level && heading.parent() == parent);
    siblings
        .find(|&(index, _)| !is_hierarchy(outline, index) && is_several(text(index), series))
        .map(|(index, _)| index)
}

/// Tells whether a heading is one of `2-1.`, `2-2.`, …: inner numbers, not ranges.
fn is_hierarchy(outline: &Outline, index: usize) -> bool {
    let parts = outline.headings[index].label.as_ref().map_or(0, |label| label.parts.len());
    parts > 1
        && outline.series.iter().any(|series| series.members.len() > 1 && series.members.contains(&index))
}

/// Tells whether a heading begins with a range or a list of numbers, behind the prefix of the series.
fn is_several(text: &str, series: &Series) -> bool {
    const BETWEEN: [&str; 20] = [
        "-", "－", "‐", "–", "—", "−", "~", "〜", "～", ",", "，", "、", "・", "/", "&", "＆", "+", "と",
        "and", "to",
    ];
    let text = text.trim_start_matches(['*', '_', '(', '（', '[', '【']);
    let prefix = series.shape.prefix.trim_matches(['(', '[']);
    let Some(head) = text.get(..prefix.len()).filter(|head| head.to_lowercase() == prefix) else {
        return false;
    };
    let rest = text[head.len()..].trim_start_matches('.').trim_start();
    let Some((first, rest)) = number(rest) else { return false };
    let rest = rest.trim_start();
    let Some(rest) = BETWEEN.iter().find_map(|between| rest.strip_prefix(between)) else { return false };
    number(rest.trim_start()).is_some_and(|(second, _)| first < second)
}

/// Reads a number with its hierarchy in points: gives its last part and what follows.
fn number(text: &str) -> Option<(u32, &str)> {
    let (mut last, len) = Numeral::read(text)?;
    let mut rest = &text[len..];
    while let Some(inner) = rest.strip_prefix(['.', '．']) {
        let Some((part, len)) = Numeral::read(inner) else { break };
        last = part;
        rest = &inner[len..];
    }
    Some((last.value, rest))
}
