//! `site-config.yaml`: what makes one network's site differ from another's.

mod base_url;
mod checker;
mod colors;
mod divisions;
mod government;
mod kinds;
mod limits;
mod maps;
mod pictures;
mod repository;
mod rules;
mod tiers;
mod written;

use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use jiff::tz::TimeZone;

use checker::Checker;
use maps::BoundaryFile;

use crate::boundaries::{self, Boundaries};
use crate::disk::{Root, Unread};
use crate::error::{Error, Result};
use crate::fault::{Fault, Origin, Rule, Severity, Spot, Step, Target};
use crate::geo::Region;
use crate::steps;
use crate::text;
use crate::text::Lang;
use crate::values::SCALARS;
use crate::vocabulary;
use crate::yaml::{Scalar, Vocabulary, read_record};

pub use base_url::{BadBaseUrl, BaseUrl};
pub use colors::{Color, Colors, DARK_PAPER, LEAST_CONTRAST, PAPER, Shades};
pub use divisions::Division;
pub use government::{Government, SECTIONS};
pub use kinds::Kinds;
pub use limits::Limits;
pub use maps::{Maps, Provider, Tiles};
pub use pictures::PictureSettings;
pub use repository::Repository;
pub use rules::{BAD_CONFIG, INCOMPLETE_BOUNDARIES, LOW_CONTRAST, MISSING_CONFIG, MISSING_DUTY};
pub use tiers::{Shape, Tier, TierId, Tiers};
pub use written::{Column, Expected, MenuItem, Ordering};

/// Name of the configuration file, at the root of a site.
pub const CONFIG_FILE: &str = "site-config.yaml";
/// The folder with the content, below the root of a site.
pub const CONTENT_FOLDER: &str = "content";
/// The folder with themes, below the root of a site.
pub const THEMES_FOLDER: &str = "themes";

/// Largest configuration file, in bytes.
const MOST_BYTES: u64 = 1024 * 1024;

/// The vocabulary of content, and the colours that only a configuration has.
const VOCABULARY: Vocabulary = Vocabulary {
    scalars: &[SCALARS, &[Scalar::of::<Color>()]],
    ..vocabulary::OF_CONTENT
};

/// The configuration of a site, checked and with every default filled in.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where it was written.
    pub origin: Origin,
    /// Name of the site.
    pub name: String,
    /// Name where room is short.
    pub short_name: String,
    /// In a sentence.
    pub description: Option<String>,
    /// Language of the pages, and of messages unless `--lang` says otherwise.
    pub language: Lang,
    /// The zone of every time in the content.
    pub time_zone: TimeZone,
    /// Name of the zone (IANA).
    pub time_zone_name: String,
    /// Where the site will stand.
    pub base_url: BaseUrl,
    /// Name of the theme.
    pub theme: String,
    /// A notice on every page, such as that the content is a sample.
    pub notice: Option<String>,
    /// The emblem (统一标识), a picture as a path from the content root; the theme has one of its own.
    pub emblem: Option<String>,
    /// Colours that differ from the theme's.
    pub colors: Colors,
    /// Where every place must lie.
    pub region: Option<Region>,
    /// The tiers of places.
    pub tiers: Tiers,
    /// Kinds of team and what they are called.
    pub team_kinds: Kinds,
    /// Kinds of activity and what they are called.
    pub activity_kinds: Kinds,
    /// Severities that differ from the rules' own; `None` is off.
    pub severities: Vec<(&'static str, Option<Severity>)>,
    /// Articles on one page of the list.
    pub articles_per_page: usize,
    /// How to ask for a service.
    pub ordering: Ordering,
    /// Further entries of the menu.
    pub menu: Vec<MenuItem>,
    /// Lines at the foot of every page.
    pub footer: Vec<String>,
    /// Counts that must come out.
    pub expected: Expected,
    /// What the site may cost.
    pub limits: Limits,
    /// Divisions that the network is to cover, if a list of them is given.
    pub divisions: Vec<Division>,
    /// Maps beyond what the program draws by itself.
    pub map: Maps,
    /// The duties of a government site, if it is one.
    pub government: Option<Government>,
    /// What is made of pictures.
    pub pictures: PictureSettings,
    /// Where its files are edited, if that is told.
    pub repository: Option<Repository>,
    /// Files that were read with it, as it names them: relative to the root.
    pub files: Vec<String>,
}

/// The configuration and what is wrong with it.
#[derive(Debug)]
pub struct Loaded {
    /// The configuration; defaults stand where something was wrong.
    pub config: Config,
    /// What is wrong with it.
    pub faults: Vec<Fault>,
    /// The list of divisions it names, relative to the root.
    divisions_path: Option<String>,
    /// The file of boundaries it names.
    boundaries: Option<BoundaryFile>,
}

