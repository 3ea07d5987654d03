//! `briefing` makes a static site of analyst briefings, and proves every number in them.
//!
//! Analysts write Markdown; numbers, sources, datasets and charts live in YAML and CSV. A
//! number in the text is an ordinary link to a sourced fact, `[117](fact:approved-services)`,
//! and a build stops, at file, line and column, where the two do not agree.
//!
//! # A build is a line of functions
//!
//! ```text
//! load → parse → resolve → check → render → write
//! ```
//!
//! Only [`load`] reads the disk and only [`write`](mod@write) writes it. Everything between is a pure
//! function over values, and [`build`] is those functions in a row. A stage gives its
//! value *and* its problems ([`diag::Checked`]), so that one run reports everything.
//!
//! # The smallest program
//!
//! ```
//! use briefing::{Options, Project, build};
//!
//! let project = Project::in_memory([
//!     ("briefing.yaml", "title: Notes\n"),
//!     ("data/sources.yaml", "list:\n  title: The list\n"),
//!     ("data/units.yaml", "service: {one: service, other: services}\n"),
//!     ("data/facts.yaml", "approved:\n  label: Services approved\n  value: 117\n  unit: service\n  as_of: 2024-03-28\n  source: list\n"),
//!     ("content/index.md", "---\ntitle: Notes\n---\n\nThe list names [118](fact:approved) services.\n"),
//! ]);
//! let built = build(&project, &Options::default());
//! assert!(built.output.is_none());
//! assert_eq!(built.problems[0].message, "the text says 118, the data says 117");
//! ```
//!
//! # Learn more
//!
//! - [`Project`]: a project from a folder or from memory
//! - [`diag`]: problems, and how they are shown
//! - [`number`]: reading numbers in three languages, and comparing them
//! - [`chart`]: charts as SVG, the same bytes on every machine
//! - [`resolve::Site`]: a project whose names are resolved
//! - [`fix`](mod@fix): the data's numbers written into the texts
//! - [`output::Output`]: every file's bytes by its path

pub mod chart;
pub mod check;
pub mod date;
pub mod diag;
#[cfg(feature = "external")]
pub mod external;
pub mod files;
pub mod fix;
pub mod lang;
pub mod lineage;
pub mod load;
pub mod model;
pub mod number;
pub mod origin;
pub mod output;
pub mod parse;
pub mod project;
#[cfg(feature = "png")]
pub mod raster;
pub mod register;
pub mod render;
pub mod resolve;
#[cfg(feature = "serve")]
pub mod serve;
pub mod theme;
pub mod write;

pub use project::Project;
pub use resolve::Drafts;

use date::Moment;
use diag::{Code, Diagnostic, Severity};
use files::Span;
use output::Output;

/// Whether warnings stop a build.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Strictness {
    /// They do not.
    #[default]
    Lenient,
    /// They are errors.
    Strict,
}

/// How a project is built.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Where the site will stand, instead of the settings' `base_url`.
    pub base_url: Option<String>,
    /// Whether drafts are pages.
    pub drafts: Drafts,
    /// The time that counts as now: facts grow stale and embargoes end; without it none do.
    pub now: Option<Moment>,
    /// Whether warnings stop the build.
    pub strict: Strictness,
    /// Whether every fact in use needs a second pair of eyes.
    pub review: Review,
}

/// Whether somebody must have compared each fact with its source.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Review {
    /// Facts may be used without.
    #[default]
    Optional,
    /// A fact without is an error.
    Required,
}

/// How much there is in a site.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Pages.
    pub pages: usize,
    /// Facts that have a value.
    pub facts: usize,
    /// Charts that can be drawn.
    pub charts: usize,
}

/// What came of a build.
#[derive(Debug)]
pub struct Build {
    /// The site; nothing if any problem is an error.
    pub output: Option<Output>,
    /// What is wrong, in the order of places, each once.
    pub problems: Vec<Diagnostic>,
    /// How much there is.
    pub counts: Counts,
}

