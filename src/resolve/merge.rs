//! The files of `data/` put together.

use std::collections::{BTreeMap, BTreeSet};

use super::{corrections, select};
use crate::diag::{Code, Diagnostic, nearest};
use crate::files::{Span, Spanned};
use crate::model::{Correction, Data, Dataset};
use crate::parse;
use crate::parse::data::{Columns, DataFile, Named, RawDataset, RawRows, csv_rows};
use crate::project::Project;
use crate::resolve::units;

/// Everything the files say, each thing once.
pub(super) fn data(
    project: &Project,
    parts: Vec<DataFile>,
    problems: &mut Vec<Diagnostic>,
) -> Data {
    let mut data = Data::default();
    let mut places = Places::default();
    let mut rows = BTreeSet::new();
    let mut units = BTreeMap::new();
    let corrections: Vec<Correction> =
        parts.iter().flat_map(|part| part.corrections.clone()).collect();
    for part in parts {
        data.broken.extend(part.broken);
        merge(&mut data.sources, part.sources, "source", &mut places, problems);
        merge(&mut data.facts, part.facts, "fact", &mut places, problems);
        merge(&mut data.claims, part.claims, "claim", &mut places, problems);
        merge(&mut data.charts, part.charts, "chart", &mut places, problems);
        merge(&mut data.tables, part.tables, "table", &mut places, problems);
        merge(&mut data.people, part.people, "person", &mut places, problems);
        merge(&mut data.terms, part.terms, "term", &mut places, problems);
        merge(&mut data.entities, part.entities, "entity", &mut places, problems);
        merge(&mut units, part.units, "unit", &mut places, problems);
        let mut datasets = Vec::new();
        for (id, raw) in part.datasets {
            if raw.columns == Columns::Broken {
                data.broken.insert(format!("dataset:{}", id.value));
            }
            let own = corrections.iter().filter(|correction| correction.dataset.value == id.value);
            let own: Vec<&Correction> = own.collect();
            let dataset = dataset(project, raw, &own, &mut rows, problems);
            datasets.push((id, dataset));
        }
        merge(&mut data.datasets, datasets, "dataset", &mut places, problems);
    }
    (data.units, data.kin) = units::scaled(&units, problems);
    for correction in &corrections {
        select::dataset(&correction.dataset, &data, problems);
    }
    // Where a dataset has lost its rows, a stray file is most likely theirs.
    if data.datasets.values().all(|dataset| dataset.whole) {
        unused_rows(project, &rows, problems);
    }
    data
}

/// Where each id of a kind was first given.
type Places = BTreeMap<(&'static str, String), Span>;

fn merge<T>(
    into: &mut BTreeMap<String, T>,
    named: Named<T>,
    kind: &'static str,
    places: &mut Places,
    problems: &mut Vec<Diagnostic>,
) {
    for (id, thing) in named {
        let Spanned { value: id, span } = id;
        match places.get(&(kind, id.clone())) {
            // Twice in one file is already a duplicate key.
            Some(first) if first.file == span.file => {}
            Some(first) => problems.push(
                Diagnostic::new(
                    Code::DuplicateId,
                    span,
                    format!("the {kind} `{id}` is here a second time"),
                )
                .related(*first, "the first time")
                .help("keep one of the two, or give one another id"),
            ),
            None => {
                places.insert((kind, id.clone()), span);
                into.insert(id, thing);
            }
        }
    }
}

/// A dataset with its rows, which may stand in a CSV file beside it.
fn dataset(
    project: &Project,
    raw: RawDataset,
    corrections: &[&Correction],
    used: &mut BTreeSet<String>,
    problems: &mut Vec<Diagnostic>,
) -> Dataset {
    let RawDataset { mut dataset, rows, columns } = raw;
    let before = problems.len();
    let rows = match rows {
        RawRows::Inline(rows) => rows,
        RawRows::File(name) => {
            let own = &project.files.get(name.span.file).path;
            let folder = own.rsplit_once('/').map_or("", |(folder, _)| folder);
            let path = format!("{folder}/{}", name.value);
            match project.files.find(&path) {
                // Without its columns, the first line of a file cannot be understood.
                Some(_) if columns == Columns::Broken => Vec::new(),
                Some(id) => {
                    used.insert(path);
                    csv_rows(id, project.files.get(id), &dataset.columns, problems)
                }
                None => {
                    problems.push(missing_rows(project, folder, &name));
                    Vec::new()
                }
            }
        }
    };
    dataset.whole &= columns == Columns::Known && problems.len() == before;
    corrections::rows(&mut dataset, rows, corrections, problems);
    dataset
}

fn missing_rows(project: &Project, folder: &str, name: &Spanned<String>) -> Diagnostic {
    let beside: Vec<&str> = project
        .files
        .iter()
        .filter_map(|(_, file)| file.path.strip_prefix(folder)?.strip_prefix('/'))
        .filter(|name| name.ends_with(".csv"))
        .collect();
    let problem = Diagnostic::new(
        Code::MissingRows,
        name.span,
        format!("there is no file `{}` beside this one", name.value),
    );
    match nearest(&name.value, beside) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem.help(
            "put the CSV file into the folder of this file, or write the rows here as a list",
        ),
    }
}

/// Files that nothing reads are most often the slip of a name.
fn unused_rows(project: &Project, used: &BTreeSet<String>, problems: &mut Vec<Diagnostic>) {
    for (id, file) in project.files.iter() {
        let stray = file.path.starts_with("data/")
            && file.path.ends_with(".csv")
            && !used.contains(&*file.path);
        if stray {
            problems.push(
                Diagnostic::new(
                    Code::UnknownFile,
                    Span::start_of(id),
                    format!("no dataset reads `{}`", file.path),
                )
                .help("name it in a dataset beside it: `rows: FILE.csv`"),
            );
        }
    }
}

/// Texts of `content/` and `data/` whose ending nothing reads.
pub(super) fn unread(project: &Project, problems: &mut Vec<Diagnostic>) {
    for (id, file) in project.files.iter() {
        let read: &[&str] = match file.path.split('/').next() {
            Some("content") => &[".md", ".svg"],
            Some("data") => &[".yaml", ".yml", ".csv"],
            _ => continue,
        };
        if read.iter().any(|ending| file.path.ends_with(ending)) {
            continue;
        }
        problems.push(if file.path.starts_with("data/") {
            parse::data::unread(id, &file.path)
        } else {
            Diagnostic::new(
                Code::UnknownFile,
                Span::start_of(id),
                format!("nothing reads `{}`", file.path),
            )
            .help("pages end in `.md` and stand beside their images; data belongs into `data/`")
        });
    }
}
