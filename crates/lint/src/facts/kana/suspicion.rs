//! A quick look at a text that tells whether the closer one in `scan` can find anything; nearly always it cannot.
//!
//! It sees every character of every note, and errs on the side of suspicion: a property test holds it to that.

use super::kind::{Kind, kind_at};
use super::{doubled, look_alike, spaces};

/// Whether a text may hold a slip.
pub(super) fn is_suspicious(text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    let bytes = text.as_bytes();
    let mut earlier = Kind::Mark;
    let mut run = Run { kind: Kind::Mark, text: &[] };
    let (mut start, mut last) = (0, 0);
    let mut at = 0;
    while at < bytes.len() {
        let (kind, length) = kind_at(bytes, at);
        if kind == run.kind {
            if length == 3 && may_be_doubled(kind, &bytes[last..at], &bytes[at..at + 3]) {
                return true;
            }
        } else {
            run.text = &bytes[start..at];
            let after_katakana = run.kind == Kind::Katakana && looks_like_another(&bytes[at..at + length]);
            if after_katakana || run.is_suspicious(earlier, kind) {
                return true;
            }
            earlier = run.kind;
            (run.kind, start) = (kind, at);
        }
        last = at;
        at += length;
    }
    run.text = &bytes[start..];
    run.is_suspicious(earlier, Kind::Mark)
}

/// Letters of one kind in a row.
struct Run<'t> {
    kind: Kind,
    text: &'t [u8],
}

impl Run<'_> {
    /// Whether the whole run may be a slip, between letters of these kinds.
    fn is_suspicious(&self, before: Kind, after: Kind) -> bool {
        match self.kind {
            Kind::Katakana if self.text.len() == 3 => looks_like_another(self.text),
            Kind::Katakana => {
                let (first, second) = self.text.split_at(self.text.len() / 2);
                first == second
            }
            Kind::Kanji => {
                after == Kind::Katakana
                    && self.text.last_chunk().is_some_and(|last: &[u8; 3]| looks_like_another(last))
            }
            Kind::Latin => matches!(self.text, [letter] if spaces::is_consonant(char::from(*letter))),
            Kind::Space => before == after && matches!(before, Kind::Katakana | Kind::Kanji),
            Kind::Hiragana | Kind::Mark => false,
        }
    }
}

/// Whether two letters of one kind may be a slip; each takes three bytes.
#[inline]
fn may_be_doubled(kind: Kind, first: &[u8], second: &[u8]) -> bool {
    const LONG_VOWEL: [u8; 3] = [0xE3, 0x83, 0xBC];
    match kind {
        Kind::Hiragana => doubled::may_be_doubled(letter(first), letter(second)),
        Kind::Kanji => first == second,
        Kind::Katakana => first == LONG_VOWEL && second == LONG_VOWEL,
        Kind::Latin | Kind::Space | Kind::Mark => false,
    }
}

/// Whether a letter looks like one of another script.
fn looks_like_another(bytes: &[u8]) -> bool {
    bytes.len() == 3 && look_alike::is_like_another(letter(bytes))
}

/// The letter of three bytes.
#[inline]
fn letter(bytes: &[u8]) -> char {
    let [first, second, third] = bytes else { return char::REPLACEMENT_CHARACTER };
    let bits = |byte: &u8, mask: u8| u32::from(byte & mask);
    let code = bits(first, 0x0F) << 12 | bits(second, 0x3F) << 6 | bits(third, 0x3F);
    char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::scan;
    use super::*;

    proptest! {
        #[test]
        fn what_the_closer_look_finds_is_suspicious(text in "[ 、。aかにをがでえお々あーカ力ロ口リりヘへサーバ管理一二トb]{0,12}") {
            if !scan::slips_of(&text).is_empty() {
                prop_assert!(is_suspicious(&text), "{text}");
            }
        }
    }

    #[test]
    fn ordinary_text_is_not() {
        for text in
            ["", "plain text", "サーバーを起動する", "鍵の管理、EC2 の停止。", "リージョンごとに S3 を使う"]
        {
            assert!(!is_suspicious(text), "{text}");
        }
    }
}
