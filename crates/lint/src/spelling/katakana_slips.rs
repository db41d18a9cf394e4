//! How one katakana word comes to be written for another: neighbours on the keyboard, look-alikes, marks, small letters.

/// The shortest word that may lack a long-vowel mark inside: `フォマット`; at the end it is a matter of style.
const SHORTEST_WITHOUT_MARK: usize = 4;

/// Letters that scanners and tired eyes take for each other.
const LOOK_ALIKES: [(char, char); 16] = [
    ('ソ', 'ン'),
    ('シ', 'ツ'),
    ('ク', 'ワ'),
    ('ウ', 'フ'),
    ('ウ', 'ワ'),
    ('フ', 'ワ'),
    ('ア', 'マ'),
    ('ル', 'レ'),
    ('コ', 'ユ'),
    ('チ', 'テ'),
    ('ナ', 'メ'),
    ('ス', 'ヌ'),
    ('ノ', 'ソ'),
    ('ラ', 'フ'),
    ('ミ', 'シ'),
    ('ロ', 'コ'),
];

/// Consonants whose keys touch, as the rows of kana that they begin: `ニ` for `ミ`.
const NEIGHBOURS: [(&str, &str); 8] = [
    ("ナニヌネノ", "マミムメモ"),
    ("タチツテト", "ラリルレロ"),
    ("サシスセソ", "ザジズゼゾ"),
    ("サシスセソ", "ダヂヅデド"),
    ("ナニヌネノ", "バビブベボ"),
    ("ガギグゲゴ", "ハヒフヘホ"),
    ("ナニヌネノ", "ハヒフヘホ"),
    ("カキクケコ", "マミムメモ"),
];

/// How likely the one edit between two words is, from 1 to 3.
pub(super) fn likelihood(written: &[char], right: &[char]) -> Option<i32> {
    if !are_near(written, right) {
        return None;
    }
    if written != right && read_alike(written, right) {
        return Some(3);
    }
    let at = written.iter().zip(right).take_while(|(a, b)| a == b).count();
    let (from, to) = (&written[at..], &right[at..]);
    let at_end = at == 0 || at + 1 >= written.len().max(right.len());
    match (from, to) {
        (['ー', rest @ ..], to) if rest == to && at > 0 && written[at - 1] == 'ー' => Some(3),
        ([a, rest @ ..], to) if rest == to => {
            let doubled = at > 0 && written[at - 1] == *a;
            (*a != 'ー' && (!at_end || doubled)).then_some(2)
        }
        (from, [b, rest @ ..]) if rest == from => {
            // No word begins with these letters, so one is missing before them.
            let beheaded = at == 0 && written.first().is_some_and(|first| begins_no_word(*first));
            let inside = !at_end && (*b != 'ー' || written.len() >= SHORTEST_WITHOUT_MARK);
            (beheaded || inside).then_some(2)
        }
        ([a, from @ ..], [b, to @ ..]) if from == to => {
            if plain(*a) == plain(*b) {
                Some(3)
            } else if *a == 'ー' || *b == 'ー' {
                None
            } else if are_look_alikes(*a, *b) || are_neighbours(*a, *b) {
                Some(2)
            } else {
                (!at_end).then_some(1)
            }
        }
        ([a, b, from @ ..], [c, d, to @ ..]) if a == d && b == c && from == to => Some(2),
        _ => None,
    }
}

/// Whether letters changed places, one stands twice, or a small one or ン is missing: no other word comes of it.
pub(super) fn is_slip_of_hand(written: &[char], right: &[char]) -> bool {
    let at = written.iter().zip(right).take_while(|(a, b)| a == b).count();
    match (&written[at..], &right[at..]) {
        ([a, b, ..], [c, d, ..]) if a == d && b == c => *a != 'ー' || written.len() > 6,
        (from, [missing, to @ ..]) if from == to => is_small(*missing) || *missing == 'ン',
        ([doubled, from @ ..], to) if from == to => *doubled != 'ー' && at > 0 && written[at - 1] == *doubled,
        _ => false,
    }
}

