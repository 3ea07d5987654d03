//! What can be typed, and what it means to someone who does not program.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use briefing::date::{Moment, Period};
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use jiff::civil::Date;

/// The part of the help about what is said and how.
const MESSAGES: &str = "Messages";

const EXAMPLES: &str = "\
Examples:
  briefing check                    read the project and list what is wrong
  briefing build                    the same, and write the site to public/
  briefing serve --open             see the site in the browser while you write
  briefing facts china-llms         each number beside its source, to be checked
  briefing explain fact-mismatch    what a problem means and how to mend it

Exit codes:
  0   all is well
  1   the project has problems
  2   the command cannot be understood, or no project is there
  3   the disk, the port or the network failed
  70  briefing itself made a mistake";

/// Turns Markdown and data into a website whose every number is checked against its source.
#[derive(Debug, Parser)]
#[command(name = "briefing", version, after_help = EXAMPLES, max_term_width = 100)]
#[command(disable_help_subcommand = true)]
pub(crate) struct Arguments {
    /// Whether the text is coloured
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    #[arg(help_heading = MESSAGES)]
    pub(crate) color: Color,

    /// Say nothing but problems
    #[arg(short, long, global = true, help_heading = MESSAGES)]
    pub(crate) quiet: bool,

    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check the project and write the site
    ///
    /// Nothing is written when there is an error, so the folder always holds a site that was
    /// right as a whole. Only files that changed are written.
    #[command(after_help = BUILD_EXAMPLES)]
    Build(Build),

    /// Check the project without writing anything
    #[command(after_help = CHECK_EXAMPLES)]
    Check(Check),

    /// Show the site in the browser and follow every change
    ///
    /// The site is made anew whenever a file is saved, and the page reloads. While there are
    /// errors, the last good site stays and the page lists them.
    #[cfg(feature = "serve")]
    #[command(after_help = SERVE_EXAMPLES)]
    Serve(Serve),

    /// Write the data's numbers into the texts, where only the number differs
    ///
    /// The author's form is kept: scale, precision, hedge and language. What would make the
    /// words round a number false is left, with the reason.
    #[command(after_help = FIX_EXAMPLES)]
    Fix(Fix),

    /// List each checked number beside what its source says, for a second pair of eyes
    ///
    /// A row for every number that the build checks, in the order of reading: the sentence, the
    /// text, the value, its date, its source and who has checked it.
    #[command(after_help = FACTS_EXAMPLES)]
    Facts(Facts),

    /// Show what a fact, claim, dataset, chart or source rests on, and what rests on it
    ///
    /// Down to the cell's dataset and its sources, and up to every sentence, chart and card.
    #[command(after_help = WHY_EXAMPLES)]
    Why(Why),

    /// Explain a kind of problem, or list them all
    #[command(after_help = EXPLAIN_EXAMPLES)]
    Explain(Explain),
}

const BUILD_EXAMPLES: &str = "\
Examples:
  briefing build                              write the site to public/
  briefing build -o /srv/www/reports          write it elsewhere
  briefing build -u https://example.org/ai    as it will stand at another address
  briefing build --strict                     refuse to build with warnings
  briefing build --require-checked            refuse facts that nobody has checked";

const CHECK_EXAMPLES: &str = "\
Examples:
  briefing check                     list what is wrong
  briefing check --date 2025-01-31   with the facts that are out of date on that day
  briefing check --expiring 30d      with a list of what falls due in the next 30 days
  briefing check --external          and visit the pages that sources and links name
  briefing check --format short      one line a problem
  briefing check -r reports          the project in the folder reports";

#[cfg(feature = "serve")]
const SERVE_EXAMPLES: &str = "\
Examples:
  briefing serve                     then open http://127.0.0.1:1111
  briefing serve --open --drafts     open the browser, and show drafts too
  briefing serve -p 8000             when port 1111 is taken";

const FIX_EXAMPLES: &str = "\
Examples:
  briefing fix --dry-run             show what would change
  briefing fix                       write the numbers
  briefing fix --fill                and the values of empty links, [](fact:…)";

const FACTS_EXAMPLES: &str = "\
Examples:
  briefing facts                                 all pages
  briefing facts china-llms                      one briefing, in all its languages
  briefing facts content/china-llms/index.de.md  one file
  briefing facts --as markdown > worksheet.md    a worksheet to print or to paste into a review
  briefing facts --as csv > facts.csv            a table";

const WHY_EXAMPLES: &str = "\
Examples:
  briefing why fact:approved-services           a fact, both ways
  briefing why source:cac                       what would fall with a source
  briefing why claim:growth --as mermaid        a graph for a pull request
  briefing why dataset:approvals --as dot | dot -Tsvg > approvals.svg";

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  briefing explain                   all problems, a line each
  briefing explain fact-mismatch     one, with an example and how to mend it";

