use rustc_hash::{FxHashMap, FxHashSet};

use crate::corpus::Corpus;
use crate::facts::Fragments;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::CorpusSink;

declare_rule! {
    /// Links to a heading that is not there.
    ///
    /// ## Why
    ///
    /// The reader lands at the top of the page and has to search.
    /// It happens when a heading is renamed or renumbered; the fragments are those that GitHub makes of headings.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// # Notes
    ///
    /// See [storage](#storage).
    ///
    /// ## Storage classes
    /// ```
    ///
    /// ```md good
    /// # Notes
    ///
    /// See [storage](#storage-classes), [日本語](#%E6%97%A5%E6%9C%AC%E8%AA%9E) and [the top](#top).
    ///
    /// ## Storage classes
    ///
    /// ## 日本語
    /// ```
    ///
    /// ```md bad file=a.md
    /// See [the other note](b.md#two).
    /// ```
    ///
    /// ```md good file=b.md
    /// ## One
    /// ```
    "links/broken-anchor" {
        aliases: ["MD051"],
        level: Error,
        fix: none,
        options: NoOptions,
        check: corpus(check),
    }
}

/// How many anchors a run compares with broken fragments; a note with thousands of both must not take quadratic time.
const COMPARISONS: usize = 100_000;

fn check(corpus: &Corpus, _: &NoOptions, sink: &mut CorpusSink<'_>) {
    let mut known: FxHashMap<*const Fragments, FxHashSet<&str>> = FxHashMap::default();
    let mut comparisons = COMPARISONS;
    for (index, file) in corpus.files().iter().enumerate() {
        for link in file.links.iter().filter(|link| !link.is_image) {
            let Some(fragment) = link.fragment.as_deref().filter(|fragment| !is_built_in(fragment)) else {
                continue;
            };
            let Some(anchors) = corpus.anchors_behind(file, link) else { continue };
            let set = known.entry(std::ptr::from_ref(anchors)).or_insert_with(|| anchors.iter().collect());
            if set.contains(fragment) {
                continue;
            }
            let place =
                if link.path.is_empty() { "this note".to_owned() } else { format!("`{}`", link.path) };
            let finding =
                sink.report(index, link.place, format!("no heading of {place} has the anchor `#{fragment}`"));
            let compared = comparisons.min(anchors.len());
            comparisons -= compared;
            match closest(fragment, &anchors.iter().take(compared)) {
                Some(anchor) => finding
                    .help(format!("did you mean `#{anchor}`?"))
                    .suggest(format!("{}#{anchor}", link.path)),
                None => finding.help("link to a heading that is there, or to the note alone"),
            };
        }
    }
}

/// Tells whether a fragment works without a heading: the top of the page, or a line on a code host.
fn is_built_in(fragment: &str) -> bool {
    fragment.is_empty() || fragment == "top" || is_line(fragment)
}

/// Tells whether a fragment is `L10`, `L10-L12` or `L1C2-L3C4`.
fn is_line(fragment: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let place = |text: &str| {
        text.strip_prefix('L').is_some_and(|place| match place.split_once('C') {
            Some((line, column)) => digits(line) && digits(column),
            None => digits(place),
        })
    };
    match fragment.split_once('-') {
        Some((from, to)) => place(from) && place(to),
        None => fragment.strip_prefix('L').is_some_and(digits),
    }
}

/// Gives the anchor that was probably meant: one that has the fragment's start or is a few edits away.
fn closest<'a>(fragment: &str, anchors: &(impl Iterator<Item = &'a str> + Clone)) -> Option<&'a str> {
    // Of numbers, none is nearer than another.
    if fragment.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let lower = fragment.to_lowercase();
    let edits = |anchor: &str| strsim::osa_distance(anchor, &lower);
    let near = anchors.clone().map(|anchor| (edits(anchor), anchor)).min();
    near.filter(|&(distance, _)| distance * 4 <= lower.chars().count().max(4))
        .map(|(_, anchor)| anchor)
        .or_else(|| anchors.clone().find(|anchor| anchor.starts_with(&lower)))
}
