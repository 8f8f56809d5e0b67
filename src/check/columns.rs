//! Columns of a government site that inspections would find empty or asleep (国办发〔2017〕47号): only with the
//! `government` profile on, and only what the dates of articles tell for certain.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::content::written::ArticleType;
use crate::content::{Content, Kind};
use crate::fault::{Fault, Rule, Severity};
use crate::network::Network;
use crate::steps;
use crate::text;
use crate::text::{StaticText, Text};

/// A column without anything in it, or without anything new.
pub(crate) static STALE_COLUMN: Rule = Rule {
    code: "stale-column",
    severity: Severity::Warning,
    what: StaticText {
        chinese: "政府网站的栏目是空的，或太久没有更新。",
        english: "A column of a government site is empty, or has had nothing new for too long.",
    },
    why: StaticText {
        chinese: "检查中，空白栏目、两周没有更新的动态类栏目和六个月没有更新的通知公告类栏目都算不合格。",
        english: "Inspections fail empty columns, news without anything new for two weeks, and notices for six months.",
    },
    wrong: "government: {…}  # newest of articles/: date: 2026-01-05",
    right: "government: {…}  # newest of articles/: date: 2026-07-01",
};

/// Looks at the sections of the site, and at the days of the articles in the list.
pub(super) fn stale_columns(network: &Network, content: &Content, faults: &mut Vec<Fault>) {
    if network.config.government.is_none() {
        return;
    }
    let mut tell = |message| {
        let target = network.config.origin.key(&steps!["government"]);
        let help = text!(
            "在 content/ 里发布新的内容",
            "publish something new in content/"
        );
        faults.push(Fault::new(&STALE_COLUMN, target, message).help(help));
    };
    // What could not be read is not missing, and may be the newest.
    let is_known = |kind| !content.files.iter().any(|file| file.hides(kind));
    let articles = network.articles.iter().filter(|article| !article.expired);
    let sections = [
        (Kind::Activity, "活动", network.activities.len()),
        (Kind::Project, "志愿服务项目", network.projects.len()),
        (Kind::Team, "志愿服务队", network.teams.len()),
        (Kind::Need, "供需对接", network.needs.len()),
        (Kind::Article, "文章", articles.count()),
    ];
    for (kind, name, count) in sections {
        if count == 0 && is_known(kind) && is_known(Kind::Place) {
            let folder = kind.folder();
            tell(text!(
                "栏目“{name}”（/{folder}/）里什么也没有",
                "there is nothing in the column /{folder}/"
            ));
        }
    }
    if is_known(Kind::Article) {
        asleep(network, tell);
    }
}

/// News and notices of which the newest is too old.
fn asleep(network: &Network, mut tell: impl FnMut(Text)) {
    let newest = |wanted: fn(ArticleType) -> bool| {
        let listed = network.articles.iter().filter(|article| !article.expired);
        let fields = listed.map(|article| &article.document.fields);
        let days = fields.filter(|fields| wanted(fields.article_type));
        days.map(|fields| fields.date.0).max()
    };
    let today = network.today;
    let news = newest(|of| matches!(of, ArticleType::News | ArticleType::Experience));
    if let Some(day) = news.filter(|day| *day < before(today, 14.days())) {
        tell(text!(
            "动态两周没有更新，最近一篇是 {day}",
            "no news for two weeks, the newest is of {day}"
        ));
    }
    let notice = newest(|of| of == ArticleType::Notice);
    if let Some(day) = notice.filter(|day| *day < before(today, 6.months())) {
        tell(text!(
            "通知公告六个月没有更新，最近一篇是 {day}",
            "no notice for six months, the newest is of {day}"
        ));
    }
}

fn before(today: Date, span: jiff::Span) -> Date {
    today.saturating_sub(span)
}
