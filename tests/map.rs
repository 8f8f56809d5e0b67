//! Maps of whole sites: what is drawn, what it costs, and what an owner's boundaries and tiles come to.

mod support;

use std::fmt::Write;

use proptest::prelude::*;
use support::{CONFIG, Site, assert_same, markdown};
use zhandian::geo::plane::PlanePoint;
use zhandian::geo::{CoordinateSystem, Wgs84Point};
use zhandian::map::outline::{hull, soft_outline};
use zhandian::map::voronoi::{area, cells};

/// A place at a position in degrees, WGS-84, with further lines of front matter.
fn at(name: &str, longitude: f64, latitude: f64, more: &str) -> String {
    let front_matter = format!(
        "name: {name}\naddress: 某路1号\nlocation: {{lng: {longitude}, lat: {latitude}, crs: wgs84}}\n{more}"
    );
    markdown(&front_matter, "一个站点。")
}

/// A center and an institute, and as many stations as wanted where `position` says.
fn town(stations: usize, position: fn(usize) -> (f64, f64)) -> Site {
    let site = Site::empty()
        .with("site-config.yaml", CONFIG)
        .with(
            "content/centers/fuqing.md",
            &at("实践中心", 119.38, 25.72, ""),
        )
        .with(
            "content/institutes/yuping.md",
            &at("玉屏实践所", 119.381, 25.721, ""),
        );
    for index in 0..stations {
        let (longitude, latitude) = position(index);
        site.write(
            &format!("content/stations/yuping/s{index}.md"),
            at(&format!("第{index}社区"), longitude, latitude, ""),
        );
    }
    site
}

fn drawing(page: &str) -> &str {
    let start = page
        .find("<svg class=\"map-drawing\"")
        .expect("the page has a map");
    let end = page[start..].find("</svg>").expect("it ends");
    &page[start..start + end]
}

/// The values of an attribute, in order.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    html.split(&format!(" {attribute}=\""))
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

fn links(page: &str) -> Vec<&str> {
    values(page, "href")
}

/// The corners of the land as absolute positions.
fn land(svg: &str) -> Vec<(f64, f64)> {
    let start = svg.find("class=\"map-land\" d=\"").expect("there is land");
    let data = svg[start..].split('"').nth(3).expect("it has a shape");
    let (mut at, mut corners) = ((0.0, 0.0), Vec::new());
    // Each step is a letter and two numbers; a minus divides as well as a space.
    let spaced = data
        .replace('z', "")
        .replace('-', " -")
        .replace('M', "|M ")
        .replace('l', "|l ");
    for step in spaced.split('|').skip(1) {
        let mut words = step.split_whitespace();
        let is_first = words.next() == Some("M");
        let mut number = || {
            words
                .next()
                .and_then(|word| word.parse::<f64>().ok())
                .expect("a number")
        };
        let (x, y) = (number(), number());
        at = if is_first {
            (x, y)
        } else {
            (at.0 + x, at.1 + y)
        };
        corners.push(at);
    }
    corners
}

#[test]
fn every_place_can_be_reached_from_the_map_without_scripts() {
    // All on one spot: no drawing can show them apart.
    let site = town(300, |_| (119.39, 25.73));
    site.build(&[]);
    let page = site.page("map/index.html");
    let links = links(&page);
    for index in 0..300 {
        let path = format!("/stations/yuping/s{index}/");
        assert!(links.contains(&path.as_str()), "{path}");
    }
    let institute = site.page("institutes/yuping/index.html");
    assert!(
        values(drawing(&institute), "class")
            .iter()
            .any(|class| class.starts_with("map-more"))
    );
}

#[test]
fn maps_stay_small_where_places_lie_close() {
    let site = town(500, |index| {
        (
            119.38 + (index % 25) as f64 * 0.0004,
            25.72 + (index / 25) as f64 * 0.0004,
        )
    });
    site.build(&[]);
    // Raw bytes; gzip makes a quarter of them.
    for (page, most) in [
        ("index.html", 40_000),
        ("map/index.html", 40_000),
        ("institutes/yuping/index.html", 40_000),
        ("stations/yuping/s0/index.html", 12_000),
    ] {
        let page_bytes = drawing(&site.page(page)).len();
        assert!(page_bytes < most, "{page}: {page_bytes}");
    }
}

