//! One address, asked: whether something is there, and where it has moved.
//!
//! Takes an address, gives what came back. `HEAD` first, since nobody wants the page; `GET` where a server does not take that or says that
//! nothing is there. The body of an answer is not read. Every step of a redirect is looked at before it is taken.

use std::time::Duration;

use ureq::http::Method;
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, http};

use super::guard::{Guard, Private, is_private_name};
use super::redirect::{authority, host, joined};
use super::{Asked, Turns, Way};
use crate::links::results::{Outcome, Problem, State};

/// What a server is told of who asks.
const WHO: &str = concat!(
    "pmsite/",
    env!("CARGO_PKG_VERSION"),
    " (checks whether links answer)"
);

/// So many redirects are followed.
const REDIRECTS: usize = 8;

/// How long a connection may take at most.
const CONNECTING: Duration = Duration::from_secs(10);

/// Before an address is asked a second time.
const BACK_OFF: Duration = Duration::from_secs(1);

/// A server that wants to be left alone for longer is.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// Asks addresses.
#[derive(Debug)]
pub(super) struct Asker {
    agent: Agent,
    turns: Turns,
    way: Way,
}

/// What came back of one question.
#[derive(Debug)]
struct Reply {
    status: u16,
    location: Option<String>,
    /// How long to wait, where the server says so.
    retry_after: Option<Duration>,
}

/// Why nothing came back.
#[derive(Debug)]
enum Fault {
    Nothing(Problem),
    Private,
}

impl Asker {
    pub(super) fn new(way: Way) -> Self {
        let config = Agent::config_builder()
            .user_agent(WHO)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_connect(Some(way.timeout.min(CONNECTING)))
            .timeout_resolve(Some(way.timeout.min(CONNECTING)))
            .timeout_global(Some(way.timeout))
            .build();
        let guard = Guard::new(way.private);
        Self {
            agent: Agent::with_parts(config, DefaultConnector::default(), guard),
            turns: Turns::default(),
            way,
        }
    }

    /// Asks one address, through its redirects.
    pub(super) fn ask(&self, address: &str) -> Asked {
        let mut at = address.to_owned();
        // As far as all redirects are for good.
        let mut moved: Option<String> = None;
        let mut is_for_good = true;
        for _ in 0..=REDIRECTS {
            if !self.way.private && is_private_name(host(&at)) {
                return Asked::Private;
            }
            let reply = match self.reply(&at) {
                Ok(reply) => reply,
                Err(Fault::Private) => return Asked::Private,
                Err(Fault::Nothing(problem)) => {
                    return Asked::Answered(Outcome::Nothing(problem), None);
                }
            };
            let outcome = Outcome::Status(reply.status);
            let location = reply
                .location
                .filter(|_| (300..400).contains(&reply.status));
            let Some(location) = location else {
                let moved = moved.filter(|to| outcome.state() == State::There && to != address);
                return Asked::Answered(outcome, moved);
            };
            let Some(next) = joined(&at, &location) else {
                break;
            };
            is_for_good &= matches!(reply.status, 301 | 308);
            if is_for_good {
                moved = Some(next.clone());
            }
            at = next;
        }
        Asked::Answered(Outcome::Nothing(Problem::Redirects), None)
    }

    /// Asks for one page, a second time where that may help.
    fn reply(&self, address: &str) -> Result<Reply, Fault> {
        let mut method = Method::HEAD;
        let mut is_second = false;
        loop {
            let reply = self.question(&method, address);
            let wait = match &reply {
                // Many servers do not know `HEAD`, or answer it otherwise than `GET`.
                Ok(reply) if method == Method::HEAD && is_for_head(reply.status) => {
                    method = Method::GET;
                    continue;
                }
                Ok(Reply {
                    status: 408 | 425 | 429 | 500..,
                    retry_after,
                    ..
                }) => retry_after.unwrap_or(BACK_OFF),
                Err(Fault::Nothing(Problem::Timeout)) => BACK_OFF,
                _ => return reply,
            };
            if is_second || wait > LONGEST_WAIT {
                return reply;
            }
            std::thread::sleep(wait);
            (method, is_second) = (Method::GET, true);
        }
    }

    /// One question, when it is its turn.
    fn question(&self, method: &Method, address: &str) -> Result<Reply, Fault> {
        let request = http::Request::builder()
            .method(method)
            .uri(address)
            .body(());
        let request = request.map_err(|_| Fault::Nothing(Problem::Broken))?;
        let answer = self
            .turns
            .wait(authority(address), || self.agent.run(request));
        let answer = answer.map_err(|error| fault(&error))?;
        let text = |name: http::HeaderName| {
            let value = answer.headers().get(name)?;
            Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
        };
        let seconds = text(http::header::RETRY_AFTER);
        let seconds = seconds.and_then(|seconds| seconds.trim().parse().ok());
        Ok(Reply {
            status: answer.status().as_u16(),
            location: text(http::header::LOCATION),
            retry_after: seconds.map(Duration::from_secs),
        })
    }
}

/// Whether such an answer to `HEAD` may say nothing of the page.
fn is_for_head(status: u16) -> bool {
    matches!(status, 400 | 403..=406 | 501)
}

/// What an error means.
fn fault(error: &ureq::Error) -> Fault {
    use std::io::ErrorKind;
    Fault::Nothing(match error {
        ureq::Error::Other(cause) if cause.is::<Private>() => return Fault::Private,
        ureq::Error::HostNotFound => Problem::NoHost,
        ureq::Error::Timeout(_) => Problem::Timeout,
        ureq::Error::ConnectionFailed => Problem::NoConnection,
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) => Problem::Tls,
        ureq::Error::Io(cause) => match cause.kind() {
            ErrorKind::TimedOut => Problem::Timeout,
            ErrorKind::ConnectionRefused
            | ErrorKind::HostUnreachable
            | ErrorKind::NetworkUnreachable => Problem::NoConnection,
            // What is refused of a secure connection comes as data that make no sense.
            ErrorKind::InvalidData => Problem::Tls,
            _ => Problem::Broken,
        },
        _ => Problem::Broken,
    })
}
