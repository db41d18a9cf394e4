//! A disk without room: a small file system in memory, filled up.

use super::Bench;
use super::files::{clean, none_left};
use crate::{Failure, shell};

/// Copies the notes to a disk of a megabyte that they nearly fill, fixes them and reports to it there, and copies all
/// back.
///
/// The mount is seen by this shell alone and goes with it.
const SCRIPT: &str = r#"
mount -t tmpfs -o size=1m none "$2" && cp "$1"/*.md "$2" && cd "$2" || exit 99
cat /dev/zero > filler 2>/dev/null
for command in "lint --format text" "lint --format json" "lint --format sarif" "stats" "lint --fix"; do
    "$0" $command > report 2>/dev/null
    code=$?
    [ "$code" = 2 ] || { echo "$command: ended with $code, not with 2"; exit 1; }
done
rm filler report && cp -a . "$3"
"#;

/// Fixes notes on a full disk, and prints to one.
pub(super) fn check(bench: &Bench) -> Result<(), Failure> {
    if cfg!(not(target_os = "linux")) {
        return Ok(());
    }
    let [notes, disk, after] = ["notes", "disk", "after"].map(|name| bench.folder.join(name));
    bench.notes.write(&notes)?;
    clean(&disk)?;
    clean(&after)?;
    let may_mount = ["-rm", "mount", "-t", "tmpfs", "none", "."];
    if shell::capture(&mut shell::command("unshare", &may_mount, &disk)).is_err() {
        println!("      nobody may mount here, so no disk was filled");
        return Ok(());
    }
    let mut unshare = shell::command("unshare", &["-rm", "bash", "-c", SCRIPT], &bench.folder);
    shell::run(unshare.arg(&bench.binary).args([&notes, &disk, &after]))?;
    bench.notes.count_new(&after)?;
    none_left(&after)
}
