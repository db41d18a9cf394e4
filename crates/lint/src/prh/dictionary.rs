//! A dictionary: the rules of a file and of those that it imports.

use std::fmt;
use std::path::{Component, Path, PathBuf};

use super::raw::{Import, RawFile};
use super::rule::{Match, Rule};
use super::target::{Parts, Target};

/// More files than this are no dictionary, but a ring or a bomb.
const MOST_FILES: usize = 256;

/// A dictionary in the form of prh.
#[derive(Debug, Default)]
pub struct Prh {
    rules: Vec<Rule>,
    targets: Vec<Target>,
}

/// A dictionary that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrhError {
    /// The file that is wrong.
    pub file: PathBuf,
    /// What is wrong with it, with the rule's `expected` where it is about one.
    pub message: String,
}

impl fmt::Display for PrhError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file.display(), self.message)
    }
}

/// Gives the text of a file, or says why it cannot.
type Reader<'r> = &'r mut dyn FnMut(&Path) -> Result<String, String>;

impl Prh {
    /// Reads dictionaries and what they import; of rules that want the same the one that is read first holds.
    ///
    /// # Errors
    /// The first file that cannot be read or understood, or whose examples fail.
    pub fn read(files: &[PathBuf], reader: Reader<'_>) -> Result<Self, PrhError> {
        let mut whole = Self::default();
        let mut loading = Loading { reader, files: 0, open: Vec::new() };
        for (index, file) in files.iter().enumerate() {
            let prh = loading.load(file, false)?;
            if index == 0 { whole = prh } else { whole.merge(prh) }
        }
        Ok(whole)
    }

    /// Adds the rules of another dictionary that want something else.
    fn merge(&mut self, other: Self) {
        let is_new = |rule: &Rule| self.rules.iter().all(|known| known.expected != rule.expected);
        let rules: Vec<Rule> = other.rules.into_iter().filter(is_new).collect();
        self.rules.extend(rules);
        for target in other.targets {
            if self.targets.iter().all(|known| known.shown != target.shown) {
                self.targets.push(target);
            }
        }
    }

    /// Finds what a text in the file with a path should have otherwise, in order and without overlaps: of two that
    /// begin at one place the longer one counts, else the one that begins first.
    ///
    /// The second part says which expressions were given up.
    pub(crate) fn matches(&self, path: &str, text: &str) -> (Vec<Match<'_>>, Vec<String>) {
        let (mut found, mut given_up) = (Vec::new(), Vec::new());
        for rule in &self.rules {
            match rule.matches(text) {
                Ok(matches) => found.extend(matches),
                Err(error) => given_up.push(error),
            }
        }
        let parts = Parts::of(&self.targets, path, text);
        found.retain(|found| parts.hold(&found.range) && !text[found.range.clone()].contains(['\n', '\r']));
        found.sort_by_key(|found| (found.range.start, std::cmp::Reverse(found.range.end)));
        let mut end = 0;
        found.retain(|found| {
            let is_free = found.range.start >= end;
            end = if is_free { found.range.end } else { end };
            is_free
        });
        (found, given_up)
    }
}

/// Files on their way into a dictionary.
struct Loading<'r> {
    reader: Reader<'r>,
    /// How many were read.
    files: usize,
    /// Those that import each other, outermost first.
    open: Vec<PathBuf>,
}

impl Loading<'_> {
    fn load(&mut self, file: &Path, without_imports: bool) -> Result<Prh, PrhError> {
        let file = &normal(file);
        let wrong = |message: String| PrhError { file: file.clone(), message };
        if self.open.contains(file) {
            return Err(wrong("it imports itself".to_owned()));
        }
        self.files += 1;
        if self.files > MOST_FILES {
            return Err(wrong(format!("more than {MOST_FILES} files are imported")));
        }
        let raw = (self.reader)(file).and_then(|text| RawFile::read(&text)).map_err(wrong)?;
        let mut prh = Prh::default();
        for rule in raw.rules {
            let expected = rule.expected.clone();
            prh.rules.push(Rule::new(rule).map_err(|error| wrong(format!("rule `{expected}`: {error}")))?);
        }
        for target in &raw.targets {
            prh.targets.push(Target::new(target).map_err(|error| wrong(format!("targets: {error}")))?);
        }
        if !without_imports {
            self.open.push(file.clone());
            for import in &raw.imports {
                let imported = self.import(file, import)?;
                prh.merge(imported);
            }
            self.open.pop();
        }
        Ok(prh)
    }

    fn import(&mut self, from: &Path, import: &Import) -> Result<Prh, PrhError> {
        let path = from.parent().unwrap_or(Path::new("")).join(&import.path);
        let mut prh = self.load(&path, import.disable_imports)?;
        prh.rules.retain(|rule| {
            !import.ignored.iter().any(|ignored| {
                ignored.expected.as_ref() == Some(&rule.expected)
                    || ignored.pattern.as_ref() == Some(&rule.shown)
            })
        });
        Ok(prh)
    }
}

