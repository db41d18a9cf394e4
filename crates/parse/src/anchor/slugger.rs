//! Equal fragments told apart, as each renderer does it.

use rustc_hash::FxHashMap;

use crate::anchor::AnchorStyle;

/// Gives the headings of one file their slugs in order, numbering equal ones.
#[derive(Debug, Default)]
pub struct Slugger {
    style: AnchorStyle,
    /// How often each slug was wanted, or how far its numbers are used up.
    taken: FxHashMap<String, u64>,
    /// As far as all numbers of a text are used up, where numbers stand behind `_`.
    used_up: FxHashMap<String, u64>,
}

impl Slugger {
    /// Begins with the first heading of a file.
    pub fn new(style: AnchorStyle) -> Self {
        Self { style, ..Self::default() }
    }

    /// Gives all headings of a file their slugs, in order.
    pub fn all<'a>(style: AnchorStyle, texts: impl Iterator<Item = &'a str>) -> Vec<String> {
        let slugs: Vec<String> = texts.map(|text| style.slug(text)).collect();
        if need_no_numbers(&slugs) {
            return slugs;
        }
        let mut slugger = Self::new(style);
        slugs.into_iter().map(|slug| slugger.tell_apart(slug)).collect()
    }

    /// Gives the slug of the next heading.
    pub fn next(&mut self, text: &str) -> String {
        let slug = self.style.slug(text);
        self.tell_apart(slug)
    }

    fn tell_apart(&mut self, slug: String) -> String {
        match self.style {
            AnchorStyle::Github | AnchorStyle::Zenn | AnchorStyle::Pandoc => self.first_free(slug),
            AnchorStyle::Gitlab | AnchorStyle::Qiita => self.counted(slug),
            AnchorStyle::Mkdocs | AnchorStyle::MkdocsUnicode => self.first_free_underscore(slug),
        }
    }

    /// `foo`, `foo-1`, …; a number that a heading's own text took is skipped.
    fn first_free(&mut self, original: String) -> String {
        if !self.taken.contains_key(&original) {
            self.taken.insert(original.clone(), 0);
            return original;
        }
        let mut result = original.clone();
        while self.taken.contains_key(&result) {
            let count = self.taken.entry(original.clone()).or_default();
            *count += 1;
            result = format!("{original}-{count}");
        }
        self.taken.insert(result.clone(), 0);
        result
    }

    /// `foo`, `foo-1`, … by how often the text itself came; what comes out may come out twice.
    fn counted(&mut self, original: String) -> String {
        let count = self.taken.entry(original.clone()).or_default();
        *count += 1;
        if *count == 1 { original } else { format!("{original}-{}", *count - 1) }
    }

    /// `foo`, `foo_1`, …, `foo_3` counts on from its own number, and nothing becomes `_1`: `unique` in Python-Markdown.
    fn first_free_underscore(&mut self, slug: String) -> String {
        let mut result = slug;
        if result.is_empty() || self.taken.contains_key(&result) {
            let numbered = result.rsplit_once('_').and_then(|(base, digits)| {
                let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
                digits.parse::<u64>().ok().filter(|_| is_number).map(|number| (base.to_owned(), number))
            });
            let (base, mut number) = numbered.unwrap_or((result, 0));
            let used_up = self.used_up.entry(base.clone()).or_default();
            let is_in_a_row = number <= *used_up;
            if is_in_a_row {
                number = *used_up;
            }
            loop {
                number = number.saturating_add(1);
                result = format!("{base}_{number}");
                if !self.taken.contains_key(&result) {
                    break;
                }
            }
            if is_in_a_row {
                *used_up = number;
            }
        }
        self.taken.insert(result.clone(), 0);
        result
    }
}

/// Tells whether slugs are few, and none is empty or equal to another: then every style leaves them as they are.
fn need_no_numbers(slugs: &[String]) -> bool {
    /// To compare more of them with each other takes longer than to count them.
    const FEW: usize = 16;
    let is_new = |(at, slug): (usize, &String)| !slug.is_empty() && !slugs[..at].contains(slug);
    slugs.len() <= FEW && slugs.iter().enumerate().all(is_new)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The expected fragments are what the renderers themselves made of these headings.
    #[track_caller]
    fn check(style: AnchorStyle, headings: &[&str], expected: &[&str]) {
        let mut slugger = Slugger::new(style);
        let slugs: Vec<_> = headings.iter().map(|text| slugger.next(text)).collect();
        assert_eq!(slugs, expected, "{style:?}");
        assert_eq!(Slugger::all(style, headings.iter().copied()), expected, "all at once in {style:?}");
    }

    #[test]
    fn generated_slugs_are_taken_too() {
        let headings = ["foo", "foo", "foo-1", "foo"];
        for style in [AnchorStyle::Github, AnchorStyle::Zenn, AnchorStyle::Pandoc] {
            check(style, &headings, &["foo", "foo-1", "foo-1-1", "foo-2"]);
        }
        check(AnchorStyle::Pandoc, &["21.", "21", "１２"], &["section", "section-1", "section-2"]);
    }

    #[test]
    fn gitlab_and_qiita_count_texts() {
        for style in [AnchorStyle::Gitlab, AnchorStyle::Qiita] {
            check(style, &["foo", "foo", "foo-1", "foo"], &["foo", "foo-1", "foo-1", "foo-2"]);
        }
    }

    #[test]
    fn python_markdown_counts_behind_an_underscore() {
        check(AnchorStyle::Mkdocs, &["foo", "foo", "foo-1", "foo"], &["foo", "foo_1", "foo-1", "foo_2"]);
        check(AnchorStyle::Mkdocs, &["日本語", "概要", "21", "21."], &["_1", "_2", "21", "21_1"]);
        check(AnchorStyle::Mkdocs, &["a_3", "a_3", "a", "a", "a_3"], &["a_3", "a_4", "a", "a_1", "a_5"]);
        check(AnchorStyle::MkdocsUnicode, &["日本語", "日本語"], &["日本語", "日本語_1"]);
    }

    #[test]
    fn equal_headings_by_the_thousand_take_linear_time() {
        for style in [AnchorStyle::Github, AnchorStyle::Gitlab, AnchorStyle::Mkdocs] {
            let mut slugger = Slugger::new(style);
            let last = (0..100_000).map(|_| slugger.next("x")).last();
            assert!(last.is_some_and(|slug| slug.ends_with("99999")), "{style:?}");
        }
    }
}
