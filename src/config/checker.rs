//! From the configuration as written to one that is checked, with every default filled in.

use jiff::tz::TimeZone;

use super::government;
use super::kinds::Kinds;
use super::maps::Maps;
use super::rules::{BAD_CONFIG, MISSING_CONFIG};
use super::{BaseUrl, Config, Repository, SECTIONS, is_theme_name, tiers, written};
use crate::fault::{Fault, Origin, Rule, Severity, Target};
use crate::geo::Region;
use crate::steps;
use crate::suggest::nearest;
use crate::text;
use crate::text::Lang;
use crate::yaml::UNKNOWN_VALUE;

pub(super) struct Checker {
    pub(super) origin: Origin,
    pub(super) faults: Vec<Fault>,
}

impl Checker {
    pub(super) fn bad(&mut self, target: Target, message: text::Text, help: text::Text) {
        self.faults
            .push(Fault::new(&BAD_CONFIG, target, message).help(help));
    }

    pub(super) fn config(&mut self, written: written::Config, codes: &[&'static Rule]) -> Config {
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
            team_kinds: Kinds::new(
                "team_kinds",
                written.team_kinds.0,
                language,
                written::TEAM_KINDS,
            ),
            activity_kinds: Kinds::new(
                "activity_kinds",
                written.activity_kinds.0,
                language,
                written::ACTIVITY_KINDS,
            ),
            severities: self.severities(&written.severity.0, codes),
            articles_per_page: written
                .articles_per_page
                .map_or(20, |count| count.0.max(1) as usize),
            ordering: written.order,
            menu: written.menu,
            footer: written.footer.0,
            expected: written.expected,
            limits: self.limits(&written.limits),
            divisions: Vec::new(),
            map: Maps::default(),
            pictures: self.pictures(&written.pictures),
            repository: self.repository(written.repository.as_ref()),
            files: Vec::new(),
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
        BaseUrl::parse(written).unwrap_or_else(|bad| {
            let target = self.origin.value(&steps!["base_url"]);
            self.bad(target, bad.message, bad.help);
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
