//! Links activities, those of files and those inside places.

use foldhash::{HashMap, HashMapExt};
use rayon::prelude::*;

use super::{Documented, Linker, Placed, duplicate_id};
use crate::content::{Document, Folder, Kind, written};
use crate::diagnostic::Fault;
use crate::network::activity::{Source, anchor, occurrences};
use crate::network::directory::State;
use crate::network::records::{Article, Place, Platform, Project, Team};
use crate::network::{Activity, Id, Network};
use crate::steps;
use crate::text;
use crate::yaml::{MISSING_KEY, UNKNOWN_KEY};

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
        let (zone, today) = (&self.config.time_zone, self.options.today);
        pending.par_iter_mut().flatten().for_each(|activity| {
            activity.occurrences = occurrences(activity.written(), zone, today);
        });
        pending
            .into_iter()
            .map(|activity| activity.map(|activity| network.activities.push(activity)))
            .collect()
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
            format!("/activities/{id}/")
        } else {
            format!("{}#{}", network.places[place].path, anchor("activity", &id))
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
