//! The one way of writing that a note keeps to, where several ways mean the same: the configured one, or the first one
//! that the note uses.

/// The way that is right in a note.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Norm<T>(Option<T>);

impl<T: Copy + PartialEq> Norm<T> {
    /// Takes the configured way; `None` leaves the choice to the first use.
    pub(crate) fn new(configured: Option<T>) -> Self {
        Self(configured)
    }

    /// Takes a configured way whose default value leaves the choice to the first use.
    pub(crate) fn configured(way: T) -> Self
    where
        T: Default,
    {
        Self((way != T::default()).then_some(way))
    }

    /// Gives the right way; without one so far it is the one just used.
    pub(crate) fn settle(&mut self, used: T) -> T {
        *self.0.get_or_insert(used)
    }
}
