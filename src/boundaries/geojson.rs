//! Reads the areas of a GeoJSON file (RFC 7946) and nothing else of it: what else a file holds, such as the
//! properties of features, is passed over and takes no memory, and points are counted while they are read.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// A closed line, each point as longitude and latitude.
pub(super) type Ring = Vec<[f64; 2]>;

/// What a file holds.
#[derive(Debug, Default)]
pub(super) struct Areas {
    /// The rings of all polygons, outer and inner.
    pub(super) rings: Vec<Ring>,
    /// The name of the first geometry that is no area.
    pub(super) other: Option<&'static str>,
}

/// Why a file cannot be read.
#[derive(Debug)]
pub(super) enum Unreadable {
    /// It is not JSON, or not GeoJSON.
    Json(serde_json::Error),
    /// It holds more points than were allowed.
    TooManyPoints,
}

/// Reads a file with at most `most` points.
///
/// # Errors
/// As told in [`Unreadable`].
pub(super) fn areas(text: &str, most: usize) -> Result<Areas, Unreadable> {
    let left = Cell::new(Some(most));
    let mut reader = serde_json::Deserializer::from_str(text);
    let read = Object(&left).deserialize(&mut reader);
    let read = read.and_then(|areas| reader.end().map(|()| areas));
    read.map_err(|error| match left.get() {
        None => Unreadable::TooManyPoints,
        Some(_) => Unreadable::Json(error),
    })
}

/// How many more points are allowed; none once one was too many.
type Left = Cell<Option<usize>>;

/// A geometry, a feature or a collection.
struct Object<'a>(&'a Left);

impl<'de> DeserializeSeed<'de> for Object<'_> {
    type Value = Areas;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Areas, D::Error> {
        reader.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Object<'_> {
    type Value = Areas;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object of GeoJSON")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Areas, M::Error> {
        let mut kind = None;
        let mut coordinates = None;
        let (mut features, mut geometries, mut geometry) = (None, None, None);
        while let Some(key) = map.next_key::<Key>()? {
            match key {
                Key::Type => kind = Some(map.next_value::<Kind>()?),
                Key::Coordinates => coordinates = Some(map.next_value_seed(Numbers(self.0))?),
                Key::Features => features = Some(map.next_value_seed(Objects(self.0))?),
                Key::Geometries => geometries = Some(map.next_value_seed(Objects(self.0))?),
                Key::Geometry => geometry = Some(map.next_value_seed(MaybeObject(self.0))?),
                Key::Other => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        let missing = |key| M::Error::missing_field(key);
        match kind.ok_or_else(|| missing("type"))? {
            Kind::FeatureCollection => features.ok_or_else(|| missing("features")),
            Kind::GeometryCollection => geometries.ok_or_else(|| missing("geometries")),
            Kind::Feature => geometry.ok_or_else(|| missing("geometry")),
            Kind::Polygon => match coordinates.ok_or_else(|| missing("coordinates"))? {
                Nested::Rings(rings) => Ok(Areas { rings, other: None }),
                Nested::Empty => Ok(Areas::default()),
                _ => Err(M::Error::custom("a Polygon is a list of rings")),
            },
            Kind::MultiPolygon => match coordinates.ok_or_else(|| missing("coordinates"))? {
                Nested::Polygons(rings) => Ok(Areas { rings, other: None }),
                Nested::Empty => Ok(Areas::default()),
                _ => Err(M::Error::custom("a MultiPolygon is a list of polygons")),
            },
            Kind::Point => Ok(Areas::without("Point")),
            Kind::MultiPoint => Ok(Areas::without("MultiPoint")),
            Kind::LineString => Ok(Areas::without("LineString")),
            Kind::MultiLineString => Ok(Areas::without("MultiLineString")),
        }
    }
}

impl Areas {
    fn without(kind: &'static str) -> Self {
        Areas {
            rings: Vec::new(),
            other: Some(kind),
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Key {
    Type,
    Coordinates,
    Features,
    Geometries,
    Geometry,
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
enum Kind {
    FeatureCollection,
    Feature,
    GeometryCollection,
    Polygon,
    MultiPolygon,
    Point,
    MultiPoint,
    LineString,
    MultiLineString,
}

/// A list of objects, all their areas together.
struct Objects<'a>(&'a Left);

impl<'de> DeserializeSeed<'de> for Objects<'_> {
    type Value = Areas;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Areas, D::Error> {
        reader.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Objects<'_> {
    type Value = Areas;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a list of objects of GeoJSON")
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut list: S) -> Result<Areas, S::Error> {
        let mut all = Areas::default();
        while let Some(areas) = list.next_element_seed(Object(self.0))? {
            all.rings.extend(areas.rings);
            all.other = all.other.or(areas.other);
        }
        Ok(all)
    }
}

/// The geometry of a feature, which may have none.
struct MaybeObject<'a>(&'a Left);

impl<'de> DeserializeSeed<'de> for MaybeObject<'_> {
    type Value = Areas;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Areas, D::Error> {
        reader.deserialize_option(self)
    }
}

impl<'de> Visitor<'de> for MaybeObject<'_> {
    type Value = Areas;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a geometry or null")
    }

    fn visit_none<E>(self) -> Result<Areas, E> {
        Ok(Areas::default())
    }

    fn visit_unit<E>(self) -> Result<Areas, E> {
        Ok(Areas::default())
    }

    fn visit_some<D: Deserializer<'de>>(self, reader: D) -> Result<Areas, D::Error> {
        Object(self.0).deserialize(reader)
    }
}

