//! How many findings each rule has, most first, in place of the findings.

use std::collections::BTreeMap;
use std::io::{self, Write};

use notesmith_diagnostic::{Applicability, Severity};
use serde_json::{Value, json};

use crate::escape::escape;
use crate::report::json_text::{Layout, write_json};
use crate::report::{Emitter, Report};

/// The findings counted by rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Statistics {
    /// A table for people.
    Text,
    /// JSON, version 1.
    Json,
}

/// One rule's findings.
pub(super) struct RuleCount<'a> {
    /// The rule's id.
    pub(super) rule: &'a str,
    /// The highest level among them.
    pub(super) level: Severity,
    /// How many there are.
    pub(super) count: usize,
    /// How many of them `--fix` would mend.
    pub(super) fixable: usize,
}

/// Counts the findings of each rule; most first, then by id.
pub(super) fn by_rule(report: &Report) -> Vec<RuleCount<'_>> {
    let mut counts: BTreeMap<&str, RuleCount<'_>> = BTreeMap::new();
    for (_, finding) in report.findings() {
        let empty = RuleCount { rule: &finding.rule, level: finding.severity, count: 0, fixable: 0 };
        let count = counts.entry(&finding.rule).or_insert(empty);
        count.level = count.level.max(finding.severity);
        count.count += 1;
        count.fixable += usize::from(finding.is_fixable(Applicability::Safe));
    }
    let mut counts: Vec<RuleCount<'_>> = counts.into_values().collect();
    counts.sort_by_key(|count| (std::cmp::Reverse(count.count), count.rule));
    counts
}

impl Emitter for Statistics {
    fn emit(&self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        let counts = by_rule(report);
        if *self == Self::Json {
            let rules: Vec<Value> = counts
                .iter()
                .map(|RuleCount { rule, level, count, fixable }| {
                    json!({ "rule": rule, "level": level, "count": count, "fixable": fixable })
                })
                .collect();
            let json = json!({ "version": 1, "files": report.checked, "rules": rules });
            return write_json(&json, Layout::Pretty, out);
        }
        let width = counts.first().map_or(0, |most| most.count.to_string().len());
        for RuleCount { rule, level, count, fixable } in counts {
            let fixable = if fixable > 0 { format!(" ({fixable} fixable)") } else { String::new() };
            writeln!(out, "{count:>width$}  {:7}  {}{fixable}", level.name(), escape(rule))?;
        }
        Ok(())
    }
}
