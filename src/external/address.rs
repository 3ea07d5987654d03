//! Addresses as servers are asked for them.

use std::fmt;

use super::punycode;

/// An address of the web, without what no server is sent: the place on the page, and a
/// name and password.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Address {
    scheme: Scheme,
    host: String,
    /// Nothing where it is the scheme's own.
    port: Option<u16>,
    /// Path and query in ASCII; begins with `/`.
    path: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Scheme {
    Http,
    Https,
}

impl Scheme {
    const ALL: [Scheme; 2] = [Scheme::Http, Scheme::Https];

    fn name(self) -> &'static str {
        match self {
            Scheme::Http => "http",
            Scheme::Https => "https",
        }
    }

    fn port(self) -> u16 {
        match self {
            Scheme::Http => 80,
            Scheme::Https => 443,
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", self.scheme.name(), self.host)?;
        if let Some(port) = self.port {
            write!(f, ":{port}")?;
        }
        f.write_str(&self.path)
    }
}

impl Address {
    /// Reads an address as authors write it: with letters of any script, in any case.
    pub(super) fn parse(text: &str) -> Option<Address> {
        let (scheme, rest) = text.trim().split_once("://")?;
        let scheme = Scheme::ALL.into_iter().find(|s| s.name().eq_ignore_ascii_case(scheme))?;
        let rest = rest.split('#').next().unwrap_or_default();
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at(end);

        let server = authority.rsplit_once('@').map_or(authority, |(_, server)| server);
        let (host, port) = match server.rsplit_once(':') {
            Some((host, port)) if !port.contains(']') => (host, port),
            _ => (server, ""),
        };
        let port = if port.is_empty() { None } else { Some(port.parse().ok()?) };
        let slash = if path.starts_with('/') { "" } else { "/" };
        Some(Address {
            scheme,
            host: ascii_host(host)?,
            port: port.filter(|port| *port != scheme.port()),
            path: format!("{slash}{}", encoded(path)),
        })
    }

    /// Where a redirect leads, which may be written from here (RFC 3986, section 5.2);
    /// nothing if that is not the web.
    pub(super) fn join(&self, location: &str) -> Option<Address> {
        let location = location.trim();
        if let Some(rest) = location.strip_prefix("//") {
            return Address::parse(&format!("{}://{rest}", self.scheme.name()));
        }
        if has_scheme(location) {
            return Address::parse(location);
        }

        let reference = location.split('#').next().unwrap_or_default();
        let bare = self.path.split('?').next().unwrap_or_default();
        let path = match reference.bytes().next() {
            None => self.path.clone(),
            Some(b'/') => encoded(reference),
            Some(b'?') => format!("{bare}{}", encoded(reference)),
            Some(_) => {
                let folder = bare.rfind('/').map_or("", |at| &bare[..at]);
                format!("{folder}/{}", encoded(reference))
            }
        };
        Some(Address { path: without_dots(&path), ..self.clone() })
    }

    /// The server's name.
    pub(super) fn host(&self) -> &str {
        &self.host
    }

    /// Whether both are one page to a reader: whatever the scheme, and with or without a
    /// slash at the end.
    pub(super) fn is_same_page(&self, other: &Address) -> bool {
        let page = |address: &Address| {
            let (path, query) = address.path.split_once('?').unwrap_or((&address.path, ""));
            (path.trim_end_matches('/').to_owned(), query.to_owned())
        };
        (&self.host, self.port) == (&other.host, other.port) && page(self) == page(other)
    }

    /// Whether it is the first page of its server.
    pub(super) fn is_front_page(&self) -> bool {
        self.path == "/"
    }
}

/// Whether a reference names a scheme of its own: letters before a `:`, before any `/`.
fn has_scheme(reference: &str) -> bool {
    let end = reference.find(|c: char| !c.is_ascii_alphanumeric() && !"+-.".contains(c));
    let letter = reference.starts_with(|c: char| c.is_ascii_alphabetic());
    letter && end.is_some_and(|end| reference[end..].starts_with(':'))
}

/// A host's name as the network knows it: `例え.jp` is `xn--r8jz45g.jp`.
fn ascii_host(host: &str) -> Option<String> {
    if host.starts_with('[') && host.ends_with(']') {
        let inner = &host[1..host.len() - 1];
        return inner.parse::<std::net::Ipv6Addr>().ok().map(|ip| format!("[{ip}]"));
    }
    let label = |label: &str| match label.to_lowercase() {
        ascii if ascii.is_ascii() => Some(ascii),
        other => punycode::encode(&other).map(|code| format!("xn--{code}")),
    };
    // The full stops of RFC 3490, section 3.1, which Chinese keyboards write.
    let labels = host.split(['.', '\u{3002}', '\u{ff0e}', '\u{ff61}']).map(label);
    let name = labels.collect::<Option<Vec<_>>>()?.join(".");

    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    let has_name = name.bytes().any(|byte| byte.is_ascii_alphanumeric());
    (has_name && name.bytes().all(fits)).then_some(name)
}

