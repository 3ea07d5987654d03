//! Templates, assets and words: the default theme, with the project's own over it.
//!
//! The default theme is the repository's `templates/`, embedded in the binary as it
//! stands. A project's file of the same name wins, and may extend the one it replaces by
//! the name `default/…`.

mod brand;

pub use brand::fonts;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use include_dir::{Dir, include_dir};
use tera::{Context, Kwargs, State, Tera, Value};

use crate::diag::{Checked, Code, Diagnostic, nearest, one_of};
use crate::files::{FileId, Files, Span};
use crate::lang::Lang;
use crate::model::Brand;
use crate::project::Project;

static DEFAULT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// The words of a theme in one language, by key.
pub type Strings = BTreeMap<String, String>;

/// Bytes by name or address.
type Bytes = BTreeMap<String, Arc<[u8]>>;

/// What turns views into pages.
pub struct Theme {
    tera: Tera,
    /// The addresses of assets from the site's root, by name.
    addresses: Arc<BTreeMap<String, String>>,
    /// The bytes of assets by address.
    pub assets: BTreeMap<String, Arc<[u8]>>,
    strings: BTreeMap<Lang, Strings>,
    /// The same as templates read them, made once and shared by all pages.
    values: BTreeMap<Lang, Value>,
}

impl Theme {
    /// The words of a language, as templates read them.
    pub fn strings(&self, lang: Lang) -> Value {
        self.values[&lang].clone()
    }

    /// One word of a language; its key where the theme lacks it, so that a page shows the
    /// gap.
    pub fn word(&self, lang: Lang, key: &str) -> String {
        self.strings[&lang].get(key).cloned().unwrap_or_else(|| key.to_owned())
    }

    /// The name of the stylesheet of the publisher's brand, if there is one.
    pub fn brand_sheet(&self) -> &'static str {
        if self.addresses.contains_key(brand::SHEET) { brand::SHEET } else { "" }
    }

    /// A template filled in.
    pub fn render(&self, template: &str, view: &Context) -> Result<String, tera::Error> {
        self.tera.render(template, view)
    }

    /// An error of a template at its place in the project, or at `fallback` where the
    /// template is the default theme's.
    pub fn problem(&self, error: &tera::Error, files: &Files, fallback: Span) -> Diagnostic {
        template_problem(error, files, fallback, Code::TemplateError)
    }
}

/// A file of the theme: its name below `templates/` and its text or bytes.
struct Parts<'a> {
    templates: BTreeMap<String, (&'a str, Option<FileId>)>,
    assets: BTreeMap<String, Arc<[u8]>>,
    strings: BTreeMap<Lang, Strings>,
}

/// The theme of a project, with the publisher's brand over it.
pub fn theme(project: &Project, brand: &Brand) -> Checked<Theme> {
    let mut problems = Vec::new();
    let mut parts = embedded();
    overlay(project, &mut parts, &mut problems);
    if let Some(sheet) = brand::sheet(brand, &parts.assets, &mut problems) {
        parts.assets.insert(brand::SHEET.to_owned(), sheet.into_bytes().into());
    }
    let (addresses, assets) = addresses(&parts.assets, project, &mut problems);
    let addresses = Arc::new(addresses);

    let tera = templates(&parts.templates, &addresses, project, &mut problems);
    let strings = parts.strings;
    let values =
        strings.iter().map(|(lang, words)| (*lang, Value::from_serializable(words))).collect();
    let theme = Theme { tera, addresses, assets, strings, values };
    Checked { value: theme, problems }
}

/// Every file of the default theme.
fn embedded() -> Parts<'static> {
    let mut parts =
        Parts { templates: BTreeMap::new(), assets: BTreeMap::new(), strings: BTreeMap::new() };
    let mut folders = vec![&DEFAULT];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        for file in folder.files() {
            let name =
                file.path().to_str().expect("the theme's names are ASCII").replace('\\', "/");
            if let Some(asset) = name.strip_prefix("assets/") {
                parts.assets.insert(asset.to_owned(), file.contents().into());
            } else if let Some(lang) = strings_of(&name) {
                let text = file.contents_utf8().expect("the theme's words are UTF-8");
                let strings = serde_yaml::from_str(text).expect("a test reads the theme's words");
                parts.strings.insert(lang, strings);
            } else {
                let text = file.contents_utf8().expect("the theme's templates are UTF-8");
                parts.templates.insert(name, (text, None));
            }
        }
    }
    parts
}

