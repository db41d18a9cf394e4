//! Phrases that say more than they mean: `することができる` for `できる`, `まず最初に` for `最初に`.
//!
//! `することもできる` says that something else can be done too, and `することはできるが` that something cannot.

use super::is_kanji;

/// What begins one.
pub(super) const PHRASES: &[&str] = &[
    "することが",
    "することは",
    "であると言え",
    "であると考え",
    "まず最初に",
    "一番最初に",
    "一番最初の",
    "あらかじめ予約",
    "あらかじめ予定",
    "あとで後悔",
];

/// Phrases that have another one in them, with that one.
const DOUBLED: [(&str, &str); 5] = [
    ("まず最初", "最初"),
    ("一番最初", "最初"),
    ("あらかじめ予約", "予約"),
    ("あらかじめ予定", "予定"),
    ("あとで後悔", "後悔"),
];

/// A phrase that says more than it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Redundancy {
    /// Its bytes.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// What says the same; `None` where a person has to choose.
    pub(crate) instead: Option<String>,
}

/// Reads the phrase that a place in a text begins.
pub(crate) fn read(text: &str, at: usize) -> Option<Redundancy> {
    let rest = &text[at..];
    if rest.starts_with("すること") {
        return ability(text, at);
    }
    if let Some((phrase, other)) = DOUBLED.iter().find(|(phrase, _)| rest.starts_with(phrase)) {
        return Some(Redundancy { start: at, end: at + phrase.len(), instead: Some((*other).to_owned()) });
    }
    let behind = rest.strip_prefix("であると言え").or_else(|| {
        let behind = rest.strip_prefix("であると考え")?;
        ["てい", "ます", "る"].iter().any(|form| behind.starts_with(form)).then_some(behind)
    })?;
    Some(Redundancy { start: at, end: at + rest.len() - behind.len(), instead: None })
}

/// Reads `することができる` and its kin, which begin at a place.
fn ability(text: &str, at: usize) -> Option<Redundancy> {
    let verb = &text[..at];
    let has_object = verb.ends_with('を');
    // `達する` and `属する` are verbs of their own.
    let mut backwards = verb.chars().rev();
    let letters = (backwards.next(), backwards.next());
    if letters.0.is_some_and(is_kanji) && !letters.1.is_some_and(is_noun_letter) {
        return None;
    }
    let (_, behind) = text.split_at(at + "すること".len());
    let particle = behind.chars().next()?;
    let end = text.len() - behind.len() + particle.len_utf8();
    let (length, can) = can(&text[end..])?;
    let end = end + length;
    // `保存することはできるが…` says that something else cannot be done.
    let denies = ["ない", "なか", "なく", "ず", "ませ"].iter().any(|form| text[end..].starts_with(form));
    if particle == 'は' && !denies && !text[..end].contains("不可能") {
        return None;
    }
    let start = verb.len() - if has_object { 'を'.len_utf8() } else { 0 };
    let instead = can.map(|can| if has_object { format!("{particle}{can}") } else { can.to_owned() });
    Some(Redundancy { start, end, instead })
}

/// Tells whether a letter may stand before the last kanji of a noun.
fn is_noun_letter(letter: char) -> bool {
    is_kanji(letter) || super::is_katakana(letter) || letter.is_ascii_alphanumeric()
}

/// Reads `でき` or `可能` in any form; gives the length and what says the same as a form of `できる`.
fn can(text: &str) -> Option<(usize, Option<&'static str>)> {
    for verb in ["でき", "出来"] {
        if text.starts_with(verb) {
            return Some((verb.len(), Some(verb)));
        }
    }
    let (forms, rest) = match text.strip_prefix("可能") {
        Some(rest) => (&POSSIBLE[..], rest),
        None => (&IMPOSSIBLE[..], text.strip_prefix("不可能")?),
    };
    // A word of its own.
    if rest.starts_with(is_kanji) {
        return None;
    }
    let word = text.len() - rest.len();
    if rest.is_empty() || rest.starts_with(['。', '\n', '\r', '）', ')', '」', ' ']) {
        let plain = if forms.len() == POSSIBLE.len() { "できる" } else { "できない" };
        return Some((word, Some(plain)));
    }
    let form = forms.iter().find(|(form, _)| rest.starts_with(form));
    Some(form.map_or((word, None), |(form, can)| (word + form.len(), Some(*can))))
}

/// What follows `可能`, and what both are together.
const POSSIBLE: [(&str, &str); 11] = [
    ("でした", "できました"),
    ("です", "できます"),
    ("であれば", "できれば"),
    ("である", "できる"),
    ("であり、", "でき、"),
    ("で、", "でき、"),
    ("だった", "できた"),
    ("だ", "できる"),
    ("にな", "できるようにな"),
    ("とな", "できるようにな"),
    ("な", "できる"),
];

/// The same for `不可能`.
const IMPOSSIBLE: [(&str, &str); 6] = [
    ("でした", "できませんでした"),
    ("です", "できません"),
    ("である", "できない"),
    ("だった", "できなかった"),
    ("だ", "できない"),
    ("な", "できない"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let at = PHRASES.iter().filter_map(|phrase| text.find(phrase)).min().unwrap_or(0);
        let found = read(text, at);
        let written = found.map(|found| match found.instead {
            Some(instead) => format!("{}{instead}{}", &text[..found.start], &text[found.end..]),
            None => text.to_owned(),
        });
        assert_eq!(written.as_deref(), expected, "{text}");
    }

    #[test]
    fn abilities_conjugate() {
        check("保存することができる", Some("保存できる"));
        check("保存することができません", Some("保存できません"));
        check("保存することが出来た", Some("保存出来た"));
        check("通信をすることができる", Some("通信ができる"));
        check("通信をすることはできない", Some("通信はできない"));
        check("有効にすることができる", Some("有効にできる"));
        check("保存することが可能。", Some("保存できる。"));
        check("保存することが可能です", Some("保存できます"));
        check("保存することが可能な鍵", Some("保存できる鍵"));
        check("保存することが可能になる", Some("保存できるようになる"));
        check("保存することが可能でした", Some("保存できました"));
        check("保存することは不可能です", Some("保存できません"));
        check("保存することはできません", Some("保存できません"));
        check("コピーすることができる", Some("コピーできる"));
        check("更新することが可能か", Some("更新することが可能か"));
        check("上書きすることが可能", Some("上書きできる"));
    }

    #[test]
    fn other_verbs_are_left_alone() {
        check("見ることができる", None);
        check("上限に達することができる", None);
        check("保存することもできる", None);
        check("保存することはできるが", None);
        check("保存することが多い", None);
        check("保存することが可能性を", None);
        check("保存することが可能世界", None);
    }

    #[test]
    fn words_that_say_it_twice() {
        check("まず最初に", Some("最初に"));
        check("安全であると言える", Some("安全であると言える"));
        check("安全であると考えられる", None);
        check("安全であると考えています", Some("安全であると考えています"));
    }
}
