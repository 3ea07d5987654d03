//! What the commands that read a project have in common: find it, run the library on it,
//! and show its problems.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use briefing::diag::{self, Checked, Diagnostic, Severity};
use briefing::files::Files;
use briefing::load::LoadError;
use briefing::output::Output;
use briefing::resolve::Site;
use briefing::{Build, Counts, Drafts, Options, Review, Strictness};

use super::args::{Format, Project, Reviewed};
use super::screen::Screen;
use super::surroundings::Surroundings;
use super::{Exit, Failure};

/// A project and how it is to be built.
#[derive(Debug)]
pub(crate) struct Job {
    /// The project's folder.
    pub(crate) root: PathBuf,
    options: Options,
    /// Each format that problems are shown in, with the folder its reader counts paths from.
    views: Vec<(diag::Format, String)>,
}

/// Whether the day is the clock's where none is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Clock {
    /// For those who look at a project now.
    Read,
    /// For a build, which must give the same tomorrow.
    Ignored,
}

/// What came of a job.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// The site, when nothing is an error.
    pub(crate) output: Option<Output>,
    /// What is wrong, sorted.
    pub(crate) problems: Vec<Diagnostic>,
    /// How much there is.
    pub(crate) counts: Counts,
    /// The texts that the problems are in.
    pub(crate) files: Files,
}

/// A project whose facts are looked at.
#[derive(Debug)]
pub(crate) struct Looked {
    /// What its files say.
    pub(crate) site: Site,
    /// What is wrong, sorted.
    pub(crate) problems: Vec<Diagnostic>,
    /// Its texts.
    pub(crate) files: Files,
}

impl Job {
    /// The job that was asked for. Also sets how many threads work on it.
    pub(crate) fn new(
        asked: &Project,
        surroundings: &Surroundings,
        clock: Clock,
    ) -> Result<Job, Failure> {
        if let Some(jobs) = asked.jobs {
            rayon::ThreadPoolBuilder::new()
                .num_threads(jobs.get())
                .build_global()
                .context("the threads cannot be started")
                .map_err(Failure::world)?;
        }

        let root = root(asked.root.as_deref(), &surroundings.folder)?;
        check_base_url(asked.base_url.as_deref())?;
        let options = Options {
            base_url: asked.base_url.clone(),
            drafts: if asked.drafts { Drafts::Show } else { Drafts::Hide },
            now: match clock {
                Clock::Read => Some(surroundings.now(asked.date)?),
                Clock::Ignored => surroundings.asked(asked.date)?,
            },
            strict: if asked.strict { Strictness::Strict } else { Strictness::Lenient },
            review: Review::Optional,
        };
        let views = views(asked.format, surroundings, &root);
        Ok(Job { root, options, views })
    }

    /// The day that counts as today, if there is one.
    pub(crate) fn today(&self) -> Option<jiff::civil::Date> {
        self.options.now.map(briefing::date::Moment::day)
    }

    /// The first format asked for, with the folder that paths are counted from.
    pub(crate) fn view(&self) -> (diag::Format, &str) {
        self.views.first().map_or((diag::Format::Human, ""), |(format, folder)| (*format, folder))
    }

    /// The same job, in which every fact in use needs a second pair of eyes if so asked.
    pub(crate) fn reviewed(mut self, asked: &Reviewed) -> Job {
        if asked.require_checked {
            self.options.review = Review::Required;
        }
        self
    }

    /// Loads the project and builds its site in memory.
    pub(crate) fn run(&self) -> Result<Outcome, LoadError> {
        self.run_and(|_, _| Vec::new())
    }

    /// The same, with what `look` finds in the project besides.
    pub(crate) fn run_and(
        &self,
        look: impl FnOnce(&briefing::Project, &Options) -> Vec<Diagnostic>,
    ) -> Result<Outcome, LoadError> {
        let project = briefing::load::project(&self.root)?;
        let Build { output, mut problems, counts, .. } = briefing::build(&project, &self.options);
        let found = look(&project, &self.options);
        problems.extend(match self.options.strict {
            Strictness::Lenient => found,
            Strictness::Strict => diag::strict(found),
        });
        let problems = diag::sorted(problems);
        let output = output.filter(|_| !diag::has_errors(&problems));
        Ok(Outcome { output, problems, counts, files: project.files })
    }

    /// Loads the project and resolves it, for commands that look at facts and show them.
    pub(crate) fn look(&self) -> Result<Looked, LoadError> {
        let project = briefing::load::project(&self.root)?;
        let Checked { value: site, problems } = briefing::look(&project, &self.options);
        Ok(Looked { site, problems, files: project.files })
    }

