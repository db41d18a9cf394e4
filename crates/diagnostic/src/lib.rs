//! Spans, line index, severities, diagnostics and fixes: the plain data that every crate of notesmith shares.
//!
//! Positions are byte offsets; [`LineIndex`] converts them at the edge into the columns that people, editors and
//! report formats want.
//! Nothing here reads files, prints or decides.

mod diagnostic;
mod line_index;
mod span;

pub use diagnostic::{Applicability, Diagnostic, Edit, Fix, Related, Severity};
pub use line_index::{LineIndex, Position, display_width};
pub use span::Span;
