//! The real program, as people, scripts and other programs run it.

#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests set up the world that they look at"
)]

mod common;

use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

use common::program::{Said, briefing, run, write};
use common::tree::{differences, tree};

/// A project without problems.
const SOUND: &[(&str, &str)] = &[
    ("briefing.yaml", "title: Notes\n"),
    (
        "content/first/index.md",
        "---\ntitle: First\nsummary: One page.\ndate: 2026-01-15\n---\n\nWords.\n",
    ),
];

/// A page with one mistake, at line 3, column 1.
const MISSPELT: (&str, &str) = (
    "content/first/index.md",
    "---\ntitle: First\nsumary: One page.\nsummary: One page.\ndate: 2026-01-15\n---\n\nWords.\n",
);

/// A page with a warning and no error.
const UNUSED: (&str, &str) = ("data/sources.yaml", "list: {title: The list}\n");

// How it ends.

#[test]
fn a_sound_project_ends_with_0_and_one_line() {
    let project = project(&[]);
    // How many files the theme has is its own affair.
    for (written, unchanged) in
        [("", ", 0 unchanged, 0 removed\n"), ("0 files", " unchanged, 0 removed\n")]
    {
        let said = run(briefing(project.path()).arg("build"));
        assert_eq!((said.exit, said.stdout.as_str()), (Some(0), ""));
        let line = said.stderr;
        assert!(
            line.starts_with(&format!("build: 1 page, 0 facts, 0 charts; {written}")),
            "{line}"
        );
        assert!(line.contains(" files written to public, ") && line.ends_with(unchanged), "{line}");
        assert_eq!(line.lines().count(), 1, "{line}");
    }
    check(
        briefing(project.path()).arg("check"),
        0,
        "",
        "check: 1 page, 0 facts, 0 charts; no problems\n",
    );
}

#[test]
fn an_error_ends_with_1_and_nothing_is_written() {
    let project = project(&[MISSPELT]);
    let said = run(briefing(project.path()).args(["build", "--format", "short"]));
    assert_eq!(said.exit, Some(1));
    assert!(
        said.stderr.ends_with("build: 1 error in 1 file; nothing written\n"),
        "{}",
        said.stderr
    );
    assert!(!project.path().join("public").exists());
}

#[test]
fn an_error_leaves_the_old_site_as_it_was() {
    let project = project(&[]);
    run(briefing(project.path()).arg("build"));
    let before = tree(&project.path().join("public"));

    write(project.path(), &[MISSPELT]);
    assert_eq!(run(briefing(project.path()).arg("build")).exit, Some(1));
    assert_eq!(differences(&before, &tree(&project.path().join("public"))), Vec::<String>::new());
}

#[test]
fn a_warning_ends_with_0_and_with_strict_with_1() {
    let project = project(&[UNUSED]);
    let lenient = "data/sources.yaml:1:1: warning[unused-source]: nothing rests on the source `list`\n  \
        help: cite it, `[@list]`, or take it out\ncheck: 1 warning in 1 file\n";
    check(briefing(project.path()).args(["check", "--format", "short"]), 0, "", lenient);
    let strict = lenient.replace("warning", "error");
    check(
        briefing(project.path()).args(["check", "--format", "short", "--strict"]),
        1,
        "",
        &strict,
    );

    assert_eq!(run(briefing(project.path()).args(["build", "--strict"])).exit, Some(1));
    assert!(!project.path().join("public").exists());
}

/// A project whose text says 118 where its data says 117.
const FIXABLE: [(&str, &str); 4] = [
    ("data/sources.yaml", "list: {title: The list}\n"),
    (
        "data/facts.yaml",
        "n: {label: N, value: 117, unit: item, as_of: 2024, source: list}\n\
         one: {label: One, value: 1, unit: item, as_of: 2024, source: list}\n",
    ),
    ("content/notes.md", "---\ntitle: Notes\n---\n\nThere are [118](fact:n), [](fact:n).\n"),
    ("content/left.md", "---\ntitle: Left\n---\n\nThere are [2](fact:one) items.\n"),
];

