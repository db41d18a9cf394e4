//! What stands at the top of a note.

use notesmith_parse::{Document, NodeId, NodeKind};

/// Gives the first block that shows something.
pub(crate) fn first_content(document: &Document) -> Option<NodeId> {
    document.children(NodeId::ROOT).find(|&id| is_content(document, id))
}

/// Tells whether a block shows something: front matter and comments do not.
pub(crate) fn is_content(document: &Document, id: NodeId) -> bool {
    let node = document.node(id);
    let is_comment = || {
        let html = document.slice(node.span).trim();
        html.starts_with("<!--") && html.find("-->").is_none_or(|end| end + 3 == html.len())
    };
    match node.kind {
        NodeKind::FrontMatter => false,
        NodeKind::HtmlBlock => !is_comment(),
        _ => true,
    }
}
