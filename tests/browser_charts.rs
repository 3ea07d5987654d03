//! What the pictures of `tests/charts/` are like in a browser: no text lies on another,
//! none is cut off, and none is too small, at both widths.
//!
//! Where there is no Chromium, the test says so and looks at nothing, unless
//! `BROWSER_TESTS=required` is set, as `.ci/run` does.

#![expect(clippy::disallowed_methods, reason = "tests set up the world that they look at")]

mod common;

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::Command;

use common::{golden, repository};

#[test]
fn no_text_of_a_picture_lies_on_another() {
    let Some(chromium) = chromium() else { return };
    let mut pictures = String::new();
    let mut number = 0;
    for path in svgs() {
        let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
        // Text inside a page has the page's size; a phone shows the narrow one at its width.
        let _ = writeln!(
            pictures,
            "<div class=\"box bc-page\" id=\"{name}\">{}</div>",
            common::text(&path)
        );
        number += 1;
    }
    assert!(number > 60, "there are more pictures than {number}");
    let said = faults(&chromium, &pictures);
    assert_eq!(said.first(), Some(&format!("looked at {number}")), "{said:?}");
    golden::none(&said[1..]);
}

#[test]
fn texts_on_each_other_or_beyond_the_edge_are_found() {
    let Some(chromium) = chromium() else { return };
    let picture = "<div class=\"box\" id=\"a\"><svg width=\"200\" height=\"60\" font-size=\"13\">\
        <text x=\"10\" y=\"20\">first</text><text x=\"20\" y=\"22\">second</text>\
        <text x=\"180\" y=\"50\">third</text><text x=\"100\" y=\"50\" font-size=\"9\">tiny</text>\
        </svg></div>";
    let said = faults(&chromium, picture);
    assert_eq!(
        said[1..],
        ["a: \"first\" lies on \"second\"", "a: \"third\" is cut off", "a: \"tiny\" has 9 pixels"]
    );
}

/// What the browser finds, a line each, after how many it looked at.
fn faults(chromium: &str, pictures: &str) -> Vec<String> {
    let folder = repository().join("tests/browser");
    let fonts = [("400", "400"), ("600", "600")].map(|(file, weight)| {
        let font = repository().join(format!("templates/assets/fonts/noto-sans-{file}.woff2"));
        format!(
            "@font-face {{ font-family: \"Briefing Sans\"; font-weight: {weight}; \
             src: url(\"file://{}\"); }}\n",
            font.display()
        )
    });
    let css = common::text(&repository().join("templates/assets/chart.css"));
    // The fonts are those that the texts were measured in, for files and pages alike.
    let style = format!(
        "<style>{}{css}\n.box svg {{ font-family: \"Briefing Sans\", \"Noto Sans CJK SC\", \
         sans-serif; max-width: none; }}\n.box .bc-narrow {{ display: block; width: auto; }}\n\
         .box {{ container-type: normal; }}</style>",
        fonts.join("")
    );
    let page = common::text(&folder.join("charts.html"))
        .replace("<!-- pictures -->", &format!("{style}{pictures}"));
    let temporary = tempfile::tempdir().expect("a temporary folder can be made");
    let path = temporary.path().join("charts.html");
    std::fs::write(&path, page).expect("a temporary folder can be written");

    let said = Command::new(chromium)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files"])
        .args(["--window-size=1000,800", "--virtual-time-budget=10000", "--dump-dom"])
        .arg(format!("--user-data-dir={}", temporary.path().join("profile").display()))
        .arg(format!("file://{}", path.display()))
        .output()
        .expect("Chromium runs");
    let dom = String::from_utf8_lossy(&said.stdout).into_owned();
    let inner =
        dom.split_once("<pre id=\"faults\">").and_then(|(_, rest)| rest.split_once("</pre>"));
    let (inner, _) = inner.unwrap_or_else(|| panic!("the page came back: {dom}"));
    inner.lines().map(|line| line.replace("&amp;", "&").replace("&lt;", "<")).collect()
}

/// Every picture, at both widths.
fn svgs() -> Vec<PathBuf> {
    let folder = repository().join("tests/charts");
    let entries = std::fs::read_dir(folder).expect("the repository can be read");
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.expect("the repository can be read").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "svg"));
    paths.sort();
    paths
}

/// Chromium, if there is one.
fn chromium() -> Option<String> {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let runs = |name: &&str| {
        Command::new(name).arg("--version").output().is_ok_and(|said| said.status.success())
    };
    let found = names.into_iter().find(runs);
    if found.is_none() {
        let required = std::env::var_os("BROWSER_TESTS").is_some_and(|value| value == "required");
        assert!(!required, "the tests in a browser are required, but there is no Chromium");
        let _ = writeln!(std::io::stderr(), "skipped: the pictures in a browser: no Chromium");
    }
    found.map(str::to_owned)
}
