//! The coordinate systems that maps of China come in, by name.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The coordinate systems that maps of China come in.
///
/// In files, in `Display` and in `FromStr` a system has one lower-case name: `wgs84`, `cgcs2000`,
/// `gcj02`, `bd09`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CoordinateSystem {
    /// World Geodetic System 1984: satellite receivers, phones, GeoJSON, OpenStreetMap.
    Wgs84,
    /// China Geodetic Coordinate System 2000: surveys, government data, Tianditu. Taken as WGS-84 here.
    ///
    /// The ellipsoids differ in flattening only, which moves a point by about 0.1 mm. The frames differ
    /// in epoch: CGCS2000 stands still at 2000.0 while the plates move some centimetres a year, which
    /// is below a metre for the decades to come, and below what anybody reads off a map.
    Cgcs2000,
    /// The shifted system (“Mars coordinates”) of map services in China: AMap, Tencent, Google in China.
    Gcj02,
    /// GCJ-02, shifted once more by Baidu (`bd09ll`, longitude and latitude; not the Mercator `bd09mc`).
    Bd09,
}

impl CoordinateSystem {
    /// Every system, in the order of the enum.
    pub const ALL: [Self; 4] = [Self::Wgs84, Self::Cgcs2000, Self::Gcj02, Self::Bd09];

    /// The lower-case name that files use.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Wgs84 => "wgs84",
            Self::Cgcs2000 => "cgcs2000",
            Self::Gcj02 => "gcj02",
            Self::Bd09 => "bd09",
        }
    }

    /// The system that somebody probably meant: other spellings (`GCJ-02`, `bd09ll`), the maps that use
    /// it (`百度地图`, `amap`), and popular names (`火星坐标`). For a suggestion, not for reading a file.
    pub fn guess(written: &str) -> Option<Self> {
        let plain: String = written
            .chars()
            .filter(|character| character.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect();
        let has = |words: &[&str]| words.iter().any(|word| plain.contains(word));
        // Baidu before the others: “百度火星坐标” is BD-09.
        if has(&["bd09", "bd9", "baidu", "百度"]) {
            Some(Self::Bd09)
        } else if has(&[
            "gcj",
            "火星",
            "mars",
            "amap",
            "gaode",
            "高德",
            "tencent",
            "腾讯",
            "国测局",
        ]) {
            Some(Self::Gcj02)
        } else if has(&[
            "cgcs",
            "tianditu",
            "天地图",
            "国家2000",
            "2000国家",
            "epsg4490",
        ]) {
            Some(Self::Cgcs2000)
        } else if has(&["wgs", "gps", "osm", "openstreetmap", "epsg4326"]) {
            Some(Self::Wgs84)
        } else {
            None
        }
    }
}

impl fmt::Display for CoordinateSystem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}

impl FromStr for CoordinateSystem {
    type Err = UnknownCoordinateSystem;

    fn from_str(written: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|system| system.name() == written)
            .ok_or_else(|| UnknownCoordinateSystem {
                written: written.to_owned(),
                suggestion: Self::guess(written),
            })
    }
}

/// A name that is none of [`CoordinateSystem::ALL`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownCoordinateSystem {
    /// The name as written.
    pub written: String,
    /// The system that was probably meant, see [`CoordinateSystem::guess`].
    pub suggestion: Option<CoordinateSystem>,
}

impl fmt::Display for UnknownCoordinateSystem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "unknown coordinate system `{}`", self.written)?;
        match self.suggestion {
            Some(system) => write!(formatter, ", did you mean `{system}`?"),
            None => {
                let [first, second, third, fourth] = CoordinateSystem::ALL;
                write!(
                    formatter,
                    ", expected `{first}`, `{second}`, `{third}` or `{fourth}`"
                )
            }
        }
    }
}

impl std::error::Error for UnknownCoordinateSystem {}

#[cfg(test)]
mod tests {
    use super::CoordinateSystem::{Bd09, Cgcs2000, Gcj02, Wgs84};
    use super::*;
    use serde::de::IntoDeserializer;
    use serde::de::value::{Error, StrDeserializer};

    #[test]
    fn a_system_has_one_name_everywhere() {
        struct Written(CoordinateSystem);
        impl fmt::Display for Written {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.serialize(formatter)
            }
        }
        for system in CoordinateSystem::ALL {
            assert_eq!(system.to_string().parse(), Ok(system));
            assert_eq!(Written(system).to_string(), system.name());
            let deserializer: StrDeserializer<'_, Error> = system.name().into_deserializer();
            assert_eq!(CoordinateSystem::deserialize(deserializer), Ok(system));
        }
    }

    #[test]
    fn an_unknown_name_comes_back_with_a_suggestion() {
        let suggestion = |written: &str| {
            let error = written.parse::<CoordinateSystem>().unwrap_err();
            assert_eq!(error.written, written);
            error.suggestion
        };
        assert_eq!(suggestion("GCJ-02"), Some(Gcj02));
        assert_eq!(suggestion("高德地图"), Some(Gcj02));
        assert_eq!(suggestion("bd09ll"), Some(Bd09));
        assert_eq!(suggestion("百度坐标"), Some(Bd09));
        assert_eq!(suggestion("CGCS 2000"), Some(Cgcs2000));
        assert_eq!(suggestion("EPSG:4326"), Some(Wgs84));
        assert_eq!(suggestion("西安80"), None);
        assert_eq!(suggestion(""), None);
        assert_eq!(
            UnknownCoordinateSystem {
                written: "WGS84".into(),
                suggestion: Some(Wgs84)
            }
            .to_string(),
            "unknown coordinate system `WGS84`, did you mean `wgs84`?"
        );
    }
}
