//! Measures whole builds of a generated network, and what the machine needs at the very least.
//!
//! ```text
//! cargo bench --bench build                                  # 2,000 stations
//! cargo bench --bench build -- --stations 20000 --seed 1     # what the target speaks of
//! cargo bench --bench build -- --stations 20000 --runs 7 --folder /mnt/disk/tmp
//! ```
//!
//! Three things are measured, each in a process of its own, several times in turn; medians are printed:
//!
//! - **fresh**: `zhandian build --quiet` into a folder that does not exist;
//! - **again**: the same over the site just built, so that every file is unchanged;
//! - **floor**: the very same output files, read into memory first and not counted, written into a
//!   folder that does not exist: all folders are created, level by level, then every file is created,
//!   written and closed, with as many threads as the program has. Nothing is rendered or compared.
//!
//! Wall time is taken from start to end of the process (for the floor: of the writing alone), processor
//! time and the largest resident memory from `getrusage`. Linux and macOS only.
#![allow(
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "what is measured is printed"
)]

mod network;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use clap::Parser;
use nix::sys::resource::{Usage, UsageWho, getrusage};
use nix::sys::time::TimeValLike;
use rayon::prelude::*;
use walkdir::WalkDir;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

#[derive(Parser)]
struct Arguments {
    /// How many stations the network has.
    #[arg(long, default_value_t = 2000)]
    stations: usize,
    /// Seed of the network.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How often each thing is measured.
    #[arg(long, default_value_t = 5)]
    runs: usize,
    /// Where the networks and sites are written.
    #[arg(long, default_value = env!("CARGO_TARGET_TMPDIR"))]
    folder: PathBuf,
    /// Only write the network there, to look at or to profile with.
    #[arg(long)]
    only_generate: Option<PathBuf>,
    /// Given by cargo.
    #[arg(long, hide = true)]
    bench: bool,
    /// What the benchmark starts itself with: run the rest as a command and print what it took.
    #[arg(long, hide = true, num_args = 1.., allow_hyphen_values = true)]
    measure: Vec<String>,
    /// What the benchmark starts itself with: write the files of the first folder into the second.
    #[arg(long, hide = true, num_args = 2)]
    floor: Vec<PathBuf>,
}

/// What a run took.
#[derive(Clone, Copy)]
struct Figures {
    wall_ms: f64,
    user_ms: f64,
    system_ms: f64,
    memory_mb: f64,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    if let Some((program, rest)) = arguments.measure.split_first() {
        return measure(program, rest);
    }
    if let [from, to] = arguments.floor.as_slice() {
        return floor(from, to);
    }
    if let Some(folder) = &arguments.only_generate {
        return Ok(network::write(folder, arguments.stations, arguments.seed)?);
    }
    compare(&arguments)
}

fn compare(arguments: &Arguments) -> Result<()> {
    let Arguments {
        stations,
        seed,
        runs,
        ..
    } = arguments;
    let root = arguments.folder.join(format!("network-{stations}-{seed}"));
    network::write(&root, *stations, *seed)?;
    let (site, copy) = (root.join("public"), root.join("floor"));
    let zhandian = env!("CARGO_BIN_EXE_zhandian");
    let root = root.to_string_lossy();
    let build = [
        "--measure",
        zhandian,
        "build",
        "--quiet",
        "--strict",
        "--root",
        &root,
    ];
    let build = [&build[..], &["--today", network::TODAY]].concat();
    let write = ["--floor", &site.to_string_lossy(), &copy.to_string_lossy()].map(str::to_owned);
    let write: Vec<&str> = write.iter().map(String::as_str).collect();
    let (mut fresh, mut again, mut least) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..*runs {
        remove(&site)?;
        fresh.push(run(&build)?);
        again.push(run(&build)?);
        remove(&copy)?;
        least.push(run(&write)?);
    }
    let (pages, files, bytes) = count(&site)?;
    let threads = rayon::current_num_threads();
    println!(
        "{stations} stations, seed {seed}: {pages} pages, {files} files, {:.1} MB; {threads} threads; medians of {runs} runs",
        megabytes(bytes)
    );
    println!(
        "{:<8}{:>12}{:>12}{:>12}{:>12}{:>10}",
        "", "wall ms", "user ms", "sys ms", "memory MB", "× floor"
    );
    let floor = Figures::median(&least);
    for (name, runs) in [("fresh", &fresh), ("again", &again), ("floor", &least)] {
        let Figures {
            wall_ms,
            user_ms,
            system_ms,
            memory_mb,
        } = Figures::median(runs);
        let ratio = wall_ms / floor.wall_ms;
        println!(
            "{name:<8}{wall_ms:>12.0}{user_ms:>12.0}{system_ms:>12.0}{memory_mb:>12.0}{ratio:>10.2}"
        );
    }
    remove(&copy)
}