    /// Shows what is wrong, in each format asked for.
    pub(crate) fn show(&self, outcome: &Outcome, screen: &Screen) {
        self.show_problems(&outcome.problems, &outcome.files, screen);
    }

    /// Shows the errors of a project that is looked at, where there are any: what it shows may
    /// be wrong too. Warnings are `check`'s affair.
    pub(crate) fn show_errors(&self, looked: &Looked, screen: &Screen) -> Exit {
        let errors = looked.problems.iter().filter(|one| one.severity == Severity::Error);
        let errors: Vec<Diagnostic> = errors.cloned().collect();
        self.show_problems(&errors, &looked.files, screen);
        if errors.is_empty() { Exit::Fine } else { Exit::Problems }
    }

    fn show_problems(&self, problems: &[Diagnostic], files: &Files, screen: &Screen) {
        for (format, folder) in &self.views {
            let (colour, width) = (screen.colour(), screen.width);
            screen.problems(&diag::render_from(problems, files, folder, *format, colour, width));
        }
    }

    /// Ends with one line, which only people are given: a program that reads JSON, an object
    /// a line, would stumble over it.
    pub(crate) fn summary(&self, screen: &Screen, text: &str) {
        if self.views.iter().any(|(format, _)| *format != diag::Format::Json) {
            screen.summary(text);
        }
    }
}

/// An address to build for must be one.
fn check_base_url(asked: Option<&str>) -> Result<(), Failure> {
    match asked {
        Some(url) if !url.starts_with("https://") && !url.starts_with("http://") => {
            Err(Failure::usage(format!("`{url}` is not a web address")).help(
                "write where the site will stand: `--base-url https://example.org/briefings/`",
            ))
        }
        _ => Ok(()),
    }
}

/// The folder that was named, or the nearest one with a project.
fn root(asked: Option<&Path>, folder: &Path) -> Result<PathBuf, Failure> {
    match asked {
        Some(asked) => Ok(asked.to_owned()),
        None => briefing::load::find_root(folder).ok_or_else(|| {
            Failure::usage(format!(
                "there is no `briefing.yaml` in `{}` or above it",
                folder.display()
            ))
            .help("go to the project's folder, or name it with `--root`")
        }),
    }
}

/// The formats asked for. Where GitHub reads along, it gets its own beside the one for people.
fn views(
    asked: Option<Format>,
    surroundings: &Surroundings,
    root: &Path,
) -> Vec<(diag::Format, String)> {
    let here = super::paths::from(&surroundings.folder, root);
    let github = || {
        let folder = surroundings.github.as_ref().unwrap_or(&surroundings.folder);
        (diag::Format::Github, super::paths::from(folder, root))
    };

    match asked {
        None if surroundings.github.is_some() => vec![(diag::Format::Human, here), github()],
        None | Some(Format::Human) => vec![(diag::Format::Human, here)],
        Some(Format::Short) => vec![(diag::Format::Short, here)],
        Some(Format::Json) => vec![(diag::Format::Json, here)],
        Some(Format::Github) => vec![github()],
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use diag::Format::{Github, Human, Json};

    #[track_caller]
    fn check(asked: Option<Format>, github: Option<&str>, expected: &[(diag::Format, &str)]) {
        let surroundings = Surroundings {
            folder: PathBuf::from("/srv/site/content"),
            github: github.map(PathBuf::from),
            source_date_epoch: None,
            clock: std::time::SystemTime::UNIX_EPOCH,
        };
        let views = views(asked, &surroundings, Path::new("/srv/site"));
        let views: Vec<_> =
            views.iter().map(|(format, folder)| (*format, folder.as_str())).collect();
        assert_eq!(views, expected);
    }

    #[test]
    fn paths_are_those_that_the_reader_can_follow() {
        check(None, None, &[(Human, "..")]);
        check(Some(Format::Json), None, &[(Json, "..")]);
    }

    #[test]
    fn github_gets_its_own_format_with_paths_from_its_own_folder() {
        check(None, Some("/srv"), &[(Human, ".."), (Github, "site")]);
        check(Some(Format::Github), Some("/srv"), &[(Github, "site")]);
    }

    #[test]
    fn a_format_that_was_asked_for_stays_alone() {
        check(Some(Format::Human), Some("/srv"), &[(Human, "..")]);
        check(Some(Format::Json), Some("/srv"), &[(Json, "..")]);
    }
}
