use crate::corpus::Corpus;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::CorpusSink;
use crate::spelling::{Remedy, VerdictKind, report};

declare_rule! {
    /// Words that are on a list of common misspellings.
    ///
    /// ## Why
    ///
    /// `recieve` and `seperate` are never meant.
    /// The list is that of `typos`, applied to words as readers see them: a boundary between scripts ends a word, so
    /// that the word in `データをrecieveする` is found.
    /// Words that a dictionary or these notes know are left alone, and so are identifiers, code, acronyms and notes in
    /// another language.
    ///
    /// ## Examples
    ///
    /// ```md bad=2
    /// - SQS: you recieve messages from a queue
    /// - 秘密はseperateに管理する
    /// ```
    ///
    /// ```md fixed
    /// - SQS: you receive messages from a queue
    /// - 秘密はseparateに管理する
    /// ```
    ///
    /// ```md good
    /// The option `--recieve` and the file recieve_all.py keep their names.
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The word is replaced where the list has one correction for it; otherwise the corrections are shown.
    "spelling/known-misspelling" {
        aliases: [],
        level: Error,
        fix: safe,
        options: NoOptions,
        check: corpus(check),
    }
}

fn check(corpus: &Corpus, _: &NoOptions, sink: &mut CorpusSink<'_>) {
    report(corpus, sink, VerdictKind::KnownMisspelling, Remedy::FixIfSure, |verdict| {
        format!("{} is misspelt: {}", verdict.text, verdict.evidence)
    });
}
