//! From the bytes of a page to its text.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};

/// How far a page's own declaration of its encoding is looked for (WHATWG HTML, "prescan a byte stream").
const PRESCAN_BYTES: usize = 1024;

/// Decodes a page: a byte order mark comes before the `Content-Type` header, that before `<meta>`, and UTF-8
/// is what is left. Wrong bytes become U+FFFD.
pub(crate) fn text_of<'a>(bytes: &'a [u8], content_type: &str) -> Cow<'a, str> {
    let declared = charset_parameter(content_type).or_else(|| {
        let start = &bytes[..bytes.len().min(PRESCAN_BYTES)];
        charset_parameter(&String::from_utf8_lossy(start))
    });
    // `decode` looks for a byte order mark itself.
    declared.unwrap_or(UTF_8).decode(bytes).0
}

/// Finds `charset=…` in a header or in the start of a page; names that nobody knows are passed over.
fn charset_parameter(text: &str) -> Option<&'static Encoding> {
    let lower = text.to_ascii_lowercase();
    let mut rest = lower.as_str();
    while let Some(start) = rest.find("charset") {
        rest = &rest[start + "charset".len()..];
        let Some(value) = rest.trim_start().strip_prefix('=') else { continue };
        let value = value.trim_start().trim_start_matches(['"', '\'']);
        let label = value.split(|c: char| c.is_ascii_whitespace() || "\"';/>".contains(c)).next()?;
        if let Some(encoding) = Encoding::for_label(label.as_bytes()) {
            return Some(encoding);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "日本" in `Shift_JIS`.
    const NIHON_SJIS: &[u8] = b"\x93\xfa\x96\x7b";

    fn check(content_type: &str, head: &str) {
        let mut page = head.as_bytes().to_vec();
        page.extend_from_slice(NIHON_SJIS);
        assert_eq!(text_of(&page, content_type), format!("{head}日本"), "{content_type} {head}");
    }

    #[test]
    fn the_header_or_the_page_names_the_encoding() {
        check("text/html; charset=Shift_JIS", "");
        check("text/html;charset=\"sjis\"", "");
        check("text/html; Charset = windows-31j", "");
        check("text/html", "<meta charset=shift_jis>");
        check("text/html", "<META http-equiv=content-type content=\"text/html; charset=x-sjis\">");
        check("text/html; charset=nonsense", "<meta charset='Shift_JIS'>");
        check("text/html; charset=shift_jis", "<meta charset=utf-8>");
    }

    #[test]
    fn a_byte_order_mark_wins_and_utf_8_is_the_rest() {
        assert_eq!(text_of(b"\xef\xbb\xbf\xe6\x97\xa5", "text/html; charset=shift_jis"), "日");
        assert_eq!(text_of("日本".as_bytes(), "text/html"), "日本");
        assert_eq!(text_of(b"a\xff", ""), "a\u{fffd}");
    }

    #[test]
    fn a_declaration_beyond_the_prescan_is_not_seen() {
        let page = format!("{}<meta charset=shift_jis>日", " ".repeat(PRESCAN_BYTES));
        assert!(text_of(page.as_bytes(), "").ends_with('日'));
    }
}
