//! `notesmith config`: what configuration says, and what it may say.

use std::fmt::Write as _;

use notesmith_lint::{Level, Rule, all_rules, settings_of};
use serde_json::Value;

use crate::Outcome;
use crate::args::{ConfigArgs, ConfigCommand, ShowArgs};
use crate::config::{self, Config, nearest_config, schema};
use crate::error::CliError;
use crate::load::Input;
use crate::output;
use crate::profile::Profiles;

/// Runs the command.
pub(crate) fn run(args: &ConfigArgs) -> Result<Outcome, CliError> {
    let text = match &args.command {
        ConfigCommand::Schema => {
            serde_json::to_string_pretty(&schema()).map_err(|error| CliError::output(error.into()))? + "\n"
        }
        ConfigCommand::Show(args) => show(args)?,
    };
    output::print(&text)?;
    Ok(Outcome::Clean)
}

/// Gives what files set, then one line a rule: lines of TOML, and behind each where it comes from.
fn show(args: &ShowArgs) -> Result<String, CliError> {
    let nearest = args.path.as_deref().filter(|_| args.config.is_none()).and_then(nearest_config);
    let config = nearest.map_or_else(|| config::load(args.config.as_deref()), config::load_file)?;
    let inputs: Vec<Input> = args
        .path
        .iter()
        .map(|path| Input { display: crate::discover::display(path), path: Some(path.clone()), text: None })
        .collect();
    Profiles::new(&config, &inputs, &[], &[])?;
    let overrides = Profiles::overrides_of(&config, inputs.first())?;
    let mut lines = Vec::new();
    for &rule in all_rules() {
        lines.push(line(rule, &config, &overrides));
    }
    let set = config.set_values();
    let width =
        lines.iter().chain(&set).map(|(setting, _)| setting.chars().count()).max().unwrap_or(0).min(60);
    let mut out = String::new();
    for (setting, origin) in &set {
        let _ = writeln!(out, "{setting:width$}  # {origin}");
    }
    out.push_str(if set.is_empty() { "[rules]\n" } else { "\n[rules]\n" });
    for (setting, origin) in lines {
        let _ = writeln!(out, "{setting:width$}  # {origin}");
    }
    Ok(out)
}

/// Gives a rule's setting, and its origin: the default, a place in a file, or an override.
fn line(rule: &'static Rule, config: &Config, overrides: &[usize]) -> (String, String) {
    let mut level = rule.level;
    let mut options: Option<&Value> = None;
    let mut origin = "default".to_owned();
    for (index, layer) in config.layers.iter().enumerate() {
        for (name, setting) in settings_of(rule, layer) {
            level = setting.level.unwrap_or(level);
            options = setting.options.as_ref().or(options);
            origin = config.place(index, name);
        }
    }
    for &index in overrides {
        let section = &config.overrides[index];
        for (_, setting) in settings_of(rule, &section.value) {
            level = setting.level.unwrap_or(level);
            options = setting.options.as_ref().or(options);
            origin = format!("override for {}", section.paths.join(", "));
        }
    }
    (toml_line(rule, level, options), origin)
}

/// Gives a setting as a line of TOML, with all options of the rule.
pub(crate) fn toml_line(rule: &Rule, level: Level, options: Option<&Value>) -> String {
    let defaults = (rule.default_options)();
    let defaults = defaults.as_object().into_iter().flatten();
    let values = defaults
        .map(|(name, default)| (name, options.and_then(|options| options.get(name)).unwrap_or(default)));
    toml_line_with(rule, level, values)
}

/// Gives a setting as a line of TOML with these options.
pub(crate) fn toml_line_with<'v>(
    rule: &Rule,
    level: Level,
    options: impl IntoIterator<Item = (&'v String, &'v Value)>,
) -> String {
    let mut fields = String::new();
    for (name, value) in options {
        if let Ok(value) = toml::Value::try_from(value) {
            let _ = write!(fields, ", {name} = {value}");
        }
    }
    if fields.is_empty() {
        format!("\"{}\" = \"{}\"", rule.id, level.name())
    } else {
        format!("\"{}\" = {{ level = \"{}\"{fields} }}", rule.id, level.name())
    }
}
