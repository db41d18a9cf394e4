//! Fixes applied to a fixed point, in memory; writing is the caller's.

use std::collections::BTreeMap;

use notesmith_diagnostic::{Applicability, Severity};
use notesmith_lint::apply_fixes;

use crate::error::CliError;
use crate::load::{self, Input};
use crate::run::{Checked, Setup, check};

/// Rules contradict each other where so many rounds each had nearly as many fixes as the one before. Rounds that have
/// fewer are no sign of it: of a word that stands a thousand times in a row each round removes half.
const ROUNDS: usize = 10;

/// Which fixes are applied.
#[derive(Clone, Copy)]
pub(crate) struct Fixing {
    /// How unsafe they may be.
    pub(crate) at_most: Applicability,
    /// The least severity of their findings: what is not shown is not mended.
    pub(crate) least: Severity,
}

/// What fixing gave.
#[derive(Default)]
pub(crate) struct FixOutcome {
    /// What is left to find in the fixed texts.
    pub(crate) checked: Checked,
    /// The changed files: what they were and what they are now.
    pub(crate) changed: Vec<Change>,
    /// How many fixes were applied.
    pub(crate) applied: usize,
}

impl FixOutcome {
    /// Adds what fixing another project gave.
    pub(crate) fn add(&mut self, other: Self) {
        self.checked.add(other.checked);
        self.changed.extend(other.changed);
        self.changed.sort_by(|a, b| a.input.display.cmp(&b.input.display));
        self.applied += other.applied;
    }
}

/// One file that fixes changed.
pub(crate) struct Change {
    /// The file; its text is the new one.
    pub(crate) input: Input,
    /// The text as it was.
    pub(crate) before: String,
    /// The text as it is now.
    pub(crate) after: String,
}

/// Applies fixes round by round until none is left; a file whose fixes do not settle is left as it was, and the
/// rules that contradict each other are named.
pub(crate) fn fix_all(mut inputs: Vec<Input>, setup: Setup<'_>, fixing: Fixing) -> FixOutcome {
    let mut before: BTreeMap<String, String> = BTreeMap::new();
    let mut applied = 0;
    let by_path: BTreeMap<String, usize> =
        inputs.iter().enumerate().map(|(index, input)| (input.display.clone(), index)).collect();
    let mut checked = check(&inputs, setup);
    let (mut fixes_before, mut rounds) = (0, 0);
    loop {
        let mut last_rules = Vec::new();
        let mut unsettled = Vec::new();
        for file in &checked.files {
            let text = file.text.get(&file.input);
            let findings: Vec<_> =
                file.findings.iter().filter(|finding| finding.severity >= fixing.least).cloned().collect();
            let Some(fixed) = apply_fixes(&text, &findings, fixing.at_most) else { continue };
            let Some(&index) = by_path.get(&file.input.display) else { continue };
            let input = &mut inputs[index];
            before.entry(input.display.clone()).or_insert_with(|| text.into_owned());
            input.text = Some(fixed.text);
            applied += fixed.applied.len();
            last_rules.extend(fixed.applied);
            unsettled.push(input.display.clone());
        }
        if unsettled.is_empty() {
            break;
        }
        if last_rules.len() * 4 > fixes_before * 3 {
            rounds += 1;
        }
        fixes_before = last_rules.len();
        if rounds > ROUNDS {
            give_up(&mut inputs, &mut before, &unsettled);
            checked = check(&inputs, setup);
            checked.problems.push(contradiction(&unsettled, &mut last_rules));
            break;
        }
        checked = check(&inputs, setup);
    }
    let changed = inputs.into_iter().filter_map(|input| {
        let before = before.remove(&input.display)?;
        let after = input.text.clone()?;
        (before != after).then_some(Change { input, before, after })
    });
    FixOutcome { changed: changed.collect(), checked, applied }
}

/// Puts the texts of unsettled files back.
fn give_up(inputs: &mut [Input], before: &mut BTreeMap<String, String>, unsettled: &[String]) {
    for input in inputs.iter_mut().filter(|input| unsettled.contains(&input.display)) {
        let text = before.remove(&input.display);
        input.text = if input.path.is_some() { None } else { text };
    }
}

fn contradiction(files: &[String], rules: &mut Vec<String>) -> CliError {
    rules.sort_unstable();
    rules.dedup();
    CliError::usage(
        format!("internal error: the fixes of {} do not settle in {}", rules.join(" and "), files.join(", ")),
        "this is a fault of notesmith; please report it with the file, and switch one of the rules off until then",
    )
}

impl Change {
    /// Gives the hash of the text as it was, to tell whether the file changed meanwhile.
    pub(crate) fn hash_before(&self) -> u64 {
        load::hash(&self.before)
    }
}
