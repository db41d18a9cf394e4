//! The number at the start of a heading.
//!
//! A label is an optional prefix, a number with its hierarchy, an optional unit and an optional suffix.

use notesmith_diagnostic::Span;

use crate::numbering::{Digits, Numeral};

/// How sure it is that a heading is numbered, from the heading alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// Only if its neighbours are numbered likewise: `3 Storage`, `1.2`.
    Weak,
    /// By its own form: `21.`, `第3章`, `Q3.`.
    Certain,
}

/// The number that a heading starts with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Its source bytes, prefix, unit and suffix included.
    pub span: Span,
    /// The word or bracket before the number, as written: `第`, `Section`, `(`; mostly empty.
    pub prefix: String,
    /// What stands between prefix and number, and between number and unit: a space or nothing.
    pub spaces: [&'static str; 2],
    /// The numbers, outermost first: `1.2` has two.
    pub parts: Vec<Numeral>,
    /// What stands between the numbers; empty for a single one.
    pub separator: String,
    /// The counter behind the number, as written: `章`; mostly empty.
    pub unit: &'static str,
    /// What closes it: `.`, `．`, `、`, `)` and the like; may be empty.
    pub suffix: String,
    /// How sure it is.
    pub certainty: Certainty,
}

/// Words before a number; the second value tells whether a number right behind it is certain without a suffix.
const PREFIXES: &[(&str, bool)] = &[
    ("第", true),
    ("問題", true),
    ("設問", true),
    ("例題", true),
    ("課題", true),
    ("演習", true),
    ("問", true),
    ("セクション", true),
    ("チャプター", true),
    ("レッスン", true),
    ("ステップ", true),
    ("パート", true),
    ("chapter", true),
    ("section", true),
    ("lesson", true),
    ("lecture", true),
    ("question", true),
    ("exercise", true),
    ("problem", true),
    ("part", true),
    ("step", true),
    ("unit", true),
    ("week", true),
    ("day", true),
    ("no.", true),
    ("q.", true),
    ("q", false),
    ("§", true),
    ("#", false),
    ("(", false),
    ("（", false),
    ("[", false),
    ("【", false),
];

/// Counters behind a number; the second value tells whether `3` + counter is certain without 第.
const UNITS: &[(&str, bool)] = &[
    ("章", true),
    ("節", true),
    ("編", true),
    ("問", true),
    ("部", false),
    ("分野", false),
    ("回", false),
    ("巻", false),
    ("話", false),
    ("条", false),
    ("項", false),
    ("課", false),
    ("週目", false),
    ("週", false),
    ("日目", false),
    ("限", false),
    ("単元", false),
    ("講", false),
];

/// What may close a number, longest first.
const SUFFIXES: &[&str] = &["\\.", "\\)", ".", "．", "、", ")", "）", ":", "：", "]", "】"];

impl Label {
    /// Reads the label at the start of a heading's content, `base` being its byte offset in the source.
    pub fn read(content: &str, base: usize) -> Option<Self> {
        let mut cursor = Cursor { text: content, at: 0 };
        let markup = cursor.text.bytes().take_while(|b| matches!(b, b'*' | b'_')).count();
        cursor.at = markup;
        let start = cursor.at;
        let (prefix, prefix_certain) = read_prefix(&mut cursor);
        let before = cursor.space();
        if !before.is_empty() && prefix.is_empty() {
            return None;
        }
        let first = cursor.numeral()?;
        let (parts, separator) = read_parts(&mut cursor, first);
        let at_number = cursor.at;
        let after = cursor.space();
        let unit = UNITS.iter().find(|unit| cursor.rest().starts_with(unit.0));
        match unit {
            Some(unit) => cursor.at += unit.0.len(),
            None => cursor.at = at_number,
        }
        let suffix = SUFFIXES.iter().find(|suffix| cursor.rest().starts_with(**suffix)).copied();
        cursor.at += suffix.map_or(0, str::len);
        let end = cursor.at;
        let rest = &cursor.rest()[cursor.rest().bytes().take_while(|b| matches!(b, b'*' | b'_')).count()..];
        let form =
            Form { prefix: &prefix, prefix_certain, unit: unit.copied(), suffix: suffix.unwrap_or(""), rest };
        let certainty = form.certainty(&parts)?;
        Some(Self {
            span: Span::new(base + start, base + end),
            prefix,
            spaces: [before, if unit.is_some() { after } else { "" }],
            parts,
            separator,
            unit: unit.map_or("", |unit| unit.0),
            suffix: suffix.unwrap_or("").trim_start_matches('\\').to_owned(),
            certainty,
        })
    }

    /// Gives the last number: the one that counts within the series.
    pub fn number(&self) -> Numeral {
        *self.parts.last().expect("a label has a number")
    }

    /// Gives the number with its hierarchy in plain digits: `1.2`.
    pub fn plain(&self) -> String {
        let parts: Vec<String> = self.parts.iter().map(|part| part.value.to_string()).collect();
        parts.join(".")
    }
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
    fn space(&mut self) -> &'static str {
        for space in [" ", "\u{3000}"] {
            if self.rest().starts_with(space) {
                self.at += space.len();
                return space;
            }
        }
        ""
    }

    fn numeral(&mut self) -> Option<Numeral> {
        let (numeral, len) = Numeral::read(self.rest())?;
        self.at += len;
        Some(numeral)
    }
}

