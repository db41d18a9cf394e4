//! Reads words of IPADIC and `UniDic`: katakana words, short kanji words, and stems of verbs.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::Failure;
use super::fetch::run;
use super::mecab::Trie;

/// The files of IPADIC whose katakana words are words of the language rather than names of persons or firms.
const FILES: [&str; 8] = [
    "Noun.csv",
    "Noun.verbal.csv",
    "Noun.adjv.csv",
    "Noun.adverbal.csv",
    "Noun.place.csv",
    "Noun.proper.csv",
    "Adverb.csv",
    "Suffix.csv",
];

/// Words of information technology that IPADIC, which is of 2007, lacks or has in another form, one a line: our own list.
const SUPPLEMENT: &str = include_str!("katakana.txt");

/// The katakana words of two or more letters, one byte a letter (the code point less U+3000), in byte order.
pub(super) fn katakana(folder: &Path) -> Result<BTreeSet<Vec<u8>>, Failure> {
    let mut words: BTreeSet<Vec<u8>> = SUPPLEMENT.lines().filter_map(packed).collect();
    for file in FILES {
        let text = run("iconv", &["-f", "EUC-JP", "-t", "UTF-8", file], folder)?;
        for line in String::from_utf8(text)?.lines() {
            let word = line.split(',').next().unwrap_or_default();
            words.extend(packed(word));
        }
    }
    Ok(words)
}

/// Kanji that look like katakana.
const LOOK_ALIKES: &str = "力口工夕二千才一八";

/// The kanji words of two letters, and those of three and four that hold a kanji like a katakana letter, as UTF-8.
pub(super) fn kanji(folder: &Path) -> Result<BTreeSet<Vec<u8>>, Failure> {
    let mut words = BTreeSet::new();
    for file in ["Noun.csv", "Noun.verbal.csv", "Noun.adjv.csv", "Noun.adverbal.csv"] {
        let text = run("iconv", &["-f", "EUC-JP", "-t", "UTF-8", file], folder)?;
        for line in String::from_utf8(text)?.lines() {
            let word = line.split(',').next().unwrap_or_default();
            let kanji = word.chars().all(|letter| matches!(letter, '\u{4E00}'..='\u{9FFF}' | '々'));
            let alike = word.chars().any(|letter| LOOK_ALIKES.contains(letter));
            let length = word.chars().count();
            if kanji && (length == 2 || alike && (3..=4).contains(&length)) {
                words.insert(word.as_bytes().to_vec());
            }
        }
    }
    Ok(words)
}

/// The longest katakana word that is taken from `UniDic`, in letters.
const LONGEST: usize = 12;

/// The katakana words of `UniDic`, names too, that IPADIC's words lack; in the same form.
pub(super) fn rare_katakana(unidic: &Trie, known: &BTreeSet<Vec<u8>>) -> BTreeSet<Vec<u8>> {
    let words = unidic.kana_words(LONGEST).into_iter().filter_map(|word| packed(&word));
    words.filter(|word| !known.contains(word)).collect()
}

/// The words of two kanji of both dictionaries, and the first two letters of their verbs and adjectives (`見逃す`), as
/// UTF-8.
pub(super) fn compounds(ipadic: &Path, unidic: &Trie) -> Result<BTreeSet<Vec<u8>>, Failure> {
    let mut words: BTreeSet<Vec<u8>> = unidic.kanji_words(2).into_iter().map(String::into_bytes).collect();
    for entry in std::fs::read_dir(ipadic)? {
        let file = entry?.file_name().to_string_lossy().into_owned();
        if Path::new(&file).extension().is_none_or(|ending| ending != "csv") {
            continue;
        }
        let text = run("iconv", &["-f", "EUC-JP", "-t", "UTF-8", &file], ipadic)?;
        for line in String::from_utf8(text)?.lines() {
            let word = line.split(',').next().unwrap_or_default();
            words.extend(stem(word));
        }
    }
    Ok(words)
}

