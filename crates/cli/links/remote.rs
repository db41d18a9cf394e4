//! URLs, asked over the network.

use std::collections::BTreeMap;

use notesmith_link_check::{Options, Outcome, Plan, Progress, StartError, Verdict as Asked, check};

use crate::links::{NoteEntries, Verdict};

/// How the web is asked.
pub(crate) struct RemoteOptions {
    /// The settings of the engine.
    pub(crate) engine: Options,
}

/// Asks for every URL once and gives each place its verdict; returns how many pages were in the plan.
pub(crate) fn check_remote(
    noted: &mut [NoteEntries<'_>],
    options: &RemoteOptions,
    progress: &dyn Progress,
) -> Result<usize, StartError> {
    let urls = urls_to_ask(noted);
    let plan = Plan::new(urls.iter().map(String::as_str));
    let outcomes = check(&plan, &options.engine, progress)?;
    let by_url: BTreeMap<&str, &Outcome> =
        outcomes.iter().map(|outcome| (outcome.url.as_str(), outcome)).collect();
    for note in noted {
        for (site, entry) in note.note.sites.iter().zip(&mut note.entries) {
            let Some(url) = site.url().filter(|_| entry.verdict == Verdict::Unchecked) else { continue };
            let Some(&outcome) = by_url.get(url.as_str()) else { continue };
            let shorter = site.shorter_url().and_then(|url| by_url.get(url.as_str()).copied());
            match shorter {
                // The URL of running text is broken only if it is broken without the Japanese, too.
                Some(shorter) if outcome.verdict == Asked::Broken && shorter.verdict != Asked::Broken => {
                    entry.take(shorter);
                }
                _ => entry.take(outcome),
            }
        }
    }
    Ok(plan.requests())
}

fn urls_to_ask(noted: &[NoteEntries<'_>]) -> Vec<String> {
    let unchecked = noted.iter().flat_map(|note| note.note.sites.iter().zip(&note.entries));
    let mut urls: Vec<String> = unchecked
        .filter(|(_, entry)| entry.verdict == Verdict::Unchecked)
        .flat_map(|(site, _)| [site.url(), site.shorter_url()])
        .flatten()
        .collect();
    urls.sort_unstable();
    urls.dedup();
    urls
}
