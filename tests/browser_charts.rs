//! What the pictures of `tests/charts/` are like in a browser, at both widths, on light and
//! dark pages: no text lies on another or on a line, none is cut off or too small, all
//! can be read against what lies under them, and marks stand out from the page.
//!
//! Where there is no Chromium, the test says so and looks at nothing, unless
//! `BROWSER_TESTS=required` is set, as `.ci/run` does.

#![expect(clippy::disallowed_methods, reason = "tests set up the world that they look at")]

mod common;

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::Command;

use common::gallery::{Pictures, pictures};
use common::{golden, repository};

#[test]
fn every_picture_can_be_read() {
    let Some(chromium) = chromium() else { return };
    let mut boxes = String::new();
    let mut number = 0;
    for Pictures { name, file, wide, narrow } in &pictures() {
        // A file to take away has colours of its own, and is light.
        let looks = [
            ("file", "light", file),
            ("wide", "light", wide),
            ("wide", "dark", wide),
            ("narrow", "light", narrow),
            ("narrow", "dark", narrow),
        ];
        for (variant, theme, svg) in looks {
            let id = format!("{name} ({variant}, {theme})");
            let _ = writeln!(
                boxes,
                "<div class=\"box\" data-theme=\"{theme}\" id=\"{id}\">{svg}</div>"
            );
            number += 1;
        }
    }
    assert!(number > 200, "there are more pictures than {number}");
    let said = faults(&chromium, &boxes);
    assert_eq!(said.first(), Some(&format!("looked at {number}")), "{said:?}");
    golden::none(&said[1..]);
}

#[test]
fn pictures_that_cannot_be_read_are_told() {
    let Some(chromium) = chromium() else { return };
    let picture = r##"<div class="box" id="a"><svg viewBox="0 0 200 200" width="200" height="200" font-size="13">
        <g><text x="10" y="20">first</text><text x="20" y="22">second</text>
        <text x="180" y="50">third</text><text x="100" y="50" font-size="9">tiny</text></g>
        <g class="bc-grid"><g stroke="#ddd"><path d="M0 86h60"/></g></g>
        <g><text x="10" y="90">struck</text><text x="80" y="90">free</text></g>
        <g class="bc-grid"><g stroke="#ddd"><path d="M0 116h60"/></g></g>
        <g><text x="10" y="120" stroke="#fff" paint-order="stroke">rimmed</text></g>
        <g class="bc-series"><g class="bc-f-8" fill="#0d53af"><rect x="0" y="130" width="60" height="20"/></g>
        <g class="bc-f-9" fill="#dddddd"><rect x="80" y="130" width="60" height="20"/></g></g>
        <g><text x="10" y="145">inside</text><text x="10" y="180">buried</text><text x="90" y="145">clear</text></g>
        <g class="bc-seams"><g fill="#0d53af"><rect x="0" y="165" width="60" height="20"/></g></g>
        </svg></div>"##;
    let said = faults(&chromium, picture);
    assert_eq!(
        said[1..],
        [
            "a: \"first\" lies on \"second\"",
            "a: \"third\" is cut off",
            "a: \"tiny\" has 9 pixels",
            "a: \"struck\" stands on a line",
            "a: \"inside\" has a contrast of 2.87",
            "a: \"buried\" is covered",
            "a: a mark of bc-f-9 has a contrast of 1.36",
        ]
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
         .box {{ background: #ffffff; }}\n\
         .box[data-theme=\"dark\"] {{ background: #12161c; }}</style>",
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
