//! Links activities, those of files and those inside places.

use foldhash::{HashMap, HashMapExt};
use jiff::civil::Date;
use rayon::prelude::*;

use super::{Documented, Linker, Placed, duplicate_id};
use crate::address;
use crate::config::Config;
use crate::content::{Document, Folder, Kind, written};
use crate::fault::{Fault, Origin};
use crate::network::activity::{Boundless, REPEATED_YEARS, Source, is_unlikely, occurrences};
use crate::network::directory::State;
use crate::network::records::{Article, Place, Platform, Project, Team};
use crate::network::rules::OVER_LIMIT;
use crate::network::{Activity, Id, Network};
use crate::steps;
use crate::text;
use crate::yaml::{MISSING_KEY, UNKNOWN_KEY};

/// Activities whose times are worked out before they are counted.
const EXPANDED_AT_ONCE: usize = 256;

/// What an activity may refer to.
pub(super) struct Targets<'a> {
    pub(super) places: &'a Placed<Place>,
    pub(super) platforms: &'a Placed<Platform>,
    pub(super) projects: &'a Placed<Project>,
    pub(super) teams: &'a Placed<Team>,
    pub(super) articles: &'a Placed<Article>,
}

impl<'a> Linker<'a> {
    pub(super) fn activities(
        &mut self,
        network: &mut Network,
        documents: Documented<'a, written::Activity>,
        targets: &Targets<'_>,
    ) -> Placed<Activity> {
        let mut pending: Vec<Option<Activity>> = Vec::new();
        for document in documents {
            let id = document.id.clone();
            let place = self.activity_place(document, targets.places);
            let source = Source::Own(document.clone());
            pending.push(place.map(|place| self.activity(network, source, id, place, targets)));
        }
        let mut taken: HashMap<String, usize> = HashMap::new();
        let folder = Folder {
            kind: Kind::Activity,
            name: Kind::Activity.folder().into(),
        };
        let places: Vec<Id<Place>> = network.places.ids().collect();
        for place in places {
            let document = network.places[place].document.clone();
            taken.clear();
            for index in 0..document.fields.activities.len() {
                let source = Source::Inline(document.clone(), index);
                let id = self.inline_id(&source, &document, &mut taken);
                if source.written().draft && !self.options.drafts {
                    self.directory.name(&folder, id, State::Draft);
                    continue;
                }
                let state = State::Published(pending.len());
                self.directory.name(&folder, id.clone(), state);
                pending.push(Some(self.activity(network, source, id, place, targets)));
            }
        }
        self.expand(&mut pending);
        pending
            .into_iter()
            .map(|activity| activity.map(|activity| network.activities.push(activity)))
            .collect()
    }

    /// Finds out when activities take place. Some at a time, so that no more is kept than all of them may have and
    /// these few besides, and the same is told however many threads there are.
    fn expand(&mut self, activities: &mut [Option<Activity>]) {
        let config = self.config;
        let (zone, today) = (&config.time_zone, self.options.today);
        let most = config.limits.activity_occurrences;
        let mut left = config.limits.occurrences;
        for some in activities.chunks_mut(EXPANDED_AT_ONCE) {
            let expanded: Vec<_> = some
                .par_iter()
                .map(|activity| {
                    let written = activity.as_ref()?.written();
                    Some(occurrences(written, zone, today, most))
                })
                .collect();
            for (activity, found) in some.iter_mut().zip(expanded) {
                let (Some(activity), Some(found)) = (activity, found) else {
                    continue;
                };
                match found {
                    Ok(found) if found.len() <= left => {
                        left -= found.len();
                        activity.occurrences = found;
                    }
                    Ok(_) => {
                        let origin = activity.origin();
                        self.faults.push(too_many_times(config, &origin));
                        return;
                    }
                    Err(boundless) => {
                        let fault = not_worked_out(activity, boundless, most, today);
                        self.faults.push(fault);
                    }
                }
            }
        }
    }

    fn activity_place(
        &mut self,
        document: &Document<written::Activity>,
        places: &Placed<Place>,
    ) -> Option<Id<Place>> {
        let origin = &document.origin;
        let Some(place) = &document.fields.place else {
            self.faults.push(
                Fault::new(
                    &MISSING_KEY,
                    origin.key(&steps!["place"]),
                    text!(
                        "缺少必填项 `place`（地点）",
                        "`place` is required and missing"
                    ),
                )
                .help(text!(
                    "请补上一行 `place: …`，填站点的编号",
                    "add a line `place: …` with the id of a place"
                )),
            );
            return None;
        };
        let index = self.refer_required(Kind::Place, place, "place", origin)?;
        places[index]
    }

