//! Decides which hosts and addresses a run may reach.
//!
//! Addresses are checked twice: literal ones here, before a request, and those that a name resolves to in
//! [`crate::resolve`], which hands only admitted ones to the connection.
//! The exceptions come from the command line alone, so that a repository's configuration cannot widen them.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use url::{Host, Url};

use crate::address::AddressClass;

/// The egress policy of a run.
#[derive(Clone, Debug, Default)]
pub struct Egress {
    /// Whether links into private networks are refused, as befits a CI machine.
    pub scope: Scope,
    /// Hosts that may be reached whatever their address is.
    pub allow_hosts: Vec<AllowHost>,
    /// Networks that may be reached although they are not global.
    pub allow_nets: Vec<AllowNet>,
}

/// How far a run may reach without exceptions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// Public and private addresses; a public page must not redirect to a private address all the same.
    #[default]
    Local,
    /// Public addresses only.
    Global,
}

/// How far one request may reach, decided from its URL and from where the redirect came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Reach {
    /// Global addresses and allowed networks.
    Global,
    /// Global and private addresses and allowed networks.
    Private,
    /// Any address: the host itself is allowed.
    Anywhere,
}

/// A request that the policy forbids, with the reason in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal(pub(crate) String);

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for Refusal {}

impl Egress {
    /// Returns a policy that refuses everything but public addresses.
    pub fn global_only() -> Self {
        Self { scope: Scope::Global, ..Self::default() }
    }

    /// Decides how far a request to `url` may reach; `from` is the class of the address that redirected to
    /// it, if it is not the link itself.
    pub(crate) fn admit(&self, url: &Url, from: Option<AddressClass>) -> Result<Reach, Refusal> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(Refusal(format!("scheme `{}` is never followed", url.scheme())));
        }
        let Some(host) = url.host() else { return Err(Refusal("no host".to_owned())) };
        if self.allow_hosts.iter().any(|allowed| allowed.matches(url)) {
            return Ok(Reach::Anywhere);
        }
        let reach = match (self.scope, from) {
            (Scope::Local, None | Some(AddressClass::Private)) => Reach::Private,
            _ => Reach::Global,
        };
        let literal = match host {
            Host::Ipv4(address) => IpAddr::V4(address),
            Host::Ipv6(address) => IpAddr::V6(address),
            Host::Domain(_) => return Ok(reach),
        };
        if self.admits(literal, reach) { Ok(reach) } else { Err(refused_address(literal)) }
    }

    /// Says whether a request with this reach may connect to an address.
    pub(crate) fn admits(&self, address: IpAddr, reach: Reach) -> bool {
        let by_class = match AddressClass::of(address) {
            AddressClass::Global => true,
            AddressClass::Private => reach >= Reach::Private,
            AddressClass::Special => reach == Reach::Anywhere,
        };
        by_class || self.allow_nets.iter().any(|net| net.contains(address))
    }
}

/// Words the refusal of an address.
pub(crate) fn refused_address(address: IpAddr) -> Refusal {
    let kind = match AddressClass::of(address) {
        AddressClass::Global => "global",
        AddressClass::Private => "private",
        AddressClass::Special => "special-purpose",
    };
    Refusal(format!("{kind} address {address}"))
}

/// A host, with or without a port, that may be reached whatever its address is: `HOST[:PORT]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllowHost {
    host: Host<String>,
    port: Option<u16>,
}

/// The value of an exception that cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseAllowError(String);

impl fmt::Display for ParseAllowError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for ParseAllowError {}

impl FromStr for AllowHost {
    type Err = ParseAllowError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bad = || ParseAllowError(format!("`{text}` is not HOST or HOST:PORT"));
        // A bare IPv6 address has more than one colon and no brackets.
        if let Ok(address) = text.parse::<std::net::Ipv6Addr>() {
            return Ok(Self { host: Host::Ipv6(address), port: None });
        }
        let (name, port) = match text.rsplit_once(':') {
            Some((name, port)) if !port.ends_with(']') => (name, Some(port.parse().map_err(|_| bad())?)),
            _ => (text, None),
        };
        // Parsed as the host of a URL, so that case, IDNA and odd spellings of addresses are the same.
        let host = Host::parse(name).map_err(|_| bad())?;
        Ok(Self { host, port })
    }
}

impl AllowHost {
    pub(crate) fn matches(&self, url: &Url) -> bool {
        url.host().is_some_and(|host| host.to_owned() == self.host)
            && self.port.is_none_or(|port| url.port_or_known_default() == Some(port))
    }
}

/// A network in CIDR notation, such as `10.1.0.0/16` or `fd00::/8`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AllowNet {
    base: IpAddr,
    prefix_bits: u8,
}

