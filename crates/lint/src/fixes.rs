//! Fixes applied to a text.

use notesmith_diagnostic::{Applicability, Diagnostic, Edit, Fix};

/// What applying fixes gave.
#[derive(Debug)]
pub struct Fixed {
    /// The text with the fixes applied.
    pub text: String,
    /// The rules whose fixes were applied, one entry a fix.
    pub applied: Vec<String>,
}

/// Applies the first fix of each finding that is at most `at_most`, in order of start; those that overlap an applied
/// one wait for the next round. Gives `None` when nothing was applied.
pub fn apply_fixes(text: &str, diagnostics: &[Diagnostic], at_most: Applicability) -> Option<Fixed> {
    let mut fixes: Vec<(&Fix, &str)> = diagnostics
        .iter()
        .filter_map(|diagnostic| {
            let fix =
                diagnostic.fixes.iter().find(|fix| fix.applicability <= at_most && !fix.edits.is_empty())?;
            Some((fix, diagnostic.rule.as_ref()))
        })
        .collect();
    fixes.sort_by_key(|(fix, _)| fix.edits.iter().map(|edit| (edit.span.start(), edit.span.end())).min());
    let mut edits = Vec::new();
    let mut applied = Vec::new();
    let mut end = 0;
    for (fix, rule) in fixes {
        let first = fix.edits.iter().map(|edit| edit.span.start()).min().unwrap_or(0);
        if first < end || (first == end && end > 0 && fix.edits.iter().any(|edit| edit.span.is_empty())) {
            continue;
        }
        end = fix.edits.iter().map(|edit| edit.span.end()).max().unwrap_or(end).max(end);
        edits.extend(fix.edits.iter().cloned());
        applied.push(rule.to_owned());
    }
    if edits.is_empty() {
        return None;
    }
    Some(Fixed { text: replaced(text, &edits), applied })
}

/// Gives the text with edits applied, which must not overlap; their order does not matter.
pub fn replaced(text: &str, edits: &[Edit]) -> String {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| edit.span);
    let mut result = String::with_capacity(text.len());
    let mut at = 0;
    for edit in sorted {
        result.push_str(&text[at..edit.span.start()]);
        result.push_str(&edit.text);
        at = edit.span.end();
    }
    result.push_str(&text[at..]);
    result
}
