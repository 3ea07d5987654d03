//! Visits to pages elsewhere: `briefing check --external`.
//!
//! All servers here are threads of the test on the loopback interface, and live no longer
//! than it. No test asks another machine.
#![cfg(feature = "external")]

mod common;

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use briefing::Options;
use briefing::diag::{self, Colour, Format};
use briefing::external::{self, Manners, Progress, Route};

use common::program::{briefing, run, write};

/// How long any server lives, should a test forget it.
const LIFE: Duration = Duration::from_secs(30);

/// How many requests a server answers before it is sure that something runs in circles.
const MOST_REQUESTS: usize = 100;

#[test]
fn a_page_that_is_there_is_fine() {
    let server = Server::new(|_, _| status(200));
    check(&server, "[here](SERVER/a) and [there](SERVER/b?c=d#e)", "");
    assert_eq!(server.asked(), ["HEAD /a", "HEAD /b?c=d"]);
}

#[test]
fn a_page_that_is_gone_is_dead() {
    let server = Server::new(|_, path| status(if path == "/a" { 404 } else { 410 }));
    check(
        &server,
        "[here](SERVER/a) and [there](SERVER/b)",
        "\
content/index.md:5:8: warning[dead-link]: `SERVER/a` is gone: the server answers 404
  help: find where the page is now, or look for a copy at `https://web.archive.org/web/SERVER/a`
content/index.md:5:26: warning[dead-link]: `SERVER/b` is gone: the server answers 410
  help: find where the page is now, or look for a copy at `https://web.archive.org/web/SERVER/b`
",
    );
}

#[test]
fn bad_news_by_head_is_asked_for_again_by_get() {
    for refusal in [400, 403, 404, 405, 500, 501] {
        let server =
            Server::new(move |method, _| status(if method == "HEAD" { refusal } else { 200 }));
        check(&server, "[here](SERVER/a)", "");
        assert_eq!(server.asked(), ["HEAD /a", "GET /a"], "{refusal}");
    }
}

#[test]
fn a_long_text_is_not_waited_for() {
    let server = Server::new(|method, _| match method {
        "HEAD" => status(405),
        _ => Reply::Endless,
    });
    let began = Instant::now();
    check(&server, "[here](SERVER/a)", "");
    assert!(began.elapsed() < Duration::from_secs(5));
}

#[test]
fn a_wall_is_not_a_death() {
    let server = Server::new(|_, path| status(if path == "/login" { 401 } else { 403 }));
    check(&server, "[here](SERVER/login) and [there](SERVER/robots)", "");
    assert_eq!(server.asked(), ["HEAD /login", "HEAD /robots", "GET /robots"]);
}

#[test]
fn a_page_that_moved_for_good_has_a_new_address() {
    let server = Server::new(|_, path| match path {
        "/a" => redirect(301, "/b"),
        "/b" => redirect(308, "../new/c?d"),
        "/e" => redirect(301, "/"),
        _ => status(200),
    });
    check(
        &server,
        "[here](SERVER/a#part) and [there](SERVER/e)",
        "\
content/index.md:5:8: warning[moved-link]: `SERVER/a#part` has moved for good
  help: write `SERVER/new/c?d#part`
content/index.md:5:31: warning[moved-link]: `SERVER/e` has moved for good
  help: it leads to `SERVER/` now, the front page: the page itself may be gone
",
    );
}

#[test]
fn a_redirect_for_now_or_to_a_slash_is_fine() {
    let server = Server::new(|_, path| match path {
        "/now" => redirect(302, "/elsewhere"),
        "/also" => redirect(307, "/now"),
        "/folder" => redirect(301, "/folder/"),
        _ => status(200),
    });
    check(&server, "[a](SERVER/now) [b](SERVER/also) [c](SERVER/folder)", "");
}

#[test]
fn what_lies_behind_a_redirect_for_now_is_no_new_address() {
    let server = Server::new(|_, path| match path {
        "/a" => redirect(301, "/b"),
        "/b" => redirect(302, "/login?session=17"),
        _ => status(200),
    });
    check(
        &server,
        "[here](SERVER/a)",
        "\
content/index.md:5:8: warning[moved-link]: `SERVER/a` has moved for good
  help: write `SERVER/b`
",
    );
}

