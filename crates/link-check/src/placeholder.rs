//! URLs that stand for others and are not meant to be followed.

use url::{Host, Url};

/// Returns why a URL is only a placeholder, in a few words, or nothing for a URL to check.
///
/// Placeholders are template marks (`<account_id>`, `${REGION}`, `{{ host }}`, `%VAR%`, `…`) and the names
/// that RFC 2606 and RFC 6761 reserve (`example.com`, `*.test`, `*.invalid`, `*.example`).
pub fn placeholder(url: &str) -> Option<&'static str> {
    if has_template_mark(url) {
        return Some("placeholder");
    }
    let parsed = Url::parse(url).ok()?;
    match parsed.host()? {
        Host::Domain(name) if is_reserved(name) => Some("reserved example domain"),
        _ => None,
    }
}

fn has_template_mark(url: &str) -> bool {
    // Angle brackets and braces are not allowed in a URL, so a pair of them is a template, percent-encoded
    // or not.
    let pairs = [("<", ">"), ("{", "}"), ("%3C", "%3E"), ("%7B", "%7D"), ("%3c", "%3e"), ("%7b", "%7d")];
    pairs.iter().any(|(open, close)| url.find(open).is_some_and(|start| url[start..].contains(close)))
        || url.contains("://...")
        || url.contains("://…")
}

#[expect(clippy::match_same_arms, reason = "one arm for each level of the name")]
fn is_reserved(host: &str) -> bool {
    let host = host.trim_end_matches('.');
    let mut labels = host.rsplit('.');
    match (labels.next(), labels.next()) {
        (Some("test" | "example" | "invalid"), _) => true,
        // Japan's registry has examples in the same use as example.com.
        (Some("com" | "net" | "org" | "jp"), Some("example")) => true,
        (Some("jp"), Some("co" | "ne" | "or")) => labels.next() == Some("example"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_and_reserved_names_are_placeholders() {
        let placeholders = [
            "https://<account_id>.example.net/",
            "https://<account_id>.signin.aws.amazon.com/console",
            "https://s3-${REGION}.amazonaws.com/",
            "https://host/{id}/edit",
            "https://host/{{ page }}",
            "https://%3Caccount%3E.host/",
            "https://host/%7Bid%7D",
            "https://.../a",
            "http://example.com",
            "https://www.example.org:8080/a?b",
            "http://mail.example.co.jp/",
            "http://site.test/",
            "http://EXAMPLE.COM./",
        ];
        for url in placeholders {
            assert!(placeholder(url).is_some(), "{url}");
        }
    }

    #[test]
    fn real_urls_are_not_placeholders() {
        let real = [
            "https://github.com/a/b",
            "https://example.company/",
            "https://myexample.com/",
            "https://host/a%20b",
            "http://localhost:3000/",
            "https://co.jp/",
            "https://host/例え",
        ];
        for url in real {
            assert_eq!(placeholder(url), None, "{url}");
        }
    }
}
