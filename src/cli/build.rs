//! `zhandian build`: checks, renders, and puts the new site in the place of the old one.

use std::io::IsTerminal;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::arguments::{BuildCommand, Format};
use super::{Outcome, print, terminal};
use crate::check;
use crate::config::CONTENT_FOLDER;
use crate::config::THEMES_FOLDER;
use crate::diagnostic::{Diagnostic, FaultCount};
use crate::error::Result;
use crate::output::{self, Directory, OUTPUT_FOLDER, Place, Surroundings};
use crate::site::{BuildReport, Site, seconds};
use crate::text::{Lang, Text};

pub(super) fn run(command: &BuildCommand, root: &Path, lang: Option<Lang>) -> Result<Outcome> {
    let started = Instant::now();
    let options = command.common.options(root)?;
    // The process ends soon; taking a large network apart before that would only take time.
    let site = ManuallyDrop::new(Site::open(&options)?);
    let lang = lang.unwrap_or(site.config.language);
    let writing = output::Options {
        flush: !command.no_flush,
    };
    let place = place(command, root, &site)?;
    // Also when nothing new can be built: the site that is there shall be whole.
    let notices = output::finish_interrupted(&place, writing)?;
    tell(&notices, command, lang);
    if site.is_faulty(options.strict) {
        print::diagnostics(&site.diagnostics, site.sources(), command.format, lang)?;
        kept(command, lang);
        return Ok(Outcome::Faulty);
    }
    let directory = Directory::begin(&place, writing)?;
    let removal = match command.yes {
        true => Vec::new(),
        false => removal(&site, &directory)?,
    };
    if FaultCount::of(&removal).is_faulty(options.strict) {
        directory.discard()?;
        print::diagnostics(&removal, site.sources(), command.format, lang)?;
        kept(command, lang);
        return Ok(Outcome::Faulty);
    }
    let shows_progress = !command.quiet && std::io::stderr().is_terminal();
    let rendered = site.render(&options.root, &directory, &|done, all| {
        if shows_progress {
            progress(done, all, lang);
        }
    });
    let mut report = match rendered {
        Ok(report) => report,
        Err(error) => {
            directory.discard()?;
            return Err(error);
        }
    };
    report.diagnostics.extend(removal);
    let told = print::diagnostics(&report.diagnostics, site.sources(), command.format, lang);
    if !report.built {
        directory.discard()?;
        kept(command, lang);
        return told.map(|()| Outcome::Faulty);
    }
    let finished = directory.finish()?;
    tell(&finished.notices, command, lang);
    if !command.quiet {
        let folder = shown(command, root);
        terminal::say(&summary(&report, &folder, started.elapsed(), lang));
    }
    // A site that is built stays built even if its faults could not be told.
    told.map(|()| Outcome::Clean)
}

/// The output as it was named, or the usual one.
fn shown(command: &BuildCommand, root: &Path) -> PathBuf {
    let named = command.output.clone();
    named.unwrap_or_else(|| root.join(OUTPUT_FOLDER))
}

/// Where the site goes, if it may go there.
fn place(command: &BuildCommand, root: &Path, site: &Site) -> Result<Place> {
    let around = Surroundings {
        root,
        sources: &[CONTENT_FOLDER, THEMES_FOLDER, &site.config.pictures.cache],
    };
    Place::new(&shown(command, root), command.output.is_some(), &around)
}

/// What is wrong with replacing the published site by this one.
fn removal(site: &Site, directory: &Directory) -> Result<Vec<Diagnostic>> {
    let (lost, before) = directory.pages_lost(&|file| site.has_page(file))?;
    let fault = check::removal(lost, before, &site.config);
    Ok(site.diagnose(fault.as_slice()))
}

/// Says what whoever holds the output should know.
fn tell(notices: &[Text], command: &BuildCommand, lang: Lang) {
    if command.quiet {
        return;
    }
    for notice in notices {
        terminal::say(notice.get(lang));
    }
}

/// Says that nothing was replaced.
fn kept(command: &BuildCommand, lang: Lang) {
    if command.quiet || command.format != Format::Human {
        return;
    }
    terminal::say(match lang {
        Lang::Chinese => "网站没有重新生成；如果以前生成过，旧的还在，照常可用。",
        Lang::English => "Nothing was built; the last good site, if there is one, still stands.",
    });
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
    terminal::draw(&format!("\r{word} {bar} {done}/{all}{end}"));
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
    let FaultCount { warnings, .. } = FaultCount::of(&report.diagnostics);
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
