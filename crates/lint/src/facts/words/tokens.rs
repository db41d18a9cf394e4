//! Splits running text into Latin, katakana and short kanji words and says which of them are no words of the language.
//!
//! A script boundary is a word boundary: `のrunnningを` holds `runnning`.
//! Longer kanji words and hiragana are a tokenizer's matter.

use notesmith_word_table::WordHash;

use super::chunk::{self, Chunk, word_end};
use super::marks::{Class, class_of, mark_of};
use crate::facts::kana::runs::{self, Letter};
use crate::facts::kana::suspicion;

/// One word of running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// The byte in the piece where it begins.
    pub(crate) start: usize,
    /// The byte behind it.
    pub(crate) end: usize,
    /// Its hash; of katakana that of the packed form.
    pub(crate) hash: WordHash,
}

impl Token {
    /// Stands for no word; none stands beside it.
    pub(super) fn none() -> Self {
        Self { start: 0, end: usize::MAX / 2, hash: WordHash::default() }
    }
}

/// What gets the words of a piece of running text, in order; it may leave some of them.
pub(crate) trait Sink {
    /// Gets ASCII letters and digits.
    fn latin(&mut self, _word: Token) {}
    /// Gets ASCII letters and digits that are part of an identifier, a name of a host, an option, a contraction or a
    /// foreign word.
    fn masked(&mut self, _word: Token) {}
    /// Gets katakana with the long-vowel mark.
    fn katakana(&mut self, _word: Token) {}
    /// Gets the start and the end of two or three kanji in a row, and the letter behind them.
    fn kanji(&mut self, _start: usize, _end: usize, _after: Letter) {}
    /// Gets the end of a letter behind which another one stands, or a space and another one, where one of them is at least
    /// U+800 and the other no mark of ASCII.
    fn meeting(&mut self, _at: usize) {}
    /// Gets the start and the end of what is no word, but letters between two marks that may hold a slip.
    fn suspicious(&mut self, _start: usize, _end: usize) {}
}

/// Gives each word of a piece of running text, in order, and letters that may hold a slip.
pub(crate) fn split(piece: &str, sink: &mut impl Sink) {
    let text = piece.as_bytes();
    let mut splitter = Splitter { text, sink, foreign_end: usize::MAX, suspected: 0 };
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        at = match class_of(byte) {
            Class::Word => splitter.word(at),
            Class::Mark => splitter.chunk(at),
            Class::Space => splitter.space(at, at + 1),
            Class::Control => at + 1,
            Class::Japanese => splitter.japanese(at),
            Class::Two => splitter.other(at, at + 2),
            Class::Three => splitter.other(at, at + 3),
            Class::Four => at + 4,
        };
    }
}

struct Splitter<'a, S> {
    text: &'a [u8],
    sink: &'a mut S,
    /// The end of the last foreign letter.
    foreign_end: usize,
    /// Up to here all that is suspicious was given.
    suspected: usize,
}

/// Each of these reads what begins at a byte and gives the byte behind it.
impl<S: Sink> Splitter<'_, S> {
    /// An ASCII letter or digit; nearly always they are the whole run of visible ASCII characters.
    #[inline]
    fn word(&mut self, start: usize) -> usize {
        let (end, hash) = word_end(self.text, start);
        let behind = &self.text[end..];
        let behind = match behind {
            [byte, ..] if mark_of(*byte) == 0 => {
                if *byte >= 0xE3 {
                    self.sink.meeting(end);
                }
                behind
            }
            [] => behind,
            // Nor can one mark at the end make it anything else.
            [b',' | b'.' | b';' | b'!' | b'?' | b')' | b'"', rest @ ..]
                if rest.first().is_none_or(|byte| mark_of(*byte) == 0) =>
            {
                rest
            }
            _ => return self.chunk(start),
        };
        let word = Token { start, end, hash };
        let is_foreign = || behind.first().is_some_and(|byte| *byte >= 0xC3) && begins_foreign(behind);
        if self.foreign_end == start || is_foreign() {
            self.sink.masked(word);
        } else {
            self.sink.latin(word);
        }
        let chunk_end = self.text.len() - behind.len();
        // Of longer words the last letter is no stray one, nor is a mark.
        if chunk_end == start + 1 && suspicion::in_latin(&self.text[start..end], behind) {
            self.suspect(start, end);
        }
        chunk_end
    }

    /// Visible ASCII characters.
    fn chunk(&mut self, start: usize) -> usize {
        let chunk = Chunk::at(self.text, start);
        let end = start + chunk.text.len();
        let behind = &self.text[end..];
        let is_foreign = self.foreign_end == start || begins_foreign(behind);
        chunk::split(&chunk, start, is_foreign, self.sink);
        if let ([.., last], [0xE3..=0xFF, ..]) = (chunk.text, behind)
            && last.is_ascii_alphanumeric()
        {
            self.sink.meeting(end);
        }
        // The last character is the one under suspicion; others may be marks that ended the letters before.
        if suspicion::in_latin(chunk.text, behind) {
            self.suspect(end - 1, end);
        }
        end
    }

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "every third character of a note may be a space")]
    fn space(&mut self, start: usize, end: usize) -> usize {
        // Most stand beside ASCII.
        let behind = self.text.get(end).copied().unwrap_or_default();
        if behind >= 0xE3 && start > 0 {
            self.space_before_japanese(start, end);
        }
        end
    }

    #[inline(never)]
    fn space_before_japanese(&mut self, start: usize, end: usize) {
        let before = self.text[start - 1];
        if !before.is_ascii() {
            self.space_in_japanese(start, end);
        }
        if end == start + 1 && (before.is_ascii_alphanumeric() || !before.is_ascii()) {
            self.sink.meeting(start);
        }
    }

    #[inline(never)]
    fn space_in_japanese(&mut self, start: usize, end: usize) {
        if suspicion::in_space(&self.text[..start], &self.text[end..]) {
            self.suspect(start, end);
        }
    }

    /// A letter between U+3000 and U+9FFF and those behind it.
    fn japanese(&mut self, start: usize) -> usize {
        let text = self.text;
        let mut at = start;
        let mut letter = Letter::at(text, at);
        while letter.is_japanese() {
            if letter.is_hiragana() {
                let run = runs::hiragana(text, at, letter);
                if run.is_suspicious {
                    self.suspect(at, run.end);
                }
                (at, letter) = (run.end, run.after);
            } else if letter.is_kanji() {
                let run = runs::kanji(text, at, letter);
                if matches!(run.end - at, 6 | 9) {
                    self.sink.kanji(at, run.end, run.after);
                }
                if run.is_suspicious {
                    self.suspect(at, run.end);
                }
                (at, letter) = (run.end, run.after);
            } else if letter.is_katakana() {
                let (run, hash) = runs::katakana(text, at, letter);
                self.sink.katakana(Token { start: at, end: run.end, hash });
                if run.is_suspicious {
                    self.suspect(at, run.end);
                }
                (at, letter) = (run.end, run.after);
            } else {
                if letter.is_space() {
                    self.space(at, at + 3);
                }
                at += 3;
                letter = Letter::at(text, at);
            }
        }
        // The space between two Japanese letters is met from its other side.
        let met = match text[at..] {
            [b' ', behind, ..] | [behind, ..] => behind,
            [] => 0,
        };
        if met.is_ascii_alphanumeric() {
            self.sink.meeting(at);
        }
        at
    }

    /// Another character of two or three bytes.
    fn other(&mut self, start: usize, end: usize) -> usize {
        if begins_foreign(&self.text[start..]) {
            self.foreign_end = end;
        }
        end
    }

    #[inline(never)]
    fn suspect(&mut self, start: usize, end: usize) {
        if start >= self.suspected {
            let (start, end) = suspicion::surroundings(self.text, start, end);
            self.sink.suspicious(start, end);
            self.suspected = end;
        }
    }
}