#[test]
fn a_move_to_a_dead_page_is_a_death() {
    let server = Server::new(|_, path| match path {
        "/a" => redirect(301, "/b"),
        _ => status(404),
    });
    check(
        &server,
        "[here](SERVER/a)",
        "\
content/index.md:5:8: warning[dead-link]: `SERVER/a` is gone: the server answers 404
  help: find where the page is now, or look for a copy at `https://web.archive.org/web/SERVER/a`
",
    );
}

#[test]
fn a_circle_of_redirects_is_left_after_five() {
    let server = Server::new(|_, path| redirect(301, if path == "/a" { "/b" } else { "/a" }));
    check(
        &server,
        "[here](SERVER/a)",
        "\
content/index.md:5:8: warning[unreachable-link]: `SERVER/a` did not answer as it should: it redirects more than 5 times
  help: this may be a matter of the moment; check again later, or open it in a browser
",
    );
    assert_eq!(server.asked().len(), 6);
}

#[test]
fn trouble_of_the_server_may_pass() {
    let server = Server::new(|_, path| match path {
        "/broken" => status(503),
        "/busy" => status(429),
        "/silent" => Reply::Silence(Duration::ZERO),
        "/slow" => Reply::Silence(Duration::from_secs(3)),
        _ => Reply::Words("220 mail.example.org ESMTP\r\n".to_owned()),
    });
    check(
        &server,
        "[a](SERVER/broken)\n[b](SERVER/busy)\n[c](SERVER/silent)\n[d](SERVER/slow)\n[e](SERVER/mail)",
        &[
            (5, "broken", "the server answers 503"),
            (6, "busy", "the server answers 429"),
            (7, "silent", "unexpected end of file"),
            (8, "slow", "no answer within 0.4 s"),
            (9, "mail", "its answer is not HTTP"),
        ]
        .map(|(line, path, reason)| out_of_reach(line, path, reason))
        .concat(),
    );
    let busy = |request: &&String| request.ends_with("/busy");
    assert_eq!(server.asked().iter().filter(busy).count(), 1, "who is busy is not asked twice");
}

#[test]
fn a_server_that_speaks_no_tls_has_no_secure_connection() {
    let server = Server::new(|_, _| Reply::Words("HTTP/1.1 400 Words\r\n\r\n".to_owned()));
    let address = server.fill("SERVER/a").replace("http://", "https://");
    let project = common::project([
        ("briefing.yaml", "title: Notes\n".to_owned()),
        ("content/index.md", server.page(&format!("[a]({address})"))),
    ]);
    let addresses = briefing::addresses(&project, &Options::default());
    let problems = external::visit(&addresses, &manners(), &|_| ());

    let reason = "did not answer as it should: there is no secure connection: ";
    let messages: Vec<_> = problems.iter().map(|problem| problem.message.as_str()).collect();
    assert!(matches!(messages[..], [message] if message.contains(reason)), "{messages:?}");
}

#[test]
fn a_refused_connection_may_pass() {
    let mut server = Server::new(|_, _| status(200));
    server.close();
    check(&server, "[a](SERVER/a)", &out_of_reach(5, "a", "connection refused"));
}

#[test]
fn an_address_that_is_none_is_said_to_be_none() {
    let server = Server::new(|_, _| status(200));
    check(
        &server,
        "[a](SERVER/a) [b](http:///b)",
        "\
content/index.md:5:39: warning[unreachable-link]: `http:///b` is not an address that can be visited
  help: open the page in a browser and copy its address from there
",
    );
}

#[test]
fn an_address_in_two_places_is_one_visit_and_one_problem() {
    let server = Server::new(|_, _| status(404));
    let project = common::project([
        ("briefing.yaml", "title: Notes\n".to_owned()),
        ("content/index.md", server.page("[here](SERVER/a), [and](SERVER/a) [part](SERVER/a#b)")),
    ]);
    let addresses = briefing::addresses(&project, &Options::default());
    assert_eq!(addresses.len(), 3);
    let problems = external::visit(&addresses, &manners(), &|_| ());

    assert_eq!(server.asked(), ["HEAD /a", "GET /a"]);
    assert_eq!(problems.len(), 2, "one for each way it is written");
    let related = &problems[0].related;
    assert_eq!(related.len(), 1);
    assert_eq!(project.files.text(related[0].span), server.fill("SERVER/a"));
    assert_eq!(related[0].message, "the address stands here too");
}

