//! What stands at the top of a note.

use notesmith_diagnostic::Span;
use notesmith_parse::{NodeId, NodeKind};

use crate::note::Note;

/// Gives the bytes of the first block that is content; definitions of links are.
pub(crate) fn first_content(note: &Note<'_>) -> Option<Span> {
    let document = note.document();
    let block = document.children(NodeId::ROOT).find(|&id| is_content(note, id));
    let block = block.map(|id| document.node(id).span);
    let definition = note.definitions().first().map(|definition| definition.span);
    [block, definition].into_iter().flatten().min()
}

/// Tells whether a block shows something: front matter and comments do not.
pub(crate) fn is_content(note: &Note<'_>, id: NodeId) -> bool {
    let document = note.document();
    let block = document.node(id);
    let is_comment = || {
        let html = document.slice(block.span).trim();
        html.starts_with("<!--") && html.find("-->").is_none_or(|end| end + 3 == html.len())
    };
    match block.kind {
        NodeKind::FrontMatter => false,
        NodeKind::HtmlBlock => !is_comment(),
        _ => true,
    }
}
