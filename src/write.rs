//! Puts an [`Output`] into a folder: all of it or nothing.
//!
//! The new site is staged in a hidden folder beside the output, `.NAME.briefing-XXXXXX`, where files
//! that did not change are hard links to the old ones and only what differs is written. Then stage
//! and output change places in one step, and the old tree is removed. So a reader, a web server or
//! a `kill -9` sees the old site or the new one, never something between; and a build in which
//! nothing changed writes nothing, not even a stage.
//!
//! **What is ours.** A folder was made by us when its `manifest.json` says so; it lists our files,
//! and those that are no longer made vanish. Everything else in the folder was put there by somebody
//! and is carried over: `CNAME`, `.git`, a report of last year. Where somebody's file has the name
//! of one that the build makes, the build's wins. A folder that is not empty and has no such
//! manifest is never touched, so an output should contain a `manifest.json`.
//!
//! **Two builds at once.** The folder around the output is locked (the folder itself, no lock file;
//! on Windows a file `.NAME.briefing-lock`), and the second build waits its turn for a minute before
//! it gives up. Where a file system has no locks, as some over a network, builds go on without, and
//! nobody clears up after a killed one, because its stage may be another build's.
//!
//! **Killed builds** leave a stage, which the next build removes. Where two folders cannot be
//! exchanged in one step (not on Linux or macOS, and on some file systems), two renames follow each
//! other, and a build killed between them leaves the old site as `.NAME.briefing-old`; the next
//! build puts it back first.
//!
//! **Pictures.** What takes long to make is made here, at the last moment. A picture of an earlier
//! build is taken over when the manifest says that it was drawn from the same, and its hash that it
//! is still that picture.
//!
//! **Power failures.** What is written is flushed before the exchange, so that the new site is never
//! a tree of empty files.

#![expect(clippy::disallowed_methods, reason = "this stage writes the disk, and nothing else may")]

mod disk;
mod error;
mod old;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{self, File, FileType};
use std::io::{self, Read, Write as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use rayon::prelude::*;
use tempfile::TempDir;

use crate::output::{Content, OutPath, Output};
use disk::{
    Flushing, Modes, carry, exchange, flush_folder, make_folder, new_stage, remove, replace_in_two,
    settled, write_file,
};
pub use error::WriteError;
use old::Old;

/// The file that lists what a build made, and by which we know our folders again.
const MANIFEST: &str = "manifest.json";

/// How a manifest's `generator` begins when the folder is ours.
const GENERATOR: &str = "briefing";

/// A project's folders that are written by hand, in which no output may lie.
const SOURCES: [&str; 3] = ["content", "data", "templates"];

/// How long a second build sleeps between two looks at the lock.
const NAP: Duration = Duration::from_millis(20);

/// How often it looks: for a minute, longer than any sensible build writes.
const LOOKS: u32 = 3_000;

/// Up to how many written files are flushed one by one; above, the whole file system is flushed
/// once, since each flush waits for the disk's journal.
const FEW: usize = 32;

/// What a write did, in files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that are new or differ from the old ones.
    pub written: usize,
    /// Files that are as they were.
    pub unchanged: usize,
    /// Files of an earlier build that are no longer made.
    pub removed: usize,
    /// A folder of an earlier build that could not be removed; the site itself is fine.
    pub leftover: Option<PathBuf>,
}

/// Makes `folder` hold exactly `output`, and what somebody else has put there.
///
/// Nothing is written when nothing differs, and contents decide that: neither dates nor the
/// manifest's hashes, because somebody may have edited a file. Modes are 0644 and 0755 whatever the
/// umask, because a web server runs as another user.
///
/// # Errors
///
/// The folder is not ours to write, another build does not end, or the disk failed. The old site is
/// then as it was, byte for byte, and the stage is gone.
pub fn write(output: &Output, folder: &Path) -> Result<Written, WriteError> {
    let place = Place::of(folder)?;
    let lock = place.lock()?;
    let leftover = if lock.is_some() { place.clear_up()? } else { None };

    let old = Old::read(&place)?;
    settle(output, &old, &place);
    let plan = Plan::of(output, &old, &place)?;
    let written = Written {
        written: plan.written.len(),
        unchanged: plan.unchanged.len(),
        removed: plan.removed,
        leftover,
    };
    if plan.changes_nothing(&old) {
        return Ok(written);
    }

    let stage = plan.stage(&old, &place)?;
    let old_tree = place.swap(stage, old.exists)?;
    let leftover = old_tree.filter(|tree| remove(tree).is_err());
    Ok(Written { leftover: leftover.or(written.leftover), ..written })
}

