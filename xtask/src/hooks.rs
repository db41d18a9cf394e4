//! The hooks of `.pre-commit-hooks.yaml`, run by pre-commit itself on a throw-away repository of notes.
//!
//! `pre-commit try-repo` takes this checkout with what is not committed yet and installs it as a user's machine would.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::build::Profile;
use crate::tally::Tally;
use crate::{Failure, build, shell, venv};

const PRE_COMMIT: &str = "pre-commit==4.7.0";

/// A note with one defect that is mended and one that is not.
const BAD: &str =
    "# Memo\n\n- queue: what we recieve first goes out first.\n- See [the list](list-of-queues.md).\n";

/// The same note as its author would leave it.
const GOOD: &str = "# Memo\n\n- queue: what we receive first goes out first.\n- See [the list](list.md).\n";

/// Runs the test of the hooks and prints its count.
///
/// # Errors
/// Fails when a hook does not do what it should.
pub(crate) fn run_alone(root: &Path) -> Result<(), Failure> {
    let mut tally = Tally::default();
    run(root, &mut tally);
    tally.close()
}

/// Lets pre-commit check a commit that has to fail and one that has to pass.
pub(crate) fn run(root: &Path, tally: &mut Tally) {
    match Sample::new(root) {
        Ok(sample) => {
            tally.check("pre-commit: a bad note fails and is mended", sample.bad_note());
            tally.check("pre-commit: a good note passes", sample.good_note());
            tally.check("pre-commit: links are followed before a push alone", sample.links());
        }
        Err(error) => tally.fail("pre-commit: the sample repository", &error.to_string()),
    }
}

/// A Git repository of notes, and the pre-commit that checks it.
struct Sample<'r> {
    root: &'r Path,
    folder: PathBuf,
    pre_commit: PathBuf,
    target: PathBuf,
    /// Where programs are looked for, with the `notesmith` that is installed first.
    path: OsString,
}

impl<'r> Sample<'r> {
    fn new(root: &'r Path) -> Result<Self, Failure> {
        let pre_commit = venv::ready(root, "pre-commit", &[PRE_COMMIT])?.join("pre-commit");
        let target = build::target_folder(root)?;
        let folder = target.join("xtask").join("notes-repository");
        if folder.exists() {
            std::fs::remove_dir_all(&folder)?;
        }
        std::fs::create_dir_all(&folder)?;
        let installed = build::binary(root, Profile::Debug)?;
        let others = std::env::var_os("PATH").unwrap_or_default();
        let folders =
            installed.parent().map(Path::to_owned).into_iter().chain(std::env::split_paths(&others));
        let path = std::env::join_paths(folders)?;
        let sample = Self { root, folder, pre_commit, target, path };
        sample.git(&["init", "--quiet"])?;
        sample.write("list.md", "# List\n\n- queue\n")?;
        sample.git(&[
            "-c",
            "user.name=sample",
            "-c",
            "user.email=sample@example.com",
            "commit",
            "-qm",
            "A list",
        ])?;
        Ok(sample)
    }

    fn bad_note(&self) -> Result<(), Failure> {
        self.write("memo.md", BAD)?;
        let said = self.hooks(&[], 1)?;
        for expected in
            ["links/broken-path", "list-of-queues.md", "spelling/known-misspelling", "files were modified"]
        {
            if !said.contains(expected) {
                return Err(format!("the hooks do not say `{expected}`:\n{said}").into());
            }
        }
        let fixed = std::fs::read_to_string(self.folder.join("memo.md"))?;
        if fixed != BAD.replace("recieve", "receive") {
            return Err(format!("the mended note is\n{fixed}").into());
        }
        Ok(())
    }

    fn good_note(&self) -> Result<(), Failure> {
        self.write("memo.md", GOOD)?;
        let said = self.hooks(&[], 0)?;
        if said.matches("Passed").count() != 3 || said.contains("notesmith (links)") {
            return Err(format!("not the three hooks of a commit passed:\n{said}").into());
        }
        Ok(())
    }

    fn links(&self) -> Result<(), Failure> {
        let before_a_push = ["notesmith-links", "--hook-stage", "pre-push"];
        self.write("memo.md", BAD)?;
        let said = self.hooks(&before_a_push, 1)?;
        // Without names of files it looks at all notes, once.
        if said.matches("there is no file `list-of-queues.md`").count() != 1
            || !said.contains("2 files, 1 link")
        {
            return Err(format!("the hook does not look at all notes once:\n{said}").into());
        }
        Ok(())
    }

    /// Runs hooks on the staged notes, those of a commit without further arguments, and gives what they said.
    fn hooks(&self, arguments: &[&str], expected: i32) -> Result<String, Failure> {
        let mut command = shell::command(&self.pre_commit, &["try-repo"], &self.folder);
        command.arg(self.root).args(arguments).args(["--color", "never", "--all-files", "--verbose"]);
        command
            .env("CARGO_TARGET_DIR", &self.target)
            .env("PATH", &self.path)
            .env("PRE_COMMIT_HOME", self.target.join("xtask/pre-commit-home"));
        let output = command.output()?;
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        if output.status.code() == Some(expected) {
            return Ok(said);
        }
        let complaint = String::from_utf8_lossy(&output.stderr);
        Err(format!("pre-commit ended with {}, not {expected}:\n{said}{complaint}", output.status).into())
    }

    /// Writes and stages a note.
    fn write(&self, name: &str, text: &str) -> Result<(), Failure> {
        std::fs::write(self.folder.join(name), text)?;
        self.git(&["add", "--all"])
    }

    fn git(&self, arguments: &[&str]) -> Result<(), Failure> {
        let git: &mut Command = &mut shell::command("git", arguments, &self.folder);
        shell::run(git)
    }
}