#[test]
fn the_addresses_of_sources_and_of_their_copies_are_visited_at_their_places() {
    let server = Server::new(|_, path| match path {
        "/list" | "/web/2024/http://other.invalid/" => status(404),
        "/moved" => redirect(301, "/new"),
        _ => status(200),
    });
    let sources = "\
list: {title: The list, url: \"SERVER/list\"}
moved:
  title: The other list
  archived:
    url: SERVER/web/2024/http://other.invalid/
    date: 2024-03-28
  url: SERVER/moved
fine:
  title: Found
  url: 'SERVER/fine'
none:
  title: A book
";
    let project = common::project([
        ("briefing.yaml", "title: Notes\n".to_owned()),
        ("data/sources.yaml", server.fill(sources)),
        ("content/index.md", server.page("[mail](mailto:a@example.org)")),
    ]);
    let addresses = briefing::addresses(&project, &Options::default());
    let problems = external::visit(&addresses, &manners(), &|_| ());
    assert_eq!(
        server.hide(&diag::render(&problems, &project.files, Format::Short, Colour::Never, 0)),
        "\
data/sources.yaml:1:31: warning[dead-link]: `SERVER/list` is gone: the server answers 404
  help: find where the page is now, or look for a copy at `https://web.archive.org/web/SERVER/list`
data/sources.yaml:5:10: warning[dead-link]: `SERVER/web/2024/http://other.invalid/` is gone: the server answers 404
  help: find where the page is now, or look for a copy at `https://web.archive.org/web/SERVER/web/2024/http://other.invalid/`
data/sources.yaml:7:8: warning[moved-link]: `SERVER/moved` has moved for good
  help: write `SERVER/new`
"
    );
}

#[test]
fn a_server_learns_who_asks_but_no_name_and_password() {
    let server = Server::new(|_, path| match path {
        "/a" => redirect(302, "//me:secret@HOST/b"),
        _ => status(200),
    });
    let address = server.fill("SERVER/a").replace("//", "//me:secret@");
    check(&server, &format!("[here]({address})"), "");

    assert_eq!(server.asked(), ["HEAD /a", "HEAD /b"]);
    for head in server.heads() {
        assert!(!head.to_lowercase().contains("authorization"), "{head}");
        let agent = format!("user-agent: briefing/{} (link check)", env!("CARGO_PKG_VERSION"));
        assert!(head.to_lowercase().contains(&agent), "{head}");
    }
}