/// Gives every file its bytes: those of an earlier build, or new ones.
fn settle(output: &Output, old: &Old, place: &Place) {
    let late: Vec<_> = output
        .contents()
        .filter_map(|(path, content)| match content {
            Content::Made(_) => None,
            Content::Late(late) => Some((path, late)),
        })
        .collect();
    late.into_par_iter().for_each(|(path, late)| {
        match old.kept(Path::new(path.as_str()), late.key(), place) {
            Some(bytes) => late.settle(bytes),
            None => {
                late.bytes();
            }
        }
    });
}

/// Whether `folder` may be the output of the project in `project_root`.
///
/// The whole folder is going to be replaced, so it must not be `/`, a link, a file, the project, a
/// folder around it, or within `content/`, `data/` or `templates/`. Links on the way and `..` are
/// followed first. Whether somebody else's files are in it is seen by [`write()`].
///
/// # Errors
///
/// Why not.
pub fn allowed(folder: &Path, project_root: &Path) -> Result<(), WriteError> {
    Old::exists(&Place::of(folder)?)?;

    let settled_folder = settled(folder)?;
    let settled_root = settled(project_root)?;
    let folder = folder.to_owned();
    if settled_folder.parent().is_none() {
        return Err(WriteError::Root { folder });
    }
    if settled_root.starts_with(&settled_folder) {
        return Err(WriteError::Project { folder });
    }
    for name in SOURCES {
        if settled_folder.starts_with(settled(&project_root.join(name))?) {
            return Err(WriteError::Sources { folder, name });
        }
    }
    Ok(())
}

/// Where the output is: a name in a folder, since it is renamed as a whole.
struct Place {
    /// As it was given, for messages.
    shown: PathBuf,
    /// The output, from the root.
    folder: PathBuf,
    /// The folder around it, in which it is staged: renames work within one file system only.
    parent: PathBuf,
    /// The first part of our hidden neighbours' names.
    prefix: OsString,
}

impl Place {
    fn of(shown: &Path) -> Result<Self, WriteError> {
        let absolute =
            std::path::absolute(shown).map_err(WriteError::disk("find the folder", shown))?;
        // `..` at the end is no name; whatever it leads to has one, or is `/`.
        let folder = match absolute.file_name() {
            Some(_) => absolute,
            None => settled(shown)?,
        };
        let (Some(parent), Some(name)) = (folder.parent(), folder.file_name()) else {
            return Err(WriteError::Root { folder: shown.to_owned() });
        };

        let mut prefix = OsString::from(".");
        prefix.push(name);
        prefix.push(".briefing-");
        Ok(Self { shown: shown.to_owned(), parent: parent.to_owned(), prefix, folder })
    }

    /// A path in the output as messages show it.
    fn shown(&self, path: &Path) -> PathBuf {
        self.shown.join(path)
    }

    /// A hidden neighbour of the output.
    fn neighbour(&self, suffix: &str) -> PathBuf {
        let mut name = self.prefix.clone();
        name.push(suffix);
        self.parent.join(name)
    }

    /// Waits until no other build writes beside us; nothing when the file system has no locks.
    ///
    /// The system drops the lock with the handle, so also when we are killed.
    fn lock(&self) -> Result<Option<File>, WriteError> {
        fs::create_dir_all(&self.parent).map_err(WriteError::disk("make", &self.parent))?;
        let handle =
            self.lock_handle().map_err(WriteError::disk("open the folder", &self.parent))?;

        for _ in 0..LOOKS {
            match handle.try_lock() {
                Ok(()) => return Ok(Some(handle)),
                Err(fs::TryLockError::WouldBlock) => thread::sleep(NAP),
                Err(fs::TryLockError::Error(_)) => return Ok(None),
            }
        }
        Err(WriteError::Busy { folder: self.shown.clone() })
    }

    #[cfg(unix)]
    fn lock_handle(&self) -> io::Result<File> {
        File::open(&self.parent)
    }

    #[cfg(not(unix))]
    fn lock_handle(&self) -> io::Result<File> {
        OpenOptions::new().create(true).write(true).truncate(false).open(self.neighbour("lock"))
    }

