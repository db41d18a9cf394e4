use crate::corpus::Corpus;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::CorpusSink;
use crate::spelling::{Remedy, VerdictKind, report};

declare_rule! {
    /// Unknown acronyms that are a slip away from one that the notes use often.
    ///
    /// ## Why
    ///
    /// Acronyms look alike, so a slip makes another one: who reads `TSL` cannot tell that `TLS` was meant.
    /// An acronym of three to five capitals is reported when no list knows it, when the notes use it at most twice,
    /// and when two letters changed places or one is doubled or missing in an acronym that they use far more often.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// - TLS encrypts a connection; TLS 1.3 is the newest version of TLS
    /// - A load balancer ends TLS, so that servers need no TLS
    /// - CloudFront speaks TSL to viewers
    /// ```
    ///
    /// ```md fixed
    /// - TLS encrypts a connection; TLS 1.3 is the newest version of TLS
    /// - A load balancer ends TLS, so that servers need no TLS
    /// - CloudFront speaks TLS to viewers
    /// ```
    ///
    /// ```md good
    /// - TLS and SSL, SQS and SNS, ECS and EKS
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The notes may mean an acronym that no list knows, so the fix is unsafe.
    "spelling/acronym" {
        aliases: [],
        level: Warning,
        fix: unsafe_,
        options: NoOptions,
        check: corpus(check),
    }
}

fn check(corpus: &Corpus, _: &NoOptions, sink: &mut CorpusSink<'_>) {
    report(corpus, sink, VerdictKind::Acronym, Remedy::Fix, |verdict| {
        format!("{} may be a slip: {}", verdict.text, verdict.evidence)
    });
}
