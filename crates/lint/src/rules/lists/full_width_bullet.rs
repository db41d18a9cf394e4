use notesmith_diagnostic::{Applicability, Edit, Severity, Span};

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;
use crate::views::paragraph_lines::ParagraphLine;
use crate::views::typed_markers::{Evidence, Meant, Start, evidence, is_broken, is_item, may_start};

declare_rule! {
    /// Lines with a typed bullet or a full-width marker that are no list.
    ///
    /// ## Why
    ///
    /// `・`, `•`, `＊`, `–` and `１．` at the start of a line make no list item: the page runs the lines together, or glues them
    /// to the item above.
    /// Beside a list, and for `＊` and numbers on several lines, that is surely not meant.
    /// Elsewhere it is a style and the finding is a hint; so it is where each line ends in a break.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// - 料金
    /// ・性能
    /// - 信頼性
    /// ```
    ///
    /// ```md fixed
    /// - 料金
    /// - 性能
    /// - 信頼性
    /// ```
    ///
    /// ```md bad=2
    /// 1．料金
    /// 2．性能
    /// ```
    ///
    /// ```md fixed
    /// 1. 料金
    /// 2. 性能
    /// ```
    ///
    /// ```md good
    /// - 料金
    /// - 性能・信頼性
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The marker becomes that of the list, or an ASCII one, which makes the line the item that it was meant to be.
    /// Where that is not sure, and for full-width digits, it is not safe.
    "lists/full-width-bullet" {
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
        let Some(start) = Start::read(document.slice(line.span)) else { continue };
        if start.marker.is_ascii()
            || !may_be_item(&start)
            || document.is_verbatim(Span::at(line.span.start()))
        {
            continue;
        }
        if !is_item(document, line) {
            report(note, line, &start, sink);
        }
    }
}

/// Tells whether what follows the marker may be an item: no second bullet, no number behind a sign.
fn may_be_item(start: &Start<'_>) -> bool {
    match start.meant {
        Meant::Typed(bullet) => !start.body.starts_with(bullet),
        Meant::Bullet(_) if start.is_other_dash() => !start.gap.is_empty(),
        Meant::Bullet(_) => {
            !start.body.starts_with(['－', '＊', '＋'])
                && (!start.gap.is_empty() || !start.body.starts_with(|c: char| c.is_numeric()))
        }
        Meant::Number(_) => true,
    }
}

fn report(note: &Note<'_>, line: ParagraphLine, start: &Start<'_>, sink: &mut Sink<'_>) {
    let document = note.document();
    let evidence = evidence(document, line, start);
    // Elsewhere it is a dash.
    if start.is_other_dash() && !matches!(evidence, Evidence::List(_)) {
        return;
    }
    let is_sure = match evidence {
        Evidence::List(_) => true,
        Evidence::Run => {
            let is_typed = matches!(start.meant, Meant::Typed(_));
            let is_mark = matches!(start.meant, Meant::Bullet(_)) && start.gap.is_empty();
            !is_typed && !is_mark && !is_broken(document, line.span)
        }
        Evidence::None => false,
    };
    let bullet = match (evidence, start.meant) {
        (Evidence::List(bullet), _) | (_, Meant::Bullet(bullet) | Meant::Number(bullet)) => bullet,
        (_, Meant::Typed(_)) => '-',
    };
    let digits: String = start.marker.chars().filter_map(ascii_digit).collect();
    let marker = format!("{digits}{bullet} ");
    let has_wide_digits = !start.marker.starts_with(&digits);
    let end = line.span.start() + start.marker.len() + start.gap.len();
    let written = start.marker;
    let finding = sink
        .report(line.span, format!("`{written}` makes no list item"))
        .help(format!("write `{}` and a space", marker.trim_end()));
    let safety = if is_sure && !has_wide_digits && may_start(document, line, start) {
        Applicability::Safe
    } else {
        Applicability::Unsafe
    };
    let edit = Edit::replace(Span::new(line.span.start(), end), marker);
    let finding = finding.fix_as(safety, "write a list marker", vec![edit]);
    if !is_sure {
        finding.at_most(Severity::Hint);
    }
}

fn ascii_digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
        _ => None,
    }
}
