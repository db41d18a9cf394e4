//! A folder of notes for one test, and the binary run in it.

use std::io::{Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A folder that is gone after the test.
pub(crate) struct Notes {
    folder: TempDir,
}

/// What a run of the binary gave.
#[derive(Debug)]
pub(crate) struct Ran {
    /// The exit code; a run that ends by a signal has none and fails the test.
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Notes {
    /// Makes a folder with the given files.
    pub(crate) fn new(files: &[(&str, &[u8])]) -> Self {
        let notes = Self { folder: TempDir::new().expect("a temporary folder can be made") };
        for (name, bytes) in files {
            notes.write(name, bytes);
        }
        notes
    }

    /// Makes a folder with a copy of the given one.
    pub(crate) fn copy_of(folder: &Path) -> Self {
        let notes = Self::new(&[]);
        copy(folder, notes.folder.path());
        notes
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a file lies in a folder"))
            .expect("a folder can be made");
        std::fs::write(path, bytes).expect("a file can be written");
    }

    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).expect("the file is there")
    }

    /// Runs `notesmith` in the folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        run_in(self.folder.path(), arguments)
    }

    /// Runs `notesmith` in the folder with more variables of the environment.
    pub(crate) fn run_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Ran {
        let mut command = command_in(self.folder.path(), arguments);
        ran(command.envs(variables.iter().copied()))
    }

    /// Runs `notesmith` in the folder with a text on its standard input.
    pub(crate) fn run_on(&self, input: &str, arguments: &[&str]) -> Ran {
        let mut command = command_in(self.folder.path(), arguments);
        let mut file = tempfile::tempfile().expect("a temporary file can be made");
        file.write_all(input.as_bytes()).expect("a file can be written");
        file.rewind().expect("a file can be read from its start");
        ran(command.stdin(file))
    }

    /// Gives `path: rule` of each finding, in order.
    pub(crate) fn findings(&self, arguments: &[&str]) -> Vec<String> {
        findings(&self.run(&[&["lint", "--format", "json"], arguments].concat()))
    }
}

/// Runs `notesmith` in a folder.
pub(crate) fn run_in(folder: &Path, arguments: &[&str]) -> Ran {
    ran(&mut command_in(folder, arguments))
}

fn command_in(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_notesmith"));
    command.args(arguments).current_dir(folder).env("COLUMNS", "100").stdin(Stdio::null());
    command
}

fn ran(command: &mut Command) -> Ran {
    let output = command.output().expect("the binary is built");
    Ran {
        code: output.status.code().expect("it ends by itself"),
        stdout: String::from_utf8(output.stdout).expect("output is UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("output is UTF-8"),
    }
}

/// Gives `path: rule` of each finding of a run with `--format json`, in order.
pub(crate) fn findings(ran: &Ran) -> Vec<String> {
    let report: Value = serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {ran:?}"));
    let diagnostics = report["diagnostics"].as_array().expect("a report lists findings");
    let text = |value: &Value| value.as_str().expect("a string").to_owned();
    diagnostics.iter().map(|one| format!("{}: {}", text(&one["path"]), text(&one["rule"]))).collect()
}

fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).expect("the folder is there") {
        let entry = entry.expect("the folder can be read");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            std::fs::create_dir_all(&target).expect("a folder can be made");
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("a file can be copied");
        }
    }
}
