use notesmith_diagnostic::{Span, display_width};
use notesmith_parse::{Document, Heading, NodeId, NodeKind};
use rustc_hash::FxHashSet;

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;
use crate::views::front_matter::{Flaw, flaw_of};

declare_rule! {
    /// A line of text that the dashes below it make a heading.
    ///
    /// ## Why
    ///
    /// `---` right under text is no rule: it underlines the text, which becomes a heading of level 2, and `=` one of
    /// level 1.
    /// In a note whose headings begin with `#` that is hardly meant.
    /// A note that underlines its headings is left alone, and so is one line without a full stop above `=`, above four
    /// dashes and more that are about as long, or above all other text, as the title of the note.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// # 列
    ///
    /// 注意: 順番は保証されない
    /// ---
    /// ```
    ///
    /// ```md good
    /// # 列
    ///
    /// 注意: 順番は保証されない
    ///
    /// ---
    /// ```
    ///
    /// ```md good
    /// 列
    /// ===
    ///
    /// 順番
    /// ----
    /// ```
    ///
    /// ```md good
    /// 列
    /// ===
    ///
    /// ## 順番
    /// ```
    "headings/accidental-heading" {
        aliases: [],
        level: Warning,
        fix: none,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    let (underlined, marked): (Vec<_>, Vec<_>) =
        document.headings().iter().partition(|heading| heading.setext);
    if marked.len() < underlined.len() {
        return;
    }
    if underlined.is_empty() {
        return;
    }
    let conflict = document.text().find("<<<<<<< ");
    let front_matter = match flaw_of(document) {
        Some(Flaw::TooLow { matter, .. }) => Some(matter),
        _ => None,
    };
    let surroundings = Surroundings::of(document);
    for heading in underlined {
        let underline = document.slice(heading.span).lines().next_back().unwrap_or_default();
        // The middle of a merge conflict, which `markup/merge-conflict` reports.
        if underline == "=======" && conflict.is_some_and(|at| at < heading.span.end()) {
            continue;
        }
        // Front matter below blank lines, which `markup/broken-front-matter` reports.
        if front_matter.is_some_and(|matter| matter.covers(heading.span)) {
            continue;
        }
        let signs = underline.trim_start_matches([' ', '\t', '>']).trim_end();
        if surroundings.show_purpose(heading, signs) {
            continue;
        }
        let signs = underline.trim_start_matches([' ', '\t', '>']);
        let end = heading.span.end();
        sink.report(Span::new(end - signs.len(), end), "this line makes a heading of the text above it")
            .help("put a blank line above it, or write the heading with `#`");
    }
}

/// What the note around its underlined headings tells of them.
struct Surroundings<'d> {
    document: &'d Document,
    /// The first block of the note, front matter and HTML left out.
    first: Option<NodeId>,
    /// The signs of its rules.
    rules: FxHashSet<&'d str>,
}

impl<'d> Surroundings<'d> {
    fn of(document: &'d Document) -> Self {
        let is_aside =
            |node: &NodeId| matches!(document.node(*node).kind, NodeKind::FrontMatter | NodeKind::HtmlBlock);
        let first = document.children(NodeId::ROOT).find(|node| !is_aside(node));
        let rules = document.nodes().iter().filter(|node| node.kind == NodeKind::ThematicBreak);
        Self { document, first, rules: rules.map(|node| document.slice(node.span).trim()).collect() }
    }

    /// Tells whether a heading was underlined on purpose with these signs.
    fn show_purpose(&self, heading: &Heading, signs: &str) -> bool {
        /// Titles of notes are seldom longer, in columns.
        const LONGEST_TITLE: usize = 40;
        let text = self.document.slice(heading.content).trim();
        // A lone back-tick opens what a program would write.
        let is_open = text.matches('`').count() % 2 == 1;
        let is_sentence = text.ends_with(['。', '．', '、', '.']) || is_open;
        if text.contains('\n') || is_sentence {
            return false;
        }
        if signs.starts_with('=') {
            return true;
        }
        let is_inside = self.document.node(heading.node).parent != NodeId::ROOT;
        if is_inside || text.ends_with([':', '：']) || self.rules.contains(signs) {
            return false;
        }
        let width = display_width(text);
        if signs.len() > 3 {
            return width <= 2 * signs.len();
        }
        self.first == Some(heading.node) && width <= LONGEST_TITLE && !text.contains([':', '：'])
    }
}
