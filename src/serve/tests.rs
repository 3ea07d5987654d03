//! The preview as a browser, or somebody worse, sees it: over a socket.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::sync::mpsc::Receiver as Events;
use std::thread::JoinHandle;

use tempfile::TempDir;

use super::*;
use crate::output::OutPath;

/// The longest wait for anything; only a failing test waits so long.
const PATIENCE: Duration = Duration::from_secs(20);

/// A project whose pages are its files, and its preview.
struct Preview {
    folder: TempDir,
    address: SocketAddr,
    events: Events<Event>,
    end: Option<tokio::sync::oneshot::Sender<()>>,
    thread: Option<JoinHandle<Result<(), ServeError>>>,
}

impl Preview {
    fn of(home: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("content")).unwrap();
        fs::write(folder.path().join("content/index.html"), home).unwrap();
        fs::write(folder.path().join("secret.txt"), "secret").unwrap();

        let (sender, events) = mpsc::channel();
        let (end, ended) = tokio::sync::oneshot::channel();
        let content = folder.path().join("content");
        let thread = thread::spawn(move || {
            run_until(
                options(0),
                vec![content.clone()],
                move || snapshot(&content),
                move |event| drop(sender.send(event)),
                async { drop(ended.await) },
            )
        });

        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let (end, thread) = (Some(end), Some(thread));
        let mut preview = Self { folder, address, events, end, thread };
        let url = preview.wait(|event| match event {
            Event::Listening(url) => Some(url),
            _ => None,
        });
        let address = url.strip_prefix("http://").unwrap().strip_suffix('/').unwrap();
        preview.address = address.parse().unwrap();
        preview
    }

    /// Waits for an event that the pattern takes.
    fn wait<T>(&self, pattern: impl Fn(Event) -> Option<T>) -> T {
        loop {
            let event = self.events.recv_timeout(PATIENCE).expect("an event in time");
            if let Some(found) = pattern(event) {
                return found;
            }
        }
    }

    /// Writes a file of the project.
    fn save(&self, path: &str, text: &str) {
        let path = self.folder.path().join("content").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Asks until the home page has a text, since a change takes its time.
    fn wait_for_home(&self, text: &str) -> String {
        let start = Instant::now();
        loop {
            let answer = self.get("/");
            if answer.contains(text) {
                return answer;
            }
            assert!(start.elapsed() < PATIENCE, "no `{text}` in {answer}");
            thread::sleep(Duration::from_millis(5));
        }
    }

    fn get(&self, path: &str) -> String {
        self.ask("GET", path, &format!("Host: {}", self.address))
    }

    fn ask(&self, method: &str, path: &str, headers: &str) -> String {
        self.send(&format!("{method} {path} HTTP/1.1\r\n{headers}\r\nConnection: close\r\n\r\n"))
    }

    /// Sends bytes, and gives the whole answer.
    fn send(&self, request: &str) -> String {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8(answer).unwrap()
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Opens an event channel as a page does; gives its events' data.
    fn listen(&self) -> impl Iterator<Item = serde_json::Value> + use<> {
        let mut stream = self.connect();
        let address = self.address;
        write!(stream, "GET /__briefing/events HTTP/1.1\r\nHost: {address}\r\n\r\n").unwrap();
        let lines = BufReader::new(stream).lines().map_while(Result::ok);
        lines.filter_map(|line| serde_json::from_str(line.strip_prefix("data: ")?).ok())
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        drop(self.end.take());
        let result = self.thread.take().unwrap().join();
        if !thread::panicking() {
            result.unwrap().unwrap();
        }
    }
}

fn options(port: u16) -> Options {
    let ip = Ipv4Addr::LOCALHOST.into();
    Options { ip, port, open: Open::Nothing, ignore: Vec::new() }
}

/// The files of a folder as a site; a home page with `wrong` is an error, one with `panic` a bug.
fn snapshot(content: &Path) -> Snapshot {
    let mut output = Output::new();
    for entry in walkdir::WalkDir::new(content).into_iter().filter_map(Result::ok) {
        let path = entry.path().strip_prefix(content).unwrap();
        if entry.file_type().is_file()
            && let Ok(bytes) = fs::read(entry.path())
        {
            output.insert(OutPath::new(path.to_str().unwrap()).unwrap(), bytes).unwrap();
        }
    }

    let home = output.get("index.html").map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    let home = home.unwrap_or_default();
    assert!(!home.contains("panic"), "as the test wants it");
    if !home.contains("wrong") {
        return Snapshot { output: Some(output), ..Snapshot::default() };
    }
    let problem = Problem {
        severity: Severity::Error,
        code: "fact-mismatch".to_owned(),
        place: "content/index.html:1:1".to_owned(),
        message: "the text says 118".to_owned(),
        text: "error[fact-mismatch]: the text says <118>".to_owned(),
    };
    Snapshot { problems: vec![problem], ..Snapshot::default() }
}

#[track_caller]
fn check_status(answer: &str, expected: u16) {
    assert!(answer.starts_with(&format!("HTTP/1.1 {expected} ")), "{expected} expected: {answer}");
}

#[test]
fn a_page_is_answered_with_the_script() {
    let preview = Preview::of("<body>home</body>");
    let answer = preview.get("/");
    check_status(&answer, 200);
    for part in [
        "content-type: text/html; charset=utf-8",
        "x-content-type-options: nosniff",
        "cache-control: no-store",
        "<body>home<script",
        "<script src=\"/__briefing/live.js\" data-version=\"",
        "</script>\n</body>",
    ] {
        assert!(answer.contains(part), "no {part} in {answer}");
    }
    assert!(!answer.contains("access-control"), "{answer}");

    let script = preview.get("/__briefing/live.js");
    assert!(script.contains("content-type: text/javascript") && script.contains("EventSource"));
}

#[test]
fn other_files_are_answered_as_they_are() {
    let preview = Preview::of("home");
    preview.save("style.css", "</body>");
    preview.save("大/a b.csv", "1");
    preview.wait(|event| matches!(event, Event::Rebuilt { .. }).then_some(()));
    let start = Instant::now();
    while !preview.get("/%E5%A4%A7/a%20b.csv").ends_with("\r\n\r\n1") {
        assert!(start.elapsed() < PATIENCE);
    }

    let style = preview.get("/style.css?v=1");
    assert!(style.contains("content-type: text/css") && style.ends_with("\r\n\r\n</body>"));
}

#[test]
fn other_hosts_are_sent_away() {
    let preview = Preview::of("home");
    let port = preview.address.port();
    for host in ["localhost", "127.0.0.1", "[::1]"] {
        check_status(&preview.ask("GET", "/", &format!("Host: {host}:{port}")), 200);
    }
    for headers in [
        "Host: evil.example".to_owned(),
        format!("Host: evil.example:{port}"),
        "Host: localhost".to_owned(),
        "Host: localhost:1".to_owned(),
        "Host:".to_owned(),
        "X: y".to_owned(),
        format!("Host: localhost:{port}\r\nHost: evil.example:{port}"),
    ] {
        for path in ["/", "/__briefing/live.js", "/__briefing/events"] {
            check_status(&preview.ask("GET", path, &headers), 421);
        }
    }

    let target = format!("http://evil.example:{port}/");
    check_status(&preview.ask("GET", &target, &format!("Host: localhost:{port}")), 421);
    let target = format!("http://localhost:{port}/");
    check_status(&preview.ask("GET", &target, &format!("Host: localhost:{port}")), 200);
}

#[test]
fn only_the_sites_own_pages_may_listen() {
    let preview = Preview::of("home");
    let address = preview.address;
    for header in [
        "Origin: http://evil.example",
        "Origin: null",
        "Origin: https://127.0.0.1",
        "Origin: http://127.0.0.1:1",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
    ] {
        let headers = format!("Host: {address}\r\n{header}");
        check_status(&preview.ask("GET", "/__briefing/events", &headers), 403);
    }
    let headers =
        format!("Host: {address}\r\nOrigin: http://{address}\r\nSec-Fetch-Site: same-origin");
    let answer = preview.ask("HEAD", "/__briefing/events", &headers);
    check_status(&answer, 200);
    assert!(answer.contains("content-type: text/event-stream"), "{answer}");
}

#[test]
fn nothing_outside_the_site_is_answered() {
    let preview = Preview::of("home");
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/..%5csecret.txt",
        "/..\\secret.txt",
        "/%252e%252e/secret.txt",
        "/./index.html",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/%00",
        "/index.html%00.txt",
        "/%c0%ae%c0%ae/secret.txt",
        "/file:///etc/passwd",
        "/content/",
        "/%",
        "//evil.example",
        "/index.html/",
        "/__briefing/",
        "/__briefing/live.js/..",
    ] {
        let answer = preview.get(path);
        assert!(answer.starts_with("HTTP/1.1 404 "), "{path}: {answer}");
        assert!(!answer.contains("secret") && !answer.contains("root:"), "{path}: {answer}");
    }
}

