//! The notes that faults are tried on, and what may have become of them.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use crate::{Failure, shell};

/// How many notes there are: enough that most moments of a run fall into its writes.
const NOTES: usize = 40;

/// Notes as they were, and as fixing makes them.
pub(super) struct Expected {
    old: String,
    new: String,
}

impl Expected {
    /// Asks the program itself, left alone, what fixing gives.
    pub(super) fn new(binary: &Path, folder: &Path) -> Result<Self, Failure> {
        let old = "# 待ち行列\n\n- we recieve a message, and the the queue keeps it  \n".repeat(60);
        clean(folder)?;
        fs::write(folder.join("note.md"), &old)?;
        let mut fix = shell::command(binary, &["lint", "--fix"], folder);
        fix.stdout(Stdio::null()).stderr(Stdio::null()).status()?;
        let new = fs::read_to_string(folder.join("note.md"))?;
        if new == old {
            return Err("the notes of the faults have nothing to fix".into());
        }
        Ok(Self { old, new })
    }

    /// Empties a folder and writes the old notes into it.
    pub(super) fn write(&self, folder: &Path) -> Result<(), Failure> {
        clean(folder)?;
        for number in 0..NOTES {
            fs::write(folder.join(format!("{number}.md")), &self.old)?;
        }
        Ok(())
    }

    /// Checks that each note is the old one or the new one; gives how many are new.
    pub(super) fn count_new(&self, folder: &Path) -> Result<usize, Failure> {
        let mut new = 0;
        for number in 0..NOTES {
            let name = format!("{number}.md");
            let text = fs::read_to_string(folder.join(&name))?;
            if text == self.new {
                new += 1;
            } else if text != self.old {
                return Err(format!("{name} is neither old nor new: {} bytes", text.len()).into());
            }
        }
        Ok(new)
    }

    /// Checks that all notes are new.
    pub(super) fn all_new(&self, folder: &Path) -> Result<(), Failure> {
        match self.count_new(folder)? {
            NOTES => Ok(()),
            new => Err(format!("only {new} of {NOTES} notes are fixed").into()),
        }
    }
}

/// Makes a folder, or empties it.
pub(super) fn clean(folder: &Path) -> Result<(), Failure> {
    let _ = fs::remove_dir_all(folder);
    Ok(fs::create_dir_all(folder)?)
}

/// Gives the temporary files of ours in a folder.
pub(super) fn leftovers(folder: &Path) -> Result<Vec<String>, Failure> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.starts_with(".notesmith") {
            names.push(name);
        }
    }
    Ok(names)
}

/// Checks that no temporary file of ours is in a folder.
pub(super) fn none_left(folder: &Path) -> Result<(), Failure> {
    match leftovers(folder)?.as_slice() {
        [] => Ok(()),
        names => Err(format!("these files were left: {}", names.join(", ")).into()),
    }
}
