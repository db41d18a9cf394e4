use notesmith_diagnostic::{Edit, Span};
use notesmith_parse::{Document, ListItem, ListMarker, NodeKind};

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;
use crate::views::paragraph_lines::ParagraphLine;
use crate::views::source_lines;

declare_rule! {
    /// A line between two list items whose marker is lost or broken.
    ///
    /// ## Why
    ///
    /// The line goes on the item above it: the page runs the two together, and no card is made of it.
    /// Only a line that stands where the markers stand and has an item of the same list below it counts: one that
    /// begins with `--`, `.` or the next number, or that is a term with its definition as the items around it are.
    ///
    /// ## Examples
    ///
    /// ```md bad=3
    /// - EBS: volumes of a server
    /// EFS: shared files
    /// - FSx: shared files for Windows
    /// -- S3: objects
    /// - Glacier: an archive
    ///
    /// 1. Stop the server.
    /// 2 Wait.
    /// 3. Start it.
    /// ```
    ///
    /// ```md fixed
    /// - EBS: volumes of a server
    /// - EFS: shared files
    /// - FSx: shared files for Windows
    /// - S3: objects
    /// - Glacier: an archive
    ///
    /// 1. Stop the server.
    /// 2. Wait.
    /// 3. Start it.
    /// ```
    ///
    /// ```md good
    /// - EBS: volumes of a server
    /// that stay when it stops
    /// - EFS: shared files
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The line becomes an item of its own, which changes the page; that is not safe.
    "lists/lost-marker" {
        aliases: [],
        level: Warning,
        fix: unsafe_,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    for &line in note.paragraph_lines().iter().filter(|line| !line.is_first) {
        let Some((item, column)) = item_beside(document, line) else { continue };
        let text = document.slice(line.span);
        let below = source_lines::text(document, document.line_index().line(line.span.start()) + 1);
        let Some((broken, marker)) = marker_of(document, item, column, text, below) else { continue };
        if document.is_verbatim(Span::at(line.span.start())) {
            continue;
        }
        let start = line.span.start();
        let (message, span) = if broken == 0 {
            (format!("no `{marker}` before this line: it belongs to the item above"), line.span)
        } else {
            let written = text[..broken].trim_end();
            let span = Span::new(start, start + written.len());
            (format!("`{written}` makes no list item: the line belongs to the item above"), span)
        };
        sink.report(span, message).help(format!("write `{marker}` and a space")).fix(
            "write the marker",
            vec![Edit::replace(Span::new(start, start + broken), format!("{marker} "))],
        );
    }
}

/// Gives the item whose marker stands as far right as a line that goes on it or one inside it, with that column.
fn item_beside(document: &Document, line: ParagraphLine) -> Option<(&ListItem, usize)> {
    const MOST_LISTS: usize = 8;
    let items = document.list_items();
    let column = |at: usize| at - document.line_index().line_start(document.line_index().line(at));
    let own = column(line.span.start());
    let mut parent = document.node(line.paragraph).parent;
    for _ in 0..MOST_LISTS {
        if document.node(parent).kind != NodeKind::Item {
            return None;
        }
        let item = &items[items.binary_search_by_key(&parent, |item| item.node).ok()?];
        let place = column(item.marker.start());
        if place <= own {
            return (place == own).then_some((item, own));
        }
        // The line goes on an inner item, though it stands as far left as the outer ones.
        parent = document.node(document.node(parent).parent).parent;
    }
    None
}

/// Gives what a line was to begin with, and the length of what stands there instead.
fn marker_of(
    document: &Document,
    item: &ListItem,
    column: usize,
    text: &str,
    below: &str,
) -> Option<(usize, String)> {
    let behind =
        |text: &str, gone: &str| text.len() - text[gone.len()..].trim_start_matches([' ', '\u{3000}']).len();
    let below = below.get(column..).filter(|_| below[..column].trim().is_empty())?;
    match document.lists()[item.list].marker {
        ListMarker::Ordered(sign) => {
            let next = item.number?.checked_add(1)?;
            let digits = next.to_string();
            let rest = text.strip_prefix(&digits)?;
            let goes_on = below.strip_prefix(&next.checked_add(1)?.to_string())?;
            (rest.starts_with([' ', '\u{3000}']) && goes_on.starts_with(sign))
                .then(|| (behind(text, &digits), format!("{digits}{sign}")))
        }
        ListMarker::Bullet(sign) => {
            let below = below.strip_prefix(sign).filter(|rest| rest.starts_with(' '))?;
            let broken = ["--", "."].into_iter().find(|start| {
                text.strip_prefix(start).is_some_and(|rest| rest.starts_with(' ') && !rest.trim().is_empty())
            });
            if let Some(broken) = broken {
                return Some((behind(text, broken), sign.to_string()));
            }
            let above = document.text()[item.marker.end()..].lines().next().unwrap_or("");
            [above, text, below].iter().all(|line| is_entry(line)).then(|| (0, sign.to_string()))
        }
    }
}

/// Tells whether a text is a term with its definition: `EBS: volumes`.
fn is_entry(text: &str) -> bool {
    const LONGEST: usize = 60;
    let text = text.trim();
    let head = &text[..text.floor_char_boundary(LONGEST)];
    let colon = head.find(": ").or_else(|| head.find('：'));
    colon.is_some_and(|colon| {
        let term = &head[..colon];
        colon > 0 && !term.contains(['。', '、', '`', '(']) && term.split(' ').count() <= 5
    }) && text.starts_with(|c: char| c.is_alphanumeric())
}
