//! Kana in their full-width, composed forms.

/// The full-width forms of U+FF61 to U+FF9F, in order.
const FULL_WIDTH: &str = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜";

/// Gives the full-width form of half-width kana, voicing marks put together with their kana.
pub(crate) fn full_width(narrow: &str) -> String {
    let mut wide = String::with_capacity(narrow.len());
    for c in narrow.chars() {
        let full = (c as usize).checked_sub(0xFF61).and_then(|at| FULL_WIDTH.chars().nth(at)).unwrap_or(c);
        let mark = match full {
            '゛' => '\u{3099}',
            '゜' => '\u{309A}',
            _ => '\0',
        };
        match wide.chars().next_back().and_then(|base| compose(base, mark)) {
            Some(composed) => {
                wide.pop();
                wide.push(composed);
            }
            None => wide.push(full),
        }
    }
    wide
}

/// Puts a kana and a combining voicing mark (U+3099, U+309A) together.
pub(crate) fn compose(base: char, mark: char) -> Option<char> {
    let next = |steps: u32| char::from_u32(base as u32 + steps);
    match mark {
        '\u{3099}' => match base {
            'う' => Some('ゔ'),
            'ウ' => Some('ヴ'),
            'ワ' => Some('ヷ'),
            'ゝ' | 'ヽ' => next(1),
            _ if "かきくけこさしすせそたちつてとはひふへほカキクケコサシスセソタチツテトハヒフヘホ"
                .contains(base) =>
            {
                next(1)
            }
            _ => None,
        },
        '\u{309A}' if "はひふへほハヒフヘホ".contains(base) => next(2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kana_are_composed() {
        for (base, mark, expected) in [
            ('か', '\u{3099}', Some('が')),
            ('ツ', '\u{3099}', Some('ヅ')),
            ('ホ', '\u{309A}', Some('ポ')),
            ('ウ', '\u{3099}', Some('ヴ')),
            ('あ', '\u{3099}', None),
            ('か', '\u{309A}', None),
        ] {
            assert_eq!(compose(base, mark), expected, "{base:?}");
        }
    }

    #[test]
    fn half_width_kana_become_full_width() {
        for (narrow, wide) in [("ｻｰﾊﾞｰ", "サーバー"), ("ﾊﾟｰﾄ", "パート"), ("｢ｱ｣｡", "「ア」。"), ("ﾝﾞ", "ン゛")]
        {
            assert_eq!(full_width(narrow), wide, "{narrow:?}");
        }
    }
}
