//! The places of one note that link somewhere.

use notesmith_diagnostic::{Position, Span};
use notesmith_link_check::has_userinfo;
use notesmith_parse::{Document, LinkKind};
use serde::{Deserialize, Serialize};

/// What a destination is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum SiteKind {
    /// A path.
    File,
    /// A fragment of the note itself.
    Fragment,
    /// A URL of the web.
    External,
    /// An address of e-mail.
    Mail,
    /// Another scheme, or nothing.
    Other,
}

/// One link or image.
#[derive(Debug)]
pub(crate) struct Site {
    /// The destination's bytes, or the whole link where the destination stands elsewhere.
    pub(crate) span: Span,
    /// Line and column, in characters, of the place and of the place behind it; texts are below 4 GiB.
    ends: [[u32; 2]; 2],
    /// The destination as CommonMark gives it.
    pub(crate) destination: Box<str>,
    /// What it is.
    pub(crate) kind: SiteKind,
    /// How it is written.
    pub(crate) written: LinkKind,
    /// Whether the source holds the destination letter by letter, so that it can be replaced.
    pub(crate) is_verbatim: bool,
}

impl Site {
    /// Makes a site whose source is not at hand.
    pub(crate) fn new(
        span: Span,
        ends: [Position; 2],
        destination: String,
        kind: SiteKind,
        written: LinkKind,
    ) -> Self {
        let ends = ends.map(|end| [end.line as u32, end.column as u32]);
        Self { span, ends, destination: destination.into(), kind, written, is_verbatim: false }
    }

    /// Tells whether the destination holds a user name or a password.
    pub(crate) fn has_userinfo(&self) -> bool {
        // Most destinations are told apart without being parsed.
        self.destination.contains('@') && has_userinfo(&self.destination)
    }

    /// Gives the place in lines and characters.
    pub(crate) fn start(&self) -> Position {
        let [line, column] = self.ends[0].map(|number| number as usize);
        Position { line, column }
    }

    /// Gives the place behind it.
    pub(crate) fn end(&self) -> Position {
        let [line, column] = self.ends[1].map(|number| number as usize);
        Position { line, column }
    }

    /// Gives the URL to ask for.
    pub(crate) fn url(&self) -> Option<String> {
        match self.kind {
            SiteKind::External if self.destination.starts_with("//") => {
                Some(format!("https:{}", self.destination))
            }
            SiteKind::External => Some(self.destination.to_string()),
            _ => None,
        }
    }

    /// Gives what the URL is if it ends before its first Japanese character; a URL in running text may run into the
    /// sentence.
    pub(crate) fn shorter_url(&self) -> Option<String> {
        let url = self.url().filter(|_| self.written == LinkKind::Bare)?;
        let cut = url.find(|c: char| !c.is_ascii())?;
        let authority = url.find("://")? + 3;
        (cut > authority).then(|| url[..cut].to_owned())
    }
}

/// Collects the links and images of a note, in order of their place.
pub(crate) fn collect(document: &Document) -> Vec<Site> {
    let links = document
        .links()
        .iter()
        .map(|link| (link.destination_span.unwrap_or(link.span), &link.destination, link.kind));
    let images = document
        .images()
        .iter()
        .map(|image| (image.destination_span.unwrap_or(image.span), &image.destination, image.kind));
    let index = document.line_index();
    let mut sites: Vec<Site> = links
        .chain(images)
        .map(|(span, destination, written)| {
            let ends = [span.start(), span.end()].map(|offset| index.position(document.text(), offset));
            let is_verbatim = span.text(document.text()) == destination;
            let kind = kind_of(destination);
            Site { is_verbatim, ..Site::new(span, ends, destination.clone(), kind, written) }
        })
        .collect();
    sites.sort_by_key(|site| site.span);
    sites
}

fn kind_of(destination: &str) -> SiteKind {
    if destination.starts_with('#') {
        return SiteKind::Fragment;
    }
    if destination.starts_with("//") {
        return SiteKind::External;
    }
    let scheme = destination.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    match scheme.as_deref() {
        Some("http" | "https") => SiteKind::External,
        Some("mailto") => SiteKind::Mail,
        Some(scheme) if is_scheme(scheme) => SiteKind::Other,
        _ if destination.is_empty() => SiteKind::Other,
        _ => SiteKind::File,
    }
}

/// Tells a scheme from a path with a colon; one letter is a drive of Windows.
fn is_scheme(text: &str) -> bool {
    text.len() > 1
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '.' | '-'))
}

#[cfg(test)]
mod tests {
    use notesmith_parse::ParseOptions;

    use super::*;

    #[test]
    fn destinations_have_their_kind() {
        for (destination, expected) in [
            ("a.md", SiteKind::File),
            ("a.md#b", SiteKind::File),
            ("/a", SiteKind::File),
            ("C:\\a", SiteKind::File),
            ("a b: c.md", SiteKind::File),
            ("#a", SiteKind::Fragment),
            ("HTTPS://a.b", SiteKind::External),
            ("//a.b/c", SiteKind::External),
            ("mailto:a@b.c", SiteKind::Mail),
            ("tel:123", SiteKind::Other),
            ("javascript:x", SiteKind::Other),
            ("", SiteKind::Other),
        ] {
            assert_eq!(kind_of(destination), expected, "{destination}");
        }
    }

    #[test]
    fn sites_come_in_order_with_their_place() {
        let text = "[![画像](a.png)](https://a.b/) と\n<https://c.d> と https://e.f/gは\n";
        let document = Document::parse(text, &ParseOptions::default());
        let sites: Vec<_> = collect(&document)
            .into_iter()
            .map(|site| (site.destination.to_string(), site.start().line, site.start().column))
            .collect();
        let expected =
            [("a.png", 1, 8), ("https://a.b/", 1, 16), ("https://c.d", 2, 2), ("https://e.f/g", 2, 17)];
        assert_eq!(sites, expected.map(|(url, line, column)| (url.to_owned(), line, column)));
    }

    #[test]
    fn a_bare_url_may_end_before_its_japanese() {
        let shorter = |text: &str| {
            let document = Document::parse(text, &ParseOptions::default());
            collect(&document)[0].shorter_url()
        };
        assert_eq!(shorter("https://a.b/日本"), Some("https://a.b/".to_owned()));
        assert_eq!(shorter("<https://a.b/日本>"), None);
        assert_eq!(shorter("https://a.b/c"), None);
    }
}