    /// Removes what killed builds left; gives one that could not be removed.
    ///
    /// Only with the lock, since it might be the stage of a build at work.
    fn clear_up(&self) -> Result<Option<PathBuf>, WriteError> {
        self.put_back()?;

        let failed = WriteError::disk("read the folder", &self.parent);
        let names: io::Result<Vec<_>> = fs::read_dir(&self.parent).and_then(Iterator::collect);
        let leftovers = names.map_err(failed)?.into_iter().filter(|entry| {
            let name = entry.file_name();
            let ours = name.as_encoded_bytes().starts_with(self.prefix.as_encoded_bytes());
            ours && entry.file_type().is_ok_and(|kind| kind.is_dir())
        });
        Ok(leftovers.map(|entry| entry.path()).filter(|path| remove(path).is_err()).last())
    }

    /// Undoes the first of two renames when a build was killed before the second.
    fn put_back(&self) -> Result<(), WriteError> {
        let aside = self.neighbour("old");
        let absent = |path: &Path| {
            fs::symlink_metadata(path).is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
        };
        if absent(&aside) || !absent(&self.folder) {
            return Ok(());
        }
        fs::rename(&aside, &self.folder).map_err(WriteError::disk("put back", &self.shown))
    }

    /// Puts the stage in place; gives where the old tree is now, if there was one.
    fn swap(&self, stage: TempDir, exists: bool) -> Result<Option<PathBuf>, WriteError> {
        let failed = WriteError::disk("put the new site in place of", &self.shown);
        let old_tree = if exists {
            self.replace(stage.path()).map_err(failed).map(Some)
        } else {
            fs::rename(stage.path(), &self.folder).map_err(failed).map(|()| None)
        }?;

        // From here on the stage's name belongs to the old tree, or to nothing.
        let _ = stage.keep();
        flush_folder(&self.parent);
        Ok(old_tree)
    }

    /// Lets stage and output change places, in one step where the system can.
    fn replace(&self, stage: &Path) -> io::Result<PathBuf> {
        match exchange(stage, &self.folder) {
            Ok(()) => Ok(stage.to_owned()),
            Err(error) if error.kind() == io::ErrorKind::Unsupported => {
                let aside = self.neighbour("old");
                replace_in_two(stage, &self.folder, &aside).map(|()| aside)
            }
            Err(error) => Err(error),
        }
    }
}

/// A file of the output.
type Made<'a> = (&'a OutPath, &'a [u8]);

/// What is to be done, known before anything is.
struct Plan<'a> {
    /// Files to write.
    written: Vec<Made<'a>>,
    /// Files to link to the old ones.
    unchanged: Vec<Made<'a>>,
    /// How many of our files vanish.
    removed: usize,
    /// Somebody's files to carry over.
    carried: Vec<(&'a Path, FileType)>,
    /// Folders to make, those above before those within.
    folders: BTreeSet<&'a Path>,
    /// Those of them that somebody made, whose modes are to stay.
    foreign_folders: BTreeSet<&'a Path>,
}

impl<'a> Plan<'a> {
    fn of(output: &'a Output, old: &'a Old, place: &Place) -> Result<Self, WriteError> {
        let made: Vec<Made<'a>> = output.iter().map(|(path, bytes)| (path, &**bytes)).collect();
        let (unchanged, written) = made.into_par_iter().partition(|(path, bytes)| {
            let path = Path::new(path.as_str());
            old.has_file(path) && holds(&place.folder.join(path), bytes)
        });

        let is_made = |path: &Path| path.to_str().is_some_and(|path| output.contains(path));
        let (ours, carried): (Vec<_>, Vec<_>) = old
            .files
            .iter()
            .map(|(path, kind)| (path.as_path(), *kind))
            .filter(|(path, _)| !is_made(path))
            .partition(|(path, _)| old.ours.contains(*path));

        let mut plan = Self {
            written,
            unchanged,
            removed: ours.len(),
            carried,
            folders: BTreeSet::new(),
            foreign_folders: BTreeSet::new(),
        };
        plan.add_folders(output, old);
        plan.check_ways(output, place)?;
        Ok(plan)
    }

    /// Finds the folders: of the output, of what is carried over, and somebody's empty ones.
    fn add_folders(&mut self, output: &'a Output, old: &'a Old) {
        let made: BTreeSet<_> =
            output.iter().flat_map(|(path, _)| path.folders().map(Path::new)).collect();
        let ours: BTreeSet<_> = old.ours.iter().flat_map(|path| folders(path)).collect();

        let of_carried = self.carried.iter().flat_map(|(path, _)| folders(path));
        let of_others = old
            .folders
            .iter()
            .map(PathBuf::as_path)
            .filter(|path| !ours.contains(path))
            .flat_map(|path| folders(path).chain([path]));
        self.foreign_folders =
            of_carried.chain(of_others).filter(|path| !made.contains(path)).collect();
        self.folders = made.union(&self.foreign_folders).copied().collect();
    }