/// Whether a text begins with a letter outside ASCII (é, ü, full-width Ａ), which is part of the word beside it:
/// U+C0 to U+24F, U+370 to U+52F, U+FF10 to U+FF5A.
#[inline]
fn begins_foreign(text: &[u8]) -> bool {
    matches!(
        text,
        [0xC3..=0xC8 | 0xCE..=0xD3, ..]
        | [0xC9, ..=0x8F, ..]
        | [0xCD, 0xB0..=0xBF, ..]
        | [0xD4, ..=0xAF, ..]
        | [0xEF, 0xBC, 0x90..=0xBF, ..]
        | [0xEF, 0xBD, ..=0x9A, ..]
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::katakana_hash;

    /// The Latin and katakana words of a piece.
    struct Words<'t> {
        piece: &'t str,
        found: Vec<&'t str>,
    }

    impl Sink for Words<'_> {
        fn latin(&mut self, word: Token) {
            let text = &self.piece[word.start..word.end];
            assert_eq!(word.hash, WordHash::of(text.as_bytes()), "{text}");
            self.found.push(text);
        }

        fn masked(&mut self, word: Token) {
            let text = &self.piece[word.start..word.end];
            assert_eq!(word.hash, WordHash::of(text.as_bytes()), "{text}");
        }

        fn katakana(&mut self, word: Token) {
            let text = &self.piece[word.start..word.end];
            assert_eq!(Some(word.hash), katakana_hash(text), "{text}");
            self.found.push(text);
        }
    }

    fn check(piece: &str, expected: &[&str]) {
        let mut words = Words { piece, found: Vec::new() };
        split(piece, &mut words);
        assert_eq!(words.found, expected, "words of {piece:?}");
    }

    #[test]
    fn a_script_boundary_is_a_word_boundary() {
        check("状態のrunnningを見る", &["runnning"]);
        check("AWS Lambda 関数とサーバーをEC2で", &["AWS", "Lambda", "サーバー", "EC2"]);
        check("オン・プレミス", &["オン", "プレミス"]);
        check("", &[]);
    }

    #[test]
    fn identifiers_are_no_words() {
        check("a foo_bar and x/y/z", &["a", "and"]);
        check("see example.com or file.txt. Then more", &["see", "or", "Then", "more"]);
        check("run --all-files with -v now", &["run", "with", "now"]);
        check("AWS::SSM::Association is a type", &["is", "a", "type"]);
        check("arn:aws:s3 and ap-northeast-1", &["and"]);
        check("mail me@host now", &["mail", "now"]);
        check("s3:GetObject but Hive:Hadoop", &["but", "Hive", "Hadoop"]);
        check("&nbsp;b $HOME {name} call()", &["b"]);
    }

    #[test]
    fn contractions_and_foreign_words_are_left_out() {
        check("don't use Amazon's café über naïve", &["use", "Amazon"]);
        check("日本語ＡＰＩtext", &[]);
        check("été dé noël Ωmega жa ɏa ɐa ԯa ，a ｚa 𝒜a", &["a", "a", "a"]);
    }

    #[test]
    fn punctuation_ends_a_word() {
        check("(Lambda), \"S3\"; EC2. End", &["Lambda", "S3", "EC2", "End"]);
        check("Cross-Region read-only", &["Cross", "Region", "read", "only"]);
    }
}
