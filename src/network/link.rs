//! Links documents into a [`Network`]: resolves every reference, once, and collects what leads nowhere.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::activity::{Source, anchor, occurrences};
use super::directory::{Directory, Unresolved};
use super::parents;
use super::records::{
    Article, Need, Page, Place, Plan, PlanNode, Platform, Project, Provider, Standard, Team,
};
use super::rules::{BAD_NODE, DUPLICATE_ID, NODE_OUTSIDE_MONTH, UNKNOWN_MONTH, WRONG_KIND};
use super::{Activity, AgendaEntry, Arena, Id, Network, Tagged};
use crate::config::Config;
use crate::content::rules::BAD_LUNAR_DATE;
use crate::content::written::Written;
use crate::content::{Content, Document, Kind, RecordId, Records, written};
use crate::diagnostic::{Fault, Origin, Step, Target};
use crate::geo::Coordinates;
use crate::steps;
use crate::suggest::nearest;
use crate::text;
use crate::yaml::{MISSING_KEY, UNKNOWN_KEY, UNKNOWN_VALUE};

/// What linking depends on besides the content.
#[derive(Debug, Clone, Copy)]
pub struct LinkOptions {
    /// The day for which the site is made.
    pub today: Date,
    /// Publish drafts too.
    pub drafts: bool,
}

/// A network and what was wrong with its links.
#[derive(Debug)]
pub struct Linked {
    /// The network.
    pub network: Network,
    /// Every id that was written.
    pub directory: Directory,
    /// What is wrong.
    pub faults: Vec<Fault>,
}

/// Links content.
pub fn link(content: &Content, config: &Arc<Config>, options: LinkOptions) -> Linked {
    let documents = Documents::gather(content);
    let mut linker = Linker {
        config,
        options,
        directory: Directory::default(),
        faults: Vec::new(),
    };
    for file in &content.files {
        file.broken
            .iter()
            .for_each(|record| linker.directory.broken(record));
        if let Some(folder) = &file.unreadable {
            linker.directory.unreadable(folder.kind);
        }
    }
    let network = linker.network(documents);
    Linked {
        network,
        directory: linker.directory,
        faults: linker.faults,
    }
}

/// All documents by kind, in the order of files.
#[derive(Default)]
struct Documents {
    places: Vec<Arc<Document<written::Place>>>,
    standards: Vec<Arc<Document<written::Standard>>>,
    platforms: Vec<Arc<Document<written::Platform>>>,
    projects: Vec<Arc<Document<written::Project>>>,
    teams: Vec<Arc<Document<written::Team>>>,
    activities: Vec<Arc<Document<written::Activity>>>,
    needs: Vec<Arc<Document<written::Need>>>,
    plans: Vec<Arc<Document<written::Plan>>>,
    articles: Vec<Arc<Document<written::Article>>>,
    pages: Vec<Arc<Document<written::Page>>>,
}

impl Documents {
    fn gather(content: &Content) -> Self {
        let mut all = Documents::default();
        for file in &content.files {
            match &file.records {
                Some(Records::Places(documents)) => all.places.extend_from_slice(documents),
                Some(Records::Standards(documents)) => all.standards.extend_from_slice(documents),
                Some(Records::Platforms(documents)) => all.platforms.extend_from_slice(documents),
                Some(Records::Projects(documents)) => all.projects.extend_from_slice(documents),
                Some(Records::Teams(documents)) => all.teams.extend_from_slice(documents),
                Some(Records::Activities(documents)) => all.activities.extend_from_slice(documents),
                Some(Records::Needs(documents)) => all.needs.extend_from_slice(documents),
                Some(Records::Plans(documents)) => all.plans.extend_from_slice(documents),
                Some(Records::Articles(documents)) => all.articles.extend_from_slice(documents),
                Some(Records::Pages(documents)) => all.pages.extend_from_slice(documents),
                None => {}
            }
        }
        all
    }
}

/// Maps the index of a document to its id in the arena, if it got there.
type Placed<T> = Vec<Option<Id<T>>>;

struct Linker<'a> {
    config: &'a Arc<Config>,
    options: LinkOptions,
    directory: Directory,
    faults: Vec<Fault>,
}

