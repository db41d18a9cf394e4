//! Gets the source packages with their own clients, at pinned versions.

use std::path::{Path, PathBuf};

use crate::{Failure, shell};

/// Packages of npm whose word lists are read (all MIT, `simple-icons` CC0).
const CSPELL: [&str; 12] = [
    "@cspell/dict-aws@4.0.17",
    "@cspell/dict-software-terms@5.4.9",
    "@cspell/dict-companies@3.2.13",
    "@cspell/dict-k8s@1.0.13",
    "@cspell/dict-docker@1.1.17",
    "@cspell/dict-terraform@1.1.4",
    "@cspell/dict-data-science@2.0.16",
    "@cspell/dict-sql@2.2.1",
    "@cspell/dict-python@4.5.2",
    "@cspell/dict-shell@1.2.0",
    "@cspell/dict-fullstack@3.2.9",
    "@cspell/dict-google@1.0.9",
];
const SIMPLE_ICONS: &str = "simple-icons@16.37.0";
const BOTOCORE: &str = "botocore==1.44.5";
const UNIDIC: &str = "unidic-lite==1.0.8";
const TYPOS_DICT: &str = "=0.14.4";

/// Where the unpacked sources lie.
pub(super) struct Sources {
    /// One folder for each cspell package.
    pub(super) cspell: Vec<PathBuf>,
    pub(super) simple_icons: PathBuf,
    /// The folder of botocore's service descriptions.
    pub(super) botocore: PathBuf,
    /// The folder of SCOWL's lists (`english-words.10`, …).
    pub(super) scowl: PathBuf,
    /// The folder of IPADIC's CSV files.
    pub(super) ipadic: PathBuf,
    /// The compiled dictionary of `UniDic`.
    pub(super) unidic: PathBuf,
    /// The source file of the crate that holds the list.
    pub(super) typos_dict: PathBuf,
}

/// Fetches and unpacks every source below `folder`.
pub(super) fn all(folder: &Path) -> Result<Sources, Failure> {
    let mut cspell = Vec::new();
    for (number, package) in CSPELL.iter().enumerate() {
        cspell.push(npm(folder, package, &format!("cspell-{number}"))?);
    }
    Ok(Sources {
        cspell,
        simple_icons: npm(folder, SIMPLE_ICONS, "simple-icons")?,
        botocore: botocore(folder)?,
        scowl: debian(folder, "scowl")?.join("usr/share/dict/scowl"),
        ipadic: debian(folder, "mecab-ipadic")?.join("usr/share/mecab/dic/ipadic"),
        unidic: unidic(folder)?,
        typos_dict: typos_dict(folder)?,
    })
}

/// Runs a program and returns what it printed.
pub(super) fn run(program: &str, arguments: &[&str], folder: &Path) -> Result<Vec<u8>, Failure> {
    shell::capture(&mut shell::command(program, arguments, folder))
}

fn npm(folder: &Path, package: &str, name: &str) -> Result<PathBuf, Failure> {
    let target = folder.join(name);
    std::fs::create_dir_all(&target)?;
    let printed = run("npm", &["pack", "--silent", package], &target)?;
    let archive = String::from_utf8(printed)?;
    run("tar", &["xzf", archive.trim(), "--strip-components=1"], &target)?;
    Ok(target)
}

fn botocore(folder: &Path) -> Result<PathBuf, Failure> {
    let target = folder.join("botocore");
    std::fs::create_dir_all(&target)?;
    run("pip", &["download", "--quiet", "--no-deps", "--no-binary=:none:", BOTOCORE], &target)?;
    let wheel = std::fs::read_dir(&target)?
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|ending| ending == "whl"))
        .ok_or("pip downloaded no wheel of botocore")?;
    run("unzip", &["-q", &wheel.to_string_lossy(), "botocore/data/*/service-2.json.gz"], &target)?;
    Ok(target.join("botocore/data"))
}

/// The package is a source archive, of which `pip` reads the metadata.
fn unidic(folder: &Path) -> Result<PathBuf, Failure> {
    let target = folder.join("unidic");
    std::fs::create_dir_all(&target)?;
    run("pip", &["download", "--quiet", "--no-deps", UNIDIC], &target)?;
    run("tar", &["xzf", "unidic-lite-1.0.8.tar.gz", "--strip-components=1"], &target)?;
    Ok(target.join("unidic_lite/dicdir/sys.dic"))
}

fn debian(folder: &Path, package: &str) -> Result<PathBuf, Failure> {
    let target = folder.join(package);
    std::fs::create_dir_all(&target)?;
    run("apt-get", &["download", package], &target)?;
    let archive = std::fs::read_dir(&target)?
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|ending| ending == "deb"))
        .ok_or_else(|| format!("apt-get downloaded no package {package}"))?;
    run("dpkg-deb", &["-x", &archive.to_string_lossy(), "."], &target)?;
    Ok(target)
}

fn typos_dict(folder: &Path) -> Result<PathBuf, Failure> {
    let target = folder.join("typos-dict");
    std::fs::create_dir_all(target.join("src"))?;
    std::fs::write(target.join("src/lib.rs"), "")?;
    let manifest = format!(
        "[package]\nname = \"fetch\"\nedition = \"2024\"\n[dependencies]\ntypos-dict = \"{TYPOS_DICT}\"\n[workspace]\n"
    );
    std::fs::write(target.join("Cargo.toml"), manifest)?;
    run("cargo", &["vendor", "--quiet"], &target)?;
    Ok(target.join("vendor/typos-dict/src/word_codegen.rs"))
}