#[test]
fn fix_writes_the_number_and_nothing_else() {
    let project = project(&FIXABLE);
    let left =
        "content/left.md:5:12: `2` is left: the words round it are for one, or for several\n";
    let diff = "--- a/content/notes.md\n+++ b/content/notes.md\n@@ -5 +5 @@\n\
        -There are [118](fact:n), [](fact:n).\n+There are [117](fact:n), [](fact:n).\n";
    check(
        briefing(project.path()).args(["fix", "--dry-run"]),
        1,
        diff,
        &format!("{left}fix: 1 text would be written; 1 text left to you\n"),
    );
    check(
        briefing(project.path()).arg("fix"),
        1,
        "content/notes.md:5:12: 118 → 117\n",
        &format!("{left}fix: 1 text written; 1 text left to you\n"),
    );
    let text = || std::fs::read_to_string(project.path().join("content/notes.md")).unwrap();
    assert!(text().ends_with("There are [117](fact:n), [](fact:n).\n"));
    write(project.path(), &[("content/left.md", "---\ntitle: Left\n---\n\nOne [1](fact:one).\n")]);
    check(briefing(project.path()).arg("fix"), 0, "", "fix: all numbers agree; nothing to write\n");
    run(briefing(project.path()).args(["fix", "--fill"]));
    assert!(text().ends_with("There are [117](fact:n), [117](fact:n).\n"));
}

#[test]
fn a_command_that_cannot_be_understood_ends_with_2() {
    let project = project(&[]);
    for wrong in [
        vec![],
        vec!["biuld"],
        vec!["build", "--outptu-dir", "x"],
        vec!["build", "--date", "2024-02-30"],
        vec!["build", "--base-url", "example.org"],
        vec!["build", "-j", "0"],
        vec!["check", "--format", "sraif"],
        vec!["explain", "fact-missmatch"],
        vec!["check", "-r", "nowhere"],
    ] {
        let said = run(briefing(project.path()).args(&wrong));
        assert_eq!(said.exit, Some(2), "{wrong:?}: {}", said.stderr);
        assert_eq!(said.stdout, "", "{wrong:?}");
        assert!(!said.stderr.is_empty(), "{wrong:?}");
    }
}

#[test]
fn a_folder_without_a_project_ends_with_2() {
    let folder = TempDir::new().unwrap();
    let said = run(briefing(folder.path()).arg("check"));
    assert_eq!(said.exit, Some(2));
    assert!(said.stderr.starts_with("error: there is no `briefing.yaml` in `"), "{}", said.stderr);
    assert!(
        said.stderr.ends_with("  help: go to the project's folder, or name it with `--root`\n")
    );
}

#[test]
fn a_disk_that_fails_ends_with_3() {
    let project = project(&[]);
    let said = run(briefing(project.path()).args(["build", "-o", "/proc/nowhere/public"]));
    assert_eq!(said.exit, Some(3), "{}", said.stderr);
}

#[test]
fn help_and_version_are_results() {
    let folder = TempDir::new().unwrap();
    let version = concat!("briefing ", env!("CARGO_PKG_VERSION"), "\n");
    check(briefing(folder.path()).arg("--version"), 0, version, "");
    for command in ["build", "check", "explain"] {
        let said = run(briefing(folder.path()).args([command, "--help"]));
        assert_eq!((said.exit, said.stderr.as_str()), (Some(0), ""), "{command}");
        assert!(said.stdout.contains(&format!("Usage: briefing {command}")), "{}", said.stdout);
    }
}

// How problems are shown.

#[test]
fn problems_are_shown_in_four_formats() {
    let project = project(&[MISSPELT]);
    for (format, expected) in [
        (
            "human",
            "error[unknown-key]: a briefing has no `sumary`\n --> content/first/index.md:3:1\n  |\n\
             3 | sumary: One page.\n  | ^^^^^^\n  |\n  = help: did you mean `summary`?\n  \
             = more: briefing explain unknown-key\ncheck: 1 error in 1 file\n",
        ),
        (
            "short",
            "content/first/index.md:3:1: error[unknown-key]: a briefing has no `sumary`\n  \
             help: did you mean `summary`?\ncheck: 1 error in 1 file\n",
        ),
        (
            "json",
            "{\"code\":\"unknown-key\",\"severity\":\"error\",\"message\":\"a briefing has no `sumary`\",\
             \"label\":\"\",\"help\":\"did you mean `summary`?\",\"path\":\"content/first/index.md\",\
             \"line\":3,\"column\":1,\"end_line\":3,\"end_column\":7,\"related\":[]}\n",
        ),
        (
            "github",
            "::error file=content/first/index.md,line=3,col=1,endLine=3,endColumn=7,title=unknown-key\
             ::a briefing has no `sumary`%0Ahelp: did you mean `summary`?\ncheck: 1 error in 1 file\n",
        ),
    ] {
        check(briefing(project.path()).args(["check", "--format", format]), 1, "", expected);
    }
}

