//! `briefing serve`: the site from memory, made anew after every change.

use std::sync::Arc;

use briefing::diag::{self, Code, Colour};
use briefing::load::LoadError;
use briefing::serve::{Event, Open, Options, Problem, Severity, Snapshot};

use super::args::Serve;
use super::engine::{Clock, Job, Outcome};
use super::screen::Screen;
use super::surroundings::Surroundings;
use super::{Exit, Failure, summary};

/// What a project is made of. Not its whole folder, which often holds a repository and
/// the output as well.
const WATCHED: [&str; 4] = ["briefing.yaml", "content", "data", "templates"];

/// How wide the excerpts in the page are: the list of problems scrolls, but nobody likes to.
const PAGE_WIDTH: usize = 100;

pub(crate) fn run(
    asked: &Serve,
    surroundings: &Surroundings,
    screen: &Screen,
) -> Result<Exit, Failure> {
    let job = Arc::new(Job::new(&asked.project, surroundings, Clock::Read)?);
    // A folder without a project is a slip in the command, and no site to wait for.
    briefing::load::project(&job.root).map_err(Failure::usage)?;
    if !asked.interface.is_loopback() {
        screen.warning(
            "everyone on your network can read the site, drafts as well when they are shown",
            "leave out `--interface` to keep it to yourself",
        );
    }

    let options = Options {
        ip: asked.interface,
        port: asked.port,
        open: if asked.open { Open::Browser } else { Open::Nothing },
        ignore: vec![job.root.join("public")],
    };
    let watch = WATCHED.map(|name| job.root.join(name));
    let rebuild = {
        let (job, screen) = (Arc::clone(&job), screen.clone());
        move || snapshot(&job, &screen)
    };
    let on_event = {
        let screen = screen.clone();
        move |event| tell(event, &job, &screen)
    };
    briefing::serve::run(options, watch.into(), rebuild, on_event).map_err(Failure::world)?;
    Ok(Exit::Fine)
}

/// Builds the site as it stands now, and shows the terminal what is wrong.
fn snapshot(job: &Job, screen: &Screen) -> Snapshot {
    let outcome = match job.run() {
        Ok(outcome) => outcome,
        Err(error) => return without_project(&error, screen),
    };

    job.show(&outcome, screen);
    let problems = summary::problems(&outcome.problems);
    let summary = match &outcome.output {
        Some(_) => format!("{}; {problems}", summary::contents(&outcome.counts)),
        None => format!("{problems}; pages stay as they were"),
    };
    Snapshot { problems: listed(&outcome), output: outcome.output, summary }
}

/// The project went away under the preview; it may come back.
fn without_project(error: &LoadError, screen: &Screen) -> Snapshot {
    let message = error.to_string();
    screen.failure(&Failure::usage(&message));
    let problem = Problem {
        severity: Severity::Error,
        code: Code::UnreadableFile.name().to_owned(),
        place: String::new(),
        text: format!("error: {message}"),
        message,
    };
    let summary = "no project; pages stay as they were".to_owned();
    Snapshot { output: None, problems: vec![problem], summary }
}

/// The problems as the page lists them.
fn listed(outcome: &Outcome) -> Vec<Problem> {
    let Outcome { problems, files, .. } = outcome;
    let listed = problems.iter().map(|problem| {
        let place = files.place(problem.span);
        let only = std::slice::from_ref(problem);
        Problem {
            severity: match problem.severity {
                diag::Severity::Error => Severity::Error,
                diag::Severity::Warning => Severity::Warning,
            },
            code: problem.code.name().to_owned(),
            place: format!("{}:{}:{}", place.path, place.line, place.column),
            message: problem.message.clone(),
            text: diag::render(only, files, diag::Format::Human, Colour::Never, PAGE_WIDTH),
        }
    });
    listed.collect()
}

/// One line for what happened. The problems of a build are shown by then.
fn tell(event: Event, job: &Job, screen: &Screen) {
    match event {
        Event::Rebuilt { summary, took, .. } => {
            job.summary(screen, &format!("serve: {summary}; {} ms", took.as_millis()));
        }
        Event::Listening(address) => {
            job.summary(screen, &format!("serve: {address} until Ctrl-C"));
        }
        Event::Trouble(message) => screen.warning(&message, ""),
    }
}
