//! Keeps user names and passwords of URLs out of everything that is shown, stored or sent.

use std::ops::Range;

use url::Url;

/// Says whether a URL carries a user name or a password.
pub fn has_userinfo(url: &str) -> bool {
    Url::parse(url).is_ok_and(|url| !url.username().is_empty() || url.password().is_some())
}

/// Returns where the user name and the password stand in a URL, in bytes, without the `@`.
///
/// By text, so that it works on what authors write, also when it does not parse.
pub fn userinfo_range(url: &str) -> Option<Range<usize>> {
    let start = url.find("//")? + 2;
    let authority_end = url[start..].find(['/', '?', '#', '\\']).map_or(url.len(), |end| start + end);
    url[start..authority_end].rfind('@').map(|at| start..start + at)
}

/// Returns the URL with its user name and password replaced by `***`; other text comes back as it is.
pub fn redacted(url: &str) -> String {
    match userinfo_range(url) {
        Some(range) => format!("{}***{}", &url[..range.start], &url[range.end..]),
        None => url.to_owned(),
    }
}

/// Removes user name and password: they are never sent.
pub(crate) fn strip_userinfo(url: &mut Url) {
    // Both fail only for URLs without a host, which have no userinfo.
    let _ = url.set_username("");
    let _ = url.set_password(None);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn userinfo_is_hidden_and_the_rest_kept() {
        let cases = [
            ("https://user:secret@host/a@b?c@d#e@f", "https://***@host/a@b?c@d#e@f"),
            ("https://token@host", "https://***@host"),
            ("https://a:b@c@host/", "https://***@host/"),
            ("http://user:pa ss@host:99999/", "http://***@host:99999/"),
            ("https://host/path@2x.png", "https://host/path@2x.png"),
            ("mailto:me@host", "mailto:me@host"),
        ];
        for (url, expected) in cases {
            assert_eq!(redacted(url), expected);
        }
    }

    #[test]
    fn userinfo_is_found() {
        assert!(has_userinfo("https://user@host/"));
        assert!(has_userinfo("https://:secret@host/"));
        assert!(!has_userinfo("https://host/@user"));
    }

    #[test]
    fn userinfo_is_stripped() {
        let mut url = Url::parse("https://user:secret@host:8080/a").expect("a valid URL");
        strip_userinfo(&mut url);
        assert_eq!(url.as_str(), "https://host:8080/a");
    }
}