#[test]
fn a_map_is_drawn_of_whatever_there_is() {
    let alone = Site::empty().with("site-config.yaml", CONFIG).with(
        "content/centers/fuqing.md",
        &at("实践中心", 119.38, 25.72, ""),
    );
    alone.build(&[]);
    assert!(links(drawing(&alone.page("index.html"))).contains(&"/centers/fuqing/"));
    // All in one line: service areas become strips.
    let line = town(30, |index| (119.38 + index as f64 * 0.01, 25.72));
    for index in 0..9 {
        let name = format!("第{index}所");
        let place = at(&name, 119.38 + f64::from(index) * 0.03, 25.72, "");
        line.write(&format!("content/institutes/i{index}.md"), place);
    }
    line.build(&[]);
    assert!(!drawing(&line.page("map/index.html")).contains("NaN"));
    let nothing = Site::empty().with("site-config.yaml", CONFIG);
    nothing.write(
        "content/pages/about.md",
        "---\ntitle: 关于\n---\n\n文字。\n",
    );
    nothing.build(&[]);
    assert!(!nothing.page("map/index.html").contains("<svg"));
}

#[test]
fn names_are_escaped_and_long_ones_cut() {
    let site = town(1, |_| (119.39, 25.73));
    let hostile = "'\"><script>alert(1)</script>&'";
    site.write(
        "content/stations/yuping/x.md",
        at(hostile, 119.395, 25.735, ""),
    );
    let long = "很".repeat(40);
    site.write(
        "content/stations/yuping/y.md",
        at(&long, 119.385, 25.715, ""),
    );
    site.build(&[]);
    for page in [
        "index.html",
        "map/index.html",
        "institutes/yuping/index.html",
    ] {
        let page = site.page(page);
        let svg = drawing(&page);
        assert!(!page.contains("<script>alert"), "{svg}");
        assert!(svg.contains("&lt;script&gt;"), "{svg}");
        assert!(svg.contains(&format!("aria-label=\"{long}")), "{svg}");
        assert!(
            !svg.contains(&format!(">{long}<")) && svg.contains("很…"),
            "{svg}"
        );
        assert!(
            !svg.contains(" id=\"") && !svg.contains(" style=\""),
            "{svg}"
        );
    }
}

#[test]
fn the_same_site_gives_the_same_maps() {
    let site = town(80, |index| {
        (
            119.3 + (index * 37 % 100) as f64 * 0.003,
            25.6 + (index * 53 % 100) as f64 * 0.003,
        )
    });
    site.build(&[]);
    let first = site.public();
    site.build(&[]);
    assert_same(&first, &site.public());
}

#[test]
fn a_place_names_its_neighbours_with_distance_and_direction() {
    // 0.0072° of latitude are 801 m.
    let site = town(2, |index| (119.5, 25.6 + index as f64 * 0.0072));
    site.build(&[]);
    let page = site.page("stations/yuping/s0/index.html");
    let start = page
        .find("<ul class=\"nearby\">")
        .expect("neighbours are listed");
    let first = page[start..].split("</li>").next().expect("the nearest");
    assert!(
        first.contains("/stations/yuping/s1/") && first.contains("北约 800 米"),
        "{first}"
    );
}

/// A triangle around the town, with its source and review number, in a coordinate system.
fn with_boundaries(site: &Site, system: CoordinateSystem) {
    let mut ring = String::new();
    for (longitude, latitude) in [(119.2, 25.6), (119.6, 25.6), (119.4, 25.9), (119.2, 25.6)] {
        let written = Wgs84Point::new(longitude, latitude).to_system(system);
        let comma = if ring.is_empty() { "" } else { "," };
        let _ = write!(ring, "{comma}[{},{}]", written.longitude, written.latitude);
    }
    site.write(
        "content/boundaries.geojson",
        format!("{{\"type\":\"Polygon\",\"coordinates\":[[{ring}]]}}"),
    );
    let map = format!(
        "map:\n  boundaries: content/boundaries.geojson\n  crs: {system}\n  source: 某测绘院<b>\n  approval_no: 闽S〔2026〕99号\n"
    );
    site.write("site-config.yaml", format!("{CONFIG}{map}"));
}