impl FromStr for AllowNet {
    type Err = ParseAllowError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bad = || ParseAllowError(format!("`{text}` is not a network such as 10.1.0.0/16"));
        let (base, bits) = text.split_once('/').ok_or_else(bad)?;
        let base: IpAddr = base.parse().map_err(|_| bad())?;
        let prefix_bits: u8 = bits.parse().map_err(|_| bad())?;
        if prefix_bits > if base.is_ipv4() { 32 } else { 128 } {
            return Err(bad());
        }
        Ok(Self { base, prefix_bits })
    }
}

impl AllowNet {
    fn contains(self, address: IpAddr) -> bool {
        let bits = u32::from(self.prefix_bits);
        // A prefix of no bits shifts everything out, which `checked_shr` reports as `None`: all match.
        match (self.base, address) {
            (IpAddr::V4(base), IpAddr::V4(address)) => {
                (base.to_bits() ^ address.to_bits()).checked_shr(32 - bits).unwrap_or(0) == 0
            }
            (IpAddr::V6(base), IpAddr::V6(address)) => {
                (base.to_bits() ^ address.to_bits()).checked_shr(128 - bits).unwrap_or(0) == 0
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn egress(scope: Scope, hosts: &[&str], nets: &[&str]) -> Egress {
        Egress {
            scope,
            allow_hosts: hosts.iter().map(|host| host.parse().expect("a valid host")).collect(),
            allow_nets: nets.iter().map(|net| net.parse().expect("a valid network")).collect(),
        }
    }

    fn admit(egress: &Egress, url: &str, from: Option<AddressClass>) -> Option<Reach> {
        egress.admit(&Url::parse(url).expect("a valid URL"), from).ok()
    }

    #[test]
    fn literal_addresses_in_every_spelling_are_refused_in_ci() {
        let ci = Egress::global_only();
        let refused = [
            "http://127.0.0.1/",
            "http://127.1/",
            "http://0x7f000001/",
            "http://0177.0.0.1/",
            "http://2130706433/",
            "http://[::1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[::ffff:169.254.169.254]/",
            "http://[64:ff9b::a9fe:a9fe]/",
            "http://[64:ff9b::7f00:1]/",
            "http://[2002:a00:1::]/",
            "http://169.254.169.254/latest/meta-data",
            "http://100.64.0.1/",
            "http://0.0.0.0/",
            "http://１２７.０.０.１/",
            "ftp://host/",
            "file:///etc/passwd",
        ];
        for url in refused {
            assert_eq!(admit(&ci, url, None), None, "{url}");
        }
        assert_eq!(admit(&ci, "http://1.1.1.1/", None), Some(Reach::Global));
        assert_eq!(admit(&ci, "https://host.net/", None), Some(Reach::Global));
    }

    #[test]
    fn private_addresses_are_fine_at_home_but_not_by_redirect_from_outside() {
        let home = Egress::default();
        assert_eq!(admit(&home, "http://127.0.0.1:3000/", None), Some(Reach::Private));
        assert_eq!(admit(&home, "http://127.0.0.1/", Some(AddressClass::Private)), Some(Reach::Private));
        assert_eq!(admit(&home, "http://127.0.0.1/", Some(AddressClass::Global)), None);
        assert_eq!(admit(&home, "http://localhost/", Some(AddressClass::Global)), Some(Reach::Global));
        assert_eq!(admit(&home, "http://169.254.169.254/", None), None);
    }

    #[test]
    fn exceptions_open_what_they_name_and_no_more() {
        let ci =
            egress(Scope::Global, &["127.0.0.1:8080", "Wiki.Intern", "[::1]"], &["10.1.0.0/16", "fd00::/8"]);
        assert_eq!(admit(&ci, "http://127.0.0.1:8080/a", None), Some(Reach::Anywhere));
        assert_eq!(admit(&ci, "http://127.0.0.1:8081/a", None), None);
        assert_eq!(admit(&ci, "https://wiki.intern/a", None), Some(Reach::Anywhere));
        assert_eq!(admit(&ci, "https://other.wiki.intern/a", None), Some(Reach::Global));
        assert_eq!(admit(&ci, "http://[::1]:99/", None), Some(Reach::Anywhere));
        assert_eq!(admit(&ci, "http://10.1.255.255/", None), Some(Reach::Global));
        assert_eq!(admit(&ci, "http://10.2.0.0/", None), None);
        assert_eq!(admit(&ci, "http://[fd12::1]/", None), Some(Reach::Global));
        assert!(!ci.admits("10.2.0.1".parse().expect("an address"), Reach::Global));
        let all = egress(Scope::Global, &[], &["0.0.0.0/0"]);
        assert_eq!(admit(&all, "http://10.2.0.0/", None), Some(Reach::Global));
    }

    #[test]
    fn bad_exceptions_are_errors() {
        for text in ["", "a b", "host:port", "host:99999", "[::1", "http://host/"] {
            assert!(text.parse::<AllowHost>().is_err(), "{text}");
        }
        for text in ["", "10.0.0.0", "10.0.0.0/33", "fd00::/129", "10.0/8", "10.0.0.0/x"] {
            assert!(text.parse::<AllowNet>().is_err(), "{text}");
        }
    }
}
