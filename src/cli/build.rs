//! `zhandian build`: checks, renders, and puts the new site in the place of the old one.

use std::io::{IsTerminal, Write};
use std::mem::ManuallyDrop;
use std::path::Path;
use std::time::{Duration, Instant};

use super::arguments::{BuildCommand, Format};
use super::{Outcome, print};
use crate::diagnostic::Tally;
use crate::error::Result;
use crate::output::Directory;
use crate::site::{BuildReport, Site, seconds};
use crate::text::Lang;

pub(super) fn run(command: &BuildCommand, root: &Path, lang: Option<Lang>) -> Result<Outcome> {
    let started = Instant::now();
    let options = command.common.options(root)?;
    let output = command
        .output
        .clone()
        .unwrap_or_else(|| root.join("public"));
    // The process ends soon; taking a large network apart before that would only take time.
    let site = ManuallyDrop::new(Site::open(&options)?);
    let lang = lang.unwrap_or(site.config.language);
    if site.is_faulty(options.strict) {
        print::diagnostics(&site.diagnostics, site.sources(), command.format, lang);
        kept(command, lang);
        return Ok(Outcome::Faulty);
    }
    let directory = Directory::begin(&output)?;
    let shows_progress = !command.quiet && std::io::stderr().is_terminal();
    let rendered = site.render(&options.root, &directory, &|done, all| {
        if shows_progress {
            progress(done, all, lang);
        }
    });
    let report = match rendered {
        Ok(report) => report,
        Err(error) => {
            directory.discard()?;
            return Err(error);
        }
    };
    print::diagnostics(&report.diagnostics, site.sources(), command.format, lang);
    if !report.built {
        directory.discard()?;
        kept(command, lang);
        return Ok(Outcome::Faulty);
    }
    directory.finish()?;
    if !command.quiet {
        eprintln!("{}", summary(&report, &output, started.elapsed(), lang));
    }
    Ok(Outcome::Clean)
}

/// Says that nothing was replaced.
fn kept(command: &BuildCommand, lang: Lang) {
    if command.quiet || command.format != Format::Human {
        return;
    }
    match lang {
        Lang::Chinese => eprintln!("网站没有重新生成；如果以前生成过，旧的还在，照常可用。"),
        Lang::English => {
            eprintln!("Nothing was built; the last good site, if there is one, still stands.")
        }
    }
}

/// A bar that draws itself anew at every hundredth.
fn progress(done: usize, all: usize, lang: Lang) {
    const WIDTH: usize = 30;
    let step = (all / 100).max(1);
    if all < 1000 || (!done.is_multiple_of(step) && done != all) {
        return;
    }
    let filled = WIDTH * done / all;
    let word = match lang {
        Lang::Chinese => "生成页面",
        Lang::English => "rendering",
    };
    let bar = format!("{}{}", "█".repeat(filled), "░".repeat(WIDTH - filled));
    let end = if done == all { "\r\x1b[2K" } else { "" };
    // One write, so that bars drawn by several threads do not mix.
    let line = format!("\r{word} {bar} {done}/{all}{end}");
    let _ = std::io::stderr().write_all(line.as_bytes());
}

fn summary(report: &BuildReport, output: &Path, elapsed: Duration, lang: Lang) -> String {
    let counts: Vec<String> = report
        .counts
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(kind, count)| match lang {
            Lang::Chinese => format!("{} {count}", kind.chinese_name()),
            Lang::English => format!("{} {count}", kind.english_name()),
        })
        .collect();
    let Tally { warnings, .. } = Tally::of(&report.diagnostics);
    let output = output.display();
    let (pages, files, seconds) = (report.pages, report.files, seconds(elapsed));
    #[expect(
        clippy::cast_precision_loss,
        reason = "megabytes with one digit need no more"
    )]
    let megabytes = report.bytes as f64 / 1_000_000.0;
    match lang {
        Lang::Chinese => format!(
            "{}\n{pages} 个页面、{files} 个其他文件（{megabytes:.1} MB）已生成到 {output}，警告 {warnings} 处，用时 {seconds} 秒。",
            counts.join("、")
        ),
        Lang::English => format!(
            "{}\n{pages} pages and {files} other files ({megabytes:.1} MB) in {output}, {warnings} warnings, {seconds} s.",
            counts.join(", ")
        ),
    }
}
