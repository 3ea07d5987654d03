//! The turn that every request waits for, so that no host is crowded.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::Manners;

/// Who may ask which host when.
#[derive(Debug)]
pub(super) struct Gate {
    at_one_host: usize,
    pause: Duration,
    deadline: Instant,
    hosts: Mutex<BTreeMap<String, Host>>,
    left: Condvar,
}

/// What a host is going through.
#[derive(Debug, Clone, Copy)]
struct Host {
    visitors: usize,
    /// When the next request may begin.
    free: Instant,
}

/// The right to ask one host. Dropping it lets the next one in.
#[derive(Debug)]
pub(super) struct Turn<'a> {
    gate: &'a Gate,
    host: &'a str,
}

impl Gate {
    /// A gate that closes when the visits have taken as long as they may.
    pub(super) fn new(manners: &Manners) -> Gate {
        Gate {
            at_one_host: manners.at_one_host.max(1),
            pause: manners.pause,
            deadline: Instant::now() + manners.whole,
            hosts: Mutex::default(),
            left: Condvar::new(),
        }
    }

    /// Waits for a turn at a host; nothing if the gate closed before.
    pub(super) fn enter<'a>(&'a self, name: &'a str) -> Option<Turn<'a>> {
        let mut hosts = self.hosts();
        loop {
            let now = Instant::now();
            if now >= self.deadline {
                return None;
            }
            let host = hosts.get(name).copied().unwrap_or(Host { visitors: 0, free: now });
            let crowded = host.visitors >= self.at_one_host;
            if !crowded && host.free <= now {
                let host = Host { visitors: host.visitors + 1, free: now + self.pause };
                hosts.insert(name.to_owned(), host);
                return Some(Turn { gate: self, host: name });
            }

            let until = if crowded { self.deadline } else { host.free.min(self.deadline) };
            let waited = self.left.wait_timeout(hosts, until.duration_since(now));
            hosts = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn hosts(&self) -> MutexGuard<'_, BTreeMap<String, Host>> {
        self.hosts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        if let Some(host) = self.gate.hosts().get_mut(self.host) {
            host.visitors -= 1;
        }
        self.gate.left.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gate(pause: u64, whole: u64) -> Gate {
        Gate::new(&Manners {
            at_one_host: 2,
            pause: Duration::from_millis(pause),
            whole: Duration::from_millis(whole),
            ..Manners::default()
        })
    }

    #[test]
    fn a_host_has_two_visitors_and_another_host_is_free() {
        let gate = gate(0, 200);
        let first = gate.enter("a");
        let second = gate.enter("a");
        assert!(first.is_some() && second.is_some() && gate.enter("b").is_some());

        drop(second);
        assert!(gate.enter("a").is_some(), "one left, one may enter");
        let third = gate.enter("a");
        assert!(third.is_some() && gate.enter("a").is_none(), "nobody left before it closed");
    }

    #[test]
    fn a_host_rests_between_two_requests() {
        let gate = gate(60, 60_000);
        let began = Instant::now();
        for _ in 0..3 {
            assert!(gate.enter("a").is_some());
        }
        assert!(began.elapsed() >= Duration::from_millis(120));
    }
}
