//! How a note uses words of two kanji: how often, and what follows them.

/// What may follow a word that is a noun of its own; each has a bit.
const FOLLOWERS: &str = "をしさすなのにがはでとも、。性的化";
/// Endings that make another word of a word of two kanji: `脆弱性`.
const ENDINGS: &str = "性的化";
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
    if !ending.is_empty() && !ENDINGS.contains(ending) {
        return None;
    }
    let before = piece[..start].trim_end_matches(' ').chars().next_back();
    if before.is_some_and(|before| before.is_numeric() || matches!(before, 'お' | 'ご' | '々')) {
        return None;
    }
    let next = piece[start + word.len()..].chars().next();
    let follower = next.and_then(|next| FOLLOWERS.chars().position(|follower| follower == next));
    let used = KanjiUse {
        count: 1,
        followers: follower.map_or(0, |bit| 1 << bit),
        places: [(base + start) as u32, 0],
    };
    Some((word.as_bytes().try_into().ok()?, used))
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
