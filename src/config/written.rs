//! `site-config.yaml` exactly as written.

use serde::Deserialize;

use crate::fault::Severity;
use crate::text::StaticText;
use crate::values::{Count, Decimal, Entries, Texts};

/// The whole file.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Config {
    pub(super) name: String,
    pub(super) short_name: Option<String>,
    pub(super) description: Option<String>,
    pub(super) language: Option<String>,
    pub(super) timezone: Option<String>,
    pub(super) base_url: Option<String>,
    pub(super) theme: Option<String>,
    pub(super) notice: Option<String>,
    pub(super) emblem: Option<String>,
    #[serde(default)]
    pub(super) colors: super::Colors,
    pub(super) region: Option<Region>,
    #[serde(default)]
    pub(super) tiers: Vec<Tier>,
    #[serde(default)]
    pub(super) team_kinds: Entries<String>,
    #[serde(default)]
    pub(super) activity_kinds: Entries<String>,
    #[serde(default)]
    pub(super) severity: Entries<Level>,
    pub(super) articles_per_page: Option<Count>,
    #[serde(default)]
    pub(super) order: Ordering,
    #[serde(default)]
    pub(super) menu: Vec<MenuItem>,
    #[serde(default)]
    pub(super) footer: Texts,
    #[serde(default)]
    pub(super) expected: Expected,
    #[serde(default)]
    pub(super) limits: Limits,
    pub(super) divisions: Option<String>,
    #[serde(default)]
    pub(super) map: super::maps::WrittenMaps,
    pub(super) government: Option<Government>,
    #[serde(default)]
    pub(super) pictures: Pictures,
    pub(super) repository: Option<Repository>,
}

/// The duties of a government site (国办发〔2017〕47号).
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Government {
    /// 主办单位
    pub(super) organiser: Option<String>,
    /// 联系方式
    pub(super) contact: Option<String>,
    /// 网站标识码
    pub(super) site_id: Option<String>,
    /// ICP备案号
    pub(super) icp: Option<String>,
    /// 公安机关备案号
    pub(super) police: Option<String>,
    /// What the lists of the site are, by section.
    pub(super) columns: Entries<Column>,
}

/// A list of the site as a column (栏目); what is not said is made from its title.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Column {
    /// ColumnType: 工作动态, 政策文件 …
    #[serde(rename = "type")]
    pub column_type: Option<String>,
    /// ColumnDescription.
    pub description: Option<String>,
    /// ColumnKeywords.
    pub keywords: Texts,
}

/// The usual kinds of team.
pub(super) const TEAM_KINDS: &[(&str, StaticText)] = &[
    (
        "professional",
        StaticText {
            chinese: "专业人才队伍",
            english: "professionals",
        },
    ),
    (
        "volunteer",
        StaticText {
            chinese: "村（社区）志愿者队伍",
            english: "village volunteers",
        },
    ),
    (
        "five-elders",
        StaticText {
            chinese: "五老队伍",
            english: "five elders",
        },
    ),
    (
        "lecturers",
        StaticText {
            chinese: "百姓宣讲队伍",
            english: "people's lecturers",
        },
    ),
];

/// The usual kinds of activity.
pub(super) const ACTIVITY_KINDS: &[(&str, StaticText)] = &[
    (
        "study",
        StaticText {
            chinese: "学习",
            english: "study",
        },
    ),
    (
        "lecture",
        StaticText {
            chinese: "宣讲",
            english: "lecture",
        },
    ),
    (
        "service",
        StaticText {
            chinese: "便民服务",
            english: "service",
        },
    ),
    (
        "culture",
        StaticText {
            chinese: "文化",
            english: "culture",
        },
    ),
    (
        "sport",
        StaticText {
            chinese: "体育健身",
            english: "sport",
        },
    ),
    (
        "training",
        StaticText {
            chinese: "培训",
            english: "training",
        },
    ),
    (
        "meeting",
        StaticText {
            chinese: "会议",
            english: "meeting",
        },
    ),
    (
        "other",
        StaticText {
            chinese: "其他",
            english: "other",
        },
    ),
];

/// A region in degrees, WGS-84.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Region {
    pub(super) west: Decimal,
    pub(super) south: Decimal,
    pub(super) east: Decimal,
    pub(super) north: Decimal,
}

/// A tier that the network adds, or a built-in one it names differently.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tier {
    pub(super) id: String,
    pub(super) folder: Option<String>,
    pub(super) name: Option<String>,
    pub(super) short_name: Option<String>,
    pub(super) parent: Option<String>,
    pub(super) shape: Option<super::Shape>,
    /// Whether its files lie in a folder named for the parent.
    pub(super) in_parent_folder: Option<bool>,
    /// What places of this tier are there for (工作职能).
    #[serde(default)]
    pub(super) duties: Texts,
}

/// A configured severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Level {
    Error,
    Warning,
    Off,
}

impl Level {
    pub(super) fn severity(self) -> Option<Severity> {
        match self {
            Level::Error => Some(Severity::Error),
            Level::Warning => Some(Severity::Warning),
            Level::Off => None,
        }
    }
}

/// How to ask for a service (点单).
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Ordering {
    /// Telephone number.
    pub phone: Option<String>,
    /// Web address of the ordering service.
    pub url: Option<String>,
    /// Anything else to know.
    pub note: Option<String>,
    /// A picture of a QR code that leads there, as a path from the content root: `/pages/order-qr.png`.
    pub qr: Option<String>,
}

/// An entry of the menu.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MenuItem {
    /// What it says.
    pub name: String,
    /// A path of the site or a full address.
    pub url: String,
}

/// Counts that a network promises; a mismatch is a fault.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Expected {
    /// Service platforms.
    pub platforms: Option<Count>,
    /// Projects in all.
    pub projects: Option<Count>,
}

/// Where the site's files are kept.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Repository {
    /// Its address on GitHub, GitLab or Gitee.
    pub(super) url: Option<String>,
    /// The branch that is published.
    pub(super) branch: Option<String>,
    /// The site's folder in it.
    pub(super) root: Option<String>,
    /// Where a file is edited, on any other host; `{path}` stands for the file.
    pub(super) edit: Option<String>,
}

/// What the site may cost.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Limits {
    /// Largest content file, in KiB.
    pub(super) file_kib: Option<Count>,
    /// Share of the published pages that a build may remove, in percent.
    pub(super) removal_percent: Option<Count>,
    /// Most times of one activity.
    pub(super) activity_occurrences: Option<Count>,
    /// Most times of all activities.
    pub(super) occurrences: Option<Count>,
    /// Most pages and files for programs.
    pub(super) pages: Option<Count>,
}

/// What is made of pictures.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Pictures {
    /// The folder where finished variants are kept.
    pub(super) cache: Option<String>,
    /// The widths for pages, in pixels.
    pub(super) widths: Option<Vec<Count>>,
    /// Quality of WebP and JPEG, 1 to 100.
    pub(super) quality: Option<Count>,
    /// The largest picture, in millions of pixels.
    pub(super) max_megapixels: Option<Count>,
}
