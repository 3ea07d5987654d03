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
use common::{golden, repository};
use tempfile::TempDir;

/// How long the look at one site may take on a slow machine.
const PATIENCE: Duration = Duration::from_mins(15);

#[test]
fn the_pages_stand_up_in_a_browser() {
    let Some(tools) = Tools::find() else { return };
    // The second stands below a path of its host.
    let sites = [("", "/"), ("tests/sites/lists", "/notes/"), ("tests/sites/whole", "/")];
    let failures = sites.iter().flat_map(|(site, base)| {
        let built = Built::of(site);
        tools.ask("run.mjs", &[built.site().as_os_str(), tools.chromium.as_os_str(), base.as_ref()])
    });
    golden::none(&failures.collect::<Vec<String>>());
}

#[test]
fn each_check_of_pages_finds_what_is_wrong_and_nothing_else() {
    let Some(tools) = Tools::find() else { return };
    golden::none(&tools.ask("checks.test.mjs", &[tools.chromium.as_os_str()]));
}

/// The scores of each page are shown; that of performance is this machine's, and is not asserted.
#[test]
fn lighthouse_gives_full_marks() {
    let Some(tools) = Tools::find() else { return };
    let built = Built::of("");
    let site = built.site();
    golden::none(&tools.ask("lighthouse.mjs", &[site.as_os_str(), tools.chromium.as_os_str()]));
}

/// Pictures are taken anew by `UPDATE=1 cargo test --test browser look`.
#[test]
fn pages_and_charts_look_as_they_did() {
    let Some(tools) = Tools::find() else { return };
    let built = ["tests/sites/briefing", "tests/sites/lists"].map(Built::of);
    let left = Path::new(env!("CARGO_TARGET_TMPDIR")).join("snapshots");
    let [first, second] = built.each_ref().map(Built::site);
    let arguments = [&tools.chromium, &left, &first, &second].map(|path| path.as_os_str());
    golden::none(&tools.ask("snapshots.mjs", &arguments));
}

#[test]
fn what_looks_different_is_found_and_smoother_letters_are_not() {
    let Some(tools) = Tools::find() else { return };
    let built = Built::of("tests/sites/briefing");
    let site = built.site();
    golden::none(&tools.ask("compare.test.mjs", &[tools.chromium.as_os_str(), site.as_os_str()]));
}

/// A project of this repository, built in a temporary folder.
struct Built(TempDir);

impl Built {
    fn of(project: &str) -> Built {
        let built = Built(tempfile::tempdir().expect("a temporary folder can be made"));
        let project = repository().join(project);
        let said = run(briefing(&project).arg("build").arg("--output-dir").arg(built.site()));
        assert_eq!(said.exit, Some(0), "{}", said.stderr);
        built
    }

    fn site(&self) -> PathBuf {
        self.0.path().join("site")
    }
}

/// What it takes to look at pages.
struct Tools {
    chromium: PathBuf,
    node: PathBuf,
}

impl Tools {
    fn find() -> Option<Tools> {
        let chromium = ["chromium", "chromium-browser", "google-chrome"].iter().find_map(program);
        let node = program("node");
        let packages = repository().join("tests/browser/node_modules/lighthouse").is_dir();
        let missing: Vec<&str> = [
            (chromium.is_none(), "Chromium"),
            (node.is_none(), "Node"),
            (!packages, "the packages of tests/browser (`npm ci --prefix tests/browser`)"),
        ]
        .into_iter()
        .filter_map(|(missing, name)| missing.then_some(name))
        .collect();
        if let (Some(chromium), Some(node), true) = (chromium, node, packages) {
            return Some(Tools { chromium, node });
        }
        let required = std::env::var_os("BROWSER_TESTS").is_some_and(|value| value == "required");
        let missing = missing.join(", ");
        assert!(!required, "the tests in a browser are required; missing: {missing}");
        // Past the harness, which keeps what a test that passes prints.
        let _ = writeln!(std::io::stderr(), "skipped: the tests in a browser; missing: {missing}");
        None
    }

    /// What a script of `tests/browser/` finds wrong, a line each.
    fn ask(&self, script: &str, arguments: &[&OsStr]) -> Vec<String> {
        let temporary = tempfile::tempdir().expect("a temporary folder can be made");
        let (found, told) = (temporary.path().join("found"), temporary.path().join("told"));
        let file = |path: &Path| File::create(path).expect("a temporary folder can be written");
        let mut child = Command::new(&self.node)
            .arg(repository().join("tests/browser").join(script))
            .args(arguments)
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
        // The scores of Lighthouse, and what was looked at, are for whoever reads on.
        for line in told.lines() {
            let _ = writeln!(std::io::stderr(), "{line}");
        }
        failures
    }
}

/// Where a program is, if it is there.
fn program(name: impl AsRef<OsStr>) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(name.as_ref()))
        .find(|file| file.is_file())
}
