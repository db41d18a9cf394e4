//! Reports slips in Japanese letters, the same way for each rule that reports a kind of them.

use notesmith_diagnostic::Edit;

use super::report::write_one_of;
use super::words::Words;
use crate::corpus::Corpus;
use crate::facts::kana::{KanaSlip, SlipKind};
use crate::sink::CorpusSink;
use crate::vocabulary::Vocabulary;

/// How often the notes must use a joined word for a space in it to be wrong.
const LEAST: u32 = 2;

/// Reports all slips of a kind; `message` says what is wrong, `help` what to do.
pub(crate) fn report_slips(
    corpus: &Corpus,
    sink: &mut CorpusSink<'_>,
    kind: SlipKind,
    message: impl Fn(&KanaSlip) -> String,
    help: impl Fn(&KanaSlip) -> String,
) {
    for (file, facts) in corpus.files().iter().enumerate() {
        for slip in facts.kana.iter().filter(|slip| slip.kind == kind) {
            if kind == SlipKind::Split && !is_one_word(corpus.words(), slip) {
                continue;
            }
            if kind == SlipKind::Miswritten && corpus.words().accepts(&slip.text) {
                continue;
            }
            let mut finding = sink.report(file, slip.span, message(slip)).help(help(slip));
            for right in &slip.right {
                finding = finding.suggest(right);
            }
            if let [right] = &slip.right[..] {
                finding
                    .fix(format!("replace with \"{right}\""), vec![Edit::replace(slip.span, right.clone())]);
            }
        }
    }
}

/// Says to write what a slip was meant to be.
pub(crate) fn write_right(slip: &KanaSlip) -> String {
    write_one_of(&slip.right)
}

/// Whether two katakana words with a space are one word: the joined one is known and one of the halves is none.
fn is_one_word(words: &Words, slip: &KanaSlip) -> bool {
    let (Some(joined), Some((first, second))) = (slip.right.first(), slip.text.split_once([' ', '\u{3000}']))
    else {
        return false;
    };
    if Vocabulary::shared().has_kanji(joined) {
        return true;
    }
    let count = |word: &str| words.katakana.get(word).map_or(0, |usage| usage.count);
    let listed = |word: &str| Vocabulary::shared().has_katakana(word);
    let is_word = |word: &str| word.chars().count() > 1 && (listed(word) || count(word) > 1);
    (listed(joined) || count(joined) >= LEAST) && !(is_word(first) && is_word(second))
}
