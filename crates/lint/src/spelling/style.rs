//! Forms of names that are a matter of style: `dynamodb`, `SystemsManager`.

use super::verdict::{Opinion, VerdictKind};
use super::words::Words;
use crate::vocabulary::{Vocabulary, Word};

/// A name in lower case whose owner writes it with capitals, and that is no English word.
pub(super) fn lower_case(words: &Words, text: &str) -> Option<Opinion> {
    let right = lower_case_form(text, Vocabulary::shared().word(text)?)?;
    if words.settings.accepts(text, text) {
        return None;
    }
    let evidence = match words.known_count(&right) {
        0 => format!("known name {right}"),
        1 => format!("{right} is used once in these notes"),
        count => format!("{right} is used {count} times in these notes"),
    };
    Some((VerdictKind::LowerCaseName, vec![right], evidence))
}

/// The written form of a word in lower case that names a service or a brand; `None` for all others.
/// `word` is what the vocabulary says about it.
pub(crate) fn lower_case_form(text: &str, word: Word) -> Option<String> {
    let named = word.is_brand() || word.is_service();
    named.then(|| word.casing(text)).flatten().filter(|casing| casing != text)
}

/// A joined name that its owner writes with a space: `SystemsManager`.
pub(super) fn joined(text: &str, lower: &str) -> Option<Opinion> {
    let humps = text.bytes().skip(1).any(|byte| byte.is_ascii_uppercase());
    let name = Vocabulary::shared()
        .name(lower)
        .filter(|name| name.is_service() || name.documentation_rank() >= Some(5));
    let right = name?.text();
    let spaced = humps && right.contains(' ') && right.replace(' ', "") == text;
    spaced.then(|| (VerdictKind::JoinedName, vec![right.to_owned()], format!("known service name {right}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_lower_case_have_another_form() {
        let check = |text, expected: Option<&str>| {
            let word = Vocabulary::shared().word(text).expect("a word of the vocabulary");
            assert_eq!(lower_case_form(text, word).as_deref(), expected, "{text}");
        };
        check("dynamodb", Some("DynamoDB"));
        check("github", Some("GitHub"));
        check("lambda", None);
        check("tree", None);
    }
}
