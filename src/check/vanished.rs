//! What a look at the published site shows before it is replaced: that most of it would be gone.

use crate::config::Config;
use crate::fault::{Fault, Rule, Severity};
use crate::steps;
use crate::text;
use crate::text::StaticText;

/// A build that would remove most pages of the site that is published.
pub static MASS_REMOVAL: Rule = Rule {
    code: "mass-removal",
    severity: Severity::Error,
    what: StaticText {
        chinese: "这次生成会删掉已发布网站的一大半页面。",
        english: "This build would remove most of the pages that are published.",
    },
    why: StaticText {
        chinese: "多半不是真的要删，而是内容没有取全（子模块没拉、文件夹改了名、分支切错了）。先停下来，旧网站照常可用。",
        english: "Mostly nobody means that: the content is not all there (a submodule, a renamed folder, another branch). The old site stays until somebody says so.",
    },
    wrong: "content/stations/ 里原来有 300 个文件，现在一个也没有",
    right: "真的要删：zhandian build --yes；自动生成时在 site-config.yaml 里写\n    limits: {removal_percent: 100}",
};

/// Judges a build that leaves out `lost` of the `before` pages that are published.
pub fn removal(lost: usize, before: usize, config: &Config) -> Option<Fault> {
    let percent = config.limits.removal_percent;
    let is_too_much = lost as u64 * 100 > before as u64 * u64::from(percent);
    is_too_much.then(|| {
        Fault::new(
            &MASS_REMOVAL,
            config.origin.key(&steps!["limits", "removal_percent"]),
            text!(
                "已发布的 {before} 个页面里，有 {lost} 个在这次生成后就没有了（超过 {percent}%）",
                "of {before} published pages {lost} would be gone after this build, more than {percent} %"
            ),
        )
        .help(text!(
            "先看 content/ 是不是取全了、有没有改过文件夹名；确实要删，加 --yes 再生成一次，自动生成就写 limits: {{removal_percent: 100}}",
            "see whether content/ is complete and no folder was renamed; if it is meant, build once with --yes, or in CI write limits: {{removal_percent: 100}}"
        ))
    })
}
