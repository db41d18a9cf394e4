//! Images from the web that go along with the cards: recognised by their bytes, and put into the HTML.
//! Fetching them is the caller's part.

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};

use crate::identity::hex;
use crate::media::{media_name, rename_image};
use crate::{Card, MediaFile};

/// How far into a file its kind shows.
const HEAD_BYTES: usize = 512;

/// Puts fetched images into the cards that show them, and gives them by name; what was not fetched stays a link.
///
/// `read` gives the bytes of a URL.
pub fn bundle_web_media(cards: &mut [Card], mut read: impl FnMut(&str) -> Option<Vec<u8>>) -> Vec<MediaFile> {
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut names: BTreeMap<String, Option<String>> = BTreeMap::new();
    for card in cards {
        let urls = std::mem::take(&mut card.remote_media);
        for url in urls {
            let name = names.entry(url.clone()).or_insert_with(|| {
                let bytes = read(&url)?;
                let name = media_name(&bytes, image_ending(&bytes)?);
                files.insert(name.clone(), bytes);
                Some(name)
            });
            match name {
                Some(name) => rename_image(card, &url, name),
                None => card.remote_media.push(url),
            }
        }
    }
    files.into_iter().map(|(name, bytes)| MediaFile { name, bytes }).collect()
}

/// Gives the ending for an image by what it holds, whatever its name and its server say; `None` for other files.
///
/// Source of the first bytes: <https://mimesniff.spec.whatwg.org/#matching-an-image-type-pattern>.
pub fn image_ending(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Some("png"),
        [0xFF, 0xD8, 0xFF, ..] => Some("jpg"),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some("gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("webp"),
        [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => Some("bmp"),
        [_, _, _, _, b'f', b't', b'y', b'p', b'a', b'v', b'i', b'f' | b's', ..] => Some("avif"),
        _ => is_svg(bytes).then_some("svg"),
    }
}

/// Tells whether text begins with an `svg` element, behind a declaration and comments; a page of HTML that shows one
/// is none.
fn is_svg(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let head = String::from_utf8_lossy(head);
    let mut rest = head.trim_start();
    loop {
        let closing = match rest {
            _ if rest.starts_with("<?xml") => "?>",
            _ if rest.starts_with("<!--") => "-->",
            _ if rest.starts_with("<!DOCTYPE svg") => ">",
            _ => {
                return rest.starts_with("<svg")
                    && !rest[4..].starts_with(|next: char| next.is_alphanumeric());
            }
        };
        let Some((_, behind)) = rest.split_once(closing) else { return false };
        rest = behind.trim_start();
    }
}

/// Gives a name under which the file of a URL can be kept, which is one for each URL.
pub fn cache_name(url: &str) -> String {
    hex(&Sha256::digest(url.as_bytes())[..16])
}

#[cfg(test)]
mod tests {
    use notesmith_parse::{Document, ParseOptions};

    use super::*;
    use crate::{Note, cards_of};

    #[test]
    fn images_are_known_by_their_bytes() {
        for (bytes, ending) in [
            (&b"\x89PNG\r\n\x1a\n..."[..], Some("png")),
            (b"\xFF\xD8\xFF\xE0", Some("jpg")),
            (b"GIF89a.", Some("gif")),
            (b"RIFF\x01\x02\x03\x04WEBPVP8", Some("webp")),
            (b"\0\0\0\x1cftypavif", Some("avif")),
            (b"<svg xmlns=\"x\"></svg>", Some("svg")),
            (b"\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<!-- x -->\n<svg>", Some("svg")),
            (b"<svgx>", None),
            (b"<!doctype html><svg>", None),
            (b"<html>", None),
            (b"<!-- never closed <svg>", None),
            (b"", None),
            (b"PNG", None),
        ] {
            assert_eq!(image_ending(bytes), ending, "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn fetched_images_take_the_place_of_their_links() {
        let text = "- a: ![x](https://h.net/a?b=1&c=2) ![y](https://h.net/gone) ![z](https://h.net/page)\n";
        let document = Document::parse(text, &ParseOptions::default());
        let mut cards =
            cards_of(&document, &Note { path: "a.md", key: "a.md" }, &crate::CardOptions::default());
        let media = bundle_web_media(&mut cards, |url| match url {
            "https://h.net/a?b=1&c=2" => Some(b"GIF89a.".to_vec()),
            "https://h.net/page" => Some(b"<html>".to_vec()),
            _ => None,
        });
        let [file] = media.as_slice() else { panic!("one image: {media:?}") };
        assert!(cards[0].back.contains(&format!("src=\"{}\"", file.name)), "{}", cards[0].back);
        assert_eq!(cards[0].remote_media, ["https://h.net/gone", "https://h.net/page"]);
    }
}
