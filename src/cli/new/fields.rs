//! What is asked for a new file of each kind, where it lies, and the text it begins with.

use super::super::arguments::{NewCommand, NewKind};
use super::form::{Form, Question, chosen};
use crate::content::placeholder;
use crate::error::{Error, Result};
use crate::site::Site;
use crate::text;

/// The path of a new file below `content/`.
pub(super) fn path(command: &NewCommand, site: &Site) -> Result<String> {
    let id = command.id.as_str();
    let folder = match command.kind {
        NewKind::Center => "centers",
        NewKind::Institute => "institutes",
        NewKind::Station => "stations",
        NewKind::StudyPost => "study-posts",
        NewKind::Place => tier_folder(site, id)?,
        NewKind::Project => "projects",
        NewKind::Team => "teams",
        NewKind::Activity => "activities",
        NewKind::Need => "needs",
        NewKind::Plan => "plans",
        NewKind::Article => "articles",
        NewKind::Page => "pages",
    };
    // The id of a place of any tier names its folder itself.
    let id = id.strip_prefix(&format!("{folder}/")).unwrap_or(id);
    let ending = match command.kind {
        NewKind::Plan => "yaml",
        _ => "md",
    };
    Ok(format!("{folder}/{id}.{ending}"))
}

/// The folder of a tier with which an id begins.
fn tier_folder<'a>(site: &Site, id: &'a str) -> Result<&'a str> {
    let folder = id.split_once('/').map_or("", |(folder, _)| folder);
    if site.config.tiers.with_folder(folder).is_some() {
        return Ok(folder);
    }
    let folders = site.config.tiers.iter().map(|tier| tier.folder.as_str());
    let folders = folders.collect::<Vec<_>>().join("、");
    Err(Error::new(text!(
        "`{id}` 要从层级的文件夹写起，可用的有：{folders}",
        "`{id}` should begin with the folder of a tier, one of: {folders}"
    )))
}

/// Fills in the front matter; gives the text that comes after it.
pub(super) fn fill(form: &mut Form<'_>, command: &NewCommand, site: &Site) -> Result<String> {
    let text = match command.kind {
        NewKind::Center
        | NewKind::Institute
        | NewKind::Station
        | NewKind::StudyPost
        | NewKind::Place => {
            place(form, command, site)?;
            placeholder::PLACE
        }
        NewKind::Project => {
            title(form, command)?;
            placeholder::PROJECT
        }
        NewKind::Team => {
            team(form, command, site)?;
            placeholder::TEAM
        }
        NewKind::Activity => {
            activity(form, command)?;
            placeholder::ACTIVITY
        }
        NewKind::Need => {
            need(form, command, site)?;
            placeholder::NEED
        }
        NewKind::Plan => {
            form.line("months:");
            for month in 1..=12 {
                let theme = placeholder::THEME;
                form.line(format!("  {month}: {{theme: \"{theme}\"}}"));
            }
            ""
        }
        NewKind::Article => {
            article(form, command)?;
            let section = |(heading, hint)| format!("## {heading}\n\n{hint}");
            return Ok(placeholder::EXPERIENCE.map(section).join("\n\n"));
        }
        NewKind::Page => {
            title(form, command)?;
            placeholder::PAGE
        }
    };
    Ok(text.to_owned())
}

fn title(form: &mut Form<'_>, command: &NewCommand) -> Result<String> {
    form.ask(
        "title",
        &Question {
            flag: "name",
            chinese: "标题",
            english: "Title",
            given: command.name.as_deref(),
        },
    )
}

fn name(form: &mut Form<'_>, command: &NewCommand) -> Result<String> {
    form.ask(
        "name",
        &Question {
            flag: "name",
            chinese: "名称",
            english: "Name",
            given: command.name.as_deref(),
        },
    )
}

/// The id of the place where something is.
fn where_it_is(form: &mut Form<'_>, command: &NewCommand) -> Result<String> {
    form.ask(
        "place",
        &Question {
            flag: "place",
            chinese: "地点（站点编号，如 yuping/buxingjie）",
            english: "Place (its id, such as yuping/buxingjie)",
            given: command.place.as_deref(),
        },
    )
}

fn place(form: &mut Form<'_>, command: &NewCommand, site: &Site) -> Result<()> {
    name(form, command)?;
    form.ask(
        "address",
        &Question {
            flag: "address",
            chinese: "地址",
            english: "Address",
            given: command.address.as_deref(),
        },
    )?;
    location(form, command)?;
    form.optional("parent", command.parent.as_deref());
    checklist(form, command, site);
    Ok(())
}

