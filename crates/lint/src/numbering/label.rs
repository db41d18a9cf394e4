//! The number at the start of a heading.
//!
//! A label is an optional prefix, a number with its hierarchy, an optional unit and an optional suffix.

use std::fmt::{self, Display};

use notesmith_diagnostic::Span;
use smallvec::{SmallVec, smallvec};

use crate::numbering::form::{self, Form};
use crate::numbering::prefix::{self, Trust};
use crate::numbering::{Digits, Numeral, Sign};

/// How sure it is that a heading is numbered, from the heading alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// Hardly: the number seems to count something, `5 つの柱`, or to be mentioned, `Lab 2 の復習`.
    Counting,
    /// Only in a run of siblings with the same word: `A-1`, `Lab 2`.
    Word,
    /// Only if its neighbours are numbered likewise: `3 Storage`, `1.2`.
    Weak,
    /// By its own form: `21.`, `第3章`, `Q3.`.
    Certain,
}

/// A space inside a label, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Space {
    /// Nothing.
    None,
    /// U+0020.
    Ascii,
    /// U+3000.
    Ideographic,
}

impl Space {
    /// Gives it as it is written.
    pub const fn text(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Ascii => " ",
            Self::Ideographic => "\u{3000}",
        }
    }
}

/// The number that a heading starts with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Its source bytes, prefix, unit and suffix included.
    pub span: Span,
    /// The word or bracket before the number, as written: `第`, `Section`, `(`; mostly empty.
    pub prefix: Box<str>,
    /// What stands between prefix and number, and between number and unit.
    pub spaces: [Space; 2],
    /// The numbers, outermost first: `1.2` has two.
    pub parts: SmallVec<[Numeral; 2]>,
    /// What stands between the numbers; empty for a single one.
    pub separator: Sign,
    /// The counter behind the number, as written: `章`; mostly empty.
    pub unit: Sign,
    /// What closes it: `.`, `．`, `、`, `)` and the like; may be empty.
    pub suffix: Sign,
    /// The space between what closes it and the text; `None` where one of them is missing.
    pub gap: Option<Space>,
    /// How sure it is.
    pub certainty: Certainty,
}

impl Label {
    /// Reads the label at the start of a heading's content, `base` being its byte offset in the source; a number
    /// behind a word that is no usual prefix (`EC2`, `A-1`) is none.
    pub fn read(content: &str, base: usize) -> Option<Self> {
        let start = content.len() - content.trim_start_matches(['*', '_']).len();
        let (len, trust) = prefix::known(&content[start..]);
        read_behind(content, base, (start, len), trust)
    }

    /// Tells whether a text is a label and nothing else.
    pub fn is_whole(text: &str) -> bool {
        // Most that are look like this: `134.`.
        let is_plain = text.strip_suffix('.').is_some_and(|number| {
            (1..=4).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
        });
        is_plain || Self::read(text, 0).is_some_and(|label| label.span.len() == text.len())
    }

    /// Reads the label as [`Self::read`] does, else one behind any word: `A-1`, `Lab 2`, but `EC2` as well.
    pub(super) fn read_any(content: &str, base: usize) -> Option<Self> {
        Self::read(content, base).or_else(|| {
            let start = content.len() - content.trim_start_matches(['*', '_']).len();
            let len = prefix::word(&content[start..])?;
            read_behind(content, base, (start, len), Trust::Word)
        })
    }

    /// Gives the last number: the one that counts within the series.
    pub fn number(&self) -> Numeral {
        *self.parts.last().expect("a label has a number")
    }

    /// Gives the numbers before the last one.
    pub fn outer(&self) -> &[Numeral] {
        &self.parts[..self.parts.len() - 1]
    }

    /// Writes the number with its hierarchy in plain digits: `1.2`.
    pub fn plain(&self) -> impl Display {
        fmt::from_fn(|f| {
            self.outer().iter().try_for_each(|part| write!(f, "{}.", part.value))?;
            write!(f, "{}", self.number().value)
        })
    }
}

