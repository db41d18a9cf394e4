//! What the last push wrote, as a text file: one line a card, sorted by guid, so that branches merge.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::{error, fmt};

use crate::identity::Guid;

/// The first line; another version means another program.
const HEADER: &str = "# notesmith push 1: guid, key in Anki, content as sent, content as Anki held it";

/// What was pushed, by guid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PushRecord {
    /// The cards that Anki was given.
    pub entries: BTreeMap<Guid, Pushed>,
}

/// What is known of one card in Anki.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pushed {
    /// The Key field of its note.
    pub key: String,
    /// The hash of its fields as they were sent.
    pub sent: u64,
    /// The hash of its fields as Anki held them afterwards: Anki composes characters.
    pub held: u64,
}

/// A record that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordError {
    /// The 1-based line.
    pub line: usize,
    /// What is wrong with it.
    pub message: &'static str,
}

impl fmt::Display for RecordError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "line {}: {}", self.line, self.message)
    }
}

impl error::Error for RecordError {}

impl PushRecord {
    /// Reads a record's text; empty text is an empty record.
    ///
    /// # Errors
    /// The first line that is none of a record, such as a conflict marker, or that repeats a guid.
    pub fn parse(text: &str) -> Result<Self, RecordError> {
        let mut record = Self::default();
        for (line, text) in (1..).zip(text.lines()) {
            let fail = |message| Err(RecordError { line, message });
            if line == 1 && text != HEADER {
                return fail("this is no record of a push, or one of another version");
            }
            if line == 1 || text.is_empty() {
                continue;
            }
            let Some((guid, pushed)) = read_line(text) else { return fail("it does not have four columns") };
            if record.entries.insert(guid, pushed).is_some() {
                return fail("the guid stands in two lines");
            }
        }
        Ok(record)
    }

    /// Writes the record's text.
    pub fn to_text(&self) -> String {
        let mut text = format!("{HEADER}\n");
        for (guid, Pushed { key, sent, held }) in &self.entries {
            writeln!(text, "{guid}\t{key}\t{sent:016x}\t{held:016x}").expect("a String takes every write");
        }
        text
    }
}

fn read_line(line: &str) -> Option<(Guid, Pushed)> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [guid, key, sent, held] = columns.as_slice() else { return None };
    let hash = |digits: &str| u64::from_str_radix(digits, 16).ok().filter(|_| digits.len() == 16);
    if guid.is_empty() || key.is_empty() {
        return None;
    }
    Some((Guid::known(guid), Pushed { key: (*key).to_owned(), sent: hash(sent)?, held: hash(held)? }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_reads_what_it_wrote() {
        let mut record = PushRecord::default();
        for (guid, key) in [("b#1", "k2"), ("a\"|", "k1")] {
            let pushed = Pushed { key: key.to_owned(), sent: 7, held: u64::MAX };
            record.entries.insert(Guid::known(guid), pushed);
        }
        let text = record.to_text();
        assert_eq!(PushRecord::parse(&text), Ok(record));
        assert_eq!(PushRecord::parse(""), Ok(PushRecord::default()));
        assert!(text.lines().nth(1).is_some_and(|line| line.starts_with("a\"|\tk1\t0000000000000007\tffff")));
    }

    #[test]
    fn other_lines_are_errors() {
        for (rest, line) in [("<<<<<<< HEAD\n", 2), ("\ng\tk\t1\t2\n", 3), ("g\tk\t+000000000000001\n", 2)] {
            let error = PushRecord::parse(&format!("{HEADER}\n{rest}")).expect_err("it is none");
            assert_eq!(error.line, line, "{rest}");
        }
        let twice = "g\tk\t0000000000000001\t0000000000000001\n".repeat(2);
        assert_eq!(PushRecord::parse(&format!("{HEADER}\n{twice}")).expect_err("twice").line, 3);
        assert_eq!(PushRecord::parse("x").expect_err("no header").line, 1);
    }
}
