//! Parsing is total, and every span lies on characters.

#![no_main]

use libfuzzer_sys::fuzz_target;
use notesmith_diagnostic::Span;
use notesmith_parse::{Document, ParseOptions, References, Rows, render_html, words};

fuzz_target!(|text: &str| {
    let options = ParseOptions { wiki_links: text.len().is_multiple_of(2), ..ParseOptions::default() };
    let document = Document::parse(text, &options);
    let mut spans: Vec<Span> = document.nodes().iter().map(|node| node.span).collect();
    spans.extend(document.headings().iter().flat_map(|heading| [heading.span, heading.content]));
    spans.extend(document.list_items().iter().flat_map(|item| [item.span, item.marker]));
    spans.extend(document.links().iter().flat_map(|link| [link.span, link.content]));
    spans.extend(document.images().iter().map(|image| image.span));
    spans.extend(document.verbatim());
    spans.extend(document.lines().map(|line| line.span));
    for unit in document.prose() {
        spans.extend(document.pieces(unit).to_vec());
    }
    for span in spans {
        // Slicing panics beside a character.
        let _ = &text[span.range()];
    }
    let _ = (document.entries(), document.entries_with(Rows::Entries));
    for word in words(text, 0) {
        let _ = &text[word.span.range()];
    }
    let _ = render_html(text, options, &References::default());
});
