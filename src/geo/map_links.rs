//! Links that open a place in a map app: a visitor wants to be led there, and each app writes its
//! coordinates in another order. Only https links, since WeChat opens no app schemes.

use std::fmt;

use super::{CoordinateSystem, Wgs84Point};
use crate::percent::encode_value;

/// Where a link leads.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Destination<'a> {
    /// The place itself.
    pub point: Wgs84Point,
    /// What the app writes beside the mark.
    pub name: &'a str,
    /// The address or another line about the place; only Baidu shows it. If it is empty, the name
    /// stands in, since Baidu requires the field.
    pub description: &'a str,
}

/// A map app that has links for web pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MapApp {
    /// 高德地图
    Amap,
    /// 腾讯地图
    Tencent,
    /// 百度地图
    Baidu,
}

impl MapApp {
    /// Every app, in the order in which a page offers them.
    pub const ALL: [Self; 3] = [Self::Amap, Self::Tencent, Self::Baidu];

    /// The lower-case name for classes and settings.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Amap => "amap",
            Self::Tencent => "tencent",
            Self::Baidu => "baidu",
        }
    }

    /// The app's own name, for the link's text.
    pub const fn chinese_name(self) -> &'static str {
        match self {
            Self::Amap => "高德地图",
            Self::Tencent => "腾讯地图",
            Self::Baidu => "百度地图",
        }
    }

    /// The address of the link. `source` says who is calling (AMap and Baidu `src`, Tencent `referer`).
    ///
    /// Everything that comes from the caller is percent-encoded; the result still has `&` in it and
    /// must be escaped in HTML as any attribute. The point should be
    /// [on Earth](Wgs84Point::is_on_earth): nothing here looks.
    pub fn link(self, destination: Destination<'_>, source: &str) -> String {
        match self {
            Self::Amap => amap_link(destination, source),
            Self::Tencent => tencent_link(destination, source),
            Self::Baidu => baidu_link(destination, source),
        }
    }
}

impl fmt::Display for MapApp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}

/// The way on foot, in AMap: GCJ-02, longitude first.
///
/// On a computer AMap does not fill in where the visitor is.
///
/// Documented at <https://lbs.amap.com/api/uri-api/guide/travel/route>; a coordinate system cannot be
/// named there, and `callnative` is left out, since WeChat blocks it.
pub fn amap_link(destination: Destination<'_>, source: &str) -> String {
    let (longitude, latitude) = gcj02(destination.point);
    // The name is the last part of a list with commas, which may be split after decoding.
    let name = destination.name.trim().replace(',', "，");
    format!(
        "https://uri.amap.com/navigation?to={longitude},{latitude},{name}&mode=walk&src={source}",
        name = encode_value(&name),
        source = encode_value(source),
    )
}

/// The way on foot, in Tencent's map: GCJ-02 (`coord_type=2`), latitude first.
///
/// Tencent documents ways on foot, and a start left out, for phones only.
///
/// Documented at <https://lbs.qq.com/webApi/uriV1/uriGuide/uriWebRoute>.
pub fn tencent_link(destination: Destination<'_>, source: &str) -> String {
    let (longitude, latitude) = gcj02(destination.point);
    format!(
        "https://apis.map.qq.com/uri/v1/routeplan?type=walk&to={name}&tocoord={latitude},{longitude}\
         &coord_type=2&referer={source}",
        name = encode_value(destination.name.trim()),
        source = encode_value(source),
    )
}

/// A mark on Baidu's map: latitude first, in GCJ-02 too, which Baidu shifts to BD-09 itself when
/// `coord_type` says so.
///
/// For phones and computers. Baidu asks for a `src` of the form `webapp.organisation.site`, and
/// promises no service without one.
///
/// Documented at <https://lbsyun.baidu.com/index.php?title=uri/api/web>.
pub fn baidu_link(destination: Destination<'_>, source: &str) -> String {
    let (longitude, latitude) = gcj02(destination.point);
    let name = destination.name.trim();
    let content = match destination.description.trim() {
        "" => name,
        description => description,
    };
    format!(
        "https://api.map.baidu.com/marker?location={latitude},{longitude}&title={title}\
         &content={content}&output=html&coord_type=gcj02&src={source}",
        title = encode_value(name),
        content = encode_value(content),
        source = encode_value(source),
    )
}

/// Longitude and latitude in GCJ-02, written with six decimals: a tenth of a metre, and the most that
/// the services accept.
fn gcj02(point: Wgs84Point) -> (String, String) {
    let shifted = point.to_system(CoordinateSystem::Gcj02);
    (
        format!("{:.6}", shifted.longitude),
        format!("{:.6}", shifted.latitude),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const STATION: Destination<'static> = Destination {
        point: Wgs84Point::new(119.372090, 25.723147),
        name: "文明站",
        description: "清昌大道1号",
    };
    const NAME: &str = "%E6%96%87%E6%98%8E%E7%AB%99";

    #[test]
    fn amap_takes_longitude_first_in_gcj02() {
        assert_eq!(
            MapApp::Amap.link(STATION, "fuqing.example"),
            format!(
                "https://uri.amap.com/navigation?to=119.376992,25.720402,{NAME}&mode=walk&src=fuqing.example"
            )
        );
    }

    #[test]
    fn tencent_takes_latitude_first_in_gcj02() {
        assert_eq!(
            MapApp::Tencent.link(STATION, "fuqing.example"),
            format!(
                "https://apis.map.qq.com/uri/v1/routeplan?type=walk&to={NAME}\
                 &tocoord=25.720402,119.376992&coord_type=2&referer=fuqing.example"
            )
        );
    }

    #[test]
    fn baidu_takes_latitude_first_in_gcj02() {
        let link = |content| {
            format!(
                "https://api.map.baidu.com/marker?location=25.720402,119.376992&title={NAME}\
                 &content={content}&output=html&coord_type=gcj02&src=fuqing.example"
            )
        };
        assert_eq!(
            MapApp::Baidu.link(STATION, "fuqing.example"),
            link("%E6%B8%85%E6%98%8C%E5%A4%A7%E9%81%931%E5%8F%B7")
        );
        let silent = Destination {
            description: " ",
            ..STATION
        };
        assert_eq!(MapApp::Baidu.link(silent, "fuqing.example"), link(NAME));
    }

    #[test]
    fn a_name_cannot_break_out_of_its_place() {
        let odd = Destination {
            name: "A&B=C,#\"<'> %\n?",
            ..STATION
        };
        let encoded = "A%26B%3DC%EF%BC%8C%23%22%3C%27%3E%20%25%0A%3F";
        assert!(amap_link(odd, "a&b").ends_with(&format!(",{encoded}&mode=walk&src=a%26b")));
        assert!(tencent_link(odd, "a&b").contains("&to=A%26B%3DC%2C%23%22%3C%27%3E%20%25%0A%3F&"));
    }

    proptest! {
        #[test]
        fn links_are_ascii_and_have_a_fixed_number_of_arguments(
            name: String, description: String, source: String,
        ) {
            let destination = Destination { name: &name, description: &description, ..STATION };
            for (app, arguments) in [(MapApp::Amap, 3), (MapApp::Tencent, 5), (MapApp::Baidu, 6)] {
                let link = app.link(destination, &source);
                prop_assert!(link.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"'<>#".contains(&byte)));
                prop_assert_eq!(link.matches('=').count(), arguments);
                prop_assert_eq!(link.matches('?').count(), 1);
            }
        }
    }
}