#[test]
fn a_host_has_no_more_than_two_visitors() {
    static HERE: AtomicUsize = AtomicUsize::new(0);
    static MOST: AtomicUsize = AtomicUsize::new(0);
    let server = Server::new(|_, _| {
        MOST.fetch_max(HERE.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        thread::sleep(Duration::from_millis(40));
        HERE.fetch_sub(1, Ordering::SeqCst);
        status(200)
    });
    let links: Vec<String> = (0..12).map(|at| format!("[{at}](SERVER/{at})")).collect();
    check(&server, &links.join(" "), "");
    assert_eq!(MOST.load(Ordering::SeqCst), 2);
}

#[test]
fn the_visits_end_when_they_have_taken_as_long_as_they_may() {
    let server = Server::new(|_, _| Reply::Silence(Duration::from_secs(3)));
    let links: Vec<String> = (0..20).map(|at| format!("[{at}](SERVER/{at})")).collect();
    let project = common::project([
        ("briefing.yaml", "title: Notes\n".to_owned()),
        ("content/index.md", server.page(&links.join(" "))),
    ]);
    let addresses = briefing::addresses(&project, &Options::default());
    let manners = Manners { whole: Duration::from_millis(600), ..manners() };
    let told = Mutex::new(Vec::new());
    let began = Instant::now();
    let problems = external::visit(&addresses, &manners, &|progress| {
        told.lock().expect("no test panicked here").push(progress);
    });

    assert!(began.elapsed() < Duration::from_secs(5));
    assert_eq!(problems.len(), 20);
    let left = "all visits together took longer than 0.6 s";
    assert!(problems.iter().filter(|problem| problem.message.ends_with(left)).count() >= 10);
    let told = told.into_inner().expect("no test panicked here");
    assert_eq!(told, (1..=20).map(|done| Progress { done, of: 20 }).collect::<Vec<_>>());
}

#[test]
fn only_the_option_makes_the_program_visit_anyone() {
    let server = Server::new(|_, _| status(404));
    let folder = tempfile::tempdir().expect("there is a place for temporary folders");
    write(
        folder.path(),
        &[("briefing.yaml", "title: Notes\n"), ("content/index.md", &server.page("[a](SERVER/a)"))],
    );
    let check = |options: &[&str]| {
        let mut command = briefing(folder.path());
        command.env("NO_PROXY", "127.0.0.1").arg("check").args(options);
        let said = run(&mut command);
        (said.exit, said.stdout, server.hide(&said.stderr))
    };

    let (exit, _, _) = check(&[]);
    assert_eq!((exit, server.asked().len()), (Some(0), 0));

    let problem = |severity: &str| {
        format!(
            "content/index.md:5:5: {severity}[dead-link]: `SERVER/a` is gone: the server answers 404
  help: find where the page is now, or look for a copy at `https://web.archive.org/web/SERVER/a`
check: 1 {severity} in 1 file\n"
        )
    };
    let visited = check(&["--external", "--format", "short"]);
    assert_eq!(visited, (Some(0), String::new(), problem("warning")));
    assert_eq!(server.asked(), ["HEAD /a", "GET /a"]);
    let strict = check(&["--external", "--format", "short", "--strict"]);
    assert_eq!(strict, (Some(1), String::new(), problem("error")));
}

/// Visits the addresses of a page whose fifth line begins with `text`, and compares the
/// problems in the short format. `SERVER` stands for the server's address.
#[track_caller]
fn check(server: &Server, text: &str, expected: &str) {
    let project = common::project([
        ("briefing.yaml", "title: Notes\n".to_owned()),
        ("content/index.md", server.page(text)),
    ]);
    let addresses = briefing::addresses(&project, &Options::default());
    assert!(!addresses.is_empty(), "the page has no link");
    let problems = external::visit(&addresses, &manners(), &|_| ());
    let shown = diag::render(&problems, &project.files, Format::Short, Colour::Never, 0);
    let wide = expected.lines().any(|line| line.contains("content/index.md:5:"));
    assert_eq!(columns(&server.hide(&shown), wide), columns(expected, wide));
}

/// The text without columns, where what stands before them has another length on every run.
fn columns(text: &str, wide: bool) -> String {
    let line = |line: &str| match line.strip_prefix("content/index.md:5:") {
        Some(rest) if wide => {
            rest.split_once(':').map_or_else(String::new, |(_, rest)| rest.to_owned())
        }
        _ => line.to_owned(),
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

fn out_of_reach(line: usize, path: &str, reason: &str) -> String {
    format!(
        "content/index.md:{line}:5: warning[unreachable-link]: `SERVER/{path}` did not answer as it should: {reason}
  help: this may be a matter of the moment; check again later, or open it in a browser\n"
    )
}

/// In a hurry, as only one's own machine may be treated.
fn manners() -> Manners {
    Manners {
        pause: Duration::ZERO,
        connect: Duration::from_secs(5),
        answer: Duration::from_millis(400),
        route: Route::Direct,
        ..Manners::default()
    }
}

/// What a server does with a request.
enum Reply {
    /// Writes this and closes the connection.
    Words(String),
    /// Writes nothing for a while and closes the connection.
    Silence(Duration),
    /// Promises more text than anybody has, and keeps the connection.
    Endless,
}

fn status(code: u16) -> Reply {
    Reply::Words(format!("HTTP/1.1 {code} Words\r\nContent-Length: 0\r\n\r\n"))
}

/// `HOST` in the location stands for the server's name and port.
fn redirect(code: u16, location: &str) -> Reply {
    let head = format!("HTTP/1.1 {code} Words\r\nLocation: {location}\r\n");
    Reply::Words(format!("{head}Content-Length: 0\r\n\r\n"))
}

/// A server on the loopback interface that answers as it is told.
struct Server {
    host: String,
    heads: Arc<Mutex<Vec<String>>>,
    closed: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    fn new(answer: impl Fn(&str, &str) -> Reply + Send + Sync + 'static) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").expect("the loopback interface is there");
        listener.set_nonblocking(true).expect("a listener need not block");
        let host = listener.local_addr().expect("it is bound").to_string();
        let (heads, closed) = (Arc::default(), Arc::new(AtomicBool::new(false)));
        let thread = {
            let (host, heads, closed) = (host.clone(), Arc::clone(&heads), Arc::clone(&closed));
            thread::spawn(move || serve(&listener, &host, &heads, &closed, &answer))
        };
        Server { host, heads, closed, thread: Some(thread) }
    }

    /// Nobody listens any more.
    fn close(&mut self) {
        self.closed.store(true, Ordering::SeqCst);
        if let Some(thread) = self.thread.take() {
            thread.join().ok();
        }
    }

    /// What was asked, as method and path, in the order of the alphabet but for HEAD first.
    fn asked(&self) -> Vec<String> {
        let mut asked: Vec<String> = self
            .heads()
            .iter()
            .map(|head| head.split(" HTTP/").next().unwrap_or_default().to_owned())
            .collect();
        asked.sort_by_key(|line| {
            let (method, path) = line.split_once(' ').unwrap_or_default();
            (path.to_owned(), method != "HEAD")
        });
        asked
    }

    fn heads(&self) -> Vec<String> {
        self.heads.lock().expect("no server panicked").clone()
    }

    /// A page whose fifth line begins with `text`.
    fn page(&self, text: &str) -> String {
        self.fill(&format!("---\ntitle: Notes\n---\n\n{text}\n"))
    }

    fn fill(&self, text: &str) -> String {
        text.replace("SERVER", &format!("http://{}", self.host))
    }

    fn hide(&self, text: &str) -> String {
        text.replace(&format!("http://{}", self.host), "SERVER")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.close();
    }
}

/// Answers until the server is closed, has lived its life, or has had enough.
fn serve(
    listener: &TcpListener,
    host: &str,
    heads: &Mutex<Vec<String>>,
    closed: &AtomicBool,
    answer: &(impl Fn(&str, &str) -> Reply + Sync),
) {
    let began = Instant::now();
    thread::scope(|scope| {
        for _ in 0..MOST_REQUESTS {
            let stream = loop {
                if closed.load(Ordering::SeqCst) || began.elapsed() > LIFE {
                    return;
                }
                match listener.accept() {
                    Ok((stream, _)) => break stream,
                    Err(_) => thread::sleep(Duration::from_millis(2)),
                }
            };
            scope.spawn(move || converse(stream, host, heads, closed, answer));
        }
    });
}

/// One connection, one request. A visitor who leaves early is no trouble.
fn converse(
    mut stream: TcpStream,
    host: &str,
    heads: &Mutex<Vec<String>>,
    closed: &AtomicBool,
    answer: &impl Fn(&str, &str) -> Reply,
) {
    stream.set_nonblocking(false).expect("a connection may block");
    stream.set_read_timeout(Some(Duration::from_secs(5))).expect("the time is not zero");
    let mut head = Vec::new();
    let mut bytes = [0; 1024];
    // What begins with this byte is TLS, and no head of a request will ever end it.
    while !head.ends_with(b"\r\n\r\n") && head.first() != Some(&0x16) && head.len() < 64 * 1024 {
        match stream.read(&mut bytes) {
            Ok(0) | Err(_) => return,
            Ok(number) => head.extend_from_slice(&bytes[..number]),
        }
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    heads.lock().expect("no server panicked").push(head.clone());

    let mut words = head.split_whitespace();
    let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    match answer(method, path) {
        Reply::Words(text) => {
            stream.write_all(text.replace("HOST", host).as_bytes()).ok();
        }
        Reply::Silence(time) => wait(time, closed),
        Reply::Endless => {
            let head = "HTTP/1.1 200 Words\r\nContent-Length: 1000000000000\r\n\r\nAnd so on";
            stream.write_all(head.as_bytes()).ok();
            wait(Duration::from_secs(10), closed);
        }
    }
}

/// Waits as long, or until the server is closed.
fn wait(time: Duration, closed: &AtomicBool) {
    let began = Instant::now();
    while began.elapsed() < time && !closed.load(Ordering::SeqCst) {
        thread::sleep(Duration::from_millis(5));
    }
}
