use notesmith_diagnostic::{Related, Span};
use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

declare_rule! {
    /// The same term twice under the same headings and bullets.
    ///
    /// ## Why
    ///
    /// Two cards then ask the same question and want different answers, and nobody can know which one is meant.
    ///
    /// ## Examples
    ///
    /// ```md bad=1
    /// - 列: 先入れ先出し
    /// - 山: 後入れ先出し
    /// - 列: 待ち行列のこと
    /// ```
    ///
    /// ```md good
    /// - 構造
    ///   - 列: 先入れ先出し
    /// - 表
    ///   - 列: 縦の並び
    /// ```
    "cards/duplicate-term" {
        aliases: [],
        level: Hint,
        fix: none,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let found = note.entries();
    let mut terms = FxHashMap::with_capacity_and_hasher(found.entries.len(), FxBuildHasher);
    // Few terms are there twice, so places are put together for those alone.
    let mut places: FxHashMap<(&str, Vec<&str>), Span> = FxHashMap::default();
    for entry in &found.entries {
        let term = entry.term_text.as_ref();
        let Some(before) = terms.insert(term, entry) else { continue };
        places.entry((term, found.context(before))).or_insert(before.term);
        let first = places.insert((term, found.context(entry)), entry.term);
        if let Some(first) = first.filter(|_| !sink.only_counts()) {
            let line = note.document().line_index().line(first.start());
            sink.report(entry.term, format!("`{term}` is a term here for the second time"))
                .help("put both into one entry, or say in the terms what tells them apart")
                .related(Related { path: None, span: first, line, message: "the first time".to_owned() });
        }
    }
}