#[test]
fn boundaries_come_out_the_same_from_every_coordinate_system() {
    let site = town(5, |index| (119.38 + index as f64 * 0.01, 25.72));
    let mut first: Option<Vec<(f64, f64)>> = None;
    for system in CoordinateSystem::ALL {
        with_boundaries(&site, system);
        site.build(&[]);
        let corners = land(drawing(&site.page("map/index.html")));
        assert_eq!(corners.len(), 3, "{system}");
        let first = first.get_or_insert_with(|| corners.clone());
        for (a, b) in first.iter().zip(&corners) {
            assert!(
                (a.0 - b.0).abs() < 0.15 && (a.1 - b.1).abs() < 0.15,
                "{system}: {a:?} {b:?}"
            );
        }
    }
}

#[test]
fn source_and_review_number_are_printed_beside_every_map() {
    let site = town(5, |index| (119.38 + index as f64 * 0.01, 25.72));
    with_boundaries(&site, CoordinateSystem::Cgcs2000);
    site.build(&[]);
    for page in [
        "index.html",
        "map/index.html",
        "institutes/yuping/index.html",
        "stations/yuping/s1/index.html",
    ] {
        let page = site.page(page);
        assert!(
            page.contains("闽S〔2026〕99号") && page.contains("某测绘院&lt;b&gt;"),
            "{page}"
        );
        assert!(!page.contains("示意图，"), "{page}");
    }
}

/// Settings of tiles in GCJ-02, and something in place of the library.
fn with_tiles(site: &Site) {
    site.write(
        "site-config.yaml",
        format!("{CONFIG}map:\n  tiles: {{url: 'https://{{s}}.tiles.example.net/{{z}}/{{x}}/{{y}}', servers: [a, b], attribution: 示例图, crs: gcj02}}\n"),
    );
    site.write(
        "node_modules/leaflet/package.json",
        "{\"version\": \"1.9.4\"}",
    );
    site.write("node_modules/leaflet/dist/leaflet.js", "// leaflet");
    site.write("node_modules/leaflet/dist/leaflet.css", "/* leaflet */");
}

#[test]
fn tiles_come_with_shifted_places_and_the_library_of_the_site() {
    let site = town(1, |_| (119.372090, 25.723147));
    with_tiles(&site);
    site.build(&[]);
    assert_eq!(site.page("static/leaflet/leaflet.js"), "// leaflet");
    let file: serde_json::Value =
        serde_json::from_str(&site.page("map/places.json")).expect("JSON");
    let station = &file["places"][2];
    let position = |index: usize| station[index].as_f64().expect("degrees");
    assert_eq!((position(2), position(3)), (119.37209, 25.72315));
    // The pair of test vectors in geo/coordinates.rs.
    assert!((position(8) - 119.376992).abs() < 1e-5 && (position(9) - 25.720402).abs() < 1e-5);
    // No page asks the service for anything by itself.
    for (path, bytes) in site
        .public()
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
    {
        let page = String::from_utf8_lossy(bytes);
        let asked = page.split("example.net").count() - 1;
        let told = page.matches("data-layers=").count()
            + page.matches("Content-Security-Policy").count() * 2;
        assert!(asked <= told, "{path}");
    }
}

#[test]
fn without_its_library_the_tiles_are_a_fault_that_says_what_to_run() {
    let site = town(1, |_| (119.38, 25.72));
    with_tiles(&site);
    site.write(
        "node_modules/leaflet/package.json",
        "{\"version\": \"2.0.0\"}",
    );
    let run = site.try_build(&[]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("npm install leaflet@1.9"),
        "{}",
        run.stderr
    );
}

