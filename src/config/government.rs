//! The `government` profile: what a government site owes its readers and the inspections (《政府网站发展指引》,
//! 国办发〔2017〕47号). With it on, what is missing is a fault.

use super::rules::{BAD_CONFIG, MISSING_DUTY};
use super::written::{self, Column};
use crate::fault::{Fault, Origin};
use crate::steps;
use crate::suggest::nearest;
use crate::text;
use crate::yaml::UNKNOWN_VALUE;

/// The profile, with what was found missing left empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Government {
    /// Who runs the site (主办单位).
    pub organiser: String,
    /// How to reach them (联系方式).
    pub contact: String,
    /// The site's code of ten characters (网站标识码).
    pub site_id: String,
    /// Number of the licence of the Ministry of Industry (ICP备案号).
    pub icp: String,
    /// Number of the registration with the police (公安机关备案号).
    pub police: String,
    /// What is configured of columns, by section.
    pub columns: Vec<(String, Column)>,
}

impl Government {
    /// What is configured of a column.
    pub fn column(&self, section: &str) -> Option<&Column> {
        self.columns
            .iter()
            .find(|(known, _)| known == section)
            .map(|(_, column)| column)
    }
}

/// The lists that are columns whatever tiers there are; those of tiers have the folder's name.
pub const SECTIONS: [&str; 6] = [
    "activities",
    "projects",
    "teams",
    "needs",
    "standards",
    "articles",
];

/// A duty: its key, what it is called, an example, and whether a value can be one.
struct Duty {
    key: &'static str,
    name: &'static str,
    example: &'static str,
    is_sound: fn(&str) -> bool,
}

const DUTIES: [Duty; 5] = [
    Duty {
        key: "organiser",
        name: "主办单位",
        example: "某县新时代文明实践中心",
        is_sound: |_| true,
    },
    Duty {
        key: "contact",
        name: "联系方式",
        example: "0591-0000-0000",
        is_sound: |_| true,
    },
    Duty {
        key: "site_id",
        name: "网站标识码",
        example: "3501810000",
        is_sound: |value| {
            value.len() == 10 && value.bytes().all(|byte| byte.is_ascii_alphanumeric())
        },
    },
    Duty {
        key: "icp",
        name: "ICP备案号",
        example: "闽ICP备00000000号",
        is_sound: |value| value.contains("ICP") && has_digits(value),
    },
    Duty {
        key: "police",
        name: "公安机关备案号",
        example: "闽公网安备 00000000000000号",
        is_sound: |value| value.contains("公网安备") && has_digits(value),
    },
];

fn has_digits(value: &str) -> bool {
    value.bytes().any(|byte| byte.is_ascii_digit())
}

/// Checks the profile. `sections` are the lists that can be columns, `host` says whether the address of
/// the site is known.
pub(super) fn build(
    written: Option<written::Government>,
    sections: &[&str],
    host: bool,
    origin: &Origin,
    faults: &mut Vec<Fault>,
) -> Option<Government> {
    let written = written?;
    if !host {
        let target = origin.key(&steps!["base_url"]);
        let message = text!(
            "政府网站要写明网址 `base_url`（页面标签 SiteDomain 用到）",
            "a government site needs its address, `base_url`, for the page tag SiteDomain"
        );
        let help = text!(
            "如 base_url: https://example.gov.cn/",
            "such as `base_url: https://example.gov.cn/`"
        );
        faults.push(Fault::new(&MISSING_DUTY, target, message).help(help));
    }
    let values = [
        written.organiser,
        written.contact,
        written.site_id,
        written.icp,
        written.police,
    ];
    let [organiser, contact, site_id, icp, police] =
        std::array::from_fn(|index| duty(&DUTIES[index], values[index].as_deref(), origin, faults));
    for (section, _) in &written.columns.0 {
        if !sections.contains(&section.as_str()) {
            faults.push(unknown_section(section, sections, origin));
        }
    }
    Some(Government {
        organiser,
        contact,
        site_id,
        icp,
        police,
        columns: written.columns.0,
    })
}

fn duty(duty: &Duty, written: Option<&str>, origin: &Origin, faults: &mut Vec<Fault>) -> String {
    let Duty {
        key, name, example, ..
    } = duty;
    let value = written.unwrap_or_default().trim();
    let path = steps!["government", *key];
    let help = text!("如 {key}: {example}", "such as `{key}: {example}`");
    if value.is_empty() {
        let message = text!(
            "政府网站要写明{name} `{key}`",
            "a government site must say its `{key}` ({name})"
        );
        faults.push(Fault::new(&MISSING_DUTY, origin.key(&path), message).help(help));
    } else if !(duty.is_sound)(value) {
        let message = text!(
            "`{value}` 不像{name}",
            "`{value}` does not look like a {key} ({name})"
        );
        faults.push(Fault::new(&BAD_CONFIG, origin.value(&path), message).help(help));
    }
    value.to_owned()
}

fn unknown_section(section: &str, sections: &[&str], origin: &Origin) -> Fault {
    let target = origin.key(&steps!["government", "columns", section]);
    let message = text!("没有栏目 `{section}`", "the site has no column `{section}`");
    let help = match nearest(section, sections.iter().copied()) {
        Some(near) => text!("是不是想写 `{near}`？", "did you mean `{near}`?"),
        None => {
            let list = sections.join(", ");
            text!("可以写：{list}", "there are: {list}")
        }
    };
    Fault::new(&UNKNOWN_VALUE, target, message).help(help)
}
