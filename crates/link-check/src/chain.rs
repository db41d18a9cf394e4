//! The redirects of one link: where they lead, which cookies they carry, and what they mean in the end.

use reqwest::header::{HeaderMap, LOCATION, SET_COOKIE};
use url::Url;

/// The most cookies one link may collect.
const MOST_COOKIES: usize = 32;

/// The redirects followed so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chain {
    hops: Vec<Hop>,
    cookies: Vec<Cookie>,
}

/// One redirect.
#[derive(Clone, Debug)]
struct Hop {
    from: Url,
    permanent: bool,
}

/// A cookie for the origin that set it; attributes are left out, a chain of redirects is too short for them.
#[derive(Clone, Debug)]
struct Cookie {
    origin: url::Origin,
    name: String,
    value: String,
}

/// What a whole chain means for the author of the link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// No redirects, or only those for now.
    Fine,
    /// Moved for good; the new URL if it is safe to write it instead.
    Moved(Option<Url>),
    /// Readers of an https link end on http.
    Downgraded,
    /// The page asks for a login.
    Login,
    /// A link to a page ends on the site's front page.
    FrontPage,
}

/// Why a redirect cannot be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DeadEnd {
    /// There is no `Location`, or it is no URL.
    NoTarget,
    /// The target was there before, with the same cookies.
    Circle,
    /// More redirects than are followed.
    TooMany,
}

impl Chain {
    pub(crate) fn is_empty(&self) -> bool {
        self.hops.is_empty()
    }

    /// Follows an answer's `Location`; returns the URL to ask next, without fragment.
    pub(crate) fn follow(
        &mut self,
        from: &Url,
        status: u16,
        headers: &HeaderMap,
        most: usize,
    ) -> Result<Url, DeadEnd> {
        let set_new = self.take_cookies(from, headers);
        let location = headers.get(LOCATION).ok_or(DeadEnd::NoTarget)?;
        // Servers send raw UTF-8 here; the URL parser percent-encodes it.
        let text = String::from_utf8_lossy(location.as_bytes());
        let mut target = from.join(text.trim()).map_err(|_| DeadEnd::NoTarget)?;
        target.set_fragment(None);
        crate::redact::strip_userinfo(&mut target);
        let seen = target == *from || self.hops.iter().any(|hop| hop.from == target);
        if seen && !set_new {
            return Err(DeadEnd::Circle);
        }
        if self.hops.len() >= most {
            return Err(DeadEnd::TooMany);
        }
        self.hops.push(Hop { from: from.clone(), permanent: matches!(status, 301 | 308) });
        Ok(target)
    }

    /// Keeps the cookies of an answer; says whether one is new or changed.
    fn take_cookies(&mut self, from: &Url, headers: &HeaderMap) -> bool {
        let mut changed = false;
        for header in headers.get_all(SET_COOKIE) {
            let Some((name, value)) =
                header.to_str().ok().and_then(|text| text.split(';').next()?.split_once('='))
            else {
                continue;
            };
            let (name, value) = (name.trim().to_owned(), value.trim().to_owned());
            let origin = from.origin();
            let has_room = self.cookies.len() < MOST_COOKIES;
            match self.cookies.iter_mut().find(|cookie| cookie.origin == origin && cookie.name == name) {
                Some(cookie) if cookie.value == value => {}
                Some(cookie) => {
                    cookie.value = value;
                    changed = true;
                }
                None if has_room => {
                    self.cookies.push(Cookie { origin, name, value });
                    changed = true;
                }
                None => {}
            }
        }
        changed
    }

    /// Returns the `Cookie` header for a URL: only what its own origin set.
    pub(crate) fn cookies_for(&self, url: &Url) -> Option<String> {
        let origin = url.origin();
        let own = self.cookies.iter().filter(|cookie| cookie.origin == origin);
        let pairs: Vec<String> = own.map(|cookie| format!("{}={}", cookie.name, cookie.value)).collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }

    /// Says what the chain means, given the page it ended on.
    pub(crate) fn meaning(&self, last: &Url) -> Meaning {
        let Some(first) = self.hops.first().map(|hop| &hop.from) else { return Meaning::Fine };
        if is_login(last) && !is_login(first) {
            return Meaning::Login;
        }
        if is_front_page(last) && is_deep(first) {
            return Meaning::FrontPage;
        }
        if first.scheme() == "https" && last.scheme() == "http" {
            return Meaning::Downgraded;
        }
        let permanent = self.hops.iter().take_while(|hop| hop.permanent).count();
        if permanent == 0 {
            return Meaning::Fine;
        }
        let target = self.hops.get(permanent).map_or(last, |hop| &hop.from);
        Meaning::Moved(is_safe_replacement(first, target).then(|| target.clone()))
    }
}

/// Whether a URL may be written in place of another without a look: the page is recognisably the same.
fn is_safe_replacement(old: &Url, new: &Url) -> bool {
    let same_host = bare_host(old) == bare_host(new);
    let same_path = old.path().trim_end_matches('/') == new.path().trim_end_matches('/');
    let same_query = new.query().is_none() || new.query() == old.query();
    let downgrade = old.scheme() == "https" && new.scheme() == "http";
    let front_page = is_front_page(new) && !is_front_page(old);
    (same_host || same_path) && same_query && !downgrade && !front_page && !is_login(new)
}

fn bare_host(url: &Url) -> &str {
    let host = url.host_str().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}