    /// Refuses to make a folder where somebody has a file, and a file where he has a folder.
    fn check_ways(&self, output: &Output, place: &Place) -> Result<(), WriteError> {
        let mut files = self.carried.iter().map(|(path, _)| *path);
        let blocking = files.find(|path| self.folders.contains(path));
        let blocked = || {
            let mut folders = self.foreign_folders.iter().copied();
            folders.find(|path| path.to_str().is_some_and(|path| output.contains(path)))
        };
        match blocking.or_else(blocked) {
            Some(path) => Err(WriteError::InTheWay { path: place.shown(path) }),
            None => Ok(()),
        }
    }

    /// Whether the folder is already as it should be.
    fn changes_nothing(&self, old: &Old) -> bool {
        old.exists && self.written.is_empty() && self.removed == 0
    }

    /// Makes the new tree beside the old one. Dropping it removes it.
    fn stage(&self, old: &Old, place: &Place) -> Result<TempDir, WriteError> {
        let stage = new_stage(place)?;
        let modes = Modes::seen(stage.path(), place)?;
        modes.folder(stage.path()).map_err(WriteError::disk("make", &place.shown))?;
        for folder in &self.folders {
            make_folder(&stage.path().join(folder), modes)
                .map_err(WriteError::disk("make", &place.shown(folder)))?;
        }

        let flushing = Flushing::of(self.written.len());
        self.written.par_iter().try_for_each(|(path, bytes)| {
            write_file(&stage.path().join(path.as_str()), bytes, modes, flushing)
                .map_err(WriteError::disk("write", &place.shown(Path::new(path.as_str()))))
        })?;
        self.unchanged.par_iter().try_for_each(|(path, bytes)| {
            let new = stage.path().join(path.as_str());
            fs::hard_link(place.folder.join(path.as_str()), &new)
                .or_else(|_| write_file(&new, bytes, modes, flushing))
                .map_err(WriteError::disk("write", &place.shown(Path::new(path.as_str()))))
        })?;
        self.carried.par_iter().try_for_each(|(path, kind)| {
            carry(&place.folder.join(path), &stage.path().join(path), *kind)
                .map_err(WriteError::disk("carry over", &place.shown(path)))
        })?;

        // The deepest first, and after the files, because a folder may forbid to write in it.
        for folder in self.foreign_folders.iter().rev().filter(|path| old.folders.contains(**path))
        {
            let metadata = fs::metadata(place.folder.join(folder));
            metadata
                .and_then(|old| fs::set_permissions(stage.path().join(folder), old.permissions()))
                .map_err(WriteError::disk("carry over", &place.shown(folder)))?;
        }

        flushing.finish(stage.path()).map_err(WriteError::disk("write", &place.shown))?;
        Ok(stage)
    }
}

/// The folders above a path within the output, the nearest first.
fn folders(path: &Path) -> impl Iterator<Item = &Path> {
    path.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty())
}

/// Whether the file holds exactly these bytes. One that cannot be read is better written anew.
fn holds(path: &Path, bytes: &[u8]) -> bool {
    let compare = || -> io::Result<bool> {
        let mut file = File::open(path)?;
        if file.metadata()?.len() != bytes.len() as u64 {
            return Ok(false);
        }

        let mut buffer = [0; 16 * 1024];
        let mut rest = bytes;
        loop {
            let count = file.read(&mut buffer)?;
            match rest.split_at_checked(count) {
                Some((expected, _)) if buffer[..count] != *expected => return Ok(false),
                Some((_, after)) if count > 0 => rest = after,
                Some(_) => return Ok(rest.is_empty()),
                None => return Ok(false),
            }
        }
    };
    compare().unwrap_or(false)
}

/// Writes a text in place of one that is there, whole or not at all.
#[expect(clippy::disallowed_methods, reason = "the new file takes the rights of the old")]
pub fn text(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut new = tempfile::NamedTempFile::new_in(folder)?;
    new.write_all(text.as_bytes())?;
    new.as_file().set_permissions(fs::metadata(path)?.permissions())?;
    new.persist(path)?;
    Ok(())
}

#[cfg(test)]
mod tests;
