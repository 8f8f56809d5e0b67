//! Measures a preview as an editor feels it: from saving a file to having the new page.
//!
//! ```text
//! cargo bench --bench preview                                # 10,000 stations, what the target speaks of
//! cargo bench --bench preview -- --stations 2000 --rounds 50
//! ```
//!
//! Starts `zhandian serve` on a generated network and does what a browser does: gets the page of a
//! station, listens to its events, and gets the page again when it is told to. Each round writes another
//! telephone number into the station's file and demands that the new page shows it. The medians, least
//! and largest times of all rounds are printed:
//!
//! - **noticing**: what remains of the time from saving to the event: the system's notice, waiting for
//!   the end of a burst, rendering the page to compare it, and sending the event;
//! - **parsing** and **linking**: in whole milliseconds, as the server prints them;
//! - **event**: from saving to the event;
//! - **page**: from the event to the last byte of the new page (rendering, and a local connection);
//! - **all**: from saving to the last byte of the new page.
//!
//! Memory is the largest resident set of the server. Linux only.
#![allow(
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "what is measured is printed"
)]

mod network;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use clap::Parser;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// How long anything may take before the benchmark gives up.
const PATIENCE: Duration = Duration::from_secs(60);

#[derive(Parser)]
struct Arguments {
    /// How many stations the network has.
    #[arg(long, default_value_t = 10_000)]
    stations: usize,
    /// Seed of the network.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many edits are measured.
    #[arg(long, default_value_t = 20)]
    rounds: usize,
    /// Where the network is written.
    #[arg(long, default_value = env!("CARGO_TARGET_TMPDIR"))]
    folder: PathBuf,
    /// Given by cargo.
    #[arg(long, hide = true)]
    bench: bool,
}

/// What a round took, in milliseconds.
struct Round {
    parsing: f64,
    linking: f64,
    event: f64,
    page: f64,
}

fn main() -> Result<()> {
    let Arguments {
        stations,
        seed,
        rounds,
        folder,
        ..
    } = Arguments::parse();
    let root = folder.join(format!("preview-{stations}-{seed}"));
    network::write(&root, stations, seed)?;
    // What was just written is not flushed to the disk at the server's cost.
    rustix::fs::sync();
    let file = first_station(&root.join("content/stations"))?;
    let path = format!(
        "/{}/",
        file.strip_prefix(root.join("content"))?
            .with_extension("")
            .to_string_lossy()
    );
    let started = Instant::now();
    let server = Server::start(&root)?;
    let mut shown = server.get(&path)?;
    let first = milliseconds(started);
    let rounds = (0..rounds)
        .map(|round| server.round(&file, &path, &mut shown, round))
        .collect::<Result<Vec<Round>>>()?;
    println!(
        "{stations} stations, seed {seed}: {} edits of {path}",
        rounds.len()
    );
    println!(
        "{:<12}{:>12}{:>12}{:>12}",
        "ms", "median", "least", "largest"
    );
    let noticing = |round: &Round| round.event - round.parsing - round.linking;
    print("noticing", &rounds, noticing);
    print("parsing", &rounds, |round| round.parsing);
    print("linking", &rounds, |round| round.linking);
    print("event", &rounds, |round| round.event);
    print("page", &rounds, |round| round.page);
    print("all", &rounds, |round| round.event + round.page);
    println!(
        "start to first page {first:.0} ms, memory {:.0} MB",
        server.memory_mb()?
    );
    drop(server);
    Ok(std::fs::remove_dir_all(&root)?)
}

fn print(name: &str, rounds: &[Round], of: impl Fn(&Round) -> f64) {
    let mut values: Vec<f64> = rounds.iter().map(of).collect();
    values.sort_by(f64::total_cmp);
    if let [least, .., largest] = values[..] {
        let median = values[values.len() / 2];
        println!("{name:<12}{median:>12.1}{least:>12.1}{largest:>12.1}");
    }
}

fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1000.0
}

/// The first file of a station by name.
fn first_station(folder: &Path) -> Result<PathBuf> {
    let first = walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_map(std::result::Result::ok)
        .find(|entry| entry.file_type().is_file());
    Ok(first.ok_or("no station")?.into_path())
}

