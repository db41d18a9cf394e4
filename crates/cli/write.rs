//! Files written so that each holds the old text or the new one, whole, whatever happens in between.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use crate::load;

/// Temporary files of ours start with this; they stand beside the file that they replace.
const PREFIX: &str = ".notesmith-";

/// And end with this.
const SUFFIX: &str = ".tmp";

/// How many random characters stand between the two.
const RANDOM: usize = 6;

/// Makes a limit on the size of files an error of the write that meets it; by default its signal ends the process.
#[cfg(unix)]
pub(crate) fn survive_size_limits() {
    let seen = std::sync::Arc::default();
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, seen);
}

#[cfg(not(unix))]
pub(crate) fn survive_size_limits() {}

/// Why a file was not written.
#[derive(Debug)]
pub(crate) enum WriteError {
    /// The file is not what it was when it was read.
    Changed,
    /// The file system refused.
    Io(io::Error),
}

impl From<io::Error> for WriteError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Replaces the text of a file that held `old_hash` when it was read; a link is followed, mode and owner stay.
pub(crate) fn replace(path: &Path, old_hash: u64, text: &str) -> Result<(), WriteError> {
    let target = path.canonicalize()?;
    let folder = target.parent().unwrap_or(Path::new("."));
    // A rename asks only the folder; a file that may not be written is not replaced either.
    fs::OpenOptions::new().write(true).open(&target)?;
    let mut file = temporary(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    let metadata = fs::metadata(&target)?;
    file.as_file().set_permissions(metadata.permissions())?;
    keep_owner(file.path(), &metadata);
    let now = fs::read_to_string(&target).map_err(|_| WriteError::Changed)?;
    if load::hash(&now) != old_hash {
        return Err(WriteError::Changed);
    }
    file.persist(&target).map_err(|error| error.error)?;
    sync_folder(folder);
    Ok(())
}

/// Writes a new file, or replaces one, with `bytes`.
pub(crate) fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    create_with(path, |out| out.write_all(bytes))
}

/// Writes a new file, or replaces one, piece by piece; where `write` fails, nothing is there but what was.
pub(crate) fn create_with<E: From<io::Error>>(
    path: &Path,
    write: impl FnOnce(&mut io::BufWriter<&fs::File>) -> Result<(), E>,
) -> Result<(), E> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let file = temporary(folder)?;
    let mut out = io::BufWriter::with_capacity(1 << 16, file.as_file());
    write(&mut out)?;
    out.flush()?;
    drop(out);
    file.as_file().sync_all()?;
    open_up(file.as_file(), path)?;
    file.persist(path).map_err(|error| error.error)?;
    sync_folder(folder);
    Ok(())
}

/// Makes a temporary file, once those of killed runs are gone; an error does not name it, since nobody asked for it.
///
/// The file is locked as long as it is open, which tells other runs that somebody still works on it.
fn temporary(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    const ATTEMPTS: usize = 16;
    sweep_once(folder);
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX).rand_bytes(RANDOM);
    for _ in 0..ATTEMPTS {
        let file = builder.tempfile_in(folder).map_err(|error| {
            let text = error.to_string();
            io::Error::new(error.kind(), text.split(" at path ").next().unwrap_or(&text))
        })?;
        match file.as_file().try_lock() {
            // Another run took it for an orphan before it was locked.
            Err(fs::TryLockError::WouldBlock) => {}
            Ok(()) if !file.path().exists() => {}
            // A file system without locks has no sweepers either.
            Ok(()) | Err(fs::TryLockError::Error(_)) => return Ok(file),
        }
    }
    Err(io::Error::other("other programs keep removing the temporary file"))
}

/// Sweeps a folder unless this run has done so.
fn sweep_once(folder: &Path) {
    static SWEPT: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
    let is_new = SWEPT.lock().is_ok_and(|mut swept| swept.insert(folder.to_owned()));
    if is_new {
        sweep(folder);
    }
}

/// Removes the temporary files that runs which were killed have left: those that nobody holds a lock on.
fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if !is_file || !entry.file_name().to_str().is_some_and(is_temporary) {
            continue;
        }
        let Ok(file) = fs::File::open(entry.path()) else { continue };
        if file.try_lock().is_ok() {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn is_temporary(name: &str) -> bool {
    let random = name.strip_prefix(PREFIX).and_then(|rest| rest.strip_suffix(SUFFIX));
    random.is_some_and(|random| random.len() == RANDOM && random.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// Gives a new file the mode of the one that it replaces, or the usual one: temporary files are private.
#[cfg(unix)]
fn open_up(file: &fs::File, path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let permissions =
        fs::metadata(path).map_or_else(|_| fs::Permissions::from_mode(0o644), |old| old.permissions());
    file.set_permissions(permissions)
}

#[cfg(not(unix))]
fn open_up(_: &fs::File, _: &Path) -> io::Result<()> {
    Ok(())
}

/// Keeps the owner where we may; only the superuser may give files away, so failing is no error.
#[cfg(unix)]
fn keep_owner(path: &Path, metadata: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt as _, chown};
    let _ = chown(path, Some(metadata.uid()), Some(metadata.gid()));
}

#[cfg(not(unix))]
fn keep_owner(_: &Path, _: &fs::Metadata) {}

/// Makes the rename durable where folders can be synced.
#[cfg(unix)]
fn sync_folder(folder: &Path) {
    if let Ok(folder) = fs::File::open(folder) {
        let _ = folder.sync_all();
    }
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replaces_only_what_was_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.md");
        fs::write(&path, "old").expect("written");
        assert!(matches!(replace(&path, load::hash("other"), "new"), Err(WriteError::Changed)));
        assert_eq!(fs::read_to_string(&path).expect("read"), "old");
        replace(&path, load::hash("old"), "new").expect("unchanged since");
        assert_eq!(fs::read_to_string(&path).expect("read"), "new");
        assert_eq!(fs::read_dir(folder.path()).expect("read").count(), 1, "no temporary file stays");
    }

    #[test]
    fn what_killed_runs_left_is_swept() {
        let folder = tempfile::tempdir().expect("a folder");
        let (orphan, other) =
            (folder.path().join(".notesmith-a1B2c3.tmp"), folder.path().join(".notesmith-x"));
        for path in [&orphan, &other] {
            fs::write(path, "half").expect("written");
        }
        let ours = temporary(folder.path()).expect("a file can be made");
        assert!(!orphan.exists(), "nobody holds it");
        assert!(other.exists(), "it is not ours");
        sweep(folder.path());
        assert!(ours.path().exists(), "it is in use");
    }
}
