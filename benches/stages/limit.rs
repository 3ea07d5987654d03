//! The physical limit: the least that any generator of static sites has to do.
//!
//! It reads the Markdown files, has pulldown-cmark write HTML, puts that into one trivial
//! frame and writes the pages, on one thread. It checks nothing, links nothing and knows no
//! template language, so that no program which does these things can be as fast.

use std::fs;
use std::io;
use std::path::Path;

use pulldown_cmark::{Options, Parser, html};

/// Builds the pages of a project that way, into a folder that is not there yet.
pub(crate) fn build(root: &Path, folder: &Path) -> io::Result<()> {
    fs::create_dir(folder)?;
    for entry in fs::read_dir(root.join("content"))? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            let text = fs::read_to_string(entry.path().join("index.md"))?;
            let folder = folder.join(entry.file_name());
            fs::create_dir(&folder)?;
            fs::write(folder.join("index.html"), page(&text))?;
        }
    }
    Ok(())
}

fn page(text: &str) -> String {
    let (front, body) = text
        .strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---\n"))
        .unwrap_or(("", text));
    let title = front.lines().find_map(|line| line.strip_prefix("title: ")).unwrap_or("");
    let mut out = String::with_capacity(text.len() * 2);
    out.push_str("<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>");
    out.push_str(title);
    out.push_str("</title></head>\n<body>\n<h1>");
    out.push_str(title);
    out.push_str("</h1>\n");
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    html::push_html(&mut out, Parser::new_ext(body, options));
    out.push_str("</body>\n</html>\n");
    out
}
