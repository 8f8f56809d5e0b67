//! The rule about boundaries that a site's owner brings along.

use crate::fault::{Rule, Severity};
use crate::text::StaticText;

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