fn read_prefix(cursor: &mut Cursor<'_>) -> (String, bool) {
    let rest = cursor.rest();
    let is_prefix = |prefix: &str| {
        rest.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix))
            // A word such as `Steps` or `Quiz` is none.
            && !rest[prefix.len()..].starts_with(|c: char| c.is_alphabetic() && Numeral::read(c.encode_utf8(&mut [0; 4])).is_none())
    };
    match PREFIXES.iter().find(|(prefix, _)| is_prefix(prefix)) {
        Some((prefix, certain)) => {
            cursor.at += prefix.len();
            (rest[..prefix.len()].to_owned(), *certain)
        }
        None => (String::new(), false),
    }
}

fn read_parts(cursor: &mut Cursor<'_>, first: Numeral) -> (Vec<Numeral>, String) {
    let mut parts = vec![first];
    let mut separator = String::new();
    let has_hierarchy = matches!(first.digits, Digits::Ascii | Digits::FullWidth);
    while let Some(next) = cursor.rest().chars().next().filter(|_| has_hierarchy) {
        if !matches!(next, '.' | '-' | '．' | '－') {
            break;
        }
        let behind = &cursor.rest()[next.len_utf8()..];
        let Some((part, len)) = Numeral::read(behind).filter(|(part, _)| part.digits == first.digits) else {
            break;
        };
        if !separator.is_empty() && !separator.starts_with(next) {
            break;
        }
        separator = next.to_string();
        parts.push(part);
        cursor.at += next.len_utf8() + len;
    }
    (parts, separator)
}

/// What surrounds the number, to judge by.
struct Form<'a> {
    prefix: &'a str,
    prefix_certain: bool,
    unit: Option<(&'a str, bool)>,
    suffix: &'a str,
    rest: &'a str,
}

impl Form<'_> {
    /// Judges the form; `None` where it is no label.
    fn certainty(&self, parts: &[Numeral]) -> Option<Certainty> {
        let next = self.rest.chars().next();
        let breaks = next.is_none_or(|c| c.is_whitespace() || !(c.is_alphanumeric() || is_inner(c)));
        let script = parts[0].digits;
        let is_bracket = matches!(self.prefix, "(" | "（" | "[" | "【");
        if is_bracket && !matches!(self.suffix, ")" | "）" | "]" | "】" | "\\)") {
            return None;
        }
        if script == Digits::Roman && self.suffix.is_empty() && !self.prefix_certain {
            return None;
        }
        if script == Digits::Kanji && self.prefix != "第" && self.unit.is_none() && self.suffix.is_empty() {
            return None;
        }
        if !self.suffix.is_empty() {
            return self.with_suffix(parts, next);
        }
        if self.unit.is_some_and(|(_, certain)| certain || self.prefix_certain) {
            return breaks.then_some(Certainty::Certain);
        }
        if self.prefix_certain {
            let japanese = self.prefix == "第" && self.unit.is_none();
            return breaks.then_some(if japanese { Certainty::Weak } else { Certainty::Certain });
        }
        let alone = self.rest.is_empty();
        let is_year = self.prefix.is_empty() && parts[0].width == 4;
        if is_year || !breaks || next.is_some_and(|c| !c.is_whitespace() && script != Digits::Circled) {
            return None;
        }
        let certain = (alone && parts.len() == 1) || script == Digits::Circled;
        Some(if certain { Certainty::Certain } else { Certainty::Weak })
    }

    fn with_suffix(&self, parts: &[Numeral], next: Option<char>) -> Option<Certainty> {
        let glued = next.is_some_and(|c| c.is_ascii_alphanumeric());
        if glued && (self.suffix.starts_with(':') || self.suffix.ends_with('.')) {
            // `10:00`, `2.x`; but `3.Storage` may be a number.
            let capital = next.is_some_and(|c| c.is_ascii_uppercase());
            return (capital && self.suffix == ".").then_some(Certainty::Weak);
        }
        if self.suffix == "、" && parts[0].digits != Digits::Kanji && next.is_some_and(char::is_numeric) {
            return None;
        }
        let is_year = self.prefix.is_empty() && parts[0].width == 4;
        let weak = is_year || parts[0].digits == Digits::Roman;
        Some(if weak { Certainty::Weak } else { Certainty::Certain })
    }
}

/// Tells whether a character right behind a number makes it part of something else: `24/7`, `50%`, `3+`, `5$`.
fn is_inner(c: char) -> bool {
    matches!(c, '/' | '%' | '+' | '-' | '_' | '=' | '×' | '^' | '~' | '〜' | '$' | '°' | '％' | '／')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The label's source text, its numbers and `!` if it is certain.
    fn read(content: &str) -> String {
        Label::read(content, 0).map_or_else(String::new, |label| {
            let mark = if label.certainty == Certainty::Certain { "!" } else { "?" };
            format!("{} {}{mark}", label.span.text(content), label.plain())
        })
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
            ("Q1 results", "Q1 1?"),
            ("5 回 練習", "5 回 5?"),
            ("3 つのポイント", "3 3?"),
            ("2 段階認証", "2 2?"),
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
