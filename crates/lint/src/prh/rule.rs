//! One rule of a dictionary: what to find, what to write instead, and the examples that prove it.

use std::ops::Range;

use super::expression::{Expression, Groups, Source};
use super::javascript::{BOUNDARY, LINEAR_BOUNDARY, literal};
use super::raw::{RawRule, Spec};

/// A rule that can be used.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) expected: String,
    /// Why, in the words of the dictionary.
    pub(super) note: Option<String>,
    /// The expression as prh writes it, to be named by `ignoreRules`.
    pub(super) shown: String,
    expression: Expression,
    /// The group that has to be empty.
    empty_group: Option<usize>,
}

/// A place where a rule wants something else.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Match<'r> {
    /// The bytes of the text.
    pub(crate) range: Range<usize>,
    /// What to write instead.
    pub(crate) replacement: String,
    /// Why, in the words of the dictionary.
    pub(crate) note: Option<&'r str>,
}

impl Rule {
    /// Makes a rule and tries its examples.
    pub(super) fn new(raw: RawRule) -> Result<Self, String> {
        let Pattern { source, ignores_case, shown } = Pattern::of(&raw)?;
        let expression = Expression::new(&source, ignores_case)
            .map_err(|error| format!("the expression {shown} cannot be used: {error}"))?;
        if expression.is_match("").unwrap_or(true) {
            return Err(format!("the expression {shown} matches the empty text"));
        }
        let group = raw.regexp_must_empty.as_deref();
        let empty_group = group.map(|group| group_of(group, expression.groups())).transpose()?;
        let rule = Self { expected: raw.expected, note: raw.note, shown, expression, empty_group };
        raw.specs.iter().try_for_each(|spec| rule.prove(spec))?;
        Ok(rule)
    }

    /// Finds where a text is not as it should be.
    ///
    /// # Errors
    /// The expression takes too many steps.
    pub(super) fn matches(&self, text: &str) -> Result<Vec<Match<'_>>, String> {
        let found = self.expression.matches(text);
        let found = found.map_err(|_| format!("the expression {} takes too many steps here", self.shown))?;
        Ok(found.iter().filter_map(|groups| self.found(text, groups)).collect())
    }

    fn found(&self, text: &str, groups: &Groups) -> Option<Match<'_>> {
        let group = |number: usize| groups.get(number).cloned().flatten().map_or("", |range| &text[range]);
        let (range, whole) = (groups.first()?.clone()?, group(0));
        if self.empty_group.is_some_and(|number| !group(number).is_empty()) || whole.is_empty() {
            return None;
        }
        let replacement = expand(&self.expected, groups.len(), &group);
        let differs = whole != self.expected && whole != replacement;
        differs.then_some(Match { range, replacement, note: self.note.as_deref() })
    }

    /// Tries an example.
    fn prove(&self, spec: &Spec) -> Result<(), String> {
        let mut written = spec.from.clone();
        for found in self.matches(&spec.from)?.iter().rev() {
            written.replace_range(found.range.clone(), &found.replacement);
        }
        if written == spec.to {
            return Ok(());
        }
        Err(format!("its spec fails: `{}` becomes `{written}`, not `{}`", spec.from, spec.to))
    }
}

/// Puts groups in place of `$1` to `$99`; what names no group stays.
fn expand<'t>(template: &str, groups: usize, group: &dyn Fn(usize) -> &'t str) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, behind)) = rest.split_once('$') {
        text.push_str(before);
        let digits = behind.bytes().take(2).take_while(u8::is_ascii_digit).count();
        match behind[..digits].parse::<usize>() {
            Ok(number) if number > 0 && number < groups => text.push_str(group(number)),
            _ => text.extend(["$", &behind[..digits]]),
        }
        rest = &behind[digits..];
    }
    text + rest
}

/// Reads the number of the group that has to be empty.
fn group_of(group: &str, groups: usize) -> Result<usize, String> {
    let number = group.strip_prefix('$').and_then(|digits| digits.parse::<usize>().ok());
    match number {
        Some(number) if number < groups => Ok(number),
        Some(_) => Err(format!("`regexpMustEmpty: {group}` names a group that the expression has not")),
        None => Err(format!("`regexpMustEmpty: {group}` is not of the form `$1`")),
    }
}

