//! What a site's owner brings along for maps: boundaries, and tiles of a map service.

use serde::Deserialize;

use super::rules::BAD_CONFIG;
use super::rules::INCOMPLETE_BOUNDARIES;
use crate::boundaries::Boundaries;
use crate::fault::{Fault, Origin};
use crate::geo::CoordinateSystem;
use crate::steps;
use crate::text;
use crate::text::Text;
use crate::values::Count;

/// Servers of Tianditu, as `{s}` in its addresses.
const TIANDITU_SERVERS: [&str; 8] = ["0", "1", "2", "3", "4", "5", "6", "7"];
/// Closest zoom of Tianditu.
const TIANDITU_ZOOM: u32 = 18;
/// Longest key of a service, in characters.
const LONGEST_KEY: usize = 200;

/// Maps of a site beyond what the program draws by itself.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Maps {
    /// Boundaries to be drawn under the places.
    pub boundaries: Option<Boundaries>,
    /// Tiles that a reader can lay under the places.
    pub tiles: Option<Tiles>,
}

/// Pictures of streets from a map service, which pages ask for only when a reader wants them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tiles {
    /// Addresses with `{z}`, `{x}` and `{y}`, and `{s}` for the server; the first lies lowest.
    pub layers: Vec<String>,
    /// What `{s}` stands for.
    pub servers: Vec<String>,
    /// Whose they are, as a text.
    pub attribution: String,
    /// Closest zoom.
    pub max_zoom: u32,
    /// The system in which they are drawn.
    pub system: CoordinateSystem,
}

impl Tiles {
    /// The origins that the pictures come from, in order, each once: what a content security policy must allow.
    pub fn origins(&self) -> Vec<String> {
        let mut origins: Vec<String> = Vec::new();
        for layer in &self.layers {
            let origin: String = layer.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
            let servers = match origin.contains("{s}") {
                true => self
                    .servers
                    .iter()
                    .map(|server| origin.replace("{s}", server))
                    .collect(),
                false => vec![origin],
            };
            for origin in servers {
                if !origins.contains(&origin) {
                    origins.push(origin);
                }
            }
        }
        origins
    }
}

/// `map` as written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct WrittenMaps {
    pub(super) boundaries: Option<String>,
    pub(super) crs: Option<CoordinateSystem>,
    pub(super) source: Option<String>,
    pub(super) approval_no: Option<String>,
    pub(super) tiles: Option<WrittenTiles>,
}

/// `tiles` as written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct WrittenTiles {
    pub(super) provider: Option<Provider>,
    pub(super) key: Option<String>,
    pub(super) url: Option<String>,
    pub(super) attribution: Option<String>,
    pub(super) max_zoom: Option<Count>,
    pub(super) crs: Option<CoordinateSystem>,
    pub(super) servers: Option<crate::values::Texts>,
}

/// A map service whose addresses are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Provider {
    /// 天地图
    Tianditu,
}

/// A file of boundaries that is to be read.
#[derive(Debug)]
pub(super) struct BoundaryFile {
    pub(super) path: String,
    pub(super) system: CoordinateSystem,
    pub(super) source: String,
    pub(super) approval_no: String,
}

