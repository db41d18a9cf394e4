//! Text that something else leads to by its letters: a fix that changes it would break what leads there.

use notesmith_diagnostic::{Applicability, Diagnostic, Span};
use notesmith_parse::LinkKind;
use rustc_hash::FxHashSet;

use crate::corpus::Corpus;
use crate::note::Note;

/// Collects the text of links that is their address, too: `[label]`, `[label][]` and `[[page]]`; sorted.
pub(crate) fn labels_of(note: &Note<'_>) -> Vec<Span> {
    let document = note.document();
    let is_label = |text: &str| text.ends_with("[]") || !text.ends_with(']') || !text.contains("][");
    let links = document.links().iter().map(|link| (link.kind, link.span));
    let images = document.images().iter().map(|image| (image.kind, image.span));
    let mut labels: Vec<Span> = links
        .chain(images)
        .filter(|(kind, span)| *kind == LinkKind::Reference && is_label(document.slice(*span)))
        .map(|(_, span)| span)
        .collect();
    let text = document.text();
    if note.holds_pair("[[") {
        for open in memchr::memmem::find_iter(text.as_bytes(), b"[[") {
            let line = text[open..].lines().next().unwrap_or_default();
            labels.extend(line.find("]]").map(|close| Span::new(open, open + close + 2)));
        }
    }
    labels.sort_unstable();
    labels
}

/// The fragments that links of the notes lead to.
#[derive(Debug)]
pub struct Addresses<'a> {
    corpus: &'a Corpus,
    fragments: FxHashSet<&'a str>,
}

impl<'a> Addresses<'a> {
    /// Collects the fragments of all links.
    pub fn of(corpus: &'a Corpus) -> Self {
        let links = corpus.files().iter().flat_map(|file| &file.links);
        Self { corpus, fragments: links.filter_map(|link| link.fragment.as_deref()).collect() }
    }

    /// Takes the fixes out of findings in labels, and makes those in headings that a link may lead to unsafe;
    /// `file` is the index in [`Corpus::files`].
    pub fn guard(&self, file: usize, diagnostics: &mut [Diagnostic]) {
        let facts = &self.corpus.files()[file];
        let headings = facts.outline.headings.iter().zip(facts.anchors.iter());
        let linked: Vec<Span> = headings
            .filter(|(_, anchor)| self.fragments.contains(*anchor))
            .map(|(heading, _)| heading.content)
            .collect();
        if linked.is_empty() && facts.labels.is_empty() {
            return;
        }
        for diagnostic in diagnostics {
            diagnostic.fixes.retain(|fix| !fix.edits.iter().any(|edit| touches(&facts.labels, edit.span)));
            for fix in &mut diagnostic.fixes {
                if fix.applicability == Applicability::Safe
                    && fix.edits.iter().any(|edit| touches(&linked, edit.span))
                {
                    fix.applicability = Applicability::Unsafe;
                }
            }
        }
    }
}

/// Whether a span lies in one of these or shares a byte with it.
fn touches(spans: &[Span], span: Span) -> bool {
    spans
        .iter()
        .any(|other| other.overlaps(span) || other.start() < span.start() && span.start() < other.end())
}