impl Linker<'_> {
    /// The documents of a kind that are published, each with an id of its own.
    fn publish<T: Written>(
        &mut self,
        documents: Vec<Arc<Document<T>>>,
        held_back: impl Fn(&T) -> bool,
    ) -> Vec<Arc<Document<T>>> {
        let mut first: HashMap<(Arc<str>, String), Arc<str>> = HashMap::new();
        let mut published = Vec::with_capacity(documents.len());
        for document in documents {
            let record = RecordId {
                folder: document.folder.clone(),
                id: document.id.clone(),
            };
            let key = (record.folder.name.clone(), record.id.clone());
            if let Some(other) = first.get(&key) {
                self.faults
                    .push(duplicate_id(&document.origin, &document.id, other));
                continue;
            }
            first.insert(key, document.origin.file.clone());
            if document.fields.draft() && !self.options.drafts {
                self.directory.draft(&record);
            } else if held_back(&document.fields) {
                self.directory.held_back(&record);
            } else {
                self.directory.published(&record, published.len());
                published.push(document);
            }
        }
        published
    }

    /// The document a reference means; a fault is told if it means none.
    fn refer(
        &mut self,
        kind: Kind,
        written: &str,
        target: impl FnOnce() -> Target,
    ) -> Option<usize> {
        match self.directory.find(kind, written, target) {
            Ok(index) => Some(index),
            Err(Unresolved::Fault(fault)) => {
                self.faults.push(*fault);
                None
            }
            Err(Unresolved::Silent) => None,
        }
    }

    fn refer_option<T>(
        &mut self,
        kind: Kind,
        written: Option<&String>,
        key: &str,
        origin: &Origin,
        placed: &Placed<T>,
    ) -> Option<Id<T>> {
        let index = self.refer(kind, written?, || origin.value(&steps![key]))?;
        placed[index]
    }

    fn refer_list<T>(
        &mut self,
        kind: Kind,
        written: &[String],
        key: &str,
        origin: &Origin,
        placed: &Placed<T>,
    ) -> Vec<Id<T>> {
        let mut found = Vec::with_capacity(written.len());
        for (index, reference) in written.iter().enumerate() {
            let target = || origin.value(&steps![key, index]);
            let id = self
                .refer(kind, reference, target)
                .and_then(|at| placed[at]);
            found.extend(id.filter(|id| !found.contains(id)));
        }
        found
    }

    /// A team or a place.
    fn provider(
        &mut self,
        written: &str,
        target: Target,
        teams: &Placed<Team>,
        places: &Placed<Place>,
    ) -> Option<Provider> {
        let as_team = self.directory.find(Kind::Team, written, || target.clone());
        let as_place = self.directory.find(Kind::Place, written, || target.clone());
        match (as_team, as_place) {
            (Ok(team), _) => teams[team].map(Provider::Team),
            (_, Ok(place)) => places[place].map(Provider::Place),
            (Err(Unresolved::Silent), _) | (_, Err(Unresolved::Silent)) => None,
            // "There is a team of that id" is no help when it was a place that was meant.
            (Err(Unresolved::Fault(team)), Err(Unresolved::Fault(place))) => {
                let place_is_better = place.help.is_some() && place.rule.code != WRONG_KIND.code;
                let near_place = place_is_better && written.contains('/');
                self.faults.push(if near_place { *place } else { *team });
                None
            }
        }
    }

    fn network(&mut self, documents: Documents) -> Network {
        let LinkOptions { today, drafts } = self.options;
        let places = self.publish(documents.places, |_| false);
        let standards = self.publish(documents.standards, |_| false);
        let platforms = self.publish(documents.platforms, |_| false);
        let projects = self.publish(documents.projects, |_| false);
        let teams = self.publish(documents.teams, |_| false);
        let activities = self.publish(documents.activities, |_| false);
        let needs = self.publish(documents.needs, |_| false);
        let plans = self.publish(documents.plans, |_| false);
        let articles = self.publish(documents.articles, |article| {
            article.date.0 > today && !drafts
        });
        let pages = self.publish(documents.pages, |_| false);

        let mut network = Network {
            config: self.config.clone(),
            today,
            places: Arena::default(),
            standards: Arena::default(),
            platforms: Arena::default(),
            projects: Arena::default(),
            teams: Arena::default(),
            activities: Arena::default(),
            needs: Arena::default(),
            plans: Arena::default(),
            articles: Arena::default(),
            pages: Arena::default(),
            agenda: BTreeMap::new(),
            tags: BTreeMap::new(),
        };
        let places = self.places(&mut network, places);
        self.standards(&mut network, standards);
        let platforms = self.platforms(&mut network, platforms);
        let teams = self.teams(&mut network, teams, &places);
        self.place_teams(&mut network, &teams);
        let projects = self.projects(&mut network, projects, &platforms, &teams, &places);
        let (articles, article_activities) =
            self.articles(&mut network, articles, &places, &projects);
        let activities = self.activities(
            &mut network,
            activities,
            &Targets {
                places: &places,
                platforms: &platforms,
                projects: &projects,
                teams: &teams,
                articles: &articles,
            },
        );
        self.article_activities(&mut network, &article_activities, &activities);
        self.needs(&mut network, needs, &places, &projects, &teams, &activities);
        self.plans(&mut network, plans, &teams, &places);
        for document in pages {
            let path = format!("/{}/", document.id);
            network.pages.push(Page { document, path });
        }
        back_references(&mut network);
        network
    }

    fn places(
        &mut self,
        network: &mut Network,
        documents: Vec<Arc<Document<written::Place>>>,
    ) -> Placed<Place> {
        let tiers = &self.config.tiers;
        for document in documents {
            let Some(tier) = tiers
                .with_folder(&document.folder.name)
                .and_then(|tier| tiers.with_id(&tier.id))
            else {
                continue;
            };
            let location = document.fields.location;
            let written = Coordinates::new(location.lng.0, location.lat.0, location.crs);
            network.places.push(Place {
                path: format!("/{}/{}/", document.folder.name, document.id),
                point: written.to_wgs84(),
                document,
                tier,
                parent: None,
                children: Vec::new(),
                teams: Vec::new(),
                activities: Vec::new(),
                needs: Vec::new(),
                projects: Vec::new(),
                articles: Vec::new(),
            });
        }
        let placed: Placed<Place> = network.places.ids().map(Some).collect();
        parents::link(
            &mut network.places,
            self.config,
            &self.directory,
            &mut self.faults,
        );
        placed
    }

    fn standards(
        &mut self,
        network: &mut Network,
        documents: Vec<Arc<Document<written::Standard>>>,
    ) {
        for document in documents {
            let mut tiers = Vec::new();
            for (index, written) in document.fields.applies_to.iter().enumerate() {
                match self.config.tiers.with_id(written) {
                    Some(tier) => tiers.push(tier),
                    None => {
                        let known: Vec<_> = self
                            .config
                            .tiers
                            .iter()
                            .map(|tier| tier.id.as_str())
                            .collect();
                        let target = document.origin.value(&steps!["applies_to", index]);
                        self.faults
                            .push(unknown_value(target, "applies_to", written, &known));
                    }
                }
            }
            network.standards.push(Standard { document, tiers });
        }
    }

    fn platforms(
        &mut self,
        network: &mut Network,
        documents: Vec<Arc<Document<written::Platform>>>,
    ) -> Placed<Platform> {
        documents
            .into_iter()
            .map(|document| {
                Some(network.platforms.push(Platform {
                    path: format!("/projects/{}/", document.id),
                    document,
                    projects: Vec::new(),
                    activities: Vec::new(),
                }))
            })
            .collect()
    }

    fn teams(
        &mut self,
        network: &mut Network,
        documents: Vec<Arc<Document<written::Team>>>,
        places: &Placed<Place>,
    ) -> Placed<Team> {
        let mut placed = Placed::new();
        for document in documents {
            let origin = &document.origin;
            let place = document.fields.place.as_ref();
            let place = self.refer_option(Kind::Place, place, "place", origin, places);
            let kinds: Vec<_> = self
                .config
                .team_kinds
                .iter()
                .map(|(id, _)| id.as_str())
                .collect();
            if !kinds.contains(&document.fields.kind.as_str()) {
                let target = origin.value(&steps!["kind"]);
                self.faults
                    .push(unknown_value(target, "kind", &document.fields.kind, &kinds));
            }
            placed.push(Some(network.teams.push(Team {
                path: format!("/teams/{}/", document.id),
                document,
                place,
                places: place.into_iter().collect(),
                projects: Vec::new(),
                activities: Vec::new(),
                needs: Vec::new(),
            })));
        }
        placed
    }

    /// Teams that a place names work there; a team is at home at its own place.
    fn place_teams(&mut self, network: &mut Network, teams: &Placed<Team>) {
        let ids: Vec<Id<Place>> = network.places.ids().collect();
        for id in ids {
            let document = network.places[id].document.clone();
            let named = &document.fields.teams;
            let found = self.refer_list(Kind::Team, named, "teams", &document.origin, teams);
            for team in &found {
                let places = &mut network.teams[*team].places;
                if !places.contains(&id) {
                    places.push(id);
                }
            }
            network.places[id].teams = found;
        }
        let at_home: Vec<(Id<Team>, Id<Place>)> = network
            .teams
            .enumerate()
            .filter_map(|(team, linked)| linked.place.map(|place| (team, place)))
            .collect();
        for (team, place) in at_home {
            let teams = &mut network.places[place].teams;
            if !teams.contains(&team) {
                teams.push(team);
            }
        }
    }

    fn projects(
        &mut self,
        network: &mut Network,
        documents: Vec<Arc<Document<written::Project>>>,
        platforms: &Placed<Platform>,
        teams: &Placed<Team>,
        places: &Placed<Place>,
    ) -> Placed<Project> {
        let mut placed = Placed::new();
        for document in documents {
            let origin = &document.origin;
            let fields = &document.fields;
            let folder = document.id.split('/').next().unwrap_or_default();
            let target = match (&fields.platform, origin.record) {
                (Some(_), _) => origin.value(&steps!["platform"]),
                (None, Some(_)) => origin.value(&steps!["id"]),
                (None, None) => origin.whole(),
            };
            let written = fields.platform.as_deref().unwrap_or(folder);
            if written != folder {
                self.faults.push(
                    Fault::new(
                        &super::rules::WRONG_KIND,
                        target.clone(),
                        text!(
                            "文件夹说平台是 `{folder}`,这里却写 `{written}`",
                            "the folder says the platform is `{folder}`, not `{written}`"
                        ),
                    )
                    .help(text!(
                        "删掉 platform 这一行,或把文件移到 content/projects/{written}/",
                        "remove `platform`, or move the file to content/projects/{written}/"
                    )),
                );
            }
            let platform = self.refer(Kind::Platform, folder, || target);
            let Some(platform) = platform.and_then(|index| platforms[index]) else {
                placed.push(None);
                continue;
            };
            let provider = fields.provider.as_ref().and_then(|provider| {
                self.provider(provider, origin.value(&steps!["provider"]), teams, places)
            });
            let covers = self.refer_list(Kind::Place, &fields.covers, "covers", origin, places);
            let path = match document.body {
                Some(_) => format!("/projects/{}/", document.id),
                None => format!("/projects/{folder}/#{}", anchor("project", &document.id)),
            };
            placed.push(Some(network.projects.push(Project {
                document,
                platform,
                provider,
                covers,
                path,
                activities: Vec::new(),
                needs: Vec::new(),
                articles: Vec::new(),
            })));
        }
        placed
    }

    /// Articles, newest first, and what they say of activities, to be resolved when those are known.
    fn articles(
        &mut self,
        network: &mut Network,
        documents: Vec<Arc<Document<written::Article>>>,
        places: &Placed<Place>,
        projects: &Placed<Project>,
    ) -> (Placed<Article>, Vec<Id<Article>>) {
        let mut order: Vec<usize> = (0..documents.len()).collect();
        order.sort_by_key(|index| std::cmp::Reverse(documents[*index].fields.date.0));
        let mut placed: Placed<Article> = vec![None; documents.len()];
        let mut with_activities = Vec::new();
        for index in order {
            let document = documents[index].clone();
            let fields = &document.fields;
            let origin = &document.origin;
            let linked_places =
                self.refer_list(Kind::Place, &fields.places, "places", origin, places);
            let linked_projects = self.refer_list(
                Kind::Project,
                &fields.projects,
                "projects",
                origin,
                projects,
            );
            let expired = fields
                .expires
                .is_some_and(|day| day.0 <= self.options.today);
            let tells_of_activities = !fields.activities.is_empty();
            let id = network.articles.push(Article {
                path: format!("/articles/{}/", document.id),
                document,
                places: linked_places,
                projects: linked_projects,
                activities: Vec::new(),
                expired,
            });
            placed[index] = Some(id);
            if tells_of_activities {
                with_activities.push(id);
            }
        }
        (placed, with_activities)
    }

    fn article_activities(
        &mut self,
        network: &mut Network,
        articles: &[Id<Article>],
        activities: &Placed<Activity>,
    ) {
        for id in articles {
            let document = network.articles[*id].document.clone();
            let named = &document.fields.activities;
            network.articles[*id].activities = self.refer_list(
                Kind::Activity,
                named,
                "activities",
                &document.origin,
                activities,
            );
        }
    }

    fn activities(
        &mut self,
        network: &mut Network,
        documents: Vec<Arc<Document<written::Activity>>>,
        targets: &Targets<'_>,
    ) -> Placed<Activity> {
        let mut pending: Vec<Option<Activity>> = Vec::new();
        for document in documents {
            let id = document.id.clone();
            let place = self.activity_place(&document, targets.places);
            let source = Source::Own(document);
            pending.push(place.map(|place| self.activity(network, source, id, place, targets)));
        }
        let mut taken: HashMap<String, usize> = HashMap::new();
        let places: Vec<Id<Place>> = network.places.ids().collect();
        for place in places {
            let document = network.places[place].document.clone();
            for index in 0..document.fields.activities.len() {
                let source = Source::Inline(document.clone(), index);
                let id = self.inline_id(&source, &document, &mut taken);
                let record = RecordId {
                    folder: crate::content::Folder {
                        kind: Kind::Activity,
                        name: Kind::Activity.folder().into(),
                    },
                    id: id.clone(),
                };
                if source.written().draft && !self.options.drafts {
                    self.directory.draft(&record);
                    continue;
                }
                self.directory.published(&record, pending.len());
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
                        "缺少必填项 `place`(地点)",
                        "`place` is required and missing"
                    ),
                )
                .help(text!(
                    "请补上一行 `place: …`,填站点的编号",
                    "add a line `place: …` with the id of a place"
                )),
            );
            return None;
        };
        let index = self.refer(Kind::Place, place, || origin.value(&steps!["place"]))?;
        places[index]
    }

    /// The id of an activity inside a place: the place's id, then its own or its first day.
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
        let times = taken.entry(id.clone()).or_default();
        *times += 1;
        if *times == 1 {
            return id;
        }
        if written.id.is_some() {
            let origin = source.origin();
            self.faults.push(duplicate_id(&origin, &own, &origin.file));
        }
        format!("{id}-{times}")
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
        let written = References::of(source.written());
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
        let article = written.article.as_ref().and_then(|article| {
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

    fn needs(
        &mut self,
        network: &mut Network,
        documents: Vec<Arc<Document<written::Need>>>,
        places: &Placed<Place>,
        projects: &Placed<Project>,
        teams: &Placed<Team>,
        activities: &Placed<Activity>,
    ) {
        for document in documents {
            let origin = &document.origin;
            let fields = &document.fields;
            let place = self.refer(Kind::Place, &fields.place, || {
                origin.value(&steps!["place"])
            });
            let project = self.refer_option(
                Kind::Project,
                fields.project.as_ref(),
                "project",
                origin,
                projects,
            );
            let team = self.refer_option(Kind::Team, fields.team.as_ref(), "team", origin, teams);
            let activity = self.refer_option(
                Kind::Activity,
                fields.activity.as_ref(),
                "activity",
                origin,
                activities,
            );
            let Some(place) = place.and_then(|index| places[index]) else {
                continue;
            };
            let platform = network
                .platforms
                .enumerate()
                .find(|(_, platform)| platform.document.id == fields.category)
                .map(|(id, _)| id);
            let path = match document.body {
                Some(_) => format!("/needs/{}/", document.id),
                None => format!("/needs/#{}", anchor("need", &document.id)),
            };
            network.needs.push(Need {
                document,
                place,
                platform,
                project,
                team,
                activity,
                path,
            });
        }
    }

    fn plans(
        &mut self,
        network: &mut Network,
        documents: Vec<Arc<Document<written::Plan>>>,
        teams: &Placed<Team>,
        places: &Placed<Place>,
    ) {
        for document in documents {
            let Ok(year) = document.id.parse::<i16>() else {
                continue;
            };
            let mut nodes = Vec::new();
            for (key, month) in &document.fields.months.0 {
                let number = key
                    .parse::<i8>()
                    .ok()
                    .filter(|number| (1..=12).contains(number));
                let Some(number) = number else {
                    self.faults.push(
                        Fault::new(
                            &UNKNOWN_MONTH,
                            document.origin.key(&steps!["months", key.as_str()]),
                            text!(
                                "月份 `{key}` 不是 1 到 12",
                                "`{key}` is not a month from 1 to 12"
                            ),
                        )
                        .help(text!("月份写数字 1 到 12", "write months as 1 to 12")),
                    );
                    continue;
                };
                for (index, node) in month.nodes.iter().enumerate() {
                    let steps = steps!["months", key.as_str(), "nodes", index];
                    let Some(date) = self.node_date(&document.origin, &steps, node, year, number)
                    else {
                        continue;
                    };
                    let lead = node.lead.as_ref().and_then(|lead| {
                        let mut path = steps.to_vec();
                        path.push("lead".into());
                        self.provider(lead, document.origin.value(&path), teams, places)
                    });
                    nodes.push(PlanNode {
                        month: number,
                        index,
                        date,
                        lead,
                    });
                }
            }
            nodes.sort_by_key(|node| node.date);
            network.plans.push(Plan {
                path: format!("/plan/{year}/"),
                document,
                year,
                nodes,
            });
        }
    }

    fn node_date(
        &mut self,
        origin: &Origin,
        steps: &[Step],
        node: &written::Node,
        year: i16,
        month: i8,
    ) -> Option<Date> {
        let below = |key: &str| origin.value(&[steps, &steps![key]].concat());
        let (key, dates) = match (node.date, node.lunar, node.solar_term) {
            (Some(day), None, None) => (
                "date",
                Date::new(year, day.month, day.day)
                    .ok()
                    .into_iter()
                    .collect(),
            ),
            (None, Some(lunar), None) => ("lunar", lunar.0.in_civil_year(year)),
            (None, None, Some(term)) => (
                "solar_term",
                term.0.in_year(year).ok().into_iter().collect::<Vec<_>>(),
            ),
            _ => {
                self.faults.push(
                    Fault::new(
                        &BAD_NODE,
                        origin.value(&[steps, &steps!["name"]].concat()),
                        text!(
                            "节点要写一种日期:date、lunar 或 solar_term",
                            "a node needs exactly one of `date`, `lunar` and `solar_term`"
                        ),
                    )
                    .help(text!(
                        "如 {{date: 07-01, name: 建党节}} 或 {{lunar: 9-9, name: 重阳节}}",
                        "such as {{date: 07-01, name: …}} or {{lunar: 9-9, name: …}}"
                    )),
                );
                return None;
            }
        };
        if let Some(date) = dates.iter().find(|date| date.month() == month) {
            return Some(*date);
        }
        let Some(date) = dates.first().copied() else {
            self.faults.push(Fault::new(
                &BAD_LUNAR_DATE,
                below(key),
                text!("{year} 年没有这一天", "there is no such day in {year}"),
            ));
            return None;
        };
        let falls = date.month();
        self.faults.push(
            Fault::new(
                &NODE_OUTSIDE_MONTH,
                below(key),
                text!(
                    "这一天是 {date},不在 {month} 月",
                    "this day is {date}, not in month {month}"
                ),
            )
            .help(text!("移到 {falls} 月下面", "move it to month {falls}")),
        );
        None
    }
}

/// What an activity refers to, copied out so that its source can be moved.
struct References {
    project: Option<String>,
    platform: Option<String>,
    team: Option<String>,
    article: Option<String>,
}

impl References {
    fn of(written: &written::Activity) -> Self {
        References {
            project: written.project.clone(),
            platform: written.platform.clone(),
            team: written.team.clone(),
            article: written
                .results
                .as_ref()
                .and_then(|results| results.article.clone()),
        }
    }
}

/// What an activity may refer to.
struct Targets<'a> {
    places: &'a Placed<Place>,
    platforms: &'a Placed<Platform>,
    projects: &'a Placed<Project>,
    teams: &'a Placed<Team>,
    articles: &'a Placed<Article>,
}