    /// The id of an activity inside a place: the place's id, then its own or its first day. `taken` counts
    /// how often each of these was used in the place.
    fn inline_id(
        &mut self,
        source: &Source,
        document: &Document<written::Place>,
        taken: &mut HashMap<String, usize>,
    ) -> String {
        let written = source.written();
        if written.place.is_some() {
            self.faults.push(
                Fault::new(
                    &UNKNOWN_KEY,
                    source.origin().key(&steps!["place"]),
                    text!(
                        "写在站点文件里的活动不用写 `place`",
                        "an activity inside a place has no `place`"
                    ),
                )
                .help(text!("删掉这一行", "remove this line")),
            );
        }
        let own = written
            .id
            .clone()
            .unwrap_or_else(|| written.starts.at.date().to_string());
        let folder = &document.folder.name;
        let id = format!("{folder}/{}/{own}", document.id);
        match taken.get_mut(&own) {
            None => {
                taken.insert(own, 1);
                id
            }
            Some(times) => {
                *times += 1;
                let id = format!("{id}-{times}");
                if written.id.is_some() {
                    let origin = source.origin();
                    self.faults.push(duplicate_id(&origin, &own, &origin.file));
                }
                id
            }
        }
    }

    fn activity(
        &mut self,
        network: &Network,
        source: Source,
        id: String,
        place: Id<Place>,
        targets: &Targets<'_>,
    ) -> Activity {
        let origin = source.origin();
        let written = source.written();
        let project = self.refer_option(
            Kind::Project,
            written.project.as_ref(),
            "project",
            &origin,
            targets.projects,
        );
        let platform = self.refer_option(
            Kind::Platform,
            written.platform.as_ref(),
            "platform",
            &origin,
            targets.platforms,
        );
        let team = self.refer_option(
            Kind::Team,
            written.team.as_ref(),
            "team",
            &origin,
            targets.teams,
        );
        let results = written.results.as_ref();
        let article = results.and_then(|results| {
            let article = results.article.as_ref()?;
            let index = self.refer(Kind::Article, article, || {
                origin.value(&steps!["results", "article"])
            })?;
            targets.articles[index]
        });
        let has_page = matches!(&source, Source::Own(document) if document.body.is_some());
        let path = if has_page {
            address::activity(&id)
        } else {
            address::entry(&network.places[place].path, "activity", &id)
        };
        Activity {
            platform: platform.or(project.map(|project| network.projects[project].platform)),
            source,
            id,
            place,
            project,
            team,
            article,
            occurrences: Vec::new(),
            path,
        }
    }
}

/// An activity of which there would be no end. What is to be mended is `starts` when its year cannot be meant, else
/// the repeat.
fn not_worked_out(activity: &Activity, boundless: Boundless, most: usize, today: Date) -> Fault {
    let starts = activity.written().starts.at.date();
    let is_unlikely = is_unlikely(starts, today);
    let key = if is_unlikely { "starts" } else { "repeat" };
    let message = match boundless {
        Boundless::TooOften => text!(
            "从 {starts} 起，这个活动会超过 {most} 场",
            "from {starts} on this activity takes place more than {most} times"
        ),
        Boundless::TooOld => text!(
            "这个活动从 {starts} 起重复，已经超过 {REPEATED_YEARS} 年了",
            "this activity repeats since {starts}, more than {REPEATED_YEARS} years ago"
        ),
    };
    let help = if is_unlikely {
        text!("核对年份", "check the year")
    } else {
        text!(
            "让 starts 从近几年开始，或在 repeat 里用 UNTIL 写明到哪天为止；真有这么多场，就在 site-config.yaml 里写 limits: {{activity_occurrences: …}}，改大这个数",
            "start later, or end the rule with UNTIL; if there are so many, raise `limits: {{activity_occurrences: …}}` in site-config.yaml"
        )
    };
    let target = activity.origin().value(&steps![key]);
    Fault::new(&OVER_LIMIT, target, message).help(help)
}

/// All activities together take place too often; told at the limit, since no one of them is wrong. `origin` is that
/// of the activity with which they do.
fn too_many_times(config: &Config, origin: &Origin) -> Fault {
    let (most, file) = (config.limits.occurrences, &origin.file);
    Fault::new(
        &OVER_LIMIT,
        config.origin.key(&steps!["limits", "occurrences"]),
        text!(
            "全部活动加起来超过 {most} 场（数到 {file} 就超过了）",
            "all activities together take place more than {most} times (counted up to {file})"
        ),
    )
    .help(text!(
        "已经停办的活动，在 repeat 里用 UNTIL 写明到哪天为止；真有这么多场，就写 limits: {{occurrences: …}}，改大这个数",
        "end with UNTIL what is over; if there are so many, write a larger number as `limits: {{occurrences: …}}`"
    ))
}
