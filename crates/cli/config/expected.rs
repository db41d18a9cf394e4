//! What a schema allows and what a file holds instead, in plain words.

use serde_json::Value;
use toml::de::DeValue;

use crate::config::check::{quoted, resolve, type_of};

/// Says what a schema allows: `a whole number, 1 to 6`.
pub(super) fn expected(root: &Value, schema: &Value) -> String {
    let schema = resolve(root, schema);
    if let Some(alternatives) = schema["anyOf"].as_array() {
        let words = alternatives.iter().map(|one| expected(root, one)).filter(|words| !words.is_empty());
        return words.collect::<Vec<_>>().join(" or ");
    }
    let choices = choices(schema);
    if let Some((last, others)) = choices.split_last() {
        let others: Vec<String> = others.iter().map(|choice| format!("\"{choice}\"")).collect();
        return if others.is_empty() {
            format!("\"{last}\"")
        } else {
            format!("{} or \"{last}\"", others.join(", "))
        };
    }
    match type_of(schema) {
        "boolean" => "true or false".to_owned(),
        "integer" => format!("a whole number{}", range(schema)),
        "number" => format!("a number{}", range(schema)),
        "string" => "a text in quotes".to_owned(),
        "array" if is_list_of_tables(root, schema) => "a list of tables".to_owned(),
        "array" => {
            let some =
                if schema["minItems"].as_u64() > Some(0) { "a list of one or more " } else { "a list of " };
            format!("{some}{}", several(root, resolve(root, &schema["items"])))
        }
        "object" => "a table".to_owned(),
        _ => String::new(),
    }
}

/// Says what the items of a list may be.
fn several(root: &Value, item: &Value) -> String {
    match type_of(item) {
        "integer" => format!("whole numbers{}", range(item)),
        "string" if choices(item).is_empty() => "texts in quotes".to_owned(),
        _ => expected(root, item),
    }
}

fn range(schema: &Value) -> String {
    // The bounds of a machine's larger numbers tell nobody anything.
    let most = schema["maximum"].as_f64().filter(|most| *most <= 65_535.0);
    match (schema["minimum"].as_f64(), most) {
        (Some(least), Some(most)) => format!(" from {least} to {most}"),
        (Some(least), None) => format!(", {least} or more"),
        (None, Some(most)) => format!(", at most {most}"),
        (None, None) => String::new(),
    }
}

/// Gives the texts that a schema allows, where it names them.
pub(super) fn choices(schema: &Value) -> Vec<&str> {
    let constants = schema["oneOf"].as_array().into_iter().flatten().filter_map(|one| one["const"].as_str());
    let listed = schema["enum"].as_array().into_iter().flatten().filter_map(Value::as_str);
    constants.chain(listed).collect()
}

/// Tells whether a schema is for what TOML writes as `[[name]]`.
pub(super) fn is_list_of_tables(root: &Value, schema: &Value) -> bool {
    type_of(schema) == "array" && type_of(resolve(root, &schema["items"])) == "object"
}

/// Says what a file holds.
pub(super) fn found(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => quoted(text),
        DeValue::Integer(number) => number.as_str().to_owned(),
        DeValue::Float(number) => number.as_str().to_owned(),
        DeValue::Boolean(is) => is.to_string(),
        DeValue::Datetime(day) => format!("the day {day}"),
        DeValue::Array(items) if items.is_empty() => "an empty list".to_owned(),
        DeValue::Array(_) => "a list".to_owned(),
        DeValue::Table(_) => "a table".to_owned(),
    }
}
