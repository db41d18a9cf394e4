//! Tells the known words of a note from those to keep, all of them together when the note is read.
//!
//! Between two notes the tables of words fall out of the processor's cache.
//! Asked together, words wait for memory once; asked as they appear, each waits for itself.

use notesmith_word_table::WordHash;

use super::file_words::{Class, FileWords, LONG};
use super::language::{LowerCase, forget_foreign};
use super::latin::{Judgement, LatinWord};
use super::variants::{Variants, has_other_kana};
use crate::vocabulary::Vocabulary;

/// Settles the class of each word, of which all are taken to be unknown up to here, and leaves the texts and places that
/// somebody needs.
///
/// `hashes` are those of the words, `places` all their uses in order, of which those to keep move to the front; the texts
/// of the words are still places in the note.
pub(super) fn settle(
    found: &mut FileWords,
    hashes: &[WordHash],
    places: &mut [(u32, u32)],
    note: &str,
    variants: Variants,
) {
    let lower_case = settle_latin(found, note, variants);
    forget_foreign(found, &lower_case);
    settle_katakana(found, hashes, note, variants);
    for word in &mut found.words {
        word.is_in_code &= word.class == Class::Latin;
        let (start, end) = word.text;
        if start < end {
            let texts = found.texts.len() as u32;
            found.texts.push_str(&note[start as usize..end as usize]);
            word.text = (texts, texts + end - start);
        }
    }
    // Nobody can tell whether the next place is to stay, a processor neither: so no branch asks.
    let mut kept = 0;
    for at in 0..places.len() {
        places[kept] = places[at];
        kept += usize::from(found.words[places[at].0 as usize].class.kept().is_some());
    }
    found.places = places[..kept].to_vec();
}

fn settle_latin(found: &mut FileWords, note: &str, variants: Variants) -> LowerCase {
    let mut read = Vec::with_capacity(found.words.len());
    for word in found.words.iter_mut().filter(|word| word.class == Class::Latin) {
        if let Some(latin) = LatinWord::read(&note[word.text.0 as usize..word.text.1 as usize]) {
            read.push((word, latin));
        } else {
            (word.class, word.text) = (Class::Ignored, (0, 0));
        }
    }
    let lower: Vec<WordHash> = read.iter().map(|(_, latin)| latin.lower).collect();
    let known = Vocabulary::shared().words_hashed(&lower);
    let mut lower_case = LowerCase::default();
    for ((word, latin), known) in read.into_iter().zip(known) {
        if latin.is_lower_case() {
            lower_case.add(known.is_some(), word.count);
        }
        word.lower_key = latin.lower.mixed();
        let length = word.text.1 - word.text.0;
        (word.class, word.text) = match latin.judge(known) {
            Judgement::Joined if variants == Variants::Kept => (Class::Variant, word.text),
            Judgement::Known | Judgement::Joined if length < LONG as u32 => (Class::Known, (0, 0)),
            Judgement::Known | Judgement::Joined => (Class::Known, word.text),
            Judgement::Kept => (Class::Latin, word.text),
            Judgement::Ignored => (Class::Ignored, (0, 0)),
        };
    }
    lower_case
}

fn settle_katakana(found: &mut FileWords, hashes: &[WordHash], note: &str, variants: Variants) {
    let katakana = found.words.iter_mut().zip(hashes).filter(|(word, _)| word.class == Class::Katakana);
    let (words, hashes): (Vec<_>, Vec<WordHash>) = katakana.unzip();
    for (word, is_known) in words.into_iter().zip(Vocabulary::shared().have_katakana(&hashes)) {
        if !is_known {
            continue;
        }
        let text = &note[word.text.0 as usize..word.text.1 as usize];
        if variants == Variants::Kept && has_other_kana(text) {
            word.class = Class::Variant;
        } else {
            (word.class, word.text) = (Class::Known, (0, 0));
        }
    }
}

#[cfg(test)]
mod tests {
    use notesmith_parse::{Document, ParseOptions};

    use super::super::collect;
    use super::*;

    /// The words of a note that are kept, with the bytes where they stand and whether code holds them.
    fn check(note: &str, expected: &[(&str, &[usize], bool)]) {
        let found =
            collect(&Document::parse(note.to_owned(), &ParseOptions::default()), Variants::Dropped, None);
        let kept = found.words.iter().enumerate().filter(|(_, word)| word.class != Class::Known);
        let kept: Vec<_> = kept
            .filter(|(_, word)| word.class != Class::Ignored)
            .map(|(number, word)| {
                let places = found.places.iter().filter(|(other, _)| *other as usize == number);
                let starts: Vec<usize> = places.map(|(_, start)| *start as usize).collect();
                (found.text(word), starts, word.is_in_code)
            })
            .collect();
        let expected: Vec<_> =
            expected.iter().map(|(text, starts, code)| (*text, starts.to_vec(), *code)).collect();
        assert_eq!(kept, expected, "{note}");
    }

    #[test]
    fn unknown_words_keep_their_places() {
        check("the lamnda and a lamnda again", &[("lamnda", &[4, 17], false)]);
        check("サーバー、サボートの", &[("サボート", &[15], false)]);
        check("Lamnda Function", &[("Lamnda", &[0], false), ("Lamnda Function", &[0], false)]);
    }

    #[test]
    fn known_words_and_those_of_code_keep_none() {
        check("the words of a note", &[]);
        check("x9y8z7 and 12ab", &[]);
        check("`lamnda` and `words`", &[("lamnda", &[], true)]);
        check("`lamnda` is lamnda", &[("lamnda", &[12], true)]);
    }

    #[test]
    fn words_of_other_languages_are_forgotten() {
        check(
            "[日本語](README.ja.md)\n\nEn cada aplicativo nuevo los minutos son pocos para aprender a trabajar con el lamnda.",
            &[],
        );
        check(
            "Bu bölümde yeni ajan oluşturmak için gereken komutlar ve araçlar listelenir, sonra sonra.",
            &[],
        );
        // An English note is one with many slips, too; a Japanese one may hold little English.
        check(
            "the runnning of a lamnda is what you pay for, and the rest of it is free for all of us",
            &[("runnning", &[4], false), ("lamnda", &[18], false)],
        );
        let japanese = "サーバーの設定を確認する。ホストで htpasswd と mkfs と lsblk と ldconfig と umount を実行すると lamnda";
        let note = Document::parse(japanese.to_owned(), &ParseOptions::default());
        let found = collect(&note, Variants::Dropped, None);
        assert!(found.words.iter().any(|word| found.text(word) == "lamnda"), "{found:?}");
    }

    #[test]
    fn chinese_words_are_forgotten() {
        let kanji = |note: &str| {
            let note = Document::parse(note.to_owned(), &ParseOptions::default());
            collect(&note, Variants::Dropped, None).kanji.len()
        };
        assert_eq!(kanji("影片、更新、机制、描述。测试，配置。命令：运行，部署。"), 0);
        assert_eq!(kanji("影響、更新、強制、記述。試験、配置。命令：運行、配備を行う。"), 9);
        assert_eq!(kanji("更新、強制、記述。"), 3);
        assert_eq!(kanji("更新、強制、記述、完整。"), 0);
    }

    #[test]
    fn long_words_keep_their_text() {
        let note = Document::parse("note functions サーバー".to_owned(), &ParseOptions::default());
        let found = collect(&note, Variants::Dropped, None);
        let texts: Vec<&str> = found.words.iter().map(|word| found.text(word)).collect();
        assert_eq!(texts, ["", "functions", ""]);
    }
}
