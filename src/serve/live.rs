//! What the preview adds to pages: a script that reloads them and shows the problems.
//!
//! It is added while answering, so that built bytes never depend on the mode. The script makes its
//! window out of elements and texts, never out of HTML, since problems quote what authors wrote.

use std::convert::Infallible;
use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

use axum::response::Sse;
use axum::response::sse::{Event, KeepAlive};
use serde_json::json;
use tokio::sync::watch::Receiver;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt as _};

use super::shown::Shown;

/// Where the script is. No file of a site is named so.
pub(super) const SCRIPT_ADDRESS: &str = "/__briefing/live.js";

/// Where the script hears of changes.
pub(super) const EVENTS_ADDRESS: &str = "/__briefing/events";

/// How often an open page's channel is used; a third of a connection's patience.
const HEARTBEAT: Duration = Duration::from_secs(3);

/// How soon a page asks again when the preview has been stopped.
const RETRY: Duration = Duration::from_millis(500);

/// The channel of an open page: what is shown now, and then each change.
///
/// What is shown now comes first, because the site may have changed between the page and its
/// channel, or while the computer slept.
pub(super) fn events(
    shown: Receiver<Arc<Shown>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let events = WatchStream::new(shown).map(|shown| {
        let news = json!({ "version": shown.version(), "problems": shown.problems });
        Ok(Event::default().retry(RETRY).data(news.to_string()))
    });
    Sse::new(events).keep_alive(KeepAlive::new().interval(HEARTBEAT))
}

/// The page with the script before its end.
///
/// The problems are in the page as well, so that they are there before the channel is.
pub(super) fn with_script(page: &[u8], shown: &Shown) -> Vec<u8> {
    let script = format!(
        "<script type=\"application/json\" id=\"briefing-problems\">{}</script>\
         <script src=\"{SCRIPT_ADDRESS}\" data-version=\"{}\"></script>\n",
        within_html(&json!(shown.problems).to_string()),
        shown.version()
    );
    let (before, after) = page.split_at(end_of_body(page));
    [before, script.as_bytes(), after].concat()
}

/// A page of problems, for a project that has never been rendered.
pub(super) fn problems_page(shown: &Shown) -> String {
    let mut page = String::from(
        "<!DOCTYPE html>\n<html lang=\"en\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\">\
         <meta name=\"color-scheme\" content=\"light dark\">\
         <title>There is nothing to show yet</title>\
         <body><h1>There is nothing to show yet</h1>\
         <p>This page becomes the site once these problems are solved.</p>\n",
    );
    for problem in &shown.problems {
        writeln!(page, "<pre>{}</pre>", escaped(&problem.text))
            .expect("writing to a string cannot fail");
    }
    writeln!(
        page,
        "<script src=\"{SCRIPT_ADDRESS}\" data-version=\"{}\" data-lists-problems></script></body></html>",
        shown.version()
    )
    .expect("writing to a string cannot fail");
    page
}

/// Where the last `</body` begins, else the end.
fn end_of_body(page: &[u8]) -> usize {
    const TAG: &[u8] = b"</body";
    page.windows(TAG.len()).rposition(|tag| tag.eq_ignore_ascii_case(TAG)).unwrap_or(page.len())
}

