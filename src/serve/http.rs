//! Answers requests from the site in memory.
//!
//! An address is looked up in a map of paths, so there is nothing to climb out of. What has to be
//! kept away are other sites in the same browser: they can send requests to loopback, and by giving
//! their own name our address (DNS rebinding) they could read the answers, that is, drafts under
//! embargo. Hence the list of names that we answer to, and no CORS.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_TYPE, HOST, LOCATION, ORIGIN, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use tokio::sync::watch::Receiver;

use super::live;
use super::shown::Shown;
use crate::output::{OutPath, Output, media_type};

const HTML: &str = "text/html; charset=utf-8";
const PLAIN: &str = "text/plain; charset=utf-8";

/// What answers need to know.
#[derive(Clone)]
pub(super) struct Site {
    names: Names,
    shown: Receiver<Arc<Shown>>,
}

impl Site {
    /// The site that listens at `address`.
    pub(super) fn new(address: SocketAddr, shown: Receiver<Arc<Shown>>) -> Self {
        Self { names: Names(address), shown }
    }
}

/// Answers every request with [`answer`].
pub(super) fn router(site: Site) -> Router {
    let fallback = |State(site): State<Site>, request: Request| async move {
        answer(&site, &request.into_parts().0)
    };
    Router::new().fallback(fallback).with_state(site)
}

/// The answer to a request.
fn answer(site: &Site, request: &Parts) -> Response {
    if !site.names.include_host_of(request) {
        let text = "the preview only answers to the address that `briefing serve` has shown\n";
        return respond(StatusCode::MISDIRECTED_REQUEST, PLAIN, text);
    }
    if request.method != Method::GET && request.method != Method::HEAD {
        let mut response =
            respond(StatusCode::METHOD_NOT_ALLOWED, PLAIN, "a site can only be read\n");
        response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        return response;
    }

    match request.uri.path() {
        live::SCRIPT_ADDRESS => {
            respond(StatusCode::OK, "text/javascript; charset=utf-8", live::SCRIPT)
        }
        live::EVENTS_ADDRESS if !site.names.include_origin_of(request) => {
            respond(StatusCode::FORBIDDEN, PLAIN, "only the site's own pages may listen\n")
        }
        live::EVENTS_ADDRESS if request.method == Method::HEAD => {
            respond(StatusCode::OK, "text/event-stream", "")
        }
        live::EVENTS_ADDRESS => secured(live::events(site.shown.clone()).into_response()),
        _ => {
            let shown = Arc::clone(&site.shown.borrow());
            match &shown.output {
                Some(output) => page(request, output, &shown),
                None => respond(StatusCode::SERVICE_UNAVAILABLE, HTML, live::problems_page(&shown)),
            }
        }
    }
}

/// A file of the site, the way to it, or the site's page for what is not there.
fn page(request: &Parts, output: &Output, shown: &Shown) -> Response {
    let address = request.uri.path();
    let decoded = address.strip_prefix('/').and_then(decoded);
    match decoded.map_or(Found::Nothing, |path| find(output, &path)) {
        Found::File(path, bytes) => file(StatusCode::OK, path, bytes, shown),
        Found::Folder => {
            // What was found has no empty part, so that this cannot lead to another host.
            let query = request.uri.query().map(|query| format!("?{query}")).unwrap_or_default();
            redirect(&format!("{address}/{query}"))
        }
        Found::Nothing => match find(output, "404.html") {
            Found::File(path, bytes) => file(StatusCode::NOT_FOUND, path, bytes, shown),
            _ => respond(StatusCode::NOT_FOUND, PLAIN, "there is no such page\n"),
        },
    }
}

/// What an address leads to.
enum Found<'a> {
    File(&'a OutPath, &'a Arc<[u8]>),
    /// A folder with a page, without the slash that its relative links need.
    Folder,
    Nothing,
}

/// Looks up a path without its first slash, just as a host of static files would.
fn find<'a>(output: &'a Output, path: &str) -> Found<'a> {
    let index = |path: &str| format!("{path}index.html");
    let file = if path.is_empty() || path.ends_with('/') {
        output.get_key_value(&index(path))
    } else {
        output.get_key_value(path)
    };
    match file {
        Some((path, bytes)) => Found::File(path, bytes),
        None if output.contains(&index(&format!("{path}/"))) => Found::Folder,
        None => Found::Nothing,
    }
}

/// A file as it is, or a page with the script.
fn file(status: StatusCode, path: &OutPath, bytes: &Arc<[u8]>, shown: &Shown) -> Response {
    match media_type(path) {
        HTML => respond(status, HTML, live::with_script(bytes, shown)),
        media_type => respond(status, media_type, Bytes::from_owner(Arc::clone(bytes))),
    }
}

fn redirect(address: &str) -> Response {
    let mut response = respond(StatusCode::PERMANENT_REDIRECT, PLAIN, "");
    if let Ok(location) = HeaderValue::from_str(address) {
        response.headers_mut().insert(LOCATION, location);
    }
    response
}

