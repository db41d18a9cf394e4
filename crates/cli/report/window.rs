//! A window of one source line around a finding: notes have lines of 800 characters, terminals have 100 columns.

use notesmith_diagnostic::{LineIndex, Span, display_width};

use crate::escape::{can_steer, without_commands};

/// A part of one line with the finding in it, cut at character boundaries, `…` where something was cut.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Window {
    /// The visible text; every character of it takes the columns that [`display_width`] says.
    pub(crate) text: String,
    /// The columns before the finding.
    pub(crate) indent: usize,
    /// The columns under the finding; at least one, so that there is a mark under an empty finding as well.
    pub(crate) width: usize,
}

impl Window {
    /// Cuts the window of at most `width` columns out of `text`; a finding over several lines is shown by its first.
    pub(crate) fn new(text: &str, lines: &LineIndex, span: Span, width: usize) -> Self {
        let line = lines.line_range(text, lines.line(span.start()));
        let start = span.start().min(line.end);
        let end = span.end().clamp(start, line.end);
        let marked = head(&text[start..end], width * 2 / 3, visible);
        let marked = if display_width(&marked) == 0 {
            head(&text[start..end], width * 2 / 3, spelt_out)
        } else {
            marked
        };
        let left = width.saturating_sub(display_width(&marked).max(1));
        let after = head(&text[end..line.end], left, visible);
        let before = tail(&text[line.start..start], left - display_width(&after).min(left / 2));
        let indent = display_width(&before);
        let left = left.saturating_sub(indent);
        let after =
            if display_width(&after) <= left { after } else { head(&text[end..line.end], left, visible) };
        let width = display_width(&marked).max(1);
        let text = [before, marked, after].concat();
        // A bracket as wide as the one that it stands for: nothing moves.
        Self { text: without_commands(&text, "\u{2045}").into_owned(), indent, width }
    }
}

/// Gives the start of `text` in at most `width` columns, each character as `show` shows it.
fn head(text: &str, width: usize, show: fn(char) -> Shown) -> String {
    let mut kept = String::with_capacity(text.len().min(width * LONGEST) + "…".len());
    let mut used = 0;
    // Where the last column begins, which the mark of the cut may need.
    let mut cut = 0;
    for (number, c) in text.chars().enumerate() {
        let shown = show(c);
        used += shown.width();
        if used > width || number > width * MARKS {
            kept.truncate(cut);
            return if width == 0 { kept } else { kept + "…" };
        }
        shown.write(&mut kept);
        if used < width {
            cut = kept.len();
        }
    }
    kept
}

/// Gives the end of `text` in at most `width` columns.
fn tail(text: &str, width: usize) -> String {
    let mut start = text.len();
    let mut used = 0;
    let mut cut = start;
    let mut is_cut = false;
    for (number, (at, c)) in text.char_indices().rev().enumerate() {
        used += visible(c).width();
        if used > width || number > width * MARKS {
            start = cut;
            is_cut = width > 0;
            break;
        }
        start = at;
        if used < width {
            cut = at;
        }
    }
    let mut end = String::with_capacity(text.len() - start + "…".len());
    if is_cut {
        end.push('…');
    }
    text[start..].chars().for_each(|c| visible(c).write(&mut end));
    end
}

/// The bytes of most characters; more are rare.
const LONGEST: usize = 3;

/// More characters than this for a column are no writing of any language, but a way to fill a terminal.
const MARKS: usize = 4;

/// How a character is shown.
#[derive(Clone, Copy)]
enum Shown {
    /// As this character.
    As(char),
    /// By its number.
    SpeltOut(char),
}

impl Shown {
    /// The columns that it takes.
    fn width(self) -> usize {
        match self {
            Self::As(' '..='~') => 1,
            Self::As(c) => display_width(c.encode_utf8(&mut [0; 4])),
            Self::SpeltOut(c) => c.escape_unicode().len(),
        }
    }

