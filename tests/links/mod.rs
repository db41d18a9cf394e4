//! `notesmith links`: files, headings, URLs of a server on this machine; formats and exit codes.

mod basics;
mod configured;
mod guide;
mod others;
mod upkeep;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

/// A folder of notes.
pub(super) struct Notes(tempfile::TempDir);

impl Notes {
    pub(super) fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("a file has a folder")).expect("created");
            fs::write(path, text).expect("written");
        }
        Self(folder)
    }

    pub(super) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Runs `notesmith links` in the folder, away from the environment of CI.
    pub(super) fn links(&self, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_notesmith"))
            .arg("links")
            .args(args)
            .current_dir(self.path())
            .env_remove("CI")
            .output()
            .expect("the binary runs")
    }

    /// Runs it with JSON; gives the exit code and the report.
    pub(super) fn json(&self, args: &[&str]) -> (i32, Value) {
        let output = self.links(&[args, &["--format", "json"]].concat());
        let code = output.status.code().expect("it ended by itself");
        let report = serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)));
        (code, report)
    }

    /// Gives destination, kind and verdict of each link.
    pub(super) fn verdicts(&self, args: &[&str]) -> (i32, Vec<[String; 3]>) {
        let (code, report) = self.json(args);
        let links = report["links"].as_array().expect("a list");
        let text = |link: &Value, key: &str| link[key].as_str().unwrap_or("null").to_owned();
        (
            code,
            links.iter().map(|link| ["destination", "kind", "verdict"].map(|key| text(link, key))).collect(),
        )
    }
}

pub(super) fn triples(expected: &[[&str; 3]]) -> Vec<[String; 3]> {
    expected.iter().map(|triple| triple.map(str::to_owned)).collect()
}
