//! Whether a place is in inline code, for rules that look into addresses, which are verbatim as well.

use notesmith_diagnostic::Span;
use notesmith_parse::{Document, Line, NodeKind};

/// Inline code is shorter, in bytes; a line may be long.
const REACH: usize = 400;

/// Tells whether a span overlaps inline code of the line that it begins in.
pub(crate) fn is_inline_code(document: &Document, line: Line, span: Span) -> bool {
    let from = line.span.start().max(span.start().saturating_sub(REACH));
    let nodes = document.nodes_starting_in(Span::new(from, span.end()));
    nodes.iter().any(|node| node.kind == NodeKind::Code && node.span.overlaps(span))
}
