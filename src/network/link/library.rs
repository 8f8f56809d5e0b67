//! Links projects, articles and needs.

use super::{Documented, Linker, Placed};
use crate::address;
use crate::content::{Kind, written};
use crate::fault::Fault;
use crate::network::records::{Article, Need, Place, Platform, Project, Team};
use crate::network::rules::WRONG_KIND;
use crate::network::{Activity, Id, Network};
use crate::steps;
use crate::text;

impl<'a> Linker<'a> {
    pub(super) fn projects(
        &mut self,
        network: &mut Network,
        documents: Documented<'a, written::Project>,
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
                        &WRONG_KIND,
                        target.clone(),
                        text!(
                            "文件夹说平台是 `{folder}`，这里却写 `{written}`",
                            "the folder says the platform is `{folder}`, not `{written}`"
                        ),
                    )
                    .help(text!(
                        "删掉 platform 这一行，或把文件移到 content/projects/{written}/",
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
                Some(_) => address::record(&document.folder, &document.id),
                None => {
                    let platform = &network.platforms[platform].path;
                    address::entry(platform, "project", &document.id)
                }
            };
            placed.push(Some(network.projects.push(Project {
                document: document.clone(),
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
    pub(super) fn articles(
        &mut self,
        network: &mut Network,
        documents: Documented<'a, written::Article>,
        places: &Placed<Place>,
        projects: &Placed<Project>,
    ) -> (Placed<Article>, Vec<Id<Article>>) {
        let mut order: Vec<usize> = (0..documents.len()).collect();
        order.sort_by_key(|index| std::cmp::Reverse(documents[*index].fields.date.0));
        let mut placed: Placed<Article> = vec![None; documents.len()];
        let mut with_activities = Vec::new();
        for index in order {
            let document = documents[index];
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
                path: address::record(&document.folder, &document.id),
                document: document.clone(),
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

    pub(super) fn article_activities(
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

    pub(super) fn needs(
        &mut self,
        network: &mut Network,
        documents: Documented<'a, written::Need>,
        places: &Placed<Place>,
        projects: &Placed<Project>,
        teams: &Placed<Team>,
        activities: &Placed<Activity>,
    ) {
        for document in documents {
            let origin = &document.origin;
            let fields = &document.fields;
            let place = self.refer_required(Kind::Place, &fields.place, "place", origin);
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
                Some(_) => address::record(&document.folder, &document.id),
                None => address::entry(address::NEEDS, "need", &document.id),
            };
            network.needs.push(Need {
                document: document.clone(),
                place,
                platform,
                project,
                team,
                activity,
                path,
            });
        }
    }
}
