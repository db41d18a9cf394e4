//! Images of cards that are on the web: fetched by the rules for links, kept in a cache, and bundled.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};
use std::{env, fs};

use notesmith_export::{Card, Key, MediaFile, bundle_web_media, cache_name, image_ending};
use notesmith_link_check::{Options, fetch, redacted};

use crate::args::ImageArgs;
use crate::error::CliError;
use crate::escape::escape;
use crate::gather::Gathered;
use crate::links::{egress, host_rules};
use crate::output;
use crate::report::count;
use crate::write;

/// Larger images are left on the web: a phone would not thank us for them.
const MOST_BYTES: usize = 10 << 20;
/// The longest that one image may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// What was bundled.
#[derive(Debug, Default)]
pub(crate) struct WebImages {
    /// The images.
    pub(crate) media: Vec<MediaFile>,
    /// When the images of a card were fetched, in seconds since 1970: before that Anki cannot have had them.
    pub(crate) fetched: BTreeMap<Key, u64>,
}

/// Fetches the images that the cache lacks, and puts all into the cards; nothing without the flag.
///
/// An image that cannot be had stays a link and is said.
pub(crate) fn bundle(gathered: &mut Gathered, args: &ImageArgs) -> Result<WebImages, CliError> {
    let mut images = WebImages::default();
    if !args.fetch_images {
        return Ok(images);
    }
    let folder = cache_folder(args)?;
    let mut wanted: BTreeMap<String, usize> = BTreeMap::new();
    for (at, card) in gathered.cards.iter().enumerate() {
        for url in &card.remote_media {
            wanted.entry(url.clone()).or_insert(at);
        }
    }
    let missing: Vec<String> =
        wanted.keys().filter(|url| !folder.join(cache_name(url)).is_file()).cloned().collect();
    if !missing.is_empty() {
        fs::create_dir_all(&folder).map_err(|error| CliError::io("write", &folder, error))?;
        output::note(&format!("fetching {}", count(missing.len(), "image", "images")));
        let failed = fetch_all(&missing, &folder, &options(gathered, args))?;
        for (url, why) in &failed {
            let place = place_of(gathered, &gathered.cards[wanted[url]], url);
            let url = redacted(url);
            output::note(&format!(
                "{place}: the image {} was not fetched: {}; its link stays",
                escape(&url),
                escape(why)
            ));
        }
    }
    for card in &gathered.cards {
        let times = card.remote_media.iter().filter_map(|url| time_of(&folder.join(cache_name(url))));
        if let Some(last) = times.max() {
            images.fetched.insert(card.key, last);
        }
    }
    images.media = bundle_web_media(&mut gathered.cards, |url| fs::read(folder.join(cache_name(url))).ok());
    Ok(images)
}

/// Downloads images into the cache; gives the URLs that failed, with the reason, in order.
fn fetch_all(
    urls: &[String],
    folder: &Path,
    options: &Options,
) -> Result<BTreeMap<String, String>, CliError> {
    let mut failed = BTreeMap::new();
    let mut broken = None;
    let mut take = |url: &str, result: Result<Vec<u8>, String>| {
        let kept = result.and_then(|bytes| {
            image_ending(&bytes).ok_or_else(|| "it is no image that Anki shows".to_owned())?;
            let path = folder.join(cache_name(url));
            write::create(&path, &bytes).map_err(|error| {
                let reason = error.to_string();
                broken.get_or_insert(CliError::io("write", path, error));
                reason
            })
        });
        if let Err(why) = kept {
            failed.insert(url.to_owned(), why);
        }
    };
    fetch(urls, MOST_BYTES, options, &mut take)
        .map_err(|error| CliError::usage(error.to_string(), "close other programs, and try again"))?;
    broken.map_or(Ok(failed), Err)
}

fn options(gathered: &Gathered, args: &ImageArgs) -> Options {
    let defaults = Options::default();
    Options {
        hosts: host_rules(&gathered.config.links).chain(defaults.hosts.clone()).collect(),
        egress: egress(&args.allow_host, &args.allow_net),
        timeout: PATIENCE,
        ..defaults
    }
}

/// Gives the folder of the cache: the one that is named, or the one that the system has for it.
fn cache_folder(args: &ImageArgs) -> Result<PathBuf, CliError> {
    if let Some(folder) = &args.image_cache {
        return Ok(folder.clone());
    }
    let folder = |variable, below: &str| {
        env::var_os(variable).filter(|value| !value.is_empty()).map(|value| PathBuf::from(value).join(below))
    };
    let found = folder("XDG_CACHE_HOME", "").or_else(|| match env::consts::OS {
        "windows" => folder("LOCALAPPDATA", ""),
        "macos" => folder("HOME", "Library/Caches"),
        _ => folder("HOME", ".cache"),
    });
    found.map(|folder| folder.join("notesmith").join("images")).ok_or_else(|| {
        CliError::usage("there is no folder for downloaded images", "name one with `--image-cache`")
    })
}

fn time_of(path: &Path) -> Option<u64> {
    let time = fs::metadata(path).ok()?.modified().ok()?;
    time.duration_since(UNIX_EPOCH).ok().map(|since| since.as_secs())
}

/// Gives file and line of an image: the first line from the card's on that names it.
fn place_of(gathered: &Gathered, card: &Card, url: &str) -> String {
    let path = gathered.paths.iter().find(|(key, _)| **key == *card.file).and_then(|(_, path)| path.as_ref());
    let text = path.and_then(|path| fs::read_to_string(path).ok()).unwrap_or_default();
    let first = card.source.line as usize;
    let line = (1..).zip(text.lines()).skip(first.saturating_sub(1)).find(|(_, line)| line.contains(url));
    format!("{}:{}", escape(&card.source.path), line.map_or(first, |(number, _)| number))
}
