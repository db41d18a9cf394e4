//! Whose fragments: one name for each renderer.

use crate::anchor::{github, mkdocs, pandoc, ruby, zenn};

/// Says which renderer makes the fragments of headings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AnchorStyle {
    /// GitHub, and all that follow it.
    #[default]
    Github,
    /// GitLab.
    Gitlab,
    /// `MkDocs`, which is Python-Markdown: ASCII alone.
    Mkdocs,
    /// `MkDocs` with `slugify_unicode`: all letters.
    MkdocsUnicode,
    /// Zenn.
    Zenn,
    /// Qiita.
    Qiita,
    /// pandoc.
    Pandoc,
}

impl AnchorStyle {
    /// Gives the slug of a heading's text, without what tells equal ones apart.
    pub fn slug(self, text: &str) -> String {
        match self {
            Self::Github => github::slug(text),
            Self::Gitlab => ruby::gitlab_slug(text),
            Self::Mkdocs => mkdocs::ascii_slug(text),
            Self::MkdocsUnicode => mkdocs::unicode_slug(text),
            Self::Zenn => zenn::slug(text),
            Self::Qiita => ruby::qiita_slug(text),
            Self::Pandoc => pandoc::slug(text),
        }
    }
}
