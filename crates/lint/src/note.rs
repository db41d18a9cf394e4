//! One note as the rules see it: its path, its document and what several rules derive from them.

use std::cell::OnceCell;

use notesmith_diagnostic::{Severity, Span};
use notesmith_parse::{Definition, Document, Entries, Heading, Line};

use crate::facts::LatinSpacing;
use crate::facts::joints::Joints;
use crate::views::brackets::Brackets;
use crate::views::footnotes::Footnotes;
use crate::views::mark_runs::{self, MarkRun};
use crate::views::odd_characters::{self, OddCharacter};
use crate::views::own_elements;
use crate::views::paragraph_lines::{self, ParagraphLine};
use crate::views::reversed_links::{self, ReversedLink};
use crate::views::scan::Scan;
use crate::views::source_lines;
use crate::views::typed_markers::Start;
use crate::wording::{self, Wording};

/// One note under check.
pub struct Note<'a> {
    path: &'a str,
    document: &'a Document,
    lines: OnceCell<Vec<Line>>,
    paragraph_lines: OnceCell<Vec<ParagraphLine>>,
    marked_lines: OnceCell<Vec<ParagraphLine>>,
    scan: OnceCell<Scan>,
    mark_runs: OnceCell<Vec<MarkRun>>,
    odd_characters: OnceCell<Vec<OddCharacter>>,
    own_elements: OnceCell<Vec<Span>>,
    brackets: OnceCell<Brackets>,
    reversed_links: OnceCell<Vec<ReversedLink>>,
    entries: OnceCell<Entries<'a>>,
    definitions: OnceCell<Vec<Definition>>,
    footnotes: OnceCell<Footnotes>,
    wording: OnceCell<Wording>,
}

impl<'a> Note<'a> {
    /// Makes a note; `path` is the path as shown to people, with `/`.
    pub fn new(path: &'a str, document: &'a Document) -> Self {
        Self {
            path,
            document,
            lines: OnceCell::new(),
            paragraph_lines: OnceCell::new(),
            marked_lines: OnceCell::new(),
            scan: OnceCell::new(),
            mark_runs: OnceCell::new(),
            odd_characters: OnceCell::new(),
            own_elements: OnceCell::new(),
            brackets: OnceCell::new(),
            reversed_links: OnceCell::new(),
            entries: OnceCell::new(),
            definitions: OnceCell::new(),
            footnotes: OnceCell::new(),
            wording: OnceCell::new(),
        }
    }

