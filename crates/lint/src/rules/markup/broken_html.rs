use notesmith_diagnostic::{Edit, Span};
use notesmith_parse::Document;

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;
use crate::views::html_tags::{self, TagFlaw};
use crate::views::prose_places::pieces_with;

declare_rule! {
    /// HTML tags and entities that do not work as they are written.
    ///
    /// ## Why
    ///
    /// An element that is never closed takes in the rest of the page, a tag without `>` and an entity without `;` are shown
    /// as text, and a name in angle brackets that is none of HTML's is hidden: of `<bucket-name>` nothing is seen.
    /// Elements whose closing tag HTML lets people leave out, names with capitals and names that have a closing tag are
    /// left alone, and so are `.mdx` files.
    /// A name in a part of a prompt, such as `<instructions>` closed on a line of its own, is a hint.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// <details>
    /// <summary>答え</summary>
    ///
    /// 次の節
    /// ```
    ///
    /// ```md bad=3
    /// 一行目<br 二行目と A&nbsp B と s3://<bucket-name>/ の形
    /// ```
    ///
    /// ```md fixed
    /// 一行目<br 二行目と A&nbsp; B と s3://<bucket-name>/ の形
    /// ```
    ///
    /// ```md good
    /// <details>
    /// <summary>答え</summary>
    ///
    /// 一行目<br>二行目と A&nbsp;B と s3://\<bucket-name>/ の形と H<sub>2</sub>O
    ///
    /// </details>
    /// ```
    ///
    /// ## Fix safety
    ///
    /// An entity gets its semicolon; tags are not touched.
    "markup/broken-html" {
        aliases: [],
        level: Warning,
        fix: safe,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    if note.is_mdx() {
        return;
    }
    for found in pieces_with(document, &note.scan().tags) {
        for place in found.places {
            check_text(document, *place, sink);
        }
    }
    for (flaw, span) in html_tags::check(document) {
        let tag = document.slice(span);
        match flaw {
            TagFlaw::Unclosed => {
                sink.report(span, "this element is never closed")
                    .help(format!("write `</{}>` where it ends", html_tags::name_of(tag)));
            }
            TagFlaw::Unopened => {
                sink.report(span, "this closes an element that is not open")
                    .help("remove it, or correct its name");
            }
            TagFlaw::NoSource => {
                sink.report(span, "this image has no `src`: nothing is shown")
                    .help("write `src=\"address\"`");
            }
            TagFlaw::Unknown(nearest) => {
                let help = match nearest {
                    Some(name) => format!("did you mean `<{name}>`?"),
                    None => format!("put it in back-ticks, or write `\\{tag}`"),
                };
                sink.report(span, "this is taken for HTML and is not shown")
                    .help(help)
                    .at_most(note.severity_at(span.start()));
            }
        }
    }
}

/// Reports the tag without end or the entity without semicolon whose first sign is at a place in running text.
fn check_text(document: &Document, at: usize, sink: &mut Sink<'_>) {
    let text = document.text();
    if text[..at].ends_with('\\') {
        return;
    }
    let behind = &text[at + 1..];
    let name = &behind[..behind.bytes().take_while(u8::is_ascii_alphabetic).count()];
    let rest = &behind[name.len()..];
    let goes_on = |more: &[char]| rest.starts_with(|c: char| c.is_ascii_alphanumeric() || more.contains(&c));
    let end = at + 1 + name.len();
    if text.as_bytes()[at] == b'<' {
        const TAGS: [&str; 10] =
            ["br", "hr", "img", "details", "summary", "kbd", "sub", "sup", "span", "div"];
        if TAGS.iter().any(|tag| name.eq_ignore_ascii_case(tag)) && !goes_on(&['-', '_', '=']) {
            sink.report(Span::new(at, end), "this is no tag: it is shown as it is written")
                .help(format!("write `<{name}>`, and put quotes around values"));
        }
        if let Some(length) = comment_like(&text[..at], behind) {
            sink.report(Span::new(at, at + 1 + length), "this is no comment: it is shown as it is written")
                .help("write `<!--` and `-->`");
        }
        return;
    }
    if let Some(right) = meant_entity(name).filter(|_| rest.starts_with(';')) {
        sink.report(Span::new(at, end + 1), "this is no entity: it is shown as it is written")
            .help(format!("did you mean `&{right};`?"))
            .suggest(format!("&{right};"));
    }
    let is_entity = matches!(name, "nbsp" | "lt" | "gt" | "amp" | "quot" | "ensp" | "emsp" | "copy");
    if is_entity && !goes_on(&[';', '=', '_']) {
        let wide = if rest.starts_with('；') { '；'.len_utf8() } else { 0 };
        sink.report(Span::new(at, end), "this entity is shown as it is written: its `;` is missing")
            .help(format!("write `&{name};`"))
            .fix("write the semicolon", vec![Edit::replace(Span::new(end, end + wide), ";")]);
    }
}

/// Gives the length of what was meant to open a comment behind `<`: `<! -- …`, `<!- …`, `<!ーー …`, and at the start of a
/// line `<-- … -->`.
fn comment_like(before: &str, behind: &str) -> Option<usize> {
    const STARTS: [&str; 7] = ["! --", "!- ", "！--", "!ー", "!―", "!—", "!–"];
    let start = STARTS.iter().find(|start| behind.starts_with(**start)).map(|start| start.trim_end().len());
    let line = || behind[..behind.floor_char_boundary(400)].lines().next().unwrap_or("");
    let is_first = || before.trim_end_matches([' ', '\t']).ends_with('\n');
    start.or_else(|| (behind.starts_with("-- ") && is_first() && line().contains("-->")).then_some(2))
}

/// Gives the entity of which a name is a slip.
fn meant_entity(name: &str) -> Option<&'static str> {
    const NAMES: [&str; 7] = ["nbsp", "quot", "hellip", "mdash", "ndash", "ensp", "emsp"];
    let is_slip = |known: &&str| {
        known.len().abs_diff(name.len()) <= 1 && strsim::osa_distance(known, name) == 1 && name != "dash"
    };
    let is_plain = name.len() >= 3 && name.bytes().all(|byte| byte.is_ascii_lowercase());
    NAMES.into_iter().find(is_slip).filter(|_| is_plain && !NAMES.contains(&name))
}
