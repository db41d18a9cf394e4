//! URLs that the configuration says not to ask, with a reason and sometimes a last day.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use notesmith_link_check::redacted;

use crate::config::{Config, IgnoredUrl};
use crate::error::CliError;
use crate::links::{Note, Verdict};
use crate::profile::are_for;

/// A day of the calendar: year, month, day.
pub(crate) type Day = (i64, u32, u32);

/// The entries that hold today.
pub(crate) struct Ignored<'a> {
    holding: Vec<&'a IgnoredUrl>,
    /// Those whose last day is over, in words.
    pub(crate) expired: Vec<String>,
}

impl<'a> Ignored<'a> {
    /// Sorts the entries of the configuration by whether they still hold.
    ///
    /// # Errors
    /// An entry without a reason, or with a last day that is none.
    pub(crate) fn new(entries: &'a [IgnoredUrl], now: SystemTime) -> Result<Self, CliError> {
        let mut ignored = Self { holding: Vec::new(), expired: Vec::new() };
        for entry in entries {
            if entry.reason.trim().is_empty() {
                let message = format!("the ignored URL `{}` has no reason", entry.url);
                return Err(CliError::usage(message, "say in `reason` why it is not asked"));
            }
            let last = entry.until.as_deref().map(|text| {
                parse_day(text).ok_or_else(|| {
                    let message = format!("`{text}` is no day, at the ignored URL `{}`", entry.url);
                    CliError::usage(message, "write it as 2030-12-31")
                })
            });
            match last.transpose()? {
                Some(last) if last < day_of(now) => {
                    let until = entry.until.as_deref().unwrap_or_default();
                    ignored.expired.push(format!("`{}` was to be ignored until {until} only", entry.url));
                }
                _ => ignored.holding.push(entry),
            }
        }
        Ok(ignored)
    }

    /// Takes the ignored URLs out of what is asked.
    ///
    /// # Errors
    /// Globs of paths that make no sense.
    pub(crate) fn apply(&self, notes: &mut [Note], config: &Config) -> Result<(), CliError> {
        for ignored in &self.holding {
            let are_for = are_for(config, &ignored.paths, notes.iter().map(|note| &note.input))?;
            let notes = notes.iter_mut().zip(are_for).filter(|(_, is_for)| *is_for);
            let entries = notes.flat_map(|(note, _)| &mut note.entries);
            for entry in entries.filter(|entry| entry.verdict == Verdict::Unchecked) {
                if entry.site.url().is_some_and(|url| matches(&ignored.url, &redacted(&url))) {
                    entry.ignore(&format!("ignored: {}", ignored.reason));
                }
            }
        }
        Ok(())
    }
}

/// Matches a URL against a pattern whose `*` stands for any characters; linear but for one step back to the last `*`.
fn matches(pattern: &str, url: &str) -> bool {
    let (pattern, url) = (pattern.as_bytes(), url.as_bytes());
    let (mut at, mut seen) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while seen < url.len() {
        match pattern.get(at) {
            Some(b'*') => {
                star = Some((at + 1, seen));
                at += 1;
            }
            Some(byte) if *byte == url[seen] => {
                at += 1;
                seen += 1;
            }
            _ => match &mut star {
                Some((after, taken)) => {
                    *taken += 1;
                    (at, seen) = (*after, *taken);
                }
                None => return false,
            },
        }
    }
    pattern[at..].iter().all(|byte| *byte == b'*')
}

/// Reads a day of the calendar: `2030-12-31`.
pub(crate) fn parse_day(text: &str) -> Option<Day> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || [year.len(), month.len(), day.len()] != [4, 2, 2] {
        return None;
    }
    let (year, month, day) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    (1..=days).contains(&day).then_some((year, month, day))
}

/// Gives the day of a moment in UTC.
///
/// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
fn day_of(moment: SystemTime) -> Day {
    let days = moment.duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO).as_secs() / 86_400;
    let days = i64::try_from(days).expect("seconds of 64 bits are fewer days") + 719_468;
    let era = days / 146_097;
    let day_of_era = days % 146_097;
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month.unsigned_abs() as u32, day.unsigned_abs() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_anything() {
        for (pattern, url) in [
            ("https://a/b", "https://a/b"),
            ("https://a/*", "https://a/"),
            ("https://a/*", "https://a/b/c"),
            ("*://a/*/c", "http://a/b/b/c"),
            ("*", ""),
            ("*b*b", "abb"),
        ] {
            assert!(matches(pattern, url), "{pattern} {url}");
        }
        for (pattern, url) in
            [("https://a/b", "https://a/bc"), ("https://a/*", "https://ab/"), ("*/c", "a/b")]
        {
            assert!(!matches(pattern, url), "{pattern} {url}");
        }
        assert!(!matches(&"*a".repeat(50), &"a".repeat(49)));
    }

    #[test]
    fn days_are_read_and_told() {
        assert_eq!(parse_day("2028-02-29"), Some((2028, 2, 29)));
        for text in
            ["2027-02-29", "2027-13-01", "2027-00-01", "2027-1-1", "2027-04-31", "27-01-01", "soon", ""]
        {
            assert_eq!(parse_day(text), None, "{text}");
        }
        let day = |seconds| day_of(UNIX_EPOCH + Duration::from_secs(seconds));
        assert_eq!(day(0), (1970, 1, 1));
        assert_eq!(day(951_782_399), (2000, 2, 28));
        assert_eq!(day(951_782_400), (2000, 2, 29));
        assert_eq!(day(1_893_455_999), (2029, 12, 31));
    }

    #[test]
    fn an_entry_holds_to_the_end_of_its_last_day() {
        let entry = |until: &str| IgnoredUrl {
            url: "https://a/*".to_owned(),
            reason: "closed".to_owned(),
            until: Some(until.to_owned()),
            paths: Vec::new(),
        };
        let now = UNIX_EPOCH + Duration::from_hours(264_384);
        let entries = [entry("2000-02-28"), entry("2000-02-29")];
        let ignored = Ignored::new(&entries, now).expect("both are days");
        assert_eq!(ignored.holding.len(), 1);
        assert_eq!(ignored.expired, ["`https://a/*` was to be ignored until 2000-02-28 only"]);
        assert!(Ignored::new(&[entry("tomorrow")], now).is_err());
    }
}
