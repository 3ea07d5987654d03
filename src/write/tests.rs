use walkdir::WalkDir;

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
        entries.map(|entry| entry.unwrap().file_name()).filter(|name| name != "public").collect()
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
    let error = allowed(&room.0.path().join("alias/content/x"), &project).expect_err("a refusal");
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
    let [stage, folder, aside] = ["stage", "public", "aside"].map(|name| room.0.path().join(name));
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

/// A picture that counts how often it is drawn, and a manifest that lists it.
fn pictured(key: &str, drawn: &std::sync::Arc<std::sync::atomic::AtomicUsize>) -> Output {
    use crate::output::Late;

    let drawn = std::sync::Arc::clone(drawn);
    let picture = Late::new(key.to_owned(), move || {
        drawn.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        b"drawn".to_vec()
    });
    let manifest = serde_json::json!({
        "generator": "briefing 0.1.0",
        "files": {"a.png": blake3::hash(b"drawn").to_hex().to_string()},
        "pictures": {"a.png": key},
    });
    let mut output = Output::new();
    output.insert(OutPath::new(MANIFEST).unwrap(), manifest.to_string().into_bytes()).unwrap();
    output.insert(OutPath::new("a.png").unwrap(), Content::Late(picture)).unwrap();
    output
}

#[test]
fn a_picture_is_drawn_again_only_if_it_or_what_it_shows_has_changed() {
    let room = Room::new();
    let drawn = std::sync::Arc::default();
    let times = || {
        let count: &std::sync::atomic::AtomicUsize = &drawn;
        count.load(std::sync::atomic::Ordering::Relaxed)
    };
    assert_eq!(write(&pictured("one", &drawn), &room.public()).unwrap(), counts(2, 0, 0));
    assert_eq!(times(), 1);

    assert_eq!(write(&pictured("one", &drawn), &room.public()).unwrap(), counts(0, 2, 0));
    assert_eq!(times(), 1, "the same picture is taken over");

    write(&pictured("two", &drawn), &room.public()).unwrap();
    assert_eq!(times(), 2, "another picture is drawn");

    room.put("a.png", "painted over");
    assert_eq!(write(&pictured("two", &drawn), &room.public()).unwrap(), counts(1, 1, 0));
    assert_eq!(times(), 3, "a picture that somebody has changed is drawn");
    assert_eq!(fs::read(room.at("a.png")).unwrap(), b"drawn");
}
