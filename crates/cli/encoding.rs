//! Bytes that are not UTF-8 text: what they probably are, and where they stop being UTF-8.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

/// What starts a switch to another set of characters.
const ESCAPE: u8 = 0x1B;

/// Fewer bytes beyond ASCII tell nothing of their encoding.
const FEWEST: usize = 4;

/// Why bytes are not a note.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct NotText {
    /// What is wrong, with the byte offset.
    pub(crate) message: String,
    /// What to do.
    pub(crate) help: String,
}

/// Gives the text of a file's bytes, or why they are none.
pub(crate) fn decode(bytes: &[u8]) -> Result<String, NotText> {
    if let Some(name) = utf_16_or_32(bytes) {
        return Err(not_utf8(0, Some(name)));
    }
    if memchr::memchr2(0, ESCAPE, bytes).is_some() {
        refuse_nul_and_switches(bytes)?;
    }
    // For Japanese text this and the copy take a tenth of the time of the standard library.
    simdutf8::compat::from_utf8(bytes)
        .map(str::to_owned)
        .map_err(|error| not_utf8(error.valid_up_to(), guess(bytes)))
}

/// Refuses bytes that may be UTF-8 by chance and are no text in it.
fn refuse_nul_and_switches(bytes: &[u8]) -> Result<(), NotText> {
    let Some(at) = memchr::memchr(0, bytes) else {
        return iso_2022_jp(bytes).map_or(Ok(()), |at| Err(not_utf8(at, Some("ISO-2022-JP"))));
    };
    if let Some(name) = utf_16_or_32_without_mark(bytes) {
        return Err(not_utf8(at, Some(name)));
    }
    Err(NotText {
        message: format!("not text: NUL at byte {at}"),
        help: "a note has no NUL bytes; if this is no note, leave it out with `[files] exclude`".to_owned(),
    })
}

fn not_utf8(at: usize, name: Option<&str>) -> NotText {
    let (looks, help) = match name {
        Some(name) => (
            format!("; it looks like {name}"),
            format!("convert the file, for example: `iconv -f {name} -t UTF-8`"),
        ),
        None => (String::new(), "save the file as UTF-8".to_owned()),
    };
    NotText {
        message: format!("not UTF-8 at byte {at}{looks}"),
        help: format!("{help}; the file was not checked"),
    }
}

fn utf_16_or_32(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] => Some("UTF-32LE"),
        [0, 0, 0xFE, 0xFF, ..] => Some("UTF-32BE"),
        [0xFF, 0xFE, ..] => Some("UTF-16LE"),
        [0xFE, 0xFF, ..] => Some("UTF-16BE"),
        _ => None,
    }
}

/// Guesses from the NUL bytes: in text in ASCII every second or fourth byte is none.
fn utf_16_or_32_without_mark(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [1..=255, 0, 0, 0, 1..=255, 0, 0, 0, ..] => Some("UTF-32LE"),
        [0, 0, 0, 1..=255, 0, 0, 0, 1..=255, ..] => Some("UTF-32BE"),
        [1..=255, 0, 1..=255, 0, ..] => Some("UTF-16LE"),
        [0, 1..=255, 0, 1..=255, ..] => Some("UTF-16BE"),
        _ => None,
    }
}

/// Gives the first switch to Japanese of ISO-2022-JP, where all bytes are ASCII as they are in that encoding:
/// <https://www.rfc-editor.org/rfc/rfc1468>.
fn iso_2022_jp(bytes: &[u8]) -> Option<usize> {
    let switches = |&at: &usize| matches!(bytes.get(at + 1..at + 3), Some(b"$B" | b"$@"));
    let first = memchr::memchr_iter(ESCAPE, bytes).find(switches)?;
    bytes.is_ascii().then_some(first)
}

/// Guesses a legacy Japanese encoding; `None` where the bytes are mostly UTF-8, or nothing known.
fn guess(bytes: &[u8]) -> Option<&'static str> {
    if is_mostly_utf8(bytes) {
        return None;
    }
    // Too little to guess from: a letter that was cut off, or a stray byte.
    if bytes.iter().filter(|byte| !byte.is_ascii()).count() < FEWEST {
        return None;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(&bytes[..bytes.len().min(64 * 1024)], true);
    let name = detector.guess(Some(b"jp"), Utf8Detection::Deny).name();
    matches!(name, "Shift_JIS" | "EUC-JP" | "ISO-2022-JP").then_some(name)
}

/// Tells whether most multi-byte sequences are UTF-8: then the file is damaged, not of another encoding.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= 2 * bad
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: &str) {
        let error = decode(bytes).expect_err("this is no UTF-8");
        assert_eq!(error.message, expected, "{bytes:?}");
    }

    #[test]
    fn names_what_is_wrong() {
        check(b"abc\0def", "not text: NUL at byte 3");
        check(b"\xFF\xFEa\0", "not UTF-8 at byte 0; it looks like UTF-16LE");
        check(b"a\0b\0\n\0", "not UTF-8 at byte 1; it looks like UTF-16LE");
        check(b"\0a\0b\0\n", "not UTF-8 at byte 0; it looks like UTF-16BE");
        check(b"a\0\0\0b\0\0\0", "not UTF-8 at byte 1; it looks like UTF-32LE");
        check(b"\0\0\0a\0\0\0b", "not UTF-8 at byte 0; it looks like UTF-32BE");
        check(b"# \x1b$BMQ8l\x1b(B\n", "not UTF-8 at byte 2; it looks like ISO-2022-JP");
        check(b"# A\n\n\xe7\x94", "not UTF-8 at byte 5");
        check(b"caf\xe9", "not UTF-8 at byte 3");
        check("日本語の\u{3042}".as_bytes().split_last().expect("bytes").1, "not UTF-8 at byte 12");
        let shift_jis = b"\x93\xfa\x96\x7b\x8c\xea\x82\xcc\x83\x81\x83\x82\x82\xc5\x82\xb7\x81\x42";
        check(shift_jis, "not UTF-8 at byte 0; it looks like Shift_JIS");
        let euc = b"\xc6\xfc\xcb\xdc\xb8\xec\xa4\xce\xa5\xe1\xa5\xe2\xa4\xc7\xa4\xb9\xa1\xa3";
        check(euc, "not UTF-8 at byte 0; it looks like EUC-JP");
    }

    #[test]
    fn text_is_text() {
        assert_eq!(decode("日本".as_bytes()), Ok("日本".to_owned()));
        assert_eq!(decode(b"\x1b(B\x1b[31m"), Ok("\u{1b}(B\u{1b}[31m".to_owned()));
        assert!(decode("日 \u{1b}$B".as_bytes()).is_ok());
        assert_eq!(decode(b""), Ok(String::new()));
    }
}