fn duplicate_id(origin: &Origin, id: &str, other: &str) -> Fault {
    let target = match (origin.record, origin.inline) {
        (None, None) => Target {
            file: origin.file.clone(),
            spot: crate::diagnostic::Spot::File,
        },
        _ => origin.value(&steps!["id"]),
    };
    Fault::new(
        &DUPLICATE_ID,
        target,
        text!(
            "编号 `{id}` 已经用过了(在 {other})",
            "the id `{id}` is taken already (in {other})"
        ),
    )
    .help(text!("换一个没有用过的编号", "take another id"))
}

/// A value outside a list that the network declares.
fn unknown_value(target: Target, key: &str, written: &str, known: &[&str]) -> Fault {
    let allowed = known.join(", ");
    let mut help = text!("可填的值:{allowed}", "allowed: {allowed}");
    if let Some(near) = nearest(written, known.iter().copied()) {
        help = text!("是不是想写 `{near}`?", "did you mean `{near}`?").and(&help);
    }
    Fault::new(
        &UNKNOWN_VALUE,
        target,
        text!(
            "`{key}` 不能填 `{written}`",
            "`{key}` cannot be `{written}`"
        ),
    )
    .help(help)
}

/// Fills in what is known only when everything is linked: who is referred to by whom.
fn back_references(network: &mut Network) {
    let activities: Vec<_> = network
        .activities
        .enumerate()
        .map(|(id, activity)| {
            (
                id,
                activity.place,
                activity.project,
                activity.platform,
                activity.team,
            )
        })
        .collect();
    for (id, place, project, platform, team) in activities {
        network.places[place].activities.push(id);
        if let Some(project) = project {
            network.projects[project].activities.push(id);
        }
        if let Some(platform) = platform {
            network.platforms[platform].activities.push(id);
        }
        if let Some(team) = team {
            network.teams[team].activities.push(id);
        }
    }
    let projects: Vec<_> = network
        .projects
        .enumerate()
        .map(|(id, project)| {
            (
                id,
                project.platform,
                project.provider,
                project.covers.clone(),
            )
        })
        .collect();
    for (id, platform, provider, covers) in projects {
        network.platforms[platform].projects.push(id);
        let offered_at = match provider {
            Some(Provider::Team(team)) => {
                network.teams[team].projects.push(id);
                None
            }
            Some(Provider::Place(place)) => Some(place),
            None => None,
        };
        for place in offered_at.into_iter().chain(covers) {
            let projects = &mut network.places[place].projects;
            if !projects.contains(&id) {
                projects.push(id);
            }
        }
    }
    let needs: Vec<_> = network
        .needs
        .enumerate()
        .map(|(id, need)| (id, need.place, need.project, need.team))
        .collect();
    for (id, place, project, team) in needs {
        network.places[place].needs.push(id);
        if let Some(project) = project {
            network.projects[project].needs.push(id);
        }
        if let Some(team) = team {
            network.teams[team].needs.push(id);
        }
    }
    let articles: Vec<_> = network
        .articles
        .enumerate()
        .map(|(id, article)| (id, article.places.clone(), article.projects.clone()))
        .collect();
    for (id, places, projects) in articles {
        for place in places {
            network.places[place].articles.push(id);
        }
        for project in projects {
            network.projects[project].articles.push(id);
        }
    }
    agenda(network);
    tags(network);
}

