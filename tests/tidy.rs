//! The order of the house: what may use what, and what may stand where.

#![expect(clippy::disallowed_methods, reason = "tests set up the world that they look at")]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use briefing::files::Files;
use briefing::parse::yaml;
use walkdir::WalkDir;

use common::repository;

/// The modules, each above those it may use. `lib` is the stages in a row, and only what
/// runs the whole of them stands above it.
const LAYERS: [&str; 26] = [
    "files", "origin", "lang", "date", "diag", "number", "model", "chart", "output", "raster",
    "project", "parse", "resolve", "register", "lineage", "check", "fix", "theme", "render",
    "load", "write", "serve", "external", "lib", "cli", "main",
];

/// The modules that touch the world.
const WORLDLY: [&str; 6] = ["load", "write", "serve", "external", "cli", "main"];

/// How many lines of a source file may be no tests.
const LONGEST: usize = 500;

/// Files that are longer, how long they may be, and why.
const LONGER: [(&str, usize, &str); 1] =
    [("src/parse/yaml.rs", 560, "one pass over the events of a document")];

#[test]
fn a_module_uses_only_what_stands_below_it() {
    let mut failures = Vec::new();
    let given = given_by_lib();
    for source in sources() {
        let height = |name: &str| LAYERS.iter().position(|layer| *layer == name);
        let Some(own) = height(&source.module) else {
            failures.push(format!(
                "{}: `{}` is not in the order of tests/tidy.rs",
                source.path, source.module
            ));
            continue;
        };
        for (line, used) in source.uses() {
            let used = given.get(&used).unwrap_or(&used).as_str();
            match height(used) {
                Some(other) if other <= own => {}
                Some(_) => failures.push(format!(
                    "{}:{line}: `{}` stands below `{used}`",
                    source.path, source.module
                )),
                None => failures.push(format!(
                    "{}:{line}: `{used}` is not in the order of tests/tidy.rs",
                    source.path
                )),
            }
        }
    }
    none(&failures);
}

#[test]
fn only_some_modules_touch_the_world() {
    let worldly = [
        "std::fs",
        "std::env",
        "std::process",
        "std::net",
        "SystemTime",
        "Instant::",
        "Zoned::now",
        "Timestamp::now",
    ];
    let modules = sources().into_iter().filter(|source| !WORLDLY.contains(&source.module.as_str()));
    let failures = modules.flat_map(|source| source.lines_with(&worldly));
    none(&failures.collect::<Vec<_>>());
}

#[test]
fn nothing_is_unwrapped_or_left_to_do_outside_tests() {
    let hasty = [
        ".unwrap()",
        "todo!",
        "unimplemented!",
        "dbg!",
        "println!",
        "eprintln!",
        "panic!(",
        "process::exit",
    ];
    let failures = sources().into_iter().flat_map(|source| source.lines_with(&hasty));
    none(&failures.collect::<Vec<_>>());
}

#[test]
fn a_file_can_be_read_in_one_sitting() {
    let mut failures = Vec::new();
    for source in sources() {
        let length = source.text.lines().count();
        let longer = LONGER.iter().find(|(path, ..)| *path == source.path);
        let limit = longer.map_or(LONGEST, |(_, limit, _)| *limit);
        if length > limit {
            failures.push(format!(
                "{}: {length} lines that are no tests, more than {limit}",
                source.path
            ));
        }
        if longer.is_some() && length <= LONGEST {
            failures.push(format!("{}: needs no exception any more", source.path));
        }
    }
    none(&failures);
}

