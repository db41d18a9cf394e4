use crate::corpus::Corpus;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::CorpusSink;
use crate::spelling::{Remedy, VerdictKind, report};

declare_rule! {
    /// Real words in the place of another one.
    ///
    /// ## Why
    ///
    /// `AIM` and `Fink` are words, so no dictionary objects; but where the notes write `Custom AMI` again and again,
    /// one `Custom AIM` is a slip.
    /// Two capitalised words that stand together once or twice are compared with the pairs that are frequent: one
    /// word is the same, the other differs by one edit and is rare.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// - Custom AMI: a machine image of your own
    /// - A Custom AMI starts faster; share a Custom AMI between accounts
    /// - Update each Custom AMI with new packages
    /// - Encrypt the Custom AIM before you share it
    /// ```
    ///
    /// ```md fixed
    /// - Custom AMI: a machine image of your own
    /// - A Custom AMI starts faster; share a Custom AMI between accounts
    /// - Update each Custom AMI with new packages
    /// - Encrypt the Custom AMI before you share it
    /// ```
    ///
    /// ```md good
    /// - Amazon ECS and Amazon EKS; Amazon ECS again, Amazon ECS, Amazon ECS
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Both words exist, so the fix is unsafe.
    "spelling/wrong-word" {
        aliases: [],
        level: Warning,
        fix: unsafe_,
        options: NoOptions,
        check: corpus(check),
    }
}

fn check(corpus: &Corpus, _: &NoOptions, sink: &mut CorpusSink<'_>) {
    report(corpus, sink, VerdictKind::WrongWord, Remedy::Fix, |verdict| {
        format!("{} may be the wrong words: {}", verdict.text, verdict.evidence)
    });
}
