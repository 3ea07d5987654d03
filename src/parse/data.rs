//! The files of `data/`, each by itself.

mod chart;
mod claims;
mod corrections;
mod dataset;
mod facts;
mod fresh;
mod history;
mod rows;
mod sources;
mod units;
mod words;

pub use dataset::{Columns, RawDataset, RawRow, RawRows, typed_row};
pub use rows::csv_rows;
pub use units::RawUnit;

use super::yaml::{self, Entry, Node, Value};
use crate::diag::{Checked, Code, Diagnostic, nearest};
use crate::files::{File, FileId, Span, Spanned};
use crate::model::{ChartSpec, Claim, Correction, Entity, Fact, Person, Source, TableSpec, Term};

/// Things of a kind and the places of their ids, in the order of the file.
pub type Named<T> = Vec<(Spanned<String>, T)>;

/// What one file of `data/` says.
#[derive(Debug, Default)]
pub struct DataFile {
    /// Sources.
    pub sources: Named<Source>,
    /// Facts.
    pub facts: Named<Fact>,
    /// Claims.
    pub claims: Named<Claim>,
    /// Datasets, their rows still apart.
    pub datasets: Named<RawDataset>,
    /// Charts.
    pub charts: Named<ChartSpec>,
    /// Tables.
    pub tables: Named<TableSpec>,
    /// People.
    pub people: Named<Person>,
    /// Terms.
    pub terms: Named<Term>,
    /// Entities.
    pub entities: Named<Entity>,
    /// Fixes of upstream data.
    pub corrections: Vec<Correction>,
    /// Units.
    pub units: Named<RawUnit>,
    /// The ids of charts and tables that could not be read, which is already reported.
    pub broken: Vec<String>,
}

/// Which kind of thing a file holds, by its path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    Sources,
    Facts,
    Dataset,
    Chart,
    Table,
    People,
    Terms,
    Entities,
    Units,
    Corrections,
}

/// Where each kind of thing is kept, for messages.
const PLACES: &str = "`sources.yaml`, `facts.yaml`, `people.yaml`, `glossary.yaml`, `entities.yaml`, `units.yaml`, `corrections.yaml`, or a file in `facts/`, `sources/`, `datasets/`, `charts/` or `tables/`";

fn holds(path: &str) -> Option<Holds> {
    let inner = path.strip_prefix("data/")?;
    let stem = inner.strip_suffix(".yaml").or_else(|| inner.strip_suffix(".yml"))?;
    Some(match stem.split_once('/') {
        None => match stem {
            "sources" => Holds::Sources,
            "facts" => Holds::Facts,
            "people" => Holds::People,
            "glossary" => Holds::Terms,
            "entities" => Holds::Entities,
            "units" => Holds::Units,
            "corrections" => Holds::Corrections,
            _ => return None,
        },
        Some((_, name)) if name.contains('/') => return None,
        Some(("sources", _)) => Holds::Sources,
        Some(("facts", _)) => Holds::Facts,
        Some(("datasets", _)) => Holds::Dataset,
        Some(("charts", _)) => Holds::Chart,
        Some(("tables", _)) => Holds::Table,
        Some(_) => return None,
    })
}

/// A file of `data/` that has no place there.
pub fn unread(id: FileId, path: &str) -> Diagnostic {
    const NAMES: [&str; 7] = [
        "data/sources.yaml",
        "data/facts.yaml",
        "data/people.yaml",
        "data/glossary.yaml",
        "data/entities.yaml",
        "data/units.yaml",
        "data/corrections.yaml",
    ];
    let problem =
        Diagnostic::new(Code::UnknownFile, Span::start_of(id), format!("nothing reads `{path}`"));
    match nearest(path, NAMES) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem.help(format!("data is read from {PLACES}")),
    }
}

