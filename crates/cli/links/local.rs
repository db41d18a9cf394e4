//! Files and fragments, by the rules of `notesmith lint`: nothing is decided here.

use std::collections::BTreeMap;
use std::path::Path;

use notesmith_lint::{
    Corpus, FileFacts, Layer, Level, RuleSet, RuleSetting, SettingsError, all_rules, check_corpus,
};

use crate::file_tree::FileTree;
use crate::links::site::SiteKind;
use crate::links::{NoteEntries, Verdict};

/// The rules that decide about local links.
const RULES: [&str; 3] = ["links/broken-path", "links/broken-anchor", "links/missing-image"];

/// Gives every local link its verdict and its target; `layers` are those of the configuration.
///
/// # Errors
/// The settings of these rules that make no sense.
pub(crate) fn check_local(
    noted: &mut [NoteEntries<'_>],
    facts: Vec<FileFacts>,
    layers: &[Layer],
    root: &Path,
) -> Result<(), Vec<SettingsError>> {
    let rules = only_link_rules(layers)?;
    let mut corpus = Corpus::default();
    for facts in facts {
        corpus.add(facts);
    }
    corpus.look_up_links(&FileTree::new(root));
    for (note, facts) in noted.iter_mut().zip(corpus.files()) {
        let links: BTreeMap<_, _> = facts.links.iter().map(|link| (link.span, link)).collect();
        for entry in &mut note.entries {
            let is_local = matches!(entry.kind, SiteKind::File | SiteKind::Fragment);
            let Some(link) = links.get(&entry.range).filter(|_| is_local) else { continue };
            let path = if link.path.is_empty() {
                facts.path.clone()
            } else {
                corpus
                    .look_up(&facts.path, &link.path)
                    .map_or_else(|| link.path.clone(), |found| found.path.clone())
            };
            let fragment = link.fragment.as_ref().map(|fragment| format!("#{fragment}"));
            entry.target = Some(path + fragment.as_deref().unwrap_or_default());
            entry.verdict = Verdict::Ok;
        }
    }
    for (index, finding) in check_corpus(&corpus, &[rules], &vec![0; noted.len()]) {
        let covered = corpus.files()[index].suppressions.covers(&finding);
        // Entries are in the order of their places.
        let entries = &mut noted[index].entries;
        let first = entries.partition_point(|entry| entry.range < finding.span);
        for entry in entries[first..].iter_mut().take_while(|entry| entry.range == finding.span) {
            if entry.verdict != Verdict::Ok {
                continue;
            }
            if covered {
                entry.ignore("a comment switches the rule off");
                continue;
            }
            entry.verdict = Verdict::Broken;
            entry.finding = Some(Box::new(finding.clone()));
            entry.reason.clone_from(&finding.message);
            entry.suggestion = finding.suggestions.first().cloned();
        }
    }
    Ok(())
}

/// Switches all rules off but these, which keep what the configuration says of them.
fn only_link_rules(layers: &[Layer]) -> Result<RuleSet, Vec<SettingsError>> {
    let off = RuleSetting { level: Some(Level::Off), options: None };
    let others = all_rules().iter().filter(|rule| !RULES.contains(&rule.id));
    let others: Layer = others.map(|rule| (rule.id.to_owned(), off.clone())).collect();
    RuleSet::new(layers.iter().cloned().chain([others]).collect())
}
