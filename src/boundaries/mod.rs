//! Boundaries that a site's owner brings along, as GeoJSON (RFC 7946) in one of the four coordinate systems.

mod detail;
mod geojson;
pub mod rules;
mod simplify;
mod sleeve;

use std::sync::Arc;

use serde_json::error::Category;

use self::geojson::{Areas, Unreadable};
use self::rules::BAD_BOUNDARIES;
use crate::disk::{Root, Unread};
use crate::fault::{Fault, Spot, Target};
use crate::geo::plane::{PlanePoint, Projection};
use crate::geo::{CoordinateSystem, Coordinates, Judgement, Region, Wgs84Point};
use crate::source::Position;
use crate::text;
use crate::text::Text;

pub(crate) use detail::for_drawings;

/// Largest file of boundaries, in bytes.
pub const MOST_BYTES: u64 = 32 * 1024 * 1024;
/// Most points in a file of boundaries.
pub const MOST_POINTS: usize = 500_000;
/// How far from the region a boundary may reach, in metres: regions are drawn by hand.
const LENIENCE_METRES: f64 = 20_000.0;

/// Boundaries with what must be printed beside them.
#[derive(Debug, Clone, PartialEq)]
pub struct Boundaries {
    /// Rings, outer and inner, in WGS-84.
    pub rings: Vec<Vec<Wgs84Point>>,
    /// Who says so.
    pub source: String,
    /// Number of the map review (审图号).
    pub approval_no: String,
}

/// Reads the rings of a file below a root. `target` is where the configuration names it.
///
/// # Errors
/// The first fault: no such file, too large, no GeoJSON, no polygons, or points outside the region.
pub fn read(
    root: &Root,
    path: &str,
    system: CoordinateSystem,
    region: Option<Region>,
    target: &Target,
) -> Result<Vec<Vec<Wgs84Point>>, Box<Fault>> {
    let fault = |message: Text, help: Text| {
        Box::new(Fault::new(&BAD_BOUNDARIES, target.clone(), message).help(help))
    };
    let name_a_file = || {
        text!(
            "写一个 GeoJSON 文件的路径，从网站的根目录算起，如 content/boundaries.geojson",
            "name a GeoJSON file by its path from the site's root, such as content/boundaries.geojson"
        )
    };
    let bytes = root.read(path, MOST_BYTES).map_err(|unread| {
        let help = match unread {
            Unread::TooLarge(_) => simplify_first(),
            _ => name_a_file(),
        };
        fault(unread.describe(path), help)
    })?;
    let text = String::from_utf8(bytes).map_err(|_| {
        fault(
            text!("边界文件 `{path}` 不是 UTF-8 编码", "`{path}` is not UTF-8"),
            export_again(),
        )
    })?;
    let read = geojson::areas(text.trim_start_matches('\u{feff}'), MOST_POINTS);
    let Areas { rings, other } = read.map_err(|unreadable| match unreadable {
        Unreadable::TooManyPoints => fault(
            text!(
                "`{path}` 里的点超过了 {MOST_POINTS} 个",
                "`{path}` has more than {MOST_POINTS} points"
            ),
            simplify_first(),
        ),
        Unreadable::Json(error) => Box::new(not_geojson(path, &text, &error)),
    })?;
    if let Some(kind) = other {
        return Err(fault(
            text!(
                "`{path}` 里有 {kind}，不是面",
                "`{path}` holds a {kind}, which is no area"
            ),
            text!(
                "只留下 Polygon 和 MultiPolygon",
                "leave only Polygon and MultiPolygon in it"
            ),
        ));
    }
    if rings.iter().all(Vec::is_empty) {
        return Err(fault(
            text!("`{path}` 里没有任何边界", "`{path}` holds no boundary"),
            name_a_file(),
        ));
    }
    let converted = rings.into_iter().map(|ring| {
        let points = ring.iter().map(|pair| point(*pair, system, region));
        points.collect::<Result<Vec<_>, _>>()
    });
    let rings = converted.collect::<Result<Vec<_>, OutsidePoint>>().map_err(|misplaced| {
        let [longitude, latitude] = misplaced.written;
        let message = text!(
            "`{path}` 里的点（{longitude}, {latitude}）不在本县（市、区）范围内",
            "the point ({longitude}, {latitude}) in `{path}` lies outside the region"
        );
        fault(
            message,
            if misplaced.swapped {
                text!(
                    "GeoJSON 先写经度，后写纬度；这里写反了",
                    "GeoJSON has the longitude first; here they are swapped"
                )
            } else {
                text!(
                    "核对坐标系 crs，以及 site-config.yaml 的 region；坐标要是度，不能是米",
                    "check `crs` and the `region` in site-config.yaml; coordinates are degrees, not metres"
                )
            },
        )
    })?;
    if are_too_jagged(&rings) {
        return Err(fault(
            text!(
                "`{path}` 里的边界太碎，简化到网页能放下时已经不像样了",
                "the boundaries in `{path}` are too jagged: nothing like them is left when a page can carry them"
            ),
            simplify_first(),
        ));
    }
    Ok(rings)
}

