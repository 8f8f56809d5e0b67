//! The rules about maps that a site's owner brings along: boundaries, and tiles.

use crate::diagnostic::{Rule, Severity};
use crate::text::StaticText;

/// Boundaries without their coordinate system, source or review number.
pub static INCOMPLETE_BOUNDARIES: Rule = Rule {
    code: "incomplete-boundaries",
    severity: Severity::Error,
    what: StaticText {
        chinese: "地图用了边界数据，却没有写明坐标系、来源或审图号。",
        english: "Boundaries are drawn without their coordinate system, source or review number.",
    },
    why: StaticText {
        chinese: "公开的地图画了行政区域界线，就要有审图号并注明来源（《地图管理条例》）；坐标系不明会整体偏几百米。",
        english: "In China a published map with boundaries needs a review number and its source; without the coordinate system it lies hundreds of metres off.",
    },
    wrong: "map:\n  boundaries: content/boundaries.geojson",
    right: "map:\n  boundaries: content/boundaries.geojson\n  crs: cgcs2000\n  source: 福建省自然资源厅标准地图服务\n  approval_no: 闽S〔2026〕00号（示例）",
};

/// A file of boundaries that cannot be drawn.
pub static BAD_BOUNDARIES: Rule = Rule {
    code: "bad-boundaries",
    severity: Severity::Error,
    what: StaticText {
        chinese: "边界数据读不了，或者画不出来。",
        english: "The boundaries cannot be read or drawn.",
    },
    why: StaticText {
        chinese: "边界要是 GeoJSON 的面（Polygon、MultiPolygon），落在本县（市、区）范围内，才能画在站点下面。",
        english: "Boundaries are polygons in GeoJSON, within the region, or they cannot lie under the places.",
    },
    wrong: "{\"type\": \"Point\", \"coordinates\": [119.38, 25.72]}",
    right: "{\"type\": \"Polygon\", \"coordinates\": [[[119.3, 25.6], [119.5, 25.6], [119.4, 25.8], [119.3, 25.6]]]}",
};

/// Tiles are configured, but the library that shows them is not there.
pub static MISSING_MAP_LIBRARY: Rule = Rule {
    code: "missing-map-library",
    severity: Severity::Error,
    what: StaticText {
        chinese: "设置了街道底图，但没有安装显示底图的 Leaflet。",
        english: "Tiles are configured, but Leaflet, which shows them, is not installed.",
    },
    why: StaticText {
        chinese: "程序不自带第三方脚本；没有它，打开街道底图的按钮会没有反应。",
        english: "The program brings no scripts of others along, and without this one the tiles could not be shown.",
    },
    wrong: "map:\n  tiles: {provider: tianditu, key: 0123456789abcdef}",
    right: "# npm install leaflet@1.9\nmap:\n  tiles: {provider: tianditu, key: 0123456789abcdef}",
};
