//! What stands in the output folder before a build.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, FileType};
use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use walkdir::WalkDir;

use super::error::WriteError;
use super::{GENERATOR, MANIFEST, Place};

/// What the folder holds before the build.
pub(super) struct Old {
    /// Whether the folder is there, be it empty.
    pub(super) exists: bool,
    /// Everything in it but folders, by its path within.
    pub(super) files: BTreeMap<PathBuf, FileType>,
    /// The folders in it.
    pub(super) folders: BTreeSet<PathBuf>,
    /// What an earlier build made, according to the manifest.
    pub(super) ours: BTreeSet<PathBuf>,
    /// The manifest itself, of a folder that is ours.
    manifest: Manifest,
}

/// What we need of a manifest to know our files.
#[derive(Default, Deserialize)]
pub(super) struct Manifest {
    generator: String,
    /// The hash of each file.
    #[serde(default)]
    files: BTreeMap<PathBuf, String>,
    /// What each picture was drawn from.
    #[serde(default)]
    pictures: BTreeMap<PathBuf, String>,
}

impl Old {
    pub(super) fn read(place: &Place) -> Result<Self, WriteError> {
        let mut old = Self {
            exists: Self::exists(place)?,
            files: BTreeMap::new(),
            folders: BTreeSet::new(),
            ours: BTreeSet::new(),
            manifest: Manifest::default(),
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
        old.ours = manifest.files.keys().cloned().collect();
        old.ours.insert(PathBuf::from(MANIFEST));
        old.manifest = manifest;

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
    pub(super) fn exists(place: &Place) -> Result<bool, WriteError> {
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
    pub(super) fn has_file(&self, path: &Path) -> bool {
        self.files.get(path).is_some_and(FileType::is_file)
    }

    /// The bytes of a file that an earlier build made with this key, if they are still those.
    pub(super) fn kept(&self, path: &Path, key: &str, place: &Place) -> Option<Vec<u8>> {
        if !self.has_file(path) || self.manifest.pictures.get(path)? != key {
            return None;
        }
        let hash = self.manifest.files.get(path)?;
        let bytes = fs::read(place.folder.join(path)).ok()?;
        (blake3::hash(&bytes).to_hex().as_str() == hash).then_some(bytes)
    }
}

/// The manifest of an earlier build, if it is one.
pub(super) fn manifest(path: &Path) -> Option<Manifest> {
    // Not through a link, and not from a pipe that never ends.
    fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file)?;
    let manifest: Manifest = serde_json::from_slice(&fs::read(path).ok()?).ok()?;
    manifest.generator.starts_with(GENERATOR).then_some(manifest)
}
