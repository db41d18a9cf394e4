//! What a page says about itself: its anchors and its title.

use std::time::{Duration, Instant};

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};
use notesmith_parse::{Document, ParseOptions, Slugger};
use rustc_hash::FxHashSet;

/// GitHub puts this before the ids that authors choose, and its scripts take it away again.
const GITHUB_PREFIX: &str = "user-content-";
/// A title is cut here: what a page says beyond that is no title.
const LONGEST_TITLE_BYTES: usize = 512;

/// Hostile Markdown may take longer, and then says nothing.
const MARKDOWN_TIME: Duration = Duration::from_millis(500);

/// What was read of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Page {
    anchors: FxHashSet<String>,
    title: String,
    /// Whether all of the page was read.
    is_complete: bool,
}

/// Whether a page has an anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// It has.
    Yes,
    /// It has not.
    No,
    /// Nobody can say: the page was too long, or scripts build it.
    Unknown,
}

impl Page {
    /// Reads an HTML page; anchors are `id`s, and `name`s of `<a>`, outside templates.
    pub(crate) fn of_html(text: &str, is_complete: bool) -> Self {
        let mut page = Self { is_complete, ..Self::default() };
        let mut emitter = DefaultEmitter::default();
        // Without it, text of scripts and styles would be read as tags.
        emitter.naively_switch_states(true);
        let (mut templates, mut in_title) = (0_usize, false);
        for Ok(token) in Tokenizer::new_with_emitter(text, emitter) {
            match token {
                Token::StartTag(tag) => {
                    templates += usize::from(*tag.name == b"template");
                    in_title = *tag.name == b"title" && page.title.is_empty();
                    if templates == 0 {
                        page.take_anchors(&tag);
                    }
                }
                Token::EndTag(tag) => {
                    templates -= usize::from(*tag.name == b"template" && templates > 0);
                    in_title = false;
                }
                Token::String(text) if in_title && page.title.len() < LONGEST_TITLE_BYTES => {
                    page.title.push_str(&String::from_utf8_lossy(&text));
                }
                _ => {}
            }
        }
        page
    }

    /// Makes a page again of all its anchors.
    pub(crate) fn of_anchors(anchors: &[String]) -> Self {
        Self { anchors: anchors.iter().cloned().collect(), title: String::new(), is_complete: true }
    }

    /// Returns all anchors, sorted, if all of the page was read.
    pub(crate) fn all_anchors(&self) -> Option<Vec<String>> {
        let mut anchors: Vec<String> = self.anchors.iter().cloned().collect();
        anchors.sort_unstable();
        self.is_complete.then_some(anchors)
    }

    /// Reads Markdown that a host serves as it is: its anchors are those that a renderer would make.
    pub(crate) fn of_markdown(text: &str, is_complete: bool) -> Self {
        let deadline = Instant::now() + MARKDOWN_TIME;
        let options = ParseOptions::default();
        let Ok(document) = Document::parse_until(text, &options, &|| Instant::now() > deadline) else {
            return Self::default();
        };
        let mut slugger = Slugger::default();
        let headings = document.headings().iter().map(|heading| slugger.next(&heading.text));
        let anchors = headings.chain(document.html_ids()).collect();
        Self { anchors, title: String::new(), is_complete }
    }

    fn take_anchors(&mut self, tag: &StartTag<()>) {
        let attribute = |name: &[u8]| {
            let value = tag.attributes.iter().find(|(key, _)| ***key == *name);
            value
                .map(|(_, value)| String::from_utf8_lossy(value).into_owned())
                .filter(|value| !value.is_empty())
        };
        self.anchors.extend(attribute(b"id"));
        if *tag.name == b"a" {
            self.anchors.extend(attribute(b"name"));
        }
    }

    /// Says whether the page has an anchor.
    pub(crate) fn has(&self, anchor: &str) -> Found {
        let prefixed = || self.anchors.contains(&format!("{GITHUB_PREFIX}{anchor}"));
        if self.anchors.contains(anchor) || prefixed() {
            Found::Yes
        } else if self.is_complete && !self.anchors.is_empty() {
            Found::No
        } else {
            Found::Unknown
        }
    }