/// JSON that cannot end the script element it is in.
fn within_html(json: &str) -> String {
    json.replace('<', "\\u003c")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The script. It hears of changes as long as the page can be seen: a browser gives a site six
/// connections, and without that the seventh open page would wait for ever.
pub(super) const SCRIPT: &str = r#""use strict";
(() => {
  const script = document.currentScript;
  const version = script.dataset.version;
  const listsProblems = "listsProblems" in script.dataset;

  const style = new CSSStyleSheet();
  style.replaceSync(`
    :host { all: initial; }
    * { box-sizing: border-box; }
    section, button { font: 14px/1.5 system-ui, sans-serif; color: CanvasText; background: Canvas; }
    section { position: fixed; inset: auto 0 0 0; z-index: 2147483647; max-height: 60vh; overflow: auto;
      padding: 12px 16px; border-top: 4px solid var(--mark); box-shadow: 0 0 24px #0006; color-scheme: light dark; }
    .error { --mark: #c5221f; } .warning { --mark: #b06000; }
    header { display: flex; gap: 16px; align-items: center; justify-content: space-between; }
    h2 { margin: 0; font-size: 16px; }
    button { padding: 6px 12px; border: 2px solid var(--mark); border-radius: 6px; cursor: pointer; }
    .badge { position: fixed; right: 12px; bottom: 12px; z-index: 2147483647; color-scheme: light dark; }
    ol { margin: 8px 0 0; padding: 0; list-style: none; }
    li { margin: 8px 0; padding-left: 12px; border-left: 4px solid var(--mark); }
    p { margin: 0; font-weight: 600; overflow-wrap: anywhere; }
    pre { margin: 4px 0 0; font: 13px/1.4 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
    [hidden] { display: none; }
    @media print { :host { display: none; } }
  `);
  const host = document.createElement("briefing-problems");
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [style];

  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  const counted = (problems, word) => {
    const count = problems.filter(problem => problem.severity === word).length;
    return count === 0 ? [] : [count === 1 ? `1 ${word}` : `${count} ${word}s`];
  };
  const item = problem => element("li", { className: problem.severity },
    element("p", { textContent: `${problem.severity}[${problem.code}] ${problem.place}` }),
    element("pre", { textContent: problem.text || problem.message }));

  let last = "[]";
  const show = problems => {
    const now = JSON.stringify(problems);
    if (listsProblems || now === last) return;
    last = now;
    root.replaceChildren();
    host.remove();
    if (problems.length === 0) return;

    const errors = counted(problems, "error");
    const title = errors.concat(counted(problems, "warning")).join(", ");
    const kind = errors.length > 0 ? "error" : "warning";
    const close = element("button", { type: "button", textContent: "Close" });
    const panel = element("section", { className: kind, hidden: errors.length === 0 },
      element("header", {}, element("h2", { textContent: title }), close),
      element("ol", {}, ...problems.map(item)));
    panel.setAttribute("role", errors.length > 0 ? "alert" : "region");
    panel.setAttribute("aria-label", "Problems in the project");
    const badge = element("button", { type: "button", className: `badge ${kind}`, textContent: title });

    const open = wanted => {
      panel.hidden = !wanted;
      badge.hidden = wanted;
    };
    close.onclick = () => { open(false); badge.focus(); };
    badge.onclick = () => { open(true); close.focus(); };
    root.onkeydown = event => { if (event.key === "Escape") open(false); };
    open(errors.length > 0);
    root.append(panel, badge);
    document.documentElement.append(host);
  };

  const known = document.getElementById("briefing-problems");
  if (known) show(JSON.parse(known.textContent));

  let source = null;
  const listen = () => {
    if (document.hidden) {
      source?.close();
      source = null;
    } else if (source === null) {
      source = new EventSource("/__briefing/events");
      source.onmessage = event => {
        const news = JSON.parse(event.data);
        if (news.version === version) show(news.problems);
        else location.reload();
      };
    }
  };
  document.addEventListener("visibilitychange", listen);
  addEventListener("pageshow", event => { if (event.persisted) location.reload(); });
  listen();
})();
"#;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serve::{Problem, Severity, Snapshot};

    fn shown(text: &str) -> Shown {
        let problem = Problem {
            severity: Severity::Error,
            code: "code".to_owned(),
            place: "content/a.md:1:1".to_owned(),
            message: "message".to_owned(),
            text: text.to_owned(),
        };
        Shown::nothing().next(Snapshot { problems: vec![problem], ..Snapshot::default() })
    }

    #[track_caller]
    fn check_place(page: &str, before: &str) {
        let with_script = with_script(page.as_bytes(), &shown(""));
        let with_script = std::str::from_utf8(&with_script).unwrap();
        let script = with_script.strip_prefix(before).expect("the script comes after");
        assert!(script.starts_with("<script"), "{script}");
        assert!(script.ends_with(&page[before.len()..]), "{script}");
    }

    #[test]
    fn the_script_comes_at_the_end_of_the_page() {
        check_place("<body>a</body></html>", "<body>a");
        check_place("<pre></body></pre></BODY >", "<pre></body></pre>");
        check_place("a", "a");
        check_place("", "");
    }

    #[test]
    fn a_problem_cannot_break_out_of_the_page() {
        let shown = shown("</script><script>alert(1)</script>&lt;");
        let page = String::from_utf8(with_script(b"", &shown)).unwrap();
        assert!(page.contains(r"\u003c/script>\u003cscript>alert(1)"), "{page}");
        assert_eq!(page.matches("<script").count(), 2);

        let page = problems_page(&shown);
        assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;&amp;lt;"), "{page}");
        assert_eq!(page.matches("<script").count(), 1);
    }

    #[test]
    fn the_script_makes_no_html_of_texts() {
        for word in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("] {
            assert!(!SCRIPT.contains(word), "{word}");
        }
    }
}
