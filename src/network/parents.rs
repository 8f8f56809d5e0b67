//! Who stands below whom: finds the parent of every place, and refuses circles.

use std::collections::HashMap;

use super::directory::{Directory, Unresolved};
use super::rules::{AMBIGUOUS_PARENT, PARENT_CYCLE, WRONG_TIER};
use super::{Arena, Id, Place};
use crate::config::{Config, Tier, TierId};
use crate::content::Kind;
use crate::fault::{Fault, Target};
use crate::steps;
use crate::text;

/// Fills in `parent` and `children` of every place.
pub(super) fn link(
    places: &mut Arena<Place>,
    config: &Config,
    directory: &Directory<'_>,
    faults: &mut Vec<Fault>,
) {
    let ids: Vec<Id<Place>> = places.ids().collect();
    let tops = only_place_of_each_tier(places, config);
    let parents: Vec<Option<Id<Place>>> = ids
        .iter()
        .map(|id| {
            let finder = Finder {
                places,
                ids: &ids,
                config,
                directory,
                tops: &tops,
                place: *id,
            };
            finder.parent().unwrap_or_else(|fault| {
                faults.extend(fault.map(|fault| *fault));
                None
            })
        })
        .collect();
    for (id, parent) in ids.iter().zip(parents) {
        places[*id].parent = parent;
    }
    for id in circles(places, &ids) {
        let document = &places[id].document;
        faults.push(
            Fault::new(
                &PARENT_CYCLE,
                document.origin.value(&steps!["parent"]),
                text!(
                    "上级绕成了一个圈，又回到了它自己",
                    "the places above lead back to this one"
                ),
            )
            .help(text!(
                "改 parent，让它通到实践中心",
                "change `parent` so that it leads up to a center"
            )),
        );
        places[id].parent = None;
    }
    for id in &ids {
        if let Some(parent) = places[*id].parent {
            places[parent].children.push(*id);
        }
    }
    for id in ids {
        let mut children = std::mem::take(&mut places[id].children);
        children.sort_by_key(|child| (places[*child].tier, *child));
        places[id].children = children;
    }
}

/// For each tier its only place, if there is just one: the parent of those below that name none.
fn only_place_of_each_tier(
    places: &Arena<Place>,
    config: &Config,
) -> HashMap<TierId, Vec<Id<Place>>> {
    let mut tops: HashMap<TierId, Vec<Id<Place>>> = HashMap::new();
    for (tier, _) in config.tiers.enumerate() {
        let of_tier = places.enumerate().filter(|(_, place)| place.tier == tier);
        tops.insert(tier, of_tier.map(|(id, _)| id).take(2).collect());
    }
    tops
}

struct Finder<'a> {
    places: &'a Arena<Place>,
    ids: &'a [Id<Place>],
    config: &'a Config,
    directory: &'a Directory<'a>,
    tops: &'a HashMap<TierId, Vec<Id<Place>>>,
    place: Id<Place>,
}

/// No parent: because of a fault, or silently because the parent's own file has one.
type NoParent = Option<Box<Fault>>;

