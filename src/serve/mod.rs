//! The live preview: the site from memory on loopback, built again at every change.
//!
//! What is answered is what `build` would write. The only thing added, and only while answering, is
//! a script at the end of each page that reloads it when the site has changed and shows the
//! problems of the project over it. A project with errors keeps its last good pages, so that an
//! author in the middle of a sentence does not look at an empty window.
//!
//! Three threads: this one answers, one waits for changes and builds, and one belongs to the
//! watcher. They share one value, the newest `Shown`.

#![expect(
    clippy::disallowed_methods,
    reason = "the preview lives in the world: ports, threads and time"
)]

mod connection;
mod http;
mod live;
mod shown;
#[cfg(test)]
mod tests;
mod watch;

use std::fmt;
use std::future::Future;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use serde::Serialize;

use crate::output::Output;
use connection::Limits;
use shown::Shown;
use watch::{Change, Watch};

/// Where to listen, and what to do besides.
#[derive(Debug, Clone)]
pub struct Options {
    /// The address of this computer to listen at. Anything but loopback lets the whole network read
    /// drafts, which whoever asks for it should be told.
    pub ip: IpAddr,
    /// The port; 0 lets the system choose a free one.
    pub port: u16,
    /// What to open once the site is there.
    pub open: Open,
    /// Folders in which changes do not count, above all the output of `build`.
    pub ignore: Vec<PathBuf>,
}

/// What to open once the site is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Open {
    /// Nothing.
    Nothing,
    /// The home page in the reader's own browser.
    Browser,
}

/// What one build gave.
#[derive(Debug, Clone, Default)]
pub struct Snapshot {
    /// The site, or nothing when the project has errors and could not be rendered.
    pub output: Option<Output>,
    /// What is wrong in the project.
    pub problems: Vec<Problem>,
    /// One line about the build, for the terminal.
    pub summary: String,
}

/// Something wrong in the project, as the preview shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Whether the site can be published with it.
    pub severity: Severity,
    /// The name, as `briefing explain` knows it.
    pub code: String,
    /// Where, as in `content/x.md:3:1`.
    pub place: String,
    /// The sentence.
    pub message: String,
    /// The whole text as on a terminal, without colours.
    pub text: String,
}

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The site is not published with it.
    Error,
    /// The site can be published.
    Warning,
}

/// What happened, for the terminal.
#[derive(Debug, Clone)]
pub enum Event {
    /// The site has been built, for the first time or after a change.
    Rebuilt {
        /// What is wrong in the project.
        problems: Vec<Problem>,
        /// One line about the build.
        summary: String,
        /// How long it took.
        took: Duration,
    },
    /// The site can be looked at, at this address.
    Listening(String),
    /// Something went wrong that the preview can live with, such as a browser that does not open.
    Trouble(String),
}

/// Serves the site until Ctrl-C, and builds it again whenever something in `watch` changes.
///
/// `watch` holds folders (with all that is in them) and single files; they need not exist yet, but
/// the folders that they are in must. `rebuild` is called once before anything is answered, then
/// after changes, never twice at once: changes during a build are followed by one more build. When
/// it panics, that is shown as a problem and the preview lives on. `on_event` is called from
/// several threads.
///
/// The port is bound first, so that a taken one is said before a long build; connections made
/// during the first build wait. Ctrl-C ends at once, also with open pages and during a build.
///
/// # Errors
///
/// The port is taken or cannot be had, or the folders cannot be watched.
pub fn run(
    options: Options,
    watch: Vec<PathBuf>,
    rebuild: impl Fn() -> Snapshot + Send + Sync + 'static,
    on_event: impl Fn(Event) + Send + Sync + 'static,
) -> Result<(), ServeError> {
    run_until(options, watch, rebuild, on_event, ctrl_c())
}

/// Why there is no preview.
#[derive(Debug)]
#[non_exhaustive]
pub enum ServeError {
    /// Another program listens there.
    PortTaken {
        /// Where.
        address: SocketAddr,
    },
    /// The system does not let us listen there.
    CannotListen {
        /// Where.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// Changes would not be seen.
    CannotWatch {
        /// What was to be watched.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// The system gave no thread, or no means to wait for connections.
    CannotStart {
        /// What the system said.
        source: io::Error,
    },
}

impl fmt::Display for ServeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PortTaken { address } => write!(
                f,
                "port {} is taken at {}; end the program that listens there, choose another port \
                 with `--port {}`, or any free one with `--port 0`",
                address.port(),
                address.ip(),
                address.port().checked_add(1).unwrap_or(1111)
            ),
            Self::CannotListen { address, source } => write!(
                f,
                "cannot listen at {address}: {source}; choose another address with \
                 `--interface` or another port with `--port`"
            ),
            Self::CannotWatch { path, reason } => write!(
                f,
                "cannot watch `{}` for changes: {reason}; on Linux \
                 `sysctl fs.inotify.max_user_watches` may be too low",
                path.display()
            ),
            Self::CannotStart { source } => {
                write!(f, "cannot start the preview: {source}; end other programs and try again")
            }
        }
    }
}

impl std::error::Error for ServeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        // What the system said is already part of the sentence.
        None
    }
}

