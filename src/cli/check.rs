//! `briefing check`: the same engine, without writing.

#[cfg(feature = "external")]
use briefing::external;

use super::args::Check;
use super::engine::{Clock, Job, Outcome};
use super::screen::Screen;
use super::surroundings::Surroundings;
use super::{Exit, Failure, summary};

pub(crate) fn run(
    asked: &Check,
    surroundings: &Surroundings,
    screen: &Screen,
) -> Result<Exit, Failure> {
    let job = Job::new(&asked.project, surroundings, Clock::Read)?;
    let outcome =
        if asked.external { visited(&job, screen)? } else { job.run().map_err(Failure::usage)? };
    job.show(&outcome, screen);

    let problems = summary::problems(&outcome.problems);
    let line = match outcome.problems.as_slice() {
        [] => format!("check: {}; {problems}", summary::contents(&outcome.counts)),
        _ => format!("check: {problems}"),
    };
    job.summary(screen, &line);
    Ok(if outcome.output.is_some() { Exit::Fine } else { Exit::Problems })
}

/// The outcome with what visits to pages elsewhere found.
#[cfg(feature = "external")]
fn visited(job: &Job, screen: &Screen) -> Result<Outcome, Failure> {
    let outcome = job.run_and(|project, options| {
        let addresses = briefing::addresses(project, options);
        let tell = |external::Progress { done, of }| {
            screen.progress(&format!("visiting {done} of {of} addresses"));
        };
        let found = external::visit(&addresses, &external::Manners::default(), &tell);
        screen.progress("");
        found
    });
    outcome.map_err(Failure::usage)
}

/// A program without the network says so, rather than that all is well.
#[cfg(not(feature = "external"))]
fn visited(_: &Job, _: &Screen) -> Result<Outcome, Failure> {
    let failure = Failure::usage("this `briefing` was built without `--external`");
    Err(failure.help("install it with `cargo install briefing --features external`"))
}
