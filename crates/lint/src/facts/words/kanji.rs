//! How a note uses words of two kanji: how often, and what follows them.

/// Of so many places a word that may be wrong is remembered; one that the notes use more often is theirs.
const PLACES: usize = 2;

/// The two kanji of a word, as UTF-8.
pub(crate) type KanjiWord = [u8; 6];

/// How a word of two kanji is used.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct KanjiUse {
    pub(crate) count: u32,
    /// What follows it, as bits.
    pub(crate) followers: u32,
    /// The bytes where it begins in the note.
    places: [u32; PLACES],
}

impl KanjiUse {
    /// Adds the use elsewhere in the same note.
    pub(super) fn add(&mut self, other: &Self) {
        if let Some(place) = self.places.get_mut(self.count as usize) {
            *place = other.places[0];
        }
        self.count += other.count;
        self.followers |= other.followers;
    }

    /// Gives the bytes where it begins, the first few of them.
    pub(crate) fn places(&self) -> &[u32] {
        &self.places[..PLACES.min(self.count as usize)]
    }
}

/// Reads a run of two or three kanji at `start` in a piece of text that begins at the byte `base`.
///
/// `None` where it is no word of two kanji of its own: after an honorific, after a number, or with a third kanji that
/// is no ending.
pub(super) fn read(piece: &str, start: usize, run: &str, base: usize) -> Option<(KanjiWord, KanjiUse)> {
    let (word, ending) = run.split_at(6);
    if !matches!(ending, "" | "性" | "的" | "化") || is_counted_or_honoured(&piece.as_bytes()[..start]) {
        return None;
    }
    let next = piece[start + word.len()..].chars().next();
    let used = KanjiUse { count: 1, followers: next.map_or(0, follower), places: [(base + start) as u32, 0] };
    Some((word.as_bytes().try_into().ok()?, used))
}

/// The bit of a letter that may follow a word that is a noun of its own; 0 for all others.
fn follower(letter: char) -> u32 {
    let bit = match letter {
        'を' => 0,
        'し' => 1,
        'さ' => 2,
        'す' => 3,
        'な' => 4,
        'の' => 5,
        'に' => 6,
        'が' => 7,
        'は' => 8,
        'で' => 9,
        'と' => 10,
        'も' => 11,
        '、' => 12,
        '。' => 13,
        '性' => 14,
        '的' => 15,
        '化' => 16,
        _ => return 0,
    };
    1 << bit
}

/// Whether a text ends in an honorific, `々` or a number, spaces aside: what follows is no word of its own.
fn is_counted_or_honoured(text: &[u8]) -> bool {
    let text = text.trim_ascii_end();
    match text {
        [.., 0xE3, 0x81, last] => matches!(last, 0x8A | 0x94),
        // `々`, and the numerals among the marks.
        [.., 0xE3, 0x80, last] => matches!(last, 0x85 | 0x87 | 0xA1..=0xA9 | 0xB8..=0xBA),
        // Other kana, and kanji.
        [.., 0xE3, 0x82..=0x83, _] | [.., 0xE4..=0xE9, _, _] => false,
        [.., last] if last.is_ascii() => last.is_ascii_digit(),
        _ => {
            let last = String::from_utf8_lossy(&text[text.len().saturating_sub(4)..]).chars().next_back();
            last.is_some_and(char::is_numeric)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(piece: &str, run: &str, expected: Option<(&str, bool)>) {
        let start = piece.find(run).expect("the run is part of the piece");
        let found = read(piece, start, run, 0)
            .map(|(word, used)| (String::from_utf8(word.to_vec()).expect("UTF-8"), used.followers != 0));
        assert_eq!(found, expected.map(|(word, follows)| (word.to_owned(), follows)), "{piece}");
    }

    #[test]
    fn words_of_two_kanji_stand_alone() {
        check("値を調整する", "調整", Some(("調整", true)));
        check("調整、確認", "確認", Some(("確認", false)));
        check("脆弱性を探す", "脆弱性", Some(("脆弱", true)));
        check("管理者の", "管理者", None);
        check("お客様の", "客様", None);
        check("2 回目の", "回目", None);
    }
}
