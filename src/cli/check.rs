//! `briefing check`: the same engine, without writing.

use super::args::Check;
use super::engine::{Clock, Job};
use super::screen::Screen;
use super::surroundings::Surroundings;
use super::{Exit, Failure, summary};

pub(crate) fn run(
    asked: &Check,
    surroundings: &Surroundings,
    screen: &Screen,
) -> Result<Exit, Failure> {
    let job = Job::new(&asked.project, surroundings, Clock::Read)?;
    let outcome = job.run().map_err(Failure::usage)?;
    job.show(&outcome, screen);

    let problems = summary::problems(&outcome.problems);
    let line = match outcome.problems.as_slice() {
        [] => format!("check: {}; {problems}", summary::contents(&outcome.counts)),
        _ => format!("check: {problems}"),
    };
    job.summary(screen, &line);
    Ok(if outcome.output.is_some() { Exit::Fine } else { Exit::Problems })
}
