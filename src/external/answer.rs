//! One address and what comes of asking for it.

use std::io;

use ureq::http::{StatusCode, header};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Proxy, Timeout};

use super::address::Address;
use super::gate::Gate;
use super::{Manners, Route};

/// How the program names itself to servers, so that their owners know what asked.
const USER_AGENT: &str = concat!("briefing/", env!("CARGO_PKG_VERSION"), " (link check)");

/// What is known of an address after a visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    /// It is there, or behind a wall.
    Fine,
    /// It is there, at another address that has taken its place.
    Moved(Address),
    /// The server says that it is not there.
    Dead(u16),
    /// Nobody can say, for this reason.
    OutOfReach(String),
}

/// What all visits share.
#[derive(Debug)]
pub(super) struct Trip<'a> {
    manners: &'a Manners,
    agent: Agent,
    gate: Gate,
}

impl Trip<'_> {
    pub(super) fn new(manners: &Manners) -> Trip<'_> {
        let config = Agent::config_builder()
            .user_agent(USER_AGENT)
            // Whom the machine trusts, so that an office's own certificates count.
            .tls_config(TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build())
            .proxy(match manners.route {
                Route::Direct => None,
                Route::Environment => Proxy::try_from_env(),
            })
            .http_status_as_error(false)
            // Followed here, where those for good are told from those for now.
            .max_redirects(0)
            .max_redirects_will_error(false)
            // A connection kept for the next visit may be closed by then, which would look
            // like a server that is down.
            .max_idle_connections(0)
            .timeout_resolve(Some(manners.connect))
            .timeout_connect(Some(manners.connect))
            .timeout_send_request(Some(manners.answer))
            .timeout_recv_response(Some(manners.answer))
            .timeout_per_call(Some(manners.connect + manners.answer))
            .build();
        Trip { manners, agent: config.into(), gate: Gate::new(manners) }
    }
}

/// Visits an address and follows where it leads.
pub(super) fn answer(trip: &Trip<'_>, first: &Address) -> Answer {
    let mut at = first.clone();
    // Where the redirects for good end. One for now may lead anywhere tomorrow, so what
    // comes behind it is nobody's new address.
    let (mut home, mut for_good) = (first.clone(), true);

    for _ in 0..=trip.manners.redirects {
        let reply = match reply(trip, &at) {
            Ok(reply) => reply,
            Err(reason) => return Answer::OutOfReach(reason),
        };
        let Some(next) = reply.leads_to.and_then(|address| at.join(&address)) else {
            return verdict(reply.status, first, home);
        };
        at = next;
        for_good &= matches!(reply.status, 301 | 308);
        if for_good {
            home.clone_from(&at);
        }
    }
    Answer::OutOfReach(format!("it redirects more than {} times", trip.manners.redirects))
}

/// What the last status means. A refusal (401, 403 and the like) is a wall, not a death.
fn verdict(status: u16, first: &Address, home: Address) -> Answer {
    match status {
        404 | 410 => Answer::Dead(status),
        408 | 429 | 500..=599 => Answer::OutOfReach(format!("the server answers {status}")),
        _ if home.is_same_page(first) => Answer::Fine,
        _ => Answer::Moved(home),
    }
}

/// The part of an answer that matters.
struct Reply {
    status: u16,
    /// The address that a redirect names.
    leads_to: Option<String>,
}

#[derive(Debug, Clone, Copy)]
enum Method {
    Head,
    Get,
}

/// Asks with HEAD, and with GET when that brings bad news: many servers refuse HEAD with
/// any status, 404 and 500 among them, and a page is called dead only when GET says so.
fn reply(trip: &Trip<'_>, address: &Address) -> Result<Reply, String> {
    let reply = request(trip, address, Method::Head)?;
    match reply.status {
        401 | 429 => Ok(reply),
        400..=599 => request(trip, address, Method::Get),
        _ => Ok(reply),
    }
}

