//! Single steps on the disk: files and folders with their modes, flushing, exchanging, removing.

use std::fs::{self, File, FileType, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Component, Path, PathBuf};

use rayon::prelude::*;
use tempfile::TempDir;

use super::error::WriteError;
use super::{FEW, Place};

/// Whether the umask takes away permissions that the site needs, so that they have to be set again.
#[derive(Clone, Copy)]
pub(super) enum Modes {
    /// New files and folders have the modes they are made with.
    AsMade,
    /// The umask, or the folder around, meddles.
    SetAfter,
}

#[cfg(unix)]
impl Modes {
    /// Looks at a folder that was made with 0755: there is no way to read the umask without
    /// changing it, for all threads.
    pub(super) fn seen(stage: &Path, place: &Place) -> Result<Self, WriteError> {
        use std::os::unix::fs::PermissionsExt as _;

        let metadata = fs::metadata(stage).map_err(WriteError::disk("make", &place.shown))?;
        let as_made = metadata.permissions().mode() & 0o777 == 0o755;
        Ok(if as_made { Self::AsMade } else { Self::SetAfter })
    }

    pub(super) fn folder(self, path: &Path) -> io::Result<()> {
        self.set(path, 0o755)
    }

    pub(super) fn file(self, path: &Path) -> io::Result<()> {
        self.set(path, 0o644)
    }

    pub(super) fn set(self, path: &Path, mode: u32) -> io::Result<()> {
        use std::os::unix::fs::PermissionsExt as _;

        match self {
            Self::AsMade => Ok(()),
            Self::SetAfter => fs::set_permissions(path, fs::Permissions::from_mode(mode)),
        }
    }
}

#[cfg(not(unix))]
impl Modes {
    /// There are no modes.
    pub(super) fn seen(_: &Path, _: &Place) -> Result<Self, WriteError> {
        Ok(Self::AsMade)
    }

    pub(super) fn folder(self, _: &Path) -> io::Result<()> {
        Ok(())
    }

    pub(super) fn file(self, _: &Path) -> io::Result<()> {
        Ok(())
    }
}

/// How written bytes reach the disk before the exchange.
#[derive(Clone, Copy)]
pub(super) enum Flushing {
    /// Each file when it is written.
    Each,
    /// The whole file system at the end.
    Together,
}

impl Flushing {
    pub(super) fn of(files: usize) -> Self {
        if files > FEW && cfg!(target_os = "linux") { Self::Together } else { Self::Each }
    }

    pub(super) fn file(self, file: &File) -> io::Result<()> {
        match self {
            Self::Each => flush(file),
            Self::Together => Ok(()),
        }
    }

    pub(super) fn finish(self, stage: &Path) -> io::Result<()> {
        match self {
            Self::Each => Ok(()),
            Self::Together => flush_all(stage),
        }
    }
}

/// Flushes a file as far as the system's own `fsync` does: macOS's stronger one is too slow for
/// something that can be built again.
#[cfg(unix)]
pub(super) fn flush(file: &File) -> io::Result<()> {
    Ok(rustix::fs::fsync(file)?)
}

#[cfg(not(unix))]
pub(super) fn flush(file: &File) -> io::Result<()> {
    file.sync_all()
}

#[cfg(target_os = "linux")]
pub(super) fn flush_all(folder: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(File::open(folder)?)?)
}

#[cfg(not(target_os = "linux"))]
pub(super) fn flush_all(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Flushes the exchange itself. The new site is in place by now, so a failure is no error.
pub(super) fn flush_folder(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| flush(&folder));
}

/// A new folder beside the output, which is removed when it is dropped.
pub(super) fn new_stage(place: &Place) -> Result<TempDir, WriteError> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(&place.prefix);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o755));
    }
    builder.tempdir_in(&place.parent).map_err(WriteError::disk("write beside", &place.shown))
}

pub(super) fn make_folder(path: &Path, modes: Modes) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o755);

    match builder.create(path) {
        Ok(()) => modes.folder(path),
        // On file systems that do not tell case apart, `A` and `a` are one folder.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}

pub(super) fn write_file(
    path: &Path,
    bytes: &[u8],
    modes: Modes,
    flushing: Flushing,
) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o644);

    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    modes.file(path)?;
    flushing.file(&file)
}

/// Takes somebody's file over as it is: the same file if the system can link it, else a copy.
pub(super) fn carry(old: &Path, new: &Path, kind: FileType) -> io::Result<()> {
    fs::hard_link(old, new).or_else(|error| {
        if kind.is_file() {
            fs::copy(old, new).map(|_| ())
        } else if kind.is_symlink() {
            copy_link(old, new)
        } else {
            Err(error)
        }
    })
}

#[cfg(unix)]
pub(super) fn copy_link(old: &Path, new: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(fs::read_link(old)?, new)
}

#[cfg(not(unix))]
pub(super) fn copy_link(old: &Path, _: &Path) -> io::Result<()> {
    let message = format!("`{}` is a link that cannot be copied", old.display());
    Err(io::Error::new(io::ErrorKind::Unsupported, message))
}

/// Lets two folders change places in one step; `Unsupported` where that cannot be.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
pub(super) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;

    // File systems that do not know the flag answer with one of these.
    const UNKNOWN: [Errno; 4] = [Errno::INVAL, Errno::NOSYS, Errno::NOTSUP, Errno::OPNOTSUPP];

    match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(()),
        Err(error) if UNKNOWN.contains(&error) => Err(io::ErrorKind::Unsupported.into()),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
pub(super) fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Puts the stage in place with two renames, and takes the first back when the second fails.
pub(super) fn replace_in_two(stage: &Path, folder: &Path, aside: &Path) -> io::Result<()> {
    fs::rename(folder, aside)?;
    fs::rename(stage, folder).inspect_err(|_| {
        let _ = fs::rename(aside, folder);
    })
}

/// Removes a folder with all that is in it, its parts in parallel: a site has a folder a page.
pub(super) fn remove(tree: &Path) -> io::Result<()> {
    let entries: Vec<_> = fs::read_dir(tree)?.collect::<io::Result<_>>()?;
    entries.par_iter().try_for_each(|entry| {
        if entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())
        } else {
            fs::remove_file(entry.path())
        }
    })?;
    fs::remove_dir(tree)
}

/// Where a path leads when links and `..` are followed, also when its end does not exist yet.
pub(super) fn settled(path: &Path) -> Result<PathBuf, WriteError> {
    let failed = |error| WriteError::disk("find the folder", path)(error);
    let mut settled = PathBuf::new();
    for component in std::path::absolute(path).map_err(failed)?.components() {
        match component {
            Component::ParentDir => {
                settled.pop();
            }
            component => settled.push(component),
        }
        match fs::canonicalize(&settled) {
            Ok(real) => settled = real,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(failed(error)),
        }
    }
    Ok(settled)
}
