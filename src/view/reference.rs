//! The reference of all views, made from the code: what `docs/themes.md` shows.

use std::fmt::Write;

use super::{
    Describe, PageView, activity, article, brand, cards, checklist, government, head, home, map,
    need, network, place, plan, poster, project, search, site, standards, time,
};

/// A view with its documentation.
#[derive(Debug)]
pub struct ViewDescription {
    /// Its name.
    pub name: &'static str,
    /// What it is for.
    pub doc: &'static str,
    /// Its fields: name, type, what it holds.
    pub fields: Vec<(&'static str, &'static str, &'static str)>,
}

/// Every view: first what all templates get, then pages, then what they are made of.
fn all() -> Vec<ViewDescription> {
    vec![
        site::SiteView::describe(),
        site::SitePages::describe(),
        PageView::describe(),
        head::HeadView::describe(),
        head::FeedLink::describe(),
        head::MetaTag::describe(),
        government::GovernmentView::describe(),
        home::HomeView::describe(),
        place::TierView::describe(),
        place::PlaceView::describe(),
        activity::ActivitiesView::describe(),
        activity::MonthView::describe(),
        activity::ActivityView::describe(),
        project::ProjectsView::describe(),
        project::PlatformView::describe(),
        project::ProjectView::describe(),
        project::TeamsView::describe(),
        project::TeamView::describe(),
        need::NeedsView::describe(),
        need::NeedView::describe(),
        plan::PlanView::describe(),
        standards::StandardsView::describe(),
        standards::StandardsTownView::describe(),
        article::ArticlesView::describe(),
        article::ArticleView::describe(),
        article::TagView::describe(),
        brand::BrandView::describe(),
        network::NetworkView::describe(),
        activity::AudienceView::describe(),
        map::MapView::describe(),
        search::SearchView::describe(),
        poster::PosterView::describe(),
        article::PlainPageView::describe(),
        home::SiteMapView::describe(),
        home::NotFoundView::describe(),
        home::RedirectView::describe(),
        site::MenuLink::describe(),
        cards::Link::describe(),
        cards::PlaceCard::describe(),
        cards::ActivityCard::describe(),
        cards::ResultsView::describe(),
        cards::ProjectCard::describe(),
        cards::TeamCard::describe(),
        cards::NeedCard::describe(),
        cards::ArticleCard::describe(),
        cards::PictureView::describe(),
        map::MapFigure::describe(),
        map::MapTier::describe(),
        map::MapTown::describe(),
        map::MapEntry::describe(),
        map::TilesView::describe(),
        map::NearbyPlace::describe(),
        map::WayThere::describe(),
        activity::AgendaSpan::describe(),
        activity::CalendarDay::describe(),
        activity::CalendarEntry::describe(),
        project::TallyView::describe(),
        need::BoardEntry::describe(),
        need::MatchView::describe(),
        network::TierDuties::describe(),
        network::Branch::describe(),
        standards::StandardView::describe(),
        standards::ItemFigure::describe(),
        standards::TownFigures::describe(),
        standards::TownStandard::describe(),
        checklist::MeasuredMonth::describe(),
        standards::PlaceChecklist::describe(),
        checklist::Checklist::describe(),
        checklist::CheckedItem::describe(),
        plan::PlanMonth::describe(),
        plan::NodeView::describe(),
        article::HeadingView::describe(),
        home::Figure::describe(),
        time::Moment::describe(),
    ]
}

/// The reference as Markdown.
pub fn reference() -> String {
    let mut markdown = String::new();
    for view in all() {
        let _ = writeln!(markdown, "### {}\n\n{}\n", view.name, view.doc.trim());
        let _ = writeln!(
            markdown,
            "| field | type | what it holds |\n| --- | --- | --- |"
        );
        for (name, kind, doc) in view.fields {
            let kind = readable_type(kind);
            let _ = writeln!(markdown, "| `{name}` | {kind} | {} |", doc.trim());
        }
        markdown.push('\n');
    }
    markdown
}

/// A Rust type in the words of a theme author.
fn readable_type(rust: &str) -> String {
    let compact: String = rust
        .chars()
        .filter(|character| !character.is_whitespace())
        .collect();
    let inner = |prefix: &str| {
        compact
            .strip_prefix(prefix)
            .and_then(|rest| rest.strip_suffix('>'))
            .map(readable_type)
    };
    if let Some(of) = inner("Vec<") {
        return format!("list of {of}");
    }
    if let Some(of) = inner("Option<") {
        return format!("{of} or nothing");
    }
    if let Some(of) = inner("Group<") {
        return format!("group of {of} (`title`, `id`, `href`, `items`)");
    }
    let name = compact.rsplit("::").next().unwrap_or(&compact);
    match name {
        "String" | "&'staticstr" => "text".to_owned(),
        "Shape" => "text".to_owned(),
        "usize" | "u64" | "u32" | "i32" | "u8" | "i16" | "i8" => "whole number".to_owned(),
        "f64" => "number".to_owned(),
        "bool" => "true or false".to_owned(),
        name => format!("[{name}](#{})", name.to_lowercase()),
    }
}
