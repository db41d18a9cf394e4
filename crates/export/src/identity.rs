//! What makes a card the same card tomorrow: a key that ignores the definition and the line,
//! and the guid that Anki stores.
//! Keeping a guid through a rename is the lock's part.

use std::fmt::{self, Write as _};
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

/// The version of both recipes: another one would give every learner a second copy of each card.
const KEY_RECIPE: &str = "notesmith-card-1";
const GUID_RECIPE: &str = "notesmith-guid-1";

/// The digits of Anki's base 91, in its order (`pylib/anki/utils.py`, `base62` + `_extra`).
const BASE_91: &[u8; 91] =
    b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&()*+,-./:;<=>?@[]^_`{|}~";

/// 128 bits that name a card by its place in the notes, written as 32 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(into = "String")]
#[schemars(with = "String")]
pub struct Key(u128);

/// Anki's globally unique note id: up to ten base-91 digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[schemars(with = "String")]
#[serde(into = "String")]
pub struct Guid(Arc<str>);

impl Key {
    /// Computes the key of a term from its file's key, its context from the outside in,
    /// the term's plain text and its 0-based number among equal ones.
    pub fn new(file: &str, context: &[String], term: &str, ordinal: u32) -> Self {
        let mut hash = Sha256::new();
        field(&mut hash, KEY_RECIPE);
        field(&mut hash, file);
        hash.update((context.len() as u64).to_be_bytes());
        for level in context {
            field(&mut hash, level);
        }
        field(&mut hash, term);
        hash.update(u64::from(ordinal).to_be_bytes());
        let digest = hash.finalize();
        Self(u128::from_be_bytes(digest[..16].try_into().expect("16 of the digest's 32 bytes")))
    }

    /// Computes the key of another card of the same entry.
    pub(crate) fn derived(self, name: &str) -> Self {
        let mut hash = Sha256::new();
        field(&mut hash, KEY_RECIPE);
        field(&mut hash, name);
        field(&mut hash, &self.to_string());
        let digest = hash.finalize();
        Self(u128::from_be_bytes(digest[..16].try_into().expect("16 of the digest's 32 bytes")))
    }

    /// Reads the digits that a lock holds.
    pub(crate) fn known(digits: &str) -> Option<Self> {
        let plain = digits.len() == 32 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        u128::from_str_radix(digits, 16).ok().filter(|_| plain).map(Self)
    }
}

impl Guid {
    /// Computes the guid that a key has when no lock says otherwise.
    pub fn of(key: Key) -> Self {
        Self::numbered(key, 0)
    }

    /// Computes another guid of a key, for when a renamed card has taken the first one along.
    pub(crate) fn numbered(key: Key, number: u64) -> Self {
        let mut hash = Sha256::new();
        field(&mut hash, GUID_RECIPE);
        field(&mut hash, &key.to_string());
        if number > 0 {
            hash.update(number.to_be_bytes());
        }
        let digest = hash.finalize();
        let first = digest[..8].try_into().expect("eight of the digest's 32 bytes");
        Self(base_91(u64::from_be_bytes(first)).into())
    }

    /// Takes digits that a lock holds.
    pub(crate) fn known(digits: &str) -> Self {
        Self(digits.into())
    }

    /// Gives the digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:032x}", self.0)
    }
}

impl From<Key> for String {
    fn from(key: Key) -> Self {
        key.to_string()
    }
}

impl From<Guid> for String {
    fn from(guid: Guid) -> Self {
        guid.0.as_ref().to_owned()
    }
}

impl fmt::Display for Guid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Feeds a text with its length in front, so that no two lists of texts feed the same bytes.
fn field(hash: &mut Sha256, text: &str) {
    hash.update((text.len() as u64).to_be_bytes());
    hash.update(text.as_bytes());
}

/// Writes bytes as lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut digits, byte| {
        write!(digits, "{byte:02x}").expect("a String takes every write");
        digits
    })
}

fn base_91(mut number: u64) -> String {
    let mut digits = Vec::with_capacity(10);
    loop {
        digits.push(BASE_91[(number % 91) as usize]);
        number /= 91;
        if number == 0 {
            break;
        }
    }
    digits.iter().rev().map(|&digit| char::from(digit)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(file: &str, context: &[&str], term: &str, ordinal: u32) -> Key {
        let context: Vec<String> = context.iter().map(ToString::to_string).collect();
        Key::new(file, &context, term, ordinal)
    }

    #[test]
    fn each_part_of_the_place_counts() {
        let base = key("a.md", &["T", "1."], "x", 0);
        for other in [
            key("b.md", &["T", "1."], "x", 0),
            key("a.md", &["T"], "x", 0),
            key("a.md", &["T1", "."], "x", 0),
            key("a.md", &["T", "1.", "x"], "", 0),
            key("a.md", &["T", "1."], "y", 0),
            key("a.md", &["T", "1."], "x", 1),
        ] {
            assert_ne!(base, other);
        }
        assert_eq!(base, key("a.md", &["T", "1."], "x", 0));
    }

    /// A changed recipe would give every learner a second copy of each card.
    #[test]
    fn the_recipes_never_change() {
        let key = key("a.md", &["T", "1."], "x", 0);
        assert_eq!(key.to_string(), "b66764c3ff60ce093647bc7a6f161e8f");
        assert_eq!(Guid::of(key).as_str(), "y1!//u2DrC");
    }

    #[test]
    fn base_91_counts_like_anki() {
        for (number, digits) in [(0, "a"), (90, "~"), (91, "ba"), (u64::MAX, "Rj&Z5m[>Zp")] {
            assert_eq!(base_91(number), digits);
        }
    }
}
