//! Acronyms, packed, and whether words are what one stands for.

/// An acronym of two to eight capitals and digits, one byte each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Acronym(u64);

/// Words that an acronym mostly leaves out.
const CONNECTING: &[&str] =
    &["a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "per", "the", "to", "with"];

/// Whether an acronym mostly leaves a word out.
pub(crate) fn is_connecting(word: &str) -> bool {
    word.len() <= 4 && CONNECTING.iter().any(|connecting| connecting.eq_ignore_ascii_case(word))
}

impl Acronym {
    /// Reads a whole text as an acronym: it begins with a capital and has two at least.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let is_one = (2..=8).contains(&bytes.len())
            && bytes[0].is_ascii_uppercase()
            && bytes.iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
            && (bytes[1].is_ascii_uppercase() || bytes.len() < 4);
        is_one.then(|| Self(bytes.iter().fold(0, |all, byte| all << 8 | u64::from(*byte))))
    }

    /// The acronym as text.
    pub(crate) fn text(self) -> String {
        self.0.to_be_bytes().iter().filter(|byte| **byte > 0).map(|byte| char::from(*byte)).collect()
    }

    /// Its first letter.
    pub(crate) fn first(self) -> u8 {
        self.0.to_be_bytes().into_iter().find(|byte| *byte > 0).unwrap_or_default()
    }

    /// Its letters; `C2` stands for `CC`.
    fn letters(self) -> Vec<u8> {
        let mut letters: Vec<u8> = Vec::with_capacity(8);
        for byte in self.0.to_be_bytes().into_iter().filter(|byte| *byte > 0) {
            match letters.last() {
                Some(&last) if (b'2'..=b'9').contains(&byte) => {
                    letters.extend(std::iter::repeat_n(last, usize::from(byte - b'1')));
                }
                _ => letters.push(byte),
            }
        }
        letters
    }

    /// Whether words begin with its letters, connecting words left out or not, or have them as capitals.
    pub(crate) fn fits(self, words: &[&str]) -> bool {
        let letters = self.letters();
        let initial = |word: &&str| word.bytes().next().map(|byte| byte.to_ascii_uppercase());
        let is = |initials: &mut dyn Iterator<Item = u8>| initials.eq(letters.iter().copied());
        is(&mut words.iter().filter(|word| !is_connecting(word)).filter_map(initial))
            || is(&mut words.iter().filter_map(initial))
            || is(&mut words.iter().flat_map(|word| word.bytes().filter(u8::is_ascii_uppercase)))
    }

    /// How many words it stands for at most, connecting words included.
    pub(crate) fn reach(self) -> usize {
        self.letters().len() * 2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(acronym: &str, expansion: &str, expected: bool) {
        let words: Vec<&str> = expansion.split([' ', '-']).collect();
        let read = Acronym::read(acronym).expect("an acronym");
        assert_eq!(read.text(), acronym);
        assert_eq!(read.fits(&words), expected, "{acronym}: {expansion}");
    }

    #[test]
    fn initials_fit() {
        check("EBS", "Elastic Block Store", true);
        check("EBS", "elastic block store", true);
        check("S3", "Simple Storage Service", true);
        check("EC2", "Elastic Compute Cloud", true);
        check("IAM", "Identity and Access Management", true);
        check("HTTP", "HyperText Transfer Protocol", true);
        check("POC", "Proof of Concept", true);
        check("EBS", "Elastic Load Balancing", false);
        check("EBS", "Elastic Block", false);
        check("ECS", "Amazon Elastic Container Service", false);
    }

    #[test]
    fn other_texts_are_no_acronyms() {
        for text in ["A", "Aws", "a", "", "列", "3S", "ABCDEFGHI", "T1000", "A-B"] {
            assert!(Acronym::read(text).is_none(), "{text}");
        }
    }
}