/// `strings/de.yaml` is German.
fn strings_of(name: &str) -> Option<Lang> {
    Lang::from_code(name.strip_prefix("strings/")?.strip_suffix(".yaml")?)
}

/// The project's files over the default ones.
fn overlay<'a>(project: &'a Project, parts: &mut Parts<'a>, problems: &mut Vec<Diagnostic>) {
    for (id, file) in project.files.iter() {
        let Some(name) = file.path.strip_prefix("templates/") else { continue };
        if let Some(asset) = name.strip_prefix("assets/") {
            parts.assets.insert(asset.to_owned(), file.text.as_bytes().into());
        } else if let Some(lang) = strings_of(name) {
            match serde_yaml::from_str::<Strings>(&file.text) {
                Ok(own) => {
                    let known = parts.strings.entry(lang).or_default();
                    for key in own.keys().filter(|key| !known.contains_key(*key)) {
                        problems.extend(unknown_word(key, known, id, project));
                    }
                    known.extend(own);
                }
                Err(error) => problems.push(strings_problem(&error, id, &file.text)),
            }
        } else if name.ends_with(".html") {
            parts.templates.insert(name.to_owned(), (&file.text, Some(id)));
        } else {
            problems.push(
                Diagnostic::new(Code::UnknownFile, Span::start_of(id), format!("nothing reads `{}`", file.path))
                    .help("templates end in `.html`, words are in `strings/en.yaml`, `de.yaml` or `zh.yaml`, everything else belongs into `assets/`"),
            );
        }
    }
    for (path, bytes) in &project.assets {
        if let Some(asset) = path.strip_prefix("templates/assets/") {
            parts.assets.insert(asset.to_owned(), Arc::clone(bytes));
        }
    }
}

/// A word that neither the default theme nor a template of the project asks for: most
/// often one that is misspelt.
fn unknown_word(key: &str, known: &Strings, id: FileId, project: &Project) -> Option<Diagnostic> {
    let asked = [format!("strings.{key}"), format!("\"{key}\"")];
    let mut templates = project.files.iter().filter(|(_, file)| file.path.ends_with(".html"));
    if templates.any(|(_, file)| asked.iter().any(|word| file.text.contains(word))) {
        return None;
    }
    let text = &project.files.get(id).text;
    let lines = text.match_indices(key).map(|(at, _)| at);
    let at = lines.filter(|at| *at == 0 || text[..*at].ends_with('\n')).min().unwrap_or(0);
    let span = Span::new(id, at, at + key.len());
    let problem = Diagnostic::new(Code::UnknownKey, span, format!("no template asks for `{key}`"));
    Some(match nearest(key, known.keys().map(String::as_str)) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem.help(format!("a template shows it with `{{{{ strings.{key} }}}}`")),
    })
}

fn strings_problem(error: &serde_yaml::Error, id: FileId, text: &str) -> Diagnostic {
    let at = error.location().map_or(0, |location| location.index()).min(text.len());
    Diagnostic::new(
        Code::YamlSyntax,
        Span::new(id, at, at),
        format!("the theme's words cannot be read: {error}"),
    )
    .help("each line is a key, a colon and a text: `sources: Sources`")
}

/// Where each asset stands in the site: its name with a hash of its bytes, so that it can
/// be kept for ever by whoever has read it. Stylesheets name other assets; their names
/// are hashed after those they name.
fn addresses(
    assets: &Bytes,
    project: &Project,
    problems: &mut Vec<Diagnostic>,
) -> (BTreeMap<String, String>, Bytes) {
    let mut names = BTreeMap::new();
    let mut files = BTreeMap::new();
    let (sheets, others): (Vec<_>, Vec<_>) =
        assets.iter().partition(|(name, _)| name.ends_with(".css"));
    let mut add = |name: &str, bytes: Arc<[u8]>, names: &mut BTreeMap<String, String>| {
        let hash = blake3::hash(&bytes).to_hex();
        let address = format!("assets/{}", hashed(name, &hash[..8]));
        names.insert(name.to_owned(), address.clone());
        files.insert(address, bytes);
    };
    for (name, bytes) in others {
        add(name, Arc::clone(bytes), &mut names);
    }
    for (name, bytes) in sheets {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let text = with_addresses(&text, name, &names, project, problems);
        add(name, text.into_bytes().into(), &mut names);
    }
    (names, files)
}

/// A name with a hash before its ending: `site.0a1b2c3d.css`. A dot in the name of a folder
/// begins no ending.
fn hashed(name: &str, hash: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, ending)) if !ending.contains('/') => format!("{stem}.{hash}.{ending}"),
        _ => format!("{name}.{hash}"),
    }
}

