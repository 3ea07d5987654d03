//! Sees changes in the project.
//!
//! Each folder that counts is watched with all that is in it, and the folder around it as well,
//! because editors, `git` and people replace folders as a whole: the watch of the old one dies with
//! it, and only its parent sees the new one come.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::Duration;
use std::{fs, io};

use notify_debouncer_full::notify::{
    self, Config, EventHandler, EventKind, RecommendedWatcher, RecursiveMode, Watcher, WatcherKind,
};
use notify_debouncer_full::{DebounceEventResult, Debouncer, NoCache, new_debouncer_opt};

use super::ServeError;

/// How long to wait for more changes. Short, since the author waits too: a file seen half written
/// costs one more build.
const QUIET: Duration = Duration::from_millis(10);

/// What the thread that builds is told.
#[derive(Debug)]
pub(super) enum Change {
    /// Something that counts has changed.
    Files,
    /// A folder that is watched came or went, so that the watch has to be renewed.
    Folders,
    /// Changes may be missed.
    Trouble(String),
    /// The preview ends.
    End,
}

/// Watches until it is dropped.
pub(super) struct Watch {
    debouncer: Debouncer<Quiet, NoCache>,
    paths: Vec<PathBuf>,
}

impl Watch {
    /// Begins to watch `paths`, folders or files, except for what is in `ignore`.
    pub(super) fn start(
        paths: Vec<PathBuf>,
        ignore: Vec<PathBuf>,
        changed: Sender<Change>,
    ) -> Result<Self, ServeError> {
        let paths = real_paths(paths)?;
        let interest = Interest { paths: paths.clone(), ignore: real_paths(ignore)? };
        let handler = move |result: DebounceEventResult| {
            for change in interest.changes(result) {
                // When nobody listens any more, the preview is at its end.
                let _ = changed.send(change);
            }
        };

        let failed = |path: &Path, error: notify::Error| ServeError::CannotWatch {
            path: path.to_owned(),
            reason: error.to_string(),
        };
        // Links are refused when the project is read, so what they lead to does not count.
        let config = Config::default().with_follow_symlinks(false);
        let debouncer = new_debouncer_opt(QUIET, Some(QUIET), handler, NoCache, config)
            .map_err(|error| failed(Path::new("."), error))?;

        // Folders around first: the later watch of the same folder is the one that holds.
        let mut watch = Self { debouncer, paths };
        for parent in watch.paths.iter().filter_map(|path| path.parent()) {
            watch
                .debouncer
                .watch(parent, RecursiveMode::NonRecursive)
                .map_err(|error| failed(parent, error))?;
        }
        for path in watch.paths.iter().filter(|path| path.is_dir()) {
            watch
                .debouncer
                .watch(path, RecursiveMode::Recursive)
                .map_err(|error| failed(path, error))?;
        }
        Ok(watch)
    }

    /// Watches the folders that are there now, instead of those that were there before.
    pub(super) fn renew(&mut self) {
        for path in &self.paths {
            // The old watch is often gone with its folder, and the folder may be gone again.
            let _ = self.debouncer.unwatch(path);
            if path.is_dir() {
                let _ = self.debouncer.watch(path, RecursiveMode::Recursive);
            }
        }
    }
}

/// Which changes count.
struct Interest {
    paths: Vec<PathBuf>,
    ignore: Vec<PathBuf>,
}

impl Interest {
    fn changes(&self, result: DebounceEventResult) -> Vec<Change> {
        let events = match result {
            Ok(events) => events,
            Err(errors) => {
                let trouble = |error: notify::Error| {
                    Change::Trouble(format!("some changes may not be seen: {error}"))
                };
                return errors.into_iter().map(trouble).collect();
            }
        };

        // After an overflow the system does not know what has changed.
        let lost = events.iter().any(|event| event.need_rescan());
        let paths = || events.iter().flat_map(|event| &event.paths);
        if lost || paths().any(|path| self.paths.contains(path)) {
            vec![Change::Folders]
        } else if paths().any(|path| self.counts(path)) {
            vec![Change::Files]
        } else {
            Vec::new()
        }
    }

    fn counts(&self, path: &Path) -> bool {
        let within = |folders: &[PathBuf]| folders.iter().any(|folder| path.starts_with(folder));
        within(&self.paths) && !within(&self.ignore)
    }
}

/// The system's watcher, without the news that somebody has read a file.
///
/// A build reads every file of the project. The debouncer would keep each of these events for a
/// while and hand them over, and after ten thousand files the author would wait for it.
struct Quiet(RecommendedWatcher);

impl Watcher for Quiet {
    fn new<F: EventHandler>(mut handler: F, config: Config) -> notify::Result<Self> {
        let handler = move |result: notify::Result<notify::Event>| match result {
            Ok(event) if matches!(event.kind, EventKind::Access(_)) => {}
            // The debouncer files an event under its first path, and has no place for none.
            Ok(event) if event.paths.is_empty() && !event.need_rescan() => {}
            result => handler.handle_event(result),
        };
        RecommendedWatcher::new(handler, config).map(Self)
    }

    fn watch(&mut self, path: &Path, mode: RecursiveMode) -> notify::Result<()> {
        self.0.watch(path, mode)
    }

    fn unwatch(&mut self, path: &Path) -> notify::Result<()> {
        self.0.unwatch(path)
    }

    fn configure(&mut self, config: Config) -> notify::Result<bool> {
        self.0.configure(config)
    }

    fn kind() -> WatcherKind {
        RecommendedWatcher::kind()
    }
}

/// The paths as the system will report them: from the root and without links on the way.
fn real_paths(paths: Vec<PathBuf>) -> Result<Vec<PathBuf>, ServeError> {
    let real = |path: PathBuf| {
        real_path(&path)
            .map_err(|error| ServeError::CannotWatch { reason: error.to_string(), path })
    };
    paths.into_iter().map(real).collect()
}

fn real_path(path: &Path) -> io::Result<PathBuf> {
    let absolute = std::path::absolute(path)?;
    match (fs::canonicalize(&absolute), absolute.parent(), absolute.file_name()) {
        (Err(_), Some(parent), Some(name)) => Ok(real_path(parent)?.join(name)),
        (real, ..) => real,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_watched_and_not_ignored_counts() {
        let interest = Interest {
            paths: vec!["/p/content".into(), "/p/briefing.yaml".into(), "/p/site".into()],
            ignore: vec!["/p/site/public".into()],
        };
        for (path, expected) in [
            ("/p/content/a/index.md", true),
            ("/p/briefing.yaml", true),
            ("/p/site/a", true),
            ("/p/site/public/index.html", false),
            ("/p/contents", false),
            ("/p/.site.briefing-a1b2c3/x", false),
        ] {
            assert_eq!(interest.counts(Path::new(path)), expected, "{path}");
        }
    }
}
