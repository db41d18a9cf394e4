//! Spaces between two Japanese letters that split what belongs together.
//!
//! Words of a list or of a name are often separated by spaces, so a space is a slip only beside a particle or an ending.

use notesmith_diagnostic::Span;

use super::letters::hiragana_before;
use crate::wording::is_hiragana;

/// A note with so many spaces between Japanese letters, one in so many bytes, is written with spaces between words.
const SPACES_OF_A_STYLE: usize = 8;
const BYTES_FOR_A_SPACE: usize = 150;

/// Particles, and what begins as they do and follows a word without a space.
const PARTICLES: &str = "はがにでとのへもや";

/// Other beginnings of what follows a word without a space.
const ENDINGS: [&str; 36] = [
    "を",
    "です",
    "でした",
    "であ",
    "でな",
    "での",
    "ます",
    "まし",
    "され",
    "する",
    "した",
    "して",
    "しない",
    "します",
    "から",
    "まで",
    "には",
    "にお",
    "にまた",
    "によ",
    "につ",
    "にし",
    "にな",
    "にも",
    "とし",
    "とい",
    "との",
    "への",
    "のた",
    "のよ",
    "がで",
    "があ",
    "がな",
    "はな",
    "ために",
    "ための",
];

/// Ends of hiragana that belong to what follows.
const LEADING: [&str; 19] = [
    "までの",
    "ための",
    "ために",
    "への",
    "での",
    "との",
    "からの",
    "には",
    "では",
    "とは",
    "にも",
    "による",
    "における",
    "として",
    "という",
    "および",
    "または",
    "を",
    "については",
];

/// Gives the slips among single spaces between Japanese letters, or behind `、`; all are sorted bytes of the note.
pub(super) fn slips(text: &str, gaps: &[usize]) -> Vec<Span> {
    if gaps.len() >= SPACES_OF_A_STYLE && text.len() / gaps.len() < BYTES_FOR_A_SPACE {
        return Vec::new();
    }
    let is_slip = |at: &&usize| splits(&text[..**at], &text[**at + 1..]);
    gaps.iter().filter(is_slip).map(|at| Span::new(*at, at + 1)).collect()
}

/// Tells whether a space splits what belongs together.
fn splits(before: &str, behind: &str) -> bool {
    before.ends_with('、') || follows_word(behind) && !repeats(before, behind) || leads(before, behind)
}

/// Tells whether a text begins with what follows a word without a space: a particle, an ending.
fn follows_word(text: &str) -> bool {
    if !text.starts_with(is_hiragana) {
        return false;
    }
    if ENDINGS.iter().any(|ending| text.starts_with(ending)) {
        return true;
    }
    let mut letters = text.chars();
    let is_particle = letters.next().is_some_and(|letter| PARTICLES.contains(letter));
    // With spaces on both sides somebody wants the particle to stand alone; か行 and が行 are no particles.
    is_particle && letters.next().is_some_and(|next| !is_hiragana(next) && !matches!(next, ' ' | '行'))
}

/// Tells whether the letter before a space is the one behind it: `spelling/repeated-word` is about that.
fn repeats(before: &str, behind: &str) -> bool {
    before.chars().next_back() == behind.chars().next()
}

/// Tells whether hiragana before a space lead on to the word behind it: a particle behind another letter, or more of them.
fn leads(before: &str, behind: &str) -> bool {
    if behind.starts_with(is_hiragana) || !hiragana_before(before.as_bytes(), before.len()) {
        return false;
    }
    if LEADING.iter().any(|end| before.ends_with(end)) {
        return true;
    }
    let Some(particle) = before.chars().next_back() else { return false };
    let word = &before[..before.len() - particle.len_utf8()];
    // A space belongs behind Latin letters; behind others somebody wants the particle to stand alone.
    let stands_alone = word
        .strip_suffix(' ')
        .is_some_and(|word| !word.ends_with(|letter: char| letter.is_ascii_alphanumeric()));
    PARTICLES.contains(particle)
        && !stands_alone
        && word.chars().next_back().is_some_and(|letter| !is_hiragana(letter) && letter != '\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: bool) {
        let gap = text.find('_').expect("the place is marked");
        let text = text.replace('_', " ");
        assert_eq!(!slips(&text, &[gap]).is_empty(), expected, "{text}");
    }

    #[test]
    fn particles_and_endings_belong_to_the_word_before() {
        for text in [
            "鍵_を作る",
            "設定_されて",
            "7 日間_です",
            "ポリシー_は鍵",
            "リージョン_にまたがり",
            "鍵_の管理",
            "しない_ために",
        ] {
            check(text, true);
        }
        for text in [
            "鍵_のみ",
            "設定_すべて",
            "東京_とちぎ",
            "使い方_はじめに",
            "か行_が行",
            "鍵_の 管理",
            "鍵の_の管理",
        ] {
            check(text, false);
        }
    }

    #[test]
    fn particles_belong_before_the_word_behind() {
        for text in [
            "情報は_ジョブ",
            "ルールに_修復",
            "今年までの_全件",
            "EC2 や_外部",
            "起動、_停止",
            "するための_設定",
        ] {
            check(text, true);
        }
        for text in [
            "りんご_バナナ",
            "かに_海老",
            "です_次",
            "鍵 の_管理",
            "も_鍵",
            "読み_書き",
            "データ_カタログ",
            "東京_大阪",
        ] {
            check(text, false);
        }
    }

    #[test]
    fn a_style_is_no_slip() {
        let text = "わたし は 学生 です。".repeat(9);
        let gaps: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).collect();
        assert_eq!(slips(&text, &gaps), []);
    }
}