/// A stylesheet whose `url("…")` name the hashed files.
fn with_addresses(
    text: &str,
    sheet: &str,
    names: &BTreeMap<String, String>,
    project: &Project,
    problems: &mut Vec<Diagnostic>,
) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("url(") {
        let (before, from) = rest.split_at(at + 4);
        out.push_str(before);
        let length = from.find(')').unwrap_or(from.len());
        let written = &from[..length];
        let name = written.trim().trim_matches(['"', '\'']);
        rest = &from[length..];
        match names.get(name) {
            Some(address) => {
                let depth = sheet.matches('/').count();
                let inner = address.strip_prefix("assets/").expect("assets stand in `assets/`");
                let _ = write!(out, "\"{}{inner}\"", "../".repeat(depth));
            }
            None => {
                out.push_str(written);
                if name.starts_with("data:") || name.starts_with('#') {
                    continue;
                }
                let Some(id) = project.files.find(&format!("templates/assets/{sheet}")) else {
                    continue;
                };
                let start = text.len() - from.len() + written.find(name).unwrap_or(0);
                let span = Span::new(id, start, start + name.len());
                problems.push(unknown_asset(name, names, span));
            }
        }
    }
    out.push_str(rest);
    out
}

fn unknown_asset(name: &str, names: &BTreeMap<String, String>, span: Span) -> Diagnostic {
    let problem = Diagnostic::new(Code::UnknownAsset, span, format!("there is no asset `{name}`"));
    match nearest(name, names.keys().map(String::as_str)) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => {
            problem.help("put the file into `templates/assets/`; pages ask nothing of other sites")
        }
    }
}

/// All templates under their names, and those of the default theme under `default/…` too.
fn templates(
    found: &BTreeMap<String, (&str, Option<FileId>)>,
    addresses: &Arc<BTreeMap<String, String>>,
    project: &Project,
    problems: &mut Vec<Diagnostic>,
) -> Tera {
    let defaults = embedded().templates;
    let own: Vec<_> =
        found.iter().filter_map(|(name, (text, id))| Some((name, *text, (*id)?))).collect();
    let mut broken = BTreeSet::new();
    for (name, text, id) in &own {
        if let Err(error) = engine(addresses).add_raw_template(name, text)
            && let tera::ErrorKind::SyntaxError(_) = error.kind()
        {
            problems.push(template_problem(
                &error,
                &project.files,
                Span::start_of(*id),
                Code::TemplateSyntax,
            ));
            broken.insert(name.as_str());
        }
    }
    let named = |name: &str| format!("default/{name}");
    let base = || defaults.iter().map(|(name, (text, _))| (named(name), *text));
    // In the place of a template that cannot be read stands the default theme's, so that
    // the mistakes of the others are found too.
    let sound = found.iter().filter_map(|(name, (text, _))| {
        let default = || defaults.get(name).map(|(text, _)| *text);
        let text = if broken.contains(name.as_str()) { default()? } else { *text };
        Some((name.clone(), text))
    });
    let mut tera = engine(addresses);
    let Err(error) = tera.add_raw_templates(base().chain(sound).collect::<Vec<_>>()) else {
        return tera;
    };
    if let Some((_, _, id)) = own.first() {
        let place = Span::start_of(*id);
        problems.push(template_problem(&error, &project.files, place, Code::TemplateSyntax));
    }
    // The project's templates cannot be used; the default ones show what else is wrong.
    let mut tera = engine(addresses);
    let plain = defaults.iter().map(|(name, (text, _))| (name.clone(), *text));
    tera.add_raw_templates(base().chain(plain).collect::<Vec<_>>())
        .expect("a test loads the default theme");
    tera
}

/// Tera with our function, which must be known before a template that calls it is added.
fn engine(addresses: &Arc<BTreeMap<String, String>>) -> Tera {
    let mut tera = Tera::default();
    let addresses = Arc::clone(addresses);
    tera.register_function(
        "asset",
        move |arguments: Kwargs, state: &State| -> tera::TeraResult<Value> {
            let name: &str = arguments.must_get("name")?;
            let root: String = state.get("root")?.unwrap_or_default();
            match addresses.get(name) {
                Some(address) => Ok(Value::safe_string(&format!("{root}{address}"))),
                None => {
                    let hint = nearest(name, addresses.keys().map(String::as_str));
                    let hint =
                        hint.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
                    Err(tera::Error::message(format!("there is no asset `{name}`{hint}")))
                }
            }
        },
    );
    tera
}

