//! Codes of administrative divisions (GB/T 2260 and the statistics office's codes below it): six digits
//! for a county, nine for a town, twelve for a village. A code tells which town a village belongs to, so
//! that codes, the tree of places and the list of divisions can be held against each other.

use std::collections::HashMap;

use crate::config::{Config, Tiers};
use crate::fault::{Fault, Rule, Severity};
use crate::network::{Network, Place};
use crate::steps;
use crate::text;
use crate::text::{StaticText, Text};

/// A code that is none, or belongs to another place.
pub(crate) static BAD_DIVISION: Rule = Rule {
    code: "bad-division",
    severity: Severity::Warning,
    what: StaticText {
        chinese: "区划代码不对：位数不对，区划表里没有，或是别处的代码。",
        english: "A division code of the wrong length, missing from the list of divisions, or of another place.",
    },
    why: StaticText {
        chinese: "网络总览按代码数哪些镇、村还没有站点；代码错了，就数错了地方。",
        english: "By these codes the site counts which towns and villages have no place yet; a wrong one counts elsewhere.",
    },
    wrong: "division: 35018102",
    right: "division: \"350181002\"",
};

/// Checks the codes of all places.
pub(super) fn division_codes(network: &Network, faults: &mut Vec<Fault>) {
    let names: HashMap<&str, &str> = network
        .config
        .divisions
        .iter()
        .map(|division| (significant(&division.code), division.name.as_str()))
        .collect();
    for place in network.places.iter() {
        let Some(code) = place.written().division.as_deref() else {
            continue;
        };
        let slip = length(code)
            .or_else(|| above(network, place, code))
            .or_else(|| listed(&network.config, &names, place, code));
        if let Some((message, help)) = slip {
            let target = place.document.origin.value(&steps!["division"]);
            faults.push(Fault::new(&BAD_DIVISION, target, message).help(help));
        }
    }
}

/// A code without the zeros that stand for "all of it": `350181002` for `350181002000`.
fn significant(code: &str) -> &str {
    match code.strip_suffix("000") {
        Some(town) if code.len() == 12 => town.strip_suffix("000").unwrap_or(town),
        Some(county) if code.len() == 9 => county,
        _ => code,
    }
}

fn length(code: &str) -> Option<(Text, Text)> {
    let count = code.chars().count();
    if code.bytes().all(|byte| byte.is_ascii_digit()) && matches!(count, 6 | 9 | 12) {
        return None;
    }
    Some((
        text!("`{code}` 不是区划代码", "`{code}` is no division code"),
        text!(
            "只写数字：县（市、区）6 位，镇街 9 位，村（社区）12 位，这里有 {count} 个字",
            "write digits alone: 6 for a county, 9 for a town, 12 for a village; these are {count} characters"
        ),
    ))
}

/// A place lies in the division of the nearest place above that has one.
fn above(network: &Network, place: &Place, code: &str) -> Option<(Text, Text)> {
    let parents = std::iter::successors(place.parent, |id| network.places[*id].parent);
    let (parent, outer) = parents
        .map(|id| &network.places[id])
        .find_map(|parent| Some((parent, parent.written().division.as_deref()?)))?;
    let outer = significant(outer);
    let name = parent.short_name();
    let has_a_division_of_its_own = matches!(place.tier, Tiers::INSTITUTE | Tiers::STATION);
    if has_a_division_of_its_own && significant(code) == outer {
        return Some((
            text!(
                "区划代码 `{code}` 是上级{name}的",
                "the division {code} is that of {name}, the place above"
            ),
            text!(
                "写本镇（9 位）或本村（12 位）自己的代码",
                "write the code of this town (9 digits) or village (12 digits)"
            ),
        ));
    }
    if length(outer).is_some() || code.starts_with(outer) {
        return None;
    }
    Some((
        text!(
            "区划代码 `{code}` 不属于上级{name}（{outer}）",
            "the division {code} does not lie in {outer}, that of {name}"
        ),
        text!(
            "下级的代码要以 {outer} 开头；核对两处的代码和上级",
            "it should begin with {outer}; check both codes and the parent"
        ),
    ))
}

/// A code of the list of divisions, with its name in that of the place. The list may hold towns alone: then
/// nothing is known of villages.
fn listed(
    config: &Config,
    names: &HashMap<&str, &str>,
    place: &Place,
    code: &str,
) -> Option<(Text, Text)> {
    let own = significant(code);
    let has_its_level = names.keys().any(|code| code.len() == own.len());
    if !has_its_level {
        return None;
    }
    let written = place.written();
    let fits = |name: &str| {
        let stem = stem(name);
        written.name.contains(stem) || written.address.contains(stem)
    };
    let right = || {
        let mut divisions = config.divisions.iter();
        let right =
            divisions.find(|division| division.code.len() == code.len() && fits(&division.name))?;
        let (code, name) = (&right.code, &right.name);
        Some(text!(
            "{name}的代码是 {code}",
            "the code of {name} is {code}"
        ))
    };
    match names.get(own) {
        None => Some((
            text!(
                "区划表里没有代码 `{code}`",
                "the list of divisions has no code `{code}`"
            ),
            right().unwrap_or_else(|| {
                text!(
                    "核对代码；表在 site-config.yaml 的 divisions 里",
                    "check the code; the list is named in `divisions` of site-config.yaml"
                )
            }),
        )),
        Some(name) if !fits(name) => Some((
            text!(
                "代码 `{code}` 是{name}的，和这里的名称、地址都对不上",
                "the code `{code}` is that of {name}, which neither name nor address mentions"
            ),
            right().unwrap_or_else(|| text!("核对代码", "check the code")),
        )),
        Some(_) => None,
    }
}

/// The name of a division without the word for what it is; official lists call villages by their committees.
fn stem(name: &str) -> &str {
    let name = ["居民委员会", "村民委员会", "居委会", "村委会"]
        .into_iter()
        .find_map(|committee| name.strip_suffix(committee))
        .unwrap_or(name);
    let kinds = ["街道", "镇", "乡", "社区", "村", "农场", "市", "区", "县"];
    kinds
        .into_iter()
        .find_map(|kind| name.strip_suffix(kind))
        .filter(|stem| stem.chars().count() > 1)
        .unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::{significant, stem};

    #[test]
    fn names_are_compared_without_what_they_are() {
        assert_eq!(stem("玉屏街道"), "玉屏");
        assert_eq!(stem("步行街社区居民委员会"), "步行街");
        assert_eq!(stem("江兜村委会"), "江兜");
        assert_eq!(stem("西村"), "西村");
    }

    #[test]
    fn codes_are_compared_without_the_zeros_of_a_whole() {
        assert_eq!(significant("350181002000"), "350181002");
        assert_eq!(significant("350181000000"), "350181");
        assert_eq!(significant("350181002001"), "350181002001");
        assert_eq!(significant("350181000"), "350181");
    }
}