/// [`run`] with another end than Ctrl-C, for tests.
fn run_until(
    options: Options,
    watch: Vec<PathBuf>,
    rebuild: impl Fn() -> Snapshot + Send + Sync + 'static,
    on_event: impl Fn(Event) + Send + Sync + 'static,
    end: impl Future<Output = ()>,
) -> Result<(), ServeError> {
    let Options { ip, port, open, ignore } = options;
    let (listener, address) = listen(ip, port)?;
    let (report, changes) = mpsc::channel();
    let watch = Watch::start(watch, ignore, report.clone())?;

    let on_event = Arc::new(on_event);
    let first = built(&rebuild, &*on_event, &Shown::nothing());
    let (sender, receiver) = tokio::sync::watch::channel(Arc::new(first));
    let builder = Builder { changes, watch, sender, on_event: Arc::clone(&on_event) };
    thread::Builder::new()
        .name("rebuild".to_owned())
        .spawn(move || builder.work(&rebuild))
        .map_err(|source| ServeError::CannotStart { source })?;

    let url = url(address);
    on_event(Event::Listening(url.clone()));
    if open == Open::Browser {
        open_browser(&url, on_event);
    }
    let result = answer(listener, http::Site::new(address, receiver), end);

    // The thread holds the watcher, which holds the other end of the channel.
    let _ = report.send(Change::End);
    result.map_err(|source| ServeError::CannotStart { source })
}

/// Answers until the end comes, and then drops all connections.
///
/// On one thread: an answer is a look into a map. Nothing waits for clients at the end, because a
/// page's event channel never ends by itself.
fn answer(
    listener: TcpListener,
    site: http::Site,
    end: impl Future<Output = ()>,
) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = connection::Listener::new(listener, Limits::default())?;
        tokio::spawn(axum::serve(listener, http::router(site)).into_future());
        end.await;
        Ok(())
    })
}

/// Waits for Ctrl-C.
async fn ctrl_c() {
    if tokio::signal::ctrl_c().await.is_err() {
        // Without our handler Ctrl-C ends the program by itself.
        std::future::pending::<()>().await;
    }
}

fn listen(ip: IpAddr, port: u16) -> Result<(TcpListener, SocketAddr), ServeError> {
    let address = SocketAddr::new(ip, port);
    let failed = |source: io::Error| match source.kind() {
        io::ErrorKind::AddrInUse => ServeError::PortTaken { address },
        _ => ServeError::CannotListen { address, source },
    };
    let listener = TcpListener::bind(address).map_err(failed)?;
    let real = listener.local_addr().map_err(failed)?;
    Ok((listener, real))
}

/// The address to open: one that listens everywhere is reached at loopback.
fn url(address: SocketAddr) -> String {
    let mut address = address;
    match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => address.set_ip(Ipv4Addr::LOCALHOST.into()),
        IpAddr::V6(ip) if ip.is_unspecified() => address.set_ip(Ipv6Addr::LOCALHOST.into()),
        _ => {}
    }
    format!("http://{address}/")
}

/// What the thread that builds needs.
struct Builder<F> {
    changes: Receiver<Change>,
    watch: Watch,
    sender: tokio::sync::watch::Sender<Arc<Shown>>,
    on_event: Arc<F>,
}

impl<F: Fn(Event)> Builder<F> {
    /// Builds after changes until the end.
    fn work(mut self, rebuild: &impl Fn() -> Snapshot) {
        while let Ok(change) = self.changes.recv() {
            // All that has changed since the last build began is in the next one.
            for change in std::iter::once(change).chain(self.changes.try_iter()) {
                match change {
                    Change::Files => {}
                    Change::Folders => self.watch.renew(),
                    Change::Trouble(message) => (self.on_event)(Event::Trouble(message)),
                    Change::End => return,
                }
            }

            let before = Arc::clone(&self.sender.borrow());
            let next = built(rebuild, &*self.on_event, &before);
            self.sender.send_replace(Arc::new(next));
        }
    }
}

/// Builds once, tells about it, and gives what to show now.
fn built(rebuild: &impl Fn() -> Snapshot, on_event: &impl Fn(Event), before: &Shown) -> Shown {
    let start = Instant::now();
    let snapshot =
        catch_unwind(AssertUnwindSafe(rebuild)).unwrap_or_else(|_| Snapshot::of_a_panic());
    let took = start.elapsed();

    let (problems, summary) = (snapshot.problems.clone(), snapshot.summary.clone());
    let shown = before.next(snapshot);
    on_event(Event::Rebuilt { problems, summary, took });
    shown
}

impl Snapshot {
    /// What is shown when the build itself broke. Where, the panic's own message says on the
    /// terminal.
    fn of_a_panic() -> Self {
        let message = "briefing itself failed while building, which is a bug of ours";
        let problem = Problem {
            severity: Severity::Error,
            code: "internal-error".to_owned(),
            place: String::new(),
            message: message.to_owned(),
            text: format!("error[internal-error]: {message}\n  = help: the terminal says where"),
        };
        Self { output: None, problems: vec![problem], summary: message.to_owned() }
    }
}

/// Opens the address in the reader's own browser, and does not wait for it.
fn open_browser(url: &str, on_event: Arc<impl Fn(Event) + Send + Sync + 'static>) {
    let (program, arguments): (_, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("cmd", &["/C", "start", ""])
    } else {
        ("xdg-open", &[])
    };

    let mut command = Command::new(program);
    command.args(arguments).arg(url);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let url = url.to_owned();
    thread::spawn(move || {
        if !command.status().is_ok_and(|status| status.success()) {
            let message = format!("no browser could be opened with `{program}`; open {url}");
            on_event(Event::Trouble(message));
        }
    });
}
