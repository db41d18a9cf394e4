use crate::corpus::Corpus;
use crate::files::Target;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::CorpusSink;

declare_rule! {
    /// Links that lead to no file.
    ///
    /// ## Why
    ///
    /// The reader gets an error page.
    /// A name whose letter case is wrong works on some machines and is broken on GitHub and on Linux.
    ///
    /// ## Examples
    ///
    /// ```md bad=2 file=notes/a.md
    /// See [the other note](B.md) and [the summary](../summary.md).
    /// ```
    ///
    /// ```md good file=notes/b.md
    /// See [the first note](a.md), [the folder](../notes/) and [a site](https://example.com/x.md).
    /// ```
    "links/broken-path" {
        aliases: [],
        level: Error,
        fix: none,
        options: NoOptions,
        check: corpus(check),
    }
}

fn check(corpus: &Corpus, _: &NoOptions, sink: &mut CorpusSink<'_>) {
    for (index, file) in corpus.files().iter().enumerate() {
        for link in file.links.iter().filter(|link| !link.is_image && !link.path.is_empty()) {
            let Some(lookup) = corpus.look_up(&file.path, &link.path) else { continue };
            match &lookup.target {
                Target::File | Target::Folder => {}
                Target::Missing { similar } => {
                    let finding = sink.report(index, link.span, format!("there is no file `{}`", link.path));
                    match similar {
                        Some(similar) => finding.help(format!("did you mean `{similar}`?")).suggest(similar),
                        None => {
                            finding.help("the path is relative to the note; add the file or remove the link")
                        }
                    };
                }
                Target::WrongCase { actual } => {
                    sink.report(index, link.span, format!("the letter case of `{}` is wrong", link.path))
                        .help(format!("write `{actual}`: the name as it is breaks on GitHub and on Linux"))
                        .suggest(actual);
                }
                Target::Outside => {
                    sink.report(index, link.span, format!("`{}` leads out of the repository", link.path))
                        .help("a reader of the repository cannot follow it; move the file inside or link to its URL");
                }
            }
        }
    }
}
