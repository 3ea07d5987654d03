//! From a folder to a project. Nothing else reads the disk.
//!
//! Only regular files are read, and links are not followed, so that a project cannot bring
//! in what stands outside its folder.

#![expect(clippy::disallowed_methods, reason = "this stage reads the disk, and nothing else may")]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::diag::{Code, Diagnostic};
use crate::files::{Files, Span};
use crate::project::Project;

/// The folders a project is made of.
const FOLDERS: [&str; 3] = ["content", "data", "templates"];

/// The largest file that is read, in bytes. Texts of briefings have a hundredth of it.
const LARGEST: u64 = 10_000_000;

/// How deep folders may stand in one another.
const DEEPEST: usize = 32;

/// Why a folder is not a project.
#[derive(Debug)]
pub struct LoadError {
    /// What went wrong, in a sentence.
    message: String,
}

impl std::fmt::Display for LoadError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for LoadError {}

/// The nearest folder from `from` upwards that holds a `briefing.yaml`.
pub fn find_root(from: &Path) -> Option<PathBuf> {
    from.ancestors().find(|folder| folder.join("briefing.yaml").is_file()).map(Path::to_owned)
}

/// Everything in a project's folder. What cannot be read is a problem of the project, at
/// the file, and the rest is still checked.
pub fn project(root: &Path) -> Result<Project, LoadError> {
    let settings = root.join("briefing.yaml");
    let kind = fs::symlink_metadata(&settings).map(|metadata| metadata.file_type());
    let message = match kind {
        Ok(kind) if kind.is_file() => None,
        Ok(kind) if kind.is_symlink() => Some("is a link, which is not followed"),
        Ok(_) => Some("is not a file"),
        Err(_) => Some("is not there"),
    };
    if let Some(message) = message {
        let message = format!("`briefing.yaml` in `{}` {message}", root.display());
        return Err(LoadError { message });
    }

    let mut found = vec![("briefing.yaml".to_owned(), settings)];
    let mut troubles = Vec::new();
    for folder in FOLDERS {
        list(root, folder, &mut found, &mut troubles);
    }
    let read: Vec<(String, Result<Content, Trouble>)> = found
        .into_par_iter()
        .map(|(path, file)| {
            let content = read(&path, &file);
            (path, content)
        })
        .collect();

    let mut texts = BTreeMap::new();
    let mut assets = BTreeMap::new();
    for (path, content) in read {
        match content {
            Ok(Content::Text(text)) => drop(texts.insert(path, text)),
            Ok(Content::Bytes(bytes)) => drop(assets.insert(path, bytes)),
            Err(trouble) => troubles.push(trouble.at(path)),
        }
    }
    // A file with trouble still has its place among the texts, to point at.
    for trouble in &troubles {
        texts.entry(trouble.path.clone()).or_insert_with(|| trouble.text.clone());
    }
    let files = Files::new(texts);
    let problems = troubles.iter().map(|trouble| trouble.problem(&files)).collect();
    Ok(Project { files, assets, problems })
}

enum Content {
    Text(String),
    Bytes(Arc<[u8]>),
}

/// What is wrong with a file, before it has a place.
struct Trouble {
    path: String,
    code: Code,
    message: String,
    help: &'static str,
    /// What could be read of it, and where in that the trouble is.
    text: String,
    at: usize,
}

impl Trouble {
    fn new(code: Code, message: String, help: &'static str) -> Trouble {
        Trouble { path: String::new(), code, message, help, text: String::new(), at: 0 }
    }

    fn at(self, path: String) -> Trouble {
        Trouble { path, ..self }
    }

    fn problem(&self, files: &Files) -> Diagnostic {
        let file = files.find(&self.path).expect("files with trouble are among the texts");
        Diagnostic::new(self.code, Span::new(file, self.at, self.at), self.message.clone())
            .help(self.help)
    }
}

/// The files below a folder of the project, in the order of their names.
fn list(
    root: &Path,
    folder: &str,
    found: &mut Vec<(String, PathBuf)>,
    troubles: &mut Vec<Trouble>,
) {
    let start = root.join(folder);
    if fs::symlink_metadata(&start).is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
        return;
    }
    let walk = WalkDir::new(&start).sort_by_file_name().max_depth(DEEPEST);
    for entry in walk.into_iter().filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry)) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(&start);
                let message = error.io_error().map_or_else(|| error.to_string(), plain_error);
                let trouble = Trouble::new(
                    Code::UnreadableFile,
                    format!("this cannot be read: {message}"),
                    "check the permissions of the file and its folder",
                );
                troubles.push(trouble.at(project_path(root, path).unwrap_or_else(|lossy| lossy)));
                continue;
            }
        };
        if entry.file_type().is_dir() {
            if entry.depth() == DEEPEST
                && let Ok(path) = project_path(root, entry.path())
            {
                let message = format!("folders stand in one another more than {DEEPEST} deep");
                let help = "move the files up; pages and data need one or two levels";
                troubles.push(Trouble::new(Code::BadFileName, message, help).at(path));
            }
            continue;
        }
        match project_path(root, entry.path()) {
            Err(lossy) => troubles.push(
                Trouble::new(
                    Code::BadFileName,
                    "this file's name is not UTF-8".to_owned(),
                    "rename it with letters, digits and hyphens",
                )
                .at(lossy),
            ),
            Ok(path) if !entry.file_type().is_file() => {
                let what =
                    if entry.file_type().is_symlink() { "a link" } else { "a pipe or device" };
                troubles.push(
                    Trouble::new(
                        Code::NotARegularFile,
                        format!("this is {what}, which is not followed"),
                        "put the file itself here, or take it away",
                    )
                    .at(path),
                );
            }
            Ok(path) => found.push((path, entry.into_path())),
        }
    }
}

