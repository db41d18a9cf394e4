//! What a repository's configuration may hold: options of rules, expressions, dictionaries of prh.
//!
//! The shape of `notesmith.toml` itself is checked by the command line, which is no library; its tests are there.

#![no_main]

use std::collections::BTreeMap;
use std::path::PathBuf;

use libfuzzer_sys::fuzz_target;
use notesmith_diagnostic::Severity;
use notesmith_lint::{Hints, Layer, Note, Pattern, Prh, RuleSet, RuleSetting, check_note, from_markdownlint};
use notesmith_parse::{Document, ParseOptions};
use serde_json::{Map, Value};

const NOTE: &str = "# 21. 待ち行列\n\n- queue: first in, first out。我々は recieve する\n";

fn check(rules: &RuleSet) {
    let document = Document::parse(NOTE, &ParseOptions::default());
    let _ = check_note(&Note::new("note.md", &document), rules, Hints::Kept);
}

fuzz_target!(|text: &str| {
    if let Ok(object) = serde_json::from_str::<Map<String, Value>>(text) {
        let layer: Layer = object
            .iter()
            .map(|(name, value)| (name.clone(), RuleSetting { level: None, options: Some(value.clone()) }))
            .collect();
        for layer in [layer, from_markdownlint(&object).layer] {
            if let Ok(rules) = RuleSet::new(vec![layer]) {
                check(&rules);
            }
        }
    }
    let (regex, replacement) = text.split_once('\n').unwrap_or((text, ""));
    if let Ok(pattern) = Pattern::new("a", regex, "b", Some(replacement.to_owned()), Severity::Warning) {
        check(&RuleSet::new(vec![]).expect("nothing is configured").with_patterns(vec![pattern]));
    }
    // A dictionary may import others: the parts behind a line of `%%%` are theirs.
    let files: BTreeMap<PathBuf, &str> = text
        .split("\n%%%\n")
        .enumerate()
        .map(|(index, part)| (format!("/{index}.yml").into(), part))
        .collect();
    let mut read = |path: &std::path::Path| {
        files.get(path).map(|text| (*text).to_owned()).ok_or_else(|| "there is no such file".to_owned())
    };
    if let Ok(prh) = Prh::read(&["/0.yml".into()], &mut read) {
        let rules = RuleSet::new(vec![]).expect("nothing is configured");
        check(&rules.with_dictionary(Some(std::sync::Arc::new(prh))));
    }
});
