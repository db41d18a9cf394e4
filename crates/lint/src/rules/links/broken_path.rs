use crate::corpus::Corpus;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::CorpusSink;
use crate::unreachable::{self, Leads};

declare_rule! {
    /// Links that lead to no file.
    ///
    /// ## Why
    ///
    /// The reader gets an error page.
    /// A name whose letter case is wrong works on some machines and is broken on GitHub and on Linux.
    /// Where the notes have five links or more such as `/docs/start` and next to none of them is a file, these are routes of
    /// a site; below a `SUMMARY.md`, `a.html` is a page of the book; and `std::vec` is an item of Rust: those are hints.
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
    unreachable::check(corpus, Leads::Link, sink);
}