/// Files that editors and version control keep for themselves.
fn is_hidden(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    name.starts_with('.') || name.ends_with('~') || name.starts_with('#')
}

/// The path from the project's folder with `/`; a lossy one where it is not UTF-8.
fn project_path(root: &Path, path: &Path) -> Result<String, String> {
    let inner = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = inner.components().map(std::path::Component::as_os_str).collect();
    let whole = parts.iter().map(|part| part.to_str()).collect::<Option<Vec<_>>>();
    match whole {
        Some(parts) => Ok(parts.join("/")),
        None => Err(parts.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")),
    }
}

/// Whether a file is a text, by the ending of its name.
fn is_text(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    matches!(
        ending,
        "md" | "yaml" | "yml" | "csv" | "html" | "css" | "svg" | "txt" | "xml" | "json"
    )
}

fn read(path: &str, file: &Path) -> Result<Content, Trouble> {
    let bytes = bytes(file).map_err(|error| match error.kind() {
        io::ErrorKind::FileTooLarge => Trouble::new(
            Code::FileTooLarge,
            format!("this file is larger than {} MB", LARGEST / 1_000_000),
            "split it, or keep large data elsewhere and bring in what the briefing needs",
        ),
        _ => Trouble::new(
            Code::UnreadableFile,
            format!("this cannot be read: {}", plain_error(&error)),
            "check the permissions of the file and its folder",
        ),
    })?;
    if !is_text(path) {
        return Ok(Content::Bytes(bytes.into()));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Content::Text(text)),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
            let encoding =
                if utf16 { "it looks like UTF-16" } else { "it may be Latin-1 or Windows-1252" };
            let trouble = Trouble::new(
                Code::NotUtf8,
                format!("this is not UTF-8; {encoding}"),
                "open it in an editor and save it as UTF-8",
            );
            Err(Trouble { text: String::from_utf8_lossy(&bytes).into_owned(), at, ..trouble })
        }
    }
}

/// The bytes of a file, if they are not too many. The length is not believed: a file may
/// grow while it is read.
fn bytes(file: &Path) -> io::Result<Vec<u8>> {
    let file = File::open(file)?;
    let length = file.metadata()?.len().min(LARGEST);
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0) + 1);
    file.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

/// The system's words without its error number.
fn plain_error(error: &io::Error) -> String {
    let words = error.to_string();
    words.split(" (os error").next().unwrap_or(&words).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Loads a folder with the files and a `briefing.yaml`: its texts, its assets and its
    /// problems, one a line.
    #[track_caller]
    fn check(files: &[(&str, &[u8])], expected: &[&str]) {
        let folder = tempfile::TempDir::new().unwrap();
        for (path, bytes) in files.iter().chain(&[("briefing.yaml", b"title: T\n".as_slice())]) {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        assert_eq!(shown(folder.path()), expected);
    }

    fn shown(folder: &Path) -> Vec<String> {
        let project = project(folder).unwrap();
        let texts = project.files.iter().map(|(_, file)| format!("text {}", file.path));
        let assets = project.assets.keys().map(|path| format!("asset {path}"));
        let problems = project.problems.iter().map(|problem| {
            let place = project.files.place(problem.span);
            format!("{}:{}:{} {}", place.path, place.line, place.column, problem.message)
        });
        let all = texts.chain(assets).chain(problems);
        all.filter(|line| line != "text briefing.yaml").collect()
    }

    #[test]
    fn texts_and_other_files_are_told_apart() {
        check(
            &[("content/a.md", b"a"), ("content/b.png", b"b"), ("data/c.csv", b"")],
            &["text content/a.md", "text data/c.csv", "asset content/b.png"],
        );
    }

    #[test]
    fn what_belongs_to_no_project_is_left_alone() {
        check(&[("content/.a.md", b""), ("content/a.md~", b""), ("#a", b""), ("b/a.md", b"")], &[]);
    }

    #[test]
    fn what_is_not_utf_8_is_told_where_it_ends_to_be() {
        check(
            &[("content/a.md", b"ab\nc\xe4d")],
            &[
                "text content/a.md",
                "content/a.md:2:2 this is not UTF-8; it may be Latin-1 or Windows-1252",
            ],
        );
        check(
            &[("content/a.md", b"\xff\xfea\0")],
            &["text content/a.md", "content/a.md:1:1 this is not UTF-8; it looks like UTF-16"],
        );
        check(&[("content/a.png", b"\xff\xfe")], &["asset content/a.png"]);
    }

    #[test]
    fn a_file_has_an_end() {
        let large = vec![b'a'; usize::try_from(LARGEST).unwrap() + 1];
        check(
            &[("content/a.md", &large)],
            &["text content/a.md", "content/a.md:1:1 this file is larger than 10 MB"],
        );
    }

    #[cfg(unix)]
    #[test]
    fn links_are_not_followed() {
        let folder = tempfile::TempDir::new().unwrap();
        fs::create_dir(folder.path().join("content")).unwrap();
        fs::write(folder.path().join("briefing.yaml"), "title: T\n").unwrap();
        std::os::unix::fs::symlink("/etc/passwd", folder.path().join("content/a.md")).unwrap();
        assert_eq!(
            shown(folder.path()),
            ["text content/a.md", "content/a.md:1:1 this is a link, which is not followed",]
        );
        assert!(project(&folder.path().join("content")).is_err());
        assert_eq!(find_root(&folder.path().join("content")).as_deref(), Some(folder.path()));
    }
}