#[test]
fn a_site_can_only_be_read() {
    let preview = Preview::of("home");
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"] {
        for path in ["/", "/__briefing/events", "/none"] {
            let answer = preview.ask(method, path, &format!("Host: {}", preview.address));
            check_status(&answer, 405);
            assert!(answer.to_lowercase().contains("allow: get, head"), "{answer}");
        }
    }
}

#[test]
fn head_gives_the_length_and_no_body() {
    let preview = Preview::of("<body>home</body>");
    let get = preview.get("/");
    let (headers, body) = get.split_once("\r\n\r\n").unwrap();
    assert!(headers.contains(&format!("content-length: {}", body.len())), "{headers}");

    let head = preview.ask("HEAD", "/", &format!("Host: {}", preview.address));
    let (headers, nothing) = head.split_once("\r\n\r\n").unwrap();
    assert!(headers.contains(&format!("content-length: {}", body.len())), "{headers}");
    assert_eq!(nothing, "");
}

#[test]
fn a_folder_is_reached_with_a_slash() {
    let preview = Preview::of("home");
    preview.save("a b/index.html", "page");
    preview.save("index.html", "second");
    preview.wait_for_home("second");

    let answer = preview.get("/a%20b?x=1");
    check_status(&answer, 308);
    assert!(answer.contains("location: /a%20b/?x=1\r\n"), "{answer}");
    assert!(preview.get("/a%20b/").contains("\r\n\r\npage"));
}

