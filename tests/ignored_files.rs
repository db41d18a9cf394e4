//! Files that Git is told to ignore are not looked at.

use crate::notes::Notes;

const BAD: &[u8] = b"# a\n\nAWS Lamnda\n";

/// The files with findings, where Git's own configuration holds these files of the home folder.
fn seen(home: &[(&str, &[u8])]) -> Vec<String> {
    let notes = Notes::new(&[("notes/a.md", BAD), ("notes/draft.md", BAD)]);
    for (name, bytes) in home {
        notes.write(name, bytes);
    }
    let folder = notes.path("");
    let home = folder.to_str().expect("temporary folders are named in UTF-8");
    // An empty XDG_CONFIG_HOME is none: the folder is `.config` of the home folder.
    let ran =
        notes.run_with(&["lint", "--format", "concise", "notes"], &[("HOME", home), ("XDG_CONFIG_HOME", "")]);
    ["a.md", "draft.md"].into_iter().filter(|name| ran.stdout.contains(name)).map(str::to_owned).collect()
}

#[test]
fn what_git_ignores_everywhere_is_left_out() {
    assert_eq!(seen(&[]), ["a.md", "draft.md"]);
    assert_eq!(seen(&[(".gitconfig", b"[user]\n\tname = a\n")]), ["a.md", "draft.md"]);
    let setting: &[u8] = b"[core]\n\texcludesFile = ~/ignored\n";
    assert_eq!(seen(&[(".gitconfig", setting), ("ignored", b"draft.md\n")]), ["a.md"]);
    assert_eq!(seen(&[(".config/git/config", setting), ("ignored", b"draft.md\n")]), ["a.md"]);
    assert_eq!(seen(&[(".config/git/ignore", b"draft.md\n")]), ["a.md"]);
    assert_eq!(seen(&[("notes/.gitignore", b"draft.md\n")]), ["a.md"]);
}
