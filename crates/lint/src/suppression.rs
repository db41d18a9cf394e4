//! Comments in notes that switch rules off for a block, a line, a region or the file.

use notesmith_diagnostic::{Diagnostic, Span};
use notesmith_parse::{Directive, DirectiveAction, Document, NodeKind};

use crate::rule::find_rule;

/// The suppressed regions of one note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suppressions {
    regions: Vec<Region>,
}

/// Some rules, switched off in some bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Region {
    bytes: Span,
    /// Names of rules, groups or aliases; empty means all.
    rules: Vec<String>,
}

impl Region {
    fn names(&self, rule: &str) -> bool {
        self.rules.is_empty()
            || self
                .rules
                .iter()
                .any(|name| name == rule || find_rule(rule).is_some_and(|rule| rule.is_named(name)))
    }
}

impl Suppressions {
    /// Reads the comments of a note.
    pub fn collect(document: &Document) -> Self {
        if document.directives().is_empty() {
            return Self::default();
        }
        let mut walk = Walk { document, regions: Vec::new(), open: Vec::new(), captured: Vec::new() };
        for directive in document.directives() {
            walk.take(directive);
        }
        let end = document.text().len();
        walk.close(end, &[]);
        Self { regions: walk.regions }
    }

    /// Tells whether a comment suppresses the finding.
    pub fn covers(&self, diagnostic: &Diagnostic) -> bool {
        let start = diagnostic.span.start();
        self.regions.iter().any(|region| {
            region.bytes.start() <= start && start <= region.bytes.end() && region.names(&diagnostic.rule)
        })
    }
}

/// The state while the comments of a note are read in order.
struct Walk<'a> {
    document: &'a Document,
    regions: Vec<Region>,
    /// What `disable` switched off and from where.
    open: Vec<(usize, Vec<String>)>,
    captured: Vec<Vec<String>>,
}

impl Walk<'_> {
    fn take(&mut self, directive: &Directive) {
        let rules = directive.rules.clone();
        let line = self.document.line_index().line(directive.span.start());
        let whole = Span::new(0, self.document.text().len());
        match directive.action {
            DirectiveAction::Ignore => {
                let bytes = self.block_of(directive);
                self.regions.push(Region { bytes, rules });
            }
            DirectiveAction::Line => self.lines(line, line, rules),
            DirectiveAction::NextLine => {
                let last = self.document.line_index().line(directive.span.end().saturating_sub(1));
                self.lines(last + 1, last + 1, rules);
            }
            DirectiveAction::File => self.regions.push(Region { bytes: whole, rules }),
            DirectiveAction::Disable => self.open.push((directive.span.start(), rules)),
            DirectiveAction::Enable => self.close(directive.span.end(), &directive.rules),
            DirectiveAction::Capture => {
                self.captured = self.open.iter().map(|(_, rules)| rules.clone()).collect();
            }
            DirectiveAction::Restore => {
                let at = directive.span.end();
                self.close(at, &[]);
                self.open = self.captured.iter().map(|rules| (at, rules.clone())).collect();
            }
            DirectiveAction::EnableFile | DirectiveAction::ConfigureFile | DirectiveAction::Unknown => {}
        }
    }

    fn lines(&mut self, first: usize, last: usize, rules: Vec<String>) {
        let index = self.document.line_index();
        if first <= index.line_count() {
            let bytes = Span::new(index.line_start(first), index.line_range(self.document.text(), last).end);
            self.regions.push(Region { bytes, rules });
        }
    }

    /// Ends the open regions that name one of `rules`, or all of them.
    fn close(&mut self, at: usize, rules: &[String]) {
        let (closed, open) = std::mem::take(&mut self.open)
            .into_iter()
            .partition(|(_, names)| rules.is_empty() || names.iter().any(|name| rules.contains(name)));
        self.open = open;
        let closed: Vec<(usize, Vec<String>)> = closed;
        self.regions
            .extend(closed.into_iter().map(|(start, rules)| Region { bytes: Span::new(start, at), rules }));
    }

    /// Gives the block that holds the comment, or the one behind it where the comment is a block of its own.
    fn block_of(&self, directive: &Directive) -> Span {
        let document = self.document;
        let html = document.html().iter().find(|html| html.span.covers(directive.span));
        let Some(html) = html else { return directive.span };
        if !html.block {
            let holder = document.ancestors(html.node).find(|&id| is_block(document.node(id).kind));
            return holder.map_or(directive.span, |id| document.node(id).span);
        }
        let next = document.node(html.node).end;
        let parent = document.node(html.node).parent;
        let follows = next < document.node(parent).end;
        Span::new(
            directive.span.start(),
            if follows { document.node(next).span.end() } else { html.span.end() },
        )
    }
}

fn is_block(kind: NodeKind) -> bool {
    matches!(kind, NodeKind::Paragraph | NodeKind::Heading | NodeKind::Table | NodeKind::Document)
}
