//! `briefing why`: what a thing rests on, and what rests on it.

use briefing::lineage;

use super::args::{Why, WhyForm};
use super::engine::{Clock, Job};
use super::screen::{self, Screen};
use super::surroundings::Surroundings;
use super::{Exit, Failure};

pub(crate) fn run(
    asked: &Why,
    surroundings: &Surroundings,
    screen: &Screen,
) -> Result<Exit, Failure> {
    let job = Job::new(&asked.project, surroundings, Clock::Ignored)?;
    let looked = job.look().map_err(Failure::usage)?;
    let exit = job.show_errors(&looked, screen);

    let graph = lineage::graph(&looked.site, &looked.files);
    // A bare name is a fact's: that is what is asked for most.
    let kind = if asked.name.contains(':') { "" } else { "fact:" };
    let name = format!("{kind}{}", asked.name);
    let part = lineage::around(&graph, &name).map_err(|meant| unknown(&name, meant))?;
    screen::result(&match asked.form {
        WhyForm::Tree => lineage::tree(&part, &name),
        WhyForm::Mermaid => lineage::mermaid(&part),
        WhyForm::Dot => lineage::dot(&part),
        WhyForm::Json => lineage::json(&part, &name),
    })?;
    Ok(exit)
}

fn unknown(name: &str, meant: Option<String>) -> Failure {
    let failure = Failure::usage(format!("nothing is named `{name}`"));
    match meant {
        Some(meant) => failure.help(format!("did you mean `{meant}`?")),
        None => failure.help(
            "write `fact:ID`, `claim:ID`, `dataset:ID`, `chart:ID`, `table:ID` or `source:KEY`",
        ),
    }
}