/// An error of the template engine as a problem at its place.
fn template_problem(error: &tera::Error, files: &Files, fallback: Span, code: Code) -> Diagnostic {
    let (message, place) = match error.kind() {
        tera::ErrorKind::SyntaxError(report) | tera::ErrorKind::RenderingError(report) => {
            let name = report.filename().trim_start_matches("default/");
            let file = files.find(&format!("templates/{name}"));
            let range = report.span().range.clone();
            (report.message().to_owned(), file.map(|file| Span::new(file, range.start, range.end)))
        }
        tera::ErrorKind::Msg(text) => located(text, files),
        _ => (error.to_string(), None),
    };
    let first = message.lines().next().unwrap_or("the template failed");
    let first = first.trim_start_matches("error: ");
    let (words, known) = first.split_once(". Available ").unwrap_or((first, ""));
    let problem = Diagnostic::new(code, place.unwrap_or(fallback), lower_first(words));
    problem.help(template_help(words, known))
}

/// Our messages begin small and end without a full stop.
fn lower_first(words: &str) -> String {
    let mut characters = words.trim_end_matches('.').chars();
    let first = characters.next();
    first.map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect())
}

/// The name that was meant, or those that there are: `variables: lang, page, root`.
fn template_help(words: &str, known: &str) -> String {
    let names = || known.split_once(": ").map_or("", |(_, names)| names).split(", ");
    let written = words.split('`').nth(1).unwrap_or("");
    match nearest(written, names()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if !known.is_empty() => format!("there is {}", one_of(names())),
        None if words.contains("expected") => {
            "check that each `{{` has its `}}`, each `{%` its `%}`, and each block its end"
                .to_owned()
        }
        None => "the names that templates can use are listed in the manual under \"Templates\""
            .to_owned(),
    }
}

/// The place that an error without a structure names in its text: `--> page.html:3:4`.
fn located(text: &str, files: &Files) -> (String, Option<Span>) {
    let place = text.lines().find_map(|line| {
        let (_, place) = line.split_once("--> ")?;
        let mut parts = place.trim().rsplitn(3, ':');
        let (column, line, name) = (parts.next()?, parts.next()?, parts.next()?);
        let file = files.find(&format!("templates/{name}"))?;
        let start: usize = files
            .get(file)
            .text
            .split_inclusive('\n')
            .take(line.parse::<usize>().ok()?.checked_sub(1)?)
            .map(str::len)
            .sum();
        let at = start + column.parse::<usize>().ok()?.saturating_sub(1);
        Some(Span::new(file, at, at))
    });
    (text.to_owned(), place)
}

impl std::fmt::Debug for Theme {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Theme").field("assets", &self.addresses).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Colour, Format, render};

    /// The problems of a theme with one more file.
    #[track_caller]
    fn check(path: &str, text: &str, expected: &str) {
        let project = Project::in_memory([("briefing.yaml", "title: T\n"), (path, text)]);
        let problems = theme(&project, &Brand::default()).problems;
        let said = render(&problems, &project.files, Format::Short, Colour::Never, 0);
        assert_eq!(said.trim_end(), expected);
    }

    #[test]
    fn the_hash_stands_before_the_ending() {
        for (name, expected) in [
            ("site.css", "site.0a.css"),
            ("fonts/a.b.woff2", "fonts/a.b.0a.woff2"),
            ("LICENSE", "LICENSE.0a"),
            ("v1.2/LICENSE", "v1.2/LICENSE.0a"),
        ] {
            assert_eq!(hashed(name, "0a"), expected);
        }
    }

    #[test]
    fn files_over_the_default_theme_must_have_a_use() {
        check("templates/assets/more.css", "a { color: red }\n", "");
        check(
            "templates/page.txt",
            "",
            "templates/page.txt:1:1: error[unknown-file]: nothing reads `templates/page.txt`\n  \
             help: templates end in `.html`, words are in `strings/en.yaml`, `de.yaml` or `zh.yaml`, everything else belongs into `assets/`",
        );
        check(
            "templates/strings/en.yaml",
            "sourcse: Sources\n",
            "templates/strings/en.yaml:1:1: error[unknown-key]: no template asks for `sourcse`\n  \
             help: did you mean `source`?",
        );
        check(
            "templates/assets/more.css",
            "a { background: url(\"审.png\") }\n",
            "templates/assets/more.css:1:22: error[unknown-asset]: there is no asset `审.png`\n  \
             help: put the file into `templates/assets/`; pages ask nothing of other sites",
        );
    }
}
