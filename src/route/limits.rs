//! How many addresses a site may have: each becomes a file, and a mistake in one line can make any number of them.

use super::Route;
use crate::fault::Fault;
use crate::network::Network;
use crate::network::rules::OVER_LIMIT;
use crate::steps;
use crate::text;
use crate::text::Text;

/// More pages than the configuration allows, told at the limit since none of them is wrong by itself. `redirects`
/// come on top of the routes.
pub(super) fn too_many(network: &Network, routes: &[Route], redirects: usize) -> Fault {
    let config = &network.config;
    let (count, most) = (routes.len() + redirects, config.limits.pages);
    Fault::new(
        &OVER_LIMIT,
        config.origin.key(&steps!["limits", "pages"]),
        text!(
            "网站会有 {count} 个页面和文件，上限是 {most} 个",
            "the site would have {count} pages and files; at most {most} are allowed"
        ),
    )
    .help(most_of_them(routes, redirects).and(&text!(
        "真有这么多，就写 limits: {{pages: …}}，改大这个数",
        "if there are so many, write a larger number as `limits: {{pages: …}}`"
    )))
}

/// What most of the pages are that come of single words in records rather than of records.
fn most_of_them(routes: &[Route], redirects: usize) -> Text {
    let count = |is_one: fn(&Route) -> bool| routes.iter().filter(|route| is_one(route)).count();
    let months = count(|route| matches!(route, Route::ActivityMonth { .. }));
    let tags = count(|route| matches!(route, Route::Tag(_)));
    let audiences = count(|route| matches!(route, Route::Audience(_)));
    text!(
        "其中标签 {tags} 个，活动月份 {months} 个，活动对象 {audiences} 个，旧网址 {redirects} 个；不需要的先删掉。",
        "{tags} are of tags, {months} of months, {audiences} of audiences and {redirects} of aliases: remove what is not needed."
    )
}