/// A path and query in the characters that may be sent; what is encoded already stays so.
fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' => {
                push_hex(byte, &mut out);
            }
            0x21..=0x7e => out.push(char::from(byte)),
            _ => push_hex(byte, &mut out),
        }
    }
    out
}

fn push_hex(byte: u8, out: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.push('%');
    out.push(char::from(DIGITS[usize::from(byte >> 4)]));
    out.push(char::from(DIGITS[usize::from(byte & 15)]));
}

/// A path without the steps `.` and `..` (RFC 3986, section 5.2.4); the query stays.
fn without_dots(path: &str) -> String {
    let end = path.find('?').unwrap_or(path.len());
    let (path, query) = path.split_at(end);
    let mut kept: Vec<&str> = Vec::new();
    let steps: Vec<&str> = path.split('/').skip(1).collect();
    for (at, step) in steps.iter().enumerate() {
        let last = at + 1 == steps.len();
        match *step {
            "." | ".." => {
                if *step == ".." {
                    kept.pop();
                }
                if last {
                    kept.push("");
                }
            }
            step => kept.push(step),
        }
    }
    format!("/{}{query}", kept.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(written: &str, expected: &str) {
        let address = Address::parse(written).map(|address| address.to_string());
        assert_eq!(address.unwrap_or_default(), expected, "{written}");
    }

    #[track_caller]
    fn check_join(base: &str, location: &str, expected: &str) {
        let base = Address::parse(base).expect("it is an address");
        let joined = base.join(location).map(|address| address.to_string());
        assert_eq!(joined.unwrap_or_default(), expected, "{location}");
    }

    #[test]
    fn an_address_is_what_a_server_is_asked_for() {
        check("https://example.org", "https://example.org/");
        check("HTTPS://Example.ORG:443/A?b=C#d", "https://example.org/A?b=C");
        check("http://example.org:8080?q", "http://example.org:8080/?q");
        check("http://[::1]:8080/x", "http://[::1]:8080/x");
    }

    #[test]
    fn a_name_and_password_are_never_sent() {
        check("https://me:secret@example.org/x", "https://example.org/x");
        check("https://a@b@example.org/", "https://example.org/");
        check_join("https://a.org/", "https://me:secret@a.org/x", "https://a.org/x");
    }

    #[test]
    fn letters_of_any_script_are_sent_in_ascii() {
        check(
            "https://例え.jp/审批 单?问=答",
            "https://xn--r8jz45g.jp/%E5%AE%A1%E6%89%B9%20%E5%8D%95?%E9%97%AE=%E7%AD%94",
        );
        check("https://BÜCHER。example/%e4", "https://xn--bcher-kva.example/%e4");
    }

    #[test]
    fn what_is_not_of_the_web_is_not_visited() {
        for wrong in [
            "",
            "example.org",
            "mailto:a@b.org",
            "ftp://a.org",
            "file:///etc/passwd",
            "https://",
            "https:///x",
            "https://a b/",
            "https://a:x/",
            "https://a:99999/",
            "https://[x]/",
            "https://a%2fb/",
            "https://.../",
        ] {
            check(wrong, "");
        }
    }

    #[test]
    fn a_redirect_may_be_written_from_where_it_stands() {
        let base = "http://a.org/b/c?q";
        check_join(base, "https://x.org/y", "https://x.org/y");
        check_join(base, "//x.org/y", "http://x.org/y");
        check_join(base, "/y/./z/../w?r#f", "http://a.org/y/w?r");
        check_join(base, "d", "http://a.org/b/d");
        check_join(base, "../../d/", "http://a.org/d/");
        check_join(base, "..", "http://a.org/");
        check_join(base, "?r", "http://a.org/b/c?r");
        check_join(base, "", "http://a.org/b/c?q");
        check_join(base, "d:e/../f", "");
        check_join(base, "./d:e", "http://a.org/b/d:e");
        check_join(base, "javascript:alert(1)", "");
    }

    #[test]
    fn scheme_and_slash_make_no_other_page() {
        let same = |one, other| {
            let address = |text| Address::parse(text).expect("it is an address");
            address(one).is_same_page(&address(other))
        };
        assert!(same("http://a.org", "https://A.org/"));
        assert!(same("http://a.org/x/?q", "https://a.org/x?q"));
        assert!(!same("http://a.org/x", "http://a.org/X"));
        assert!(!same("http://a.org/x", "http://a.org/x?q"));
        assert!(!same("http://a.org/x", "http://www.a.org/x"));
    }
}
