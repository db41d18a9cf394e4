use notesmith_diagnostic::{Edit, Span};
use notesmith_parse::{Document, Html};

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

declare_rule! {
    /// Markdown right behind HTML, which is shown as it is written.
    ///
    /// ## Why
    ///
    /// A block of HTML goes on to the next blank line: lists, fences, tables and bold text in it show their signs.
    /// This happens below `<summary>` most of all.
    /// Code, comments, elements with `markdown="1"` and `.mdx` files are left alone.
    /// In an element that the note names itself and closes on a line of its own, such as `<instructions>` in a prompt,
    /// the findings are hints.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// <details>
    /// <summary>答え</summary>
    /// - 共通鍵暗号は速い
    ///
    /// </details>
    /// ```
    ///
    /// ```md fixed
    /// <details>
    /// <summary>答え</summary>
    ///
    /// - 共通鍵暗号は速い
    ///
    /// </details>
    /// ```
    ///
    /// ```md good
    /// <details>
    /// <summary>答え</summary>
    ///
    /// - 共通鍵暗号は速い
    ///
    /// </details>
    /// ```
    ///
    /// ## Fix safety
    ///
    /// A blank line makes Markdown of what follows, which changes the page; that is not safe.
    /// There is no fix where the line begins with a tag or is indented as code: a blank line would not help.
    "markup/markdown-in-html" {
        aliases: [],
        level: Warning,
        fix: unsafe_,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    if note.is_mdx() {
        return;
    }
    for html in document.html().iter().filter(|html| html.block) {
        if let Some((line, sign)) = first_markdown(document, html) {
            let message = format!("{} makes nothing here: the line belongs to the HTML above", name_of(sign));
            let finding = sink.report(line, message).at_most(note.severity_at(line.start()));
            if document.slice(line).starts_with('<') {
                finding.help("write it in HTML, or leave a blank line between the tag and the Markdown");
                continue;
            }
            let finding = finding.help("leave a blank line between the HTML and the Markdown");
            let start = note.line_at(line.start()).span.start();
            // Four spaces behind a blank line make code.
            if is_indented_less(&document.text()[start..line.start()]) {
                finding.fix("put a blank line above", vec![Edit::replace(Span::at(start), "\n")]);
            }
        }
    }
}

/// Tells whether an indentation is less than that of code.
fn is_indented_less(indent: &str) -> bool {
    indent.len() < 4 && !indent.contains('\t')
}

/// Finds the first line of Markdown behind the first line of a block, with the sign that shows it.
fn first_markdown<'d>(document: &'d Document, html: &Html) -> Option<(Span, &'d str)> {
    /// Elements whose text is meant as it is, by their start.
    const VERBATIM: [&str; 9] =
        ["<!", "<?", "<pre", "<script", "<style", "<textarea", "<svg", "<math", "<code"];
    let source = document.slice(html.span);
    let (first, rest) = source.split_once('\n')?;
    let lower = source.to_ascii_lowercase();
    if VERBATIM.iter().any(|start| lower.contains(start))
        || lower.contains("markdown=")
        || first.trim().is_empty()
    {
        return None;
    }
    let mut at = html.span.start() + first.len() + 1;
    for line in rest.split_inclusive('\n') {
        let body = line.trim();
        if let Some(sign) = sign_of(body) {
            let start = at + line.len() - line.trim_start().len();
            return Some((Span::new(start, start + body.len()), sign));
        }
        at += line.len();
    }
    None
}

/// Gives the sign that makes a line Markdown.
fn sign_of(line: &str) -> Option<&str> {
    if let Some(sign) = ["```", "~~~"].into_iter().find(|fence| line.starts_with(fence)) {
        return Some(sign);
    }
    if line.starts_with('|') && line.matches('|').count() > 2 {
        return Some("|");
    }
    let marker = line.split_once(' ').map_or("", |(marker, _)| marker);
    let is_number = marker.strip_suffix('.').is_some_and(|digits| {
        (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
    });
    let is_heading = marker.len() <= 6 && !marker.is_empty() && marker.bytes().all(|byte| byte == b'#');
    if is_number || is_heading || matches!(marker, "-" | "*" | "+") {
        return Some(marker);
    }
    // `**bold**`, `` `code` `` and `[text](address)` anywhere in the line.
    let paired = |sign: &str| {
        let open = line.find(sign)?;
        let inner = &line[open + sign.len()..];
        inner.find(sign).filter(|length| *length > 0).map(|_| &line[open..open + sign.len()])
    };
    let linked = || line.find("](").filter(|at| line[..*at].contains('[') && line[*at..].contains(')'));
    paired("**").or_else(|| paired("`")).or_else(|| linked().map(|at| &line[at..=at]))
}

fn name_of(sign: &str) -> String {
    match sign {
        "```" | "~~~" => "the fence".to_owned(),
        "|" => "the pipe".to_owned(),
        "`" => "the back-tick".to_owned(),
        "]" => "the link".to_owned(),
        _ => format!("`{sign}`"),
    }
}
