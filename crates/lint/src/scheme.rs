//! The scheme of a web address as people mistype it: `htps://`, `https:/`, `https//`, `https：//`, `https: //`,
//! `https://https://`.
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
    let rest = behind.trim_start_matches(COLONS).trim_start_matches(SLASHES);
    let separator = &behind[..behind.len() - rest.len()];
    let length = text.len() - rest.len();
    let slashes = separator.trim_start_matches(COLONS);
    let colons = separator[..separator.len() - slashes.len()].chars().count();
    let exact = ["http://", "https://"].into_iter().find(|right| name_of(right).eq_ignore_ascii_case(name));
    if let Some(right) = exact {
        if separator == "://" && doubled(rest) {
            return Some(Misspelt { length, right: Some("") });
        }
        return known(text, rest, &Separator { written: separator, colons, slashes })
            .map(|length| Misspelt { length, right: Some(right) });
    }
    let name = name.to_ascii_lowercase();
    let near = ["http://", "https://"].map(|right| strsim::osa_distance(name_of(right), &name) == 1);
    let right = match near {
        [true, false] => Some("http://"),
        [false, true] => Some("https://"),
        [true, true] => None,
        [false, false] => return None,
    };
    let is_meant = match (colons, slashes.chars().count()) {
        (1, 2) => rest.starts_with(|c: char| c.is_ascii_alphanumeric()),
        (0, 2) | (1, 1) => starts_with_host(rest),
        _ => false,
    };
    is_meant.then_some(Misspelt { length, right })
}

/// What people write for the colon.
const COLONS: [char; 4] = [':', '：', ';', '；'];
/// What people write for a slash.
const SLASHES: [char; 3] = ['/', '／', '\\'];

/// What stands between the name of a scheme and the address.
struct Separator<'t> {
    written: &'t str,
    colons: usize,
    slashes: &'t str,
}

/// Gives the length of a scheme whose name is right, if what stands behind it is wrong.
fn known(text: &str, rest: &str, separator: &Separator<'_>) -> Option<usize> {
    let &Separator { written, colons, slashes } = separator;
    let length = text.len() - rest.len();
    if let Some(gap) = rest.strip_prefix(' ').filter(|_| colons == 1) {
        // `https: //example.com`, `https:// example.com`.
        let address = if slashes.is_empty() { gap.strip_prefix("//")? } else { gap };
        return (starts_with_host(address) && names_page(address)).then(|| text.len() - address.len());
    }
    let is_meant = match (colons, slashes) {
        _ if written == "://" => false,
        // `https/x` is a path.
        (0 | 2, slashes) => slashes == "//" && starts_with_host(rest),
        (1, "") => starts_with_host(rest) && names_page(rest),
        (1, _) => starts_with_host(rest),
        _ => false,
    };
    is_meant.then_some(length)
}

/// Tells whether a path without a scheme is the address of a site: `www.example.org`, `example.com/guide`.
pub(crate) fn is_site(path: &str) -> bool {
    let host = path.split('/').next().unwrap_or("");
    starts_with_host(path) && names_page(host)
}

/// Tells whether a text that starts with a name with dots goes on as an address, or the name is that of a site.
fn names_page(text: &str) -> bool {
    const DOMAINS: [&str; 9] = [".com", ".org", ".net", ".jp", ".io", ".dev", ".app", ".edu", ".gov"];
    let end = text.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(byte)).count();
    let host = text[..end].trim_end_matches('.');
    text[end..].starts_with('/')
        || text.starts_with("www.")
        || DOMAINS.iter().any(|domain| host.ends_with(domain))
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
        check("https:a.jp/x", Some(("https:", Some("https://"))));
        check("https:www.example.test", Some(("https:", Some("https://"))));
        check("https:://a.jp", Some(("https:://", Some("https://"))));
        check("https:\\\\a.jp", Some(("https:\\\\", Some("https://"))));
        check("https: //a.jp", Some(("https: //", Some("https://"))));
        check("https:// a.jp/x", Some(("https:// ", Some("https://"))));
        check("htps:/a.jp/x", Some(("htps:/", Some("https://"))));
    }

    #[test]
    fn sites() {
        for (path, expected) in [
            ("www.a.test/x", true),
            ("a.com", true),
            ("a.jp/x.md", true),
            ("a.md", false),
            ("img/a.com", false),
        ] {
            assert_eq!(is_site(path), expected, "{path:?}");
        }
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
            "https:listener.port",
            "https:// で",
            "https: a.jp",
            "http:8080/x",
            "https:: a",
            "httpd",
            "http://https/",
            "file:///a",
        ] {
            check(text, None);
        }
    }
}
