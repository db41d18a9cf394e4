use notesmith_diagnostic::Span;
use notesmith_parse::Document;

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

declare_rule! {
    /// A term whose whole answer is an image.
    ///
    /// ## Why
    ///
    /// Search does not find it, it cannot be read on a watch or aloud, and an image that vanishes leaves an empty card.
    /// A line of text beside the image is enough.
    ///
    /// ## Examples
    ///
    /// ```md bad=1
    /// - 列の動き:
    ///   - ![図](queue.png)
    /// ```
    ///
    /// ```md good
    /// - 列の動き: 先に入れたものから出る
    ///   - ![図](queue.png)
    /// ```
    "cards/image-only-answer" {
        aliases: [],
        level: Hint,
        fix: none,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    let found = note.entries();
    for entry in &found.entries {
        let mut pieces = found.body(entry).iter().map(|piece| piece.span);
        let is_image = pieces.len() > 0 && pieces.all(|span| is_image_only(document, span));
        if is_image && !sink.only_counts() {
            sink.report(
                entry.term,
                format!("the answer of `{}` is an image and nothing else", entry.term_text),
            )
            .help("say in a line what the image shows");
        }
    }
}

fn is_image_only(document: &Document, span: Span) -> bool {
    let images = document.images();
    let next = images.partition_point(|image| image.span.start() < span.start());
    if !images.get(next).is_some_and(|image| span.covers(image.span)) {
        return false;
    }
    let first = document.prose().partition_point(|unit| document.node(unit.node).span.end() <= span.start());
    let has_text = document.prose()[first..]
        .iter()
        .take_while(|unit| document.node(unit.node).span.start() < span.end())
        .flat_map(|unit| document.pieces(unit))
        .any(|piece| span.overlaps(*piece) && !document.slice(*piece).trim().is_empty());
    let blocks = document.code_blocks();
    let next = blocks.partition_point(|block| block.span.end() <= span.start());
    let has_code = blocks.get(next).is_some_and(|block| span.overlaps(block.span));
    !has_text && !has_code
}