/// `briefing build`.
#[derive(Debug, Args)]
pub(crate) struct Build {
    /// The folder to write to [default: public in the project's folder]
    #[arg(short, long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) output_dir: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) reviewed: Reviewed,

    #[command(flatten)]
    pub(crate) project: Project,
}

/// `briefing check`.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Also visit the addresses of sources and of links in pages, and report those that are
    /// dead, have moved for good, or do not answer; nothing else uses the network
    #[arg(long)]
    pub(crate) external: bool,

    /// Also list what falls due within a time: facts, reviews, sources and indicators, by day
    #[arg(long, value_name = "TIME", value_parser = period)]
    pub(crate) expiring: Option<Period>,

    #[command(flatten)]
    pub(crate) reviewed: Reviewed,

    #[command(flatten)]
    pub(crate) project: Project,
}

/// `briefing serve`.
#[cfg(feature = "serve")]
#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// The address to listen at; others than 127.0.0.1 let your network see the site
    #[arg(short, long, value_name = "IP", default_value = "127.0.0.1")]
    pub(crate) interface: std::net::IpAddr,

    /// The port to listen at; 0 takes any that is free
    #[arg(short, long, value_name = "NUMBER", default_value_t = 1111)]
    pub(crate) port: u16,

    /// Open the site in the browser
    #[arg(short = 'O', long)]
    pub(crate) open: bool,

    #[command(flatten)]
    pub(crate) project: Project,
}

/// `briefing fix`.
#[derive(Debug, Args)]
pub(crate) struct Fix {
    /// Show the changes as a diff, and write nothing
    #[arg(short = 'n', long)]
    pub(crate) dry_run: bool,

    /// Also write the values of empty links, which the build would fill in
    #[arg(long)]
    pub(crate) fill: bool,

    #[command(flatten)]
    pub(crate) project: Project,
}

/// `briefing facts`.
#[derive(Debug, Args)]
pub(crate) struct Facts {
    /// The briefing or page, by its folder's name or by its file; without it, all are listed
    #[arg(value_name = "PAGE")]
    pub(crate) page: Option<String>,

    /// Only pages in this language
    #[arg(long, value_enum, value_name = "LANG")]
    pub(crate) lang: Option<Language>,

    /// How the register is written
    #[arg(long = "as", value_enum, value_name = "FORM", default_value_t = FactsForm::Text)]
    pub(crate) form: FactsForm,

    #[command(flatten)]
    pub(crate) project: Project,
}

/// How the register is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FactsForm {
    /// Paragraphs as wide as the terminal
    Text,
    /// A table for spreadsheets
    Csv,
    /// A list for programs
    Json,
    /// A worksheet with a box to tick for each number
    Markdown,
}

/// The languages of pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Language {
    /// English
    En,
    /// German
    De,
    /// Chinese
    Zh,
}

/// `briefing why`.
#[derive(Debug, Args)]
pub(crate) struct Why {
    /// The kind and name of a thing: `fact:ID`, `claim:ID`, `dataset:ID`, `chart:ID`, `table:ID`
    /// or `source:KEY`; a bare name is that of a fact
    #[arg(value_name = "THING")]
    pub(crate) name: String,

    /// How the lineage is written
    #[arg(long = "as", value_enum, value_name = "FORM", default_value_t = WhyForm::Tree)]
    pub(crate) form: WhyForm,

    #[command(flatten)]
    pub(crate) project: Project,
}

/// How lineage is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum WhyForm {
    /// Trees for the terminal
    Tree,
    /// A Mermaid flow chart
    Mermaid,
    /// A graph for Graphviz
    Dot,
    /// Nodes and edges for programs
    Json,
}

/// `briefing explain`.
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// The name in brackets, as in error[fact-mismatch]; without it, all are listed
    #[arg(value_name = "CODE")]
    pub(crate) code: Option<String>,
}

/// Whether a release needs a second pair of eyes.
#[derive(Debug, Args)]
pub(crate) struct Reviewed {
    /// Every fact in use must say who has compared it with its source, in `checked`, on a day
    /// not before that of its value
    #[arg(long)]
    pub(crate) require_checked: bool,
}

/// What every command that reads a project can be told.
#[derive(Debug, Args)]
pub(crate) struct Project {
    /// The project's folder [default: the nearest with a briefing.yaml, from here upwards]
    #[arg(short, long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) root: Option<PathBuf>,

    /// The address of the site, instead of the one in briefing.yaml
    #[arg(short = 'u', long, value_name = "URL", value_parser = base_url)]
    pub(crate) base_url: Option<String>,

