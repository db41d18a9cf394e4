//! `notesmith explain`: the rules and their documentation, from the binary itself.

use std::fmt::Write as _;

use notesmith_diagnostic::Applicability;
use notesmith_lint::{Rule, all_rules, find_rule};
use serde_json::{Value, json};

use crate::Outcome;
use crate::args::{ExplainArgs, ExplainFormat};
use crate::error::CliError;
use crate::output;
use crate::profile::unknown_rule;

/// Runs the command.
pub(crate) fn run(args: &ExplainArgs) -> Result<Outcome, CliError> {
    let rules: Vec<&'static Rule> = match &args.rule {
        None => all_rules().to_vec(),
        Some(name) => named(name)?,
    };
    let text = match (args.format, &rules[..]) {
        (ExplainFormat::Json, _) => {
            let rules: Vec<Value> = rules.into_iter().map(as_json).collect();
            let json = json!({ "version": 1, "rules": rules });
            serde_json::to_string_pretty(&json).map_err(|error| CliError::output(error.into()))? + "\n"
        }
        (ExplainFormat::Text, [rule]) => page(rule),
        (ExplainFormat::Text, rules) => list(rules),
    };
    output::print(&text)?;
    Ok(Outcome::Clean)
}

fn named(name: &str) -> Result<Vec<&'static Rule>, CliError> {
    if let Some(rule) = find_rule(name) {
        return Ok(vec![rule]);
    }
    let rules: Vec<_> = all_rules().iter().copied().filter(|rule| rule.is_named(name)).collect();
    if rules.is_empty() { Err(unknown_rule(name)) } else { Ok(rules) }
}

/// Gives the list: one line a rule, by group.
fn list(rules: &[&'static Rule]) -> String {
    let mut out = String::new();
    let width = rules.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
    for group in rules.chunk_by(|a, b| a.group() == b.group()) {
        if !out.is_empty() {
            out.push('\n');
        }
        for rule in group {
            let _ = writeln!(
                out,
                "{:width$}  {:7}  {:6}  {}",
                rule.id,
                rule.level.name(),
                fix_name(rule),
                rule.summary()
            );
        }
    }
    out
}

fn fix_name(rule: &Rule) -> &'static str {
    match rule.fix {
        Some(Applicability::Safe) => "fix",
        Some(_) => "unsafe",
        None => "",
    }
}

/// Gives one rule's page.
fn page(rule: &Rule) -> String {
    let mut out = format!("# {}\n\n", rule.id);
    let fix = match rule.fix {
        Some(Applicability::Safe) => "fixed by --fix",
        Some(_) => "fixed by --unsafe-fixes",
        None => "no fix",
    };
    let _ = write!(out, "{} by default; {fix}", rule.level.name());
    if !rule.aliases.is_empty() {
        let _ = write!(out, "; also known as {}", rule.aliases.join(", "));
    }
    out.push_str("\n\n");
    for line in rule.docs.lines() {
        let _ = writeln!(out, "{}", line.strip_prefix(' ').unwrap_or(line));
    }
    out
}

fn as_json(rule: &'static Rule) -> Value {
    let docs: String =
        rule.docs.lines().map(|line| line.strip_prefix(' ').unwrap_or(line).to_owned() + "\n").collect();
    json!({
        "id": rule.id,
        "aliases": rule.aliases,
        "level": rule.level.name(),
        "fix": rule.fix,
        "summary": rule.summary(),
        "docs": docs,
        "options": (rule.default_options)(),
        "optionsSchema": (rule.options_schema)(),
    })
}
