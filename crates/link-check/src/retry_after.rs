//! How long a server asks to be left alone.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use reqwest::header::{HeaderMap, RETRY_AFTER};

/// Reads the pause that an answer asks for, from `Retry-After` or from spent `RateLimit` fields.
///
/// Sources: RFC 9110, section 10.2.3 (seconds or a date); draft-ietf-httpapi-ratelimit-headers for
/// `RateLimit` and `RateLimit-*`; `X-RateLimit-Reset` holds seconds or, at GitHub, a Unix time.
pub(crate) fn asked_pause(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    if let Some(value) = text(RETRY_AFTER.as_str()) {
        return match value.parse::<u64>() {
            Ok(seconds) => Some(Duration::from_secs(seconds)),
            Err(_) => httpdate::parse_http_date(value).ok().map(|date| left_until(date, now)),
        };
    }
    for prefix in ["ratelimit", "x-ratelimit"] {
        let remaining = text(&format!("{prefix}-remaining"));
        let reset = text(&format!("{prefix}-reset")).and_then(|reset| reset.parse::<u64>().ok());
        if let (Some("0"), Some(reset)) = (remaining, reset) {
            return Some(reset_pause(reset, now));
        }
    }
    combined_pause(text("ratelimit")?)
}

fn left_until(date: SystemTime, now: SystemTime) -> Duration {
    date.duration_since(now).unwrap_or_default()
}

/// A reset is a number of seconds, or a Unix time when it is too large for one.
fn reset_pause(reset: u64, now: SystemTime) -> Duration {
    const YEAR_2001: u64 = 1_000_000_000;
    if reset < YEAR_2001 {
        return Duration::from_secs(reset);
    }
    left_until(UNIX_EPOCH + Duration::from_secs(reset.min(u64::from(u32::MAX))), now)
}

/// Reads `"policy";r=0;t=5` and the older `limit=10, remaining=0, reset=5`.
fn combined_pause(value: &str) -> Option<Duration> {
    let mut remaining = None;
    let mut reset = None;
    for part in value.split([';', ',']) {
        let Some((name, number)) = part.split_once('=') else { continue };
        match name.trim() {
            "r" | "remaining" => remaining = number.trim().parse::<u64>().ok(),
            "t" | "reset" => reset = number.trim().parse::<u64>().ok(),
            _ => {}
        }
    }
    (remaining == Some(0)).then_some(Duration::from_secs(reset?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sun, 06 Nov 1994 08:49:37 GMT.
    const NOW: u64 = 784_111_777;

    fn check(headers: &[(&'static str, &str)], expected_seconds: Option<u64>) {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.insert(*name, value.parse().expect("a valid header"));
        }
        let now = UNIX_EPOCH + Duration::from_secs(NOW);
        assert_eq!(asked_pause(&map, now), expected_seconds.map(Duration::from_secs), "{headers:?}");
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        check(&[("retry-after", "120")], Some(120));
        check(&[("retry-after", " 0 ")], Some(0));
        check(&[("retry-after", "Sun, 06 Nov 1994 08:49:47 GMT")], Some(10));
        check(&[("retry-after", "Sunday, 06-Nov-94 08:49:47 GMT")], Some(10));
        check(&[("retry-after", "Sun, 06 Nov 1994 08:00:00 GMT")], Some(0));
        check(&[("retry-after", "soon")], None);
        check(&[("retry-after", "-1")], None);
    }

    #[test]
    fn a_spent_rate_limit_pauses() {
        check(&[("ratelimit-remaining", "0"), ("ratelimit-reset", "7")], Some(7));
        check(&[("ratelimit-remaining", "1"), ("ratelimit-reset", "7")], None);
        check(&[("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "7")], Some(7));
        check(&[("ratelimit", "\"default\";r=0;t=30")], Some(30));
        check(&[("ratelimit", "limit=10, remaining=0, reset=5")], Some(5));
        check(&[("ratelimit", "limit=10, remaining=2, reset=5")], None);
        check(&[], None);
    }

    #[test]
    fn a_unix_time_is_told_from_seconds() {
        let now = UNIX_EPOCH + Duration::from_secs(1_700_000_000);
        assert_eq!(reset_pause(1_700_000_060, now), Duration::from_mins(1));
        assert_eq!(reset_pause(1_600_000_000, now), Duration::ZERO);
        assert_eq!(reset_pause(u64::MAX, now), Duration::from_secs(u64::from(u32::MAX) - 1_700_000_000));
    }
}
