//! Lists of paths that other programs write: `--files-from`.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use crate::error::CliError;

/// Reads a list from a file, or from standard input for `-`: paths ended by NUL if there is one, else lines.
pub(crate) fn read_list(from: &Path) -> Result<Vec<PathBuf>, CliError> {
    let bytes = if from.as_os_str() == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(from)
    };
    bytes.map(|bytes| paths(&bytes)).map_err(|error| CliError::io("read", from, error))
}

fn paths(bytes: &[u8]) -> Vec<PathBuf> {
    let end = if bytes.contains(&0) { 0 } else { b'\n' };
    let names = bytes.split(|&byte| byte == end);
    let names = names.map(|name| if end == b'\n' { name.strip_suffix(b"\r").unwrap_or(name) } else { name });
    names.filter(|name| !name.is_empty()).map(path_from).collect()
}

/// Gives the path of a name in bytes, as Git and other programs write it.
#[cfg(unix)]
pub(crate) fn path_from(name: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt as _;
    PathBuf::from(std::ffi::OsStr::from_bytes(name))
}

/// Gives the path of a name in bytes, as Git and other programs write it.
#[cfg(not(unix))]
pub(crate) fn path_from(name: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(name).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(list: &str, expected: &[&str]) {
        assert_eq!(
            paths(list.as_bytes()),
            expected.iter().map(PathBuf::from).collect::<Vec<_>>(),
            "{list:?}"
        );
    }

    #[test]
    fn lines_or_nuls() {
        check("", &[]);
        check("a.md\nノート/b c.md\n", &["a.md", "ノート/b c.md"]);
        check("a.md\r\n\r\nb.md", &["a.md", "b.md"]);
        check("a\nb.md\0c.md\0", &["a\nb.md", "c.md"]);
    }
}
