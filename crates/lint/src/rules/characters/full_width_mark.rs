use notesmith_diagnostic::{Edit, Severity, Span};
use notesmith_parse::Document;

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;
use crate::views::prose_places::pieces_with;

declare_rule! {
    /// Marks of Markdown and HTML tags in full-width signs.
    ///
    /// ## Why
    ///
    /// `＊＊太字＊＊`, `｀code｀` and `＜br＞` are typed with the input method on, and the page shows their signs.
    /// `＞` before a line may be an arrow, and the finding is a hint.
    ///
    /// ## Examples
    ///
    /// ```md bad=3
    /// ＊＊重要＊＊な設定は ｀aws configure｀ で変える。＜br＞
    /// ```
    ///
    /// ```md fixed
    /// **重要**な設定は `aws configure` で変える。<br>
    /// ```
    ///
    /// ```md good
    /// ＊1 と ＊＊＊ と ＜重要＞ と 1＜2 と `＊＊x＊＊`
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The marks become ASCII, which changes what the page shows; that is not safe.
    "characters/full-width-mark" {
        aliases: [],
        level: Warning,
        fix: unsafe_,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    let text = document.text();
    let is_mark = |at: &&usize| {
        matches!(text.as_bytes()[**at..], [0xEF, 0xBC, 0x8A | 0x9C | 0x9E, ..] | [0xEF, 0xBD, 0x80, ..])
    };
    let places: Vec<usize> = note.scan().odd.iter().filter(is_mark).copied().collect();
    if places.is_empty() {
        return;
    }
    let mut end = 0;
    for found in pieces_with(document, &places) {
        for &at in found.places {
            if at < end {
                continue;
            }
            let rest = &text[at..found.piece.end()];
            let rest = &rest[..rest.floor_char_boundary(400)];
            let line = rest.split(['\n', '\r']).next().unwrap_or_default();
            if let Some((length, right)) = read(line) {
                end = at + length;
                let span = Span::new(at, end);
                sink.report(span, "full-width signs mark nothing: they are shown as they are")
                    .help(format!("write \"{right}\""))
                    .suggest(&right)
                    .fix("write ASCII signs", vec![Edit::replace(span, right)]);
            }
        }
    }
    for line in note.paragraph_lines().iter().filter(|line| line.is_first) {
        quote(document, line.span, sink);
    }
}

/// Reports `＞ ` at the start of a paragraph.
fn quote(document: &Document, line: Span, sink: &mut Sink<'_>) {
    let rest = document.slice(line).strip_prefix('＞');
    if rest.is_some_and(|rest| rest.starts_with([' ', '\u{3000}']) && !rest.contains('＞')) {
        let mark = Span::new(line.start(), line.start() + '＞'.len_utf8());
        sink.report(mark, "`＞` makes no quote: it is shown as it is")
            .help("write `>` and a space")
            .at_most(Severity::Hint);
    }
}

/// Reads what a text starts with; gives its length and how it should be written.
fn read(line: &str) -> Option<(usize, String)> {
    const TAGS: [&str; 9] = ["br", "hr", "details", "summary", "kbd", "sub", "sup", "span", "div"];
    if let Some(inner) = line.strip_prefix("＊＊") {
        let length = inner.find("＊＊")?;
        let (inner, rest) = (&inner[..length], &inner[length + "＊＊".len()..]);
        let is_text =
            !inner.is_empty() && inner.trim() == inner && !inner.contains('＊') && !rest.starts_with('＊');
        return is_text.then(|| (inner.len() + 2 * "＊＊".len(), format!("**{inner}**")));
    }
    if let Some(inner) = line.strip_prefix('｀') {
        let inner = &inner[..inner.find('｀')?];
        let is_code = inner.is_ascii() && !inner.trim().is_empty() && !inner.contains('`');
        return is_code.then(|| (inner.len() + 2 * "｀".len(), format!("`{inner}`")));
    }
    let inner = line.strip_prefix('＜')?;
    let inner = &inner[..inner.find('＞')?];
    let name = inner.trim_matches([' ', '/', '／']);
    let is_tag = TAGS.iter().any(|tag| name.eq_ignore_ascii_case(tag));
    is_tag.then(|| (inner.len() + "＜＞".len(), format!("<{}>", inner.replace('／', "/"))))
}
