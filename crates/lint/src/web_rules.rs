//! The names under which `notesmith links` reports URLs.
//!
//! The linter does not run them, since it asks nobody over the network, but comments may switch them off.

/// The names, sorted.
pub const WEB_RULES: [&str; 8] = [
    "links/blocked-url",
    "links/broken-url",
    "links/limited-url",
    "links/moved-url",
    "links/refused-url",
    "links/suspicious-url",
    "links/unreachable-url",
    "links/url-with-password",
];

/// Tells whether a comment that names only these can be judged by a run over the network alone.
pub(crate) fn are_web_rules(names: &[String]) -> bool {
    !names.is_empty() && names.iter().all(|name| WEB_RULES.contains(&name.as_str()))
}
