//! Questions that say so: `Q: …` with `A: …` on its line, below it or behind it, in bullets and in paragraphs.
//!
//! A label alone makes no question: `Q: 電荷` is a term, and so is the record `A:` of a name server.

use notesmith_diagnostic::Span;

use super::entry::{BodyPiece, Entry, EntryShape, PieceRole};
use super::extractor::{Extractor, is_term};
use super::item::Item;
use super::line::without_break;
use super::plain_text::plain_text;
use super::rejection::Reason;
use super::trim::trimmed;
use crate::document::{NodeId, NodeKind};

/// What a question begins with; a number may follow.
const QUESTIONS: [&str; 7] = ["Question", "質問", "設問", "問題", "問", "Ｑ", "Q"];

/// What an answer begins with; a number may follow.
const ANSWERS: [&str; 7] = ["Answer", "回答", "解答", "答え", "答", "Ａ", "A"];

/// A question in a text.
struct Asked {
    /// The question without its label.
    front: Span,
    /// The answer in the same text, without its label.
    answer: Option<Span>,
    /// Where the next question of the text may begin.
    end: usize,
}

impl Extractor<'_> {
    /// Reads a bullet that is a question; `false` where it is none.
    pub(super) fn asked_item(&mut self, item: &Item, block: Span) -> bool {
        // `- 1. Q: …` takes the place in which the answer would be kept.
        let Some(asked) = self.asked(block).filter(|_| self.read_already.is_none()) else { return false };
        let below = item.rest(self.document).next().filter(|block| self.kind(*block) == NodeKind::List);
        let below = below.and_then(|list| self.document.children(list).next());
        let behind = (!item.has_rest()).then(|| self.next_item_of(item.node)).flatten();
        let answer = below.or(behind).filter(|item| self.answer_of(*item).is_some());
        let has_answer = asked.answer.is_some() || answer.is_some();
        if !has_answer && !is_question(self.document.slice(asked.front)) {
            return false;
        }
        let text = plain_text(self.document, item.first, asked.front);
        let end = self.document.node(item.node).end;
        if !has_answer && !item.has_rest() || is_term(&text) == Err(Reason::NoTerm) {
            self.reject(block, Reason::NoDefinition);
            self.open_bullet(end, text);
            return true;
        }
        let body = self.next_piece();
        asked.answer.into_iter().for_each(|answer| self.push_piece(inline(answer)));
        let mut rest = item.rest(self.document);
        match answer {
            Some(only) if self.is_alone(only) || behind.is_some() => {
                rest.by_ref().take(usize::from(behind.is_none())).for_each(drop);
                self.push_answer(only);
            }
            _ => {}
        }
        rest.for_each(|block| self.push_piece(self.blocks(block)));
        self.read_already = answer;
        let span = self.document.node(item.node).span;
        self.push_question(Span::new(span.start(), span.end()), asked.front, item.first, body);
        self.open_bullet(end, text);
        true
    }

    /// Reads a paragraph of questions with their answers; `false` where it is none.
    pub(super) fn asked_paragraph(&mut self, node: NodeId) -> bool {
        let whole = self.document.node(node).span;
        let mut from = whole.start();
        while let Some(asked) = self.asked(Span::new(from, whole.end())) {
            let body = self.next_piece();
            let answer = asked.answer.map(inline).or_else(|| {
                let next = self.document.node(node).end;
                let is_near = asked.end == whole.end() && next.index() < self.document.nodes().len();
                let is_near = is_near && self.kind(next) == NodeKind::Paragraph;
                is_near.then(|| self.behind_label(self.document.node(next).span)).flatten().map(inline)
            });
            let text = plain_text(self.document, node, asked.front);
            let Some(answer) = answer.filter(|_| is_term(&text) != Err(Reason::NoTerm)) else { break };
            self.push_piece(answer);
            self.push_question(Span::new(from, asked.end), asked.front, node, body);
            from = asked.end;
        }
        if from > whole.start() && from < whole.end() {
            self.reject(Span::new(from, whole.end()), Reason::Prose);
        }
        from > whole.start()
    }

    fn push_question(&mut self, span: Span, front: Span, node: NodeId, body: u32) {
        let end = self.last_piece(body).map_or(span.end(), |piece| piece.span.end());
        let term_text = plain_text(self.document, node, front).into_text();
        let place = self.place();
        self.push(Entry {
            shape: EntryShape::Question,
            span: Span::new(span.start(), end.max(span.end())),
            term: front,
            term_text,
            separator: None,
            definition: None,
            body: body..self.next_piece(),
            place,
        });
    }

    /// Splits a text that begins with the label of a question.
    fn asked(&self, span: Span) -> Option<Asked> {
        let text = self.document.slice(span);
        let from = label(text, &QUESTIONS)?;
        let at = |offset: usize| span.start() + offset;
        let mut answer = None;
        let mut end = text.len();
        let mut before = ' ';
        for (place, letter) in text[from..].char_indices().map(|(place, letter)| (from + place, letter)) {
            let rest = &text[place..];
            if before == '\n' && place > from && label(rest, &QUESTIONS).is_some() {
                end = place;
                break;
            }
            if answer.is_none() && place > from && (before.is_whitespace() || "？?。>".contains(before)) {
                answer = label(rest, &ANSWERS).map(|length| (place, place + length));
            }
            before = letter;
        }
        let source = self.document.text();
        let front = without_break(source, at(from), at(answer.map_or(end, |(place, _)| place)));
        let answer = answer.map(|(_, behind)| without_break(source, at(behind.min(end)), at(end)));
        (!front.is_empty()).then_some(Asked {
            front,
            answer: answer.filter(|answer| !answer.is_empty()),
            end: at(end),
        })
    }

    fn kind(&self, node: NodeId) -> NodeKind {
        self.document.node(node).kind
    }

    /// Gives the item behind this one in its list.
    fn next_item_of(&self, item: NodeId) -> Option<NodeId> {
        let node = self.document.node(item);
        (node.end < self.document.node(node.parent).end).then_some(node.end)
    }

    fn is_alone(&self, item: NodeId) -> bool {
        self.document.children(self.document.node(item).parent).nth(1).is_none()
    }

    /// Gives the text of an answer behind its label.
    fn behind_label(&self, span: Span) -> Option<Span> {
        let length = label(self.document.slice(span), &ANSWERS)?;
        Some(trimmed(self.document.text(), span.start() + length, span.end()))
    }

    /// Gives the text of an item that is an answer.
    fn answer_of(&self, item: NodeId) -> Option<Span> {
        let first =
            self.document.children(item).next().filter(|block| self.kind(*block) == NodeKind::Paragraph)?;
        self.behind_label(self.document.node(first).span)
    }

    /// Adds an item that is an answer, without its label.
    fn push_answer(&mut self, item: NodeId) {
        let Some(text) = self.answer_of(item) else { return };
        if !text.is_empty() {
            self.push_piece(inline(text));
        }
        for block in self.document.children(item).skip(1) {
            self.push_piece(self.blocks(block));
        }
    }
}