impl Finder<'_> {
    fn parent(&self) -> Result<Option<Id<Place>>, NoParent> {
        let place = &self.places[self.place];
        let tier = self.config.tiers.get(place.tier);
        let origin = &place.document.origin;
        let named = match &place.document.fields.parent {
            Some(written) => {
                let parent = self.find(written, || origin.value(&steps!["parent"]))?;
                self.check_tier(tier, parent, written)?;
                Some(parent)
            }
            None => None,
        };
        let Some(above) = self.config.tiers.folders_of(tier) else {
            return match named {
                Some(parent) => Ok(Some(parent)),
                None => self.only_above(tier),
            };
        };
        if let (Some(parent), true) = (named, tier.any_parent) {
            return Ok(Some(parent));
        }
        let id = &place.document.id;
        // Ids of places that lie in folders themselves have several parts.
        let folder = match above.in_parent_folder {
            true => id.rsplit_once('/').map(|(folder, _)| folder),
            false => id.split('/').next(),
        };
        let folder = folder.unwrap_or_default();
        let full = format!("{}/{folder}", above.folder);
        let by_folder = self.find(&full, || match origin.record {
            Some(_) => origin.value(&steps!["id"]),
            None => origin.whole(),
        });
        match (named, by_folder) {
            (Some(named), Ok(by_folder)) if named != by_folder => {
                Err(Some(Box::new(self.differs(folder))))
            }
            (_, found) => found.map(Some),
        }
    }

    fn find(&self, written: &str, target: impl FnOnce() -> Target) -> Result<Id<Place>, NoParent> {
        match self.directory.find(Kind::Place, written, target) {
            Ok(index) => Ok(self.ids[index]),
            Err(Unresolved::Fault(fault)) => Err(Some(fault)),
            Err(Unresolved::Silent) => Err(None),
        }
    }

    fn check_tier(&self, tier: &Tier, parent: Id<Place>, written: &str) -> Result<(), NoParent> {
        let found = self.places[parent].tier;
        let is_center = tier.parent.is_none();
        let fits = tier.any_parent
            || tier.parent == Some(found)
            || (is_center && found == self.places[self.place].tier);
        if fits {
            return Ok(());
        }
        let found_name = &self.config.tiers.get(found).short_name;
        let own = &tier.short_name;
        let wanted = tier
            .parent
            .map_or(own, |above| &self.config.tiers.get(above).short_name);
        let fault = Fault::new(
            &WRONG_TIER,
            self.places[self.place].document.origin.value(&steps!["parent"]),
            text!("`{written}` 是{found_name}，{own}的上级应当是{wanted}", "`{written}` is a place of the tier {found_name}; the parent of a {own} is a {wanted}"),
        )
        .help(text!("填一个{wanted}的编号", "write the id of a {wanted}"));
        Err(Some(Box::new(fault)))
    }

    /// The only place of the tier above; a fault if there are several and none is named.
    fn only_above(&self, tier: &Tier) -> Result<Option<Id<Place>>, NoParent> {
        let Some(above) = tier.parent else {
            return Ok(None);
        };
        match self.tops.get(&above).map(Vec::as_slice) {
            Some([only]) => Ok(Some(*only)),
            Some([_, _, ..]) => {
                let above = &self.config.tiers.get(above).short_name;
                let origin = &self.places[self.place].document.origin;
                let fault = Fault::new(
                    &AMBIGUOUS_PARENT,
                    origin.whole(),
                    text!(
                        "有不止一个{above}，要写明上级",
                        "there is more than one {above}; name the parent"
                    ),
                )
                .help(text!("加一行 `parent: 编号`", "add a line `parent: ID`"))
                .rests_on(origin.path(&steps!["parent"]));
                Err(Some(Box::new(fault)))
            }
            _ => Ok(None),
        }
    }

    fn differs(&self, folder: &str) -> Fault {
        Fault::new(
            &WRONG_TIER,
            self.places[self.place]
                .document
                .origin
                .value(&steps!["parent"]),
            text!(
                "文件夹说上级是 `{folder}`，这里却写了别的",
                "the folder says the parent is `{folder}`, and this is another"
            ),
        )
        .help(text!(
            "删掉 parent 这一行，或把文件移到另一个文件夹",
            "remove `parent`, or move the file"
        ))
    }
}

/// One place of every circle of parents: the first in order.
fn circles(places: &Arena<Place>, ids: &[Id<Place>]) -> Vec<Id<Place>> {
    #[derive(Clone, Copy, PartialEq)]
    enum Mark {
        New,
        OnWay,
        Done,
    }
    let mut marks = vec![Mark::New; ids.len()];
    let mut found = Vec::new();
    for start in ids {
        let mut way = Vec::new();
        let mut at = Some(*start);
        while let Some(id) = at {
            match marks[id.index()] {
                Mark::Done => break,
                Mark::OnWay => {
                    let circle = way.iter().skip_while(|other| **other != id).min();
                    found.extend(circle.copied());
                    break;
                }
                Mark::New => {
                    marks[id.index()] = Mark::OnWay;
                    way.push(id);
                    at = places[id].parent;
                }
            }
        }
        for id in way {
            marks[id.index()] = Mark::Done;
        }
    }
    found
}
