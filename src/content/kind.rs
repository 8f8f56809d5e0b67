//! Which folder holds which kind of content.

use std::sync::Arc;

use crate::config::Tiers;

/// The kinds of content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are the kinds")]
pub enum Kind {
    Place,
    Standard,
    Platform,
    Project,
    Team,
    Activity,
    Need,
    Plan,
    Article,
    Page,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 10] = [
        Kind::Place,
        Kind::Standard,
        Kind::Platform,
        Kind::Project,
        Kind::Team,
        Kind::Activity,
        Kind::Need,
        Kind::Plan,
        Kind::Article,
        Kind::Page,
    ];

    /// The folder of the kind; places have one for each tier.
    pub fn folder(self) -> &'static str {
        match self {
            Kind::Place => "places",
            Kind::Standard => "standards",
            Kind::Platform => "platforms",
            Kind::Project => "projects",
            Kind::Team => "teams",
            Kind::Activity => "activities",
            Kind::Need => "needs",
            Kind::Plan => "plans",
            Kind::Article => "articles",
            Kind::Page => "pages",
        }
    }

    /// What an editor calls it.
    pub fn chinese_name(self) -> &'static str {
        match self {
            Kind::Place => "站点",
            Kind::Standard => "标准",
            Kind::Platform => "平台",
            Kind::Project => "项目",
            Kind::Team => "队伍",
            Kind::Activity => "活动",
            Kind::Need => "需求",
            Kind::Plan => "计划",
            Kind::Article => "文章",
            Kind::Page => "页面",
        }
    }

    /// The English word for one of it.
    pub fn english_name(self) -> &'static str {
        match self {
            Kind::Place => "place",
            Kind::Standard => "standard",
            Kind::Platform => "platform",
            Kind::Project => "project",
            Kind::Team => "team",
            Kind::Activity => "activity",
            Kind::Need => "need",
            Kind::Plan => "plan",
            Kind::Article => "article",
            Kind::Page => "page",
        }
    }
}

/// A folder of content: its kind and its name (`stations`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Folder {
    /// The kind of what lies in it.
    pub kind: Kind,
    /// Its name below `content/`.
    pub name: Arc<str>,
}

impl Folder {
    /// The folder of this name, if it holds a kind of content.
    pub fn named(name: &str, tiers: &Tiers) -> Option<Self> {
        let kind = if tiers.with_folder(name).is_some() {
            Kind::Place
        } else {
            *Kind::ALL
                .iter()
                .find(|kind| **kind != Kind::Place && kind.folder() == name)?
        };
        Some(Folder {
            kind,
            name: name.into(),
        })
    }

    /// All folder names, for suggestions.
    pub fn names(tiers: &Tiers) -> Vec<String> {
        let places = tiers.iter().map(|tier| tier.folder.clone());
        let others = Kind::ALL
            .iter()
            .filter(|kind| **kind != Kind::Place)
            .map(|kind| kind.folder().to_owned());
        places.chain(others).collect()
    }
}

/// A record by folder and id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId {
    /// Its folder.
    pub folder: Folder,
    /// Its id below the folder.
    pub id: String,
}
