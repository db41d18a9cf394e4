//! One search of a text for all phrases, which looks at every twelfth byte.
//!
//! A phrase has at least five letters of three bytes each, so of its first twelve bytes one is looked at; the letter there
//! and the one behind it are looked up.
//! Kanji in a row are found on the same way.

use super::table::{Kind, Pair, TABLE};

/// Where a text holds such phrases, as sorted offsets of their first bytes.
#[derive(Debug, Default)]
pub(crate) struct Wording {
    /// What says more than it means.
    pub(crate) redundancies: Vec<usize>,
    /// The last two letters of a noun before `を行` and `を実`.
    pub(crate) doings: Vec<usize>,
    /// What may be a double negation.
    pub(crate) negations: Vec<usize>,
    /// What may be a misuse.
    pub(crate) misuses: Vec<usize>,
    /// Kanji with three more behind them; at least one of each seven in a row is among them.
    pub(crate) kanji: Vec<usize>,
}

/// How far apart the bytes are that are looked at: a phrase of five letters less its last one.
const STEP: usize = 12;

/// Searches a text.
pub(crate) fn search(text: &str) -> Wording {
    let bytes = text.as_bytes();
    let mut found = Wording::default();
    let mut at = STEP - 1;
    while let Some(eight) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        let key = u64::from_le_bytes(*eight);
        // Mostly a letter begins here, since the last one ended at a distance of letters.
        if key & 0xC0 == 0xC0 {
            if is_kanji(key as u8) && is_kanji((key >> 24) as u8) && is_kanji((key >> 48) as u8)
                || TABLE.may_hold(key)
            {
                found.take(key, bytes, at);
            }
        } else if key & 0x80 > 0 {
            at = start_of_letter(bytes, at);
            found.take_any(bytes, at);
        }
        at += STEP;
    }
    while at < bytes.len() {
        found.take_any(bytes, start_of_letter(bytes, at));
        at += STEP;
    }
    for places in [&mut found.redundancies, &mut found.doings, &mut found.negations, &mut found.misuses] {
        places.sort_unstable();
        places.dedup();
    }
    found
}

/// Gives the start of the character that a byte is part of.
fn start_of_letter(bytes: &[u8], at: usize) -> usize {
    let is_inside = |at: &usize| bytes[*at] & 0xC0 == 0x80;
    let before = (0..3).map(|back| at - back).take_while(is_inside).count();
    at - before
}

/// Gives eight bytes as a number, the first the lowest; behind the end of a text there are zeros.
fn key_at(bytes: &[u8], at: usize) -> u64 {
    let rest = &bytes[at..];
    let eight = rest.first_chunk().copied().unwrap_or_else(|| {
        let mut eight = [0; 8];
        let length = rest.len().min(8);
        eight[..length].copy_from_slice(&rest[..length]);
        eight
    });
    u64::from_le_bytes(eight)
}

impl Wording {
    /// Takes what the two letters at a place are part of, if anything.
    #[inline(never)]
    fn take_any(&mut self, bytes: &[u8], at: usize) {
        let key = key_at(bytes, at);
        if is_kanji(key as u8) || TABLE.may_hold(key) {
            self.take(key, bytes, at);
        }
    }

    /// Takes what the two letters at a place are part of; nearly always they are part of something.
    #[inline(never)]
    fn take(&mut self, key: u64, bytes: &[u8], at: usize) {
        if is_kanji(key as u8) {
            self.take_kanji(bytes, at);
        }
        for pair in TABLE.find(key) {
            self.take_phrase(pair, bytes, at);
        }
    }

    /// Takes the phrase that two letters at a place are part of.
    fn take_phrase(&mut self, pair: &Pair, bytes: &[u8], at: usize) {
        let Some(start) = at.checked_sub(pair.before) else { return };
        let rest = &bytes[start..];
        let places = match pair.kind {
            Kind::Doing if is_doing(rest) => &mut self.doings,
            Kind::Doing => return,
            _ if !pair.may_begin(key_at(bytes, start)) || !rest.starts_with(pair.phrase.as_bytes()) => return,
            Kind::Redundancy => &mut self.redundancies,
            Kind::Negation => &mut self.negations,
            Kind::Misuse => &mut self.misuses,
        };
        places.push(start);
    }