#[test]
fn the_file_for_the_script_tells_hours_activities_and_steps() {
    let site = town(0, |_| (0.0, 0.0));
    let more = "hours: Mo-Fr 08:30-11:30,14:30-17:30; Sa 22:00-26:00\naccess: {step_free: true}\n\
                activities:\n  - {title: 一, starts: 2026-07-11 09:00}\n  - {title: 二, starts: 2026-07-13 09:00, status: cancelled}\n";
    site.write(
        "content/stations/yuping/a.md",
        at("甲", 119.38, 25.72, more),
    );
    site.write(
        "content/stations/yuping/b.md",
        at("乙", 119.38, 25.73, "status: closed\n"),
    );
    site.build(&[]);
    let file: serde_json::Value =
        serde_json::from_str(&site.page("map/places.json")).expect("JSON");
    assert_eq!(file["from"], support::TODAY);
    let (first, second) = (&file["places"][2], &file["places"][3]);
    assert_eq!(
        (&first[0], &first[1]),
        (&"甲".into(), &"/stations/yuping/a/".into())
    );
    // 9 July 2026 is a Thursday: that day, Friday, then Saturday night into Sunday.
    let hours = &file["hours"][first[5].as_u64().expect("it has hours") as usize];
    let minutes: Vec<u64> = hours
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(serde_json::Value::as_u64)
        .collect();
    assert_eq!(
        minutes[..10],
        [510, 690, 870, 1050, 1950, 2130, 2310, 2490, 4200, 4440]
    );
    assert_eq!((&first[6], &first[7]), (&4.into(), &1.into()));
    assert_eq!(
        (&second[5], &second[6], &second[7]),
        (&(-1).into(), &0.into(), &2.into())
    );
}

fn plane(points: Vec<(f64, f64)>) -> Vec<PlanePoint> {
    points
        .into_iter()
        .map(|(east, north)| PlanePoint::new(east, north))
        .collect()
}

/// Positions in metres, some of them the same, some in one line.
fn sites() -> impl Strategy<Value = Vec<PlanePoint>> {
    let coarse = prop::collection::vec((-8_i32..8, -8_i32..8), 1..60).prop_map(|points| {
        points
            .into_iter()
            .map(|(x, y)| (f64::from(x) * 1000.0, f64::from(y) * 1000.0))
            .collect()
    });
    let fine = prop::collection::vec((-4e4..4e4, -4e4..4e4), 1..300);
    let line = prop::collection::vec(-4e4..4e4, 1..40)
        .prop_map(|along| along.into_iter().map(|x| (x, x / 3.0)).collect());
    prop_oneof![coarse, fine, line].prop_map(plane)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn service_areas_hold_their_own_institute_and_cover_the_land(sites in sites()) {
        let outline = soft_outline(&sites, 2000.0);
        let cells = cells(&sites, &outline);
        let mut covered = 0.0;
        for (index, cell) in cells.iter().enumerate() {
            let first = sites.iter().position(|site| *site == sites[index]);
            if first != Some(index) {
                prop_assert!(cell.is_empty());
                continue;
            }
            let corners: Vec<PlanePoint> = cell.iter().map(|corner| corner.point).collect();
            let own = area(corners.iter().copied());
            prop_assert!(own > 0.0);
            covered += own;
            // Around a point inside, a convex area does not grow.
            let with_site = corners.iter().copied().chain([sites[index]]).collect();
            prop_assert!((area(hull(with_site)) / own - 1.0).abs() < 1e-6);
            // A corner is nearest to its own institute, or as near as to another.
            for corner in &corners {
                let distance = corner.distance(sites[index]);
                let nearest = sites.iter().map(|site| corner.distance(*site)).fold(f64::INFINITY, f64::min);
                prop_assert!(distance <= nearest + 0.01, "{distance} {nearest}");
            }
        }
        prop_assert!((covered / area(outline) - 1.0).abs() < 1e-6);
    }
}
