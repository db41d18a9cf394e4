//! How a sentence ends: in です・ます style, in である style, or in a way that belongs to neither.

/// The style of an ending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// です・ます
    Polite,
    /// である, and verbs in their plain form.
    Plain,
}

/// The ending of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) kind: Ending,
    /// Its length in bytes.
    pub(crate) length: usize,
}

const POLITE: [&str; 7] = ["です", "ます", "ました", "ません", "でした", "でしょう", "ましょう"];
const PLAIN: [&str; 7] = ["である", "であった", "だった", "だろう", "であろう", "ではない", "じゃない"];

/// Gives the ending of a text in front of a `。`; `None` where it tells no style, or a `、` stands there.
pub(crate) fn ending_of(sentence: &str) -> Option<Found> {
    // A question or an address.
    let asked = sentence.strip_suffix(['か', 'ね', 'よ']).unwrap_or(sentence);
    let tail = sentence.len() - asked.len();
    let ends_with = |ending: &&&str| asked.ends_with(**ending);
    if let Some(ending) = POLITE.iter().find(ends_with) {
        return Some(Found { kind: Ending::Polite, length: ending.len() + tail });
    }
    if let Some(ending) = PLAIN.iter().find(ends_with) {
        return Some(Found { kind: Ending::Plain, length: ending.len() + tail });
    }
    plain_word(sentence).map(|length| Found { kind: Ending::Plain, length })
}

/// Gives the length of the letters at the end of a sentence that tell a plain verb, adjective or だ.
fn plain_word(sentence: &str) -> Option<usize> {
    let mut letters = sentence.chars().rev();
    let (last, before) = (letters.next()?, letters.next()?);
    let tells = match last {
        'る' | 'す' | 'む' | 'ぶ' | 'ぐ' => true,
        // 使う and しまう, but neither そう nor 〜のよう.
        'う' => before == 'ま' || matches!(before, '\u{4E00}'..='\u{9FFF}'),
        // まだ and ただ are no sentences of this kind, and 読んだ is one of verbs.
        'だ' => !matches!(before, 'ま' | 'た' | 'は'),
        'い' => before == 'な',
        'た' => "っいしんえけげせてねべめれきぎちじにびみりかだ".contains(before),
        _ => false,
    };
    tells.then_some(last.len_utf8() + before.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_tell_the_style() {
        for (sentence, expected) in [
            ("鍵です", Some((Ending::Polite, "です"))),
            ("ありますか", Some((Ending::Polite, "ますか"))),
            ("見ましたね", Some((Ending::Polite, "ましたね"))),
            ("鍵である", Some((Ending::Plain, "である"))),
            ("便利だ", Some((Ending::Plain, "利だ"))),
            ("見た", None),
            ("作った", Some((Ending::Plain, "った"))),
            ("作成する", Some((Ending::Plain, "する"))),
            ("使う", Some((Ending::Plain, "使う"))),
            ("次のよう", None),
            ("できない", Some((Ending::Plain, "ない"))),
            ("鍵のこと", None),
            ("まだ", None),
            ("読んでください", None),
            ("必要な場合が多い", None),
            ("", None),
            ("る", None),
        ] {
            let found = ending_of(sentence);
            let shown = found.map(|found| (found.kind, &sentence[sentence.len() - found.length..]));
            assert_eq!(shown, expected, "{sentence}");
        }
    }
}
