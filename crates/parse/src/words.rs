//! Words as runs of one script: a script boundary is a word boundary, so `のrunnningを` holds `runnning`.

use notesmith_diagnostic::Span;

/// The script of a word, as far as notes in Japanese and English need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Script {
    /// Letters of Latin and the other alphabets, full-width ones too, with inner apostrophes.
    Alphabetic,
    /// Hiragana.
    Hiragana,
    /// Katakana with ー and the iteration marks, half-width ones too.
    Katakana,
    /// Kanji with 々 〆 〇.
    Kanji,
    /// Digits.
    Digit,
}

/// A run of characters of one script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its source bytes.
    pub span: Span,
    /// Its script.
    pub script: Script,
}

/// Gives the script of a character, `None` for white space, punctuation and symbols.
pub fn script_of(c: char) -> Option<Script> {
    match c {
        '0'..='9' | '０'..='９' => Some(Script::Digit),
        'a'..='z' | 'A'..='Z' | 'ａ'..='ｚ' | 'Ａ'..='Ｚ' => Some(Script::Alphabetic),
        '\u{3041}'..='\u{3096}' | '\u{3099}'..='\u{309A}' | 'ゝ' | 'ゞ' | 'ゟ' => Some(Script::Hiragana),
        '\u{30A1}'..='\u{30FA}'
        | 'ー'
        | 'ヽ'
        | 'ヾ'
        | 'ヿ'
        | '\u{31F0}'..='\u{31FF}'
        | '\u{FF66}'..='\u{FF9F}' => Some(Script::Katakana),
        '々'
        | '〆'
        | '〇'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFD}' => Some(Script::Kanji),
        c if c.is_ascii() => None,
        c if c.is_alphabetic() => Some(Script::Alphabetic),
        _ => None,
    }
}

/// Splits `text` into words; `base` is the byte offset of `text` in the source.
pub fn words(text: &str, base: usize) -> impl Iterator<Item = Word> + '_ {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        loop {
            let (start, first) = chars.next()?;
            let Some(script) = script_of(first) else { continue };
            let mut end = start + first.len_utf8();
            while let Some(&(at, c)) = chars.peek() {
                let inner_apostrophe = script == Script::Alphabetic
                    && matches!(c, '\'' | '’')
                    && text[at + c.len_utf8()..].chars().next().and_then(script_of) == Some(script);
                if script_of(c) != Some(script) && !inner_apostrophe {
                    break;
                }
                end = at + c.len_utf8();
                chars.next();
            }
            return Some(Word { span: Span::new(base + start, base + end), script });
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> = words(text, 0).map(|word| word.span.text(text)).collect();
        assert_eq!(found, expected, "words of {text:?}");
    }

    #[test]
    fn a_script_boundary_is_a_word_boundary() {
        check("状態のrunnningを見る", &["状態", "の", "runnning", "を", "見", "る"]);
        check("don't stop 'quoted'", &["don't", "stop", "quoted"]);
        check("EC2とサーバー、IPv6。", &["EC", "2", "と", "サーバー", "IPv", "6"]);
        check("人々は〆切", &["人々", "は", "〆切"]);
        check("", &[]);
    }
}
