//! A project: the texts and files that a build is made of.
//!
//! A project comes from a folder by [`crate::load`], or from memory, so that tests, the
//! preview and other programs need no disk.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::Diagnostic;
use crate::files::Files;

/// Everything a build reads.
#[derive(Debug, Default)]
pub struct Project {
    /// The texts: settings, Markdown, data, templates and stylesheets.
    pub files: Files,
    /// Everything else, such as images and fonts, by path.
    pub assets: BTreeMap<String, Arc<[u8]>>,
    /// What went wrong while it was loaded; the build reports it with the rest.
    pub problems: Vec<Diagnostic>,
}

impl Project {
    /// A project of texts by their paths from the project's folder.
    ///
    /// ```
    /// let project = briefing::Project::in_memory([
    ///     ("briefing.yaml", "title: Notes\n"),
    ///     ("content/index.md", "---\ntitle: Notes\n---\n\nHello.\n"),
    /// ]);
    /// let build = briefing::build(&project, &briefing::Options::default());
    /// assert!(build.problems.is_empty());
    /// let output = build.output.expect("there are no problems");
    /// assert!(output.text("index.html").contains("<p>Hello.</p>"));
    /// ```
    pub fn in_memory<P: Into<String>, T: Into<String>>(
        texts: impl IntoIterator<Item = (P, T)>,
    ) -> Project {
        let texts = texts.into_iter().map(|(path, text)| (path.into(), text.into()));
        Project { files: Files::new(texts), ..Project::default() }
    }
}
