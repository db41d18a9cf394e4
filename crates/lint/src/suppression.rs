//! Comments in notes that switch rules off for a block, a line, a region or the file.
//!
//! A comment of markdownlint or textlint without names is about the rules that keep that tool's meaning, and about no
//! others.

use notesmith_diagnostic::{Diagnostic, Span};
use notesmith_parse::{Directive, DirectiveAction, DirectiveOrigin, Document, NodeKind};

use crate::markdownlint::is_markdownlints;
use crate::rule::find_rule;

/// The rule that reports comments without effect; its candidates are taken back here.
const UNUSED: &str = "suppression/unused";

/// The suppressed regions of one note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suppressions {
    regions: Vec<Region>,
}

/// Some rules, switched off in some bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Region {
    bytes: Span,
    names: Names,
    /// The comment that asked for it.
    comment: Span,
}

impl Region {
    fn covers(&self, diagnostic: &Diagnostic) -> bool {
        let start = diagnostic.span.start();
        self.bytes.start() <= start && start <= self.bytes.end() && self.names.hold(&diagnostic.rule)
    }
}

/// Which rules a comment is about.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Names {
    origin: DirectiveOrigin,
    /// Names of rules, groups or aliases; empty means all.
    rules: Vec<String>,
}

impl Names {
    fn of(directive: &Directive) -> Self {
        Self { origin: directive.origin, rules: directive.rules.clone() }
    }

    fn hold(&self, id: &str) -> bool {
        let rule = find_rule(id);
        if !self.rules.is_empty() {
            let group = id.split('/').next().unwrap_or(id);
            return self
                .rules
                .iter()
                .any(|name| name == id || name == group || rule.is_some_and(|rule| rule.is_named(name)));
        }
        match self.origin {
            DirectiveOrigin::Notesmith => true,
            DirectiveOrigin::Markdownlint => rule.is_some_and(is_markdownlints),
            DirectiveOrigin::Textlint => rule.is_some_and(|rule| rule.group() == "ja"),
        }
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
        walk.close(document.text().len(), None);
        Self { regions: walk.regions }
    }

    /// Tells whether a comment suppresses the finding.
    pub fn covers(&self, diagnostic: &Diagnostic) -> bool {
        self.regions.iter().any(|region| region.covers(diagnostic))
    }

    /// Takes out the findings that a comment suppresses, and the candidates of `suppression/unused` whose comment did
    /// suppress one.
    pub(crate) fn apply(&self, diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        if self.regions.is_empty() {
            return diagnostics;
        }
        let mut used = vec![false; self.regions.len()];
        let mut kept = diagnostics;
        kept.retain(|diagnostic| {
            let mut suppressed = false;
            for (region, used) in self.regions.iter().zip(&mut used) {
                if diagnostic.rule != UNUSED && region.covers(diagnostic) {
                    suppressed = true;
                    *used = true;
                }
            }
            !suppressed
        });
        let silences = |comment: Span| {
            self.regions.iter().zip(&used).any(|(region, &used)| used && region.comment == comment)
        };
        kept.retain(|diagnostic| diagnostic.rule != UNUSED || !silences(diagnostic.span));
        kept
    }
}

/// The state while the comments of a note are read in order.
struct Walk<'a> {
    document: &'a Document,
    regions: Vec<Region>,
    /// What `disable` switched off, and by which comment and from where.
    open: Vec<(Span, usize, Names)>,
    captured: Vec<(Span, Names)>,
}

impl Walk<'_> {
    fn take(&mut self, directive: &Directive) {
        let index = self.document.line_index();
        let comment = directive.span;
        match directive.action {
            DirectiveAction::Ignore => self.region(self.block_of(directive), directive),
            DirectiveAction::Line => self.line(index.line(comment.start()), directive),
            DirectiveAction::NextLine => {
                self.line(index.line(comment.end().saturating_sub(1)) + 1, directive);
            }
            DirectiveAction::File => self.region(Span::new(0, self.document.text().len()), directive),
            DirectiveAction::Disable => self.open.push((comment, comment.start(), Names::of(directive))),
            DirectiveAction::Enable => self.close(comment.end(), Some(directive)),
            DirectiveAction::Capture => {
                self.captured =
                    self.open.iter().map(|(comment, _, names)| (*comment, names.clone())).collect();
            }
            DirectiveAction::Restore => {
                let at = comment.end();
                self.close(at, None);
                self.open =
                    self.captured.iter().map(|(comment, names)| (*comment, at, names.clone())).collect();
            }
            DirectiveAction::EnableFile => self.regions.retain(|region| {
                let whole = region.bytes == Span::new(0, self.document.text().len());
                !(whole && region.names == Names::of(directive))
            }),
            DirectiveAction::ConfigureFile | DirectiveAction::Unknown => {}
        }
    }

    fn region(&mut self, bytes: Span, directive: &Directive) {
        self.regions.push(Region { bytes, names: Names::of(directive), comment: directive.span });
    }

    fn line(&mut self, line: usize, directive: &Directive) {
        let index = self.document.line_index();
        if line <= index.line_count() {
            self.region(Span::from(index.line_range(self.document.text(), line)), directive);
        }
    }

    /// Ends the open regions that `directive` names: those of its origin, all or by name; without it all of them.
    fn close(&mut self, at: usize, directive: Option<&Directive>) {
        let mut still_open = Vec::new();
        for (comment, start, mut names) in std::mem::take(&mut self.open) {
            let ends = match directive {
                None => true,
                Some(directive) if directive.origin != names.origin => false,
                Some(directive) => {
                    directive.rules.is_empty()
                        || names.rules.iter().any(|name| directive.rules.contains(name))
                }
            };
            if !ends {
                still_open.push((comment, start, names));
                continue;
            }
            self.regions.push(Region { bytes: Span::new(start, at), names: names.clone(), comment });
            if let Some(directive) = directive.filter(|directive| !directive.rules.is_empty()) {
                names.rules.retain(|name| !directive.rules.contains(name));
                if !names.rules.is_empty() {
                    still_open.push((comment, at, names));
                }
            }
        }
        self.open = still_open;
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