/// Whether a letter stands at full size that should be small: `レプリケーシヨン`, `サブネツト`.
pub(super) fn is_full_size(written: &[char], right: &[char]) -> bool {
    let is_grown = |a: char, b: char| is_small(b) && !is_small(a) && plain(a) == plain(b);
    // `ソフトウエア` is another way to write it.
    let may_stand = |at: usize| at > 0 && matches!(written[at - 1], 'ウ' | 'ヴ');
    written.len() == right.len()
        && written != right
        && (0..written.len())
            .all(|at| written[at] == right[at] || is_grown(written[at], right[at]) && !may_stand(at))
}

/// The words in which one letter of a word is small that stands at full size.
pub(super) fn full_sized(letters: &[char]) -> impl Iterator<Item = String> + '_ {
    letters.iter().enumerate().skip(1).filter_map(|(at, letter)| {
        let is_behind = |letters_before: &str| letters_before.contains(letters[at - 1]);
        let may_be_small = match letter {
            'ア' | 'イ' | 'エ' | 'オ' => is_behind("フテデチツシジトドク"),
            'ヤ' | 'ユ' | 'ヨ' => is_behind("キシチニヒミリギジビピテデフ"),
            'ツ' => at + 1 < letters.len(),
            _ => false,
        };
        let small =
            || letters[..at].iter().chain(&[shifted(*letter, -1)]).chain(&letters[at + 1..]).collect();
        may_be_small.then(small)
    })
}

/// Whether at most two letters in a row tell the words apart; this is asked of every pair.
fn are_near(written: &[char], right: &[char]) -> bool {
    let front = written.iter().zip(right).take_while(|(a, b)| a == b).count();
    let back = written.iter().rev().zip(right.iter().rev()).take_while(|(a, b)| a == b).count();
    front + back + 2 >= written.len().max(right.len())
}

/// Whether words differ in letters alone that look alike or in their marks: a compound is no word for such a slip.
pub(super) fn look_alike(written: &[char], right: &[char]) -> bool {
    written.iter().zip(right).all(|(a, b)| plain(*a) == plain(*b) || are_look_alikes(*a, *b))
}

/// Letters that differ in their marks or in their size, in pairs.
const FORMS: &str = "カガキギクグケゲコゴサザシジスズセゼソゾタダチヂツヅテデトドハバハパバパヒビヒピビピフブフプブプ\
                     ヘベヘペベペホボホポボポァアィイゥウェエォオャヤュユョヨッツッヅウヴゥヴ";

/// For each katakana letter, as its code point less U+30A0, those that it is taken for; 0 is none.
static ALIKE: [[u8; 8]; 96] = {
    let (mut alike, forms, mut at) = ([[0; 8]; 96], FORMS.as_bytes(), 0);
    while at + 6 <= forms.len() {
        let (a, b) = (place(forms, at), place(forms, at + 3));
        add(&mut alike[a as usize], b);
        add(&mut alike[b as usize], a);
        at += 6;
    }
    at = 0;
    while at < LOOK_ALIKES.len() {
        let (a, b) = (LOOK_ALIKES[at].0 as u32 - 0x30A0, LOOK_ALIKES[at].1 as u32 - 0x30A0);
        add(&mut alike[a as usize], b as u8);
        add(&mut alike[b as usize], a as u8);
        at += 1;
    }
    alike
};

const fn add(letters: &mut [u8; 8], letter: u8) {
    let mut at = 0;
    while letters[at] != 0 {
        at += 1;
    }
    letters[at] = letter;
}

/// The place of a katakana letter among them, by its three bytes.
pub(super) const fn place(letters: &[u8], at: usize) -> u8 {
    (letters[at + 1] << 6 | letters[at + 2] & 0x3F) - 0xA0
}

/// The letters that a letter is taken for: those that look alike, and itself with other marks or in another size.
pub(super) fn letters_like(letter: char) -> impl Iterator<Item = char> {
    let at = u32::from(letter).wrapping_sub(0x30A0) as usize;
    let alike = ALIKE.get(at).unwrap_or(&ALIKE[0]);
    alike
        .iter()
        .take_while(|other| **other > 0)
        .filter_map(|other| char::from_u32(0x30A0 + u32::from(*other)))
}

fn are_look_alikes(a: char, b: char) -> bool {
    LOOK_ALIKES.contains(&(a, b)) || LOOK_ALIKES.contains(&(b, a))
}

/// Whether an input method reads two words alike: ン before a vowel runs into it (`サイナップ` for `サインアップ`).
pub(super) fn read_alike(a: &[char], b: &[char]) -> bool {
    syllables(a).eq(syllables(b))
}

