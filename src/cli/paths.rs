//! Paths as a reader in a folder would write them.

use std::path::{Component, Path, PathBuf};

/// The way from one folder to a path, with `/`; empty when they are the same.
///
/// A path that has nothing in common with the folder stays whole. Links are not followed:
/// this is for showing, not for opening.
pub(crate) fn from(folder: &Path, path: &Path) -> String {
    let folder = plain(folder);
    let path = plain(&folder.join(path));

    let common = folder.components().zip(path.components()).take_while(|(one, other)| one == other);
    let common: PathBuf = common.map(|(component, _)| component).collect();
    if common.parent().is_none() && folder != path && folder.parent().is_some() {
        return slashes(&path);
    }

    let above = folder.components().count() - common.components().count();
    let below = path.strip_prefix(&common).expect("what is common begins the path");
    let way: PathBuf = std::iter::repeat_n(Path::new(".."), above).chain([below]).collect();
    slashes(&way).trim_end_matches('/').to_owned()
}

/// The path without `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            other => plain.push(other),
        }
    }
    plain
}

fn slashes(path: &Path) -> String {
    path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[track_caller]
    fn check(folder: &str, path: &str, expected: &str) {
        assert_eq!(from(Path::new(folder), Path::new(path)), expected);
    }

    #[test]
    fn the_same_folder_is_empty() {
        check("/a/b", "/a/b", "");
        check("/a/b", ".", "");
        check("/", "/", "");
    }

    #[test]
    fn below_above_and_beside() {
        check("/a/b", "/a/b/c/d", "c/d");
        check("/a/b", "c/./d/../e", "c/e");
        check("/a/b/c", "/a", "../..");
        check("/a/b/c", "/a/b/public", "../public");
        check("/", "/a", "a");
    }

    #[test]
    fn elsewhere_stays_whole() {
        check("/home/me", "/srv/www", "/srv/www");
    }
}
