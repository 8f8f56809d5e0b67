//! `zhandian report`: how places meet their standards and what months of the plan lack, the worst first.

use std::fmt::Write;
use std::path::Path;

use unicode_width::UnicodeWidthStr;

use super::arguments::{ReportCommand, ReportFormat};
use super::cells::{cell, markdown_text};
use super::{Outcome, terminal};
use crate::assess::report::{ItemReport, PlaceReport, Report, report};
use crate::error::{Error, Result};
use crate::neutral::{self, visible};
use crate::text;
use crate::text::Lang;

pub(super) fn run(command: &ReportCommand, root: &Path, lang: Option<Lang>) -> Result<Outcome> {
    let options = command.common.options(root)?;
    let Some(site) = super::check::faultless(&options, lang)? else {
        return Ok(Outcome::Faulty);
    };
    let lang = lang.unwrap_or(site.config.language);
    let under = match &command.under {
        None => None,
        Some(id) => Some(site.network.find_place(id).ok_or_else(|| {
            Error::new(text!(
                "没有编号为 `{id}` 的站点",
                "there is no place with the id `{id}`"
            ))
        })?),
    };
    let report = report(&site.network, under);
    terminal::print(&match command.format {
        ReportFormat::Table => table(&report, lang),
        ReportFormat::Json => json(&report)?,
        ReportFormat::Csv => csv(&report),
        ReportFormat::Markdown => markdown(&report, lang),
    })?;
    Ok(Outcome::Clean)
}

fn json(report: &Report) -> Result<String> {
    serde_json::to_string_pretty(report)
        .map(|json| neutral::json(json + "\n"))
        .map_err(|error| Error::new(text!("写不出 JSON：{error}", "cannot write JSON: {error}")))
}

/// What an item lacks, in words: its name, with the months that were missed.
fn lack(item: &ItemReport, lang: Lang) -> Option<String> {
    let missed = item.months_missed.as_deref().unwrap_or_default();
    match (item.met, lang) {
        (Some(true), _) => None,
        (Some(false), Lang::Chinese) if !missed.is_empty() => {
            Some(format!("{}（缺 {}）", item.name, missed.join("、")))
        }
        (Some(false), Lang::English) if !missed.is_empty() => {
            Some(format!("{} (missed {})", item.name, missed.join(", ")))
        }
        (Some(false), _) => Some(item.name.clone()),
        (None, Lang::Chinese) if item.measured => Some(format!("{}（还没有可统计的）", item.name)),
        (None, Lang::English) if item.measured => {
            Some(format!("{} (nothing to count yet)", item.name))
        }
        (None, Lang::Chinese) => Some(format!("{}（未填写）", item.name)),
        (None, Lang::English) => Some(format!("{} (not stated)", item.name)),
    }
}

fn lacks(place: &PlaceReport, lang: Lang) -> String {
    let lacks: Vec<String> = place
        .items
        .iter()
        .filter_map(|item| lack(item, lang))
        .collect();
    lacks.join(match lang {
        Lang::Chinese => "；",
        Lang::English => "; ",
    })
}

/// What a month of a plan lacks, in words.
fn plan_faults(report: &Report, lang: Lang) -> Vec<String> {
    let word = |fault: &str| match (fault, lang) {
        ("no-theme", Lang::Chinese) => "没有主题",
        ("no-theme", Lang::English) => "no theme",
        (_, Lang::Chinese) => "没有活动",
        (_, Lang::English) => "no activity",
    };
    let months = report.plans.iter().flat_map(|plan| &plan.months);
    months
        .flat_map(|month| {
            let faults = month.faults.iter();
            faults.map(move |fault| format!("{} {}", month.month, word(fault)))
        })
        .collect()
}

fn table(report: &Report, lang: Lang) -> String {
    let mut out = String::new();
    for standard in &report.standards {
        let _ = writeln!(out, "{}\n", visible(&standard.name));
        let names = standard.places.iter().map(|place| visible(&place.name));
        let names: Vec<_> = names.map(|name| (name.width(), name)).collect();
        let longest = names.iter().map(|(width, _)| *width).max().unwrap_or(0);
        for (place, (width, name)) in standard.places.iter().zip(&names) {
            let padding = " ".repeat(longest - width);
            let lacks = lacks(place, lang);
            let _ = writeln!(
                out,
                "  {}/{}  {name}{padding}  {}",
                place.met,
                place.total,
                visible(&lacks)
            );
        }
        out.push('\n');
    }
    for fault in plan_faults(report, lang) {
        let _ = writeln!(out, "{fault}");
    }
    out
}

fn markdown(report: &Report, lang: Lang) -> String {
    let header = match lang {
        Lang::Chinese => "| 站点 | 镇街 | 达标 | 欠缺 |",
        Lang::English => "| place | town | met | lacking |",
    };
    let mut out = String::new();
    for standard in &report.standards {
        let _ = writeln!(
            out,
            "## {}\n\n{header}\n| --- | --- | --- | --- |",
            markdown_text(&standard.name)
        );
        for place in &standard.places {
            let _ = writeln!(
                out,
                "| {} | {} | {}/{} | {} |",
                markdown_text(&place.name),
                markdown_text(&place.town),
                place.met,
                place.total,
                markdown_text(&lacks(place, lang))
            );
        }
        out.push('\n');
    }
    for fault in plan_faults(report, lang) {
        let _ = writeln!(out, "- {fault}");
    }
    out
}

/// One line for each item of each place: RFC 4180, for spreadsheets.
fn csv(report: &Report) -> String {
    let mut out = String::from("standard,place,name,town,item,item_name,met,months_missed\r\n");
    for standard in &report.standards {
        for place in &standard.places {
            for item in &place.items {
                let met = item
                    .met
                    .map_or("", |met| if met { "true" } else { "false" });
                let missed = item.months_missed.as_deref().unwrap_or_default().join(" ");
                let fields = [
                    &*standard.id,
                    &*place.id,
                    &*place.name,
                    &*place.town,
                    &*item.id,
                    &*item.name,
                    met,
                    &*missed,
                ];
                let _ = write!(out, "{}\r\n", fields.map(cell).join(","));
            }
        }
    }
    out
}
