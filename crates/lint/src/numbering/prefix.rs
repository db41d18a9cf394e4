//! What stands before the number of a heading: `第`, `Q`, `Chapter`, a bracket, or any word that siblings share.

use crate::numbering::Numeral;

/// How far a prefix makes a number one that counts headings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trust {
    /// A number right behind it counts without a suffix: `第3`, `Chapter 2`.
    Sure,
    /// A suffix or neighbours have to confirm it: `Q3`, `(3)`, or no prefix at all.
    Unsure,
    /// Any word: only a run of siblings makes it a number, `A-1`, `Lab 2`; `EC2` and `Python 3` are none.
    Word,
}

/// Words and brackets before a number.
const KNOWN: &[(&str, Trust)] = &[
    ("第", Trust::Sure),
    ("問題", Trust::Sure),
    ("設問", Trust::Sure),
    ("例題", Trust::Sure),
    ("課題", Trust::Sure),
    ("演習", Trust::Sure),
    ("問", Trust::Sure),
    ("セクション", Trust::Sure),
    ("チャプター", Trust::Sure),
    ("レッスン", Trust::Sure),
    ("ステップ", Trust::Sure),
    ("パート", Trust::Sure),
    ("chapter", Trust::Sure),
    ("section", Trust::Sure),
    ("lesson", Trust::Sure),
    ("lecture", Trust::Sure),
    ("question", Trust::Sure),
    ("exercise", Trust::Sure),
    ("problem", Trust::Sure),
    ("part", Trust::Sure),
    ("step", Trust::Sure),
    ("unit", Trust::Sure),
    ("week", Trust::Sure),
    ("day", Trust::Sure),
    ("no.", Trust::Sure),
    ("q.", Trust::Sure),
    ("q", Trust::Unsure),
    ("§", Trust::Sure),
    ("#", Trust::Unsure),
    ("(", Trust::Unsure),
    ("（", Trust::Unsure),
    ("[", Trust::Unsure),
    ("【", Trust::Unsure),
];

/// Words whose numbers count something else than headings: versions and days.
const OTHERWISE: &[&str] = &[
    "v",
    "ver",
    "version",
    "バージョン",
    "release",
    "リリース",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
];

/// Reads a known prefix; gives its length in bytes, 0 where there is none.
pub(super) fn known(text: &str) -> (usize, Trust) {
    // Most headings with a number begin with it.
    let Some(first) = text.bytes().next().filter(|first| !first.is_ascii_digit()) else {
        return (0, Trust::Unsure);
    };
    let is_prefix = |prefix: &str| {
        prefix.as_bytes()[0].eq_ignore_ascii_case(&first)
            && text.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix))
            // A word such as `Steps` or `Quiz` is none.
            && !text[prefix.len()..].starts_with(|c: char| c.is_alphabetic() && Numeral::read(c.encode_utf8(&mut [0; 4])).is_none())
    };
    let found = KNOWN.iter().find(|(prefix, _)| is_prefix(prefix));
    found.map_or((0, Trust::Unsure), |(prefix, trust)| (prefix.len(), *trust))
}

/// Reads any word before a decimal number, with the hyphen or dot that may join them; gives its length in bytes.
pub(super) fn word(text: &str) -> Option<usize> {
    /// Longer runs of letters are the beginning of a sentence.
    const MOST_LETTERS: usize = 12;
    // Letters, a joint and the number's first digit, all of at most four bytes; full-width digits begin with 0xEF.
    let head = &text.as_bytes()[..text.len().min(4 * (MOST_LETTERS + 2))];
    if !head.iter().any(|byte| byte.is_ascii_digit() || *byte == 0xEF) {
        return None;
    }
    let letters = text.char_indices().take_while(|(_, c)| c.is_alphabetic()).take(MOST_LETTERS + 1);
    let (count, end) = letters.fold((0, 0), |(count, _), (at, c)| (count + 1, at + c.len_utf8()));
    if count == 0 || count > MOST_LETTERS {
        return None;
    }
    let behind = &text[end..];
    let joint = behind.chars().next().filter(|c| matches!(c, '-' | '‐' | '－' | '.'));
    let len = end + joint.map_or(0, char::len_utf8);
    let number =
        text[len..].strip_prefix([' ', '\u{3000}']).filter(|_| joint.is_none()).unwrap_or(&text[len..]);
    let is_number = number.starts_with(|c: char| matches!(c, '0'..='9' | '０'..='９'));
    (is_number && !OTHERWISE.iter().any(|word| word.eq_ignore_ascii_case(&text[..end]))).then_some(len)
}
