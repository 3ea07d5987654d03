//! Projects such as a research desk would write, of any size and always the same.
//!
//! A page has about 1,200 words with headings, lists, a table, footnotes and links to
//! other pages. A [`Kind::Plain`] project is only that, and other programs can build it
//! too. In a [`Kind::Full`] one each page has two checked facts on average, citations and
//! a judgement, every fifth a chart and every tenth a table of its own.

mod data;
mod page;
mod random;
mod words;

use std::fs;
use std::io;
use std::path::Path;

use page::briefing;

/// A file by its path from the project's folder.
pub(crate) type File = (String, String);

/// What pages are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Text only.
    Plain,
    /// With facts, sources, charts, tables and judgements.
    Full,
}

impl Kind {
    /// Both.
    pub(crate) const ALL: [Kind; 2] = [Kind::Plain, Kind::Full];

    /// Its name in arguments and results.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Kind::Plain => "plain",
            Kind::Full => "full",
        }
    }
}

/// Every file of a project with so many briefings.
pub(crate) fn project(kind: Kind, pages: usize) -> Vec<File> {
    let mut files = vec![
        ("briefing.yaml".to_owned(), data::settings()),
        ("content/about.md".to_owned(), page::about()),
        ("data/people.yaml".to_owned(), data::people()),
    ];
    files.extend((0..pages).map(|number| {
        let path = format!("content/{}/index.md", page::slug(number));
        (path, briefing(kind, number, pages))
    }));
    if kind == Kind::Full {
        files.extend(data::files(pages));
    }
    files
}

/// Puts files into a folder, which is made if it is not there.
pub(crate) fn write(files: &[File], folder: &Path) -> io::Result<()> {
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder"))?;
        fs::write(path, text)?;
    }
    Ok(())
}
