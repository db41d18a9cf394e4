//! Local images that go along with the cards: found, renamed by their content, and put into the HTML.
//! Where an image may be read from is decided by the caller, who reads it.

use std::collections::BTreeMap;
use std::sync::Arc;

use percent_encoding::percent_decode_str;
use sha2::{Digest as _, Sha256};

use crate::Card;
use crate::identity::hex;

/// An image as it stands in Anki's media folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaFile {
    /// `ns_`, 16 hexadecimal digits of the content, and the ending.
    pub name: String,
    /// The image.
    pub bytes: Vec<u8>,
}

/// Endings of images that Anki shows, in lower case.
const ENDINGS: [&str; 8] = ["png", "jpg", "jpeg", "gif", "webp", "svg", "bmp", "avif"];

/// Reads the local images of all cards and writes their new names into the cards; gives the images by name.
///
/// `read` gets a card and the path as the note means it, percent signs decoded, and gives the image's bytes;
/// without them the card keeps what it has.
pub fn bundle_media(
    cards: &mut [Card],
    mut read: impl FnMut(&Card, &str) -> Option<Vec<u8>>,
) -> Vec<MediaFile> {
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut names: BTreeMap<(Arc<str>, String), Option<String>> = BTreeMap::new();
    for card in cards {
        for source in card.media.clone() {
            let name = names.entry((Arc::clone(&card.file), source.clone())).or_insert_with(|| {
                let path = percent_decode_str(&source).decode_utf8_lossy().into_owned();
                let ending = ending_of(&path)?;
                let bytes = read(card, &path)?;
                let name = media_name(&bytes, &ending);
                files.insert(name.clone(), bytes);
                Some(name)
            });
            if let Some(name) = name {
                rename_image(card, &source, name);
            }
        }
    }
    files.into_iter().map(|(name, bytes)| MediaFile { name, bytes }).collect()
}

/// Notes in each card what its local images hold; `read` is that of [`bundle_media`].
pub fn note_media_content(cards: &mut [Card], mut read: impl FnMut(&Card, &str) -> Option<Vec<u8>>) {
    let mut names: BTreeMap<(Arc<str>, String), Option<String>> = BTreeMap::new();
    for card in cards.iter_mut().filter(|card| !card.media.is_empty()) {
        let mut hash = Sha256::new();
        for source in card.media.clone() {
            let name = names.entry((Arc::clone(&card.file), source)).or_insert_with_key(|(_, source)| {
                let path = percent_decode_str(source).decode_utf8_lossy().into_owned();
                let ending = ending_of(&path)?;
                read(card, &path).map(|bytes| media_name(&bytes, &ending))
            });
            hash.update(name.as_deref().unwrap_or("none"));
        }
        let first = hash.finalize()[..8].try_into().expect("eight of the digest's 32 bytes");
        card.media_content = Some(u64::from_be_bytes(first));
    }
}

/// Gives the name of an image in Anki's media folder.
pub(crate) fn media_name(bytes: &[u8], ending: &str) -> String {
    format!("ns_{}.{ending}", hex(&Sha256::digest(bytes)[..8]))
}

/// Writes another name of an image into a card's HTML.
pub(crate) fn rename_image(card: &mut Card, source: &str, name: &str) {
    let old = format!("src=\"{}\"", source.replace('&', "&amp;"));
    let new = format!("src=\"{name}\"");
    card.front = card.front.replace(&old, &new);
    card.back = card.back.replace(&old, &new);
}

fn ending_of(path: &str) -> Option<String> {
    let ending = path.rsplit_once('.')?.1.to_lowercase();
    ENDINGS.contains(&ending.as_str()).then_some(ending)
}
