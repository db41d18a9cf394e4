use std::collections::BTreeMap;

use notesmith_diagnostic::Span;
use notesmith_parse::{Document, NodeId, NodeKind, ProseKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::note::Note;
use crate::rule::declare_rule;
use crate::sink::Sink;
use crate::views::endings::{Ending, Found, ending_of};
use crate::views::prose_places::pieces_with;

declare_rule! {
    /// Sentences in である style among ones in です・ます style, or the other way round.
    ///
    /// ## Why
    ///
    /// A reader who is addressed politely in one sentence and not in the next one stumbles.
    /// The paragraphs of a section are compared with each other, and the bullets of a list; headings, tables, quotations
    /// and fragments without `。` are free.
    /// What at least three sentences do, and three times as many as do the other, is the style.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// 鍵を作ります。鍵は毎年変わります。
    /// 古い鍵は残ります。これは復号のためである。
    /// ```
    ///
    /// ```md good
    /// 鍵を作ります。鍵は毎年変わります。古い鍵は残ります。
    ///
    /// - 鍵を作る。
    /// - 鍵は毎年変わる。
    /// ```
    ///
    /// ## Options
    ///
    /// - `style`: `"auto"`, `"polite"` (です・ます) or `"plain"` (である). Default: `"auto"`, what most sentences
    ///   around do.
    ///
    /// ```toml options
    /// style = "plain"
    /// ```
    ///
    /// ```md bad
    /// 鍵を作ります。
    /// ```
    "ja/mixed-style" {
        aliases: ["ja-technical-writing/no-mix-dearu-desumasu"],
        level: Hint,
        fix: none,
        options: Options,
        check: file(check),
    }
}

#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// The style of all sentences.
    style: Style,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Style {
    /// What most sentences around do.
    #[default]
    Auto,
    /// です・ます
    Polite,
    /// である
    Plain,
}

/// The fewest sentences that make a style, and how many times as many as of the other.
const FEWEST: usize = 3;

/// What is compared: the paragraphs below a heading, by its number in the note, or a list by its node.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Block {
    Section(usize),
    List(u32),
}

/// The sentences of a block.
#[derive(Default)]
struct Sentences {
    polite: Vec<Span>,
    plain: Vec<Span>,
}

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    let mut blocks: BTreeMap<Block, Sentences> = BTreeMap::new();
    let document = note.document();
    let text = document.text();
    let stops = note.scan().stops.iter().filter(|stop| text[**stop..].starts_with('。'));
    let endings: Vec<(usize, Found)> =
        stops.filter_map(|stop| Some((*stop, ending_of(&text[..*stop])?))).collect();
    let are = |wanted| endings.iter().filter(|(_, ending)| ending.kind == wanted).count();
    let (polite, plain) = (are(Ending::Polite), are(Ending::Plain));
    // Most notes have one style.
    if options.style == Style::Auto && (polite == 0 || plain == 0 || polite.max(plain) < FEWEST) {
        return;
    }
    let places: Vec<usize> = endings.iter().map(|(stop, _)| *stop).collect();
    let mut endings = endings.into_iter().peekable();
    for found in pieces_with(document, &places) {
        let Some(block) = block_of(document, found.unit) else { continue };
        let sentences = blocks.entry(block).or_default();
        for stop in found.places {
            while endings.next_if(|(other, _)| other < stop).is_some() {}
            let Some((_, Found { kind, length })) = endings.next() else { return };
            let span = Span::new(stop - length, *stop);
            match kind {
                _ if span.start() < found.piece.start() => {}
                Ending::Polite => sentences.polite.push(span),
                Ending::Plain => sentences.plain.push(span),
            }
        }
    }
    for Sentences { polite, plain } in blocks.into_values() {
        let is_style = |style: &[Span], other: &[Span]| style.len() >= FEWEST.max(FEWEST * other.len());
        let polite_wins = match options.style {
            Style::Auto if is_style(&polite, &plain) => true,
            Style::Auto if is_style(&plain, &polite) => false,
            Style::Auto => continue,
            style => style == Style::Polite,
        };
        let (others, wrong, right, right_count) = if polite_wins {
            (plain, "である", "です・ます", polite.len())
        } else {
            (polite, "です・ます", "である", plain.len())
        };
        let all = others.len() + right_count;
        for span in others {
            if !sink.only_counts() {
                let help = match options.style {
                    Style::Auto => format!("{right_count} of {all} sentences around it end in {right} style"),
                    _ => format!("write it in {right} style, as the configuration says"),
                };
                sink.report(span, format!("a sentence in {wrong} style")).help(help);
            }
        }
    }
}

/// Gives what a unit is compared with; `None` for headings, cells and quotations.
fn block_of(document: &Document, unit: usize) -> Option<Block> {
    let unit = &document.prose()[unit];
    if unit.kind != ProseKind::Paragraph {
        return None;
    }
    let mut list: Option<NodeId> = None;
    for node in document.ancestors(unit.node) {
        match document.node(node).kind {
            NodeKind::BlockQuote => return None,
            NodeKind::List => list = Some(node),
            _ => {}
        }
    }
    let start = document.node(unit.node).span.start();
    let section = || document.headings().partition_point(|heading| heading.span.start() <= start);
    Some(list.map_or_else(|| Block::Section(section()), |list| Block::List(list.index() as u32)))
}