/// A running `zhandian serve`, ended when dropped.
struct Server {
    child: Child,
    address: String,
    /// Milliseconds of reading and of linking, for each update.
    updates: Receiver<(f64, f64)>,
}

impl Server {
    fn start(root: &Path) -> Result<Self> {
        let mut child = Command::new(env!("CARGO_BIN_EXE_zhandian"))
            .args(["serve", "--lang", "en", "--today", network::TODAY, "--root"])
            .arg(root)
            .stderr(Stdio::piped())
            .spawn()?;
        let stderr = child.stderr.take().ok_or("no standard error")?;
        let (ready, address) = channel();
        let (sender, updates) = channel();
        std::thread::spawn(move || {
            read_lines(stderr, &ready, &sender);
        });
        let address = address.recv_timeout(PATIENCE)?;
        // The line of the first reading came before the address.
        updates.try_recv()?;
        Ok(Server {
            child,
            address,
            updates,
        })
    }

    fn request(&self, target: &str) -> Result<TcpStream> {
        let mut stream = TcpStream::connect(&self.address)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        write!(
            stream,
            "GET {target} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            self.address
        )?;
        Ok(stream)
    }

    fn get(&self, path: &str) -> Result<String> {
        let mut answer = String::new();
        self.request(path)?.read_to_string(&mut answer)?;
        match answer.starts_with("HTTP/1.1 200 ") {
            true => Ok(answer),
            false => Err(format!("{path}: {answer}").into()),
        }
    }

    /// Edits the file and waits for the page; `shown` is the page as the browser has it.
    fn round(&self, file: &Path, path: &str, shown: &mut String, round: usize) -> Result<Round> {
        let number = format!("0591-{:08}", 10_000_000 + round);
        let text: String = std::fs::read_to_string(file)?
            .lines()
            .map(|line| match line.starts_with("phone:") {
                true => format!("phone: {number}\n"),
                false => format!("{line}\n"),
            })
            .collect();
        let print = shown
            .split_once("data-page=\"")
            .and_then(|(_, rest)| rest.split_once('"'))
            .ok_or("the page has no script")?
            .0;
        let events = self.request(&format!("/__zhandian/events?path={path}&page={print}"))?;
        let mut lines = BufReader::new(events).lines();
        // The head of the answer ends with an empty line; the tab is listening then.
        while !lines
            .next()
            .ok_or("the stream of events ended")??
            .is_empty()
        {}
        // An editor does not save as soon as a page is shown; let the last update's threads come to rest.
        std::thread::sleep(Duration::from_millis(100));
        let saved = Instant::now();
        std::fs::write(file, text)?;
        while lines.next().ok_or("the stream of events ended")?? != "event: reload" {}
        let event = milliseconds(saved);
        *shown = self.get(path)?;
        let all = milliseconds(saved);
        if !shown.contains(&number) {
            return Err(format!("{path} does not show {number}").into());
        }
        let (parsing, linking) = self.updates.recv_timeout(PATIENCE)?;
        Ok(Round {
            parsing,
            linking,
            event,
            page: all - event,
        })
    }

    fn memory_mb(&self) -> Result<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib: f64 = line
            .and_then(|line| line.split_whitespace().next())
            .ok_or("the system does not tell")?
            .parse()?;
        Ok(kib * 1024.0 / 1_000_000.0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads what the server prints: its address, and the times of every update.
fn read_lines(
    stderr: ChildStderr,
    ready: &std::sync::mpsc::Sender<String>,
    updates: &std::sync::mpsc::Sender<(f64, f64)>,
) {
    for line in BufReader::new(stderr)
        .lines()
        .map_while(std::io::Result::ok)
    {
        let address = line
            .split_once("http://")
            .and_then(|(_, rest)| rest.split_once('/'));
        if let Some((address, _)) = address {
            let _ = ready.send(address.to_owned());
        }
        let times = line.split_once(" files read (").and_then(|(_, rest)| {
            let (parsing, rest) = rest.split_once(" ms reading, ")?;
            let (linking, _) = rest.split_once(" ms linking")?;
            Some((parsing.parse().ok()?, linking.parse().ok()?))
        });
        if let Some(times) = times {
            let _ = updates.send(times);
        }
    }
}
