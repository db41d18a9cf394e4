use crate::corpus::Corpus;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::CorpusSink;
use crate::spelling::{Remedy, VerdictKind, report};

declare_rule! {
    /// Names of services and brands in lower case.
    ///
    /// ## Why
    ///
    /// `dynamodb` in a sentence is understood, so this is a matter of style and the rule is off by default.
    /// A name is reported when English has no such word and its owner writes it with capitals.
    ///
    /// ## Examples
    ///
    /// ```md bad=2
    /// - dynamodb: キーと値のデータベース
    /// - githubに送る
    /// ```
    ///
    /// ```md fixed
    /// - DynamoDB: キーと値のデータベース
    /// - GitHubに送る
    /// ```
    ///
    /// ```md good
    /// - DynamoDB, GitHub, `dynamodb`, github.com
    /// ```
    ///
    /// ## Fix safety
    ///
    /// A command or a package may be meant, so the fix is unsafe.
    "spelling/lower-case-name" {
        aliases: [],
        level: Off,
        fix: unsafe_,
        options: NoOptions,
        check: corpus(check),
    }
}

fn check(corpus: &Corpus, _: &NoOptions, sink: &mut CorpusSink<'_>) {
    report(corpus, sink, VerdictKind::LowerCaseName, Remedy::Fix, |verdict| {
        format!("{} is written {}: {}", verdict.text, verdict.suggestions[0], verdict.evidence)
    });
}
