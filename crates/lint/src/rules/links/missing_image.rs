use crate::corpus::Corpus;
use crate::files::Target;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::CorpusSink;

declare_rule! {
    /// Images whose file is not there.
    ///
    /// ## Why
    ///
    /// The page shows a broken picture.
    /// A name whose letter case is wrong works on some machines and is broken on GitHub and on Linux.
    ///
    /// ## Examples
    ///
    /// ```md bad=2 file=notes/a.md
    /// ![the network](network.png)
    /// <img src="../storage.png" alt="the storage">
    /// ```
    ///
    /// ```md good file=notes/b.md
    /// ![the network](https://example.com/network.png)
    /// ```
    "links/missing-image" {
        aliases: [],
        level: Error,
        fix: none,
        options: NoOptions,
        check: corpus(check),
    }
}

fn check(corpus: &Corpus, _: &NoOptions, sink: &mut CorpusSink<'_>) {
    for (index, file) in corpus.files().iter().enumerate() {
        for link in file.links.iter().filter(|link| link.is_image && !link.path.is_empty()) {
            let Some(lookup) = corpus.look_up(&file.path, &link.path) else { continue };
            match &lookup.target {
                Target::File => {}
                Target::Missing { similar } => {
                    let finding = sink.report(index, link.span, format!("there is no image `{}`", link.path));
                    match similar {
                        Some(similar) => finding.help(format!("did you mean `{similar}`?")).suggest(similar),
                        None => {
                            finding.help("the path is relative to the note; add the file or remove the image")
                        }
                    };
                }
                Target::WrongCase { actual } => {
                    sink.report(index, link.span, format!("the letter case of `{}` is wrong", link.path))
                        .help(format!("write `{actual}`: the name as it is breaks on GitHub and on Linux"))
                        .suggest(actual);
                }
                Target::Folder => {
                    sink.report(index, link.span, format!("`{}` is a folder, not an image", link.path))
                        .help("name the file of the image");
                }
                Target::Outside => {
                    sink.report(index, link.span, format!("`{}` leads out of the repository", link.path))
                        .help("move the image into the repository, so that all readers see it");
                }
            }
        }
    }
}
