//! From a site to the bytes of every file.
//!
//! Rendering reads no clock and no disk: the same site and theme give the same bytes.

mod apparatus;
mod catalogue;
mod citations;
mod cite;
mod correction;
mod csvw;
mod drawing;
mod embed;
mod export;
mod facts;
mod feed;
mod figure;
mod history;
mod html;
mod license;
mod listings;
mod meta;
mod package;
mod page;
mod plain;
mod quotation;
mod scope;
mod source;
mod stage;
mod timeline;
mod views;

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde_json::json;

use crate::diag::{Checked, Code, Diagnostic};
use crate::files::Span;
use crate::output::{Content, Late, OutPath, Output};
use crate::project::Project;
use crate::resolve::{Figure, FigureValue, Site};
use crate::theme::Theme;
use stage::Stage;

/// What made a site, as its files say.
const GENERATOR: &str = concat!("briefing ", env!("CARGO_PKG_VERSION"));

/// A file before it is put among the others, with the place that asked for it.
type Made = (String, Content, Span);

/// Every file of a site by its path.
pub fn site(site: &Site, theme: &Theme, project: &Project) -> Checked<Output> {
    let mut problems = Vec::new();
    // A project has at least its settings.
    let Some((first, _)) = project.files.iter().next() else {
        return Checked::clean(Output::new());
    };
    let place = Span::start_of(project.files.find("briefing.yaml").unwrap_or(first));

    let stage = Stage::new(site, theme, project, place);
    let mut listings = listings::all(&stage);
    listings.extend(embed::all(&stage));
    let mut made = Vec::new();
    let pages: Vec<Checked<Vec<Made>>> =
        site.pages.par_iter().map(|page| stage.page(page)).collect();
    for page in pages {
        made.extend(page.take(&mut problems));
    }
    let lists: Vec<Checked<Vec<Made>>> =
        listings.par_iter().map(|listing| stage.listing(listing)).collect();
    for list in lists {
        made.extend(list.take(&mut problems));
    }
    made.extend(stage.not_found().take(&mut problems));
    made.extend(stage.aliases());
    made.extend(stage.for_programs(&listings, &made));
    made.extend(stage.files());
    made.extend(embed::oembed(&stage, &listings));
    problems.extend(stage.exports.problems.iter().cloned());

    let mut output = Output::new();
    let mut places = BTreeMap::new();
    for (path, content, span) in made {
        if let Some(problem) = insert(&mut output, &path, content, span, &places) {
            problems.push(problem);
        }
        places.entry(path).or_insert(span);
    }
    let manifest = Content::Late(manifest(&output, site));
    problems.extend(insert(&mut output, "manifest.json", manifest, place, &places));
    Checked { value: output, problems }
}

/// Adds a file to the output, or says why it cannot be there. `places` are those of the
/// files before it.
fn insert(
    output: &mut Output,
    path: &str,
    content: Content,
    span: Span,
    places: &BTreeMap<String, Span>,
) -> Option<Diagnostic> {
    let path = match OutPath::new(path) {
        Ok(path) => path,
        Err(error) => {
            let message = format!("`{path}` cannot be an address: {error}");
            let problem = Diagnostic::new(Code::BadFileName, span, message);
            return Some(problem.help("rename the file with small letters, digits and hyphens"));
        }
    };
    let collision = output.insert(path, content).err()?;
    let problem = Diagnostic::new(Code::PathCollision, span, collision.to_string())
        .help("rename one of the two files they come from");
    match places.get(collision.other.as_str()) {
        Some(first) if *first != span => Some(problem.related(*first, "the other comes from here")),
        _ => Some(problem),
    }
}

/// Every file with its hash, every fact with its value, and what each picture is drawn
/// from. It marks the folder as ours.
fn manifest(output: &Output, site: &Site) -> Late {
    let hash = |bytes: &[u8]| blake3::hash(bytes).to_hex().to_string();
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let mut late: BTreeMap<String, Late> = BTreeMap::new();
    for (path, content) in output.contents() {
        match content {
            Content::Made(bytes) => drop(files.insert(path.to_string(), hash(bytes))),
            Content::Late(picture) => drop(late.insert(path.to_string(), picture.clone())),
        }
    }
    let facts: BTreeMap<&str, serde_json::Value> =
        site.figures.iter().map(|(id, figure)| (id.as_str(), fact(figure))).collect();
    let pictures: BTreeMap<&str, &str> =
        late.iter().map(|(path, picture)| (path.as_str(), picture.key())).collect();
    let manifest =
        json!({"generator": GENERATOR, "facts": facts, "files": files, "pictures": pictures});
    Late::new(hash(manifest.to_string().as_bytes()), move || {
        let mut manifest = manifest.clone();
        let mut files = files.clone();
        files.extend(late.iter().map(|(path, picture)| (path.clone(), hash(picture.bytes()))));
        manifest["files"] = json!(files);
        let mut text = serde_json::to_string_pretty(&manifest).expect("values of JSON are JSON");
        text.push('\n');
        text.into_bytes()
    })
}

fn fact(figure: &Figure) -> serde_json::Value {
    let as_of = figure.as_of.map(super::date::PartialDate::iso);
    match &figure.value {
        FigureValue::Number(truth) => {
            json!({"value": truth.plain(), "unit": truth.unit.id, "as_of": as_of})
        }
        FigureValue::Date(date) => json!({"value": date.iso(), "unit": "date", "as_of": as_of}),
        FigureValue::Text(text) => json!({"value": text, "unit": "text", "as_of": as_of}),
    }
}