/// Resolves and checks a project without rendering it, for those who look at its facts.
/// The problems are sorted, and warnings are errors where the options say so.
pub fn look(project: &Project, options: &Options) -> diag::Checked<resolve::Site> {
    let mut problems = Vec::new();
    let site = checked(project, options).take(&mut problems);
    let problems = told(problems, &site, project, options);
    diag::Checked { value: site, problems }
}

/// A project's site, with all that is wrong before it is rendered.
fn checked(project: &Project, options: &Options) -> diag::Checked<resolve::Site> {
    let mut problems = project.problems.clone();
    let mut site = resolve::site(project, options.drafts, options.now).take(&mut problems);
    if let Some(base_url) = &options.base_url {
        site.settings.base_url = format!("{}/", base_url.trim_end_matches('/'));
    }
    problems.extend(check::site(&site, &project.files, options.now.map(Moment::day)));
    if options.review == Review::Required {
        problems.extend(check::unchecked(&site));
    }
    diag::Checked { value: site, problems }
}

/// Builds a project in memory: parses, resolves, checks and renders it.
pub fn build(project: &Project, options: &Options) -> Build {
    let mut problems = Vec::new();
    let site = checked(project, options).take(&mut problems);
    let theme = theme::theme(project, &site.settings.brand).take(&mut problems);
    let broken = diag::has_errors(&problems);
    let rendered = render::site(&site, &theme, project);
    // What is missing from a project is missing from its pages too: where something is
    // wrong already, the default theme's complaints would only repeat it.
    let heard = |problem: &Diagnostic| {
        let own = project.files.get(problem.span.file).path.starts_with("templates/");
        !broken || own || problem.code != Code::TemplateError
    };
    problems.extend(rendered.problems.into_iter().filter(heard));
    let output = rendered.value;
    let problems = told(problems, &site, project, options);
    let counts =
        Counts { pages: site.pages.len(), facts: site.figures.len(), charts: site.charts.len() };
    let output = (!diag::has_errors(&problems)).then_some(output);
    Build { output, problems, counts }
}

/// The problems that are told: in order, each once, as bad as the options say.
fn told(
    mut problems: Vec<Diagnostic>,
    site: &resolve::Site,
    project: &Project,
    options: &Options,
) -> Vec<Diagnostic> {
    problems.extend(no_settings(project));
    // What a file that could not be read would have named is not a slip of who names it.
    let unread = |problem: &Diagnostic| problem.code == Code::TooDeep;
    if !project.problems.is_empty() || problems.iter().any(unread) {
        problems.retain(|problem| !problem.code.is_missing_name());
    }

    problems.retain(|problem| !is_allowed(problem, site));
    let problems = diag::sorted(problems);
    match options.strict {
        Strictness::Lenient => problems,
        Strictness::Strict => diag::strict(problems),
    }
}

/// Whether a page's front matter allows a warning about it.
fn is_allowed(problem: &Diagnostic, site: &resolve::Site) -> bool {
    problem.severity == Severity::Warning
        && site
            .pages
            .iter()
            .chain(&site.hidden)
            .any(|page| page.file == problem.span.file && page.allow.contains(&problem.code))
}

/// A project without settings has files, but no title.
fn no_settings(project: &Project) -> Option<Diagnostic> {
    let (first, _) = project.files.iter().next()?;
    project.files.find("briefing.yaml").is_none().then(|| {
        Diagnostic::new(
            Code::MissingKey,
            Span::start_of(first),
            "this project has no `briefing.yaml`",
        )
        .help("write one beside `content/`, with at least `title: …`")
    })
}

/// Everything in a project that somebody has to look at again some day, in the order of days.
pub fn due(project: &Project, options: &Options) -> Vec<check::Due> {
    check::due(&resolve::site(project, options.drafts, options.now).value)
}

/// The addresses of the web that a project's sources and pages name, each with its place,
/// for [`external::visit`].
#[cfg(feature = "external")]
pub fn addresses(project: &Project, options: &Options) -> Vec<files::Spanned<String>> {
    let site = resolve::site(project, options.drafts, options.now).value;
    external::addresses(&site, &project.files)
}
