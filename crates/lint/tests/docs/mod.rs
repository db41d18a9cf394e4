//! Examples in Markdown, read and run.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use notesmith_diagnostic::{Applicability, Diagnostic, Severity};
use notesmith_lint::{
    Corpus, Files, Hints, Lookup, Note, Prh, Rule, RuleSet, RuleSetting, Target, anchors_of, apply_fixes,
    check_corpus, check_note, finish,
};
use notesmith_parse::{Document, ParseOptions};

/// What a run of blocks expects.
#[derive(Debug, Default)]
pub(crate) struct Case {
    heading: String,
    options: Option<String>,
    /// A dictionary of prh.
    dictionary: Option<String>,
    /// Path, text, how often the rule fires, what fixing gives.
    files: Vec<(String, String, usize, Option<String>)>,
    /// Of what severity all findings are, where that is said.
    severity: Option<Severity>,
}

impl Case {
    pub(crate) fn is_bad(&self) -> bool {
        self.files.iter().any(|file| file.2 > 0)
    }

    pub(crate) fn is_good(&self) -> bool {
        self.files.iter().any(|file| file.2 == 0)
    }

    pub(crate) fn is_fixed(&self) -> bool {
        self.files.iter().any(|file| file.3.is_some())
    }
}

/// One fenced block: its info string and its body, and the heading above it.
struct Block {
    heading: String,
    info: String,
    body: String,
}

fn blocks(markdown: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut heading = String::new();
    let mut lines = markdown.lines().map(|line| line.strip_prefix(' ').unwrap_or(line));
    while let Some(line) = lines.next() {
        if let Some(text) = line.strip_prefix('#') {
            text.trim_start_matches('#').trim().clone_into(&mut heading);
        }
        let ticks = line.bytes().take_while(|&b| b == b'`').count();
        if ticks < 3 {
            continue;
        }
        let closes = |line: &str| line.starts_with(&"`".repeat(ticks)) && line[ticks..].trim().is_empty();
        let body: Vec<&str> = lines.by_ref().take_while(|line| !closes(line)).collect();
        let body = body.iter().fold(String::new(), |text, line| text + line + "\n");
        blocks.push(Block { heading: heading.clone(), info: line[ticks..].trim().to_owned(), body });
    }
    blocks
}

/// Reads the cases of a documentation or a suite.
pub(crate) fn cases(markdown: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut options: Option<(String, String)> = None;
    let mut dictionary: Option<(String, String)> = None;
    let mut in_group = false;
    for block in blocks(markdown) {
        let path = block.info.split_whitespace().find_map(|word| word.strip_prefix("file="));
        let words: Vec<&str> = block.info.split_whitespace().collect();
        match words.get(..2) {
            Some(["toml", "options"]) => {
                options = Some((block.heading, block.body));
                in_group = false;
            }
            Some(["yaml", "dictionary"]) => {
                dictionary = Some((block.heading, block.body));
                in_group = false;
            }
            Some(["md", "fixed"]) => {
                let files = &mut cases.last_mut().expect("a bad block comes first").files;
                let file = files.iter_mut().rev().find(|file| path.is_none_or(|path| file.0 == path));
                file.expect("a fixed block follows its bad one").3 = Some(decode(&block.body));
            }
            Some(["md", kind]) => {
                let count = match kind.split_once('=') {
                    None => usize::from(*kind != "good"),
                    Some((_, count)) => count.parse().expect("bad=N or hint=N"),
                };
                let file = (path.unwrap_or("note.md").to_owned(), decode(&block.body), count, None);
                match cases.last_mut() {
                    Some(case)
                        if path.is_some() && in_group && case.files.iter().all(|other| other.0 != file.0) =>
                    {
                        case.files.push(file);
                    }
                    _ => {
                        let under_heading = |given: &Option<(String, String)>| {
                            let given = given.clone().filter(|(heading, _)| *heading == block.heading);
                            given.map(|(_, text)| text)
                        };
                        let (options, dictionary) = (under_heading(&options), under_heading(&dictionary));
                        let severity = kind.starts_with("hint").then_some(Severity::Hint);
                        let heading = block.heading;
                        cases.push(Case { heading, options, dictionary, files: vec![file], severity });
                    }
                }
                in_group = path.is_some();
            }
            _ => {}
        }
    }
    cases
}

/// Runs a case: counts, fixes, and that fixing again changes nothing.
pub(crate) fn check(rule: &'static Rule, case: &Case) -> Result<(), String> {
    let texts: BTreeMap<String, String> =
        case.files.iter().map(|file| (file.0.clone(), file.1.clone())).collect();
    let rules = rule_set(rule, case)?;
    let found = run(&texts, &rules);
    let place = |path: &str| format!("\"{}\", {path}\n{}", case.heading, texts[path]);
    for (path, text, count, _) in &case.files {
        let here = &found[path];
        if here.len() != *count {
            let list: Vec<_> =
                here.iter().map(|d| format!("  {:?}: {}", d.span.text(text), d.message)).collect();
            return Err(format!(
                "{} findings, not {count}, in {}{}",
                here.len(),
                place(path),
                list.join("\n")
            ));
        }
        if let Some(other) = here.iter().find(|d| case.severity.is_some_and(|wanted| d.severity != wanted)) {
            return Err(format!("a finding is {:?} in {}", other.severity, place(path)));
        }
    }
    if !case.is_fixed() {
        return Ok(());
    }
    let fixed = fix(texts.clone(), &rules);
    for (path, text, _, expected) in &case.files {
        let expected = expected.as_ref().unwrap_or(text);
        if &fixed[path] != expected {
            return Err(format!("fixing gives\n{:?}\nnot\n{expected:?}\nin {}", fixed[path], place(path)));
        }
    }
    if fix(fixed.clone(), &rules) != fixed {
        return Err(format!("fixing twice differs from fixing once in {}", place(&case.files[0].0)));
    }
    Ok(())
}

