//! Links and images whose file a reader cannot reach: what the rules about them report, in one place.

use notesmith_diagnostic::{Severity, Span};
use rustc_hash::FxHashSet;

use crate::corpus::Corpus;
use crate::facts::FileFacts;
use crate::files::Target;
use crate::scheme::is_site;
use crate::sink::CorpusSink;

/// What leads to the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Leads {
    /// A link, which may lead to a folder, too.
    Link,
    /// An image.
    Image,
}

/// Reports each destination of a kind that is missing, spelt in the wrong letter case, or outside the repository.
pub(crate) fn check(corpus: &Corpus, leads: Leads, sink: &mut CorpusSink<'_>) {
    let is_image = leads == Leads::Image;
    let mut pages = None;
    for (index, file) in corpus.files().iter().enumerate() {
        for link in file.links.iter().filter(|link| link.is_image == is_image && !link.path.is_empty()) {
            let Some(lookup) = corpus.look_up(link) else { continue };
            let severity = match lookup.target {
                Target::Missing { .. } => {
                    let pages = pages.get_or_insert_with(|| Pages::of(corpus));
                    if pages.may_have(&file.path, &link.path) { Severity::Hint } else { Severity::Error }
                }
                _ => Severity::Error,
            };
            leads.report(&lookup.target, (index, link.place, severity), (file, &link.path), sink);
        }
    }
}

/// Gives the fragment of the note itself that a path was meant as: its `#` is missing or full-width.
fn meant_fragment(file: &FileFacts, path: &str) -> Option<String> {
    let name = path.trim_start_matches('＃');
    let is_anchor = !name.is_empty() && file.anchors.iter().any(|anchor| anchor == name);
    is_anchor.then(|| format!("#{name}"))
}

impl Leads {
    fn report(
        self,
        target: &Target,
        (file, span, severity): (usize, Span, Severity),
        (note, path): (&FileFacts, &str),
        sink: &mut CorpusSink<'_>,
    ) {
        match target {
            Target::File | Target::Unknown => {}
            Target::Missing { similar: Some(similar) } => {
                sink.report(file, span, self.is_missing(path))
                    .at_most(severity)
                    .help(format!("did you mean `{similar}`?"))
                    .suggest(similar);
            }
            Target::Missing { similar: None } => {
                let finding = sink.report(file, span, self.is_missing(path)).at_most(severity);
                match meant_fragment(note, path).filter(|_| self == Self::Link) {
                    Some(fragment) => {
                        finding.help(format!("did you mean `{fragment}`?")).suggest(fragment);
                    }
                    None => {
                        finding.help(self.remedy(path));
                    }
                }
            }
            Target::WrongCase { actual } => {
                sink.report(file, span, format!("the letter case of `{path}` is wrong"))
                    .help(format!("write `{actual}`: the name as it is breaks on GitHub and on Linux"))
                    .suggest(actual);
            }
            Target::Folder => {
                if self == Self::Image {
                    sink.report(file, span, format!("`{path}` is a folder, not an image"))
                        .help("name the file of the image");
                }
            }
            Target::Outside => {
                sink.report(file, span, format!("`{path}` leads out of the repository")).help(match self {
                    Self::Link => {
                        "a reader of the repository cannot follow it; move the file inside or link to its URL"
                    }
                    Self::Image => "move the image into the repository, so that all readers see it",
                });
            }
        }
    }

    /// Says what to do about a file that is not there and that no other file is like.
    fn remedy(self, path: &str) -> String {
        match self {
            Self::Image => format!("{}; add the file or remove the image", counts_from(path)),
            Self::Link if is_site(path) => "write `https://` before it if it is a web address".to_owned(),
            Self::Link if path.contains(":\\") || path.starts_with("~/") => {
                "link to a file of the repository, by its path from this note".to_owned()
            }
            Self::Link => format!("{}; add the file or remove the link", counts_from(path)),
        }
    }

    fn is_missing(self, path: &str) -> String {
        format!("there is no {} `{path}`", if self == Self::Image { "image" } else { "file" })
    }
}

/// Says where a path starts.
fn counts_from(path: &str) -> &'static str {
    if path.starts_with('/') {
        "a path that begins with `/` is relative to the root of the notes"
    } else {
        "the path is relative to the note"
    }
}

/// Pages that a program makes of the notes, under addresses that are no files.
struct Pages<'c> {
    /// Whether addresses such as `/docs/start` are routes of a site: there are several, and next to none is a file.
    are_routed: bool,
    /// The folders of books, by their `SUMMARY.md`: mdBook makes `a.html` of `a.md`.
    books: FxHashSet<&'c str>,
}

impl<'c> Pages<'c> {
    fn of(corpus: &'c Corpus) -> Self {
        /// Fewer may all be slips.
        const FEWEST: usize = 5;
        let links = corpus.files().iter().flat_map(|file| &file.links);
        let routes = links.filter(|link| !link.is_image && is_route(&link.path));
        let (mut missing, mut found) = (0_usize, 0_usize);
        for lookup in routes.filter_map(|link| corpus.look_up(link)) {
            match lookup.target {
                Target::Missing { .. } => missing += 1,
                Target::Outside | Target::Unknown => {}
                _ => found += 1,
            }
        }
        let books = corpus.files().iter().filter_map(|file| file.path.strip_suffix("SUMMARY.md"));
        Self { are_routed: missing >= FEWEST.max(10 * found), books: books.collect() }
    }

    /// Tells whether the page of a note may find there what is no file.
    fn may_have(&self, from: &str, path: &str) -> bool {
        // An item of Rust, which its documentation finds.
        if path.contains("::") {
            return true;
        }
        if path.starts_with('/') {
            return self.are_routed && ending_of(path) != Some("md");
        }
        let mut folders = from.match_indices('/').map(|(at, _)| &from[..=at]).chain([""]);
        ending_of(path) == Some("html")
            && !self.books.is_empty()
            && folders.any(|folder| self.books.contains(folder))
    }
}

/// Tells whether a path counts from the root and has no ending.
fn is_route(path: &str) -> bool {
    path.starts_with('/') && path.trim_end_matches('/').len() > 1 && ending_of(path).is_none()
}

/// Gives what stands behind the last dot of a path's last name.
fn ending_of(path: &str) -> Option<&str> {
    let name = path.trim_end_matches('/').rsplit('/').next()?;
    name.rsplit_once('.').map(|(_, ending)| ending)
}
