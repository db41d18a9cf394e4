use crate::corpus::Corpus;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::CorpusSink;
use crate::spelling::{Remedy, VerdictKind, report};

declare_rule! {
    /// Names whose capitals stand in the wrong place.
    ///
    /// ## Why
    ///
    /// `VMWare` and `Github` look careless, and a search for the right form does not find them.
    /// The right form comes from the project's `brands`, from its owner, or from the notes where they agree.
    /// A capital inside a brand that has none (`DJango`) is an error too, but not one that makes two words (`DataFlow`), unless
    /// the notes write the brand.
    /// Forms in lower case (`github`) or in capitals throughout (`GITHUB`) are a matter of style and left alone.
    ///
    /// ## Examples
    ///
    /// ```md bad=3
    /// - VMWare: virtual machines
    /// - Github、Hbase: ほかの例
    /// ```
    ///
    /// ```md fixed
    /// - VMware: virtual machines
    /// - GitHub、HBase: ほかの例
    /// ```
    ///
    /// ```md good
    /// - VMware, GitHub and APIs of the VMs
    /// - github and GITHUB
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Only the letter case changes, and only in running text.
    "spelling/brand-case" {
        aliases: [],
        level: Error,
        fix: safe,
        options: NoOptions,
        check: corpus(check),
    }
}

fn check(corpus: &Corpus, _: &NoOptions, sink: &mut CorpusSink<'_>) {
    report(corpus, sink, VerdictKind::BrandCase, Remedy::Fix, |verdict| {
        format!("{} is written {}: {}", verdict.text, verdict.suggestions[0], verdict.evidence)
    });
}