#[test]
fn no_file_says_what_does_not_belong_to_it() {
    let anywhere = ["/home/", "/Users/", "/root/"];
    let unfinished = ["TODO", "FIXME", "XXX", "HACK"];
    let mut failures = Vec::new();
    for path in files() {
        let shown = shown(&path);
        // This file names what it looks for.
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        if shown == "tests/tidy.rs" || shown == "Cargo.lock" {
            continue;
        }
        let is_ours = shown.starts_with("src/")
            || shown.starts_with("templates/")
            || shown.starts_with("tests/");
        for (at, line) in text.lines().enumerate() {
            // Places that tests of paths make up are no places of a machine.
            let is_test = shown.starts_with("src/") && text[..offset(&text, at)].contains("#[cfg(");
            let places = anywhere.iter().filter(|place| line.contains(**place) && !is_test);
            let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric()).collect();
            let marks = unfinished.iter().filter(|mark| is_ours && words.contains(*mark));
            failures
                .extend(places.chain(marks).map(|word| format!("{shown}:{}: `{word}`", at + 1)));
        }
    }
    none(&failures);
}

#[test]
fn every_font_has_its_licence_beside_it() {
    let mut failures = Vec::new();
    for path in files() {
        let is_font = path.extension().is_some_and(|ending| {
            ["woff", "woff2", "ttf", "otf"].contains(&&*ending.to_string_lossy())
        });
        if !is_font {
            continue;
        }
        let licence = path.with_file_name("OFL.txt");
        let text = std::fs::read_to_string(&licence).unwrap_or_default();
        if !text.contains("SIL OPEN FONT LICENSE") {
            failures.push(format!("{} has no licence in {}", shown(&path), shown(&licence)));
        }
    }
    none(&failures);
}

/// We read YAML ourselves, for the sake of places. What it says must be what everybody
/// else reads.
#[test]
fn our_reader_of_yaml_reads_what_serde_yaml_reads() {
    let mut failures = Vec::new();
    let mut read = 0;
    for path in files() {
        let shown = shown(&path);
        let is_yaml = path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml");
        if !is_yaml || shown.starts_with("tests/mistakes/") {
            continue;
        }
        let text = common::text(&path);
        let files = Files::new([(shown.clone(), text.clone())]);
        let id = files.find(&shown).expect("the file was just added");
        let ours = yaml::parse(id, &text, 0);
        let theirs: Result<serde_yaml::Value, _> = serde_yaml::from_str(&text);
        match theirs {
            Err(error) => failures.push(format!("{shown}: {error}")),
            Ok(_) if !ours.problems.is_empty() => {
                failures.push(format!("{shown}: only we cannot read it"));
            }
            Ok(theirs) => compare(&ours.value, &theirs, &shown, &mut failures),
        }
        read += 1;
    }
    assert!(read > 20, "there are more YAML files than {read}");
    none(&failures);
}

#[test]
fn each_language_has_the_same_words() {
    let folder = repository().join("templates/strings");
    let languages = ["en", "de", "zh"].map(|language| {
        let text = common::text(&folder.join(format!("{language}.yaml")));
        let words: BTreeMap<String, String> =
            serde_yaml::from_str(&text).expect("words are texts by their keys");
        (language, words)
    });
    let all: BTreeSet<&String> = languages.iter().flat_map(|(_, words)| words.keys()).collect();
    let mut failures = Vec::new();
    for (language, words) in &languages {
        let missing = all.iter().filter(|key| !words.contains_key(**key));
        failures.extend(missing.map(|key| format!("{language}.yaml lacks `{key}`")));
        // Chinese has no space between words.
        let empty = words.iter().filter(|(key, word)| *key != "space" && word.trim().is_empty());
        failures.extend(empty.map(|(key, _)| format!("{language}.yaml says nothing for `{key}`")));
    }
    none(&failures);
}

#[test]
fn every_word_that_templates_use_is_there() {
    let folder = repository().join("templates");
    let words: BTreeMap<String, String> =
        serde_yaml::from_str(&common::text(&folder.join("strings/en.yaml")))
            .expect("words are texts by their keys");
    let mut failures = Vec::new();
    for path in files().into_iter().filter(|path| {
        path.starts_with(&folder) && path.extension().is_some_and(|ending| ending == "html")
    }) {
        for (at, line) in common::text(&path).lines().enumerate() {
            for rest in line.split("strings.").skip(1) {
                let key: String =
                    rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
                if !words.contains_key(&key) {
                    failures.push(format!("{}:{}: there is no word `{key}`", shown(&path), at + 1));
                }
            }
        }
    }
    none(&failures);
}