/// The file of boundaries, if one is named and all that must stand beside it is.
pub(super) fn boundary_file(
    written: &WrittenMaps,
    origin: &Origin,
    faults: &mut Vec<Fault>,
) -> Option<BoundaryFile> {
    let path = written.boundaries.clone()?;
    let said = |value: &Option<String>| {
        value
            .as_deref()
            .map(str::trim)
            .filter(|value| !value.is_empty())
            .map(str::to_owned)
    };
    let (source, approval_no) = (said(&written.source), said(&written.approval_no));
    let mut missing = |key: &str, message: Text, help: Text| {
        let target = origin.key(&steps!["map", key]);
        faults.push(Fault::new(&INCOMPLETE_BOUNDARIES, target, message).help(help));
    };
    if written.crs.is_none() {
        missing(
            "crs",
            text!(
                "边界数据没有写坐标系 crs",
                "the boundaries come without their coordinate system, `crs`"
            ),
            text!(
                "可填 wgs84、cgcs2000、gcj02、bd09；测绘部门的数据一般是 cgcs2000",
                "wgs84, cgcs2000, gcj02 or bd09; data of surveyors are mostly cgcs2000"
            ),
        );
    }
    if source.is_none() {
        missing(
            "source",
            text!(
                "边界数据没有写来源 source",
                "the boundaries come without their `source`"
            ),
            text!(
                "写明数据从哪里来，会印在地图下面",
                "say where they come from; it is printed below the map"
            ),
        );
    }
    if approval_no.is_none() {
        missing(
            "approval_no",
            text!(
                "边界数据没有写审图号 approval_no",
                "the boundaries come without the number of their review, `approval_no`"
            ),
            text!(
                "审图号在标准地图的右下角，如 闽S〔2026〕00号；没有审图号就不要写 boundaries，程序会画示意图",
                "it stands in a corner of the standard map, such as 闽S〔2026〕00号; without one leave `boundaries` out, and a schematic is drawn"
            ),
        );
    }
    Some(BoundaryFile {
        path,
        system: written.crs?,
        source: source?,
        approval_no: approval_no?,
    })
}

/// The tiles, if they are written in full.
pub(super) fn tiles(
    written: Option<WrittenTiles>,
    origin: &Origin,
    faults: &mut Vec<Fault>,
) -> Option<Tiles> {
    let written = written?;
    let mut bad = |key: &str, message: Text, help: Text| {
        let target = origin.value(&steps!["map", "tiles", key]);
        faults.push(Fault::new(&BAD_CONFIG, target, message).help(help));
    };
    let system = written.crs.unwrap_or(CoordinateSystem::Wgs84);
    if system == CoordinateSystem::Bd09 {
        bad(
            "crs",
            text!(
                "底图不能是 bd09：百度的瓦片另有一套编号",
                "tiles cannot be bd09: those of Baidu are numbered in a way of their own"
            ),
            text!(
                "用 wgs84、cgcs2000 或 gcj02 的底图",
                "take tiles in wgs84, cgcs2000 or gcj02"
            ),
        );
        return None;
    }
    match (written.provider, written.url) {
        (Some(Provider::Tianditu), None) => {
            let key = written.key.unwrap_or_default();
            let sound = !key.is_empty()
                && key.len() <= LONGEST_KEY
                && key.bytes().all(|byte| byte.is_ascii_alphanumeric());
            if !sound {
                bad(
                    "key",
                    text!(
                        "天地图的 key 没有写，或者写得不对",
                        "the key of Tianditu is missing or wrong"
                    ),
                    text!(
                        "在天地图开放平台为自己的域名申请一个“浏览器端”的 key，一串字母和数字",
                        "ask for a key for browsers at Tianditu's open platform: letters and digits"
                    ),
                );
                return None;
            }
            Some(Tiles {
                layers: ["vec", "cva"].map(|layer| tianditu(layer, &key)).into(),
                servers: TIANDITU_SERVERS.map(str::to_owned).into(),
                attribution: "天地图".to_owned(),
                max_zoom: TIANDITU_ZOOM,
                system: CoordinateSystem::Cgcs2000,
            })
        }
        (None, Some(url)) if is_tile_address(&url) => {
            let attribution = written.attribution.unwrap_or_default();
            if attribution.trim().is_empty() {
                bad(
                    "attribution",
                    text!(
                        "底图没有写明出处 attribution",
                        "the tiles come without their `attribution`"
                    ),
                    text!(
                        "写底图是谁的，会显示在地图上",
                        "say whose they are; it is shown on the map"
                    ),
                );
                return None;
            }
            let servers: Vec<String> = written
                .servers
                .map_or_else(Vec::new, |servers| servers.to_vec());
            let are_servers =
                !servers.is_empty() && servers.iter().all(|server| is_host_part(server));
            if url.contains("{s}") && !are_servers {
                bad(
                    "servers",
                    text!(
                        "网址里有 {{s}}，要在 servers 里写明有哪些服务器",
                        "the address has {{s}}: `servers` must list what it stands for"
                    ),
                    text!("如 servers: [a, b, c]", "such as servers: [a, b, c]"),
                );
                return None;
            }
            Some(Tiles {
                layers: vec![url],
                servers,
                attribution,
                max_zoom: written.max_zoom.map_or(18, |zoom| zoom.0.clamp(1, 24)),
                system,
            })
        }
        (None, Some(url)) => {
            bad(
                "url",
                text!(
                    "`{url}` 不能作底图的网址",
                    "`{url}` cannot be the address of tiles"
                ),
                text!(
                    "写成 https://服务器/…{{z}}…{{x}}…{{y}}…，只能用 https",
                    "write https://host/…{{z}}…{{x}}…{{y}}…, with https only"
                ),
            );
            None
        }
        _ => {
            bad(
                "provider",
                text!(
                    "底图要么写 provider 和 key，要么写 url 和 attribution",
                    "tiles have either `provider` and `key`, or `url` and `attribution`"
                ),
                text!(
                    "如 tiles: {{provider: tianditu, key: 你的key}}",
                    "such as tiles: {{provider: tianditu, key: YOUR_KEY}}"
                ),
            );
            None
        }
    }
}