    /// Takes a kanji with three behind it.
    fn take_kanji(&mut self, bytes: &[u8], start: usize) {
        let is_kanji_at = |at: usize| bytes.get(start + at).is_some_and(|byte| is_kanji(*byte));
        if is_kanji_at(3) && is_kanji_at(6) && is_kanji_at(9) {
            self.kanji.push(start);
        }
    }
}

/// Tells whether bytes are two letters, `を` and the kanji of a verb.
fn is_doing(rest: &[u8]) -> bool {
    // The first letter begins at the first byte if it is one of three.
    let Some((0xE3..=0xE9, rest)) =
        rest.split_first().map(|(first, _)| (*first, rest.get(3..).unwrap_or_default()))
    else {
        return false;
    };
    matches!(rest, [first, _, _, 0xE3, 0x82, 0x92, 0xE8, 0xA1, 0x8C, ..] | [first, _, _, 0xE3, 0x82, 0x92, 0xE5, 0xAE, 0x9F, ..] if is_kanji(*first))
}

/// Tells whether a byte begins a letter between U+4000 and U+9FFF.
#[inline]
fn is_kanji(byte: u8) -> bool {
    byte.wrapping_sub(0xE4) < 6
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{misuses, negations, redundancies};
    use super::*;

    #[test]
    fn phrases_are_of_letters_of_three_bytes() {
        let wrong = misuses::MISUSES.iter().map(|misuse| misuse.wrong);
        for phrase in redundancies::PHRASES.iter().chain(negations::PHRASES).copied().chain(wrong) {
            assert!(phrase.chars().all(|letter| letter.len_utf8() == 3), "{phrase}");
        }
    }

    proptest! {
        #[test]
        fn finds_all(pieces in prop::collection::vec(prop_oneof![
            prop::sample::select(redundancies::PHRASES.to_vec()).prop_map(str::to_owned),
            prop::sample::select(negations::PHRASES.to_vec()).prop_map(str::to_owned),
            prop::sample::select(misuses::MISUSES.iter().map(|misuse| misuse.wrong).collect::<Vec<_>>()).prop_map(str::to_owned),
            "[ -~]{0,4}", "[ぁ-ん]{0,3}", "[一-龠]{0,9}", "é", "𠮷", "設化 を行う", "化éを実行",
            prop::sample::select(vec!["設定を行う", "暗号化を実行し", "を行", "設定を行", "定を行う"]).prop_map(str::to_owned),
        ], 0..20)) {
            let text = pieces.concat();
            let found = search(&text);
            let all = |phrases: &mut dyn Iterator<Item = &'static str>| {
                let mut places: Vec<usize> =
                    phrases.flat_map(|phrase| text.match_indices(phrase).map(|(at, _)| at).collect::<Vec<_>>()).collect();
                places.sort_unstable();
                places.dedup();
                places
            };
            prop_assert_eq!(&found.redundancies, &all(&mut redundancies::PHRASES.iter().copied()));
            prop_assert_eq!(&found.negations, &all(&mut negations::PHRASES.iter().copied()));
            prop_assert_eq!(&found.misuses, &all(&mut misuses::MISUSES.iter().map(|misuse| misuse.wrong)));
            for place in &found.doings {
                prop_assert!(text[*place..].chars().next().is_some_and(|letter| letter.len_utf8() == 3));
            }
            for phrase in ["設定を行う", "号化を実行"] {
                for (at, _) in text.match_indices(phrase) {
                    prop_assert!(found.doings.contains(&at), "{} in {:?}", phrase, text);
                }
            }
            for run in text.split(|letter: char| !('\u{4E00}'..='\u{9FFF}').contains(&letter)) {
                let start = run.as_ptr() as usize - text.as_ptr() as usize;
                let within = found.kanji.iter().filter(|at| (start..start + run.len()).contains(at)).count();
                prop_assert!(run.chars().count() < 7 || within > 0, "{} in {:?}", run, text);
            }
        }
    }
}
