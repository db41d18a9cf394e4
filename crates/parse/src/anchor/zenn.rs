//! Zenn's fragments.
//!
//! Source: npm `zenn-markdown-html` 0.4, which leaves them to npm `markdown-it-anchor` 9, whose default is to trim,
//! lower, make a hyphen of each run of white space, and percent-encode; here they are not encoded, as the fragments
//! of links are decoded before they are compared.

/// Gives the slug.
pub(super) fn slug(text: &str) -> String {
    let lower = text.trim_matches(is_space).to_lowercase();
    let mut slug = String::with_capacity(lower.len());
    let mut is_behind_space = false;
    for c in lower.chars() {
        match (is_space(c), is_behind_space) {
            (true, true) => {}
            (true, false) => slug.push('-'),
            (false, _) => slug.push(c),
        }
        is_behind_space = is_space(c);
    }
    slug
}

/// Tells whether `\s` of JavaScript matches.
fn is_space(c: char) -> bool {
    c == '\u{feff}' || (c.is_whitespace() && c != '\u{85}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_of_zenn() {
        for (text, expected) in [
            ("Hello, World!", "hello,-world!"),
            ("21.", "21."),
            ("全角　空白", "全角-空白"),
            ("A  B", "a-b"),
            ("① emoji 🎉 ok", "①-emoji-🎉-ok"),
            ("v1.2.3 (beta)", "v1.2.3-(beta)"),
            ("C++ & C#", "c++-&-c#"),
        ] {
            assert_eq!(slug(text), expected, "{text:?}");
        }
    }
}
