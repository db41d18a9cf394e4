//! The letter case of words that are known: `VMWare` for `VMware`, `HUb` for `Hub`.

use super::verdict::VerdictKind;
use super::words::Words;
use crate::vocabulary::{Name, Vocabulary, Word};

/// A form that the notes use this often is theirs.
const ESTABLISHED: u32 = 7;
/// The shortest brand in which a strange capital is an error; of short ones other names are made (`MyTax`).
const SHORTEST_BRAND: usize = 5;

/// A letter case that is wrong.
pub(super) struct WrongCase {
    pub(super) right: String,
    pub(super) evidence: String,
}

impl WrongCase {
    pub(super) const KIND: VerdictKind = VerdictKind::BrandCase;
}

/// What is to be said about the case of a word: by the project's brands, by its owner, by the notes' majority.
pub(super) fn judge(words: &Words, text: &str, lower: &str, known: Option<Word>) -> Option<WrongCase> {
    if let Some(brand) = words.settings.brand(lower) {
        let differs = brand != text;
        return differs
            .then(|| WrongCase { right: brand.to_owned(), evidence: "the project's own brand".to_owned() });
    }
    if let Some(case) = acronym_case(words, text, lower, known) {
        return Some(case);
    }
    let known = known?;
    if let Some(right) = known.casing(lower).filter(|casing| is_mixed(casing)) {
        // Documentation alone is no owner, and what these notes always write is no slip.
        let own = words.latin.get(text).is_some_and(|usage| usage.count >= ESTABLISHED);
        let official = Vocabulary::shared().name(lower).is_some_and(Name::is_service);
        let owned = known.is_brand() || !own && (known.is_software() || official);
        let agreed = owned || words.known_count(&right) > 0;
        let shouted = !text.bytes().any(|byte| byte.is_ascii_lowercase());
        let differs = right != text && !shouted && !is_acronym_plural(text);
        let is_name = right.starts_with(|first: char| first.is_ascii_uppercase()) || known.is_brand();
        return (differs && agreed && is_name).then(|| owners_case(words, right, known));
    }
    // `MoSCoW` is no place, and `LeRoy` is a person.
    let is_brand = known.is_brand() && (known.is_famous() || !known.is_proper_name());
    if let Some(right) = known.casing(lower).filter(|_| is_brand) {
        return has_strange_capitals(words, text, &right).then(|| owners_case(words, right, known));
    }
    slipped_case(words, text, lower, known)
}

/// Whether capitals stand inside a brand that has none there: `DJango`, `ReDis`.
fn has_strange_capitals(words: &Words, text: &str, right: &str) -> bool {
    let inner = || text.bytes().skip(1);
    let is_mixed =
        inner().any(|byte| byte.is_ascii_uppercase()) && inner().any(|byte| byte.is_ascii_lowercase());
    let own = words.latin.get(text).is_some_and(|usage| usage.count >= ESTABLISHED);
    if !is_mixed || own || right.len() < SHORTEST_BRAND || is_acronym_plural(text) || words.is_in_code(text) {
        return false;
    }
    // `DataFlow`, `PostFix`: two words may be somebody's own name.
    let is_word = |part: &str| {
        let word = Vocabulary::shared().word(part.to_ascii_lowercase());
        part.len() >= 3 && word.is_some_and(|word| word.english_size().is_some_and(|size| size <= 50))
    };
    words.known_count(right) > 0 || !super::judge::humps(text).into_iter().all(is_word)
}

fn owners_case(words: &Words, right: String, known: Word) -> WrongCase {
    let count = words.known_count(&right);
    let evidence = match count {
        0 if known.is_brand() => format!("known brand {right}"),
        0 if known.is_service() => format!("known service name {right}"),
        0 => format!("known term {right}"),
        1 => format!("{right} is used once in these notes"),
        _ => format!("{right} is used {count} times in these notes"),
    };
    WrongCase { right, evidence }
}

/// Whether a form has capitals behind the first letter and lower-case letters too.
fn is_mixed(form: &str) -> bool {
    form.bytes().skip(1).any(|byte| byte.is_ascii_uppercase())
        && form.bytes().any(|byte| byte.is_ascii_lowercase())
}

/// `VMs`, `APIs`: capitals with a plural ending.
pub(super) fn is_acronym_plural(text: &str) -> bool {
    text.strip_suffix('s').is_some_and(|stem| stem.bytes().all(|byte| byte.is_ascii_uppercase()))
}

/// `Pii` where the notes write `PII`: a short word that is no English one.
fn acronym_case(words: &Words, text: &str, lower: &str, known: Option<Word>) -> Option<WrongCase> {
    if words.is_in_code(text) {
        return None;
    }
    let english = known.is_some_and(|word| word.english_size().is_some_and(|size| size <= 60));
    let capitals = text.bytes().filter(u8::is_ascii_uppercase).count();
    if english || !(3..=5).contains(&text.len()) || capitals != 1 || lower.as_bytes()[0] == text.as_bytes()[0]
    {
        return None;
    }
    let right = text.to_ascii_uppercase();
    let count = words.known_count(&right).max(words.latin.get(right.as_str()).map_or(0, |usage| usage.count));
    let written = words.latin.get(text).map_or(1, |usage| usage.count);
    let evidence = format!("{right} is used {count} times in these notes");
    (count >= 3 && count >= written * 3).then_some(WrongCase { right, evidence })
}

/// A shift key that was held too long: two capitals in front of a word that the notes write with one.
fn slipped_case(words: &Words, text: &str, lower: &str, known: Word) -> Option<WrongCase> {
    let capitals = text.bytes().take_while(u8::is_ascii_uppercase).count();
    let rest_is_lower = text[capitals..].bytes().all(|byte| byte.is_ascii_lowercase());
    let common = known.english_size().is_some_and(|size| size <= 50) && !known.is_abbreviation();
    if capitals != 2 || capitals == text.len() || !rest_is_lower || is_acronym_plural(text) || !common {
        return None;
    }
    let right = super::candidates::in_case_of(text, lower, None);
    let count = words.known_count(&right);
    if count < 2 || count <= words.latin.get(text).map_or(0, |usage| usage.count) {
        return None;
    }
    // `MBit`, `VMware`: the first letters may be an acronym of their own.
    let acronym = Vocabulary::shared().word(&lower[..2]).is_some_and(Word::is_abbreviation);
    let evidence = format!("{right} is used {count} times in these notes");
    (!acronym || text.len() <= 4).then_some(WrongCase { right, evidence })
}