/// What a YAML file of `data/` says.
pub fn file(id: FileId, file: &File) -> Checked<DataFile> {
    let mut data = DataFile::default();
    let Some(holds) = holds(&file.path) else {
        let problem = unread(id, &file.path);
        return Checked { value: data, problems: vec![problem] };
    };

    let root = yaml::parse(id, &file.text, 0);
    let mut problems = root.problems;
    let node = &root.value;
    match holds {
        Holds::Sources => data.sources = named(node, "sources", &mut problems, sources::source),
        Holds::Facts => {
            let (claims, facts): (Vec<&Entry>, Vec<&Entry>) = entries(node, "facts", &mut problems)
                .iter()
                .partition(|entry| entry.key.value == claims::KEY);
            data.facts = each(facts, check_id, &mut problems, facts::fact);
            for entry in claims {
                let claims = named(&entry.value, "claims", &mut problems, claims::claim);
                data.claims.extend(claims);
            }
        }
        Holds::People => data.people = named(node, "people", &mut problems, words::person),
        Holds::Terms => data.terms = named(node, "terms", &mut problems, words::term),
        Holds::Entities => data.entities = named(node, "entities", &mut problems, words::entity),
        Holds::Units => data.units = named(node, "units", &mut problems, units::unit),
        Holds::Corrections => data.corrections = corrections::corrections(node, &mut problems),
        Holds::Dataset => {
            data.datasets = one(id, file, &mut problems, |name, problems| {
                Some(dataset::dataset(name, node, problems))
            });
        }
        Holds::Chart => {
            data.charts =
                one(id, file, &mut problems, |name, problems| chart::chart(name, node, problems));
            data.broken.extend(data.charts.is_empty().then(|| format!("chart:{}", stem(file))));
        }
        Holds::Table => {
            data.tables =
                one(id, file, &mut problems, |name, problems| chart::table(name, node, problems));
            data.broken.extend(data.tables.is_empty().then(|| format!("table:{}", stem(file))));
        }
    }
    Checked { value: data, problems }
}

/// The things of a mapping from ids to them; each is read even when others fail.
fn named<T>(
    root: &Node,
    what: &str,
    problems: &mut Vec<Diagnostic>,
    read: impl Fn(&Entry, &mut Vec<Diagnostic>) -> T,
) -> Named<T> {
    let check = if what == "units" { check_unit_id } else { check_id };
    each(entries(root, what, problems), check, problems, read)
}

/// The entries of a mapping from ids to things.
fn entries<'a>(root: &'a Node, what: &str, problems: &mut Vec<Diagnostic>) -> &'a [Entry] {
    match &root.value {
        Value::Mapping(entries) => entries.as_slice(),
        Value::Null | Value::Unreadable => &[],
        value => {
            problems.push(
                Diagnostic::new(
                    Code::WrongType,
                    root.span,
                    format!("this is a mapping of ids to {what}, not {}", value.kind()),
                )
                .help("begin each with its id and a colon, and indent what belongs to it"),
            );
            &[]
        }
    }
}

fn each<'a, T>(
    entries: impl IntoIterator<Item = &'a Entry>,
    check: fn(&Spanned<String>, &mut Vec<Diagnostic>),
    problems: &mut Vec<Diagnostic>,
    read: impl Fn(&Entry, &mut Vec<Diagnostic>) -> T,
) -> Named<T> {
    entries
        .into_iter()
        .map(|entry| {
            check(&entry.key, problems);
            (entry.key.clone(), read(entry, problems))
        })
        .collect()
}

/// A file's name without its folder and ending.
fn stem(file: &File) -> &str {
    let name = file.path.rsplit('/').next().unwrap_or("");
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// A file that is one thing, named like the file.
fn one<T>(
    id: FileId,
    file: &File,
    problems: &mut Vec<Diagnostic>,
    read: impl FnOnce(&Spanned<String>, &mut Vec<Diagnostic>) -> Option<T>,
) -> Named<T> {
    let name = Spanned::new(stem(file).to_owned(), Span::start_of(id));
    check_id(&name, problems);
    read(&name, problems).map(|thing| (name, thing)).into_iter().collect()
}

/// Ids are lower-case letters, digits and hyphens, so that they can stand in addresses.
pub(super) fn check_id(id: &Spanned<String>, problems: &mut Vec<Diagnostic>) {
    let begins = id.value.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit());
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !begins || !id.value.chars().all(fits) {
        problems.push(
            bad_id(id)
                .help("ids are made of small letters, digits and hyphens: `approved-services`"),
        );
    }
}

/// Units are written as their field writes them: USD, FLOP, kWh.
fn check_unit_id(id: &Spanned<String>, problems: &mut Vec<Diagnostic>) {
    let begins = id.value.starts_with(|c: char| c.is_ascii_alphabetic());
    if !begins || !id.value.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
        problems.push(bad_id(id).help("units are named with letters, digits and hyphens: `kWh`"));
    }
}

fn bad_id(id: &Spanned<String>) -> Diagnostic {
    Diagnostic::new(Code::BadId, id.span, format!("`{}` cannot be an id", id.value))
}

/// Which rows of a dataset a view or fact takes: `where: {column: value}`.
fn conditions(entries: &[Entry], problems: &mut Vec<Diagnostic>) -> Vec<crate::model::Condition> {
    entries
        .iter()
        .map(|entry| crate::model::Condition {
            column: entry.key.clone(),
            values: yaml::list(&entry.value)
                .iter()
                .filter_map(|value| yaml::text(value, &entry.key.value, problems))
                .collect(),
        })
        .collect()
}