/// The syllables that an input method makes of ン and a vowel, with the vowel.
const N_ROW: [(char, char); 5] = [('ナ', 'ア'), ('ニ', 'イ'), ('ヌ', 'ウ'), ('ネ', 'エ'), ('ノ', 'オ')];

/// Gives the vowel that makes a syllable of ン before it.
pub(super) fn vowel_behind_n(syllable: char) -> Option<char> {
    N_ROW.iter().find(|(other, _)| *other == syllable).map(|(_, vowel)| *vowel)
}

fn syllables(letters: &[char]) -> impl Iterator<Item = char> + '_ {
    let mut rest = letters;
    std::iter::from_fn(move || {
        let (letter, length) = match rest {
            ['ン', vowel, ..] => {
                N_ROW.iter().find(|(_, other)| other == vowel).map_or(('ン', 1), |pair| (pair.0, 2))
            }
            [letter, ..] => (*letter, 1),
            [] => return None,
        };
        rest = &rest[length..];
        Some(letter)
    })
}

/// Whether the same vowel follows consonants whose keys touch.
fn are_neighbours(a: char, b: char) -> bool {
    let place = |row: &str, letter: char| row.chars().position(|other| other == letter);
    NEIGHBOURS.iter().any(|(one, other)| {
        let same = |first: Option<usize>, second: Option<usize>| first.is_some() && first == second;
        same(place(one, a), place(other, b)) || same(place(one, b), place(other, a))
    })
}

/// A letter without its voicing mark and at full size: `パ`, `バ` → `ハ`; `ッ`, `ヅ` → `ツ`.
pub(super) fn plain(letter: char) -> char {
    match letter {
        'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ' | 'ャ' | 'ュ' | 'ョ' => shifted(letter, 1),
        'カ'..='ヂ' if (u32::from(letter) - u32::from('カ')) % 2 == 1 => shifted(letter, -1),
        'ッ' | 'ヅ' => 'ツ',
        'デ' | 'ド' => shifted(letter, -1),
        'ハ'..='ポ' => shifted(letter, -((i64::from(u32::from(letter)) - i64::from(u32::from('ハ'))) % 3)),
        'ヴ' => 'ウ',
        other => other,
    }
}

fn shifted(letter: char, by: i64) -> char {
    let code = i64::from(u32::from(letter)) + by;
    u32::try_from(code).ok().and_then(char::from_u32).unwrap_or(letter)
}

/// Whether a letter goes on with a syllable that another began.
pub(super) fn begins_no_word(letter: char) -> bool {
    matches!(letter, 'ー' | 'ッ' | 'ン') || is_small(letter)
}

pub(super) fn is_small(letter: char) -> bool {
    matches!(letter, 'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ' | 'ッ' | 'ャ' | 'ュ' | 'ョ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weighs_the_slip() {
        let check = |written: &str, right: &str, expected| {
            let (written, right): (Vec<char>, Vec<char>) =
                (written.chars().collect(), right.chars().collect());
            assert_eq!(likelihood(&written, &right), expected, "{written:?}");
        };
        check("サボート", "サポート", Some(3));
        check("イペント", "イベント", Some(3));
        check("トラフイック", "トラフィック", Some(3));
        check("オーーバーヘッド", "オーバーヘッド", Some(3));
        check("ソフトフェア", "ソフトウェア", Some(2));
        check("クラスタ", "クラスター", None);
        check("デプロイ", "リデプロイ", None);
        check("サービス", "サービス", None);
    }

    #[test]
    fn a_letter_is_taken_for_others() {
        let all = || ('ァ'..='ヴ').chain(['ー']);
        for (a, b) in all().flat_map(|a| all().map(move |b| (a, b))) {
            let alike = a != b && (plain(a) == plain(b) || are_look_alikes(a, b));
            assert_eq!(letters_like(a).any(|letter| letter == b), alike, "{a} {b}");
        }
    }

    #[test]
    fn plain_letters_have_no_marks() {
        for (letter, expected) in [
            ('ガ', 'カ'),
            ('ヂ', 'チ'),
            ('ッ', 'ツ'),
            ('ド', 'ト'),
            ('ビ', 'ヒ'),
            ('ペ', 'ヘ'),
            ('ィ', 'イ'),
            ('マ', 'マ'),
        ] {
            assert_eq!(plain(letter), expected, "{letter}");
        }
    }
}
