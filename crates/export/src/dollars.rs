//! `$…$` and `$$…$$` as formulas, for those who write them so: turned into `\(…\)` and `\[…\]`, which Anki shows.
//!
//! The rules are those of pandoc (<https://pandoc.org/MANUAL.html#math>): nothing but a formula begins with a dollar
//! sign before something else than white space and ends with one behind such, and `$5 and $6` are two prices.

use std::borrow::Cow;

use notesmith_parse::code_length;

/// Turns the formulas of Markdown into the form that Anki shows; code and escaped dollar signs stay.
pub(crate) fn formulas(markdown: &str) -> Cow<'_, str> {
    if !markdown.contains('$') {
        return Cow::Borrowed(markdown);
    }
    let mut out = String::with_capacity(markdown.len() + 16);
    let mut rest = markdown;
    // What no later text closes is not looked for again: the search stays linear.
    let (mut open_inline, mut open_display) = (false, false);
    while let Some(at) = rest.find(['`', '\\', '$']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = match rest.as_bytes()[0] {
            b'`' => code_length(rest),
            b'\\' => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
            _ if rest.starts_with("$$") => {
                let end = if open_display { None } else { rest[2..].find("$$") };
                open_display |= end.is_none();
                match end.filter(|&end| end > 0) {
                    Some(end) => {
                        push(&mut out, "\\[", &rest[2..2 + end], "\\]");
                        rest = &rest[end + 4..];
                        continue;
                    }
                    None => 2,
                }
            }
            _ => {
                let end = if open_inline { None } else { inline_end(&rest[1..], &mut open_inline) };
                match end {
                    Some(end) => {
                        push(&mut out, "\\(", &rest[1..=end], "\\)");
                        rest = &rest[end + 2..];
                        continue;
                    }
                    None => 1,
                }
            }
        };
        out.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn push(out: &mut String, open: &str, formula: &str, close: &str) {
    out.push_str(open);
    out.push_str(formula);
    out.push_str(close);
}

/// Gives the length of the formula at the start of `text`; `none_left` is set where no dollar sign follows at all.
fn inline_end(text: &str, none_left: &mut bool) -> Option<usize> {
    let Some(end) = text.find('$') else {
        *none_left = true;
        return None;
    };
    let formula = &text[..end];
    let inside = !formula.is_empty()
        && !formula.starts_with(char::is_whitespace)
        && !formula.ends_with(|letter: char| letter.is_whitespace() || letter == '\\')
        && !formula.contains("\n\n")
        && !formula.contains('`');
    let price = text[end + 1..].starts_with(|letter: char| letter.is_ascii_digit());
    (inside && !price).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dollars_become_formulas() {
        for (markdown, expected) in [
            ("面積は $a_1 * b_2$ である", "面積は \\(a_1 * b_2\\) である"),
            ("$$x^2$$", "\\[x^2\\]"),
            ("$5 と $6", "$5 と $6"),
            ("$20,000 and $30,000", "$20,000 and $30,000"),
            ("`$HOME` と $x$", "`$HOME` と \\(x\\)"),
            ("\\$x\\$", "\\$x\\$"),
            ("$ x $", "$ x $"),
            ("$x", "$x"),
            ("$a$ と $b$", "\\(a\\) と \\(b\\)"),
            ("```\n$a$\n```", "```\n$a$\n```"),
            ("なし", "なし"),
        ] {
            assert_eq!(formulas(markdown), expected, "{markdown}");
        }
    }
}