/// Starts this program again and reads what it printed. A process of its own between this one and the
/// measured one keeps this one's memory out of the figures: Linux counts what a child had before `exec`.
fn run(arguments: &[&str]) -> Result<Figures> {
    // Earlier runs' files would otherwise be flushed to the disk at this run's cost.
    rustix::fs::sync();
    let output = Command::new(std::env::current_exe()?)
        .args(arguments)
        .output()?;
    let printed = String::from_utf8(output.stdout)?;
    let numbers: Vec<f64> = printed
        .split_whitespace()
        .map(str::parse)
        .collect::<std::result::Result<_, _>>()?;
    match (output.status.success(), numbers.as_slice()) {
        (true, &[wall_ms, user_ms, system_ms, memory_mb]) => Ok(Figures {
            wall_ms,
            user_ms,
            system_ms,
            memory_mb,
        }),
        _ => Err(format!(
            "{arguments:?} failed: {}",
            String::from_utf8_lossy(&output.stderr)
        )
        .into()),
    }
}

fn measure(program: &str, arguments: &[String]) -> Result<()> {
    let started = Instant::now();
    let status = Command::new(program).args(arguments).status()?;
    let wall_ms = started.elapsed().as_secs_f64() * 1000.0;
    if !status.success() {
        return Err(format!("{program} {arguments:?}: {status}").into());
    }
    Figures::new(wall_ms, &getrusage(UsageWho::RUSAGE_CHILDREN)?).print();
    Ok(())
}

fn floor(from: &Path, to: &Path) -> Result<()> {
    let paths = WalkDir::new(from)
        .into_iter()
        .collect::<std::result::Result<Vec<_>, _>>()?;
    let (folders, files): (Vec<_>, Vec<_>) = paths
        .into_iter()
        .partition(|entry| entry.file_type().is_dir());
    let target =
        |path: &Path| Ok::<_, std::path::StripPrefixError>(to.join(path.strip_prefix(from)?));
    let files = files
        .par_iter()
        .map(|entry| Ok((target(entry.path())?, std::fs::read(entry.path())?)))
        .collect::<Result<Vec<_>>>()?;
    let mut levels: Vec<Vec<PathBuf>> = Vec::new();
    for folder in &folders {
        levels.resize(levels.len().max(folder.depth() + 1), Vec::new());
        levels[folder.depth()].push(target(folder.path())?);
    }
    let before = getrusage(UsageWho::RUSAGE_SELF)?;
    let started = Instant::now();
    for level in &levels {
        level.par_iter().try_for_each(std::fs::create_dir)?;
    }
    files
        .par_iter()
        .try_for_each(|(path, bytes)| std::fs::write(path, bytes))?;
    let wall_ms = started.elapsed().as_secs_f64() * 1000.0;
    let mut figures = Figures::new(wall_ms, &getrusage(UsageWho::RUSAGE_SELF)?);
    let before = Figures::new(0.0, &before);
    figures.user_ms -= before.user_ms;
    figures.system_ms -= before.system_ms;
    figures.print();
    Ok(())
}

impl Figures {
    fn new(wall_ms: f64, usage: &Usage) -> Self {
        // Linux counts memory in KiB, macOS in bytes.
        let unit = if cfg!(target_os = "macos") {
            1.0
        } else {
            1024.0
        };
        Figures {
            wall_ms,
            user_ms: usage.user_time().num_microseconds() as f64 / 1000.0,
            system_ms: usage.system_time().num_microseconds() as f64 / 1000.0,
            memory_mb: usage.max_rss() as f64 * unit / 1_000_000.0,
        }
    }

    fn print(&self) {
        println!(
            "{} {} {} {}",
            self.wall_ms, self.user_ms, self.system_ms, self.memory_mb
        );
    }

    fn median(runs: &[Figures]) -> Self {
        let middle = |of: fn(&Figures) -> f64| {
            let mut values: Vec<f64> = runs.iter().map(of).collect();
            values.sort_by(f64::total_cmp);
            values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
        };
        Figures {
            wall_ms: middle(|run| run.wall_ms),
            user_ms: middle(|run| run.user_ms),
            system_ms: middle(|run| run.system_ms),
            memory_mb: middle(|run| run.memory_mb),
        }
    }
}

fn remove(folder: &Path) -> Result<()> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

/// Pages, files and bytes of a site.
fn count(site: &Path) -> Result<(usize, usize, u64)> {
    let (mut pages, mut files, mut bytes) = (0, 0, 0);
    for entry in WalkDir::new(site) {
        let entry = entry?;
        if entry.file_type().is_file() {
            files += 1;
            pages += usize::from(
                entry
                    .path()
                    .extension()
                    .is_some_and(|ending| ending == "html"),
            );
            bytes += entry.metadata()?.len();
        }
    }
    Ok((pages, files, bytes))
}

fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1_000_000.0
}
