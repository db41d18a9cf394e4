use notesmith_diagnostic::{Edit, Related, Severity};

use crate::corpus::Corpus;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::CorpusSink;
use crate::spelling::Taken;
use crate::terms::{Clash, Kind, clashes};

declare_rule! {
    /// Acronyms that are said to stand for two things.
    ///
    /// ## Why
    ///
    /// One of `ECS (Elastic Container Service)` and `ECS (Elastic Contained Service)` is a slip that no dictionary finds.
    /// Expansions of one acronym that differ by a letter or two in a word are compared: the one with unknown words, or
    /// the one that the notes use three times less, is wrong.
    /// Two things that share an acronym are a hint.
    /// `EBS (Elastic Block Store)`, `Elastic Block Store (EBS)`, brackets of either width and `- EBS: Elastic Block Store`
    /// are read, if the first letters of the words fit; a word that a rule of the group `spelling` reports is left to it.
    ///
    /// ## Examples
    ///
    /// ```md bad=1
    /// - ECS (Elastic Container Service): コンテナを動かす
    /// - ECS（Elastic Container Service）のタスクと Elastic Container Service (ECS) のサービス
    /// - ECS (Elastic Contained Service) の費用
    /// ```
    ///
    /// ```md fixed
    /// - ECS (Elastic Container Service): コンテナを動かす
    /// - ECS（Elastic Container Service）のタスクと Elastic Container Service (ECS) のサービス
    /// - ECS (Elastic Container Service) の費用
    /// ```
    ///
    /// ```md good
    /// - IAM (Identity and Access Management) と IAM (Identity & Access Management)
    /// - ECS (Elastic Container Service) と ECS (Amazon のコンテナ)
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Both words may be right, of two things with one acronym.
    "terms/acronym-expansion" {
        aliases: [],
        level: Warning,
        fix: unsafe_,
        options: NoOptions,
        check: corpus(check),
    }
}

fn check(corpus: &Corpus, _: &NoOptions, sink: &mut CorpusSink<'_>) {
    let found = clashes(corpus.files());
    if found.is_empty() {
        return;
    }
    // A misspelt word is reported by the rules of spelling.
    let taken = Taken::by_all(corpus.verdicts());
    for clash in found {
        let (file, expansion) = clash.place;
        if !taken.overlaps(file, expansion.span) {
            report(corpus, &clash, sink);
        }
    }
}

fn report(corpus: &Corpus, clash: &Clash<'_>, sink: &mut CorpusSink<'_>) {
    let ((file, expansion), (other_file, other)) = (clash.place, clash.other);
    let acronym = clash.acronym.text();
    let related = Related {
        path: (other_file != file).then(|| corpus.files()[other_file].path.clone()),
        span: other.span,
        line: other.line as usize,
        message: "the other expansion".to_owned(),
    };
    match clash.kind {
        Kind::Slip => {
            let message = format!("{acronym} stands for \"{}\" elsewhere", other.text);
            let edit = Edit::replace(expansion.span, &*other.text);
            sink.report(file, expansion.span, message)
                .help(format!("write \"{}\"", other.text))
                .suggest(&*other.text)
                .related(related)
                .fix(format!("replace with \"{}\"", other.text), vec![edit]);
        }
        Kind::Different => {
            if sink.only_counts(corpus, file, Severity::Hint) {
                return;
            }
            let message = format!("{acronym} stands for \"{}\" elsewhere", other.text);
            sink.report(file, expansion.span, message)
                .help("name both where they are introduced, or correct one of them")
                .at_most(Severity::Hint)
                .related(related);
        }
    }
}
