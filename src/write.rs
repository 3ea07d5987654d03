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
//! **Power failures.** What is written is flushed before the exchange, so that the new site is never
//! a tree of empty files.

#![expect(clippy::disallowed_methods, reason = "this stage writes the disk, and nothing else may")]

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fmt;
use std::fs::{self, File, FileType, OpenOptions};
use std::io::{self, Read, Write as _};
use std::path::{Component, Path, PathBuf};
use std::thread;
use std::time::Duration;

use rayon::prelude::*;
use serde::Deserialize;
use serde::de::IgnoredAny;
use tempfile::TempDir;
use walkdir::WalkDir;

use crate::output::{OutPath, Output};

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
    fn disk(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
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
fn way_out(error: &io::Error) -> &'static str {
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

/// What the folder holds before the build.
struct Old {
    /// Whether the folder is there, be it empty.
    exists: bool,
    /// Everything in it but folders, by its path within.
    files: BTreeMap<PathBuf, FileType>,
    /// The folders in it.
    folders: BTreeSet<PathBuf>,
    /// What an earlier build made, according to the manifest.
    ours: BTreeSet<PathBuf>,
}

/// What we need of a manifest to know our files.
#[derive(Deserialize)]
struct Manifest {
    generator: String,
    #[serde(default)]
    #[expect(clippy::zero_sized_map_values, reason = "contents are compared, not hashes")]
    files: BTreeMap<PathBuf, IgnoredAny>,
}

impl Old {
    fn read(place: &Place) -> Result<Self, WriteError> {
        let mut old = Self {
            exists: Self::exists(place)?,
            files: BTreeMap::new(),
            folders: BTreeSet::new(),
            ours: BTreeSet::new(),
        };
        if !old.exists {
            return Ok(old);
        }

        // The manifest first, so that a home folder given by mistake is not walked through.
        let failed = || WriteError::disk("read the folder", &place.shown);
        if fs::read_dir(&place.folder).map_err(failed())?.next().is_none() {
            return Ok(old);
        }
        let Some(manifest) = manifest(&place.folder.join(MANIFEST)) else {
            return Err(WriteError::Foreign { folder: place.shown.clone() });
        };
        old.ours = manifest.files.into_keys().collect();
        old.ours.insert(PathBuf::from(MANIFEST));

        for entry in WalkDir::new(&place.folder).min_depth(1) {
            let entry = entry.map_err(|error| failed()(error.into()))?;
            let path = entry
                .path()
                .strip_prefix(&place.folder)
                .expect("a walk stays in its folder")
                .to_owned();
            if entry.file_type().is_dir() {
                old.folders.insert(path);
            } else {
                old.files.insert(path, entry.file_type());
            }
        }
        Ok(old)
    }

    /// Whether the output is there, if it is a folder at all.
    fn exists(place: &Place) -> Result<bool, WriteError> {
        let folder = place.shown.clone();
        match fs::symlink_metadata(&place.folder) {
            Ok(metadata) if metadata.is_symlink() => Err(WriteError::Link { folder }),
            Ok(metadata) if metadata.is_dir() => Ok(true),
            Ok(_) => Err(WriteError::NotAFolder { folder }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
                Err(WriteError::NotAFolder { folder })
            }
            Err(error) => Err(WriteError::disk("look at", &place.shown)(error)),
        }
    }

    /// Whether there is a regular file at a path: the only kind that can be as it should be.
    fn has_file(&self, path: &Path) -> bool {
        self.files.get(path).is_some_and(FileType::is_file)
    }
}

/// The manifest of an earlier build, if it is one.
fn manifest(path: &Path) -> Option<Manifest> {
    // Not through a link, and not from a pipe that never ends.
    fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file)?;
    let manifest: Manifest = serde_json::from_slice(&fs::read(path).ok()?).ok()?;
    manifest.generator.starts_with(GENERATOR).then_some(manifest)
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

/// Whether the umask takes away permissions that the site needs, so that they have to be set again.
#[derive(Clone, Copy)]
enum Modes {
    /// New files and folders have the modes they are made with.
    AsMade,
    /// The umask, or the folder around, meddles.
    SetAfter,
}

#[cfg(unix)]
impl Modes {
    /// Looks at a folder that was made with 0755: there is no way to read the umask without
    /// changing it, for all threads.
    fn seen(stage: &Path, place: &Place) -> Result<Self, WriteError> {
        use std::os::unix::fs::PermissionsExt as _;

        let metadata = fs::metadata(stage).map_err(WriteError::disk("make", &place.shown))?;
        let as_made = metadata.permissions().mode() & 0o777 == 0o755;
        Ok(if as_made { Self::AsMade } else { Self::SetAfter })
    }

    fn folder(self, path: &Path) -> io::Result<()> {
        self.set(path, 0o755)
    }

    fn file(self, path: &Path) -> io::Result<()> {
        self.set(path, 0o644)
    }

    fn set(self, path: &Path, mode: u32) -> io::Result<()> {
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
    fn seen(_: &Path, _: &Place) -> Result<Self, WriteError> {
        Ok(Self::AsMade)
    }

    fn folder(self, _: &Path) -> io::Result<()> {
        Ok(())
    }

    fn file(self, _: &Path) -> io::Result<()> {
        Ok(())
    }
}

/// How written bytes reach the disk before the exchange.
#[derive(Clone, Copy)]
enum Flushing {
    /// Each file when it is written.
    Each,
    /// The whole file system at the end.
    Together,
}

impl Flushing {
    fn of(files: usize) -> Self {
        if files > FEW && cfg!(target_os = "linux") { Self::Together } else { Self::Each }
    }

    fn file(self, file: &File) -> io::Result<()> {
        match self {
            Self::Each => flush(file),
            Self::Together => Ok(()),
        }
    }

    fn finish(self, stage: &Path) -> io::Result<()> {
        match self {
            Self::Each => Ok(()),
            Self::Together => flush_all(stage),
        }
    }
}

/// Flushes a file as far as the system's own `fsync` does: macOS's stronger one is too slow for
/// something that can be built again.
#[cfg(unix)]
fn flush(file: &File) -> io::Result<()> {
    Ok(rustix::fs::fsync(file)?)
}

#[cfg(not(unix))]
fn flush(file: &File) -> io::Result<()> {
    file.sync_all()
}

#[cfg(target_os = "linux")]
fn flush_all(folder: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(File::open(folder)?)?)
}

#[cfg(not(target_os = "linux"))]
fn flush_all(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Flushes the exchange itself. The new site is in place by now, so a failure is no error.
fn flush_folder(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| flush(&folder));
}

/// A new folder beside the output, which is removed when it is dropped.
fn new_stage(place: &Place) -> Result<TempDir, WriteError> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(&place.prefix);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o755));
    }
    builder.tempdir_in(&place.parent).map_err(WriteError::disk("write beside", &place.shown))
}