/// The expression of a rule.
struct Pattern {
    source: Source,
    ignores_case: bool,
    /// As JavaScript writes it, with slashes and flags.
    shown: String,
}

impl Pattern {
    fn of(raw: &RawRule) -> Result<Self, String> {
        let parts = match &raw.patterns {
            // prh takes the text for an expression, too.
            None => vec![Part::expression(spread(&raw.expected), "")?],
            Some(patterns) => patterns.texts.iter().map(|text| Part::read(text)).collect::<Result<_, _>>()?,
        };
        let is_list = raw.patterns.as_ref().is_some_and(|patterns| patterns.is_list);
        let ignores_case = parts.iter().any(|part| part.flags.contains('i'));
        if parts.iter().any(|part| part.flags.contains('i') != ignores_case) {
            return Err("some of its patterns have the flag `i` and some have not".to_owned());
        }
        let edge = |mark: &'static str| if raw.word_boundary { mark } else { "" };
        let join =
            |parts: Vec<String>| if is_list { format!("(?:{})", parts.join("|")) } else { parts.concat() };
        let bound = |source: &str, mark: &str| format!("{mark}(?:{source}){mark}");
        let linear =
            parts.iter().map(|part| Some(bound(part.source.linear.as_deref()?, edge(LINEAR_BOUNDARY))));
        let backtracking = parts.iter().map(|part| bound(&part.source.backtracking, edge(BOUNDARY)));
        let source = Source {
            linear: linear.collect::<Option<_>>().map(join),
            backtracking: join(backtracking.collect()),
        };
        let mark = edge(r"\b");
        let shown = join(parts.iter().map(|part| format!("{mark}{}{mark}", part.shown)).collect());
        let flags = if ignores_case { "gimu" } else { "gmu" };
        Ok(Self { source, ignores_case, shown: format!("/{shown}/{flags}") })
    }
}

/// One pattern of a rule.
struct Part<'r> {
    source: Source,
    /// As JavaScript writes it, between slashes.
    shown: String,
    flags: &'r str,
}

impl<'r> Part<'r> {
    /// Reads `/…/flags`, or a text that stands for itself.
    fn read(pattern: &'r str) -> Result<Self, String> {
        let is_flag = |letter: char| letter.is_ascii_lowercase();
        let body =
            pattern.strip_prefix('/').and_then(|body| body.trim_end_matches(is_flag).strip_suffix('/'));
        if let Some(source) = body {
            return Self::expression(source.to_owned(), &pattern[source.len() + 2..]);
        }
        let text = literal(pattern);
        let source = Source { linear: Some(text.clone()), backtracking: text };
        Ok(Self { source, shown: escaped(pattern), flags: "" })
    }

    fn expression(shown: String, flags: &'r str) -> Result<Self, String> {
        let cannot_read = |what: &str| format!("its expression holds what this tool cannot read: {what}");
        if let Some(flag) = flags.chars().find(|flag| !"gimu".contains(*flag)) {
            return Err(cannot_read(&format!("the flag `{flag}`")));
        }
        let source = Source::of_javascript(&shown).map_err(|what| cannot_read(&what))?;
        Ok(Self { source, shown, flags })
    }
}

/// Compiles a pattern that stands alone, in a list of files or places.
pub(super) fn compile(pattern: &str) -> Result<Expression, String> {
    let part = Part::read(pattern)?;
    Expression::new(&part.source, part.flags.contains('i'))
        .map_err(|error| format!("the expression {pattern} cannot be used: {error}"))
}

/// Escapes a text as prh does.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if "¥*+.?{}()[]^$-|/".contains(letter) {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

