//! `briefing build`: check, and write the site when nothing is an error.

use briefing::write::WriteError;

use super::args::Build;
use super::engine::{Clock, Job};
use super::screen::Screen;
use super::surroundings::Surroundings;
use super::{Exit, Failure, paths, summary};

pub(crate) fn run(
    asked: &Build,
    surroundings: &Surroundings,
    screen: &Screen,
) -> Result<Exit, Failure> {
    let job = Job::new(&asked.project, surroundings, Clock::Ignored)?.reviewed(&asked.reviewed);
    let folder = match &asked.output_dir {
        Some(folder) => folder.clone(),
        None => job.root.join("public"),
    };
    // Before the work, so that a slip in `-o` is told at once.
    briefing::write::allowed(&folder, &job.root).map_err(failure)?;

    let outcome = job.run().map_err(Failure::usage)?;
    job.show(&outcome, screen);
    let problems = summary::problems(&outcome.problems);
    let Some(output) = &outcome.output else {
        job.summary(screen, &format!("build: {problems}; nothing written"));
        return Ok(Exit::Problems);
    };

    let written = briefing::write::write(output, &folder).map_err(failure)?;
    if let Some(leftover) = &written.leftover {
        screen.warning(
            &format!("the old site could not be removed from `{}`", leftover.display()),
            "remove this folder yourself; the new site is whole",
        );
    }
    let contents = summary::contents(&outcome.counts);
    let written = summary::written(&written, &paths::from(&surroundings.folder, &folder));
    let line = match outcome.problems.as_slice() {
        [] => format!("build: {contents}; {written}"),
        _ => format!("build: {contents}; {written}; {problems}"),
    };
    job.summary(screen, &line);
    Ok(Exit::Fine)
}

/// A folder that must not be written is a slip in the command; the rest is the disk's doing.
fn failure(error: WriteError) -> Failure {
    if error.is_refusal() { Failure::usage(error) } else { Failure::world(error) }
}
