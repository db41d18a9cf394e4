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

/// Gives the ending of a text in front of a `。`; `None` where it tells no style, or a `、` stands there.
pub(crate) fn ending_of(sentence: &str) -> Option<Found> {
    // A question or an address.
    let asked = sentence.strip_suffix(['か', 'ね', 'よ']).unwrap_or(sentence);
    // All sentences of a note are asked about, so their last letter tells what to compare them with.
    let (polite, plain): (&[&str], &[&str]) = match asked.chars().next_back()? {
        'す' => (&["です", "ます"], &[]),
        'た' => (&["ました", "でした"], &["であった", "だった"]),
        'ん' => (&["ません"], &[]),
        'う' => (&["でしょう", "ましょう"], &["であろう", "だろう"]),
        'る' => (&[], &["である"]),
        'い' => (&[], &["ではない", "じゃない"]),
        'だ' | 'む' | 'ぶ' | 'ぐ' => (&[], &[]),
        _ => return None,
    };
    let found = |endings: &[&str], kind| {
        let ending = endings.iter().find(|ending| asked.ends_with(**ending))?;
        Some(Found { kind, length: ending.len() + sentence.len() - asked.len() })
    };
    found(polite, Ending::Polite)
        .or_else(|| found(plain, Ending::Plain))
        .or_else(|| plain_word(sentence).map(|length| Found { kind: Ending::Plain, length }))
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