/// Coordinates: numbers in lists in lists. What they are is known by how deep they lie.
enum Nested {
    Empty,
    Number(f64),
    Position([f64; 2]),
    Positions(Ring),
    Rings(Vec<Ring>),
    /// The rings of several polygons: which belongs to which does not matter to the even-odd rule.
    Polygons(Vec<Ring>),
}

struct Numbers<'a>(&'a Left);

impl<'de> DeserializeSeed<'de> for Numbers<'_> {
    type Value = Nested;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Nested, D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Numbers<'_> {
    type Value = Nested;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("coordinates")
    }

    fn visit_f64<E>(self, number: f64) -> Result<Nested, E> {
        Ok(Nested::Number(number))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Nested, E> {
        Ok(Nested::Number(number as f64))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Nested, E> {
        Ok(Nested::Number(number as f64))
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut list: S) -> Result<Nested, S::Error> {
        let left = self.0;
        let Some(first) = list.next_element_seed(Numbers(left))? else {
            return Ok(Nested::Empty);
        };
        if let Nested::Number(longitude) = first {
            let latitude = list.next_element::<f64>()?;
            let latitude = latitude.ok_or_else(|| S::Error::custom("a point has two numbers"))?;
            // Heights and the like.
            while list.next_element::<IgnoredAny>()?.is_some() {}
            left.set(left.get().and_then(|left| left.checked_sub(1)));
            return match left.get() {
                Some(_) => Ok(Nested::Position([longitude, latitude])),
                None => Err(S::Error::custom("too many points")),
            };
        }
        let mut all = first.listed().ok_or_else(too_deep)?;
        while let Some(next) = list.next_element_seed(Numbers(left))? {
            match (&mut all, next) {
                (Nested::Positions(all), Nested::Position(next)) => all.push(next),
                (Nested::Rings(all), Nested::Positions(next)) => all.push(next),
                (Nested::Polygons(all), Nested::Rings(next)) => all.extend(next),
                (Nested::Empty, next) => all = next.listed().ok_or_else(too_deep)?,
                (_, Nested::Empty) => {}
                _ => return Err(S::Error::custom("lists of unequal depth")),
            }
        }
        Ok(all)
    }
}

fn too_deep<E: serde::de::Error>() -> E {
    E::custom("too many lists in lists")
}

impl Nested {
    /// A list that begins with this.
    fn listed(self) -> Option<Nested> {
        match self {
            Nested::Empty => Some(Nested::Empty),
            Nested::Position(point) => Some(Nested::Positions(vec![point])),
            Nested::Positions(ring) => Some(Nested::Rings(vec![ring])),
            Nested::Rings(rings) => Some(Nested::Polygons(rings)),
            Nested::Number(_) | Nested::Polygons(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: &str = "[[[0,0],[2,0,7],[2.5,2],[0,0]]]";

    #[test]
    fn areas_are_found_wherever_they_lie_and_in_any_order_of_keys() {
        let polygon = format!(r#"{{"coordinates": {SQUARE}, "type": "Polygon"}}"#);
        let several =
            format!(r#"{{"type": "MultiPolygon", "coordinates": [{SQUARE}, [], {SQUARE}]}}"#);
        let feature = format!(
            r#"{{"type": "Feature", "properties": {{"type": [1, {{}}]}}, "geometry": {polygon}}}"#
        );
        let nothing = r#"{"type": "Feature", "geometry": null}"#;
        let both =
            format!(r#"{{"type": "GeometryCollection", "geometries": [{polygon}, {several}]}}"#);
        let all = format!(r#"{{"type": "FeatureCollection", "features": [{nothing}, {feature}]}}"#);
        for (text, count) in [
            (&polygon, 1),
            (&several, 2),
            (&feature, 1),
            (&both, 3),
            (&all, 1),
        ] {
            let areas = areas(text, 100).expect(text);
            assert_eq!(areas.rings.len(), count, "{text}");
            assert_eq!(areas.rings[0][2], [2.5, 2.0]);
            assert_eq!(areas.other, None);
        }
        let line = r#"{"type": "LineString", "coordinates": [[0, 0], [1, 1]]}"#;
        assert_eq!(areas(line, 100).expect(line).other, Some("LineString"));
    }

    #[test]
    fn what_is_no_area_or_has_too_many_points_is_refused() {
        for text in [
            "[]",
            "{}",
            r#"{"type": "Polygon"}"#,
            r#"{"type": "Polygon", "coordinates": [[0, 0], [1, 1]]}"#,
            r#"{"type": "Polygon", "coordinates": [[[0], [1, 1]]]}"#,
            r#"{"type": "Polygon", "coordinates": [[[0, 0], 1]]}"#,
            r#"{"type": "Polygon", "coordinates": [[[[[0, 0]]]]]}"#,
            r#"{"type": "Polygon", "coordinates": []} x"#,
            r#"{"type": "Square", "coordinates": []}"#,
        ] {
            let read = areas(text, 100);
            assert!(matches!(read, Err(Unreadable::Json(_))), "{text}: {read:?}");
        }
        let polygon = format!(r#"{{"type": "Polygon", "coordinates": {SQUARE}}}"#);
        assert!(areas(&polygon, 4).is_ok());
        let read = areas(&polygon, 3);
        assert!(matches!(read, Err(Unreadable::TooManyPoints)), "{read:?}");
    }
}