#[test]
fn the_sites_own_page_says_that_there_is_none() {
    let preview = Preview::of("home");
    check_status(&preview.get("/none"), 404);

    preview.save("404.html", "<body>gone</body>");
    preview.save("index.html", "second");
    preview.wait_for_home("second");
    let answer = preview.get("/none/");
    check_status(&answer, 404);
    assert!(answer.contains("<body>gone<script"), "{answer}");
}

#[test]
fn an_open_page_hears_of_a_change() {
    let preview = Preview::of("one");
    let mut events = preview.listen();
    let before = events.next().unwrap();
    assert_eq!(before["problems"], serde_json::json!([]));
    let version = format!("data-version={}", before["version"]);
    assert!(preview.get("/").contains(&version));

    preview.save("index.html", "two");
    let after = events.find(|event| event["version"] != before["version"]).unwrap();
    let home = preview.wait_for_home("two");
    assert!(home.contains("data-version="), "{after}");
}

#[test]
fn a_broken_project_keeps_its_pages_and_shows_its_problem() {
    let preview = Preview::of("<body>good</body>");
    let mut events = preview.listen();
    let before = events.next().unwrap();

    preview.save("index.html", "wrong");
    let broken = events.find(|event| event["problems"] != before["problems"]).unwrap();
    assert_eq!(broken["version"], before["version"], "the page need not be loaded again");
    assert_eq!(broken["problems"][0]["code"], "fact-mismatch");
    assert_eq!(broken["problems"][0]["severity"], "error");
    let home = preview.get("/");
    check_status(&home, 200);
    assert!(home.contains("<body>good<script"), "{home}");
    assert!(home.contains(r"the text says \u003c118>"), "{home}");

    preview.save("index.html", "<body>better</body>");
    let home = preview.wait_for_home("better");
    assert!(!home.contains("fact-mismatch"), "{home}");
    let mended = events.find(|event| event["version"] != before["version"]).unwrap();
    assert_eq!(mended["problems"], before["problems"]);
}

#[test]
fn a_project_that_was_never_good_lists_its_problems() {
    let preview = Preview::of("wrong");
    let answer = preview.get("/any/page");
    check_status(&answer, 503);
    assert!(answer.contains("<pre>error[fact-mismatch]: the text says &lt;118&gt;</pre>"));
    assert!(answer.contains("<script src=\"/__briefing/live.js\""), "{answer}");

    preview.save("index.html", "good");
    check_status(&preview.wait_for_home("good"), 200);
}