#[test]
fn github_gets_its_own_format_beside_the_one_for_people() {
    let project = project(&[MISSPELT]);
    let mut command = briefing(project.path());
    command.arg("check").env("GITHUB_ACTIONS", "true").env("GITHUB_WORKSPACE", project.path());
    let said = run(&mut command);
    assert!(said.stderr.contains("3 | sumary: One page."), "{}", said.stderr);
    assert!(
        said.stderr.contains("\n::error file=content/first/index.md,line=3,"),
        "{}",
        said.stderr
    );
}

#[test]
fn paths_are_those_from_the_folder_one_stands_in() {
    let project = project(&[MISSPELT]);
    let below = project.path().join("content");
    let said = run(briefing(&below).args(["check", "--format", "short"]));
    assert!(said.stderr.starts_with("../content/first/index.md:3:1: "), "{}", said.stderr);

    let above = project.path().parent().unwrap();
    let name = project.path().file_name().unwrap().to_str().unwrap();
    let said = run(briefing(above).args(["check", "--format", "short", "--root", name]));
    assert!(
        said.stderr.starts_with(&format!("{name}/content/first/index.md:3:1: ")),
        "{}",
        said.stderr
    );
}

#[test]
fn the_output_of_another_root_is_in_that_root() {
    let project = project(&[]);
    let elsewhere = TempDir::new().unwrap();
    let said = run(briefing(elsewhere.path()).arg("build").arg("-r").arg(project.path()));
    assert_eq!(said.exit, Some(0), "{}", said.stderr);
    assert!(project.path().join("public/index.html").exists());
    assert!(tree(elsewhere.path()).is_empty());
}

