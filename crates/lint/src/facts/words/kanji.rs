//! How a note uses words of two kanji: how often, and what follows them.

use crate::facts::kana::runs::Letter;

/// Of so many places a word that may be wrong is remembered; one that the notes use more often is theirs.
const PLACES: usize = 2;

/// The two kanji of a word, as UTF-8.
pub(crate) type KanjiWord = [u8; 6];

/// The key of a word in an index.
#[inline]
pub(crate) fn kanji_key(word: KanjiWord) -> u64 {
    let mut bytes = [0; 8];
    bytes[..6].copy_from_slice(&word);
    let half = u64::from_le_bytes(bytes).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    half ^ half >> 32
}

/// How a word of two kanji is used.
#[derive(Clone, Copy, Debug)]
pub(crate) struct KanjiUse {
    pub(crate) word: KanjiWord,
    pub(crate) count: u32,
    /// What follows it, as bits.
    pub(crate) followers: u32,
    /// The bytes where it begins in the note.
    places: [u32; PLACES],
}

impl KanjiUse {
    pub(super) fn new(word: KanjiWord) -> Self {
        Self { word, count: 0, followers: 0, places: [0; PLACES] }
    }

    /// Adds a use.
    #[inline]
    pub(super) fn add(&mut self, followers: u32, start: usize) {
        if let Some(place) = self.places.get_mut(self.count as usize) {
            *place = start as u32;
        }
        self.count += 1;
        self.followers |= followers;
    }

    /// Whether kana stand behind it somewhere.
    pub(super) fn is_before_kana(&self) -> bool {
        self.followers & KANA != 0
    }

    /// Gives the bytes where it begins, the first few of them.
    pub(crate) fn places(&self) -> &[u32] {
        &self.places[..PLACES.min(self.count as usize)]
    }
}

/// The followers that only Japanese has: kana. The marks behind them, and endings of one kanji, are those of Chinese as
/// well.
const KANA: u32 = (1 << 12) - 1;

/// Reads two or three kanji in a row, behind which `after` stands: the word, and what follows it as a bit.
///
/// `None` where they are no word of two kanji of its own: after an honorific, after a number, or with a third kanji that
/// is no ending.
#[inline]
pub(super) fn read(text: &[u8], start: usize, end: usize, after: Letter) -> Option<(KanjiWord, u32)> {
    let word = *text[start..].first_chunk::<6>()?;
    let follower = if end == start + 6 {
        after.kana().map_or(0, |low_byte| FOLLOWERS[usize::from(low_byte)])
    } else {
        match &text[start + 6..end] {
            // 性, 的, 化.
            [0xE6, 0x80, 0xA7] => 1 << 14,
            [0xE7, 0x9A, 0x84] => 1 << 15,
            [0xE5, 0x8C, 0x96] => 1 << 16,
            _ => return None,
        }
    };
    let before = &text[..start];
    let is_no_word = is_counted_or_honoured(before) || is_suffixed(before, &word[..3]);
    (!is_no_word).then_some((word, follower))
}

/// Whether the first kanji belongs to a katakana word before it: `レイヤー名欄`, `インデックス化色`.
#[inline]
fn is_suffixed(before: &[u8], first: &[u8]) -> bool {
    matches!(before, [.., 0xE3, 0x82, 0xA1..=0xBF] | [.., 0xE3, 0x83, _])
        && SUFFIXES.as_bytes().chunks_exact(3).any(|suffix| suffix == first)
}

/// Kanji that make a word of a katakana word.
const SUFFIXES: &str = "名化用的性型式系製版等";

/// The bits of letters that may follow a word that is a noun of its own, by the last eight bits of the code point.
static FOLLOWERS: [u32; 256] = {
    let letters = ['を', 'し', 'さ', 'す', 'な', 'の', 'に', 'が', 'は', 'で', 'と', 'も', '、', '。'];
    let mut followers = [0; 256];
    let mut bit = 0;
    while bit < letters.len() {
        followers[letters[bit] as usize & 0xFF] = 1 << bit;
        bit += 1;
    }
    followers
};

/// Whether a text ends in an honorific, `々` or a number, spaces aside: what follows is no word of its own.
#[inline]
fn is_counted_or_honoured(text: &[u8]) -> bool {
    let text = match text {
        [.., last] if last.is_ascii_whitespace() => text.trim_ascii_end(),
        _ => text,
    };
    match text {
        [.., 0xE3, second @ 0x80..=0x83, third] => HONOURED[usize::from(second & 3)] >> (third & 63) & 1 == 1,
        // Kanji.
        [.., 0xE4..=0xE9, _, _] => false,
        [.., last] if last.is_ascii() => last.is_ascii_digit(),
        text => ends_in_numeral(text),
    }
}

/// A bit for each kana or mark that no word stands behind: お, ご, `々` and the numerals among the marks, by the last
/// eight bits of the code point.
static HONOURED: [u64; 4] = {
    let letters =
        ['お', 'ご', '々', '〇', '〡', '〢', '〣', '〤', '〥', '〦', '〧', '〨', '〩', '〸', '〹', '〺'];
    let mut bits = [0; 4];
    let mut at = 0;
    while at < letters.len() {
        bits[letters[at] as usize >> 6 & 3] |= 1 << (letters[at] as u32 & 63);
        at += 1;
    }
    bits
};

#[cold]
fn ends_in_numeral(text: &[u8]) -> bool {
    let last = String::from_utf8_lossy(&text[text.len().saturating_sub(4)..]).chars().next_back();
    last.is_some_and(char::is_numeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(piece: &str, run: &str, expected: Option<(&str, bool)>) {
        let start = piece.find(run).expect("the run is part of the piece");
        let end = start + run.len();
        let found = read(piece.as_bytes(), start, end, Letter::at(piece.as_bytes(), end))
            .map(|(word, follower)| (String::from_utf8(word.to_vec()).expect("UTF-8"), follower != 0));
        assert_eq!(found, expected.map(|(word, follows)| (word.to_owned(), follows)), "{piece}");
    }

    #[test]
    fn words_of_two_kanji_stand_alone() {
        check("値を調整する", "調整", Some(("調整", true)));
        check("調整、確認", "確認", Some(("確認", false)));
        check("調整・確認", "調整", Some(("調整", false)));
        check("脆弱性を探す", "脆弱性", Some(("脆弱", true)));
        check("管理者の", "管理者", None);
        check("お客様の", "客様", None);
        check("2 回目の", "回目", None);
        check("〇回目の", "回目", None);
        check("㈠回目の", "回目", None);
        check("レイヤー名欄の", "名欄", None);
        check("インデックス化色を", "化色", None);
        check("サーバー名称の", "名称", None);
        check("サーバー管理の", "管理", Some(("管理", true)));
        check("その回数の", "回数", Some(("回数", true)));
    }
}