/// A layer of Tianditu as a template, see <http://lbs.tianditu.gov.cn/server/MapService.html>.
fn tianditu(layer: &str, key: &str) -> String {
    format!(
        "https://t{{s}}.tianditu.gov.cn/{layer}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0\
         &LAYER={layer}&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={{z}}&TILEROW={{y}}\
         &TILECOL={{x}}&tk={key}"
    )
}

/// Whether an address is https, has a sound host and all three numbers of a tile.
fn is_tile_address(url: &str) -> bool {
    let Some((host, path)) = url
        .strip_prefix("https://")
        .and_then(|rest| rest.split_once('/'))
    else {
        return false;
    };
    let plain_host = host.replacen("{s}", "", 1);
    !host.is_empty()
        && is_host_part(&plain_host)
        && !url
            .chars()
            .any(|character| character.is_whitespace() || character.is_control())
        && ["{z}", "{x}", "{y}"]
            .iter()
            .all(|number| path.contains(number))
}

/// Letters, digits, dots, dashes and a port: nothing that could end a source in a content security policy.
fn is_host_part(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b".-:".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_hosts_of_the_tiles_are_allowed() {
        let tiles = Tiles {
            layers: ["vec", "cva"].map(|layer| tianditu(layer, "abc")).into(),
            servers: ["0", "7"].map(str::to_owned).into(),
            attribution: String::new(),
            max_zoom: 18,
            system: CoordinateSystem::Cgcs2000,
        };
        let origins = ["https://t0.tianditu.gov.cn", "https://t7.tianditu.gov.cn"];
        assert_eq!(tiles.origins(), origins);
    }

    #[test]
    fn an_address_of_tiles_cannot_widen_the_policy() {
        assert!(is_tile_address("https://a.example.org/{z}/{x}/{y}.png"));
        assert!(is_tile_address(
            "https://{s}.example.org:8443/t?x={x}&y={y}&z={z}"
        ));
        for bad in [
            "http://a.example.org/{z}/{x}/{y}.png",
            "https://a.example.org/{z}/{x}.png",
            "https:///{z}/{x}/{y}.png",
            "https://*/{z}/{x}/{y}.png",
            "https://a.example.org; script-src *{z}/{x}/{y}.png",
            "https://a.example.org/{z}/{x}/{y}.png script",
        ] {
            assert!(!is_tile_address(bad), "{bad}");
        }
    }
}
