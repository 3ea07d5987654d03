//! What a build makes: every file's bytes by its path, before anything is on a disk.
//!
//! `write` puts an [`Output`] into a folder, `serve` answers from it, and tests look into it.
//! All three see the same bytes, so none of them needs to know about the others.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Bound::{Included, Unbounded};
use std::sync::{Arc, OnceLock};

/// The longest name that common file systems can hold, in bytes.
const LONGEST_PART: usize = 255;

/// Characters that Windows refuses in names.
const REFUSED_CHARACTERS: &[char] = &['<', '>', ':', '"', '|', '?', '*'];

/// Names that Windows keeps for devices, whatever follows their first dot.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "conin$", "conout$"];

/// Files whose name alone tells what they hold: hosts' settings and checksums.
const PLAIN_NAMES: &[&str] = &["_headers", "_redirects", "CNAME", "SHA256SUMS"];

/// The files of a site by their path.
///
/// In a `BTreeMap`, so that whatever walks over it (the manifest, the sitemap, a test) meets the
/// files in the same order on every machine. The bytes are shared: the server keeps the last good
/// output beside the newest one without copies.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Output {
    files: BTreeMap<OutPath, Content>,
    /// Each path by its lower-case form, because macOS and Windows cannot hold both `A` and `a`.
    folded: BTreeMap<OutPath, OutPath>,
}

impl Output {
    /// An output without files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file, unless its path is taken; the file that came first stays.
    ///
    /// A path is also taken when only case differs from another, or when one of the two would have
    /// to be a file and a folder at once.
    ///
    /// # Errors
    ///
    /// The two paths that cannot both be.
    pub fn insert(&mut self, path: OutPath, content: impl Into<Content>) -> Result<(), Collision> {
        let folded = path.folded();
        if let Some(other) = self.in_the_way_of(&folded) {
            let other = other.clone();
            return Err(Collision { path, other });
        }

        self.folded.insert(folded, path.clone());
        self.files.insert(path, content.into());
        Ok(())
    }

    /// The bytes of the file at `path`.
    pub fn get(&self, path: &str) -> Option<&Arc<[u8]>> {
        self.files.get(path).map(Content::bytes)
    }

    /// The file at `path` as text; empty where there is none or it is not UTF-8.
    pub fn text(&self, path: &str) -> &str {
        self.get(path).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or("")
    }

    /// The file at `path`, with the path as it is kept.
    pub fn get_key_value(&self, path: &str) -> Option<(&OutPath, &Arc<[u8]>)> {
        self.files.get_key_value(path).map(|(path, content)| (path, content.bytes()))
    }

    /// Whether there is a file at `path`.
    pub fn contains(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// The files in the order of their paths, with their bytes.
    pub fn iter(&self) -> impl Iterator<Item = (&OutPath, &Arc<[u8]>)> {
        self.files.iter().map(|(path, content)| (path, content.bytes()))
    }

    /// The files in the order of their paths, as they are kept.
    pub fn contents(&self) -> impl Iterator<Item = (&OutPath, &Content)> {
        self.files.iter()
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are no files.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The file that cannot be beside one whose lower-case path is `folded`.
    fn in_the_way_of(&self, folded: &OutPath) -> Option<&OutPath> {
        let same = self.folded.get(folded);
        let above = || folded.folders().find_map(|folder| self.folded.get(folder));
        let below = || {
            let prefix = format!("{folded}/");
            let (path, original) =
                self.folded.range::<str, _>((Included(prefix.as_str()), Unbounded)).next()?;
            path.as_str().starts_with(&prefix).then_some(original)
        };
        same.or_else(above).or_else(below)
    }
}

/// What is in a file: bytes, or the way to them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Bytes that are there.
    Made(Arc<[u8]>),
    /// Bytes that are made when somebody asks for them.
    Late(Late),
}

impl Content {
    /// The bytes, made now if they were not before.
    pub fn bytes(&self) -> &Arc<[u8]> {
        match self {
            Self::Made(bytes) => bytes,
            Self::Late(late) => late.bytes(),
        }
    }
}

impl<T: Into<Arc<[u8]>>> From<T> for Content {
    fn from(bytes: T) -> Self {
        Self::Made(bytes.into())
    }
}

/// Bytes that take long to make, such as those of a picture.
///
/// `check` never asks for them, `serve` when a reader does, and `write` takes those of an
/// earlier build that were made of the same.
#[derive(Clone)]
pub struct Late(Arc<Recipe>);

struct Recipe {
    key: String,
    make: Box<dyn Fn() -> Vec<u8> + Send + Sync>,
    bytes: OnceLock<Arc<[u8]>>,
}

impl Late {
    /// Bytes that `make` makes. `key` stands for all that they depend on: two with equal
    /// keys have equal bytes.
    pub fn new(key: String, make: impl Fn() -> Vec<u8> + Send + Sync + 'static) -> Self {
        Self(Arc::new(Recipe { key, make: Box::new(make), bytes: OnceLock::new() }))
    }

    /// What the bytes depend on.
    pub fn key(&self) -> &str {
        &self.0.key
    }

