//! Boundaries that a site's owner brings along, as GeoJSON (RFC 7946) in one of the four coordinate systems.

use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;

use geojson::{Error as GeoJsonError, GeoJson, Geometry, GeometryValue, Position as Pair};
use serde_json::error::Category;

use super::rules::BAD_BOUNDARIES;
use crate::diagnostic::{Fault, Spot, Target};
use crate::geo::{CoordinateSystem, Coordinates, Judgement, Region, Wgs84Point};
use crate::source::Position;
use crate::text;
use crate::text::Text;

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
    root: &Path,
    path: &str,
    system: CoordinateSystem,
    region: Option<Region>,
    target: &Target,
) -> Result<Vec<Vec<Wgs84Point>>, Box<Fault>> {
    let fault = |message: Text, help: Text| {
        Box::new(Fault::new(&BAD_BOUNDARIES, target.clone(), message).help(help))
    };
    let file = root.join(path);
    let name_a_file = || {
        text!(
            "写一个 GeoJSON 文件的路径，从网站的根目录算起，如 content/boundaries.geojson",
            "name a GeoJSON file by its path from the site's root, such as content/boundaries.geojson"
        )
    };
    let unreadable = |error: std::io::Error| {
        fault(
            text!(
                "读不了边界文件 `{path}`：{error}",
                "cannot read `{path}`: {error}"
            ),
            name_a_file(),
        )
    };
    let bytes = std::fs::metadata(&file).map_err(unreadable)?.len();
    if bytes > MOST_BYTES {
        let (mebibytes, most) = (bytes / 1024 / 1024, MOST_BYTES / 1024 / 1024);
        return Err(fault(
            text!(
                "边界文件 `{path}` 有 {mebibytes} MiB，最多 {most} MiB",
                "`{path}` has {mebibytes} MiB; at most {most} MiB are read"
            ),
            simplify_first(),
        ));
    }
    let text = std::fs::read_to_string(&file).map_err(unreadable)?;
    let read = GeoJson::from_str(text.trim_start_matches('\u{feff}'));
    let json = read.map_err(|error| Box::new(not_geojson(path, &text, error)))?;
    let mut rings = Vec::new();
    collect(&json, &mut rings).map_err(|kind| {
        fault(
            text!(
                "`{path}` 里有 {kind}，不是面",
                "`{path}` holds a {kind}, which is no area"
            ),
            text!(
                "只留下 Polygon 和 MultiPolygon",
                "leave only Polygon and MultiPolygon in it"
            ),
        )
    })?;
    let count: usize = rings.iter().map(|ring| ring.len()).sum();
    if count > MOST_POINTS {
        return Err(fault(
            text!(
                "`{path}` 有 {count} 个点，最多 {MOST_POINTS} 个",
                "`{path}` has {count} points; at most {MOST_POINTS} are read"
            ),
            simplify_first(),
        ));
    }
    if count == 0 {
        return Err(fault(
            text!("`{path}` 里没有任何边界", "`{path}` holds no boundary"),
            name_a_file(),
        ));
    }
    let converted = rings.into_iter().map(|ring| {
        let points = ring.iter().map(|pair| point(pair, system, region));
        points.collect::<Result<Vec<_>, _>>()
    });
    converted.collect::<Result<Vec<_>, Misplaced>>().map_err(|misplaced| {
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
    })
}

fn simplify_first() -> Text {
    text!(
        "先在 QGIS 或 mapshaper 里简化，网页上的地图用不到这么细",
        "simplify it first, in QGIS or mapshaper: a map on a page shows less"
    )
}

/// What serde says is told at its line; a file that is JSON but no GeoJSON, at the file.
fn not_geojson(path: &str, text: &str, error: GeoJsonError) -> Fault {
    let spot = match &error {
        GeoJsonError::MalformedGeoJson(json) if json.line() > 0 => {
            let line = text.lines().nth(json.line() - 1).unwrap_or_default();
            // Serde counts bytes; a column is a character.
            let before = line.as_bytes().get(..json.column().saturating_sub(1));
            let column = String::from_utf8_lossy(before.unwrap_or(line.as_bytes()))
                .chars()
                .count();
            let clamp = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
            Spot::LineColumn(
                Position {
                    line: clamp(json.line()),
                    column: clamp(column + 1),
                },
                1,
            )
        }
        _ => Spot::File,
    };
    let target = Target {
        file: Arc::from(path),
        spot,
    };
    let category = match &error {
        GeoJsonError::MalformedGeoJson(json) => json.classify(),
        _ => Category::Data,
    };
    let message = match category {
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
    Fault::new(&BAD_BOUNDARIES, target, message).help(text!(
        "从 QGIS 等软件重新导出为 GeoJSON，UTF-8 编码",
        "export it once more as GeoJSON in UTF-8, from QGIS or the like"
    ))
}

/// Gathers the rings of all polygons; gives the name of the first geometry that is none.
fn collect<'a>(json: &'a GeoJson, rings: &mut Vec<&'a [Pair]>) -> Result<(), &'static str> {
    match json {
        GeoJson::Geometry(geometry) => polygons(geometry, rings),
        GeoJson::Feature(feature) => feature
            .geometry
            .iter()
            .try_for_each(|geometry| polygons(geometry, rings)),
        GeoJson::FeatureCollection(collection) => collection
            .features
            .iter()
            .filter_map(|feature| feature.geometry.as_ref())
            .try_for_each(|geometry| polygons(geometry, rings)),
    }
}

fn polygons<'a>(geometry: &'a Geometry, rings: &mut Vec<&'a [Pair]>) -> Result<(), &'static str> {
    match &geometry.value {
        GeometryValue::Polygon { coordinates } => {
            rings.extend(coordinates.iter().map(Vec::as_slice));
        }
        GeometryValue::MultiPolygon { coordinates } => {
            rings.extend(coordinates.iter().flatten().map(Vec::as_slice));
        }
        GeometryValue::GeometryCollection { geometries } => {
            return geometries
                .iter()
                .try_for_each(|geometry| polygons(geometry, rings));
        }
        other => return Err(other.type_name()),
    }
    Ok(())
}

struct Misplaced {
    written: [f64; 2],
    swapped: bool,
}

fn point(
    pair: &Pair,
    system: CoordinateSystem,
    region: Option<Region>,
) -> Result<Wgs84Point, Misplaced> {
    let [longitude, latitude, ..] = *pair.as_slice() else {
        return Err(Misplaced {
            written: [f64::NAN; 2],
            swapped: false,
        });
    };
    let written = Coordinates::new(longitude, latitude, system);
    let misplaced = |swapped| Misplaced {
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
