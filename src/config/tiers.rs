//! The tiers of places: the four of every practice network and those a network adds.

use serde::Deserialize;

use super::rules::BAD_CONFIG;
use super::written;
use crate::fault::{Fault, Origin};
use crate::output::length::LONGEST_NAME;
use crate::steps;
use crate::suggest::nearest;
use crate::text;
use crate::text::Lang;
use crate::vocabulary::meant_value;

/// Which tier: its index in [`Tiers`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TierId(pub usize);

/// The shape of a tier's marker on maps and in lists, so that colour alone never tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Shape {
    Star,
    Square,
    Circle,
    Triangle,
    Diamond,
    Hexagon,
}

/// A tier of places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tier {
    /// `station`.
    pub id: String,
    /// Folder below `content/` and first part of the URL: `stations`.
    pub folder: String,
    /// 新时代文明实践站.
    pub name: String,
    /// 实践站.
    pub short_name: String,
    /// The tier above.
    pub parent: Option<TierId>,
    /// Shape of its marker.
    pub shape: Shape,
    /// Whether its files lie in folders named for the places of the tier above.
    pub in_parent_folder: bool,
    /// Whether its places may name any place as their parent, not only one of the tier above.
    pub any_parent: bool,
    /// What its places are there for (工作职能); may be empty.
    pub duties: Vec<String>,
}

/// All tiers of a network, from the top.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tiers(Vec<Tier>);

impl Tiers {
    /// The center tier.
    pub const CENTER: TierId = TierId(0);
    /// The institute tier.
    pub const INSTITUTE: TierId = TierId(1);
    /// The station tier.
    pub const STATION: TierId = TierId(2);
    /// The study-post tier.
    pub const STUDY_POST: TierId = TierId(3);

    /// The four tiers of every network.
    pub fn built_in(language: Lang) -> Self {
        let tier = |id: &str, folder: &str, names: [&str; 4], parent, shape| {
            let [name, short_name, english, english_short] = names;
            let (name, short_name) = match language {
                Lang::Chinese => (name, short_name),
                Lang::English => (english, english_short),
            };
            Tier {
                id: id.to_owned(),
                folder: folder.to_owned(),
                name: name.to_owned(),
                short_name: short_name.to_owned(),
                parent,
                shape,
                in_parent_folder: folder.starts_with("st"),
                any_parent: id == "study-post",
                duties: Vec::new(),
            }
        };
        Tiers(vec![
            tier(
                "center",
                "centers",
                [
                    "新时代文明实践中心",
                    "实践中心",
                    "Practice center",
                    "Center",
                ],
                None,
                Shape::Star,
            ),
            tier(
                "institute",
                "institutes",
                [
                    "新时代文明实践所",
                    "实践所",
                    "Practice institute",
                    "Institute",
                ],
                Some(Self::CENTER),
                Shape::Square,
            ),
            tier(
                "station",
                "stations",
                ["新时代文明实践站", "实践站", "Practice station", "Station"],
                Some(Self::INSTITUTE),
                Shape::Circle,
            ),
            tier(
                "study-post",
                "study-posts",
                ["新思想学习驿站", "学习驿站", "Study post", "Study post"],
                Some(Self::INSTITUTE),
                Shape::Triangle,
            ),
        ])
    }

    /// Every tier.
    pub fn iter(&self) -> impl Iterator<Item = &Tier> {
        self.0.iter()
    }

    /// Every tier with its id.
    pub fn enumerate(&self) -> impl Iterator<Item = (TierId, &Tier)> {
        self.0
            .iter()
            .enumerate()
            .map(|(index, tier)| (TierId(index), tier))
    }

    /// A tier; ids come only from this list.
    pub fn get(&self, id: TierId) -> &Tier {
        &self.0[id.0]
    }

    /// The tier for whose places the folders are named in which those of a tier lie, if they lie in such.
    pub fn folders_of(&self, tier: &Tier) -> Option<&Tier> {
        let parent = tier.parent.filter(|_| tier.in_parent_folder)?;
        Some(self.get(parent))
    }

    /// The tier whose places lie in a folder.
    pub fn with_folder(&self, folder: &str) -> Option<&Tier> {
        self.0.iter().find(|tier| tier.folder == folder)
    }

    /// The tier of this id.
    pub fn with_id(&self, id: &str) -> Option<TierId> {
        self.0.iter().position(|tier| tier.id == id).map(TierId)
    }
}