    /// The bytes, made now if they were not before.
    pub fn bytes(&self) -> &Arc<[u8]> {
        self.0.bytes.get_or_init(|| (self.0.make)().into())
    }

    /// Takes bytes that were made with an equal key, unless there are some.
    pub fn settle(&self, bytes: Vec<u8>) {
        let _ = self.0.bytes.set(bytes.into());
    }
}

impl fmt::Debug for Late {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Late({})", self.key())
    }
}

/// Equal keys mean equal bytes, so nothing is made to compare them.
impl PartialEq for Late {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Late {}

/// Two files that cannot both be in one output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collision {
    /// The path that came second and was not added.
    pub path: OutPath,
    /// The path that came first.
    pub other: OutPath,
}

impl fmt::Display for Collision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, other } = self;
        if path == other {
            write!(f, "two files want the address `{path}`")
        } else if path.folded() == other.folded() {
            write!(f, "`{other}` and `{path}` differ only in case")
        } else {
            write!(f, "`{other}` and `{path}` need one name to be a file and a folder")
        }
    }
}

impl std::error::Error for Collision {}

/// The path of a file in the output: relative, with `/`, and fit for any file system and address.
///
/// The rules hold by construction, so whoever has an `OutPath` can join it to a folder without
/// leaving that folder, on Linux, macOS and Windows alike. Whether the characters are in Unicode's
/// normal form is the loader's business.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutPath(Arc<str>);

impl OutPath {
    /// The path, if it is one that every file system can hold.
    ///
    /// # Errors
    ///
    /// What is wrong with it, in words for the author.
    pub fn new(path: impl AsRef<str>) -> Result<Self, BadPath> {
        let path = path.as_ref();
        match path.split('/').find_map(fault) {
            Some(reason) => Err(BadPath { path: path.to_owned(), reason }),
            None => Ok(Self(path.into())),
        }
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part: `index.html` of `china/index.html`.
    pub fn file_name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&*self.0, |(_, name)| name)
    }

    /// The folders that the file is in, the nearest first: `a/b` and `a` of `a/b/c.html`.
    pub fn folders(&self) -> impl Iterator<Item = &str> {
        std::iter::successors(parent(&self.0), |folder| parent(folder))
    }

    /// The path in lower case: where two paths agree in it, macOS and Windows see one file.
    fn folded(&self) -> Self {
        let lower = self.0.to_lowercase();
        if *lower == *self.0 { self.clone() } else { Self(lower.into()) }
    }
}

impl fmt::Display for OutPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for OutPath {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// A path is looked up by its text; both are ordered by their bytes.
impl Borrow<str> for OutPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// A text that cannot be the path of a file in the output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadPath {
    /// The text.
    pub path: String,
    /// What is wrong with it.
    reason: &'static str,
}

impl fmt::Display for BadPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, reason } = self;
        write!(f, "`{}` cannot be the path of a file: {reason}", path.escape_debug())
    }
}

impl std::error::Error for BadPath {}

/// What kind of thing a file is, for `Content-Type`: told by its name, as hosts do it.
///
/// Texts say that they are UTF-8, because a `.csv` or `.md` has no place of its own to say so.
pub fn media_type(path: &OutPath) -> &'static str {
    let name = path.file_name();
    if name == "feed.json" {
        return "application/feed+json";
    }
    if name == "atom.xml" {
        return "application/atom+xml";
    }
    if PLAIN_NAMES.contains(&name) {
        return "text/plain; charset=utf-8";
    }

    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension.to_ascii_lowercase().as_str() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "json" | "map" => "application/json",
        "jsonld" => "application/ld+json",
        "webmanifest" => "application/manifest+json",
        "xml" => "application/xml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "bib" => "application/x-bibtex; charset=utf-8",
        "ris" => "application/x-research-info-systems; charset=utf-8",
        "pdf" => "application/pdf",
        "zip" => "application/zip",
        "gz" => "application/gzip",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "mp3" => "audio/mpeg",
        _ => "application/octet-stream",
    }
}

/// The folder that a path is in, if it is in one.
fn parent(path: &str) -> Option<&str> {
    path.rsplit_once('/').map(|(folder, _)| folder)
}

/// Why some system could not hold a file or folder named `part`.
fn fault(part: &str) -> Option<&'static str> {
    if part.is_empty() {
        Some("it has an empty part")
    } else if part == "." || part == ".." {
        Some("`.` and `..` are not names")
    } else if part.contains('\\') {
        Some("a backslash separates folders on Windows")
    } else if part.contains(char::is_control) {
        Some("it has a control character")
    } else if part.contains(REFUSED_CHARACTERS) {
        Some("Windows refuses the characters `< > : \" | ? *`")
    } else if part.ends_with(['.', ' ']) {
        Some("Windows drops a dot or a space at the end of a name")
    } else if part.len() > LONGEST_PART {
        Some("a name has more than 255 bytes")
    } else if is_device(part) {
        Some("Windows keeps that name for a device")
    } else {
        None
    }
}

