//! Numbers in the scripts that headings use.

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Digits {
    /// `21`
    Ascii,
    /// `２１`
    FullWidth,
    /// `二十一`
    Kanji,
    /// `XXI`, upper case, up to 39.
    Roman,
    /// `Ⅺ`, one sign, up to 12.
    RomanSign,
    /// `㉑`, up to 50.
    Circled,
}

impl Digits {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Ascii, Self::FullWidth, Self::Kanji, Self::Roman, Self::RomanSign, Self::Circled];

    /// Gives the name that messages use.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ascii => "half-width digits",
            Self::FullWidth => "full-width digits",
            Self::Kanji => "kanji numbers",
            Self::Roman => "roman numbers",
            Self::RomanSign => "roman numbers of one sign",
            Self::Circled => "circled numbers",
        }
    }
}

/// One number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numeral {
    /// Its value.
    pub value: u32,
    /// How it is written.
    pub digits: Digits,
    /// The number of digits as written, leading zeros counted.
    pub width: u8,
}

impl Numeral {
    /// Reads the number that `text` starts with; gives it with its length in bytes.
    pub fn read(text: &str) -> Option<(Self, usize)> {
        let first = text.chars().next()?;
        match first {
            '0'..='9' | '０'..='９' => read_decimal(text, first),
            'I' | 'V' | 'X' => read_roman(text),
            'Ⅰ'..='Ⅻ' => {
                let value = first as u32 - 'Ⅰ' as u32 + 1;
                Some((Self { value, digits: Digits::RomanSign, width: 1 }, first.len_utf8()))
            }
            '①'..='⑳' | '㉑'..='㉟' | '㊱'..='㊿' => {
                Some((Self { value: circled(first), digits: Digits::Circled, width: 1 }, first.len_utf8()))
            }
            _ => read_kanji(text),
        }
    }

    /// Gives the number of digits that the value needs.
    pub fn natural_width(self) -> u8 {
        self.value.checked_ilog10().unwrap_or(0) as u8 + 1
    }

    /// Writes the value, decimal digits zero-padded to `width`; `None` where the script does not reach that far, see
    /// [`Digits`].
    pub fn write(self, digits: Digits, width: u8) -> Option<String> {
        let width = usize::from(width);
        match digits {
            Digits::Ascii => Some(format!("{:0width$}", self.value)),
            Digits::FullWidth => Some(
                format!("{:0width$}", self.value)
                    .chars()
                    .map(|c| char::from_u32('０' as u32 + c as u32 - '0' as u32).unwrap_or(c))
                    .collect(),
            ),
            Digits::Kanji => write_kanji(self.value),
            Digits::Roman => {
                let (tens, ones) = (self.value as usize / 10, self.value as usize % 10);
                (1..=39).contains(&self.value).then(|| "X".repeat(tens) + ROMAN_ONES[ones])
            }
            Digits::RomanSign => ('Ⅰ'..='Ⅻ').nth((self.value as usize).checked_sub(1)?).map(String::from),
            Digits::Circled => ('①'..='⑳')
                .chain('㉑'..='㉟')
                .chain('㊱'..='㊿')
                .nth((self.value as usize).checked_sub(1)?)
                .map(String::from),
        }
    }
}

/// The Roman numbers from 0 to 9.
const ROMAN_ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
/// The kanji from 1 to 9.
const KANJI_ONES: [char; 9] = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// Gives the value of a decimal digit, full-width ones too.
fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

fn read_decimal(text: &str, first: char) -> Option<(Numeral, usize)> {
    let digits = if first.is_ascii() { Digits::Ascii } else { Digits::FullWidth };
    let mut value = 0_u32;
    let (mut width, mut len) = (0_usize, 0);
    for c in text.chars() {
        let Some(d) = digit(c).filter(|_| c.is_ascii() == first.is_ascii()) else { break };
        value = value.checked_mul(10)?.checked_add(d)?;
        width += 1;
        len += c.len_utf8();
    }
    (width <= 4).then_some((Numeral { value, digits, width: width as u8 }, len))
}

