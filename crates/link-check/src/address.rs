//! Which addresses are on the public internet and which are not.
//!
//! Leaves out what may be connected to: that is a decision of [`crate::Egress`].

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Says how far from the public internet an address is.
///
/// Source: the IANA special-purpose address registries for IPv4 and IPv6 (RFC 6890 and its updates).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AddressClass {
    /// An address of the public internet.
    Global,
    /// This machine or a private network: loopback, RFC 1918, carrier-grade NAT, unique-local.
    Private,
    /// Never a place for a web page: link-local (cloud metadata), unspecified, multicast, documentation,
    /// benchmarking and reserved ranges.
    Special,
}

impl AddressClass {
    /// Classifies an address; an IPv6 address that embeds an IPv4 address counts as that one.
    pub fn of(address: IpAddr) -> Self {
        match address {
            IpAddr::V4(v4) => of_v4(v4),
            IpAddr::V6(v6) => of_v6(v6),
        }
    }
}

#[expect(clippy::match_same_arms, reason = "one arm for each purpose of special addresses")]
fn of_v4(address: Ipv4Addr) -> AddressClass {
    let [a, b, c, _] = address.octets();
    match (a, b, c) {
        (10 | 127, ..) | (100, 64..=127, _) | (172, 16..=31, _) | (192, 168, _) => AddressClass::Private,
        // "This network", multicast and everything reserved above it.
        (0 | 224..=255, ..) => AddressClass::Special,
        // Link-local, IETF assignments, 6to4 relays, benchmarking, documentation.
        (169, 254, _) | (192, 0, 0) | (192, 88, 99) | (198, 18 | 19, _) => AddressClass::Special,
        (192, 0, 2) | (198, 51, 100) | (203, 0, 113) => AddressClass::Special,
        _ => AddressClass::Global,
    }
}

fn of_v6(address: Ipv6Addr) -> AddressClass {
    let segments = address.segments();
    if address == Ipv6Addr::LOCALHOST {
        return AddressClass::Private;
    }
    if let Some(embedded) = embedded_v4(segments) {
        return of_v4(embedded);
    }
    match segments {
        // Unique-local, and the NAT64 prefix for local use (RFC 8215).
        [0xfc00..=0xfdff, ..] | [0x64, 0xff9b, 1, ..] => AddressClass::Private,
        // Teredo and the other IETF protocol assignments, documentation (RFC 3849 and RFC 9637).
        [0x2001, 0..=0x01ff | 0x0db8, ..] | [0x3fff, 0..=0x0fff, ..] => AddressClass::Special,
        // Only 2000::/3 is handed out as global unicast.
        [0x2000..=0x3fff, ..] => AddressClass::Global,
        _ => AddressClass::Special,
    }
}

/// The IPv4 address inside a mapped, compatible, translated, NAT64 or 6to4 address.
fn embedded_v4(segments: [u16; 8]) -> Option<Ipv4Addr> {
    let ([0, 0, 0, 0, 0, 0xffff | 0, high, low]
    | [0, 0, 0, 0, 0xffff, 0, high, low]
    | [0x64, 0xff9b, 0, 0, 0, 0, high, low]
    | [0x2002, high, low, ..]) = segments
    else {
        return None;
    };
    let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
    Some(Ipv4Addr::new(a, b, c, d))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(class: AddressClass, addresses: &[&str]) {
        for text in addresses {
            let address: IpAddr = text.parse().expect("the test's addresses are valid");
            assert_eq!(AddressClass::of(address), class, "{text}");
        }
    }

    #[test]
    fn public_addresses_are_global() {
        let global = ["1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "172.15.0.1"];
        check(AddressClass::Global, &global);
        check(AddressClass::Global, &["172.32.0.1", "192.1.0.1", "223.255.255.255", "2606:4700::1111"]);
        check(
            AddressClass::Global,
            &["::ffff:1.1.1.1", "64:ff9b::101:101", "2002:101:101::1", "2001:4860::1"],
        );
    }

    #[test]
    fn private_networks_are_private() {
        check(
            AddressClass::Private,
            &["127.0.0.1", "127.255.255.255", "10.0.0.1", "172.16.0.1", "192.168.1.1"],
        );
        check(AddressClass::Private, &["100.64.0.1", "100.127.255.255", "::1", "fc00::1", "fdff::1"]);
    }

    #[test]
    fn an_embedded_address_counts() {
        check(AddressClass::Private, &["::ffff:127.0.0.1", "::127.0.0.1", "::ffff:0:127.0.0.1"]);
        check(
            AddressClass::Private,
            &["64:ff9b::7f00:1", "64:ff9b::10.0.0.1", "2002:7f00:1::", "64:ff9b:1::1"],
        );
        check(AddressClass::Special, &["::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::"]);
    }

    #[test]
    fn ranges_without_web_pages_are_special() {
        check(AddressClass::Special, &["0.0.0.0", "0.1.2.3", "169.254.169.254", "192.0.0.8", "192.0.2.1"]);
        check(AddressClass::Special, &["198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9"]);
        check(AddressClass::Special, &["224.0.0.1", "240.0.0.1", "255.255.255.255", "192.88.99.1"]);
        check(
            AddressClass::Special,
            &["::", "fe80::1", "ff02::1", "2001:db8::1", "2001::1", "3fff::1", "100::1"],
        );
        check(AddressClass::Special, &["fec0::1", "5f00::1"]);
    }
}
