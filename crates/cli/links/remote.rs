//! URLs, asked over the network.

use std::collections::BTreeMap;
use std::time::SystemTime;

use notesmith_link_check::{
    Cache, Options, Outcome, Plan, Progress, Shard, StartError, Verdict as Asked, check,
};

use crate::links::{Note, Verdict};

/// Asks for every URL once that is not known yet, and gives each place its verdict; keeps what is new in the cache.
///
/// With a shard, the places whose hosts are in others stay unchecked.
pub(crate) fn check_remote(
    notes: &mut [Note],
    options: &Options,
    shard: Option<Shard>,
    cache: &mut Cache,
    progress: &dyn Progress,
) -> Result<(), StartError> {
    let now = SystemTime::now();
    let urls = urls_to_ask(notes);
    let mut plan = Plan::new(urls.iter().map(String::as_str));
    if let Some(shard) = shard {
        plan = plan.only(shard, options);
    }
    let outcomes = check(&plan.without_cached(cache, now), options, progress)?;
    cache.keep(&outcomes, SystemTime::now());
    let by_url: BTreeMap<&str, &Outcome> =
        outcomes.iter().map(|outcome| (outcome.url.as_str(), outcome)).collect();
    let entries = notes.iter_mut().flat_map(|note| &mut note.entries);
    for entry in entries.filter(|entry| entry.verdict == Verdict::Unchecked) {
        let Some(url) = entry.site.url() else { continue };
        let Some(&outcome) = by_url.get(url.as_str()) else {
            "another shard checks this host".clone_into(&mut entry.details_mut().reason);
            continue;
        };
        let shorter = entry.site.shorter_url().and_then(|url| by_url.get(url.as_str()).copied());
        match shorter {
            // The URL of running text is broken only if it is broken without the Japanese, too.
            Some(shorter) if outcome.verdict == Asked::Broken && shorter.verdict != Asked::Broken => {
                entry.take(shorter);
            }
            _ => entry.take(outcome),
        }
    }
    Ok(())
}

fn urls_to_ask(notes: &[Note]) -> Vec<String> {
    let entries = notes.iter().flat_map(|note| &note.entries);
    let mut urls: Vec<String> = entries
        .filter(|entry| entry.verdict == Verdict::Unchecked)
        .flat_map(|entry| [entry.site.url(), entry.site.shorter_url()])
        .flatten()
        .collect();
    urls.sort_unstable();
    urls.dedup();
    urls
}
