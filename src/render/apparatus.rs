//! What a page cites, checks, explains and annotates on the way.

/// What a page uses, in the order in which a reader meets it.
#[derive(Debug, Default)]
pub(super) struct Apparatus {
    /// Sources cited, by key.
    pub sources: Vec<String>,
    /// Facts used, by id, with the text and anchor of each use.
    pub facts: Vec<(String, Vec<(String, String)>)>,
    /// Claims made, by id, with the text and anchor of each use.
    pub claims: Vec<(String, Vec<(String, String)>)>,
    /// Terms linked to, by id.
    pub terms: Vec<String>,
    /// Footnotes referred to, by label, with the number of their marks.
    pub footnotes: Vec<(String, usize)>,
    /// Problems met while templates were filled in.
    pub problems: Vec<crate::diag::Diagnostic>,
}

impl Apparatus {
    /// The number of a source on this page, given when it is first cited.
    pub(super) fn source(&mut self, key: &str) -> usize {
        match self.sources.iter().position(|known| known == key) {
            Some(at) => at + 1,
            None => {
                self.sources.push(key.to_owned());
                self.sources.len()
            }
        }
    }

    /// Enters a use of a fact, and gives its anchor.
    pub(super) fn fact(&mut self, id: &str, text: &str) -> String {
        entered(&mut self.facts, "use", id, text)
    }

    /// Enters a fact that something on the page rests on, without a place of its own in the text.
    pub(super) fn fact_without_use(&mut self, id: &str) {
        if !self.facts.iter().any(|(known, _)| known == id) {
            self.facts.push((id.to_owned(), Vec::new()));
        }
    }

    /// Enters a use of a claim, and gives its anchor.
    pub(super) fn claim(&mut self, id: &str, text: &str) -> String {
        entered(&mut self.claims, "claimed", id, text)
    }

    /// The number of a footnote on this page, and of its mark.
    pub(super) fn footnote(&mut self, label: &str) -> (usize, usize) {
        let at = self.footnotes.iter().position(|(known, _)| known == label).unwrap_or_else(|| {
            self.footnotes.push((label.to_owned(), 0));
            self.footnotes.len() - 1
        });
        self.footnotes[at].1 += 1;
        (at + 1, self.footnotes[at].1)
    }
}

/// Enters a use of something, and gives its anchor.
fn entered(
    uses: &mut Vec<(String, Vec<(String, String)>)>,
    prefix: &str,
    id: &str,
    text: &str,
) -> String {
    let at = uses.iter().position(|(known, _)| known == id).unwrap_or_else(|| {
        uses.push((id.to_owned(), Vec::new()));
        uses.len() - 1
    });
    let uses = &mut uses[at].1;
    let anchor = format!("{prefix}-{id}-{}", uses.len() + 1);
    uses.push((text.to_owned(), anchor.clone()));
    anchor
}
