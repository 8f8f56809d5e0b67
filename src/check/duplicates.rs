//! Records that say the same as another under another id: mostly a file that was copied to be changed, and
//! was not, or was written a second time by a colleague.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

use crate::content::written::Location;
use crate::fault::{Fault, Origin, Rule, Severity};
use crate::network::Network;
use crate::steps;
use crate::text;
use crate::text::StaticText;

/// The same thing twice.
pub(crate) static DUPLICATE_RECORD: Rule = Rule {
    code: "duplicate-record",
    severity: Severity::Warning,
    what: StaticText {
        chinese: "同一件事写了两次：名称、地点、时间都一样，只是编号不同。",
        english: "The same thing twice: equal name, place and time under two ids.",
    },
    why: StaticText {
        chinese: "居民会看到两条一样的，不知道信哪一条；统计也会多算一份。",
        english: "Residents see it twice and do not know which to trust, and sums count it twice.",
    },
    wrong: "- {id: yizhen, title: 义诊, place: yuping, starts: 2026-07-09 09:00}\n- {id: yizhen-2, title: 义诊, place: yuping, starts: 2026-07-09 09:00}",
    right: "- {id: yizhen, title: 义诊, place: yuping, starts: 2026-07-09 09:00}",
};

/// Two places of a tier at one spot.
pub(crate) static SAME_LOCATION: Rule = Rule {
    code: "same-location",
    severity: Severity::Warning,
    what: StaticText {
        chinese: "同一层级的两个站点坐标一模一样。",
        english: "Two places of one tier have the very same coordinates.",
    },
    why: StaticText {
        chinese: "多半是复制了别的站点的文件，坐标忘了改；居民会被导航到别人家门口。",
        english: "Most likely a file was copied and its coordinates left behind; residents would be led to the wrong door.",
    },
    wrong: "# stations/yuping/a.md\nlocation: {lng: 119.3815, lat: 25.7226, crs: wgs84}\n# stations/yuping/b.md\nlocation: {lng: 119.3815, lat: 25.7226, crs: wgs84}",
    right: "# stations/yuping/b.md\nlocation: {lng: 119.3907, lat: 25.7184, crs: wgs84}",
};

/// The first record with each key.
struct Seen<K> {
    first: HashMap<K, Arc<str>>,
}

impl<K: Hash + Eq> Seen<K> {
    fn with_room_for(count: usize) -> Self {
        Seen {
            first: HashMap::with_capacity(count),
        }
    }

    /// The file of an earlier record with the same key.
    fn earlier(&mut self, key: K, origin: &Origin) -> Option<Arc<str>> {
        match self.first.entry(key) {
            std::collections::hash_map::Entry::Occupied(entry) => Some(entry.get().clone()),
            std::collections::hash_map::Entry::Vacant(entry) => {
                entry.insert(origin.file.clone());
                None
            }
        }
    }
}

/// Checks everything that is published.
pub(super) fn copied_records(network: &Network, faults: &mut Vec<Fault>) {
    places(network, faults);
    let activities = network.activities.iter().map(|activity| {
        let written = activity.written();
        let more = (activity.place, written.starts);
        (activity.origin(), written.title.as_str(), more)
    });
    records("title", activities, faults);
    let platforms = network.platforms.iter().map(|platform| {
        let document = &platform.document;
        (document.origin.clone(), document.fields.name.as_str(), ())
    });
    records("name", platforms, faults);
    let projects = network.projects.iter().map(|project| {
        let document = &project.document;
        let title = document.fields.title.as_str();
        (document.origin.clone(), title, project.platform)
    });
    records("title", projects, faults);
    let teams = network.teams.iter().map(|team| {
        let document = &team.document;
        let name = document.fields.name.as_str();
        (document.origin.clone(), name, team.place)
    });
    records("name", teams, faults);
    let needs = network.needs.iter().map(|need| {
        let document = &need.document;
        let more = (need.place, document.fields.raised);
        (
            document.origin.clone(),
            document.fields.title.as_str(),
            more,
        )
    });
    records("title", needs, faults);
    let articles = network.articles.iter().map(|article| {
        let document = &article.document;
        let fields = &document.fields;
        let more = (fields.date, fields.source.trim());
        (document.origin.clone(), fields.title.as_str(), more)
    });
    records("title", articles, faults);
}

/// Tells the records of a kind that say the same as one before: each with its name, written under `key`, and what
/// else tells it from others.
fn records<'a, K: Hash + Eq>(
    key: &str,
    records: impl ExactSizeIterator<Item = (Origin, &'a str, K)>,
    faults: &mut Vec<Fault>,
) {
    let mut seen = Seen::with_room_for(records.len());
    for (origin, name, more) in records {
        let name = name.trim();
        let other = seen.earlier((name, more), &origin);
        faults.extend(other.map(|other| twice(&origin, key, name, &other)));
    }
}

fn places(network: &Network, faults: &mut Vec<Fault>) {
    let mut names = Seen::with_room_for(network.places.len());
    let mut spots = Seen::with_room_for(network.places.len());
    for place in network.places.iter() {
        let written = place.written();
        let origin = &place.document.origin;
        let name = written.name.trim();
        let location = written.location;
        let spot = (
            place.tier,
            location.lng.0.to_bits(),
            location.lat.0.to_bits(),
        );
        let at_spot = is_exact(location)
            .then(|| spots.earlier(spot, origin))
            .flatten();
        if let Some(other) = names.earlier((name, place.tier, place.parent), origin) {
            faults.push(twice(origin, "name", name, &other));
        } else if let Some(other) = at_spot {
            faults.push(
                Fault::new(
                    &SAME_LOCATION,
                    origin.key(&steps!["location"]),
                    text!(
                        "坐标和另一个站点一模一样（在 {other}）",
                        "the coordinates are those of another place (in {other})"
                    ),
                )
                .help(text!(
                    "核对是不是复制文件以后忘了改坐标",
                    "check whether they were left behind when the file was copied"
                ))
                .rests_on(origin.path(&steps!["location"])),
            );
        }
    }
}

/// Whether coordinates name one door: four decimals are eleven metres. Rough ones may well be equal.
fn is_exact(location: Location) -> bool {
    let has_four_decimals =
        |degrees: f64| (degrees * 1000.0 - (degrees * 1000.0).round()).abs() > 0.01;
    !location.approximate && has_four_decimals(location.lng.0) && has_four_decimals(location.lat.0)
}

fn twice(origin: &Origin, key: &str, name: &str, other: &str) -> Fault {
    let fault = Fault::new(
        &DUPLICATE_RECORD,
        origin.value(&steps![key]),
        text!(
            "“{name}”写了两次（另一份在 {other}）",
            "{name} is written twice (also in {other})"
        ),
    )
    .help(text!(
        "删掉其中一份；不是同一件事，就把名称写得不一样",
        "remove one of them; if they differ, let their names differ"
    ));
    ["starts", "place", "raised", "date", "parent"]
        .iter()
        .fold(fault, |fault, key| {
            fault.rests_on(origin.path(&steps![*key]))
        })
}
