//! `briefing check`: the same engine, without writing.

#[cfg(feature = "external")]
use briefing::external;
use briefing::{Options, Project, diag::Diagnostic};

use super::args::Check;
use super::engine::{Clock, Job};
use super::screen::{self, Screen};
use super::surroundings::Surroundings;
use super::{Exit, Failure, due, summary};

pub(crate) fn run(
    asked: &Check,
    surroundings: &Surroundings,
    screen: &Screen,
) -> Result<Exit, Failure> {
    let job = Job::new(&asked.project, surroundings, Clock::Read)?.reviewed(&asked.reviewed);
    if asked.external {
        can_visit()?;
    }
    let mut falls_due = Vec::new();
    let look = |project: &Project, options: &Options| {
        if let Some((period, today)) = asked.expiring.zip(job.today()) {
            falls_due = due::within(period, today, briefing::due(project, options));
        }
        if asked.external { visited(project, options, screen) } else { Vec::new() }
    };
    let outcome = job.run_and(look).map_err(Failure::usage)?;
    job.show(&outcome, screen);
    let (format, folder) = job.view();
    screen::result(&due::list(&falls_due, &outcome.files, format, folder))?;

    let problems = summary::problems(&outcome.problems);
    let due = asked.expiring.map(|_| summary::due(falls_due.len())).unwrap_or_default();
    let line = match outcome.problems.as_slice() {
        [] => format!("check: {}; {problems}{due}", summary::contents(&outcome.counts)),
        _ => format!("check: {problems}{due}"),
    };
    job.summary(screen, &line);
    Ok(if outcome.output.is_some() { Exit::Fine } else { Exit::Problems })
}

/// What visits to pages elsewhere find.
#[cfg(feature = "external")]
fn visited(project: &Project, options: &Options, screen: &Screen) -> Vec<Diagnostic> {
    let addresses = briefing::addresses(project, options);
    let tell = |external::Progress { done, of }| {
        screen.progress(&format!("visiting {done} of {of} addresses"));
    };
    let found = external::visit(&addresses, &external::Manners::default(), &tell);
    screen.progress("");
    found
}

#[cfg(not(feature = "external"))]
fn visited(_: &Project, _: &Options, _: &Screen) -> Vec<Diagnostic> {
    Vec::new()
}

/// A program without the network says so, rather than that all is well.
fn can_visit() -> Result<(), Failure> {
    if cfg!(feature = "external") {
        return Ok(());
    }
    let failure = Failure::usage("this `briefing` was built without `--external`");
    Err(failure.help("install it with `cargo install briefing --features external`"))
}
