//! Where a URL in running text ends.
//!
//! GitHub links everything up to the next white space, Japanese text too; here a URL ends where a reader would end it.

/// Gives the byte length of the URL that `text` starts with.
///
/// It ends at white space, an angle bracket or a quote, at CJK punctuation, at a closing bracket without its opener,
/// and at kana or kanji that follow the authority or stand right behind ASCII letters and digits of the path.
/// A particle right behind a separator (`/faqs/を`, `/faqs/のページ`) belongs to the text.
/// Kana and kanji behind a separator (`/wiki/日本`, `?q=東京`, `#概要`) are part of it.
/// Trailing ASCII punctuation is left out, as GFM does.
pub fn bare_url_end(text: &str) -> usize {
    let scheme = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let authority = if text[scheme..].starts_with("://") { scheme + 3 } else { 0 };
    let mut in_authority = true;
    let mut open = 0_i32;
    let mut kana = KanaState::NotSeen;
    let mut previous = ' ';
    let mut end = text.len();
    for (at, c) in text.char_indices() {
        if at >= authority && matches!(c, '/' | '?' | '#') {
            in_authority = false;
        }
        let stops = match c {
            '(' | '[' => {
                open += 1;
                false
            }
            ')' | ']' => {
                open -= 1;
                open < 0
            }
            '<' | '>' | '"' | '`' | '|' | '\\' | '^' => true,
            c if c.is_whitespace() || c.is_control() => true,
            c if is_cjk_punctuation(c) => true,
            c if !c.is_ascii() && in_authority => {
                let host = &text[authority..at];
                host.contains('.') || host.contains(':')
            }
            // No word begins with を.
            'を' => true,
            c if is_kana_or_kanji(c) => {
                kana == KanaState::NotSeen && goes_on_behind(&text[at..]) || !kana.admits(previous)
            }
            _ => false,
        };
        if stops {
            end = at;
            break;
        }
        previous = c;
    }
    trim(&text[..end])
}

/// Tells whether a text goes on behind a URL rather than in it, where the first kana of the URL stand: `/faqs/で確認`,
/// `/faqs/から`, `/faqs/のページ`, `/faqs/です`.
///
/// A particle counts before kanji and katakana, and what no title begins with counts alone.
fn goes_on_behind(text: &str) -> bool {
    const ENDINGS: [&str; 19] = [
        "にて",
        "には",
        "にも",
        "にあり",
        "にある",
        "にあっ",
        "での",
        "では",
        "でも",
        "です",
        "でした",
        "である",
        "への",
        "との",
        "とは",
        "という",
        "まで",
        "など",
        "って",
    ];
    let mut letters = text.chars();
    let (Some(first), next) = (letters.next(), letters.next()) else { return false };
    let is_particle = matches!(first, 'は' | 'が' | 'に' | 'で' | 'と' | 'へ' | 'の' | 'も' | 'や');
    let is_before_word = next.is_some_and(
        |next| matches!(next, '\u{30A1}'..='\u{30FA}' | '\u{4E00}'..='\u{9FFF}' | '[' | '`' | '*'),
    );
    if is_particle && is_before_word {
        return true;
    }
    // `/から入手`, `/からどうぞ`, but `/からあげ`.
    let from = text.strip_prefix("から").is_some_and(|behind| {
        behind.chars().next().is_none_or(|c| !matches!(c, 'ぁ'..='ん') || "のはもどごお".contains(c))
    });
    from || ENDINGS.iter().any(|ending| text.starts_with(ending))
}

/// Whether kana or kanji were seen as part of the path already.
#[derive(Clone, Copy, PartialEq, Eq)]
enum KanaState {
    NotSeen,
    Part,
}

impl KanaState {
    fn admits(&mut self, previous: char) -> bool {
        if *self == Self::NotSeen && !previous.is_ascii_alphanumeric() {
            *self = Self::Part;
        }
        *self == Self::Part
    }
}

fn trim(url: &str) -> usize {
    let mut end = url.len();
    while let Some(last) = url[..end].chars().next_back() {
        let unbalanced = match last {
            ')' => url[..end].matches(')').count() > url[..end].matches('(').count(),
            ']' => url[..end].matches(']').count() > url[..end].matches('[').count(),
            _ => false,
        };
        if !unbalanced && !matches!(last, '?' | '!' | '.' | ',' | ':' | ';' | '*' | '_' | '~' | '\'' | '"') {
            break;
        }
        end -= last.len_utf8();
    }
    end
}

fn is_kana_or_kanji(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF66}'..='\u{FF9F}')
}

fn is_cjk_punctuation(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301F}' | '\u{30FB}'
        | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' | '\u{FF3B}'..='\u{FF3D}' | '\u{FF5B}'..='\u{FF65}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(&text[..bare_url_end(text)], expected, "the URL at the start of {text:?}");
    }

    #[test]
    fn ends_where_a_reader_ends_it() {
        check("https://a.example/x y", "https://a.example/x");
        check("https://a.example/x　y", "https://a.example/x");
        check("https://a.example/x。次", "https://a.example/x");
        check("https://a.example/x）の", "https://a.example/x");
        check("https://a.example/xを参照", "https://a.example/x");
        check("http://10.0.0.10:3128と指定", "http://10.0.0.10:3128");
        check("https://a.exampleを参照", "https://a.example");
        check("https://日本.example/", "https://日本.example/");
        check("https://a.example/wiki/日本の歴史", "https://a.example/wiki/日本の歴史");
        check("https://a.example/faqs/を見ること", "https://a.example/faqs/");
        check("https://a.example/faqs/で確認する", "https://a.example/faqs/");
        check("https://a.example/x/へのリンク", "https://a.example/x/");
        check("https://a.example/にあります。", "https://a.example/");
        check("https://a.example/x/から", "https://a.example/x/");
        check("https://a.example/x/からダウンロード", "https://a.example/x/");
        check("https://a.example/x/のページ", "https://a.example/x/");
        check("https://a.example/x/です。", "https://a.example/x/");
        check("https://a.example/x/と[他](y.md)", "https://a.example/x/");
        check("https://a.example/x/にて公開", "https://a.example/x/");
        check("https://a.example/x/にアクセスする", "https://a.example/x/");
        check("https://a.example/x/という", "https://a.example/x/");
        check("https://a.example/wiki/はてな", "https://a.example/wiki/はてな");
        check("https://a.example/wiki/からあげ", "https://a.example/wiki/からあげ");
        check("https://a.example/wiki/のび太", "https://a.example/wiki/のび太");
        check("https://a.example/wiki/千と千尋の話", "https://a.example/wiki/千と千尋の話");
        check("https://a.example/?q=東京", "https://a.example/?q=東京");
        check("https://a.example/#概要", "https://a.example/#概要");
        check("https://a.example/x_(y)", "https://a.example/x_(y)");
        check("https://a.example/x).", "https://a.example/x");
        check("https://a.example/x.", "https://a.example/x");
        check("https://a.example/x), y", "https://a.example/x");
        check("www.a.example/x, y", "www.a.example/x");
    }
}
