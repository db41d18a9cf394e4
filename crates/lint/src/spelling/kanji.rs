//! Rare words of two kanji that no dictionary holds and that differ by one kanji from a frequent word.
//!
//! Input methods do not write such words; scanners do. What tells an error from a rare term is its place: the frequent
//! word stands before the same particle or ending.

use rustc_hash::FxHashMap;

use super::usages::{KanjiUsage, RARE_KANJI};
use super::verdict::{Opinion, Verdict, VerdictKind, in_order, times};
use super::words::Words;
use crate::facts::kana::right_for;
use crate::facts::words::KanjiWord;
use crate::vocabulary::Vocabulary;

/// How often the notes must use what a word was meant to be.
const FREQUENT: u32 = 3;
/// How many candidates are shown.
const SHOWN: usize = 3;

/// Kanji that stand before any word.
const PREFIXES: &str = "全各毎数上下前後同当本他諸約最超第旧新現再未非無不両総副主準単複多少高低大小長短\
                        一二三四五六七八九十百千万何幾御";
/// Kanji that stand behind any word.
const SUFFIXES: &str = "後前内外中上下間毎別用化性的式製系型分秒台回日月年時点末頃際者側量率数図表名書法版等順済込目先元方物品機器員部所地";

/// The verdicts on words of two kanji, in order of their text.
pub(super) fn all(words: &Words) -> Vec<Verdict> {
    let frequent = FrequentKanji::new(words);
    in_order(words.kanji.iter().filter_map(|(word, usage)| {
        let opinion = frequent.judge(*word, usage)?;
        let text = std::str::from_utf8(word).ok()?;
        (!words.accepts(text)).then(|| Verdict::new(opinion, text, usage.places()))
    }))
}

/// The frequent words of two kanji, by either letter.
struct FrequentKanji<'a> {
    by_letter: FxHashMap<(Position, [u8; 3]), Vec<Frequent<'a>>>,
}

type Frequent<'a> = (&'a KanjiWord, KanjiUsage<'a>);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Position {
    First,
    Second,
}

impl<'a> FrequentKanji<'a> {
    fn new(words: &'a Words) -> Self {
        let mut by_letter: FxHashMap<_, Vec<Frequent<'a>>> = FxHashMap::default();
        for (word, usage) in words.kanji.iter().filter(|(_, usage)| usage.count >= FREQUENT) {
            let (first, second) = halves(*word);
            by_letter.entry((Position::First, first)).or_default().push((word, usage));
            by_letter.entry((Position::Second, second)).or_default().push((word, usage));
        }
        Self { by_letter }
    }

    /// What is to be said about a word.
    fn judge(&self, word: KanjiWord, usage: KanjiUsage<'_>) -> Option<Opinion> {
        let text = std::str::from_utf8(&word).ok()?;
        if usage.count == 0 || usage.count > RARE_KANJI || usage.followers == 0 || has_affix(text) {
            return None;
        }
        // Text recognition errs once in a note; what a note repeats is a term that no dictionary holds.
        if usage.places().windows(2).any(|pair| pair[0].file == pair[1].file) {
            return None;
        }
        let (first, second) = halves(word);
        let keys = [(Position::First, first), (Position::Second, second)];
        let near = keys.iter().filter_map(|key| self.by_letter.get(key)).flatten();
        let mut candidates: Vec<(bool, u32, &str)> = near
            .map(|(word, other)| {
                let fits = other.followers & usage.followers != 0;
                (fits, other.count, std::str::from_utf8(&word[..]).unwrap_or_default())
            })
            .collect();
        if !candidates.iter().any(|(fits, ..)| *fits) || Vocabulary::shared().has_compound(text) {
            return None;
        }
        candidates.retain(|(.., right)| Vocabulary::shared().has_compound(right));
        candidates.sort_unstable_by(|a, b| (b.0, b.1, a.2).cmp(&(a.0, a.1, b.2)));
        let (_, used, best) = candidates.first().filter(|(fits, ..)| *fits)?;
        // What the list of miswritten words holds is reported by itself.
        if right_for(text).is_some() {
            return None;
        }
        let evidence = format!(
            "{text} is used {} and is no known word; {best} {} in these notes",
            times(usage.count),
            times(*used)
        );
        let suggestions = candidates.iter().take(SHOWN).map(|(.., right)| (*right).to_owned()).collect();
        Some((VerdictKind::Kanji, suggestions, evidence))
    }
}

fn halves(word: KanjiWord) -> ([u8; 3], [u8; 3]) {
    let letter = |at: usize| [word[at], word[at + 1], word[at + 2]];
    (letter(0), letter(3))
}

/// Whether one of the letters makes words of all others, so that no dictionary can hold them all.
fn has_affix(text: &str) -> bool {
    text.starts_with(|first| PREFIXES.contains(first)) || text.ends_with(|last| SUFFIXES.contains(last))
}