/// Reads a label whose prefix starts at a byte and has a length.
fn read_behind(content: &str, base: usize, (start, len): (usize, usize), trust: Trust) -> Option<Label> {
    let mut cursor = Cursor { text: content, at: start + len };
    let prefix = &content[start..cursor.at];
    let before = cursor.space();
    if before != Space::None && prefix.is_empty() {
        return None;
    }
    let first = cursor.numeral()?;
    let (parts, separator) = read_parts(&mut cursor, first);
    let at_number = cursor.at;
    let after = cursor.space();
    let unit = form::unit(cursor.rest());
    cursor.at = unit.map_or(at_number, |unit| cursor.at + unit.0.len());
    let suffix = form::suffix(cursor.rest());
    cursor.at += suffix.len();
    let gap = gap_of(cursor.rest()).filter(|_| !suffix.is_empty());
    let rest = cursor.rest().trim_start_matches(['*', '_']);
    let certainty = Form { prefix, trust, unit, suffix, rest }.certainty(&parts)?;
    Some(Label {
        span: Span::new(base + start, base + cursor.at),
        prefix: prefix.into(),
        spaces: [before, if unit.is_some() { after } else { Space::None }],
        parts,
        separator: Sign::of(separator),
        unit: unit.map_or(Sign::default(), |unit| Sign::of(unit.0)),
        suffix: Sign::of(suffix.trim_start_matches('\\')),
        gap,
        certainty,
    })
}

/// Reads the space that a text starts with, if a letter or digit stands behind it.
fn gap_of(rest: &str) -> Option<Space> {
    let gap = match rest.chars().next()? {
        ' ' => Space::Ascii,
        '\u{3000}' => Space::Ideographic,
        _ => Space::None,
    };
    rest[gap.text().len()..].starts_with(char::is_alphanumeric).then_some(gap)
}

/// A place in a heading's content.
struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// Takes one space, if there is one.
    fn space(&mut self) -> Space {
        let space = match self.text.as_bytes().get(self.at) {
            Some(b' ') => Space::Ascii,
            Some(0xE3) if self.rest().starts_with('\u{3000}') => Space::Ideographic,
            _ => Space::None,
        };
        self.at += space.text().len();
        space
    }

    fn numeral(&mut self) -> Option<Numeral> {
        let (numeral, len) = Numeral::read(self.rest())?;
        self.at += len;
        Some(numeral)
    }
}

