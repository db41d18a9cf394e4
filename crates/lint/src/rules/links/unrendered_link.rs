use notesmith_diagnostic::{Applicability, Edit, Severity, Span};
use notesmith_parse::{Document, LinkKind};

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;
use crate::views::unrendered_links::{Flaw, UnrenderedLink, collect, is_image};

declare_rule! {
    /// What looks like a link or an image and is shown as it is written.
    ///
    /// ## Why
    ///
    /// `[text] (address)`, full-width brackets, an address with spaces and a bracket that is missing make no link: the
    /// page shows brackets and address.
    /// `! [text](image.png)` shows a link to the image.
    /// Only what looks like an address counts: a URL, a path, a fragment, a file of a kind that notes link.
    /// Where both pairs of brackets are full-width it may be prose, and the finding is a hint.
    ///
    /// ## Examples
    ///
    /// ```md bad=3
    /// See [the guide] (https://example.com/guide), ［料金］(pricing.md) and [the plan](my plan.md).
    /// ```
    ///
    /// ```md fixed
    /// See [the guide](https://example.com/guide), [料金](pricing.md) and [the plan](<my plan.md>).
    /// ```
    ///
    /// ```md bad
    /// - [料金](https://example.com/pricing
    /// - 性能
    /// ```
    ///
    /// ```md good
    /// See [the guide](https://example.com/guide), a box [x] (done) and the list [1] (https://example.com).
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The brackets become those of a link; text and address stay as they are.
    /// Where the end of the address has to be guessed, the fix is not safe.
    "links/unrendered-link" {
        aliases: [],
        level: Warning,
        fix: safe,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    for link in collect(document, note.scan()) {
        report(document, &link, sink);
    }
    for link in document.links().iter().filter(|link| link.kind == LinkKind::Inline) {
        check_image(document, link.span, &link.destination, sink);
    }
}

fn report(document: &Document, link: &UnrenderedLink, sink: &mut Sink<'_>) {
    let (text, address) = (document.slice(link.text), document.slice(link.address));
    let image = if document.slice(link.span).starts_with('!') { "!" } else { "" };
    let right = format!("{image}[{text}]({address})");
    let ascii = || edits(document, link, "](", ")");
    match link.flaw {
        Flaw::Gap => {
            sink.report(link.span, "this is no link: a space stands between its brackets")
                .help(format!("write `{right}`"))
                .fix("remove the space", ascii());
        }
        Flaw::FullWidth => {
            sink.report(link.span, "this is no link: its brackets are full-width")
                .help(format!("write `{right}`"))
                .fix("write ASCII brackets", ascii());
        }
        Flaw::FullWidthAlone => {
            sink.report(link.span, "this is no link: its brackets are full-width")
                .help(format!("write `{right}` if it should be one"))
                .at_most(Severity::Hint)
                .fix_as(Applicability::Unsafe, "write ASCII brackets", ascii());
        }
        Flaw::Spaces => {
            let finding = sink
                .report(link.span, "this is no link: its address holds a space")
                .help("put the address in `< >`, or write `%20` for each space");
            if !address.contains("://") && !address.contains(['<', '>', '\\']) {
                finding.fix("put the address in `< >`", edits(document, link, "](<", ">)"));
            }
        }
        Flaw::Title => {
            sink.report(link.span, "this is no link: its title does not stand in straight quotes")
                .help("write `[text](address \"title\")`");
        }
        Flaw::Unclosed => {
            sink.report(link.span, "this is no link: its round bracket is never closed")
                .help("write `)` behind the address")
                .fix_as(Applicability::Unsafe, "close the bracket", insert(link.span.end(), ")"));
        }
        Flaw::NoOpening => {
            sink.report(link.span, "this is no link: `[` is missing before its text")
                .help("write `[text](address)`");
        }
        Flaw::NoRound => {
            sink.report(link.span, "this is no link: `(` is missing before its address")
                .help(format!("write `{right}`"))
                .fix_as(Applicability::Unsafe, "open the bracket", insert(link.address.start(), "("));
        }
        Flaw::Second | Flaw::Angle | Flaw::NoAddress => report_lone(document, link, sink),
        Flaw::NoClosing => {
            sink.report(link.span, "this is no link: `]` is missing behind its text")
                .help(format!("write `{right}`"))
                .fix_as(Applicability::Unsafe, "close the bracket", insert(link.text.end(), "]"));
        }
    }
}

/// Reports an address that belongs to no text, or an image without one.
fn report_lone(document: &Document, link: &UnrenderedLink, sink: &mut Sink<'_>) {
    let (text, address) = (document.slice(link.text), document.slice(link.address));
    let (message, help) = match link.flaw {
        Flaw::Angle => (
            "this is no link: its `>` is missing, or a space stands before it",
            format!("write `<{address}>`"),
        ),
        Flaw::NoAddress => {
            ("this is no image: its address is missing", format!("write `![{text}](address)`"))
        }
        _ => {
            let behind = document.text()[..link.span.start()].rfind(['[', '\n']);
            let is_image = behind.is_some_and(|at| document.text()[..at].ends_with("[!"));
            let help = if is_image {
                "write `[![text](image)](address)` to make the image a link"
            } else {
                "remove it"
            };
            ("this address belongs to no text: it is shown behind the link", help.to_owned())
        }
    };
    sink.report(link.span, message).help(help);
}

fn insert(at: usize, bracket: &str) -> Vec<Edit> {
    vec![Edit::replace(Span::at(at), bracket)]
}

/// Gives the edits that exchange the brackets of a link and leave text and address alone.
fn edits(document: &Document, link: &UnrenderedLink, middle: &str, close: &str) -> Vec<Edit> {
    let open = Span::new(link.span.start(), link.text.start());
    let mark = if document.slice(open).starts_with('!') { "![" } else { "[" };
    let places = [
        (open, mark),
        (Span::new(link.text.end(), link.address.start()), middle),
        (Span::new(link.address.end(), link.span.end()), close),
    ];
    let changes = places.iter().filter(|(span, new)| document.slice(*span) != *new);
    changes.map(|(span, new)| Edit::replace(*span, *new)).collect()
}

/// Reports `[text](image.png)` alone on its line, in a note that shows other images of its own.
fn check_markless(document: &Document, link: Span, destination: &str, sink: &mut Sink<'_>) {
    if !is_image(destination) || destination.contains("://") {
        return;
    }
    let text = document.text();
    let before = text[..link.start()].trim_end_matches([' ', '\t']);
    let behind = text[link.end()..].trim_start_matches([' ', '\t']);
    let is_edge = |text: &str, end: Option<char>| text.is_empty() || matches!(end, Some('\n' | '\r'));
    let shows_others = || {
        let is_own = |image: &notesmith_parse::Image| !image.destination.contains("://");
        document.images().iter().take(100).any(|image| image.kind == LinkKind::Inline && is_own(image))
    };
    if is_edge(before, before.chars().next_back()) && is_edge(behind, behind.chars().next()) && shows_others()
    {
        sink.report(link, "this links to the image and does not show it")
            .help("write `!` right before `[` to show it")
            .at_most(Severity::Hint);
    }
}

/// Reports `! [text](image.png)` and `！[text](image.png)`.
fn check_image(document: &Document, link: Span, destination: &str, sink: &mut Sink<'_>) {
    let before = &document.text()[..link.start()];
    let apart = before.strip_suffix("! ").or_else(|| before.strip_suffix("！ "));
    let Some(rest) = apart.or_else(|| before.strip_suffix('！')) else {
        return check_markless(document, link, destination, sink);
    };
    // `Look! [A photo](x.jpg)` is prose; at the start of a line or an item the mark has no other meaning.
    let before_it = rest.rsplit(['\n', '\r']).next().unwrap_or("");
    let is_alone =
        before_it.chars().all(|c| c.is_whitespace() || c.is_ascii_digit() || ">-*+.)|".contains(c));
    if !(is_image(destination) || is_alone)
        || rest.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '\\')
    {
        return;
    }
    let mark = Span::new(rest.len(), link.start());
    let starts = is_alone || rest.ends_with([' ', '\n', '\r', '\t', '|', '>', '\u{3000}']);
    let finding = sink
        .report(
            Span::new(rest.len(), link.end()),
            "this is a link and no image: its mark is not a `!` right before it",
        )
        .help("write `!` right before `[`");
    if starts {
        finding.fix("make it an image", vec![Edit::replace(mark, "!")]);
    } else {
        finding.at_most(Severity::Hint);
    }
}
