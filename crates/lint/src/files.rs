//! What rules may ask about the file system, answered by the caller.

/// What a local destination leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// Nothing by that name.
    Missing {
        /// The path of an existing file that the author may have meant, written as the destination is.
        similar: Option<String>,
    },
    /// A file whose name differs in letter case only: found on some machines, missing on others.
    WrongCase {
        /// The destination as it should be written.
        actual: String,
    },
    /// A place outside the repository; it was not looked at.
    Outside,
    /// A place outside what the caller may look at, of notes that no repository holds.
    Unknown,
}

/// The answer to one look-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lookup {
    /// The path as [`crate::Note::path`] would give it, lexically normal.
    pub path: String,
    /// What is there.
    pub target: Target,
}

/// Looks up local destinations.
pub trait Files {
    /// Looks up `destination`, percent-decoded and without query and fragment, as written in the note at `from`.
    /// A destination that starts with `/` is relative to the repository root.
    fn look_up(&self, from: &str, destination: &str) -> Lookup;

    /// Looks for the note that a wiki link in the note at `from` names, in whatever folder of the repository it lies;
    /// `None` where there is none, or nobody can look.
    fn find_note(&self, _from: &str, _name: &str) -> Option<Lookup> {
        None
    }

    /// Gives the fragments that the note at `path` offers, a path that [`Self::look_up`] gave; `None` where it is no
    /// Markdown file or cannot be read. Asked only for notes that are not part of the run.
    fn anchors(&self, path: &str) -> Option<Vec<String>>;
}
