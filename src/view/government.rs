//! The page tags of government sites, and what their foot must say (《政府网站发展指引》, 国办发〔2017〕47号,
//! appendix 2).

use super::head::{HeadView, MetaTag};
use super::{Describe, PageView, Views, view};
use crate::config::{Column, Government};
use crate::route::Route;

view! {
    /// What the foot of a government site says; the `government` of the site.
    pub struct GovernmentView {
        /// Who runs the site (主办单位).
        pub organiser: String,
        /// How to reach them.
        pub contact: String,
        /// The site's code (网站标识码).
        pub site_id: String,
        /// ICP备案号.
        pub icp: String,
        /// 公安机关备案号.
        pub police: String,
        /// Where the registration with the police is looked up.
        pub police_href: String,
    }
}

impl Views<'_> {
    pub(super) fn government(&self) -> Option<GovernmentView> {
        let government = self.network.config.government.as_ref()?;
        let digits: String = government
            .police
            .chars()
            .filter(char::is_ascii_digit)
            .collect();
        Some(GovernmentView {
            organiser: government.organiser.clone(),
            contact: government.contact.clone(),
            site_id: government.site_id.clone(),
            icp: government.icp.clone(),
            police: government.police.clone(),
            police_href: format!("https://beian.mps.gov.cn/#/query/webSearch?code={digits}"),
        })
    }

    /// The tags of a page: those of the site on every page, those of columns on lists, those of articles.
    pub(super) fn government_tags(
        &self,
        route: &Route,
        page: &PageView,
        head: &HeadView,
    ) -> Vec<MetaTag> {
        let config = &self.network.config;
        let Some(government) = &config.government else {
            return Vec::new();
        };
        let host = config.base_url.origin().split_once("://");
        let mut tags = vec![
            tag("SiteName", &config.name),
            tag("SiteDomain", host.map_or("", |(_, host)| host)),
            tag("SiteIDCode", &government.site_id),
        ];
        if let Some(section) = self.section_of(route) {
            tags.extend(self.column_tags(government, section, page));
        } else if let Route::Article(_) = route {
            tags.extend(self.article_tags(route, page, head));
        }
        tags
    }

    /// The section of a list, as the configuration names it.
    fn section_of(&self, route: &Route) -> Option<&str> {
        Some(match route {
            Route::TierIndex(id) => &self.network.config.tiers.get(*id).folder,
            Route::Activities | Route::ActivityMonth { .. } => "activities",
            Route::Projects | Route::Platform(_) => "projects",
            Route::Teams => "teams",
            Route::Needs => "needs",
            Route::Standards => "standards",
            Route::Articles { .. } => "articles",
            _ => return None,
        })
    }

    fn column_tags(&self, government: &Government, section: &str, page: &PageView) -> [MetaTag; 4] {
        let site = &self.network.config;
        let none = Column::default();
        let column = government.column(section).unwrap_or(&none);
        let usual_type = match section {
            "activities" | "articles" | "needs" => "工作动态",
            "standards" => "政策文件",
            "projects" | "teams" => "概况信息",
            _ => "机构职能",
        };
        let usual_description = || format!("{}的{}", site.name, page.title);
        let keywords = if column.keywords.is_empty() {
            format!("{},{}", page.title, site.short_name)
        } else {
            column.keywords.join(",")
        };
        let column_type = column.column_type.as_deref().unwrap_or(usual_type);
        let description = column.description.clone();
        [
            tag("ColumnName", &page.title),
            tag(
                "ColumnDescription",
                &description.unwrap_or_else(usual_description),
            ),
            tag("ColumnKeywords", &keywords),
            tag("ColumnType", column_type),
        ]
    }

    fn article_tags(&self, route: &Route, page: &PageView, head: &HeadView) -> Vec<MetaTag> {
        let Route::Article(id) = route else {
            return Vec::new();
        };
        let written = &self.network.articles[*id].document.fields;
        let mut tags = vec![
            tag("ArticleTitle", &written.title),
            // The day is all that is known; the guideline wants a time too.
            tag("PubDate", &format!("{} 00:00", written.date.0)),
            tag("ContentSource", &written.source),
        ];
        let others = [
            ("Keywords", written.tags.join(",")),
            ("Author", written.author.clone().unwrap_or_default()),
            ("Description", page.description.clone()),
            ("Image", head.image.clone()),
            ("Url", page.url.clone()),
        ];
        let said = others.iter().filter(|(_, content)| !content.is_empty());
        tags.extend(said.map(|(name, content)| tag(name, content)));
        tags
    }
}

fn tag(name: &'static str, content: &str) -> MetaTag {
    MetaTag {
        name,
        content: content.to_owned(),
    }
}
