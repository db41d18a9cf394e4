//! The closer look at the letters of a text that may hold a slip.

use notesmith_diagnostic::Span;
use notesmith_parse::Document;

use super::kind::Kind;
use super::letters::{Letter, Letters};
use super::slip::KanaSlip;
use super::{by_ear, doubled, endings, look_alike, miswritten, pairs, spaces};

/// Collects the slips of a note, in order of their place.
///
/// `suspicious` are the letters that may hold some, in order, `repeated` the English words that stand twice.
pub(crate) fn collect(document: &Document, suspicious: &[Span], repeated: &[Span]) -> Vec<KanaSlip> {
    let mut letters = Letters::default();
    let mut slips: Vec<KanaSlip> =
        repeated.iter().filter_map(|span| doubled::latin(document.slice(*span), *span)).collect();
    for span in suspicious {
        letters.fill(document.slice(*span), span.start());
        scan(&letters, &mut slips);
    }
    slips.sort_by_key(|slip| slip.span);
    slips
}

fn scan(letters: &Letters, slips: &mut Vec<KanaSlip>) {
    let mut before = Kind::Mark;
    let mut rest = letters.iter().enumerate().peekable();
    while let Some((at, Letter { char, kind })) = rest.next() {
        let next = rest.peek().map(|(_, next)| *next);
        let after = next.map_or(Kind::Mark, |next| next.kind);
        let starts_run = before != kind;
        match kind {
            Kind::Hiragana => {
                let next = next.filter(|_| after == Kind::Hiragana);
                if next.is_some_and(|next| pairs::may_be_slip(char, next.char)) {
                    slips.extend(doubled::particle(letters, at).or_else(|| endings::ending(letters, at)));
                    slips.extend(by_ear::by_ear(letters, at));
                }
                if before == Kind::Katakana {
                    slips.extend(look_alike::hiragana(letters, at));
                }
            }
            Kind::Katakana if starts_run => {
                slips.extend(doubled::katakana(letters, at));
                slips.extend(doubled::long_vowel(letters, at));
                slips.extend(look_alike::katakana(letters, at));
            }
            Kind::Kanji => {
                if before == Kind::Katakana || after == Kind::Katakana {
                    slips.extend(look_alike::kanji(letters, at));
                }
                if starts_run {
                    slips.extend(doubled::kanji(letters, at));
                }
                slips.extend(miswritten::kanji(letters, at));
            }
            Kind::Latin if starts_run => slips.extend(spaces::stray_letter(letters, at)),
            Kind::Space => slips.extend(spaces::split_word(letters, at)),
            _ => {}
        }
        before = kind;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::facts::words::{Sink, split};

    /// The texts and places of all slips.
    fn slips_of(text: &str, base: usize) -> Vec<(Span, Box<str>)> {
        let mut letters = Letters::default();
        letters.fill(text, base);
        let mut slips = Vec::new();
        scan(&letters, &mut slips);
        slips.into_iter().map(|slip| (slip.span, slip.text)).collect()
    }

    /// Where a text is suspicious.
    #[derive(Default)]
    struct Suspicious(Vec<(usize, usize)>);

    impl Sink for Suspicious {
        fn suspicious(&mut self, start: usize, end: usize) {
            self.0.push((start, end));
        }
    }

    fn suspicious(text: &str) -> Vec<(usize, &str)> {
        let mut found = Suspicious::default();
        split(text, &mut found);
        found.0.into_iter().map(|(start, end)| (start, &text[start..end])).collect()
    }

    proptest! {
        #[test]
        fn what_is_not_suspicious_holds_no_slip(text in "[ \u{3000}、。a'sかにをがでえお々あのはへずらとゆうりすたこれーしさなまいっせるてできんうカ力ロ口リりヘへんサーバ管理一二トb除々完壁専問]{0,24}") {
            let closer: Vec<_> =
                suspicious(&text).into_iter().flat_map(|(base, letters)| slips_of(letters, base)).collect();
            prop_assert_eq!(closer, slips_of(&text, 0));
        }
    }

    #[test]
    fn ordinary_text_is_not_suspicious() {
        for text in
            ["", "plain text", "サーバーを起動する", "鍵の管理、EC2 の停止。", "リージョンごとに S3 を使う"]
        {
            assert!(suspicious(text).is_empty(), "{text}");
        }
    }
}
