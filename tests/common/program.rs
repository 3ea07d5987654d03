//! The real program, run as a person or a script would.

use std::path::Path;
use std::process::{Command, Output};

/// The program in a folder, without what this machine would tell it.
pub(crate) fn briefing(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_briefing"));
    command.current_dir(folder);
    for name in [
        "GITHUB_ACTIONS",
        "GITHUB_WORKSPACE",
        "SOURCE_DATE_EPOCH",
        "NO_COLOR",
        "CLICOLOR",
        "CLICOLOR_FORCE",
        "RUST_BACKTRACE",
    ] {
        command.env_remove(name);
    }
    command
}

/// What the program said and how it ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) exit: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Runs a command to its end.
#[track_caller]
pub(crate) fn run(command: &mut Command) -> Said {
    let Output { status, stdout, stderr } = command.output().expect("the program can be started");
    let text = |bytes| String::from_utf8(bytes).expect("the program writes UTF-8");
    Said { exit: status.code(), stdout: text(stdout), stderr: text(stderr) }
}

/// Writes files below a folder.
pub(crate) fn write(folder: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let path = folder.join(path);
        let parent = path.parent().expect("a file is in a folder");
        std::fs::create_dir_all(parent).expect("a temporary folder can be written");
        std::fs::write(path, text).expect("a temporary folder can be written");
    }
}
