//! How long each stage of a build takes, and what that is beside the physical limit.
//!
//! `cargo bench --bench stages -- 100 1000` prints tables for projects of these sizes;
//! `--write DIR` puts such a project into a folder instead, for other programs to build.
//! `benches/README.md` says what the columns mean.

#![allow(clippy::print_stdout, reason = "a benchmark prints its results")]
#![allow(clippy::disallowed_methods, reason = "a benchmark reads the clock and the disk")]

#[path = "../corpus/mod.rs"]
mod corpus;

mod child;
mod limit;
mod measure;

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};

use child::{Measured, Part, Row};
use corpus::Kind;
use measure::Cost;

/// Sizes that are done in less than a minute.
const SIZES: [usize; 2] = [100, 1_000];

/// A size that only shows that everything here still works.
const TEST: [usize; 1] = [10];

/// What was asked for.
#[derive(Debug)]
struct Asked {
    sizes: Vec<usize>,
    kinds: Vec<Kind>,
    /// Where to put a project instead of measuring.
    write: Option<PathBuf>,
    /// Where the projects are built.
    folder: PathBuf,
}

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, part, folder] = &arguments[..]
        && flag == child::FLAG
    {
        return child::run(part, Path::new(folder));
    }

    let asked = asked(&arguments)?;
    if let Some(folder) = &asked.write {
        let (kind, size) = (asked.kinds[0], asked.sizes[0]);
        corpus::write(&corpus::project(kind, size), folder)?;
        println!("{}: a {} project of {size} pages", folder.display(), kind.name());
        return Ok(());
    }

    for &kind in &asked.kinds {
        let mut before: Option<(usize, Cost)> = None;
        for &size in &asked.sizes {
            let whole = table(kind, size, &asked.folder)?;
            if let Some((smaller, cost)) = before {
                println!("growth from {smaller} to {size} pages  {:.1}", ratio(whole, cost));
            }
            before = Some((size, whole));
            println!();
        }
    }
    Ok(())
}

/// Memory-backed if there is such a folder: how fast a disk is, is not our concern.
fn default_folder() -> PathBuf {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() }
}

fn asked(arguments: &[String]) -> Result<Asked> {
    let mut asked =
        Asked { sizes: Vec::new(), kinds: Vec::new(), write: None, folder: default_folder() };
    let mut default = &TEST[..];
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            // `cargo bench` says so; `cargo test --benches` does not.
            "--bench" => default = &SIZES,
            "--write" => {
                asked.write = Some(arguments.next().context("--write needs a folder")?.into());
            }
            "--folder" => {
                asked.folder = arguments.next().context("--folder needs a folder")?.into();
            }
            word => match (Kind::ALL.into_iter().find(|kind| kind.name() == word), word.parse()) {
                (Some(kind), _) => asked.kinds.push(kind),
                (None, Ok(size)) if size > 0 => asked.sizes.push(size),
                _ => bail!("`{word}` is neither a number of pages nor `plain` nor `full`"),
            },
        }
    }
    if asked.sizes.is_empty() {
        asked.sizes = default.to_vec();
    }
    if asked.kinds.is_empty() {
        asked.kinds = Kind::ALL.to_vec();
    }
    Ok(asked)
}

/// How often a part is measured: more often where it is short and so less sure.
const fn runs(size: usize) -> usize {
    match size {
        0..500 => 9,
        500..5_000 => 5,
        _ => 3,
    }
}

/// The medians of a part, measured several times, and the greatest peak.
fn medians(part: Part, folder: &Path, threads: usize, size: usize) -> Result<Measured> {
    let mut all = Vec::new();
    for _ in 0..runs(size) {
        all.push(child::measure(part, folder, threads)?);
    }
    let peak = all.iter().filter_map(|measured| measured.peak).max();
    let mut rows = all[0].rows.clone();
    for (at, row) in rows.iter_mut().enumerate() {
        row.cost = measure::median(all.iter().map(|measured| measured.rows[at].cost).collect());
        row.held = all.iter().filter_map(|measured| measured.rows[at].held).max();
    }
    Ok(Measured { rows, peak })
}

/// Measures a project of a size, prints a table and gives the cost of the whole.
fn table(kind: Kind, size: usize, folder: &Path) -> Result<Cost> {
    let folder = tempfile::Builder::new().prefix("briefing-bench-").tempdir_in(folder)?;
    let project = folder.path().join("project");
    let files = corpus::project(kind, size);
    corpus::write(&files, &project)?;
    let bytes: usize = files.iter().map(|(_, text)| text.len()).sum();
    let megabytes = bytes.div_ceil(1_000_000);
    println!("{} project, {size} pages: {} files, {megabytes} MB", kind.name(), files.len());
    drop(files);

    let measured = |part, threads| medians(part, folder.path(), threads, size);
    let limit = measured(Part::Limit, 1)?;
    let stages = measured(Part::Stages, 1)?;
    let one = measured(Part::Fresh, 1)?;
    let again = measured(Part::Again, 1)?;
    let two = measured(Part::Fresh, 2)?;

    println!(
        "{:<30}{:>9}{:>9}{:>11}{:>10}",
        "one thread", "CPU ms", "wall ms", "µs a page", "held MiB"
    );
    for row in stages.rows.iter().chain(&one.rows) {
        print(&row.name, row, size);
    }
    let (limit, whole, again, both) = (&limit.rows[0], &one.rows[0], &again.rows[0], &two.rows[0]);
    print("  nothing changed", again, size);
    print("  on two threads", both, size);
    print(&limit.name, limit, size);

    println!("over the limit program  {:.1}", ratio(whole.cost, limit.cost));
    println!("nothing changed, over fresh  {:.2}", ratio(again.cost, whole.cost));
    let faster = whole.cost.wall.as_secs_f64() / both.cost.wall.as_secs_f64();
    println!("two threads are faster by  {faster:.2}");
    if let (Some(one), Some(two)) = (one.peak, two.peak) {
        let mebibytes = |peak: u32| peak.div_ceil(1024);
        println!("peak memory  {} MiB, on two threads {} MiB", mebibytes(one), mebibytes(two));
    }
    Ok(whole.cost)
}

fn print(name: &str, row: &Row, size: usize) {
    let size = u32::try_from(size).expect("so many pages are never made");
    let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
    let (cpu, wall) = (milliseconds(row.cost.cpu), milliseconds(row.cost.wall));
    let each = cpu * 1e3 / f64::from(size);
    let held = row.held.map_or_else(String::new, |held| held.div_ceil(1024).to_string());
    println!("{name:<30}{cpu:>9.1}{wall:>9.1}{each:>11.1}{held:>10}");
}

fn ratio(one: Cost, other: Cost) -> f64 {
    one.cpu.as_secs_f64() / other.cpu.as_secs_f64()
}
