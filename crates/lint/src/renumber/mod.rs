//! New numbers for headings, and what must follow them: fragments of links, and tables of contents.
//!
//! This is a command of its own and never part of `--fix`: a number may be the number of an exam question.

mod follow;
mod plan;
mod several;

pub use follow::follow;
pub use plan::{NumberStyle, NumberStyleError, Obstacle, Renumbering, obstacles, plan};