    /// Returns the anchor that differs from the given one in letter case only.
    pub(crate) fn same_but_for_case(&self, anchor: &str) -> Option<&str> {
        let lower = anchor.to_lowercase();
        let mut same: Vec<&str> =
            self.anchors.iter().map(String::as_str).filter(|own| own.to_lowercase() == lower).collect();
        same.sort_unstable();
        same.first().copied()
    }

    /// Says what makes the page look like one that is not there, if something does.
    pub(crate) fn suspicion(&self) -> Option<&'static str> {
        let title = self.title.trim().to_lowercase();
        let says = |phrases: &[&str]| phrases.iter().any(|phrase| title.contains(phrase));
        let number = title.split(|c: char| !c.is_alphanumeric()).any(|word| word == "404");
        if (number && title.len() <= 80) || says(&NOT_FOUND) {
            return Some("its title says that it is not there");
        }
        says(&PARKED).then_some("the domain seems to be parked")
    }
}

const NOT_FOUND: [&str; 9] = [
    "page not found",
    "page cannot be found",
    "page can't be found",
    "page doesn't exist",
    "page does not exist",
    "ページが見つかりません",
    "ページは見つかりません",
    "ページがありません",
    "ページは存在しません",
];

const PARKED: [&str; 5] =
    ["domain is for sale", "domain for sale", "is parked", "parked domain", "このドメインは販売"];

#[cfg(test)]
mod tests {
    use super::*;

    fn has(html: &str, anchor: &str) -> Found {
        Page::of_html(html, true).has(anchor)
    }

    #[test]
    fn anchors_are_ids_and_names_of_links() {
        assert_eq!(has("<h1 id=a>x</h1>", "a"), Found::Yes);
        assert_eq!(has("<H1 ID='は'>x</H1>", "は"), Found::Yes);
        assert_eq!(has("<a name=\"a&amp;b\"></a>", "a&b"), Found::Yes);
        assert_eq!(has("<i id=b><meta name=a>", "a"), Found::No);
        assert_eq!(has("<h2 id=user-content-a>", "a"), Found::Yes);
    }

    #[test]
    fn text_that_looks_like_a_tag_is_none() {
        for html in [
            "<b id=b><script>'<i id=a>'</script>",
            "<b id=b><style><i id=a></style>",
            "<b id=b><!-- <i id=a> -->",
            "<b id=b><textarea><i id=a></textarea>",
            "<b id=b><template><i id=a></template>",
            "<b id=b><template><template></template><i id=a></template>",
            "<b id=b></template><b title='<i id=a>'>",
        ] {
            assert_eq!(has(html, "a"), Found::No, "{html}");
        }
        assert_eq!(has("<template></template><i id=a>", "a"), Found::Yes);
    }

    #[test]
    fn a_page_without_anchors_or_end_is_no_evidence() {
        assert_eq!(has("<div><p>loading", "a"), Found::Unknown);
        assert_eq!(Page::of_html("<b id=b>", false).has("a"), Found::Unknown);
        assert_eq!(Page::of_html("<b id=a>", false).has("a"), Found::Yes);
    }

    #[test]
    fn markdown_has_the_anchors_of_its_headings() {
        let page = Page::of_markdown("# One Two\n\n## One Two\n\n<a id=\"x\"></a>\n", true);
        for anchor in ["one-two", "one-two-1", "x"] {
            assert_eq!(page.has(anchor), Found::Yes, "{anchor}");
        }
        assert_eq!(page.has("three"), Found::No);
        assert_eq!(page.same_but_for_case("One-Two"), Some("one-two"));
    }

    #[test]
    fn titles_give_soft_404s_and_parked_domains_away() {
        let suspect =
            |title: &str| Page::of_html(&format!("<title>{title}</title>"), true).suspicion().is_some();
        for title in
            ["404", "404 Not Found", "Page not found &middot; GitHub Pages", "ページが見つかりません"]
        {
            assert!(suspect(title), "{title}");
        }
        assert!(suspect("a.net - this domain is for sale"));
        for title in ["Area code 4041", "HTTP status codes explained", "", "<b>404</b>x".repeat(20).as_str()]
        {
            assert!(!suspect(title), "{title}");
        }
        assert!(Page::of_html("<svg><title>404</title></svg><title>x</title>", true).suspicion().is_some());
    }
}
