//! Regular expressions of JavaScript in the syntax of the crates `regex` and `fancy-regex`.
//!
//! What has no counterpart is an error that names it; nothing is read in another sense than JavaScript's with the flags
//! `g`, `m` and `u`, which prh always sets.

use std::iter::Peekable;
use std::str::Chars;

/// The crate that an expression is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    /// `regex`, which has no look-around and no references to groups.
    Linear,
    /// `fancy-regex`.
    Backtracking,
}

/// `\b` of JavaScript, whose words are ASCII.
pub(super) const LINEAR_BOUNDARY: &str = r"(?-u:\b)";
/// The same for `fancy-regex`, where no part of an expression can be about ASCII alone.
pub(super) const BOUNDARY: &str = r"(?:(?<![A-Za-z0-9_])(?=[A-Za-z0-9_])|(?<=[A-Za-z0-9_])(?![A-Za-z0-9_]))";
const NO_BOUNDARY: &str = r"(?:(?<![A-Za-z0-9_])(?![A-Za-z0-9_])|(?<=[A-Za-z0-9_])(?=[A-Za-z0-9_]))";

/// The characters that mean something in either syntax, inside or outside a class.
const SIGNS: &str = r"\.+*?()|[]{}^$#&-~/";

/// Translates the source of an expression, what stands between the slashes.
///
/// # Errors
/// The construct that has no counterpart in the dialect.
pub(super) fn translate(source: &str, dialect: Dialect) -> Result<String, String> {
    let mut translation = Translation { rest: source.chars().peekable(), out: String::new(), dialect };
    while let Some(letter) = translation.rest.next() {
        translation.outside(letter)?;
    }
    Ok(translation.out)
}

/// Gives an expression for a text.
pub(super) fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|letter| push_literal(&mut out, letter));
    out
}

fn push_literal(out: &mut String, letter: char) {
    if SIGNS.contains(letter) {
        out.push('\\');
    }
    out.push(letter);
}

struct Translation<'s> {
    rest: Peekable<Chars<'s>>,
    out: String,
    dialect: Dialect,
}

