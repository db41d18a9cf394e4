//! Double negations: a denial that is denied.

/// What begins one.
pub(super) const PHRASES: &[&str] = &[
    "ないわけで",
    "無いわけで",
    "なくはない",
    "なくはなく",
    "なくはなか",
    "なくはあり",
    "なくもない",
    "なくもなく",
    "なくもなか",
    "なくもあり",
    "無くはない",
    "無くもない",
    "ないことは",
    "ないことも",
    "無いことは",
    "無いことも",
    "ないでもない",
    "ないでもあり",
    "ないものでは",
    "ないものでも",
    "ないとは限ら",
    "ないとも限ら",
    "ないとは言い切れ",
    "ないとは言いきれ",
    "ないとはいいきれ",
];

/// What denies once more, at the end.
const DENIALS: [&str; 7] = ["ない", "なく", "なかった", "なければ", "無い", "ありません", "ございません"];

/// Words that end in `ない` and deny nothing: 少ない, 危ない.
const ADJECTIVES: [&str; 14] = [
    "少",
    "危",
    "切",
    "幼",
    "儚",
    "汚",
    "すく",
    "あぶ",
    "せつ",
    "おさ",
    "はか",
    "きた",
    "もったい",
    "とんでも",
];

/// Gives the length of the double negation that a place in a text begins.
pub(crate) fn read(text: &str, at: usize) -> Option<usize> {
    let (before, rest) = text.split_at(at);
    if ADJECTIVES.iter().any(|word| before.ends_with(word)) {
        return None;
    }
    let phrase =
        PHRASES.iter().filter(|phrase| rest.starts_with(**phrase)).max_by_key(|phrase| phrase.len())?;
    if phrase.contains("限ら") || phrase.contains("きれ") || phrase.contains("切れ") {
        let behind = &rest[phrase.len()..];
        let end = ["ない", "なかった", "ず", "ません"].iter().find(|end| behind.starts_with(**end))?;
        return Some(phrase.len() + end.len());
    }
    // The last denial may be part of the phrase.
    let denied = ["ではなく", "でもなく"];
    let stem = ["なくは", "なくも", "無くは", "無くも", "ないでも"]
        .into_iter()
        .find(|stem| phrase.starts_with(*stem));
    let stem = stem.unwrap_or(phrase);
    let behind = &rest[stem.len()..];
    let behind = if stem.ends_with("わけで") {
        behind.strip_prefix('は').or_else(|| behind.strip_prefix('も'))?
    } else {
        behind
    };
    let end = DENIALS.iter().find(|end| behind.starts_with(**end))?;
    // `ではなく` goes on with what is the case instead.
    let contrasts = *end == "なく"
        && denied.iter().any(|denied| rest[..rest.len() - behind.len() + end.len()].ends_with(denied));
    (!contrasts).then(|| rest.len() - behind.len() + end.len())
}
