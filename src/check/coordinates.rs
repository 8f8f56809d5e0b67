//! Coordinates: in their order, and inside the region.

use crate::config::Config;
use crate::content::written;
use crate::fault::{Fault, Origin, Rule, Severity};
use crate::geo::{Coordinates, Judgement, Region};
use crate::steps;
use crate::text;
use crate::text::StaticText;

/// Longitude and latitude in each other's place.
pub(crate) static SWAPPED_COORDINATES: Rule = Rule {
    code: "swapped-coordinates",
    severity: Severity::Error,
    what: StaticText {
        chinese: "经度和纬度写反了。",
        english: "Longitude and latitude are swapped.",
    },
    why: StaticText {
        chinese: "写反的点会落到几千公里外，地图上找不到这个站。",
        english: "The point would lie thousands of kilometres away.",
    },
    wrong: "location: {lng: 25.72, lat: 119.38, crs: wgs84}",
    right: "location: {lng: 119.38, lat: 25.72, crs: wgs84}",
};

/// A place outside the configured region.
pub(crate) static OUTSIDE_REGION: Rule = Rule {
    code: "outside-region",
    severity: Severity::Error,
    what: StaticText {
        chinese: "坐标落在本县（市、区）范围之外。",
        english: "The coordinates lie outside the configured region.",
    },
    why: StaticText {
        chinese: "多半是少写或多写了一位数字。",
        english: "Most likely a digit is missing or wrong.",
    },
    wrong: "location: {lng: 118.38, lat: 25.72, crs: wgs84}",
    right: "location: {lng: 119.38, lat: 25.72, crs: wgs84}",
};

/// China with its seas, in degrees: what is judged against when a site names no region.
const CHINA: Region = Region {
    west: 73.0,
    south: 3.0,
    east: 136.0,
    north: 54.0,
};

/// Judges the coordinates of a place.
pub(super) fn location(
    place: &written::Place,
    origin: &Origin,
    config: &Config,
    faults: &mut Vec<Fault>,
) {
    let location = place.location;
    let written = Coordinates::new(location.lng.0, location.lat.0, location.crs);
    let region = config.region.unwrap_or(CHINA);
    let (lng, lat) = (location.lng.0, location.lat.0);
    let whole = || origin.path(&steps!["location"]);
    match region.judge(written) {
        Judgement::Inside => {}
        Judgement::Swapped => faults.push(
            Fault::new(
                &SWAPPED_COORDINATES,
                origin.value(&steps!["location", "lng"]),
                text!(
                    "经度和纬度写反了：经度写成了 {lng}",
                    "longitude and latitude are swapped: the longitude is {lng}"
                ),
            )
            .help(text!(
                "改成 lng: {lat}, lat: {lng}",
                "write lng: {lat}, lat: {lng}"
            ))
            .rests_on(whole()),
        ),
        Judgement::Outside { distance_metres } => {
            // Without a region, a place abroad is the network's own business.
            if config.region.is_none() {
                return;
            }
            let kilometres = (distance_metres / 1000.0).ceil();
            let key = if lng < region.west || lng > region.east {
                "lng"
            } else {
                "lat"
            };
            faults.push(
                Fault::new(
                    &OUTSIDE_REGION,
                    origin.value(&steps!["location", key]),
                    text!("坐标 ({lng}, {lat}) 在范围之外约 {kilometres} 公里", "({lng}, {lat}) lies about {kilometres} km outside the region"),
                )
                .help(text!(
                    "核对数字和坐标系；范围在 site-config.yaml 的 region 里",
                    "check the digits and the coordinate system; the region is set in site-config.yaml"
                ))
                .rests_on(whole()),
            );
        }
        Judgement::NotOnEarth | Judgement::NotFinite => faults.push(
            Fault::new(
                &OUTSIDE_REGION,
                origin.value(&steps!["location", "lng"]),
                text!(
                    "坐标 ({lng}, {lat}) 不在地球上",
                    "({lng}, {lat}) is not on Earth"
                ),
            )
            .help(text!(
                "经度在 -180 到 180 之间，纬度在 -90 到 90 之间，单位是度",
                "longitude is -180 to 180 and latitude -90 to 90 degrees"
            ))
            .rests_on(whole()),
        ),
    }
}