#[test]
fn the_order_is_looked_for_where_it_can_be_broken() {
    let source = |text: &str| Source {
        path: "src/files.rs".to_owned(),
        module: "files".to_owned(),
        text: text.to_owned(),
    };
    let uses = |text: &str| {
        source(text)
            .uses()
            .into_iter()
            .map(|(line, used)| format!("{line} {used}"))
            .collect::<Vec<_>>()
            .join(", ")
    };
    assert_eq!(uses("use crate::diag::{Code, nearest};\n"), "1 diag");
    assert_eq!(
        uses("use crate::{\n    diag::{Code, nearest},\n    files,\n};\n"),
        "1 diag, 1 files"
    );
    assert_eq!(
        uses("\nlet words = crate::model::plain(crate::lang::Lang::En);\n"),
        "2 model, 2 lang"
    );
    assert_eq!(
        uses("/// See [`crate::write()`].\n// crate::load\nuse briefing::load;\n"),
        "3 load"
    );
    assert_eq!(
        source("a\nlet x = y.unwrap();\n").lines_with(&[".unwrap()"]),
        ["src/files.rs:2: `.unwrap()`"]
    );
}

/// A source file without its tests.
struct Source {
    path: String,
    module: String,
    text: String,
}

impl Source {
    /// The modules of ours that it names, with the line.
    fn uses(&self) -> Vec<(usize, String)> {
        let mut uses = Vec::new();
        for (at, line) in self.code() {
            for root in ["crate::", "briefing::"] {
                for (place, _) in line.match_indices(root) {
                    let before = line[..place].chars().next_back();
                    if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
                        continue;
                    }
                    let rest = &self.text[offset(&self.text, at) + place + root.len()..];
                    uses.extend(names(rest).into_iter().map(|name| (at + 1, name)));
                }
            }
        }
        uses
    }

    /// The lines that have one of some words.
    fn lines_with(&self, words: &[&str]) -> Vec<String> {
        let mut found = Vec::new();
        for (at, line) in self.code() {
            let words = words.iter().filter(|word| line.contains(**word));
            found.extend(words.map(|word| format!("{}:{}: `{word}`", self.path, at + 1)));
        }
        found
    }

    /// The lines that are no comments, by their numbers from 0.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"))
    }
}

/// Where the names come from that `lib` itself gives: `Project` from `project`, `build` from
/// `lib`.
fn given_by_lib() -> BTreeMap<String, String> {
    let text = common::text(&repository().join("src/lib.rs"));
    let mut given = BTreeMap::new();
    for line in text.lines() {
        if let Some((module, rest)) =
            line.strip_prefix("pub use ").and_then(|path| path.split_once("::"))
        {
            given.extend(names(rest).into_iter().map(|name| (name, module.to_owned())));
        }
        for kind in ["fn", "struct", "enum", "const", "type", "trait"] {
            if let Some(rest) = line.strip_prefix(&format!("pub {kind} ")) {
                given.extend(names(rest).into_iter().map(|name| (name, "lib".to_owned())));
            }
        }
    }
    given
}

/// The first names of a path or of each path in braces: `a` and `b` of `{a::{x, y}, b}`.
fn names(text: &str) -> Vec<String> {
    let name = |text: &str| {
        text.trim_start()
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect::<String>()
    };
    let Some(inner) = text.strip_prefix('{') else { return vec![name(text)] };
    let mut depth = 0;
    let mut found = vec![name(inner)];
    for (at, letter) in inner.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => found.push(name(&inner[at + 1..])),
            _ => {}
        }
    }
    found.retain(|name| !name.is_empty() && name != "self");
    found
}

