//! What a note holds and how it is written: the counts behind `notesmith stats`.
//!
//! Nothing here judges; what is inferred from the counts is shown, and rules infer for themselves.

use std::collections::BTreeMap;

use notesmith_lint::{LatinSpacing, Note, term_separators};
use notesmith_parse::{Document, ListMarker};

/// How often each choice was made, by matter of style.
pub(crate) type Style = BTreeMap<&'static str, BTreeMap<&'static str, usize>>;

/// The counts of one note, or of all.
#[derive(Debug, Default)]
pub(crate) struct Survey {
    /// Terms with their definitions.
    pub(crate) entries: usize,
    /// Links and images.
    pub(crate) links: usize,
    /// How it is written.
    pub(crate) style: Style,
}

impl Survey {
    /// Counts one note.
    pub(crate) fn of(note: &Note<'_>) -> Self {
        let document = note.document();
        let links = document.links().len() + document.images().len();
        let mut survey = Self { entries: note.entries().entries.len(), links, style: Style::new() };
        for unit in document.prose() {
            for &piece in document.pieces(unit) {
                survey.count_punctuation(document.slice(piece));
            }
        }
        survey.count_spacing(&note.latin_spacing());
        for separator in term_separators(note).iter().filter(|separator| separator.has_definition) {
            survey.count("termSeparator", separator.style.text());
        }
        survey.count_headings(document);
        survey.count_lists(document);
        survey
    }

    /// Adds the counts of another note.
    pub(crate) fn add(&mut self, other: &Self) {
        self.entries += other.entries;
        self.links += other.links;
        for (matter, choices) in &other.style {
            for (choice, number) in choices {
                *self.style.entry(matter).or_default().entry(choice).or_default() += number;
            }
        }
    }

    fn count(&mut self, matter: &'static str, choice: &'static str) {
        self.count_many(matter, choice, 1);
    }

    fn count_many(&mut self, matter: &'static str, choice: &'static str, number: usize) {
        if number > 0 {
            *self.style.entry(matter).or_default().entry(choice).or_default() += number;
        }
    }

    /// Counts where Japanese letters meet Latin ones and digits; the places are those of `ja/latin-spacing`.
    fn count_spacing(&mut self, spacing: &LatinSpacing) {
        for (matter, places) in [("latinSpacing", &spacing.words), ("numberSpacing", &spacing.numbers)] {
            self.count_many(matter, "space", places.spaced_count());
            self.count_many(matter, "none", places.tight_count());
        }
    }

    /// Counts punctuation.
    fn count_punctuation(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '、' | '。' => self.count("punctuation", "、。"),
                '，' | '．' => self.count("punctuation", "，．"),
                _ => {}
            }
        }
    }

    /// Counts what stands behind the numbers of headings that are nothing but a number.
    fn count_headings(&mut self, document: &Document) {
        for heading in document.headings() {
            let text = heading.text.trim();
            let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
            if rest.len() < text.len() {
                match rest {
                    "." => self.count("headingNumber", "21."),
                    "" => self.count("headingNumber", "21"),
                    ")" => self.count("headingNumber", "21)"),
                    "．" | "、" => self.count("headingNumber", "21．"),
                    _ => {}
                }
            }
        }
    }

    /// Counts the marks of bullets, and by how much nested items are indented.
    fn count_lists(&mut self, document: &Document) {
        let mut columns: Vec<usize> = Vec::new();
        for item in document.list_items() {
            match document.lists()[item.list].marker {
                ListMarker::Bullet('-') => self.count("bullet", "-"),
                ListMarker::Bullet('*') => self.count("bullet", "*"),
                ListMarker::Bullet('+') => self.count("bullet", "+"),
                ListMarker::Bullet(_) | ListMarker::Ordered(_) => {}
            }
            let line = document.line_index().line(item.marker.start());
            let start = document.line_index().line_start(line);
            let indent = &document.text()[start..item.marker.start()];
            columns.truncate(item.depth.saturating_sub(1));
            let parent = columns.last().copied();
            columns.resize(item.depth, indent.len());
            let by = parent.and_then(|parent| indent.len().checked_sub(parent));
            match (indent.contains('\t'), by) {
                (true, Some(_)) => self.count("listIndent", "tab"),
                (false, Some(2)) => self.count("listIndent", "2"),
                (false, Some(3)) => self.count("listIndent", "3"),
                (false, Some(4)) => self.count("listIndent", "4"),
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, matter: &str, expected: &[(&'static str, usize)]) {
        let document = Document::parse(text, &notesmith_parse::ParseOptions::default());
        let survey = Survey::of(&Note::new("a.md", &document));
        let counted = survey.style.get(matter).cloned().unwrap_or_default();
        assert_eq!(counted, expected.iter().copied().collect(), "{matter} in {text:?}");
    }

    #[test]
    fn style_is_counted() {
        check("EC2 は速い。Lambdaも `x`は S3 。\n", "latinSpacing", &[("space", 2), ("none", 1)]);
        check("EC2 を 3 つと2つ\n", "numberSpacing", &[("space", 2), ("none", 2)]);
        check("一、二。三，四\n", "punctuation", &[("、。", 2), ("，．", 1)]);
        check("## 21.\n\n## 22\n\n## 23 と\n", "headingNumber", &[("21", 1), ("21.", 1)]);
        check("- a\n  - b\n    - c\n- d\n    - e\n", "listIndent", &[("2", 2), ("4", 1)]);
        check("- a\n* b\n1. c\n", "bullet", &[("*", 1), ("-", 1)]);
        check("- 語: 意味\n- 句：意味\n- 節: 意味\n", "termSeparator", &[(": ", 2), ("：", 1)]);
    }
}