/// Reads `site-config.yaml` below a root. `codes` are the rules whose severity can be set.
///
/// # Errors
/// When there is no such file, or it cannot be read.
pub fn load(root: &Path, codes: &[&'static Rule]) -> Result<Loaded> {
    let no_site = || {
        let path = root.join(CONFIG_FILE);
        let path = path.display();
        Error::new(text!(
            "这里没有网站：找不到 {path}。用 `zhandian init 文件夹` 新建一个，或用 --root 指定网站所在的文件夹",
            "no site here: {path} does not exist. Make one with `zhandian init DIR`, or name the site's folder with --root"
        ))
    };
    let folder = Root::new(root).map_err(|error| match error.kind() {
        ErrorKind::NotFound => no_site(),
        _ => Error::reading(root, error),
    })?;
    let bytes = folder
        .read(CONFIG_FILE, MOST_BYTES)
        .map_err(|unread| match unread {
            Unread::Missing => no_site(),
            unread => Error::new(unread.describe(&root.join(CONFIG_FILE).to_string_lossy())),
        })?;
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => return Ok(not_utf8(&error, codes)),
    };
    let mut loaded = parse(&text, codes);
    let cache = &mut loaded.config.pictures.cache;
    if let Some(fault) = pictures::led_astray(&folder, cache, &loaded.config.origin) {
        loaded.faults.push(fault);
        *cache = PictureSettings::default().cache;
    }
    if let Some(path) = &loaded.divisions_path {
        let target = loaded.config.origin.value(&steps!["divisions"]);
        match divisions::read(&folder, path, target) {
            Ok(divisions) => loaded.config.divisions = divisions,
            Err(fault) => loaded.faults.push(*fault),
        }
    }
    if let Some(file) = loaded.boundaries.take() {
        let target = loaded.config.origin.value(&steps!["map", "boundaries"]);
        let region = loaded.config.region;
        match boundaries::read(&folder, &file.path, file.system, region, &target) {
            Ok(rings) => {
                loaded.config.map.boundaries = Some(Boundaries {
                    rings,
                    source: file.source,
                    approval_no: file.approval_no,
                });
            }
            Err(fault) => loaded.faults.push(*fault),
        }
    }
    Ok(loaded)
}

/// The configuration of a file in another encoding: nothing in it can be believed.
fn not_utf8(error: &std::string::FromUtf8Error, codes: &[&'static Rule]) -> Loaded {
    let mut loaded = parse("name: …", codes);
    let at = error.utf8_error().valid_up_to();
    let sign = at..at + char::REPLACEMENT_CHARACTER.len_utf8();
    let target = Target {
        file: loaded.config.origin.file.clone(),
        spot: Spot::Bytes(sign),
    };
    loaded.faults.push(crate::disk::not_utf8(target));
    loaded
}

/// Reads a configuration from its text.
pub fn parse(text: &str, codes: &[&'static Rule]) -> Loaded {
    let file: Arc<str> = CONFIG_FILE.into();
    let mut faults = Vec::new();
    let read = read_record::<written::Config>(&VOCABULARY, &file, text, 0, &mut faults);
    let written = read.value.unwrap_or_default();
    let divisions_path = written.divisions.clone();
    let written_maps = written.map.clone();
    let mut checker = Checker {
        origin: Origin::file(file),
        faults,
    };
    let mut config = checker.config(written, codes);
    let Checker { origin, mut faults } = checker;
    let boundaries = maps::boundary_file(&written_maps, &origin, &mut faults);
    let boundaries_path = boundaries.as_ref().map(|file| file.path.clone());
    config.files = divisions_path
        .iter()
        .cloned()
        .chain(boundaries_path)
        .collect();
    config.map.tiles = maps::tiles(written_maps.tiles, &origin, &mut faults);
    faults.retain(|fault| !fault.follows_from(&read.faulted));
    Loaded {
        config,
        faults,
        divisions_path,
        boundaries,
    }
}

/// Whether this can be the name of a theme's folder.
pub(crate) fn is_theme_name(name: &str) -> bool {
    let sound = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    !name.is_empty() && name.bytes().all(sound)
}

impl Config {
    /// The severity of a rule in this site; `None` when it is switched off.
    pub fn severity(&self, rule: &Rule) -> Option<Severity> {
        self.severities
            .iter()
            .find(|(code, _)| *code == rule.code)
            .map_or(Some(rule.severity), |(_, severity)| *severity)
    }

    /// The pictures that it names, as paths from the content root, with the steps to them: the emblem, and the QR code
    /// for orders.
    pub fn named_pictures(&self) -> impl Iterator<Item = (Vec<Step>, &str)> {
        let emblem = (steps!["emblem"].to_vec(), &self.emblem);
        let code = (steps!["order", "qr"].to_vec(), &self.ordering.qr);
        let pictures = [emblem, code].into_iter();
        pictures.filter_map(|(steps, src)| Some((steps, src.as_deref()?)))
    }
}