fn make_folder(path: &Path, modes: Modes) -> io::Result<()> {
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

fn write_file(path: &Path, bytes: &[u8], modes: Modes, flushing: Flushing) -> io::Result<()> {
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
fn carry(old: &Path, new: &Path, kind: FileType) -> io::Result<()> {
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
fn copy_link(old: &Path, new: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(fs::read_link(old)?, new)
}

#[cfg(not(unix))]
fn copy_link(old: &Path, _: &Path) -> io::Result<()> {
    let message = format!("`{}` is a link that cannot be copied", old.display());
    Err(io::Error::new(io::ErrorKind::Unsupported, message))
}

/// Lets two folders change places in one step; `Unsupported` where that cannot be.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
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
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Puts the stage in place with two renames, and takes the first back when the second fails.
fn replace_in_two(stage: &Path, folder: &Path, aside: &Path) -> io::Result<()> {
    fs::rename(folder, aside)?;
    fs::rename(stage, folder).inspect_err(|_| {
        let _ = fs::rename(aside, folder);
    })
}

/// Removes a folder with all that is in it, its parts in parallel: a site has a folder a page.
fn remove(tree: &Path) -> io::Result<()> {
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
fn settled(path: &Path) -> Result<PathBuf, WriteError> {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder around an output named `public`, and what the output holds.
    struct Room(TempDir);

    impl Room {
        fn new() -> Self {
            Self(tempfile::tempdir().expect("a folder for the test"))
        }

        fn public(&self) -> PathBuf {
            self.0.path().join("public")
        }

        fn at(&self, path: &str) -> PathBuf {
            self.public().join(path)
        }

        /// Puts a file where no build has put it.
        fn put(&self, path: &str, text: &str) {
            let path = self.at(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }

        fn write(&self, files: &[(&str, &str)]) -> Result<Written, WriteError> {
            write(&output(files), &self.public())
        }

        /// Everything in the room, a line each, with contents.
        fn tree(&self) -> Vec<String> {
            let mut lines: Vec<_> = WalkDir::new(self.0.path())
                .min_depth(1)
                .into_iter()
                .map(Result::unwrap)
                .filter(|entry| !entry.file_type().is_dir())
                .filter(|entry| entry.file_name() != MANIFEST)
                .map(|entry| {
                    let path = entry.path().strip_prefix(self.0.path()).unwrap();
                    format!("{} {}", path.display(), fs::read_to_string(entry.path()).unwrap())
                })
                .collect();
            lines.sort();
            lines
        }

        /// What is beside the output: stages that were left.
        fn neighbours(&self) -> Vec<OsString> {
            let entries = fs::read_dir(self.0.path()).unwrap();
            entries
                .map(|entry| entry.unwrap().file_name())
                .filter(|name| name != "public")
                .collect()
        }
    }

    /// The files and a manifest that lists them.
    fn output(files: &[(&str, &str)]) -> Output {
        let mut output = Output::new();
        let hashes: serde_json::Map<_, _> =
            files.iter().map(|(path, text)| ((*path).to_owned(), (*text).into())).collect();
        let manifest = serde_json::json!({"generator": "briefing 0.1.0", "files": hashes});
        output.insert(OutPath::new(MANIFEST).unwrap(), manifest.to_string().into_bytes()).unwrap();
        for (path, text) in files {
            output.insert(OutPath::new(path).unwrap(), text.as_bytes()).unwrap();
        }
        output
    }

    fn counts(written: usize, unchanged: usize, removed: usize) -> Written {
        Written { written, unchanged, removed, leftover: None }
    }

    #[cfg(unix)]
    fn inode(path: &Path) -> u64 {
        std::os::unix::fs::MetadataExt::ino(&fs::metadata(path).unwrap())
    }

    #[track_caller]
    fn check_refused(room: &Room, expected: &str) {
        let before = room.tree();
        let error = room.write(&[("index.html", "new")]).expect_err("a refusal");
        let message = error.to_string().replace(&*room.public().to_string_lossy(), "public");
        assert_eq!(message, expected);
        assert!(error.is_refusal());
        assert_eq!(room.tree(), before);
        assert_eq!(room.neighbours(), Vec::<OsString>::new());
    }

    #[test]
    fn a_fresh_site_is_written() {
        let room = Room::new();
        let files = [("index.html", "home"), ("a/b/index.html", "page"), ("a/c.csv", "")];
        assert_eq!(room.write(&files).unwrap(), counts(4, 0, 0));
        assert_eq!(
            room.tree(),
            ["public/a/b/index.html page", "public/a/c.csv ", "public/index.html home"]
        );
        assert_eq!(room.neighbours(), Vec::<OsString>::new());
    }

    #[test]
    fn an_empty_folder_is_taken_and_missing_folders_above_are_made() {
        let room = Room::new();
        fs::create_dir(room.public()).unwrap();
        room.write(&[("index.html", "home")]).unwrap();

        let deep = room.public().join("x/y/site");
        write(&output(&[("index.html", "home")]), &deep).unwrap();
        assert_eq!(fs::read_to_string(deep.join("index.html")).unwrap(), "home");
    }

    #[cfg(unix)]
    #[test]
    fn when_nothing_differs_nothing_is_written() {
        let room = Room::new();
        let files = [("index.html", "home"), ("a/index.html", "page")];
        room.write(&files).unwrap();
        room.put("CNAME", "example.org");

        let state = || {
            [room.0.path().to_owned(), room.public(), room.at("a"), room.at("a/index.html")]
                .map(|path| (inode(&path), fs::metadata(&path).unwrap().modified().unwrap()))
        };
        let before = state();
        assert_eq!(room.write(&files).unwrap(), counts(0, 3, 0));
        assert_eq!(state(), before);
    }

    #[cfg(unix)]
    #[test]
    fn only_the_file_that_differs_is_a_new_one() {
        let room = Room::new();
        room.write(&[("a.html", "aaa"), ("b.html", "bbb"), ("c/d.html", "ddd")]).unwrap();
        let inodes = || ["a.html", "b.html", "c/d.html"].map(|path| inode(&room.at(path)));
        let before = inodes();

        // The same length, so that the contents have to be looked at.
        let files = [("a.html", "aaa"), ("b.html", "bxb"), ("c/d.html", "ddd")];
        assert_eq!(room.write(&files).unwrap(), counts(2, 2, 0));
        let after = inodes();
        assert_eq!((before[0], before[2]), (after[0], after[2]));
        assert_ne!(before[1], after[1]);
        assert_eq!(room.tree(), ["public/a.html aaa", "public/b.html bxb", "public/c/d.html ddd"]);
    }

    #[test]
    fn an_edited_file_is_mended() {
        let room = Room::new();
        let files = [("a.html", &*"x".repeat(100_000))];
        room.write(&files).unwrap();
        room.put("a.html", &format!("{}y", "x".repeat(99_999)));
        assert_eq!(room.write(&files).unwrap(), counts(1, 1, 0));
        assert_eq!(fs::read_to_string(room.at("a.html")).unwrap(), "x".repeat(100_000));
    }

    #[test]
    fn files_no_longer_made_vanish_with_their_folders() {
        let room = Room::new();
        room.write(&[("index.html", "home"), ("a/b/index.html", "page"), ("a.html", "a")]).unwrap();
        assert_eq!(room.write(&[("index.html", "home")]).unwrap(), counts(1, 1, 2));
        assert_eq!(room.tree(), ["public/index.html home"]);
        assert!(!room.at("a").exists());
    }

    #[test]
    fn a_folder_can_become_a_file_and_a_file_a_folder() {
        let room = Room::new();
        room.write(&[("a/b", "1"), ("c", "2")]).unwrap();
        assert_eq!(room.write(&[("a", "3"), ("c/d", "4")]).unwrap(), counts(3, 0, 2));
        assert_eq!(room.tree(), ["public/a 3", "public/c/d 4"]);
    }

    #[test]
    fn what_somebody_else_put_there_stays() {
        let room = Room::new();
        room.write(&[("index.html", "home"), ("charts/a.svg", "a")]).unwrap();
        room.put("CNAME", "example.org");
        room.put(".git/objects/00/11", "blob");
        room.put("charts/mine.png", "mine");
        fs::create_dir(room.at("empty")).unwrap();

        assert_eq!(room.write(&[("index.html", "new")]).unwrap(), counts(2, 0, 1));
        assert_eq!(
            room.tree(),
            [
                "public/.git/objects/00/11 blob",
                "public/CNAME example.org",
                "public/charts/mine.png mine",
                "public/index.html new",
            ]
        );
        assert!(room.at("empty").is_dir());
    }

    #[cfg(unix)]
    #[test]
    fn links_and_modes_of_others_stay_as_they_are() {
        use std::os::unix::fs::PermissionsExt as _;

        let room = Room::new();
        room.write(&[("index.html", "home")]).unwrap();
        room.put("tool/run.sh", "#!/bin/sh");
        fs::set_permissions(room.at("tool/run.sh"), fs::Permissions::from_mode(0o750)).unwrap();
        fs::set_permissions(room.at("tool"), fs::Permissions::from_mode(0o700)).unwrap();
        std::os::unix::fs::symlink("/nowhere", room.at("tool/link")).unwrap();

        room.write(&[("index.html", "new")]).unwrap();
        let mode = |path| fs::metadata(room.at(path)).unwrap().permissions().mode() & 0o7777;
        assert_eq!((mode("tool"), mode("tool/run.sh")), (0o700, 0o750));
        assert_eq!(fs::read_link(room.at("tool/link")).unwrap(), Path::new("/nowhere"));
    }

    #[test]
    fn the_build_wins_where_somebody_took_its_name() {
        let room = Room::new();
        room.write(&[("index.html", "home")]).unwrap();
        room.put("robots.txt", "mine");
        assert_eq!(
            room.write(&[("index.html", "home"), ("robots.txt", "ours")]).unwrap(),
            counts(2, 1, 0)
        );
        assert_eq!(room.tree(), ["public/index.html home", "public/robots.txt ours"]);
    }

    #[test]
    fn a_file_of_somebody_is_not_made_a_folder() {
        let room = Room::new();
        room.write(&[("x.html", "home")]).unwrap();
        room.put("index.html", "mine");
        let error = room.write(&[("index.html/a", "")]).expect_err("a refusal").to_string();
        assert!(
            error.ends_with(
                "public/index.html` was not made by briefing and is where the site needs the \
                 name; move it away"
            ),
            "{error}"
        );

        room.put("folder/file", "mine");
        room.write(&[("folder", "")]).expect_err("a refusal");
        assert_eq!(
            room.tree(),
            ["public/folder/file mine", "public/index.html mine", "public/x.html home"]
        );
    }

    #[test]
    fn a_folder_of_somebody_else_is_refused() {
        let expected = "`public` is not empty and was not made by briefing; empty it yourself, or \
                        choose another folder with `--output-dir`";
        for manifest in [None, Some("{"), Some("[]"), Some(r#"{"generator": "Hugo 0.168"}"#)] {
            let room = Room::new();
            room.put("thesis.tex", "five years");
            if let Some(manifest) = manifest {
                room.put(MANIFEST, manifest);
            }
            check_refused(&room, expected);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_refused() {
        let room = Room::new();
        let elsewhere = Room::new();
        elsewhere.write(&[("index.html", "home")]).unwrap();
        std::os::unix::fs::symlink(elsewhere.public(), room.public()).unwrap();

        let error = room.write(&[("index.html", "new")]).expect_err("a refusal");
        assert!(matches!(error, WriteError::Link { .. }), "{error}");
        assert_eq!(elsewhere.tree(), ["public/index.html home"]);

        let error = allowed(&room.public(), room.0.path()).expect_err("a refusal");
        assert!(matches!(error, WriteError::Link { .. }), "{error}");
    }

    #[test]
    fn a_file_is_refused() {
        let room = Room::new();
        fs::write(room.public(), "a file").unwrap();
        check_refused(
            &room,
            "`public` is not a folder; remove it, or choose another with `--output-dir`",
        );
    }

    #[test]
    fn only_a_folder_of_its_own_is_allowed() {
        let room = Room::new();
        let project = room.0.path().join("project");
        fs::create_dir_all(project.join("content/page")).unwrap();

        let check = |folder: PathBuf, expected: &str| {
            let message = match allowed(&folder, &project) {
                Ok(()) => String::new(),
                Err(error) => error.to_string(),
            };
            assert!(message.contains(expected), "{message}");
            assert_eq!(message.is_empty(), expected.is_empty(), "{message}");
        };
        check(project.join("public"), "");
        check(project.join("deep/er/public"), "");
        check(project.join("contents"), "");
        check(room.0.path().join("beside"), "");
        check(PathBuf::from("/"), "is the whole file system");
        check(PathBuf::from("/tmp/.."), "is the whole file system");
        check(project.clone(), "holds the project itself");
        check(project.join("."), "holds the project itself");
        check(project.join("content/.."), "holds the project itself");
        check(project.join("new/../content/x"), "is in the project's `content` folder");
        check(room.0.path().to_owned(), "holds the project itself");
        check(project.join("content"), "is in the project's `content` folder");
        check(project.join("content/page/out"), "is in the project's `content` folder");
        check(project.join("data/out"), "is in the project's `data` folder");
        check(project.join("templates"), "is in the project's `templates` folder");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_on_the_way_does_not_hide_the_project() {
        let room = Room::new();
        let project = room.0.path().join("project");
        fs::create_dir_all(project.join("content")).unwrap();
        std::os::unix::fs::symlink(&project, room.0.path().join("alias")).unwrap();
        let error =
            allowed(&room.0.path().join("alias/content/x"), &project).expect_err("a refusal");
        assert!(matches!(error, WriteError::Sources { name: "content", .. }), "{error}");
    }

    #[test]
    fn leftovers_of_killed_builds_are_removed() {
        let room = Room::new();
        let files = [("index.html", "home")];
        room.write(&files).unwrap();
        let leftover = room.0.path().join(".public.briefing-a1b2c3");
        fs::create_dir_all(leftover.join("a/b")).unwrap();
        fs::write(leftover.join("a/b/c"), "half").unwrap();
        fs::create_dir(room.0.path().join(".public.briefing")).unwrap();

        assert_eq!(room.write(&files).unwrap(), counts(0, 2, 0));
        assert_eq!(room.neighbours(), [".public.briefing"]);
    }

    #[test]
    fn a_site_that_a_killed_build_had_put_aside_comes_back() {
        let room = Room::new();
        let files = [("index.html", "home")];
        room.write(&files).unwrap();
        room.put("CNAME", "example.org");
        fs::rename(room.public(), room.0.path().join(".public.briefing-old")).unwrap();

        assert_eq!(room.write(&files).unwrap(), counts(0, 2, 0));
        assert_eq!(room.tree(), ["public/CNAME example.org", "public/index.html home"]);
        assert_eq!(room.neighbours(), Vec::<OsString>::new());
    }

    #[test]
    fn two_renames_do_what_one_exchange_does() {
        let room = Room::new();
        let [stage, folder, aside] =
            ["stage", "public", "aside"].map(|name| room.0.path().join(name));
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("old"), "").unwrap();

        replace_in_two(&stage, &folder, &aside).expect_err("there is no stage");
        assert!(folder.join("old").exists());

        fs::create_dir(&stage).unwrap();
        replace_in_two(&stage, &folder, &aside).unwrap();
        assert!(!folder.join("old").exists() && aside.join("old").exists());
    }

    #[test]
    fn a_failed_write_leaves_the_old_site_and_no_stage() {
        let room = Room::new();
        room.write(&[("index.html", "home"), ("a.html", "a")]).unwrap();

        // No system has paths of this length.
        let deep = vec!["x".repeat(200); 100].join("/");
        let error = room.write(&[("index.html", "new"), (&deep, "")]).expect_err("a failure");
        assert!(matches!(error, WriteError::Disk { .. }), "{error}");
        assert!(error.to_string().ends_with("the old site is as it was"), "{error}");
        assert!(!error.is_refusal());
        assert_eq!(room.tree(), ["public/a.html a", "public/index.html home"]);
        assert_eq!(room.neighbours(), Vec::<OsString>::new());
    }

    #[test]
    fn a_disk_error_names_a_way_out() {
        let source = io::Error::from(io::ErrorKind::StorageFull);
        let error = WriteError::disk("write", Path::new("public/a.html"))(source);
        assert_eq!(
            error.to_string(),
            "cannot write `public/a.html`: no storage space; free some space and build again, the \
             old site is as it was"
        );
    }

    /// The umask belongs to the whole process, so this runs itself again in a shell that sets it.
    #[cfg(unix)]
    #[test]
    fn modes_do_not_depend_on_the_umask() {
        use std::os::unix::fs::PermissionsExt as _;
        const FOLDER: &str = "BRIEFING_TEST_UMASK_FOLDER";

        if let Some(folder) = std::env::var_os(FOLDER) {
            let folder = Path::new(&folder);
            write(&output(&[("a/index.html", "old"), ("b", "")]), folder).unwrap();
            write(&output(&[("a/index.html", "new"), ("b", "")]), folder).unwrap();
            return;
        }

        let (_, module) = module_path!().split_once("::").unwrap();
        let name = format!("{module}::modes_do_not_depend_on_the_umask");
        for umask in ["077", "000", "022"] {
            let room = Room::new();
            let status = std::process::Command::new("sh")
                .args(["-c", "umask $1 && exec \"$2\" --exact \"$3\"", "sh", umask])
                .args([std::env::current_exe().unwrap().as_os_str(), name.as_ref()])
                .env(FOLDER, room.public())
                .stdout(std::process::Stdio::null())
                .status()
                .unwrap();
            assert!(status.success());

            let mode = |path| fs::metadata(room.at(path)).unwrap().permissions().mode() & 0o777;
            assert_eq!(["", "a"].map(mode), [0o755; 2], "{umask}");
            assert_eq!(["a/index.html", "b", MANIFEST].map(mode), [0o644; 3], "{umask}");
        }
    }

    #[test]
    fn two_builds_at_once_take_turns() {
        let room = Room::new();
        let sites = ["one", "two"].map(|text| {
            let names: Vec<_> = (0..50).map(|number| format!("{number}/index.html")).collect();
            output(&names.iter().map(|name| (&**name, text)).collect::<Vec<_>>())
        });
        write(&sites[0], &room.public()).unwrap();

        thread::scope(|scope| {
            let builds = sites.each_ref().map(|site| {
                scope.spawn(|| (0..20).for_each(|_| drop(write(site, &room.public()).unwrap())))
            });
            while builds.iter().any(|build| !build.is_finished()) {
                #[cfg(any(target_os = "linux", target_vendor = "apple"))]
                fs::read(room.at("49/index.html")).expect("a site at every moment");
            }
        });

        let tree = room.tree();
        assert_eq!(tree.len(), 50);
        let ends: BTreeSet<_> = tree.iter().map(|line| line.rsplit_once(' ').unwrap().1).collect();
        assert_eq!(ends.len(), 1, "{ends:?}");
        assert_eq!(room.neighbours(), Vec::<OsString>::new());
    }
}
