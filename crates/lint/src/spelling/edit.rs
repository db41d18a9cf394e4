//! Which single edit leads from a word to another, and how likely a slip it is.

/// One edit from the written word to the intended one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edit {
    /// Two neighbours changed places: `Indusrty`.
    Transposed,
    /// A letter stands twice (or three times) that should not: `runnning`.
    Doubled,
    /// One letter of a pair is missing: `imutable`.
    Undoubled,
    /// A letter too many: `Funcstion`.
    Added,
    /// A letter is missing: `Confg`.
    Dropped,
    /// A vowel for a vowel, a neighbour on the keyboard, or one of two letters that are one in Japanese: `providor`,
    /// `Lamnda`, `tempolary`.
    Slipped,
    /// Another letter.
    Replaced,
}

/// The rows of a keyboard, for neighbours.
const ROWS: [&[u8]; 3] = [b"qwertyuiop", b"asdfghjkl", b"zxcvbnm"];

impl Edit {
    /// The edit from `written` to `intended`, both lower case and at distance one, and the place of the edit.
    pub(super) fn between(written: &str, intended: &str) -> (Self, usize) {
        let (from, to) = (written.as_bytes(), intended.as_bytes());
        let at = from.iter().zip(to).take_while(|(a, b)| a == b).count();
        let edit = match from.len().cmp(&to.len()) {
            std::cmp::Ordering::Greater if at > 0 && from[at] == from[at - 1] => Self::Doubled,
            std::cmp::Ordering::Greater => Self::Added,
            std::cmp::Ordering::Less if at > 0 && to[at] == to[at - 1] => Self::Undoubled,
            std::cmp::Ordering::Less => Self::Dropped,
            std::cmp::Ordering::Equal => match (from.get(at..), to.get(at..)) {
                (Some([a, b, ..]), Some([c, d, ..])) if a == d && b == c => Self::Transposed,
                (Some([a, ..]), Some([c, ..]))
                    if are_vowels(*a, *c) || are_neighbours(*a, *c) || sound_alike(*a, *c) =>
                {
                    Self::Slipped
                }
                _ => Self::Replaced,
            },
        };
        (edit, at)
    }

    /// How likely people make it, from 1 to 3.
    pub(super) fn likelihood(self) -> i32 {
        match self {
            Self::Transposed | Self::Doubled | Self::Undoubled => 3,
            Self::Added | Self::Dropped | Self::Slipped => 2,
            Self::Replaced => 1,
        }
    }
}

fn are_vowels(a: u8, b: u8) -> bool {
    let vowel = |letter| b"aeiou".contains(&letter);
    vowel(a) && vowel(b)
}

/// Whether Japanese has one sound for both.
fn sound_alike(a: u8, b: u8) -> bool {
    matches!((a, b), (b'l', b'r') | (b'r', b'l'))
}

/// Whether two keys touch: side by side, or one above the other.
pub(super) fn are_neighbours(a: u8, b: u8) -> bool {
    let place = |letter| {
        ROWS.iter()
            .enumerate()
            .find_map(|(row, keys)| keys.iter().position(|key| *key == letter).map(|key| (row, key)))
    };
    match (place(a), place(b)) {
        (Some((row, key)), Some((other_row, other))) if row == other_row => key.abs_diff(other) == 1,
        (Some((row, key)), Some((other_row, other))) if row.abs_diff(other_row) == 1 => {
            let (upper, lower) = if row < other_row { (key, other) } else { (other, key) };
            upper == lower || upper == lower + 1
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_edit() {
        let check =
            |written, intended, edit| assert_eq!(Edit::between(written, intended).0, edit, "{written}");
        check("indusrty", "industry", Edit::Transposed);
        check("runnning", "running", Edit::Doubled);
        check("imutable", "immutable", Edit::Undoubled);
        check("memchached", "memcached", Edit::Added);
        check("confg", "config", Edit::Dropped);
        check("providor", "provider", Edit::Slipped);
        check("lamnda", "lambda", Edit::Slipped);
        check("tempolary", "temporary", Edit::Slipped);
        check("ladder", "lagger", Edit::Replaced);
        check("lambdas", "lambda", Edit::Added);
    }
}