/// Takes `.` and `..` out of a path.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if normal.file_name().is_some() => {
                normal.pop();
            }
            other => normal.push(other),
        }
    }
    normal
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(files: &[(&str, &str)]) -> Result<Prh, PrhError> {
        Prh::read(&[PathBuf::from(files[0].0)], &mut |path| {
            let file = files.iter().find(|(name, _)| Path::new(name) == path);
            file.map(|(_, text)| format!("version: 1\n{text}")).ok_or("it is not there".to_owned())
        })
    }

    /// Checks what a dictionary of several files makes of a text in `note.md`.
    #[track_caller]
    fn check(files: &[(&str, &str)], text: &str, expected: &str) {
        let prh = read(files).expect("a dictionary");
        let mut written = text.to_owned();
        let (found, given_up) = prh.matches("note.md", text);
        assert_eq!(given_up, [""; 0]);
        for found in found.iter().rev() {
            written.replace_range(found.range.clone(), &found.replacement);
        }
        assert_eq!(written, expected);
    }

    #[test]
    fn imported_rules_give_way() {
        let own = "imports: more/b.yml\nrules:\n  - expected: x\n    pattern: a\n";
        let b = "rules:\n  - expected: x\n    pattern: b\n  - expected: y\n    pattern: c\n";
        check(&[("d/a.yml", own), ("d/more/b.yml", b)], "abc", "xby");
    }

    #[test]
    fn imports_can_leave_out() {
        let a = "imports:\n  - path: ./b.yml\n    disableImports: true\n    ignoreRules: [/b/gmu, {expected: z}]\n";
        let b = "imports: c.yml\nrules:\n  - {expected: x, pattern: b}\n  - {expected: z, pattern: e}\n  - {expected: w, pattern: f}\n";
        check(&[("a.yml", a), ("b.yml", b), ("c.yml", "rules: [{expected: y, pattern: c}]")], "bcef", "bcew");
    }

    #[test]
    fn the_longer_and_the_first_win() {
        let rules = "rules:\n  - {expected: x, pattern: ab}\n  - {expected: y, pattern: abc}\n  - {expected: z, pattern: cd}\n";
        check(&[("a.yml", rules)], "abcd cd", "yd z");
    }

    #[test]
    fn targets_say_where() {
        let rules = "targets:\n  - file: /\\.md$/\n    includes: [/<.*?>/]\n    excludes: [{pattern: /!.*?!/}]\nrules: [{expected: x, pattern: a}]";
        check(&[("a.yml", rules)], "a <a !a!> a", "a <x !a!> a");
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (files, file, named) in [
            (&[("a.yml", "imports: b.yml")][..], "b.yml", "not there"),
            (&[("a.yml", "imports: b.yml"), ("b.yml", "imports: ./x/../a.yml")], "a.yml", "imports itself"),
            (&[("a.yml", "rules: [{expected: x, pattern: /\\cA/}]")], "a.yml", "rule `x`"),
            (&[("a.yml", "rules: [{pattern: x}]")], "a.yml", "rule 1: `expected`"),
            (&[("a.yml", "rules: [{expected: x, pattern: ''}]")], "a.yml", "a pattern is empty"),
            (&[("a.yml", "rules: &r [x]\nimports: *r")], "a.yml", "alias"),
            (&[("a.yml", "rules: [")], "a.yml", "no YAML"),
        ] {
            let error = read(files).map(|_| ()).expect_err("refused");
            assert_eq!(error.file, Path::new(file), "{error}");
            assert!(error.message.contains(named), "{error}");
        }
    }
}
