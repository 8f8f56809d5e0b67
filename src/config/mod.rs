//! `site-config.yaml`: what makes one network's site differ from another's.

mod base_url;
mod colors;
mod divisions;
mod government;
mod maps;
mod pictures;
mod repository;
mod rules;
mod tiers;
mod written;

use std::path::Path;
use std::sync::Arc;

use jiff::tz::TimeZone;

use maps::BoundaryFile;

use crate::diagnostic::{Fault, Origin, Rule, Severity, Spot, Target};
use crate::error::{Error, Result};
use crate::geo::Region;
use crate::map::boundaries::{self, Boundaries};
use crate::steps;
use crate::suggest::nearest;
use crate::text;
use crate::text::Lang;
use crate::yaml::{UNKNOWN_VALUE, read_record};

pub use base_url::BaseUrl;
pub use colors::{Color, Colors, DARK_PAPER, LEAST_CONTRAST, PAPER, Shades};
pub use divisions::Division;
pub use government::{Government, SECTIONS};
pub use maps::{Maps, Provider, Tiles};
pub use pictures::PictureSettings;
pub use repository::Repository;
pub use rules::{BAD_CONFIG, LOW_CONTRAST, MISSING_CONFIG, MISSING_DUTY};
pub use tiers::{Shape, Tier, TierId, Tiers};
pub use written::{Column, Expected, MenuItem, Ordering};

/// Name of the configuration file, at the root of a site.
pub const CONFIG_FILE: &str = "site-config.yaml";

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
    pub team_kinds: Vec<(String, String)>,
    /// Kinds of activity and what they are called.
    pub activity_kinds: Vec<(String, String)>,
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
    /// What content may cost.
    pub limits: FileLimits,
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
}