    /// Gives the path as shown to people, with `/`.
    pub fn path(&self) -> &'a str {
        self.path
    }

    /// Gives the parsed note.
    pub fn document(&self) -> &'a Document {
        self.document
    }

    /// Gives every line with what it is part of, in order.
    pub(crate) fn lines(&self) -> &[Line] {
        self.lines.get_or_init(|| self.document.lines().collect())
    }

    /// Gives the line that a byte is in.
    pub(crate) fn line_at(&self, byte: usize) -> Line {
        self.lines()[self.document.line_index().line(byte) - 1]
    }

    /// Gives the lines of all paragraphs with text, in order.
    pub(crate) fn paragraph_lines(&self) -> &[ParagraphLine] {
        self.paragraph_lines.get_or_init(|| paragraph_lines::collect(self.document, self.lines()))
    }

    /// Gives the lines of paragraphs that begin with something like a list marker, in order: few do.
    pub(crate) fn marked_lines(&self) -> &[ParagraphLine] {
        self.marked_lines.get_or_init(|| {
            let is_marked = |line: &&ParagraphLine| Start::read(self.document.slice(line.span)).is_some();
            self.paragraph_lines().iter().filter(is_marked).copied().collect()
        })
    }

    /// Gives the marks of emphasis that are text, in order.
    pub(crate) fn mark_runs(&self) -> &[MarkRun] {
        self.mark_runs.get_or_init(|| mark_runs::collect(self.document, &self.scan().marks))
    }

    /// Gives how severe a finding about what the page shows may be at a place: a hint in an element that the note names
    /// itself, such as a part of a prompt.
    pub(crate) fn severity_at(&self, byte: usize) -> Severity {
        let elements = self.own_elements.get_or_init(|| own_elements::collect(self.document, self.lines()));
        let next = elements.partition_point(|element| element.start() <= byte);
        let is_inside = next > 0 && byte < elements[next - 1].end();
        if is_inside { Severity::Hint } else { Severity::Error }
    }

    /// Gives how severe a finding about the form of a heading may be: a hint among the comments of a program, lines of `#`
    /// right below each other, and in a part of a prompt.
    pub(crate) fn severity_of(&self, heading: &Heading) -> Severity {
        let is_comment = |line: usize| {
            let text = source_lines::text(self.document, line).trim_start();
            text.strip_prefix('#')
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
        };
        let line = self.document.line_index().line(heading.span.start());
        if heading.level == 1 && (is_comment(line - 1) || is_comment(line + 1)) {
            return Severity::Hint;
        }
        self.severity_at(heading.span.start())
    }

    /// Tells whether the note is MDX, in which what looks like HTML is JSX.
    pub(crate) fn is_mdx(&self) -> bool {
        self.path.len() > 4 && self.path[self.path.len() - 4..].eq_ignore_ascii_case(".mdx")
    }

    /// Gives where the note has brackets, marks and odd characters.
    pub(crate) fn scan(&self) -> &Scan {
        self.scan.get_or_init(|| Scan::of(self.document.text()))
    }

    /// Tells whether two signs stand side by side somewhere; one of them is `[` or `]`.
    pub(crate) fn holds_pair(&self, pair: &str) -> bool {
        self.scan().pairs(self.document.text(), pair).next().is_some()
    }

    /// Gives the brackets in the note's running text, paired.
    pub(crate) fn brackets(&self) -> &Brackets {
        self.brackets.get_or_init(|| Brackets::collect(self.document, &self.scan().brackets))
    }

    /// Gives the links whose address stands where the text belongs, in order.
    pub(crate) fn reversed_links(&self) -> &[ReversedLink] {
        self.reversed_links.get_or_init(|| reversed_links::collect(self))
    }

    /// Gives the terms of the note with their definitions.
    pub fn entries(&self) -> &Entries<'a> {
        self.entries.get_or_init(|| self.document.entries())
    }

    /// Gives the definitions of reference links, in order.
    pub(crate) fn definitions(&self) -> &[Definition] {
        self.definitions
            .get_or_init(|| if self.holds_pair("]:") { self.document.definitions() } else { Vec::new() })
    }

    /// Gives the footnotes of the note, defined, referred to and missing.
    pub(crate) fn footnotes(&self) -> &Footnotes {
        self.footnotes.get_or_init(|| Footnotes::collect(self.document, self.scan()))
    }

    /// Finds where Japanese letters stand beside Latin words and numbers in running text.
    pub fn latin_spacing(&self) -> LatinSpacing {
        Joints::collect(self).latin
    }

    /// Gives the characters that look like others or like nothing, in order.
    pub(crate) fn odd_characters(&self) -> &[OddCharacter] {
        self.odd_characters.get_or_init(|| odd_characters::collect(self.document, &self.scan().odd))
    }

    /// Gives where phrases stand that rules about wording ask about.
    pub(crate) fn wording(&self) -> &Wording {
        self.wording.get_or_init(|| wording::search(self.document.text()))
    }

    /// Tells whether the front matter names a title, which then is the note's heading of level 1.
    pub(crate) fn has_front_matter_title(&self) -> bool {
        self.document.front_matter().is_some_and(|span| {
            let is_title = |line: &str| {
                let line = line.trim_start_matches(['"', '\'']);
                line.get(..5).is_some_and(|key| key.eq_ignore_ascii_case("title"))
                    && line[5..].trim_start_matches(['"', '\'']).trim_start().starts_with([':', '='])
            };
            self.document.slice(span).lines().any(is_title)
        })
    }
}
