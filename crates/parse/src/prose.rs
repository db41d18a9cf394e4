//! Running text: what is left of a paragraph, a heading or a cell when code, URLs and HTML are taken out.

use std::ops::Range;

use notesmith_diagnostic::Span;

use crate::document::{Document, NodeId};

/// What holds a unit of running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProseKind {
    /// A paragraph; inside a list item too.
    Paragraph,
    /// A heading.
    Heading,
    /// A cell of a table.
    Cell,
}

/// One unit of running text; sentences do not cross it.
#[derive(Clone, Debug)]
pub struct ProseUnit {
    /// The paragraph, heading or cell.
    pub node: NodeId,
    /// What holds it.
    pub kind: ProseKind,
    pub(crate) pieces: Range<u32>,
}

/// A sentence: the source spans of its text, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// The pieces of text; between two of them stand markup, code, a URL or a line ending.
    pub pieces: Vec<Span>,
}

impl Sentence {
    /// Gives the span from the first to the last byte, markup between the pieces included.
    pub fn span(&self) -> Span {
        let first = self.pieces.first().expect("a sentence has a piece");
        let last = self.pieces.last().expect("a sentence has a piece");
        Span::new(first.start(), last.end())
    }
}

/// The signs that end a sentence, and those that may follow them in it.
const ENDS: [char; 3] = ['。', '！', '？'];
const CLOSING: [char; 6] = ['」', '』', '）', ')', '】', '”'];
/// What goes on with a sentence behind another one in brackets: `「はい。」と答える`.
const GOES_ON: [char; 16] =
    ['と', 'の', 'を', 'は', 'が', 'に', 'で', 'も', 'へ', 'や', 'な', 'っ', '、', '，', '・', '。'];
/// A line that has fewer bytes is not full: twenty Japanese letters.
const FULL_LINE: usize = 60;

impl Document {
    /// Gives the sentences of a unit.
    ///
    /// 。, ！ and ？ end one, and `.`, `!` and `?` before white space do; brackets do not, nor does a sentence in
    /// brackets that another one goes on behind.
    /// So do `<br>`, a hard line break, and the end of a line that is not full.
    pub fn sentences(&self, unit: &ProseUnit) -> Vec<Sentence> {
        let mut sentences = Vec::new();
        let mut current = Vec::new();
        let mut finish = |pieces: &mut Vec<Span>| {
            if !pieces.is_empty() {
                sentences.push(Sentence { pieces: std::mem::take(pieces) });
            }
        };
        let mut before: Option<Span> = None;
        for &piece in self.pieces(unit) {
            if before.is_some_and(|before| self.parts_sentences(Span::new(before.end(), piece.start()))) {
                finish(&mut current);
            }
            let mut rest = piece;
            while let Some(length) = sentence_length(self.slice(rest)) {
                current.push(Span::new(rest.start(), rest.start() + length));
                finish(&mut current);
                rest = Span::new(rest.start() + length, rest.end());
            }
            if !rest.is_empty() {
                current.push(rest);
            }
            before = Some(piece);
        }
        finish(&mut current);
        sentences
    }

    /// Tells whether a sentence ends in what stands between two pieces.
    fn parts_sentences(&self, gap: Span) -> bool {
        let between = self.slice(gap);
        if between.contains("<br") {
            return true;
        }
        let Some(at) = between.find(['\n', '\r']) else { return false };
        let line = &self.text[..gap.start() + at];
        let last = &line.as_bytes()[line.len().saturating_sub(FULL_LINE)..];
        line.ends_with("  ") || line.ends_with('\\') || last.len() < FULL_LINE || last.contains(&b'\n')
    }
}

/// Gives the length of the first sentence that ends in a text, its end included.
fn sentence_length(text: &str) -> Option<usize> {
    text.match_indices(['。', '！', '？', '.', '!', '?']).find_map(|(at, sign)| {
        let behind = &text[at + sign.len()..];
        if sign.is_ascii() {
            return behind.starts_with(char::is_whitespace).then_some(at + sign.len());
        }
        let behind = behind.trim_start_matches(ENDS);
        let outside = behind.trim_start_matches(CLOSING);
        let goes_on = outside.len() < behind.len() && outside.starts_with(GOES_ON);
        (!goes_on).then_some(text.len() - outside.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ParseOptions;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let document = Document::parse(text, &ParseOptions::default());
        let sentences = document.prose().iter().flat_map(|unit| document.sentences(unit));
        let found: Vec<String> = sentences
            .map(|sentence| sentence.pieces.iter().map(|piece| document.slice(*piece)).collect())
            .collect();
        assert_eq!(found, expected, "sentences of {text:?}");
    }

    #[test]
    fn signs_end_sentences() {
        check("鍵を作る。保存する！使う？はい", &["鍵を作る。", "保存する！", "使う？", "はい"]);
        check("鍵を作る！？次", &["鍵を作る！？", "次"]);
        check("Make it. Keep it! a.b", &["Make it.", " Keep it!", " a.b"]);
        check("- 鍵\n- 列", &["鍵", "列"]);
    }

    #[test]
    fn brackets_do_not() {
        check("「作る。」と言う。「使う。」次に", &["「作る。」と言う。", "「使う。」", "次に"]);
        check("作る。（使う。）次に", &["作る。", "（使う。）", "次に"]);
    }

    #[test]
    fn lines_end_sentences_unless_they_are_full() {
        let line = "鍵を作り、それを別の場所に長いあいだ保存して";
        check(&format!("{line}\nおく"), &[&format!("{line}おく")]);
        check(&format!("{line}  \nおく"), &[line, "おく"]);
        check(&format!("{line}<br>おく"), &[line, "おく"]);
        check("鍵\nおく", &["鍵", "おく"]);
        check("鍵を`作る`、**必ず**。次", &["鍵を、必ず。", "次"]);
    }
}
