use memchr::memmem;
use notesmith_diagnostic::{Edit, Span};
use notesmith_parse::LineKind;

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::scheme::misspelt;
use crate::sink::Sink;
use crate::views::inline_code::is_inline_code;

declare_rule! {
    /// Web addresses whose `https://` is misspelt.
    ///
    /// ## Why
    ///
    /// `htps://`, `https:/`, `https//` and `https: //` open no page; in running text they make no link at all.
    /// Of `https://https://example.com` the first part was left over from pasting.
    /// Schemes of other kinds, and `hxxps://`, which hides an address on purpose, are left alone.
    ///
    /// ## Examples
    ///
    /// ```md bad=3
    /// - [公式ガイド](htps://example.com/guide)
    /// - 料金は https//example.com/pricing にある
    /// - <https://https://example.com/>
    /// ```
    ///
    /// ```md fixed
    /// - [公式ガイド](https://example.com/guide)
    /// - 料金は https://example.com/pricing にある
    /// - <https://example.com/>
    /// ```
    ///
    /// ```md good
    /// - [公式ガイド](https://example.com/guide)
    /// - `htps://` と http/2 と https://web.example.com/https://example.com/ と hxxps://example.com/
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Only the scheme changes, and only where it is clear which one was meant.
    "links/misspelt-scheme" {
        aliases: [],
        level: Warning,
        fix: safe,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let text = note.document().text();
    let starts =
        slashes(text, &note.scan().slashes).chain(without_slashes(text)).filter_map(|at| start_of(text, at));
    let mut found: Vec<(usize, _)> = starts.filter_map(|at| Some((at, misspelt(&text[at..])?))).collect();
    found.sort_unstable_by_key(|(at, _)| *at);
    found.dedup_by_key(|(at, _)| *at);
    for (at, scheme) in found {
        let span = Span::new(at, at + scheme.length);
        let line = note.line_at(at);
        if matches!(line.kind, LineKind::Code | LineKind::FrontMatter)
            || is_inline_code(note.document(), line, span)
        {
            continue;
        }
        let written = &text[span.range()];
        let finding = if scheme.right == Some("") {
            sink.report(span, "two schemes in a row: the address leads nowhere")
                .help(format!("remove `{written}`"))
        } else {
            let help = scheme
                .right
                .map_or("write `https://` or `http://`".to_owned(), |right| format!("write `{right}`"));
            sink.report(span, format!("`{written}` is no scheme of a web address")).help(help)
        };
        if let Some(right) = scheme.right {
            finding.suggest(right).fix("correct the scheme", vec![Edit::replace(span, right)]);
        }
    }
}

/// Finds the slashes before which a scheme may be misspelt: two that follow no usual one, and one alone in `https:/x`.
///
/// `all` are all slashes of the text.
fn slashes<'a>(text: &'a str, all: &'a [usize]) -> impl Iterator<Item = usize> + 'a {
    let bytes = text.as_bytes();
    let mut end = 0;
    all.iter().copied().filter(move |at| {
        if *at < end {
            return false;
        }
        if bytes.get(at + 1) == Some(&b'/') {
            end = at + 2;
            return !is_usual(text, *at);
        }
        matches!(bytes[..*at], [.., b'p' | b's' | b'P' | b'S', b':'])
    })
}

/// Finds where slashes should stand: `https:example.com`, `https:\\example.com`, `https: //example.com`.
fn without_slashes(text: &str) -> impl Iterator<Item = usize> + '_ {
    memmem::find_iter(text.as_bytes(), b"ttp").filter_map(|at| {
        let behind = &text.as_bytes()[at + b"ttp".len()..];
        let colon = usize::from(behind.first() == Some(&b's'));
        let next = behind.get(colon + 1).filter(|_| behind[colon] == b':')?;
        (*next == b' ' || *next == b'\\' || next.is_ascii_alphanumeric())
            .then_some(at + b"ttp".len() + colon + 1)
    })
}

/// Tells whether the slashes at a place follow `http:` or `https:` and no second scheme follows them.
fn is_usual(text: &str, at: usize) -> bool {
    let (before, behind) = (&text[..at], &text[at + 2..]);
    let name = before.strip_suffix("https:").or_else(|| before.strip_suffix("http:"));
    name.is_some_and(|before| !before.ends_with(|c: char| c.is_ascii_alphanumeric()))
        && !behind.starts_with("http")
        && !behind.starts_with(['/', ' '])
}

/// Gives where the scheme before the slashes at a place would start, unless it is part of something longer.
fn start_of(text: &str, at: usize) -> Option<usize> {
    const COLONS: [char; 6] = [':', '：', ';', '；', '/', '／'];
    let before = text[..at].strip_suffix(COLONS).unwrap_or(&text[..at]);
    let before = before.strip_suffix(':').unwrap_or(before);
    let letters = before.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    let start = before.len() - letters;
    let is_part = before[..start].ends_with(|c: char| {
        c.is_ascii_alphanumeric()
            || matches!(c, '/' | '=' | '?' | '&' | '%' | '.' | '-' | '_' | '#' | '@' | '+' | '~' | '\\')
    }) || is_behind_scheme(&before[..start]);
    ((3..=7).contains(&letters) && !is_part).then_some(start)
}

/// Tells whether a text ends with a colon that belongs to it, as in `view-source:`, unlike `参考:`.
fn is_behind_scheme(before: &str) -> bool {
    before.strip_suffix(':').is_some_and(|name| name.is_empty() || name.ends_with(|c: char| c.is_ascii()))
}