fn is_front_page(url: &Url) -> bool {
    url.path() == "/" && url.query().is_none()
}

/// Whether a URL means one page of a site: not its front page, nor the front page in one language.
fn is_deep(url: &Url) -> bool {
    let path = url.path().trim_matches('/');
    let is_index = path.starts_with("index.") || path == "home";
    let is_language = path.len() <= 5 && !path.contains('/');
    !path.is_empty() && !is_index && !is_language
}

fn is_login(url: &Url) -> bool {
    let named = |segment: &str| {
        let word: String = segment.chars().filter(char::is_ascii_alphanumeric).collect();
        matches!(
            word.to_ascii_lowercase().as_str(),
            "login" | "signin" | "logon" | "sso" | "authorize" | "loginphp" | "loginhtml"
        )
    };
    url.path_segments().is_some_and(|mut segments| segments.any(named))
        || url.host_str().is_some_and(|host| host.split('.').next().is_some_and(named))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The meaning of a chain of statuses and targets.
    fn meaning(first: &str, hops: &[(u16, &str)]) -> Meaning {
        let (mut chain, mut at) = (Chain::default(), Url::parse(first).expect("a valid URL"));
        for (status, target) in hops {
            let mut headers = HeaderMap::new();
            headers.insert(LOCATION, target.parse().expect("a valid header"));
            at = chain.follow(&at, *status, &headers, 10).expect("a target");
        }
        chain.meaning(&at)
    }

    fn moved(to: &str) -> Meaning {
        Meaning::Moved(Some(Url::parse(to).expect("a valid URL")))
    }

    #[test]
    fn only_the_permanent_beginning_is_offered() {
        assert_eq!(meaning("http://a.net/long/p", &[]), Meaning::Fine);
        assert_eq!(meaning("http://a.net/long/p", &[(302, "/long/q")]), Meaning::Fine);
        assert_eq!(
            meaning("http://a.net/long/p", &[(301, "https://a.net/long/p")]),
            moved("https://a.net/long/p")
        );
        let hops = [(301, "https://a.net/long/p"), (308, "https://www.a.net/long/p"), (302, "/en/long/p")];
        assert_eq!(meaning("http://a.net/long/p", &hops), moved("https://www.a.net/long/p"));
        assert_eq!(meaning("http://a.net/long/p", &[(302, "/x"), (301, "/y")]), Meaning::Fine);
    }

    #[test]
    fn an_unsafe_target_is_not_offered() {
        assert_eq!(meaning("https://a.net/long/p", &[(301, "https://b.net/other/q")]), Meaning::Moved(None));
        assert_eq!(
            meaning("https://a.net/long/p", &[(301, "https://b.net/long/p")]),
            moved("https://b.net/long/p")
        );
        assert_eq!(meaning("https://a.net/long/p", &[(301, "/long/p?session=1")]), Meaning::Moved(None));
    }

    #[test]
    fn logins_front_pages_and_downgrades_are_seen() {
        assert_eq!(meaning("https://a.net/long/p", &[(302, "/users/sign_in?back=/long/p")]), Meaning::Login);
        assert_eq!(meaning("https://a.net/long/p", &[(302, "https://login.a.net/")]), Meaning::Login);
        assert_eq!(meaning("https://a.net/login", &[(301, "/login/")]), Meaning::Moved(None));
        assert_eq!(meaning("https://a.net/long/p", &[(301, "/")]), Meaning::FrontPage);
        assert_eq!(meaning("https://a.net/index.html", &[(301, "/")]), Meaning::Moved(None));
        assert_eq!(meaning("https://a.net/en", &[(302, "/")]), Meaning::Fine);
        assert_eq!(meaning("https://a.net/long/p", &[(301, "http://a.net/long/p")]), Meaning::Downgraded);
    }

    #[test]
    fn circles_and_long_chains_end() {
        let url = Url::parse("http://a.net/p").expect("a valid URL");
        let mut headers = HeaderMap::new();
        headers.insert(LOCATION, "/p".parse().expect("a valid header"));
        assert_eq!(Chain::default().follow(&url, 302, &headers, 10), Err(DeadEnd::Circle));
        headers.insert(LOCATION, "/q".parse().expect("a valid header"));
        assert_eq!(Chain::default().follow(&url, 302, &headers, 0), Err(DeadEnd::TooMany));
        assert_eq!(Chain::default().follow(&url, 302, &HeaderMap::new(), 10), Err(DeadEnd::NoTarget));
    }

    #[test]
    fn cookies_go_back_to_their_origin_alone() {
        let url = Url::parse("http://a.net/p").expect("a valid URL");
        let (mut chain, mut headers) = (Chain::default(), HeaderMap::new());
        headers.insert(LOCATION, "/p".parse().expect("a valid header"));
        headers.append(SET_COOKIE, "a=1; Path=/; HttpOnly".parse().expect("a valid header"));
        headers.append(SET_COOKIE, "b=2".parse().expect("a valid header"));
        assert_eq!(chain.follow(&url, 302, &headers, 10), Ok(url.clone()));
        assert_eq!(chain.cookies_for(&url), Some("a=1; b=2".to_owned()));
        for other in ["https://a.net/p", "http://b.net/p", "http://a.net:81/p"] {
            assert_eq!(chain.cookies_for(&Url::parse(other).expect("a valid URL")), None);
        }
        assert_eq!(chain.follow(&url, 302, &headers, 10), Err(DeadEnd::Circle));
    }
}