/// An expression for a text with its letters and digits in both cases and both widths.
fn spread(text: &str) -> String {
    let wide = |letter: char| char::from_u32(u32::from(letter) + 0xFEE0).unwrap_or(letter);
    let mut out = String::new();
    for letter in text.chars() {
        if letter.is_ascii_digit() {
            out.extend(['[', letter, wide(letter), ']']);
        } else if letter.is_ascii_alphabetic() {
            let (upper, lower) = (letter.to_ascii_uppercase(), letter.to_ascii_lowercase());
            out.extend(['[', upper, lower, wide(upper), wide(lower), ']']);
        } else {
            out.push(letter);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prh::raw::rules_of;

    /// Makes the one rule of a dictionary.
    fn rule(yaml: &str) -> Result<Rule, String> {
        let mut rules = rules_of(&format!("version: 1\nrules:\n  - {}", yaml.trim().replace('\n', "\n    ")))
            .expect("it is a dictionary");
        Rule::new(rules.remove(0))
    }

    /// Checks what a rule makes of a text.
    #[track_caller]
    fn check(yaml: &str, text: &str, expected: &str) {
        let rule = rule(yaml).expect("a rule");
        let mut written = text.to_owned();
        for found in rule.matches(text).expect("few steps").iter().rev() {
            written.replace_range(found.range.clone(), &found.replacement);
        }
        assert_eq!(written, expected, "{yaml}");
    }

    #[test]
    fn letters_and_digits_are_found_in_both_cases_and_widths() {
        check("Web", "web ＷＥＢ Web ｗeb", "Web Web Web Web");
        check("expected: H2O", "h２o", "H2O");
    }

    #[test]
    fn patterns_are_texts_or_expressions() {
        check(
            "expected: おこな\npattern: /(おこな|行な?)(?=[わいっうえお])/",
            "行う行なう行く",
            "おこなうおこなう行く",
        );
        check("expected: C++\npattern: シープラ++", "シープラ++", "C++");
        check("expected: x\npatterns:\n  - a\n  - /b|c/", "abcd", "xxxd");
        check("expected: JavaScript\npattern: /javascript/i", "JAVAscript", "JavaScript");
        check("expected: $1ほか$2\npattern: /([^排人])他([^社者人方])/", "その他の他人", "そのほかの他人");
        check("expected: US$5 $9\npattern: five", "five", "US$5 $9");
    }

    #[test]
    fn what_is_right_is_left_alone() {
        check("expected: こと\npattern: /(記|大)?事/\nregexpMustEmpty: $1", "記事の事", "記事のこと");
        check("expected: js\npattern: JS\noptions:\n  wordBoundary: true", "JS xJS 日JS", "js xJS 日js");
    }

    #[test]
    fn expressions_are_shown_as_prh_shows_them() {
        let shown = |yaml| rule(yaml).expect("a rule").shown;
        assert_eq!(shown("Tc"), "/[TtＴｔ][CcＣｃ]/gmu");
        assert_eq!(shown("expected: a\npattern: b.c"), r"/b\.c/gmu");
        assert_eq!(shown("expected: a\npattern: /b/i\noptions:\n  wordBoundary: true"), r"/\bb\b/gimu");
        assert_eq!(shown("expected: a\npatterns: [b, c]"), "/(?:b|c)/gmu");
    }

    #[test]
    fn refuses_what_it_cannot_do() {
        for (yaml, named) in [
            ("expected: a\npattern: /(/", "cannot be used"),
            ("expected: a\npattern: /a*/", "empty text"),
            ("expected: a\npattern: /b/y", "the flag `y`"),
            ("expected: a\npattern: /\\cA/", "`\\c`"),
            ("expected: a\npattern: b\nregexpMustEmpty: $1", "has not"),
            ("expected: a\npattern: b\nregexpMustEmpty: one", "form `$1`"),
            ("expected: a\npattern: b\nspecs:\n  - from: bb\n    to: ab", "`bb` becomes `aa`, not `ab`"),
            ("expected: a\npatterns: [/b/i, c]", "flag `i`"),
        ] {
            let error = rule(yaml).map(|_| ()).expect_err("refused");
            assert!(error.contains(named), "{yaml}: {error}");
        }
    }
}
