//! URLs, asked over the network.

use std::collections::BTreeMap;
use std::time::SystemTime;

use notesmith_link_check::{
    Cache, Options, Outcome, Plan, Progress, Shard, StartError, Verdict as Asked, check,
};

use crate::links::{NoteEntries, Verdict};

/// Asks for every URL once that is not known yet, and gives each place its verdict; keeps what is new in the cache.
///
/// With a shard, the places whose hosts are in others stay unchecked.
pub(crate) fn check_remote(
    noted: &mut [NoteEntries<'_>],
    options: &Options,
    shard: Option<Shard>,
    cache: &mut Cache,
    progress: &dyn Progress,
) -> Result<(), StartError> {
    let now = SystemTime::now();
    let urls = urls_to_ask(noted);
    let mut plan = Plan::new(urls.iter().map(String::as_str));
    if let Some(shard) = shard {
        plan = plan.only(shard, options);
    }
    let outcomes = check(&plan.without_cached(cache, now), options, progress)?;
    cache.keep(&outcomes, SystemTime::now());
    let by_url: BTreeMap<&str, &Outcome> =
        outcomes.iter().map(|outcome| (outcome.url.as_str(), outcome)).collect();
    for note in noted {
        for (site, entry) in note.note.sites.iter().zip(&mut note.entries) {
            let Some(url) = site.url().filter(|_| entry.verdict == Verdict::Unchecked) else { continue };
            let Some(&outcome) = by_url.get(url.as_str()) else {
                "another shard checks this host".clone_into(&mut entry.reason);
                continue;
            };
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
    Ok(())
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
