use notesmith_diagnostic::{Applicability, Edit, Severity, Span};
use notesmith_parse::{Document, ListItem};

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

declare_rule! {
    /// Boxes to tick that are shown as brackets.
    ///
    /// ## Why
    ///
    /// A box is `[ ]` or `[x]` and a space: `- [] 復習`, `- [ x] 復習` and `- [ ]復習` show brackets.
    /// Beside no real box `[]` and `[x]復習` may be meant as they are, and the finding is a hint.
    ///
    /// ## Examples
    ///
    /// ```md bad=2
    /// - [x] 問題を解く
    /// - [] 間違いを調べる
    /// - [ ]復習する
    /// ```
    ///
    /// ```md fixed
    /// - [x] 問題を解く
    /// - [ ] 間違いを調べる
    /// - [ ] 復習する
    /// ```
    ///
    /// ```md good
    /// - [x] 問題を解く
    /// - [] は空の配列ではなく `[]` と書く、と [x](x.md) にある
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The brackets become those of a box; where it is a hint, that is not safe.
    "lists/broken-task" {
        aliases: [],
        level: Warning,
        fix: safe,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    let items = document.list_items();
    let broken: Vec<Broken> =
        items.iter().filter(|item| item.task.is_none()).filter_map(|item| read(document, item)).collect();
    if broken.is_empty() {
        return;
    }
    let beside_boxes = items.iter().any(|item| item.task.is_some());
    for flaw in &broken {
        if flaw.is_other_tick && !beside_boxes {
            continue;
        }
        let is_sure = flaw.is_sure || broken.len() > 1 || beside_boxes;
        let right = format!("[{}] ", flaw.tick);
        let finding = sink
            .report(flaw.span, "this is no box to tick: it is shown as it is written")
            .help(format!("write `{}` and a space", right.trim_end()));
        let edit = Edit::replace(flaw.span, right);
        if is_sure {
            finding.fix("make it a box", vec![edit]);
        } else {
            finding.at_most(Severity::Hint).fix_as(Applicability::Unsafe, "make it a box", vec![edit]);
        }
    }
}

/// A box that is none.
struct Broken {
    /// The brackets and the white space behind them.
    span: Span,
    /// What stands in the brackets of a box: a space or an x.
    tick: char,
    /// Whether nothing else can be meant.
    is_sure: bool,
    /// Whether something else than an x stands in the brackets.
    is_other_tick: bool,
}

/// Reads what an item starts with: brackets with nothing, white space or an x in them.
fn read(document: &Document, item: &ListItem) -> Option<Broken> {
    // This is asked of every item.
    let behind = &document.text()[item.marker.end()..];
    let body = behind.trim_start_matches([' ', '\t']);
    let start = item.marker.end() + behind.len() - body.len();
    let inner = body.strip_prefix('[')?;
    let body = body[..body.floor_char_boundary(64)].lines().next()?;
    let inner = &inner[..body.len() - 1];
    let close = inner.find(']').filter(|close| *close <= "　".len() + 1)?;
    let (inner, rest) = (&inner[..close], &inner[close + 1..]);
    let tick = match inner.trim() {
        "" => ' ',
        "X" => 'X',
        // What other tools and other hands tick with; a box beside it tells that it is one.
        "x" | "v" | "V" | "✓" | "✔" | "☑" | "○" | "ｘ" | "Ｘ" | "レ" | "済" | "*" => 'x',
        _ => return None,
    };
    let is_other_tick = tick == 'x' && inner.trim() != "x";
    let text = rest.trim_start_matches([' ', '\t', '\u{3000}']);
    // `[x](address)`, `[x][label]`, `[x]: address`, `[]string` and `[] は…`.
    let is_other = text.is_empty()
        || rest.starts_with(['(', '[', ':', '（', '：', '{', '.', ',', '、'])
        || inner.is_empty() && (rest.starts_with(|c: char| c.is_ascii()) && !rest.starts_with(' '))
        || inner.is_empty()
            && text.starts_with(['は', 'の', 'を', 'に', 'で', 'と', 'が', ':', '=', '-', '+', '→']);
    let span = Span::new(start, start + body.len() - text.len());
    let is_space = inner.chars().any(char::is_whitespace);
    (!is_other && !document.is_verbatim(span)).then_some(Broken {
        span,
        tick,
        is_sure: is_space && !is_other_tick,
        is_other_tick,
    })
}
