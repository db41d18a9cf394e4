//! Laws that hold for every string: parsing is total, spans lie on characters, and the text under a span is what the
//! node says.

use notesmith_diagnostic::Span;
use notesmith_parse::{Document, NodeKind, ParseOptions, words};
use proptest::prelude::*;

fn parse(text: &str) -> Document {
    Document::parse(
        text,
        &ParseOptions { wiki_links: text.len().is_multiple_of(2), ..ParseOptions::default() },
    )
}

/// Markdown-like text: pieces of markup, Japanese, line endings and odd characters in any order.
fn notes() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zA-Z0-9 ]{1,8}",
        4 => "[ぁ-んァ-ヶ一-龠、。：（）]{1,6}",
        8 => prop::sample::select(vec![
            "# ", "## 21.\n", "\n", "\n\n", "\r\n", "\r", "- ", "  - ", "1. ", "> ", "`", "```\n", "~~~\n", "**", "*", "_",
            "[", "](", ")", "]", "![", "<", ">", "<br>", "<!-- ", " -->", "<img src=\"a.png\" alt='x'>", "<a href=b>",
            "https://a.example/x", "www.a.example", "http://10.0.0.1:80と", "| a | b |\n|---|---|\n", "| c | d\\|e |\n",
            "\\", "&amp;", "&nbsp;", "---\n", "===\n", "\t", "    ", "\u{3000}", "\u{FEFF}", "\u{200B}", "[^1]", "[^1]: ",
            "[x]: y\n", "[[a|b]]", "~~", ": ", "：", "・・・", "- [x] ", "$x$", "\0", "𠮷", "é",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn on_characters(text: &str, span: Span) -> bool {
    span.end() <= text.len() && text.is_char_boundary(span.start()) && text.is_char_boundary(span.end())
}

fn every_span(document: &Document) -> Vec<Span> {
    let mut spans: Vec<Span> = document.nodes().iter().map(|node| node.span).collect();
    spans.extend(document.headings().iter().flat_map(|h| [h.span, h.content]));
    spans.extend(document.list_items().iter().flat_map(|i| [i.span, i.marker]));
    spans.extend(
        document.links().iter().flat_map(|l| [l.span, l.content].into_iter().chain(l.destination_span)),
    );
    spans.extend(document.images().iter().flat_map(|i| [i.span].into_iter().chain(i.destination_span)));
    spans.extend(document.verbatim());
    spans.extend(document.directives().iter().map(|d| d.span));
    spans.extend(document.prose().iter().flat_map(|unit| document.pieces(unit).to_vec()));
    spans.extend(document.lines().map(|line| line.span));
    spans
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn parsing_is_total_and_spans_lie_on_characters(text in prop_oneof![notes(), any::<String>()]) {
        let document = parse(&text);
        for span in every_span(&document) {
            prop_assert!(on_characters(&text, span), "{span:?} in {text:?}");
        }
    }

    #[test]
    fn the_tree_is_closed(text in notes()) {
        let document = parse(&text);
        for (index, node) in document.nodes().iter().enumerate() {
            prop_assert!(node.end.index() > index && node.end.index() <= document.nodes().len());
            prop_assert!(node.parent.index() <= index);
            prop_assert!(document.node(node.parent).end >= node.end);
        }
    }

    #[test]
    fn verbatim_spans_are_sorted_and_disjoint(text in notes()) {
        let document = parse(&text);
        for pair in document.verbatim().windows(2) {
            prop_assert!(pair[0].end() <= pair[1].start(), "{pair:?} in {text:?}");
        }
    }

    #[test]
    fn pieces_of_text_are_sorted_and_disjoint(text in notes()) {
        let document = parse(&text);
        let pieces: Vec<Span> = document.prose().iter().flat_map(|unit| document.pieces(unit).to_vec()).collect();
        for pair in pieces.windows(2) {
            prop_assert!(pair[0].end() <= pair[1].start(), "{pair:?} in {text:?}");
        }
    }

    #[test]
    fn items_know_their_indentation(text in notes()) {
        let document = parse(&text);
        for item in document.list_items() {
            let line = document.line_index().line_start(document.line_index().line(item.span.start()));
            prop_assert_eq!(item.indent, item.span.start() - line, "in {:?}", text);
        }
    }

    #[test]
    fn lines_cover_the_text(text in notes()) {
        let document = parse(&text);
        let mut end = 0;
        for line in document.lines() {
            prop_assert!(line.span.start() >= end && line.span.start() <= end + 2);
            prop_assert!(!document.slice(line.span).contains(['\n', '\r']));
            end = line.span.end();
        }
        prop_assert!(end == text.len());
    }

    #[test]
    fn words_are_in_their_pieces(text in notes()) {
        let document = parse(&text);
        for unit in document.prose() {
            for piece in document.pieces(unit) {
                for word in words(document.slice(*piece), piece.start()) {
                    prop_assert!(piece.covers(word.span));
                    prop_assert!(!document.slice(word.span).contains(char::is_whitespace));
                }
            }
            let sentences = document.sentences(unit);
            let lengths: usize = sentences.iter().flat_map(|s| &s.pieces).map(|p| p.len()).sum();
            prop_assert_eq!(lengths, document.pieces(unit).iter().map(|p| p.len()).sum::<usize>());
        }
    }
}

/// Plain words in known markup: every span must hold exactly what was put there.
fn marked_up() -> impl Strategy<Value = (String, Vec<(NodeKind, String)>)> {
    let word = "[a-zぁ-んァ-ヶ一-龠]{1,6}";
    let item = (0..7_usize, word, "[a-z]{1,6}").prop_map(|(shape, word, path)| match shape {
        0 => (format!("`{word}`"), vec![(NodeKind::Code, format!("`{word}`"))]),
        1 => (format!("[{word}]({path}.md)"), vec![(NodeKind::Link, format!("[{word}]({path}.md)"))]),
        2 => (format!("![{word}]({path}.png)"), vec![(NodeKind::Image, format!("![{word}]({path}.png)"))]),
        3 => (
            format!("<https://a.example/{path}>"),
            vec![(NodeKind::Link, format!("<https://a.example/{path}>"))],
        ),
        4 => {
            (format!("x<b title=\"{word}\">"), vec![(NodeKind::HtmlInline, format!("<b title=\"{word}\">"))])
        }
        5 => {
            (format!("https://a.example/{path}"), vec![(NodeKind::Link, format!("https://a.example/{path}"))])
        }
        _ => (word, vec![]),
    });
    let line = prop::collection::vec(item, 1..4).prop_map(|items| {
        let text: Vec<_> = items.iter().map(|(text, _)| text.clone()).collect();
        (text.join(" "), items.into_iter().flat_map(|(_, nodes)| nodes).collect::<Vec<_>>())
    });
    let start =
        prop::sample::select(vec!["", "# ", "- ", "  - ", "> ", "1. ", "| ", "| x\\|y | ", "| x\\|y "]);
    prop::collection::vec((start, line), 1..6).prop_map(|lines| {
        let mut text = String::new();
        let mut nodes = Vec::new();
        for (start, (line, found)) in lines {
            let table = start.starts_with('|');
            let (head, tail) = if table { ("| h | h |\n|---|---|\n", " |") } else { ("", "") };
            text += &[head, start, &line, tail, "\n\n"].concat();
            nodes.extend(found);
        }
        (text, nodes)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn the_text_under_a_span_is_what_the_node_says((text, expected) in marked_up()) {
        let document = parse(&text);
        let kinds = [NodeKind::Code, NodeKind::Link, NodeKind::Image, NodeKind::HtmlInline];
        let found: Vec<_> = document
            .nodes()
            .iter()
            .filter(|node| kinds.contains(&node.kind))
            .map(|node| (node.kind, document.slice(node.span).to_owned()))
            .collect();
        prop_assert_eq!(found, expected, "in {:?}", text);
        for link in document.links() {
            let place = link.destination_span.expect("none of these is a reference");
            prop_assert_eq!(document.slice(place), &link.destination);
        }
        for image in document.images() {
            let place = image.destination_span.expect("none of these is a reference");
            prop_assert_eq!(document.slice(place), &image.destination);
        }
    }

    #[test]
    fn definitions_before_text_shift_nothing(
        start in prop::sample::select(vec!["", "- ", "> ", "> - ", "1. "]),
        count in 0..4_usize,
        word in "[a-zぁ-ん一-龠]{1,6}",
        more in "[a-z]{1,6}",
    ) {
        let rest = start.replace(['-', '1', '.'], " ");
        let definitions = (0..count).map(|n| format!("[d{n}]: x\n{rest}")).collect::<Vec<_>>().concat();
        let text = format!("{start}{definitions}{word} `{word}` x\n{rest}[{more}](y.md)\n");
        let document = parse(&text);
        let code = document.nodes().iter().find(|node| node.kind == NodeKind::Code).expect("a code span");
        prop_assert_eq!(document.slice(code.span), &format!("`{word}`"), "in {:?}", text);
        prop_assert_eq!(document.slice(document.links()[0].span), &format!("[{more}](y.md)"), "in {:?}", text);
    }

    #[test]
    fn breaks_in_links_shift_nothing(
        start in prop::sample::select(vec!["", "- ", "> ", "> - ", "1. "]),
        indent in prop::sample::select(vec!["", " ", "  "]),
        items in prop::collection::vec((0..6_usize, "[a-zぁ-ん一-龠]{1,6}", any::<bool>()), 1..8),
    ) {
        let rest = start.replace(['-', '1', '.'], " ") + indent;
        let mut text = start.to_owned();
        let mut expected = Vec::new();
        for (at, (shape, word, breaks)) in items.into_iter().enumerate() {
            let gap = if at == 0 { String::new() } else if breaks { format!("\n{rest}") } else { " ".to_owned() };
            let item = match shape {
                0 => format!("`{word}`"),
                1 => format!("[{word}](y.md)"),
                2 => format!("[{word}](\n{rest}y.md)"),
                3 => format!("[{word}](y.md\n{rest}\"title\")"),
                4 => format!("![{word}](\n{rest}y.md)"),
                _ => format!("x{word}"),
            };
            text += &[gap.as_str(), &item].concat();
            if shape < 5 {
                expected.push(item);
            }
        }
        let document = parse(&text);
        let kinds = [NodeKind::Code, NodeKind::Link, NodeKind::Image];
        let nodes = document.nodes().iter().filter(|node| kinds.contains(&node.kind));
        let found: Vec<_> = nodes.map(|node| document.slice(node.span).to_owned()).collect();
        prop_assert_eq!(found, expected, "in {:?}", text);
    }

    #[test]
    fn the_text_of_a_heading_is_its_content(level in 1..7_usize, words in "[a-zぁ-ん一-龠][a-zぁ-ん一-龠0-9 ]{0,10}[a-z]") {
        let text = format!("x\n\n{} {words}\n", "#".repeat(level));
        let document = parse(&text);
        let heading = &document.headings()[0];
        prop_assert_eq!(document.slice(heading.content), &words);
        prop_assert_eq!(&heading.text, &words);
        prop_assert_eq!(usize::from(heading.level), level);
    }
}
