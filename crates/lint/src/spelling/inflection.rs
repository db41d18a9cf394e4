//! Words that no list holds and that are right all the same: inflections, derivations, compounds.

use crate::vocabulary::Vocabulary;

/// Endings that English adds freely, with what they replace.
const SUFFIXES: [(&str, &[&str]); 22] = [
    ("s", &[""]),
    ("es", &["", "e"]),
    ("ies", &["y"]),
    ("ed", &["", "e"]),
    ("ing", &["", "e"]),
    ("er", &["", "e"]),
    ("ers", &["", "e"]),
    ("or", &["e", ""]),
    ("ly", &["", "le"]),
    ("able", &["", "e"]),
    ("ability", &["", "e", "able"]),
    ("ness", &[""]),
    ("less", &[""]),
    ("like", &[""]),
    ("wise", &[""]),
    ("ish", &[""]),
    ("ization", &["", "ize", "e"]),
    ("isation", &["", "ise", "e"]),
    ("ize", &["", "e"]),
    ("ized", &["", "ize", "e"]),
    ("izing", &["", "ize", "e"]),
    ("izer", &["", "ize", "e"]),
];

/// Beginnings that English adds freely.
const PREFIXES: [&str; 30] = [
    "un", "re", "non", "pre", "sub", "multi", "micro", "auto", "de", "over", "inter", "meta", "anti", "self",
    "co", "hyper", "super", "under", "out", "mis", "dis", "post", "semi", "mini", "nano", "tele", "cyber",
    "trans", "bi", "up",
];

/// Whether a lower-case word is a known word with a free beginning or ending, or two known words in one.
pub(super) fn is_derived(word: &str) -> bool {
    has_known_stem(word)
        || PREFIXES.iter().any(|prefix| {
            word.strip_prefix(prefix)
                .is_some_and(|rest| rest.len() >= 4 && (is_known(rest) || has_known_stem(rest)))
        })
        || is_compound(word)
}

fn has_known_stem(word: &str) -> bool {
    SUFFIXES.iter().any(|(suffix, endings)| {
        word.strip_suffix(suffix).is_some_and(|stem| {
            stem.len() >= 3
                && !(*suffix == "s" && stem.ends_with('s'))
                && endings.iter().any(|ending| is_known(&format!("{stem}{ending}")))
                || is_doubled(stem) && is_known(&stem[..stem.len() - 1])
        })
    })
}

/// Whether the stem ends in a doubled consonant, as in `unwrapp(ed)`.
fn is_doubled(stem: &str) -> bool {
    matches!(stem.as_bytes(), [.., before, a, b] if a == b && before != a && !b"aeiou".contains(a))
        && stem.len() >= 4
}

/// Whether a word takes endings; a person or a place does not.
fn is_known(word: &str) -> bool {
    Vocabulary::shared().word(word).is_some_and(|word| {
        !word.is_proper_name() || word.is_brand() || word.is_software() || word.is_service()
    })
}

/// Whether the word is two common words in one: `healthcheck`.
fn is_compound(word: &str) -> bool {
    let common = |part: &str| {
        Vocabulary::shared().word(part).is_some_and(|word| {
            let size = word.english_size().unwrap_or(99);
            !word.is_proper_name() && (size <= 35 || part.len() >= 5 && (size <= 55 || word.is_software()))
        })
    };
    (4..word.len().saturating_sub(3))
        .any(|at| word.is_char_boundary(at) && common(&word[..at]) && common(&word[at..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn derivations_are_right() {
        for word in ["containerizers", "unrollable", "lambdas", "healthcheck", "microbenchmarks", "misparsed"]
        {
            assert!(is_derived(word), "{word}");
        }
        for word in ["runnning", "imutable", "lamnda", "indusrty", "confg", "extention", "functionss"] {
            assert!(!is_derived(word), "{word}");
        }
    }
}