/// The kanji that are whole stems of verbs, or end them, with one syllable.
const STEM_KANJI: &str = "見出着似煮寝得経射鋳診観看視来";

/// The stems of verbs whose potential form needs られ, with a kanji in them, as UTF-8; 1 where the stem with る is also
/// the potential form of another verb (`続け`: 続ける, and 続く).
pub(super) fn stems_before_rare(folder: &Path) -> Result<BTreeMap<Vec<u8>, u64>, Failure> {
    let text = String::from_utf8(run("iconv", &["-f", "EUC-JP", "-t", "UTF-8", "Verb.csv"], folder)?)?;
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
    let infinitives = |row: &&Vec<&str>| row.get(9) == Some(&"基本形");
    let of_kind = |kind: &'static str| {
        rows.iter().filter(infinitives).filter(move |row| row[8].starts_with(kind)).map(|row| row[0])
    };
    let five_rows: BTreeSet<&str> = of_kind("五段").collect();
    let verbs: BTreeSet<&str> = rows.iter().map(|row| row[0]).collect();
    let is_kanji = |letter: char| matches!(letter, '\u{4E00}'..='\u{9FFF}');
    let is_stem = |stem: &&str| {
        let ends_well = |last: char| STEM_KANJI.contains(last) || is_front_vowel(last);
        // Old spellings leave kana out (流る, 恐る); 見れる and 来れる are there as what is said.
        let is_other_verb = !["見", "来"].contains(stem) && verbs.contains(format!("{stem}れる").as_str());
        stem.contains(is_kanji) && stem.ends_with(ends_well) && !is_other_verb
    };
    let stems = of_kind("一段").chain(of_kind("カ変・来ル")).filter_map(|verb| verb.strip_suffix('る'));
    let marked = stems.filter(is_stem).map(|stem| {
        let other = potential_of(stem).filter(|verb| five_rows.contains(verb.as_str()));
        (stem.as_bytes().to_vec(), u64::from(other.is_some()))
    });
    Ok(marked.collect())
}

/// The kana that end stems: those of the rows え and い, and the う of the verb that each of the former is made of.
const STEM_KANA: [(char, char); 13] = [
    ('え', 'う'),
    ('け', 'く'),
    ('げ', 'ぐ'),
    ('せ', 'す'),
    ('て', 'つ'),
    ('ね', 'ぬ'),
    ('べ', 'ぶ'),
    ('め', 'む'),
    ('れ', 'る'),
    ('ぜ', 'ず'),
    ('で', 'づ'),
    ('へ', 'ふ'),
    ('ぺ', 'ぷ'),
];

fn is_front_vowel(letter: char) -> bool {
    "いきぎしじちぢにひびみり".contains(letter) || STEM_KANA.iter().any(|(stem, _)| *stem == letter)
}

/// The verb whose potential form a stem with る would be.
fn potential_of(stem: &str) -> Option<String> {
    let last = stem.chars().next_back()?;
    let (_, ending) = STEM_KANA.iter().find(|(kana, _)| *kana == last)?;
    Some(stem.strip_suffix(last)?.chars().chain([*ending]).collect())
}

/// The two kanji of a word that has no other letters but hiragana behind them.
fn stem(word: &str) -> Option<Vec<u8>> {
    let is_kanji = |letter: char| matches!(letter, '\u{4E00}'..='\u{9FFF}');
    let ending = word.trim_start_matches(is_kanji);
    let stem = &word[..word.len() - ending.len()];
    let is_word =
        stem.chars().count() == 2 && ending.chars().all(|letter| matches!(letter, '\u{3041}'..='\u{3096}'));
    is_word.then(|| stem.as_bytes().to_vec())
}

fn packed(word: &str) -> Option<Vec<u8>> {
    let letters: Option<Vec<u8>> = word
        .chars()
        .map(|letter| match letter {
            '\u{30A1}'..='\u{30FA}' | '\u{30FC}' => u8::try_from(u32::from(letter) - 0x3000).ok(),
            _ => None,
        })
        .collect();
    letters.filter(|letters| letters.len() >= 2)
}
