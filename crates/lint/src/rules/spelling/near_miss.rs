use crate::corpus::Corpus;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::CorpusSink;
use crate::spelling::{Remedy, VerdictKind, report};

declare_rule! {
    /// Unknown words that are one slip away from a word that was probably meant.
    ///
    /// ## Why
    ///
    /// No list holds `Lamnda`; the notes themselves tell that `Lambda` was meant.
    /// A word is reported when no dictionary knows it, when it is rare in the notes, and when one slip (a letter too
    /// many, missing, wrong, or two that changed places) makes it a word that the notes use often, the name of a
    /// service or a brand, or a common English word.
    /// Among several such words the one that the notes use most, that the likeliest slip leads to and that stands
    /// beside the same words elsewhere comes first.
    /// In a long word two slips, or letters in another order, lead to a word that the notes use often.
    /// Inflections, compounds of known words, names of persons and words that stand in code are left alone.
    /// So are notes in another language, and their words are no evidence for others.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// - Lambda: runs code without servers
    /// - Lambda layers: shared libraries of a function
    /// - AWS Lamnda 関数: イベントで起動する
    /// - Lambda@Edge and Lambda triggers
    /// ```
    ///
    /// ```md fixed
    /// - Lambda: runs code without servers
    /// - Lambda layers: shared libraries of a function
    /// - AWS Lambda 関数: イベントで起動する
    /// - Lambda@Edge and Lambda triggers
    /// ```
    ///
    /// ```md good
    /// - Kenji writes about containerizers, dashi and umami
    /// - `Lamnda` in code is a name
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The most probable word is written; about one in eight is not the one that was meant, so the fix is unsafe.
    "spelling/near-miss" {
        aliases: [],
        level: Warning,
        fix: unsafe_,
        options: NoOptions,
        check: corpus(check),
    }
}

fn check(corpus: &Corpus, _: &NoOptions, sink: &mut CorpusSink<'_>) {
    report(corpus, sink, VerdictKind::NearMiss, Remedy::Fix, |verdict| {
        format!("{} may be a slip: {}", verdict.text, verdict.evidence)
    });
}
