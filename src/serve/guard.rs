//! Who may ask.
//!
//! A page from anywhere can have a browser ask this server: with a name of its own that it lets lead to this machine (rebinding of names),
//! or straight from its own place. The first is told by the header `Host`, the second by `Origin`; neither can be forged by a page.

use std::net::IpAddr;

use axum::http::header::{HOST, HeaderMap, ORIGIN};
use axum::http::uri::{Authority, Uri};

/// Knows the names by which the server may be asked.
#[derive(Debug)]
pub(super) struct Guard {
    /// The name or address that the server was told to listen at.
    given: String,
    /// True where it listens at every address of the machine: whoever names one of them means it.
    is_everywhere: bool,
}

impl Guard {
    pub(super) fn new(given: &str, at: IpAddr) -> Self {
        Self {
            given: bare(given).to_ascii_lowercase(),
            is_everywhere: at.is_unspecified(),
        }
    }

    /// Whether the request names this server, in the header and in its address where that has a host. A header that is missing, that is
    /// there twice or that nobody can read names nothing.
    pub(super) fn lets_in(&self, headers: &HeaderMap, uri: &Uri) -> bool {
        let mut hosts = headers.get_all(HOST).iter();
        let (Some(host), None) = (hosts.next(), hosts.next()) else {
            return false;
        };
        let is_ours = host.to_str().is_ok_and(|host| self.knows(host));
        is_ours && uri.authority().is_none_or(|host| self.knows(host.as_str()))
    }

    /// Whether the page that asks, where the browser names one, is of this server.
    pub(super) fn lets_hear(&self, headers: &HeaderMap) -> bool {
        let mut origins = headers.get_all(ORIGIN).iter();
        origins.all(|origin| {
            let host = origin.to_str().ok();
            let host = host.and_then(|origin| origin.strip_prefix("http://"));
            // One server's page may not hear of another's: the port counts.
            host.is_some_and(|host| {
                let own = headers.get(HOST).and_then(|own| own.to_str().ok());
                self.knows(host) && own.is_some_and(|own| own.eq_ignore_ascii_case(host))
            })
        })
    }

    /// Whether a host, with a port or without one, is a name of ours. Which port it names does not matter: it may be one that leads here.
    fn knows(&self, host: &str) -> bool {
        let Ok(authority) = host.parse::<Authority>() else {
            return false;
        };
        if host.contains('@') {
            return false;
        }
        let name = bare(authority.host()).to_ascii_lowercase();
        if name == "localhost" || name == self.given {
            return true;
        }
        name.parse::<IpAddr>()
            .is_ok_and(|ip| self.is_everywhere || ip.is_loopback())
    }
}

/// A host without the brackets of an address of version 6.
fn bare(host: &str) -> &str {
    host.trim_start_matches('[').trim_end_matches(']')
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::Guard;

    #[test]
    fn only_names_of_this_machine_are_known() {
        let own = Guard::new("127.0.0.1", IpAddr::from([127, 0, 0, 1]));
        for host in [
            "localhost",
            "LOCALHOST:3000",
            "127.0.0.1:3000",
            "[::1]:80",
            "127.0.0.1",
        ] {
            assert!(own.knows(host), "{host}");
        }
        for host in [
            "evil.example",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "evil.example:3000",
            "evil@localhost",
            "10.0.0.1",
            "",
            ":3000",
            "localhost/",
            "[::1",
        ] {
            assert!(!own.knows(host), "{host}");
        }
        let named = Guard::new("Build-Box", IpAddr::from([10, 0, 0, 7]));
        assert!(named.knows("build-box:3000") && !named.knows("10.0.0.7"));
        let everywhere = Guard::new("0.0.0.0", IpAddr::from([0, 0, 0, 0]));
        assert!(everywhere.knows("10.0.0.7:3000") && !everywhere.knows("evil.example"));
    }
}
