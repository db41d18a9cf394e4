use crate::corpus::Corpus;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::CorpusSink;
use crate::unreachable::{self, Leads};

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
    unreachable::check(corpus, Leads::Image, sink);
}
