//! `zhandian next-change`: the next moment at which a rebuild would change a page, for schedules.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::ToSpan;
use jiff::civil::Date;

use super::arguments::NextChangeCommand;
use super::{Outcome, terminal};
use crate::error::{Error, Result};
use crate::output::Memory;
use crate::site::{Options, Site, Today};
use crate::text;
use crate::text::Lang;

/// How many days ahead are looked at. A site that nothing changes for so long needs no schedule.
const DAYS: i64 = 400;

/// Prints the first midnight after which the site, built from the same files, would have other bytes.
/// Nothing in a page depends on more of the clock than the day, so trying day after day is exact.
pub(super) fn run(command: &NextChangeCommand, root: &Path, lang: Option<Lang>) -> Result<Outcome> {
    let options = command.common.options(root)?;
    let Some(site) = super::check::faultless(&options, lang)? else {
        return Ok(Outcome::Faulty);
    };
    let (today, zone) = (site.network.today, site.config.time_zone.clone());
    drop(site);
    let now = render(&options, today)?;
    for days in 1..=DAYS {
        let Ok(day) = today.checked_add(days.days()) else {
            break;
        };
        if render(&options, day)? != now {
            let midnight = day.to_zoned_datetime(zone).map_err(|error| {
                Error::new(text!(
                    "算不出零点：{error}",
                    "cannot compute midnight: {error}"
                ))
            })?;
            let midnight = midnight.strftime("%Y-%m-%dT%H:%M:%S%:z");
            terminal::print(&format!("{midnight}\n"))?;
            return Ok(Outcome::Clean);
        }
    }
    terminal::print("never\n")?;
    Ok(Outcome::Clean)
}

fn render(options: &Options, day: Date) -> Result<BTreeMap<String, Vec<u8>>> {
    let options = Options {
        today: Today::Day(day),
        ..options.clone()
    };
    let memory = Memory::default();
    Site::open(&options)?.render(&options.root, &memory, &|_, _| {})?;
    Ok(memory.into_files())
}