#[test]
fn a_bug_of_ours_is_a_problem_and_not_the_end() {
    let preview = Preview::of("good");
    preview.save("index.html", "panic");
    assert!(preview.wait_for_home("internal-error").contains("good"));
    preview.save("index.html", "again");
    preview.wait_for_home("again");
}

#[test]
fn a_folder_that_is_replaced_is_still_watched() {
    let preview = Preview::of("one");
    let content = preview.folder.path().join("content");
    for text in ["two", "three"] {
        fs::rename(&content, preview.folder.path().join(text)).unwrap();
        let start = Instant::now();
        while !preview.get("/").starts_with("HTTP/1.1 404 ") {
            assert!(start.elapsed() < PATIENCE);
        }
        preview.save("index.html", text);
        preview.wait_for_home(text);
    }
    preview.save("deep/er/page.html", "new");
    preview.save("index.html", "four");
    preview.wait_for_home("four");
}

#[test]
fn silent_and_senseless_clients_do_not_keep_others_out() {
    let preview = Preview::of("home");
    let silent: Vec<_> = (0..150)
        .map(|number| {
            let mut stream = preview.connect();
            let start = ["", "GET", "GET / HTTP/1.1\r\nHost: 127", "POST / HTTP/1.1\r\nX: y"];
            stream.write_all(start[number % 4].as_bytes()).unwrap();
            stream
        })
        .collect();
    for request in
        ["\0\0\0\0\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\x16\x03\x01\r\n\r\n"]
    {
        // The answer is 400 or nothing, but it ends.
        let mut stream = preview.connect();
        stream.write_all(request.as_bytes()).unwrap();
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        let _ = stream.read_to_end(&mut Vec::new());
    }
    let long = "x".repeat(100_000);
    preview.ask("GET", "/", &format!("Host: {}\r\nX: {long}", preview.address));

    check_status(&preview.get("/"), 200);
    drop(silent);
}

#[test]
fn the_end_does_not_wait_for_open_pages() {
    let preview = Preview::of("home");
    let mut channels: Vec<_> = (0..5).map(|_| preview.listen()).collect();
    for channel in &mut channels {
        channel.next().expect("an open channel");
    }
    let start = Instant::now();
    drop(preview);
    assert!(start.elapsed() < Duration::from_secs(5));
    assert!(channels.iter_mut().all(|channel| channel.next().is_none()));
}

#[test]
fn a_taken_port_is_said_before_anything_is_built() {
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = taken.local_addr().unwrap().port();
    let rebuild = || -> Snapshot { panic!("must not be built") };
    let error = run(options(port), Vec::new(), rebuild, drop).expect_err("a taken port");
    assert!(
        error
            .to_string()
            .starts_with(&format!("port {port} is taken at 127.0.0.1; end the program")),
        "{error}"
    );
}

#[test]
fn what_cannot_be_watched_is_an_error() {
    let watch = vec!["/nowhere/content".into()];
    let error = run(options(0), watch, Snapshot::default, drop).expect_err("an error").to_string();
    assert!(error.starts_with("cannot watch `/nowhere"), "{error}");
}

#[test]
fn a_client_has_to_be_worth_its_connection() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = listener.local_addr().unwrap();
    let (end, ended) = tokio::sync::oneshot::channel::<()>();
    let server = thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let limits = Limits { connections: 2, patience: Duration::from_millis(300) };
            let listener = connection::Listener::new(listener, limits).unwrap();
            let (_sender, shown) = tokio::sync::watch::channel(Arc::new(Shown::nothing()));
            let router = http::router(http::Site::new(address, shown));
            tokio::spawn(axum::serve(listener, router).into_future());
            drop(ended.await);
        });
    });

    // One says nothing, one drips, and there is no room for a third.
    let silent = TcpStream::connect(address).unwrap();
    let mut dripping = TcpStream::connect(address).unwrap();
    let drip = thread::spawn(move || {
        let drops = (0..1_000).map_while(|_| {
            thread::sleep(Duration::from_millis(20));
            dripping.write_all(b"G").ok()
        });
        drops.count()
    });
    let mut third = TcpStream::connect(address).unwrap();
    third.set_read_timeout(Some(PATIENCE)).unwrap();
    write!(third, "GET / HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    third.read_to_string(&mut answer).unwrap();
    check_status(&answer, 503);
    assert!(drip.join().unwrap() < 1_000, "dripping does not help");

    drop((silent, end));
    server.join().unwrap();
}