fn read_parts(cursor: &mut Cursor<'_>, first: Numeral) -> (SmallVec<[Numeral; 2]>, &'static str) {
    let mut parts = smallvec![first];
    let mut separator = "";
    let has_hierarchy = matches!(first.digits, Digits::Ascii | Digits::FullWidth);
    let next_separator = |rest: &str| [".", "-", "．", "－"].into_iter().find(|sign| rest.starts_with(sign));
    while let Some(next) = next_separator(cursor.rest()).filter(|_| has_hierarchy) {
        let behind = &cursor.rest()[next.len()..];
        let Some((part, len)) = Numeral::read(behind).filter(|(part, _)| part.digits == first.digits) else {
            break;
        };
        if !separator.is_empty() && separator != next {
            break;
        }
        separator = next;
        parts.push(part);
        cursor.at += next.len() + len;
    }
    (parts, separator)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The label's source text, its numbers and `!` if it is certain.
    fn read(content: &str) -> String {
        Label::read(content, 0).map_or_else(String::new, |label| {
            let mark = match label.certainty {
                Certainty::Certain => "!",
                Certainty::Weak => "?",
                Certainty::Word => "w",
                Certainty::Counting => "c",
            };
            format!("{} {}{mark}", label.span.text(content), label.plain())
        })
    }

    #[test]
    fn counted_things() {
        for (content, expected) in [
            ("3 つのポイント", "3 3c"),
            ("2 段階認証", "2 2c"),
            ("2 要素認証", "2 2c"),
            ("24 年度のまとめ", "24 24c"),
            ("3 steps to success", "3 3c"),
            ("5 Steps", "5 5?"),
            ("Q2 の復習", "Q2 2c"),
        ] {
            assert_eq!(read(content), expected, "{content:?}");
        }
    }

    #[test]
    fn any_word_before_a_number() {
        let check = |content: &str, expected: &str| {
            let found = Label::read_any(content, 0);
            let found = found.map(|label| (label.span.text(content).to_owned(), label.certainty));
            let expected = Some((expected.to_owned(), Certainty::Word)).filter(|(text, _)| !text.is_empty());
            assert_eq!(found, expected, "{content:?}");
        };
        for (content, expected) in [
            ("A-1", "A-1"),
            ("Q-3 What", "Q-3"),
            ("Lab 2: ログ", "Lab 2:"),
            ("その１ 準備", "その１"),
            ("Fig. 2", ""),
            ("EC2", "EC2"),
            ("v1", ""),
            ("April 3", ""),
            ("1Password", ""),
            ("HTTP/2", ""),
            ("IPv6アドレス", ""),
            ("Windows 11Pro", ""),
        ] {
            check(content, expected);
        }
        assert_eq!(
            Label::read_any("Lab 2 の復習", 0).map(|label| label.certainty),
            Some(Certainty::Counting)
        );
    }

    #[test]
    fn certain_labels() {
        for (content, expected) in [
            ("21.", "21. 21!"),
            ("21. Storage", "21. 21!"),
            ("1.はじめに", "1. 1!"),
            ("１．", "１． 1!"),
            ("3）ログ", "3） 3!"),
            ("21", "21 21!"),
            ("第3章", "第3章 3!"),
            ("第 3 分野 耐障害性", "第 3 分野 3!"),
            ("第十二回: 復習", "第十二回: 12!"),
            ("3章 まとめ", "3章 3!"),
            ("問21", "問21 21!"),
            ("問題 5", "問題 5 5!"),
            ("Q3. What", "Q3. 3!"),
            ("Q3", "Q3 3!"),
            ("Section 2", "Section 2 2!"),
            ("SECTION 4 デプロイ", "SECTION 4 4!"),
            ("Chapter IV", "Chapter IV 4!"),
            ("Day 1: plan", "Day 1: 1!"),
            ("1.2.3. Deep", "1.2.3. 1.2.3!"),
            ("1-2. Deep", "1-2. 1.2!"),
            ("(3) x", "(3) 3!"),
            ("（３）", "（３） 3!"),
            ("① 概要", "① 1!"),
            ("一、概要", "一、 1!"),
            ("**21.** x", "21. 21!"),
            ("21\\. x", "21\\. 21!"),
            ("§ 3", "§ 3 3!"),
            ("No.5", "No.5 5!"),
        ] {
            assert_eq!(read(content), expected, "{content:?}");
        }
    }

    #[test]
    fn labels_that_need_neighbours() {
        for (content, expected) in [
            ("3 Storage", "3 3?"),
            ("1.2 Storage", "1.2 1.2?"),
            ("1.2", "1.2 1.2?"),
            ("IV. Storage", "IV. 4?"),
            ("3.Storage", "3. 3?"),
            ("3.storage", "3. 3c"),
            ("Q1 results", "Q1 1?"),
            ("5 回 練習", "5 回 5?"),
            ("2023. 春", "2023. 2023?"),
        ] {
            assert_eq!(read(content), expected, "{content:?}");
        }
    }

    #[test]
    fn no_labels() {
        for content in [
            "2023 summary",
            "2023",
            "2023年",
            "2023-06-24",
            "EC2",
            "S3",
            "Route 53",
            "3つのポイント",
            "24/7",
            "50% off",
            "10:00 meeting",
            "2.x 系",
            "3D",
            "5G",
            "v1.2.3",
            "Steps",
            "Quiz 3",
            "Questions",
            "Partition 3",
            "第一印象",
            "一般",
            "三つの柱",
            "VPC",
            "I",
            "X-Ray",
            "I am",
            "(3 枚)",
            "Dayz",
            "100%",
            "1st",
            "",
            "*",
            "Windows 11",
            "問い合わせ",
            "第",
            "1=2",
        ] {
            assert_eq!(read(content), "", "{content:?}");
        }
    }
}