/// Whether no drawing could show these rings.
fn are_too_jagged(rings: &[Vec<Wgs84Point>]) -> bool {
    let projection = Projection::of_points(rings.iter().flatten().copied());
    let project = |ring: &Vec<Wgs84Point>| {
        let points = ring.iter().map(|point| projection.project(*point));
        points.collect()
    };
    let rings: Vec<Vec<PlanePoint>> = rings.iter().map(project).collect();
    detail::are_too_jagged(&rings)
}

fn export_again() -> Text {
    text!(
        "从 QGIS 等软件重新导出为 GeoJSON，UTF-8 编码",
        "export it once more as GeoJSON in UTF-8, from QGIS or the like"
    )
}

fn simplify_first() -> Text {
    text!(
        "先在 QGIS 或 mapshaper 里简化，网页上的地图用不到这么细",
        "simplify it first, in QGIS or mapshaper: a map on a page shows less"
    )
}

/// What serde says, told at its line.
fn not_geojson(path: &str, text: &str, error: &serde_json::Error) -> Fault {
    let spot = match error.line() {
        0 => Spot::File,
        number => {
            let line = text.lines().nth(number - 1).unwrap_or_default();
            // Serde counts bytes; a column is a character.
            let before = line.as_bytes().get(..error.column().saturating_sub(1));
            let column = String::from_utf8_lossy(before.unwrap_or(line.as_bytes()))
                .chars()
                .count();
            let clamp = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
            Spot::LineColumn(
                Position {
                    line: clamp(number),
                    column: clamp(column + 1),
                },
                1,
            )
        }
    };
    let target = Target {
        file: Arc::from(path),
        spot,
    };
    let message = match error.classify() {
        Category::Eof => text!(
            "边界文件不完整，到这里就断了",
            "the boundaries are cut short here"
        ),
        Category::Syntax => text!(
            "边界文件从这里起不是合格的 JSON",
            "the boundaries are no JSON from here on"
        ),
        Category::Data | Category::Io => text!(
            "边界文件是 JSON，但不是合格的 GeoJSON",
            "the boundaries are JSON, but not GeoJSON: {error}"
        ),
    };
    Fault::new(&BAD_BOUNDARIES, target, message).help(export_again())
}

struct OutsidePoint {
    written: [f64; 2],
    swapped: bool,
}

fn point(
    [longitude, latitude]: [f64; 2],
    system: CoordinateSystem,
    region: Option<Region>,
) -> Result<Wgs84Point, OutsidePoint> {
    let written = Coordinates::new(longitude, latitude, system);
    let misplaced = |swapped| OutsidePoint {
        written: [longitude, latitude],
        swapped,
    };
    let judged = region.map_or_else(
        || match written.is_on_earth() {
            true => Judgement::Inside,
            false => Judgement::NotOnEarth,
        },
        |region| region.expanded(LENIENCE_METRES).judge(written),
    );
    match judged {
        Judgement::Inside => Ok(written.to_wgs84()),
        Judgement::Swapped => Err(misplaced(true)),
        _ => Err(misplaced(false)),
    }
}
