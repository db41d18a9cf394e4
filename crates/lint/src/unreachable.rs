//! Links and images whose file a reader cannot reach: what the rules about them report, in one place.

use notesmith_diagnostic::Span;

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
    for (index, file) in corpus.files().iter().enumerate() {
        for link in file.links.iter().filter(|link| link.is_image == is_image && !link.path.is_empty()) {
            let Some(lookup) = corpus.look_up(link) else { continue };
            match (&lookup.target, leads) {
                (Target::Missing { similar: None }, Leads::Link) => {
                    let finding = sink.report(index, link.place, leads.is_missing(&link.path));
                    match meant_fragment(file, &link.path) {
                        Some(fragment) => {
                            finding.help(format!("did you mean `{fragment}`?")).suggest(fragment);
                        }
                        None => {
                            finding.help(remedy(&link.path));
                        }
                    }
                }
                (target, _) => leads.report(target, (index, link.place), &link.path, sink),
            }
        }
    }
}

/// Gives the fragment of the note itself that a path was meant as: its `#` is missing or full-width.
fn meant_fragment(file: &FileFacts, path: &str) -> Option<String> {
    let name = path.trim_start_matches('＃');
    let is_anchor = !name.is_empty() && file.anchors.iter().any(|anchor| anchor == name);
    is_anchor.then(|| format!("#{name}"))
}

/// Says what to do about a link to a file that is not there and that no other file is like.
fn remedy(path: &str) -> String {
    if is_site(path) {
        "write `https://` before it if it is a web address".to_owned()
    } else if path.contains(":\\") || path.starts_with("~/") {
        "link to a file of the repository, by its path from this note".to_owned()
    } else {
        format!("{}; add the file or remove the link", counts_from(path))
    }
}

impl Leads {
    fn report(self, target: &Target, at: (usize, Span), path: &str, sink: &mut CorpusSink<'_>) {
        let (file, span) = at;
        match target {
            Target::File | Target::Unknown => {}
            Target::Missing { similar: Some(similar) } => {
                sink.report(file, span, self.is_missing(path))
                    .help(format!("did you mean `{similar}`?"))
                    .suggest(similar);
            }
            Target::Missing { similar: None } => {
                sink.report(file, span, self.is_missing(path))
                    .help(format!("{}; add the file or remove the image", counts_from(path)));
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