/// The built-in tiers with what a configuration adds or renames.
pub(super) fn build(
    written: &[written::Tier],
    language: Lang,
    origin: &Origin,
    faults: &mut Vec<Fault>,
) -> Tiers {
    let mut tiers = Tiers::built_in(language);
    for (index, tier) in written.iter().enumerate() {
        match tiers.with_id(&tier.id) {
            Some(known) => {
                rename(&mut tiers.0[known.0], tier);
                faults.extend(fixed_keys(tier, index, origin));
            }
            None => add(&mut tiers, tier, index, origin, faults),
        }
    }
    tiers
}

fn rename(tier: &mut Tier, written: &written::Tier) {
    if let Some(name) = &written.name {
        tier.name.clone_from(name);
    }
    if let Some(short_name) = &written.short_name {
        tier.short_name.clone_from(short_name);
    }
    if let Some(shape) = written.shape {
        tier.shape = shape;
    }
    tier.duties = written.duties.to_vec();
}

/// What a configuration says of a built-in tier that cannot be changed.
fn fixed_keys(written: &written::Tier, index: usize, origin: &Origin) -> Vec<Fault> {
    let id = &written.id;
    [
        ("folder", written.folder.is_some()),
        ("parent", written.parent.is_some()),
        ("in_parent_folder", written.in_parent_folder.is_some()),
    ]
    .into_iter()
    .filter(|(_, is_written)| *is_written)
    .map(|(key, _)| {
        Fault::new(
            &BAD_CONFIG,
            origin.key(&steps!["tiers", index, key]),
            text!(
                "层级 `{id}` 是固有的，`{key}` 不能改",
                "`{id}` is a built-in tier, whose `{key}` is fixed"
            ),
        )
        .help(text!(
            "删掉这一项；固有层级只能改 name、short_name、shape、duties",
            "remove it; a built-in tier takes `name`, `short_name`, `shape` and `duties`"
        ))
    })
    .collect()
}

fn add(
    tiers: &mut Tiers,
    written: &written::Tier,
    index: usize,
    origin: &Origin,
    faults: &mut Vec<Fault>,
) {
    let mut bad = |key: &str, message, help| {
        let target = origin.value(&steps!["tiers", index, key]);
        faults.push(Fault::new(&BAD_CONFIG, target, message).help(help));
    };
    // A built-in tier with a slip in its id names no folder.
    if written.folder.is_none()
        && let Some(meant) = {
            let known: Vec<&str> = tiers.0.iter().map(|tier| tier.id.as_str()).collect();
            meant_value(&written.id, &known).map(str::to_owned)
        }
    {
        let id = &written.id;
        bad(
            "id",
            text!("没有层级 `{id}`", "there is no tier `{id}`"),
            text!("是不是想写 `{meant}`？", "did you mean `{meant}`?"),
        );
        return;
    }
    let folder = written.folder.clone().unwrap_or_default();
    let sound = !folder.is_empty()
        && folder.len() <= LONGEST_NAME
        && folder
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if !sound || RESERVED.contains(&folder.as_str()) || tiers.with_folder(&folder).is_some() {
        bad(
            "folder",
            text!(
                "层级的文件夹 `{folder}` 不能用",
                "`{folder}` cannot be the folder of a tier"
            ),
            text!(
                "取一个没用过的小写英文名，如 bases",
                "take a lower-case name that is not in use, such as bases"
            ),
        );
        return;
    }
    let parent = match &written.parent {
        None => Some(Tiers::CENTER),
        Some(parent) => {
            let known = tiers.with_id(parent);
            if known.is_none() {
                let near = nearest(parent, tiers.0.iter().map(|tier| tier.id.as_str()));
                let near = near.unwrap_or("institute");
                bad(
                    "parent",
                    text!("没有层级 `{parent}`", "there is no tier `{parent}`"),
                    text!("是不是想写 `{near}`？", "did you mean `{near}`?"),
                );
            }
            known
        }
    };
    let name = written.name.clone().unwrap_or_else(|| written.id.clone());
    tiers.0.push(Tier {
        id: written.id.clone(),
        short_name: written.short_name.clone().unwrap_or_else(|| name.clone()),
        name,
        folder,
        parent,
        shape: written.shape.unwrap_or(Shape::Diamond),
        in_parent_folder: written.in_parent_folder.unwrap_or(false),
        any_parent: true,
        duties: written.duties.to_vec(),
    });
}

/// Folders and first parts of URLs that belong to other kinds.
const RESERVED: &[&str] = &[
    "standards",
    "platforms",
    "projects",
    "teams",
    "activities",
    "needs",
    "plans",
    "plan",
    "articles",
    "pages",
    "tags",
    "sitemap",
    "media",
    "static",
    "network",
    "map",
    "search",
    "api",
    "brands",
    "feeds",
    "places",
    // Files for the root of the site.
    "root",
];
