//! Files and fragments, by the rules of `notesmith lint`: nothing is decided here.

use std::collections::BTreeMap;

use notesmith_diagnostic::{Diagnostic, Span};
use notesmith_lint::{Corpus, FileFacts, Hints, LocalLink, all_rules, check_corpus};

use crate::config::Config;
use crate::error::CliError;
use crate::file_tree::FileTree;
use crate::links::site::SiteKind;
use crate::links::{Entry, Note, Verdict};
use crate::profile::Profiles;

/// The rules that decide about local links.
const RULES: [&str; 3] = ["links/broken-path", "links/broken-anchor", "links/missing-image"];

/// Whether a run asks for the names of what links lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Targets {
    /// They are part of a report, or something goes by them.
    Named,
    /// Nobody looks at them.
    LeftOut,
}

/// Gives the rules of each note, those of no concern here switched off.
///
/// # Errors
/// Settings that make no sense.
pub(crate) fn profiles(config: &Config, notes: &[Note]) -> Result<Profiles, CliError> {
    let others = all_rules().iter().filter(|rule| !RULES.contains(&rule.id));
    let others: Vec<String> = others.map(|rule| rule.id.to_owned()).collect();
    Profiles::new(config, notes.iter().map(|note| &note.input), &[], &others)
}

/// Gives every local link its verdict.
pub(crate) fn check_local(
    notes: &mut [Note],
    mut corpus: Corpus,
    profiles: &Profiles,
    files: &FileTree,
    targets: Targets,
) {
    corpus.look_up_links(files);
    for (note, facts) in notes.iter_mut().zip(corpus.files()) {
        // Both are in the order of their places.
        let mut links = facts.links.iter().peekable();
        for entry in &mut note.entries {
            while links.next_if(|link| link.span < entry.site.span).is_some() {}
            let is_local = matches!(entry.site.kind, SiteKind::File | SiteKind::Fragment);
            let Some(link) = links.peek().filter(|link| is_local && link.span == entry.site.span) else {
                continue;
            };
            entry.verdict = Verdict::Ok;
            if targets == Targets::Named {
                entry.target = Some(target(&corpus, facts, link).into());
            }
        }
    }
    let mut references: Vec<_> = corpus.files().iter().map(|facts| references(&facts.links)).collect();
    let report = check_corpus(&corpus, &profiles.sets, &profiles.of_input, Hints::Kept);
    for (index, finding) in report.diagnostics {
        let covered = corpus.files()[index].suppressions.covers(&finding);
        // Entries are in the order of their places.
        let entries = &mut notes[index].entries;
        // The same is said for each link by reference; the first time does for all of them.
        for span in references[index].remove(&finding.span).unwrap_or_else(|| vec![finding.span]) {
            let first = entries.partition_point(|entry| entry.site.span < span);
            for entry in entries[first..].iter_mut().take_while(|entry| entry.site.span == span) {
                if entry.verdict == Verdict::Ok && covered {
                    entry.ignore("a comment switches the rule off");
                } else if entry.verdict == Verdict::Ok {
                    break_link(entry, &finding);
                }
            }
        }
    }
}

/// Gives the links by reference that lead through each definition.
fn references(links: &[LocalLink]) -> BTreeMap<Span, Vec<Span>> {
    let mut references: BTreeMap<Span, Vec<Span>> = BTreeMap::new();
    for link in links.iter().filter(|link| link.place != link.span) {
        references.entry(link.place).or_default().push(link.span);
    }
    references
}

fn break_link(entry: &mut Entry, finding: &Diagnostic) {
    entry.verdict = Verdict::Broken;
    let details = entry.details_mut();
    details.reason.clone_from(&finding.message);
    details.suggestion = finding.suggestions.first().cloned();
    details.finding = Some(Box::new(finding.clone()));
}

/// Gives the file and the fragment that a link leads to.
fn target(corpus: &Corpus, facts: &FileFacts, link: &LocalLink) -> String {
    let path = if link.path.is_empty() {
        facts.path.as_str()
    } else {
        corpus.look_up(link).map_or(link.path.as_str(), |found| found.path.as_str())
    };
    match &link.fragment {
        Some(fragment) => format!("{path}#{fragment}"),
        None => path.to_owned(),
    }
}
