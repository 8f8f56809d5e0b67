//! Places of every tier, the standards they are held to, and the service platforms.

use serde::Deserialize;
use serde::de::{Deserializer, Error, SeqAccess, Visitor};

use super::{Activity, written};
use crate::fault::Step;
use crate::geo::CoordinateSystem;
use crate::values::{Count, Day, Decimal, Entries, Hours, Mark, Texts, exact};

/// A center, institute, station, study post, or a place of a tier that the network adds.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Only in lists.
    pub id: Option<String>,
    /// Full name.
    pub name: String,
    /// Name where room is short: on maps, in lists below the town's name.
    pub short_name: Option<String>,
    /// The place above, when the folder does not say it.
    pub parent: Option<String>,
    /// National statistics code of the division.
    pub division: Option<String>,
    /// Postal address in words.
    pub address: String,
    /// Where it is.
    pub location: Location,
    /// When it is open.
    pub hours: Option<Hours>,
    /// Telephone number, as dialled.
    pub phone: Option<String>,
    /// A role to ask for, never a person's name.
    pub contact: Option<String>,
    /// Floor area in square metres.
    pub area_m2: Option<Decimal>,
    /// Rooms, as names or as a count.
    #[serde(default)]
    pub rooms: Rooms,
    /// What is offered, in words.
    #[serde(default)]
    pub services: Texts,
    /// Teams that work here.
    #[serde(default)]
    pub teams: Texts,
    /// Pictures beside the file.
    #[serde(default)]
    pub photos: Vec<Photo>,
    /// Since when it is open.
    pub opened: Option<Day>,
    /// Whether it is open at all.
    #[serde(default)]
    pub status: PlaceStatus,
    /// How people with a handicap get along.
    pub access: Option<Access>,
    /// The local brand (特色品牌) it belongs to.
    pub brand: Option<String>,
    /// How it meets the items of its standards.
    #[serde(default)]
    pub standards: Entries<Mark>,
    /// Activities written here instead of in files of their own.
    #[serde(default, deserialize_with = "exact")]
    pub activities: Vec<Activity>,
    /// Not published yet.
    #[serde(default)]
    pub draft: bool,
    /// Old addresses of its page.
    #[serde(default)]
    pub aliases: Texts,
}

impl Place {
    /// Pictures that prove items of standards.
    fn evidence_of_items(&self) -> Vec<(Vec<Step>, &str)> {
        let marks = self.standards.0.iter();
        let proven = marks.filter_map(|(item, mark)| Some((item, mark.photo.as_deref()?)));
        proven
            .map(|(item, photo)| {
                (
                    crate::steps!["standards", item.as_str(), "photo"].to_vec(),
                    photo,
                )
            })
            .collect()
    }
}

written!(
    Place,
    photos: [photos],
    required: [name, address],
    keywords: [],
    roles: [contact],
    phones: [phone],
    only_said: [
        name, short_name, division, address, hours, phone, contact, area_m2, rooms, services, photos,
        opened, status, access, standards
    ],
    within: activities,
    evidence: evidence_of_items
);

/// A pair of coordinates and the system they are in.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Location {
    /// Longitude in degrees.
    pub lng: Decimal,
    /// Latitude in degrees.
    pub lat: Decimal,
    /// The coordinate system. Required: in China no default is safe.
    pub crs: CoordinateSystem,
    /// The position is not surveyed; the site says so.
    #[serde(default)]
    pub approximate: bool,
}

/// Whether a place is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PlaceStatus {
    /// In use.
    #[default]
    Open,
    /// Being made ready.
    Preparing,
    /// No longer in use.
    Closed,
}

impl PlaceStatus {
    /// As written in content files.
    pub fn name(self) -> &'static str {
        match self {
            PlaceStatus::Open => "open",
            PlaceStatus::Preparing => "preparing",
            PlaceStatus::Closed => "closed",
        }
    }
}

