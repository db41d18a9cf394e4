//! Text that something else leads to by its letters: a fix that changes it would break what leads there.

use notesmith_diagnostic::{Applicability, Diagnostic, Span};
use notesmith_parse::LinkKind;
use rustc_hash::FxHashSet;

use crate::corpus::Corpus;
use crate::note::Note;

/// Collects the text of links that is their address, too: `[label]`, `[label][]` and `[[page]]`; sorted
/// and disjoint.
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
        labels.extend(wiki_labels(text.as_bytes()));
    }
    labels.sort_unstable();
    labels.dedup_by(|next, last| {
        let overlap = next.overlaps(*last);
        if overlap {
            *last = Span::new(last.start(), last.end().max(next.end()));
        }
        overlap
    });
    labels
}

/// Finds `[[page]]`: from each `[[` to the first `]]` behind it in its line.
pub(crate) fn wiki_labels(text: &[u8]) -> impl Iterator<Item = Span> {
    let mut closes = memchr::memmem::find_iter(text, b"]]").peekable();
    let mut line_ends = memchr::memchr_iter(b'\n', text).peekable();
    memchr::memmem::find_iter(text, b"[[").filter_map(move |open| {
        while closes.next_if(|close| *close < open).is_some() {}
        while line_ends.next_if(|end| *end < open).is_some() {}
        let close = *closes.peek()?;
        line_ends.peek().is_none_or(|end| close < *end).then(|| Span::new(open, close + 2))
    })
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

/// Tells whether a span lies in one of these, which are sorted and disjoint, or shares a byte with it.
fn touches(spans: &[Span], span: Span) -> bool {
    let at = spans.partition_point(|other| other.end() <= span.start());
    spans.get(at).is_some_and(|other| other.overlaps(span))
}
