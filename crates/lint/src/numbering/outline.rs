//! The headings of one note with their numbers and parents.

use notesmith_parse::Document;

use crate::numbering::heading::HeadingFact;
use crate::numbering::series::{self, Series};
use crate::numbering::{FileRange, Label, evidence};

/// The headings of one note and the series that their numbers form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// All headings, in order.
    pub headings: Vec<HeadingFact>,
    /// The series, in order of their first heading.
    pub series: Vec<Series>,
    /// The range that the file's name promises.
    pub range: Option<FileRange>,
}

impl Outline {
    /// Reads the outline of a note; `path` is its path as shown to people.
    pub fn collect(document: &Document, path: &str) -> Self {
        let mut open: Vec<(u8, usize)> = Vec::new();
        let mut headings = Vec::with_capacity(document.headings().len());
        for (index, heading) in document.headings().iter().enumerate() {
            while open.last().is_some_and(|&(level, _)| level >= heading.level) {
                open.pop();
            }
            let content = document.slice(heading.content);
            headings.push(HeadingFact {
                span: heading.span,
                content: heading.content,
                level: heading.level,
                line: document.line_index().line(heading.span.start()) as u32,
                parent: open.last().map(|&(_, parent)| parent as u32),
                label: Label::read_any(content, heading.content.start()),
            });
            open.push((heading.level, index));
        }
        evidence::drop_lone_words(&mut headings);
        let series = series::collect(&headings);
        Self { headings, series, range: FileRange::of_path(path) }
    }

    /// Gives the label of a member of a series.
    pub fn label(&self, member: usize) -> &Label {
        self.headings[member].label.as_ref().expect("members of a series have labels")
    }

    /// Gives the number of a member of a series.
    pub fn value(&self, member: usize) -> u32 {
        self.label(member).number().value
    }
}
