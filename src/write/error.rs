//! Why a site was not written.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why nothing was written, with the path and a way out.
#[derive(Debug)]
#[non_exhaustive]
pub enum WriteError {
    /// The output would replace the whole file system.
    Root {
        /// The folder as it was given.
        folder: PathBuf,
    },
    /// The output would replace the project.
    Project {
        /// The folder as it was given.
        folder: PathBuf,
    },
    /// The output would lie among what is written by hand.
    Sources {
        /// The folder as it was given.
        folder: PathBuf,
        /// The project's folder that it is in.
        name: &'static str,
    },
    /// The output is a symbolic link, which may lead anywhere.
    Link {
        /// The folder as it was given.
        folder: PathBuf,
    },
    /// The output is a file, a socket or a device.
    NotAFolder {
        /// The folder as it was given.
        folder: PathBuf,
    },
    /// The folder is full of somebody else's files.
    Foreign {
        /// The folder as it was given.
        folder: PathBuf,
    },
    /// Somebody's file is where a folder has to be, or the other way round.
    InTheWay {
        /// The file or folder.
        path: PathBuf,
    },
    /// Another build has been writing for a minute.
    Busy {
        /// The folder as it was given.
        folder: PathBuf,
    },
    /// The disk did not do as it was told.
    Disk {
        /// What was to be done, as in "cannot write".
        doing: &'static str,
        /// With what.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl WriteError {
    /// Whether another folder has to be chosen, rather than the disk or another build be looked at.
    pub fn is_refusal(&self) -> bool {
        !matches!(self, Self::Busy { .. } | Self::Disk { .. })
    }

    /// Makes an error of the disk, for `map_err`.
    pub(super) fn disk(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Disk { doing, path: path.to_owned(), source }
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root { folder } => write!(
                f,
                "`{}` is the whole file system; choose another folder with `--output-dir`",
                folder.display()
            ),
            Self::Project { folder } => write!(
                f,
                "`{}` holds the project itself, which the output would replace; choose a folder of \
                 its own with `--output-dir`, such as `public`",
                folder.display()
            ),
            Self::Sources { folder, name } => write!(
                f,
                "`{}` is in the project's `{name}` folder, where only you write; choose another \
                 folder with `--output-dir`",
                folder.display()
            ),
            Self::Link { folder } => write!(
                f,
                "`{}` is a symbolic link; give the folder that it leads to with `--output-dir`, or \
                 remove the link",
                folder.display()
            ),
            Self::NotAFolder { folder } => write!(
                f,
                "`{}` is not a folder; remove it, or choose another with `--output-dir`",
                folder.display()
            ),
            Self::Foreign { folder } => write!(
                f,
                "`{}` is not empty and was not made by briefing; empty it yourself, or choose \
                 another folder with `--output-dir`",
                folder.display()
            ),
            Self::InTheWay { path } => write!(
                f,
                "`{}` was not made by briefing and is where the site needs the name; move it away",
                path.display()
            ),
            Self::Busy { folder } => write!(
                f,
                "another build has been writing beside `{}` for a minute; wait for it or end it, \
                 then build again",
                folder.display()
            ),
            Self::Disk { doing, path, source } => write!(
                f,
                "cannot {doing} `{}`: {source}; {}, the old site is as it was",
                path.display(),
                way_out(source)
            ),
        }
    }
}

impl std::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        // What the system said is already part of the sentence.
        None
    }
}

/// What to do about an error of the disk.
pub(super) fn way_out(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "free some space and build again"
        }
        io::ErrorKind::PermissionDenied => "see who may write there",
        io::ErrorKind::ReadOnlyFilesystem => {
            "choose a folder that can be written with `--output-dir`"
        }
        io::ErrorKind::ResourceBusy | io::ErrorKind::CrossesDevices => {
            "choose a folder inside the mount with `--output-dir`"
        }
        _ => "see to it and build again",
    }
}