fn read_roman(text: &str) -> Option<(Numeral, usize)> {
    let len = text.bytes().take_while(|b| matches!(b, b'I' | b'V' | b'X')).count();
    if text[len..].starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let tens = text[..len].bytes().take_while(|&b| b == b'X').count();
    // `IX` belongs to the ones.
    let value = ROMAN_ONES.iter().position(|one| *one == &text[tens..len])?;
    let value = tens as u32 * 10 + value as u32;
    (tens <= 3 && value > 0).then_some((Numeral { value, digits: Digits::Roman, width: len as u8 }, len))
}

fn circled(c: char) -> u32 {
    match c {
        '①'..='⑳' => c as u32 - '①' as u32 + 1,
        '㉑'..='㉟' => c as u32 - '㉑' as u32 + 21,
        _ => c as u32 - '㊱' as u32 + 36,
    }
}

fn read_kanji(text: &str) -> Option<(Numeral, usize)> {
    let (mut value, mut pending, mut width, mut len) = (0_u32, 0_u32, 0_usize, 0);
    for c in text.chars() {
        if let Some(one) = KANJI_ONES.iter().position(|&one| one == c) {
            if pending > 0 {
                return None;
            }
            pending = one as u32 + 1;
        } else if let Some(unit) = [('十', 10), ('百', 100)].iter().find(|unit| unit.0 == c) {
            if value > 0 && value < unit.1 {
                return None;
            }
            value += pending.max(1) * unit.1;
            pending = 0;
        } else {
            break;
        }
        width += 1;
        len += c.len_utf8();
    }
    let width = u8::try_from(width).unwrap_or(u8::MAX);
    (width > 0).then_some((Numeral { value: value + pending, digits: Digits::Kanji, width }, len))
}

/// Writes 1 to 999: a 1 before 十 and 百 is left out.
fn write_kanji(value: u32) -> Option<String> {
    if !(1..=999).contains(&value) {
        return None;
    }
    let mut out = String::new();
    for (digit, unit) in [(value / 100, Some('百')), (value / 10 % 10, Some('十')), (value % 10, None)] {
        if digit > 1 || (digit == 1 && unit.is_none()) {
            out.push(KANJI_ONES[digit as usize - 1]);
        }
        out.extend(unit.filter(|_| digit > 0));
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(u32, Digits, usize)>) {
        let found = Numeral::read(text).map(|(n, len)| (n.value, n.digits, len));
        assert_eq!(found, expected, "the number at the start of {text:?}");
    }

    #[test]
    fn reads_numbers() {
        check("21.", Some((21, Digits::Ascii, 2)));
        check("007", Some((7, Digits::Ascii, 3)));
        check("２１．", Some((21, Digits::FullWidth, 6)));
        check("二十一章", Some((21, Digits::Kanji, 9)));
        check("十", Some((10, Digits::Kanji, 3)));
        check("百二十", Some((120, Digits::Kanji, 9)));
        check("XIV.", Some((14, Digits::Roman, 3)));
        check("IX", Some((9, Digits::Roman, 2)));
        check("VPC", None);
        check("IIII", None);
        check("Ⅳ", Some((4, Digits::RomanSign, 3)));
        check("㉑", Some((21, Digits::Circled, 3)));
        check("一二", None);
        check("12345", None);
        check("章", None);
        check("", None);
    }

    #[test]
    fn writes_numbers() {
        let (seven, _) = Numeral::read("7").expect("a number");
        assert_eq!(seven.write(Digits::Ascii, 2).as_deref(), Some("07"));
        assert_eq!(seven.write(Digits::FullWidth, 1).as_deref(), Some("７"));
        for (value, kanji, roman, circled) in [
            (1, "一", "I", "①"),
            (10, "十", "X", "⑩"),
            (21, "二十一", "XXI", "㉑"),
            (39, "三十九", "XXXIX", "㊴"),
            (50, "五十", "", "㊿"),
            (110, "百十", "", ""),
            (205, "二百五", "", ""),
            (1000, "", "", ""),
            (0, "", "", ""),
        ] {
            let written = |digits| Numeral { value, ..seven }.write(digits, 1).unwrap_or_default();
            assert_eq!([Digits::Kanji, Digits::Roman, Digits::Circled].map(written), [kanji, roman, circled]);
        }
    }
}
