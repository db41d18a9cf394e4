use crate::corpus::Corpus;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::CorpusSink;
use crate::spelling::{Remedy, VerdictKind, report};

declare_rule! {
    /// Names of two words that are written as one.
    ///
    /// ## Why
    ///
    /// `SystemsManager` is what programs call it; people write `Systems Manager`.
    /// This is a matter of style, so the rule is off by default.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// - SecretsManager: パスワードをローテーションする
    /// ```
    ///
    /// ```md fixed
    /// - Secrets Manager: パスワードをローテーションする
    /// ```
    ///
    /// ```md good
    /// - Secrets Manager, CloudHSM, `SecretsManager`
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The name of a class or a resource may be meant, so the fix is unsafe.
    "spelling/joined-name" {
        aliases: [],
        level: Off,
        fix: unsafe_,
        options: NoOptions,
        check: corpus(check),
    }
}

fn check(corpus: &Corpus, _: &NoOptions, sink: &mut CorpusSink<'_>) {
    report(corpus, sink, VerdictKind::JoinedName, Remedy::Fix, |verdict| {
        format!("{} is written {}: {}", verdict.text, verdict.suggestions[0], verdict.evidence)
    });
}
