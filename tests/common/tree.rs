//! Whole folders as values, to be compared.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use walkdir::WalkDir;

/// Every file below a folder by its path in it; links are shown as where they lead.
pub(crate) fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries =
        WalkDir::new(folder).into_iter().map(|entry| entry.expect("the folder can be read"));
    let files = entries.filter(|entry| !entry.file_type().is_dir());
    files
        .map(|entry| {
            let path = entry.path();
            let name = path.strip_prefix(folder).expect("the walk began there");
            let bytes = if entry.path_is_symlink() {
                fs::read_link(path)
                    .expect("a link leads somewhere")
                    .into_os_string()
                    .into_encoded_bytes()
            } else {
                fs::read(path).expect("the folder can be read")
            };
            (name.to_string_lossy().into_owned(), bytes)
        })
        .collect()
}

/// The names of what two trees do not have alike.
pub(crate) fn differences(
    one: &BTreeMap<String, Vec<u8>>,
    other: &BTreeMap<String, Vec<u8>>,
) -> Vec<String> {
    let mut names: Vec<&String> = one.keys().chain(other.keys()).collect();
    names.sort();
    names.dedup();
    names.into_iter().filter(|name| one.get(*name) != other.get(*name)).cloned().collect()
}

/// Copies the parts of a project into a folder.
pub(crate) fn copy_project(from: &Path, to: &Path) {
    for part in ["briefing.yaml", "content", "data", "templates"] {
        for entry in WalkDir::new(from.join(part)).into_iter().filter_map(Result::ok) {
            let target = to.join(entry.path().strip_prefix(from).expect("the walk began there"));
            if entry.file_type().is_dir() {
                fs::create_dir_all(target).expect("a temporary folder can be written");
            } else {
                fs::copy(entry.path(), target).expect("a temporary folder can be written");
            }
        }
    }
}
