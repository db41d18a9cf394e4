use notesmith_diagnostic::{Edit, Span};
use notesmith_parse::{Document, LinkKind, NodeId, NodeKind};

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

declare_rule! {
    /// URLs without angle brackets or a text.
    ///
    /// ## Why
    ///
    /// Some renderers link bare URLs and others do not.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// See https://example.com/guide for more.
    /// ```
    ///
    /// ```md fixed
    /// See <https://example.com/guide> for more.
    /// ```
    ///
    /// ```md good
    /// See <https://example.com/guide> and `https://example.com/code`.
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Angle brackets are put around the URL, which links it everywhere.
    "links/bare-url" {
        aliases: ["MD034"],
        level: Off,
        fix: safe,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    let mut tags = (NodeId::ROOT, Vec::new());
    for link in document.links().iter().filter(|link| link.kind == LinkKind::Bare) {
        let parent = document.node(link.node).parent;
        if tags.0 != parent {
            tags = (parent, paired_tags(document, parent));
        }
        if tags.1.iter().any(|tag| tag.covers(link.span)) {
            continue;
        }
        let url = link.destination_span.unwrap_or(link.span);
        let address = document.slice(url);
        let finding = sink
            .report(link.span, format!("the bare URL `{address}`"))
            .help(format!("write `<{address}>` or `[text]({address})`"));
        // `<sshd@.service>` is no address.
        let is_mail = link.destination.starts_with("mailto:") && !address.contains("@.");
        // The address of a link that is none: `links/unrendered-link`.
        let before = document.text()[..url.start()].trim_end_matches([' ', '<', '＜']);
        let is_of_link = before.ends_with(['(', '（'])
            && before.trim_end_matches(['(', '（', ' ']).ends_with([']', '］', ')']);
        if (address.contains("://") || is_mail) && !is_of_link {
            finding.fix("put angle brackets around it", vec![Edit::replace(url, format!("<{address}>"))]);
        }
    }
}

/// Gives the spans between an opening tag and its closing one among the children of a node.
fn paired_tags(document: &Document, parent: NodeId) -> Vec<Span> {
    let mut open: Vec<(&str, usize)> = Vec::new();
    let mut found = Vec::new();
    for id in document.children(parent).filter(|&id| document.node(id).kind == NodeKind::HtmlInline) {
        let span = document.node(id).span;
        let tag = document.slice(span);
        let body = tag.trim_start_matches(['<', '/']);
        let name = &body[..body.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(body.len())];
        if !tag.starts_with("</") {
            open.push((name, span.start()));
        } else if let Some(at) = open.iter().rposition(|(opening, _)| opening.eq_ignore_ascii_case(name)) {
            found.push(Span::new(open[at].1, span.end()));
            open.truncate(at);
        }
    }
    found
}