#[test]
fn colours_are_where_they_are_wanted() {
    let project = project(&[MISSPELT]);
    let coloured = |arguments: &[&str], variables: &[(&str, &str)]| {
        let mut command = briefing(project.path());
        command.arg("check").args(arguments).envs(variables.iter().copied());
        run(&mut command).stderr.contains('\x1b')
    };
    assert!(!coloured(&[], &[]), "a pipe has no colours");
    assert!(coloured(&["--color", "always"], &[]));
    assert!(coloured(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(coloured(&["--color", "always"], &[("NO_COLOR", "1")]), "an argument is stronger");
    assert!(!coloured(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
}

#[test]
fn quiet_leaves_out_the_last_line_and_nothing_else() {
    let sound = project(&[]);
    check(briefing(sound.path()).args(["check", "--quiet"]), 0, "", "");
    let wrong = project(&[MISSPELT]);
    let said = run(briefing(wrong.path()).args(["check", "-q", "--format", "short"]));
    assert_eq!(said.stderr.lines().count(), 2, "{}", said.stderr);
}

#[test]
fn explain_gives_the_page_of_a_code_or_a_list() {
    let folder = TempDir::new().unwrap();
    let said = run(briefing(folder.path()).args(["explain", "error[fact-mismatch]"]));
    assert_eq!((said.exit, said.stderr.as_str()), (Some(0), ""));
    assert!(said.stdout.starts_with("# fact-mismatch\n"), "{}", said.stdout);

    let said = run(briefing(folder.path()).arg("explain"));
    assert_eq!(said.exit, Some(0));
    assert_eq!(said.stdout.lines().count(), briefing::diag::Code::ALL.len());

    let expected =
        "error: no problem is named `fact-missmatch`\n  help: did you mean `fact-mismatch`?\n";
    check(briefing(folder.path()).args(["explain", "fact-missmatch"]), 2, "", expected);
}

#[test]
fn the_day_is_the_one_given_and_else_that_of_the_epoch() {
    let fact = "approved: {label: Approved, value: 117, unit: service, as_of: 2024-03-28, source: list, stale_after: P90D}\n";
    let page = "---\ntitle: First\nsummary: One page.\ndate: 2026-01-15\n---\n\nThe list has [117](fact:approved) services.\n";
    let project = project(&[
        ("data/facts.yaml", fact),
        UNUSED,
        ("data/units.yaml", "service: {one: service, other: services}\n"),
        ("content/first/index.md", page),
    ]);
    let stale = |command: &mut Command| {
        run(command.args(["--format", "short"])).stderr.contains("[stale-fact]")
    };
    assert!(!stale(
        briefing(project.path())
            .args(["check", "--date", "2024-06-26"])
            .env("SOURCE_DATE_EPOCH", "x")
    ));
    assert!(stale(briefing(project.path()).args(["check", "--date", "2024-06-27"])));
    assert!(!stale(briefing(project.path()).arg("check").env("SOURCE_DATE_EPOCH", "1719359999")));
    assert!(stale(briefing(project.path()).arg("check").env("SOURCE_DATE_EPOCH", "1719446400")));
    assert_eq!(
        run(briefing(project.path()).arg("check").env("SOURCE_DATE_EPOCH", "soon")).exit,
        Some(2)
    );
}

// Where it writes.

#[test]
fn what_falls_due_is_listed_by_day_and_changes_no_exit_code() {
    let project = project(&[
        ("briefing.yaml", "title: T\n"),
        ("data/sources.yaml", "s: {title: The list, next_release: 2024-06-20}\n"),
        (
            "data/facts.yaml",
            "f: {label: Services, value: 7, unit: item, as_of: 2024-06-01, source: s, stale_after: P14D}\n",
        ),
        (
            "content/index.md",
            "---\ntitle: T\nwatch:\n  - {indicator: It rains, by: 2024-07-31}\n---\n\n[7](fact:f)\n",
        ),
    ]);
    let list = |arguments: &[&str]| {
        let command = ["check", "--date", "2024-06-01", "--expiring"];
        let said = run(briefing(project.path()).args(command).args(arguments));
        assert_eq!(said.exit, Some(0), "{}", said.stderr);
        said.stdout
    };
    let fact = "2024-06-15 data/facts.yaml:1:1: fact `f`: Services\n";
    let source = "2024-06-20 data/sources.yaml:1:1: source `s`: The list\n";
    let indicator = "2024-07-31 content/index.md:4:31: indicator: It rains\n";
    assert_eq!(list(&["13d"]), "");
    assert_eq!(list(&["2w"]), fact);
    assert_eq!(list(&["P2M"]), [fact, source, indicator].concat());
    assert_eq!(
        list(&["14d", "--format", "json"]),
        "{\"until\":\"2024-06-15\",\"kind\":\"fact\",\"id\":\"f\",\"name\":\"Services\",\"path\":\"data/facts.yaml\",\"line\":1,\"column\":1}\n"
    );
    let wrong = run(briefing(project.path()).args(["check", "--expiring", "soon"]));
    assert_eq!(wrong.exit, Some(2));
}

#[test]
fn a_folder_of_somebody_else_is_refused_and_untouched() {
    let project = project(&[]);
    let foreign =
        [("public/thesis.txt", "years of work"), ("other/manifest.json", "{}"), ("file", "text")];
    write(project.path(), &foreign);
    std::os::unix::fs::symlink("/", project.path().join("link")).unwrap();
    let before = tree(project.path());

    for folder in [
        "public",
        "other",
        "file",
        "link",
        ".",
        "..",
        "/",
        "content",
        "content/new",
        "data",
        "templates/x",
    ] {
        let said = run(briefing(project.path()).args(["build", "-o", folder]));
        assert_eq!(said.exit, Some(2), "{folder}: {}", said.stderr);
        assert!(said.stderr.starts_with("error: `"), "{folder}: {}", said.stderr);
    }
    assert_eq!(differences(&before, &tree(project.path())), Vec::<String>::new());
}

#[test]
fn a_file_that_is_no_longer_made_vanishes_and_others_stay() {
    let project = project(&[("content/about.md", "---\ntitle: About\n---\n")]);
    let public = project.path().join("public");
    run(briefing(project.path()).arg("build"));
    write(&public, &[("CNAME", "example.org\n")]);
    assert!(public.join("about/index.html").exists());

    fs::remove_file(project.path().join("content/about.md")).unwrap();
    let said = run(briefing(project.path()).arg("build"));
    assert!(said.stderr.ends_with(", 1 removed\n"), "{}", said.stderr);
    assert!(!public.join("about").exists());
    assert!(public.join("CNAME").exists());
}

#[test]
fn a_build_that_is_killed_leaves_the_old_site_or_the_new_one() {
    let project = project(&[]);
    write_pages(project.path(), "old");
    let public = project.path().join("public");
    run(briefing(project.path()).arg("build"));
    let old = tree(&public);
    write_pages(project.path(), "new");
    run(briefing(project.path()).arg("build"));
    let new = tree(&public);
    assert_ne!(old, new);

    // The moments are spread over the time that a build takes, here and on slower machines.
    for kill in 0..20_u64 {
        let word = if kill % 2 == 0 { "old" } else { "new" };
        write_pages(project.path(), word);
        let mut child = quiet(briefing(project.path()).arg("build"));
        std::thread::sleep(Duration::from_micros(kill * 7_919 % 200 * 500));
        child.kill().unwrap();
        child.wait().unwrap();

        let left = tree(&public);
        assert!(left == old || left == new, "kill {kill} left a mixture");
    }

    write_pages(project.path(), "new");
    assert_eq!(run(briefing(project.path()).arg("build")).exit, Some(0));
    assert_eq!(differences(&new, &tree(&public)), Vec::<String>::new());
    assert_eq!(neighbours(project.path()), ["briefing.yaml", "content", "public"]);
}

#[test]
fn builds_at_once_take_turns() {
    let project = project(&[]);
    write_pages(project.path(), "old");
    let children: Vec<Child> =
        (0..4).map(|_| quiet(briefing(project.path()).arg("build"))).collect();
    for mut child in children {
        assert_eq!(child.wait().unwrap().code(), Some(0));
    }
    let public = tree(&project.path().join("public"));

    let alone = TempDir::new().unwrap();
    run(briefing(project.path()).arg("build").arg("-o").arg(alone.path().join("site")));
    assert_eq!(differences(&public, &tree(&alone.path().join("site"))), Vec::<String>::new());
    assert_eq!(neighbours(project.path()), ["briefing.yaml", "content", "public"]);
}

#[test]
fn modes_are_the_same_whatever_the_umask() {
    use std::os::unix::fs::PermissionsExt as _;

    let project = project(&[]);
    let program = env!("CARGO_BIN_EXE_briefing");
    let status = Command::new("sh")
        .args(["-c", "umask 077; exec \"$0\" build -q", program])
        .current_dir(project.path())
        .status();
    assert!(status.unwrap().success());
    let mode =
        |path: &str| fs::metadata(project.path().join(path)).unwrap().permissions().mode() & 0o7777;
    assert_eq!(mode("public"), 0o755);
    assert_eq!(mode("public/first"), 0o755);
    assert_eq!(mode("public/first/index.html"), 0o644);
}

// What it reads.

#[test]
fn a_text_that_is_not_utf_8_is_a_problem_at_its_first_bad_byte() {
    let project = project(&[]);
    let latin_1 = b"---\ntitle: First\nsummary: One caf\xe9.\ndate: 2026-01-15\n---\n";
    fs::write(project.path().join("content/first/index.md"), latin_1).unwrap();
    has_problem(project.path(), "content/first/index.md:3:17: error[not-utf-8]: this is not UTF-8");
}

#[test]
fn links_pipes_and_sockets_are_not_read() {
    let project = project(&[]);
    let content = project.path().join("content");
    std::os::unix::fs::symlink("/etc/passwd", content.join("link.md")).unwrap();
    std::os::unix::fs::symlink("nowhere", content.join("dangling.md")).unwrap();
    std::os::unix::fs::symlink("/", content.join("folder")).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(content.join("socket.md")).unwrap();
    assert!(Command::new("mkfifo").arg(content.join("pipe.md")).status().unwrap().success());
    for name in ["link.md", "dangling.md", "folder", "socket.md", "pipe.md"] {
        has_problem(project.path(), &format!("content/{name}:1:1: error[not-a-regular-file]: "));
    }
}

#[test]
fn a_file_beyond_the_limit_is_a_problem() {
    let project = project(&[("data/big.csv", &"x".repeat(10_000_001))]);
    has_problem(
        project.path(),
        "data/big.csv:1:1: error[file-too-large]: this file is larger than 10 MB",
    );
}

#[test]
fn a_file_that_cannot_be_read_is_a_problem() {
    use std::os::unix::fs::PermissionsExt as _;

    let project = project(&[("content/secret.md", "---\ntitle: Secret\n---\n")]);
    let path = project.path().join("content/secret.md");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    // Root reads everything; there the test has nothing to see.
    if fs::read(&path).is_err() {
        has_problem(
            project.path(),
            "content/secret.md:1:1: error[unreadable-file]: this cannot be read",
        );
    }
}

#[test]
fn a_name_that_is_not_utf_8_is_a_problem() {
    use std::os::unix::ffi::OsStrExt as _;

    let project = project(&[]);
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9.md");
    fs::write(project.path().join("content").join(name), "---\ntitle: Name\n---\n").unwrap();
    has_problem(project.path(), "error[bad-file-name]: this file's name is not UTF-8");
}

#[test]
fn an_argument_that_is_not_utf_8_is_no_accident() {
    use std::os::unix::ffi::OsStrExt as _;

    let project = project(&[]);
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9");
    assert_eq!(run(briefing(project.path()).arg("explain").arg(name)).exit, Some(2));
    let output = briefing(project.path()).arg("build").arg("-o").arg(name).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(project.path().join(name).join("index.html").exists());
}

#[test]
fn a_reader_who_closes_the_pipe_has_seen_enough() {
    let folder = TempDir::new().unwrap();
    let mut child = briefing(folder.path())
        .arg("explain")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut stderr = String::new();
    child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
    assert_eq!((child.wait().unwrap().code(), stderr.as_str()), (Some(0), ""));
}

#[test]
fn nobody_listening_is_no_accident() {
    let project = project(&[MISSPELT]);
    let program = env!("CARGO_BIN_EXE_briefing");
    for (redirection, exit) in [("2>&-", 1), (">&-", 1), ("<&- >&- 2>&-", 1)] {
        let script = format!("exec \"$0\" check {redirection}");
        let status = Command::new("sh")
            .args(["-c", &script, program])
            .current_dir(project.path())
            .stderr(Stdio::null())
            .status();
        assert_eq!(status.unwrap().code(), Some(exit), "{redirection}");
    }
}

/// The sound project with files added or replaced.
fn project(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    write(folder.path(), SOUND);
    write(folder.path(), files);
    folder
}

/// Makes each of many pages say a word, so that a build takes a while to write them.
fn write_pages(folder: &Path, word: &str) {
    for number in 0..60 {
        let path = format!("content/page-{number}/index.md");
        let text =
            format!("---\ntitle: The {word} one\nsummary: Page {number}.\ndate: 2026-01-15\n---\n");
        write(folder, &[(&path, &text)]);
    }
}

/// Runs a command and compares everything it says.
#[track_caller]
fn check(command: &mut Command, exit: i32, stdout: &str, stderr: &str) {
    let expected = Said { exit: Some(exit), stdout: stdout.to_owned(), stderr: stderr.to_owned() };
    assert_eq!(run(command), expected);
}

/// Whether one of the problems of a project begins so; the others may follow from it.
#[track_caller]
fn has_problem(folder: &Path, expected: &str) {
    let said = run(briefing(folder).args(["check", "--format", "short"]));
    assert_eq!(said.exit, Some(1), "{}", said.stderr);
    assert!(
        said.stderr.lines().any(|line| line.contains(expected)),
        "{expected}\nis not in\n{}",
        said.stderr
    );
}

/// Starts a command that says nothing.
fn quiet(command: &mut Command) -> Child {
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program can be started")
}

/// The names of what is in a folder.
fn neighbours(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> = entries.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[cfg(feature = "serve")]
mod preview {
    use std::io::{BufRead as _, BufReader, Write as _};
    use std::net::{TcpListener, TcpStream};

    use super::*;

    #[test]
    fn a_port_that_is_taken_ends_with_3() {
        let project = project(&[]);
        let taken = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = taken.local_addr().unwrap().port().to_string();
        let said = run(briefing(project.path()).args(["serve", "-p", &port]));
        assert_eq!(said.exit, Some(3), "{}", said.stderr);
        assert!(said.stderr.contains(&port), "{}", said.stderr);
    }

    #[test]
    fn serve_answers_pages_and_ends_when_told() {
        let project = project(&[("content/about.md", "---\ntitle: About\n---\n\nOne desk.\n")]);
        let server = Server::start(project.path());

        let page = server.get("/about/");
        assert!(page.starts_with("HTTP/1.1 200 "), "{page}");
        assert!(page.contains("<p>One desk.</p>"), "{page}");
        assert!(server.get("/nowhere/").starts_with("HTTP/1.1 404 "));
        for path in [
            "/../briefing.yaml",
            "/%2e%2e/briefing.yaml",
            "/..%2fbriefing.yaml",
            "//etc/passwd",
            "/content/about.md",
        ] {
            let answer = server.get(path);
            assert!(!answer.starts_with("HTTP/1.1 200 "), "{path}: {answer}");
        }
        let foreign =
            server.ask("GET / HTTP/1.1\r\nHost: example.org\r\nConnection: close\r\n\r\n");
        assert!(foreign.starts_with("HTTP/1.1 421 "), "{foreign}");
        assert!(!project.path().join("public").exists(), "the preview writes nothing");
        server.stop();
    }

    #[test]
    fn serve_gives_the_bytes_of_build_but_for_its_script() {
        let project = project(&[]);
        run(briefing(project.path()).arg("build"));
        let server = Server::start(project.path());
        for (path, bytes) in tree(&project.path().join("public")) {
            let Ok(built) = String::from_utf8(bytes) else { continue };
            let answer = server.get(&format!("/{path}"));
            let (_, served) = answer.split_once("\r\n\r\n").expect("an answer has a head");
            // The script stands before the end of the body, so all of the page is around it.
            let common =
                built.bytes().zip(served.bytes()).take_while(|(one, other)| one == other).count();
            assert!(served.ends_with(&built[common..]), "{path} differs from byte {common} on");
            assert!(path.ends_with(".html") || served == built, "{path}");
        }
        server.stop();
    }

    /// A preview that is running, and ended with the test.
    struct Server {
        child: Child,
        port: u16,
    }

    impl Server {
        fn start(folder: &Path) -> Server {
            let mut command = briefing(folder);
            let mut child =
                command.args(["serve", "--port", "0"]).stderr(Stdio::piped()).spawn().unwrap();
            let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
            let port = lines.by_ref().find_map(|line| {
                let line = line.ok()?;
                let rest = line.strip_prefix("serve: http://127.0.0.1:")?;
                rest.split('/').next()?.parse().ok()
            });
            // Whoever writes to a closed pipe would end before it is told to.
            std::thread::spawn(move || lines.for_each(drop));
            Server { child, port: port.expect("the server says where it listens") }
        }

        fn get(&self, path: &str) -> String {
            let host = format!("127.0.0.1:{}", self.port);
            self.ask(&format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"))
        }

        fn ask(&self, request: &str) -> String {
            let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
            stream.write_all(request.as_bytes()).unwrap();
            let mut answer = Vec::new();
            stream.read_to_end(&mut answer).unwrap();
            String::from_utf8_lossy(&answer).into_owned()
        }

        /// Ends it as Ctrl-C does.
        fn stop(mut self) {
            let id = self.child.id().to_string();
            assert!(Command::new("kill").args(["-s", "INT", &id]).status().unwrap().success());
            assert_eq!(self.child.wait().unwrap().code(), Some(0));
        }
    }

    impl Drop for Server {
        fn drop(&mut self) {
            self.child.kill().ok();
            self.child.wait().ok();
        }
    }
}

#[test]
fn why_shows_what_rests_on_what() {
    let project = project(&FIXABLE);
    let said = run(briefing(project.path()).args(["why", "source:list"]));
    assert!(
        said.stdout
            .starts_with("source:list  The list  (data/sources.yaml:1:1)\n\nWhat rests on it\n"),
        "{}",
        said.stdout
    );
    assert!(
        said.stdout.contains("There are 118, 117.  (content/notes.md:5:12)"),
        "{}",
        said.stdout
    );
    let said = run(briefing(project.path()).args(["why", "source:lsit"]));
    assert_eq!(said.exit, Some(2));
    assert!(said.stderr.contains("did you mean `source:list`?"), "{}", said.stderr);
}

#[test]
fn why_draws_graphs() {
    let project = project(&FIXABLE);
    for (form, begins) in
        [("mermaid", "flowchart LR\n"), ("dot", "digraph lineage {\n"), ("json", "{\n  \"about\"")]
    {
        let said = run(briefing(project.path()).args(["why", "n", "--as", form]));
        // The project's mistake is told, and the graph is drawn all the same.
        assert_eq!(said.exit, Some(1), "{}", said.stderr);
        assert!(said.stderr.contains("fact-mismatch"), "{}", said.stderr);
        assert!(said.stdout.starts_with(begins), "{}", said.stdout);
    }
}

/// A page in two languages with a number in each, one of which begins like a formula.
const REGISTERED: [(&str, &str); 5] = [
    ("data/sources.yaml", "list: {title: '=The list', url: 'https://example.org/'}\n"),
    (
        "data/facts.yaml",
        "n: {label: N, value: 117, unit: item, as_of: 2024, source: list, checked: {by: A reader, on: 2024-12-31}}\n",
    ),
    (
        "content/numbers/index.md",
        "---\ntitle: Numbers\nsummary: S.\ndate: 2024-12-31\n---\n\nThere are [117](fact:n).\n",
    ),
    (
        "content/numbers/index.de.md",
        "---\ntitle: Zahlen\nsummary: S.\ndate: 2024-12-31\n---\n\nEs sind [117](fact:n).\n",
    ),
    ("content/other.md", "---\ntitle: Other\n---\n\nWords.\n"),
];

#[test]
fn facts_lists_each_number_beside_its_source() {
    let project = project(&REGISTERED);
    let register = "\
Numbers
content/numbers/index.md · 1 number, all checked

[x]   1 117
        content/numbers/index.md:7:12 · text
        There are [117].
        data      117 items, as of 2024
                  n: N
                  data/facts.yaml:1:22
        source    =The list
                  https://example.org/
        checked   by A reader on 2024-12-31
";
    let summary = "facts: 1 number, all checked\n";
    check(
        briefing(project.path()).args(["facts", "numbers", "--lang", "en"]),
        0,
        register,
        summary,
    );
    check(
        briefing(project.path()).args(["facts", "content/numbers/index.md"]),
        0,
        register,
        summary,
    );
    check(
        briefing(project.path()).args(["facts", "other"]),
        0,
        "",
        "facts: 0 numbers, none checked\n",
    );

    let colour = ["facts", "content/numbers/index.md", "--color", "always"];
    assert!(run(briefing(project.path()).args(colour)).stdout.starts_with("\u{1b}[1mNumbers"));
}

#[test]
fn facts_has_a_form_for_each_reader() {
    let project = project(&REGISTERED);
    let said = |form: &str| run(briefing(project.path()).args(["facts", "--as", form])).stdout;

    let csv = said("csv");
    assert_eq!(csv.lines().count(), 3, "{csv}");
    assert!(csv.contains(",'=The list,https://example.org/,"), "{csv}");
    let json: serde_json::Value = serde_json::from_str(&said("json")).unwrap();
    assert_eq!(json[0]["page"]["lang"], "de");
    assert_eq!(json[1]["sources"][0]["url"], "https://example.org/");
    assert!(said("markdown").contains("\n- [x] There are **117**.  \n"), "{}", said("markdown"));
}

#[test]
fn facts_of_a_misspelt_page_are_not_all_facts() {
    let project = project(&REGISTERED);
    check(
        briefing(project.path()).args(["facts", "nubmers"]),
        2,
        "",
        "error: no page is named `nubmers`\n  help: did you mean `numbers`?\n",
    );
}

#[test]
fn a_release_can_require_a_second_pair_of_eyes() {
    let project = project(&[
        ("data/sources.yaml", "list: {title: The list}\n"),
        ("data/facts.yaml", "n: {label: N, value: 117, unit: item, as_of: 2024, source: list}\n"),
        ("content/notes.md", "---\ntitle: Notes\n---\n\nThere are [117](fact:n).\n"),
    ]);
    assert_eq!(run(briefing(project.path()).arg("check")).exit, Some(0));
    let said =
        run(briefing(project.path()).args(["check", "--require-checked", "--format", "short"]));
    assert_eq!(said.exit, Some(1));
    assert!(said.stderr.contains("error[unchecked-fact]"), "{}", said.stderr);
}
