//! Enumerations as gaps: each member of an answer that is one list is hidden in turn.
//!
//! The numbers of the gaps are what Anki knows their cards by.
//! They begin with the order of the members, and the lock keeps them from then on: a new member gets a new number
//! wherever it stands, and that of a lost one is not given again.

/// How many members an enumeration may have: with more it is no list to learn by heart.
const MOST: usize = 12;

/// How many characters of text a member may have.
const LONGEST: usize = 80;

/// An answer that enumerates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enumeration {
    /// What stands before the members, with the tag that opens the list.
    before: String,
    /// The members in order.
    pub members: Vec<Member>,
    /// The tag that closes the list.
    after: &'static str,
}

/// One member of an enumeration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The 1-based number of its gap.
    pub number: u32,
    /// Its content as safe HTML.
    pub html: String,
}

impl Enumeration {
    /// Reads an answer that ends in one list of at least two short members; no other list may stand before it.
    pub(crate) fn of(back: &str) -> Option<Self> {
        let open = back.find("<ul").into_iter().chain(back.find("<ol")).min()?;
        let after = if back[open..].starts_with("<ul") { "</ul>" } else { "</ol>" };
        let start = open + back[open..].find('>')? + 1;
        let inner = back.strip_suffix(after)?.get(start..)?;
        let members = members(inner)?;
        let short = |html: &&str| crate::plain_text::plain_text(html).chars().count() <= LONGEST;
        let fits = (2..=MOST).contains(&members.len())
            && members.iter().all(|html| short(html) && !html.trim().is_empty())
            && !back.contains("<img");
        let members =
            (1..).zip(members).map(|(number, html)| Member { number, html: html.trim().to_owned() });
        fits.then(|| Self { before: back[..start].to_owned(), members: members.collect(), after })
    }

    /// Gives the text for Anki: the question, and the list with its gaps.
    pub(crate) fn text(&self, question: &str) -> String {
        let mut text = format!("{question}\n{}\n", self.before);
        for Member { number, html } in &self.members {
            // A double colon would begin a hint.
            let html = html.replace("::", ":&#58;");
            text.push_str("<li>{{c");
            text.push_str(&number.to_string());
            text.push_str("::");
            text.push_str(&html);
            text.push_str("}}</li>\n");
        }
        text + self.after
    }
}

/// Splits the inside of a list into the contents of its items; `None` if there is anything else.
fn members(list: &str) -> Option<Vec<&str>> {
    let mut found = Vec::new();
    let (mut depth, mut start, mut rest_at) = (0_usize, None, 0);
    while let Some(at) = list[rest_at..].find('<').map(|offset| rest_at + offset) {
        let end = at + list[at..].find('>')? + 1;
        let tag = &list[at..end];
        if depth == 0 && start.is_none() {
            if !list[rest_at..at].trim().is_empty() || !tag.starts_with("<li") {
                return None;
            }
            start = Some(end);
        } else if tag.starts_with("<ul") || tag.starts_with("<ol") {
            depth += 1;
        } else if matches!(tag, "</ul>" | "</ol>") {
            depth = depth.checked_sub(1)?;
        } else if tag == "</li>" && depth == 0 {
            found.push(&list[start.take()?..at]);
        }
        rest_at = end;
    }
    (start.is_none() && list[rest_at..].trim().is_empty()).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(back: &str, expected: Option<&str>) {
        let text = Enumeration::of(back).map(|list| list.text("列"));
        assert_eq!(text.as_deref(), expected, "{back}");
    }

    #[test]
    fn lists_become_gaps() {
        check(
            "<ul>\n<li>a</li>\n<li>b</li>\n</ul>",
            Some("列\n<ul>\n<li>{{c1::a}}</li>\n<li>{{c2::b}}</li>\n</ul>"),
        );
        check(
            "<p>前</p>\n<ol start=\"3\">\n<li>a::b</li>\n<li>c\n<ul>\n<li>d</li>\n</ul>\n</li>\n</ol>",
            Some(
                "列\n<p>前</p>\n<ol start=\"3\">\n<li>{{c1::a:&#58;b}}</li>\n\
                 <li>{{c2::c\n<ul>\n<li>d</li>\n</ul>}}</li>\n</ol>",
            ),
        );
        check("<ul>\n<li>a</li>\n</ul>", None);
        check("a", None);
        check("<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<p>後</p>", None);
        check("<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<ul>\n<li>c</li>\n</ul>", None);
        check("<ul>\n<li><img src=\"a.png\"></li>\n<li>b</li>\n</ul>", None);
        check(&format!("<ul>\n<li>{}</li>\n<li>b</li>\n</ul>", "長".repeat(81)), None);
    }
}
