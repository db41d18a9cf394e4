use notesmith_diagnostic::{Applicability, Edit, Severity, Span};
use notesmith_parse::{Document, NodeKind};

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;
use crate::views::paragraph_lines::ParagraphLine;
use crate::views::typed_markers::{Evidence, Meant, Start, evidence, is_broken, is_item, may_start};

declare_rule! {
    /// List markers without an ASCII space behind them.
    ///
    /// ## Why
    ///
    /// `-サービス`, `1.料金` and `-` before a full-width space are no list items: the page shows them as text, glued to the
    /// line above.
    /// `*` and numbers alone may be meant as they are shown, and the finding is a hint; a Latin word counts only beside
    /// an item with the same marker.
    ///
    /// ## Examples
    ///
    /// ```md bad=2
    /// -サービスの一覧
    /// -　料金
    /// ```
    ///
    /// ```md fixed
    /// - サービスの一覧
    /// - 料金
    /// ```
    ///
    /// ```md bad=3
    /// 1.料金
    /// 2.性能
    ///
    /// * Price
    /// *Speed
    /// * Trust
    /// ```
    ///
    /// ```md fixed
    /// 1. 料金
    /// 2. 性能
    ///
    /// * Price
    /// * Speed
    /// * Trust
    /// ```
    ///
    /// ```md good
    /// - サービスの一覧
    ///
    /// -1 と --help は項目ではない。
    /// ```
    ///
    /// ## Fix safety
    ///
    /// A space is put behind the marker, which makes the line the list item that it was meant to be.
    /// Where that is not sure, or the line would still continue the paragraph above, it is not safe.
    "lists/missing-space" {
        aliases: [],
        level: Warning,
        fix: safe,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    for &line in note.marked_lines() {
        let text = document.slice(line.span);
        let Some(marker) = Start::read(text) else { continue };
        if marker.marker.is_ascii() && !marker.is_marker() && !is_item(document, line) {
            check_line(document, line, &marker, sink);
        }
    }
}

fn check_line(document: &Document, line: ParagraphLine, marker: &Start<'_>, sink: &mut Sink<'_>) {
    let start = line.span.start();
    let behind = start + marker.marker.len();
    let space = Span::new(behind, behind + marker.gap.len());
    let glued = &document.text()[behind..line.span.end()];
    let is_wide = !marker.gap.is_empty();
    let is_dash = marker.meant == Meant::Bullet('-');
    let is_text = is_wide || begins_like_text(glued) || (is_dash && begins_like_name(glued));
    if !(is_text || begins_like_word(glued))
        || (is_dash && marker.body.ends_with('-'))
        || document.is_verbatim(Span::new(start, space.end()))
        || is_emphasis(document, start)
    {
        return;
    }
    let evidence = evidence(document, line, marker);
    if !is_text && !matches!(evidence, Evidence::List(_)) {
        return;
    }
    // Alone, `*` may be the mark of a note, and `1.` is shown as it was meant.
    let is_sure = is_dash || evidence != Evidence::None && !is_broken(document, line.span);
    let safety = if is_sure && may_start(document, line, marker) {
        Applicability::Safe
    } else {
        Applicability::Unsafe
    };
    let what = if is_wide { "a full-width space" } else { "no space" };
    let finding = sink
        .report(
            Span::new(start, space.end()),
            format!("{what} behind `{}`, so this is no list item", marker.marker),
        )
        .help("put one ASCII space behind the marker")
        .fix_as(safety, "put a space behind the marker", vec![Edit::replace(space, " ")]);
    if !is_sure {
        finding.at_most(Severity::Hint);
    }
}

/// Tells whether the sign at a place opens emphasis.
fn is_emphasis(document: &Document, at: usize) -> bool {
    let nodes = document.nodes_starting_in(Span::new(at, at + 1));
    nodes.iter().any(|node| matches!(node.kind, NodeKind::Emphasis | NodeKind::Strong))
}

/// Tells whether a name in Japanese text is glued to the marker; options are shorter or in lower case.
fn begins_like_name(rest: &str) -> bool {
    let word = rest.split([' ', ':', '：']).next().unwrap_or("");
    let is_name = word.len() > 4 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_name && word.starts_with(|c: char| c.is_ascii_uppercase()) && !rest.is_ascii()
}

/// Tells whether a word of Latin letters is glued to the marker; `-f` and `-Xmx512m` are options.
fn begins_like_word(rest: &str) -> bool {
    let word = rest.split([' ', '\t']).next().unwrap_or("").trim_end_matches([',', '.', ':']);
    word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Tells whether what is glued to the marker begins like the text of an item: a Japanese letter or bracket, bold text,
/// a link, a box to tick.
fn begins_like_text(rest: &str) -> bool {
    let japanese =
        |c| matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '「' | '『' | '【' | '（');
    let is_marked = |open: &str, close: &str| {
        rest.strip_prefix(open).and_then(|inner| inner.find(close)).is_some_and(|length| length > 0)
    };
    rest.starts_with(japanese)
        || is_marked("**", "**")
        || is_marked("[", "](")
        || is_marked("![", "](")
        || is_marked("[", "] ")
}
