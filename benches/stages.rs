//! Measures what a preview does for every edit: the stages between parsed files and a page.
//!
//! ```text
//! cargo bench --bench stages -- --stations 10000
//! ```
//!
//! Everything runs in this process, several times; the shortest and the median are printed. Reading and
//! parsing all files is what a preview does once; what follows it does again for every edit, except the
//! search index, which is made when a build ends or somebody searches.
#![allow(
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "what is measured is printed"
)]

mod network;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use clap::Parser;
use zhandian::catalogue;
use zhandian::check;
use zhandian::config;
use zhandian::content;
use zhandian::links::{ContentPages, Resolver};
use zhandian::network::{LinkOptions, link};
use zhandian::picture::Pictures;
use zhandian::route::RouteTable;
use zhandian::search::SearchIndex;
use zhandian::theme::Theme;
use zhandian::view::Views;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

#[derive(Parser)]
struct Arguments {
    /// How many stations the network has.
    #[arg(long, default_value_t = 2000)]
    stations: usize,
    /// Seed of the network.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How often each stage is measured.
    #[arg(long, default_value_t = 15)]
    runs: usize,
    /// Where the network is written.
    #[arg(long, default_value = env!("CARGO_TARGET_TMPDIR"))]
    folder: PathBuf,
    /// Given by cargo.
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> Result<()> {
    let Arguments {
        stations,
        seed,
        runs,
        folder,
        ..
    } = Arguments::parse();
    let root = folder.join(format!("stages-{stations}-{seed}"));
    network::write(&root, stations, seed)?;
    let lang = zhandian::text::Lang::English;
    let config::Loaded { config, .. } =
        config::load(&root, catalogue::ALL).map_err(|error| error.describe(lang))?;
    let config = Arc::new(config);
    let options = LinkOptions {
        today: network::TODAY.parse()?,
        drafts: false,
    };
    let content = timed("reading and parsing", 3, || content::load(&root, &config))
        .map_err(|error| error.describe(lang))?;
    let linked = timed("linking", runs, || link(&content, &config, options));
    let table = timed("route table", runs, || {
        RouteTable::new(&linked.network, &mut Vec::new())
    });
    let pictures = timed("pictures", runs, || {
        Pictures::read(&root, &content, &config, options)
    })
    .map_err(|error| error.describe(lang))?;
    let pages = timed("pages of files", runs, || {
        ContentPages::new(&linked.network)
    });
    let resolver = Resolver::new(&linked.network, &table, &pages, &content, &pictures);
    let faults = timed("checks", runs, || {
        check::all(&linked.network, &content, &resolver, &linked.faults)
    });
    let theme = Theme::open(
        &root,
        &config,
        &mut zhandian::diagnostic::SourceFiles::below(&root),
        &mut Vec::new(),
    )
    .map_err(|error| error.describe(lang))?
    .ok_or("the theme has faults")?;
    let atlas = std::sync::OnceLock::new();
    let views = Views::new(&linked.network, &resolver, theme.phrases(), &atlas);
    let index = timed("search index", runs, || SearchIndex::new(&views));
    let paths = index.paths();
    let bytes = paths
        .iter()
        .filter_map(|path| index.file(path))
        .map(str::len);
    println!(
        "search index: {} files, {:.1} MB",
        paths.len(),
        bytes.sum::<usize>() as f64 / 1_000_000.0
    );
    println!(
        "{} files, {} routes, {} faults",
        content.files.len(),
        table.routes().len(),
        faults.of_files.len() + faults.of_network.len() + linked.faults.len()
    );
    Ok(std::fs::remove_dir_all(&root)?)
}

/// Runs a stage several times, prints its figures and gives its last result.
fn timed<T>(name: &str, runs: usize, stage: impl Fn() -> T) -> T {
    let mut times = Vec::with_capacity(runs);
    let mut measured = || {
        let started = Instant::now();
        let result = stage();
        times.push(started.elapsed().as_secs_f64() * 1000.0);
        result
    };
    let mut result = measured();
    for _ in 1..runs {
        // The old result is dropped outside of the measured time.
        result = measured();
    }
    times.sort_by(f64::total_cmp);
    println!(
        "{name:<22}{:>10.1} ms at best{:>10.1} ms median",
        times[0],
        times[times.len() / 2]
    );
    result
}