/// The first byte of a line.
fn offset(text: &str, line: usize) -> usize {
    text.split_inclusive('\n').take(line).map(str::len).sum()
}

/// Every source file, up to its tests; files that are tests are left out.
fn sources() -> Vec<Source> {
    let folder = repository().join("src");
    let mut sources = Vec::new();
    for path in files().into_iter().filter(|path| path.starts_with(&folder)) {
        let shown = shown(&path);
        if !shown.ends_with(".rs") || shown.ends_with("tests.rs") {
            continue;
        }
        let inner = shown.strip_prefix("src/").expect("the file is in src");
        let module = inner.split(['/', '.']).next().unwrap_or_default().to_owned();
        let text = common::text(&path);
        let end = text
            .find("\n#[cfg(test)]")
            .or_else(|| text.find("\n#[cfg(all(test"))
            .map_or(text.len(), |at| at + 1);
        sources.push(Source { path: shown, module, text: text[..end].to_owned() });
    }
    assert!(sources.len() > 50, "there are more source files than {}", sources.len());
    sources
}

/// Every file of the repository but what is made from it.
fn files() -> Vec<PathBuf> {
    let made = ["target", "public", ".git"];
    let walk = WalkDir::new(repository()).sort_by_file_name().into_iter();
    let kept = walk.filter_entry(move |entry| {
        let name = entry.file_name().to_string_lossy();
        !(entry.depth() == 1 && made.contains(&&*name)) && name != "node_modules"
    });
    let entries = kept.map(|entry| entry.expect("the repository can be read"));
    entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}

fn shown(path: &Path) -> String {
    path.strip_prefix(repository())
        .expect("the file is in the repository")
        .to_string_lossy()
        .into_owned()
}

/// What the two readers read otherwise.
fn compare(ours: &yaml::Node, theirs: &serde_yaml::Value, place: &str, failures: &mut Vec<String>) {
    use serde_yaml::Value as Theirs;
    use yaml::Value as Ours;

    let agree = match (&ours.value, theirs) {
        (Ours::Null, Theirs::Null) => true,
        (Ours::Bool(ours), Theirs::Bool(theirs)) => ours == theirs,
        (Ours::Text(ours, _), Theirs::String(theirs)) => ours == theirs,
        (Ours::Number(ours), Theirs::Number(theirs)) => {
            ours.trim_start_matches('+').parse::<f64>().ok() == theirs.as_f64()
        }
        (Ours::Sequence(ours), Theirs::Sequence(theirs)) => {
            for (at, (ours, theirs)) in ours.iter().zip(theirs).enumerate() {
                compare(ours, theirs, &format!("{place}[{at}]"), failures);
            }
            ours.len() == theirs.len()
        }
        (Ours::Mapping(ours), Theirs::Mapping(theirs)) => {
            for entry in ours {
                let key = &entry.key.value;
                match theirs
                    .iter()
                    .find(|(their_key, _)| key_text(their_key).as_deref() == Some(key))
                {
                    Some((_, value)) => {
                        compare(&entry.value, value, &format!("{place}.{key}"), failures);
                    }
                    None => failures.push(format!("{place}: only we read the key `{key}`")),
                }
            }
            ours.len() == theirs.len()
        }
        _ => false,
    };
    if !agree {
        failures.push(format!("{place}: we read {:?}, serde_yaml {theirs:?}", ours.value));
    }
}

/// A key as a text: ours are texts as written.
fn key_text(key: &serde_yaml::Value) -> Option<String> {
    match key {
        serde_yaml::Value::String(text) => Some(text.clone()),
        serde_yaml::Value::Number(number) => Some(number.to_string()),
        serde_yaml::Value::Bool(value) => Some(value.to_string()),
        _ => None,
    }
}

#[track_caller]
fn none(failures: &[String]) {
    assert!(failures.is_empty(), "\n{}\n", failures.join("\n"));
}
