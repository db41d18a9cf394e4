//! comrak's options for an exact tree of GitHub's Markdown.

use comrak::Options;

use crate::document::ParseOptions;

/// Gives the options for a text.
///
/// An extension that walks the whole tree is left out where the text has nothing for it.
pub(crate) fn comrak_options(options: ParseOptions, text: &str) -> Options<'static> {
    let mut comrak = Options::default();
    let extension = &mut comrak.extension;
    extension.strikethrough = true;
    extension.table = true;
    extension.autolink = true;
    extension.tasklist = true;
    extension.footnotes = may_hold_footnotes(text);
    extension.alerts = may_hold_alerts(text);
    extension.front_matter_delimiter = Some("---".to_owned());
    extension.wikilinks_title_after_pipe = options.wiki_links;
    comrak.parse.leave_footnote_definitions = true;
    comrak
}

/// Tells whether a text has a caret, or a bracket with an entity behind it that may stand for one.
///
/// comrak looks for footnotes from `[^` on, twice through all of the tree.
fn may_hold_footnotes(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr2_iter(b'^', b'&', bytes)
        .any(|at| bytes[at] == b'^' || at.checked_sub(1).is_some_and(|before| bytes[before] == b'['))
}

/// Tells whether a text has what starts an alert, and no line of so many `>` that looking for one takes long.
///
/// At each of them comrak reads all that follow, so a hundred thousand would take seconds; without alerts they are
/// the quotes that they are.
fn may_hold_alerts(text: &str) -> bool {
    const TOO_DEEP: &[u8] = &[b'>'; 256];
    memchr::memmem::find(text.as_bytes(), b"> [!").is_some()
        && memchr::memmem::find(text.as_bytes(), TOO_DEEP).is_none()
}

#[cfg(test)]
mod tests {
    use comrak::markdown_to_commonmark_xml;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn footnotes_are_not_missed() {
        for text in ["[^1]", "[^1]: a", "x [&#94;1]", "[&Hat;1]\n\n[^1]: a", "[\\^1]"] {
            assert!(may_hold_footnotes(text), "{text}");
        }
        for text in ["", "[1]", "a & b", "https://a.example/?b&c", "[a](b)"] {
            assert!(!may_hold_footnotes(text), "{text}");
        }
    }

    #[test]
    fn alerts_are_not_missed() {
        for text in ["> [!NOTE]\n> a", "x\n\n>> [!tip]", "- > [!Warning]\n"] {
            let mut comrak = comrak_options(ParseOptions::default(), text);
            assert!(comrak.extension.alerts, "{text}");
            comrak.extension.footnotes = true;
            assert!(markdown_to_commonmark_xml(text, &comrak).contains("<alert"), "{text}");
        }
        for text in ["", "> a", "[!NOTE]", &format!("{} [!NOTE]", ">".repeat(300))] {
            assert!(!may_hold_alerts(text), "{text}");
        }
    }

    #[test]
    fn what_is_no_alert_is_the_same_without_them() {
        for text in ["> [!NOTE]x", ">[!NOTE]", ">\t[!NOTE]", "> \\[!NOTE]", ">  [!NOTE]\n> a"] {
            let mut comrak = comrak_options(ParseOptions::default(), text);
            let without = markdown_to_commonmark_xml(text, &comrak);
            comrak.extension.alerts = true;
            assert!(may_hold_alerts(text) || markdown_to_commonmark_xml(text, &comrak) == without, "{text}");
        }
    }

    fn tree(text: &str, footnotes: bool) -> String {
        let mut comrak = comrak_options(ParseOptions::default(), text);
        comrak.extension.footnotes = footnotes;
        comrak.render.sourcepos = true;
        markdown_to_commonmark_xml(text, &comrak)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn without_footnotes_the_tree_is_the_same(pieces in prop::collection::vec(prop::sample::select(vec![
            "[", "]", "[a]", "[a]: b\n", "(c)", "\\", "&", "&#94;", "&amp;", "&Hat;", "*", "**", "_", "`", "<b>", "- ", "> ",
            "\n", "\n\n", "    ", "a", "列", "1. ", "# ", "| a | b |\n|---|---|\n", "~~", "!", ":", "https://a.example", "@a.b",
        ]), 0..30)) {
            let text = pieces.concat();
            if !may_hold_footnotes(&text) {
                prop_assert_eq!(tree(&text, true), tree(&text, false), "{:?}", text);
            }
        }
    }
}
