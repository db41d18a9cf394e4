//! Names of two words: `Cloud HSM` for `CloudHSM`, `System Manager` for `Systems Manager`, `Security HUB`.

use super::verdict::{Opinion, VerdictKind, times};
use super::words::Words;
use crate::vocabulary::{Name, Vocabulary};

/// The logarithm of a count in documentation from which on a name needs no use in the notes.
const WELL_KNOWN: u32 = 5;
/// … and from which on a capitalised run is as good as an official name.
const FAMOUS: u32 = 8;
/// A form that the notes use this often, and more often than the right one, is theirs.
const ESTABLISHED: u32 = 7;

/// The shortest first word that a name may be told by with a slip in it.
const SHORTEST_FIRST: usize = 4;

/// The official name of two words that differs from a pair in its first word alone, by one edit.
fn near(first: &str, second: &str, squashed: &str) -> Option<Name> {
    if first.len() < SHORTEST_FIRST {
        return None;
    }
    let mut near = Vocabulary::shared().near_names(squashed, first.len()).into_iter().filter(|name| {
        name.text().split_once(' ').is_some_and(|(right, rest)| {
            rest == second
                && right.len() >= SHORTEST_FIRST
                && strsim::osa_distance(&first.to_ascii_lowercase(), &right.to_ascii_lowercase()) == 1
                && is_famous(*name)
        })
    });
    near.next().filter(|_| near.next().is_none())
}

/// Whether a name is official, or documentation uses it all the time.
fn is_famous(name: Name) -> bool {
    name.is_service() || name.documentation_rank() >= Some(FAMOUS)
}

/// What is to be said about two capitalised words that stand together.
pub(super) fn judge(words: &Words, text: &str) -> Option<Opinion> {
    let (first, second) = text.split_once([' ', '-'])?;
    let vocabulary = Vocabulary::shared();
    let mut squashed = [first, second].concat();
    squashed.make_ascii_lowercase();
    if let Some(name) = vocabulary.name(&squashed) {
        return (name.text() != text).then(|| other_form(words, text, name)).flatten();
    }
    if second_is_lower(text) {
        return None;
    }
    if text.contains('-') {
        return None;
    }
    let name = near(first, second, &squashed)?;
    let is_known = |word: &str| vocabulary.word(word.to_ascii_lowercase()).is_some();
    if !is_known(first) || !is_known(second) {
        return None;
    }
    accept(words, text, name, true)
        .map(|evidence| (VerdictKind::ServiceName, vec![name.text().to_owned()], evidence))
}

/// A name whose letters are right and whose spaces, hyphens or capitals are not.
fn other_form(words: &Words, text: &str, name: Name) -> Option<Opinion> {
    let right = name.text();
    let is_spaced = |form: &str| form.contains(' ');
    let is_hyphenated = |form: &str| form.contains('-');
    let evidence = accept(words, text, name, is_sure(name))?;
    if right.eq_ignore_ascii_case(text) {
        // `Lambda Function` for a heading's sake is no error; capitals throughout or in odd places are.
        let odd = |word: &str| word.bytes().skip(1).any(|byte| byte.is_ascii_uppercase());
        let is_odd = text
            .split([' ', '-'])
            .zip(right.split([' ', '-']))
            .any(|(word, right)| word != right && odd(word));
        // `X-ray` is an English word too.
        let is_word = second_is_lower(text);
        if is_word && name_count(words, right) < 3 {
            return None;
        }
        let is_shouted = !text.bytes().any(|byte| byte.is_ascii_lowercase()) && is_spaced(text);
        return (name.is_service() && (is_odd || is_hyphenated(right)) && !is_shouted)
            .then(|| (VerdictKind::BrandCase, vec![right.to_owned()], evidence));
    }
    // Between a space and a hyphen writers choose freely, and splitting a joined name is another matter.
    (!is_spaced(right) && !is_hyphenated(right))
        .then(|| (VerdictKind::ServiceName, vec![right.to_owned()], evidence))
}

/// Whether a name needs no use in the notes to be believed.
fn is_sure(name: Name) -> bool {
    name.is_service() || name.is_settled() || name.documentation_rank() >= Some(WELL_KNOWN)
}

/// Whether the second word of a pair begins with a small letter.
fn second_is_lower(text: &str) -> bool {
    text.split(['-', ' '])
        .nth(1)
        .is_some_and(|second| second.starts_with(|first: char| first.is_ascii_lowercase()))
}

/// Why the name is right; `None` where the notes speak for what they write.
fn accept(words: &Words, text: &str, name: Name, sure: bool) -> Option<String> {
    let right = name.text();
    let used = name_count(words, right);
    let place = if text.contains([' ', '-']) { &words.pairs } else { &words.latin };
    let written = place.get(text).map_or(0, |usage| usage.count);
    if !sure && used == 0 || written >= ESTABLISHED && used < written {
        return None;
    }
    Some(match used {
        0 if name.is_settled() => format!("known name {right}"),
        0 => format!("known service name {right}"),
        _ => format!("{text} is used {}; {right} {} in these notes", times(written), times(used)),
    })
}

/// How often the notes use a name as it should be.
fn name_count(words: &Words, name: &str) -> u32 {
    if name.contains([' ', '-']) {
        words.pairs.get(name).map_or(0, |usage| usage.count)
    } else {
        words.known_count(name)
    }
}

/// A word that joins the words of a name: `XRay` for `X-Ray`, `RedHat` for `Red Hat`.
pub(super) fn judge_joined(words: &Words, text: &str, lower: &str) -> Option<Opinion> {
    let name = Vocabulary::shared().name(lower)?;
    let right = name.text();
    if right.contains(' ') {
        let is_joined = name.is_settled() && right.replace(' ', "") == text && !words.is_in_code(text);
        let evidence = accept(words, text, name, true).filter(|_| is_joined)?;
        return Some((VerdictKind::ServiceName, vec![right.to_owned()], evidence));
    }
    let is_capitalised = text.starts_with(|first: char| first.is_ascii_uppercase());
    if !name.is_service() || !right.contains('-') || !is_capitalised {
        return None;
    }
    accept(words, text, name, true).map(|evidence| (VerdictKind::BrandCase, vec![right.to_owned()], evidence))
}
