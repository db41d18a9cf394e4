use notesmith_diagnostic::{Edit, Span};
use notesmith_parse::{Document, Heading};

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

declare_rule! {
    /// Slips in the numbers of headings: `l2.`, `2O.`, `1 2.`, `12,`.
    ///
    /// ## Why
    ///
    /// A letter in place of a digit, a space or a comma makes a heading without a number of it: the series has a gap, and
    /// a search for the number finds nothing.
    /// It counts only where the numbers above and below say which one belongs there.
    ///
    /// ## Examples
    ///
    /// ```md bad=2
    /// ## 11.
    ///
    /// ## l2.
    ///
    /// ## 13,
    ///
    /// ## 14.
    /// ```
    ///
    /// ```md fixed
    /// ## 11.
    ///
    /// ## 12.
    ///
    /// ## 13.
    ///
    /// ## 14.
    /// ```
    ///
    /// ```md good
    /// ## 11.
    ///
    /// ## O2 と CO2
    ///
    /// ## 12.
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The heading, and with it its anchor, changes; that is not safe.
    "headings/broken-number" {
        aliases: [],
        level: Warning,
        fix: unsafe_,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    let headings = document.headings();
    for (index, heading) in headings.iter().enumerate() {
        let content = document.slice(heading.content);
        let Some(written) = Written::read(content).filter(|written| written.is_wrong) else { continue };
        let above = near(document, headings[..index].iter().rev(), heading.level);
        let below = near(document, headings[index + 1..].iter(), heading.level);
        // Of two slips in a row each has a number on one side.
        let fits = match (&above, &below) {
            (Some(above), Some(below)) => {
                above.value + 1 == written.value && (below.value == written.value + 1 || below.is_wrong)
            }
            (Some(above), None) => above.value + 1 == written.value,
            (None, _) => false,
        };
        let Some(above) = above.filter(|_| fits) else { continue };
        let right = format!("{}{}", written.value, above.closing);
        let start = heading.content.start();
        let span = Span::new(start, start + written.length);
        sink.report(
            span,
            format!("`{}` is no number; {} belongs here", &content[..written.length], written.value),
        )
        .help(format!("write `{right}`"))
        .suggest(right.clone())
        .fix(format!("write `{right}`"), vec![Edit::replace(span, right)]);
    }
}

/// Gives the number of the nearest heading of a level, if no shallower one stands before it.
fn near<'d>(
    document: &'d Document,
    headings: impl Iterator<Item = &'d Heading>,
    level: u8,
) -> Option<Written<'d>> {
    let nearest = headings.take(64).find(|heading| heading.level <= level)?;
    (nearest.level == level).then(|| Written::read(document.slice(nearest.content)))?
}

/// A number at the start of a heading, perhaps with slips.
struct Written<'d> {
    value: u32,
    /// The bytes of the number and what closes it.
    length: usize,
    /// What closes it, as it should be.
    closing: &'d str,
    /// Whether letters or spaces stand in it, or a comma closes it.
    is_wrong: bool,
}

impl<'d> Written<'d> {
    /// Reads what the content of a heading starts with: at most four digits, one of them real.
    fn read(content: &'d str) -> Option<Self> {
        let first = content.bytes().next()?;
        if !(first.is_ascii_digit() || matches!(first, b'l' | b'I' | b'|' | b'O' | b'o')) {
            return None;
        }
        let number = &content[..content
            .find(|c: char| !(c.is_ascii_digit() || matches!(c, 'l' | 'I' | '|' | 'O' | 'o' | ' ')))
            .unwrap_or(content.len())];
        let rest = &content[number.len()..];
        let mut closing = [".", "．", "、", ")", "）", ":", "："]
            .into_iter()
            .find(|sign| rest.starts_with(*sign))
            .unwrap_or("");
        let comma = rest.starts_with(',') || rest.starts_with('，');
        let behind = if comma { rest.chars().next()?.len_utf8() } else { closing.len() };
        // The space before a title is none of the number's.
        let number = if closing.is_empty() && !comma { number.split(' ').next()? } else { number };
        if comma {
            closing = ".";
        }
        let goes_on = content[number.len() + behind..].starts_with(|c: char| !c.is_whitespace());
        let real = number.bytes().filter(u8::is_ascii_digit).count();
        let digits: String = number
            .chars()
            .filter(|c| *c != ' ')
            .map(|c| match c {
                'l' | 'I' | '|' => '1',
                'O' | 'o' => '0',
                digit => digit,
            })
            .collect();
        let closed = comma || !closing.is_empty();
        let is_plain = real == number.len() && !comma;
        // Without a sign behind it a word may be meant, and digits apart may be two numbers.
        if real == 0 || digits.len() > 4 || goes_on || (!is_plain && !closed) {
            return None;
        }
        let value = digits.parse().ok()?;
        Some(Self { value, length: number.len() + behind, closing, is_wrong: !is_plain })
    }
}
