//! The scheme of a web address as people mistype it: `htps://`, `https:/`, `https//`, `https：//`, `https://https://`.
//!
//! Only `http` and `https` are known here; other schemes are left alone.

/// A scheme that is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Misspelt {
    /// The bytes of the scheme and what separates it from the address.
    pub(crate) length: usize,
    /// What belongs in their place; `None` where `http://` and `https://` are as near.
    pub(crate) right: Option<&'static str>,
}

/// Reads a misspelt scheme at the start of a text.
pub(crate) fn misspelt(text: &str) -> Option<Misspelt> {
    let name = &text[..text.bytes().take_while(u8::is_ascii_alphabetic).count()];
    if !(3..=7).contains(&name.len()) {
        return None;
    }
    let behind = &text[name.len()..];
    let rest = behind.trim_start_matches([':', '：', ';', '；', '/', '／']);
    let separator = &behind[..behind.len() - rest.len()];
    let length = text.len() - rest.len();
    let slashes = separator.trim_start_matches([':', '：', ';', '；']);
    let colons = separator[..separator.len() - slashes.len()].chars().count();
    if slashes.is_empty() || colons > 1 || slashes.contains([':', '：', ';', '；']) {
        return None;
    }
    if let Some(right) =
        ["http://", "https://"].into_iter().find(|right| name_of(right).eq_ignore_ascii_case(name))
    {
        if separator == "://" {
            return doubled(rest).then_some(Misspelt { length, right: Some("") });
        }
        // `https/x` is a path.
        let is_meant = (colons == 1 || slashes == "//") && starts_with_host(rest);
        return is_meant.then_some(Misspelt { length, right: Some(right) });
    }
    let name = name.to_ascii_lowercase();
    let near = ["http://", "https://"].map(|right| strsim::osa_distance(name_of(right), &name) == 1);
    let right = match near {
        [true, false] => Some("http://"),
        [false, true] => Some("https://"),
        [true, true] => None,
        [false, false] => return None,
    };
    let is_meant = slashes.chars().count() == 2
        && if colons == 1 {
            rest.starts_with(|c: char| c.is_ascii_alphanumeric())
        } else {
            starts_with_host(rest)
        };
    is_meant.then_some(Misspelt { length, right })
}

fn name_of(scheme: &str) -> &str {
    scheme.trim_end_matches("://")
}

/// Tells whether a second scheme stands where the host should.
fn doubled(rest: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| rest.starts_with(scheme) && rest.len() > scheme.len())
}

/// Tells whether a text starts with the name of a host: `example.com`, `localhost`.
fn starts_with_host(text: &str) -> bool {
    let host =
        &text[..text.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(byte)).count()];
    let host = host.trim_end_matches('.');
    let domain = host.rsplit_once('.').map_or("", |(_, domain)| domain);
    host == "localhost"
        || domain.len() >= 2
            && domain.bytes().all(|byte| byte.is_ascii_alphabetic())
            && host.split('.').all(|label| !label.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(&str, Option<&str>)>) {
        let found = misspelt(text).map(|found| (&text[..found.length], found.right));
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn slips() {
        check("htps://a.jp/x", Some(("htps://", Some("https://"))));
        check("htp://a.jp", Some(("htp://", Some("http://"))));
        check("ttps://a.jp", Some(("ttps://", Some("https://"))));
        check("hhttps://a.jp", Some(("hhttps://", Some("https://"))));
        check("htts://a.jp", Some(("htts://", None)));
        check("https//a.jp", Some(("https//", Some("https://"))));
        check("https:/a.jp", Some(("https:/", Some("https://"))));
        check("https：//a.jp", Some(("https：//", Some("https://"))));
        check("Https;//a.jp", Some(("Https;//", Some("https://"))));
        check("https:///a.jp", Some(("https:///", Some("https://"))));
        check("https://http://a.jp", Some(("https://", Some(""))));
    }

    #[test]
    fn no_slips() {
        for text in [
            "https://a.jp",
            "HTTP://a.jp",
            "ftp://a.jp",
            "ftps://a.jp",
            "hxxps://a.jp",
            "http/1.1",
            "http/util.md",
            "https:/x",
            "https://",
            "s3://a",
            "https: //a.jp",
            "httpd",
            "http://https/",
            "file:///a",
        ] {
            check(text, None);
        }
    }
}
