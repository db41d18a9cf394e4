use std::sync::LazyLock;

use memchr::memmem::Finder;
use notesmith_diagnostic::{Edit, Span};

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;
use crate::views::prose_places::pieces_with;

declare_rule! {
    /// Forms of verbs that lack い: `してる`.
    ///
    /// ## Why
    ///
    /// It is spoken language; in text it is written `している`.
    ///
    /// ## Examples
    ///
    /// ```md bad=2
    /// - 鍵を保存してる
    /// - 鍵を持ってます
    /// ```
    ///
    /// ```md fixed
    /// - 鍵を保存している
    /// - 鍵を持っています
    /// ```
    ///
    /// ```md good
    /// - 鍵を捨てる、建てる、育てます
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The form may be quoted, so the fix is unsafe.
    "ja/dropped-i" {
        aliases: ["ja-technical-writing/no-dropping-i"],
        level: Off,
        fix: unsafe_,
        options: NoOptions,
        check: file(check),
    }
}

/// What い is missing behind.
static FORMS: LazyLock<[Finder<'static>; 2]> = LazyLock::new(|| [Finder::new("て"), Finder::new("で")]);

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    let text = document.text();
    let places = FORMS.iter().flat_map(|form| form.find_iter(text.as_bytes()));
    let mut places: Vec<usize> = places.filter(|at| lacks_i(text, *at)).collect();
    places.sort_unstable();
    for at in pieces_with(document, &places).flat_map(|found| found.places) {
        let (start, end) = (at - "し".len(), at + "て".len());
        let form = &text[start..end];
        let right = format!("{form}い");
        sink.report(Span::new(start, end), format!("い is missing behind {form}"))
            .help(format!("write {right}"))
            .suggest(right.as_str())
            .fix(format!("write {right}"), vec![Edit::replace(Span::new(end, end), "い")]);
    }
}

/// Tells whether て or で stands behind a letter that no verb in てる has there, and before an ending.
fn lacks_i(text: &str, at: usize) -> bool {
    let (before, behind) = (&text[..at], &text[at..]);
    let is_ending = |endings: &[&str]| endings.iter().any(|ending| behind["て".len()..].starts_with(ending));
    let follows = if behind.starts_with('て') {
        before.ends_with(['し', 'っ', 'い'])
    } else {
        before.ends_with('ん')
    };
    follows && is_ending(&["る", "ます", "ました", "ません", "ない", "た"]) && !is_ending(&["たい", "ただ"])
}
