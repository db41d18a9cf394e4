//! Tables of rules in a configuration file: their names, their levels and the options of each.

use notesmith_lint::{Level, Rule, WEB_RULES, all_rules, closest_rule};
use serde_json::{Value, json};
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use crate::config::check::{Key, Walk};
use crate::config::expected::found;
use crate::config::fault::Fault;

/// What a level may be.
const LEVELS: &str = "write \"error\", \"warning\", \"hint\" or \"off\", or a table with `level` and options";

/// Checks `[rules]`, or `rules` of `[[overrides]]`.
pub(super) fn check(table: &DeTable<'_>, key: &Key) -> Result<(), Fault> {
    table.iter().try_for_each(|(name, value)| setting(name, value, &key.below(name.get_ref())))
}

fn setting(name: &Spanned<DeString<'_>>, value: &Spanned<DeValue<'_>>, key: &Key) -> Result<(), Fault> {
    let rules: Vec<&'static Rule> =
        all_rules().iter().copied().filter(|rule| rule.is_named(name.get_ref())).collect();
    let is_web_rule = WEB_RULES.contains(&name.get_ref().as_ref());
    if rules.is_empty() && !is_web_rule {
        let help = closest_rule(name.get_ref()).map_or_else(
            || "list the rules with `notesmith explain`".to_owned(),
            |rule| format!("did you mean `{rule}`?"),
        );
        let shown = crate::escape::escape(name.get_ref());
        return Err(Fault::new(name.span(), format!("there is no rule, group or alias `{shown}`"), help));
    }
    let DeValue::Table(table) = value.get_ref() else { return level(value, key) };
    if let Some(value) = table.get("level") {
        level(value, &key.below("level"))?;
    }
    let Some((option, _)) = table.iter().find(|(option, _)| option.get_ref() != "level") else {
        return Ok(());
    };
    if is_web_rule {
        let message = format!("`{key}`: a rule about the web has a level and no options");
        return Err(Fault::new(option.span(), message, LEVELS));
    }
    if rules.iter().any(|rule| rule.group() == name.get_ref()) {
        let full = format!("{}/{}", name.get_ref(), option.get_ref());
        let is_rule = rules.iter().any(|rule| rule.id == full);
        let help = if is_rule {
            format!("write \"{full}\" = … in [rules]")
        } else {
            "name the rule: \"group/rule\"".to_owned()
        };
        let message = format!("`{key}` is a group and has a level only; options belong to a rule");
        return Err(Fault::new(option.span(), message, help));
    }
    for rule in rules {
        let schema = options_schema(rule);
        Walk { root: &schema }.entries(table, value.span(), &schema, key)?;
    }
    Ok(())
}

/// Gives the schema of a rule's options with its level among them.
fn options_schema(rule: &Rule) -> Value {
    let mut schema = (rule.options_schema)();
    let properties =
        schema.as_object_mut().map(|schema| schema.entry("properties").or_insert_with(|| json!({})));
    if let Some(properties) = properties.and_then(Value::as_object_mut) {
        properties.insert("level".to_owned(), json!({ "enum": levels() }));
    }
    schema
}

fn levels() -> [&'static str; 4] {
    [Level::Off, Level::Hint, Level::Warning, Level::Error].map(Level::name)
}

fn level(value: &Spanned<DeValue<'_>>, key: &Key) -> Result<(), Fault> {
    if value.get_ref().as_str().is_some_and(|name| levels().contains(&name)) {
        return Ok(());
    }
    Err(Fault::new(value.span(), format!("`{key}`: {} is no level", found(value.get_ref())), LEVELS))
}
