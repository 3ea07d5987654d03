//! What the pages are like in a browser: `tests/browser/`.
//!
//! It takes Chromium, Node and the packages of `tests/browser/package-lock.json`, which
//! `npm ci --prefix tests/browser` installs. Where one of them is missing, the test says so
//! and looks at nothing, unless `BROWSER_TESTS=required` is set, as `.ci/run` does.

#![expect(clippy::disallowed_methods, reason = "tests set up the world that they look at")]

mod common;

use std::ffi::OsStr;
use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use common::program::{briefing, run};
use common::repository;

/// How long the look at one site may take on a slow machine.
const PATIENCE: Duration = Duration::from_mins(10);

#[test]
fn the_pages_stand_up_in_a_browser() {
    let chromium = ["chromium", "chromium-browser", "google-chrome"].iter().find_map(program);
    let node = program("node");
    let packages = repository().join("tests/browser/node_modules/puppeteer-core").is_dir();
    let missing: Vec<&str> = [
        (chromium.is_none(), "Chromium"),
        (node.is_none(), "Node"),
        (!packages, "the packages of tests/browser (`npm ci --prefix tests/browser`)"),
    ]
    .into_iter()
    .filter_map(|(missing, name)| missing.then_some(name))
    .collect();
    let (Some(chromium), Some(node), true) = (chromium, node, packages) else {
        let required = std::env::var_os("BROWSER_TESTS").is_some_and(|value| value == "required");
        let missing = missing.join(", ");
        assert!(!required, "the tests in a browser are required; missing: {missing}");
        // Past the harness, which keeps what a test that passes prints.
        let mut stderr = std::io::stderr();
        let _ = writeln!(stderr, "skipped: the tests in a browser; missing: {missing}");
        return;
    };
    // The second stands below a path of its host.
    let sites = [("", "/"), ("tests/sites/lists", "/notes/"), ("tests/sites/whole", "/")];
    let failures: Vec<String> = sites
        .iter()
        .flat_map(|(site, base)| look(&repository().join(site), base, &node, &chromium))
        .collect();
    assert!(failures.is_empty(), "\n{}\n", failures.join("\n"));
}

/// What is wrong with the pages of a project, a line each.
fn look(project: &Path, base: &str, node: &Path, chromium: &Path) -> Vec<String> {
    let temporary = tempfile::tempdir().expect("a temporary folder can be made");
    let site = temporary.path().join("site");
    let said = run(briefing(project).arg("build").arg("--output-dir").arg(&site));
    assert_eq!(said.exit, Some(0), "{}", said.stderr);

    let (found, told) = (temporary.path().join("found"), temporary.path().join("told"));
    let file = |path: &Path| File::create(path).expect("a temporary folder can be written");
    let mut child = Command::new(node)
        .arg(repository().join("tests/browser/run.mjs"))
        .arg(&site)
        .arg(chromium)
        .arg(base)
        .stdin(Stdio::null())
        .stdout(file(&found))
        .stderr(file(&told))
        .spawn()
        .expect("node can be started");
    let begun = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().expect("a child can be asked") {
            break Some(status);
        }
        if begun.elapsed() > PATIENCE {
            let _ = child.kill();
            let _ = child.wait();
            break None;
        }
        std::thread::sleep(Duration::from_millis(100));
    };
    let (found, told) = (common::text(&found), common::text(&told));
    let mut failures: Vec<String> = found.lines().map(str::to_owned).collect();
    match status {
        None => failures.push(format!("not done after {} s\n{told}", PATIENCE.as_secs())),
        Some(status) if !status.success() && failures.is_empty() => failures.push(told.clone()),
        Some(_) => {}
    }
    let mut stderr = std::io::stderr();
    for line in told.lines().filter(|line| line.starts_with("skipped: ")) {
        let _ = writeln!(stderr, "{line}");
    }
    failures
}

/// Where a program is, if it is there.
fn program(name: impl AsRef<OsStr>) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(name.as_ref()))
        .find(|file| file.is_file())
}
