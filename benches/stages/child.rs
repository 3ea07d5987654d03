//! What is measured, each in a process of its own, so that neither a warm allocator nor a
//! peak of memory passes from one to the other.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use briefing::{Drafts, Options, Project, check, load, render, resolve, theme, write};

use super::limit;
use super::measure::{self, Cost, Memory};

/// A part of the measurements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// The limit program.
    Limit,
    /// Each stage of a build by itself.
    Stages,
    /// A build from disk to disk, into a folder that was not there.
    Fresh,
    /// The same over its own output: nothing is written.
    Again,
}

impl Part {
    const ALL: [Part; 4] = [Part::Limit, Part::Stages, Part::Fresh, Part::Again];

    const fn name(self) -> &'static str {
        match self {
            Part::Limit => "limit",
            Part::Stages => "stages",
            Part::Fresh => "fresh",
            Part::Again => "again",
        }
    }
}

/// The argument by which this program knows that it is such a process.
pub(crate) const FLAG: &str = "--part";

/// One thing that was measured.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    /// What it is.
    pub(crate) name: String,
    /// What it took.
    pub(crate) cost: Cost,
    /// The memory held after it, in KiB; nothing where the system does not tell.
    pub(crate) held: Option<u32>,
}

/// What a part gave.
#[derive(Debug, Clone, Default)]
pub(crate) struct Measured {
    /// In the order in which they were done.
    pub(crate) rows: Vec<Row>,
    /// The most memory, in KiB.
    pub(crate) peak: Option<u32>,
}

/// Measures a part of a project in a process of its own with so many threads.
pub(crate) fn measure(part: Part, folder: &Path, threads: usize) -> Result<Measured> {
    let program = std::env::current_exe().context("this program does not know where it is")?;
    let output = Command::new(program)
        .args([FLAG, part.name()])
        .arg(folder)
        .env("RAYON_NUM_THREADS", threads.to_string())
        .output()
        .context("a process cannot be started")?;
    if !output.status.success() {
        bail!("{} failed:\n{}", part.name(), String::from_utf8_lossy(&output.stderr));
    }
    read(&String::from_utf8_lossy(&output.stdout))
}

/// The lines of a part: `name\tCPU\twall\theld` in nanoseconds and KiB, then the peak.
fn read(text: &str) -> Result<Measured> {
    let mut measured = Measured::default();
    for line in text.lines() {
        match line.split('\t').collect::<Vec<_>>()[..] {
            ["peak", peak] => measured.peak = Some(peak.parse()?),
            [name, cpu, wall, held] => {
                let cpu = Duration::from_nanos(cpu.parse()?);
                let wall = Duration::from_nanos(wall.parse()?);
                let cost = Cost { cpu, wall };
                measured.rows.push(Row { name: name.to_owned(), cost, held: held.parse().ok() });
            }
            _ => bail!("`{line}` is not a measurement"),
        }
    }
    Ok(measured)
}

/// Does a part, in the process that was started for it, and prints what it took.
pub(crate) fn run(name: &str, folder: &Path) -> Result<()> {
    let part = Part::ALL.into_iter().find(|part| part.name() == name);
    let part = part.with_context(|| format!("there is no part `{name}`"))?;
    let root = folder.join("project");
    let public = folder.join("public");
    match part {
        Part::Limit => limit(&root, &folder.join("limit"))?,
        Part::Stages => stages(&root, &folder.join("stages"))?,
        Part::Fresh => {
            remove(&public)?;
            whole(&root, &public)?;
        }
        Part::Again => whole(&root, &public)?,
    }
    if let Some(peak) = Memory::Peak.held() {
        println!("peak\t{peak}");
    }
    Ok(())
}

/// Prints what something took and what is held after it.
fn print(name: &str, cost: Cost) {
    let held = Memory::Now.held().map_or_else(String::new, |held| held.to_string());
    println!("{name}\t{}\t{}\t{held}", cost.cpu.as_nanos(), cost.wall.as_nanos());
}

/// Does something, prints what it took and hands on what it gives.
fn stage<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let (value, cost) = measure::cost(work);
    print(name, cost);
    value
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Ok(())
}

fn limit(root: &Path, folder: &Path) -> Result<()> {
    remove(folder)?;
    stage("limit program", || limit::build(root, folder))?;
    Ok(())
}

/// From start to end, as `briefing build` does it.
fn whole(root: &Path, folder: &Path) -> Result<()> {
    let (done, cost) = measure::cost(|| -> Result<()> {
        let project = load::project(root)?;
        let output = output(&project)?;
        write::write(&output, folder)?;
        Ok(())
    });
    // The time before `main` belongs to it.
    print("from disk to disk", Cost { cpu: measure::cpu(), ..cost });
    done
}

fn output(project: &Project) -> Result<briefing::output::Output> {
    let build = briefing::build(project, &Options::default());
    clean(&build.problems, project)?;
    build.output.context("there are no problems and no output")
}

/// The projects are made without mistakes, so that a problem is one of ours.
fn clean(problems: &[briefing::diag::Diagnostic], project: &Project) -> Result<()> {
    let Some(first) = problems.first() else { return Ok(()) };
    let place = project.files.place(first.span);
    bail!(
        "{} problems, the first: {}:{}:{}: {}",
        problems.len(),
        place.path,
        place.line,
        place.column,
        first.message
    );
}

/// Each stage by itself, in a row.
fn stages(root: &Path, folder: &Path) -> Result<()> {
    remove(folder)?;
    let project = stage("load", || load::project(root))?;
    let mut problems = project.problems.clone();
    let site = stage("parse, resolve", || resolve::site(&project, Drafts::Hide, None));
    let site = site.take(&mut problems);
    problems.extend(stage("check", || check::site(&site, &project.files, None)));
    let theme = stage("theme", || theme::theme(&project, &site.settings.brand)).take(&mut problems);
    let output = stage("render", || render::site(&site, &theme, &project)).take(&mut problems);
    clean(&problems, &project)?;
    stage("write", || write::write(&output, folder))?;
    if stage("write again", || write::write(&output, folder))?.written > 0 {
        bail!("the second write found that something differs");
    }
    drop((site, theme, output));
    stage("build in memory", || self::output(&project))?;
    Ok(())
}
