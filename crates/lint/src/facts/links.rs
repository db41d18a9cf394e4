//! The links of a note that lead to files or fragments.

use std::num::NonZeroU32;

use notesmith_diagnostic::Span;
use notesmith_parse::{AnchorStyle, LinkKind};
use rustc_hash::FxHashMap;

use crate::note::Note;
use crate::scheme::misspelt;
use crate::views::references::label_of;

/// A link or an image whose destination is a path or a fragment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalLink {
    /// The destination, or the whole link where it stands elsewhere.
    pub span: Span,
    /// The bytes to report: the destination, for a reference that of its label's definition.
    pub place: Span,
    /// The path, percent-decoded, without query and fragment; empty for a fragment of the same note.
    pub path: String,
    /// The fragment behind `#`, percent-decoded.
    pub fragment: Option<String>,
    /// Whether it is an image.
    pub is_image: bool,
    /// Whether it is a wiki link, whose note may lie in any folder.
    pub is_wiki: bool,
    /// The place in the corpus of what the path leads to, once it was looked up.
    pub(crate) found: Option<NonZeroU32>,
}

/// Collects the local links and images of a note, in order of their place.
pub(crate) fn collect(note: &Note<'_>) -> Vec<LocalLink> {
    let document = note.document();
    let mut defined: FxHashMap<&str, Span> = FxHashMap::default();
    for definition in note.definitions() {
        defined.entry(&definition.label).or_insert(definition.destination);
    }
    let place = |kind: LinkKind, span: Span| match kind {
        LinkKind::Reference => defined.get(label_of(document.slice(span)).as_str()).copied().unwrap_or(span),
        _ => span,
    };
    let links = document
        .links()
        .iter()
        .filter(|link| !matches!(link.kind, LinkKind::Bare | LinkKind::Angle))
        .filter_map(|link| {
            let span = link.destination_span.unwrap_or(link.span);
            let found = match link.kind {
                LinkKind::Wiki => wiki(&link.destination, span, document.anchor_style()),
                _ => local(&link.destination, span, false),
            };
            found.map(|found| LocalLink { place: place(link.kind, span), ..found })
        });
    let images = document.images().iter().filter_map(|image| {
        let span = image.destination_span.unwrap_or(image.span);
        local(&image.destination, span, true)
            .map(|found| LocalLink { place: place(image.kind, span), ..found })
    });
    let mut found: Vec<_> = links.chain(images).collect();
    found.sort_by_key(|link| link.span);
    // What stands where the address belongs is no path: `links/reversed` reports it.
    let reversed = note.reversed_links();
    found.retain(|link| {
        let at = reversed.partition_point(|one| one.text.end() <= link.span.start());
        !reversed.get(at).is_some_and(|one| one.text.overlaps(link.span))
    });
    found
}

fn local(destination: &str, span: Span, is_image: bool) -> Option<LocalLink> {
    // Files of the author's machine, and what only the application has that the text was copied from.
    let own = destination.strip_prefix("file://");
    let is_attached = destination.starts_with("attachment:");
    let destination = own.unwrap_or(destination);
    if destination.is_empty()
        || (has_scheme(destination) && !is_attached)
        || (destination.starts_with("//") && own.is_none())
    {
        return None;
    }
    // `[text]((https://…))`: `links/double-bracket` reports it.
    if destination.starts_with('(') && destination.contains("://") {
        return None;
    }
    // Where the scheme is misspelt it is no path: `links/misspelt-scheme` reports it.
    if destination.starts_with(['h', 'H', 't']) && misspelt(destination).is_some() {
        return None;
    }
    let (rest, fragment) = match destination.split_once('#') {
        Some((rest, fragment)) => (rest, Some(percent_decode(fragment))),
        None => (destination, None),
    };
    let path = rest.split('?').next().unwrap_or(rest);
    Some(LocalLink {
        span,
        place: span,
        path: percent_decode(path),
        fragment,
        is_image,
        is_wiki: false,
        found: None,
    })
}

/// Reads `[[note#heading]]`: the note's name without its ending, and a heading's text instead of its slug.
fn wiki(destination: &str, span: Span, style: AnchorStyle) -> Option<LocalLink> {
    let destination = percent_decode(destination);
    let (name, heading) = match destination.split_once('#') {
        Some((name, heading)) => (name.trim(), Some(heading)),
        None => (destination.trim(), None),
    };
    // `#^id` names a block by a mark that only the wiki knows.
    let fragment = heading.filter(|heading| !heading.starts_with('^')).map(|heading| style.slug(heading));
    if name.is_empty() && fragment.is_none() {
        return None;
    }
    let has_ending = name.rsplit(['/', '.']).next().is_some_and(|end| {
        name.ends_with(&format!(".{end}"))
            && (1..=8).contains(&end.len())
            && end.starts_with(char::is_alphabetic)
    });
    let path = if name.is_empty() || has_ending { name.to_owned() } else { format!("{name}.md") };
    Some(LocalLink { span, place: span, path, fragment, is_image: false, is_wiki: true, found: None })
}

/// Tells whether a destination starts with a URL's scheme; a single letter is a drive of Windows, not a scheme.
fn has_scheme(destination: &str) -> bool {
    let Some((scheme, _)) = destination.split_once(':') else { return false };
    scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '.' | '-'))
}

/// Decodes `%E3%81%AF`; what does not decode to UTF-8 stays as it is.
pub(crate) fn percent_decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = (bytes[at] == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        if let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            decoded.push(byte);
            at += 3;
        } else {
            decoded.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(destination: &str, expected: Option<(&str, Option<&str>)>) {
        let found = local(destination, Span::default(), false);
        let found = found.as_ref().map(|link| (link.path.as_str(), link.fragment.as_deref()));
        assert_eq!(found, expected, "{destination:?}");
    }

    #[test]
    fn reads_wiki_links() {
        let read = |text: &str| {
            wiki(text, Span::default(), AnchorStyle::Github).map(|link| (link.path, link.fragment))
        };
        let some = |path: &str, fragment: Option<&str>| Some((path.to_owned(), fragment.map(str::to_owned)));
        assert_eq!(read("note"), some("note.md", None));
        assert_eq!(read("a/note#Two Words"), some("a/note.md", Some("two-words")));
        assert_eq!(read("#章"), some("", Some("章")));
        assert_eq!(read("img.png"), some("img.png", None));
        assert_eq!(read("v1.2"), some("v1.2.md", None));
        assert_eq!(read("note#^block"), some("note.md", None));
        assert_eq!(read(""), None);
    }

    #[test]
    fn splits_destinations() {
        check("a.md", Some(("a.md", None)));
        check("a.md?raw#x", Some(("a.md", Some("x"))));
        check("#%E3%81%AF", Some(("", Some("は"))));
        check("a%20b.md", Some(("a b.md", None)));
        check("100%.md", Some(("100%.md", None)));
        check("https://a.example", None);
        check("mailto:a@b.example", None);
        check("//a.example/x", None);
        check("C:\\x.md", Some(("C:\\x.md", None)));
        check("", None);
    }
}
