//! Links whose address stands where the text belongs: `[https://example.com](text)`.

use notesmith_diagnostic::Span;
use notesmith_parse::LineKind;

use crate::note::Note;
use crate::views::inline_code::is_inline_code;
use crate::views::unrendered_links::is_address;

/// One such link.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ReversedLink {
    /// The whole link.
    pub(crate) span: Span,
    /// What should be its text: what stands in the round brackets.
    pub(crate) text: Span,
    /// What should be its address: what stands in the square brackets.
    pub(crate) address: Span,
}

/// Finds them in a note, in order; those with spaces in the text are no links, the others are.
pub(crate) fn collect(note: &Note<'_>) -> Vec<ReversedLink> {
    let document = note.document();
    let pairs = note.scan().pairs(document.text(), "](");
    let is_text = |link: &ReversedLink| {
        let line = note.line_at(link.span.start());
        line.kind == LineKind::Text && !is_inline_code(document, line, link.span)
    };
    pairs.filter_map(|close| read(document.text(), close)).filter(is_text).collect()
}

/// Reads the link whose square bracket closes at a place.
fn read(text: &str, close: usize) -> Option<ReversedLink> {
    /// Addresses are shorter.
    const REACH: usize = 400;
    let from = text.ceil_char_boundary(close.saturating_sub(REACH));
    let open = from + text[from..close].rfind(['[', ']', '\n'])?;
    let address = Span::new(open + 1, close);
    let is_url = |text: &str| text.starts_with("https://") || text.starts_with("http://");
    if !text[open..].starts_with('[')
        || !is_url(&text[address.range()])
        || text[address.range()].contains(char::is_whitespace)
    {
        return None;
    }
    let behind = &text[close + 2..];
    let end = behind.find(['(', ')', '\n'])?;
    let shown = behind[..end].trim();
    let is_text = behind[end..].starts_with(')')
        && !shown.is_empty()
        && !shown.starts_with(['#', '<', '/', '.', '['])
        && !shown.contains("//")
        && !is_address(shown)
        && !is_address(shown.split(' ').next().unwrap_or(""))
        && !(shown.is_ascii() && shown.contains(['.', '/', '@', ':']) && !shown.contains(' '));
    let is_plain = !text[..open].ends_with(['!', '\\', '[']);
    let inner = Span::new(close + 2, close + 2 + end);
    (is_text && is_plain).then(|| ReversedLink {
        span: Span::new(open, inner.end() + 1),
        text: inner,
        address,
    })
}
