//! The HTML page of cards, judged in a headless Chromium.

use std::path::Path;

use crate::build::{self, Profile};
use crate::{Failure, anki, shell};

/// What the browser is called, on Debian and elsewhere.
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Judges the pages of folders of notes; without any, of the fixtures.
///
/// # Errors
/// Fails when there is no browser and none can be installed, or when a page is not as it should be.
pub(crate) fn run(root: &Path, places: &[&str]) -> Result<(), Failure> {
    let browser = browser(root)?;
    let binary = build::binary(root, Profile::Debug)?;
    let places = if places.is_empty() { &anki::FIXTURES[..] } else { places };
    let mut judge = shell::command("python3", &["-B", "tests/html/judge.py"], root);
    shell::run(judge.arg(binary).arg(browser).args(places))
}

/// Gives a browser, which is installed where it is missing and that is allowed.
fn browser(root: &Path) -> Result<&'static str, Failure> {
    if let Some(found) = installed(root) {
        return Ok(found);
    }
    let apt = |arguments: &[&str]| {
        shell::run(shell::command("apt-get", arguments, root).env("DEBIAN_FRONTEND", "noninteractive"))
    };
    let _ = apt(&["update", "--quiet=2"]);
    let tried = apt(&["install", "--quiet=2", "--yes", "--no-install-recommends", "chromium"]);
    installed(root).ok_or_else(|| {
        let why = tried.err().map_or_else(String::new, |error| format!(" ({error})"));
        format!("the page of cards is judged in Chromium: install it, on Debian with `apt-get install chromium`{why}")
            .into()
    })
}

fn installed(root: &Path) -> Option<&'static str> {
    let answers = |name: &&str| shell::capture(&mut shell::command(*name, &["--version"], root)).is_ok();
    BROWSERS.iter().copied().find(|name| answers(name))
}