/// What makes a place usable for everybody. What is not said is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Access {
    pub step_free: Option<bool>,
    pub toilet: Option<bool>,
    pub hearing_loop: Option<bool>,
    pub parking: Option<bool>,
    pub lift: Option<bool>,
    pub rest_area: Option<bool>,
    pub wheelchair: Option<bool>,
    pub drinking_water: Option<bool>,
    pub braille: Option<bool>,
    pub sign_language: Option<bool>,
    pub baby_care: Option<bool>,
}

impl Access {
    /// Every aspect by its key.
    pub fn aspects(&self) -> [(&'static str, Option<bool>); 11] {
        [
            ("step_free", self.step_free),
            ("toilet", self.toilet),
            ("hearing_loop", self.hearing_loop),
            ("parking", self.parking),
            ("lift", self.lift),
            ("rest_area", self.rest_area),
            ("wheelchair", self.wheelchair),
            ("drinking_water", self.drinking_water),
            ("braille", self.braille),
            ("sign_language", self.sign_language),
            ("baby_care", self.baby_care),
        ]
    }
}

/// A picture and what it shows.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Photo {
    /// File beside the content file, or from the content root with a leading `/`.
    pub src: String,
    /// What it shows, for those who cannot see it.
    pub alt: String,
}

/// Adds pictures with the steps to them.
pub(super) fn collect_photos<'a>(
    key: &str,
    photos: &'a [Photo],
    out: &mut Vec<(Vec<Step>, &'a Photo)>,
) {
    for (index, photo) in photos.iter().enumerate() {
        out.push((vec![Step::from(key), Step::from(index)], photo));
    }
}

/// Rooms by name, or only how many there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rooms {
    /// How many.
    Count(u32),
    /// Which.
    Names(Vec<String>),
}

impl Default for Rooms {
    fn default() -> Self {
        Rooms::Names(Vec::new())
    }
}

impl<'de> Deserialize<'de> for Rooms {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct RoomsVisitor;

        impl<'de> Visitor<'de> for RoomsVisitor {
            type Value = Rooms;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("rooms")
            }

            fn visit_unit<E: Error>(self) -> Result<Rooms, E> {
                Ok(Rooms::default())
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Rooms, E> {
                Ok(match text.trim().parse() {
                    Ok(count) => Rooms::Count(count),
                    Err(_) => Rooms::Names(vec![text.to_owned()]),
                })
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut names: A) -> Result<Rooms, A::Error> {
                let mut rooms = Vec::new();
                while let Some(name) = names.next_element()? {
                    rooms.push(name);
                }
                rooms.shrink_to_fit();
                Ok(Rooms::Names(rooms))
            }
        }

        deserializer.deserialize_any(RoomsVisitor)
    }
}

/// A standard that places are held to, such as 八个有.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standard {
    /// Its id.
    pub id: Option<String>,
    /// Its name.
    pub name: String,
    /// The tiers it is for.
    #[serde(default)]
    pub applies_to: Texts,
    /// The document it comes from.
    pub source: Option<String>,
    /// What it asks for.
    #[serde(default)]
    pub items: Vec<Item>,
    /// Not published yet.
    #[serde(default)]
    pub draft: bool,
    /// Old addresses.
    #[serde(default)]
    pub aliases: Texts,
}

written!(
    Standard,
    photos: [],
    required: [name],
    keywords: [],
    roles: [],
    phones: [],
    only_said: [name, source]
);

/// One item of a standard.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// The key used in a place's `standards`.
    pub id: String,
    /// What it asks for.
    pub name: String,
    /// How it is computed, if it is not ticked.
    pub measure: Option<Measure>,
}

/// How an item is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// At least this many study activities in every month.
    pub activities_per_month: Count,
}

/// A service platform, the first level of the project library.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Platform {
    /// Its id.
    pub id: Option<String>,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub summary: Option<String>,
    /// Not published yet.
    #[serde(default)]
    pub draft: bool,
    /// Old addresses.
    #[serde(default)]
    pub aliases: Texts,
}

written!(
    Platform,
    photos: [],
    required: [name],
    keywords: [],
    roles: [],
    phones: [],
    only_said: [name, summary]
);