fn rule_set(rule: &'static Rule, case: &Case) -> Result<RuleSet, String> {
    let mut settings: BTreeMap<String, RuleSetting> = notesmith_lint::all_rules()
        .iter()
        .map(|rule| {
            (rule.id.to_owned(), RuleSetting { level: Some(notesmith_lint::Level::Off), options: None })
        })
        .collect();
    let level =
        if rule.level == notesmith_lint::Level::Off { notesmith_lint::Level::Warning } else { rule.level };
    let options = match &case.options {
        None => None,
        Some(options) => {
            Some(toml::from_str::<serde_json::Value>(options).map_err(|error| error.to_string())?)
        }
    };
    settings.insert(rule.id.to_owned(), RuleSetting { level: Some(level), options });
    let rules = RuleSet::new(vec![settings]).map_err(|errors| format!("{errors:?}"))?;
    let read = |text: &String| Prh::read(&["prh.yml".into()], &mut |_| Ok(text.clone())).map(Arc::new);
    let dictionary = case.dictionary.as_ref().map(read).transpose().map_err(|error| error.to_string())?;
    Ok(rules.with_dictionary(dictionary))
}

fn fix(mut texts: BTreeMap<String, String>, rules: &RuleSet) -> BTreeMap<String, String> {
    for _ in 0..10 {
        let mut changed = false;
        for (path, diagnostics) in run(&texts, rules) {
            if let Some(fixed) = apply_fixes(&texts[&path], &diagnostics, Applicability::Unsafe) {
                texts.insert(path, fixed.text);
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    texts
}

fn run(texts: &BTreeMap<String, String>, rules: &RuleSet) -> BTreeMap<String, Vec<Diagnostic>> {
    let mut corpus = Corpus::default();
    let mut found = Vec::new();
    for (path, text) in texts {
        let document = Document::parse(text.clone(), &ParseOptions::default());
        let report = check_note(&Note::new(path, &document), rules, Hints::Kept);
        corpus.add(report.facts);
        found.push(report.diagnostics);
    }
    corpus.look_up_links(&Memory(texts));
    let sets = std::slice::from_ref(rules);
    for (file, diagnostic) in check_corpus(&corpus, sets, &vec![0; texts.len()], Hints::Kept).diagnostics {
        found[file].push(diagnostic);
    }
    let finished = corpus.files().iter().zip(found);
    finished.map(|(facts, found)| (facts.path.clone(), finish(found, &facts.suppressions))).collect()
}

/// The files of a case as a file system.
struct Memory<'a>(&'a BTreeMap<String, String>);

impl Files for Memory<'_> {
    fn look_up(&self, from: &str, destination: &str) -> Lookup {
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut parts: Vec<&str> = Vec::new();
        let base = if destination.starts_with('/') { "" } else { folder };
        let mut outside = false;
        for part in base.split('/').chain(destination.split('/')).filter(|part| !matches!(*part, "" | ".")) {
            if part == ".." {
                outside |= parts.pop().is_none();
            } else {
                parts.push(part);
            }
        }
        let path = if destination.is_empty() { from.to_owned() } else { parts.join("/") };
        let folders: BTreeSet<&str> =
            self.0.keys().filter_map(|path| path.rsplit_once('/').map(|(f, _)| f)).collect();
        let wrong_case = self.0.keys().find(|name| **name != path && name.eq_ignore_ascii_case(&path));
        let target = if outside {
            Target::Outside
        } else if self.0.contains_key(&path) {
            Target::File
        } else if folders.contains(path.as_str()) || path.is_empty() {
            Target::Folder
        } else if let Some(actual) = wrong_case {
            let name = actual.rsplit('/').next().unwrap_or(actual);
            let prefix =
                destination.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
            Target::WrongCase { actual: format!("{prefix}{name}") }
        } else {
            Target::Missing { similar: None }
        };
        Lookup { path, target }
    }

    fn anchors(&self, path: &str) -> Option<Vec<String>> {
        let document = Document::parse(self.0.get(path)?.clone(), &ParseOptions::default());
        Some(anchors_of(&document))
    }
}

/// Gives an example's text: `·` is a space, `→` a tab, `\u{…}` the character, `∎` the end of the file.
fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("\\u{") {
        decoded.push_str(&rest[..at]);
        let end = rest[at..].find('}').expect("\\u{…} is closed") + at;
        let code = u32::from_str_radix(&rest[at + 3..end], 16).expect("\\u{…} holds hexadecimal digits");
        decoded.push(char::from_u32(code).expect("\\u{…} is a character"));
        rest = &rest[end + 1..];
    }
    decoded.push_str(rest);
    decoded.replace('·', " ").replace('→', "\t").replace("∎\n", "")
}
