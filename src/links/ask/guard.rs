//! What is never asked unless somebody wants it: the own machine, private networks.
//!
//! A report is text of somebody, and whoever checks its links may stand where others cannot reach. So names are looked up here, and
//! a connection is made to what was found here and to nothing else: a name that changes its mind between two looks gains nothing.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// Looks names up.
#[derive(Debug)]
pub(super) struct Guard {
    usual: DefaultResolver,
    /// True where private addresses are wanted too.
    private: bool,
}

/// The refusal of an address.
#[derive(Debug)]
pub(super) struct Private;

impl fmt::Display for Private {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the address is one of a private network")
    }
}

impl std::error::Error for Private {}

impl Guard {
    pub(super) fn new(private: bool) -> Self {
        let usual = DefaultResolver::default();
        Self { usual, private }
    }
}

impl Resolver for Guard {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.usual.resolve(uri, config, timeout);
        let found = found.map_err(|error| match error {
            // The system's own words are all that tells a name that is not there from one that nobody could look up.
            ureq::Error::Io(cause) if is_no_host(&cause) => ureq::Error::HostNotFound,
            error => error,
        })?;
        // Who goes through a proxy has named it: it may stand anywhere, and looks names up itself.
        let proxy = config.proxy().map(ureq::Proxy::uri);
        let is_proxy = proxy.is_some_and(|proxy| proxy.authority() == uri.authority());
        if self.private || is_proxy {
            return Ok(found);
        }
        let mut public = self.empty();
        for place in found.iter().filter(|place| !is_private(place.ip())) {
            public.push(*place);
        }
        if public.is_empty() {
            return Err(ureq::Error::Other(Box::new(Private)));
        }
        Ok(public)
    }
}

/// Whether a failure says for certain that there is no such host.
fn is_no_host(cause: &std::io::Error) -> bool {
    let words = cause.to_string();
    words.contains("lookup address") && !words.contains("Temporary failure")
}

/// What the last part of names is that lead to nobody on the internet.
const KEPT: [&str; 12] = [
    "example",
    "example.com",
    "example.net",
    "example.org",
    "home.arpa",
    "internal",
    "invalid",
    "lan",
    "local",
    "localhost",
    "onion",
    "test",
];

/// Names that are kept for examples, tests and the own network, and addresses of it.
pub(super) fn is_private_name(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    if let Ok(ip) = bare.parse() {
        return is_private(ip);
    }
    let host = host.trim_end_matches('.');
    let ends = |end: &&str| {
        host.strip_suffix(*end)
            .is_some_and(|before| before.is_empty() || before.ends_with('.'))
    };
    !host.contains('.') || KEPT.iter().any(ends)
}

/// Addresses that do not lead to the internet.
fn is_private(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_private_4(ip),
        IpAddr::V6(ip) => is_private_6(ip),
    }
}

fn is_private_4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_multicast()
        || ip.is_documentation()
        // "This" network, addresses that are shared behind carriers, of protocols, of benchmarks, and those that are kept.
        || a == 0
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && (18..20).contains(&b))
        || a >= 240
}

fn is_private_6(ip: Ipv6Addr) -> bool {
    let parts = ip.segments();
    let inside = |at: usize| {
        let [a, b] = parts[at].to_be_bytes();
        let [c, d] = parts[at + 1].to_be_bytes();
        is_private_4(Ipv4Addr::new(a, b, c, d))
    };
    match parts {
        // Addresses of the old kind in the new: as they are, and by two ways of leading to them.
        [0, 0, 0, 0, 0, 0xffff | 0, _, _] | [0x64, 0xff9b, 0, 0, 0, 0, _, _] => inside(6),
        [0x2002, ..] => inside(1),
        // What is not in the part of the internet is of some network: loopback, local to a link or a site, multicast, examples.
        [first, ..] => {
            !(0x2000..0x4000).contains(&first) || matches!(parts, [0x2001, 0xdb8 | 0, ..])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_by_every_name() {
        for private in [
            "127.0.0.1",
            "127.9.9.9",
            "0.0.0.0",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.9.9",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "192.0.0.8",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "fe80::1",
            "fc00::1",
            "fd12:3456::1",
            "ff02::1",
            "fec0::1",
            "2001:db8::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::127.0.0.1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
            "2001::1",
        ] {
            let ip = private.parse().expect("it is an address");
            assert!(is_private(ip), "{private}");
            assert!(is_private_name(private), "{private}");
            assert!(is_private_name(&format!("[{private}]")), "{private}");
        }
        for public in [
            "1.1.1.1",
            "8.8.8.8",
            "172.32.0.1",
            "100.128.0.1",
            "192.0.1.1",
            "2606:4700::1111",
            "::ffff:1.1.1.1",
            "64:ff9b::808:808",
        ] {
            assert!(
                !is_private(public.parse().expect("it is an address")),
                "{public}"
            );
        }
        for name in [
            "localhost",
            "a.localhost",
            "wiki",
            "wiki.internal",
            "printer.local",
            "a.test",
            "mill.example",
            "www.example.com",
            "localhost.",
        ] {
            assert!(is_private_name(name), "{name}");
        }
        for name in [
            "mill.org",
            "example.com.mill.org",
            "notexample.com",
            "local.mill.org",
        ] {
            assert!(!is_private_name(name), "{name}");
        }
    }
}
