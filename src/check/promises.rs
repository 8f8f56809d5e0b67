//! What the configuration promises: counts such as seven platforms with 66 projects, the QR code for orders.

use super::pictures::picture;
use super::rules::COUNT_MISMATCH;
use crate::content::{Content, Kind};
use crate::fault::Fault;
use crate::links::Resolver;
use crate::network::Network;
use crate::network::rules::MISSING_PLATFORM;
use crate::steps;
use crate::text;

/// Checks the pictures that the configuration names.
pub(super) fn check_pictures(network: &Network, resolver: &Resolver<'_>, faults: &mut Vec<Fault>) {
    let origin = &network.config.origin;
    for (steps, src) in network.config.named_pictures() {
        picture(resolver, src, origin, origin.value(&steps), faults);
    }
}

/// Compares `expected` in the configuration with what is there.
pub(super) fn promised_counts(
    network: &Network,
    content: &Content,
    linking: &[Fault],
    faults: &mut Vec<Fault>,
) {
    let expected = network.config.expected;
    let counts = [
        (
            Kind::Platform,
            "platforms",
            "平台",
            expected.platforms,
            network.platforms.len(),
        ),
        (
            Kind::Project,
            "projects",
            "项目",
            expected.projects,
            network.projects.len(),
        ),
    ];
    // A record that was lost to a fault is not missing.
    let platform_is_missing = linking
        .iter()
        .any(|fault| fault.rule.code == MISSING_PLATFORM.code);
    let hides = |kind| content.files.iter().any(|file| file.hides(kind));
    let hidden = |kind| {
        let platform_is_lost = platform_is_missing || hides(Kind::Platform);
        hides(kind) || (kind == Kind::Project && platform_is_lost)
    };
    for (kind, key, name, expected, found) in counts {
        let Some(expected) = expected.map(|count| count.0 as usize) else {
            continue;
        };
        if expected != found && !hidden(kind) {
            faults.push(
                Fault::new(
                    &COUNT_MISMATCH,
                    network.config.origin.value(&steps!["expected", key]),
                    text!(
                        "应有 {expected} 个{name}，实有 {found} 个",
                        "{expected} {key} are expected, {found} are there"
                    ),
                )
                .help(text!(
                    "补上缺的，或改 site-config.yaml 里的数",
                    "add what is missing, or change the number in site-config.yaml"
                )),
            );
        }
    }
}
