use crate::corpus::Corpus;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::CorpusSink;
use crate::spelling::{Remedy, VerdictKind, report};

declare_rule! {
    /// Names of services and brands with a space or a letter in the wrong place.
    ///
    /// ## Why
    ///
    /// `CloudHSM` is one word and `Secrets Manager` has an *s*; a search for the real name misses the other forms.
    /// The names come from the vendors' own lists and documentation, and from a list of our own, which tells the names that
    /// are written in one way alone: `Git Hub` is `GitHub`, `RedHat` is `Red Hat`.
    /// Two words are a name only where both are capitalised; a plural at the end (`Storage Gateways`) is no error.
    ///
    /// ## Examples
    ///
    /// ```md bad=2
    /// - Cloud HSM: 専用のハードウェアで鍵を管理する
    /// - Secret Manager: パスワードをローテーションする
    /// ```
    ///
    /// ```md fixed
    /// - CloudHSM: 専用のハードウェアで鍵を管理する
    /// - Secrets Manager: パスワードをローテーションする
    /// ```
    ///
    /// ```md good
    /// - CloudHSM, Secrets Manager, Systems Manager, two Storage Gateways
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The two words may be meant as words, so the fix is unsafe.
    "spelling/service-name" {
        aliases: [],
        level: Warning,
        fix: unsafe_,
        options: NoOptions,
        check: corpus(check),
    }
}

fn check(corpus: &Corpus, _: &NoOptions, sink: &mut CorpusSink<'_>) {
    report(corpus, sink, VerdictKind::ServiceName, Remedy::Fix, |verdict| {
        format!("{} is written {}: {}", verdict.text, verdict.suggestions[0], verdict.evidence)
    });
}