    /// Show drafts too
    #[arg(long)]
    pub(crate) drafts: bool,

    /// The day, or hour with its zone, that counts as now: facts may be out of date and embargoes over [default: that of `SOURCE_DATE_EPOCH` if set; `check` and `serve` then ask the clock, in UTC, `build` never does]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) date: Option<Moment>,

    /// Treat warnings as errors
    #[arg(long)]
    pub(crate) strict: bool,

    /// How many things are done at once [default: as many as the processor can]
    #[arg(short, long, value_name = "N", value_parser = jobs)]
    pub(crate) jobs: Option<NonZeroUsize>,

    /// How problems are shown [default: human, and github too in GitHub Actions]
    #[arg(long, value_enum, value_name = "FORMAT", help_heading = MESSAGES)]
    pub(crate) format: Option<Format>,
}

/// How problems are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// With the text, what is wrong in it, and help
    Human,
    /// One line a problem, and its help
    Short,
    /// One JSON object a line, for programs
    Json,
    /// For GitHub Actions, which shows them beside the changed lines
    Github,
}

/// When text is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Also in files and pipes
    Always,
    /// Never
    Never,
}

/// At least one, and a number.
fn jobs(text: &str) -> Result<NonZeroUsize, String> {
    text.parse().map_err(|_| "write a number from 1, as in 4".to_owned())
}

/// A day as the calendar has it, written in one way only, or an hour with its zone.
fn date(text: &str) -> Result<Moment, String> {
    const HELP: &str = "write year, month and day, as in 2024-08-28, or an hour with its zone, as in 2024-08-28T06:00:00+02:00";
    if text.contains('T') {
        return Moment::parse(text).ok_or_else(|| HELP.to_owned());
    }
    let shape: Vec<usize> = text.split('-').map(str::len).collect();
    let digits = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    if shape != [4, 2, 2] || !digits {
        return Err(HELP.to_owned());
    }
    let day: Date = text.parse().map_err(|_| "the calendar does not have this day".to_owned())?;
    Ok(day.into())
}

/// A length of time in one unit, or as ISO 8601 has it.
fn period(text: &str) -> Result<Period, String> {
    Period::parse_short(text)
        .ok_or_else(|| "write days, weeks, months or years as 30d, 4w, 6m or 1y".to_owned())
}

/// An address that pages can be put behind.
fn base_url(text: &str) -> Result<String, String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    match rest {
        None => Err("an address begins with https:// or http://".to_owned()),
        Some(rest) if rest.is_empty() || rest.starts_with('/') => {
            Err("the name of the site is missing, as in https://example.org".to_owned())
        }
        Some(rest) if rest.contains(|c: char| c.is_whitespace() || "?#\"<>\\".contains(c)) => {
            Err("an address ends before any space, `?` or `#`".to_owned())
        }
        Some(_) => Ok(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_arguments_are_well_formed() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_date_is_written_in_one_way() {
        assert_eq!(date("2024-02-29"), Ok(jiff::civil::date(2024, 2, 29).into()));
        assert_eq!(date("2024-02-29T01:00+01:00"), date("2024-02-29"));
        for wrong in [
            "",
            "2024-2-9",
            "20240229",
            "29.02.2024",
            "2024-02-29T10:00",
            "+024-02-29",
            "２０２４-02-29",
        ] {
            assert!(date(wrong).is_err_and(|help| help.contains("as in 2024-08-28")), "{wrong}");
        }
        assert!(date("2023-02-29").is_err_and(|help| help.contains("calendar")));
    }

    #[test]
    fn a_time_is_a_count_and_a_letter_or_a_duration() {
        for (text, days) in
            [("30d", "P30D"), ("4w", "P28D"), ("P4W", "P28D"), ("p1y6m", "P1Y6M"), ("1Y", "P1Y")]
        {
            assert_eq!(period(text).ok(), Period::parse(days), "{text}");
        }
        for wrong in ["", "d", "30", "30 d", "30h", "-1d", "P", "1d2w"] {
            assert!(period(wrong).is_err_and(|help| help.contains("30d")), "{wrong}");
        }
    }

    #[test]
    fn an_address_is_one() {
        for right in ["https://example.org", "http://localhost:1111/", "https://例え.jp/ai/"] {
            assert_eq!(base_url(right), Ok(right.to_owned()));
        }
        for wrong in [
            "",
            "example.org",
            "ftp://a",
            "https://",
            "https:///x",
            "https://a b",
            "https://a/?q",
            "https://a#b",
        ] {
            assert!(base_url(wrong).is_err(), "{wrong}");
        }
    }
}
