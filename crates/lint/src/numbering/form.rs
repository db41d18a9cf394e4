//! What surrounds a number and what that tells: whether it numbers the heading or counts something.

use crate::numbering::prefix::Trust;
use crate::numbering::{Certainty, Digits, Numeral};

/// Counters behind a number; the second value tells whether `3` + counter is certain without 第.
const UNITS: &[(&str, bool)] = &[
    ("章", true),
    ("節", true),
    ("編", true),
    ("問", true),
    ("部", false),
    ("分野", false),
    ("回目", false),
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

/// Words behind a number that say what it counts, other than headings.
const COUNTERS: &[&str] = &[
    "つ", "年", "か月", "ヶ月", "ヵ月", "カ月", "月", "日", "時間", "分間", "秒", "週間", "個", "人", "件",
    "種", "要素", "段階", "番目", "台", "本", "枚", "円", "割", "倍", "世代", "次元", "階層", "層", "桁",
    "文字", "大", "系統", "軸", "通り", "点", "冊",
];

/// What may close a number, longest first.
const SUFFIXES: &[&str] = &["\\.", "\\)", ".", "．", "、", ")", "）", ":", "：", "]", "】"];

/// What surrounds the number, to judge by.
pub(super) struct Form<'a> {
    /// What stands before it.
    pub(super) prefix: &'a str,
    /// What the prefix proves.
    pub(super) trust: Trust,
    /// The counter behind it, and whether that is certain alone.
    pub(super) unit: Option<(&'static str, bool)>,
    /// What closes it.
    pub(super) suffix: &'a str,
    /// What follows.
    pub(super) rest: &'a str,
}

/// Reads the counter that `text` starts with; the second value tells whether `3` + counter is certain without 第.
pub(super) fn unit(text: &str) -> Option<(&'static str, bool)> {
    // All of them are kanji.
    text.bytes().next().filter(|first| !first.is_ascii())?;
    UNITS.iter().find(|unit| text.starts_with(unit.0)).copied()
}

/// Reads what closes a number.
pub(super) fn suffix(text: &str) -> &'static str {
    SUFFIXES.iter().find(|suffix| text.starts_with(**suffix)).copied().unwrap_or("")
}

impl Form<'_> {
    /// Judges the form; `None` where it is no label.
    pub(super) fn certainty(&self, parts: &[Numeral]) -> Option<Certainty> {
        let certainty = self.by_shape(parts)?;
        let certainty = if self.trust == Trust::Word { Certainty::Word } else { certainty };
        let loose = self.suffix.is_empty() && self.unit.is_none() && certainty < Certainty::Certain;
        Some(if loose && self.counts_things() { Certainty::Counting } else { certainty })
    }

    fn by_shape(&self, parts: &[Numeral]) -> Option<Certainty> {
        let is_sure = self.trust == Trust::Sure;
        let next = self.rest.chars().next();
        let breaks = next.is_none_or(|c| c.is_whitespace() || !(c.is_alphanumeric() || is_inner(c)));
        let script = parts[0].digits;
        let is_bracket = matches!(self.prefix, "(" | "（" | "[" | "【");
        if is_bracket && !matches!(self.suffix, ")" | "）" | "]" | "】" | "\\)") {
            return None;
        }
        if script == Digits::Roman && self.suffix.is_empty() && !is_sure {
            return None;
        }
        if script == Digits::Kanji && self.prefix != "第" && self.unit.is_none() && self.suffix.is_empty() {
            return None;
        }
        if !self.suffix.is_empty() {
            return self.with_suffix(parts, next);
        }
        if self.unit.is_some_and(|(_, certain)| certain || is_sure) {
            return breaks.then_some(Certainty::Certain);
        }
        if is_sure {
            let japanese = self.prefix == "第" && self.unit.is_none();
            return breaks.then_some(if japanese { Certainty::Weak } else { Certainty::Certain });
        }
        let alone = self.rest.is_empty();
        let is_year = self.prefix.is_empty() && parts[0].width == 4;
        if is_year || !breaks || next.is_some_and(|c| !c.is_whitespace() && script != Digits::Circled) {
            return None;
        }
        let certain = (alone && parts.len() == 1) || matches!(script, Digits::Circled | Digits::RomanSign);
        Some(if certain { Certainty::Certain } else { Certainty::Weak })
    }

    /// Tells whether the word behind the number is what is counted (`5 つの柱`, `3 steps to …`), or a particle
    /// makes the number a mention (`Lab 2 の復習`).
    fn counts_things(&self) -> bool {
        let rest = self.rest.trim_start();
        if self.prefix.is_empty() {
            let word = rest.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
            let plural =
                word.len() > 3 && word.ends_with('s') && word.bytes().all(|b| b.is_ascii_lowercase());
            return plural || COUNTERS.iter().any(|counter| rest.starts_with(counter));
        }
        rest.starts_with(['の', 'は', 'と', 'を', 'が', 'に', 'で', 'も', 'へ'])
            || rest.starts_with("から")
            || rest.starts_with("まで")
    }

    fn with_suffix(&self, parts: &[Numeral], next: Option<char>) -> Option<Certainty> {
        let glued = next.is_some_and(|c| c.is_ascii_alphanumeric());
        if glued && (self.suffix.starts_with(':') || self.suffix.ends_with('.')) {
            // `10:00`, `2.x`, `3.js`; but `3.Storage` may be a number, and `3.storage` where it continues others.
            let word = self.rest.bytes().take_while(u8::is_ascii_alphabetic).count();
            let found = match next {
                Some('A'..='Z') => Some(Certainty::Weak),
                Some('a'..='z') if word >= 4 && parts.len() == 1 => Some(Certainty::Counting),
                _ => None,
            };
            return found.filter(|_| self.suffix == ".");
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
    use crate::numbering::Sign;

    #[test]
    fn all_signs_are_listed() {
        for sign in UNITS.iter().map(|unit| unit.0).chain(SUFFIXES.iter().copied()) {
            let sign = sign.trim_start_matches('\\');
            assert_eq!(Sign::of(sign).text(), sign);
        }
    }
}
