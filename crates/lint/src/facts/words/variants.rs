//! Known katakana words that may be written in another way, told by their letters alone.

/// Whether known words that have other forms keep their text and places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Variants {
    /// They do: `terms/variant` runs.
    Kept,
    /// They do not.
    Dropped,
}

/// The letters of the rows ア and イ that a long vowel at the end of a word may follow, `イ` left out: it is one itself.
const BEFORE_LONG_VOWEL: &str = "アカガサザタダナハバパマヤラワァャヮキギシジチヂニヒビピミリィ";

/// A bit for each of them, by the last eight bits of its code point.
static LETTERS: [u64; 4] = {
    let mut bits = [0; 4];
    let letters = BEFORE_LONG_VOWEL.as_bytes();
    let mut at = 0;
    while at < letters.len() {
        let low = letters[at + 1] << 6 | letters[at + 2] & 0x3F;
        bits[(low >> 6) as usize] |= 1 << (low & 63);
        at += 3;
    }
    bits
};

/// The last eight bits of the code point of `ー`.
const MARK: u8 = 0xFC;
/// The bytes of the shortest stem that has a form with `ー` and one without: three letters (JIS Z 8301).
const SHORTEST: usize = 9;

/// Whether some write a long vowel behind a katakana letter at the end of a word and others do not: `サーバ`, `サーバー`.
pub(crate) fn takes_long_vowel(low_byte: u8) -> bool {
    LETTERS[usize::from(low_byte >> 6)] >> (low_byte & 63) & 1 == 1
}

/// Whether a katakana word may have another form that is as right: one with a long vowel or without, one of `ウェア` and
/// `ウエア`.
pub(super) fn has_other_kana(word: &str) -> bool {
    let bytes = word.as_bytes();
    let low = |end: usize| bytes[end - 2] << 6 | bytes[end - 1] & 0x3F;
    let is_stem = |end: usize| end >= SHORTEST && takes_long_vowel(low(end));
    let end = if low(bytes.len()) == MARK { bytes.len() - 3 } else { bytes.len() };
    // `シェアー` is never what most write.
    is_stem(end) && !(word.ends_with('ア') && !word.ends_with("ウエア") && !word.ends_with("ウェア"))
        || word.starts_with('ウ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_other_forms() {
        for word in ["サーバ", "サーバー", "リカバリ", "ソフトウェア", "ウイルス", "コンピュータ"]
        {
            assert!(has_other_kana(word), "{word}");
        }
        for word in ["バー", "カバー", "メニュー", "キャッシュ", "ゲートウェイ", "フロー"]
        {
            assert!(!has_other_kana(word), "{word}");
        }
    }
}
