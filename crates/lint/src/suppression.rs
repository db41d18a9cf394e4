//! Comments in notes that switch rules off for a block, a line, a region or the file.
//!
//! A comment of markdownlint or textlint without names is about the rules that keep that tool's meaning, and about no
//! others.

use notesmith_diagnostic::{Diagnostic, Span};
use notesmith_parse::{Directive, DirectiveAction, DirectiveOrigin, Document, NodeKind};
use rustc_hash::FxHashSet;

use crate::rule::{all_rules, find_rule};
use crate::{markdownlint_names, textlint_names};

/// The rule that reports comments without effect; its candidates are taken back here.
const UNUSED: &str = "suppression/unused";

/// The suppressed regions of one note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suppressions {
    /// Sorted by start.
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
    /// Rules by id, and names that are none of ours, such as patterns; `None` means all.
    only: Option<Vec<String>>,
    /// What a later comment switched on again.
    except: Vec<String>,
}

impl Names {
    fn of(directive: &Directive) -> Self {
        let only = (!directive.rules.is_empty()).then(|| ids(directive));
        Self { origin: directive.origin, only, except: Vec::new() }
    }

    fn hold(&self, id: &str) -> bool {
        if is_among(id, &self.except) {
            return false;
        }
        match (&self.only, self.origin) {
            (Some(only), _) => is_among(id, only),
            (None, DirectiveOrigin::Notesmith) => true,
            (None, DirectiveOrigin::Markdownlint) => {
                find_rule(id).is_some_and(markdownlint_names::is_markdownlints)
            }
            (None, DirectiveOrigin::Textlint) => find_rule(id).is_some_and(textlint_names::is_textlints),
        }
    }

    /// Takes out rules; false where none is left.
    fn leave(&mut self, ids: &[String]) -> bool {
        self.except.extend(ids.iter().filter(|id| !self.except.contains(id)).cloned().collect::<Vec<_>>());
        self.only.as_ref().is_none_or(|only| only.iter().any(|id| !is_among(id, &self.except)))
    }
}

/// Tells whether an id or its group is among names.
fn is_among(id: &str, names: &[String]) -> bool {
    let group = id.split('/').next().unwrap_or(id);
    names.iter().any(|name| name == id || name == group)
}

/// Gives the ids of the rules that a comment names, in the words of its tool or in ours; names that are no rule's stay
/// as they are.
fn ids(directive: &Directive) -> Vec<String> {
    let mut ids = Vec::new();
    for name in &directive.rules {
        let before = ids.len();
        match directive.origin {
            DirectiveOrigin::Notesmith => {}
            DirectiveOrigin::Markdownlint => {
                ids.extend(markdownlint_names::rules_named(name).map(|rule| rule.id.to_owned()));
            }
            DirectiveOrigin::Textlint => {
                ids.extend(textlint_names::rules_named(name).map(|rule| rule.id.to_owned()));
            }
        }
        if ids.len() == before {
            ids.extend(all_rules().iter().filter(|rule| rule.is_named(name)).map(|rule| rule.id.to_owned()));
        }
        if ids.len() == before || name == "patterns" {
            ids.push(name.clone());
        }
    }
    ids
}

impl Suppressions {
    /// Reads the comments of a note.
    pub fn collect(document: &Document) -> Self {
        if document.directives().is_empty() {
            return Self::default();
        }
        let mut walk =
            Walk { document, regions: Vec::new(), open: Vec::new(), captured: Vec::new(), whole: Vec::new() };
        for directive in document.directives() {
            walk.take(directive);
        }
        walk.close(document.text().len(), None);
        let bytes = Span::new(0, document.text().len());
        walk.regions.extend(walk.whole.into_iter().map(|(comment, names)| Region { bytes, names, comment }));
        walk.regions.sort_by_key(|region| region.bytes.start());
        Self { regions: walk.regions }
    }

    /// Tells whether no comment switches off anything.
    pub(crate) fn is_empty(&self) -> bool {
        self.regions.is_empty()
    }

    /// Tells whether a comment suppresses the finding.
    pub fn covers(&self, diagnostic: &Diagnostic) -> bool {
        self.regions.iter().any(|region| region.covers(diagnostic))
    }

    /// Takes out the findings that a comment suppresses, and the candidates of `suppression/unused` whose comment did
    /// suppress one.
    pub(crate) fn apply(&self, mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        if self.regions.is_empty() {
            return diagnostics;
        }
        diagnostics.sort_by_key(|diagnostic| diagnostic.span.start());
        let mut waiting = self.regions.iter().peekable();
        let mut here: Vec<&Region> = Vec::new();
        let mut useful: FxHashSet<Span> = FxHashSet::default();
        diagnostics.retain(|diagnostic| {
            let start = diagnostic.span.start();
            while let Some(region) = waiting.next_if(|region| region.bytes.start() <= start) {
                here.push(region);
            }
            here.retain(|region| start <= region.bytes.end());
            if diagnostic.rule == UNUSED {
                return true;
            }
            let silencing = here.iter().filter(|region| region.names.hold(&diagnostic.rule));
            let comments = silencing.map(|region| region.comment).collect::<Vec<_>>();
            useful.extend(&comments);
            comments.is_empty()
        });
        diagnostics.retain(|diagnostic| diagnostic.rule != UNUSED || !useful.contains(&diagnostic.span));
        diagnostics
    }
}

/// The state while the comments of a note are read in order.
struct Walk<'a> {
    document: &'a Document,
    regions: Vec<Region>,
    /// What `disable` switched off, and by which comment and from where.
    open: Vec<(Span, usize, Names)>,
    captured: Vec<(Span, Names)>,
    /// What is switched off in the whole file.
    whole: Vec<(Span, Names)>,
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
            DirectiveAction::File => self.whole.push((comment, Names::of(directive))),
            DirectiveAction::Disable => {
                let names = Names::of(directive);
                // What is switched off already is not switched off once more.
                if self.open.iter().all(|(_, _, open)| *open != names) {
                    self.open.push((comment, comment.start(), names));
                }
            }
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
            DirectiveAction::EnableFile => {
                let named = ids(directive);
                self.whole.retain_mut(|(_, names)| {
                    names.origin != directive.origin || (!named.is_empty() && names.leave(&named))
                });
            }
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
        let named = directive.map(ids).unwrap_or_default();
        let mut still_open = Vec::new();
        for (comment, start, mut names) in std::mem::take(&mut self.open) {
            let is_anothers = directive.is_some_and(|directive| directive.origin != names.origin);
            if is_anothers || (!named.is_empty() && !named.iter().any(|id| names.hold(id))) {
                still_open.push((comment, start, names));
                continue;
            }
            self.regions.push(Region { bytes: Span::new(start, at), names: names.clone(), comment });
            if !named.is_empty() && names.leave(&named) {
                still_open.push((comment, at, names));
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
