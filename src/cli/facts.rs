//! `briefing facts`: each checked number beside what the data says.

use briefing::lang::Lang;
use briefing::register;

use super::args::{Facts, FactsForm, Language};
use super::engine::{Clock, Job};
use super::screen::{self, Screen};
use super::surroundings::Surroundings;
use super::{Exit, Failure};

pub(crate) fn run(
    asked: &Facts,
    surroundings: &Surroundings,
    screen: &Screen,
) -> Result<Exit, Failure> {
    let job = Job::new(&asked.project, surroundings, Clock::Ignored)?;
    let looked = job.look().map_err(Failure::usage)?;
    let exit = job.show_errors(&looked, screen);

    let lang = asked.lang.map(|lang| match lang {
        Language::En => Lang::En,
        Language::De => Lang::De,
        Language::Zh => Lang::Zh,
    });
    let pages = register::pages(asked.page.as_deref(), lang, &looked.site, &looked.files);
    let pages = pages.map_err(|meant| unknown(asked.page.as_deref().unwrap_or_default(), meant))?;
    let rows = register::rows(&pages, &looked.site, &looked.files);

    match asked.form {
        FactsForm::Csv => screen::result(&register::csv(&rows))?,
        FactsForm::Json => screen::result(&register::json(&rows))?,
        FactsForm::Markdown => screen::result(&register::markdown(&rows))?,
        FactsForm::Text => {
            let (colour, width) = screen.result_look();
            screen.result(&register::text(&rows, width, colour))?;
        }
    }
    job.summary(screen, &format!("facts: {}", register::count(&rows)));
    Ok(exit)
}

fn unknown(page: &str, meant: Option<String>) -> Failure {
    let failure = Failure::usage(format!("no page is named `{page}`"));
    match meant {
        Some(meant) => failure.help(format!("did you mean `{meant}`?")),
        None => failure.help("write the name of its folder, or the path of its file"),
    }
}