fn agenda(network: &mut Network) {
    let mut agenda: BTreeMap<(i16, i8), Vec<AgendaEntry>> = BTreeMap::new();
    for (id, activity) in network.activities.enumerate() {
        for (occurrence, at) in activity.occurrences.iter().enumerate() {
            let day = at.starts.date();
            agenda
                .entry((day.year(), day.month()))
                .or_default()
                .push(AgendaEntry {
                    activity: id,
                    occurrence,
                });
        }
    }
    for entries in agenda.values_mut() {
        entries.sort_by_key(|entry| {
            let activity = &network.activities[entry.activity];
            (
                activity.occurrences[entry.occurrence].starts,
                entry.activity,
            )
        });
    }
    network.agenda = agenda;
}

fn tags(network: &mut Network) {
    let mut tags: BTreeMap<String, Tagged> = BTreeMap::new();
    for (id, article) in network.articles.enumerate() {
        for tag in article.document.fields.tags.iter() {
            tags.entry(tag.clone()).or_default().articles.push(id);
        }
    }
    for (id, project) in network.projects.enumerate() {
        for tag in project.document.fields.tags.iter() {
            tags.entry(tag.clone()).or_default().projects.push(id);
        }
    }
    for (id, activity) in network.activities.enumerate() {
        for tag in activity.written().tags.iter() {
            tags.entry(tag.clone()).or_default().activities.push(id);
        }
    }
    network.tags = tags;
}