/// What content files may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileLimits {
    /// Largest content file, in bytes.
    pub file_bytes: u64,
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
    let path = root.join(CONFIG_FILE);
    let text = match std::fs::read(&path) {
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => return Ok(not_utf8(&error, codes)),
        },
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let path = path.display();
            return Err(Error::new(text!(
                "这里没有网站：找不到 {path}。用 `zhandian init 文件夹` 新建一个，或用 --root 指定网站所在的文件夹",
                "no site here: {path} does not exist. Make one with `zhandian init DIR`, or name the site's folder with --root"
            )));
        }
        Err(error) => return Err(Error::reading(path, error)),
    };
    let mut loaded = parse(&text, codes);
    if let Some(path) = &loaded.divisions_path {
        let target = loaded.config.origin.value(&steps!["divisions"]);
        match divisions::read(root, path, target) {
            Ok(divisions) => loaded.config.divisions = divisions,
            Err(fault) => loaded.faults.push(*fault),
        }
    }
    if let Some(file) = loaded.boundaries.take() {
        let target = loaded.config.origin.value(&steps!["map", "boundaries"]);
        let region = loaded.config.region;
        match boundaries::read(root, &file.path, file.system, region, &target) {
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
    loaded.faults.push(crate::content::rules::not_utf8(target));
    loaded
}

/// Reads a configuration from its text.
pub fn parse(text: &str, codes: &[&'static Rule]) -> Loaded {
    let file: Arc<str> = CONFIG_FILE.into();
    let mut faults = Vec::new();
    let read = read_record::<written::Config>(&file, text, 0, &mut faults);
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
    config.map.tiles = maps::tiles(written_maps.tiles, &origin, &mut faults);
    faults.retain(|fault| !fault.follows_from(&read.faulted));
    Loaded {
        config,
        faults,
        divisions_path,
        boundaries,
    }
}

struct Checker {
    origin: Origin,
    faults: Vec<Fault>,
}

impl Checker {
    fn bad(&mut self, target: Target, message: text::Text, help: text::Text) {
        self.faults
            .push(Fault::new(&BAD_CONFIG, target, message).help(help));
    }

    fn config(&mut self, written: written::Config, codes: &[&'static Rule]) -> Config {
        if written.name.trim().is_empty() {
            self.faults.push(
                Fault::new(
                    &MISSING_CONFIG,
                    self.origin.key(&steps!["name"]),
                    text!("网站要有名称", "the site needs a name"),
                )
                .help(text!(
                    "如 name: 福清市新时代文明实践网络",
                    "such as `name: Practice network of Fuqing`"
                )),
            );
        }
        let language = self.language(written.language.as_deref());
        let time_zone_name = written
            .timezone
            .clone()
            .unwrap_or_else(|| "Asia/Shanghai".to_owned());
        written.colors.check(&self.origin, &mut self.faults);
        let tiers = tiers::build(&written.tiers, language, &self.origin, &mut self.faults);
        let base_url = self.base_url(written.base_url.as_deref());
        let folders = tiers.iter().map(|tier| tier.folder.as_str());
        let sections: Vec<&str> = SECTIONS.into_iter().chain(folders).collect();
        let government = government::build(
            written.government,
            &sections,
            base_url.names_host(),
            &self.origin,
            &mut self.faults,
        );
        Config {
            government,
            short_name: written.short_name.unwrap_or_else(|| written.name.clone()),
            description: written.description,
            time_zone: self.time_zone(&time_zone_name),
            time_zone_name,
            base_url,
            theme: self.theme(written.theme),
            notice: written.notice,
            emblem: written.emblem,
            colors: written.colors,
            region: self.region(written.region),
            team_kinds: kinds(written.team_kinds.0, language, written::TEAM_KINDS),
            activity_kinds: kinds(written.activity_kinds.0, language, written::ACTIVITY_KINDS),
            severities: self.severities(&written.severity.0, codes),
            articles_per_page: written
                .articles_per_page
                .map_or(20, |count| count.0.max(1) as usize),
            ordering: written.order,
            menu: written.menu,
            footer: written.footer.0,
            expected: written.expected,
            limits: FileLimits {
                file_bytes: written
                    .limits
                    .file_kib
                    .map_or(1024 * 1024, |kib| u64::from(kib.0) * 1024),
            },
            divisions: Vec::new(),
            map: Maps::default(),
            pictures: self.pictures(&written.pictures),
            repository: self.repository(written.repository.as_ref()),
            name: written.name,
            language,
            tiers,
            origin: self.origin.clone(),
        }
    }

    fn language(&mut self, written: Option<&str>) -> Lang {
        written
            .map_or(Ok(Lang::default()), str::parse)
            .unwrap_or_else(|_| {
                let language = written.unwrap_or_default();
                self.bad(
                    self.origin.value(&steps!["language"]),
                    text!("不认识的语言 `{language}`", "unknown language `{language}`"),
                    text!("可填 zh-CN 或 en", "use zh-CN or en"),
                );
                Lang::default()
            })
    }

    fn time_zone(&mut self, name: &str) -> TimeZone {
        TimeZone::get(name).unwrap_or_else(|_| {
            self.bad(
                self.origin.value(&steps!["timezone"]),
                text!("不认识的时区 `{name}`", "unknown time zone `{name}`"),
                text!(
                    "中国用 Asia/Shanghai",
                    "use an IANA name such as Asia/Shanghai"
                ),
            );
            TimeZone::fixed(jiff::tz::offset(8))
        })
    }

    fn base_url(&mut self, written: Option<&str>) -> BaseUrl {
        let Some(written) = written else {
            return BaseUrl::default();
        };
        BaseUrl::parse(written).unwrap_or_else(|| {
            self.bad(
                self.origin.value(&steps!["base_url"]),
                text!(
                    "`{written}` 不是完整的网址",
                    "`{written}` is not a full address"
                ),
                text!(
                    "写成 https://域名/ 或 https://域名/目录/",
                    "write https://host/ or https://host/folder/"
                ),
            );
            BaseUrl::default()
        })
    }

    fn repository(&mut self, written: Option<&written::Repository>) -> Option<Repository> {
        Repository::read(written?)
            .map_err(|trouble| {
                let target = match trouble.field.len() {
                    1 => self.origin.key(&trouble.field),
                    _ => self.origin.value(&trouble.field),
                };
                self.bad(target, trouble.message, trouble.help);
            })
            .ok()
    }

    fn theme(&mut self, written: Option<String>) -> String {
        let name = written.unwrap_or_else(|| "default".to_owned());
        if is_theme_name(&name) {
            return name;
        }
        self.bad(
            self.origin.value(&steps!["theme"]),
            text!(
                "`{name}` 不能是主题的名字",
                "`{name}` cannot be the name of a theme"
            ),
            text!(
                "填 themes/ 里文件夹的名字，如 default",
                "write the name of a folder in themes/, such as default"
            ),
        );
        "default".to_owned()
    }

    fn region(&mut self, written: Option<written::Region>) -> Option<Region> {
        let written = written?;
        let region = Region {
            west: written.west.0,
            south: written.south.0,
            east: written.east.0,
            north: written.north.0,
        };
        if region.is_sound() {
            return Some(region);
        }
        let region = steps!["region"];
        self.faults.push(
            Fault::new(
                &BAD_CONFIG,
                self.origin.key(&region),
                text!(
                    "范围不成立:west 要小于 east,south 要小于 north，单位是度",
                    "not a region: west must be below east and south below north, in degrees"
                ),
            )
            .help(text!(
                "如 region: {{west: 119.0, south: 25.25, east: 119.75, north: 25.95}}",
                "such as region: {{west: 119.0, south: 25.25, east: 119.75, north: 25.95}}"
            ))
            .rests_on(region.to_vec()),
        );
        None
    }

    fn severities(
        &mut self,
        written: &[(String, written::Level)],
        codes: &[&'static Rule],
    ) -> Vec<(&'static str, Option<Severity>)> {
        let mut severities = Vec::new();
        for (code, level) in written {
            match codes.iter().find(|rule| rule.code == code) {
                Some(rule) => severities.push((rule.code, level.severity())),
                None => {
                    let near = nearest(code, codes.iter().map(|rule| rule.code));
                    let help = near.map_or_else(
                        || {
                            text!(
                                "`zhandian explain` 列出全部代号",
                                "`zhandian explain` lists all codes"
                            )
                        },
                        |near| text!("是不是想写 `{near}`？", "did you mean `{near}`?"),
                    );
                    self.faults.push(
                        Fault::new(
                            &UNKNOWN_VALUE,
                            self.origin.key(&steps!["severity", code.as_str()]),
                            text!(
                                "没有代号为 `{code}` 的检查",
                                "there is no check with the code `{code}`"
                            ),
                        )
                        .help(help),
                    );
                }
            }
        }
        severities
    }
}

/// Whether this can be the name of a theme's folder.
pub(crate) fn is_theme_name(name: &str) -> bool {
    let sound = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    !name.is_empty() && name.bytes().all(sound)
}

/// The kinds a network names, or the usual ones.
fn kinds(
    written: Vec<(String, String)>,
    language: Lang,
    usual: &[(&str, text::StaticText)],
) -> Vec<(String, String)> {
    if !written.is_empty() {
        return written;
    }
    usual
        .iter()
        .map(|(id, name)| ((*id).to_owned(), name.get(language).to_owned()))
        .collect()
}

impl Config {
    /// The id of a kind by what it is called, or by the beginning of that.
    pub fn kind_called<'a>(kinds: &'a [(String, String)], written: &str) -> Option<&'a str> {
        let written = written.trim();
        let called = |(_, name): &&(String, String)| name == written;
        let begins = |(_, name): &&(String, String)| {
            written.chars().count() > 1 && name.starts_with(written)
        };
        kinds
            .iter()
            .find(called)
            .or_else(|| kinds.iter().find(begins))
            .map(|(id, _)| id.as_str())
    }

    /// The severity of a rule in this site; `None` when it is switched off.
    pub fn severity(&self, rule: &Rule) -> Option<Severity> {
        self.severities
            .iter()
            .find(|(code, _)| *code == rule.code)
            .map_or(Some(rule.severity), |(_, severity)| *severity)
    }
}
