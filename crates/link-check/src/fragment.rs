//! Which fragments of URLs name a place that a page must have.

use percent_encoding::percent_decode_str;
use url::Url;

/// Returns the anchor that a URL's fragment asks for, percent-decoded, or nothing when it needs none.
///
/// No anchor is needed for an empty fragment and `#top`, for text fragments (`#:~:text=…`), for routes of
/// pages that scripts build (`#/a`, `#!a`), and on code hosts for lines and for what their scripts add.
pub(crate) fn wanted_anchor(url: &Url) -> Option<String> {
    // A text fragment follows the anchor, if there is one (WICG, URL Fragment Text Directives).
    let raw = url.fragment()?.split(":~:").next().unwrap_or_default();
    let anchor = percent_decode_str(raw).decode_utf8_lossy().into_owned();
    let is_free = anchor.is_empty()
        || anchor.eq_ignore_ascii_case("top")
        || anchor.starts_with(['/', '!'])
        || url.host_str().is_some_and(is_code_host) && is_made_by_scripts(&anchor);
    (!is_free).then_some(anchor)
}

fn is_code_host(host: &str) -> bool {
    const HOSTS: [&str; 7] = [
        "github.com",
        "gist.github.com",
        "gitlab.com",
        "bitbucket.org",
        "codeberg.org",
        "gitee.com",
        "source.chromium.org",
    ];
    HOSTS.contains(&host)
}

fn is_made_by_scripts(anchor: &str) -> bool {
    const PREFIXES: [&str; 9] = [
        "issuecomment-",
        "issue-",
        "discussion",
        "pullrequestreview-",
        "diff-",
        "event-",
        "commitcomment-",
        "file-",
        "note_",
    ];
    let line = anchor.trim_start_matches("lines-").trim_start_matches("LC").trim_start_matches('L');
    let is_line = line.len() < anchor.len() && line.starts_with(|c: char| c.is_ascii_digit());
    is_line || anchor == "readme" || PREFIXES.iter().any(|prefix| anchor.starts_with(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(url: &str, expected: Option<&str>) {
        let anchor = wanted_anchor(&Url::parse(url).expect("a valid URL"));
        assert_eq!(anchor.as_deref(), expected, "{url}");
    }

    #[test]
    fn fragments_are_decoded() {
        check("https://a/p#part", Some("part"));
        check("https://a/p#%E3%81%AF%20x", Some("は x"));
        check("https://a/p#は", Some("は"));
        check("https://a/p#part:~:text=word", Some("part"));
    }

    #[test]
    fn some_fragments_need_no_anchor() {
        for url in
            ["https://a/p", "https://a/p#", "https://a/p#top", "https://a/p#Top", "https://a/p#:~:text=w"]
        {
            check(url, None);
        }
        check("https://a/p#/route", None);
        check("https://a/p#!route", None);
    }

    #[test]
    fn code_hosts_make_anchors_of_their_own() {
        check("https://github.com/a/b/blob/main/c.rs#L10-L20", None);
        check("https://github.com/a/b/issues/1#issuecomment-123", None);
        check("https://bitbucket.org/a/b/src/c#lines-10", None);
        check("https://github.com/a/b#install", Some("install"));
        check("https://github.com/a/b#Later", Some("Later"));
        check("https://a/p#L10", Some("L10"));
    }
}
