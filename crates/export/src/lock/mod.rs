//! The lock: what each exported card was called, so that a rename or a move keeps its guid and its reviews.
//!
//! It is a text file to commit (`notesmith.cards.lock`), sorted by key, one line a card, so that branches merge.
//! Reading and writing the file is the caller's part.

mod file;
mod gaps;
mod matching;
mod reconcile;

pub use file::{Lock, LockEntry, LockError};
pub use reconcile::{Change, ChangeKind, Reconciled, reconcile};
