use notesmith_diagnostic::Span;
use notesmith_parse::{Document, LineKind};

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

declare_rule! {
    /// A formula that is never closed, or one of its braces.
    ///
    /// ## Why
    ///
    /// The page shows the signs of the formula as text, and what follows may become a part of it.
    /// Only a `$$` at the start of a line opens a formula of several lines, and the next heading ends the search.
    /// A single `$` counts where the note has other formulas, and the braces in a formula have to match.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// $$
    /// E = mc^2
    ///
    /// ## 次の節
    /// ```
    ///
    /// ```md bad=2
    /// - 力: $F = ma$
    /// - 仕事: $W = Fs
    /// - 速さ: $v = \frac{s}{t$
    /// - エネルギー: $E = mc^2$
    /// ```
    ///
    /// ```md good
    /// $$
    /// E = mc^2
    /// $$
    ///
    /// ## 次の節
    /// ```
    "markup/unclosed-math" {
        aliases: [],
        level: Warning,
        fix: none,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    check_inline(note, sink);
    if !note.scan().dollars.windows(2).any(|pair| pair[0] + 1 == pair[1]) {
        return;
    }
    let mut headings = document.headings().iter().map(|heading| heading.span.start()).peekable();
    let mut open: Option<Span> = None;
    for line in note.lines().iter().filter(|line| line.kind == LineKind::Text) {
        if headings.next_if(|heading| *heading <= line.span.end()).is_some() {
            report(open.take(), sink);
            continue;
        }
        let source = document.slice(line.span);
        let body = source.trim_start_matches([' ', '\t', '>']);
        let start = line.span.start() + source.len() - body.len();
        let signs = body.match_indices("$$").filter(|(at, _)| {
            !body[..*at].ends_with('\\') && !document.is_verbatim(Span::new(start + at, start + at + 2))
        });
        let is_odd = signs.count() % 2 == 1;
        match open {
            Some(_) if is_odd => open = None,
            None if is_odd && body.starts_with("$$") => open = Some(Span::new(start, start + 2)),
            _ => {}
        }
    }
    report(open, sink);
}

fn report(open: Option<Span>, sink: &mut Sink<'_>) {
    if let Some(span) = open {
        sink.report(span, "the formula is never closed").help("write `$$` on a line below the formula");
    }
}

/// The dollar signs of one line of text.
struct Dollars<'d> {
    document: &'d Document,
    line: Span,
    /// Where one stands alone: not escaped, not in code, not beside another.
    single: Vec<usize>,
}

impl Dollars<'_> {
    /// Gives the formulas of the line, and the sign that opens none.
    fn formulas(&self) -> (Vec<Span>, Option<usize>) {
        let pairs = self.single.chunks_exact(2);
        let open = pairs.remainder().first().copied().filter(|at| self.may_open(*at));
        (pairs.map(|pair| Span::new(pair[0] + 1, pair[1])).collect(), open)
    }

    /// Tells whether what follows a sign looks like a formula.
    fn may_open(&self, at: usize) -> bool {
        let behind = &self.document.text()[at + 1..self.line.end()];
        let before = self.document.text()[..at].chars().next_back();
        behind.starts_with(|c: char| c.is_ascii_alphabetic() || c == '\\')
            && is_formula(behind)
            && before.is_none_or(|c| c.is_whitespace() || !c.is_ascii())
    }
}

/// Tells whether a text holds a sign of formulas.
fn is_formula(text: &str) -> bool {
    text.contains(['=', '\\', '^', '_'])
}

/// Groups the single dollar signs of the running text by line.
fn single_dollars<'d>(note: &Note<'d>) -> Vec<Dollars<'d>> {
    let document = note.document();
    let bytes = document.text().as_bytes();
    let mut found: Vec<Dollars<'_>> = Vec::new();
    for &at in &note.scan().dollars {
        let is_beside = bytes.get(at + 1) == Some(&b'$') || at > 0 && matches!(bytes[at - 1], b'$' | b'\\');
        if is_beside || document.is_verbatim(Span::new(at, at + 1)) {
            continue;
        }
        let line = match found.last_mut() {
            Some(last) if at <= last.line.end() => {
                last.single.push(at);
                continue;
            }
            _ => note.line_at(at),
        };
        if line.kind == LineKind::Text {
            found.push(Dollars { document, line: line.span, single: vec![at] });
        }
    }
    found
}

/// Reports a `$` without a partner in a note with formulas, and formulas whose braces do not match.
fn check_inline(note: &Note<'_>, sink: &mut Sink<'_>) {
    if note.scan().dollars.len() < 2 {
        return;
    }
    let document = note.document();
    let lines = single_dollars(note);
    let read: Vec<_> = lines.iter().map(Dollars::formulas).collect();
    let formulas = || read.iter().flat_map(|(formulas, _)| formulas).map(|span| document.slice(*span));
    let is_math = formulas().filter(|formula| is_formula(formula)).take(2).count() == 2;
    if !is_math {
        return;
    }
    for (formulas, open) in &read {
        for formula in formulas {
            let source = document.slice(*formula);
            if source.contains('\\') && !braces_match(source) {
                sink.report(*formula, "the braces of the formula do not match")
                    .help("write `}` where the group ends, or remove one");
            }
        }
        if let Some(open) = open {
            sink.report(Span::new(*open, open + 1), "the formula is never closed")
                .help("write `$` where it ends");
        }
    }
}

/// Tells whether each brace that is not escaped has its partner.
fn braces_match(formula: &str) -> bool {
    let mut depth = 0_i32;
    let mut is_escaped = false;
    for byte in formula.bytes() {
        match byte {
            _ if is_escaped => {
                is_escaped = false;
                continue;
            }
            b'\\' => is_escaped = true,
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}