/// Gives the length of a label at the start of a text: a name, a number, a separator, bold or not, and what is white
/// behind it.
fn label(text: &str, names: &[&str]) -> Option<usize> {
    let name = text.trim_start_matches('*');
    let is_bold = name.len() < text.len();
    let unmarked = |text: &'_ str| if is_bold { text.trim_start_matches('*').len() } else { text.len() };
    let behind = names.iter().find_map(|one| name.strip_prefix(one))?;
    let behind = behind.trim_start_matches(char::is_numeric);
    let behind = &behind[behind.len() - unmarked(behind)..];
    let rest = behind
        .strip_prefix([':', '：', '．'])
        .or_else(|| behind.strip_prefix('.').filter(|rest| rest.starts_with([' ', '*', '\n'])))?;
    let rest = rest[rest.len() - unmarked(rest)..].trim_start();
    Some(text.len() - rest.len())
}

fn is_question(text: &str) -> bool {
    text.ends_with(['？', '?']) || text.trim_end_matches('。').ends_with('か')
}

fn inline(span: Span) -> BodyPiece {
    BodyPiece { span, indent: 0, role: PieceRole::Inline, prefix: String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_have_a_name_and_a_separator() {
        for (text, behind) in [
            ("Q: a", Some("a")),
            ("Q. a", Some("a")),
            ("**Q1.** a", Some("a")),
            ("**Q:** **a**", Some("**a**")),
            ("Q:**a**", Some("**a**")),
            ("問題 a", None),
            ("問3：a", Some("a")),
            ("Q.a", None),
            ("QoS: a", None),
            ("*Q*: a", Some("a")),
        ] {
            assert_eq!(label(text, &QUESTIONS).map(|length| &text[length..]), behind, "{text}");
        }
    }
}
