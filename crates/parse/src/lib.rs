//! Markdown text to a flat [`Document`] with exact byte spans and typed views.
//!
//! One parse serves every job of notesmith.
//! comrak builds the tree, `lower` copies it into plain vectors once, and everything else reads those.
//! Parsing never fails: problems in notes are for the rules to find.
//! Nothing here reads files, the clock or the environment.

mod anchor;
mod bare_url;
mod comrak_options;
mod definitions;
mod destination;
mod directive;
mod document;
mod entries;
mod html;
mod link_lowering;
mod lower;
mod node_kind;
mod position;
mod prose;
mod render;
mod views;
mod words;

pub use anchor::{AnchorStyle, Slugger, slug};
pub use bare_url::bare_url_end;
pub use definitions::{Definition, normal_label};
pub use directive::{Directive, DirectiveAction, DirectiveOrigin};
pub use document::{Document, Node, NodeId, NodeKind, ParseCancelled, ParseOptions};
pub use entries::{BodyPiece, Entries, Entry, EntryShape, PieceRole, Reason, Rejection, Rows};
pub use prose::{ProseKind, ProseUnit, Sentence};
pub use render::{References, code_length, render_html};
pub use views::{
    CodeBlock, Heading, Html, Image, Line, LineKind, Link, LinkKind, List, ListItem, ListMarker, Table,
};
pub use words::{Script, Word, script_of, words};
