//! What to say about a place whose link is not fine, in the words of the linter.

use std::borrow::Cow;

use notesmith_diagnostic::{Applicability, Diagnostic, Edit, Fix, Severity, Span};
use notesmith_link_check::redacted;
use notesmith_lint::RuleSet;

use crate::links::{Entry, Note, Verdict};

/// Gives the severity of a verdict; `None` for one that needs no words.
fn level(verdict: Verdict) -> Option<Severity> {
    match verdict {
        Verdict::Ok | Verdict::Skipped | Verdict::Unchecked => None,
        Verdict::Broken => Some(Severity::Error),
        Verdict::Redirect | Verdict::Suspicious => Some(Severity::Warning),
        Verdict::Blocked | Verdict::Limited | Verdict::Transient | Verdict::Refused => Some(Severity::Hint),
    }
}

/// Tells whether a verdict leaves open whether the link is fine.
pub(crate) fn is_undecided(verdict: Verdict) -> bool {
    matches!(
        verdict,
        Verdict::Blocked | Verdict::Limited | Verdict::Transient | Verdict::Refused | Verdict::Suspicious
    )
}

/// Gives the findings of one note, in order of their place; a comment in the note can switch each off by its rule.
///
/// `rules` are those of the note, where they are known.
pub(crate) fn findings(note: &mut Note, rules: Option<&RuleSet>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let configured = |finding: &mut Diagnostic| match rules.and_then(|rules| rules.web_level(&finding.rule)) {
        Some(level) => level.severity().map(|severity| finding.severity = severity).is_some(),
        None => true,
    };
    for entry in &mut note.entries {
        if let Some(mut finding) = finding(entry) {
            if note.suppressions.covers(&finding) {
                entry.ignore("a comment switches the rule off");
            } else if !configured(&mut finding) {
                entry.ignore("the configuration switches the rule off");
            } else {
                entry.details_mut().severity = Some(finding.severity);
                entry.details_mut().rule = Some(finding.rule.clone().into_owned());
                finding.fixes = fix(entry).into_iter().collect();
                found.push(finding);
            }
        }
        let password = entry.site.has_userinfo().then(|| password_finding(entry.site.span));
        let password = password.filter(|finding| !note.suppressions.covers(finding));
        found.extend(password.and_then(|mut finding| configured(&mut finding).then_some(finding)));
    }
    found
}

fn finding(entry: &Entry) -> Option<Diagnostic> {
    let details = entry.details();
    if let Some(local) = &details.finding {
        return Some(Diagnostic::clone(local));
    }
    let severity = level(entry.verdict).map(|usual| details.severity.unwrap_or(usual))?;
    let url = entry.site.url().map(|url| redacted(&url));
    let (rule, message, help) = match entry.verdict {
        // From a report: the linter's own finding is at hand only in the run that made it.
        Verdict::Broken if url.is_none() => (
            details.rule.clone().unwrap_or_else(|| "links/broken-path".to_owned()).into(),
            details.reason.clone(),
            "correct the destination, or remove the link".to_owned(),
        ),
        Verdict::Broken if matches!(details.status, Some(200..=299)) => (
            "links/broken-url".into(),
            details.reason.clone(),
            "link to an anchor that is there, or to the page alone".to_owned(),
        ),
        Verdict::Broken => {
            let help = broken_help(url.as_deref().unwrap_or_default());
            ("links/broken-url".into(), because("nothing is there", entry), help)
        }
        Verdict::Redirect => {
            let message = match details.reason.as_str() {
                "moved permanently" => "the page has moved for good".to_owned(),
                _ => because("the page has moved", entry),
            };
            ("links/moved-url".into(), message, moved_help(entry))
        }
        Verdict::Suspicious => (
            "links/suspicious-url".into(),
            because("the page is not what the link means", entry),
            "open it, and link to the page that is meant".to_owned(),
        ),
        Verdict::Refused => (
            "links/refused-url".into(),
            because("not asked", entry),
            "if the address is meant, allow it with `--allow-host` or `--allow-net`".to_owned(),
        ),
        Verdict::Blocked => (
            "links/blocked-url".into(),
            because("the site does not answer programs", entry),
            "open it in a browser to see whether it is there".to_owned(),
        ),
        Verdict::Limited => (
            "links/limited-url".into(),
            because("not decided", entry),
            "run again later, or less often".to_owned(),
        ),
        _ => ("links/unreachable-url".into(), because("not decided", entry), "run again later".to_owned()),
    };
    let suggestions = details.suggestion.iter().cloned().collect();
    Some(diagnostic(rule, severity, message, help, entry.site.span, suggestions))
}