fn location(form: &mut Form<'_>, command: &NewCommand) -> Result<()> {
    let number = |value: Option<f64>| value.map(|value| value.to_string());
    let (lng, lat) = (number(command.lng), number(command.lat));
    let systems = [
        ("wgs84", "手机定位"),
        ("cgcs2000", "天地图"),
        ("gcj02", "高德"),
        ("gcj02", "腾讯"),
        ("bd09", "百度"),
    ]
    .map(|(id, name)| (id.to_owned(), name.to_owned()));
    let questions = [
        Question {
            flag: "lng",
            chinese: "经度（度，如 119.3849）",
            english: "Longitude (degrees, such as 119.3849)",
            given: lng.as_deref(),
        },
        Question {
            flag: "lat",
            chinese: "纬度（度，如 25.7231）",
            english: "Latitude (degrees, such as 25.7231)",
            given: lat.as_deref(),
        },
        Question {
            flag: "crs",
            chinese: "从哪里量的（gcj02 高德或腾讯、bd09 百度、cgcs2000 天地图、wgs84 手机定位）",
            english: "Coordinate system (wgs84, cgcs2000, gcj02, bd09)",
            given: command.crs.as_deref(),
        },
    ];
    form.group(&questions, |answers| {
        let [lng, lat, crs] = [0, 1, 2].map(|index| answers[index].as_str());
        let crs = chosen(crs, &systems);
        format!("location: {{lng: {lng}, lat: {lat}, crs: {crs}}}")
    })?;
    Ok(())
}

/// The items that a place of this tier must state, all of them open.
fn checklist(form: &mut Form<'_>, command: &NewCommand, site: &Site) {
    let path = path(command, site).unwrap_or_default();
    let folder = path.split('/').next().unwrap_or_default();
    let tier = site
        .config
        .tiers
        .with_folder(folder)
        .and_then(|tier| site.config.tiers.with_id(&tier.id));
    let items: Vec<String> = site
        .network
        .standards
        .iter()
        .filter(|standard| tier.is_some_and(|tier| standard.tiers.contains(&tier)))
        .flat_map(|standard| &standard.document.fields.items)
        .filter(|item| item.measure.is_none())
        .map(|item| format!("  {}: false   # {}", item.id, item.name))
        .collect();
    if !items.is_empty() {
        form.line("standards:");
        items.into_iter().for_each(|item| form.line(item));
    }
}

fn team(form: &mut Form<'_>, command: &NewCommand, site: &Site) -> Result<()> {
    name(form, command)?;
    let kinds = site.config.team_kinds.as_slice();
    let (chinese, english) = listed("类型", "Kind", kinds);
    let question = Question {
        flag: "team-kind",
        chinese: &chinese,
        english: &english,
        given: command.team_kind.as_deref(),
    };
    form.choose("kind", &question, kinds)?;
    form.optional("place", command.place.as_deref());
    Ok(())
}

fn activity(form: &mut Form<'_>, command: &NewCommand) -> Result<()> {
    title(form, command)?;
    where_it_is(form, command)?;
    let starts = form.ask(
        "starts",
        &Question {
            flag: "starts",
            chinese: "开始时间（如 2026-07-09 09:00）",
            english: "Starts (such as 2026-07-09 09:00)",
            given: command.starts.as_deref(),
        },
    )?;
    let ends = Question {
        flag: "ends",
        chinese: "结束时间（如 11:00；不知道就直接按回车）",
        english: "Ends (such as 11:00; press Enter if it is not known)",
        given: command.ends.as_deref(),
    };
    // A time alone is one of the day on which it starts.
    form.ask_optional("ends", &ends, |answer| match starts.split_once(' ') {
        Some((day, _)) if !answer.contains(['-', ' ']) => format!("{day} {answer}"),
        _ => answer.to_owned(),
    })
}

fn need(form: &mut Form<'_>, command: &NewCommand, site: &Site) -> Result<()> {
    title(form, command)?;
    where_it_is(form, command)?;
    let platforms = site.network.platforms.iter().map(|platform| {
        let document = &platform.document;
        (document.id.clone(), document.fields.name.clone())
    });
    let platforms: Vec<_> = platforms.collect();
    let (chinese, english) = listed("类别", "Category", &platforms);
    let category = Question {
        flag: "category",
        chinese: &chinese,
        english: &english,
        given: command.category.as_deref(),
    };
    form.choose("category", &category, &platforms)?;
    form.ask(
        "raised",
        &Question {
            flag: "date",
            chinese: "提出日期（如 2026-07-09）",
            english: "Raised (such as 2026-07-09)",
            given: command.date.as_deref(),
        },
    )?;
    Ok(())
}

fn article(form: &mut Form<'_>, command: &NewCommand) -> Result<()> {
    title(form, command)?;
    form.ask(
        "date",
        &Question {
            flag: "date",
            chinese: "日期（如 2026-07-09）",
            english: "Date (such as 2026-07-09)",
            given: command.date.as_deref(),
        },
    )?;
    form.ask(
        "source",
        &Question {
            flag: "source",
            chinese: "来源（谁发布的）",
            english: "Source (who says it)",
            given: command.source.as_deref(),
        },
    )?;
    form.line("type: experience");
    Ok(())
}

/// A question with its choices, in both languages.
fn listed(chinese: &str, english: &str, choices: &[(String, String)]) -> (String, String) {
    let named: Vec<String> = choices
        .iter()
        .map(|(id, name)| format!("{id} {name}"))
        .collect();
    let ids: Vec<&str> = choices.iter().map(|(id, _)| id.as_str()).collect();
    (
        format!("{chinese}（{}）", named.join("、")),
        format!("{english} ({})", ids.join(", ")),
    )
}