fn respond(status: StatusCode, media_type: &'static str, body: impl Into<Body>) -> Response {
    let content_type = (CONTENT_TYPE, HeaderValue::from_static(media_type));
    secured((status, [content_type], body.into()).into_response())
}

/// Says that nothing is to be guessed or kept: the next build is another site.
fn secured(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Undoes percent-encoding, once; nothing when that is not text.
fn decoded(address: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        if first == b'%' {
            let (digits, after) = after.split_at_checked(2)?;
            let digit = |digit: u8| char::from(digit).to_digit(16);
            let byte = digit(digits[0])? * 16 + digit(digits[1])?;
            bytes.push(u8::try_from(byte).ok()?);
            rest = after;
        } else {
            bytes.push(first);
            rest = after;
        }
    }
    String::from_utf8(bytes).ok()
}

/// The names that we answer to, all with the port at which we listen.
#[derive(Clone, Copy)]
struct Names(SocketAddr);

impl Names {
    /// Whether the request was meant for us: by its one `Host`, and by its target if that has a host.
    fn include_host_of(self, request: &Parts) -> bool {
        let mut hosts = request.headers.get_all(HOST).iter();
        let (Some(host), None) = (hosts.next(), hosts.next()) else {
            return false;
        };
        let target = request.uri.authority().is_none_or(|target| self.include(target.as_str()));
        target && host.to_str().is_ok_and(|host| self.include(host))
    }

    /// Whether a page of ours asks. Browsers name the origin whenever it is another one.
    fn include_origin_of(self, request: &Parts) -> bool {
        let origin = request.headers.get_all(ORIGIN).iter().all(|origin| {
            let host = origin.to_str().ok().and_then(|origin| origin.strip_prefix("http://"));
            host.is_some_and(|host| self.include(host))
        });
        let site = request.headers.get_all("sec-fetch-site").iter();
        origin && site.into_iter().all(|site| site == "same-origin" || site == "none")
    }

    /// Whether `host` is a name of ours. Only numbers stand for "any of our addresses", because
    /// nobody can make a number lead elsewhere.
    fn include(self, host: &str) -> bool {
        let Self(address) = self;
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) if !port.ends_with(']') => (name, port.parse()),
            _ => (host, Ok(80)),
        };
        if port != Ok(address.port()) {
            return false;
        }

        let number = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
        match number.unwrap_or(name).parse::<IpAddr>() {
            Ok(ip) if ip.is_ipv6() != number.is_some() => false,
            Ok(ip) => is_home(ip) || ip == address.ip() || address.ip().is_unspecified(),
            Err(_) => name.eq_ignore_ascii_case("localhost"),
        }
    }
}

/// Whether it is the usual address of loopback.
fn is_home(ip: IpAddr) -> bool {
    ip == IpAddr::V4(std::net::Ipv4Addr::LOCALHOST)
        || ip == IpAddr::V6(std::net::Ipv6Addr::LOCALHOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_host(listening: &str, host: &str, expected: bool) {
        let names = Names(listening.parse().unwrap());
        assert_eq!(names.include(host), expected, "{host} at {listening}");
    }

    #[test]
    fn we_answer_to_our_own_names_only() {
        for host in ["localhost:1111", "LocalHost:1111", "127.0.0.1:1111", "[::1]:1111"] {
            check_host("127.0.0.1:1111", host, true);
        }
        for host in [
            "",
            ":1111",
            "localhost",
            "localhost:80",
            "localhost:1111:1111",
            "localhost.:1111",
            "evil.example:1111",
            "localhost.evil.example:1111",
            "127.0.0.1.evil.example:1111",
            "user@localhost:1111",
            "192.168.0.7:1111",
            "::1:1111",
            "[::1]",
            "[127.0.0.1]:1111",
            "0.0.0.0:1111",
            "2130706433:1111",
        ] {
            check_host("127.0.0.1:1111", host, false);
        }
    }

    #[test]
    fn the_address_that_was_asked_for_is_a_name() {
        check_host("192.168.0.7:80", "192.168.0.7", true);
        check_host("192.168.0.7:80", "192.168.0.8", false);
        check_host("0.0.0.0:1111", "192.168.0.7:1111", true);
        check_host("0.0.0.0:1111", "evil.example:1111", false);
        check_host("[::]:1111", "[fe80::1]:1111", true);
    }

    #[test]
    fn addresses_are_decoded_once() {
        for (address, expected) in [
            ("a/b.html", Some("a/b.html")),
            ("%E5%A4%A7", Some("大")),
            ("%252e%252e", Some("%2e%2e")),
            ("a+b", Some("a+b")),
            ("%", None),
            ("%4", None),
            ("%+4", None),
            ("%zz", None),
            ("%ff", None),
        ] {
            assert_eq!(decoded(address).as_deref(), expected, "{address}");
        }
    }
}
