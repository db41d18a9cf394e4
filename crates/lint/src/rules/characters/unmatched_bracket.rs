use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;
use crate::views::brackets::Bracket;

declare_rule! {
    /// A bracket or quotation mark without its other half.
    ///
    /// ## Why
    ///
    /// The other half was forgotten or deleted together with some text.
    /// Numbers such as `1)`, faces such as `:)` and `:-(`, and a bracket alone between quotation marks need none.
    ///
    /// ## Examples
    ///
    /// ```md bad=2
    /// - HSM（ハードウェアモジュール: 鍵を守る
    /// - 「鍵を守る
    /// ```
    ///
    /// ```md good
    /// - HSM（ハードウェアモジュール）: 鍵を守る
    /// - 1) 「鍵を守る」 a) b) :) と "(" と '）'
    /// ```
    "characters/unmatched-bracket" {
        aliases: ["ja-technical-writing/no-unmatched-pair"],
        level: Warning,
        fix: none,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    for &bracket in &note.brackets().alone {
        if is_meant(note.document().text(), bracket) {
            continue;
        }
        let other = match bracket.c {
            '(' => ')',
            ')' => '(',
            '（' => '）',
            '）' => '（',
            '「' => '」',
            '」' => '「',
            '『' => '』',
            _ => '『',
        };
        sink.report(bracket.span, format!("`{}` without `{other}`", bracket.c))
            .help(format!("write `{other}` where it belongs, or remove `{}`", bracket.c));
    }
}

/// Tells whether a bracket is right alone: an enumeration, a face, a bracket whose other half stands in code.
fn is_meant(text: &str, bracket: Bracket) -> bool {
    let before = text[..bracket.span.start()].chars().next_back();
    let behind = text[bracket.span.end()..].chars().next();
    if before.zip(behind).is_some_and(is_quoted) {
        return true;
    }
    match bracket.c {
        ')' | '）' => {
            let before_it = text[..bracket.span.start()].chars().rev().take(4);
            let enumerates = (1..=3).contains(&before_it.take_while(|c| c.is_alphanumeric()).count());
            enumerates || before.is_some_and(|c| matches!(c, ':' | ';' | '-' | '^' | '`' | '>' | ']' | '*'))
        }
        // The address of a link is for `links/unrendered-link`.
        '(' if before == Some(']') => text[bracket.span.end()..].starts_with("http"),
        '(' if is_face(&text[..bracket.span.start()], behind) => true,
        '(' => text[bracket.span.end()..].starts_with(['`', '<', '[', '*']),
        _ => false,
    }
}

/// Tells whether two characters are the quotation marks around what stands between them.
fn is_quoted(marks: (char, char)) -> bool {
    const MARKS: [(char, char); 6] =
        [('"', '"'), ('\'', '\''), ('“', '”'), ('‘', '’'), ('「', '」'), ('『', '』')];
    MARKS.contains(&marks)
}

/// Tells whether the bracket behind a text is the mouth of a sad face: `:(` or `:-(` on its own.
fn is_face(before: &str, behind: Option<char>) -> bool {
    let eyes = before.strip_suffix('-').unwrap_or(before);
    let stands_alone = |head: &str| head.is_empty() || head.ends_with(char::is_whitespace);
    eyes.strip_suffix([':', ';']).is_some_and(stands_alone) && behind.is_none_or(|c| !c.is_alphanumeric())
}
