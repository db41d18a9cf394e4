//! A configuration of markdownlint or markdownlint-cli2 as a `notesmith.toml`.
//!
//! What its settings mean is the business of the lint crate; here files are read and written.

use std::fmt::Write as _;
use std::path::Path;

use notesmith_lint::{FromMarkdownlint, MarkdownlintFile, Rule, RuleSetting, all_rules, from_markdownlint};
use serde_json::Value;

use crate::commands::config::toml_line_with;
use crate::config;
use crate::discover::display;
use crate::error::CliError;
use crate::escape::escape;

/// A configuration in our terms.
pub(crate) struct TakenOver {
    /// The text of a `notesmith.toml`.
    pub(crate) text: String,
    /// What has no counterpart, as people would name it.
    missing: Vec<String>,
}

/// A file that extends another that extends another … is followed this far.
const MOST_FILES: usize = 8;

/// Gives a configuration that does what a markdownlint one did.
pub(crate) fn take_over(path: &Path) -> Result<TakenOver, CliError> {
    let file = read(path, MOST_FILES)?;
    let FromMarkdownlint { layer, unknown } = from_markdownlint(&file.settings);
    let mut missing = [file.others, unknown].concat();
    let mut rules = String::from("\n[rules]\n");
    for &rule in all_rules() {
        if let Some(setting) = layer.get(rule.id) {
            let _ = writeln!(rules, "{}", line(rule, setting, &mut missing));
        }
    }
    let (kept, negated): (Vec<_>, Vec<_>) = file.ignores.into_iter().partition(|glob| !glob.starts_with('!'));
    missing.extend(negated.iter().map(|glob| format!("`{glob}` in ignores")));
    let mut text = format!("# Taken over from {} by `notesmith init --from-markdownlint`.\n", display(path));
    for name in &missing {
        let _ = writeln!(text, "# {} has no counterpart here.", escape(name));
    }
    if !kept.is_empty() {
        let globs = toml::Value::from(kept);
        let _ = writeln!(text, "\n[files]\nexclude = {globs}");
    }
    Ok(TakenOver { text: text + &rules, missing })
}

impl TakenOver {
    /// Says what has no counterpart.
    pub(crate) fn missing(&self) -> Option<String> {
        let names: Vec<_> = self.missing.iter().map(|name| escape(name)).collect();
        (!names.is_empty()).then(|| format!("without a counterpart here: {}", names.join(", ")))
    }
}

/// Reads a file, behind the settings of the files that it extends.
fn read(path: &Path, files: usize) -> Result<MarkdownlintFile, CliError> {
    let text = config::read_text(path)?;
    let mut file = MarkdownlintFile::read(&text).map_err(|error| {
        CliError::usage(
            format!("cannot take over {}: {error}", display(path)),
            "give a configuration of markdownlint or markdownlint-cli2, in JSON or YAML",
        )
    })?;
    if let Some(other) = file.extends.take() {
        let beside = path.parent().unwrap_or(Path::new("")).join(&other);
        if files > 1 && beside.is_file() {
            let base = read(&beside, files - 1)?;
            file.settings.splice(0..0, base.settings);
            file.others.extend(base.others);
        } else {
            file.others.push(format!("extends {other}"));
        }
    }
    Ok(file)
}

/// Gives a line of TOML with what was set; options that a rule does not take so are left out and named.
fn line(rule: &Rule, setting: &RuleSetting, missing: &mut Vec<String>) -> String {
    let level = setting.level.unwrap_or(rule.level);
    let options = setting.options.as_ref().and_then(Value::as_object).into_iter().flatten();
    let with = toml_line_with(rule, level, options);
    match config::fault_in(&format!("[rules]\n{with}")) {
        None => with,
        Some(fault) => {
            missing.push(format!("an option ({fault})"));
            toml_line_with(rule, level, [])
        }
    }
}