/// Gives the fix for a page that moved, where the source holds the URL letter by letter and the new one needs no
/// escapes in Markdown.
fn fix(entry: &Entry) -> Option<Fix> {
    let site = &entry.site;
    let new = entry.details().suggestion.as_ref().filter(|_| entry.verdict == Verdict::Redirect)?;
    let is_plain = |c: char| c.is_ascii_alphanumeric() || ":/?#@!$&'+,;=._~%-".contains(c);
    (site.is_verbatim && new.chars().all(is_plain)).then(|| Fix {
        title: "write where the page is now".to_owned(),
        applicability: Applicability::Safe,
        edits: vec![Edit { span: site.span, text: new.clone() }],
    })
}

fn because(what: &str, entry: &Entry) -> String {
    let reason = &entry.details().reason;
    if reason.is_empty() { what.to_owned() } else { format!("{what}: {reason}") }
}

/// Images that were pasted into GitHub's editor can be private: for a visitor they are not there.
fn broken_help(url: &str) -> String {
    let is_attachment = url.contains("//user-images.githubusercontent.com/")
        || url.contains("//private-user-images.githubusercontent.com/")
        || url.contains("//github.com/user-attachments/")
        || url.contains("//github.com/") && url.contains("/assets/");
    if is_attachment {
        "it was uploaded to GitHub and is deleted or private; save the image in the repository and link to that"
            .to_owned()
    } else {
        "correct the URL, remove the link, or link to a copy at web.archive.org".to_owned()
    }
}

fn moved_help(entry: &Entry) -> String {
    match (&entry.details().suggestion, &entry.details().final_url) {
        (Some(suggestion), _) => format!("write `{suggestion}`"),
        (None, Some(url)) => format!("it leads to `{url}` now; look whether that is what is meant"),
        (None, None) => "look where it leads now".to_owned(),
    }
}

fn password_finding(span: Span) -> Diagnostic {
    diagnostic(
        "links/url-with-password".into(),
        Severity::Warning,
        "the URL holds a user name or a password".to_owned(),
        "remove it, and change the password if it was one: it was not sent".to_owned(),
        span,
        Vec::new(),
    )
}

fn diagnostic(
    rule: Cow<'static, str>,
    severity: Severity,
    message: String,
    help: String,
    span: Span,
    suggestions: Vec<String>,
) -> Diagnostic {
    Diagnostic {
        rule,
        alias: None,
        severity,
        message,
        help: Some(help),
        span,
        suggestions,
        related: Vec::new(),
        fixes: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use notesmith_diagnostic::Position;
    use notesmith_lint::WEB_RULES;
    use notesmith_parse::LinkKind;

    use super::*;
    use crate::links::site::{Site, SiteKind};

    fn entry(verdict: Verdict) -> Entry {
        let end = Position { line: 1, column: 1 };
        let destination = "https://a.b/c".to_owned();
        let site = Site::new(Span::new(0, 1), [end; 2], destination, SiteKind::External, LinkKind::Inline);
        Entry::with(site, verdict, None, None)
    }

    #[test]
    fn the_linter_knows_every_name() {
        let verdicts = Verdict::ALL.iter().filter_map(|verdict| finding(&entry(*verdict)));
        let password = [password_finding(Span::default())];
        let mut names: Vec<String> =
            verdicts.chain(password).map(|finding| finding.rule.into_owned()).collect();
        names.sort_unstable();
        assert_eq!(names, WEB_RULES);
    }

    #[test]
    fn an_image_uploaded_to_github_may_be_private() {
        assert!(broken_help("https://user-images.githubusercontent.com/1/a.png").contains("private"));
        assert!(broken_help("https://github.com/user-attachments/assets/1").contains("private"));
        assert!(broken_help("https://github.com/a/b/assets/1/c").contains("private"));
        assert!(!broken_help("https://github.com/a/b").contains("private"));
    }
}