    fn write(self, text: &mut String) {
        match self {
            Self::As(c) => text.push(c),
            Self::SpeltOut(c) => text.extend(c.escape_unicode()),
        }
    }
}

/// Shows a character so that it takes its place in one line, can be seen, and cannot steer a terminal.
fn visible(c: char) -> Shown {
    match c {
        '\t' => Shown::As(' '),
        '\u{AD}' | '\u{200B}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' => spelt_out(c),
        c if can_steer(c) => spelt_out(c),
        c => Shown::As(c),
    }
}

/// Gives a character's number in place of itself, unless it can be seen.
fn spelt_out(c: char) -> Shown {
    if Shown::As(c).width() == 0 || can_steer(c) { Shown::SpeltOut(c) } else { Shown::As(c) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks the window of `marked` in `text`: the visible text, and below it the mark as the terminal shows it.
    #[track_caller]
    fn check(text: &str, marked: &str, width: usize, visible: &str, mark: &str) {
        let at = text.find(marked).expect("it is there");
        let window = Window::new(text, &LineIndex::new(text), Span::new(at, at + marked.len()), width);
        let shown = format!("{}{}", " ".repeat(window.indent), "-".repeat(window.width));
        assert_eq!((window.text.as_str(), shown.as_str()), (visible, mark), "{text:?}");
        assert!(display_width(&window.text) <= width, "{} is too wide", window.text);
    }

    #[test]
    fn cuts_around_the_finding() {
        check("short Lamnda line", "Lamnda", 40, "short Lamnda line", "      ------");
        let long = format!("{}Lamnda{}", "あ".repeat(50), "い".repeat(50));
        check(&long, "Lamnda", 20, "…あああLamndaいいい…", "       ------");
        check("Lamndaいいいいいいいいいい", "Lamnda", 14, "Lamndaいいい…", "------");
        check("一行目\nの Lamnda です\n三行目", "Lamnda", 40, "の Lamnda です", "   ------");
        check(&"x".repeat(100), "xxxxx", 30, &format!("{}…", "x".repeat(29)), "-----");
    }

    #[test]
    fn marks_stand_under_wide_characters_and_tabs() {
        check("\tタブ\tの 後 x", "後", 40, " タブ の 後 x", "         --");
        check("e\u{301}te\u{301} x", "x", 40, "e\u{301}te\u{301} x", "    -");
        check("ﾊﾝｶｸ と 全角", "全角", 40, "ﾊﾝｶｸ と 全角", "        ----");
    }

    #[test]
    fn what_cannot_be_seen_is_spelt_out() {
        check("a\u{200B}b", "\u{200B}", 40, "a\\u{200b}b", " --------");
        check("か\u{3099}", "\u{3099}", 40, "か\\u{3099}", "  --------");
        check("行末\u{200B}\n次", "\u{200B}", 40, "行末\\u{200b}", "    --------");
        check("\u{FEFF}# a", "a", 40, "\\u{feff}# a", "          -");
        check("x\u{1b}[31m\u{202E}y", "y", 40, "x\\u{1b}[31m\\u{202e}y", "                   -");
    }

    #[test]
    fn an_empty_finding_has_a_mark() {
        check("ab", "", 40, "ab", "-");
        let text = "行末 \n";
        let window = Window::new(text, &LineIndex::new(text), Span::at(7), 40);
        assert_eq!((window.text.as_str(), window.indent, window.width), ("行末 ", 5, 1));
    }

    #[test]
    fn no_source_line_is_a_command() {
        check("##[error]x y", "y", 40, "##⁅error]x y", "           -");
        check("##[章](a.md)", "章", 40, "##[章](a.md)", "   --");
    }

    #[test]
    fn a_flood_of_marks_is_cut() {
        let flood = format!("a{}b", "\u{301}".repeat(100_000));
        let window = Window::new(&flood, &LineIndex::new(&flood), Span::new(0, 1), 20);
        assert!(window.text.chars().count() < 200, "{}", window.text.len());
    }
}