impl Translation<'_> {
    /// Translates what begins with a letter outside a class.
    fn outside(&mut self, letter: char) -> Result<(), String> {
        match letter {
            '\\' => self.escape_outside()?,
            '[' => self.class()?,
            '(' => self.group()?,
            '.' => self.out.push_str(r"[^\n\r\x{2028}\x{2029}]"),
            '^' => self.out.push_str("(?m:^)"),
            '$' => self.out.push_str("(?mR:$)"),
            '{' => self.count()?,
            ')' | '|' | '*' | '+' | '?' => self.out.push(letter),
            ']' | '}' => return Err(format!("a `{letter}` without its partner")),
            _ => push_literal(&mut self.out, letter),
        }
        Ok(())
    }

    /// Translates a group whose bracket was read.
    fn group(&mut self) -> Result<(), String> {
        self.out.push('(');
        if self.rest.next_if_eq(&'?').is_none() {
            return Ok(());
        }
        self.out.push('?');
        match self.rest.next() {
            Some(kind @ ('=' | '!')) => self.look_around(kind),
            Some('<') if matches!(self.rest.peek(), Some('=' | '!')) => self.look_around('<'),
            Some(kind @ (':' | '<')) => {
                self.out.push(kind);
                Ok(())
            }
            other => Err(format!("the group `(?{}`", other.map_or(String::new(), String::from))),
        }
    }

    fn look_around(&mut self, kind: char) -> Result<(), String> {
        self.out.push(kind);
        self.only_backtracking("look-around")
    }

    fn only_backtracking(&self, construct: &str) -> Result<(), String> {
        if self.dialect == Dialect::Backtracking { Ok(()) } else { Err(construct.to_owned()) }
    }

    /// Translates how often something stands there: `{2,3}`, whose brace was read.
    fn count(&mut self) -> Result<(), String> {
        self.out.push('{');
        let mut digits = 0;
        loop {
            match self.rest.next() {
                Some(digit @ '0'..='9') => {
                    digits += 1;
                    self.out.push(digit);
                }
                Some(',') if digits > 0 => self.out.push(','),
                Some('}') if digits > 0 => break,
                _ => return Err("a `{` that counts nothing".to_owned()),
            }
        }
        self.out.push('}');
        Ok(())
    }

    fn escape_outside(&mut self) -> Result<(), String> {
        match self.rest.peek() {
            Some('b') => {
                let is_linear = self.dialect == Dialect::Linear;
                self.out.push_str(if is_linear { LINEAR_BOUNDARY } else { BOUNDARY });
                self.rest.next();
                return Ok(());
            }
            Some('B') => self.out.push_str(NO_BOUNDARY),
            Some(letter @ ('1'..='9' | 'k')) => self.out.extend(['\\', *letter]),
            _ => return self.escape(),
        }
        self.rest.next();
        self.only_backtracking("a reference to a group, or \\B")
    }

    /// Translates a class whose bracket was read.
    fn class(&mut self) -> Result<(), String> {
        let is_negated = self.rest.next_if_eq(&'^').is_some();
        if self.rest.next_if_eq(&']').is_some() {
            self.out.push_str(if is_negated { r"[\s\S]" } else { r"[^\s\S]" });
            return Ok(());
        }
        self.out.push_str(if is_negated { "[^" } else { "[" });
        loop {
            match self.rest.next() {
                None => return Err("a `[` that is never closed".to_owned()),
                Some(']') => break,
                Some('\\') if self.rest.next_if_eq(&'b').is_some() => self.out.push_str(r"\x08"),
                Some('\\') => self.escape()?,
                // Two of them would take one class from another.
                Some('-') if !self.out.ends_with('-') => self.out.push('-'),
                Some(letter) => push_literal(&mut self.out, letter),
            }
        }
        self.out.push(']');
        Ok(())
    }

    /// Translates what means the same inside and outside a class, behind its backslash.
    fn escape(&mut self) -> Result<(), String> {
        let Some(letter) = self.rest.next() else { return Err("a backslash at the end".to_owned()) };
        match letter {
            'd' => self.out.push_str("[0-9]"),
            'D' => self.out.push_str("[^0-9]"),
            'w' => self.out.push_str("[A-Za-z0-9_]"),
            'W' => self.out.push_str("[^A-Za-z0-9_]"),
            's' => self.out.push_str(r"[\s\x{FEFF}]"),
            'S' => self.out.push_str(r"[^\s\x{FEFF}]"),
            'n' | 'r' | 't' | 'v' | 'f' | 'p' | 'P' => self.out.extend(['\\', letter]),
            '0' if !self.rest.peek().is_some_and(char::is_ascii_digit) => self.out.push_str(r"\x00"),
            'x' => self.code_point(2)?,
            'u' => self.unicode()?,
            _ if letter.is_ascii_alphanumeric() => return Err(format!("`\\{letter}`")),
            _ => push_literal(&mut self.out, letter),
        }
        Ok(())
    }

    /// Translates `\u3042` and `\u{3042}`, of which `\u` was read; two surrogates are one character.
    fn unicode(&mut self) -> Result<(), String> {
        if self.rest.next_if_eq(&'{').is_some() {
            self.out.push_str(r"\x{");
            loop {
                let letter = self.rest.next().ok_or("a `\\u{` that is never closed")?;
                self.out.push(letter);
                if letter == '}' {
                    return Ok(());
                }
            }
        }
        let first = self.hexadecimal(4)?;
        let code = match first {
            0xD800..=0xDBFF => {
                let is_pair = self.rest.next() == Some('\\') && self.rest.next() == Some('u');
                let second = if is_pair { self.hexadecimal(4)? } else { 0 };
                if !(0xDC00..=0xDFFF).contains(&second) {
                    return Err(format!("the half character `\\u{first:04X}`"));
                }
                0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00)
            }
            0xDC00..=0xDFFF => return Err(format!("the half character `\\u{first:04X}`")),
            _ => first,
        };
        self.push_code(code);
        Ok(())
    }

    fn code_point(&mut self, digits: usize) -> Result<(), String> {
        let code = self.hexadecimal(digits)?;
        self.push_code(code);
        Ok(())
    }

    fn push_code(&mut self, code: u32) {
        self.out.extend([r"\x{", &format!("{code:X}"), "}"]);
    }

    fn hexadecimal(&mut self, digits: usize) -> Result<u32, String> {
        (0..digits).try_fold(0, |code, _| {
            let digit = self.rest.next().and_then(|letter| letter.to_digit(16));
            Ok(code << 4 | digit.ok_or("an escape with too few digits")?)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks what an expression finds first in a text.
    #[track_caller]
    fn check(source: &str, text: &str, expected: Option<&str>) {
        let translated = translate(source, Dialect::Backtracking).expect("it can be translated");
        let regex = fancy_regex::Regex::new(&translated).expect("it compiles");
        let found = regex.find(text).expect("few steps").map(|found| found.as_str());
        assert_eq!(found, expected, "/{source}/ as {translated} in {text:?}");
    }

    #[test]
    fn means_what_javascript_means() {
        check(r"\bWeb\b", "日本Webの", Some("Web"));
        check(r"\bWeb\b", "myWeb", None);
        check(r"\d+", "１２3", Some("3"));
        check(r"\w+", "日é_a1", Some("_a1"));
        check(r"a.b", "a\u{2028}b a\u{3000}b", Some("a\u{3000}b"));
        check(r"(?<!記|大)事(?!件)", "記事 事件 事", Some("事"));
        check(r"(?<year>\d)\k<year>", "12 33", Some("33"));
        check(r"(あ|い)\1", "あい いい", Some("いい"));
        check(r"^x$", "a\r\nx\r\nb", Some("x"));
        check(r"\u3042\u{3044}\x41\uD83D\uDE00", "あいA😀", Some("あいA😀"));
        check(r"\s", "a\u{FEFF}", Some("\u{FEFF}"));
        check(r"[\s\S]{2,3}?", "あいう", Some("あい"));
    }

    #[test]
    fn classes_hold_what_they_hold_in_javascript() {
        check(r"[[&&]+", "a[&[", Some("[&["));
        check(r"[+--]+", "a,-", Some(",-"));
        check(r"[^~~]+", "~a", Some("a"));
        check(r"[\w-]+", "日a-1", Some("a-1"));
        check(r"[^\d]+", "1あ", Some("あ"));
        check(r"[]", "a", None);
        check(r"[^]", "\n", Some("\n"));
        check(r"[-ー]", "ー", Some("ー"));
    }

    #[test]
    fn signs_of_the_other_syntax_are_letters() {
        check("a#b", "a#b", Some("a#b"));
        check("C~", "C~", Some("C~"));
        check(r"\/\-", "/-", Some("/-"));
    }

    #[test]
    fn what_has_no_counterpart_is_named() {
        for (source, named) in [
            (r"\c", "`\\c`"),
            (r"(?i:a)", "`(?i`"),
            (r"a{", "`{`"),
            (r"a]", "`]`"),
            (r"[a", "`[`"),
            (r"\uD83D", "D83D"),
            (r"\x4", "digits"),
            ("\\", "backslash"),
        ] {
            let error = translate(source, Dialect::Backtracking).expect_err("refused");
            assert!(error.contains(named), "{source}: {error}");
        }
    }

    #[test]
    fn a_literal_is_itself() {
        for text in ["C++", "a.b", "(x)", "[[a]]", "a-b", "~/.x", "#1", "a|b", "１＋１"] {
            let regex = fancy_regex::Regex::new(&literal(text)).expect("it compiles");
            assert!(regex.is_match(text).expect("few steps"), "{text}");
            assert!(!regex.is_match("ab").expect("few steps"), "{text}");
        }
    }
}
