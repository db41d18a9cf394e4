//! URLs that name a repository on GitHub, or a file or folder in one.

use percent_encoding::percent_decode_str;
use url::Url;

/// A branch's name may hold slashes; names with more than this many parts are left to the site.
const MOST_PARTS_OF_A_BRANCH: usize = 4;

/// A repository, and where in it something is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) owner: String,
    pub(crate) name: String,
    /// The ways to read branch and path, as `git rev-parse` writes them; none for the repository itself.
    pub(crate) expressions: Vec<String>,
    pub(crate) kind: Kind,
}

/// What is to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A page about a repository, a folder or a file.
    Page,
    /// The bytes of a file.
    Raw,
}

impl Place {
    /// Reads a URL; `None` for all that is no repository and no path in one.
    pub(crate) fn of(url: &Url) -> Option<Self> {
        if url.scheme() != "https" || url.port().is_some() {
            return None;
        }
        let segments: Vec<String> = url
            .path_segments()?
            .map(|segment| percent_decode_str(segment).decode_utf8().ok().map(String::from))
            .collect::<Option<_>>()?;
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        let segments = segments.strip_suffix(&[""]).unwrap_or(&segments);
        let (kind, [owner, name, rest @ ..]) = (match url.host_str()? {
            "github.com" => (Kind::Page, segments),
            "raw.githubusercontent.com" => (Kind::Raw, segments),
            _ => return None,
        }) else {
            return None;
        };
        let is_plain = |name: &str| {
            !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
        };
        // The site sends the address for Git elsewhere.
        if !is_plain(owner) || !is_plain(name) || name.rsplit('.').next() == Some("git") {
            return None;
        }
        let (kind, expressions) = match (kind, rest) {
            (Kind::Page, []) => (Kind::Page, Vec::new()),
            (Kind::Page, ["tree", rest @ ..]) => (Kind::Page, expressions(rest, 0)?),
            (Kind::Page, ["blob" | "blame", rest @ ..]) => (Kind::Page, expressions(rest, 1)?),
            (Kind::Page, ["raw", rest @ ..]) | (Kind::Raw, rest) => (Kind::Raw, expressions(rest, 1)?),
            (Kind::Page, _) => return None,
        };
        Some(Self { owner: (*owner).to_owned(), name: (*name).to_owned(), expressions, kind })
    }
}

/// Gives the ways to read parts as a branch and a path of at least so many parts.
fn expressions(parts: &[&str], least_path: usize) -> Option<Vec<String>> {
    let most = parts.len().checked_sub(least_path)?.min(MOST_PARTS_OF_A_BRANCH);
    // A colon would end the branch, and an empty or dotted part leads elsewhere.
    let is_odd = |part: &&str| part.is_empty() || part.contains(':') || matches!(*part, "." | "..");
    if most == 0 || parts.iter().any(is_odd) {
        return None;
    }
    let read = |end: usize| {
        let (branch, path) = (parts[..end].join("/"), parts[end..].join("/"));
        if path.is_empty() { branch } else { format!("{branch}:{path}") }
    };
    Some((1..=most).map(read).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(url: &str, expected: Option<(&str, &[&str])>) {
        let place = Place::of(&Url::parse(url).expect("a URL"));
        let place = place.map(|place| (format!("{}/{}", place.owner, place.name), place.expressions));
        let expected = expected.map(|(name, all)| {
            (name.to_owned(), all.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>())
        });
        assert_eq!(place, expected, "{url}");
    }

    #[test]
    fn repositories_and_paths_are_read() {
        check("https://github.com/a/b.c", Some(("a/b.c", &[])));
        check("https://github.com/a/b/", Some(("a/b", &[])));
        check("https://github.com/a/b/tree/main", Some(("a/b", &["main"])));
        check("https://github.com/a/b/tree/x/y", Some(("a/b", &["x:y", "x/y"])));
        check("https://github.com/a/b/blob/x/y/%E7%AB%A0.md", Some(("a/b", &["x:y/章.md", "x/y:章.md"])));
        check("https://github.com/a/b/raw/x/y.png", Some(("a/b", &["x:y.png"])));
        let raw = "https://raw.githubusercontent.com/a/b/refs/heads/main/y";
        check(raw, Some(("a/b", &["refs:heads/main/y", "refs/heads:main/y", "refs/heads/main:y"])));
    }

    #[test]
    fn all_else_is_left_to_the_site() {
        for url in [
            "https://github.com/",
            "https://github.com/a",
            "https://github.com/a/b.git",
            "https://github.com/a/b/issues/1",
            "https://github.com/a/b/blob/main",
            "https://github.com/a/b/blob/main/x:y",
            "https://github.com/a/b/assets/1/2",
            "https://github.com/a%22b/c",
            "http://github.com/a/b",
            "https://github.com:8443/a/b",
            "https://gist.github.com/a/b",
            "https://raw.githubusercontent.com/a/b/main",
        ] {
            check(url, None);
        }
    }
}
