//! Expected texts that are kept in files, and rewritten by `UPDATE=1 cargo test`.

use std::path::Path;

use super::diff;

/// Whether the expected files are to be rewritten.
///
/// What they hold then is read before it is committed: a golden that nobody read proves
/// nothing.
pub(crate) fn updating() -> bool {
    std::env::var_os("UPDATE").is_some_and(|value| value == "1")
}

/// Compares a text with a file, or writes the file when updating. Says what differs.
pub(crate) fn compare(path: &Path, actual: &str) -> Result<(), String> {
    let expected = std::fs::read_to_string(path).ok();
    if expected.as_deref() == Some(actual) {
        return Ok(());
    }
    if updating() {
        let folder = path.parent().expect("a golden is a file in a folder");
        std::fs::create_dir_all(folder).expect("the repository can be written");
        std::fs::write(path, actual).expect("the repository can be written");
        return Ok(());
    }
    let shown = path.strip_prefix(super::repository()).unwrap_or(path).display();
    Err(match expected {
        None => format!("{shown} is missing; it would be\n{}", diff::lines("", actual)),
        Some(expected) => {
            format!("{shown} is not what was made\n{}", diff::lines(&expected, actual))
        }
    })
}

/// Fails with all that went wrong at once, so that one run shows everything.
#[track_caller]
pub(crate) fn none(failures: &[String]) {
    assert!(
        failures.is_empty(),
        "\n{}\n{} failed; `UPDATE=1 cargo test` rewrites what is expected\n",
        failures.join("\n"),
        failures.len(),
    );
}