fn request(trip: &Trip<'_>, address: &Address, method: Method) -> Result<Reply, String> {
    let manners = trip.manners;
    let closed =
        || format!("all visits together took longer than {} s", manners.whole.as_secs_f64());
    let _turn = trip.gate.enter(address.host()).ok_or_else(closed)?;

    let address = address.to_string();
    let request = match method {
        Method::Head => trip.agent.head(&address),
        Method::Get => trip.agent.get(&address),
    };
    // The text of an answer is never read: dropping the response closes the connection.
    let response = request
        .header(header::CONNECTION, "close")
        .call()
        .map_err(|error| reason(&error, manners))?;

    let redirects = is_redirect(response.status());
    let location = response.headers().get(header::LOCATION).filter(|_| redirects);
    Ok(Reply {
        status: response.status().as_u16(),
        leads_to: location.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned()),
    })
}

fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

/// Why there is no answer, in words that are the same on every system.
fn reason(error: &ureq::Error, manners: &Manners) -> String {
    match error {
        ureq::Error::HostNotFound => no_such_host(),
        ureq::Error::Io(error) if is_lookup(error) => no_such_host(),
        // The library hands over what TLS says as data that is not valid.
        ureq::Error::Io(error) if error.kind() == io::ErrorKind::InvalidData => {
            format!("there is no secure connection: {error}")
        }
        ureq::Error::Io(error) => error.kind().to_string(),
        ureq::Error::Rustls(error) => format!("there is no secure connection: {error}"),
        ureq::Error::Tls(error) => format!("there is no secure connection: {error}"),
        ureq::Error::Timeout(Timeout::Resolve | Timeout::Connect) => {
            format!("no connection within {} s", manners.connect.as_secs_f64())
        }
        ureq::Error::Timeout(_) => {
            format!("no answer within {} s", manners.answer.as_secs_f64())
        }
        ureq::Error::Protocol(_) | ureq::Error::LargeResponseHeader(..) => {
            "its answer is not HTTP".to_owned()
        }
        other => other.to_string(),
    }
}

fn no_such_host() -> String {
    "no server of this name was found".to_owned()
}

/// Whether a name was not found, which the standard library tells only in words, and on
/// Windows by the numbers of `WSAHOST_NOT_FOUND` and its neighbours.
fn is_lookup(error: &io::Error) -> bool {
    matches!(error.raw_os_error(), Some(11001..=11004))
        || error.to_string().starts_with("failed to lookup address")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(status: u16, home: &str, expected: &Answer) {
        let address = |text| Address::parse(text).expect("it is an address");
        assert_eq!(verdict(status, &address("http://a.org/x"), address(home)), *expected);
    }

    #[test]
    fn a_wall_is_not_a_death() {
        for status in [200, 204, 206, 304, 400, 401, 402, 403, 405, 406, 451, 999] {
            check(status, "http://a.org/x", &Answer::Fine);
        }
        check(404, "http://a.org/x", &Answer::Dead(404));
        check(410, "http://a.org/y", &Answer::Dead(410));
    }

    #[test]
    fn trouble_of_the_server_is_no_verdict_on_the_page() {
        for status in [408, 429, 500, 502, 503, 504, 522] {
            let reason = format!("the server answers {status}");
            check(status, "http://a.org/x", &Answer::OutOfReach(reason));
        }
    }

    #[test]
    fn a_change_of_scheme_or_slash_is_no_move() {
        check(200, "https://a.org/x/", &Answer::Fine);
        let other = "https://www.a.org/x";
        check(200, other, &Answer::Moved(Address::parse(other).expect("it is an address")));
    }

    #[test]
    fn reasons_are_words() {
        let manners = Manners::default();
        let io = |kind: io::ErrorKind| reason(&ureq::Error::Io(kind.into()), &manners);
        assert_eq!(io(io::ErrorKind::ConnectionRefused), "connection refused");
        let lookup =
            io::Error::other("failed to lookup address information: Name or service not known");
        assert_eq!(reason(&ureq::Error::Io(lookup), &manners), no_such_host());
        let late = ureq::Error::Timeout(Timeout::Connect);
        assert_eq!(reason(&late, &manners), "no connection within 10 s");
    }
}
