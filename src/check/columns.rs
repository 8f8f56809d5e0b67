//! Columns of a government site that inspections would find empty or asleep (国办发〔2017〕47号): only with the
//! `government` profile on, and only what the dates of articles tell for certain.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::content::written::ArticleType;
use crate::content::{Content, Kind};
use crate::diagnostic::{Fault, Rule, Severity};
use crate::network::Network;
use crate::steps;
use crate::text;
use crate::text::StaticText;

/// A column without anything in it, or without anything new.
pub(super) static STALE_COLUMN: Rule = Rule {
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

/// Looks at the articles of the list.
pub(super) fn check(network: &Network, content: &Content, faults: &mut Vec<Fault>) {
    // What could not be read may be the newest.
    let hidden = content.files.iter().any(|file| file.hides(Kind::Article));
    if network.config.government.is_none() || hidden {
        return;
    }
    let newest = |wanted: fn(ArticleType) -> bool| {
        let articles = network.articles.iter();
        let listed = articles.filter(|article| !article.expired);
        let days = listed.map(|article| &article.document.fields);
        days.filter(|fields| wanted(fields.article_type))
            .map(|fields| fields.date.0)
            .max()
    };
    let mut tell = |message| {
        let target = network.config.origin.key(&steps!["government"]);
        let help = text!(
            "在 content/articles/ 里发布新的文章",
            "publish something new in content/articles/"
        );
        faults.push(Fault::new(&STALE_COLUMN, target, message).help(help));
    };
    if newest(|_| true).is_none() {
        tell(text!(
            "“文章”栏目里什么也没有",
            "there is nothing in the column of articles"
        ));
        return;
    }
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
