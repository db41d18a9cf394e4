//! Local images of cards, read from inside the notes' root and nowhere else.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use notesmith_export::{Card, MediaFile, bundle_media, note_media_content};

use crate::args::ImageArgs;
use crate::error::CliError;
use crate::escape::escape;
use crate::gather::Gathered;
use crate::output;
use crate::web_images::{self, WebImages};

/// Images above this size are left out: Anki's own servers take at most 100 MB.
const TOO_LARGE: u64 = 100 << 20;

/// Reads the images of the cards and puts their new names into the cards; those on the web if that is asked for.
///
/// An image outside the root is an error, even by way of a link; one that is missing is
/// only said: that it is missing is for `notesmith lint` to find.
pub(crate) fn bundle(gathered: &mut Gathered, args: &ImageArgs) -> Result<WebImages, CliError> {
    let local = bundle_local(gathered)?;
    let mut images = web_images::bundle(gathered, args)?;
    images.media.extend(local);
    images.media.sort_by(|left, right| left.name.cmp(&right.name));
    images.media.dedup_by(|left, right| left.name == right.name);
    Ok(images)
}

/// Notes in each card what its local images hold, so that another image under an old name is a change.
pub(crate) fn note_contents(gathered: &mut Gathered) {
    let (root, folders) = (gathered.roots.project().to_owned(), folders(gathered));
    note_media_content(&mut gathered.cards, |card, image| {
        let folder = folders.get(&*card.file)?;
        read(if folder.starts_with(&root) { &root } else { folder }, folder, image).ok()
    });
}

/// Gives the folder of each file with cards, by the file's key.
fn folders(gathered: &Gathered) -> BTreeMap<String, PathBuf> {
    let folder = |path: &Option<PathBuf>| Some(path.as_ref()?.canonicalize().ok()?.parent()?.to_owned());
    gathered.paths.iter().filter_map(|(key, path)| Some((key.clone(), folder(path)?))).collect()
}

fn bundle_local(gathered: &mut Gathered) -> Result<Vec<MediaFile>, CliError> {
    let (root, folders) = (gathered.roots.project().to_owned(), folders(gathered));
    let mut outside = None;
    let media = bundle_media(&mut gathered.cards, |card, image| {
        let folder = folders.get(&*card.file)?;
        let root = if folder.starts_with(&root) { &root } else { folder };
        match read(root, folder, image) {
            Ok(bytes) => Some(bytes),
            Err(Refusal::Outside) => {
                outside.get_or_insert_with(|| {
                    let message =
                        format!("{}: the image {} lies outside the notes", place(card), escape(image));
                    CliError::usage(message, "copy it beside the note, or leave the note out")
                });
                None
            }
            Err(Refusal::Unreadable(reason)) => {
                output::note(&format!("{}: the image {} was left out: {reason}", place(card), escape(image)));
                None
            }
        }
    });
    outside.map_or(Ok(media), Err)
}

fn place(card: &Card) -> String {
    format!("{}:{}", escape(&card.source.path), card.source.line)
}

/// Why an image was not read.
enum Refusal {
    /// It lies outside the root.
    Outside,
    /// It is not there, or no file, or too large.
    Unreadable(String),
}

fn read(root: &Path, folder: &Path, image: &str) -> Result<Vec<u8>, Refusal> {
    let unreadable = |error: std::io::Error| Refusal::Unreadable(error.to_string());
    // A leading slash means the root, as on GitHub.
    let path = match image.strip_prefix('/') {
        Some(rest) => root.join(rest),
        None => folder.join(image),
    };
    if !lexically_inside(root, &path) {
        return Err(Refusal::Outside);
    }
    let real = path.canonicalize().map_err(unreadable)?;
    if !real.starts_with(root) {
        return Err(Refusal::Outside);
    }
    let metadata = fs::metadata(&real).map_err(unreadable)?;
    if !metadata.is_file() || metadata.len() > TOO_LARGE {
        return Err(Refusal::Unreadable("no file of at most 100 MB".to_owned()));
    }
    fs::read(&real).map_err(unreadable)
}

/// Tells whether a path stays inside the root as it is written, so that one that is missing is refused as well.
fn lexically_inside(root: &Path, path: &Path) -> bool {
    let mut depth = 0_i32;
    let Ok(rest) = path.strip_prefix(root) else { return false };
    rest.components().all(|component| {
        match component {
            std::path::Component::ParentDir => depth -= 1,
            std::path::Component::Normal(_) => depth += 1,
            _ => {}
        }
        depth >= 0
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(image: &str, expected: &str) {
        let folder = tempfile::tempdir().expect("a folder");
        let base = folder.path().canonicalize().expect("it is there");
        let root = base.join("root");
        let notes = root.join("notes");
        fs::create_dir_all(notes.join("img")).expect("created");
        fs::write(notes.join("img/a.png"), "image").expect("written");
        fs::write(base.join("secret.png"), "secret").expect("written");
        #[cfg(unix)]
        std::os::unix::fs::symlink(base.join("secret.png"), notes.join("link.png")).expect("linked");
        let found = match read(&root, &notes, image) {
            Ok(bytes) => String::from_utf8(bytes).expect("text"),
            Err(Refusal::Outside) => "outside".to_owned(),
            Err(Refusal::Unreadable(_)) => "unreadable".to_owned(),
        };
        assert_eq!(found, expected, "{image}");
    }

    #[test]
    fn images_are_read_inside_the_root_only() {
        check("img/a.png", "image");
        check("./img/../img/a.png", "image");
        check("/notes/img/a.png", "image");
        check("img/b.png", "unreadable");
        check("img", "unreadable");
        check("../../secret.png", "outside");
        check("../../../../../../../etc/passwd", "outside");
        check("../../missing.png", "outside");
        check("/../secret.png", "outside");
        #[cfg(unix)]
        check("link.png", "outside");
    }
}
