//! comrak's kinds of nodes as ours.

use comrak::nodes::NodeValue;

use crate::document::NodeKind;

/// Gives the kind of a node.
pub(crate) fn kind_of(value: &NodeValue) -> NodeKind {
    match value {
        NodeValue::Document => NodeKind::Document,
        NodeValue::FrontMatter(_) => NodeKind::FrontMatter,
        NodeValue::BlockQuote | NodeValue::Alert(_) => NodeKind::BlockQuote,
        NodeValue::List(_) => NodeKind::List,
        NodeValue::Item(_) | NodeValue::TaskItem(_) => NodeKind::Item,
        NodeValue::CodeBlock(_) => NodeKind::CodeBlock,
        NodeValue::HtmlBlock(_) => NodeKind::HtmlBlock,
        NodeValue::Paragraph => NodeKind::Paragraph,
        NodeValue::Heading(_) => NodeKind::Heading,
        NodeValue::ThematicBreak => NodeKind::ThematicBreak,
        NodeValue::FootnoteDefinition(_) => NodeKind::FootnoteDefinition,
        NodeValue::Table(_) => NodeKind::Table,
        NodeValue::TableRow(_) => NodeKind::TableRow,
        NodeValue::TableCell => NodeKind::TableCell,
        NodeValue::Text(_) => NodeKind::Text,
        NodeValue::SoftBreak => NodeKind::SoftBreak,
        NodeValue::LineBreak => NodeKind::LineBreak,
        NodeValue::Code(_) => NodeKind::Code,
        NodeValue::HtmlInline(_) => NodeKind::HtmlInline,
        NodeValue::Emph => NodeKind::Emphasis,
        NodeValue::Strong => NodeKind::Strong,
        NodeValue::Strikethrough => NodeKind::Strikethrough,
        NodeValue::Link(_) | NodeValue::WikiLink(_) => NodeKind::Link,
        NodeValue::Image(_) => NodeKind::Image,
        NodeValue::FootnoteReference(_) => NodeKind::FootnoteReference,
        _ => NodeKind::Other,
    }
}

/// Tells whether a node of a kind stands by itself, not in a line of text.
pub(crate) fn is_block(kind: NodeKind) -> bool {
    matches!(
        kind,
        NodeKind::Document
            | NodeKind::BlockQuote
            | NodeKind::List
            | NodeKind::Item
            | NodeKind::CodeBlock
            | NodeKind::HtmlBlock
            | NodeKind::Paragraph
            | NodeKind::Heading
            | NodeKind::ThematicBreak
            | NodeKind::FootnoteDefinition
            | NodeKind::Table
            | NodeKind::TableRow
            | NodeKind::TableCell
    )
}