/// Whether Windows takes the name for a device, as `con`, `NUL.txt` or `com1.html`.
fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or(part).trim_end().to_lowercase();
    let numbered = |prefix| {
        let number = stem.strip_prefix(prefix).map(|rest| rest.chars().collect::<Vec<_>>());
        matches!(number.as_deref(), Some(['1'..='9' | '¹' | '²' | '³']))
    };
    DEVICES.contains(&stem.as_str()) || numbered("com") || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> OutPath {
        OutPath::new(text).expect("a good path")
    }

    #[track_caller]
    fn check_bad(text: &str, expected: &str) {
        let message = OutPath::new(text).expect_err("a bad path").to_string();
        assert!(message.ends_with(expected), "{message}");
    }

    #[track_caller]
    fn check_collision(first: &str, second: &str, expected: &str) {
        let mut output = Output::new();
        output.insert(path(first), *b"first").expect("an empty output takes any file");

        let collision = output.insert(path(second), *b"second").expect_err("a collision");
        assert_eq!(collision.to_string(), expected);
        assert_eq!(output.get(first).map(|bytes| &bytes[..]), Some(&b"first"[..]));
        assert_eq!(output.len(), 1);
    }

    #[test]
    fn ordinary_paths_are_fine() {
        for text in [
            "index.html",
            "china-llms/index.de.md",
            "assets/style.0af3.css",
            "_headers",
            ".well-known/security.txt",
            "大模型/index.html",
            "a..b/...c",
            "console.html",
            "com/com0/com10.txt",
            "naïve résumé.html",
        ] {
            assert_eq!(path(text).as_str(), text);
        }
    }

    #[test]
    fn a_path_cannot_leave_its_folder() {
        check_bad("", "it has an empty part");
        check_bad("/etc/passwd", "it has an empty part");
        check_bad("a//b", "it has an empty part");
        check_bad("a/", "it has an empty part");
        check_bad("../a", "`.` and `..` are not names");
        check_bad("a/../b", "`.` and `..` are not names");
        check_bad("a/./b", "`.` and `..` are not names");
        check_bad("a\\b", "a backslash separates folders on Windows");
        check_bad("C:a", "Windows refuses the characters `< > : \" | ? *`");
    }

    #[test]
    fn a_path_must_fit_every_file_system() {
        check_bad("a\0b", "it has a control character");
        check_bad("a\u{85}b", "it has a control character");
        check_bad("con", "Windows keeps that name for a device");
        check_bad("a/NUL.html", "Windows keeps that name for a device");
        check_bad("Com1.tar.gz/x", "Windows keeps that name for a device");
        check_bad("lpt³", "Windows keeps that name for a device");
        check_bad("what?", "Windows refuses the characters `< > : \" | ? *`");
        check_bad("a./b", "Windows drops a dot or a space at the end of a name");
        check_bad("a ", "Windows drops a dot or a space at the end of a name");
        check_bad(&"x".repeat(256), "a name has more than 255 bytes");
    }

    #[test]
    fn a_bad_path_is_shown_without_its_control_characters() {
        let message = OutPath::new("a\u{1b}[2J").expect_err("a bad path").to_string();
        assert_eq!(
            message,
            r"`a\u{1b}[2J` cannot be the path of a file: it has a control character"
        );
    }

    #[test]
    fn two_files_cannot_share_an_address() {
        check_collision("a/b.html", "a/b.html", "two files want the address `a/b.html`");
        check_collision("a/B.html", "A/b.html", "`a/B.html` and `A/b.html` differ only in case");
        check_collision("Ärger", "ärger", "`Ärger` and `ärger` differ only in case");
    }

    #[test]
    fn a_name_cannot_be_a_file_and_a_folder() {
        check_collision("a", "a/b/c", "`a` and `a/b/c` need one name to be a file and a folder");
        check_collision("a/b/c", "a", "`a/b/c` and `a` need one name to be a file and a folder");
        check_collision("A/b", "a", "`A/b` and `a` need one name to be a file and a folder");
    }

    #[test]
    fn neighbours_in_order_do_not_collide() {
        let mut output = Output::new();
        for text in ["a/b", "a-b", "a.html", "a0", "ab"] {
            output.insert(path(text), *b"").expect("no collision");
        }
        let order: Vec<_> = output.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(order, ["a-b", "a.html", "a/b", "a0", "ab"]);
    }

    #[test]
    fn the_folders_of_a_path_come_nearest_first() {
        let path = path("a/b/c.html");
        assert_eq!(path.folders().collect::<Vec<_>>(), ["a/b", "a"]);
        assert_eq!(path.file_name(), "c.html");
    }

    #[test]
    fn the_name_tells_the_media_type() {
        for (text, expected) in [
            ("index.html", "text/html; charset=utf-8"),
            ("x/INDEX.HTML", "text/html; charset=utf-8"),
            ("atom.xml", "application/atom+xml"),
            ("topics/ai/feed.json", "application/feed+json"),
            ("sitemap.xml", "application/xml"),
            ("a/facts.csv", "text/csv; charset=utf-8"),
            ("charts/a.svg", "image/svg+xml"),
            ("_headers", "text/plain; charset=utf-8"),
            ("a.b/none", "application/octet-stream"),
        ] {
            assert_eq!(media_type(&path(text)), expected, "{text}");
        }
    }
}
