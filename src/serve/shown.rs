//! What the preview shows now: the last good site and the newest problems.

use std::sync::Arc;

use super::{Problem, Severity, Snapshot};
use crate::output::Output;

/// One state of the preview, never changed once it is made.
#[derive(Debug)]
pub(super) struct Shown {
    /// Counts the sites; a page that was answered from another one has to be loaded again.
    pub(super) number: u64,
    /// The site, if there has been any.
    pub(super) output: Option<Arc<Output>>,
    /// Whether the site was built without errors.
    good: bool,
    /// What is wrong in the project now.
    pub(super) problems: Vec<Problem>,
}

impl Shown {
    /// The state before the first build.
    pub(super) fn nothing() -> Self {
        Self { number: 0, output: None, good: false, problems: Vec::new() }
    }

    /// The state after one more build.
    ///
    /// A site with errors is shown only until there is a good one: better than nothing, but worse
    /// than what was there before the mistake. The number stays when the site is the same, so that
    /// open pages show new problems without being loaded again.
    pub(super) fn next(&self, snapshot: Snapshot) -> Self {
        let Snapshot { output, problems, .. } = snapshot;
        let clean = problems.iter().all(|problem| problem.severity != Severity::Error);
        let (output, good) = match output {
            Some(output) if clean || !self.good => (Some(Arc::new(output)), clean),
            _ => (self.output.clone(), self.good),
        };

        let same = match (&self.output, &output) {
            (Some(before), Some(now)) => Arc::ptr_eq(before, now) || same(before, now),
            // The page is the list of problems itself.
            (None, None) => self.problems == problems,
            _ => false,
        };
        Self { number: self.number + u64::from(!same), output, good, problems }
    }

    /// What names the site on the way to a page and back.
    ///
    /// With the process, since after a restart the numbers begin again.
    pub(super) fn version(&self) -> String {
        format!("{}-{}", std::process::id(), self.number)
    }
}

/// Whether two sites are the same; the manifests first, which differ when anything does.
fn same(one: &Output, other: &Output) -> bool {
    one == other
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::OutPath;

    fn snapshot(text: Option<&str>, severity: Option<Severity>) -> Snapshot {
        let output = text.map(|text| {
            let mut output = Output::new();
            output.insert(OutPath::new("index.html").unwrap(), text.as_bytes()).unwrap();
            output
        });
        let problem = |severity| Problem {
            severity,
            code: "code".to_owned(),
            place: String::new(),
            message: String::new(),
            text: String::new(),
        };
        Snapshot {
            output,
            problems: severity.map(problem).into_iter().collect(),
            ..Snapshot::default()
        }
    }

    /// Builds one after the other, and what is shown at the end: number, text, how many problems.
    #[track_caller]
    fn check(builds: &[(Option<&str>, Option<Severity>)], expected: (u64, Option<&str>, usize)) {
        let shown = builds.iter().fold(Shown::nothing(), |shown, (text, severity)| {
            shown.next(snapshot(*text, *severity))
        });
        let bytes = shown.output.as_ref().and_then(|output| output.get("index.html"));
        let text = bytes.map(|bytes| std::str::from_utf8(bytes).unwrap());
        assert_eq!((shown.number, text, shown.problems.len()), expected);
    }

    #[test]
    fn the_newest_good_site_is_shown() {
        check(&[(Some("a"), None), (Some("b"), Some(Severity::Warning))], (2, Some("b"), 1));
    }

    #[test]
    fn a_site_with_errors_does_not_replace_a_good_one() {
        check(&[(Some("a"), None), (Some("b"), Some(Severity::Error))], (1, Some("a"), 1));
        check(&[(Some("a"), None), (None, Some(Severity::Error))], (1, Some("a"), 1));
    }

    #[test]
    fn a_site_with_errors_is_better_than_none() {
        check(
            &[(None, Some(Severity::Error)), (Some("b"), Some(Severity::Error))],
            (2, Some("b"), 1),
        );
        check(
            &[(Some("a"), Some(Severity::Error)), (Some("b"), Some(Severity::Error))],
            (2, Some("b"), 1),
        );
    }

    #[test]
    fn the_same_site_keeps_its_number() {
        check(
            &[(Some("a"), None), (None, Some(Severity::Error)), (Some("a"), None)],
            (1, Some("a"), 0),
        );
    }
}
