//! Visits to the pages elsewhere that a project rests on, for `briefing check --external`.
//!
//! This is the only place that uses the network, and nothing here runs unless it is asked
//! for by name: a build must give the same site on a train and in ten years, so what
//! another server says today is never part of it.
//!
//! A visit asks as little as it can. It wants the first line of an answer and no text, it
//! never sends a name or password, and no server gets many questions at once. What it
//! cannot know it does not claim: a page that asks for a login is there, and a server that
//! is down may be up tomorrow.

mod address;
mod answer;
mod gate;
mod gather;
mod punycode;

pub use gather::addresses;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::diag::{self, Code, Diagnostic};
use crate::files::{Span, Spanned};
use address::Address;
use answer::{Answer, Trip};

/// Before an address, the copies that the Internet Archive keeps of it.
const ARCHIVE: &str = "https://web.archive.org/web/";

/// How other servers are treated, and how long anybody waits for them.
#[derive(Debug, Clone)]
pub struct Manners {
    /// How many visits are under way at once.
    pub at_once: usize,
    /// How many of them may be at one host.
    pub at_one_host: usize,
    /// How long after one request to a host the next may begin.
    pub pause: Duration,
    /// How long a name may take to be found, and then a connection to be made.
    pub connect: Duration,
    /// How long the beginning of an answer may take.
    pub answer: Duration,
    /// How many redirects of one address are followed.
    pub redirects: usize,
    /// How long all visits may take; what is left then is said to be left.
    pub whole: Duration,
    /// The way to other servers.
    pub route: Route,
}

impl Default for Manners {
    /// Slower than the machine could, so that a publisher's server never notices a check.
    fn default() -> Manners {
        Manners {
            at_once: 8,
            at_one_host: 2,
            pause: Duration::from_millis(500),
            connect: Duration::from_secs(10),
            answer: Duration::from_secs(10),
            redirects: 5,
            whole: Duration::from_mins(15),
            route: Route::Environment,
        }
    }
}

/// The way to other servers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    /// Straight to them.
    Direct,
    /// Through the proxy that `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` name,
    /// as in many offices; straight to them where none is named.
    Environment,
}

/// How far the visits are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// How many addresses are done.
    pub done: usize,
    /// How many there are.
    pub of: usize,
}

/// Visits each address once and says which are dead, moved for good or out of reach, in
/// the order of their places.
///
/// Addresses that differ only behind `#` are one visit. `tell` hears of each that is done.
pub fn visit(
    addresses: &[Spanned<String>],
    manners: &Manners,
    tell: &(dyn Fn(Progress) + Sync),
) -> Vec<Diagnostic> {
    let mut places: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    for address in addresses {
        places.entry(&address.value).or_default().push(address.span);
    }
    let written: Vec<(&str, Option<Address>)> =
        places.keys().map(|written| (*written, Address::parse(written))).collect();

    let answers =
        answers(written.iter().filter_map(|(_, address)| address.as_ref()), manners, tell);

    let mut problems = Vec::new();
    for (written, address) in &written {
        let found = match address {
            Some(address) => found(written, &answers[address]),
            None => Some(unreadable(written)),
        };
        let mut spans = places[written].clone();
        spans.sort_unstable();
        spans.dedup();
        problems.extend(found.map(|found| found.at(&spans)));
    }
    diag::sorted(problems)
}

/// What each address answers.
fn answers<'a>(
    addresses: impl Iterator<Item = &'a Address>,
    manners: &Manners,
    tell: &(dyn Fn(Progress) + Sync),
) -> BTreeMap<Address, Answer> {
    let queue = in_turn(addresses);
    let trip = Trip::new(manners);
    let (next, answers) = (AtomicUsize::new(0), Mutex::new(BTreeMap::new()));
    let work = || {
        while let Some(address) = queue.get(next.fetch_add(1, Ordering::Relaxed)) {
            let answer = answer::answer(&trip, address);
            let mut answers = answers.lock().unwrap_or_else(PoisonError::into_inner);
            answers.insert(address.clone(), answer);
            // Under the lock, so that the numbers only grow.
            tell(Progress { done: answers.len(), of: queue.len() });
        }
    };

    thread::scope(|scope| {
        for _ in 0..manners.at_once.clamp(1, queue.len().max(1)) {
            scope.spawn(work);
        }
    });
    answers.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// Each address once, the hosts in turn: the first of each host, then the second of each.
///
/// Most hosts must be let rest between two visits. While one rests, the others have theirs.
fn in_turn<'a>(addresses: impl Iterator<Item = &'a Address>) -> Vec<Address> {
    let mut hosts: BTreeMap<&str, Vec<&Address>> = BTreeMap::new();
    for address in addresses {
        let of_host = hosts.entry(address.host()).or_default();
        if !of_host.contains(&address) {
            of_host.push(address);
        }
    }
    let rounds = hosts.values().map(Vec::len).max().unwrap_or(0);
    let round = |at| hosts.values().filter_map(move |of_host| of_host.get(at).copied());
    (0..rounds).flat_map(round).cloned().collect()
}

/// What is wrong with an address, wherever it stands.
struct Found {
    code: Code,
    message: String,
    help: String,
}

impl Found {
    /// One problem at the first place, with the others beside it: it is mended in all of
    /// them at once.
    fn at(self, spans: &[Span]) -> Diagnostic {
        let problem = Diagnostic::new(self.code, spans[0], self.message).help(self.help);
        spans[1..]
            .iter()
            .fold(problem, |problem, span| problem.related(*span, "the address stands here too"))
    }
}

fn found(written: &str, answer: &Answer) -> Option<Found> {
    let found = match answer {
        Answer::Fine => return None,
        Answer::Dead(status) => Found {
            code: Code::DeadLink,
            message: format!("`{written}` is gone: the server answers {status}"),
            help: if written.starts_with(ARCHIVE) {
                "name another copy of the page".to_owned()
            } else {
                format!("find where the page is now, or look for a copy at `{ARCHIVE}{written}`")
            },
        },
        Answer::Moved(address) => moved(written, address),
        Answer::OutOfReach(reason) => Found {
            code: Code::UnreachableLink,
            message: format!("`{written}` did not answer as it should: {reason}"),
            help: "this may be a matter of the moment; check again later, or open it in a browser"
                .to_owned(),
        },
    };
    Some(found)
}

/// The new address keeps the place on the page that the old one named.
fn moved(written: &str, address: &Address) -> Found {
    let fragment = written.find('#').map_or("", |at| &written[at..]);
    let new = format!("{address}{fragment}");
    Found {
        code: Code::MovedLink,
        message: format!("`{written}` has moved for good"),
        help: if address.is_front_page() {
            format!("it leads to `{new}` now, the front page: the page itself may be gone")
        } else {
            format!("write `{new}`")
        },
    }
}

/// An address that nobody can be asked for.
fn unreadable(written: &str) -> Found {
    Found {
        code: Code::UnreachableLink,
        message: format!("`{written}` is not an address that can be visited"),
        help: "open the page in a browser and copy its address from there".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_take_turns_and_an_address_comes_once() {
        let addresses: Vec<Address> =
            ["http://a/1", "http://a/2#x", "http://a/2", "http://a/3", "http://b/1", "http://c/1"]
                .into_iter()
                .filter_map(Address::parse)
                .collect();
        let queue: Vec<String> =
            in_turn(addresses.iter()).iter().map(ToString::to_string).collect();
        assert_eq!(queue, ["http://a/1", "http://b/1", "http://c/1", "http://a/2", "http://a/3"]);
    }
}
